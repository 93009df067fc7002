"""Which quotations are asked for: what the options of a search leave, as part of an SQL statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, get_args

from quotetrack.errors import QuotetrackError
from quotetrack.lookup.dates import read_bounds
from quotetrack.lookup.expressions import quoted, trigrams
from quotetrack.lookup.names import find_named, find_organizations
from quotetrack.records import Act, Kind, SpeakerKind
from quotetrack.store import Store
from quotetrack.text import fold


@dataclass(frozen=True)
class Listing:
    """What a clause of a filter leaves, as a statement that lists the ids of all these quotations, and as a test of
    one quotation q; both take the parameter."""

    clause: str
    statement: str
    test: str
    parameter: str


@dataclass(frozen=True)
class Filter:
    """The part of a WHERE clause that leaves the quotations asked for, and its parameters.

    `listings` are for those of its clauses that may leave so few quotations that they can be listed.
    """

    clauses: tuple[str, ...] = ()
    parameters: tuple[Any, ...] = ()
    listings: tuple[Listing, ...] = ()

    def __add__(self, other: Filter) -> Filter:
        return Filter(self.clauses + other.clauses, self.parameters + other.parameters, self.listings + other.listings)

    @property
    def where(self) -> str:
        return " AND ".join(self.clauses) or "TRUE"

    def of(self, table: str) -> Filter:
        """The clauses on a table, by the letter that stands for it in the statement, as tests of one row after
        another."""
        tests = {listing.clause: listing.test for listing in self.listings}
        given = iter(self.parameters)
        parts = [(clause, tuple(islice(given, clause.count("?")))) for clause in self.clauses]
        kept = [(tests.get(clause, clause), values) for clause, values in parts if clause.startswith(f"{table}.")]
        return Filter(tuple(test for test, _ in kept), tuple(value for _, values in kept for value in values))


def find_filter(
    store: Store,
    *,
    speaker: str | None = None,
    speaker_kind: str | None = None,
    affiliation: str | None = None,
    kind: str | None = None,
    act: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Filter:
    """The filter that these options of `search` stand for; raises QuotetrackError for one that makes no sense."""
    return (
        _by_value("kind", kind, get_args(Kind))
        + _by_value("speaker_kind", speaker_kind, get_args(SpeakerKind))
        + by_act(act)
        + _by_speaker(store, speaker)
        + _by_affiliation(store, affiliation)
        + _by_outlet(store, outlet)
        + _by_date(since, until)
    )


def _by_value(column: str, value: str | None, choices: Sequence[str]) -> Filter:
    if value is None:
        return Filter()
    check_choice(column.replace("_", " "), value, choices)
    return Filter((f"q.{column} = ?",), (value,))


def check_choice(what: str, value: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise QuotetrackError(f"{value!r} is no {what}. Choose one of: {', '.join(choices)}.")


def by_act(act: str | None) -> Filter:
    if act == "any":
        return Filter()
    if act is None:
        return Filter(("q.act <> 'not_speech'",))
    check_choice("act", act, (*get_args(Act), "any"))
    return Filter(("q.act = ?",), (act,))


def _by_speaker(store: Store, name: str | None) -> Filter:
    return Filter() if name is None else by_speaker_ids(find_named(store, "canonical_speakers", name))


def by_speaker_ids(canonical_ids: Sequence[int]) -> Filter:
    said = """SELECT quotation_id FROM memberships m JOIN quotation_speakers s ON s.speaker_id = m.speaker_id
        WHERE canonical_id IN (SELECT value FROM json_each(?))"""
    # CROSS JOIN: from the quotation to those who said it, not from the speaker to all that they said.
    test = """EXISTS (SELECT 1 FROM quotation_speakers s CROSS JOIN speakers r ON r.id = s.speaker_id
        CROSS JOIN forms ON forms.id = r.form_id
        WHERE s.quotation_id = q.id AND +forms.canonical_id IN (SELECT value FROM json_each(?)))"""
    return _by_listing(said, test, canonical_ids)


def _by_listing(statement: str, test: str, ids: Sequence[int]) -> Filter:
    clause, given = f"q.id IN ({statement})", json.dumps(ids)
    return Filter((clause,), (given,), (Listing(clause, statement, test, given),))


def _by_affiliation(store: Store, name: str | None) -> Filter:
    if name is None:
        return Filter()
    claims = """SELECT quotation_id FROM affiliations
        WHERE organization_id IN (SELECT value FROM json_each(?)) AND standing <> 'former'"""
    test = """EXISTS (SELECT 1 FROM affiliations f WHERE f.quotation_id = q.id
        AND +f.organization_id IN (SELECT value FROM json_each(?)) AND f.standing <> 'former')"""
    return _by_listing(claims, test, find_organizations(store, name))


# From one name to the next in the index: DISTINCT would read all of it.
_OUTLETS = """WITH RECURSIVE o(outlet) AS (SELECT min(outlet) FROM articles UNION ALL
        SELECT (SELECT min(outlet) FROM articles WHERE outlet > o.outlet) FROM o WHERE o.outlet IS NOT NULL)
    SELECT outlet FROM o WHERE outlet IS NOT NULL"""


def _by_outlet(store: Store, outlet: str | None) -> Filter:
    if outlet is None:
        return Filter()
    outlets = [row["outlet"] for row in store.rows(_OUTLETS)]
    same = [name for name in outlets if fold(name) == fold(outlet)]
    clause, names = "a.outlet IN (SELECT value FROM json_each(?))", json.dumps(same)
    printed = (
        f"SELECT q.id AS quotation_id FROM articles a CROSS JOIN quotations q ON q.article_id = a.id WHERE {clause}"
    )
    return Filter((clause,), (names,), (Listing(clause, printed, clause, names),))


def _by_date(since: str | None, until: str | None) -> Filter:
    bounds = zip(("a.published >= ?", "a.published < ?"), read_bounds(since, until), strict=True)
    given = [(clause, day) for clause, day in bounds if day is not None]
    return Filter(tuple(clause for clause, _ in given), tuple(day for _, day in given))


def checked_expression(store: Store, expression: str) -> str:
    fault = "holds a NUL character" if "\0" in expression else store.fault_of("quotations_fts", expression)
    if fault:
        raise QuotetrackError(
            f"{expression!r} is not a valid FTS5 expression: {fault}. Leave out the advanced option to search for it "
            'as plain words, or put words with punctuation into double quotes, as in "multi-agent".'
        )
    return expression


INDEXED = """FROM quotations_fts CROSS JOIN quotations q ON q.id = quotations_fts.rowid
    CROSS JOIN articles a ON a.id = q.article_id WHERE quotations_fts MATCH ?"""


def has_any(store: Store, expression: str, asked: Filter) -> bool:
    statement = f"SELECT 1 {INDEXED} AND {asked.where} LIMIT 1"
    return any(store.rows(statement, [expression, *asked.parameters]))


def holding(wanted: str) -> tuple[str, Filter]:
    """Where quotations that hold `wanted`, which is folded, may be: tables, and a filter that leaves those with
    the first of its runs of three letters, if it has any."""
    runs = trigrams(wanted)[:_RUNS]
    if not runs or "\0" in wanted:
        return "quotations q", Filter()
    matching = Filter(("trigrams_fts MATCH ?",), (" AND ".join(map(quoted, runs)),))
    return "trigrams_fts CROSS JOIN quotations q ON q.id = trigrams_fts.rowid", matching


_RUNS = 100
"""More tell nothing new, and FTS5 takes an expression of many thousands of terms for a fault."""
