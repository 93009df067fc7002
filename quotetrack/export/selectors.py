"""Where a stretch of a text stands, as W3C Web Annotations say it: by position, and by its words."""

from __future__ import annotations

from typing import Any

from quotetrack.records import Span

AROUND = 32
"""Code points before and after the words that a TextQuoteSelector gives: five words or so, what Hypothesis
and Apache Annotator take."""


def make_selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """Two ways to find the same stretch of a text, in code points; what stands around it may be empty at its ends."""
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
    ]
