"""Forms of names: what source rows of one spelling have in common, and whom they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quotetrack.names.normal import best_form
from quotetrack.records import SpeakerKind

if TYPE_CHECKING:
    from sqlite_utils import Database


def insert(database: Database, table: str, row: Mapping[str, Any]) -> int:
    """Adds a row, returns its id.

    Plain SQL, for an article takes twenty of these: Table.insert looks up the table's columns and
    opens a savepoint each time, which doubles what saving takes (3.3 against 1.6 ms an article).
    """
    columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
    cursor = database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", dict(row))
    return cursor.lastrowid or 0


def is_weak(kind: SpeakerKind, normal_name: str) -> bool:
    """Whether a name alone cannot tell who is meant in another article: a person's with one word only,
    or what is no name ("two officials")."""
    return kind == "unnamed" or (kind == "person" and " " not in normal_name)


class Forms:
    """The forms of a store, found or made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, kind: SpeakerKind, normal_name: str, article_id: int, name: str, names: set[str]) -> int:
        """The form of a source row with this name, which counts one row more now; `names` are its spellings.

        What comes out does not depend on the order in which rows arrive.
        """
        place = article_id if is_weak(kind, normal_name) else None
        found = self._find(kind, normal_name, place)
        if found is None:
            return self._add(kind, normal_name, place, name, names)
        grown = names | set(found["names"].split("\n"))
        shown = best_form([found["name"], name])
        self._database.execute(
            "UPDATE forms SET name = ?, names = ?, speakers = speakers + 1 WHERE id = ?",
            [shown, lines(grown), found["id"]],
        )
        if (shown, lines(grown)) != (found["name"], found["names"]):
            self._grow_canonical(found, shown, names)
        return int(found["id"])

    def _find(self, kind: str, normal_name: str, article_id: int | None) -> dict[str, Any] | None:
        statement = "SELECT * FROM forms WHERE kind = ? AND normal_name = ? AND ifnull(article_id, 0) = ?"
        return next(self._database.query(statement, [kind, normal_name, article_id or 0]), None)

    def _add(self, kind: str, normal_name: str, article_id: int | None, name: str, names: set[str]) -> int:
        row = {"kind": kind, "normal_name": normal_name, "name": name, "names": lines(names)}
        form_id = insert(self._database, "forms", {**row, "article_id": article_id, "speakers": 1, "canonical_id": 0})
        self._database.execute("UPDATE forms SET canonical_id = id WHERE id = ?", [form_id])
        insert(self._database, "canonical_speakers", {**row, "id": form_id})
        return form_id

    def _grow_canonical(self, form: Mapping[str, Any], shown: str, names: set[str]) -> None:
        """Makes new spellings findable at once; which form's name is shown is settled when forms are compared."""
        statement = "SELECT name, names FROM canonical_speakers WHERE id = ?"
        (name, held) = self._database.execute(statement, [form["canonical_id"]]).fetchone()
        self._database.execute(
            "UPDATE canonical_speakers SET name = ?, names = ? WHERE id = ?",
            [shown if name == form["name"] else name, lines(names | set(held.split("\n"))), form["canonical_id"]],
        )


def lines(names: set[str]) -> str:
    """Names one a line, in an order of their own."""
    return "\n".join(sorted(names))
