"""A text with what was looked for marked in it, and the stretch of it worth showing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from quotetrack.records import Span
from quotetrack.store import Store
from quotetrack.text import fold_characters, trim

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


@dataclass(frozen=True)
class Terms:
    """What was looked for: an FTS5 `expression`, or else `letters`, which are folded; nothing where both are empty."""

    expression: str | None = None
    letters: str = ""

    def mark(self, store: Store, index: str, column: int, id: int, text: str) -> Excerpt:
        """A text with the terms marked; it is the content of this column of the row `id` in the index."""
        if self.expression is None:
            return Excerpt(text, find_folded(text, self.letters))
        mark = f"\x02{secrets.token_hex(8)}\x03"  # nothing that an article could hold by chance or on purpose
        statement = f"SELECT highlight({index}, ?, ?, ?) AS marked FROM {index} WHERE {index} MATCH ? AND rowid = ?"
        rows = store.rows(statement, [column, mark, mark, self.expression, id])
        return next((Excerpt(text, read_marked(row["marked"] or "", mark, text)) for row in rows), Excerpt(text))


NO_TERMS = Terms()


def find_folded(text: str, wanted: str) -> tuple[Span, ...]:
    """Where `wanted`, which is folded, occurs in `text`, however it is spelt there."""
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
    """The text folded, and for each code point of it the offset that it comes from."""
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
    """The spans of `text` that FTS5's highlight() put between pairs of `mark`.

    Empty where the rest is not `text`: highlight() ends at a NUL character.
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
