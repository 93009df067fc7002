"""Finding quotations by their words and by who said them, where and when: one plan for commands, pages and export.

A query is looked for as words, all of which a quotation must hold. Where no quotation does, it is looked for as it
stands, inside of words too. The empty query finds all. Filters hold besides.

How far a search goes depends on who asks:

- exact (`search`, for the command line): all that is found takes part in the order. Where a bounded search comes to
  the same it answers; else it is done again in full, however long that takes.
- bounded (for the pages): the first FIRST, in a time that hardly grows with the store. What few quotations hold, or few
  speakers said, is put in order as in an exact search. What many hold is met by going through the quotations by date,
  the latest first, or from the last one added on: a million need not be ranked to show twenty. `Matches` tells where
  an order or a reach is not the exact one.
- all (`stream_ids`, for the export): every id by number, one after another, in memory that does not grow.

There is one order of results. By relevance it is bm25, then the date, the latest first, then the number. By date it is
the date, the latest first and what has none last, then the number. What is looked for as it stands is by date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal, get_args

from quotetrack.lookup.excerpts import NO_TERMS, Terms
from quotetrack.lookup.expressions import checked_expression, letters_expression, plain_expression
from quotetrack.lookup.filters import Filter, check_choice, find_filter
from quotetrack.lookup.hits import Hit, load_hits
from quotetrack.store import Store
from quotetrack.text import fold

Sort = Literal["relevance", "date"]
Order = Literal["relevance", "date", "added", "latest"]
"""The order of what a search gives: the two that can be asked for, and two of bounded searches; see `Matches`."""

FIRST = 1_000
"""Quotations that a bounded search finds at most. Whoever wants more narrows the search, or exports."""

_FEW = 10_000
"""Quotations that words may be in for a bounded search to rank them all: 50 ms at a million quotations."""
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
"""Of the latest quotations, for signs and single letters, which no index has: each is read here. An exact search looks
through as many before it looks through all."""
_ALL = 10**9
"""More than any store holds, less than SQLite can count."""


@dataclass(frozen=True)
class Matches:
    """The ids of the first quotations found, in order, and whether there are `more`.

    `scores` are by relevance, where that was asked for. `order` is "relevance" or "date"; where very many quotations
    hold the words, a bounded search may give "added": only those added last were weighed against each other; or
    "latest": none were, they are by date. `looked_through` tells how many of the latest quotations were looked
    through, where it was not all of them. `terms` are what to mark in them; they stand `inside` of words where no
    quotation holds them as words of their own.
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
    """Quotations that hold all words of `query` and pass every filter given: those of `find_filter`.

    Any string is a query, the empty one finds all. Where nothing holds it word by word, it is looked
    for as it stands, inside words too. With `advanced`, `query` is an FTS5 expression.
    By relevance is by bm25, then by date; by date is the latest first.
    Raises QuotetrackError for a filter or expression that makes no sense.
    """
    start, limit = max(0, offset), max(0, limit)
    found = find_matches(store, query, find_filter(store, **filters), sort, most=start + limit, advanced=advanced)
    return load_hits(store, found.ids[start : start + limit], terms=found.terms, scores=found.scores)


def find_matches(
    store: Store, query: str, asked: Filter, sort: str, *, most: int | None = None, advanced: bool = False
) -> Matches:
    """The first `most` of what is found, in an exact search; without `most` the first FIRST, in a bounded one.

    With `advanced`, a query that is not blank is an FTS5 expression. Raises QuotetrackError for a wrong one, and for a
    `sort` that is none.
    """
    check_choice("sort", sort, get_args(Sort))
    by: Sort = "date" if sort == "date" else "relevance"
    search = _Search(store, asked, FIRST, False) if most is None else _Search(store, asked, min(most, _ALL), True)
    expression = _read_expression(store, query, advanced)
    if expression is not None:
        found = search.with_words(expression, by)
        if found.ids or found.looked_through or advanced:
            return found
    found = search.with_letters(fold(query))
    return found if expression is None else replace(found, inside=bool(found.ids))


def stream_ids(store: Store, query: str, asked: Filter, *, advanced: bool = False) -> tuple[Iterator[int], Terms]:
    """The ids of all that an exact search finds, by number and as they come, and the terms to mark."""
    expression = _read_expression(store, query, advanced)
    if expression is not None:
        found, given = f"{_INDEXED} AND {asked.where}", [expression, *asked.parameters]
        if advanced or _finds_any(store, expression, asked):
            rows = store.rows(f"SELECT q.id {found} ORDER BY quotations_fts.rowid", given)
            return (row["id"] for row in rows), Terms(expression)
    letters = fold(query)
    return _holding(store, letters, asked), Terms(letters=letters)


def _holding(store: Store, letters: str, asked: Filter) -> Iterator[int]:
    """The ids of what holds letters as they stand, by number."""
    # CROSS JOIN holds SQLite to reading the quotations by their ids, so that it has nothing to sort.
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
    """A search for the first `most` of what a filter leaves, exact or bounded."""

    store: Store
    asked: Filter
    most: int
    exact: bool

    def with_words(self, expression: str, sort: Sort) -> Matches:
        """What an FTS5 expression finds."""
        count = count_matches(self.store, "quotations_fts", expression, _LISTED + 1)
        if count <= _FEW:
            return self._ranked(expression, sort, count=count) if count else Matches()
        if (among := self._shortest_list()) is not None:
            return self._ranked(expression, sort, among=among)
        if self.exact and sort == "relevance":
            return self._ranked(expression, sort)
        # A word of more than half of the texts weighs nothing by bm25, and a set of them all takes longer to make
        # than asking the index for one text after another until there are enough.
        common = _is_common(self.store, expression)
        if sort == "relevance" and not common and (found := self._added_last(expression)):
            return found
        if count <= _LISTED:
            listed = _list(self.store, _MATCHES.format("quotations_fts"), expression)
            found = self._latest(_LISTED, listed=listed)
        else:
            found = self._latest(_SEARCHED, _EACH if common else _SET, [expression])
        if self.exact and found.looked_through:
            return self._ranked(expression, sort)
        return replace(found, order="date" if sort == "date" else "latest", terms=Terms(expression))

    def _ranked(self, expression: str, sort: Sort, *, count: int = _ALL, among: str | None = None) -> Matches:
        """The best of all that hold the words, of which there are at most `count`; `among` ids as JSON, if given."""
        order = "score DESC, a.published DESC, q.id" if sort == "relevance" else "a.published DESC, q.id"
        enough = _SPARE + 4 * self.most
        if sort == "relevance" and count > enough and among is None:
            if not _finds_any(self.store, expression, self.asked):
                return Matches()
            # Looking up all takes several times as long as ranking them, and the best ones alone mostly do: so many,
            # and those as good as the last of them.
            best = f"""WITH found AS MATERIALIZED (
                    SELECT rowid AS id, -bm25(quotations_fts) AS score FROM quotations_fts WHERE quotations_fts MATCH ?)
                SELECT q.id, score FROM found
                CROSS JOIN quotations q ON q.id = found.id CROSS JOIN articles a ON a.id = q.article_id
                WHERE score >= (SELECT score FROM found ORDER BY score DESC LIMIT 1 OFFSET {enough})
                AND {self.asked.where} ORDER BY {order} LIMIT {self.most + 1}"""
            found = self._weighed(best, [expression, *self.asked.parameters], sort, expression)
            if found.more:
                return found
        score = "-bm25(quotations_fts)" if sort == "relevance" else "0.0"
        # The plus hides the ids from the index, which would ask for each of them.
        these = "" if among is None else "AND +quotations_fts.rowid IN (SELECT value FROM json_each(?))"
        statement = f"""SELECT q.id, {score} AS score {_INDEXED} {these} AND {self.asked.where}
            ORDER BY {order} LIMIT {self.most + 1}"""
        given = [expression, *([] if among is None else [among]), *self.asked.parameters]
        return self._weighed(statement, given, sort, expression)

    def _added_last(self, expression: str) -> Matches | None:
        """The best of those that hold the words and were added last: the index gives them at once. None for a filter
        that may leave too few of them."""
        if any(condition.listing or condition.of_article for condition in self.asked.conditions):
            return None
        statement = f"""SELECT q.id, score FROM (SELECT rowid AS id, -bm25(quotations_fts) AS score FROM quotations_fts
                WHERE quotations_fts MATCH ? ORDER BY rowid DESC LIMIT {_WEIGHED}) found
            CROSS JOIN quotations q ON q.id = found.id WHERE {self.asked.where}
            ORDER BY score DESC, q.id DESC LIMIT {self.most + 1}"""
        found = self._weighed(statement, [expression, *self.asked.parameters], "added", expression)
        return found if found.more else None

    def _weighed(self, statement: str, given: list[str], order: Order, expression: str) -> Matches:
        """What a statement gives as id and score, in its order, every digit of the scores kept."""
        found = self.store.values("id, printf('%!.17g', score)", statement, given)
        scores = {id: float(score) for id, score in found[: self.most]}
        return Matches(tuple(scores), len(found) > self.most, order, None, scores, Terms(expression))

    def with_letters(self, letters: str) -> Matches:
        """What holds these folded letters as they stand, the latest first; the empty string stands in all."""
        expression = letters_expression(letters)
        if expression and count_matches(self.store, "trigrams_fts", expression, _FEW + 1) <= _FEW:
            listed = _list(self.store, _MATCHES.format("trigrams_fts"), expression)
            return self._latest(_LOOKED_THROUGH, listed=listed, letters=letters)
        reach = _READ if self.exact or (letters and not expression) else _LOOKED_THROUGH
        test = (_LETTERS, [expression]) if expression else ()
        found = self._latest(reach, *test, listed=self._shortest_list(), letters=letters)
        if self.exact and found.looked_through:
            everything = json.dumps(list(_holding(self.store, letters, self.asked)))
            return self._latest(_ALL, listed=everything, letters=letters)
        return found

    def _latest(
        self, reach: int, test: str = "TRUE", given: Sequence[str] = (), *, listed: str | None = None, letters: str = ""
    ) -> Matches:
        """The latest quotations that pass the filter and a test, and hold the letters.

        They are looked for among those `listed`, which are ids as JSON; without a list, among the `reach` latest.
        """
        # What takes long to test is tested in order of date, until there are enough.
        if listed is None:
            source, chosen, first = _BY_DATE, [], self.asked.tests(lambda condition: condition.of_article)
            then = self.asked.tests(lambda condition: not condition.of_article)
        else:
            source, chosen, first = _BY_ID, [listed], self.asked.tests(lambda condition: condition.test is None)
            then, reach = self.asked.tests(lambda condition: condition.test is not None), _ALL
        # The LIMIT keeps the order for the statement around it; an ORDER BY there would have all of them tested first.
        near = f"""SELECT q.id, q.act, q.kind, q.speaker_kind {source} WHERE {first.where}
            ORDER BY a.published DESC, q.id LIMIT {reach}"""
        passing = f"FROM ({near}) q WHERE {then.where} AND {test}"
        values = [*chosen, *first.parameters, *then.parameters, *given]
        if letters:
            text = "(SELECT text FROM quotations t WHERE t.id = q.id) AS text"
            rows = self.store.rows(f"SELECT q.id, {text} {passing}", values)
            ids = list(islice((row["id"] for row in rows if letters in fold(row["text"])), self.most + 1))
        else:
            # SQLite reads on for a while unless it is told how many rows are wanted.
            ids = [id for (id,) in self.store.values("id", f"SELECT q.id {passing} LIMIT {self.most + 1}", values)]
        more = len(ids) > self.most
        cut = listed is None and not more and _has_more(self.store, first, reach)
        terms = Terms(letters=letters)
        return Matches(tuple(ids[: self.most]), more, looked_through=reach if cut else None, terms=terms)

    def _shortest_list(self) -> str | None:
        """The ids that one condition leaves, of that which leaves the fewest; None where all leave many."""
        listings = ((each.listing, each.parameter) for each in self.asked.conditions)
        found = (_list(self.store, listing, parameter) for listing, parameter in listings if listing and parameter)
        return min((ids for ids in found if ids is not None), key=len, default=None)


_SPARE = 200
"""Of what a plain search finds, one in fifty is no speech and left out."""
_MATCHES = "SELECT rowid AS quotation_id FROM {0} WHERE {0} MATCH ?"
_SET = "q.id IN (SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH ?)"
_EACH = "EXISTS (SELECT 1 FROM quotations_fts WHERE quotations_fts MATCH ? AND rowid = q.id)"
_LETTERS = "q.id IN (SELECT rowid FROM trigrams_fts WHERE trigrams_fts MATCH ?)"
_BY_DATE = "FROM articles a INDEXED BY articles_published CROSS JOIN quotations q ON q.article_id = a.id"
_BY_ID = """FROM json_each(?) listed CROSS JOIN quotations q ON q.id = listed.value
    CROSS JOIN articles a ON a.id = q.article_id"""


def count_matches(store: Store, index: str, expression: str, most: int) -> int:
    """How many rows of an index hold an FTS5 expression; counted up to `most`."""
    statement = f"SELECT count(*) AS count FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {most})"
    return int(next(store.rows(statement, [expression]))["count"])


def _is_common(store: Store, expression: str) -> bool:
    """Whether more than half of the quotations added last hold an expression."""
    last = next(store.rows("SELECT ifnull(max(id), 0) AS id FROM quotations"))["id"]
    statement = "SELECT count(*) AS count FROM quotations_fts WHERE quotations_fts MATCH ? AND rowid > ?"
    count = next(store.rows(statement, [expression, last - _SAMPLE]))["count"]
    return bool(count > min(_SAMPLE, last) / 2)


def _has_more(store: Store, of_articles: Filter, most: int) -> bool:
    """Whether there are more quotations than `most` in the articles that a filter leaves."""
    held = f"SELECT 1 {_BY_DATE} WHERE {of_articles.where} LIMIT 1 OFFSET {most}"
    if not of_articles.conditions:
        held = f"SELECT 1 FROM quotations WHERE id > {most} LIMIT 1"  # numbered from 1 on, and none is ever deleted
    return any(True for _ in store.rows(held, of_articles.parameters))


def _list(store: Store, statement: str, parameter: str) -> str | None:
    """The ids that a statement gives, as JSON; None for more than _LISTED."""
    # Not row by row, which takes three times as long.
    listing = f"""SELECT json_group_array(quotation_id) AS ids, count(*) AS count
        FROM (SELECT DISTINCT quotation_id FROM ({statement}) LIMIT {_LISTED + 1})"""
    row = next(store.rows(listing, [parameter]))
    return None if row["count"] > _LISTED else str(row["ids"])
