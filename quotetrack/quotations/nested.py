"""Quotations inside quotations: children with a speaker of their own."""

from __future__ import annotations

from quotetrack.language import load
from quotetrack.quotations.contents import edge_trimmed
from quotetrack.quotations.cues import is_hypothetical
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.not_speech import content_words, label_of
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Span
from quotetrack.spans import SpanIndex, within

_IN_PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"}
_OWNERS = {"'s", "’s", "'", "’", "s", "my", "his", "her", "their", "our", "your"}


def find_children(reading: Reading, parents: list[Draft]) -> list[Draft]:
    """A draft for each stretch in marks that lies in the content of a parent.

    It is speech where a reporting verb or a colon leads to it or it is a sentence of its own;
    otherwise words that the speaker holds at arm's length.
    """
    holders = SpanIndex([(piece, d) for d in parents for piece in d.pieces], lambda held: held[0])
    children: list[Draft] = []
    seen: set[tuple[int, Span]] = set()
    for quoted in reading.quoted:
        if not content_words(reading, quoted.inner):
            continue
        held = [d for piece, d in holders.touching(quoted.span) if within(quoted.span, piece) and piece != quoted.span]
        around = [c for c in children[-4:] if within(quoted.span, c.pieces[0])]
        if not held or (quoted.depth == 0 and held[-1].way != "transcript"):
            continue  # only a turn of a transcript is quoted without marks of its own
        parent = (around or held)[-1]
        child = Draft([edge_trimmed(reading.text, quoted.inner)], parent=parent, depth=parent.depth + 1)
        child.way, child.closed = "nested", quoted.closed
        _lead(reading, child, parent)
        if child.cue and is_hypothetical(reading, child.cue[0], child.pieces[0]):
            child.set_aside("hypothetical")
        if not child.cue:
            reason = label_of(reading, quoted)
            if reason or content_words(reading, quoted.inner) < 4:
                child.set_aside(reason or "scare quotes")
        if (key := (child.depth, child.pieces[0])) not in seen:
            seen.add(key)
            children.append(child)
    return children


def _lead(reading: Reading, child: Draft, parent: Draft) -> None:
    """Cue and source of a child: the last reporting verb before it in its sentence, and the
    subject of that."""
    piece = next(p for p in parent.pieces if within(child.pieces[0], p))
    start = max(piece.start, reading.sentence_start(child.start))
    tokens = reading.tokens_in(Span(start, child.start))
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].folded in reading.language.strong_verbs and tokens[at].may_be_verb:
            child.cue = [tokens[at].span]
            infinitive = at > 0 and tokens[at - 1].folded == "to"
            subject = _first_phrase(tokens[:at]) if infinitive else phrase_before(tokens[:at])
            child.source = [subject] if subject else []
            return


def phrase_before(words: list[Word]) -> Span | None:
    """The noun phrase that ends just before a verb group: `My sister's boy` of `… kept asking`."""
    end = len(words)
    while end and words[end - 1].upos in ("AUX", "ADV", "VERB", "PART") and words[end - 1].folded not in _OWNERS:
        end -= 1
    if end and words[end - 1].text == "," and (name := _name_between_commas(words[: end - 1])):
        return name
    start = end
    while start and (words[start - 1].upos in _IN_PHRASE or words[start - 1].folded in _OWNERS):
        start -= 1
        if words[start].upos == "PRON" and words[start].folded not in _OWNERS:
            start = max(start, end - 1)
            break
    return Span(words[start].span.start, words[end - 1].span.end) if start < end else _first_phrase(words)


def _name_between_commas(words: list[Word]) -> Span | None:
    """The name in apposition that ends before a verb: `Mr. Ruiz` of `My lawyer, Mr. Ruiz, said`."""
    start = len(words)
    while start and words[start - 1].upos == "PROPN":
        start -= 1
    beside = 0 < start < len(words) and words[start - 1].text == ","
    return Span(words[start].span.start, words[-1].span.end) if beside else None


def _first_phrase(words: list[Word]) -> Span | None:
    """The first noun, name or pronoun of a clause, with what belongs to it; no time of day or year."""
    heads = ("NOUN", "PROPN", "PRON")
    said = [w.upos in heads and w.folded not in load("en").time_words for w in words]
    owner = [
        w.folded in _OWNERS and i + 1 < len(words) and words[i + 1].upos in ("NOUN", "ADJ") for i, w in enumerate(words)
    ]
    last = next((i for i, is_head in enumerate(said) if is_head and not owner[i]), None)
    if last is None:
        return None
    first = last
    while first and (words[first - 1].upos in ("DET", "ADJ", "NUM") or owner[first - 1]) and words[last].upos != "PRON":
        first -= 1
    while words[last].upos == "PROPN" and last + 1 < len(words) and words[last + 1].upos == "PROPN":
        last += 1
    return Span(words[first].span.start, words[last].span.end)
