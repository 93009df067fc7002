"""Quotations inside quotations: children with a speaker of their own."""

from __future__ import annotations

import re

from quotetrack.extract.contents import edge_trimmed
from quotetrack.extract.drafts import Draft, Reading
from quotetrack.extract.not_speech import content_words, label_of
from quotetrack.lexicon import verbs
from quotetrack.records import Span
from quotetrack.spans import SpanIndex, within

_SUBJECTS = {"i", "he", "she", "they", "we", "you", "people", "everyone", "somebody", "someone"}


def find_children(reading: Reading, parents: list[Draft]) -> list[Draft]:
    """A draft for each stretch in marks that lies in the content of a parent.

    It is speech where a reporting verb or a colon leads to it or it is a sentence of its own;
    otherwise words that the speaker holds at arm's length.
    """
    holders = SpanIndex([(piece, d) for d in parents for piece in d.pieces], lambda held: held[0])
    children: list[Draft] = []
    for quoted in reading.quoted:
        if quoted.depth == 0 or not content_words(reading, quoted.inner):
            continue
        held = [d for piece, d in holders.touching(quoted.span) if within(quoted.span, piece) and piece != quoted.span]
        around = [c for c in children[-4:] if within(quoted.span, c.pieces[0])]
        if not held:
            continue
        parent = (around or held)[-1]
        child = Draft([edge_trimmed(reading.text, quoted.inner)], parent=parent, depth=parent.depth + 1)
        child.way, child.closed = "nested", quoted.closed
        _lead(reading, child, parent)
        if not child.cue:
            reason = label_of(reading, quoted)
            if reason or content_words(reading, quoted.inner) < 4:
                child.act = "not_speech"
                child.notes.append(reason or "scare quotes")
        children.append(child)
    return children


def _lead(reading: Reading, child: Draft, parent: Draft) -> None:
    """Cue and source of a child: the last reporting verb before it in its sentence, and the
    subject before that."""
    piece = next(p for p in parent.pieces if within(child.pieces[0], p))
    sentence = reading.sentence_at(child.start)
    start = max(piece.start, sentence.span.start if sentence else piece.start)
    tokens = reading.tokens_in(Span(start, child.start))
    for at in range(len(tokens) - 1, -1, -1):
        text, upos, span = tokens[at]
        if text.casefold() not in verbs("strong_verbs") | {"like", "going"} or upos not in ("VERB", "AUX", None):
            continue
        child.cue = [span]
        child.source = _subject(reading, Span(start, span.start))
        return


def _subject(reading: Reading, before: Span) -> list[Span]:
    """The first name or personal pronoun of a clause, looked for from its verb backwards to the
    start; names count before pronouns only where they come later."""
    pronouns = [span for text, _, span in reading.tokens_in(before) if text.casefold() in _SUBJECTS]
    names = [e.span for e in reading.entities.starting_in(before) if e.label != "LOCATION"]
    found = sorted(pronouns + names)
    if not found:
        tokens = reading.tokens_in(before)
        found = [span for _, upos, span in tokens[:3] if upos in ("PROPN", "NOUN")][:1]
    return [found[-1] if re.search(r"\b(?:and|but|then|when)\b", reading.slice(before)) else found[0]] if found else []
