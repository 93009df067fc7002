"""Forms of names: which source rows belong to each, its blocking keys, and the facts known of its bearer.

A source row is a speaker of one article. A form is a normalised name with all its source rows; a name that is weak in
itself (a surname alone) has one form for each article. Source rows that wait (table `pending`) give their form its
blocking keys and the facts of their article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from quotetrack.language import load
from quotetrack.names.block import blocking_keys
from quotetrack.names.compare import Bearer, Facts
from quotetrack.names.normal import best_form, name_words
from quotetrack.names.person import parse_person_name, party_names
from quotetrack.speakers.nouns import office_nouns
from quotetrack.store.database import insert
from quotetrack.store.speakers import is_weak, lines

if TYPE_CHECKING:
    from quotetrack.store import Database

INDEXED, LOOKS = 1, 2
"""Sides of a blocking key, as bits: a form is found by it, or looks for others by it."""

RULE = "rule"
"""The `decided_by` of judgements that the rules made."""

_GIVEN_IDS = "(SELECT value FROM json_each(?))"
_AMONG = f"id IN {_GIVEN_IDS}"
_TOPIC_WORD = re.compile(r"[^\W\d_]{5,}")
_MOST_TOPICS = 6  # words of a title, the longest first: enough to tell a beat, few enough to keep a million articles


def take_waiting(database: Database, limit: int = -1) -> set[int]:
    """Save the keys and facts of the source rows that wait (all, or up to `limit`), which wait no longer then.

    Returns the forms, by id, that the rows belong to.
    """
    rows = list(database.query(_WAITING, [limit]))
    _store_keys(database, {row["form_id"] for row in rows if not row["keyed"]})
    facts = [(form_id, *fact) for form_id, told in _facts(database, rows) for fact in sorted(told)]
    database.conn.executemany(_LEARN, facts)
    database.execute(f"DELETE FROM pending WHERE speaker_{_AMONG}", [_ids(row["id"] for row in rows)])
    return {row["form_id"] for row in rows}


_LEARN = "INSERT OR IGNORE INTO evidence (form_id, feature, value) VALUES (?, ?, ?)"
_WAITING = """SELECT s.id, s.form_id, f.keyed, f.names, a.outlet, a.title, a.published
    FROM pending p JOIN speakers s ON s.id = p.speaker_id JOIN forms f ON f.id = s.form_id
    JOIN articles a ON a.id = s.article_id ORDER BY p.speaker_id LIMIT ?"""


def _store_keys(database: Database, forms: Iterable[int]) -> None:
    ids = _ids(forms)
    rows = database.query(f"SELECT id, kind, normal_name FROM forms WHERE {_AMONG}", [ids])
    keys = [(key, row["id"], side) for row in rows for key, side in sided_keys(row["normal_name"], row["kind"])]
    database.conn.executemany("INSERT OR REPLACE INTO blocking_keys (key, form_id, side) VALUES (?, ?, ?)", keys)
    database.execute(f"UPDATE forms SET keyed = 1 WHERE {_AMONG}", [ids])


def sided_keys(normal_name: str, kind: Any) -> list[tuple[str, int]]:
    """The blocking keys of a name, each once, with its sides.

    A name that is weak in itself looks for others but is not found by them: "Obama" in a thousand articles would
    otherwise make half a million pairs (see deduplicate.with_first_forms).
    """
    keys = blocking_keys(normal_name, kind)
    sides = {} if is_weak(kind, normal_name) else dict.fromkeys(keys.index, INDEXED)
    for key in keys.probe:
        sides[key] = sides.get(key, 0) | LOOKS
    return [(f"{kind[0]}:{key}", side) for key, side in sides.items()]


def _facts(database: Database, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, set[tuple[str, str]]]]:
    """The facts that each source row gives about its form, as form id and (feature, value) pairs."""
    stated: dict[int, set[tuple[str, str]]] = {}
    for claim in database.query(_CLAIMS, [_ids(row["id"] for row in rows)]):
        stated.setdefault(claim["speaker_id"], set()).update(_claimed(claim["role"], claim["normal_name"]))
    for row in rows:
        facts = stated.get(row["id"], set()) | {("topic", word) for word in _topics(row["title"] or "")}
        facts |= {("gender", gender) for name in row["names"].split("\n") if (gender := parse_person_name(name).gender)}
        facts |= {("outlet", row["outlet"])} if row["outlet"] else set()
        facts |= {("year", row["published"][:4])} if row["published"] else set()
        yield row["form_id"], facts


_CLAIMS = """SELECT DISTINCT f.speaker_id, f.role, o.normal_name FROM json_each(?)
    JOIN affiliations f ON f.speaker_id = value LEFT JOIN organizations o ON o.id = f.organization_id"""


def _claimed(role: str | None, organization: str | None) -> Iterator[tuple[str, str]]:
    nouns = load("en").person_nouns | set(load("en").office_names.values())
    yield from (("role", noun) for noun in office_nouns(name_words(role or "")) if noun in nouns)
    if organization:
        party = party_names().get(organization)
        yield ("party", party) if party else ("organization", organization)


def _topics(title: str) -> list[str]:
    words = {word.casefold() for word in _TOPIC_WORD.findall(title)}
    return sorted(words, key=lambda word: (-len(word), word))[:_MOST_TOPICS]


def load_bearers(database: Database, forms: Iterable[int], *, facts: bool) -> dict[int, Bearer]:
    """The bearers of these forms, by form id, with all known facts or with names alone."""
    ids = json.dumps(list(forms))
    rows = database.execute(f"SELECT id, name, kind, speakers FROM forms WHERE {_AMONG}", [ids])
    if not facts:
        return {id: Bearer(name, kind) for id, name, kind, _ in rows}
    known: dict[int, dict[str, set[str]]] = {}
    statement = "SELECT form_id, feature, e.value FROM json_each(?) j JOIN evidence e ON e.form_id = j.value"
    for form_id, feature, value in database.execute(statement, [ids]):
        known.setdefault(form_id, {}).setdefault(feature, set()).add(value)
    return {id: Bearer(name, kind, _facts_of(known.get(id, {}), articles)) for id, name, kind, articles in rows}


def _facts_of(known: dict[str, set[str]], articles: int) -> Facts:
    return Facts(
        organizations=frozenset(known.get("organization", ())),
        roles=frozenset(known.get("role", ())),
        parties=frozenset(known.get("party", ())),
        outlets=frozenset(known.get("outlet", ())),
        genders=frozenset(known.get("gender", ())),
        topics=frozenset(known.get("topic", ())),
        years=frozenset(int(year) for year in known.get("year", ()) if year.isdigit()),
        articles=articles,
    )


def place_rows(database: Database, rows: Iterable[int]) -> tuple[set[int], set[int]]:
    """Move source rows to the forms that they belong to by the judgements on them.

    A row belongs to the form of its name, or to one of its own where a person split it from its namesakes. Returns the
    forms, by id, that the rows belonged or belong to, and those of them that gained or lost a row. The facts about the
    latter are forgotten, and their rows wait to be compared again.
    """
    concerned: set[int] = set()
    moved: set[int] = set()
    for row in database.query("SELECT * FROM speakers WHERE id IN (SELECT value FROM json_each(?))", [_ids(rows)]):
        wanted = _form_for(database, row)
        concerned |= {row["form_id"], wanted}
        if wanted != row["form_id"]:
            moved |= {row["form_id"], wanted}
            _move(database, row, wanted)
    if moved:
        _forget(database, moved)
    return concerned, moved


def _form_for(database: Database, row: dict[str, Any]) -> int:
    """The id of the form that a row belongs to, of all articles or of its own one; created where it is missing."""
    named = {name: row[name] for name in ("kind", "normal_name", "name")}
    alone = is_weak(row["kind"], row["normal_name"]) or _is_taken_off(database, row)
    article_id = row["article_id"] if alone else None
    statement = "SELECT id FROM forms WHERE kind = ? AND normal_name = ? AND ifnull(article_id, 0) = ?"
    if found := database.execute(statement, [row["kind"], row["normal_name"], article_id or 0]).fetchone():
        return int(found[0])
    blank = {"article_id": article_id, "names": row["name"], "speakers": 0, "canonical_id": 0}
    form_id = insert(database, "forms", {**named, **blank})
    database.execute("UPDATE forms SET canonical_id = id WHERE id = ?", [form_id])
    return form_id


def _is_taken_off(database: Database, row: dict[str, Any]) -> bool:
    """Whether a person judged this row, as the left one, different from another row of its name."""
    statement = """SELECT 1 FROM judgements j JOIN speakers other ON other.id = j.right_id
        WHERE j.left_id = ? AND j.verdict = 'different' AND j.undone_at IS NULL AND j.decided_by <> ?
        AND other.kind = ? AND other.normal_name = ? AND other.id <> ? LIMIT 1"""
    given = [row["id"], RULE, row["kind"], row["normal_name"], row["id"]]
    return database.execute(statement, given).fetchone() is not None


def _move(database: Database, row: dict[str, Any], wanted: int) -> None:
    database.execute("UPDATE speakers SET form_id = ? WHERE id = ?", [wanted, row["id"]])
    for side in ("left", "right"):
        # Judgements by people move with the row; the rules' opinions stay with the form that it left.
        statement = f"UPDATE judgements SET {side}_form = ? WHERE {side}_id = ? AND decided_by <> ?"
        database.execute(statement, [wanted, row["id"], RULE])


def _forget(database: Database, forms: set[int]) -> None:
    """Delete the facts and the rules' opinions of forms that gained or lost rows, and let their rows wait again."""
    ids = _ids(forms)
    database.execute(f"DELETE FROM evidence WHERE form_{_AMONG}", [ids])
    statement = f"""DELETE FROM judgements WHERE decided_by = ? AND undone_at IS NULL
        AND (left_form IN {_GIVEN_IDS} OR right_form IN {_GIVEN_IDS})"""
    database.execute(statement, [RULE, ids, ids])
    for form in sorted(forms):
        _recount(database, form)
    statement = f"INSERT OR IGNORE INTO pending SELECT id FROM speakers WHERE kind <> 'unnamed' AND form_{_AMONG}"
    database.execute(statement, [ids])


def _recount(database: Database, form: int) -> None:
    """Update the names and the number of rows of a form; a form without rows is deleted."""
    names = [name for (name,) in database.execute("SELECT name FROM speakers WHERE form_id = ?", [form])]
    if not names:
        for table in ("blocking_keys", "evidence"):
            database.execute(f"DELETE FROM {table} WHERE form_id = ?", [form])
        for side in ("left", "right"):
            statement = f"UPDATE judgements SET {side}_form = (SELECT form_id FROM speakers WHERE id = {side}_id)"
            database.execute(f"{statement} WHERE {side}_form = ?", [form])
        database.execute("DELETE FROM forms WHERE id = ?", [form])
        database.execute("DELETE FROM canonical_speakers WHERE id = ?", [form])
        return
    statement = "SELECT DISTINCT alias FROM speakers s JOIN aliases a ON a.speaker_id = s.id WHERE s.form_id = ?"
    aliases = {alias for (alias,) in database.execute(statement, [form])}
    given = [best_form(names), lines({*names, *aliases}), len(names), form]
    database.execute("UPDATE forms SET name = ?, names = ?, speakers = ? WHERE id = ?", given)


def _ids(numbers: Iterable[int]) -> str:
    """The ids in the form that `json_each(?)` takes."""
    return json.dumps(sorted(numbers))
