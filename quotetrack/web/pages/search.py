"""What was said, by whom, where: one box over quotations, speakers, organisations and articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_args

from quotetrack import wording as say
from quotetrack.errors import QuotetrackError, StoreError
from quotetrack.lookup.counts import FacetName, FacetValue
from quotetrack.lookup.hits import find_arrivals, last_added
from quotetrack.lookup.names import Table, name_of, suggest_speakers
from quotetrack.lookup.results import ResultKind, ResultPage, Total, search_page
from quotetrack.lookup.search import FIRST
from quotetrack.store import Store
from quotetrack.web.asked import Answer, Asked, File, Page
from quotetrack.web.feeds import as_atom, as_csv

FILTERS = ("speaker", "affiliation", "outlet", "kind", "speaker_kind", "act", "since", "until")
PAGE = 20
"""Results on a page."""
IN_A_FEED = 100

_SHOWN: dict[ResultKind, tuple[str, str]] = {
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
_SPEAKER_KINDS = {
    "person": "a person",
    "organization": "an organisation",
    "unnamed": "somebody without a name",
    "unknown": "unknown",
}
_NAMES: dict[str, Table] = {"speaker": "canonical_speakers", "affiliation": "organizations"}


@dataclass(frozen=True)
class Question:
    """What is searched for: words, filters by name, what to show, in what order, which page of it."""

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


def answer(store: Store, asked: Asked) -> Answer:
    """A page of results for `q` with the filters of `quotetrack search`; as JSON, CSV or Atom the same."""
    question = _read(asked)
    try:
        if asked.format == "csv":
            return _csv(store, question)
        if asked.format == "atom":
            return _atom(store, asked, question)
        return _page(store, asked, question)
    except StoreError:
        raise
    except QuotetrackError as error:  # with the box as it was filled in
        told = {"error": str(error), "status": 400, "title": "This cannot be asked"}
        fields = {**_form(asked, question), "error": str(error), "chips": _chips(store, asked, question)}
        return Page("search.html", "Search", fields, told, 400)


def _read(asked: Asked) -> Question:
    most = FIRST if asked.format in ("json", "csv") else IN_A_FEED
    usual = {"csv": FIRST, "atom": IN_A_FEED}.get(asked.format, PAGE)
    return Question(
        _searchable(asked.text("q")),
        {name: value for name in FILTERS if (value := asked.given(name))},
        asked.given("show") or "quotations",
        asked.given("sort") or "relevance",
        asked.number("limit", usual=usual, most=most) or usual,
        asked.number("offset", usual=0, most=FIRST),
    )


def _searchable(query: str) -> str:
    """A query without signs that would steer the page; to the index they are white space."""
    return "".join(sign if say.visible(sign) == sign else " " for sign in query).strip()


def _browse(store: Store, question: Question, **other: Any) -> ResultPage:
    given = {name: getattr(question, name) for name in ("query", "show", "sort", "limit", "offset")}
    return search_page(store, **{**question.filters, **given, **other})


def _csv(store: Store, question: Question) -> Answer:
    found = _browse(store, question, show="quotations")
    return File(as_csv(found.hits), "text/csv; charset=utf-8", "quotations.csv")


def _atom(store: Store, asked: Asked, question: Question) -> Answer:
    hits = _browse(store, question, show="quotations", sort="date").hits
    fields: dict[str, Any] = {"q": question.query, **question.filters}
    title = f"Quotations in {asked.addresses.database}" + (f": {_named(question)}" if question.query else "")
    feed = as_atom(asked, title, fields, hits, find_arrivals(store, hits), last_added(store))
    return File(feed, "application/atom+xml; charset=utf-8")


def _named(question: Question) -> str:
    return say.visible(say.shortened(question.query, 60))


def _page(store: Store, asked: Asked, question: Question) -> Page:
    found = _browse(store, question)
    earlier, later = _pages(asked, question, found)
    fields = {
        **_form(asked, question),
        "page": found,
        "tabs": list(_tabs(asked, question, found)),
        "headline": _headline(question, found),
        "notes": list(_notes(question, found)),
        "orders": list(_orders(asked, question)),
        "chips": _chips(store, asked, question),
        "facets": list(_facets(asked, question, found)),
        "facets_of": found.totals["quotations"],
        "first": FIRST,
        "earlier": earlier and asked.addresses.search(**earlier),
        "later": later and asked.addresses.search(**later),
        "formats": {name: _address(asked, question, name) for name in ("json", "csv", "atom")},
        "suggested": _suggested(store, asked, question, found),
    }
    title = _named(question) or "Search"
    return Page("search.html", title, fields, _as_json(asked, question, found))


def _form(asked: Asked, question: Question) -> dict[str, Any]:
    """What the box at the top needs, whatever was found."""
    hidden = {name: value for name, value in question.fields(q=None).items() if value is not None and name != "limit"}
    return {"q": question.query, "show": question.show, "sort": question.sort, "hidden": hidden}


def _address(asked: Asked, question: Question, ending: str) -> str:
    fields = question.fields(limit=None)
    if ending != "json":
        fields["show"] = None
    if ending == "atom":
        fields["sort"] = None
    return asked.addresses.search(ending, **fields)


def _pages(asked: Asked, question: Question, found: ResultPage) -> tuple[Any, Any]:
    """The fields of the pages before and after this one; None where there is none."""
    start, end = question.offset, question.offset + question.limit
    earlier = question.fields(offset=max(0, start - question.limit) or None) if start else None
    later = question.fields(offset=end) if end < _total(question, found).count else None
    return earlier, later


def _total(question: Question, found: ResultPage) -> Total:
    return found.totals[question.show]  # type: ignore[index]


@dataclass(frozen=True)
class Tab:
    """A kind of result, how many there are, and where."""

    label: str
    total: Total
    address: str
    current: bool


def _tabs(asked: Asked, question: Question, found: ResultPage) -> Iterator[Tab]:
    for kind in get_args(ResultKind):
        show = None if kind == "quotations" else kind
        address = asked.addresses.search(**question.fields(show=show))
        yield Tab(_SHOWN[kind][1], found.totals[kind], address, kind == question.show)


def _headline(question: Question, found: ResultPage) -> str:
    """How many of what."""
    total = _total(question, found)
    counted = say.nouns(total.count, _SHOWN[question.show][0])  # type: ignore[index]
    everything = not question.query and (question.show != "quotations" or not question.filters)
    if total.more and everything:
        return f"The latest {_SHOWN[question.show][1].lower()}" if question.show in _DATED else f"More than {counted}"  # type: ignore[index]
    return f"More than {counted}" if total.more else counted if total.count else f"No {counted.split()[1]}"


_DATED = ("quotations", "articles")


def _notes(question: Question, found: ResultPage) -> Iterator[str]:
    """What of the order and the reach of the results is not as one would think."""
    if question.show != "quotations":
        if question.filters:
            yield "Filters narrow the quotations only."
        return
    if found.matches.order == "latest":
        yield "Very many quotations hold these words, so that none is more relevant than others: the latest come first."
    if found.matches.order == "added":
        yield "Very many quotations hold these words. These are the most relevant of those that were added last."
    if found.matches.inside:
        yield "No quotation has this as words of its own. These have it inside of words."
    if found.matches.looked_through:
        reach = "of that time" if {"since", "until"} & set(question.filters) else "in the store"
        yield (
            f"Only the latest {found.matches.looked_through:,} quotations {reach} were looked through. "
            "Choose a year, a speaker or a rarer word to reach others."
        )


def _orders(asked: Asked, question: Question) -> Iterator[tuple[str, str, bool]]:
    """The orders to choose from: label, address, whether it is this one."""
    if question.show == "quotations" and question.query:
        for sort, label in (("relevance", "Most relevant"), ("date", "Latest")):
            address = asked.addresses.search(**question.fields(sort=None if sort == "relevance" else sort))
            yield label, address, sort == question.sort


@dataclass(frozen=True)
class Chip:
    """A filter that is chosen, and the address without it."""

    name: str
    label: str
    address: str


def _chips(store: Store, asked: Asked, question: Question) -> list[Chip]:
    return list(_chosen(store, asked, question))


def _chosen(store: Store, asked: Asked, question: Question) -> Iterator[Chip]:
    given = dict(question.filters)
    if given.get("since") and given.get("since") == given.get("until"):
        yield Chip("In", given.pop("since"), _without(asked, question, "since", "until"))
        given.pop("until")
    for name, value in given.items():
        label = name_of(store, _NAMES[name], value) if name in _NAMES else _value(name, value)
        yield Chip(_CHIPS[name], label, _without(asked, question, name))


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


def _without(asked: Asked, question: Question, *names: str) -> str:
    return asked.addresses.search(**question.fields(**dict.fromkeys(names)))


def _value(name: str, value: str) -> str:
    return _SPEAKER_KINDS.get(value, value) if name == "speaker_kind" else value


@dataclass(frozen=True)
class Facet:
    """By what the results may be narrowed: (label, count, address) for each value."""

    name: str
    label: str
    values: tuple[tuple[str, int, str], ...]


def _facets(asked: Asked, question: Question, found: ResultPage) -> Iterator[Facet]:
    """Those that there is a choice in and nothing chosen of."""
    for name, label in _FACETS.items():
        chosen = {"since", "until"} if name == "year" else {name}
        values = found.facets.get(name, ())
        if not chosen & set(question.filters) and values:
            yield Facet(name, label, tuple(_narrowing(asked, question, name, value) for value in values))


def _narrowing(asked: Asked, question: Question, name: str, value: FacetValue) -> tuple[str, int, str]:
    chosen = {"since": value.value, "until": value.value} if name == "year" else {name: value.value}
    return _value(name, value.label), value.count, asked.addresses.search(**question.fields(**chosen, show=None))


def _suggested(store: Store, asked: Asked, question: Question, found: ResultPage) -> list[tuple[str, str]]:
    """Speakers who may have been meant where nothing was found: names and addresses."""
    if found.found or question.offset:
        return []
    meant = question.filters.get("speaker") or question.query
    names = [] if meant.startswith("#") else suggest_speakers(store, meant)
    if question.show == "speakers":
        return [(name, asked.addresses.search(q=name, show="speakers")) for name in names]
    return [(name, asked.addresses.search(speaker=name)) for name in names]


def _as_json(asked: Asked, question: Question, found: ResultPage) -> dict[str, Any]:
    earlier, later = _pages(asked, question, found)
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
        "earlier": earlier and asked.addresses.search("json", **earlier),
        "later": later and asked.addresses.search("json", **later),
    }
