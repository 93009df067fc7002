"""What one search finds of each kind: quotations, speakers, organisations and articles.

`search_all` answers the command line, exactly; `search_page` a page, in a time that hardly grows with the store. How
quotations are found and in what order, `search` tells.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from quotetrack.lookup.counts import Facets, count_facets
from quotetrack.lookup.excerpts import Terms
from quotetrack.lookup.expressions import plain_expression
from quotetrack.lookup.filters import check_choice, find_filter
from quotetrack.lookup.hits import ArticleHit, Hit, load_articles, load_hits
from quotetrack.lookup.names import find_named, find_organizations
from quotetrack.lookup.search import FIRST, Matches, count_matches, find_matches, search
from quotetrack.lookup.speakers import SpeakerRow, find_speakers, load_rows
from quotetrack.store import Store

ResultKind = Literal["quotations", "speakers", "organizations", "articles"]
"""What a search finds."""


@dataclass(frozen=True)
class OrganizationRow:
    """An organisation in a list.

    A list that counts gives the `quotations` that were spoken for it and the `speakers` who did; one that has to be
    made in a bounded time the `claims` that somebody belongs to it. What a list does not give is None.
    """

    id: int
    name: str
    names: tuple[str, ...]
    quotations: int | None = None
    speakers: int | None = None
    claims: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fields that such a list gives, as JSON values; `id` as `organization_id`."""
        fields = {"organization_id": self.id, **asdict(self)}
        return {key: value for key, value in fields.items() if value is not None and key != "id"}


@dataclass(frozen=True)
class Results:
    """What one search over the whole store found, kind by kind, each in order."""

    quotations: Sequence[Hit]
    speakers: Sequence[SpeakerRow]
    organizations: Sequence[OrganizationRow]
    articles: Sequence[ArticleHit]

    def as_dict(self) -> dict[str, Any]:
        """A list of JSON values for each kind."""
        return {kind: [found.as_dict() for found in getattr(self, kind)] for kind in get_args(ResultKind)}


def search_all(store: Store, query: str, *, limit: int = 10) -> Results:
    """The first `limit` of each kind that fit a plain query; any string is one.

    Quotations and articles by their words, speakers and organisations by any part of a name. A query
    without a letter or digit is looked for in quotations alone.
    """
    named = bool(query.strip())
    return Results(
        quotations=search(store, query, limit=limit),
        speakers=find_speakers(store, query, limit=limit) if named else [],
        organizations=_load_organizations(store, _COUNTED, find_organizations(store, query), limit) if named else [],
        articles=load_articles(store, _find_articles(store, query, max(limit, FIRST))[:limit], _terms(query)),
    )


@dataclass(frozen=True)
class Total:
    """How many were found: `count`, or `more` than are counted."""

    count: int
    more: bool = False


@dataclass(frozen=True)
class ResultPage:
    """A page of what a search found of one kind, how many there are of each, and by what to narrow the quotations.

    `matches` are the quotations, whichever kind is shown: they tell in what order they are, and how far they were
    looked for; `facets` are theirs, empty where others are shown. `speakers` are the few most quoted ones of those
    whose names fit the query.
    """

    found: Sequence[Hit | SpeakerRow | OrganizationRow | ArticleHit]
    totals: dict[ResultKind, Total]
    facets: Facets
    matches: Matches
    speakers: Sequence[SpeakerRow] = ()

    @property
    def hits(self) -> list[Hit]:
        """The quotations among what was found."""
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
    """A page of the first FIRST of what a plain query finds, in a time that hardly grows with the store.

    Any string is a query, `filters` are those of `search`; they narrow the quotations alone. Where very many
    quotations hold the words, the order is not that of `search`: the latest of them are shown, or the
    most relevant of those added last. Speakers come by number of articles rather than of quotations, organisations
    the most fitting first, and of very many articles the latest. Raises QuotetrackError for a filter, a sort or a
    kind to show that makes no sense.
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
        load_rows(store, ids["speakers"][:_BESIDE]) if query.strip() else (),
    )


_BESIDE = 3
"""Speakers who are named beside quotations."""


def _load(
    store: Store, show: str, ids: Sequence[int], query: str, matches: Matches
) -> Sequence[Hit | SpeakerRow | OrganizationRow | ArticleHit]:
    match show:
        case "quotations":
            return load_hits(store, ids, terms=matches.terms, scores=matches.scores)
        case "speakers":
            return load_rows(store, ids)
        case "organizations":
            return _load_organizations(store, _CLAIMED, ids, len(ids))
        case _:
            return load_articles(store, ids, _terms(query))


def _terms(query: str) -> Terms:
    return Terms(plain_expression(query))


def _load_organizations(store: Store, statement: str, ids: Sequence[int], limit: int) -> list[OrganizationRow]:
    rows = store.rows(statement, [json.dumps(ids), limit])
    return [OrganizationRow(**{**row, "names": tuple(row["names"].split("\n"))}) for row in rows]


_CLAIMED = """SELECT o.id, o.name, o.names,
    (SELECT count(*) FROM affiliations f WHERE f.organization_id = o.id) AS claims
    FROM json_each(?) given CROSS JOIN organizations o ON o.id = given.value ORDER BY given.key LIMIT ?"""
_COUNTED = """SELECT o.id, o.name, o.names, count(DISTINCT f.quotation_id) AS quotations,
    count(DISTINCT forms.canonical_id) AS speakers
    FROM organizations o LEFT JOIN affiliations f ON f.organization_id = o.id
    LEFT JOIN speakers ON speakers.id = f.speaker_id LEFT JOIN forms ON forms.id = speakers.form_id
    WHERE o.id IN (SELECT value FROM json_each(?)) GROUP BY o.id ORDER BY quotations DESC, o.name LIMIT ?"""

_MOST_NAMES = 5_000
"""Names that a page looks at, the most fitting first."""


def _find_speakers(store: Store, query: str, in_order: bool) -> list[int]:
    """The numbers of speakers who have a name and fit, the most articles first; of all for the empty query."""
    if not query.strip():
        statement = _MOST_QUOTED if in_order else "SELECT id FROM canonical_speakers WHERE kind <> 'unnamed' LIMIT ?"
        return _ids(store, statement, FIRST + 1)
    named = json.dumps(find_named(store, "canonical_speakers", query, _MOST_NAMES))
    return _ids(store, _MOST_QUOTED_OF, named, FIRST + 1)


def _ids(store: Store, statement: str, *given: str | int) -> list[int]:
    return [id for (id,) in store.values("id", statement, given)]


_MOST_QUOTED = """SELECT canonical_id AS id FROM forms WHERE kind <> 'unnamed'
    GROUP BY canonical_id ORDER BY sum(speakers) DESC, canonical_id LIMIT ?"""
_MOST_QUOTED_OF = """SELECT c.id FROM json_each(?) given CROSS JOIN canonical_speakers c ON c.id = given.value
    CROSS JOIN forms ON forms.canonical_id = c.id WHERE c.kind <> 'unnamed'
    GROUP BY c.id ORDER BY sum(forms.speakers) DESC, c.name, c.id LIMIT ?"""


def _find_organizations(store: Store, query: str) -> list[int]:
    """The numbers of organisations, the most fitting first; of all for the empty query, as they came."""
    if not query.strip():
        return _ids(store, "SELECT id FROM organizations ORDER BY id LIMIT ?", FIRST + 1)
    return find_organizations(store, query, _MOST_NAMES)


def _find_articles(store: Store, query: str, most: int) -> list[int]:
    """The numbers of the first articles that hold the words, by relevance, then the latest first."""
    expression = plain_expression(query)
    return _ids(store, _RANKED_ARTICLES, expression, most) if expression else []


def _find_articles_bounded(store: Store, query: str, in_order: bool) -> list[int]:
    """The same in a bounded time: where very many hold the words, the latest; for the empty query the latest of all."""
    expression = plain_expression(query)
    if expression is None:
        return _ids(store, _LATEST_ARTICLES.format("TRUE"), 0 if query.strip() else FIRST + 1)
    if not in_order:
        statement = "SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?"
        return _ids(store, statement, expression, FIRST + 1)
    if count_matches(store, "articles_fts", expression, _FEW_ARTICLES + 1) <= _FEW_ARTICLES:
        return _find_articles(store, query, FIRST + 1)
    holding = "a.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    return _ids(store, _LATEST_ARTICLES.format(holding), expression, FIRST + 1)


_FEW_ARTICLES = 3_000
"""Articles that words may be in for these to be ranked, which takes 20 times as long as ranking quotations."""
_RANKED_ARTICLES = """SELECT a.id FROM (SELECT rowid AS id, rank FROM articles_fts WHERE articles_fts MATCH ?
    ORDER BY rank, rowid LIMIT ?) found JOIN articles a ON a.id = found.id ORDER BY rank, a.published DESC, a.id"""
_LATEST_ARTICLES = """SELECT a.id FROM articles a INDEXED BY articles_published WHERE {}
    ORDER BY a.published DESC, a.id LIMIT ?"""


@dataclass(frozen=True)
class UnknownPage:
    """Quotations of unknown speakers, the latest articles first.

    `following` is the number of the article to go on from, None at the end; `back_to` is the date of the last article
    that was read.
    """

    quotations: tuple[Hit, ...]
    following: int | None
    back_to: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        hits = [hit.as_dict() for hit in self.quotations]
        return {"quotations": hits, "following": self.following, "back_to": self.back_to}


def find_unknown(store: Store, *, start: int | None = None, limit: int = 20) -> UnknownPage:
    """Quotations whose speaker is unknown, what is no speech left out, from article `start` on.

    Without it, from the latest article on. It goes on until there are `limit` of them, or _ARTICLES_READ articles have
    been read. No article is cut in two.
    """
    chosen, given = _from(store, start)
    articles = list(store.rows(_ARTICLES_FROM.format(chosen=chosen), [*given, _ARTICLES_READ + 1]))
    found: list[int] = []
    back_to: str | None = None
    for number, article in enumerate(articles):
        if number == _ARTICLES_READ or len(found) >= limit:
            return UnknownPage(tuple(load_hits(store, found)), article["id"], back_to)
        found += [row["id"] for row in store.rows(_UNKNOWN, [article["id"]])]
        back_to = article["published"]
    return UnknownPage(tuple(load_hits(store, found)), None, back_to)


_ARTICLES_READ = 1_000
"""Articles that are read for one page: 20 ms. Where nearly every speaker is known, that may be the whole page."""


def _from(store: Store, start: int | None) -> tuple[str, list[Any]]:
    """The articles from one on, in the order of _ARTICLES_FROM; all of them where there is no such article."""
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
_UNKNOWN = """SELECT id FROM quotations
    WHERE article_id = ? AND speaker_kind = 'unknown' AND act <> 'not_speech' ORDER BY id"""
