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
"""Results on a page."""
IN_A_FEED = 100

_SHOWN: dict[str, tuple[str, str]] = {
    "quotations": ("quotation", "Quotations"),
    "speakers": ("speaker", "Speakers"),
    "organizations": ("organisation", "Organisations"),
    "articles": ("article", "Articles"),
}
_FACETS: dict[FacetName, str] = {
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
_NAMES: dict[str, Table] = {"speaker": "canonical_speakers", "affiliation": "organizations"}
_CHIPS = {
    "speaker": "Speaker",
    "affiliation": "Affiliation",
    "outlet": "Outlet",
    "kind": "Kind",
    "speaker_kind": "Who spoke",
    "act": "Act",
    "since": "Since",
    "until": "Until",
}
"""The filters and how each is called where it is chosen."""


@dataclass(frozen=True)
class Question:
    """What is searched for: words, filters by name, what to show, in what order, which part of it."""

    to: Addresses
    query: str
    filters: Mapping[str, str]
    show: str
    sort: str
    limit: int
    offset: int

    def fields(self, **other: str | int | None) -> dict[str, Any]:
        """The fields of its address, with others in the place of some; what is usual is left out."""
        show = None if self.show == "quotations" else self.show
        sort = None if self.sort == "relevance" else self.sort
        limit = None if self.limit == PAGE else self.limit
        return {"q": self.query, "show": show, **self.filters, "sort": sort, "limit": limit} | other

    def address(self, format: str = "", **other: str | int | None) -> str:
        """The address of its first page, with other fields in the place of some."""
        return self.to.search(format, **self.fields(**other))

    def without(self, *filters: str) -> str:
        """The address of its first page without these filters."""
        return self.to.search(**self.fields(**dict.fromkeys(filters)))

    def ask(self, store: Store, **other: str) -> ResultPage:
        """The results, with another kind or order than is asked for."""
        given = {"show": self.show, "sort": self.sort} | other
        return search_page(store, self.query, limit=self.limit, offset=self.offset, **given, **self.filters)

    @property
    def title(self) -> str:
        """The words, as far as a title holds them."""
        return say.visible(say.shortened(self.query, 60))


def answer(store: Store, asked: PageRequest) -> Answer:
    """A page of results for `q` with the filters of `quotetrack search`; as JSON, CSV or Atom the same."""
    question = _read(asked)
    try:
        if asked.format == "csv":
            hits = question.ask(store, show="quotations").hits
            return File(as_csv(hits), "text/csv; charset=utf-8", "quotations.csv")
        if asked.format == "atom":
            return _atom(store, asked, question)
        return _page(store, question)
    except StoreError:
        raise
    except QuotetrackError as error:  # with the box as it was filled in
        told = {"error": str(error), "status": 400, "title": "This cannot be asked"}
        fields = {**_form(question), "error": str(error), "chips": list(_chips(store, question))}
        return Page("search.html", "Search", fields, told, 400)


def _read(asked: PageRequest) -> Question:
    most = FIRST if asked.format in ("json", "csv") else IN_A_FEED
    usual = {"csv": FIRST, "atom": IN_A_FEED}.get(asked.format, PAGE)
    # Signs that would steer the page are white space to the index.
    query = "".join(sign if say.visible(sign) == sign else " " for sign in asked.text("q"))
    return Question(
        asked.addresses,
        query.strip(),
        {name: value for name in _CHIPS if (value := asked.given(name))},
        asked.given("show") or "quotations",
        asked.given("sort") or "relevance",
        asked.number("limit", usual=usual, most=most) or usual,
        asked.number("offset", usual=0, most=FIRST),
    )


def _atom(store: Store, asked: PageRequest, question: Question) -> Answer:
    hits = question.ask(store, show="quotations", sort="date").hits
    title = f"Quotations in {asked.addresses.database}" + (f": {question.title}" if question.query else "")
    fields = {"q": question.query, **question.filters}
    feed = as_atom(asked, title, fields, hits, find_arrivals(store, hits), last_added(store))
    return File(feed, "application/atom+xml; charset=utf-8")


def _page(store: Store, question: Question) -> Page:
    found = question.ask(store)
    fields = {
        **_form(question),
        "page": found,
        "tabs": list(_tabs(question, found)),
        "headline": _headline(question, found),
        "notes": list(_notes(question, found)),
        "orders": list(_orders(question)),
        "chips": list(_chips(store, question)),
        "facets": list(_facets(question, found)),
        "facets_of": found.totals["quotations"],
        "first": FIRST,
        **_neighbours(question, found),
        "formats": {
            "json": question.address("json", limit=None),
            "csv": question.address("csv", limit=None, show=None),
            "atom": question.address("atom", limit=None, show=None, sort=None),
        },
        "suggested": _suggested(store, question, found),
    }
    return Page("search.html", question.title or "Search", fields, _as_json(question, found))


def _form(question: Question) -> dict[str, Any]:
    """What the box at the top needs, whatever was found."""
    hidden = {name: value for name, value in question.fields(q=None, limit=None).items() if value is not None}
    return {"q": question.query, "show": question.show, "sort": question.sort, "hidden": hidden}


def _neighbours(question: Question, found: ResultPage, format: str = "") -> dict[str, str | None]:
    """The addresses of the pages before and after this one; None where there is none."""
    start, end = question.offset, question.offset + question.limit
    earlier = question.address(format, offset=max(0, start - question.limit) or None) if start else None
    later = question.address(format, offset=end) if end < _total(question, found).count else None
    return {"earlier": earlier, "later": later}


def _total(question: Question, found: ResultPage) -> Total:
    return found.totals[question.show]  # type: ignore[index]


@dataclass(frozen=True)
class Tab:
    """A kind of result, how many there are, and where."""

    label: str
    total: Total
    address: str
    current: bool


def _tabs(question: Question, found: ResultPage) -> Iterator[Tab]:
    for kind, total in found.totals.items():
        address = question.address(show=None if kind == "quotations" else kind)
        yield Tab(_SHOWN[kind][1], total, address, kind == question.show)


def _headline(question: Question, found: ResultPage) -> str:
    """Says how many results of which kind there are."""
    total, (noun, label) = _total(question, found), _SHOWN[question.show]
    counted = say.nouns(total.count, noun)
    if not total.more:
        return counted if total.count else f"No {counted.split()[1]}"
    everything = not question.query and (question.show != "quotations" or not question.filters)
    return f"The latest {label.lower()}" if everything and question.show in _DATED else f"More than {counted}"


_DATED = ("quotations", "articles")


def _notes(question: Question, found: ResultPage) -> Iterator[str]:
    """Tells where the order or the reach of the results is not what a reader expects."""
    if question.show != "quotations":
        if question.filters:
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
        reach = "of that time" if {"since", "until"} & set(question.filters) else "in the store"
        yield (
            f"Only the latest {matches.looked_through:,} quotations {reach} were looked through. "
            "Choose a year, a speaker or a rarer word to reach others."
        )


def _orders(question: Question) -> Iterator[tuple[str, str, bool]]:
    """The orders to choose from: label, address, whether it is this one."""
    if question.show == "quotations" and question.query:
        yield "Most relevant", question.address(sort=None), question.sort == "relevance"
        yield "Latest", question.address(sort="date"), question.sort == "date"


@dataclass(frozen=True)
class Chip:
    """A filter that is chosen, and the address without it."""

    name: str
    label: str
    address: str


def _chips(store: Store, question: Question) -> Iterator[Chip]:
    given = dict(question.filters)
    if given.get("since") and given.get("since") == given.get("until"):
        yield Chip("In", given.pop("since"), question.without("since", "until"))
        given.pop("until")
    for name, value in given.items():
        label = name_of(store, _NAMES[name], value) if name in _NAMES else _value(name, value)
        yield Chip(_CHIPS[name], label, question.without(name))


def _value(name: str, value: str) -> str:
    return SPEAKER_KINDS.get(value, value) if name == "speaker_kind" else value


@dataclass(frozen=True)
class Facet:
    """A way to narrow the results: its values, each as (label, count, address)."""

    name: str
    label: str
    values: tuple[tuple[str, int, str], ...]


def _facets(question: Question, found: ResultPage) -> Iterator[Facet]:
    """The facets that offer a choice and of which nothing is chosen yet."""
    for name, label in _FACETS.items():
        fields = ("since", "until") if name == "year" else (name,)
        values = found.facets.get(name, ())
        if values and not set(fields) & set(question.filters):
            yield Facet(name, label, tuple(_narrowing(question, name, fields, value) for value in values))


def _narrowing(question: Question, name: str, fields: Sequence[str], value: FacetValue) -> tuple[str, int, str]:
    address = question.address(**dict.fromkeys(fields, value.value), show=None)
    return _value(name, value.label), value.count, address


def _suggested(store: Store, question: Question, found: ResultPage) -> list[tuple[str, str]]:
    """Speakers who may have been meant where nothing was found: names and addresses."""
    meant = question.filters.get("speaker") or question.query
    if found.found or question.offset or meant.startswith("#"):
        return []
    names = suggest_speakers(store, meant)
    if question.show == "speakers":
        return [(name, question.to.search(q=name, show="speakers")) for name in names]
    return [(name, question.to.search(speaker=name)) for name in names]


def _as_json(question: Question, found: ResultPage) -> dict[str, Any]:
    return {
        "query": question.query,
        "show": question.show,
        "sort": question.sort,
        "filters": dict(question.filters),
        "limit": question.limit,
        "offset": question.offset,
        "counts": {kind: asdict(total) for kind, total in found.totals.items()},
        "order": found.matches.order,
        "looked_through": found.matches.looked_through,
        "inside": found.matches.inside,
        "results": [result.as_dict() for result in found.found],
        "facets": {name: [asdict(value) for value in values] for name, values in found.facets.items()},
        **_neighbours(question, found, "json"),
    }
