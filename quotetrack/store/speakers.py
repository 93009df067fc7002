"""Saving who speaks: source rows by article, and the canonical speakers and organisations made of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from quotetrack.names.normal import alias_strength, best_form, normalise_name
from quotetrack.records import Attribution, SpeakerKind
from quotetrack.store.forms import Forms, insert, lines
from quotetrack.text import one_line

SpeakerKey = tuple[SpeakerKind, str]


def speaker_keys(given: Attribution) -> list[SpeakerKey | None]:
    """For each of the speakers what makes them one with others of the article: kind and normalised name.

    A principal without a name goes by the words of the mention; None for one who is unknown.
    """
    return [_key(speaker.kind, name) for speaker, name in zip(given.speakers, _shown(given), strict=True)]


def _key(kind: SpeakerKind, name: str) -> SpeakerKey | None:
    normal = normalise_name(name, kind)
    return None if kind == "unknown" or not normal else (kind, normal)


def insert_speakers(database: Database, article_id: int, given: Sequence[Attribution]) -> dict[SpeakerKey | None, int]:
    """One source row for each speaker of an article, however often they speak; their ids by key."""
    stated: dict[SpeakerKey, set[str]] = {}
    mentioned: dict[SpeakerKey, set[str]] = {}
    for attribution in given:
        keys = speaker_keys(attribution)
        for key, name in zip(keys, _shown(attribution), strict=True):
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
    form_id = Forms(database).save(kind, normal, article_id, name, {name, *aliases})
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
    """The id of the organisation that goes by this name, new or known."""
    identity = {"normal_name": normalise_name(name, "organization")}
    return _save_named(database, "organizations", identity, one_line(name), {one_line(name)})


def _save_named(database: Database, table: str, identity: dict[str, str], name: str, forms: set[str]) -> int:
    """The row with this identity: the names that it goes by grow, the best of them is shown.

    What comes out does not depend on the order in which names arrive.
    """
    condition = " AND ".join(f"{column} = :{column}" for column in identity)
    found = next(database.table(table).rows_where(condition, identity, order_by="id", limit=1), None)
    if found is None:
        return insert(database, table, {**identity, "name": name, "names": lines(forms)})
    grown = {"name": best_form([found["name"], name]), "names": lines(forms | set(found["names"].split("\n")))}
    if grown != {column: found[column] for column in grown}:
        database.table(table).update(found["id"], grown)
    return int(found["id"])


def _shown(given: Attribution) -> list[str]:
    """The speakers' names, each on one line; the principal's mention where there is none."""
    first, *others = (speaker.name for speaker in given.speakers)
    return [one_line(name or "") for name in (first or given.mention, *others)]
