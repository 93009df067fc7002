"""Turns the filters of a search into conditions of an SQL statement."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from quotetrack.errors import QuotetrackError
from quotetrack.lookup.names import find_named, find_organizations
from quotetrack.records import Act, Kind, SpeakerKind
from quotetrack.store import Store
from quotetrack.text import fold


@dataclass(frozen=True)
class Condition:
    """A condition on a quotation, which the statement calls q, or on its article, which it calls a.

    A condition that few quotations may meet has a `listing`, a statement that gives their ids as `quotation_id`, and
    may have a `test`, which is the `clause` in a form that is fast for one row after another. All three take the
    same `parameter`.
    """

    clause: str
    parameter: str | None = None
    listing: str | None = None
    test: str | None = None

    @property
    def of_article(self) -> bool:
        """Whether the condition is on the article alone."""
        return self.clause.startswith("a.")


@dataclass(frozen=True)
class Filter:
    """The conditions that every quotation asked for meets."""

    conditions: tuple[Condition, ...] = ()

    def __add__(self, other: Filter) -> Filter:
        return Filter(self.conditions + other.conditions)

    @property
    def where(self) -> str:
        """The conditions as an SQL expression with a placeholder for each of the `parameters`."""
        return " AND ".join(condition.clause for condition in self.conditions) or "TRUE"

    @property
    def parameters(self) -> list[str]:
        """The values for the placeholders of `where`, in order."""
        return [condition.parameter for condition in self.conditions if condition.parameter is not None]

    def tests(self, chosen: Callable[[Condition], bool]) -> Filter:
        """Returns the chosen conditions, each in the form that is fast for one row after another."""
        return Filter(tuple(Condition(c.test or c.clause, c.parameter) for c in self.conditions if chosen(c)))


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
    """Returns the filter for these options of a search.

    `speaker` and `affiliation` take any alias or part of a name. A speaker said the words alone or with others. An
    affiliation is an organisation, by any of its names, for which they were said; former members do not count.
    Without `act` all acts but "not_speech" pass, with "any" all. `outlet` is a whole name. `since` and `until` are
    days, months or years, both included. Raises QuotetrackError for a value that makes no sense.
    """
    return (
        _by_value("kind", kind, get_args(Kind))
        + _by_value("speaker_kind", speaker_kind, get_args(SpeakerKind))
        + _by_act(act)
        + _by_speaker(store, speaker)
        + _by_affiliation(store, affiliation)
        + _by_outlet(store, outlet)
        + _by_date(since, until)
    )


def check_choice(what: str, value: str, choices: Sequence[str]) -> None:
    """Raises QuotetrackError for a value that is none of the choices."""
    if value not in choices:
        raise QuotetrackError(f"{value!r} is no {what}. Choose one of: {', '.join(choices)}.")


def _by_value(column: str, value: str | None, choices: Sequence[str]) -> Filter:
    if value is None:
        return Filter()
    check_choice(column.replace("_", " "), value, choices)
    return Filter((Condition(f"q.{column} = ?", value),))


def _by_act(act: str | None) -> Filter:
    if act == "any":
        return Filter()
    if act is None:
        return Filter((Condition("q.act <> 'not_speech'"),))
    check_choice("act", act, (*get_args(Act), "any"))
    return Filter((Condition("q.act = ?", act),))


def _by_speaker(store: Store, name: str | None) -> Filter:
    if name is None:
        return Filter()
    said = """SELECT quotation_id FROM memberships m JOIN quotation_speakers s ON s.speaker_id = m.speaker_id
        WHERE canonical_id IN (SELECT value FROM json_each(?))"""
    # CROSS JOIN makes SQLite go from the quotation to its speakers, not from the speaker to all their quotations.
    test = """EXISTS (SELECT 1 FROM quotation_speakers s CROSS JOIN speakers r ON r.id = s.speaker_id
        CROSS JOIN forms ON forms.id = r.form_id
        WHERE s.quotation_id = q.id AND +forms.canonical_id IN (SELECT value FROM json_each(?)))"""
    ids = json.dumps(find_named(store, "canonical_speakers", name))
    return Filter((Condition(f"q.id IN ({said})", ids, said, test),))


def _by_affiliation(store: Store, name: str | None) -> Filter:
    if name is None:
        return Filter()
    claims = """SELECT quotation_id FROM affiliations
        WHERE organization_id IN (SELECT value FROM json_each(?)) AND standing <> 'former'"""
    test = """EXISTS (SELECT 1 FROM affiliations f WHERE f.quotation_id = q.id
        AND +f.organization_id IN (SELECT value FROM json_each(?)) AND f.standing <> 'former')"""
    ids = json.dumps(find_organizations(store, name))
    return Filter((Condition(f"q.id IN ({claims})", ids, claims, test),))


# This goes from one name to the next in the index; DISTINCT would read all of the index.
_OUTLETS = """WITH RECURSIVE o(outlet) AS (SELECT min(outlet) FROM articles UNION ALL
        SELECT (SELECT min(outlet) FROM articles WHERE outlet > o.outlet) FROM o WHERE o.outlet IS NOT NULL)
    SELECT outlet FROM o WHERE outlet IS NOT NULL"""


def _by_outlet(store: Store, outlet: str | None) -> Filter:
    if outlet is None:
        return Filter()
    outlets = [row["outlet"] for row in store.rows(_OUTLETS)]
    same = json.dumps([name for name in outlets if fold(name) == fold(outlet)])
    clause = "a.outlet IN (SELECT value FROM json_each(?))"
    printed = (
        f"SELECT q.id AS quotation_id FROM articles a CROSS JOIN quotations q ON q.article_id = a.id WHERE {clause}"
    )
    return Filter((Condition(clause, same, printed),))


def _by_date(since: str | None, until: str | None) -> Filter:
    bounds = zip(("a.published >= ?", "a.published < ?"), read_bounds(since, until), strict=True)
    return Filter(tuple(Condition(clause, day) for clause, day in bounds if day is not None))


def read_bounds(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Returns the first day, and the first day after the last one, as ISO dates; None for an open end.

    Each bound is given as a day, a month or a year, and both are included. Raises QuotetrackError for what is no
    date, or where nothing can lie between the two.
    """
    first = None if since is None else _days(since)[0]
    last = None if until is None else _days(until)[1]
    if first is not None and last is not None and first > last:
        raise QuotetrackError(f"Nothing lies between {since} and {until}: the first date is the later one.")
    return first.isoformat() if first else None, _day_after(last) if last else None


def _day_after(day: date) -> str:
    return "9999-12-32" if day == date.max else (day + timedelta(days=1)).isoformat()


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def _days(given: str) -> tuple[date, date]:
    """Returns the first and the last day of a day, month or year. Raises QuotetrackError for anything else."""
    parts = _DATE.fullmatch(given.strip())
    try:
        if parts is None:
            raise ValueError(given)
        year, month, day = int(parts[1]), int(parts[2] or 0), int(parts[3] or 0)
        if parts[3]:
            return date(year, month, day), date(year, month, day)
        if parts[2]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        raise QuotetrackError(
            f"{given!r} is not a date. Write year-month-day, such as 2024-03-14, or 2024-03, or 2024."
        ) from None
