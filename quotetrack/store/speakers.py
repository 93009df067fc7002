"""Saves who speaks: a source row for each speaker of an article, and the forms of names.

A form is a spelling of a name that source rows share. A canonical speaker consists of one or more forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quotetrack.names.normal import alias_strength, best_form, normalise_name
from quotetrack.names.party import party_of_letters
from quotetrack.records import Attribution, SpeakerKind
from quotetrack.store.database import insert
from quotetrack.text import one_line

if TYPE_CHECKING:
    from sqlite_utils import Database

SpeakerKey = tuple[SpeakerKind, str]
"""A kind and a normalised name, by which a speaker is one within an article."""


def speaker_keys(given: Attribution) -> list[SpeakerKey | None]:
    """Returns the key of each speaker of a quotation, None for one who is unknown.

    A first speaker without a name goes by the words of the mention.
    """
    return [_key(speaker.kind, name) for speaker, name in zip(given.speakers, _names_of(given), strict=True)]


def _key(kind: SpeakerKind, name: str) -> SpeakerKey | None:
    normal = normalise_name(name, kind)
    return None if kind == "unknown" or not normal else (kind, normal)


def insert_speakers(database: Database, article_id: int, given: Sequence[Attribution]) -> dict[SpeakerKey | None, int]:
    """Adds a source row for each speaker of an article, however often they speak; returns the ids by key."""
    stated: dict[SpeakerKey, set[str]] = {}
    mentioned: dict[SpeakerKey, set[str]] = {}
    for attribution in given:
        keys = speaker_keys(attribution)
        for key, name in zip(keys, _names_of(attribution), strict=True):
            if key:
                stated.setdefault(key, set()).add(name)
        if keys[0] and attribution.mention and attribution.mention_kind == "named":
            mentioned.setdefault(keys[0], set()).add(one_line(attribution.mention))
    return {
        key: _insert_speaker(database, article_id, key, names, mentioned.get(key, set()))
        for key, names in stated.items()
    }


def _insert_speaker(database: Database, article_id: int, key: SpeakerKey, stated: set[str], mentioned: set[str]) -> int:
    kind, normal = key
    name = best_form(stated)
    aliases = {form: strength for form in stated | mentioned if (strength := alias_strength(form, name, kind))}
    form_id = save_form(database, kind, normal, article_id, name, {name, *aliases})
    row = {"article_id": article_id, "kind": kind, "name": name, "normal_name": normal, "form_id": form_id}
    speaker_id = insert(database, "speakers", row)
    if kind != "unnamed":
        insert(database, "pending", {"speaker_id": speaker_id})
    for alias, strength in sorted(aliases.items()):
        insert(database, "aliases", {"speaker_id": speaker_id, "alias": alias, "weak": int(strength == "weak")})
    if kind == "organization":
        save_organization(database, name)
    return speaker_id


def save_organization(database: Database, name: str) -> int:
    """Returns the id of the organisation of this name, which is added if it is new.

    Its spellings are collected, and the best of them is shown, whatever the order in which they arrive.
    """
    normal, shown = normalise_name(name, "organization"), one_line(name)
    shown = party_of_letters(shown) or shown
    found = next(database.query("SELECT * FROM organizations WHERE normal_name = ?", [normal]), None)
    if found is None:
        return insert(database, "organizations", {"normal_name": normal, "name": shown, "names": shown})
    grown = {"name": best_form([found["name"], shown]), "names": lines({shown, *found["names"].split("\n")})}
    if grown != {column: found[column] for column in grown}:
        database.table("organizations").update(found["id"], grown)
    return int(found["id"])


def _names_of(given: Attribution) -> list[str]:
    """Returns the speakers' names, each on one line; a first speaker without a name goes by the mention."""
    first, *others = (speaker.name for speaker in given.speakers)
    return [one_line(name or "") for name in (first or given.mention, *others)]


def is_weak(kind: SpeakerKind, normal_name: str) -> bool:
    """Whether a name cannot tell by itself who is meant in another article.

    That is a person's name of one word, or what is no name ("two officials").
    """
    return kind == "unnamed" or (kind == "person" and " " not in normal_name)


def save_form(
    database: Database, kind: SpeakerKind, normal_name: str, article_id: int, name: str, names: set[str]
) -> int:
    """Returns the id of the form to which a source row with this name belongs; the form is added if it is new.

    The form counts one row more and collects the spellings `names`, whatever the order in which rows arrive.
    """
    place = article_id if is_weak(kind, normal_name) else None
    statement = "SELECT * FROM forms WHERE kind = ? AND normal_name = ? AND ifnull(article_id, 0) = ?"
    found = next(database.query(statement, [kind, normal_name, place or 0]), None)
    if found is None:
        return _add_form(
            database, {"kind": kind, "normal_name": normal_name, "name": name, "names": lines(names)}, place
        )
    shown, grown = best_form([found["name"], name]), lines(names | set(found["names"].split("\n")))
    database.execute(
        "UPDATE forms SET name = ?, names = ?, speakers = speakers + 1 WHERE id = ?", [shown, grown, found["id"]]
    )
    if (shown, grown) != (found["name"], found["names"]):
        _grow_canonical(database, found, shown, names)
    return int(found["id"])


def _add_form(database: Database, row: Mapping[str, Any], article_id: int | None) -> int:
    """Adds a form, and a canonical speaker who consists of it alone."""
    form_id = insert(database, "forms", {**row, "article_id": article_id, "speakers": 1, "canonical_id": 0})
    database.execute("UPDATE forms SET canonical_id = id WHERE id = ?", [form_id])
    insert(database, "canonical_speakers", {**row, "id": form_id})
    return form_id


def _grow_canonical(database: Database, form: Mapping[str, Any], shown: str, names: set[str]) -> None:
    """Lets a search find new spellings at once; `dedupe` decides later which form's name is shown."""
    statement = "SELECT name, names FROM canonical_speakers WHERE id = ?"
    (name, held) = database.execute(statement, [form["canonical_id"]]).fetchone()
    database.execute(
        "UPDATE canonical_speakers SET name = ?, names = ? WHERE id = ?",
        [shown if name == form["name"] else name, lines(names | set(held.split("\n"))), form["canonical_id"]],
    )


def lines(names: set[str]) -> str:
    """Joins names, one a line, in alphabetical order."""
    return "\n".join(sorted(names))
