"""What a question is held against: the words that an article gives as said, and which of them stand in marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quotetrack.comparison.wording import Wording
from quotetrack.marks import find_quoted
from quotetrack.records import Kind, Span


@dataclass(frozen=True)
class Statement:
    """Words that an article gives as said: their text, its pieces parted by single spaces, and where each piece ends.

    `said` are the stretches of the text that are the speaker's own words; `between` is what the article has between the
    pieces, and `lead_in` how its sentence begins before them, where these are known.
    """

    text: str
    kind: Kind
    said: tuple[Span, ...]
    piece_ends: tuple[int, ...] = ()
    between: tuple[str, ...] | None = None
    lead_in: str = ""
    is_part: bool = False
    """Whether the words are part of a clause of the article's own: denied that she “took the money”."""

    @cached_property
    def wording(self) -> Wording:
        """The text as a row of words."""
        return Wording(self.text)

    def said_around(self, start: int, end: int) -> Span | None:
        """The stretch of the speaker's own words that a stretch lies within; None where it has others in it."""
        return next((span for span in self.said if span.start <= start and end <= span.end), None)


LEAD_IN = 160
"""Code points of an article before some words in which its own sentence is looked for."""


def lead_in_of(before: str) -> str:
    """How the sentence begins that some text breaks off in."""
    return before[-LEAD_IN:].replace("\n", ". ").rsplit(". ", 1)[-1]


def make_statement(
    text: str, kind: Kind, pieces: Sequence[Span], between: tuple[str, ...] | None = None, lead_in: str = ""
) -> Statement:
    """The statement of a quotation's text and content spans: a direct one is said as it stands, of a mixed one what is
    in marks, of an indirect one nothing."""
    ends, at = [], 0
    for piece in pieces[:-1]:
        at += piece.end - piece.start
        ends.append(at)
        at += 1
    return Statement(text, kind, _said(text, kind), tuple(ends), between, lead_in)


def _said(text: str, kind: Kind) -> tuple[Span, ...]:
    if kind == "direct":
        return (Span(0, len(text)),)
    if kind == "indirect":
        return ()
    line = re.sub(r"[\r\n]", " ", text)  # a mixed quotation is of one paragraph, however its lines are broken
    marked = [quoted.inner for quoted in find_quoted(line, [Span(0, len(line))]) if quoted.depth == 0]
    return tuple(marked) or (Span(0, len(text)),)
