"""Stores for tests of who is who: articles in which people of given names say something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotetrack.records import Affiliation, Article, Quotation
from quotetrack.store import Store, open_store
from tests.store.builders import article, said
from tests.store.contents import contents_of

Voice = str | tuple[str, Mapping[str, Any]]


def spoken(key: str, *voices: Voice, **fields: Any) -> tuple[Article, list[Quotation]]:
    """An article at https://news.example/KEY in which each voice says one sentence: a name, or a name with
    fields of the attribution."""
    named = [(voice, {}) if isinstance(voice, str) else voice for voice in voices]
    words = [f"sentence {number} of {key}" for number in range(len(named))]
    text = "\n\n".join(f"“{line},” said {name}." for line, (name, _) in zip(words, named, strict=True))
    quotations = [said(text, line, name, **more) for line, (name, more) in zip(words, named, strict=True)]
    return article(text, url=f"https://news.example/{key}", **fields), quotations


def works_for(organization: str, role: str | None = None, **more: Any) -> dict[str, Any]:
    """Fields of an attribution for somebody who speaks for an organisation."""
    return {
        "role": role,
        "affiliations": (organization,),
        "claims": (Affiliation(organization, role, **more),),
    }


def save(store: Store, articles: Iterable[tuple[Article, Sequence[Quotation]]]) -> None:
    run = store.start_run(command="test")
    for given, quotations in articles:
        store.save_article(given, quotations, run)


def store_of(path: Path, *articles: tuple[Article, Sequence[Quotation]]) -> Store:
    """An open store with these articles, nothing of it compared yet."""
    store = open_store(path, create=True)
    save(store, articles)
    return store


def speakers_of(store: Store) -> list[list[str]]:
    """The names of each canonical speaker's forms, sorted: who is one."""
    found: dict[int, set[str]] = {}
    for row in store.rows("SELECT canonical_id, name FROM forms"):
        found.setdefault(row["canonical_id"], set()).add(row["name"])
    return sorted(sorted(names) for names in found.values())


def number_of(store: Store, name: str, key: str | None = None) -> int:
    """The canonical speaker that somebody of that name is (in the article of that key)."""
    place = "%" if key is None else f"https://news.example/{key}"
    statement = """SELECT DISTINCT canonical_id FROM speakers s JOIN articles a ON a.id = s.article_id
        JOIN memberships m ON m.speaker_id = s.id WHERE s.name = ? AND a.key LIKE ?"""
    (row,) = store.rows(statement, [name, place])
    return int(row["canonical_id"])


def standing(store: Store) -> dict[str, Any]:
    """What a store holds, undone judgements apart: what undoing brings back."""
    held = dict(contents_of(store))
    held["judgements"] = [row for row in held["judgements"] if not row["undone"]]
    return held
