"""Who may be meant in an article: the persons and bodies that it names, each with all places that name it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quotetrack.names.normal import name_words
from quotetrack.names.spelling import Gender
from quotetrack.quotations.outlets import is_outlet
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.spans import overlap, within
from quotetrack.speakers.bodies import campaign_at, is_no_body, organisation_name, police_at
from quotetrack.speakers.organisations import Organisations
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person
from quotetrack.speakers.source_kinds import TAIL, Source

_OF_NAME = re.compile(r"\s(?:of|for)\s(?:the\s)?[^\W\d_a-z]")
REMEMBERED = 40
"""Mentions, or turns, back that count."""
_BODY_NOUN = 60
"""Code points after a person's or a place's name in which the noun of a body named after it stands."""
_MENTIONS_BEFORE, _MENTIONS_AFTER, _FOREMOST = 90, 20, 12
"""Mentions before and after a source whose bearers are weighed, and how many of those named most often are too."""
MOST = 12
"""Candidates that are weighed for a source."""


@dataclass(frozen=True, eq=False)
class Mention:
    """A place that names somebody: its sentence and paragraph by number, whether it is quoted, possessive or stands
    after a preposition, whether it is the first name of its sentence, and whether a verb follows."""

    span: Span
    sentence: int
    paragraph: int
    quoted: bool
    possessive: bool
    governed: bool
    first: bool
    acts: bool


@dataclass(frozen=True, eq=False)
class Candidate:
    """Somebody or a body that the article names; mentions in order."""

    name: str
    person: Person | None
    mentions: tuple[Mention, ...]
    gender: Gender | None = None
    outlet: bool = False
    itself: bool = False

    @cached_property
    def starts(self) -> list[int]:
        """Where the mentions begin."""
        return [m.span.start for m in self.mentions]

    def between(self, span: Span) -> Sequence[Mention]:
        """The mentions that begin in a span."""
        return self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def inside(self, span: Span | None) -> list[Mention]:
        """The mentions that lie in a span as a whole."""
        return [m for m in self.between(span) if within(m.span, span)] if span else []

    @cached_property
    def only_quoted(self) -> bool:
        """Whether all mentions stand in quotation marks."""
        return all(m.quoted for m in self.mentions)

    def is_body_of(self, other: Candidate) -> bool:
        """Whether both are bodies, and the words of one's name are among the other's."""
        both = self.person is None and other.person is None and bool(self.words) and bool(other.words)
        return both and (self.words <= other.words or other.words <= self.words)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the name, folded."""
        return frozenset(name_words(self.name))


class Candidates:
    """The candidates of an article, and which of them are weighed for a source."""

    def __init__(self, reading: Reading, people: People, organisations: Organisations) -> None:
        self._reading = reading
        self._first_names: dict[int, int] = {}
        bodies: dict[str, list[Span]] = {}
        for entity in reading.entities.items:
            named = entity.label == "ORGANIZATION" and not is_no_body(reading, entity.span)
            if named or (entity.label == "PERSON" and reading.slice(entity.span) in people.bodies):
                bodies.setdefault(organisations.fullest(entity.span), []).append(entity.span)
            after = {"PERSON": campaign_at, "LOCATION": police_at}.get(entity.label)
            if after and (body := after(reading, entity, entity.span.end + _BODY_NOUN)):
                bodies.setdefault(body.name, []).append(body.span)
        places = sorted([*(m for p in people.all for m in p.mentions), *(s for own in bodies.values() for s in own)])
        for span in places:
            self._first_names.setdefault(reading.sentence_index(span.start), span.start)
        self.all = [Candidate(p.name, p, tuple(self._mention(m) for m in p.mentions), p.gender) for p in people.all]
        self.all += [
            Candidate(name, None, tuple(self._mention(m) for m in own), None, is_outlet(reading, own[0]))
            for name, own in bodies.items()
        ]
        self._places = sorted(((start, c) for c in self.all for start in c.starts), key=lambda found: found[0])
        self._starts = [start for start, _ in self._places]
        self._foremost = sorted(self.all, key=lambda c: -len(c.starts))[:_FOREMOST]
        self.of_person = {c.person: c for c in self.all if c.person}
        self.of_body = {c.name: c for c in self.all if not c.person}

    def _mention(self, span: Span) -> Mention:
        reading = self._reading
        sentence = reading.sentence_index(span.start)
        before = reading.tokens_in(Span(max(0, span.start - 14), span.start))
        after = [w for w in reading.tokens_in(Span(span.end, span.end + 24)) if w.upos != "ADV"]
        titles = reading.language.honorifics
        near = [w for w in before if w.folded.rstrip(".") not in titles and w.text != "." and w.upos != "DET"]
        return Mention(
            span, sentence, reading.paragraph_at(span.start), reading.quoted_at(span.start) is not None,
            reading.is_possessive(span), bool(near) and near[-1].upos == "ADP",
            self._first_names.get(sentence) == span.start, bool(after) and after[0].upos in ("VERB", "AUX"),
        )  # fmt: skip

    def find(self, person: Person | None, name: str | None) -> Candidate | None:
        """The candidate that is a person, or a body of a name."""
        return self.of_person.get(person) if person else self.of_body.get(name or "")

    def near(self, source: Source) -> list[Candidate]:
        """The candidates that are weighed: those named nearest before and after, and those named most often."""
        at = source.at
        place = bisect_left(self._starts, at)
        around = [c for _, c in self._places[max(0, place - _MENTIONS_BEFORE) : place + _MENTIONS_AFTER]]
        found = [c for c in dict.fromkeys([*around, *self._foremost]) if not is_barred(c, source)]

        def distance(c: Candidate) -> int:
            place = bisect_left(c.starts, at)
            back = at - c.starts[place - 1] if place else 10**9
            ahead = 3 * (c.starts[place] - at) if place < len(c.starts) else 10**9
            return min(back, ahead) - 200 * min(len(c.starts), 10)

        return sorted(found, key=distance)[:MOST]

    def named_in(self, span: Span) -> list[Candidate]:
        """The candidates that are named in a span."""
        first, last = (bisect_left(self._starts, offset) for offset in span)
        return [c for _, c in self._places[first:last]]

    def itself(self, source: Source) -> Candidate | None:
        """The body that a source may name by its own words, where it holds no body's name: `the defence ministry`."""
        if source.span is None or source.is_pronoun:
            return None
        text = source.text
        cuts = (cut.start() for cut in TAIL.finditer(text) if not _goes_on(text[: cut.start()], text[cut.start() :]))
        end = source.span.start + next(cuts, len(text))
        span = Span(source.span.start, max(end, source.span.start + 1))
        name = organisation_name(self._reading.slice(span))
        inside = any(c.person is None and c.between(span) for c in self.named_in(span))
        if inside or not any(word[0].isupper() for word in name.split()):
            return None
        mention = Mention(span, self._reading.sentence_index(span.start), self._reading.paragraph_at(span.start),
                           False, False, False, False, False)  # fmt: skip
        return Candidate(name, None, (mention,), itself=True)


def _goes_on(before: str, after: str) -> bool:
    """Whether a body's name goes on after a preposition: `Port` ` of Halsund`."""
    last = (before.split() or [""])[-1]
    return last[:1].isupper() and bool(_OF_NAME.match(after))


def last_outside(c: Candidate, at: int) -> Mention | None:
    """The last mention before an offset, outside quotation marks where there is one."""
    place = bisect_left(c.starts, at)
    before = c.mentions[max(0, place - REMEMBERED) : place]
    return next((m for m in reversed(before) if not m.quoted), before[-1] if before else None)


def is_barred(c: Candidate, source: Source) -> bool:
    """Whether grammar forbids somebody: another gender, a body for "she", a person for "it", "they" or several people,
    whoever says the quotation that the source stands in, the outlet that passes the words on, and a person in a source
    whose head is another word (`a spokesman for Ruiz`)."""
    if c.person is None:
        relays = source.relay is not None and bool(c.between(source.relay))
        return relays or (bool(source.gender) and source.is_pronoun)
    if (
        c.person is source.outer
        or source.plural
        or source.kind in ("it", "they")
        or (source.gender and c.gender and source.gender != c.gender)
    ):
        return True
    inside = c.inside(source.span)
    return bool(inside) and not any(source.head and overlap(m.span, source.head) for m in inside)


def may_be(c: Candidate, source: Source) -> bool:
    """Whether a source speaks of somebody's kind: a person of its gender for "she", a body for "it"."""
    if source.kind in ("he", "she") or (source.of_people and not source.of_bodies):
        return c.person is not None and (not source.gender or c.gender in (source.gender, None))
    if source.kind == "it" or (source.of_bodies and not source.of_people):
        return c.person is None
    return True
