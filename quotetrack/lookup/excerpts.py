"""A text with what was looked for marked in it, and the stretch of it worth showing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotetrack.records import Span
from quotetrack.text import trim

_WINDOW = 280  # code points shown of a long text: about three lines of a terminal
_LEAD = 80  # code points of it before the first highlight


@dataclass(frozen=True)
class Excerpt:
    """A text with what was looked for marked in it.

    `highlights` are spans of `text`, in order; `window` is the stretch worth showing where the
    text is long.
    """

    text: str
    highlights: tuple[Span, ...] = ()

    @property
    def window(self) -> Span:
        """At most 280 code points around the first highlight, cut at white space."""
        if len(self.text) <= _WINDOW:
            return Span(0, len(self.text))
        start = max(0, min(self.highlights[0].start - _LEAD if self.highlights else 0, len(self.text) - _WINDOW))
        end = start + _WINDOW
        if start and (space := self.text.find(" ", start, start + _LEAD // 2)) > 0:
            start = space + 1
        if end < len(self.text) and (space := self.text.rfind(" ", end - _LEAD // 2, end)) > 0:
            end = space
        return trim(self.text, Span(start, end)) or Span(start, end)

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The window in pieces, each with whether it is highlighted; an ellipsis where it is cut."""
        start, end = self.window
        if start > 0:
            yield "…", False
        at = start
        for left, right in self.highlights:
            left, right = max(left, at), min(right, end)
            if left < right:
                if at < left:
                    yield self.text[at:left], False
                yield self.text[left:right], True
                at = right
        if at < end:
            yield self.text[at:end], False
        if end < len(self.text):
            yield "…", False
