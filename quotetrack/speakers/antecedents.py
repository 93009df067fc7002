"""Whom a pronoun or a description stands for: one candidate that clearly leads, or nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from quotetrack.language import load
from quotetrack.names.normal import name_words
from quotetrack.quotations.article_names import ALIAS
from quotetrack.quotations.outlets import is_outlet
from quotetrack.quotations.reading import Reading
from quotetrack.records import Labelled, Span
from quotetrack.spans import within
from quotetrack.speakers.gender import Gender, noun_gender, pronoun_gender
from quotetrack.speakers.people import People, Person

_PRONOUN_ALONE = re.compile(r"(?:he|she)\b(?:\s\w+){0,2}|him|her|his|himself|herself", re.I)
_TAIL = re.compile(r",|\s(?:of|at|for|in|with|from|who|on|to)\s")
_PARENT_OF = re.compile(r"(?P<noun>[a-z]+)-of-\w+")
"""`the mother-of-three`"""
_STATE_BODIES = {"congress", "senate", "house", "parliament", "assembly", "cabinet", "navy", "un", "eu"}
_ANY_BODY = {"company", "organisation", "organization", "group"}
_ANY_COMPANY = {"company", "firm", "carmaker", "airline", "retailer"}
"""Nouns for the one company that an article has named, more than once, however far back."""
_BODY_REACH = 3
"""Sentences back to which a body is looked for whose name does not say its kind."""
_NAMED_REACH = 20_000
"""Code points that "the ministry" looks back for a name that holds the word."""
_SAME_PARAGRAPH = 0.3
"""What it weighs that a subject stands in the same paragraph, which is mostly about one person."""
_REACH = 9
"""Sentences that a pronoun looks back: beyond that it names nobody."""
_ONE_PERSON = re.compile(
    r"(?:An?|One|Another)\s(?P<who>(?:[\w’'-]+\s){0,4}?[\w’'-]+)(?=,(?!\s[A-Z])|\s(?:at|in|of|from|who|with|on|said|told)\b)"
)
_ISSUED = re.compile(r"(?:the|this)\s(?:[a-z-]+\s)?(?P<noun>[a-z-]+)", re.I)


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


def find_organisation(reading: Reading, at: int, noun: str, known: Collection[str] = ()) -> Labelled | None:
    """The organisation that "the newspaper" or "the council" stands for: the last one before that has
    the noun in its name; else, for a noun that names often do not hold, the one of the nearest of the
    three sentences before that names any of its kind. Nobody where that sentence names several.

    `known` are names that are a body's even where a model takes them for a person's."""
    folded = noun.casefold()
    back = Span(max(0, at - _NAMED_REACH), at)
    before = [
        e
        for e in reading.entities.touching(back)
        if e.label == "ORGANIZATION" or (e.label == "PERSON" and reading.slice(e.span) in known)
    ]
    for kinds in ({folded}, _also_called(folded)):
        named = [e for e in before if kinds & set(reading.slice(e.span).casefold().split())]
        if named:
            return named[-1]  # the ministry: the Ministry of Health; the army: the Defence Forces
    if folded not in reading.language.open_group_nouns:
        return None
    here = reading.sentence_index(at)
    kind = [
        e for e in before if here - reading.sentence_index(e.span.start) <= _BODY_REACH and may_be(reading, e, folded)
    ]
    nearest = [e for e in kind if reading.sentence_index(e.span.start) == reading.sentence_index(kind[-1].span.start)]
    far = [e for e in before if folded in _ANY_COMPANY and may_be(reading, e, folded)] if not nearest else []
    allowed = far if len(far) > 1 else nearest
    different = {tuple(name_words(reading.slice(e.span))) for e in allowed}
    return allowed[-1] if len(different) == 1 else None


def _also_called(noun: str) -> frozenset[str]:
    """What names hold in place of a noun for a body."""
    return frozenset(load("en").body_kinds.get(noun, ()))


def may_be(reading: Reading, body: Labelled, noun: str) -> bool:
    """Whether a body's name allows a noun: an outlet for "the newspaper", no outlet, council, party or
    university for "the company"."""
    outlet = is_outlet(reading, body.span)
    if noun in reading.language.outlet_nouns:
        return outlet
    said = name_words(reading.slice(body.span))
    other = {w for w in said if w in reading.language.group_nouns and w not in reading.language.open_group_nouns}
    return not other and not (set(said) & _STATE_BODIES) and not (outlet and noun not in _ANY_BODY)


def group_noun(text: str) -> str | None:
    """The noun of "the company": a definite singular description of an organisation."""
    text = re.split(r"[,(–—]", text)[0]
    found = re.fullmatch(
        r"(?:the|this|that)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+(?:\s(?:tank|agency))?)", text.strip(), re.IGNORECASE
    )
    if not found or re.search(r"\s[A-Z]", text.strip()[: found.start("noun") - 1]):
        return None  # `the Ruiz campaign` has a name of its own
    return str(found["noun"]) if found["noun"].casefold() in load("en").group_nouns else None


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


def find_issuer(reading: Reading, at: int, text: str) -> Labelled | None:
    """The body that "the article" or "the ruling" comes from: the one outlet, or the one court, that is
    named before; the one in the three sentences before where there are several."""
    found = _ISSUED.fullmatch(text.strip())
    if not found:
        return None
    kind = reading.language.issued_nouns.get(found["noun"].casefold())
    bodies = [
        e
        for e in reading.organisations_touching(Span(max(0, at - _NAMED_REACH), at))
        if kind and _issues(reading, e, kind)
    ]
    start = reading.document.sentences[max(0, reading.sentence_index(at) - 3)].span.start if bodies else 0
    for candidates in (bodies, [e for e in bodies if e.span.start >= start]):
        if candidates and len({tuple(name_words(reading.slice(e.span))[-2:]) for e in candidates}) == 1:
            return candidates[-1]
    return None


def _issues(reading: Reading, body: Labelled, kind: str) -> bool:
    return is_outlet(reading, body.span) if kind == "outlet" else kind in name_words(reading.slice(body.span))
