"""Where contents begin and end: the model's spans brought together with the quotation marks.

The marks decide the borders of what stands in them; the model decides what is content at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quotetrack.marks import Quoted
from quotetrack.quotations.acts import is_named
from quotetrack.quotations.clauses import attributed_at
from quotetrack.quotations.reading import Reading
from quotetrack.records import Kind, Labelled, Span
from quotetrack.spans import SpanIndex, overlap
from quotetrack.text import trim

_EDGE = " \t\r\n\u00a0,;:–—-"
_WORD = re.compile(r"[^\W_]")
_EMPTY = re.compile(
    r"(?:what|that|so|it|this|which|who|a|an|the|he|she|they|of|to|in|for|about|on|with|by|not|and|as|his|her|their|its|him|them|me|us|you|himself|herself|themselves|itself|myself|yourself)",
    re.IGNORECASE,
)


_OBJECT = re.compile(r"(?:them|him|me|us)\s(?:is|are|was|were|has|have|had|will|would|can|could|must)\b", re.IGNORECASE)
"""What begins like this is cut out of a clause: `the app that reports them has never worked`."""


@dataclass(frozen=True)
class Content:
    """A stretch of content. `quoted` is the stretch in marks it was taken from, if it is one;
    `kind` says how much of it stands in marks."""

    span: Span
    kind: Kind
    score: float
    closed: bool = True
    quoted: Quoted | None = None


def find_contents(reading: Reading) -> tuple[list[Content], list[Quoted]]:
    """Contents in text order, and the outer stretches in marks that the model left out."""
    contents: list[Content] = []
    free: list[Quoted] = []
    labels = SpanIndex((p for label in reading.roles("content").items for p in _parts(reading, label)), _span_of)
    for quoted in reading.outer:
        inside = [c for c in labels.touching(quoted.inner) if _has_words(reading, c.span)]
        if not _has_words(reading, quoted.inner):
            continue
        if not _is_content(quoted, inside) or is_named(reading, quoted):
            free.append(quoted)
        elif not any(_reaches_beyond(reading, c.span, quoted) for c in inside):
            contents += _quoted_contents(reading, quoted, inside)
    whole = {c.quoted.span for c in contents if c.quoted}
    for label in labels.items:
        contents += _open_contents(reading, label, whole)
    return sorted(contents, key=lambda c: c.span), free


def _span_of(label: Labelled) -> Span:
    return label.span


def _parts(reading: Reading, label: Labelled) -> list[Labelled]:
    """A content, parted where a colon leads from prose to a sentence in marks: `the choice of film: “It is right.”`"""
    for quoted in reading.outer_in(label.span):
        lead = reading.text[label.span.start : quoted.span.start].rstrip()
        said = lead.endswith(";") and reading.text[quoted.inner.end :].lstrip("”\"’'»").startswith(", ")
        led = lead.endswith(":") or said
        sentence = _WORD.search(reading.text, *quoted.inner) and (said or reading.text[quoted.inner.end - 1] in ".!?,…")
        if led and sentence and quoted.closed and quoted.span.start > label.span.start:
            prose = Span(label.span.start, quoted.span.start)
            rest = Span(quoted.span.start, max(label.span.end, quoted.span.end))
            return [replace(label, span=prose), replace(label, span=rest)]
    return [label]


def _has_words(reading: Reading, span: Span) -> bool:
    return _WORD.search(reading.text, span.start, span.end) is not None


def _is_content(quoted: Quoted, inside: list[Labelled]) -> bool:
    """Whether the model takes a stretch for content: most of it, or what follows a mark that is never closed."""
    if not quoted.closed and inside and inside[0].span.start <= quoted.inner.start + 1:
        return True
    return sum(overlap(c.span, quoted.inner) for c in inside) * 2 >= quoted.inner.end - quoted.inner.start


def _reaches_beyond(reading: Reading, span: Span, quoted: Quoted) -> bool:
    """Whether a content holds words outside the marks, so that the marks do not bound it."""
    before, after = Span(span.start, quoted.span.start), Span(quoted.span.end, span.end)
    return _has_words(reading, before) or _has_words(reading, after)


def _quoted_contents(reading: Reading, quoted: Quoted, inside: list[Labelled]) -> list[Content]:
    """The stretch in marks as content; where the closing mark is missing, only as far as the
    model follows and no cue or source stands."""
    score = sum(c.score for c in inside) / len(inside)
    if quoted.closed:
        return [Content(edge_trimmed(reading.text, quoted.inner), "direct", score, True, quoted)]
    others = [r.span for role in ("cue", "source") for r in reading.roles(role).touching(quoted.inner)]
    end = min((o.start for o in others if o.start > inside[0].span.end - 2), default=quoted.inner.end)
    if end < quoted.inner.end:
        end = max(c.span.end for c in inside if c.span.start < end)
    else:
        end = attributed_at(reading, quoted.inner) or end
    span = trim(reading.text, Span(quoted.inner.start, end))
    return [Content(span, "direct", score, False, quoted)] if span else []


def _open_contents(reading: Reading, label: Labelled, whole: set[Span]) -> list[Content]:
    """A content that is not just a stretch in marks: cut around those that stand for themselves,
    widened so that no other stretch in marks is cut through."""
    start, end = label.span
    named = [q for q in reading.outer_in(label.span) if is_named(reading, q)]
    if any(q.span.start <= start + 1 and end - 1 <= q.span.end for q in named):
        return []
    for quoted in reading.outer_in(label.span):
        if quoted.span in whole and quoted.span.start <= start:
            start = max(start, quoted.span.end)
        elif quoted.span in whole:
            end = min(end, quoted.span.start)
    if start >= end or not _has_words(reading, Span(start, end)) or _EMPTY.fullmatch(reading.text[start:end].strip()):
        return []
    first, last = reading.quoted_at(start), reading.quoted_at(end - 1)
    if first and first.span not in whole:
        start = min(start, first.span.start)
    if last and last.span not in whole and last.closed:
        end = max(end, last.span.end)
    span = edge_trimmed(reading.text, Span(start, end))
    if label.span.end - 2 < span.end and (lone := _lone_closing(reading, span)):
        return [Content(lone, "direct", label.score)]
    marked = sum(overlap(q.inner, span) for q in reading.outer_in(span))
    share = marked / max(1, span.end - span.start)
    kind: Kind = "indirect" if not marked else "direct" if share > 0.95 else "mixed"
    return [] if kind == "indirect" and _OBJECT.match(reading.slice(span)) else [Content(span, kind, label.score)]


def _lone_closing(reading: Reading, span: Span) -> Span | None:
    """`He was calm. I can see the sea," he said.`: the sentence before a closing mark that nothing opens."""
    if (
        reading.text[span.end - 1] not in '"”'
        or reading.text[span.end - 2] not in ",!?"
        or reading.quoted_at(span.end - 1)
    ):
        return None
    start = max(span.start, reading.sentence_start(span.end - 2))
    return edge_trimmed(reading.text, Span(start, span.end - 1)) if start < span.end - 2 else None


def edge_trimmed(text: str, span: Span) -> Span:
    """The span without white space, commas and dashes at its start and white space at its end."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";:"):
        end -= 1
    return Span(start, end)
