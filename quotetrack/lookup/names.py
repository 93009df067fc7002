"""From a name as a user types it to the speakers or organisations that may be meant, and to names spelt like it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Literal

from quotetrack.lookup.expressions import plain_expression
from quotetrack.names.normal import normalise_name
from quotetrack.store import Store

Table = Literal["canonical_speakers", "organizations"]

_NUMBER = re.compile("#([0-9]{1,18})")  # as many digits as SQLite counts to


def find_named(store: Store, table: Table, name: str, most: int = -1) -> list[int]:
    """Ids of the rows whose names hold the words of `name`, the most fitting first; at most so many, or all.

    Any alias and any part of a name will do, with or without title and diacritics; where no whole
    words fit, the beginnings of words do. A number (`#12`) is the row of that id.
    """
    if numbered := _NUMBER.fullmatch(name.strip()):
        return [int(numbered[1])]
    normal = normalise_name(name, "person" if table == "canonical_speakers" else "organization")
    for expression in (plain_expression(normal), plain_expression(name), plain_expression(normal, prefixes=True)):
        statement = f"SELECT rowid AS id FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rank, rowid LIMIT {most}"
        if expression and (found := [id for (id,) in store.values("id", statement, [expression])]):
            return found
    return [row["id"] for row in store.rows(f"SELECT id FROM {table} WHERE normal_name = ?", [normal])]


def find_organizations(store: Store, name: str, most: int = -1) -> list[int]:
    """Ids of organisations whose names hold the words of `name`, or that are the same under another name.

    That is what judgements and the people file say, and what articles introduce as short for a name: a short
    form counts as long as articles introduce it for one name only ("FSA" may be two bodies). A number (`#34`) is
    the row of that id and no other.
    """
    found = find_named(store, "organizations", name, most)
    if _NUMBER.fullmatch(name.strip()):
        return found
    rows = store.rows(_ALSO_CALLED, [json.dumps(found)])
    return found + [row["id"] for row in rows if row["id"] not in found]


_ALSO_CALLED = """WITH given AS (SELECT o.normal_name FROM json_each(?) JOIN organizations o ON o.id = value),
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
    """What a filter's value for a speaker or an organisation stands for: the name for a number, or else the value."""
    if not name.startswith("#"):
        return name
    return next(iter(names_of(store, table, find_named(store, table, name)).values()), name)


def names_of(store: Store, table: Table, ids: Sequence[int]) -> dict[int, str]:
    """The names of canonical speakers or organisations by number, in the order asked for."""
    statement = f"SELECT c.id, c.name FROM json_each(?) JOIN {table} c ON c.id = value ORDER BY json_each.key"
    return {row["id"]: row["name"] for row in store.rows(statement, [json.dumps(ids)])}


def suggest_speakers(store: Store, name: str, limit: int = 3) -> list[str]:
    """Speakers whose names are spelt much like `name`, the closest first.

    All names are compared, or in a store of very many those that begin as a word of `name` does.
    """
    from rapidfuzz import fuzz, process

    wanted = normalise_name(name[:_LONGEST_NAME], "person")
    beginnings = sorted({word[:_BEGINNING] for word in wanted.split() if word[:_BEGINNING].isalnum()})
    if not beginnings:
        return []
    found = store.values("name", _NAMES, [_FEW + 1])
    if len(found) > _FEW:
        found = store.values("name", _NAMES_LIKE, [" OR ".join(f'"{word}" *' for word in beginnings), _COMPARED])
    names = {held: normalise_name(held, "person") for (held,) in found}
    close = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=limit)
    return [held for _, _, held in close]


_LONGEST_NAME = 80
_BEGINNING = 2
"""Letters with which a word of the misspelt name and one of the right name both begin, where not all are compared."""
_FEW = 1_000
"""Names in a store for all of them to be compared: 2 ms."""
_COMPARED = 5_000
"""Names that begin alike that are compared at most: 10 ms."""
_CLOSE = 75  # of 100, rapidfuzz's WRatio: one or two wrong letters in a surname, or a name of several turned round
_NAMES = "SELECT DISTINCT name FROM canonical_speakers WHERE kind <> 'unnamed' LIMIT ?"
_NAMES_LIKE = """SELECT c.name FROM (SELECT rowid FROM canonical_speakers_fts WHERE canonical_speakers_fts MATCH ?
    LIMIT ?) found JOIN canonical_speakers c ON c.id = found.rowid WHERE c.kind <> 'unnamed'"""
