"""Whom a pronoun or a description stands for: one candidate that clearly leads, or nobody."""

from __future__ import annotations

import re

from quotetrack.extract.drafts import Reading, within
from quotetrack.extract.relays import is_outlet
from quotetrack.lexicon import listed, words
from quotetrack.records import Labelled, Span
from quotetrack.resolve.people import Gender, People, Person

_GENDER: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_FEMALE_NOUN = re.compile(r"woman\b|\b(?:mother|wife|sister|daughter|girl|actress|lady|queen|princess|aunt|niece|grandmother)\b", re.I)
_MALE_NOUN = re.compile(r"(?<!wo)man\b|\b(?:father|husband|brother|son|boy|actor|king|prince|uncle|nephew|grandfather|businessman)\b", re.I)
_REACH = 9
"""Sentences that a pronoun looks back: beyond that it names nobody."""


def gender_of(text: str) -> Gender | None:
    """Gender that a pronoun or a description shows."""
    first = text.casefold().split()[0] if text.split() else ""
    if first in _GENDER:
        return _GENDER[first]
    return "f" if _FEMALE_NOUN.search(text) else "m" if _MALE_NOUN.search(text) else None


def find_person(
    reading: Reading, people: People, at: int, gender: Gender | None, speakers: list[tuple[int, Person]], barred: Person | None = None
) -> tuple[Person | None, list[str]]:
    """The person that "he" or "she" at an offset stands for, and the others that were weighed.

    Candidates are people named before; nearer, sentence-first and speaking ones weigh more.
    `speakers` are (offset, person) of the quotations attributed so far.
    """
    here = reading.sentence_index(at)
    scored: list[tuple[float, Person]] = []
    for person in people.all:
        if person is barred or (gender and person.gender and person.gender != gender):
            continue
        weights = [w for m in person.mentions if m.start < at and (w := _weight(reading, m, here, at)) is not None]
        spoke = [offset for offset, who in speakers if who is person and offset < at]
        score = max(weights, default=-100.0)
        if spoke:
            distance = here - reading.sentence_index(max(spoke))
            if distance <= _REACH:
                score = max(score, 1.2 - distance)
        if score > -_REACH:
            scored.append((score + (0.4 if gender and person.gender == gender else 0.0), person))
    scored.sort(key=lambda s: -s[0])
    if not scored:
        return None, []
    return scored[0][1], [p.name for _, p in scored[1:4]]


def _weight(reading: Reading, mention: Span, here: int, at: int) -> float | None:
    sentence = reading.sentence_index(mention.start)
    distance = here - sentence
    if distance < 0 or distance > _REACH:
        return None
    weight = -float(distance)
    found = reading.sentence_at(mention.start)
    if found and not any(
        e.label == "PERSON" and found.span.start <= e.span.start < mention.start for e in reading.document.entities
    ):
        weight += 0.6  # the first name of its sentence is mostly its subject
    quoted = reading.quoted_at(mention.start)
    if quoted and not (quoted.span.start <= at < quoted.span.end):
        weight -= 1.5  # who is spoken about is seldom who speaks
    if re.match(r"['’]s?\b", reading.text[mention.end : mention.end + 3]):
        weight -= 0.5
    return weight


def find_organisation(reading: Reading, at: int, noun: str) -> Labelled | None:
    """The organisation that "the newspaper" or "the company" stands for: the last one named in the
    three sentences before, an outlet if the noun is an outlet's."""
    outlet = noun.casefold() in {"newspaper", "paper", "magazine", "network", "broadcaster", "agency", "news agency", "website", "outlet", "channel"}
    here = reading.sentence_index(at)
    found: Labelled | None = None
    for entity in reading.document.entities:
        if entity.label != "ORGANIZATION" or entity.span.start >= at:
            continue
        if here - reading.sentence_index(entity.span.start) <= 3 and (not outlet or is_outlet(reading, entity.span)):
            found = entity
    return found


def group_noun(text: str) -> str | None:
    """The noun of "the company": a definite singular description of an organisation."""
    found = re.fullmatch(r"(?:the|this|that)\s+(?:[\w-]+\s+){0,2}?(?P<noun>[\w-]+(?:\s(?:tank|agency))?)", text.strip(), re.IGNORECASE)
    return found["noun"] if found and found["noun"].casefold() in words("group_nouns") else None


def person_noun(text: str) -> str | None:
    """The head noun of a definite singular description of a person: "the Vermont senator", "Obama's
    former strategist", "the 45-year-old"; None for other phrases."""
    found = re.match(r"(?:(?:the|this|that|his|her|their)\b|[^\s,]+(?:\s[^\s,]+){0,2}['’]s?\s)", text.strip(), re.IGNORECASE)
    if not found:
        return None
    phrase = re.split(r",|\s(?:of|at|for|in|with|from|who|on|to)\s", text.strip()[found.end() :])[0]
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase.casefold())
    if words and (words[-1] in listed("person_nouns") or re.search(r"\d+-year-old$", words[-1])):
        return words[-1]
    return None


def follows_name(reading: Reading, pronoun: Span, people: People) -> Person | None:
    """The person that a relative "who" belongs to: the name just before it."""
    start = max(0, pronoun.start - 60)
    before = [(m, p) for m, p in people.in_span(Span(start, pronoun.start)) if within(m, Span(start, pronoun.start))]
    return before[-1][1] if before else None
