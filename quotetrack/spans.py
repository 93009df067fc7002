"""Compare spans, find items by their spans, and describe spans as W3C Web Annotations do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from quotetrack.records import Span

T = TypeVar("T")


def overlap(a: Span, b: Span) -> int:
    """The number of code points that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def gap(a: Span, b: Span) -> int:
    """The number of code points between two spans; 0 where they touch or overlap."""
    return max(0, max(a.start, b.start) - min(a.end, b.end))


def within(inner: Span, outer: Span) -> bool:
    """Whether `inner` lies in `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


class Log(Sequence[T]):
    """Values in the order in which they were added. A log does not change: `also` gives a longer one, which shares
    what both have, so that adding takes no longer in a long log."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = list(items)
        self._size = len(self._items)

    def also(self, *more: T) -> Log[T]:
        """The log with more values at its end."""
        shared = self._items if len(self._items) == self._size else self._items[: self._size]
        shared.extend(more)
        longer: Log[T] = Log()
        longer._items, longer._size = shared, self._size + len(more)
        return longer

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, at: Any) -> Any:
        return (
            self._items[slice(*at.indices(self._size))] if isinstance(at, slice) else self._items[range(self._size)[at]]
        )


class SpanIndex(Generic[T]):
    """Items by their spans. A look-up visits only what is near, so that its time does not grow with the text."""

    def __init__(self, items: Iterable[T], span_of: Callable[[T], Span]) -> None:
        self.items = sorted(items, key=span_of)
        self._starts = [span_of(item).start for item in self.items]
        self._ends = [span_of(item).end for item in self.items]
        self._longest = max((span.end - span.start for span in map(span_of, self.items)), default=0)

    def touching(self, span: Span) -> list[T]:
        """The items that share a code point with the span, in order of their starts."""
        begin, end = span
        if end <= begin:
            return []
        starts, ends = self._starts, self._ends
        near = range(bisect_left(starts, begin - self._longest), bisect_left(starts, end))
        return [self.items[at] for at in near if ends[at] > max(starts[at], begin)]

    def starting_in(self, span: Span) -> list[T]:
        """The items that begin in the span, in order of their starts."""
        return self.items[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def before(self, offset: int) -> T | None:
        """The last item that begins before an offset."""
        at = bisect_left(self._starts, offset)
        return self.items[at - 1] if at else None


AROUND = 32
"""Code points of context that a TextQuoteSelector gives before and after its words, as Hypothesis and Apache Annotator
do: about five words."""


def make_selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The two W3C selectors of a span: its position in code points, and its words with the text around them.

    Prefix and suffix are shorter than AROUND, or empty, at the ends of the text.
    """
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after},
    ]
