"""Saves an article that comes again under its address with other text.

The old version stays, and the new one says what became of each quotation. The caller holds the transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz import fuzz

from quotetrack import settings
from quotetrack.names.normal import normalise_name
from quotetrack.records import Article, Quotation
from quotetrack.store.database import insert
from quotetrack.store.read import article_key, text_hash
from quotetrack.store.write import insert_article
from quotetrack.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

State = Literal["same", "changed", "vanished", "appeared"]


@dataclass(frozen=True)
class _Anchor:
    """What became of a quotation: its row, the spans of its content now (JSON), and the row of its new wording."""

    state: State
    quotation_id: int
    content: str | None = None
    counterpart_id: int | None = None


def insert_version(database: Database, article: Article, quotations: Sequence[Quotation], run: int) -> None:
    """Saves a new version of an article that the store has under its address.

    A quotation of the version before that stands here in the same words, by the same speaker, gets no new row, only
    its new place; one with other words or another speaker gets a row. Raises InputError as insert_article does.
    """
    (first,) = database.execute("SELECT id FROM articles WHERE key = ?", [article_key(article)]).fetchone()
    (last,) = database.execute(_LAST_VERSION, [first, first]).fetchone()
    before = list(database.query(_QUOTATIONS_OF, [last, last]))
    pairs = _paired(before, quotations)
    same = {q.id: row["id"] for q in quotations if (row := pairs.get(q.id)) and _is_same(row, q)}
    key = f"{article_key(article)}#{text_hash(article.text)[:16]}"
    ids = insert_article(database, article, quotations, run, key=key, version_of=first, known=same)
    article_id = database.execute("SELECT id FROM articles WHERE key = ?", [key]).fetchone()[0]
    for anchor in _anchors(before, quotations, pairs, same, ids):
        insert(database, "anchors", {"article_id": article_id, **vars(anchor)})


_LAST_VERSION = "SELECT max(id) FROM articles WHERE id = ? OR version_of = ?"
# The quotations of a first version are its rows; those of a later one are what it kept, changed and added.
_QUOTATIONS_OF = """SELECT q.id, q.text, q.speaker_kind, q.name, q.depth FROM quotations q
    WHERE (q.article_id = ? AND NOT EXISTS (SELECT 1 FROM anchors WHERE article_id = q.article_id))
    OR q.id IN (SELECT ifnull(counterpart_id, quotation_id) FROM anchors WHERE article_id = ? AND state <> 'vanished')
    ORDER BY q.id"""


def _paired(before: Sequence[dict[str, Any]], quotations: Sequence[Quotation]) -> dict[str, dict[str, Any]]:
    """Returns, by a quotation's id, the row from before that it comes from: the same one, or else the most similar."""
    left = {row["id"]: row for row in before}
    found: dict[str, dict[str, Any]] = {}
    for quotation in quotations:
        row = next((row for row in left.values() if _is_same(row, quotation)), None)
        if row:
            found[quotation.id] = left.pop(row["id"])
    rest = [quotation for quotation in quotations if quotation.id not in found]
    similarities = [(-_similarity(row, q), at, row["id"], q.id) for at, q in enumerate(rest) for row in left.values()]
    for score, _, old, new in sorted(similarities):
        if -score >= settings.SAME_QUOTATION and new not in found and old in left:
            found[new] = left.pop(old)
    return found


def _is_same(row: dict[str, Any], quotation: Quotation) -> bool:
    given, kind = quotation.attribution, quotation.attribution.speaker.kind
    names = [normalise_name(name or "", kind) for name in (row["name"], given.name)]
    return fold(row["text"]) == fold(quotation.text) and row["speaker_kind"] == kind and names[0] == names[1]


def _similarity(row: dict[str, Any], quotation: Quotation) -> float:
    if row["depth"] != quotation.depth:
        return 0.0
    one, other = fold(row["text"]), fold(quotation.text)
    return max(fuzz.ratio(one, other), fuzz.partial_ratio(one, other) if min(len(one), len(other)) >= 20 else 0.0)


def _anchors(
    before: Iterable[dict[str, Any]],
    quotations: Iterable[Quotation],
    pairs: dict[str, dict[str, Any]],
    same: dict[str, int],
    ids: dict[str, int],
) -> Iterable[_Anchor]:
    for quotation in quotations:
        content = json.dumps([list(span) for span in quotation.content])
        row = pairs.get(quotation.id)
        if row is None:
            yield _Anchor("appeared", ids[quotation.id], content)
        elif quotation.id in same:
            yield _Anchor("same", row["id"], content)
        else:
            yield _Anchor("changed", row["id"], content, ids[quotation.id])
    kept = {row["id"] for row in pairs.values()}
    yield from (_Anchor("vanished", row["id"]) for row in before if row["id"] not in kept)
