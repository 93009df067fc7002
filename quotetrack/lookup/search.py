"""Finds quotations by their words and by who said them, where and when: one plan for commands, pages and export.

A query is looked for as words, all of which a quotation must hold. Where no quotation does, its letters are looked for
as they stand, inside of words too. The empty query finds all quotations. Filters apply in any case.

There are three ways to search:

- An exact search (`search`, for the command line) sorts all that is found. It first tries a bounded search, and
  searches in full, however long that takes, where the bounded one does not give the same.
- A bounded search (for the pages) gives the first FIRST results in a time that hardly grows with the store. What few
  quotations hold, or few speakers said, is sorted as in an exact search. Where many quotations hold the words, it goes
  through them by date, the latest first, or through those added last, as a million need not be ranked to show twenty.
  `Matches` tells where the order is another one, or where not all quotations were looked through.
- `stream_ids` (for the export) gives the ids of all results by number, in memory that does not grow.

Results by relevance are sorted by bm25, then by date, the latest first, then by number. Results by date are sorted by
date, the latest first and undated ones last, then by number. Results of letters as they stand are sorted by date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal, get_args

from quotetrack.lookup.expressions import checked_expression, letters_expression, plain_expression
from quotetrack.lookup.filters import Filter, check_choice, find_filter
from quotetrack.lookup.hits import NO_TERMS, Hit, Terms, load_hits
from quotetrack.store import Store
from quotetrack.text import fold

Sort = Literal["relevance", "date"]
Order = Literal["relevance", "date", "added", "latest"]
"""The order of results: the two that can be asked for, and two of bounded searches; see `Matches`."""

FIRST = 1_000
"""The most quotations that a bounded search finds. A user who wants more narrows the search, or exports."""

_RANKED_AT_MOST = 10_000
"""The most quotations that a bounded search ranks: 50 ms at a million quotations."""
_RANKED_OF_LAST = 5_000
"""Where there are more, so many of those added last are ranked: 10 ms, where ranking 200,000 takes 240."""
_LISTED_AT_MOST = 20_000
"""The most quotations of one speaker, organisation or outlet that are all sorted: 80 ms."""
_LOOKED_THROUGH = 40_000
"""So many of the latest quotations are looked through where no index leaves fewer: 90 ms."""
_LOOKED_THROUGH_FOR_WORDS = 10_000
"""The same for words that more than _LISTED_AT_MOST quotations hold: in a million, at least 200 of these are found."""
_SAMPLE = 2_000
"""So many of the quotations added last tell whether words are in most: 1 ms, where counting a million takes 8."""
_READ_ONE_BY_ONE = 5_000
"""So many of the latest quotations are read for one or two characters, which no index has. An exact search reads so
many before it reads all."""
_NO_LIMIT = 10**9
"""A number of quotations that no store has and SQLite can count to: no limit."""


@dataclass(frozen=True)
class Matches:
    """The ids of the first quotations found, in order, and whether there are `more`.

    `scores` are given where quotations were ranked. `order` is "relevance" or "date"; where very many quotations hold
    the words, a bounded search may give "added" (only those added last were ranked) or "latest" (none were ranked, and
    they are sorted by date). `looked_through` is the number of the latest quotations that were looked through, None
    where it was all of them. `terms` are what to highlight; `inside` is true where no quotation holds them as words,
    so that they were looked for inside of words.
    """

    ids: tuple[int, ...] = ()
    more: bool = False
    order: Order = "date"
    looked_through: int | None = None
    scores: dict[int, float] = field(default_factory=dict)
    terms: Terms = NO_TERMS
    inside: bool = False


def search(
    store: Store,
    query: str = "",
    *,
    sort: str = "relevance",
    limit: int = 20,
    offset: int = 0,
    advanced: bool = False,
    **filters: str | None,
) -> list[Hit]:
    """Finds quotations that hold all words of `query` and pass the filters, which are those of `find_filter`.

    Any string is a query, and the empty one finds all. Where no quotation holds its words, its letters are looked for
    as they stand, inside words too. With `advanced`, `query` is an FTS5 expression. `sort` is "relevance" (by bm25,
    then by date) or "date" (the latest first). Raises QuotetrackError for a filter, expression or sort that makes no
    sense.
    """
    start, limit = max(0, offset), max(0, limit)
    found = find_matches(store, query, find_filter(store, **filters), sort, most=start + limit, advanced=advanced)
    return load_hits(store, found.ids[start : start + limit], terms=found.terms, scores=found.scores)


def find_matches(
    store: Store, query: str, asked: Filter, sort: str, *, most: int | None = None, advanced: bool = False
) -> Matches:
    """Finds the first `most` quotations in an exact search, or, without `most`, the first FIRST in a bounded one.

    With `advanced`, a query that is not blank is an FTS5 expression. Raises QuotetrackError for one that is not valid,
    and for an unknown `sort`.
    """
    check_choice("sort", sort, get_args(Sort))
    by: Sort = "date" if sort == "date" else "relevance"
    search = _Search(store, asked, FIRST, False) if most is None else _Search(store, asked, min(most, _NO_LIMIT), True)
    expression = _read_expression(store, query, advanced)
    if expression is not None:
        found = search.with_words(expression, by)
        if found.ids or found.looked_through or advanced:
            return found
    found = search.with_letters(fold(query))
    return found if expression is None else replace(found, inside=bool(found.ids))


def stream_ids(store: Store, query: str, asked: Filter, *, advanced: bool = False) -> tuple[Iterator[int], Terms]:
    """Returns the ids of all quotations that an exact search finds, in order of number, and the terms to highlight."""
    expression = _read_expression(store, query, advanced)
    if expression is not None:
        found, given = f"{_INDEXED} AND {asked.where}", [expression, *asked.parameters]
        if advanced or _finds_any(store, expression, asked):
            rows = store.rows(f"SELECT q.id {found} ORDER BY quotations_fts.rowid", given)
            return (row["id"] for row in rows), Terms(expression)
    letters = fold(query)
    return _holding(store, letters, asked), Terms(letters=letters)


def _holding(store: Store, letters: str, asked: Filter) -> Iterator[int]:
    """Yields the ids of the quotations that hold letters as they stand, in order of number."""
    # CROSS JOIN makes SQLite read the quotations by their ids, so that it has nothing to sort.
    if (expression := letters_expression(letters)) is None:
        source, order, given = "quotations q CROSS JOIN articles a ON a.id = q.article_id WHERE TRUE", "q.id", []
    else:
        source, order, given = f"{_TRIGRAMS} WHERE trigrams_fts MATCH ?", "trigrams_fts.rowid", [expression]
    text = ", q.text" if letters else ""
    statement = f"SELECT q.id{text} FROM {source} AND {asked.where} ORDER BY {order}"
    for row in store.rows(statement, [*given, *asked.parameters]):
        if not letters or letters in fold(row["text"]):
            yield row["id"]


_INDEXED = """FROM quotations_fts CROSS JOIN quotations q ON q.id = quotations_fts.rowid
    CROSS JOIN articles a ON a.id = q.article_id WHERE quotations_fts MATCH ?"""
_TRIGRAMS = """trigrams_fts CROSS JOIN quotations q ON q.id = trigrams_fts.rowid
    CROSS JOIN articles a ON a.id = q.article_id"""


def _finds_any(store: Store, expression: str, asked: Filter) -> bool:
    statement = f"SELECT 1 {_INDEXED} AND {asked.where} LIMIT 1"
    return any(store.rows(statement, [expression, *asked.parameters]))


def _read_expression(store: Store, query: str, advanced: bool) -> str | None:
    return checked_expression(store, query) if advanced and query.strip() else plain_expression(query)


@dataclass(frozen=True)
class _Search:
    """A search, exact or bounded, for the first `most` quotations that pass a filter."""

    store: Store
    asked: Filter
    most: int
    exact: bool

    def with_words(self, expression: str, sort: Sort) -> Matches:
        """Finds quotations by an FTS5 expression."""
        count = count_matches(self.store, "quotations_fts", expression, _LISTED_AT_MOST + 1)
        if count <= _RANKED_AT_MOST:
            return self._ranked(expression, sort, count=count) if count else Matches()
        if (among := self._shortest_list()) is not None:
            return self._ranked(expression, sort, among=among)
        if self.exact and sort == "relevance":
            return self._ranked(expression, sort)
        # A word in more than half of the texts has no weight in bm25, and to make a set of all these texts takes longer
        # than to ask the index for one text after another until there are enough.
        common = _is_common(self.store, expression)
        if sort == "relevance" and not common and (found := self._added_last(expression)):
            return found
        if count <= _LISTED_AT_MOST:
            listed = _list(self.store, _MATCHES.format("quotations_fts"), expression)
            found = self._latest(_LISTED_AT_MOST, listed=listed)
        else:
            found = self._latest(_LOOKED_THROUGH_FOR_WORDS, _ONE_BY_ONE if common else _IN_SET, [expression])
        if self.exact and found.looked_through:
            return self._ranked(expression, sort)
        return replace(found, order="date" if sort == "date" else "latest", terms=Terms(expression))

    def _ranked(self, expression: str, sort: Sort, *, count: int = _NO_LIMIT, among: str | None = None) -> Matches:
        """Ranks the quotations that hold the words, at most `count`; if `among` is given, only these ids (JSON)."""
        order = "score DESC, a.published DESC, q.id" if sort == "relevance" else "a.published DESC, q.id"
        enough = _RANKED_BEYOND + 4 * self.most
        if sort == "relevance" and count > enough and among is None:
            if not _finds_any(self.store, expression, self.asked):
                return Matches()
            # It takes longer to look up all than to rank them. Mostly the best `enough` of them will do, together with
            # those that are as good as the last of these.
            best = f"""WITH found AS MATERIALIZED (
                    SELECT rowid AS id, -bm25(quotations_fts) AS score FROM quotations_fts WHERE quotations_fts MATCH ?)
                SELECT q.id, score FROM found
                CROSS JOIN quotations q ON q.id = found.id CROSS JOIN articles a ON a.id = q.article_id
                WHERE score >= (SELECT score FROM found ORDER BY score DESC LIMIT 1 OFFSET {enough})
                AND {self.asked.where} ORDER BY {order} LIMIT {self.most + 1}"""
            found = self._with_scores(best, [expression, *self.asked.parameters], sort, expression)
            if found.more:
                return found
        score = "-bm25(quotations_fts)" if sort == "relevance" else "0.0"
        # The plus keeps SQLite from asking the index for each of the ids.
        these = "" if among is None else "AND +quotations_fts.rowid IN (SELECT value FROM json_each(?))"
        statement = f"""SELECT q.id, {score} AS score {_INDEXED} {these} AND {self.asked.where}
            ORDER BY {order} LIMIT {self.most + 1}"""
        given = [expression, *([] if among is None else [among]), *self.asked.parameters]
        return self._with_scores(statement, given, sort, expression)

    def _added_last(self, expression: str) -> Matches | None:
        """Ranks those that hold the words and were added last; returns None where too few of them pass the filter."""
        if any(condition.listing or condition.of_article for condition in self.asked.conditions):
            return None
        statement = f"""SELECT q.id, score FROM (SELECT rowid AS id, -bm25(quotations_fts) AS score FROM quotations_fts
                WHERE quotations_fts MATCH ? ORDER BY rowid DESC LIMIT {_RANKED_OF_LAST}) found
            CROSS JOIN quotations q ON q.id = found.id WHERE {self.asked.where}
            ORDER BY score DESC, q.id DESC LIMIT {self.most + 1}"""
        found = self._with_scores(statement, [expression, *self.asked.parameters], "added", expression)
        return found if found.more else None

    def _with_scores(self, statement: str, given: list[str], order: Order, expression: str) -> Matches:
        """Runs a statement that gives ids and scores, and keeps its order and every digit of the scores."""
        found = self.store.values("id, printf('%!.17g', score)", statement, given)
        scores = {id: float(score) for id, score in found[: self.most]}
        return Matches(tuple(scores), len(found) > self.most, order, None, scores, Terms(expression))

    def with_letters(self, letters: str) -> Matches:
        """Finds quotations that hold folded letters as they stand, the latest first; all hold the empty string."""
        expression = letters_expression(letters)
        if expression and count_matches(self.store, "trigrams_fts", expression, _RANKED_AT_MOST + 1) <= _RANKED_AT_MOST:
            listed = _list(self.store, _MATCHES.format("trigrams_fts"), expression)
            return self._latest(_LOOKED_THROUGH, listed=listed, letters=letters)
        reach = _READ_ONE_BY_ONE if self.exact or (letters and not expression) else _LOOKED_THROUGH
        test = (_HOLDS_LETTERS, [expression]) if expression else ()
        found = self._latest(reach, *test, listed=self._shortest_list(), letters=letters)
        if self.exact and found.looked_through:
            everything = json.dumps(list(_holding(self.store, letters, self.asked)))
            return self._latest(_NO_LIMIT, listed=everything, letters=letters)
        return found

    def _latest(
        self, reach: int, test: str = "TRUE", given: Sequence[str] = (), *, listed: str | None = None, letters: str = ""
    ) -> Matches:
        """Finds the latest quotations that hold letters and pass the filter and `test` (SQL with parameters `given`).

        It looks through those `listed` (ids as JSON) or, without a list, through the `reach` latest.
        """
        # Slow tests are made last, on one quotation after another by date, until there are enough.
        if listed is None:
            source, chosen, first = _BY_DATE, [], self.asked.tests(lambda condition: condition.of_article)
            then = self.asked.tests(lambda condition: not condition.of_article)
        else:
            source, chosen, first = _BY_ID, [listed], self.asked.tests(lambda condition: condition.test is None)
            then, reach = self.asked.tests(lambda condition: condition.test is not None), _NO_LIMIT
        # The LIMIT keeps the order for the outer statement. With ORDER BY there, SQLite would test all of them first.
        near = f"""SELECT q.id, q.act, q.kind, q.speaker_kind {source} WHERE {first.where}
            ORDER BY a.published DESC, q.id LIMIT {reach}"""
        passing = f"FROM ({near}) q WHERE {then.where} AND {test}"
        values = [*chosen, *first.parameters, *then.parameters, *given]
        if letters:
            text = "(SELECT text FROM quotations t WHERE t.id = q.id) AS text"
            rows = self.store.rows(f"SELECT q.id, {text} {passing}", values)
            ids = list(islice((row["id"] for row in rows if letters in fold(row["text"])), self.most + 1))
        else:
            # Without a LIMIT SQLite reads more rows than are wanted.
            ids = [id for (id,) in self.store.values("id", f"SELECT q.id {passing} LIMIT {self.most + 1}", values)]
        more = len(ids) > self.most
        cut = listed is None and not more and _has_more(self.store, first, reach)
        terms = Terms(letters=letters)
        return Matches(tuple(ids[: self.most]), more, looked_through=reach if cut else None, terms=terms)

    def _shortest_list(self) -> str | None:
        """Returns the shortest list of ids (JSON) that a condition leaves; None where each leaves too many to list."""
        listings = ((each.listing, each.parameter) for each in self.asked.conditions)
        found = (_list(self.store, listing, parameter) for listing, parameter in listings if listing and parameter)
        return min((ids for ids in found if ids is not None), key=len, default=None)


_RANKED_BEYOND = 200
"""Quotations that are ranked beyond those wanted, as a filter leaves some out: one in fifty is no speech."""
_MATCHES = "SELECT rowid AS quotation_id FROM {0} WHERE {0} MATCH ?"
_IN_SET = "q.id IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?)"
_ONE_BY_ONE = "EXISTS (SELECT 1 FROM quotations_fts WHERE quotations_fts MATCH ? AND rowid = q.id)"
_HOLDS_LETTERS = "q.id IN (SELECT rowid FROM trigrams_fts WHERE trigrams_fts MATCH ?)"
_BY_DATE = "FROM articles a INDEXED BY articles_published CROSS JOIN quotations q ON q.article_id = a.id"
_BY_ID = """FROM json_each(?) listed CROSS JOIN quotations q ON q.id = listed.value
    CROSS JOIN articles a ON a.id = q.article_id"""


def count_matches(store: Store, index: str, expression: str, most: int) -> int:
    """Counts the rows of an index that match an FTS5 expression, up to `most`."""
    statement = f"SELECT count(*) AS count FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {most})"
    return int(next(store.rows(statement, [expression]))["count"])


def _is_common(store: Store, expression: str) -> bool:
    """Whether more than half of the quotations added last match an expression."""
    last = next(store.rows("SELECT ifnull(max(id), 0) AS id FROM quotations"))["id"]
    statement = "SELECT count(*) AS count FROM quotations_fts WHERE quotations_fts MATCH ? AND rowid > ?"
    count = next(store.rows(statement, [expression, last - _SAMPLE]))["count"]
    return bool(count > min(_SAMPLE, last) / 2)


def _has_more(store: Store, of_articles: Filter, most: int) -> bool:
    """Whether the articles that pass a filter have more than `most` quotations."""
    held = f"SELECT 1 {_BY_DATE} WHERE {of_articles.where} LIMIT 1 OFFSET {most}"
    if not of_articles.conditions:
        held = f"SELECT 1 FROM quotations WHERE id > {most} LIMIT 1"  # ids start at 1, and no row is ever deleted
    return any(True for _ in store.rows(held, of_articles.parameters))


def _list(store: Store, statement: str, parameter: str) -> str | None:
    """Returns the ids that a statement gives, as JSON; None for more than _LISTED_AT_MOST."""
    # To read row by row would take three times as long.
    listing = f"""SELECT json_group_array(quotation_id) AS ids, count(*) AS count
        FROM (SELECT DISTINCT quotation_id FROM ({statement}) LIMIT {_LISTED_AT_MOST + 1})"""
    row = next(store.rows(listing, [parameter]))
    return None if row["count"] > _LISTED_AT_MOST else str(row["ids"])
