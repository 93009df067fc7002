"""Words that several people said together: "Ruiz and Pike", "the two senators", "they"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Span
from quotetrack.speakers.capacities import Capacities
from quotetrack.speakers.gender import noun_gender
from quotetrack.speakers.nouns import is_person_noun, singular
from quotetrack.speakers.people import People, Person
from quotetrack.speakers.sources import is_governed

Voice = tuple[Span, Person | None]
"""One of several speakers: where it is named, and the person; None for an organisation."""

_ASIDE = re.compile(
    r"\s*(?:\([^()]{1,40}\)|,\s(?:[RDI]-[A-Z][\w.]+|\d{1,3}|Jr\.?|Sr\.?)(?=,)|\s(?:of|from)\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})"
)
_LINK = re.compile(r"(?P<last>,?\s(?:and|&)\s(?:also\s)?)|,\s")
_BEFORE_NAME = 60
"""Code points that titles and the like before the next name of a list may take."""
_PLURAL = re.compile(
    r"(?:(?P<all>the|both|all|these|those|both of the|all of the)\s)?(?:(?P<number>two|three|four|five|2|3|4|5)\s)?"
    r"(?:[\w’'-]+\s){0,3}?(?P<noun>[a-z-]+)",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_PAIR_NOUNS = {"couple": 2, "pair": 2, "duo": 2, "both": 2, "two": 2, "twins": 2, "trio": 3, "three": 3}
_ANYBODY = {"person", "man", "woman"}
_NOT_ALL = {"but", "other", "others", "first", "last", "next", "latter", "dozen", "more", "of"}
_REACH = 4
"""Sentences back to which those are looked for whom "the two senators" stands for."""


def read_several(reading: Reading, source: Span, people: People, first: Voice) -> list[Voice] | None:
    """All that a source names together, from its head on: `Ruiz (R-Ohio), Pike and Dr. Strand`; one
    where nobody is named beside it, None where the list is part of a description (`Ruiz and Pike aides`)."""
    voices, at, ended = [first], first[0].end, False
    while following := _next_voice(reading, people, source, at, voices[0]):
        voice, last = following
        voices.append(voice)
        at, ended = voice[0].end, last
        if last:
            break
    return voices if ended else voices[:1]


def _next_voice(reading: Reading, people: People, source: Span, at: int, first: Voice) -> tuple[Voice, bool] | None:
    """The next one of a list and whether "and" stands before it; what is said of the one before is
    passed over where a comma closes it: `Ruiz, a nurse at Finch, and Pike`."""
    while aside := _ASIDE.match(reading.text, at, source.end):
        at = aside.end()
    link = _LINK.match(reading.text, at, source.end)
    voice = _voice_at(reading, people, Span(link.end(), source.end), first) if link else None
    return (voice, bool(link["last"])) if link and voice else None


def _voice_at(reading: Reading, people: People, rest: Span, first: Voice, only_person: bool = False) -> Voice | None:
    """Who is named next, with nothing but titles before: a person, or beside a body another body."""
    person = next(iter(people.in_span(Span(rest.start, min(rest.end, rest.start + _BEFORE_NAME)))), None)
    if person and not is_governed(reading, Span(rest.start, person[0].start)):
        between = reading.tokens_in(Span(rest.start, person[0].start))
        if all(_is_titular(word) for word in between):
            return person
        return None
    if only_person or person:
        return None
    body = next((e for e in reading.organisations_touching(rest) if e.span.start >= rest.start), None)
    if body and re.fullmatch(r"(?:the\s)?", reading.text[rest.start : body.span.start], re.IGNORECASE):
        return body.span, None
    return None


def _is_titular(word: Word) -> bool:
    """Whether a word may stand between "and" and a name: no verb, no pronoun but his or her."""
    return word.upos in ("NOUN", "PROPN", "ADJ", "DET", "PUNCT", "ADP", "PART", "NUM", None) or word.folded in (
        "his",
        "her",
        "their",
        "former",
        "then",
    )


def plural_number(text: str) -> tuple[int | None, str] | None:
    """How many people a definite plural description is of (None: it does not say) and its noun in the
    singular: `the two senators` 2, senator. None for what is no such description."""
    found = _PLURAL.fullmatch(text.strip())
    if not found:
        return None
    noun = found["noun"].casefold()
    one = "man" if noun == "men" else singular(noun)
    if _NOT_ALL & set(text.casefold().split()) and not text.casefold().startswith(("both of the", "all of the")):
        return None
    if noun in _PAIR_NOUNS and (found["all"] or noun == "both") and not found["number"]:
        return _PAIR_NOUNS[noun], "person"
    if not found["all"] or not (one != noun and is_person_noun(one)):
        return None
    number = _NUMBERS.get((found["number"] or "").casefold())
    if found["all"].casefold().startswith("both"):
        number = 2
    return number, one


def find_several(
    reading: Reading,
    people: People,
    capacities: Capacities,
    at: int,
    number: int | None,
    noun: str,
    before: Sequence[Person],
) -> list[Person]:
    """The people that a plural description at an offset stands for: those who spoke together last
    (`before`), those last named who are called so, or the one pair or row named just before. Nobody
    where they are not exactly as many as it says."""
    gender = noun_gender(noun)

    def fit(found: Sequence[Person]) -> bool:
        size = len(found) == number if number else 1 < len(found) < 4
        return size and all(not gender or p.gender in (gender, None) for p in found)

    start = _sentences_back(reading, at, _REACH)
    near = list(dict.fromkeys(p for m, p in people.in_span(Span(start, at)) if not reading.quoted_at(m.start)))
    if noun not in _ANYBODY and not number:
        return []
    if fit(before):
        return list(before)
    row = _row_before(reading, people, at)
    if fit(row):
        return row
    return near if number and noun in _ANYBODY and fit(near) else []


def _row_before(reading: Reading, people: People, at: int) -> list[Person]:
    """The one row of people named in the sentences just before; nobody where there are several."""
    rows = rows_in(reading, people, Span(_sentences_back(reading, at, 2), at))
    return rows[0] if len({frozenset(map(id, row)) for row in rows}) == 1 else []


def rows_in(reading: Reading, people: People, span: Span) -> list[list[Person]]:
    """People named in a row: `Ruiz and Pike`."""
    rows: list[list[Person]] = []
    end = span.start
    for mention, person in people.in_span(span):
        if mention.start < end or reading.is_possessive(mention):
            continue
        sentence = reading.sentence_at(mention.start)
        limit = Span(mention.start, min(span.end, sentence.span.end if sentence else span.end))
        voices = read_several(reading, limit, people, (mention, person)) or []
        members = list(dict.fromkeys(p for _, p in voices if p))
        if len(members) > 1 and len(members) == len(voices):
            rows.append(members)
            end = voices[-1][0].end
    return rows


def _sentences_back(reading: Reading, at: int, count: int) -> int:
    here = max(0, reading.sentence_index(at))
    return reading.document.sentences[max(0, here - count)].span.start if reading.document.sentences else 0
