"""Drafts mended by the words around them: what a model took into a content and is of its source, and the other way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotetrack.language import load
from quotetrack.quotations.clauses import after_dateline, subject_after
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span

_TOPIC = re.compile(r"(?:on|about|regarding|concerning)\s")
_QUESTIONED = re.compile(r"(?:when\s)?(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE)
_OF_ADDRESSEES = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "CCONJ"}


def mend(reading: Reading, draft: Draft) -> Draft:
    """The draft, which has a cue and contents, without what belongs to neither content nor source.

    What stands before and behind the words goes first, so that what is left begins and ends beside its cue; only
    then can the end of the content be told from the subject of the cue.
    """
    for correct in (
        _drop_dateline, _drop_question, _past_addressee, _drop_topic, _recover_subject, _turn_around, _drop_apposition,
    ):  # fmt: skip
        draft = correct(reading, draft)
    return draft


def is_described(noun: str) -> bool:
    """Whether a word is a noun for a person."""
    return noun.casefold() in load("en").person_nouns


def _drop_question(reading: Reading, draft: Draft) -> Draft:
    """`Asked whether he signed, he replied: “Yes.”`: the question is not part of the answer."""
    first = draft.pieces[0]
    if len(draft.pieces) < 2 or first.start > draft.cue[0].start or reading.outer_in(first):
        return draft
    if _QUESTIONED.match(reading.text, reading.sentence_start(first.start), first.start):
        return _with_pieces(reading, draft, draft.pieces[1:])
    return draft


def _with_pieces(reading: Reading, draft: Draft, pieces: tuple[Span, ...]) -> Draft:
    """The draft with these pieces; it is direct where all of them stand in marks."""
    marked = all(_is_marked(reading, piece) for piece in pieces)
    return replace(draft, pieces=pieces, kind="direct" if marked else draft.kind)


def _is_marked(reading: Reading, piece: Span) -> bool:
    quoted = reading.quoted_at(piece.start + 1)
    return quoted is not None and quoted.span.end >= piece.end - 1


def _past_addressee(reading: Reading, draft: Draft) -> Draft:
    """`promised the passengers of the island line that he would`: what was promised begins after whom."""
    first, cue = draft.pieces[0], draft.cue[-1]
    verb = reading.slice(cue).casefold().split()[-1:]
    if draft.kind == "direct" or not 0 <= first.start - cue.end <= 1 or not set(verb) & reading.language.telling_verbs:
        return draft
    words = reading.tokens_in(first)
    that = next((n for n, w in enumerate(words) if w.folded == "that"), 0)
    if that and all(w.upos in _OF_ADDRESSEES for w in words[:that]):
        return replace(draft, pieces=(Span(words[that].span.start, first.end), *draft.pieces[1:]))
    return draft


def _drop_topic(reading: Reading, draft: Draft) -> Draft:
    """`“Good team,” he quipped of the opponents`: whom it is about is not said; what stands between the verb and who
    speaks, `said the man he meant, Ana Ruiz`, is of the source."""
    cue, source, last = draft.cue[-1], draft.source[0] if draft.source else None, draft.pieces[-1]
    spoken = len(draft.pieces) > 1 and draft.pieces[-2].end <= cue.start and _is_marked(reading, draft.pieces[-2])
    if not spoken or not 0 <= last.start - cue.end <= 1 or reading.outer_in(last):
        return draft
    between = source is not None and 0 <= source.start - last.end <= 2
    if not between and any(w.upos in ("VERB", "AUX") for w in reading.tokens_in(last)):
        return draft
    said = _with_pieces(reading, draft, draft.pieces[:-1])
    return replace(said, source=(Span(last.start, source.end),)) if source is not None and between else said


def _drop_apposition(reading: Reading, draft: Draft) -> Draft:
    """`Inflation slowed, the office said, the lowest rate in years`: a noun set beside the whole is the writer's."""
    if draft.kind != "indirect" or len(draft.pieces) < 2:
        return draft
    *before, last = draft.pieces
    words = reading.tokens_in(last)
    comma = reading.text[max(0, last.start - 2) : last.start] == ", "
    noun = bool(words) and words[0].upos == "DET" and not any(w.upos in ("VERB", "AUX") for w in words)
    clause = reading.tokens_in(before[-1])
    whole = any(w.upos in ("VERB", "AUX") for w in clause) and clause[-1].upos not in ("AUX", "VERB")
    if comma and noun and whole and last.start > draft.cue[0].end >= before[-1].end:
        return replace(draft, pieces=tuple(before))
    return draft


def is_heading(reading: Reading, draft: Draft) -> bool:
    """`Comment on the results`, `Statement from Ana Ruiz on the results`, `Halsund: strike ends`: a line without a full
    stop that names its topic or place."""
    line = reading.paragraph(reading.paragraph_at(draft.start))
    if draft.kind != "indirect" or reading.text[line.end - 1] in '.!?”"’:':
        return False
    cue = draft.cue[0]
    if cue.start == line.start and (not draft.source or _TOPIC.match(reading.slice(draft.pieces[0]))):
        return any(w.casefold() in reading.language.speech_nouns for w in reading.slice(cue).split()[:1])
    source = draft.source[0] if draft.source else None
    if source is None or source.start != line.start or reading.slice(cue) != ":":
        return False
    name = reading.slice(source).rstrip(" :")
    people = any(e.label == "PERSON" for e in reading.entities.touching(source))
    return not (
        people or " " in name or name.isupper() or is_described(name) or name.casefold() in reading.language.group_nouns
    )


def _drop_dateline(reading: Reading, draft: Draft) -> Draft:
    """`HALSUND, March 3 (KNA) - The port will open, the mayor said`: where a dispatch comes from is no part of it."""
    first = draft.pieces[0]
    start = after_dateline(reading, first)
    dated = first.start < start < first.end
    if dated and draft.kind == "indirect" and reading.before_in_paragraph(first.start) is None:
        return replace(draft, pieces=(Span(start, first.end), *draft.pieces[1:]))
    return draft


def _turn_around(reading: Reading, draft: Draft) -> Draft:
    """`The toaster, said the manager, Ana Ruiz, was new`: what a comma parts from its verb is the subject of what
    follows, and who follows the cue is the source."""
    source, cue, first = draft.source[0] if draft.source else None, draft.cue[0], draft.pieces[0]
    if source is None or draft.kind != "indirect" or source.end > cue.start or first.start < cue.end:
        return draft
    comma = reading.text[source.end - 1 : cue.start].strip()
    bare = "," not in reading.slice(source).rstrip(" ,") and reading.sentence_start(cue.start) == source.start
    subject = subject_after(reading, cue.end) if comma.endswith(",") and bare else None
    if subject is None or reading.text[subject.end : subject.end + 1] != ",":
        return draft
    rest = Span(subject.end + 2, draft.pieces[-1].end)
    verb = [w for w in reading.tokens_in(rest) if w.upos != "ADV"][:1]
    named = any(e.label == "PERSON" for e in reading.entities.touching(source))
    if verb and verb[0].upos in ("AUX", "VERB") and not named and rest.start < rest.end:
        opening = Span(source.start, source.start + len(reading.slice(source).rstrip(" ,")))
        return replace(draft, source=(subject,), pieces=(opening, rest))
    return draft


def _recover_subject(reading: Reading, draft: Draft) -> Draft:
    """`Insurgents took the town, rebels and a monitor said`: where the content runs up to its verb,
    its last clause is the subject that the model took for content. A source after the verb then
    stays behind it and is left for the relay rules."""
    last, cue = draft.pieces[-1], draft.cue[0]
    reach = 1 if draft.source else 2  # a comma may stand between
    if draft.kind != "indirect" or not 0 <= cue.start - last.end <= reach:
        return draft
    clause = re.search(r",\s+(?P<who>[^,]{3,70})$", reading.slice(last))
    if not clause:
        return draft
    who = Span(*(last.start + at for at in clause.span("who")))
    if any(word.upos in ("VERB", "AUX") for word in reading.tokens_in(who)):
        return draft
    return replace(draft, pieces=(*draft.pieces[:-1], Span(last.start, last.start + clause.start())), source=(who,))


def in_one_sentence(reading: Reading, draft: Draft) -> Draft:
    """The draft with each source cut to one sentence."""
    return replace(draft, source=tuple(_in_one_sentence(reading, source, draft.cue) for source in draft.source))


def _in_one_sentence(reading: Reading, source: Span, cue: Sequence[Span]) -> Span:
    """A source without what a model ran on into another sentence: `Ana Ruiz, a nurse at Finch. Pike`. Of the two
    parts the one in the sentence of the cue is kept, else the first."""
    first, last = (reading.sentence_index(at) for at in (source.start, source.end - 1))
    near = reading.document.sentences[max(first, 0) : last + 1]
    cut = [s.span for s in near if s.span.start < source.end and s.span.end > source.start]
    if len(cut) < 2:
        return source
    parts = [Span(max(s.start, source.start), min(s.end, source.end)) for s in cut]
    kept = next((p for p, s in zip(parts, cut, strict=True) for c in cue if s.start <= c.start < s.end), parts[0])
    words = reading.slice(kept).rstrip(" .\n")
    return Span(kept.start, kept.start + len(words)) if words else source
