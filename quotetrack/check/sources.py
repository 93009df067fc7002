"""Quotations of a store as statements to compare, as sources of an answer, and in their sentences.

A quotation becomes a statement (`statement_of`) with the article's own words before it and between its pieces. When
it is compared, it becomes a `StoredSource`. `find_sentence` shows the words in their sentence, as printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from quotetrack.comparison.statements import (
    LEAD_IN,
    Context,
    HeldStatement,
    PlacedStatement,
    context_of,
    make_statement,
    overlap,
    sentence_around,
)
from quotetrack.comparison.verdicts import Finding
from quotetrack.lookup.hits import Hit
from quotetrack.records import Attribution, Span
from quotetrack.store import Store
from quotetrack.text import paragraphs

_SENTENCE_REACH = 1_000
"""Code points of the article before and after a quotation that are searched for the words' sentence."""


@dataclass(frozen=True)
class StoredSource:
    """A quotation of a store that was compared with a query, and the finding."""

    hit: Hit
    finding: Finding

    @property
    def whole(self) -> str:
        """All words of the quotation."""
        return self.hit.quotation.text

    @property
    def attribution(self) -> Attribution:
        """Who said it, according to the article."""
        return self.hit.quotation.attribution

    @property
    def printed(self) -> str:
        """The printed text from the first to the last word that was found, with all between them."""
        spans = self.finding.spans
        return self.hit.quotation.text[spans[0].start : spans[-1].end] if spans else ""

    def as_dict(self) -> dict[str, Any]:
        """The quotation's id and speaker, where it stands, the words as printed, verdict and score."""
        article = self.hit.article
        return {
            "id": self.hit.quotation.id,
            "speaker": self.hit.quotation.attribution.name,
            "speaker_id": self.hit.speaker_id,
            "article_id": article.id,
            "outlet": article.outlet,
            "published": article.published,
            "url": article.url,
            "printed": self.printed,
            "verdict": self.finding.verdict,
            "fails": self.finding.fails,
            "tier": self.finding.tier,
            "score": self.finding.score,
        }


def statement_of(store: Store, hit: Hit) -> HeldStatement:
    """A quotation as a statement; its article is read only when the context is needed."""
    quotation = hit.quotation
    return make_statement(quotation.text, quotation.kind, quotation.content, partial(_read_context, store, hit))


def _read_context(store: Store, hit: Hit) -> Context:
    text, content, _ = _read_around(store, hit, LEAD_IN, 0)
    return context_of(text, content)


def _read_around(store: Store, hit: Hit, before: int, after: int) -> tuple[str, list[Span], int]:
    """The article's text around a quotation, the quotation's spans in it, and the offset where it begins.

    It reaches `before` and `after` code points beyond the quotation, as far as the article has them.
    """
    content = hit.quotation.content or (Span(0, 0),)
    first = max(0, content[0].start - before)
    statement = "SELECT substr(text, ?, ?) AS text FROM articles WHERE id = ?"
    rows = store.rows(statement, [first + 1, content[-1].end + after - first, hit.article.id])
    return str(next(rows)["text"] or ""), _moved(content, -first), first


def find_sentence(store: Store, source: StoredSource | None) -> str | None:
    """The sentence or sentences that the words of a source stand in; None where no place is known.

    They include the reporter's words for who said it, where these are in the same paragraph.
    """
    if source is None or not source.finding.spans or not source.hit.quotation.content:
        return None
    text, content, first = _read_around(store, source.hit, _SENTENCE_REACH, _SENTENCE_REACH)
    quotation = source.hit.quotation
    placed = PlacedStatement(make_statement(quotation.text, quotation.kind, content), tuple(content))
    words = [place for span in source.finding.spans for place in placed.place(span)]
    lines = [line for line in paragraphs(text) if overlap([line], words)]
    if not words or not lines:
        return None
    around = Span(lines[0].start, lines[-1].end)
    speaking = _moved([*quotation.attribution.cue, *quotation.attribution.source], -first)
    wanted = words + [span for span in speaking if around.start <= span.start and span.end <= around.end]
    start, end = sentence_around(text, around, wanted)
    inside = content if quotation.kind == "direct" else []
    opened = "“… " if any(span.start < start < span.end for span in inside) else ""
    closed = " …”" if any(span.start < end < span.end for span in inside) else ""
    return f"{opened}{text[start:end]}{closed}"


def _moved(spans: Sequence[Span], by: int) -> list[Span]:
    return [Span(span.start + by, span.end + by) for span in spans]
