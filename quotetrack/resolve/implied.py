"""Which body a post belongs to where nothing beside the name says it: a Commissioner's Commission, the one
company whose Chief Executive somebody is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotetrack.extract.drafts import Reading
from quotetrack.lexicon import words
from quotetrack.records import Labelled, Span
from quotetrack.resolve.antecedents import may_be
from quotetrack.resolve.bodies import is_no_body, organisation_name
from quotetrack.resolve.claims import Capacity, capacity_of
from quotetrack.resolve.names import name_words

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


def with_body_implied(reading: Reading, mention: Span, found: Capacity) -> Capacity:
    """What is stated at a mention, with the body that a post alone leaves to the reader."""
    if found.affiliations or not found.role or reading.quoted_at(mention.start):
        return found
    name = (
        _commission(reading, found.role)
        or _court(reading, found.role)
        or _ministry(reading, found.role)
        or _company(reading, mention.start, found.role)
    )
    if not name:
        return found
    return capacity_of(replace(c, organization=name) if c.role == found.role else c for c in found.claims)


def _commission(reading: Reading, role: str) -> str | None:
    """`Fisheries Commissioner Ana Ruiz`: the one Commission of the article."""
    if not _COMMISSIONER.fullmatch(role) or _OTHER_COMMISSIONERS & set(name_words(role)):
        return None
    named = (e for e in reading.entities.items if e.label == "ORGANIZATION")
    return _only(reading, (e for e in named if name_words(reading.slice(e.span))[-1:] == ["commission"]))


def _court(reading: Reading, role: str) -> str | None:
    """`Chief Justice Ana Ruiz`: the one Supreme or High Court of the article."""
    if name_words(role)[-2:] != ["chief", "justice"]:
        return None
    named = (e for e in reading.entities.items if e.label == "ORGANIZATION")
    return _only(reading, (e for e in named if name_words(reading.slice(e.span))[-1:] == ["court"]))


def _ministry(reading: Reading, role: str) -> str | None:
    """`Health Minister Ana Ruiz`, `minister of health`: the one Ministry or Department of Health of the article."""
    said = set(name_words(role))
    field = said - _OF_MINISTERS
    if not (said & _MINISTERS and field):
        return None
    named = [e for e in reading.entities.items if e.label == "ORGANIZATION"]
    parts = [(set(name_words(reading.slice(e.span))), e) for e in named]
    return _only(reading, (e for own, e in parts if own & _MINISTRIES and own - _OF_MINISTERS - _MINISTRIES == field))


def _company(reading: Reading, at: int, role: str) -> str | None:
    """`Chief Executive Ana Ruiz`: the one company named so far, else the one of the sentences just before."""
    if " ".join(name_words(role)) not in words("company_posts"):
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
