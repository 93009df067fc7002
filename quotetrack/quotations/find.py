"""From a parsed document to drafts of all its quotations: the steps in their order."""

from __future__ import annotations

from quotetrack.marks import Quoted
from quotetrack.quotations.asides import with_asides
from quotetrack.quotations.contents import edge_trimmed, find_contents
from quotetrack.quotations.cues import is_hypothetical
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.floating import (
    attribute_by_layout,
    merge_continued,
    place_floating,
)
from quotetrack.quotations.layouts import read_transcript
from quotetrack.quotations.linking import Linker
from quotetrack.quotations.nested import find_children
from quotetrack.quotations.not_speech import label_of
from quotetrack.quotations.reading import Reading
from quotetrack.quotations.relays import mark_relays
from quotetrack.records import Span
from quotetrack.spans import SpanIndex


def extract_drafts(reading: Reading) -> list[Draft]:
    """Quotations with content, cue and source spans, in text order, children after their parents."""
    turns = read_transcript(reading)
    contents, free = find_contents(reading)
    drafts, loose, idle = Linker(reading, contents).link()
    drafts = with_asides(reading, drafts)
    drafts = place_floating(reading, loose, drafts)
    drafts = drafts + _free_drafts(reading, free)
    spoken = SpanIndex((piece for turn in turns for piece in turn.pieces), lambda piece: piece)
    drafts = [d for d in drafts if not any(spoken.touching(p) for p in d.pieces)]
    drafts = merge_continued(reading, sorted(drafts, key=lambda d: d.start))
    attribute_by_layout(reading, drafts)
    mark_relays(reading, drafts, idle)
    drafts = disjoint_drafts(sorted([*drafts, *turns], key=lambda d: d.start))
    return sorted([*drafts, *find_children(reading, drafts)], key=lambda d: (d.start, d.depth))


def disjoint_drafts(drafts: list[Draft]) -> list[Draft]:
    """Drafts with their pieces in order, none overlapping another: the first one stands. Models
    whose labels overlap would otherwise give one stretch twice."""
    pieces = sorted((piece, number) for number, draft in enumerate(drafts) for piece in draft.pieces)
    kept: list[list[Span]] = [[] for _ in drafts]
    end = 0
    for piece, number in pieces:
        if piece.end > end:
            kept[number].append(Span(max(piece.start, end), piece.end))
            end = piece.end
    for draft, own in zip(drafts, kept, strict=True):
        draft.pieces = own
    return [draft for draft in drafts if draft.pieces]


def _free_drafts(reading: Reading, free: list[Quoted]) -> list[Draft]:
    """Stretches in marks that the model left out: further pieces of a quotation, floating speech, or typed as not
    speech."""
    drafts = []
    for quoted in free:
        supposed = is_hypothetical(reading, None, quoted.inner)
        reason = label_of(reading, quoted) or ("hypothetical" if supposed else None)
        draft = Draft([edge_trimmed(reading.text, quoted.inner)], way="floating", score=0.5, closed=quoted.closed)
        if reason:
            draft.set_aside(reason)
        drafts.append(draft)
    return drafts
