"""Finding quotations by their words, and by who said them, where and when."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, get_args

from quotetrack.lookup.excerpts import Excerpt
from quotetrack.lookup.expressions import find_folded, plain_expression, read_marked
from quotetrack.lookup.filters import (
    INDEXED,
    Filter,
    by_act,
    by_speaker_ids,
    check_choice,
    checked_expression,
    find_filter,
    has_any,
    holding,
)
from quotetrack.lookup.hits import ArticleRef, Hit
from quotetrack.lookup.withdrawals import find_withdrawals
from quotetrack.records import Span
from quotetrack.store import QUOTATION_COLUMNS, Row, Store, read_quotation
from quotetrack.text import fold

Sort = Literal["relevance", "date"]

ARTICLE_COLUMNS = "a.id AS article_id, a.name AS article, a.url, a.title, a.author, a.outlet, a.published"
"""What `read_article` needs of a row of articles, named a in the statement."""

EVERYBODY = """(SELECT json_group_array(canonical_id) FROM (SELECT DISTINCT canonical_id
    FROM quotation_speakers s JOIN memberships m ON m.speaker_id = s.speaker_id
    WHERE s.quotation_id = q.id ORDER BY canonical_id)) AS everybody"""
"""The canonical speakers of a quotation, all who said it together, as JSON."""

CANONICAL = "(SELECT m.canonical_id FROM memberships m WHERE m.speaker_id = q.speaker_id) AS canonical_id"
"""The canonical speaker of a row of quotations, named q. A LEFT JOIN of the view would make all of it first."""

_MOST = 10**9  # rows asked for at a time: more than any store holds, less than SQLite can count
_BY_DATE = "a.published DESC, q.id"  # the latest first; to SQLite no date is less than any


def search(
    store: Store,
    query: str = "",
    *,
    speaker: str | None = None,
    speaker_kind: str | None = None,
    affiliation: str | None = None,
    kind: str | None = None,
    act: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
    advanced: bool = False,
) -> list[Hit]:
    """Quotations that hold all words of `query` and pass every filter given.

    Any string is a query, the empty one finds all. Where nothing holds it word by word, it is looked
    for as it stands, inside words too. With `advanced`, `query` is an FTS5 expression.

    `speaker` and `affiliation` take any alias or part of a name: what somebody said, alone or with others;
    what was said in a capacity at an organisation, under whichever of its names, not by former members.
    `act` None is all but "not_speech", "any" is all. `outlet` is a whole name, `since` and `until` are days,
    months or years, both included. By relevance is by bm25, then by date; by date is the latest first.
    Raises QuotetrackError for a filter or expression that makes no sense.
    """
    check_choice("sort", sort, get_args(Sort))
    asked = find_filter(
        store,
        speaker=speaker,
        speaker_kind=speaker_kind,
        affiliation=affiliation,
        kind=kind,
        act=act,
        outlet=outlet,
        since=since,
        until=until,
    )
    first = min(max(0, offset), _MOST)
    page = slice(first, first + min(max(0, limit), _MOST))
    if advanced and query.strip():
        return _search_index(store, checked_expression(store, query), asked, sort, page)
    expression = plain_expression(query)
    if expression is not None and has_any(store, expression, asked):
        return _search_index(store, expression, asked, sort, page)
    return _search_substring(store, query, asked, page)


def find_by_speaker(store: Store, canonical_id: int, *, limit: int = 20) -> list[Hit]:
    """The latest quotations of a canonical speaker, what is no speech left out."""
    return _search_substring(store, "", by_act(None) + by_speaker_ids([canonical_id]), slice(0, limit))


def _search_index(store: Store, expression: str, asked: Filter, sort: str, page: slice) -> list[Hit]:
    found = _best(store, expression, asked, page) if sort == "relevance" else None
    if found is None:
        order = f"rank, {_BY_DATE}" if sort == "relevance" else _BY_DATE
        statement = f"""SELECT q.id, -rank AS score {INDEXED} AND {asked.where}
            ORDER BY {order} LIMIT {page.stop - page.start} OFFSET {page.start}"""
        found = {row["id"]: row["score"] for row in store.rows(statement, [expression, *asked.parameters])}
    return load_hits(store, list(found), scores=found, expression=expression)


def _best(store: Store, expression: str, asked: Filter, page: slice) -> dict[int, float] | None:
    """A page of the most relevant, out of somewhat more than it takes; None where filters leave too few of these.

    A common word stands in hundreds of thousands of quotations: looking up all of them takes a second.
    """
    enough = 4 * page.stop + _SPARE
    statement = f"""SELECT q.id, -rank AS score FROM (SELECT rowid AS id, rank FROM quotations_fts
            WHERE quotations_fts MATCH ? ORDER BY rank LIMIT {enough}) found
        JOIN quotations q ON q.id = found.id JOIN articles a ON a.id = q.article_id
        WHERE {asked.where} ORDER BY rank, {_BY_DATE}"""
    rows = list(store.rows(statement, [expression, *asked.parameters]))
    if len(rows) < page.stop:
        return None
    return {row["id"]: row["score"] for row in rows[page]}


_SPARE = 200
"""Of what a plain search finds, one in fifty is no speech and left out; ties in relevance are put in order of date."""


def _search_substring(store: Store, query: str, asked: Filter, page: slice) -> list[Hit]:
    """What holds the query as it stands, by date: for signs alone, parts of words, scripts without spaces."""
    wanted = fold(query)
    found = islice(_scan(store, wanted, asked), page.start, page.stop)
    return load_hits(store, list(found), wanted=wanted)


def _scan(store: Store, wanted: str, asked: Filter) -> Iterator[int]:
    """Ids of what holds `wanted`, which is folded."""
    places, matching = holding(wanted)
    left = asked + matching
    statement = f"""SELECT q.id, q.text FROM {places} JOIN articles a ON a.id = q.article_id
        WHERE {left.where} ORDER BY {_BY_DATE}"""
    for row in store.rows(statement, left.parameters):
        if wanted in fold(row["text"]):
            yield row["id"]


def load_hits(
    store: Store,
    ids: Sequence[int],
    *,
    scores: dict[int, float] | None = None,
    expression: str | None = None,
    wanted: str = "",
) -> list[Hit]:
    """The quotations of these ids, in this order, with the words marked that were looked for.

    `expression` is an FTS5 expression; else `wanted` is folded text.
    """
    statement = f"""SELECT {QUOTATION_COLUMNS}, {ARTICLE_COLUMNS}, {CANONICAL}, {EVERYBODY}
        FROM quotations q JOIN articles a ON a.id = q.article_id
        WHERE q.id IN (SELECT value FROM json_each(?))"""
    hits, withdrawn = {}, find_withdrawals(store, ids)
    for row in store.rows(statement, [json.dumps(ids)]):
        marked = find_folded(row["text"], wanted)
        if expression is not None:
            marked = find_highlights(store, "quotations_fts", row["id"], expression, 0, row["text"])
        hits[row["id"]] = Hit(
            row["id"],
            read_quotation(row),
            read_article(row),
            row["canonical_id"],
            Excerpt(row["text"], marked),
            (scores or {}).get(row["id"], 0.0),
            tuple(json.loads(row["everybody"])),
            withdrawn.get(row["id"]),
        )
    return [hits[id] for id in ids]


def find_highlights(store: Store, index: str, id: int, expression: str, column: int, text: str) -> tuple[Span, ...]:
    """Where the index finds `expression` in a row's column, whose content is `text`."""
    mark = f"\x02{secrets.token_hex(8)}\x03"  # nothing that an article could hold by chance or on purpose
    statement = f"SELECT highlight({index}, {column}, ?, ?) AS marked FROM {index} WHERE {index} MATCH ? AND rowid = ?"
    for row in store.rows(statement, [mark, mark, expression, id]):
        return read_marked(row["marked"] or "", mark, text)
    return ()


def read_article(row: Row) -> ArticleRef:
    """The article of a row with ARTICLE_COLUMNS."""
    return ArticleRef(
        row["article_id"], row["article"], row["url"], row["title"], row["author"], row["outlet"], row["published"]
    )
