"""Claims that an article makes of somebody: role, organisation, how it stands, where it says so; and whether claims fit
one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotetrack.language import load, union
from quotetrack.names.normal import name_words
from quotetrack.names.party import party_of, party_of_letters
from quotetrack.records import Affiliation, Span, Standing
from quotetrack.speakers.nouns import head_noun, is_person_noun, office_nouns

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NOMINATED = re.compile(r"\b(?:secretary|minister|justice|judge|ambassador|director|chief|general|court)\s+nominee\b")


@dataclass(frozen=True)
class Capacity:
    """In what capacity somebody is named: role as worded, organisations, and the claims behind them."""

    role: str | None = None
    affiliations: tuple[str, ...] = ()
    claims: tuple[Affiliation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.role or self.affiliations)


def capacity_of(claims: Iterable[Affiliation]) -> Capacity:
    """The capacity that claims amount to: the first role, organisations in order."""
    kept = tuple(dict.fromkeys(claims))
    role = next((c.role for c in kept if c.role), None)
    return Capacity(role, tuple(dict.fromkeys(c.organization for c in kept if c.organization)), kept)


def join(capacities: Iterable[Capacity]) -> Capacity:
    """Several capacities of one person as one, in order."""
    return capacity_of(claim for capacity in capacities for claim in capacity.claims)


def standing_of(text: str) -> Standing:
    """How a role stands, by its own words: `former minister`, `ex-wife`, `mayor-elect`; else current."""
    folded = text.casefold()
    if _NOMINATED.search(folded):
        return "incoming"
    standings = load("en").standings
    for word in _WORD.findall(folded):
        parts = (word, word.split("-")[0], word.rsplit("-", 1)[-1])
        found = next((standings[part] for part in parts if part in standings), None)
        if found and not (word.startswith("late-") or (found == "then" and word != "then" and word[:5] != "then-")):
            return found  # type: ignore[return-value]  # the table holds standings only
    return "current"


def with_standing(capacity: Capacity, standing: Standing) -> Capacity:
    """The capacity with what it holds as current standing otherwise: `who was the mayor`."""
    claims = (replace(c, standing=standing) if c.standing == "current" else c for c in capacity.claims)
    return replace(capacity, claims=tuple(claims))


def summary(own: Sequence[Affiliation], other: Sequence[Affiliation]) -> Capacity:
    """All claims on a person as printed with a quotation: the role that says most first, then what is
    current before what is past; organisations whose words are all in another one are left out.

    `own` are the claims made at the quotation's source, `other` those elsewhere in the article.
    """
    claims = _each_once([*own, *other])
    roles = sorted((c for c in claims if c.role), key=lambda c: _rank(c, c in own), reverse=True)
    ordered = sorted(claims, key=lambda c: c.standing == "former")
    return Capacity(
        roles[0].role if roles else None, distinct(c.organization for c in ordered if c.organization), tuple(claims)
    )


def _rank(claim: Affiliation, own: bool) -> tuple[float, bool, bool, bool]:
    """Elected offices and candidacies that are current say most, then posts, ranks, stances; what is past
    without the role's own words saying so says less."""
    role = claim.role or ""
    weight = role_weight(role)
    elected = union(load("en").elected_offices, load("en").candidacies)
    if weight >= 2 and claim.standing == "current" and head_noun(role) in elected:
        weight = 2.5
    if claim.standing in ("former", "then") and standing_of(role) == "current":
        weight -= 0.5
    organised = bool(claim.organization) and party_of(claim.organization or "") is None and weight >= 1.5
    if own and claim.organization and weight >= 1.5 and claim.standing == "current":
        weight += 0.5
    return weight, organised, claim.standing != "former", own


def role_weight(role: str) -> float:
    """How much a role says of who somebody is: a post or an elected office 2, a rank 1.5, a form of
    address or a stance (critic, supporter, resident) 1, what is no known noun for a person 0."""
    folded = [word.rstrip(".") for word in role.casefold().split()]
    titled = bool(folded) and role[0].isupper()  # a professor is one by profession, Professor Ruiz by address
    if titled and all(word in union(load("en").honorifics, load("en").ranks) or word == "retired" for word in folded):
        if all(word in load("en").addresses for word in folded):
            return 1.0
        return 1.5 if folded[-1] in load("en").ranks else 2.0
    noun = head_noun(role)
    if noun is None:
        return 0.0
    return 1.0 if noun in load("en").loose_roles and noun not in load("en").political_offices else 2.0


def what_is_claimed(claim: Affiliation) -> object:
    """What two claims share that claim the same, wherever they stand."""
    return " ".join(name_words(claim.role or "")), " ".join(name_words(claim.organization or "")), claim.standing


def _each_once(claims: Sequence[Affiliation]) -> list[Affiliation]:
    """Claims in order, without those that say nothing beyond another: the same role, organisation and
    standing elsewhere, or a title alone where the role that holds it is stated."""
    kept: dict[object, Affiliation] = {}
    for claim in claims:
        kept.setdefault(what_is_claimed(claim), claim)
    held = {(c.organization, c.standing) for c in kept.values() if c.role}
    kept = {key: c for key, c in kept.items() if c.role or (c.organization, c.standing) not in held}
    worded = [(set(name_words(c.role or "")), c) for c in kept.values()]
    return [c for parts, c in worded if c.organization or not any(parts < other for other, _ in worded)]


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Names without those whose words are all in another one, and of the forms of a party's name only the first, or the
    first that is more than letters (R-Ohio)."""
    kept: list[str] = []
    seen: set[str] = set()
    for name in sorted(names, key=lambda name: party_of_letters(name) is not None):
        party = party_of(name) or name
        if party in seen:
            continue
        seen.add(party)
        parts = set(name_words(name))
        if parts and not any(parts <= set(name_words(k)) for k in kept):
            kept = [name if set(name_words(k)) < parts else k for k in kept]
            kept = list(dict.fromkeys([*kept, name]))
    return tuple(kept)


def claim_at(role: str | None, organization: str | None, span: Span, words_before: str = "") -> Affiliation:
    """A claim made in one stretch of text; its standing is that of the role's words, and GOV. a Gov."""
    role = role.title() if role and role.isupper() and role.endswith(".") and len(role) > 3 else role
    return Affiliation(organization, role, standing_of(f"{words_before} {role or ''}"), span)


def conflict(known: Sequence[Affiliation], claims: Sequence[Affiliation]) -> bool:
    """Whether claims name a party and a person is known to be of another."""
    theirs, ours = ({party_of(c.organization or "") for c in own} - {None} for own in (known, claims))
    return bool(theirs and ours and not theirs & ours)


def fits(known: Sequence[Affiliation], claims: Sequence[Affiliation]) -> bool:
    """Whether a description may be of a person of whom so much is known: no other party, and no office
    that has nothing to do with the one described."""
    if conflict(known, claims):
        return False
    ours, theirs = _places(known), _places(claims)
    if ours and theirs and not ours & theirs:
        return False
    roles = [c.role for c in known if c.role and role_weight(c.role) > 1]
    nouns = _offices(roles)
    described_as = _offices(c.role for c in claims)
    offices, standing = load("en").political_offices, load("en").candidacies
    if not roles or nouns & described_as:
        return True
    in_office = described_as <= offices and nouns <= offices | standing
    return bool(described_as) and (in_office or described_as | nouns <= standing)


def bears_or_none(known: Sequence[Affiliation], claims: Sequence[Affiliation]) -> bool:
    """Whether a description adds to an office that a person bears, or is the first that is said of them."""
    roles = _offices(c.role for c in known if c.role and role_weight(c.role) > 1)
    ours, theirs = _places(known), _places(claims)
    if ours and theirs and not ours & theirs:
        return False
    return not conflict(known, claims) and (not roles or bool(roles & _offices(c.role for c in claims)))


def _offices(roles: Iterable[str | None]) -> set[str]:
    """The nouns that roles are headed by, in their usual form: senator for Sen."""
    return office_nouns(noun for role in roles if role and (noun := head_noun(role)))


def _places(claims: Sequence[Affiliation]) -> set[str]:
    """Capitalised words of roles that are no office and no party: mostly places (`Ohio senator`)."""
    found = {w for c in claims for w in re.findall(r"[^\W\d_]+", c.role or "") if w[0].isupper()}
    known = union(load("en").role_modifiers, load("en").nationalities, load("en").honorifics)
    places = {w for w in found if w.casefold() not in known and w.casefold() not in load("en").standings}
    return {w for w in places if w not in load("en").parties and not is_person_noun(w)}
