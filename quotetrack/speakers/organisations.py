"""The organisations of one article: the fullest name of each, and which one a noun ("the newspaper", "its"), what
it issued ("the ruling") or a post alone stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from quotetrack.names.normal import name_words
from quotetrack.quotations.outlets import is_outlet
from quotetrack.quotations.reading import Reading
from quotetrack.records import Labelled, Span
from quotetrack.speakers.bodies import Body, body_at, campaign_at, is_no_body, organisation_name
from quotetrack.speakers.claims import Capacity, capacity_of

_STATE_BODIES = {"congress", "senate", "house", "parliament", "assembly", "cabinet", "navy", "un", "eu"}
_ANY_BODY = {"company", "organisation", "organization", "group"}
_BODY_REACH = 3
"""Sentences back to which a body is looked for whose name does not say its kind."""
_NAMED_REACH = 20_000
"""Code points that "the ministry" looks back for a name that holds the word."""
_COMMISSIONER = re.compile(r"(?:[A-Z][\w-]+\s){0,3}Commissioner")
_OTHER_COMMISSIONERS = {"police", "county", "city", "state", "high", "baseball", "football", "insurance"}
"""Commissioners of a force, a place, a league: of no Commission."""
_MINISTERS = {"minister", "secretary"}
_MINISTRIES = {"ministry", "department"}
_OF_MINISTERS = _MINISTERS | {"cabinet", "deputy", "permanent", "former", "acting", "the", "of", "for", "and", "s"}


class Organisations:
    """The organisations of an article by the end of their names, and by abbreviations that it
    introduces: `The Post` is `New York Post`, `the FSA` the `Free Syrian Army`."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._long = reading.abbreviations
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
        """The fullest form in the article of the name in a span, if only one is fuller; a campaign's by its person."""
        for entity in self._reading.entities.touching(span):
            if entity.label == "PERSON" and (campaign := campaign_at(self._reading, entity, span.end)):
                return campaign.name
        name = organisation_name(self._reading.slice(span))
        name = self._long.get(name, name)
        words = tuple(name_words(name))
        known = self._by_last.get(words[-1], {}) if words else {}
        fuller = [
            other for theirs, other in known.items() if len(theirs) > len(words) and theirs[-len(words) :] == words
        ]
        plain = len(words) == 1 and not name.isupper() and words[0] not in self._reading.language.body_words
        plain = plain and words[0] not in self._of_people
        if not fuller and plain:
            fuller = self._by_first.get(words[0], [])  # Halcyon: Halcyon Networks
        return fuller[0] if len(fuller) == 1 else name


def _organisations_before(reading: Reading, at: int) -> list[Labelled]:
    """The organisations named before an offset, as far back as one is looked for, the last one last."""
    return reading.organisations_touching(Span(max(0, at - _NAMED_REACH), at))


def may_be(reading: Reading, body: Labelled, noun: str) -> bool:
    """Whether a body's name allows a noun: an outlet for "the newspaper", no outlet, council, party or
    university for "the company"."""
    outlet = is_outlet(reading, body.span)
    if noun in reading.language.outlet_nouns:
        return outlet
    said = name_words(reading.slice(body.span))
    other = {w for w in said if w in reading.language.group_nouns and w not in reading.language.open_group_nouns}
    return not other and not (set(said) & _STATE_BODIES) and not (outlet and noun not in _ANY_BODY)


def body_meant(reading: Reading, at: int, noun: str) -> Body | None:
    """The organisation that "the campaign", "the group" or "its" stands for at an offset: the last one
    before that bears the noun in its name; where a noun does not ask for that, else the last one in the
    sentence or the one before."""
    noun = noun.casefold()
    if noun in ("campaign", "team"):
        named = [
            body
            for e in reading.entities.starting_in(Span(max(0, at - _NAMED_REACH), at))
            if e.label == "PERSON" and (body := campaign_at(reading, e, at)) and body.name.endswith("campaign")
        ]
        if named or noun == "campaign":
            return named[-1] if named else None
    bearing = [
        e
        for e in _organisations_before(reading, at)
        if noun in reading.slice(e.span).casefold().split() and e.span.end <= at
    ]
    if bearing:
        return body_at(reading, bearing[-1].span)
    if noun in reading.language.named_kinds:
        return None
    here = reading.sentence_index(at)
    start = reading.document.sentences[max(0, here - 1)].span.start
    found = [
        e
        for e in reading.organisations_touching(Span(start, at))
        if e.span.end <= at
        and is_outlet(reading, e.span) == (noun in reading.language.outlet_nouns)
        and not is_no_body(reading, e.span)
    ]
    return body_at(reading, found[-1].span) if found else None


class Implied:
    """The bodies of one article that a post alone can stand for."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._meant: dict[object, str | None] = {}

    def with_body(self, mention: Span, found: Capacity) -> Capacity:
        """What is stated at a mention, with the body that a post alone leaves to the reader."""
        if found.affiliations or not found.role or self._reading.quoted_at(mention.start):
            return found
        name = (
            self._commission(found.role)
            or self._court(found.role)
            or self._ministry(found.role)
            or _company(self._reading, mention.start, found.role)
        )
        if not name:
            return found
        return capacity_of(replace(c, organization=name) if c.role == found.role else c for c in found.claims)

    def _commission(self, role: str) -> str | None:
        """`Fisheries Commissioner Ana Ruiz`: the one Commission of the article."""
        if not _COMMISSIONER.fullmatch(role) or _OTHER_COMMISSIONERS & set(name_words(role)):
            return None
        return self._body_of("commission")

    def _court(self, role: str) -> str | None:
        """`Chief Justice Ana Ruiz`: the one Supreme or High Court of the article."""
        return self._body_of("court") if name_words(role)[-2:] == ["chief", "justice"] else None

    def _ministry(self, role: str) -> str | None:
        """`Health Minister Ana Ruiz`, `minister of health`: the one Ministry or Department of Health of the article."""
        said = set(name_words(role))
        field = said - _OF_MINISTERS
        return self._body_of(frozenset(field)) if said & _MINISTERS and field else None

    def _body_of(self, kind: str | frozenset[str]) -> str | None:
        """The one body whose name ends so, or the one ministry of a field."""
        if kind not in self._meant:
            self._meant[kind] = _only(self._reading, self._bodies.get(kind, []))
        return self._meant[kind]

    @cached_property
    def _bodies(self) -> dict[str | frozenset[str], list[Labelled]]:
        """Bodies by the last word of their names, ministries also by their field."""
        found: dict[str | frozenset[str], list[Labelled]] = {}
        for entity in self._reading.entities.items:
            if entity.label == "ORGANIZATION" and (own := name_words(self._reading.slice(entity.span))):
                found.setdefault(own[-1], []).append(entity)
                if _MINISTRIES & set(own):
                    found.setdefault(frozenset(own) - _OF_MINISTERS - _MINISTRIES, []).append(entity)
        return found


def _company(reading: Reading, at: int, role: str) -> str | None:
    """`Chief Executive Ana Ruiz`: the one company named so far, else the one of the sentences just before."""
    if " ".join(name_words(role)) not in reading.language.company_posts:
        return None
    named = [e for e in _organisations_before(reading, at) if _is_company(reading, e)]
    here = reading.sentence_index(at)
    near = [e for e in named if here - reading.sentence_index(e.span.start) <= _BODY_REACH]
    return _only(reading, named) or _only(reading, near) or _foremost(reading, named)


def _foremost(reading: Reading, named: Sequence[Labelled]) -> str | None:
    """The company that an article is about: named first, and more often than any other."""
    names = [organisation_name(reading.slice(e.span)) for e in named]
    ranked = Counter(names).most_common(2)
    ahead = len(ranked) > 1 and ranked[0][1] > ranked[1][1] and ranked[0][0] == names[0]
    return names[0] if ahead else None


def _is_company(reading: Reading, body: Labelled) -> bool:
    return may_be(reading, body, "company") and not is_no_body(reading, body.span)


def _only(reading: Reading, bodies: Iterable[Labelled]) -> str | None:
    """The fullest name of bodies that all are one: Finch and Finch Energy."""
    names = sorted({organisation_name(reading.slice(e.span)) for e in bodies}, key=len)
    parts = [set(name_words(name)) for name in names]
    return names[-1] if names and all(part <= parts[-1] for part in parts) else None
