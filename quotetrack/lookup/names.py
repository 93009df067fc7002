"""Finds the speakers or organisations that a user may mean by a name, and speakers whose names are spelt like it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Literal

from quotetrack.lookup.expressions import plain_expression
from quotetrack.names.normal import normalise_name
from quotetrack.store import Store

Table = Literal["canonical_speakers", "organizations"]

_NUMBER_SIGN = re.compile("#([0-9]{1,18})")  # SQLite holds any number of 18 digits


def find_named(store: Store, table: Table, name: str, most: int = -1) -> list[int]:
    """Returns the ids of at most `most` rows (all below 0) whose names hold the words of `name`, the best first.

    Any alias and any part of a name will do, with or without title and diacritics. Where no whole words match, the
    beginnings of words do. A number (`#12`) gives that id, whether or not there is such a row.
    """
    if numbered := _NUMBER_SIGN.fullmatch(name.strip()):
        return [int(numbered[1])]
    normal = normalise_name(name, "person" if table == "canonical_speakers" else "organization")
    for expression in (plain_expression(normal), plain_expression(name), plain_expression(normal, prefixes=True)):
        statement = f"SELECT rowid AS id FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rank, rowid LIMIT {most}"
        if expression and (found := [id for (id,) in store.values("id", statement, [expression])]):
            return found
    return [row["id"] for row in store.rows(f"SELECT id FROM {table} WHERE normal_name = ?", [normal])]


def find_organizations(store: Store, name: str, most: int = -1) -> list[int]:
    """Returns the ids of organisations whose names hold the words of `name`, or that are the same by another name.

    Judgements and the people file say which are the same, and so do articles that introduce a short form of a name.
    A short form counts only while articles introduce it for one name ("FSA" may be two bodies). A number (`#34`) gives
    that id and no other.
    """
    found = find_named(store, "organizations", name, most)
    if _NUMBER_SIGN.fullmatch(name.strip()):
        return found
    rows = store.rows(_SAME_ORGANIZATIONS, [json.dumps(found)])
    return found + [row["id"] for row in rows if row["id"] not in found]


_SAME_ORGANIZATIONS = """WITH given AS (SELECT o.normal_name FROM json_each(?) JOIN organizations o ON o.id = value),
    judged AS (SELECT b.normal_name FROM given JOIN forms a USING (normal_name)
        JOIN forms b ON b.canonical_id = a.canonical_id WHERE a.kind = 'organization'),
    known AS (SELECT normal_name FROM given UNION SELECT normal_name FROM judged),
    short AS (SELECT short AS normal_name FROM abbreviations a JOIN known ON known.normal_name = a.long
        WHERE NOT EXISTS (SELECT 1 FROM abbreviations b WHERE b.short = a.short AND b.long <> a.long)),
    long AS (SELECT long AS normal_name FROM abbreviations JOIN known ON known.normal_name = short)
    SELECT id FROM organizations WHERE normal_name IN (
        SELECT normal_name FROM known UNION SELECT normal_name FROM short UNION SELECT normal_name FROM long)
    ORDER BY id"""


def name_of(store: Store, table: Table, name: str) -> str:
    """Returns the name that a filter's value means: that of the row for a number (`#12`), else the value itself."""
    if not name.startswith("#"):
        return name
    return next(iter(names_of(store, table, find_named(store, table, name)).values()), name)


def names_of(store: Store, table: Table, ids: Sequence[int]) -> dict[int, str]:
    """Returns the names of canonical speakers or organisations by number, in the order of `ids`."""
    statement = f"SELECT c.id, c.name FROM json_each(?) JOIN {table} c ON c.id = value ORDER BY json_each.key"
    return {row["id"]: row["name"] for row in store.rows(statement, [json.dumps(ids)])}


def suggest_speakers(store: Store, name: str) -> list[str]:
    """Returns the names of speakers that are spelt much like `name`, the closest first.

    All names are compared; in a store of very many, only those in which a word begins as a word of `name` does.
    """
    from rapidfuzz import fuzz, process

    wanted = normalise_name(name[:_LONGEST_NAME], "person")
    beginnings = sorted({word[:_SHARED_LETTERS] for word in wanted.split() if word[:_SHARED_LETTERS].isalnum()})
    if not beginnings:
        return []
    found = store.values("name", _ALL_NAMES, [_COMPARED_ALL + 1])
    if len(found) > _COMPARED_ALL:
        found = store.values(
            "name", _NAMES_BEGINNING, [" OR ".join(f'"{word}" *' for word in beginnings), _COMPARED_LIKE]
        )
    names = {held: normalise_name(held, "person") for (held,) in found}
    close = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_LEAST_SIMILARITY, limit=_SUGGESTED)
    return [held for _, _, held in close]


_LONGEST_NAME = 80
_SHARED_LETTERS = 2
"""The first letters that words of a wrong and a right name must share, where not all names are compared."""
_COMPARED_ALL = 1_000
"""The number of names up to which all in a store are compared: 2 ms."""
_COMPARED_LIKE = 5_000
"""The most names with the same beginning that are compared: 10 ms."""
_SUGGESTED = 3
_LEAST_SIMILARITY = (
    75  # of 100, rapidfuzz's WRatio: one or two wrong letters in a surname, or a name of several turned round
)
_ALL_NAMES = "SELECT DISTINCT name FROM canonical_speakers WHERE kind <> 'unnamed' LIMIT ?"
_NAMES_BEGINNING = """SELECT c.name FROM (SELECT rowid FROM canonical_speakers_fts WHERE canonical_speakers_fts MATCH ?
    LIMIT ?) found JOIN canonical_speakers c ON c.id = found.rowid WHERE c.kind <> 'unnamed'"""
