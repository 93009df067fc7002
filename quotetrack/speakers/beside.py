"""Role and affiliations stated beside a name: the words that the model marks as such, put together into claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack import settings
from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Span, Standing, StatedClaim
from quotetrack.spans import overlap, within
from quotetrack.speakers.bodies import Body, body_at, is_nationality
from quotetrack.speakers.claims import Capacity, capacity_of, claim_at, standing_of
from quotetrack.speakers.noun_phrases import LEADING
from quotetrack.text import trim

_PAST = re.compile(
    r"\b(?P<verb>was|were|had been|served as|worked as|used to be|until)\s+(?:then\s+|once\s+)?(?:an?\s+|the\s+|one of the\s+)?$",
    re.IGNORECASE,
)
_PAST_STANDING: dict[str, Standing] = {"was": "then", "were": "then"}
_LETTERS = re.compile(r"(?P<letters>[A-Z][A-Za-z]{0,2})(?:[-–.,]\s?[^\W\d_][\w. ]*)?")
"""`R-Ohio`, `D`, `Lab`"""
_REACH = 80
"""Code points between a role and the body that it is held at, at most."""
_BEFORE = 24


def read_beside(reading: Reading, mention: Span) -> Capacity:
    """What the model marks around a mention of a name as role or organisation of who is named."""
    stated = [claim for claim in reading.claims.touching(mention) if _is_sure(reading, claim)]
    roles, named = (_spans(reading, [s.span for s in stated if s.label == label]) for label in ("role", "body"))
    bodies = [body for span in named if (body := _body(reading, span))]
    held: dict[int, list[Body]] = {number: [] for number in range(len(roles))}
    alone: list[Body] = []
    for body in bodies:
        near = min(held, key=lambda n: (_gap(roles[n], body.span), n), default=None)
        if near is None or _gap(roles[near], body.span) > _REACH:
            alone.append(body)
        else:
            held[near].append(body)
    claims: list[Affiliation] = []
    for number, role in enumerate(roles):
        claims += _claims(reading, role, held[number])
    return capacity_of([*claims, *(_plain(reading, body) for body in alone)])


import os
MARGIN=float(os.environ.get("QM","0.2")); TR=float(os.environ.get("QR","0.5")); TB=float(os.environ.get("QB","0.5"))
def _is_sure(reading: Reading, claim: StatedClaim) -> bool:
    """Whether the model is sure enough of a claim, and not much surer that it is about somebody else."""
    if claim.score < (TR if claim.label=="role" else TB):
        return False
    others = (c for c in reading.claimed.touching(claim.span) if c.label == claim.label and not overlap(c.mention, claim.mention))
    return all(other.score - claim.score < MARGIN for other in others)


def _spans(reading: Reading, spans: Sequence[Span]) -> list[Span]:
    """Spans without blanks at their ends and without those that overlap an earlier one."""
    kept: list[Span] = []
    for span in spans:
        trimmed = trim(reading.text, span)
        if trimmed and not any(overlap(trimmed, other) for other in kept):
            kept.append(trimmed)
    return sorted(kept)


def _gap(role: Span, body: Span) -> int:
    return max(0, max(role.start, body.start) - min(role.end, body.end))


def _body(reading: Reading, span: Span) -> Body | None:
    """The organisation in a span by its full name, and letters in brackets as the party that they stand for; None for
    a place or a people."""
    entities = reading.entities.touching(span)
    named = next((e for e in entities if e.label == "ORGANIZATION"), None)
    if named and within(span, named.span):
        span = named.span
    body = body_at(reading, span)
    place = any(e.label == "LOCATION" and within(span, e.span) for e in entities)
    if place or is_nationality(body.name) or not re.search(r"\w", body.name):
        return None
    letters = _LETTERS.fullmatch(body.name)
    bracketed = reading.text[span.start - 1 : span.start] == "(" or "-" in body.name
    if letters and (bracketed or len(body.name) == 1):
        known = reading.language
        party = known.parties.get(letters["letters"]) or known.party_letters.get(letters["letters"])
        return Body(span, party) if party else body
    return body


def _claims(reading: Reading, role: Span, bodies: Sequence[Body]) -> list[Affiliation]:
    """The claims of a role: with each body it is held at, or alone. A body at its front is taken off, a party is not."""
    leading = LEADING.match(reading.text, *role)
    start = leading.end() if leading and leading.end() < role.end else role.start
    for body in bodies:
        if body.span.start == start and body.span.end < role.end and body.name not in reading.language.parties:
            rest = re.match(r"(?:['’]s?)?\s+|-", reading.text[body.span.end : role.end])
            start = body.span.end + rest.end() if rest else start
    words = " ".join(reading.text[start : role.end].split())
    before = reading.text[max(0, role.start - _BEFORE) : start]
    past = _PAST.search(before)
    if not words:
        return [_plain(reading, body) for body in bodies]
    found = []
    for body in bodies or [None]:
        span = Span(min(start, body.span.start), max(role.end, body.span.end)) if body else Span(start, role.end)
        claim = claim_at(words, body.name if body else None, span)
        standing = claim.standing
        if standing == "current" and past:
            standing = _PAST_STANDING.get(past["verb"].casefold(), "former")
        if standing == "current":
            standing = standing_of(before.split()[-1]) if before.split() else standing
        found.append(Affiliation(claim.organization, claim.role, standing, span))
    return found


def _plain(reading: Reading, body: Body) -> Affiliation:
    return claim_at(None, body.name, body.span, reading.text[max(0, body.span.start - 12) : body.span.start])
