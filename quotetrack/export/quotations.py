"""Quotations of a store one after another, however many there are: what `quotetrack export` writes."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from quotetrack.export.tables import cells_of
from quotetrack.lookup.excerpts import Excerpt, Terms
from quotetrack.lookup.filters import find_filter
from quotetrack.lookup.hits import ArticleRef, Hit, load_hits
from quotetrack.lookup.search import stream_ids
from quotetrack.records import Attribution, Quotation
from quotetrack.store import Store
from quotetrack.store.speakers import speaker_keys

_BATCH = 500  # quotations looked up at a time


@dataclass(frozen=True)
class Known:
    """What the store knows of somebody beyond one article: the name they go by, ids out of the people file."""

    name: str
    identifiers: Mapping[str, str]


@dataclass(frozen=True)
class SourceText:
    """The text that the offsets of an article's quotations point into, and when it was ingested."""

    text: str
    sha256: str
    added_at: str


@dataclass(frozen=True)
class Exported:
    """A quotation with what the forms of export say beside it.

    `known` stands for each of the speakers in turn, None where the store knows nobody.
    """

    hit: Hit
    known: tuple[Known | None, ...]
    source: SourceText | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `search` prints it, with the speaker's `identifiers`."""
        speaker = self.known[0]
        return {**self.hit.as_dict(), "identifiers": dict(speaker.identifiers) if speaker else {}}


@cache
def columns() -> tuple[str, ...]:
    """The heads of a table of quotations, without the ids of the people file: for one that has no row to tell."""
    nothing = Quotation("", "direct", "speech", "", (), Attribution())
    hit = Hit(0, nothing, ArticleRef(0, "", *[None] * 5), None, Excerpt(""), 0.0)
    return tuple(name for name, _ in cells_of(hit.as_dict()))


def find_all(
    store: Store, query: str = "", *, advanced: bool = False, texts: bool = False, **filters: str | None
) -> Generator[Exported, None, None]:
    """Every quotation that `search` would find, as they come: by order of ingest, in an article as they stand.

    Takes as little memory for a million as for a thousand. With `texts`, each has its `source`. Close it where
    not all is taken, before the store is closed.
    Raises QuotetrackError at once, before anything is taken from the iterator.
    """
    ids, terms = stream_ids(store, query, find_filter(store, **filters), advanced=advanced)
    return _exported(store, ids, terms, texts)


def _exported(store: Store, ids: Iterator[int], terms: Terms, texts: bool) -> Generator[Exported, None, None]:
    article, source = None, None
    while batch := list(islice(ids, _BATCH)):
        known = _known(store, batch)
        for hit in load_hits(store, batch, terms=terms):
            if texts and hit.article.id != article:
                article, source = hit.article.id, _source(store, hit.article.id)
            keys = speaker_keys(hit.quotation.attribution)
            yield Exported(hit, tuple(key and known.get((hit.id, *key)) for key in keys), source)


def _source(store: Store, article_id: int) -> SourceText | None:
    statement = "SELECT text, sha256, added_at FROM articles WHERE id = ?"
    return next((SourceText(**row) for row in store.rows(statement, [article_id])), None)


def _known(store: Store, ids: Sequence[int]) -> dict[tuple[int, str, str], Known]:
    """The canonical speakers of these quotations, by quotation and by kind and name in the article."""
    statement = """SELECT s.quotation_id, r.kind, r.normal_name, c.name, p.identifiers FROM quotation_speakers s
        JOIN speakers r ON r.id = s.speaker_id JOIN memberships m ON m.speaker_id = r.id
        JOIN canonical_speakers c ON c.id = m.canonical_id LEFT JOIN people p ON p.id = c.person_id
        WHERE s.quotation_id IN (SELECT value FROM json_each(?))"""
    return {
        (row["quotation_id"], row["kind"], row["normal_name"]): Known(
            row["name"], json.loads(row["identifiers"] or "{}")
        )
        for row in store.rows(statement, [json.dumps(ids)])
    }
