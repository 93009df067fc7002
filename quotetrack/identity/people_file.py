"""The people file of a newsroom: who goes by which names, for whom they work, and which ids they have elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal

from quotetrack.errors import InputError
from quotetrack.identity.canonical import recompute_speakers
from quotetrack.identity.deduplicate import now
from quotetrack.names.normal import normalise_name
from quotetrack.store import Row, Store
from quotetrack.text import one_line

if TYPE_CHECKING:
    from quotetrack.store import Database

PersonKind = Literal["person", "organization"]


@dataclass(frozen=True)
class FiledPerson:
    """Somebody in the people file. `affiliations` are pairs of an organisation and a role, each of which may be None;
    `identifiers` are ids by scheme, such as {"wikidata": "Q42"}."""

    name: str
    kind: PersonKind = "person"
    aliases: tuple[str, ...] = ()
    affiliations: tuple[tuple[str | None, str | None], ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key by which a person is recognised when the file is read again: an id, or else kind and name."""
        ids = sorted(f"{scheme}:{id}" for scheme, id in self.identifiers.items())
        return ids[0] if ids else f"{self.kind}:{normalise_name(self.name, self.kind)}"


def read_person(where: str, row: Mapping[str, Any]) -> FiledPerson:
    """A person from an object of JSON lines or from a row of CSV.

    In CSV several values are parted by semicolons, and every column with another name is an id. Raises InputError,
    naming `where`, for a person without a name and for a field of another form.
    """
    name = _one_line(row.get("name"))
    kind: Any = row.get("kind") or "person"
    if not name:
        raise InputError(where, "no name", "every person of the file needs one")
    if kind not in ("person", "organization"):
        raise InputError(where, f"{kind!r} is no kind", "choose person or organization")
    affiliations = row.get("affiliations") or _paired(row.get("organization"), row.get("role"))
    if not isinstance(affiliations, list) or not all(isinstance(claim, Mapping) for claim in affiliations):
        raise InputError(where, "affiliations is no list of objects", 'write [{"organization": ..., "role": ...}]')
    claims = tuple((_one_line(c.get("organization")) or None, _one_line(c.get("role")) or None) for c in affiliations)
    return FiledPerson(
        name,
        kind,
        _listed(where, row.get("aliases")),
        tuple(claim for claim in claims if any(claim)),
        _identifiers(where, row),
    )


def _one_line(value: Any) -> str:
    """The value of a field as one line of text; empty where there is none."""
    return one_line(str(value or ""))


def _paired(organizations: Any, roles: Any) -> list[dict[str, str]]:
    """The affiliations in two cells: the first organisation with the first role, and so on."""
    cells = [[part.strip() for part in str(cell or "").split(";")] for cell in (organizations, roles)]
    return [{"organization": one, "role": other} for one, other in zip_longest(*cells, fillvalue="")]


_FIELDS = {"name", "kind", "aliases", "affiliations", "organization", "role", "identifiers"}


def _listed(where: str, value: Any) -> tuple[str, ...]:
    names = value.split(";") if isinstance(value, str) else value or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError(where, "aliases is no list of names", 'write ["A. Name"], or names parted by semicolons')
    return tuple(filter(None, map(one_line, names)))


def _identifiers(where: str, row: Mapping[str, Any]) -> dict[str, str]:
    given = row.get("identifiers") or {key: value for key, value in row.items() if key not in _FIELDS}
    if not isinstance(given, Mapping) or not all(isinstance(id, str | int | None) for id in given.values()):
        raise InputError(where, "identifiers is no object of ids", 'write {"wikidata": "Q42"}')
    return {scheme: str(id).strip() for scheme, id in given.items() if str(id or "").strip()}


@dataclass(frozen=True)
class PeopleReport:
    """What saving a people file did: how many entries were added, changed, left unchanged and removed.

    `speakers` is the number of canonical speakers that changed. `shared` are the normalised names that several entries
    have, which link to none of them.
    """

    added: int
    changed: int
    unchanged: int
    removed: int
    speakers: int
    shared: tuple[str, ...]


def save_people(store: Store, people: Iterable[FiledPerson], *, replace: bool = False) -> PeopleReport:
    """Save the entries of a people file; with `replace`, entries that it no longer has are deleted.

    Raises InputError where two entries have the same id or name.
    """
    entries: dict[str, FiledPerson] = {}
    for person in people:
        if person.key in entries:
            raise InputError(
                person.name, f"stands twice in the people file ({person.key})", "make one entry of the two"
            )
        entries[person.key] = person
    with store.writing() as database:
        held = {row["key"]: row for row in database.query("SELECT * FROM people")}
        gone = [row["id"] for key, row in held.items() if replace and key not in entries]
        rows = {key: _row(person) for key, person in entries.items()}
        changed = [key for key, row in rows.items() if key in held and not row.items() <= held[key].items()]
        added = [key for key in rows if key not in held]
        concerned = _forms_of(database, [*(held[key]["id"] for key in changed), *gone])
        for id in gone:
            _remove(database, id)
        written = [_write(database, entries[key], rows[key], held.get(key)) for key in [*changed, *added]]
        speakers = recompute_speakers(database, concerned | _forms_of(database, written)).speakers
        counts = (len(added), len(changed), len(rows) - len(added) - len(changed), len(gone))
        return PeopleReport(*counts, speakers, tuple(_shared(database)))


def _row(person: FiledPerson) -> dict[str, str]:
    claims = [{"organization": organization, "role": role} for organization, role in person.affiliations]
    return {
        "key": person.key,
        "kind": person.kind,
        "name": person.name,
        "aliases": json.dumps(person.aliases, ensure_ascii=False),
        "affiliations": json.dumps(claims, ensure_ascii=False),
        "identifiers": json.dumps(dict(sorted(person.identifiers.items())), ensure_ascii=False),
    }


def _write(database: Database, person: FiledPerson, row: dict[str, str], held: Row | None) -> int:
    table = database.table("people")
    if held is None:
        id = int(table.insert({**row, "added_at": now()}).last_pk or 0)
    else:
        id = held["id"]
        table.update(id, row)
    database.execute("DELETE FROM people_names WHERE person_id = ?", [id])
    for name in {normalise_name(name, person.kind) for name in (person.name, *person.aliases)}:
        database.execute("INSERT INTO people_names (normal_name, person_id) VALUES (?, ?)", [name, id])
    return id


def _remove(database: Database, id: int) -> None:
    database.execute("UPDATE canonical_speakers SET person_id = NULL WHERE person_id = ?", [id])
    database.execute("DELETE FROM people_names WHERE person_id = ?", [id])
    database.execute("DELETE FROM people WHERE id = ?", [id])


def _forms_of(database: Database, people: Iterable[int]) -> set[int]:
    """The forms, by id, that have a name of one of these people."""
    statement = """SELECT f.id FROM json_each(?) JOIN people p ON p.id = value JOIN people_names n ON n.person_id = p.id
        JOIN forms f ON f.kind = p.kind AND f.normal_name = n.normal_name"""
    return {id for (id,) in database.execute(statement, [json.dumps(list(people))])}


def _shared(database: Database) -> list[str]:
    statement = """SELECT n.normal_name FROM people_names n JOIN people p ON p.id = n.person_id
        GROUP BY n.normal_name, p.kind HAVING count(*) > 1 ORDER BY 1"""
    return [name for (name,) in database.execute(statement)]
