"""What is new in a store since names were last compared: their blocking keys, and what is known of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from quotetrack.language import load
from quotetrack.names.block import blocking_keys
from quotetrack.names.compare import Bearer, Evidence
from quotetrack.names.normal import name_words
from quotetrack.names.person import parse_person_name
from quotetrack.speakers.capacities import office_nouns
from quotetrack.store.forms import is_weak

if TYPE_CHECKING:
    from quotetrack.store import Database

INDEXED, LOOKS = 1, 2
"""Sides of a blocking key: found by others, finds others."""

_TOPIC = re.compile(r"[^\W\d_]{5,}")
_TOPICS = 6  # words of a title, the longest first: enough to tell a beat, few enough to keep a million articles


def take_news(database: Database, limit: int) -> set[int]:
    """Stores keys and evidence for up to `limit` source rows that wait, and takes them off the list.

    Gives back the forms that they stand under.
    """
    rows = list(database.query(_WAITING, [limit]))
    _store_keys(database, {row["form_id"] for row in rows if not row["keyed"]})
    facts = [(form_id, *fact) for form_id, told in _facts(database, rows) for fact in sorted(told)]
    database.conn.executemany(_LEARN, facts)
    statement = "DELETE FROM pending WHERE speaker_id IN (SELECT value FROM json_each(?))"
    database.execute(statement, [json.dumps([row["id"] for row in rows])])
    return {row["form_id"] for row in rows}


_LEARN = "INSERT OR IGNORE INTO evidence (form_id, feature, value) VALUES (?, ?, ?)"
_WAITING = """SELECT s.id, s.form_id, f.keyed, f.names, a.outlet, a.title, a.published
    FROM pending p JOIN speakers s ON s.id = p.speaker_id JOIN forms f ON f.id = s.form_id
    JOIN articles a ON a.id = s.article_id ORDER BY p.speaker_id LIMIT ?"""


def _store_keys(database: Database, forms: Iterable[int]) -> None:
    ids = json.dumps(sorted(forms))
    rows = database.query(f"SELECT id, kind, normal_name FROM forms WHERE {_AMONG}", [ids])
    keys = [(key, row["id"], side) for row in rows for key, side in sided_keys(row["normal_name"], row["kind"])]
    database.conn.executemany("INSERT OR REPLACE INTO blocking_keys (key, form_id, side) VALUES (?, ?, ?)", keys)
    database.execute(f"UPDATE forms SET keyed = 1 WHERE {_AMONG}", [ids])


_AMONG = "id IN (SELECT value FROM json_each(?))"


def sided_keys(normal_name: str, kind: Any) -> list[tuple[str, int]]:
    """Blocking keys of a name, each once, with the sides that it has.

    A name that is weak in itself looks for others and is not found by its like: "Obama" in a thousand
    articles would be half a million pairs (see opinions.find_first).
    """
    keys = blocking_keys(normal_name, kind)
    sides = {} if is_weak(kind, normal_name) else dict.fromkeys(keys.index, INDEXED)
    for key in keys.probe:
        sides[key] = sides.get(key, 0) | LOOKS
    return [(f"{kind[0]}:{key}", side) for key, side in sides.items()]


def _facts(database: Database, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, set[tuple[str, str]]]]:
    """What each source row tells of its form, as (feature, value)."""
    stated: dict[int, set[tuple[str, str]]] = {}
    for claim in database.query(_CLAIMS, [json.dumps([row["id"] for row in rows])]):
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
        parties = {party.casefold() for party in load("en").parties.values()}
        yield ("party" if organization in parties else "organization"), organization


def _topics(title: str) -> list[str]:
    words = {word.casefold() for word in _TOPIC.findall(title)}
    return sorted(words, key=lambda word: (-len(word), word))[:_TOPICS]


def load_bearers(database: Database, forms: Iterable[int], *, evidence: bool) -> dict[int, Bearer]:
    """Forms as they are compared, by id; with all that is known of them, or by name alone."""
    ids = json.dumps(list(forms))
    known: dict[int, dict[str, set[str]]] = {}
    if evidence:
        statement = "SELECT form_id, feature, e.value FROM json_each(?) j JOIN evidence e ON e.form_id = j.value"
        for row in database.query(statement, [ids]):
            known.setdefault(row["form_id"], {}).setdefault(row["feature"], set()).add(row["value"])
    rows = database.execute(f"SELECT id, name, kind, speakers FROM forms WHERE {_AMONG}", [ids])
    if not evidence:
        return {id: Bearer(name, kind) for id, name, kind, _ in rows}
    return {id: Bearer(name, kind, _evidence(known.get(id, {}), articles)) for id, name, kind, articles in rows}


def _evidence(known: dict[str, set[str]], articles: int) -> Evidence:
    years = sorted(known.get("year", ()))
    return Evidence(
        organizations=frozenset(known.get("organization", ())),
        roles=frozenset(known.get("role", ())),
        parties=frozenset(known.get("party", ())),
        outlets=frozenset(known.get("outlet", ())),
        genders=frozenset(known.get("gender", ())),
        topics=frozenset(known.get("topic", ())),
        first=years[0] if years else None,
        last=years[-1] if years else None,
        articles=articles,
    )
