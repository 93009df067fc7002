"""Corrections of what a model cut wrongly or left out, by the grammar of the clause.

`correct` takes out of a draft what is of its source, or of neither; `with_inserted_clauses` finds attributions between
commas that the model missed: `No one, says the historian, has read it`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from quotetrack.language import union
from quotetrack.quotations.acts import act_of, is_attribution, is_hypothetical
from quotetrack.quotations.clauses import (
    after_dateline,
    begins_report,
    names_somebody,
    noun_phrase,
    subject_after,
)
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Kind, Span, Way
from quotetrack.spans import SpanIndex, overlap
from quotetrack.text import trim

_TOPIC = re.compile(r"(?:on|about|regarding|concerning)\s")
_QUESTIONED = re.compile(r"(?:when\s)?(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE)
_TAIL = 6
"""Words after subject and verb that may still say to whom, where and when: `told journalists by phone on Monday`."""
_ASIDE = 8
"""Words between commas after a name that say who that is: `Ana Ruiz, the mayor, said`."""


def correct(reading: Reading, draft: Draft) -> Draft:
    """The draft, which has a cue and contents, without what belongs to neither content nor source."""
    return _drop_topic(reading, _drop_question(reading, draft))


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
    nouns = union(reading.language.person_nouns, reading.language.group_nouns)
    return not (people or " " in name or name.isupper() or name.casefold() in nouns)


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


class InsertedClause(NamedTuple):
    """Cue, source and the pieces of what a clause between commas attributes."""

    cue: Span
    source: Span
    pieces: list[Span]


def with_inserted_clauses(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with those of clauses between commas in place of what overlaps them, where they are not there yet."""
    kept = dict(enumerate(drafts))
    index = SpanIndex(enumerate(drafts), lambda item: _hull([*item[1].pieces, *item[1].cue, *item[1].source]))
    added: list[Draft] = []
    for clause in find_inserted_clauses(reading):
        taken = [clause.cue, clause.source, *clause.pieces]
        near = {number: kept[number] for number, _ in index.touching(_hull(taken)) if number in kept}
        if _is_read(clause, [*near.values(), *added[-1:]]) or not is_attribution(reading, clause.cue):
            continue
        if is_hypothetical(reading, clause.cue):
            continue
        for number, draft in near.items():
            if draft.kind != "direct" and any(overlap(p, t) for p in draft.pieces for t in taken):
                del kept[number]
            elif draft.kind == "direct" and not draft.source and any(overlap(c, clause.cue) for c in draft.cue):
                kept[number] = replace(draft, source=(clause.source,))
        added.append(_as_draft(reading, clause))
    return sorted([*kept.values(), *added], key=lambda d: d.start)


def _as_draft(reading: Reading, clause: InsertedClause) -> Draft:
    kind: Kind = "mixed" if any(reading.outer_in(piece) for piece in clause.pieces) else "indirect"
    act = act_of(reading.slice(clause.cue), kind)
    act = "speech" if act == "belief" else act
    return Draft(tuple(clause.pieces), (clause.cue,), (clause.source,), kind, act, way=Way.CLAUSE, score=0.7)


def _hull(spans: Sequence[Span]) -> Span:
    """From the first of some spans to the last."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _is_read(clause: InsertedClause, drafts: Sequence[Draft]) -> bool:
    """Whether a draft holds most of each piece, stands within one, or words in marks are part of what is said."""
    others = [d for d in drafts if d.source and not overlap(d.source[0], clause.source)]
    inside = [c for d in others if d.act != "belief" for c in d.cue for p in clause.pieces if overlap(p, c)]
    if inside:
        return True  # `Ruiz said it would close, Reuters reported`
    for draft in drafts:
        if draft.kind != "direct" and any(overlap(own, clause.source) for own in draft.pieces):
            continue  # it takes who speaks for words
        shares = [sum(overlap(p, own) for own in draft.pieces) * 2 > p.end - p.start for p in clause.pieces]
        if all(shares) or (draft.kind == "direct" and any(shares)):
            return True
    return False


def find_inserted_clauses(reading: Reading) -> Iterator[InsertedClause]:
    """The first such clause of each sentence, in text order."""
    for sentence in reading.document.sentences:
        found = _inserted_clause(reading, sentence.span)
        if found:
            yield found


def _inserted_clause(reading: Reading, sentence: Span) -> InsertedClause | None:
    """The first clause between commas that attributes what is around it: `, says the historian,`."""
    words = reading.tokens_in(sentence)
    start = after_dateline(reading, sentence)
    for number, word in enumerate(words):
        if word.text != "," or word.span.start <= start or reading.quoted_at(word.span.start):
            continue
        clause = _inverted(reading, words[number + 1 :]) or _in_order(reading, words[number + 1 :])
        if clause is None:
            continue
        lead = Span(start, word.span.start)
        pieces = None if reading.outer_in(lead) else _pieces(reading, lead, clause, sentence)
        if pieces:
            return InsertedClause(*clause, pieces)
    return None


def _inverted(reading: Reading, words: Sequence[Word]) -> tuple[Span, Span] | None:
    """Verb and subject of `says the historian`."""
    if not words or words[0].folded not in reading.language.strong_verbs or words[0].upos != "VERB":
        return None
    subject = subject_after(reading, words[0].span.end)
    return (words[0].span, subject) if subject else None


def _in_order(reading: Reading, words: Sequence[Word]) -> tuple[Span, Span] | None:
    """Verb and subject of `the historian says`, `Ana Ruiz, the historian, says`."""
    if not words:
        return None
    pronoun = words[0].folded in ("he", "she", "they")
    phrase = list(words[:1]) if pronoun else noun_phrase(list(words))
    rest = list(words[len(phrase) :])
    reports = phrase[-1:] and phrase[-1].folded in reading.language.strong_verbs
    mistaken = len(phrase) > 1 and reports and phrase[-2].folded.endswith("s")
    if mistaken and rest and rest[0].text == ",":
        phrase, rest = phrase[:-1], [phrase[-1], *rest]  # `the researchers report,` taken for nouns
    if not phrase or not (pronoun or names_somebody(reading, phrase)):
        return None
    if rest and rest[0].text == ",":
        rest = rest[1:] if any(w.text == "," for w in phrase) else _behind_aside(rest)
    speaks = rest and rest[0].folded in reading.language.strong_verbs and rest[0].upos in ("VERB", "NOUN")
    return (rest[0].span, Span(phrase[0].span.start, phrase[-1].span.end)) if speaks else None


def _behind_aside(rest: list[Word]) -> list[Word]:
    """What follows `, the mayor,`."""
    for number, word in enumerate(rest[1 : _ASIDE + 2], 1):
        if word.text == ",":
            return rest[number + 1 :]
        if word.upos in ("VERB", "AUX"):
            return []
    return []


def _pieces(reading: Reading, lead: Span, clause: tuple[Span, Span], sentence: Span) -> list[Span] | None:
    """What a clause between commas attributes: all around it where the subject stands before, else what is before."""
    end = max(span.end for span in clause)
    rest = reading.tokens_in(Span(end, sentence.end))
    before = reading.tokens_in(lead)
    comma = next((n for n, w in enumerate(rest) if w.text in (",", ":", ";", "—", "–", "-")), len(rest))
    tail = [w for w in rest[:comma] if w.text[0].isalnum()]
    if not before or before[-1].upos in ("CCONJ", "SCONJ", "ADP", "PRON") or not _is_setting(tail, clause[0], reading):
        return None
    copula = before[-1].upos == "AUX"  # `It was, said the pilot, the quietest landing`
    following = [w for w in rest[comma + 1 :] if w.text[0].isalnum()]
    if comma < len(rest) and rest[comma].text == "," and following and (copula or _goes_on(before, following)):
        last = _plain(reading, Span(rest[comma].span.end, sentence.end))
        return [lead, last] if last else None
    return [lead] if _is_clause(before) and _opens(before, tail, following) else None


def _is_setting(tail: Sequence[Word], verb: Span, reading: Reading) -> bool:
    """Whether what follows subject and verb says only to whom, where or when: not `the minister said no`."""
    told = reading.slice(verb).casefold() in ("told", "tells", "tell")
    plain = not tail or told or tail[0].upos == "ADP" or tail[0].folded in reading.language.time_words
    return plain and len(tail) <= _TAIL and not any(w.upos in ("VERB", "AUX") for w in tail)


def _goes_on(before: Sequence[Word], following: Sequence[Word]) -> bool:
    """Whether what follows is a verb without a subject of its own: that stands before the clause."""
    verb = next((w for w in following if w.upos not in ("ADV", "PART")), following[0])
    if verb.upos not in ("VERB", "AUX") or verb.folded.endswith("ing"):
        return False
    if before[0].upos in ("ADP", "SCONJ", "ADV"):
        return False
    participle = verb.upos == "VERB" and verb.folded.endswith(("ed", "en"))
    return not (participle and _is_clause(before))


def _opens(before: Sequence[Word], tail: Sequence[Word], following: Sequence[Word]) -> bool:
    """Whether a clause is not only the setting of what comes after it."""
    first = before[1] if before[0].upos == "CCONJ" else before[0]
    return begins_report(first) or (not tail and not following and any(w.text == "," for w in before))


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether words are a clause: three of them, with a verb that is no participle in -ing."""
    verb = [n for n, w in enumerate(words) if w.upos in ("VERB", "AUX") and not w.folded.endswith("ing")]
    return len(words) > 2 and bool(verb) and verb[0] > 0


def _plain(reading: Reading, span: Span) -> Span | None:
    """A span without white space and the full stop at its end."""
    found = trim(reading.text, span)
    if found and reading.text[found.end - 1] == ".":
        found = trim(reading.text, Span(found.start, found.end - 1))
    return found
