"""Which form a source row stands under: that of its name, or one of its own where a person took it off."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quotetrack.identity.deduplicate import RULE, compare_forms, save_opinions, with_firsts
from quotetrack.identity.forms import take_news
from quotetrack.names.normal import best_form
from quotetrack.store.forms import insert, is_weak, lines

if TYPE_CHECKING:
    from quotetrack.store import Database


def place_rows(database: Database, rows: Iterable[int]) -> set[int]:
    """Moves these rows to the forms where judgements put them; gives back every form that is concerned."""
    concerned: set[int] = set()
    moved: set[int] = set()
    for row in database.query(_ROWS, [json.dumps(sorted(rows))]):
        wanted = _own_form(database, row) if _is_taken_off(database, row) else _common_form(database, row)
        concerned |= {row["form_id"], wanted}
        if wanted != row["form_id"]:
            moved |= {row["form_id"], wanted}
            _move(database, row, wanted)
    if moved:
        concerned |= _learn_anew(database, moved)
    return {form for (form,) in database.execute(_STILL_THERE, [json.dumps(sorted(concerned))])}


_ROWS = "SELECT * FROM speakers WHERE id IN (SELECT value FROM json_each(?))"
_STILL_THERE = "SELECT id FROM forms WHERE id IN (SELECT value FROM json_each(?))"


def _is_taken_off(database: Database, row: dict[str, Any]) -> bool:
    """Whether somebody judged this row, on the left, different from one of its own name."""
    if is_weak(row["kind"], row["normal_name"]):
        return False
    statement = """SELECT 1 FROM judgements j JOIN speakers other ON other.id = j.right_id
        WHERE j.left_id = ? AND j.verdict = 'different' AND j.undone_at IS NULL AND j.decided_by <> ?
        AND other.kind = ? AND other.normal_name = ? AND other.id <> ? LIMIT 1"""
    given = [row["id"], RULE, row["kind"], row["normal_name"], row["id"]]
    return database.execute(statement, given).fetchone() is not None


def _common_form(database: Database, row: dict[str, Any]) -> int:
    return _form(database, row, row["article_id"] if is_weak(row["kind"], row["normal_name"]) else None)


def _own_form(database: Database, row: dict[str, Any]) -> int:
    return _form(database, row, row["article_id"])


def _form(database: Database, row: dict[str, Any], article_id: int | None) -> int:
    """The form of a row's name, of all articles or of one; made where it is not there."""
    found = database.execute(_FORM, [row["kind"], row["normal_name"], article_id or 0]).fetchone()
    if found:
        return int(found[0])
    named = {key: row[key] for key in ("kind", "normal_name", "name")}
    blank = {"article_id": article_id, "names": row["name"], "speakers": 0, "canonical_id": 0}
    form_id = insert(database, "forms", {**named, **blank})
    database.execute("UPDATE forms SET canonical_id = id WHERE id = ?", [form_id])
    return form_id


_FORM = "SELECT id FROM forms WHERE kind = ? AND normal_name = ? AND ifnull(article_id, 0) = ?"


def _move(database: Database, row: dict[str, Any], wanted: int) -> None:
    database.execute("UPDATE speakers SET form_id = ? WHERE id = ?", [wanted, row["id"]])
    for side in ("left", "right"):
        # Judgements by people follow the row; a rule's opinions are on the form that it left.
        statement = f"UPDATE judgements SET {side}_form = ? WHERE {side}_id = ? AND decided_by <> ?"
        database.execute(statement, [wanted, row["id"], RULE])


def _learn_anew(database: Database, forms: set[int]) -> set[int]:
    """Makes again what is known of forms that gained or lost rows, and what the rules hold of them."""
    ids = json.dumps(sorted(forms))
    for statement in (_FORGET_EVIDENCE, _FORGET_OPINIONS):
        database.execute(statement, [ids] * statement.count("?"))
    for form in sorted(forms):
        _recount(database, form)
    database.execute(_WAIT, [ids])
    waiting = int(database.execute("SELECT count(*) FROM pending").fetchone()[0])
    met = with_firsts(database, take_news(database, waiting))
    opinions = [opinion for some in compare_forms(database, met) for opinion in some]
    return forms | met | save_opinions(database, met, opinions)


_FORGET_EVIDENCE = "DELETE FROM evidence WHERE form_id IN (SELECT value FROM json_each(?))"
_FORGET_OPINIONS = f"""DELETE FROM judgements WHERE decided_by = '{RULE}' AND undone_at IS NULL
    AND (left_form IN (SELECT value FROM json_each(?)) OR right_form IN (SELECT value FROM json_each(?)))"""
_WAIT = """INSERT OR IGNORE INTO pending SELECT id FROM speakers
    WHERE kind <> 'unnamed' AND form_id IN (SELECT value FROM json_each(?))"""


def _recount(database: Database, form: int) -> None:
    """Names and number of rows of a form; one without rows goes."""
    rows = list(database.query("SELECT id, name FROM speakers WHERE form_id = ?", [form]))
    if not rows:
        for table in ("blocking_keys", "evidence"):
            database.execute(f"DELETE FROM {table} WHERE form_id = ?", [form])
        for side in ("left", "right"):
            statement = f"UPDATE judgements SET {side}_form = (SELECT form_id FROM speakers WHERE id = {side}_id)"
            database.execute(f"{statement} WHERE {side}_form = ?", [form])
        database.execute("DELETE FROM forms WHERE id = ?", [form])
        database.execute("DELETE FROM canonical_speakers WHERE id = ?", [form])
        return
    names = {row["name"] for row in rows}
    aliases = database.execute(
        "SELECT DISTINCT alias FROM speakers s JOIN aliases a ON a.speaker_id = s.id WHERE s.form_id = ?", [form]
    )
    given = [best_form(names), lines(names | {alias for (alias,) in aliases}), len(rows), form]
    database.execute("UPDATE forms SET name = ?, names = ?, speakers = ? WHERE id = ?", given)
