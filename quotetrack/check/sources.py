"""What does a store hold of words: in which quotation do they stand, and what does the article have around them?

A quotation is compared as a statement (`statement_of`), with the article's own words before it and between its pieces.
What comparing it gave is a `StoredSource`; the sentence that the words stand in shows them as they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from quotetrack.comparison.sentences import sentence_around
from quotetrack.comparison.statements import (
    LEAD_IN,
    Context,
    PlacedStatement,
    Statement,
    context_of,
    make_statement,
    overlap,
)
from quotetrack.comparison.verdicts import Finding
from quotetrack.lookup.hits import Hit
from quotetrack.records import Attribution, Span
from quotetrack.store import Store
from quotetrack.text import paragraphs

_AROUND = 1_000
"""Code points of the article before and after the words in which their sentence is looked for."""


@dataclass(frozen=True)
class StoredSource:
    """One printing of the words: what an outlet printed, when, and how it compares with what was asked."""

    hit: Hit
    finding: Finding

    @property
    def whole(self) -> str:
        """All words of the quotation."""
        return self.hit.quotation.text

    @property
    def attribution(self) -> Attribution:
        """Who said it, in what words of the article."""
        return self.hit.quotation.attribution

    @property
    def printed(self) -> str:
        """The words as they stand in print, from the first to the last that was found, with all between them."""
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


def statement_of(store: Store, hit: Hit) -> Statement:
    """What a quotation is as a statement; the article around it is read when it is asked for."""
    quotation = hit.quotation
    return make_statement(quotation.text, quotation.kind, quotation.content, partial(_read_context, store, hit))


def _read_context(store: Store, hit: Hit) -> Context:
    text, content, _ = _read_around(store, hit, LEAD_IN, 0)
    return context_of(text, content)


def _read_around(store: Store, hit: Hit, before: int, after: int) -> tuple[str, list[Span], int]:
    """A stretch of an article's text around a quotation, as far as the text goes, with so many code points before and
    after it; where the quotation stands in that; and where the stretch begins in the article."""
    content = hit.quotation.content or (Span(0, 0),)
    first = max(0, content[0].start - before)
    statement = "SELECT substr(text, ?, ?) AS text FROM articles WHERE id = ?"
    rows = store.rows(statement, [first + 1, content[-1].end + after - first, hit.article.id])
    return str(next(rows)["text"] or ""), _moved(content, -first), first


def find_sentence(store: Store, source: StoredSource | None) -> str | None:
    """The sentence, or those from the first to the last, that the words of a source stand in; with the reporter's words
    for who said it where those are in the same paragraph."""
    if source is None or not source.finding.spans or not source.hit.quotation.content:
        return None
    text, content, first = _read_around(store, source.hit, _AROUND, _AROUND)
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
