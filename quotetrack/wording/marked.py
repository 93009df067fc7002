"""Cuts a text into pieces that follow one another, where marked stretches of it may overlap."""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from quotetrack import wording
from quotetrack.records import Quotation, Span

T = TypeVar("T")


@dataclass(frozen=True)
class Marked(Generic[T]):
    """A stretch of a text that is marked as a `part` (such as content, cue or source) of something (`of`).

    `first` is true for the stretch with which that thing begins. `number_at` is the offset at which the thing's number
    is shown, None where this stretch shows none.
    """

    span: Span
    part: str
    of: T
    first: bool = False
    number_at: int | None = None


@dataclass(frozen=True)
class Piece(Generic[T]):
    """A piece of a text, and the marked stretches that cover all of it (`over`), in the order in which they came.

    `numbered` are the things whose numbers stand right after this piece.
    """

    text: str
    span: Span
    over: tuple[Marked[T], ...] = ()
    numbered: tuple[T, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the piece belongs to, each once."""
        return tuple(dict.fromkeys(marked.part for marked in self.over))

    @property
    def begins(self) -> tuple[T, ...]:
        """The things that begin with this piece."""
        return tuple(marked.of for marked in self.over if marked.first and marked.span.start == self.span.start)


def cut(text: str, lines: Iterable[Span], marked: Iterable[Marked[T]]) -> Iterator[list[Piece[T]]]:
    """Yields the pieces of each of the `lines` (the paragraphs of a text, in order).

    A line is cut wherever a marked stretch begins or ends. All is done in one pass, as an article of a megabyte has
    thousands of paragraphs and of quotations.
    """
    coming = deque(sorted(enumerate(marked), key=lambda each: each[1].span.start))
    begun: list[tuple[int, Marked[T]]] = []
    for line in lines:
        while coming and coming[0][1].span.start < line.end:
            begun.append(coming.popleft())
        begun = [each for each in begun if each[1].span.end > line.start]
        yield list(_cut(text, line, begun))


def _cut(text: str, line: Span, within: Sequence[tuple[int, Marked[T]]]) -> Iterator[Piece[T]]:
    """Yields the pieces of one line; `within` are the marked stretches in it with their places in the order given."""
    numbered: dict[int | None, list[T]] = {}
    for _, marked in within:
        numbered.setdefault(marked.number_at, []).append(marked.of)
    places = {place for _, marked in within for place in marked.span} | {place for place in numbered if place}
    coming = deque(within)
    over: list[tuple[int, Marked[T]]] = []
    for start, end in pairwise(sorted({*line, *(place for place in places if line.start < place < line.end)})):
        while coming and coming[0][1].span.start <= start:
            insort(over, coming.popleft(), key=lambda each: each[0])
        over = [each for each in over if each[1].span.end > start]
        covers = tuple(marked for _, marked in over)
        yield Piece(text[start:end], Span(start, end), covers, tuple(numbered.get(end, ())))


def mark_numbered(text: str, spans: Sequence[Span], part: str, of: T) -> Iterator[Marked[T]]:
    """Marks the spans of something whose number is shown after the last of them and after its closing mark."""
    after = spans[-1].end + (text[spans[-1].end : spans[-1].end + 1] in _CLOSING_MARKS)
    for at, span in enumerate(spans, start=1):
        yield Marked(span, part, of, first=at == 1, number_at=after if at == len(spans) else None)


_CLOSING_MARKS = frozenset("”’»«“\"'")


def mark(quotations: Iterable[Quotation]) -> list[Marked[Quotation]]:
    """Marks content, cue and source of some quotations of one text, the innermost quotations first."""
    return list(_stretches(sorted(quotations, key=lambda quotation: -quotation.depth)))


def _stretches(quotations: Iterable[Quotation]) -> Iterator[Marked[Quotation]]:
    for quotation in quotations:
        given = quotation.attribution
        for at, span in enumerate(quotation.content):
            yield Marked(span, "content", quotation, first=at == 0)
        yield from (Marked(span, "cue", quotation) for span in given.cue)
        yield from (Marked(span, "source", quotation) for span in given.source)


def classes(piece: Piece[Quotation]) -> str:
    """Returns a piece's CSS classes: its parts, and the innermost quotation's kind, act, and `unknown` for its speaker.

    The act is left out where it is speech, and the speaker where it is known.
    """
    innermost = next((marked.of for marked in piece.over if marked.part == "content"), None)
    return " ".join(dict.fromkeys([*piece.parts, *(_states(innermost) if innermost else ())]))


def _states(quotation: Quotation) -> Iterator[str]:
    yield quotation.kind
    if quotation.act != "speech":
        yield quotation.act.replace("_", "-")
    if quotation.attribution.speaker.kind == "unknown":
        yield "unknown"


def told(quotation: Quotation) -> str:
    """Tells on one line the speaker, the capacity, the outlet it came through, the kind and the confidence."""
    given = quotation.attribution
    name = wording.dotted(wording.who(quotation), wording.stated(quotation))
    via = f"via {given.via}" if given.via else None
    return wording.dotted(name, via, wording.nature(quotation), f"{given.confidence:.0%} sure")
