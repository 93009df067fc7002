"""Quotation marks of a text: which open, which close, and what they enclose.

This module is not in `quotations` because `parse` reads the marks too: it tells the encoder which words they enclose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotetrack.records import Span
from quotetrack.spans import SpanIndex

_DOUBLE = re.compile("``|''|[“”„‟«»\"＂″]")
_STRAIGHT = {'"', "''", "＂", "″"}
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–:/“„«\"`-])[‘'‚‹](?=[^\W_]|[“\"„«…(\[]|[’'](?:[Tt]is|[Tt]was|[Ee]m|[Tt]il|[Cc]ause)\b)"
)
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'›](?![^\W_])")
_ELISION = re.compile(r"[‘’'](?:em|er|tis|twas|twere|cause|til|bout|n[’']?|\d0s|\d\d(?!\d))(?![^\W_])", re.IGNORECASE)
_AND_ELISION = re.compile(r"[‘’']n[’'](?=\s)", re.IGNORECASE)
_LOST_OPEN = re.compile(r"(?<![^\s(])\?(?=[^\W_])")
_LOST_CLOSE = re.compile(r"(?<=\S)\?(?=[\s)]|$)")
_MARKS_AHEAD = 40
"""Marks (1 upwards) after an opening mark that are read to tell whether it nests or the one before was never closed."""

_LOST_AFTER_STOP = re.compile(r"(?<=[,.!?])\?(?=[\s)]|$)")


def _itself(span: Span) -> Span:
    return span


_NOTHING: SpanIndex[Span] = SpanIndex([], _itself)


@dataclass(frozen=True)
class Quoted:
    """A stretch in quotation marks within one paragraph.

    `span` includes the marks, `inner` does not. `depth` is 0 for the outermost. `closed` is false where no closing mark
    was found; `reopens` is true where the stretch continues one that the paragraph before left open.
    """

    span: Span
    inner: Span
    depth: int = 0
    closed: bool = True
    reopens: bool = False

    @property
    def opening(self) -> Span | None:
        """The opening mark; None where a paragraph continues a quotation without one."""
        return Span(self.span.start, self.inner.start) if self.span.start < self.inner.start else None

    @property
    def closing(self) -> Span | None:
        """The closing mark, None where it is missing."""
        return Span(self.inner.end, self.span.end) if self.inner.end < self.span.end else None


def find_quoted(text: str, paragraphs: Sequence[Span]) -> list[Quoted]:
    """The stretches in quotation marks, in text order, outer before inner. Marks without a pair may stay out."""
    found: list[Quoted] = []
    left_open = False
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        here = _read_paragraph(text, paragraph, left_open, following)
        left_open = any(not q.closed and q.depth == 0 and q.span.end == paragraph.end for q in here)
        found += here
    return found


def _read_paragraph(text: str, paragraph: Span, left_open: bool, following: Span | None) -> list[Quoted]:
    doubles = _read_doubles(text, paragraph, left_open)
    if not doubles:
        doubles = _read_lost(text, paragraph)
    singles = _read_singles(text, paragraph, SpanIndex([q.span for q in doubles], _itself), following)
    for double in doubles:
        singles += _read_singles(text, double.inner, _NOTHING, None)
    if left_open and singles and singles[0].span.start == paragraph.start:
        singles[0] = replace(singles[0], reopens=True)
    return _with_depth([q for q in doubles + singles if q.inner.end > q.inner.start])


def _with_depth(found: list[Quoted]) -> list[Quoted]:
    nested: list[Quoted] = []
    around: list[Quoted] = []
    for quoted in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        while around and around[-1].span.end <= quoted.span.start:
            around.pop()
        if around and quoted.span.end > around[-1].span.end:
            continue  # crossing stretches: the first one stands
        nested.append(replace(quoted, depth=len(around)))
        around.append(nested[-1])
    return nested


@dataclass(frozen=True)
class _Open:
    mark: str
    start: int
    inner: int
    reopens: bool


def _read_doubles(text: str, paragraph: Span, left_open: bool) -> list[Quoted]:
    marks = list(_DOUBLE.finditer(text, paragraph.start, paragraph.end))
    found: list[Quoted] = []
    stack: list[_Open] = []
    for at, mark in enumerate(marks):
        way = _direction(text, paragraph, mark, stack)
        if way == "open":
            if stack and not _nests(text, paragraph, marks[at : at + _MARKS_AHEAD]):
                found.append(_unclosed(stack.pop(), _end_before(text, mark.start(), paragraph)))
            first = at == 0 and mark.start() == paragraph.start
            stack.append(_Open(mark.group(), mark.start(), mark.end(), left_open and first))
        elif way == "close" and stack:
            top = stack.pop()
            found.append(Quoted(Span(top.start, mark.end()), Span(top.inner, mark.start()), reopens=top.reopens))
        elif way == "close" and at == 0 and left_open:
            inner = Span(paragraph.start, mark.start())
            found.append(Quoted(Span(paragraph.start, mark.end()), inner, reopens=True))
    if stack:
        found.append(_unclosed(stack[0], paragraph.end))
    return [q for q in found if q.span.end > q.span.start]


def _unclosed(top: _Open, end: int) -> Quoted:
    return Quoted(Span(top.start, end), Span(top.inner, end), closed=False, reopens=top.reopens)


def _end_before(text: str, mark: int, paragraph: Span) -> int:
    """The end of an unclosed stretch that another opening mark interrupts: before the white space at that mark."""
    return paragraph.start + len(text[paragraph.start : mark].rstrip())


def _direction(text: str, paragraph: Span, mark: re.Match[str], stack: list[_Open]) -> Literal["open", "close", ""]:
    """Whether a double mark opens or closes; empty for a mark that does neither."""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > paragraph.start else ""
    after = text[mark.end()] if mark.end() < paragraph.end else ""
    could_open = (not before or before.isspace() or before in "([{—–-/‘'“") and bool(after) and not after.isspace()
    could_close = bool(before) and not before.isspace() and (not after or not after.isalnum())
    top = stack[-1].mark if stack else ""
    if sign == "``" or sign == "„":
        return "open"
    if sign in "“‟":
        if top == "„" or (top and could_close and not could_open and (not after or after.isspace())):
            return "close"
        return "open"
    if sign == "”":
        mistyped = not top and could_open and not could_close and after.isalnum()
        return "open" if mistyped else "close"
    if sign in "«»":
        return _guillemet(text, paragraph, mark, top)
    if could_open != could_close:
        return "open" if could_open else "close"
    if before and before.isspace() and (not after or after.isspace()):
        return "close" if top in _STRAIGHT and not after else ("close" if top else "")
    return "close" if top else "open"


def _guillemet(text: str, paragraph: Span, mark: re.Match[str], top: str) -> Literal["open", "close", ""]:
    """Whether « or » opens or closes: French « » point outwards, German » « inwards, and a lone » is a bullet."""
    other = "»" if mark.group() == "«" else "«"
    if top == other:
        return "close"
    rest = text[mark.end() : paragraph.end]
    if other not in rest or top == mark.group():
        return ""
    if mark.group() == "»" and (not rest[:1].strip() or "«" not in rest):
        return ""
    return "open"


def _nests(text: str, paragraph: Span, marks: list[re.Match[str]]) -> bool:
    """Whether an opening mark inside an open stretch starts an inner one, since enough closing marks follow for both.

    Otherwise the stretch before was never closed.
    """
    level = 0
    for mark in marks:
        way = _direction(text, paragraph, mark, [_Open(marks[0].group(), 0, 0, False)])
        level += 1 if way == "open" else -1
        if level < 0:
            return True
    return False


def _read_lost(text: str, paragraph: Span) -> list[Quoted]:
    """The stretches between question marks that stand where an encoding lost the quotation marks."""
    found: list[Quoted] = []
    at = paragraph.start
    while opening := _LOST_OPEN.search(text, at, paragraph.end):
        closers = (_LOST_AFTER_STOP, _LOST_CLOSE)
        candidates = (pattern.search(text, opening.end() + 1, paragraph.end) for pattern in closers)
        closing = next(filter(None, candidates), None)
        if closing is None:
            break
        found.append(Quoted(Span(opening.start(), closing.end()), Span(opening.end(), closing.start())))
        at = closing.end()
    return found


def _read_singles(text: str, within: Span, taken: SpanIndex[Span], following: Span | None) -> list[Quoted]:
    """The stretches in single marks `within` a span, outside of those `taken`; `following` is the next paragraph."""
    found: list[Quoted] = []
    at = within.start
    while opening := _SINGLE_OPEN.search(text, at, within.end):
        at = opening.end()
        if _ELISION.match(text, opening.start()) or _inside(opening.start(), taken):
            continue
        limit = _next_single(text, at, within.end, taken)
        closing = _single_close(text, Span(at, limit), taken)
        if closing is not None:
            found.append(Quoted(Span(opening.start(), closing + 1), Span(at, closing)))
            at = closing + 1
        elif following is not None and limit == within.end and _opens_single(text, following):
            found.append(Quoted(Span(opening.start(), within.end), Span(at, within.end), closed=False))
            break
    return found


def _opens_single(text: str, paragraph: Span) -> bool:
    opening = _SINGLE_OPEN.match(text, paragraph.start, paragraph.end)
    return opening is not None and not _ELISION.match(text, paragraph.start)


def _next_single(text: str, at: int, end: int, taken: SpanIndex[Span]) -> int:
    for later in _SINGLE_OPEN.finditer(text, at, end):
        if not _ELISION.match(text, later.start()) and not _inside(later.start(), taken):
            return later.start()
    return end


def _single_close(text: str, within: Span, taken: SpanIndex[Span]) -> int | None:
    """The closing mark of a stretch in single marks, passing over possessives such as players'."""
    possessive: int | None = None
    for closing in _SINGLE_CLOSE.finditer(text, within.start, within.end):
        at = closing.start()
        if _inside(at, taken) or _AND_ELISION.match(text, at) or _AND_ELISION.match(text, at - 2):
            continue
        if text[at - 1] in "sS" and re.match(r"\s+[^\W\d_]", text[at + 1 : at + 4]):
            possessive = at
        else:
            return at
    return possessive


def _inside(at: int, taken: SpanIndex[Span]) -> bool:
    return bool(taken.touching(Span(at, at + 1)))
