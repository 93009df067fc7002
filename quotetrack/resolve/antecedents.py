"""Whom a pronoun or a description stands for: one candidate that clearly leads, or nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.extract.drafts import Reading
from quotetrack.extract.relays import is_outlet
from quotetrack.lexicon import listed, words
from quotetrack.records import Labelled, Span
from quotetrack.resolve.people import Gender, People, Person
from quotetrack.spans import within

_GENDER: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_FEMALE_NOUN = re.compile(
    r"woman\b|\b(?:mother|wife|sister|daughter|girl|actress|lady|queen|princess|aunt|niece|grandmother)\b", re.I
)
_MALE_NOUN = re.compile(
    r"(?<!wo)man\b|\b(?:father|husband|brother|son|boy|actor|king|prince|uncle|nephew|grandfather|businessman)\b", re.I
)
_OUTLET_NOUNS = {"newspaper", "paper", "magazine", "network", "broadcaster", "website", "outlet", "channel"}
_NAMED_REACH = 20_000
"""Code points that "the ministry" looks back for a name that holds the word."""
_REACH = 9
"""Sentences that a pronoun looks back: beyond that it names nobody."""


def gender_of(text: str) -> Gender | None:
    """Gender that a pronoun or a description shows."""
    first = text.casefold().split()[0] if text.split() else ""
    if first in _GENDER:
        return _GENDER[first]
    return "f" if _FEMALE_NOUN.search(text) else "m" if _MALE_NOUN.search(text) else None


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
    here = reading.sentence_index(at)
    if here < 0:
        return None, []
    start = reading.document.sentences[max(0, here - _REACH)].span.start
    weights: dict[int, float] = {}
    seen: dict[int, Person] = {}
    for mention, person in people.in_span(Span(start, at)):
        _keep_best(weights, seen, person, _weight(reading, mention, here, at))
    for offset, person in reversed(speakers):
        if offset < start:
            break
        if offset < at:
            _keep_best(weights, seen, person, 1.2 - (here - reading.sentence_index(offset)))
    fitting = [p for p in seen.values() if p is not barred and (not gender or p.gender in (gender, None))]
    bonus = {id(p): 0.4 if gender and p.gender == gender else 0.0 for p in fitting}
    ranked = sorted(fitting, key=lambda p: -weights[id(p)] - bonus[id(p)])
    return (ranked[0], [p.name for p in ranked[1:4]]) if ranked else (None, [])


def _keep_best(weights: dict[int, float], seen: dict[int, Person], person: Person, weight: float) -> None:
    seen[id(person)] = person
    weights[id(person)] = max(weight, weights.get(id(person), weight))


def _weight(reading: Reading, mention: Span, here: int, at: int) -> float:
    weight = -float(here - reading.sentence_index(mention.start))
    sentence = reading.sentence_at(mention.start)
    before = reading.entities.starting_in(Span(sentence.span.start, mention.start)) if sentence else []
    if not any(e.label == "PERSON" for e in before):
        weight += 0.6  # the first name of its sentence is mostly its subject
    quoted = reading.quoted_at(mention.start)
    if quoted and not (quoted.span.start <= at < quoted.span.end):
        weight -= 1.5  # who is spoken about is seldom who speaks
    if reading.is_possessive(mention):
        weight -= 0.5
    return weight


def find_organisation(reading: Reading, at: int, noun: str) -> Labelled | None:
    """The organisation that "the newspaper" or "the company" stands for: the last one before that has
    the noun in its name; else the last one in three sentences, an outlet if the noun is an outlet's."""
    outlet = noun.casefold() in _OUTLET_NOUNS
    named = [
        e
        for e in reading.organisations_touching(Span(max(0, at - _NAMED_REACH), at))
        if noun.casefold() in reading.slice(e.span).casefold().split()
    ]
    if named:
        return named[-1]  # the ministry: the Ministry of Health
    here = reading.sentence_index(at)
    start = reading.document.sentences[max(0, here - 3)].span.start
    found = [e for e in reading.organisations_touching(Span(start, at)) if not outlet or is_outlet(reading, e.span)]
    return found[-1] if found else None


def group_noun(text: str) -> str | None:
    """The noun of "the company": a definite singular description of an organisation."""
    text = re.split(r"[,(–—]", text)[0]
    found = re.fullmatch(
        r"(?:the|this|that)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+(?:\s(?:tank|agency))?)", text.strip(), re.IGNORECASE
    )
    return str(found["noun"]) if found and found["noun"].casefold() in words("group_nouns") else None


def person_noun(text: str) -> str | None:
    """The head noun of a definite singular description of a person: "the Vermont senator", "Obama's
    former strategist", "the 45-year-old"; None for other phrases."""
    found = re.match(
        r"(?:(?:the|this|that|his|her|their)\b|[^\s,]+(?:\s[^\s,]+){0,2}['’]s?\s)", text.strip(), re.IGNORECASE
    )
    if not found:
        return None
    phrase = re.split(r",|\s(?:of|at|for|in|with|from|who|on|to)\s", text.strip()[found.end() :])[0]
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase.casefold())
    if words and (words[-1] in listed("person_nouns") or re.search(r"\d+-year-old$", words[-1])):
        return str(words[-1])
    return None


def follows_name(reading: Reading, pronoun: Span, people: People) -> Person | None:
    """The person that a relative "who" belongs to: the name just before it."""
    start = max(0, pronoun.start - 60)
    before = [(m, p) for m, p in people.in_span(Span(start, pronoun.start)) if within(m, Span(start, pronoun.start))]
    return before[-1][1] if before else None
