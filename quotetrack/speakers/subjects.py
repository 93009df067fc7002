"""Whose words a quotation without a source is, by the grammar of its own sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.speakers.antecedents import find_person, gender_of
from quotetrack.speakers.people import People, Person

_GOES_ON = re.compile(r"(?:\b(?:and|but|then)|,)\s(?:(?:then|also|later|even|once|again)\s)?$")
_SUBJECT = re.compile(
    r"(?:(?:In|On|At|After|Before|During|Last|Earlier|Speaking|Later|Then|But|And)\b[^,“”\"]{0,60},?\s)?"
    r"(?:(?P<pronoun>He|She|he|she)\b|(?=[^\W\d_a-z]))"
)
_CLAUSE = re.compile(
    r"(?:[:;”\"]|\b(?:and|but|as|while|that|though|although|where|when|night|day),?)\s$", re.IGNORECASE
)
_TITLES = 24
"""Code points that titles before a name may take."""
_Found = tuple[Person | None, list[str]]


def find_subject(reading: Reading, people: People, cue: int, speakers: Sequence[tuple[int, Person]]) -> _Found:
    """The subject of the sentence for a cue that goes on from another verb: `Ruiz took the stage and
    called it "rotten"`, `She met them, telling them that`; and who else was weighed."""
    before = Span(reading.sentence_start(cue), cue)
    opening = _SUBJECT.match(reading.text, before.start, before.end)
    if not opening or not _GOES_ON.search(reading.slice(before)) or reading.quoted_at(cue):
        return None, []
    if opening["pronoun"]:
        return find_person(reading, people, opening.start("pronoun"), gender_of(opening["pronoun"]), speakers)
    named = people.in_span(Span(opening.end(), before.end))
    if not named or named[0][0].start > opening.end() + _TITLES or reading.is_possessive(named[0][0]):
        return None, []
    lead = reading.tokens_in(Span(opening.end(), named[0][0].start))
    after = [w.upos for w in reading.tokens_in(Span(named[0][0].end, before.end)) if w.upos != "ADV"]
    plain = all(w.folded.rstrip(".") in reading.language.honorifics or w.text == "." for w in lead)
    acts = {"VERB", "AUX"} & set(after[:3] if after[:1] == ["CCONJ"] else after[:1])  # "Ruiz and her aides have"
    return (named[0][1], []) if plain and acts else (None, [])


def sentence_before(reading: Reading, start: int, number: int) -> Span | None:
    """The sentence that ends just before a quotation, in its paragraph (by index) or the one before."""
    lead = reading.before_in_paragraph(start)
    if lead:
        sentence = reading.sentence_at(lead.end - 1)
        return Span(max(sentence.span.start, lead.start), start) if sentence else None
    if number == 0:
        return None
    sentence = reading.sentence_at(reading.paragraph(number - 1).end - 1)
    return sentence.span if sentence else None


def opens_clause(reading: Reading, at: int) -> bool:
    """Whether a bare "both" at an offset is the subject of its own clause: not `the mayors, both of them new`."""
    before = reading.text[reading.sentence_start(at) : at]
    return not before.strip("“”\"' ") or bool(_CLAUSE.search(before))
