"""Where contents begin and end: the model's spans brought together with the quotation marks.

The marks decide the borders of what stands in them; the model decides what is content at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotetrack.extract.drafts import Reading, overlap, within
from quotetrack.marks import Quoted
from quotetrack.records import Kind, Labelled, Span
from quotetrack.text import trim

_EDGE = " \t\r\n\u00a0,;:–—-"
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Content:
    """A stretch of content. `quoted` is the stretch in marks it was taken from, if it is one;
    `kind` says how much of it stands in marks; `found` whether the model marked it."""

    span: Span
    kind: Kind
    score: float
    closed: bool = True
    quoted: Quoted | None = None
    found: bool = True


def find_contents(reading: Reading) -> tuple[list[Content], list[Quoted]]:
    """Contents in text order, and the outer stretches in marks that the model left out."""
    labelled = [c for c in reading.roles("content") if _WORD.search(reading.slice(c.span))]
    contents: list[Content] = []
    taken: set[int] = set()
    blocked = [r.span for r in reading.document.roles if r.label != "content"]
    for number, quoted in enumerate(reading.outer):
        inside = [c for c in labelled if overlap(c.span, quoted.inner)]
        covered = sum(overlap(c.span, quoted.inner) for c in inside)
        if covered * 2 < quoted.inner.end - quoted.inner.start or not _WORD.search(reading.slice(quoted.inner)):
            continue
        taken.add(number)
        around = next((c for c in inside if _reaches_beyond(reading, c.span, quoted)), None)
        if around is None:
            contents += _quoted_contents(reading, quoted, inside, blocked)
    whole = [c.quoted for c in contents if c.quoted]
    for label in labelled:
        contents += _open_contents(reading, label, whole)
    free = [q for number, q in enumerate(reading.outer) if number not in taken and _WORD.search(reading.slice(q.inner))]
    return sorted(contents, key=lambda c: c.span), free


def _reaches_beyond(reading: Reading, span: Span, quoted: Quoted) -> bool:
    """Whether a content holds words outside the marks, so that the marks do not bound it."""
    before = reading.slice(Span(min(span.start, quoted.span.start), quoted.span.start))
    after = reading.slice(Span(quoted.span.end, max(span.end, quoted.span.end)))
    return bool(_WORD.search(before) or _WORD.search(after))


def _quoted_contents(
    reading: Reading, quoted: Quoted, inside: list[Labelled], blocked: list[Span]
) -> list[Content]:
    """The stretch in marks as content; where the closing mark is missing, only as far as the
    model follows and no cue or source stands."""
    score = sum(c.score for c in inside) / len(inside)
    if quoted.closed:
        return [Content(edge_trimmed(reading.text, quoted.inner), "direct", score, True, quoted)]
    end = min(
        (b.start for b in blocked if within(b, quoted.inner) and b.start > inside[0].span.end - 2),
        default=quoted.inner.end,
    )
    if end < quoted.inner.end:
        end = max(c.span.end for c in inside if c.span.start < end)
    span = trim(reading.text, Span(quoted.inner.start, end))
    return [Content(span, "direct", score, False, quoted)] if span else []


def _open_contents(reading: Reading, label: Labelled, whole: list[Quoted]) -> list[Content]:
    """A content that is not just a stretch in marks: cut around those that stand for themselves,
    widened so that no stretch in marks is cut through."""
    start, end = label.span
    for quoted in whole:
        if overlap(Span(start, end), quoted.span):
            if quoted.span.start <= start:
                start = max(start, quoted.span.end)
            else:
                end = min(end, quoted.span.start)
    if start >= end or not _WORD.search(reading.text[start:end]):
        return []
    first, last = reading.quoted_at(start), reading.quoted_at(end - 1)
    if first and first not in whole:
        start = min(start, first.span.start)
    if last and last not in whole:
        end = max(end, last.span.end) if last.closed else end
    span = edge_trimmed(reading.text, Span(start, end))
    marked = sum(overlap(q.inner, span) for q in reading.outer)
    share = marked / max(1, span.end - span.start)
    kind: Kind = "indirect" if not marked else "direct" if share > 0.95 else "mixed"
    return [Content(span, kind, label.score)]


def edge_trimmed(text: str, span: Span) -> Span:
    """The span without white space, commas and dashes at its start and white space at its end."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";:"):
        end -= 1
    return Span(start, end)
