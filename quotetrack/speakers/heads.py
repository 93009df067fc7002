"""Heads of descriptions: the noun that says what somebody is, the role around it, the bodies before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotetrack.language import load
from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Span
from quotetrack.speakers.bodies import (
    Body,
    bodies_before_head,
    body_at,
    body_meant,
    campaign_at,
    family_form,
    organisation_name,
)
from quotetrack.speakers.claims import Capacity, capacity_of, claim_at, join
from quotetrack.speakers.nouns import head_noun, is_person_noun, singular

_OWNER = re.compile(r"(?P<owner>[^,;]{1,70}?)(?:['’]s|(?<=s)['’])\s+(?P<rest>\S.*)$", re.DOTALL)
_STAFF = re.compile(
    r"(?:[\w-]+\s+){0,4}?(?:campaign\s+\w+|spokes\w+|strategist|pollster|surrogate|advis[eo]r|aide|running mate"
    r"|(?:press|communications?|field|digital|political|policy|finance|outreach)\s(?:secretary|director|chief|chairman))s?$",
    re.IGNORECASE,
)
_PARTY_LETTERS = re.compile(r"([A-Z][A-Za-z]{1,4})\s\S")
"""`BJP leader`, `NDP health critic`"""
_PLURAL_TITLES = {"sens": "Sen.", "reps": "Rep.", "govs": "Gov.", "cllrs": "Cllr"}
_CAMPAIGN_REACH = 20_000
"""Code points before and after a staff member's name in which the campaign must be spoken of."""
_AMBIGUOUS_PARTIES = {"Conservative", "Green", "Labour", "Libertarian"}
LEADING = re.compile(
    r"(?:(?:then(?=\s(?:an?|the|his|her|its)\s)|also|now|currently|still|himself|herself|themselves|once|both|the|an?|his|her|their|its|our|another|this|that|my|one)\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Head:
    """The head of a description: its role as worded, the noun that says what somebody is, and the
    organisations before that noun."""

    role: str | None
    noun: str | None
    bodies: list[Body]


def read_head(reading: Reading, phrase: Span) -> Head:
    """A phrase without prepositions (`NYPD Commissioner`, `the group's leader`, `Republican nominee`):
    organisations and parties are affiliations, what remains is the role; a party stays in the role too,
    and so does an organisation that is not at the front (`retired Air Force general`)."""
    bodies, start = _owner(reading, phrase)
    rest = Span(start, phrase.end)
    noun = noun_of(reading, rest)
    if noun or not bodies:
        for body in bodies_before_head(reading, rest):
            bodies.append(body)
            if not re.search(r"\w", reading.slice(Span(start, body.span.start)).replace("the", "")):
                start = _after_body(reading, body)
    if noun is None and reading.text[start : start + 1].isupper():
        bodies = [b for b in bodies if b.span.end > start]  # `the Dockers' Union`: no union of some Dockers
    bodies += _parties(reading, Span(start, phrase.end))
    role = re.sub(r"^(?:['’]s?|-|–)\s*", "", reading.text[start : phrase.end].strip()).strip(" ,")
    courteous = role.casefold().rstrip(".") in reading.language.courtesy_titles
    if noun is None or head_noun(role) is None or role in reading.language.parties or courteous:
        role = ""
    return Head(" ".join(role.split()) or None, noun, bodies)


def _after_body(reading: Reading, body: Body) -> int:
    """Where a role begins after a body at the front: the noun of `Pike campaign aide` is part of it."""
    words_of = reading.slice(body.span)
    noun = re.search(r"\bcampaign$", words_of)
    return body.span.start + noun.start() if noun and " " in words_of else body.span.end


def _owner(reading: Reading, phrase: Span) -> tuple[list[Body], int]:
    """Whose `X's` the description begins with, and where the rest begins: an organisation, a campaign,
    one that a noun stands for (`the group's`), or, for a campaigner's staff, the campaign."""
    found = _OWNER.match(reading.text, phrase.start, phrase.end)
    if not found:
        return _staff(reading, phrase, phrase.start)
    owner, start = Span(*found.span("owner")), found.start("rest")
    for entity in reading.entities.touching(owner):
        if campaign := campaign_at(reading, entity, phrase.end):
            return [campaign], max(start, campaign.span.end)
        if entity.label == "ORGANIZATION" and entity.span.end >= owner.end:
            return [body_at(reading, Span(max(entity.span.start, owner.start), owner.end))], start
    last = family_form(reading.slice(owner))
    if last in reading.language.parties:
        name = organisation_name(reading.slice(owner))
        return [Body(owner, name if " " in name else reading.language.parties[last])], start
    last = last.casefold()
    if last in reading.language.group_nouns:
        meant = body_meant(reading, phrase.start, last)
        return ([Body(owner, meant.name)] if meant else []), start
    return _staff(reading, phrase, start)


def _staff(reading: Reading, phrase: Span, start: int) -> tuple[list[Body], int]:
    """`Clinton communications director`: of her campaign, if the article speaks of a `Clinton campaign`."""
    people = [e for e in reading.entities.touching(phrase) if e.label == "PERSON" and e.span.start <= phrase.start + 5]
    if not people:
        return [], start
    owner = people[0]
    rest = re.sub(r"^['’]s?\s*|^\s+", "", reading.text[owner.span.end : phrase.end]).strip()
    family = family_form(reading.slice(owner.span))
    if not family:
        return [], start
    if not _STAFF.match(rest) or campaign_at(reading, owner, phrase.end):
        return [], start
    near = reading.text[max(0, phrase.start - _CAMPAIGN_REACH) : phrase.start + _CAMPAIGN_REACH]
    if not re.search(rf"\b{re.escape(family)}(?:['’]s?)?\s+(?:\d{{4}}\s)?(?:presidential\s)?campaign\b", near):
        return [], start
    return [Body(owner.span, f"{family} campaign")], start


def _parties(reading: Reading, phrase: Span) -> list[Body]:
    """Parties that a phrase names: `Republican nominee`, `Labour MP`."""
    text, found = reading.slice(phrase), list[Body]()
    for form, party in reading.language.parties.items():
        if form not in text:
            continue
        spelt_out = len(form) > 3 or (len(form) == 3 and form.isupper())  # a lab director is not of the Labour party
        at = re.search(rf"\b{re.escape(form)}\b", text) if spelt_out else None
        if at and _is_political(text, form):
            found.append(Body(Span(phrase.start + at.start(), phrase.start + at.end()), party))
    letters = _PARTY_LETTERS.match(text)
    if letters and not found and letters[1] in reading.language.party_letters and head_noun(text):
        party = reading.language.party_letters[letters[1]]
        found.append(Body(Span(phrase.start, phrase.start + letters.end(1)), party))
    return found


def _is_political(text: str, form: str) -> bool:
    """A word that is more than a party's name is one where politics is spoken of: not a conservative economist."""
    noun = head_noun(text)
    alone = text.strip() == form
    return (
        form not in _AMBIGUOUS_PARTIES
        or alone
        or noun is None
        or noun in (load("en").political_offices | load("en").posts) - {"economist"}
    )


def read_plain_phrase(reading: Reading, phrase: Span) -> Capacity:
    """The claims of a description that stands directly before a name."""
    joint = re.search(r"\sand\s(?=[a-z])", reading.slice(phrase))
    if (
        joint
        and is_person_noun(reading.slice(phrase)[: joint.start()].split()[-1])
        and not in_body(reading, phrase.start + joint.start())
    ):
        sides = Span(phrase.start, phrase.start + joint.start()), Span(phrase.start + joint.end(), phrase.end)
        return join(read_plain_phrase(reading, side) for side in sides)
    head = read_head(reading, phrase)
    end = phrase.start + len(reading.slice(phrase).rstrip())
    words_of = reading.slice(phrase).strip()
    bodies = head.bodies if head.noun else [b for b in head.bodies if reading.slice(b.span) == words_of]
    return capacity_of(claims_of(singular_role(head.role), bodies, Span(phrase.start, end), ""))


def singular_role(role: str | None) -> str | None:
    """A role in the plural before a name, as one of them bears it: `Senators A and B`."""
    if not role:
        return role
    *lead, last = role.split()
    folded = last.casefold().rstrip(".")
    if folded in _PLURAL_TITLES:
        return " ".join([*lead, _PLURAL_TITLES[folded]])
    single = singular(folded)
    known = (
        folded not in load("en").person_nouns
        and single in load("en").person_nouns
        and last.rstrip(".").casefold() != single
    )
    return (
        " ".join([*lead, singular(last)])
        if known and folded not in load("en").honorifics - {"senators", "representatives"}
        else role
    )


def noun_of(reading: Reading, head: Span) -> str | None:
    """The noun for a person that a head ends in; names of bodies in it are no part of it."""
    at, pieces = head.start, []
    for entity in reading.organisations_touching(head):
        pieces.append(reading.text[at : max(at, entity.span.start)])
        last = reading.slice(entity.span).split()[-1:]
        titled = last and last[0].casefold() in reading.language.honorifics
        kept = last if titled or (last and is_person_noun(last[0])) else ["X"]
        pieces += [] if entity.span.end <= at else kept
        at = max(at, entity.span.end)
    return head_noun(bare("".join([*pieces, reading.text[at : head.end]])))


def bare(text: str) -> str:
    return LEADING.sub("", text, count=1) if LEADING.match(text) else text


def in_body(reading: Reading, offset: int) -> bool:
    return any(e.label == "ORGANIZATION" for e in reading.entities.touching(Span(offset, offset + 1)))


def claims_of(role: str | None, bodies: list[Body], words_of: Span, before: str) -> list[Affiliation]:
    if not bodies:
        return [claim_at(role, None, words_of, before)] if role else []
    return [
        claim_at(role, b.name, Span(min(words_of.start, b.span.start), max(words_of.end, b.span.end)), before)
        for b in {b.name: b for b in reversed(bodies)}.values()
    ][::-1]
