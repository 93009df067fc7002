"""What an article states of its people, gathered over all mentions: beside their names, and where it does not name
them ("the Republican nominee", "She is the head of …"). The latter is taken only where one person is clearly meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from quotetrack.names.normal import name_words
from quotetrack.names.spelling import Gender
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Affiliation, Span
from quotetrack.spans import within
from quotetrack.speakers.bodies import PREPOSITIONS
from quotetrack.speakers.claims import (
    Capacity,
    bears_or_none,
    capacity_of,
    conflict,
    fits,
    role_weight,
    summary,
    what_is_claimed,
    with_standing,
)
from quotetrack.speakers.noun_phrases import read_noun_phrase, until_stop
from quotetrack.speakers.nouns import head_noun, is_post, office_nouns
from quotetrack.speakers.organisations import Implied
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person, gender_of
from quotetrack.speakers.roles import read_capacity

_ARTICLE = re.compile(r"\bthe\s+(?=[^\W\d_])", re.IGNORECASE)
_FRONTED = re.compile(
    r"(?:As|After|While|When|Asked|Before|Although|Though|Since|If|Speaking|Because|Despite|In|On|At)\b"
)
_TOLD = re.compile(r"(?:As (?:far as|for|to)|Asked|When asked|Speaking|Although|Though|Despite)\b")
"""Openings after which the main clause goes on with who was spoken of first: `Asked whether Ruiz …, the senator`."""
_SUBORDINATED = re.compile(r"\b(?:as|while|when|because|after|before|if|since|that|where)\s+$")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b(?P<both>(?:\s+or\s+|/)\w+)?", re.IGNORECASE)
_STATED = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=\n)|^)(?P<who>He|She)\s+(?P<verb>is|was)\s+(?:also\s+|now\s+|currently\s+)?(?=(?:an?|the)\s)"
)
_POSSESSIVE = re.compile(r"(?:['’]s?)?$")
_NOUNS = {"NOUN", "PROPN", "ADJ", "NUM"}
_REACH = 4
"""Sentences that a description looks back for whom it stands for; they lie in its paragraph or the one before."""
_PLACE = itemgetter(0, 1)
"""Where something is stated, and as the how manieth of what is stated of somebody."""


class Statement(NamedTuple):
    """What an article says of a person at one place."""

    person: Person
    at: Span
    capacity: Capacity


@dataclass(frozen=True)
class _Known:
    """What is stated of one person: `stated` in text order, each with its place, and the claims, each once."""

    stated: tuple[tuple[int, int, Capacity], ...] = ()
    claims: Mapping[object, Affiliation] = field(default_factory=dict)

    def also(self, found: Iterable[tuple[Span, Capacity]]) -> _Known:
        """The same with more that is stated."""
        stated, claims = list(self.stated), dict(self.claims)
        for at, capacity in found:
            stated.append((at.start, len(stated), capacity))
            for claim in capacity.claims:
                claims.setdefault(what_is_claimed(claim), claim)
        return _Known(tuple(sorted(stated, key=_PLACE)), claims)

    def within(self, span: Span) -> list[Affiliation]:
        """What is stated in a span, in the order in which it was found."""
        first, last = (bisect_left(self.stated, (offset, 0), key=_PLACE) for offset in span)
        return [c for _, _, capacity in sorted(self.stated[first:last], key=itemgetter(1)) for c in capacity.claims]

    @cached_property
    def anywhere(self) -> Capacity:
        """Role and affiliations, wherever they are stated."""
        return summary([], list(self.claims.values()))


@dataclass(frozen=True, eq=False)
class Statements:
    """What an article states of its people, by person and by role. It is a value: `also` gives another one.

    `abbreviations` are those that the article introduces, with what they stand for; `nouns` are the people who bear a
    role with a noun. `later` are the few of whom more was found since: adding takes no longer in a long article.
    """

    reading: Reading
    people: People
    abbreviations: Mapping[str, str]
    known: Mapping[Person, _Known] = field(default_factory=dict)
    nouns: Mapping[str, Sequence[Person]] = field(default_factory=dict)
    later: Mapping[Person, _Known] = field(default_factory=dict)

    def also(self, found: Iterable[Statement]) -> Statements:
        """These statements and others; abbreviations that the article introduces are spelt out."""
        added: dict[Person, list[tuple[Span, Capacity]]] = {}
        for person, at, capacity in found:
            if capacity:
                added.setdefault(person, []).append((at, self._spelt_out(capacity)))
        known = {person: self._known(person).also(stated) for person, stated in added.items()}
        return replace(self, later={**self.later, **known}) if known else self

    def settled(self) -> Statements:
        """The same, ready for a few statements to be added."""
        known = {**self.known, **self.later}
        return replace(self, known=known, nouns=_by_nouns(known), later={})

    def _known(self, person: Person) -> _Known:
        return self.later.get(person) or self.known.get(person) or _Known()

    def also_described(self, found: Statement) -> Statements:
        """These statements and a description that a person is taken to be meant by, unless it fits nothing that
        is known of them: then it was somebody else, or says nothing sure."""
        return self.also([found]) if bears_or_none(self.claims_on(found.person), found.capacity.claims) else self

    def _spelt_out(self, capacity: Capacity) -> Capacity:
        if not any(name in self.abbreviations for name in capacity.affiliations):
            return capacity
        return capacity_of(
            replace(c, organization=self.abbreviations.get(c.organization or "", c.organization))
            for c in capacity.claims
        )

    def claims_on(self, person: Person) -> list[Affiliation]:
        """What is claimed of a person, each thing once, in the order in which it was found."""
        return list(self._known(person).claims.values())

    def bearing(self, noun: str, before: int) -> list[Person]:
        """People first named before an offset to whom a role with this noun is given, the one
        mentioned last before it first."""
        bearing = (nouns.get(n, ()) for n in office_nouns([noun]) for nouns in (self.nouns, self._later_nouns))
        found = dict.fromkeys(person for people in bearing for person in people if person.first < before)
        return sorted(found, key=lambda p: p.mention_before(before) or Span(0, 0), reverse=True)

    @cached_property
    def _later_nouns(self) -> Mapping[str, Sequence[Person]]:
        return _by_nouns(self.later)

    def of(self, person: Person, head: Span | None) -> Capacity:
        """Role and affiliations: as stated at the source itself first, then elsewhere in the article."""
        known = self._known(person)
        own = known.within(head) if head else []
        if head and not own and not any(person is p and within(m, head) for m, p in self.people.in_span(head)):
            own = self._described_at(person, head)
        return summary(own, self.claims_on(person)) if own else known.anywhere

    def _described_at(self, person: Person, head: Span) -> list[Affiliation]:
        """What a description says of whom it is taken to stand for, if that fits what else is known."""
        claims = read_noun_phrase(self.reading, until_stop(self.reading, head)).claims
        return list(claims) if bears_or_none(self.claims_on(person), claims) else []


def read_statements(reading: Reading, people: People) -> Statements:
    """All that an article states of its people: beside their names, then where it does not name them."""
    nothing = Statements(reading, people, reading.abbreviations)
    beside = nothing.also(_beside_names(reading, people)).settled()
    return beside.also(read_descriptions(reading, people, beside)).settled()


def _by_nouns(known: Mapping[Person, _Known]) -> dict[str, list[Person]]:
    """People by the nouns of the first role of each statement about them."""
    bearing: dict[str, list[Person]] = {}
    for person, theirs in known.items():
        for noun in {n for _, _, said in theirs.stated for n in office_nouns(name_words(said.role or ""))}:
            bearing.setdefault(noun, []).append(person)
    return bearing


def _beside_names(reading: Reading, people: People) -> Iterator[Statement]:
    """What is stated at each mention of each person."""
    implied = Implied(reading)
    for person in people.all:
        for mention in person.mentions:
            yield Statement(person, mention, implied.with_body(mention, read_capacity(reading, mention)))


def read_descriptions(reading: Reading, people: People, known: Statements) -> list[Statement]:
    """What an article says of people where it does not name them, in text order, `She is the head of …` last.

    Each description is weighed by what is known when it is reached, those before it included: with them left out,
    30 of 19,865 quotations of annotated articles tell something else of their speaker.
    """
    found: list[Statement] = []
    resolved: dict[int, Person] = {}
    for description in _descriptions(reading):
        person = _meant(reading, people, description, known, resolved)
        if person:
            resolved[description.span.start] = person
            found.append(Statement(person, description.span, description.capacity))
            known = known.also(found[-1:])
    subjects = (_of_pronoun(reading, people, sign) for sign in _STATED.finditer(reading.text))
    return found + [s for s in subjects if s and not conflict(known.claims_on(s.person), s.capacity.claims)]


class Description(NamedTuple):
    """A description in the text: where it stands, and what it says."""

    span: Span
    capacity: Capacity


def _descriptions(reading: Reading) -> Iterator[Description]:
    """`the Republican nominee`, `the former secretary of state`: definite, of one person, with words that
    say more than the noun alone, and no name beside them."""
    for article in _ARTICLE.finditer(reading.text):
        if article.start() != 0 and not reading.sentence_at(article.start()):
            continue
        head = _noun_run(reading, article.end())
        if head is None or " " not in reading.slice(head) or reading.quoted_at(article.start()):
            continue
        modifiers = reading.slice(head).split()[:-1]
        telling = any(w[0].isupper() or w.casefold() == "former" for w in modifiers)
        if not telling or {w.casefold() for w in modifiers} & reading.language.generic_words:
            continue
        noun = head_noun(reading.slice(head))
        last = reading.slice(head).split()[-1].casefold()
        plain = noun is not None and last.rstrip(".").endswith(noun)  # in the singular
        political = noun in reading.language.political_offices or noun in reading.language.candidacies
        opens = article.start() == reading.sentence_start(article.start())
        if noun is None or not plain or not (political or (opens and is_post(noun))):
            continue
        if not _names_nobody(reading, Span(article.start(), head.end)):
            continue
        capacity = read_noun_phrase(reading, _with_tail(reading, head))
        if capacity.role:
            yield Description(Span(article.start(), head.end), capacity)


def _noun_run(reading: Reading, start: int) -> Span | None:
    """The nouns and adjectives from an offset on; None if they end in a capital, which is a name."""
    run: list[Word] = []
    for word in reading.tokens_in(Span(start, start + 90)):
        initials = word.text == "." and bool(run) and run[-1].text.isupper()
        if word.upos not in _NOUNS and word.text != "-" and not initials:
            break
        run.append(word)
        if word.text.endswith(("'s", "’s")):
            break
    if not run or not run[-1].text[0].islower():
        return None
    return Span(run[0].span.start, run[-1].span.end - len(_POSSESSIVE.search(run[-1].text).group()))  # type: ignore[union-attr]


def _names_nobody(reading: Reading, description: Span) -> bool:
    """Whether no name stands beside a description that it describes: `the senator, Ana Ruiz`."""
    start = reading.sentence_start(description.start)
    before = reading.text[start : description.start].rstrip()
    if before.endswith((",", "(", "–", "—", "-")) and not _FRONTED.match(before):
        return False
    people = [
        e.span
        for e in reading.entities.touching(Span(max(0, description.start - 4), description.end + 6))
        if e.label == "PERSON"
    ]
    return not any(
        (p.end <= description.start and reading.text[p.end : description.start].strip() in (",", "(", "–", "—", "-"))
        or (p.start >= description.end and reading.text[description.end : p.start].strip() in (",", "", ":"))
        for p in people
    )


def _with_tail(reading: Reading, head: Span) -> Span:
    """The description with a closing `of …`, `at …`, up to a possessive or a verb."""
    following = reading.tokens_in(Span(head.end, head.end + 4))
    if not following or following[0].folded not in PREPOSITIONS - {"on", "by", "from", "with", "to", "in"}:
        return head
    phrase = until_stop(reading, Span(head.start, min(len(reading.text), head.end + 60)))
    other = (w for w in reading.tokens_in(Span(head.end, phrase.end)) if w.upos in ("ADV", "VERB", "PRON", "SCONJ"))
    return Span(head.start, next((w.span.start for w in other), phrase.end))


def _meant(
    reading: Reading, people: People, found: Description, known: Statements, resolved: Mapping[int, Person]
) -> Person | None:
    """The one person who is spoken of nearest before and whom the description fits."""
    claims = found.capacity.claims
    fitting = [p for p in _nearest(reading, people, found, resolved) if fits(known.claims_on(p), claims)]
    return fitting[0] if len(fitting) == 1 else None


def _nearest(reading: Reading, people: People, found: Description, resolved: Mapping[int, Person]) -> list[Person]:
    """The people named in the nearest sentence before (or the same one, where it may speak of them),
    by the gender that a pronoun after the description tells."""
    here = reading.sentence_index(found.span.start)
    paragraph = reading.paragraph_at(found.span.start)
    gender = _gender(reading, found.span)
    own = _in_same_sentence(reading, people, found.span)
    barred = set(_named_in(reading, people, reading.document.sentences[here].span)) - set(own)
    for number in range(here, max(-1, here - _REACH - 1), -1):
        sentence = reading.document.sentences[number].span
        if reading.paragraph_at(sentence.start) < paragraph - 1:
            break
        named = own if number == here else _named_in(reading, people, sentence)
        named = [p for at, p in resolved.items() if sentence.start <= at < sentence.end and number != here] + named
        known = [p for p in dict.fromkeys(named) if p not in barred and p.name[0].isupper()]
        fitting = [p for p in known if not gender or p.gender in (gender, None)]
        if fitting:
            exact = [p for p in fitting if gender and p.gender == gender]
            return _topic(exact or fitting)
    return []


def _topic(named: list[Person]) -> list[Person]:
    """Of several people the first, if the article speaks of him or her far more than of the others."""
    first, *others = named
    leads = all(len(first.mentions) >= 2 * len(p.mentions) + 1 for p in others)
    return [first] if leads else named


def _named_in(reading: Reading, people: People, sentence: Span) -> list[Person]:
    """People named in a sentence outside quotation marks: by their mentions, and by words that are part
    of a known name though the model did not label them."""
    found = {m.start: p for m, p in people.in_span(sentence) if not reading.quoted_at(m.start)}
    mentions = [m for m, _ in people.in_span(sentence)]
    for word in reading.tokens_in(sentence):
        if word.upos == "PROPN" and word.text[0].isupper() and not reading.quoted_at(word.span.start):
            if any(m.start <= word.span.start < m.end for m in mentions):
                continue
            for number, person in enumerate(people.bearing(name_words(re.sub(r"['’]s?$", "", word.text)))):
                found.setdefault(word.span.start + number, person)
    return [found[start] for start in sorted(found)]


def _in_same_sentence(reading: Reading, people: People, description: Span) -> list[Person]:
    """People named before in the same sentence who may be meant: in a clause before, or as whose something
    is. In one clause a description stands for somebody else than a name."""
    start = reading.sentence_start(description.start)
    clause = Span(start, description.start)
    named = [(m, p) for m, p in people.in_span(clause) if not reading.quoted_at(m.start)]
    before = reading.text[start : description.start]
    if _TOLD.match(before) and before.rstrip().endswith(","):
        return [p for m, p in named if not reading.is_possessive(m)][:1]
    if _SUBORDINATED.search(before) or (_FRONTED.match(before) and before.rstrip().endswith(",")):
        return _named_in(reading, people, clause)
    return [p for m, p in named if reading.is_possessive(m)]


def _gender(reading: Reading, description: Span) -> Gender | None:
    """The gender of a description, by its noun or by the next pronoun before another name."""
    own = gender_of(reading.slice(description))
    if own:
        return own
    sentence = reading.sentence_at(description.start)
    end = min(sentence.span.end if sentence else description.end, description.end + 110)
    pronoun = _PRONOUN.search(reading.text, description.end, end)
    named = [e for e in reading.entities.touching(Span(description.end, end)) if e.label == "PERSON"]
    if not pronoun or any(e.span.start < pronoun.start() for e in named) or reading.quoted_at(pronoun.start()):
        return None
    if pronoun["both"]:
        return None
    return gender_of(pronoun.group())


def _of_pronoun(reading: Reading, people: People, sign: re.Match[str]) -> Statement | None:
    """`She is the head of the Harbour Trust`: of the one woman named in the sentence before."""
    here = reading.sentence_index(sign.start())
    if here < 1 or reading.quoted_at(sign.start()):
        return None
    person = _subject_before(reading, people, here, gender_of(sign["who"]))
    if person is None:
        return None
    end = reading.document.sentences[here].span.end
    capacity = read_noun_phrase(reading, until_stop(reading, Span(sign.end(), end)), apposition=True)
    noun = head_noun(capacity.role or "")
    if not noun or role_weight(capacity.role or "") < 2 or not (is_post(noun) or capacity.affiliations):
        return None
    if sign["verb"] == "was":
        capacity = with_standing(capacity, "then")
    return Statement(person, Span(sign.start(), end), capacity)


def _subject_before(reading: Reading, people: People, here: int, gender: Gender | None) -> Person | None:
    """The one person of a gender that the nearest sentence before with a name names, in this paragraph or
    the one before."""
    paragraph = reading.paragraph_at(reading.document.sentences[here].span.start)
    for number in range(here - 1, max(-1, here - _REACH), -1):
        sentence = reading.document.sentences[number].span
        named = dict.fromkeys(_named_in(reading, people, sentence))
        if named or reading.paragraph_at(sentence.start) < paragraph - 1:
            fitting = [p for p in named if p.gender in (gender, None)]
            return fitting[0] if len(fitting) == 1 else None
    return None
