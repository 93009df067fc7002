"""What was said by nobody knows whom: quotations of unknown speakers, for a person to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quotetrack.lookup.hits import Hit
from quotetrack.lookup.search import load_hits
from quotetrack.store import Store

LOOKED_THROUGH = 1_000
"""Articles that are read for one page: 20 ms. Where nearly every speaker is known, that may be the whole page."""


@dataclass(frozen=True)
class Unknowns:
    """Quotations of unknown speakers, the latest articles first. `following` is the number of the article to go on
    from, None at the end; `back_to` the date of the last article that was read."""

    quotations: tuple[Hit, ...]
    following: int | None
    back_to: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        hits = [hit.as_dict() for hit in self.quotations]
        return {"quotations": hits, "following": self.following, "back_to": self.back_to}


def find_unknown(store: Store, *, start: int | None = None, limit: int = 20) -> Unknowns:
    """Quotations whose speaker is unknown, what is no speech left out: of the latest articles, or from the article
    `start` on, until there are `limit` of them or so many articles have been read. No article is cut in two."""
    chosen, given = _from(store, start)
    articles = list(store.rows(_ARTICLES.format(chosen=chosen), [*given, LOOKED_THROUGH + 1]))
    found: list[int] = []
    back_to: str | None = None
    for number, article in enumerate(articles):
        if number == LOOKED_THROUGH or len(found) >= limit:
            return Unknowns(tuple(load_hits(store, found)), article["id"], back_to)
        found += [row["id"] for row in store.rows(_UNKNOWN, [article["id"]])]
        back_to = article["published"]
    return Unknowns(tuple(load_hits(store, found)), None, back_to)


def _from(store: Store, start: int | None) -> tuple[str, list[Any]]:
    """The articles from one on, in the order of _ARTICLES; all of them where there is no such article."""
    row = next(store.rows("SELECT published FROM articles WHERE id = ?", [start]), None) if start else None
    if row is None:
        return "TRUE", []
    if row["published"] is None:
        return "published IS NULL AND id <= ?", [start]
    return "(published IS NULL OR (published <= ? AND (published < ? OR id <= ?)))", [
        row["published"],
        row["published"],
        start,
    ]


_ARTICLES = "SELECT id, published FROM articles WHERE {chosen} ORDER BY published DESC, id DESC LIMIT ?"
_UNKNOWN = """SELECT id FROM quotations
    WHERE article_id = ? AND speaker_kind = 'unknown' AND act <> 'not_speech' ORDER BY id"""
