"""Spans compared, found by place (what touches a stretch, without looking at everything), and told to others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from quotetrack.records import Span

T = TypeVar("T")


def overlap(a: Span, b: Span) -> int:
    """Code points that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def within(inner: Span, outer: Span) -> bool:
    """Whether one span lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


class SpanIndex(Generic[T]):
    """Items by the span they take. Looking up costs what is near, so that a document's cost grows
    with its length and not with its square."""

    def __init__(self, items: Iterable[T], span_of: Callable[[T], Span]) -> None:
        self.items = sorted(items, key=span_of)
        self._starts = [span_of(item).start for item in self.items]
        self._ends = [span_of(item).end for item in self.items]
        self._longest = max((span.end - span.start for span in map(span_of, self.items)), default=0)

    def touching(self, span: Span) -> list[T]:
        """Items that share a code point with the span, by start."""
        begin, end = span
        if end <= begin:
            return []
        starts, ends = self._starts, self._ends
        near = range(bisect_left(starts, begin - self._longest), bisect_left(starts, end))
        return [self.items[at] for at in near if ends[at] > max(starts[at], begin)]

    def starting_in(self, span: Span) -> list[T]:
        """Items that begin in the span, by start."""
        return self.items[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def before(self, offset: int) -> T | None:
        """The last item that begins before an offset."""
        at = bisect_left(self._starts, offset)
        return self.items[at - 1] if at else None


AROUND = 32
"""Code points before and after the words that a TextQuoteSelector gives: five words or so, what Hypothesis
and Apache Annotator take."""


def make_selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """Where a span of a text stands, as W3C Web Annotations say it: by position in code points, and by its words.

    What stands around the words may be empty at the ends of the text.
    """
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
    ]
