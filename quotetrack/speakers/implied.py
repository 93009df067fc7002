"""Which body a post belongs to where nothing beside the name says it: a Commissioner's Commission, the one
company whose Chief Executive somebody is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from quotetrack.names.normal import name_words
from quotetrack.quotations.reading import Reading
from quotetrack.records import Labelled, Span
from quotetrack.speakers.antecedents import may_be
from quotetrack.speakers.bodies import is_no_body, organisation_name
from quotetrack.speakers.claims import Capacity, capacity_of

_COMMISSIONER = re.compile(r"(?:[A-Z][\w-]+\s){0,3}Commissioner")
_OTHER_COMMISSIONERS = {"police", "county", "city", "state", "high", "baseball", "football", "insurance"}
"""Commissioners of a force, a place, a league: of no Commission."""
_MINISTERS = {"minister", "secretary"}
_MINISTRIES = {"ministry", "department"}
_OF_MINISTERS = _MINISTERS | {"cabinet", "deputy", "permanent", "former", "acting", "the", "of", "for", "and", "s"}
_REACH = 20_000
"""Code points back in which companies are looked for."""
_NEAR = 3
"""Sentences back in which the one company named is meant where the article names several."""


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
    named = [e for e in reading.organisations_touching(Span(max(0, at - _REACH), at)) if _is_company(reading, e)]
    here = reading.sentence_index(at)
    near = [e for e in named if here - reading.sentence_index(e.span.start) <= _NEAR]
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
