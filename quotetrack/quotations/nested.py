"""Quotations inside quotations: children with a speaker of their own."""

from __future__ import annotations

from quotetrack.language import load
from quotetrack.marks import Quoted
from quotetrack.quotations.acts import is_hypothetical
from quotetrack.quotations.contents import edge_trimmed
from quotetrack.quotations.corrections import in_one_sentence
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.not_speech import content_words, label_of
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Note, Span, Way
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
        if not held or (quoted.depth == 0 and held[-1].way is not Way.TRANSCRIPT):
            continue  # only a turn of a transcript is quoted without marks of its own
        parent = (around or held)[-1]
        child = _child(reading, quoted, parent)
        if (key := (child.depth, child.pieces[0])) not in seen:
            seen.add(key)
            children.append(child)
    return children


def _child(reading: Reading, quoted: Quoted, parent: Draft) -> Draft:
    """The draft of a stretch in marks within a parent, with the cue and source that lead to it."""
    inner = edge_trimmed(reading.text, quoted.inner)
    cue, source = _lead(reading, inner, parent)
    draft = Draft(
        (inner,), (cue,) if cue else (), (source,) if source else (), way=Way.NESTED, closed=quoted.closed,
        parent=parent, depth=parent.depth + 1,
    )  # fmt: skip
    child = in_one_sentence(reading, draft)
    if cue:
        return child.set_aside(Note.HYPOTHETICAL) if is_hypothetical(reading, cue) else child
    reason = label_of(reading, quoted)
    few = content_words(reading, quoted.inner) < 4
    return child.set_aside(reason or Note.SCARE_QUOTES) if reason or few else child


def _lead(reading: Reading, inner: Span, parent: Draft) -> tuple[Span | None, Span | None]:
    """Cue and source of what stands within a parent: the last reporting verb before it in its sentence, and the
    subject of that."""
    piece = next(p for p in parent.pieces if within(inner, p))
    start = max(piece.start, reading.sentence_start(inner.start))
    tokens = reading.tokens_in(Span(start, inner.start))
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].folded in reading.language.strong_verbs and tokens[at].may_be_verb:
            infinitive = at > 0 and tokens[at - 1].folded == "to"
            subject = _first_phrase(tokens[:at]) if infinitive else phrase_before(tokens[:at])
            return tokens[at].span, subject
    return None, None


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
