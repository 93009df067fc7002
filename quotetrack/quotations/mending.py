"""Drafts mended by the words around them: what a model took into a content and is of its source, and the other way."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from quotetrack.lexicon import listed, verbs
from quotetrack.quotations.clauses import after_dateline, subject_after
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.entities import ALIAS
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span

_ONE = re.compile(r"(?:one|another|a (?:second|third)|the other),?", re.IGNORECASE)
_SETTING = re.compile(r"(?:in|at|on|during|after|before|speaking)\b", re.IGNORECASE)
_TOPIC = re.compile(r"(?:on|about|regarding|concerning)\s")
_QUESTIONED = re.compile(r"(?:when\s)?(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE)
_OF_ADDRESSEES = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "CCONJ"}
_NAME_AND_BRACKET = re.compile(r"[^\W\d_a-z][\w&’'.-]*(?:,?\s[^\W\d_a-z][\w&’'.-]*){0,5}\s\([^()]*$")
_NAME_BESIDE = re.compile(r",?\s(?=[^\W\d_a-z])|(?<=,)\s(?=[^\W\d_a-z])")
_WHAT_CALLED = re.compile(
    r"\bwhat\s(?P<who>he|she|it|they|the\s[\w’'-]+)\s(?:has\s|have\s|had\s)?"
    r"(?P<cue>calls?|called|terms|termed|labelled|labeled|dubbed|describes?\sas|described\sas)\s$"
)
_AS_SAYING = re.compile(r"(?:(?P<who>[^,.;:“”\"]{2,60}?)\s)?as\ssaying\s(?:that\s)?")
_TO_COMMA = re.compile(r"\s(?P<words>[\w’'%-]+(?:\s[\w’'%-]+){0,3}),\s")
_BETWEEN_CALLS = re.compile(
    r",?\s(?:and\s|but\s|or\s)?(?P<what>(?:as\s|the\s|its\s|his\s|her\s|their\s)(?:[\w’'-]+\s){0,4})?"
)
_DESCRIPTION = re.compile(
    r",\s(?P<phrase>(?:its|the|his|her|their|a|an)\s(?:[\w’'-]+\s){0,4}?(?P<noun>[\w’'-]+)(?:\s(?:of|for|at)\s[^,]{2,40})?),?\s?\Z"
)
_DESCRIBED = re.compile(r",\s+(?P<who>(?:the|its|his|her|their|a|an)\s[^,]{3,60},\s[^\W\d_a-z][^,]{2,40}),?$")
"""`…, the regional governor, Ana Ruiz,` at the end of a content."""


def mend(reading: Reading, draft: Draft) -> None:
    """Contents and source of a draft without what belongs to neither, in place; the draft has a cue and contents."""
    _drop_dateline(reading, draft)
    _drop_question(reading, draft)
    _past_addressee(reading, draft)
    _drop_topic(reading, draft)
    _move_description(reading, draft)
    _recover_subject(reading, draft)
    _turn_around(reading, draft)
    _drop_lead(reading, draft)
    _what_called(reading, draft)
    _as_saying(reading, draft)
    _up_to_comma(reading, draft)
    _drop_apposition(reading, draft)


def is_described(noun: str) -> bool:
    """Whether a word is a noun for a person."""
    return noun.casefold() in listed("person_nouns")


def whole_source(reading: Reading, source: Span) -> Span:
    """A source that begins inside parentheses, from the name before them: `Acme, Inc. (ACM), a maker`; one that stops
    before the name that somebody uses, with that: `the producer, who goes by Kidd`."""
    if _ONE.fullmatch(reading.slice(source).strip()):
        for entity in reading.entities.starting_in(Span(source.end, source.end + 3)):
            if entity.label == "PERSON":
                return Span(source.start, entity.span.end)  # `said one, Ana Ruiz`
    named = any(e.span.end > source.start for e in reading.entities.touching(source) if e.label == "PERSON")
    beside = _NAME_BESIDE.match(reading.text, source.end)
    if beside and not named and is_described("".join(reading.slice(source).rstrip(" ,").split()[-1:])):
        for entity in reading.entities.starting_in(Span(beside.end(), beside.end() + 8)):
            if entity.label == "PERSON":
                return Span(source.start, entity.span.end)
    for entity in reading.entities.starting_in(Span(source.end, source.end + 60)):
        between = reading.text[source.end - 1 : entity.span.start]
        if ALIAS.match(between.lstrip(" ,")) and not re.search(r"[.;:]", between):
            return Span(source.start, entity.span.end)
    for quoted in reading.outer_in(source):
        before = reading.text[source.start : quoted.span.start].rstrip(" ,")
        if before and quoted.span.end >= source.end - 1 and _is_sentence(reading, quoted.inner):
            source = Span(source.start, source.start + len(before))
    text = reading.slice(source)
    if ")" not in text or "(" in text[: text.index(")")]:
        return source
    opening = _NAME_AND_BRACKET.search(reading.text, max(0, source.start - 80), source.start)
    return Span(opening.start(), source.end) if opening else source


def _drop_question(reading: Reading, draft: Draft) -> None:
    """`Asked whether he signed, he replied: “Yes.”`: the question is not part of the answer."""
    first = draft.pieces[0]
    if len(draft.pieces) < 2 or first.start > draft.cue[0].start or reading.outer_in(first):
        return
    if _QUESTIONED.match(reading.text, reading.sentence_start(first.start), first.start):
        _keep(reading, draft, draft.pieces[1:])


def _keep(reading: Reading, draft: Draft, pieces: list[Span]) -> None:
    """Leave a draft with these pieces; it is direct where all of them stand in marks."""
    draft.pieces = pieces
    draft.kind = "direct" if all(_is_marked(reading, piece) for piece in pieces) else draft.kind


def _is_marked(reading: Reading, piece: Span) -> bool:
    quoted = reading.quoted_at(piece.start + 1)
    return quoted is not None and quoted.span.end >= piece.end - 1


def _past_addressee(reading: Reading, draft: Draft) -> None:
    """`promised the passengers of the island line that he would`: what was promised begins after whom."""
    first, cue = draft.pieces[0], draft.cue[-1]
    verb = reading.slice(cue).casefold().split()[-1:]
    if draft.kind == "direct" or not 0 <= first.start - cue.end <= 1 or not set(verb) & verbs("telling_verbs"):
        return
    words = reading.tokens_in(first)
    that = next((n for n, w in enumerate(words) if w.folded == "that"), 0)
    if that and all(w.upos in _OF_ADDRESSEES for w in words[:that]):
        draft.pieces[0] = Span(words[that].span.start, first.end)


def _drop_topic(reading: Reading, draft: Draft) -> None:
    """`“Good team,” he quipped of the opponents`: whom it is about is not said; what stands between the verb and who
    speaks, `said the man he meant, Ana Ruiz`, is of the source."""
    cue, source, last = draft.cue[-1], draft.source[0] if draft.source else None, draft.pieces[-1]
    spoken = len(draft.pieces) > 1 and draft.pieces[-2].end <= cue.start and _is_marked(reading, draft.pieces[-2])
    if not spoken or not 0 <= last.start - cue.end <= 1 or reading.outer_in(last):
        return
    between = source is not None and 0 <= source.start - last.end <= 2
    if not between and any(w.upos in ("VERB", "AUX") for w in reading.tokens_in(last)):
        return
    _keep(reading, draft, draft.pieces[:-1])
    if source is not None and between:
        draft.source = [Span(last.start, source.end)]


def _what_called(reading: Reading, draft: Draft) -> None:
    """`was fined for what it called “creative arithmetic”`: only the words in marks, and who calls it so."""
    last = draft.pieces[-1]
    quoted = reading.outer_in(last)
    cue = {w.folded for span in draft.cue for w in reading.tokens_in(span)}
    says = cue & verbs("speech_verbs", "stance_verbs", "belief_verbs")
    if draft.kind != "mixed" or says or len(quoted) != 1 or quoted[0].span.end < last.end - 1:
        return
    found = what_calls(reading, last, quoted[0].span.start)
    if found:
        draft.pieces, draft.kind, draft.cue = [quoted[0].inner], "direct", [found[0]]
        if " " in reading.slice(found[1]) or not draft.source:  # a pronoun is the subject of the whole
            draft.source = [found[1]]


def what_calls(reading: Reading, content: Span, mark: int) -> tuple[Span, Span] | None:
    """Cue and source of `what it called “creative arithmetic”`, by where the mark opens."""
    found = _WHAT_CALLED.search(reading.text, content.start, mark)
    return (Span(*found.span("cue")), Span(*found.span("who"))) if found else None


def _up_to_comma(reading: Reading, draft: Draft) -> None:
    """`Talks to resume Monday, envoy says`: prose goes on to the comma before the clause that attributes it."""
    last = draft.pieces[-1]
    clause = min(s.start for s in (*draft.cue, *draft.source))
    if draft.kind != "indirect" or last.end > clause:
        return
    rest = _TO_COMMA.fullmatch(reading.text, last.end, clause)
    labelled = [r for role in ("cue", "source") for r in reading.roles(role).touching(Span(last.end, clause))]
    if rest and not labelled:
        draft.pieces[-1] = Span(last.start, rest.end("words"))


def _drop_apposition(reading: Reading, draft: Draft) -> None:
    """`Inflation slowed, the office said, the lowest rate in years`: a noun set beside the whole is the writer's."""
    if draft.kind != "indirect" or len(draft.pieces) < 2:
        return
    *before, last = draft.pieces
    words = reading.tokens_in(last)
    comma = reading.text[max(0, last.start - 2) : last.start] == ", "
    noun = bool(words) and words[0].upos == "DET" and not any(w.upos in ("VERB", "AUX") for w in words)
    clause = reading.tokens_in(before[-1])
    whole = any(w.upos in ("VERB", "AUX") for w in clause) and clause[-1].upos not in ("AUX", "VERB")
    if comma and noun and whole and last.start > draft.cue[0].end >= before[-1].end:
        draft.pieces.pop()


def _as_saying(reading: Reading, draft: Draft) -> None:
    """`Police quoted the man as saying he had fled`: who is quoted says it; `as saying` alone is no part of it."""
    for number, piece in enumerate(draft.pieces if draft.kind != "direct" else ()):
        found = _AS_SAYING.match(reading.text, *piece)
        if found and found.end() < piece.end:
            draft.pieces[number] = Span(found.end(), piece.end)
            draft.source = [Span(*found.span("who"))] if found["who"] else draft.source


def part_calls(reading: Reading, draft: Draft) -> list[Draft]:
    """`called the vote “a shame” and the count “a shambles”`: what each thing is called, as a quotation of its own."""
    cue = {w.folded for span in draft.cue for w in reading.tokens_in(span)}
    quoted = reading.outer_in(draft.pieces[0])
    if draft.kind == "indirect" or len(draft.pieces) > 1 or len(quoted) < 2 or not cue & verbs("calling_verbs"):
        return [draft]
    gaps = [_BETWEEN_CALLS.fullmatch(reading.text, a.span.end, b.span.start) for a, b in pairwise(quoted)]
    several = len(quoted) > 2 or any(gap and gap["what"] for gap in gaps)
    if quoted[-1].span.end < draft.end - 1 or not all(gaps) or not several:
        return [draft]  # `called them “losers” and “sad”` is one
    starts = [
        draft.start,
        *(gap.start("what") if gap["what"] else q.span.start for gap, q in zip(gaps, quoted[1:], strict=True) if gap),
    ]
    spans = [Span(start, q.span.end) for start, q in zip(starts, quoted, strict=True)]
    plain = [q.inner if q.span == span else span for q, span in zip(quoted, spans, strict=True)]
    return [
        replace(draft, pieces=[span], kind="direct" if span == q.inner else "mixed")
        for q, span in zip(quoted, plain, strict=True)
    ]


def _is_sentence(reading: Reading, span: Span) -> bool:
    """Whether words in marks are more than a name: they begin small or end with a full stop."""
    inner = reading.slice(span).strip()
    return len(inner.split()) > 2 and (inner[0].islower() or inner[-1] in ".!?")


def _drop_lead(reading: Reading, draft: Draft) -> None:
    """`In a call with his colleague, the minister asked for patience`: what comes before the source
    and begins with a preposition is where it was said, if something else is what was said."""
    first = draft.pieces[0]
    before_source = draft.source and first.end <= draft.source[0].start
    if draft.kind == "indirect" and len(draft.pieces) > 1 and before_source and _SETTING.match(reading.slice(first)):
        del draft.pieces[0]


def is_heading(reading: Reading, draft: Draft) -> bool:
    """`Comment on the results`, `Statement from Ana Ruiz on the results`, `Halsund: strike ends`: a line without a full
    stop that names its topic or place."""
    line = reading.paragraph(reading.paragraph_at(draft.start))
    if draft.kind != "indirect" or reading.text[line.end - 1] in '.!?”"’:':
        return False
    cue = draft.cue[0]
    if cue.start == line.start and (not draft.source or _TOPIC.match(reading.slice(draft.pieces[0]))):
        return any(w.casefold() in listed("speech_nouns") for w in reading.slice(cue).split()[:1])
    source = draft.source[0] if draft.source else None
    if source is None or source.start != line.start or reading.slice(cue) != ":":
        return False
    name = reading.slice(source).rstrip(" :")
    people = any(e.label == "PERSON" for e in reading.entities.touching(source))
    return not (
        people or " " in name or name.isupper() or is_described(name) or name.casefold() in listed("group_nouns")
    )


def _drop_dateline(reading: Reading, draft: Draft) -> None:
    """`HALSUND, March 3 (KNA) - The port will open, the mayor said`: where a dispatch comes from is no part of it."""
    first = draft.pieces[0]
    start = after_dateline(reading, first)
    dated = first.start < start < first.end
    if dated and draft.kind == "indirect" and reading.before_in_paragraph(first.start) is None:
        draft.pieces[0] = Span(start, first.end)


def _move_description(reading: Reading, draft: Draft) -> None:
    """`Orrin will close, its president, Ana Ruiz, said`: the description at the end of the content is the source's."""
    last, source = draft.pieces[-1], draft.source[0] if draft.source else None
    if source is None or draft.kind != "indirect" or not 0 <= source.start - last.end <= 1:
        return
    found = _DESCRIPTION.search(reading.text, *last)
    if found and found.start() > last.start and is_described(found["noun"]):
        draft.pieces[-1] = Span(last.start, found.start())
        draft.source = [Span(found.start("phrase"), source.end)]


def _turn_around(reading: Reading, draft: Draft) -> None:
    """`The toaster, said the manager, Ana Ruiz, was new`: what a comma parts from its verb is the subject of what
    follows, and who follows the cue is the source."""
    source, cue, first = draft.source[0] if draft.source else None, draft.cue[0], draft.pieces[0]
    if source is None or draft.kind != "indirect" or source.end > cue.start or first.start < cue.end:
        return
    comma = reading.text[source.end - 1 : cue.start].strip()
    bare = "," not in reading.slice(source).rstrip(" ,") and reading.sentence_start(cue.start) == source.start
    subject = subject_after(reading, cue.end) if comma.endswith(",") and bare else None
    if subject is None or reading.text[subject.end : subject.end + 1] != ",":
        return
    rest = Span(subject.end + 2, draft.pieces[-1].end)
    verb = [w for w in reading.tokens_in(rest) if w.upos != "ADV"][:1]
    named = any(e.label == "PERSON" for e in reading.entities.touching(source))
    if verb and verb[0].upos in ("AUX", "VERB") and not named and rest.start < rest.end:
        draft.source, draft.pieces = (
            [subject],
            [Span(source.start, source.start + len(reading.slice(source).rstrip(" ,"))), rest],
        )


def _recover_subject(reading: Reading, draft: Draft) -> None:
    """`Insurgents took the town, rebels and a monitor said`: where the content runs up to its verb,
    its last clause is the subject that the model took for content. A source after the verb then
    stays behind it and is left for the relay rules."""
    last, cue = draft.pieces[-1], draft.cue[0]
    reach = 1 if draft.source else 2  # a comma may stand between
    if draft.kind != "indirect" or not 0 <= cue.start - last.end <= reach:
        return
    text = reading.slice(last)
    described = _DESCRIBED.search(text)
    if described and not any(is_described(word) for word in described["who"].split()):
        described = None
    clause = described or re.search(r",\s+(?P<who>[^,]{3,70})$", text)
    if not clause:
        return
    who = Span(*(last.start + at for at in clause.span("who")))
    if any(word.upos in ("VERB", "AUX") for word in reading.tokens_in(who)):
        return
    draft.pieces[-1] = Span(last.start, last.start + clause.start())
    draft.source = [who]
