"""Whom a pronoun or the subject of a sentence stands for: one candidate who clearly leads, or nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.language import load
from quotetrack.names.spelling import Gender
from quotetrack.quotations.article_names import ALIAS
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.spans import within
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person, noun_gender, pronoun_gender

_PRONOUN_ALONE = re.compile(r"(?:he|she)\b(?:\s\w+){0,2}|him|her|his|himself|herself", re.I)
_TAIL = re.compile(r",|\s(?:of|at|for|in|with|from|who|on|to)\s")
_PARENT_OF = re.compile(r"(?P<noun>[a-z]+)-of-\w+")
"""`the mother-of-three`"""
_SAME_PARAGRAPH = 0.3
"""What it weighs that a subject stands in the same paragraph, which is mostly about one person."""
_REACH = 9
"""Sentences that a pronoun looks back: beyond that it names nobody."""
_ONE_PERSON = re.compile(
    r"(?:An?|One|Another)\s(?P<who>(?:[\w’'-]+\s){0,4}?[\w’'-]+)(?=,(?!\s[A-Z])|\s(?:at|in|of|from|who|with|on|said|told)\b)"
)
_GOES_ON = re.compile(r"(?:\b(?:and|but|then)|,)\s(?:(?:then|also|later|even|once|again)\s)?$")
_SUBJECT = re.compile(
    r"(?:(?:In|On|At|After|Before|During|Last|Earlier|Speaking|Later|Then|But|And)\b[^,“”\"]{0,60},?\s)?"
    r"(?:(?P<pronoun>He|She|he|she)\b|(?=[^\W\d_a-z]))"
)
_CLAUSE = re.compile(
    r"(?:[:;”\"]|\b(?:and|but|as|while|that|though|although|where|when|night|day),?)\s$", re.IGNORECASE
)
_OPENING_PRONOUN = re.compile(r"(?:\w+,?\s+)?(he|she)\b", re.IGNORECASE)
_TITLES = 24
"""Code points that titles before a name may take."""
_Found = tuple[Person | None, list[str]]


def gender_of(text: str) -> Gender | None:
    """Gender that a pronoun or a description shows."""
    if _PRONOUN_ALONE.fullmatch(text.strip()):
        return pronoun_gender(text.split()[0])
    return noun_gender(_TAIL.split(text)[0])


def find_person(
    reading: Reading,
    people: People,
    at: int,
    gender: Gender | None,
    speakers: Sequence[tuple[int, Person]],
    barred: Person | None = None,
) -> tuple[Person | None, list[str]]:
    """The person that "he" or "she" at an offset stands for, and the others that were weighed.

    Candidates are people named in the sentences before; nearer, sentence-first and speaking ones
    weigh more. `speakers` are (offset, person) of the quotations attributed so far, in text order.
    """
    weights = weigh(reading, people, at, speakers)
    fitting = [p for p in weights if p is not barred and (not gender or p.gender in (gender, None))]
    bonus = {p: 0.4 if gender and p.gender == gender else 0.0 for p in fitting}
    ranked = sorted(fitting, key=lambda p: -weights[p] - bonus[p])
    return (ranked[0], [p.name for p in ranked[1:4]]) if ranked else (None, [])


def weigh(
    reading: Reading, people: People, at: int, speakers: Sequence[tuple[int, Person]], paragraph: bool = True
) -> dict[Person, float]:
    """How much everybody named or speaking in the sentences before an offset is in mind there: minus
    the number of sentences since, the subject of a sentence and a speaker counting for more; with
    `paragraph`, the subject of one in the same paragraph too."""
    here = reading.sentence_index(at)
    weights: dict[Person, float] = {}
    if here < 0:
        return weights
    start = reading.document.sentences[max(0, here - _REACH)].span.start
    for mention, person in people.in_span(Span(start, at)):
        weight = _weight(reading, mention, here, at, _SAME_PARAGRAPH if paragraph else 0.0)
        weights[person] = max(weight, weights.get(person, weight))
    for offset, person in reversed(speakers):
        if offset < start:
            break
        if offset < at:
            weight = 1.2 - (here - reading.sentence_index(offset))
            weights[person] = max(weight, weights.get(person, weight))
    return weights


def _weight(reading: Reading, mention: Span, here: int, at: int, beside: float) -> float:
    weight = -float(here - reading.sentence_index(mention.start))
    sentence = reading.sentence_at(mention.start)
    before = reading.entities.starting_in(Span(sentence.span.start, mention.start)) if sentence else []
    named = [e.span for e in before if e.label == "PERSON"]
    if len(named) == 1 and reading.is_possessive(named[0]) and reading.text.endswith(", ", 0, mention.start):
        named = []  # `Ruiz’s uncle, Owen Pike, left`
    if not named:
        weight += 0.6  # the first name of its sentence is mostly its subject
        weight += beside if reading.paragraph_at(mention.start) == reading.paragraph_at(at) else 0.0
    quoted = reading.quoted_at(mention.start)
    if quoted and not (quoted.span.start <= at < quoted.span.end):
        weight -= 1.5  # who is spoken about is seldom who speaks
    if reading.is_possessive(mention):
        weight -= 0.5
    return weight


def person_noun(text: str) -> str | None:
    """The head noun of a definite singular description of a person: "the Vermont senator", "Obama's
    former strategist", "the 45-year-old"; None for other phrases."""
    found = re.match(
        r"(?:(?:the|this|that|his|her|their)\b|[^\s,]+(?:\s[^\s,]+){0,2}['’]s?\s)", text.strip(), re.IGNORECASE
    )
    return one_noun(text.strip()[found.end() :]) if found else None


def one_noun(text: str) -> str | None:
    """The head noun of a description of one person, its determiner or none before it."""
    phrase = re.split(r",|\s(?:of|at|for|in|with|from|who|on|to)\s", text)[0]
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase.casefold())
    if not words:
        return None
    parent = _PARENT_OF.fullmatch(words[-1])
    last = str(parent["noun"] if parent else words[-1])
    known = last in load("en").person_nouns or last in load("en").demonyms
    return last if known or re.search(r"\d+-year-old$", last) else None


def follows_name(reading: Reading, pronoun: Span, people: People) -> Person | None:
    """The person that a relative "who" belongs to: the name just before it."""
    start = max(0, pronoun.start - 60)
    if reading.text[start : pronoun.start].endswith((" and ", " but ")):
        earlier = re.search(r"\bwho\b", reading.text[reading.sentence_start(pronoun.start) : pronoun.start])
        if earlier:  # `Ana Ruiz, the nurse who left and who said`
            at = reading.sentence_start(pronoun.start) + earlier.start()
            return follows_name(reading, Span(at, at + 3), people)
    before = [(m, p) for m, p in people.in_span(Span(start, pronoun.start)) if within(m, Span(start, pronoun.start))]
    return before[-1][1] if before else None


def unnamed_subject(reading: Reading, people: People, pronoun: Span) -> Span | None:
    """The description of somebody unnamed with whom the sentence of a pronoun or the one before begins: `A medic at
    the hospital, who asked not to be named, said`. Nobody where a person is named since, in the lead of the article,
    or where the pronoun tells the other gender."""
    here = reading.sentence_index(pronoun.start)
    for number in (here, here - 1):
        if number < 0:
            return None
        start = reading.document.sentences[number].span.start
        found = _ONE_PERSON.match(reading.text, start, pronoun.start)
        if not found or reading.paragraph_at(start) != reading.paragraph_at(pronoun.start):
            continue
        gender = gender_of(found.group())
        mentions = [m for m, _ in people.in_span(Span(start, pronoun.start))]
        named = [m for m in mentions if not reading.quoted_at(m.start) or ALIAS.search(reading.text, start, m.start)]
        if one_noun(found["who"]) and not named and gender in (None, gender_of(reading.slice(pronoun))):
            return Span(found.start(), found.end())
    return None


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


def find_led_in(reading: Reading, people: People, lead: Span, speakers: Sequence[tuple[int, Person]]) -> _Found:
    """The one person that the sentence before a quotation names, or its "he" or "she"; and who else was weighed."""
    named = {person for mention, person in people.in_span(lead) if not reading.is_possessive(mention)}
    if len(named) == 1:
        return named.pop(), []
    pronoun = _OPENING_PRONOUN.match(reading.slice(lead))
    if named or not pronoun:
        return None, []
    return find_person(reading, people, lead.start, gender_of(pronoun[1]), speakers)


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
