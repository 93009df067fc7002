"""Whom a definite description stands for: "the Ohio senator", "the 45-year-old", "Ruiz's spokeswoman"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2

from quotetrack.language import load
from quotetrack.names.normal import name_words
from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Span
from quotetrack.spans import overlap
from quotetrack.speakers.antecedents import gender_of, weigh
from quotetrack.speakers.nouns import office_nouns
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person
from quotetrack.speakers.statements import Statements

_POSSESSED = re.compile(r"^(?:his|her|their|its|our|my)\b|['’]s?\s", re.IGNORECASE)
_DETERMINERS = {"the", "this", "that", "his", "her", "their", "its", "former", "then", "of", "and", "s", "a", "an"}
_OF_MANY = re.compile(r"[\s-]of[\s-](?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)$", re.IGNORECASE)
"""`the mother of three` is somebody in mind, as `the 45-year-old` is."""
_THE = re.compile(r"\bthe\s", re.IGNORECASE)
_BESIDE = 8
"""Code points between a name and "the mayor" that is said of it: `Ruiz, the mayor`, `Ruiz is the mayor`."""
_STATED = 4.0
"""What it weighs that the article calls somebody so: four sentences of distance."""
_AKIN = 2.5
"""What it weighs that somebody has a role of the kind: "the nominee" for a candidate."""
_OTHER_POST = 1.5
"""What it takes away that the description is of a post or an office that is not former, and the article gives another
role only."""
_TAKEN_SO = 0.6
"""What it weighs that the reading of roles takes the description for that person's."""
_TITLE_REACH, _TITLE_BESIDE = 20_000, 12
"""Code points back in which a title is looked for beside a name, and code points from it to the name."""
_MODIFIER = 1.2
"""What each other word of the description weighs that the article says of somebody: "the Ohio senator"."""
_PROMINENCE = 0.3
"""What it weighs each time that somebody is named twice as often, but for a post or an office: an article
is about few people."""
_OTHER_PARTY = 3.0
"""What it takes away that the description names a party and the article says another one."""
_FARTHEST = 4.0
"""Sentences back to which somebody is looked for who is never called so."""
_LEAD = 0.5
"""By how much the best one must lead."""
_LEAD_OF_CALLED = 0.7
"""The same among several who are called so: more than being the subject of the one sentence before."""
_INTRODUCED_REACH = 1_500
"""Code points back to which "an official" makes "the official" somebody unnamed."""
_INITIALS = re.compile(r"(?:[Tt]he\s)?(?P<letters>[A-Z]{2,4})")
_TITLE_ALONE = re.compile(r"[Tt]he\s(?P<title>[^\W\d_a-z][\w’'-]+)")


@dataclass(frozen=True)
class Described:
    """Whom a description stands for; `stated` if the article calls that person so, else it is the
    one who was spoken of (an epithet). `others` are names that were weighed too."""

    person: Person | None
    stated: bool = False
    others: tuple[str, ...] = ()


def find_described(
    reading: Reading,
    people: People,
    statements: Statements,
    phrase: Span,
    noun: str,
    speakers: Sequence[tuple[int, Person]],
    before: Mapping[Person, Collection[str]],
) -> Described:
    """The one person that a description with this head noun stands for, or nobody.

    Weighed are whether the article calls somebody so, what else it says in the description's words,
    and how near the last mention is. An epithet (nobody is called so) goes to whom a pronoun in its
    place would stand for; not where the noun is one for people whom an article brings in without a name.
    `before` are the nouns of epithets that people were given already.
    """
    weights, stated = _weigh(reading, people, statements, phrase, noun, speakers)
    weights |= {p: weight + _AKIN for p, weight in weights.items() if noun in before.get(p, ()) and not stated[p]}
    called = [p for p in weights if stated[p]]
    if not called and _is_new(reading, people, phrase, noun):
        return Described(None)
    ranked = sorted(called or weights, key=lambda p: -weights[p])
    lead = _LEAD_OF_CALLED if called else _LEAD
    if not ranked or (len(ranked) > 1 and weights[ranked[0]] - weights[ranked[1]] < lead):
        return Described(None, others=tuple(p.name for p in ranked[:3]))
    since = _last(ranked[0], phrase.start)
    new = noun in reading.language.never_epithets
    if called and new and _is_introduced(reading, people, phrase.start, noun, since):
        return Described(None, others=tuple(p.name for p in ranked[:3]))
    return Described(ranked[0], stated[ranked[0]], tuple(p.name for p in ranked[1:4]))


def _last(person: Person, before: int) -> int:
    mention = person.mention_before(before)
    return mention.start if mention else 0


def _weigh(
    reading: Reading,
    people: People,
    statements: Statements,
    phrase: Span,
    noun: str,
    speakers: Sequence[tuple[int, Person]],
) -> tuple[dict[Person, float], dict[Person, bool]]:
    text = reading.slice(phrase)
    office = noun in reading.language.posts or noun in reading.language.political_offices
    near = weigh(reading, people, phrase.start, speakers, paragraph=not office)
    gender = gender_of(text)
    by_pronoun = _POSSESSED.match(text)
    within = {person for _, person in people.in_span(phrase)}
    weights: dict[Person, float] = {}
    stated: dict[Person, bool] = {}
    for person in dict.fromkeys([*near, *statements.bearing(noun, phrase.start), *people.bearing([noun])]):
        if person.first >= phrase.start or person in within or (gender and person.gender not in (gender, None)):
            continue
        claims = statements.of(person, None).claims
        fit, stated[person] = _fit(_said_of(reading, person, claims), text, noun)
        if stated[person] and _holds_still(claims, text, noun):
            fit, stated[person] = fit - _STATED - _OTHER_POST, False
        if any(c.span and overlap(c.span, phrase) for c in claims):
            fit += _TAKEN_SO
        if not stated[person] and _only_spoken_of(reading, person, phrase.start):
            continue
        if not office:
            fit += _PROMINENCE * min(log2(1 + len(person.mentions)), 4)
        distance = near.get(person, -_FARTHEST * 2)
        if stated[person] and not (by_pronoun and distance < -_FARTHEST):
            weights[person] = fit + max(distance, -_FARTHEST)
        elif distance > -_FARTHEST:
            weights[person] = fit + distance + (0.4 if gender and person.gender == gender else 0.0)
    return weights, stated


def _only_spoken_of(reading: Reading, person: Person, before: int) -> bool:
    """Whether somebody was named in quotation marks only, first and last: who speaks does not name themselves."""
    last = person.mention_before(before)
    return bool(last and reading.quoted_at(last.start) and reading.quoted_at(person.first))


def _said_of(reading: Reading, person: Person, stated: Sequence[Affiliation]) -> list[set[str]]:
    """The words of each claim on a person made beside the name: role and organisation, offices in their
    usual form too; and what the name itself says (Pope Francis)."""
    claims = [c for c in stated if not c.span or not _stands_alone(reading, person, c.span)]
    said = [set(name_words(f"{c.role or ''} {c.organization or ''}")) for c in claims]
    return [s | office_nouns(s) for s in [*said, set(person.offices), set(person.parts[:-1])] if s]


def _stands_alone(reading: Reading, person: Person, said: Span) -> bool:
    """Whether a claim is itself a definite description away from the name, which others may have misread."""
    if not _THE.search(reading.text[max(0, said.start - 4) : said.start + 4]):
        return False
    mention = person.mention_before(said.end + 4)
    return mention is None or mention.end < said.start - _BESIDE


def _fit(said: Sequence[set[str]], text: str, noun: str) -> tuple[float, bool]:
    """How well what is said of a person fits a description, and whether it says the noun itself."""
    if not said:
        return 0.0, False
    nouns, kinds = office_nouns([noun]) | {noun}, load("en").role_kinds
    kind = {kinds[n] for n in nouns if n in kinds}
    parties, theirs = _parties(name_words(text)), {party for s in said for party in _parties(s)}
    others = ({w for w in name_words(text) if w not in _DETERMINERS} | parties) - {noun}
    hits = max(len(others & s) for s in said)
    fit = _MODIFIER * min(hits, 2)
    if parties and theirs and not parties & theirs:
        return fit - _OTHER_PARTY, False
    if any(s & nouns for s in said):
        return fit + _STATED, True
    if kind and any(kinds.get(w) in kind for s in said for w in s):
        return fit + _AKIN, False
    office = noun in load("en").posts or noun in load("en").political_offices
    post = office and not kind and "former" not in text.split()
    return fit - (_OTHER_POST if post and not hits and len(said) > 1 else 0.0), False


def _parties(said: Iterable[str]) -> set[str]:
    """The parties that words name, folded: `gop` is republican."""
    forms = _party_forms()
    return {forms[word] for word in said if word in forms}


@cache
def _party_forms() -> dict[str, str]:
    return {form.casefold(): name_words(party)[0] for form, party in load("en").parties.items() if len(form) > 2}


def _is_new(reading: Reading, people: People, phrase: Span, noun: str) -> bool:
    """Whether a description that fits nobody's role is of somebody whom the article has not named: by
    its noun, through somebody else (`his mother`, `the Cruz adviser`), by a name of its own (`the
    Courier`, `the minister, Segol`), or brought in as `an official` before."""
    text = reading.slice(phrase)
    named = re.search(r",\s[^\W\d_a-z]|(?<!,)\swho\s", text) or (
        len(text.split()) == 2
        and text.split()[1][0].isupper()
        and (noun not in reading.language.honorifics and noun not in reading.language.demonyms)
    )
    within = people.in_span(phrase)
    through = (within or _POSSESSED.search(text)) and not (within and " former " in text)  # "Pike's former coach"
    return bool(
        (noun in reading.language.never_epithets and not _OF_MANY.search(text))
        or through
        or named
        or _is_introduced(reading, people, phrase.start, noun)
    )


def _is_introduced(reading: Reading, people: People, at: int, noun: str, since: int = 0) -> bool:
    """Whether somebody unnamed was brought in before: `an official said`, and no name beside it."""
    pattern = re.compile(rf"\b(?:an?|another|one)\s(?:[\w’'-]+\s){{0,4}}{re.escape(noun)}\b", re.IGNORECASE)
    for found in pattern.finditer(reading.text, max(0, at - _INTRODUCED_REACH, since), at):
        near = Span(max(0, found.start() - 40), found.end() + 3)
        named = any(m.end > found.start() - 3 for m, _ in people.in_span(near))
        is_said = re.search(
            r"\b(?:is|was|as|be|been|became)\s$", reading.text[max(0, found.start() - 8) : found.start()]
        )
        if not named and not is_said:
            return True
    return False


def find_by_title(reading: Reading, people: People, statements: Statements, phrase: Span) -> Person | None:
    """Whom a title in capitals stands for: `the CS`, a Cabinet Secretary; `the Cathaoirleach` after `The Cathaoirleach,
    Cllr Ana Ruiz,`."""
    initials = _INITIALS.fullmatch(reading.slice(phrase))
    if initials and initials["letters"] not in statements.abbreviations:
        letters = initials["letters"].casefold()
        before = [p for p in people.all if p.first < phrase.start]
        bearing = [p for p in before if any(_initials(c.role).endswith(letters) for c in statements.claims_on(p))]
        if len(bearing) == 1:
            return bearing[0]
    word = _TITLE_ALONE.fullmatch(reading.slice(phrase))
    return _introduced_so(reading, people, phrase.start, word["title"]) if word else None


def _introduced_so(reading: Reading, people: People, before: int, title: str) -> Person | None:
    """Whom the article set beside a title."""
    start = max(0, before - _TITLE_REACH)
    beside = re.search(rf"\b[Tt]he\s{title},\s", reading.text[start:before])
    at = start + beside.end() if beside else before
    named = people.in_span(Span(at, at + _TITLE_BESIDE)) if beside else []
    return named[0][1] if named else None


def _initials(role: str | None) -> str:
    return "".join(word[0] for word in name_words(role or "") if word not in ("of", "for", "the", "and"))


def _holds_still(claims: Sequence[Affiliation], text: str, noun: str) -> bool:
    """Whether a description is of a former post that somebody holds: the former chief executive is not the new one.
    A title alone says nothing, as it is kept after office (Secretary Ruiz)."""
    if "former" not in name_words(text) or noun not in load("en").posts:
        return False
    nouns = office_nouns([noun])
    held = [c for c in claims if c.role and office_nouns(name_words(c.role)) & nouns]
    return bool(held) and all(c.standing == "current" and len((c.role or "").split()) > 1 for c in held)
