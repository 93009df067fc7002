"""Reads the quotations that `quotetrack export` writes, one after another, however many there are."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from quotetrack.export.tables import cells_of
from quotetrack.lookup.filters import find_filter
from quotetrack.lookup.hits import ArticleRef, Excerpt, Hit, Terms, load_hits
from quotetrack.lookup.search import stream_ids
from quotetrack.records import Attribution, Quotation
from quotetrack.store import Store
from quotetrack.store.speakers import speaker_keys

_BATCH_SIZE = 500  # quotations that are looked up at a time


@dataclass(frozen=True)
class Known:
    """What the store knows of a speaker beyond one article: the name that is shown, and ids by scheme."""

    name: str
    identifiers: Mapping[str, str]


@dataclass(frozen=True)
class SourceText:
    """An article's text, into which the offsets of its quotations point, and when it was ingested (UTC, ISO 8601)."""

    text: str
    sha256: str
    added_at: str


@dataclass(frozen=True)
class Exported:
    """A quotation with all that a format of export may say of it.

    `known` has an entry for each of the quotation's speakers, None for one whom the store does not know. `source` is
    given only where it was asked for.
    """

    hit: Hit
    known: tuple[Known | None, ...]
    source: SourceText | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `search` prints it, with the first speaker's `identifiers` by scheme."""
        speaker = self.known[0]
        return {**self.hit.as_dict(), "identifiers": dict(speaker.identifiers) if speaker else {}}


@cache
def columns() -> tuple[str, ...]:
    """Returns the column names of a table of quotations, without `identifiers`, also for a table without rows."""
    nothing = Quotation("", "direct", "speech", "", (), Attribution())
    hit = Hit(0, nothing, ArticleRef(0, "", *[None] * 5), None, Excerpt(""), 0.0)
    return tuple(name for name, _ in cells_of(hit.as_dict()))


def find_all(
    store: Store, query: str = "", *, advanced: bool = False, texts: bool = False, **filters: str | None
) -> Generator[Exported, None, None]:
    """Yields every quotation that `search` would find, in the order of ingest, within an article as they stand.

    It takes as little memory for a million as for a thousand. With `texts`, each has its `source`. A caller that does
    not take all closes the generator before the store. A wrong query or filter raises QuotetrackError at once, not
    when the first quotation is taken.
    """
    ids, terms = stream_ids(store, query, find_filter(store, **filters), advanced=advanced)
    return _exported(store, ids, terms, texts)


def _exported(store: Store, ids: Iterator[int], terms: Terms, texts: bool) -> Generator[Exported, None, None]:
    article, source = None, None
    while batch := list(islice(ids, _BATCH_SIZE)):
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
    """Returns what is known of the speakers of these quotations, by quotation, kind and normalised name."""
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
