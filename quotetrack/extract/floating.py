"""Contents that have no cue: continued, led in by a line, credited after a dash, or floating."""

from __future__ import annotations

import re

from quotetrack.extract.contents import Content
from quotetrack.extract.drafts import Draft, Reading
from quotetrack.extract.layouts import credit_line, lead_in
from quotetrack.lexicon import verbs
from quotetrack.records import Span


def place_floating(reading: Reading, loose: list[Content], drafts: list[Draft]) -> None:
    """Give each content without a cue its place: a further piece of the quotation before it in its
    paragraph, or a draft of its own that is added to `drafts` (sorted again)."""
    for content in loose:
        before = _same_speech(reading, content.span, drafts)
        if before is not None and content.kind != "indirect":
            before.pieces = sorted([*before.pieces, content.span])
            before.closed = before.closed and content.closed
            continue
        if content.kind == "indirect":
            continue  # a content without cue and marks attributes nothing
        draft = Draft([content.span], kind=content.kind, way="floating", score=content.score, closed=content.closed)
        drafts.append(draft)
    drafts.sort(key=lambda d: d.start)


def _same_speech(reading: Reading, span: Span, drafts: list[Draft]) -> Draft | None:
    """The direct quotation just before or after a stretch in its paragraph, if only its own cue and
    source (and no full sentence of other prose) stand between."""
    number = reading.paragraph_at(span.start)
    beside = [d for d in drafts if d.kind == "direct" and reading.paragraph_at(d.start) == number and d.depth == 0]
    earlier = [d for d in beside if d.end <= span.start]
    if not earlier:
        return None
    last = max(earlier, key=lambda d: d.end)
    gap = reading.text[last.end : span.start]
    sentences = len(re.findall(r"[.!?][”\"’']?\s+(?=[^\W\d_])", gap[1:]))
    return last if len(gap) <= 120 and sentences <= 1 and not re.search(r"[.!?]\s[^“\"‘']{25,}$", gap) else None


def attribute_by_layout(reading: Reading, drafts: list[Draft]) -> None:
    """Credit lines and lead-in lines for drafts that have no source yet."""
    for draft in drafts:
        if draft.source or draft.depth:
            continue
        credit = credit_line(reading, _after_marks(reading, draft.end))
        if credit:
            draft.source, draft.way = [credit], "credit line"
            continue
        if draft.cue and draft.way == "model":
            continue
        lead = lead_in(reading, Span(_before_marks(reading, draft.start), draft.end))
        if lead is None:
            continue
        line, colon = lead
        source = _subject(reading, line)
        if source:
            draft.source, draft.way = [source], "lead-in" if colon else "header line"
            draft.cue = draft.cue or _cue_in(reading, Span(source.end, line.end))


def _after_marks(reading: Reading, end: int) -> int:
    quoted = reading.quoted_at(end - 1)
    return quoted.span.end if quoted else end


def _before_marks(reading: Reading, start: int) -> int:
    quoted = reading.quoted_at(start)
    return quoted.span.start if quoted else start


def _subject(reading: Reading, line: Span) -> Span | None:
    """The source in a lead-in: the model's, else the first person or organisation named."""
    for role in reading.roles("source"):
        if line.start <= role.span.start < line.end:
            return role.span
    named = [e for e in reading.document.entities if e.label != "LOCATION" and line.start <= e.span.start < line.end]
    people = [e for e in named if e.label == "PERSON"]
    return (people or named)[0].span if named else None


def _cue_in(reading: Reading, span: Span) -> list[Span]:
    for text, upos, token in reading.tokens_in(span):
        if text.casefold() in verbs("speech_verbs") and upos in ("VERB", "AUX", None):
            return [token]
    return [Span(span.end - 1, span.end)]


def merge_continued(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Join quotations over several paragraphs: one left open, the next paragraph re-opening it.

    Never across an attribution to somebody else.
    """
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if last is not None and _continues(reading, last, draft):
            last.pieces += draft.pieces
            last.closed = draft.closed
            if not last.source and draft.source:
                last.cue, last.source, last.way, last.act = draft.cue, draft.source, draft.way, draft.act
            last.score = min(last.score, draft.score)
        else:
            merged.append(draft)
    return merged


def _continues(reading: Reading, last: Draft, draft: Draft) -> bool:
    if last.closed or last.depth or draft.depth or draft.kind != "direct":
        return False
    quoted = reading.quoted_at(draft.start)
    if quoted is None or not quoted.reopens or reading.paragraph_at(draft.start) != reading.paragraph_at(last.end - 1) + 1:
        return False
    if not last.source or not draft.source:
        return True
    ours, theirs = (reading.slice(d.source[0]).casefold() for d in (last, draft))
    return ours == theirs or theirs in {"he", "she", "they"}
