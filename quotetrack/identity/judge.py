"""What people do: merge, split, answer a question, undo. A judgement by a person is never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.identity.deduplicate import follow_judgements, now
from quotetrack.identity.forms import RULE
from quotetrack.identity.judgements import by_persons, find_answer, insert_judgement
from quotetrack.identity.questions import find_question
from quotetrack.names.features import Sameness
from quotetrack.store import Store

if TYPE_CHECKING:
    from quotetrack.store import Database

Judged = tuple[int, int, Sameness]
"""Two source rows by id, and whether they are one speaker's."""


@dataclass(frozen=True)
class Action:
    """What a person did in one step: its number, the judgements (by id) that it made or undid, and the canonical
    speakers (by id) that resulted. `number` is None where a rule's opinion was undone."""

    number: int | None
    judgements: tuple[int, ...]
    speakers: tuple[int, ...]


def merge(store: Store, speakers: Sequence[int], *, by: str, note: str | None = None) -> Action:
    """Judge canonical speakers, given by id, to be one.

    Raises NotFoundError for an id that no speaker has, and QuotetrackError where fewer than two are given or where
    somebody has judged two of them different.
    """
    distinct = list(dict.fromkeys(speakers))
    if len(distinct) < 2:
        raise QuotetrackError("Merging takes two speakers or more, and these are one already.")
    with store.writing() as database:
        rows = [_row_of(database, speaker) for speaker in distinct]
        return _decide(database, [(rows[0], row, "same") for row in rows[1:]], by, note)


def split(
    store: Store,
    speaker: int,
    *,
    names: Iterable[str] = (),
    articles: Iterable[int] = (),
    by: str,
    note: str | None = None,
) -> Action:
    """Judge part of a canonical speaker to be somebody else: the source rows with one of these `names`, or in one of
    these `articles` (by id).

    The rest stays together, and so does the part that is split off. Raises NotFoundError where the speaker has no such
    name or article, and QuotetrackError where nothing would be left.
    """
    with store.writing() as database:
        rows = list(database.query(_MEMBERS, [speaker]))
        if not rows:
            raise NotFoundError(_nobody(speaker))
        chosen = _chosen(rows, set(names), set(articles))
        rest = [row for row in rows if row["id"] not in {row["id"] for row in chosen}]
        if not rest:
            raise QuotetrackError("That is all there is of this speaker: nothing would be left to split it from.")
        return _decide(database, _parting(chosen, rest), by, note)


_MEMBERS = """SELECT s.id, s.form_id, s.article_id, s.name, s.kind, s.normal_name FROM forms f
    JOIN speakers s ON s.form_id = f.id WHERE f.canonical_id = ? ORDER BY s.id"""


def _chosen(rows: Sequence[dict[str, Any]], names: set[str], articles: set[int]) -> list[dict[str, Any]]:
    unknown = [*(names - {row["name"] for row in rows}), *(articles - {row["article_id"] for row in rows})]
    if unknown or not (names or articles):
        where = f"Nothing of this speaker goes by, or stands in, {unknown[0]!r}." if unknown else None
        what = where or "Say what to split off."
        forms = sorted({row["name"] for row in rows})
        raise NotFoundError(f"{what} It goes by: {', '.join(forms)}.")
    return [row for row in rows if row["name"] in names or row["article_id"] in articles]


def _parting(chosen: Sequence[dict[str, Any]], rest: Sequence[dict[str, Any]]) -> list[Judged]:
    """The judgements of a split: the part differs from the rest, and each of the two stays one speaker.

    A row that is split from others of its own name is judged different from one of these, itself on the left.
    """
    left_there = {row["form_id"]: row["id"] for row in reversed(rest)}
    made: list[Judged] = [(chosen[0]["id"], rest[0]["id"], "different")]
    for row in chosen:
        if row["form_id"] in left_there and (row["id"], left_there[row["form_id"]]) != made[0][:2]:
            made.append((row["id"], left_there[row["form_id"]], "different"))
    broken = set(left_there) & {row["form_id"] for row in chosen}
    made += [(chosen[0]["id"], row, "same") for row in _one_each(chosen, broken)]
    made += [(rest[0]["id"], row, "same") for row in _one_each(rest, set())]
    return made


def _one_each(rows: Sequence[dict[str, Any]], broken: set[int]) -> list[int]:
    """One row of each form except the first row's; of `broken` forms every row."""
    found: dict[tuple[int, int | None], int] = {}
    for row in rows:
        form = row["form_id"]
        found.setdefault((form, row["id"] if form in broken else None), row["id"])
    return list(found.values())[1:]


def decide(
    store: Store, pairs: Iterable[tuple[int, int]], verdict: Sameness, *, by: str, note: str | None = None
) -> Action:
    """Give all these pairs of source rows (by id) one verdict, in one step: all or none, and undone together.

    The verdict "unsure" only takes a question off the list. Raises QuotetrackError where a verdict contradicts earlier
    judgements by people.
    """
    with store.writing() as database:
        return _decide(database, [(left, right, verdict) for left, right in pairs], by, note)


def answer(
    store: Store, question: int, verdict: Sameness, *, alike: int | None = None, by: str, note: str | None = None
) -> Action:
    """Answer an open question, by its number, for the pair that it shows; with `alike` for its further pairs too.

    `alike` is the number of further pairs that the person was shown. Only the first of several answers to a question is
    kept. Raises NotFoundError where the question is no longer open, and QuotetrackError where the number of its pairs
    has changed or where the answer contradicts earlier judgements by people.
    """
    with store.writing() as database:
        found = find_question(store, question)
        if found is None:
            raise NotFoundError(
                f"Question {question} is not open any more{_since(store, question)}. Nothing was written."
            )
        if alike is not None and alike != len(found.alike):
            raise QuotetrackError(
                f"Since you were shown question {question}, the articles of which it is asked have changed: "
                f"{len(found.alike) + 1:,} now, {alike + 1:,} before. Nothing was written; look at it again."
            )
        pairs = [(found.left_row, found.right_row), *(found.alike if alike else ())]
        return _decide(database, [(left, right, verdict) for left, right in pairs], by, note)


def _since(store: Store, question: int) -> str:
    """The end of a message that tells who answered a question, and when; empty where that is not known."""
    step = find_answer(store, question)
    return f": {step.decided_by} answered it on {step.created_at[:10]}" if step else ""


def _decide(database: Database, made: Sequence[Judged], by: str, note: str | None) -> Action:
    number = int(database.execute("SELECT ifnull(max(action), 0) + 1 FROM judgements").fetchone()[0])
    stamp = {"explanation": note, "decided_by": by, "created_at": now(), "action": number}
    ids = [insert_judgement(database, left, right, verdict=verdict, **stamp) for left, right, verdict in made]
    ends = {row for left, right, _ in made for row in (left, right)}
    if contradicting := by_persons(database, follow_judgements(database, ends).held_back):
        raise QuotetrackError(_contradiction(database, ends, contradicting - set(ids)))
    return Action(number, tuple(ids), _speakers_of(database, ends))


def _row_of(database: Database, speaker: int) -> int:
    """The id of the first source row of a canonical speaker."""
    (row,) = database.execute(
        "SELECT min(s.id) FROM forms f JOIN speakers s ON s.form_id = f.id WHERE f.canonical_id = ?", [speaker]
    ).fetchone()
    if row is None:
        raise NotFoundError(_nobody(speaker))
    return int(row)


def _nobody(speaker: int) -> str:
    return f"There is no speaker #{speaker}. `quotetrack speakers DB` lists who is there."


def _speakers_of(database: Database, rows: Iterable[int]) -> tuple[int, ...]:
    statement = "SELECT DISTINCT canonical_id FROM memberships WHERE speaker_id IN (SELECT value FROM json_each(?))"
    return tuple(sorted(id for (id,) in database.execute(statement, [json.dumps(sorted(rows))])))


def _contradiction(database: Database, ends: set[int], others: set[int]) -> str:
    """The message that tells why a judgement on these source rows cannot be followed, and what to do."""
    statement = """WITH near AS (SELECT DISTINCT b.id FROM json_each(?) JOIN speakers s ON s.id = value
            JOIN forms a ON a.id = s.form_id JOIN forms b ON b.canonical_id = a.canonical_id)
        SELECT j.id, l.name, r.name, verdict, decided_by, created_at FROM judgements j
        JOIN speakers l ON l.id = left_id JOIN speakers r ON r.id = right_id
        WHERE undone_at IS NULL AND decided_by <> ? AND (j.id IN (SELECT value FROM json_each(?))
            OR (verdict = 'different' AND (left_form IN near OR right_form IN near))) ORDER BY j.id"""
    found = database.execute(statement, [json.dumps(sorted(ends)), RULE, json.dumps(sorted(others))])
    told = [f"  {id}: {a} and {b} are {verdict} ({who}, {at[:10]})" for id, a, b, verdict, who, at in found]
    first, last = "This contradicts earlier judgements, so nothing was changed:", "Undo one of them first:"
    return "\n".join([first, *told, f"{last} `quotetrack undo DB NUMBER`."])


def undo(store: Store, number: int | None = None, *, by: str) -> Action:
    """Undo a judgement, by its number, with all others of the same step; without a number, the last step by a person.

    A rule's opinion that is undone does not come back. Raises NotFoundError where there is nothing to undo.
    """
    with store.writing() as database:
        rows = _undoable(database, number)
        ids = [row["id"] for row in rows]
        statement = "UPDATE judgements SET undone_at = ?, undone_by = ? WHERE id IN (SELECT value FROM json_each(?))"
        database.execute(statement, [now(), by, json.dumps(ids)])
        ends = {row[side] for row in rows for side in ("left_id", "right_id")}
        follow_judgements(database, ends)
        return Action(rows[0]["action"], tuple(ids), _speakers_of(database, ends))


def _undoable(database: Database, number: int | None) -> list[dict[str, Any]]:
    """The judgements that stand of the step of this judgement, or of the last step by a person."""
    standing = "SELECT * FROM judgements WHERE undone_at IS NULL AND {step} ORDER BY id"
    if number is None:
        last = "action = (SELECT max(action) FROM judgements WHERE undone_at IS NULL)"
        rows = list(database.query(standing.format(step=last)))
        if not rows:
            raise NotFoundError("There is nothing to undo: no person has judged anything here.")
        return rows
    found = next(database.query("SELECT * FROM judgements WHERE id = ?", [number]), None)
    if found is None or found["undone_at"]:
        when = f" It was undone on {found['undone_at'][:10]}." if found else ""
        raise NotFoundError(f"There is no judgement {number} to undo.{when} `quotetrack judgements DB` lists them.")
    # A rule's opinion belongs to no step, so that it is undone alone.
    return list(database.query(standing.format(step="(id = ? OR action = ?)"), [number, found["action"]]))
