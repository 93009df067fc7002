"""Which quotations are asked for: what the options of a search leave, as part of an SQL statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from quotetrack.errors import QuotetrackError
from quotetrack.folding import fold
from quotetrack.lookup.dates import read_bounds
from quotetrack.lookup.named import find_named, find_organizations
from quotetrack.lookup.words import quoted, trigrams
from quotetrack.records import Act, Kind, SpeakerKind
from quotetrack.store import Store


@dataclass(frozen=True)
class Filter:
    """The part of a WHERE clause that leaves the quotations asked for, and its parameters."""

    clauses: tuple[str, ...] = ()
    parameters: tuple[Any, ...] = ()

    def __add__(self, other: Filter) -> Filter:
        return Filter(self.clauses + other.clauses, self.parameters + other.parameters)

    @property
    def where(self) -> str:
        return " AND ".join(self.clauses) or "TRUE"


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
    return Filter((f"q.id IN ({said})",), (json.dumps(canonical_ids),))


def _by_affiliation(store: Store, name: str | None) -> Filter:
    if name is None:
        return Filter()
    ids = json.dumps(find_organizations(store, name))
    claims = """SELECT quotation_id FROM affiliations
        WHERE organization_id IN (SELECT value FROM json_each(?)) AND standing <> 'former'"""
    return Filter((f"q.id IN ({claims})",), (ids,))


def _by_outlet(store: Store, outlet: str | None) -> Filter:
    if outlet is None:
        return Filter()
    outlets = [row["outlet"] for row in store.rows("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")]
    same = [name for name in outlets if fold(name) == fold(outlet)]
    return Filter(("a.outlet IN (SELECT value FROM json_each(?))",), (json.dumps(same),))


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
    """Where quotations that hold `wanted`, which is folded, may be: tables, and a filter that leaves those with all
    its runs of three letters, if it has any."""
    runs = trigrams(wanted)
    if not runs or "\0" in wanted:
        return "quotations q", Filter()
    matching = Filter(("trigrams_fts MATCH ?",), (" AND ".join(map(quoted, runs)),))
    return "trigrams_fts CROSS JOIN quotations q ON q.id = trigrams_fts.rowid", matching
