"""A text cut into flat pieces where stretches of it are marked, which may overlap."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotetrack import wording
from quotetrack.records import Quotation, Span

Part = Literal["content", "cue", "source"]


@dataclass(frozen=True)
class Marked:
    """A stretch of a text that is part of a quotation; `first` where its content begins."""

    span: Span
    part: Part
    quotation: Quotation
    first: bool = False


_Numbered = tuple[int, Marked]


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and the quotations' parts that it belongs to, innermost quotation first."""

    text: str
    span: Span
    over: tuple[Marked, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The parts, and what is to be told apart in the innermost content: its kind, its act, a speaker unknown."""
        contents = [marked.quotation for marked in self.over if marked.part == "content"]
        return tuple(dict.fromkeys([*(m.part for m in self.over), *(_states(contents[0]) if contents else ())]))

    @property
    def told(self) -> tuple[str, ...]:
        """Who speaks here, in what capacity and how sure that is: a line for each quotation."""
        return tuple(dict.fromkeys(told(marked.quotation) for marked in self.over))

    @property
    def begins(self) -> Quotation | None:
        """The quotation whose content begins with this piece, the innermost one where there are several."""
        return next((m.quotation for m in self.over if m.first and m.span.start == self.span.start), None)


def mark(quotations: Sequence[Quotation]) -> Iterator[Marked]:
    """The stretches of content, cue and source of some quotations of one text."""
    for quotation in quotations:
        given = quotation.attribution
        for at, span in enumerate(quotation.content):
            yield Marked(span, "content", quotation, first=at == 0)
        yield from (Marked(span, "cue", quotation) for span in given.cue)
        yield from (Marked(span, "source", quotation) for span in given.source)


def cut(text: str, line: Span, marked: Sequence[Marked]) -> Iterator[Piece]:
    """A stretch of a text (a paragraph) in pieces, cut wherever a marked stretch begins or ends."""
    for pieces in cut_all(text, [line], marked):
        yield from pieces


def cut_all(text: str, lines: Iterable[Span], marked: Sequence[Marked]) -> Iterator[list[Piece]]:
    """Each of several stretches of a text (its paragraphs, in order) in pieces.

    In one pass: an article of a megabyte has thousands of paragraphs and of quotations.
    """
    coming = deque(sorted(enumerate(marked), key=lambda numbered: numbered[1].span.start))
    begun: list[_Numbered] = []
    for line in lines:
        while coming and coming[0][1].span.start < line.end:
            begun.append(coming.popleft())
        begun = [numbered for numbered in begun if numbered[1].span.end > line.start]
        yield list(_cut(text, line, sorted(begun, key=lambda numbered: numbered[1].span.start)))


def _cut(text: str, line: Span, within: Sequence[_Numbered]) -> Iterator[Piece]:
    """One stretch in pieces, out of what is marked within it by where that begins."""
    edges = {line.start, line.end} | {edge for _, m in within for edge in m.span if line.start < edge < line.end}
    coming = deque(within)
    over: list[_Numbered] = []
    for start, end in pairwise(sorted(edges)):
        while coming and coming[0][1].span.start <= start:
            insort(over, coming.popleft(), key=_from_within)
        over = [numbered for numbered in over if numbered[1].span.end > start]
        yield Piece(text[start:end], Span(start, end), tuple(m for _, m in over))


def _from_within(numbered: _Numbered) -> tuple[int, int]:
    """Innermost quotations first, then in the order that they were given in."""
    number, marked = numbered
    return -marked.quotation.depth, number


def _states(quotation: Quotation) -> Iterator[str]:
    yield quotation.kind
    if quotation.act != "speech":
        yield "not-speech" if quotation.act == "not_speech" else quotation.act
    if quotation.attribution.kind == "unknown":
        yield "unknown"


def told(quotation: Quotation) -> str:
    """Who said it, as what, through whom, what kind of quotation it is and how sure the speaker is, on one line."""
    given = quotation.attribution
    name = wording.dotted(wording.who(quotation), wording.stated(quotation))
    via = f"via {given.via}" if given.via else None
    return wording.dotted(name, via, wording.nature(quotation), f"{given.confidence:.0%} sure")
