"""From a parsed document to drafts of all its quotations: the steps in their order."""

from __future__ import annotations

from dataclasses import replace

from quotetrack.marks import Quoted
from quotetrack.quotations.acts import why_not_speech
from quotetrack.quotations.contents import edge_trimmed, find_contents
from quotetrack.quotations.corrections import in_one_sentence, with_inserted_clauses
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.layouts import attribute_by_layout, read_transcript
from quotetrack.quotations.linking import Linker
from quotetrack.quotations.outlets import mark_relays
from quotetrack.quotations.reading import Reading
from quotetrack.quotations.unlinked import (
    find_children,
    merge_continued,
    place_floating,
)
from quotetrack.records import Span, Way
from quotetrack.spans import SpanIndex


def extract_drafts(reading: Reading) -> list[Draft]:
    """Quotations with content, cue and source spans, in text order, children after their parents.

    Every step takes drafts and returns new ones. Their order:
    contents are cut before they are linked, as a link is measured between their borders; clauses between commas come
    next, as they take the place of links that cut a sentence wrongly; then what stands in marks and has no cue. The
    turns of a transcript outrank all of these. Stretches over several paragraphs are joined before the layout is read,
    as only the first and the last of them stand beside their source. Outlets are told from sources once every source
    is known. Children are looked for last, in contents whose borders no longer move.
    """
    turns = read_transcript(reading)
    contents, free = find_contents(reading)
    drafts, loose, idle = Linker(reading, contents).link()
    drafts = with_inserted_clauses(reading, drafts)
    drafts = [*place_floating(reading, loose, drafts), *_free_drafts(reading, free)]
    drafts = merge_continued(reading, _without_turns(drafts, turns))
    drafts = [attribute_by_layout(reading, draft) for draft in drafts]
    drafts = mark_relays(reading, drafts, idle)
    drafts = disjoint_drafts(sorted([*drafts, *turns], key=lambda d: d.start))
    drafts = [in_one_sentence(reading, draft) for draft in drafts]
    return sorted([*drafts, *find_children(reading, drafts)], key=lambda d: (d.start, d.depth))


def _without_turns(drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The drafts that touch no turn of a transcript, in text order."""
    spoken = SpanIndex((piece for turn in turns for piece in turn.pieces), lambda piece: piece)
    return sorted((d for d in drafts if not any(spoken.touching(p) for p in d.pieces)), key=lambda d: d.start)


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
    return [replace(draft, pieces=tuple(own)) for draft, own in zip(drafts, kept, strict=True) if own]


def _free_drafts(reading: Reading, free: list[Quoted]) -> list[Draft]:
    """Stretches in marks that the model left out: floating speech, or typed as not speech."""
    drafts = []
    for quoted in free:
        inner = edge_trimmed(reading.text, quoted.inner)
        draft = Draft((inner,), way=Way.FLOATING, score=0.5, closed=quoted.closed)
        reason = why_not_speech(reading, quoted)
        drafts.append(draft.set_aside(reason) if reason else draft)
    return drafts
