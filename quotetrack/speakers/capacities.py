"""What an article states of its people and organisations, gathered over all mentions."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from quotetrack.names.normal import name_words
from quotetrack.names.organisation import introduced_abbreviations
from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Span
from quotetrack.spans import SpanIndex, within
from quotetrack.speakers.bodies import organisation_name
from quotetrack.speakers.claims import Capacity, capacity_of, summary, what_is_claimed
from quotetrack.speakers.elsewhere import bears_or_none, described
from quotetrack.speakers.implied import Implied
from quotetrack.speakers.nouns import office_nouns as office_nouns
from quotetrack.speakers.people import People, Person
from quotetrack.speakers.phrases import read_noun_phrase, until_stop
from quotetrack.speakers.roles import read_capacity


class Capacities:
    """Roles and affiliations by person, and people by role."""

    def __init__(self, reading: Reading, people: People, sources: Sequence[Span]) -> None:
        self._reading, self._people = reading, people
        self.abbreviations = introduced_abbreviations(reading.text)
        index = SpanIndex(sources, lambda span: span)
        self._stated: dict[int, list[tuple[int, int, Capacity]]] = {}
        self._claims: dict[int, dict[object, Affiliation]] = {}
        self._known: dict[int, Capacity] = {}
        self._bearing: dict[str, list[Person]] = {}
        implied = Implied(reading)
        for person in people.all:
            for mention in person.mentions:
                source = next((s for s in index.touching(mention) if s.start <= mention.start), None)
                self._note(person, mention, implied.with_body(mention, read_capacity(reading, mention, source)))
        for person, at, capacity in described(reading, people, self.stated_of, self.bearing):
            self._note(person, at, capacity)

    def add(self, person: Person, at: Span, capacity: Capacity) -> None:
        """Take note of a description that a person is taken to be meant by, unless it fits nothing that
        is known of them: then it was somebody else, or says nothing sure."""
        if bears_or_none(self.stated_of(person), capacity.claims):
            self._note(person, at, capacity)

    def stated_of(self, person: Person) -> list[Affiliation]:
        """What is claimed of a person so far, each thing once, in text order of the mentions."""
        return list(self._claims.get(id(person), {}).values())

    def _note(self, person: Person, at: Span, capacity: Capacity) -> None:
        if not capacity:
            return
        if any(name in self.abbreviations for name in capacity.affiliations):
            capacity = capacity_of(
                replace(c, organization=self.abbreviations.get(c.organization or "", c.organization))
                for c in capacity.claims
            )
        stated, claims = self._stated.setdefault(id(person), []), self._claims.setdefault(id(person), {})
        insort(stated, (at.start, len(stated), capacity), key=_place)
        for claim in capacity.claims:
            claims.setdefault(what_is_claimed(claim), claim)
        self._known.pop(id(person), None)
        for noun in office_nouns(name_words(capacity.role or "")):
            bearing = self._bearing.setdefault(noun, [])
            if person not in bearing:
                bearing.append(person)

    def bearing(self, noun: str, before: int) -> list[Person]:
        """People first named before an offset to whom a role with this noun is given, the one
        mentioned last before it first."""
        nouns = office_nouns([noun])
        found = dict.fromkeys(p for n in nouns for p in self._bearing.get(n, ()) if p.first < before)
        return sorted(found, key=lambda p: p.mention_before(before) or Span(0, 0), reverse=True)

    def of(self, person: Person, head: Span | None) -> Capacity:
        """Role and affiliations: as stated at the source itself first, then elsewhere in the article."""
        own = self._stated_at(person, head) if head else []
        if head and not own and not any(person is p and within(m, head) for m, p in self._people.in_span(head)):
            own = self._described_at(person, head)
        if own:
            return summary(own, self.stated_of(person))
        if id(person) not in self._known:
            self._known[id(person)] = summary([], self.stated_of(person))
        return self._known[id(person)]

    def _stated_at(self, person: Person, head: Span) -> list[Affiliation]:
        """What is stated of a person where a source is, in the order in which it was noted."""
        stated = self._stated.get(id(person), [])
        here = stated[bisect_left(stated, (head.start, 0), key=_place) : bisect_left(stated, (head.end, 0), key=_place)]
        return [claim for _, _, capacity in sorted(here, key=itemgetter(1)) for claim in capacity.claims]

    def _described_at(self, person: Person, head: Span) -> list[Affiliation]:
        """What a description says of whom it is taken to stand for, if that fits what else is known."""
        claims = read_noun_phrase(self._reading, until_stop(self._reading, head)).claims
        return list(claims) if bears_or_none(self.stated_of(person), claims) else []


_place = itemgetter(0, 1)
"""Where something is stated, and as the how manieth of what is stated of somebody."""


class Organisations:
    """The organisations of an article by the end of their names, and by abbreviations that it
    introduces: `The Post` is `New York Post`, `the FSA` the `Free Syrian Army`."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._long = introduced_abbreviations(reading.text)
        self._by_last: dict[str, dict[tuple[str, ...], str]] = {}
        self._by_first: dict[str, list[str]] = {}
        people = (reading.slice(e.span) for e in reading.entities.items if e.label == "PERSON")
        self._of_people = {part for name in people if " " in name for part in name_words(name)}
        for entity in reading.entities.items:
            if entity.label == "ORGANIZATION":
                name = organisation_name(reading.slice(entity.span))
                words = tuple(name_words(name))
                if len(words) > 1 and name not in self._by_first.setdefault(words[0], []):
                    self._by_first[words[0]].append(name)
                if words:
                    self._by_last.setdefault(words[-1], {}).setdefault(words, name)

    def fullest(self, span: Span) -> str:
        """The fullest form in the article of the name in a span, if only one is fuller."""
        name = organisation_name(self._reading.slice(span))
        name = self._long.get(name, name)
        words = tuple(name_words(name))
        known = self._by_last.get(words[-1], {}) if words else {}
        fuller = [
            other for theirs, other in known.items() if len(theirs) > len(words) and theirs[-len(words) :] == words
        ]
        common = self._reading.language.body_words | self._of_people
        plain = len(words) == 1 and not name.isupper() and words[0] not in common
        if not fuller and plain:
            fuller = self._by_first.get(words[0], [])  # Halcyon: Halcyon Networks
        return fuller[0] if len(fuller) == 1 else name
