"""Saving who speaks: source rows by article, and the canonical speakers and organisations made of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from quotetrack.names.normal import alias_strength, best_form, normalise_name
from quotetrack.records import Attribution, SpeakerKind
from quotetrack.store.forms import Forms, insert, lines

SpeakerKey = tuple[SpeakerKind, str]


def speaker_key(given: Attribution) -> SpeakerKey | None:
    """What makes two attributions of an article one speaker: kind and normalised name.

    A speaker without a name goes by the words of the mention; None for an unknown one.
    """
    normal = normalise_name(_shown(given), given.kind)
    return None if given.kind == "unknown" or not normal else (given.kind, normal)


def insert_speakers(database: Database, article_id: int, given: Sequence[Attribution]) -> dict[SpeakerKey | None, int]:
    """One source row for each speaker of an article, however often they speak; their ids by key."""
    forms: dict[SpeakerKey, list[Attribution]] = {}
    for attribution in given:
        key = speaker_key(attribution)
        if key is not None:
            forms.setdefault(key, []).append(attribution)
    return {key: _insert_speaker(database, article_id, key, said) for key, said in forms.items()}


def _insert_speaker(database: Database, article_id: int, key: SpeakerKey, said: Sequence[Attribution]) -> int:
    kind, normal = key
    stated = {_shown(attribution) for attribution in said}
    name = best_form(stated)
    mentioned = {one_line(a.mention) for a in said if a.mention and a.mention_kind == "named"}
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


def _shown(given: Attribution) -> str:
    return one_line(given.name or given.mention or "")


def one_line(text: str) -> str:
    """A name on one line, however the article broke it."""
    return " ".join(text.split())
