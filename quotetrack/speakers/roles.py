"""Role and affiliations stated beside a name: the words that the model marks as such, put together into claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotetrack import settings
from quotetrack.names.party import party_of
from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Labelled, Span, Standing, StatedClaim
from quotetrack.spans import gap, overlap, within
from quotetrack.speakers.bodies import Body, body_at, is_nationality
from quotetrack.speakers.claims import Capacity, capacity_of, claim_at, standing_of
from quotetrack.speakers.noun_phrases import LEADING, singular_role
from quotetrack.speakers.organisations import body_meant
from quotetrack.text import trim

_PAST = re.compile(
    r"\b(?P<verb>was|were|had been|served as|worked as|used to be|(?<=, )(?:then|once))"
    r"\s+(?:then\s+|once\s+)?(?:an?\s+|the\s+|one of the\s+)?$",
    re.IGNORECASE,
)
_THEN = {"was", "were", "then"}
_WORD = re.compile(r"(?P<whole>(?P<word>[^\W\d_]+)\.?)\s")
_WORD_BEFORE = re.compile(r"(?<![\w.-])(?P<whole>(?P<word>[^\W\d_a-z][^\W\d_]*)\.?)\s$")
_PARTY_AFTER = re.compile(r"\s*[,(]\s?(?P<whole>(?P<letters>[A-Z]{1,3})[-–][A-Z][\w. ]{0,12}?)[,)]")
_PARTED = re.compile(r"(?:['’]s?)?\s+|-")
_REST_OF_WORD = re.compile(r"(?<=\w)(?:&\w+|\w+)")
_DASH = re.compile(r"\s[–—―-]{1,2}\s(?=\S)")
_REACH = 80
"""Code points between a role and the body that it is held at, at most."""
_BEFORE = 24
"""Code points before a role that are searched for what tells how it stands."""


def read_capacity(reading: Reading, mention: Span) -> Capacity:
    """Role and affiliations stated beside a mention of a name: each role with the bodies next to it, then bodies that
    stand alone."""
    stated = [claim for claim in reading.claims.touching(mention) if _is_sure(reading, claim)]
    roles, named = (_spans(reading, [c.span for c in stated if c.label == label]) for label in ("role", "body"))
    found = [body for span in named if (body := _body(reading, span))]
    held: dict[Span, list[Body]] = {r: [] for r in roles if not any(within(r, b.span) and r != b.span for b in found)}
    alone: list[Body] = []
    if party := _party(reading, mention):
        marked = [body for body in found if overlap(body.span, party.span)]
        found = [body for body in found if body not in marked]
        (found if marked else alone).append(party)
    for body in found:
        near = min(held, key=lambda role: gap(role, body.span), default=None)
        (alone if near is None or gap(near, body.span) > _REACH else held[near]).append(body)
    claims = [claim for role, bodies in held.items() for claim in _claims(reading, role, bodies)]
    claims += [_membership(reading, body) for body in alone]
    if not held and (title := _title(reading, mention)):
        claims.insert(0, title)
    return capacity_of(claims)


def _party(reading: Reading, mention: Span) -> Body | None:
    """The party whose letters stand behind a name with a place: `Ana Ruiz, R-Ohio,`, `Ana Ruiz (D-Mass.)`."""
    found = _PARTY_AFTER.match(reading.text, mention.end, mention.end + 30)
    if not found or found["letters"] not in reading.language.parties:
        return None
    whole = Span(*found.span("whole"))
    return Body(whole, reading.slice(whole))


def _title(reading: Reading, mention: Span) -> Affiliation | None:
    """The title of an office or rank directly before a name, or at its start: `Cllr Ana Ruiz`, `Maj. Gen. Ana Ruiz`."""
    known = reading.language
    titles = known.honorifics - known.courtesy_titles
    own = _WORD.match(reading.text, *mention)
    found = [Span(*own.span("whole"))] if own and own["word"].casefold() in titles else []
    at = mention.start
    while (before := _WORD_BEFORE.search(reading.text, max(0, at - 24), at)) and before["word"].casefold() in titles:
        at = before.start("whole")
        found.append(Span(*before.span("whole")))
    whole = Span(min(found).start, max(found).end) if found else None
    return claim_at(reading.slice(whole), None, whole) if whole else None


def marked_claims(reading: Reading, claims: Iterable[Affiliation]) -> list[dict[str, object]]:
    """The words that claims were read from where the model marked them: as role or body, beside which mention, and how
    sure it is (0 to 1)."""
    marked = {c for claim in claims if claim.span for c in reading.claimed.touching(claim.span) if _is_sure(reading, c)}
    ordered = sorted(marked, key=lambda c: (c.span, c.mention, c.label))
    return [
        {"is": c.label, "words": reading.slice(c.span), "beside": reading.slice(c.mention), "score": c.score}
        for c in ordered
    ]


def _is_sure(reading: Reading, claim: StatedClaim) -> bool:
    """Whether the model is sure enough of a claim, and not surer that it is about somebody else."""
    if claim.score < settings.CLAIMS[claim.label]:
        return False
    rivals = (c for c in reading.claimed.touching(claim.span) if c.label == claim.label)
    others = (c for c in rivals if not overlap(c.mention, claim.mention))
    return all(other.score - claim.score < settings.RIVAL for other in others)


def _spans(reading: Reading, spans: Iterable[Span]) -> list[Span]:
    """Spans in order, to the end of their last word (`R&D`), without blanks at their ends and without those that
    overlap an earlier one; what nothing parts is one span."""
    kept: list[Span] = []
    for span in spans:
        rest = _REST_OF_WORD.match(reading.text, span.end)
        trimmed = trim(reading.text, Span(span.start, rest.end() if rest else span.end))
        if trimmed and not any(overlap(trimmed, other) for other in kept):
            kept.append(trimmed)
    joined: list[Span] = []
    for span in sorted(kept):
        if joined and not reading.text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _body(reading: Reading, span: Span) -> Body | None:
    """The organisation in a span by its full name, and letters alone as the party that they stand for; None for a place
    (not `Port of Halsund`) or a people."""
    entities = reading.entities.touching(span)
    whole = [
        e.span for e in entities if within(span, e.span) and (e.label == "ORGANIZATION" or _is_of(reading, e.span))
    ]
    span = whole[0] if whole else span
    body = body_at(reading, span)
    if body.name.casefold() in reading.language.group_nouns:
        return body_meant(reading, span.start, body.name)  # `the campaign's secretary`
    place = not _is_of(reading, span) and any(_is_place(reading, e) and within(span, e.span) for e in entities)
    if place or is_nationality(body.name) or not re.search(r"\w", body.name):
        return None
    known = reading.language
    if len(body.name) == 1 or reading.text[: span.start].endswith("("):
        party = known.parties.get(body.name) or known.party_letters.get(body.name)
        return Body(span, party) if party else body
    return body


def _is_place(reading: Reading, entity: Labelled) -> bool:
    """Whether a name is a place's, of several words only where the model is sure: a town is nobody's employer, the
    Wilson Center may be."""
    single = " " not in reading.slice(entity.span)
    return entity.label == "LOCATION" and (single or entity.score >= settings.PLACE)


def _is_of(reading: Reading, name: Span) -> bool:
    """Whether a name says what it is of: a body even where a model takes it for a place, `Port of Halsund`."""
    return " of " in reading.slice(name)


def _claims(reading: Reading, role: Span, bodies: Sequence[Body]) -> list[Affiliation]:
    """The claims of a role: with each body that it is held at, or alone. A body at its front is no part of its words,
    except for a party: `FBI director`, but `Republican nominee`."""
    for dash in _DASH.finditer(reading.text, *role):
        role = Span(dash.end(), role.end)  # `COLUMBUS, Ohio — Sen. Ana Ruiz`
    leading = LEADING.match(reading.text, *role)
    start = leading.end() if leading and leading.end() < role.end else role.start
    for body in bodies:
        parted = _PARTED.match(reading.text, body.span.end, role.end)
        if body.span.start == start and parted and party_of(body.name) is None:
            start = parted.end()
    words = singular_role(" ".join(reading.text[start : role.end].split()))
    if not words:
        return [_membership(reading, body) for body in bodies]
    standing = _standing(words, reading.text[max(0, role.start - _BEFORE) : start])
    whole = [Span(min(start, body.span.start), max(role.end, body.span.end)) for body in bodies]
    found = [claim_at(words, body.name, span) for body, span in zip(bodies, whole, strict=True)]
    found = found or [claim_at(words, None, Span(start, role.end))]
    return [Affiliation(c.organization, c.role, standing, c.span) for c in found]


def _standing(role: str, before: str) -> Standing:
    """How a role stands: by its own words, by the word before it, by what says that it is over (`was the mayor`,
    `Ana Ruiz, then the mayor`)."""
    own = standing_of(role)
    if own == "current" and before.split():
        own = standing_of(before.split()[-1])
    past = _PAST.search(before)
    if own != "current" or not past:
        return own
    return "then" if past["verb"].casefold() in _THEN else "former"


def _membership(reading: Reading, body: Body) -> Affiliation:
    """The claim that somebody belongs to a body, in whatever role."""
    return claim_at(None, body.name, body.span, reading.text[max(0, body.span.start - _BEFORE // 2) : body.span.start])
