"""Judgements as rows of a CSV or JSON lines file, out of one store and into another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quotetrack.errors import InputError
from quotetrack.identity.canonical import settle
from quotetrack.identity.deduplicate import RULE
from quotetrack.identity.judge import by_persons, insert_judgement
from quotetrack.identity.placing import place_rows
from quotetrack.identity.questions import read_judgements
from quotetrack.names.normal import normalise_name
from quotetrack.store import Row, Store

if TYPE_CHECKING:
    from quotetrack.store import Database

FIELDS = (
    "action", "verdict", "left_article", "left_kind", "left_name", "right_article", "right_kind", "right_name",
    "explanation", "decided_by", "created_at", "undone_by", "undone_at",
)  # fmt: skip
"""The columns of a judgements file."""


@dataclass
class Imported:
    """What came of a file: judgements added, ones that were there, lines that name somebody the store does
    not have (as messages), and judgements by id that contradict others."""

    added: int = 0
    known: int = 0
    missing: list[str] = field(default_factory=list)
    held_back: set[int] = field(default_factory=set)


def export_judgements(store: Store) -> Iterator[Row]:
    """What people judged, undone or not, as rows of FIELDS; the rules' opinions can be formed again.

    In an order that does not depend on the store, so that a version control system sees what is new.
    """
    rows = sorted(read_judgements(store, persons=True), key=_place)
    return ({name: row[name] for name in FIELDS} for row in rows)


def _place(row: Row) -> tuple[str, ...]:
    return (row["created_at"], *(row[name] or "" for name in FIELDS if name not in ("action", "created_at")))


def import_judgements(store: Store, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Imported:
    """Adds judgements from rows of FIELDS, each with the place it stands at (file and line).

    All or nothing: raises InputError for a row that is no judgement. One that is there is passed over
    (where the file has it undone, it is undone here too); one on somebody who is not in this store is
    left out and told.
    """
    report = Imported()
    with store.writing() as database:
        offset = int(database.execute("SELECT ifnull(max(action), 0) FROM judgements").fetchone()[0])
        ends: set[int] = set()
        for where, row in rows:
            _check(where, row)
            left, right = (_find(database, row, side) for side in ("left", "right"))
            if left is None or right is None:
                side = "left" if left is None else "right"
                report.missing.append(f"{where}: {row[f'{side}_name']} in {row[f'{side}_article']} is not in the store")
                continue
            ends |= {left, right}
            _take_over(database, row, left, right, offset, report)
        report.held_back = by_persons(database, settle(database, place_rows(database, ends)).held_back)
    return report


_VERDICTS = ("same", "different", "unsure")
_NEEDED = ("left_article", "left_kind", "left_name", "right_article", "right_kind", "right_name", "decided_by")


def _check(where: str, row: Mapping[str, Any]) -> None:
    lacking = [name for name in (*_NEEDED, "verdict", "created_at") if not row.get(name)]
    if lacking:
        raise InputError(where, f"no {lacking[0]}", f"a judgement has {', '.join(FIELDS)}")
    if row["verdict"] not in _VERDICTS:
        raise InputError(where, f"{row['verdict']!r} is no verdict", f"choose one of {', '.join(_VERDICTS)}")
    if not str(row.get("action") or 0).isdigit():
        raise InputError(
            where, f"action {row['action']!r} is no number", "judgements of one number are undone together"
        )
    if row["decided_by"] == RULE:
        raise InputError(where, f"decided by {RULE!r}", "that name is kept for the rules, whose opinions are made anew")


def _find(database: Database, row: Mapping[str, Any], side: str) -> int | None:
    """The source row that a side of a judgement names."""
    statement = """SELECT s.id FROM articles a JOIN speakers s ON s.article_id = a.id
        WHERE a.key = ? AND s.kind = ? AND s.normal_name = ?"""
    kind = row[f"{side}_kind"]
    given = [row[f"{side}_article"], kind, normalise_name(row[f"{side}_name"], kind)]
    found = database.execute(statement, given).fetchone()
    return found and int(found[0])


def _take_over(
    database: Database, row: Mapping[str, Any], left: int, right: int, offset: int, report: Imported
) -> None:
    identity = [left, right, row["verdict"], row["decided_by"], row["created_at"]]
    found = database.execute(_SAME, identity).fetchone()
    undone = [row.get("undone_by") or None, row.get("undone_at") or None]
    if found is None:
        action = offset + int(row.get("action") or 0)
        fields = {name: row.get(name) or None for name in _TAKEN_OVER}
        insert_judgement(database, left, right, **fields, action=action)
        report.added += 1
        return
    report.known += 1
    if undone[1] and found[1] is None:
        database.execute("UPDATE judgements SET undone_by = ?, undone_at = ? WHERE id = ?", [*undone, found[0]])


_SAME = """SELECT id, undone_at FROM judgements
    WHERE left_id = ? AND right_id = ? AND verdict = ? AND decided_by = ? AND created_at = ?"""
_TAKEN_OVER = ("verdict", "decided_by", "created_at", "explanation", "undone_by", "undone_at")
