"""Searches for all kinds of things at once: quotations, speakers, organisations and articles.

`search_all` is for the command line and exact; `search_page` is for a page and takes a time that hardly grows with the
store. The module `search` tells how quotations are found and in what order.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from quotetrack.lookup.counts import Facets, count_facets
from quotetrack.lookup.expressions import plain_expression
from quotetrack.lookup.filters import check_choice, find_filter
from quotetrack.lookup.hits import ArticleHit, Hit, Terms, load_articles, load_hits
from quotetrack.lookup.names import find_named, find_organizations
from quotetrack.lookup.search import FIRST, Matches, count_matches, find_matches, search
from quotetrack.lookup.speakers import SpeakerRow, find_speakers, load_rows
from quotetrack.store import Store

ResultKind = Literal["quotations", "speakers", "organizations", "articles"]
"""The kinds of things that a search finds."""


@dataclass(frozen=True)
class OrganizationRow:
    """An organisation in a list.

    `search_all` counts the `quotations` that were spoken for it and the `speakers` who spoke them. `search_page`, which
    has little time, counts the `claims` that somebody belongs to it. Counts that were not made are None.
    """

    id: int
    name: str
    names: tuple[str, ...]
    quotations: int | None = None
    speakers: int | None = None
    claims: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fields that are not None, as JSON values, with `id` as `organization_id`."""
        fields = {"organization_id": self.id, **asdict(self)}
        return {key: value for key, value in fields.items() if value is not None and key != "id"}


@dataclass(frozen=True)
class Results:
    """What one search over the whole store found, a list for each kind."""

    quotations: Sequence[Hit]
    speakers: Sequence[SpeakerRow]
    organizations: Sequence[OrganizationRow]
    articles: Sequence[ArticleHit]

    def as_dict(self) -> dict[str, Any]:
        """A list of JSON values for each kind."""
        return {kind: [found.as_dict() for found in getattr(self, kind)] for kind in get_args(ResultKind)}


def search_all(store: Store, query: str, *, limit: int = 10) -> Results:
    """Finds the first `limit` things of each kind for a plain query, which may be any string.

    It looks for quotations and articles by their words, and for speakers and organisations by any part of a name. A
    blank query finds no speakers or organisations, and one without a letter or digit no articles.
    """
    named = bool(query.strip())
    return Results(
        quotations=search(store, query, limit=limit),
        speakers=find_speakers(store, query, limit=limit) if named else [],
        organizations=_load_organizations(store, _COUNTING, find_organizations(store, query), limit) if named else [],
        articles=load_articles(store, _find_articles(store, query, max(limit, FIRST))[:limit], _terms(query)),
    )


@dataclass(frozen=True)
class Total:
    """How many things were found: `count`, or, if `more` is true, more than that."""

    count: int
    more: bool = False


@dataclass(frozen=True)
class ResultPage:
    """A page of one kind of results (`found`), with the totals of all kinds.

    `matches` are the quotations, whichever kind is shown, with their order and how far they were looked for. `facets`
    narrow the quotations; they are empty where another kind is shown. `speakers` are a few of those whose names match
    the query, the most quoted first.
    """

    found: Sequence[Hit | SpeakerRow | OrganizationRow | ArticleHit]
    totals: dict[ResultKind, Total]
    facets: Facets
    matches: Matches
    speakers: Sequence[SpeakerRow] = ()

    @property
    def hits(self) -> list[Hit]:
        """The quotations among the results."""
        return [found for found in self.found if isinstance(found, Hit)]


def search_page(
    store: Store,
    query: str = "",
    *,
    show: str = "quotations",
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
    **filters: str | None,
) -> ResultPage:
    """Returns a page of the first FIRST results of a plain query, in a time that hardly grows with the store.

    Any string is a query. `filters` are those of `search` and narrow the quotations alone. Where very many quotations
    hold the words, the order is not that of `search`: the latest of them are shown, or the most relevant of those
    added last. Speakers are sorted by the number of articles that quote them, organisations by how well their names
    match, and articles by relevance, or by date where very many hold the words. Raises QuotetrackError for a filter, a
    sort or a kind (`show`) that makes no sense.
    """
    check_choice("kind of result", show, get_args(ResultKind))
    matches = find_matches(store, query, find_filter(store, **filters), sort)
    ids: dict[ResultKind, Sequence[int]] = {
        "quotations": (*matches.ids, *([0] if matches.more else [])),
        "speakers": _find_speakers(store, query, in_order=show == "speakers"),
        "organizations": _find_organizations(store, query),
        "articles": _find_articles_bounded(store, query, in_order=show == "articles"),
    }
    start = min(max(0, offset), FIRST)
    page = ids[show][:FIRST][start : start + max(0, limit)]  # type: ignore[index]
    return ResultPage(
        _load(store, show, page, query, matches),
        {kind: Total(min(len(found), FIRST), len(found) > FIRST) for kind, found in ids.items()},
        count_facets(store, matches.ids) if show == "quotations" else {},
        matches,
        load_rows(store, ids["speakers"][:_NAMED_BESIDE]) if query.strip() else (),
    )


_NAMED_BESIDE = 3
"""The number of speakers that a page names beside quotations."""


def _load(
    store: Store, show: str, ids: Sequence[int], query: str, matches: Matches
) -> Sequence[Hit | SpeakerRow | OrganizationRow | ArticleHit]:
    match show:
        case "quotations":
            return load_hits(store, ids, terms=matches.terms, scores=matches.scores)
        case "speakers":
            return load_rows(store, ids)
        case "organizations":
            return _load_organizations(store, _CLAIMING, ids, len(ids))
        case _:
            return load_articles(store, ids, _terms(query))


def _terms(query: str) -> Terms:
    return Terms(plain_expression(query))


def _load_organizations(store: Store, statement: str, ids: Sequence[int], limit: int) -> list[OrganizationRow]:
    rows = store.rows(statement, [json.dumps(ids), limit])
    return [OrganizationRow(**{**row, "names": tuple(row["names"].split("\n"))}) for row in rows]


_CLAIMING = """SELECT o.id, o.name, o.names,
    (SELECT count(*) FROM affiliations f WHERE f.organization_id = o.id) AS claims
    FROM json_each(?) given CROSS JOIN organizations o ON o.id = given.value ORDER BY given.key LIMIT ?"""
_COUNTING = """SELECT o.id, o.name, o.names, count(DISTINCT f.quotation_id) AS quotations,
    count(DISTINCT forms.canonical_id) AS speakers
    FROM organizations o LEFT JOIN affiliations f ON f.organization_id = o.id
    LEFT JOIN speakers ON speakers.id = f.speaker_id LEFT JOIN forms ON forms.id = speakers.form_id
    WHERE o.id IN (SELECT value FROM json_each(?)) GROUP BY o.id ORDER BY quotations DESC, o.name LIMIT ?"""

_MOST_NAMES = 5_000
"""The most names that a page looks at, the best matches first."""


def _find_speakers(store: Store, query: str, in_order: bool) -> list[int]:
    """Returns the numbers of the named speakers who match; `in_order` puts those in the most articles first."""
    if not query.strip():
        statement = _MOST_QUOTED if in_order else "SELECT id FROM canonical_speakers WHERE kind <> 'unnamed' LIMIT ?"
        return _ids(store, statement, FIRST + 1)
    named = json.dumps(find_named(store, "canonical_speakers", query, _MOST_NAMES))
    return _ids(store, _MOST_QUOTED_AMONG, named, FIRST + 1)


def _ids(store: Store, statement: str, *given: str | int) -> list[int]:
    return [id for (id,) in store.values("id", statement, given)]


_MOST_QUOTED = """SELECT canonical_id AS id FROM forms WHERE kind <> 'unnamed'
    GROUP BY canonical_id ORDER BY sum(speakers) DESC, canonical_id LIMIT ?"""
_MOST_QUOTED_AMONG = """SELECT c.id FROM json_each(?) given CROSS JOIN canonical_speakers c ON c.id = given.value
    CROSS JOIN forms ON forms.canonical_id = c.id WHERE c.kind <> 'unnamed'
    GROUP BY c.id ORDER BY sum(forms.speakers) DESC, c.name, c.id LIMIT ?"""


def _find_organizations(store: Store, query: str) -> list[int]:
    """Returns the numbers of organisations, the best match first; for a blank query all, as they were added."""
    if not query.strip():
        return _ids(store, "SELECT id FROM organizations ORDER BY id LIMIT ?", FIRST + 1)
    return find_organizations(store, query, _MOST_NAMES)


def _find_articles(store: Store, query: str, most: int) -> list[int]:
    """Returns the numbers of the `most` most relevant articles that hold the words."""
    expression = plain_expression(query)
    return _ids(store, _RANKED_ARTICLES, expression, most) if expression else []


def _find_articles_bounded(store: Store, query: str, in_order: bool) -> list[int]:
    """Does the same in a bounded time; where very many articles hold the words, it returns the latest of them."""
    expression = plain_expression(query)
    if expression is None:
        return _ids(store, _LATEST_ARTICLES.format("TRUE"), 0 if query.strip() else FIRST + 1)
    if not in_order:
        statement = "SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?"
        return _ids(store, statement, expression, FIRST + 1)
    if count_matches(store, "articles_fts", expression, _RANKED_AT_MOST + 1) <= _RANKED_AT_MOST:
        return _find_articles(store, query, FIRST + 1)
    holding = "a.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    return _ids(store, _LATEST_ARTICLES.format(holding), expression, FIRST + 1)


_RANKED_AT_MOST = 3_000
"""The most articles that are ranked, which takes 20 times as long as ranking quotations."""
_RANKED_ARTICLES = """SELECT a.id FROM (SELECT rowid AS id, rank FROM articles_fts WHERE articles_fts MATCH ?
    ORDER BY rank, rowid LIMIT ?) found JOIN articles a ON a.id = found.id ORDER BY rank, a.published DESC, a.id"""
_LATEST_ARTICLES = """SELECT a.id FROM articles a INDEXED BY articles_published WHERE {}
    ORDER BY a.published DESC, a.id LIMIT ?"""


@dataclass(frozen=True)
class UnknownPage:
    """Quotations of unknown speakers, the latest articles first.

    `following` is the number of the article with which the next page starts, None at the end. `back_to` is the date of
    the last article that was read.
    """

    quotations: tuple[Hit, ...]
    following: int | None
    back_to: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        hits = [hit.as_dict() for hit in self.quotations]
        return {"quotations": hits, "following": self.following, "back_to": self.back_to}


def find_unknown(store: Store, *, start: int | None = None, limit: int = 20) -> UnknownPage:
    """Finds quotations of unknown speakers, without what is no speech, from the article `start` (or the latest) on.

    It stops after the article with which there are `limit` quotations, or after _ARTICLES_READ articles.
    """
    chosen, given = _from(store, start)
    articles = list(store.rows(_ARTICLES_FROM.format(chosen=chosen), [*given, _ARTICLES_READ + 1]))
    found: list[int] = []
    back_to: str | None = None
    for number, article in enumerate(articles):
        if number == _ARTICLES_READ or len(found) >= limit:
            return UnknownPage(tuple(load_hits(store, found)), article["id"], back_to)
        found += [row["id"] for row in store.rows(_UNKNOWN_SPEAKERS, [article["id"]])]
        back_to = article["published"]
    return UnknownPage(tuple(load_hits(store, found)), None, back_to)


_ARTICLES_READ = 1_000
"""The most articles that are read for one page: 20 ms. Where nearly every speaker is known, a page may be empty."""


def _from(store: Store, start: int | None) -> tuple[str, list[Any]]:
    """Returns the condition for the articles from `start` on in the order of _ARTICLES_FROM, and its parameters.

    The condition is true for all articles where `start` is None or no article has that number.
    """
    row = next(store.rows("SELECT published FROM articles WHERE id = ?", [start]), None) if start else None
    if row is None:
        return "TRUE", []
    if row["published"] is None:
        return "published IS NULL AND id <= ?", [start]
    return "(published IS NULL OR (published <= ? AND (published < ? OR id <= ?)))", [
        row["published"],
        row["published"],
        start,
    ]


_ARTICLES_FROM = "SELECT id, published FROM articles WHERE {chosen} ORDER BY published DESC, id DESC LIMIT ?"
_UNKNOWN_SPEAKERS = """SELECT id FROM quotations
    WHERE article_id = ? AND speaker_kind = 'unknown' AND act <> 'not_speech' ORDER BY id"""
