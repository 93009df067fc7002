"""One search for a page: the first quotations with facets, and the speakers, organisations and articles beside them.

What it costs hardly grows with the store: see `first`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from quotetrack.lookup.everything import load_articles
from quotetrack.lookup.expressions import plain_expression
from quotetrack.lookup.facets import Facets, count_facets
from quotetrack.lookup.filters import check_choice, find_filter
from quotetrack.lookup.hits import ArticleHit, Hit
from quotetrack.lookup.names import Table, find_named, find_organizations
from quotetrack.lookup.plan import FIRST, First, count_matches, find_first
from quotetrack.lookup.search import Sort, load_hits
from quotetrack.names.normal import normalise_name
from quotetrack.records import SpeakerKind
from quotetrack.store import Store

Show = Literal["quotations", "speakers", "organizations", "articles"]

_FEW_ARTICLES = 3_000
"""Articles that words may be in for these to be ranked, which takes 20 times as long as ranking quotations."""
_NAMES = 5_000
"""Names looked at, the most fitting first."""


@dataclass(frozen=True)
class Number:
    """How many were found: `count`, or `more` than are counted."""

    count: int
    more: bool = False


@dataclass(frozen=True)
class SpeakerFound:
    """A canonical speaker by name: in how many articles they are quoted, and in what capacity of late."""

    id: int
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    articles: int
    role: str | None
    organization: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `id` as `speaker_id`."""
        fields = asdict(self)
        return {"speaker_id": fields.pop("id"), **fields}


@dataclass(frozen=True)
class OrganizationFound:
    """An organisation, and how many claims there are that somebody belongs to it."""

    id: int
    name: str
    names: tuple[str, ...]
    claims: int

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `id` as `organization_id`."""
        fields = asdict(self)
        return {"organization_id": fields.pop("id"), **fields}


Found = Hit | SpeakerFound | OrganizationFound | ArticleHit


@dataclass(frozen=True)
class Browsed:
    """A page of what a search found, how many there are of each kind, and by what to narrow the quotations.

    `order`, `looked_through` and `inside` are as in `First`: in what order the quotations are, and how far they were
    looked for; `facets` are those of quotations, empty where others are shown. `speakers` are the few most quoted
    ones of those whose names fit the query.
    """

    found: tuple[Found, ...]
    numbers: dict[Show, Number]
    facets: Facets
    order: str
    looked_through: int | None
    inside: bool
    speakers: tuple[SpeakerFound, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The quotations among what was found."""
        return tuple(found for found in self.found if isinstance(found, Hit))


def browse(
    store: Store,
    query: str = "",
    *,
    show: str = "quotations",
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
    **filters: str | None,
) -> Browsed:
    """A page of the first FIRST of what a plain query finds; any string is one, `filters` are those of `search`.

    Filters narrow the quotations alone. Where very many quotations hold the words, the latest of them are shown, or
    the most relevant of those added last. Raises QuotetrackError for a filter, a sort or a kind to show that makes no
    sense.
    """
    check_choice("sort", sort, get_args(Sort))
    check_choice("kind of result", show, get_args(Show))
    first = find_first(store, query, find_filter(store, **filters), sort)
    ids = {
        "quotations": (*first.ids, *([0] if first.more else [])),
        "speakers": _speakers(store, query, in_order=show == "speakers"),
        "organizations": _organizations(store, query),
        "articles": _articles(store, query, in_order=show == "articles"),
    }
    start = min(max(0, offset), FIRST)
    page = ids[show][:FIRST][start : start + max(0, limit)]
    numbers = {kind: Number(min(len(found), FIRST), len(found) > FIRST) for kind, found in ids.items()}
    return Browsed(
        tuple(_load(store, show, page, query, first)),
        numbers,  # type: ignore[arg-type]
        count_facets(store, first.ids) if show == "quotations" else {},
        first.order,
        first.looked_through,
        first.inside,
        tuple(_load_speakers(store, ids["speakers"][:_BESIDE])) if query.strip() else (),
    )


_BESIDE = 3
"""Speakers who are named beside quotations."""


def _load(store: Store, show: str, ids: Sequence[int], query: str, first: First) -> Sequence[Found]:
    match show:
        case "quotations":
            return load_hits(store, ids, scores=first.scores, expression=first.expression, wanted=first.wanted)
        case "speakers":
            return _load_speakers(store, ids)
        case "organizations":
            return [OrganizationFound(**row) for row in _rows(store, _ORGANIZATION, ids)]
        case _:
            return load_articles(store, ids, plain_expression(query))


def _load_speakers(store: Store, ids: Sequence[int]) -> list[SpeakerFound]:
    return [SpeakerFound(**row) for row in _rows(store, _SPEAKER, ids)]


def _rows(store: Store, statement: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    found = store.rows(f"{statement} ORDER BY given.key", [json.dumps(ids)])
    return [{**row, "names": tuple(row["names"].split("\n"))} for row in found]


# The role is that of the latest article that gives one to the most frequent form of the name.
_LATE = """(SELECT {column} FROM (SELECT id FROM speakers WHERE form_id = (
        SELECT id FROM forms WHERE canonical_id = c.id ORDER BY speakers DESC, id LIMIT 1)
        ORDER BY article_id DESC LIMIT 20) r
    CROSS JOIN affiliations f ON f.speaker_id = r.id LEFT JOIN organizations o ON o.id = f.organization_id
    WHERE f.standing = 'current' LIMIT 1)"""
_SPEAKER = f"""SELECT c.id, c.name, c.kind, c.names,
    (SELECT sum(speakers) FROM forms WHERE canonical_id = c.id) AS articles,
    {_LATE.format(column="f.role")} AS role, {_LATE.format(column="o.name")} AS organization
    FROM json_each(?) given CROSS JOIN canonical_speakers c ON c.id = given.value"""
_ORGANIZATION = """SELECT o.id, o.name, o.names,
    (SELECT count(*) FROM affiliations f WHERE f.organization_id = o.id) AS claims
    FROM json_each(?) given CROSS JOIN organizations o ON o.id = given.value"""


def _speakers(store: Store, query: str, in_order: bool) -> list[int]:
    """Those with a name, the most articles first; all for the empty query."""
    if not query.strip():
        statement = _MOST_QUOTED if in_order else "SELECT id FROM canonical_speakers WHERE kind <> 'unnamed' LIMIT ?"
        return _ids(store, statement, FIRST + 1)
    return _ids(store, _MOST_QUOTED_OF, json.dumps(find_named(store, "canonical_speakers", query, _NAMES)), FIRST + 1)


def _ids(store: Store, statement: str, *given: str | int) -> list[int]:
    return [id for (id,) in store.values("id", statement, given)]


_MOST_QUOTED = """SELECT canonical_id AS id FROM forms WHERE kind <> 'unnamed'
    GROUP BY canonical_id ORDER BY sum(speakers) DESC, canonical_id LIMIT ?"""
_MOST_QUOTED_OF = """SELECT c.id FROM json_each(?) given CROSS JOIN canonical_speakers c ON c.id = given.value
    CROSS JOIN forms ON forms.canonical_id = c.id WHERE c.kind <> 'unnamed'
    GROUP BY c.id ORDER BY sum(forms.speakers) DESC, c.name, c.id LIMIT ?"""


def _organizations(store: Store, query: str) -> list[int]:
    """By name, the most fitting first; all for the empty query, as they came."""
    if not query.strip():
        return _ids(store, "SELECT id FROM organizations ORDER BY id LIMIT ?", FIRST + 1)
    return find_organizations(store, query, _NAMES)


def _articles(store: Store, query: str, in_order: bool) -> list[int]:
    """By their words, the latest where very many hold them; all for the empty query, the latest first."""
    expression = plain_expression(query)
    if expression is None:
        return _ids(store, _LATEST_ARTICLES.format("TRUE"), 0 if query.strip() else FIRST + 1)
    if not in_order:
        return _ids(store, _MATCHING_ARTICLES.format(""), expression, FIRST + 1)
    if count_matches(store, "articles_fts", expression, _FEW_ARTICLES + 1) <= _FEW_ARTICLES:
        return _ids(store, _MATCHING_ARTICLES.format("ORDER BY rank, rowid"), expression, FIRST + 1)
    holding = "a.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    return _ids(store, _LATEST_ARTICLES.format(holding), expression, FIRST + 1)


_MATCHING_ARTICLES = "SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH ? {} LIMIT ?"
_LATEST_ARTICLES = """SELECT a.id FROM articles a INDEXED BY articles_published WHERE {}
    ORDER BY a.published DESC, a.id LIMIT ?"""


@dataclass(frozen=True)
class Stamped:
    """A quotation with the time at which its article came into the store, and the hash of the article's text."""

    hit: Hit
    added_at: str
    sha256: str


def stamped(store: Store, hits: Sequence[Hit]) -> list[Stamped]:
    """The quotations, in this order, with what the store knows of when their articles came."""
    statement = "SELECT id, added_at, sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    articles = {row["id"]: row for row in store.rows(statement, [json.dumps([hit.article.id for hit in hits])])}
    found = ((hit, articles[hit.article.id]) for hit in hits)
    return [Stamped(hit, row["added_at"], row["sha256"]) for hit, row in found]


def last_added(store: Store) -> str | None:
    """When the last article came into the store; None for an empty one."""
    rows = store.rows("SELECT added_at FROM articles ORDER BY id DESC LIMIT 1")
    return next((row["added_at"] for row in rows), None)


def name_of(store: Store, table: Table, name: str) -> str:
    """What a filter's value for a speaker or an organisation stands for: the name for a number, or else the value."""
    if not name.startswith("#"):
        return name
    ids = json.dumps(find_named(store, table, name))
    rows = store.rows(f"SELECT name FROM {table} WHERE id IN (SELECT value FROM json_each(?))", [ids])
    return next((row["name"] for row in rows), name)


def spelled_like(store: Store, query: str, limit: int = 3) -> list[str]:
    """Speakers whose names begin as a word of the query does and are spelt much like it, the closest first.

    Looks at some thousand names at most, where `suggest_speakers` compares all of them.
    """
    from rapidfuzz import fuzz, process

    wanted = normalise_name(query[:_LONGEST_NAME], "person")
    beginnings = {word[:_BEGINNING] for word in wanted.split() if word[:_BEGINNING].isalnum()}
    if not beginnings:
        return []
    statement = """SELECT c.name FROM (SELECT rowid FROM canonical_speakers_fts WHERE canonical_speakers_fts MATCH ?
        LIMIT ?) found JOIN canonical_speakers c ON c.id = found.rowid WHERE c.kind <> 'unnamed'"""
    expression = " OR ".join(f'"{beginning}" *' for beginning in sorted(beginnings))
    names = {row["name"]: normalise_name(row["name"], "person") for row in store.rows(statement, [expression, _NAMES])}
    close = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=limit)
    return [name for _, _, name in close]


_LONGEST_NAME = 80
_BEGINNING = 2
"""Letters that a misspelt name has in common with the right one at the start of one of its words."""
_CLOSE = 75  # as in `suggest_speakers`
