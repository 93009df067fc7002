"""The page Search: one box that finds quotations, speakers, organisations and articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack import wording as say
from quotetrack.errors import QuotetrackError, StoreError
from quotetrack.lookup.counts import FacetName, FacetValue
from quotetrack.lookup.hits import find_arrivals, last_added
from quotetrack.lookup.names import Table, name_of, suggest_speakers
from quotetrack.lookup.results import ResultPage, Total, search_page
from quotetrack.lookup.search import FIRST
from quotetrack.store import Store
from quotetrack.web.feeds import as_atom, as_csv
from quotetrack.web.request import Addresses, Answer, File, Page, PageRequest

PAGE = 20
"""The number of results on a page."""
IN_A_FEED = 100
"""The number of entries in a feed."""

_KIND_NAMES: dict[str, tuple[str, str]] = {
    "quotations": ("quotation", "Quotations"),
    "speakers": ("speaker", "Speakers"),
    "organizations": ("organisation", "Organisations"),
    "articles": ("article", "Articles"),
}
_FACET_NAMES: dict[FacetName, str] = {
    "speaker": "Speaker",
    "affiliation": "Affiliation",
    "outlet": "Outlet",
    "year": "Year",
    "kind": "Kind",
    "speaker_kind": "Who spoke",
}
SPEAKER_KINDS = {
    "person": "a person",
    "organization": "an organisation",
    "unnamed": "somebody without a name",
    "unknown": "unknown",
}
_NUMBERED: dict[str, Table] = {"speaker": "canonical_speakers", "affiliation": "organizations"}
_FILTER_NAMES = {
    "speaker": "Speaker",
    "affiliation": "Affiliation",
    "outlet": "Outlet",
    "kind": "Kind",
    "speaker_kind": "Who spoke",
    "act": "Act",
    "since": "Since",
    "until": "Until",
}
"""The filters, with the names under which the page shows those that are chosen."""


@dataclass(frozen=True)
class SearchRequest:
    """What is searched for: words, filters by name, the kind to show, the order, and which part of the results."""

    to: Addresses
    query: str
    filters: Mapping[str, str]
    show: str
    sort: str
    limit: int
    offset: int

    def fields(self, **other: str | int | None) -> dict[str, Any]:
        """Returns the fields of its address without default values; those in `other` replace its own."""
        show = None if self.show == "quotations" else self.show
        sort = None if self.sort == "relevance" else self.sort
        limit = None if self.limit == PAGE else self.limit
        return {"q": self.query, "show": show, **self.filters, "sort": sort, "limit": limit} | other

    def address(self, format: str = "", **other: str | int | None) -> str:
        """Returns the address of its first page; the fields in `other` replace its own."""
        return self.to.search(format, **self.fields(**other))

    def without(self, *filters: str) -> str:
        """Returns the address of its first page without these filters."""
        return self.to.search(**self.fields(**dict.fromkeys(filters)))

    def ask(self, store: Store, **other: str) -> ResultPage:
        """Searches and returns the results; `other` may name another kind (`show`) or order (`sort`)."""
        given = {"show": self.show, "sort": self.sort} | other
        return search_page(store, self.query, limit=self.limit, offset=self.offset, **given, **self.filters)

    @property
    def title(self) -> str:
        """The words, cut to 60 columns for a title."""
        return say.visible(say.shortened(self.query, 60))


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with a page of results for `q` and the filters of `quotetrack search`, as HTML, JSON, CSV or Atom."""
    wanted = _read(asked)
    try:
        if asked.format == "csv":
            hits = wanted.ask(store, show="quotations").hits
            return File(as_csv(hits), "text/csv; charset=utf-8", "quotations.csv")
        if asked.format == "atom":
            return _atom(store, asked, wanted)
        return _page(store, wanted)
    except StoreError:
        raise
    except QuotetrackError as error:  # the page shows the box as it was filled in
        told = {"error": str(error), "status": 400, "title": "This cannot be asked"}
        fields = {**_form(wanted), "error": str(error), "chips": list(_chips(store, wanted))}
        return Page("search.html", "Search", fields, told, 400)


def _read(asked: PageRequest) -> SearchRequest:
    most = FIRST if asked.format in ("json", "csv") else IN_A_FEED
    usual = {"csv": FIRST, "atom": IN_A_FEED}.get(asked.format, PAGE)
    # To the index, characters that would steer the page are white space.
    query = "".join(sign if say.visible(sign) == sign else " " for sign in asked.text("q"))
    return SearchRequest(
        asked.addresses,
        query.strip(),
        {name: value for name in _FILTER_NAMES if (value := asked.given(name))},
        asked.given("show") or "quotations",
        asked.given("sort") or "relevance",
        asked.number("limit", usual=usual, most=most) or usual,
        asked.number("offset", usual=0, most=FIRST),
    )


def _atom(store: Store, asked: PageRequest, wanted: SearchRequest) -> Answer:
    hits = wanted.ask(store, show="quotations", sort="date").hits
    title = f"Quotations in {asked.addresses.database}" + (f": {wanted.title}" if wanted.query else "")
    fields = {"q": wanted.query, **wanted.filters}
    feed = as_atom(asked, title, fields, hits, find_arrivals(store, hits), last_added(store))
    return File(feed, "application/atom+xml; charset=utf-8")


def _page(store: Store, wanted: SearchRequest) -> Page:
    found = wanted.ask(store)
    fields = {
        **_form(wanted),
        "page": found,
        "tabs": list(_tabs(wanted, found)),
        "headline": _headline(wanted, found),
        "notes": list(_notes(wanted, found)),
        "orders": list(_orders(wanted)),
        "chips": list(_chips(store, wanted)),
        "facets": list(_facets(wanted, found)),
        "facets_of": found.totals["quotations"],
        "first": FIRST,
        **_neighbours(wanted, found),
        "formats": {
            "json": wanted.address("json", limit=None),
            "csv": wanted.address("csv", limit=None, show=None),
            "atom": wanted.address("atom", limit=None, show=None, sort=None),
        },
        "suggested": _suggested(store, wanted, found),
    }
    return Page("search.html", wanted.title or "Search", fields, _as_json(wanted, found))


def _form(wanted: SearchRequest) -> dict[str, Any]:
    """Returns the fields for the box at the top, whatever was found."""
    hidden = {name: value for name, value in wanted.fields(q=None, limit=None).items() if value is not None}
    return {"q": wanted.query, "show": wanted.show, "sort": wanted.sort, "hidden": hidden}


def _neighbours(wanted: SearchRequest, found: ResultPage, format: str = "") -> dict[str, str | None]:
    """Returns the addresses of the pages before and after this one; None where there is none."""
    start, end = wanted.offset, wanted.offset + wanted.limit
    earlier = wanted.address(format, offset=max(0, start - wanted.limit) or None) if start else None
    later = wanted.address(format, offset=end) if end < _total(wanted, found).count else None
    return {"earlier": earlier, "later": later}


def _total(wanted: SearchRequest, found: ResultPage) -> Total:
    return found.totals[wanted.show]  # type: ignore[index]


@dataclass(frozen=True)
class Tab:
    """A kind of result, how many there are, and the address of their page."""

    label: str
    total: Total
    address: str
    current: bool


def _tabs(wanted: SearchRequest, found: ResultPage) -> Iterator[Tab]:
    for kind, total in found.totals.items():
        address = wanted.address(show=None if kind == "quotations" else kind)
        yield Tab(_KIND_NAMES[kind][1], total, address, kind == wanted.show)


def _headline(wanted: SearchRequest, found: ResultPage) -> str:
    """Says how many results of which kind there are."""
    total, (noun, label) = _total(wanted, found), _KIND_NAMES[wanted.show]
    counted = say.nouns(total.count, noun)
    if not total.more:
        return counted if total.count else f"No {counted.split()[1]}"
    everything = not wanted.query and (wanted.show != "quotations" or not wanted.filters)
    return f"The latest {label.lower()}" if everything and wanted.show in _DATED else f"More than {counted}"


_DATED = ("quotations", "articles")


def _notes(wanted: SearchRequest, found: ResultPage) -> Iterator[str]:
    """Tells where the order or the reach of the results is not what a reader expects."""
    if wanted.show != "quotations":
        if wanted.filters:
            yield "Filters narrow the quotations only."
        return
    matches = found.matches
    if matches.order == "latest":
        yield "Very many quotations hold these words, so that none is more relevant than others: the latest come first."
    if matches.order == "added":
        yield "Very many quotations hold these words. These are the most relevant of those that were added last."
    if matches.inside:
        yield "No quotation has this as words of its own. These have it inside of words."
    if matches.looked_through:
        reach = "of that time" if {"since", "until"} & set(wanted.filters) else "in the store"
        yield (
            f"Only the latest {matches.looked_through:,} quotations {reach} were looked through. "
            "Choose a year, a speaker or a rarer word to reach others."
        )


def _orders(wanted: SearchRequest) -> Iterator[tuple[str, str, bool]]:
    """Yields the orders to choose from: label, address, and whether it is the current one."""
    if wanted.show == "quotations" and wanted.query:
        yield "Most relevant", wanted.address(sort=None), wanted.sort == "relevance"
        yield "Latest", wanted.address(sort="date"), wanted.sort == "date"


@dataclass(frozen=True)
class Chip:
    """A filter that is chosen, and the address without it."""

    name: str
    label: str
    address: str


def _chips(store: Store, wanted: SearchRequest) -> Iterator[Chip]:
    given = dict(wanted.filters)
    if given.get("since") and given.get("since") == given.get("until"):
        yield Chip("In", given.pop("since"), wanted.without("since", "until"))
        given.pop("until")
    for name, value in given.items():
        label = name_of(store, _NUMBERED[name], value) if name in _NUMBERED else _value(name, value)
        yield Chip(_FILTER_NAMES[name], label, wanted.without(name))


def _value(name: str, value: str) -> str:
    return SPEAKER_KINDS.get(value, value) if name == "speaker_kind" else value


@dataclass(frozen=True)
class Facet:
    """A way to narrow the results: its values, each as (label, count, address)."""

    name: str
    label: str
    values: tuple[tuple[str, int, str], ...]


def _facets(wanted: SearchRequest, found: ResultPage) -> Iterator[Facet]:
    """Yields the facets that have values and of which none is chosen yet."""
    for name, label in _FACET_NAMES.items():
        fields = ("since", "until") if name == "year" else (name,)
        values = found.facets.get(name, ())
        if values and not set(fields) & set(wanted.filters):
            yield Facet(name, label, tuple(_narrowing(wanted, name, fields, value) for value in values))


def _narrowing(wanted: SearchRequest, name: str, fields: Sequence[str], value: FacetValue) -> tuple[str, int, str]:
    address = wanted.address(**dict.fromkeys(fields, value.value), show=None)
    return _value(name, value.label), value.count, address


def _suggested(store: Store, wanted: SearchRequest, found: ResultPage) -> list[tuple[str, str]]:
    """Returns, where nothing was found, the speakers who may be meant: names and addresses."""
    meant = wanted.filters.get("speaker") or wanted.query
    if found.found or wanted.offset or meant.startswith("#"):
        return []
    names = suggest_speakers(store, meant)
    if wanted.show == "speakers":
        return [(name, wanted.to.search(q=name, show="speakers")) for name in names]
    return [(name, wanted.to.search(speaker=name)) for name in names]


def _as_json(wanted: SearchRequest, found: ResultPage) -> dict[str, Any]:
    return {
        "query": wanted.query,
        "show": wanted.show,
        "sort": wanted.sort,
        "filters": dict(wanted.filters),
        "limit": wanted.limit,
        "offset": wanted.offset,
        "counts": {kind: asdict(total) for kind, total in found.totals.items()},
        "order": found.matches.order,
        "looked_through": found.matches.looked_through,
        "inside": found.matches.inside,
        "results": [result.as_dict() for result in found.found],
        "facets": {name: [asdict(value) for value in values] for name, values in found.facets.items()},
        **_neighbours(wanted, found, "json"),
    }
