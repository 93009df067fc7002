"""Contents that have no cue: continued, led in by a line, credited after a dash, or floating."""

from __future__ import annotations

from dataclasses import replace

from quotetrack.quotations.acts import act_of, in_words
from quotetrack.quotations.clauses import clause_after, names_somebody, noun_phrase, subject_after
from quotetrack.quotations.contents import Content, edge_trimmed
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.layouts import credit_line, issued_by, lead_in
from quotetrack.quotations.not_speech import is_named, label_of
from quotetrack.quotations.reading import Reading
from quotetrack.records import Note, Span, Way

_FEW = 1
"""Words in marks that, with no cue and in the midst of a sentence, are words at arm's length: `to “reduce”`."""


def place_floating(reading: Reading, loose: list[Content], drafts: list[Draft]) -> list[Draft]:
    """Give each content without a cue its place: a further piece of the quotation before it in its
    paragraph, or a draft of its own. Returns all drafts, sorted; what is neither cued nor in marks
    attributes nothing and is dropped."""
    added: list[Draft] = []
    for content in loose:
        if content.kind == "indirect":
            continue
        if content.kind == "mixed":
            added += [_floating(reading, q.inner, content, q.closed) for q in reading.outer_in(content.span)]
        else:
            added.append(_floating(reading, content.span, content, content.closed))
    return sorted([*drafts, *added], key=lambda d: d.start)


def _floating(reading: Reading, span: Span, content: Content, closed: bool) -> Draft:
    """What stands in marks and has no cue: speech, unless the words around it say that it is none."""
    draft = Draft((edge_trimmed(reading.text, span),), way=Way.FLOATING, score=content.score, closed=closed)
    quoted = reading.quoted_at(span.start)
    reason = label_of(reading, quoted) if quoted and closed else None
    kept = reason is Note.SCARE_QUOTES and len(reading.slice(span).split()) > _FEW
    return draft.set_aside(reason) if reason and not kept else draft


def attribute_by_layout(reading: Reading, draft: Draft) -> Draft:
    """A draft that has no source yet with that which its layout names: a clause directly behind the words, a credit
    line, `in her words` before them, the line that leads in to them, in this order."""
    if draft.source or draft.depth:
        return draft
    quoted = reading.quoted_at(draft.start)
    before = quoted.span.start if quoted else draft.start
    after = _after_marks(reading, draft.end)
    named = draft.act == "not_speech" and quoted is not None and is_named(reading, quoted)
    clause = clause_after(reading, after) if draft.kind == "direct" and not named and not draft.cue else None
    if clause:
        cue, source = clause
        act = act_of(reading.slice(cue), draft.kind)
        return replace(draft, cue=(cue,), source=(source,), way=Way.CLAUSE, act=act, notes=())
    if credit := credit_line(reading, after):
        return replace(draft, source=(credit,), way=Way.CREDIT_LINE)
    if draft.cue and draft.way is Way.MODEL:
        return draft
    if phrase := in_words(reading, before):
        cue, source = phrase
        return replace(draft, cue=(cue,), source=(source,), way=Way.IN_THEIR_WORDS, act="speech", notes=())
    return _led_in(reading, draft, before)


def _led_in(reading: Reading, draft: Draft, start: int) -> Draft:
    """The draft, whose marks open at `start`, with the source that the line before it names, if one leads in to it."""
    lead = lead_in(reading, start)
    source = _subject(reading, lead[0]) if lead else None
    if lead is None or source is None:
        return draft
    line, colon = lead
    verb = reading.tokens_in(Span(line.start, source.start))[-1:]
    inverted = tuple(w.span for w in verb if w.upos == "VERB" and w.span.start == line.start)
    cue = draft.cue or inverted or _cue_in(reading, Span(source.end, line.end))
    act = act_of(" ".join(reading.slice(span) for span in cue), draft.kind)
    return replace(draft, cue=cue, source=(source,), way=Way.LEAD_IN if colon else Way.HEADER_LINE, act=act)


def _after_marks(reading: Reading, end: int) -> int:
    quoted = reading.quoted_at(end - 1)
    return quoted.span.end if quoted and (quoted.closed or quoted.span.end - end <= 1) else end


def _subject(reading: Reading, line: Span) -> Span | None:
    """The source in a lead-in: the model's, else the first person or organisation named; of `Croaked the parrot:` what
    follows the verb."""
    if issued := issued_by(reading, line):
        return issued
    cues = [c.span for c in reading.roles("cue").starting_in(line)]
    sources = [s.span for s in reading.roles("source").starting_in(line)]
    if sources:  # `In her report she wrote:`
        return min(sources, key=lambda s: abs(cues[-1].start - s.end) if cues else s.start)
    first = reading.tokens_in(line)[:1]
    after = subject_after(reading, first[0].span.end) if first and first[0].upos == "VERB" else None
    if after and (first[0].folded in reading.language.speech_verbs or after.end >= line.end - 1):
        return after
    named = [e for e in reading.entities.starting_in(line) if e.label != "LOCATION"]
    people = [e for e in named if e.label == "PERSON"]
    if named:
        return (people or named)[0].span
    phrase = noun_phrase(reading.tokens_in(line))
    return Span(phrase[0].span.start, phrase[-1].span.end) if phrase and names_somebody(reading, phrase) else None


def _cue_in(reading: Reading, span: Span) -> tuple[Span, ...]:
    reports = reading.language.speech_verbs | reading.language.writing_verbs
    for word in reading.tokens_in(span):
        if word.folded in reports and word.may_be_verb:
            return (word.span,)
    return (Span(span.end - 1, span.end),) if reading.text[span.end - 1] == ":" else ()


def merge_continued(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Join quotations over several paragraphs: one left open, the next paragraph re-opening it.

    Never across an attribution to somebody else.
    """
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if last is not None and _continues(reading, last, draft):
            merged[-1] = _joined(last, draft)
        else:
            merged.append(draft)
    return merged


def _joined(last: Draft, draft: Draft) -> Draft:
    """Two drafts as one quotation, with the attribution of the second where the first has none."""
    told = draft if draft.source and not last.source else last
    return replace(
        last, pieces=last.pieces + draft.pieces, closed=draft.closed, score=min(last.score, draft.score),
        cue=told.cue, source=told.source, way=told.way, act=told.act,
    )  # fmt: skip


def _continues(reading: Reading, last: Draft, draft: Draft) -> bool:
    if last.closed or last.depth or draft.depth or draft.kind != "direct":
        return False
    quoted = reading.quoted_at(draft.start)
    if (
        quoted is None
        or not quoted.reopens
        or reading.paragraph_at(draft.start) != reading.paragraph_at(last.end - 1) + 1
    ):
        return False
    if not last.source or not draft.source:
        return True
    ours, theirs = (reading.slice(d.source[0]).casefold() for d in (last, draft))
    return ours == theirs or theirs in {"he", "she", "they"}
