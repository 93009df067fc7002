"""The first quotations that a search finds, in a time that hardly grows with the store.

What few quotations hold, or few speakers said, is looked up and put in order. What many hold is met by going through
the quotations by date, the latest first, or from the last one added on: a million need not be ranked to show twenty.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice

from quotetrack.lookup.expressions import plain_expression
from quotetrack.lookup.filters import Filter, holding
from quotetrack.store import Store
from quotetrack.text import fold

FIRST = 1_000
"""Quotations that are found at most. Whoever wants more narrows the search, or exports."""

_FEW = 10_000
"""Quotations that words may be in for all of them to be ranked: 50 ms at a million quotations."""
_WEIGHED = 5_000
"""Of more than _FEW, those added last that are ranked: 10 ms, where ranking 200,000 takes 240."""
_LISTED = 20_000
"""Quotations that one speaker, organisation or outlet may have for all of them to be put in order: 80 ms."""
_LOOKED_THROUGH = 40_000
"""Of the latest quotations, where no index leaves fewer: 90 ms."""
_SEARCHED = 10_000
"""The same for words that more than _LISTED quotations hold: in a million, two hundred of these are found at least."""
_SAMPLE = 2_000
"""Of the quotations added last, to tell whether words are in most: 1 ms, where counting a million takes 8."""
_READ = 5_000
"""Of the latest quotations, for signs and single letters, which no index has: each is read here."""


@dataclass(frozen=True)
class First:
    """The ids of the first quotations, in order, and whether there are `more`.

    `scores` are by relevance, where that was asked for. `order` is "relevance" or "date"; where very many quotations
    hold the words, "added" if only those added last were weighed against each other, and "latest" if none were: they
    are by date.
    `looked_through` tells how many of the latest quotations were looked through, where it was not all of them.
    `expression` and `wanted` are what to mark in them; `inside` where no quotation holds the words as such.
    """

    ids: tuple[int, ...] = ()
    more: bool = False
    order: str = "date"
    looked_through: int | None = None
    scores: dict[int, float] = field(default_factory=dict)
    expression: str | None = None
    wanted: str = ""
    inside: bool = False


def find_first(store: Store, query: str, asked: Filter, sort: str) -> First:
    """The first FIRST of what `search` finds for a plain query. Where few quotations hold the words, in its order."""
    expression = plain_expression(query)
    if expression is not None:
        found = _with_words(store, expression, asked, sort)
        if found.ids or found.looked_through:
            return found
    found = _with_letters(store, fold(query), asked)
    return found if expression is None else replace(found, inside=bool(found.ids))


def _with_words(store: Store, expression: str, asked: Filter, sort: str) -> First:
    count = count_matches(store, "quotations_fts", expression, _LISTED + 1)
    if count <= _FEW:
        return _ranked(store, expression, asked, sort) if count else First()
    if (among := _shortest_list(store, asked)) is not None:
        return _ranked(store, expression, asked, sort, among)
    # A word of more than half of the texts weighs nothing by bm25, and a set of them all takes longer to make
    # than asking the index for one text after another until there are enough.
    common = _is_common(store, expression)
    if sort == "relevance" and not common and (found := _added_last(store, expression, asked)):
        return found
    listed = _list(store, _MATCHES.format("quotations_fts"), expression) if count <= _LISTED else None
    test = () if listed else (_EACH if common else _SET, [expression])
    found = _latest(store, asked, *test, listed=listed, most=_SEARCHED)
    return replace(found, order="date" if sort == "date" else "latest", expression=expression)


def _is_common(store: Store, expression: str) -> bool:
    """Whether more than half of the quotations added last hold an expression."""
    last = next(store.rows("SELECT ifnull(max(id), 0) AS id FROM quotations"))["id"]
    statement = "SELECT count(*) AS count FROM quotations_fts WHERE quotations_fts MATCH ? AND rowid > ?"
    count = next(store.rows(statement, [expression, last - _SAMPLE]))["count"]
    return bool(count > min(_SAMPLE, last) / 2)


_SET = "q.id IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?)"
_EACH = "EXISTS (SELECT 1 FROM quotations_fts WHERE quotations_fts MATCH ? AND rowid = q.id)"
_MATCHES = "SELECT rowid AS quotation_id FROM {0} WHERE {0} MATCH ?"
_LETTERS = "q.id IN (SELECT rowid FROM trigrams_fts WHERE trigrams_fts MATCH ?)"


def count_matches(store: Store, index: str, expression: str, most: int) -> int:
    """How many rows of an index hold an FTS5 expression; counted up to `most`."""
    statement = f"SELECT count(*) AS count FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {most})"
    return int(next(store.rows(statement, [expression]))["count"])


def _ranked(store: Store, expression: str, asked: Filter, sort: str, among: str | None = None) -> First:
    """All that hold the words, in order; `among` these ids, if some are given as JSON."""
    order = "score DESC, a.published DESC, q.id" if sort == "relevance" else "a.published DESC, q.id"
    score = "-bm25(quotations_fts)" if sort == "relevance" else "0.0"
    # The plus hides the ids from the index, which would ask for each of them.
    these = "" if among is None else "AND +rowid IN (SELECT value FROM json_each(?))"
    statement = f"""SELECT q.id, score FROM (SELECT rowid AS id, {score} AS score FROM quotations_fts
            WHERE quotations_fts MATCH ? {these}) found
        CROSS JOIN quotations q ON q.id = found.id CROSS JOIN articles a ON a.id = q.article_id
        WHERE {asked.where} ORDER BY {order} LIMIT {FIRST + 1}"""
    given = [expression, *([] if among is None else [among]), *asked.parameters]
    scores = _scores(store, statement, given)
    ids = tuple(scores)
    return First(ids[:FIRST], len(ids) > FIRST, sort, None, scores, expression)


def _added_last(store: Store, expression: str, asked: Filter) -> First | None:
    """The best of those that hold the words and were added last: the index gives them at once. None for a filter
    that may leave too few of them."""
    if asked.listings or asked.of("a").clauses:
        return None
    statement = f"""SELECT q.id, score FROM (SELECT rowid AS id, -bm25(quotations_fts) AS score FROM quotations_fts
            WHERE quotations_fts MATCH ? ORDER BY rowid DESC LIMIT {_WEIGHED}) found
        CROSS JOIN quotations q ON q.id = found.id WHERE {asked.where}
        ORDER BY score DESC, q.id DESC LIMIT {FIRST + 1}"""
    scores = _scores(store, statement, [expression, *asked.parameters])
    ids = tuple(scores)
    return First(ids[:FIRST], True, "added", None, scores, expression) if len(ids) > FIRST else None


def _scores(store: Store, statement: str, given: list[str]) -> dict[int, float]:
    """What a statement gives as id and score, in its order, every digit of the scores kept."""
    return {id: float(score) for id, score in store.values("id, printf('%!.17g', score)", statement, given)}


def _with_letters(store: Store, wanted: str, asked: Filter) -> First:
    """What holds `wanted`, which is folded, as it stands, the latest first; the empty string stands in all."""
    listed = _shortest_list(store, asked)
    if not wanted:
        return _latest(store, asked, listed=listed)
    _, matching = holding(wanted)
    if not matching.clauses:
        return _latest(store, asked, most=_READ, wanted=wanted, listed=listed)
    (expression,) = matching.parameters
    if count_matches(store, "trigrams_fts", expression, _FEW + 1) > _FEW:
        return _latest(store, asked, _LETTERS, [expression], wanted=wanted, listed=listed)
    return _latest(store, asked, wanted=wanted, listed=_list(store, _MATCHES.format("trigrams_fts"), expression))


def _latest(
    store: Store,
    asked: Filter,
    test: str = "TRUE",
    given: list[str] | None = None,
    *,
    listed: str | None,
    most: int | None = None,
    wanted: str = "",
) -> First:
    """The latest quotations that pass the filter and a test more, and hold `wanted`: of those `listed`, or of the
    latest (`most`, if that is given)."""
    source, chosen = (_BY_DATE, []) if listed is None else (_BY_ID, [listed])
    most = (most or _LOOKED_THROUGH) if listed is None else _LISTED
    of_articles, of_quotations = asked.of("a"), asked.of("q")
    near = f"""SELECT q.id, q.act, q.kind, q.speaker_kind {source} WHERE {of_articles.where}
        ORDER BY a.published DESC, q.id LIMIT {most}"""
    near_values = [*chosen, *of_articles.parameters]
    # The rows come in the order of the inner statement; an ORDER BY out here would have all of them tested first.
    passing = f"FROM ({near}) q WHERE {of_quotations.where} AND {test}"
    values = [*near_values, *of_quotations.parameters, *(given or [])]
    if wanted:
        rows = store.rows(f"SELECT q.id, (SELECT text FROM quotations t WHERE t.id = q.id) AS text {passing}", values)
        ids = tuple(islice((row["id"] for row in rows if wanted in fold(row["text"])), FIRST + 1))
    else:
        # SQLite reads on for a while unless it is told how many rows are wanted.
        ids = tuple(id for (id,) in store.values("id", f"SELECT q.id {passing} LIMIT {FIRST + 1}", values))
    more = len(ids) > FIRST
    bounded = listed is None and not more and _has_more(store, of_articles, most)
    return First(ids[:FIRST], more, looked_through=most if bounded else None, wanted=wanted)


_BY_DATE = "FROM articles a INDEXED BY articles_published CROSS JOIN quotations q ON q.article_id = a.id"
_BY_ID = """FROM json_each(?) listed CROSS JOIN quotations q ON q.id = listed.value
    CROSS JOIN articles a ON a.id = q.article_id"""


def _has_more(store: Store, of_articles: Filter, most: int) -> bool:
    """Whether there are more quotations than `most` in the articles that a filter leaves."""
    held = f"SELECT 1 FROM {_BY_DATE.removeprefix('FROM ')} WHERE {of_articles.where} LIMIT 1 OFFSET {most}"
    if not of_articles.clauses:
        held = f"SELECT 1 FROM quotations WHERE id > {most} LIMIT 1"  # numbered from 1 on, and none is ever deleted
    return any(True for _ in store.rows(held, of_articles.parameters))


def _shortest_list(store: Store, asked: Filter) -> str | None:
    """The ids that one clause of the filter leaves, of that which leaves the fewest; None where all leave many."""
    found = (_list(store, listing.statement, listing.parameter) for listing in asked.listings)
    return min((ids for ids in found if ids is not None), key=len, default=None)


def _list(store: Store, statement: str, parameter: str) -> str | None:
    """The ids that a statement gives, as JSON; None for more than _LISTED."""
    # Not row by row, which takes three times as long.
    listing = f"""SELECT json_group_array(quotation_id) AS ids, count(*) AS count
        FROM (SELECT DISTINCT quotation_id FROM ({statement}) LIMIT {_LISTED + 1})"""
    row = next(store.rows(listing, [parameter]))
    return None if row["count"] > _LISTED else str(row["ids"])
