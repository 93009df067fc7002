"""Marks in a text what was looked for, and chooses the stretch of it to show."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from quotetrack.records import Span
from quotetrack.store import Store
from quotetrack.text import fold_characters, trim

_WIDTH = 280  # code points shown of a long text: about three lines of a terminal
_LEAD_IN = 80  # code points shown before the first highlight


@dataclass(frozen=True)
class Excerpt:
    """A text, and as `highlights` the spans of it that were looked for, in order."""

    text: str
    highlights: tuple[Span, ...] = ()

    @property
    def window(self) -> Span:
        """The span to show: at most 280 code points around the first highlight, cut at a space."""
        if len(self.text) <= _WIDTH:
            return Span(0, len(self.text))
        start = max(0, min(self.highlights[0].start - _LEAD_IN if self.highlights else 0, len(self.text) - _WIDTH))
        end = start + _WIDTH
        if start and (space := self.text.find(" ", start, start + _LEAD_IN // 2)) > 0:
            start = space + 1
        if end < len(self.text) and (space := self.text.rfind(" ", end - _LEAD_IN // 2, end)) > 0:
            end = space
        return trim(self.text, Span(start, end)) or Span(start, end)

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yields the window in pieces, each with whether it is highlighted, and an ellipsis where the text is cut."""
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


@dataclass(frozen=True)
class Terms:
    """What was looked for: an FTS5 `expression`, or else folded `letters`, or nothing."""

    expression: str | None = None
    letters: str = ""

    def mark(self, store: Store, index: str, column: int, id: int, text: str) -> Excerpt:
        """Marks the terms in `text`, which the given column of the row `id` of the index holds."""
        if self.expression is None:
            return Excerpt(text, find_folded(text, self.letters))
        mark = f"\x02{secrets.token_hex(8)}\x03"  # no article can hold this, by chance or on purpose
        statement = f"SELECT highlight({index}, ?, ?, ?) AS marked FROM {index} WHERE {index} MATCH ? AND rowid = ?"
        rows = store.rows(statement, [column, mark, mark, self.expression, id])
        return next((Excerpt(text, read_marked(row["marked"] or "", mark, text)) for row in rows), Excerpt(text))


NO_TERMS = Terms()


def find_folded(text: str, wanted: str) -> tuple[Span, ...]:
    """Returns the spans of `text` that are `wanted` once they are folded; `wanted` is folded already."""
    if not wanted:
        return ()
    folded, origins = _fold_with_origins(text)
    found: list[Span] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append(Span(origins[at], origins[end - 1] + 1))
        at = folded.find(wanted, end)
    return tuple(found)


def _fold_with_origins(text: str) -> tuple[str, list[int]]:
    """Returns the folded text, and for each of its code points the offset in `text` that it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for form in fold_characters(character):
            form = " " if form.isspace() else form
            if form != " " or (folded and folded[-1] != " "):
                folded.append(form)
                origins.append(offset)
    return "".join(folded), origins


def read_marked(marked: str, mark: str, text: str) -> tuple[Span, ...]:
    """Returns the spans of `text` that FTS5's highlight() put between pairs of `mark`.

    There are none where `marked` without its marks is not `text`, as highlight() ends at a NUL character.
    """
    parts = marked.split(mark)
    if "".join(parts) != text:
        return ()
    spans: list[Span] = []
    at = 0
    for number, part in enumerate(parts):
        if number % 2:
            spans.append(Span(at, at + len(part)))
        at += len(part)
    return tuple(spans)
