"""Are two speakers one?

Their names are compared, and the facts known of each. The answer is a score made of named features, each of which says
in words what was seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quotetrack import settings
from quotetrack.names.agree import agree, may_be_married
from quotetrack.names.features import Agreement, Comparison, Feature, add_up, agreement_of
from quotetrack.names.normal import normalise_name
from quotetrack.names.organisation import agree_organisations
from quotetrack.names.person import parse_person_name, party_names
from quotetrack.names.spelling import compare_family
from quotetrack.records import SpeakerKind


@dataclass(frozen=True)
class Facts:
    """What a store knows of whoever bears one form of a name.

    Names in it are normalised; `years` are those of the articles, and `articles` is how many have the form.
    """

    organizations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    topics: frozenset[str] = frozenset()
    articles: int = 0


NO_FACTS = Facts()


@dataclass(frozen=True)
class Bearer:
    """One form of a name, with the facts known of whoever bears it."""

    name: str
    kind: SpeakerKind = "person"
    facts: Facts = field(default=NO_FACTS)


def compare_speakers(
    left: Bearer, right: Bearer, *, together: int = 0, links: frozenset[frozenset[str]] = frozenset()
) -> Comparison:
    """Compare two speakers; the score and the verdict are the same whichever comes first.

    `together` is the number of articles in which both speak, as two speakers. `links` are pairs of normalised names of
    organisations that an article gave as abbreviation and long form.
    """
    if left.kind != right.kind or left.kind in ("unnamed", "unknown"):
        return _not_comparable(left, right)
    if left.kind == "organization":
        found = agree_organisations(left.name, right.name, links)
    else:
        one, other = parse_person_name(left.name), parse_person_name(right.name)
        if one.words != other.words and normalise_name(left.name, "person") == normalise_name(right.name, "person"):
            other = one  # D.Y. and DY
        found = agree(one, other)
    if found.conflict and left.name == right.name:
        found = agreement_of("one name alone", "both have the same name")
    if found.conflict:
        return Comparison(0.0, "different", (), found.conflict)
    features = [*found.features, *_beside_the_name(left, right, together)]
    if min(left.facts.articles, right.facts.articles) >= settings.FREQUENT_SPELLING and _is_slip(found):
        words = f"both stand in {settings.FREQUENT_SPELLING} articles or more, so neither is a slip"
        features.append(Feature("both spellings are frequent", words))
    return add_up(features)


def rule_each_other_out(left: Bearer, right: Bearer) -> str | None:
    """The reason why two names cannot be one speaker's, whatever else is known; None if they can.

    This is for names that others join: a woman's family names may differ here, since a third form may have both.
    """
    if left.kind != right.kind:
        return "one is a person, the other is not" if "person" in (left.kind, right.kind) else None
    if left.kind not in ("person", "organization") or left.name == right.name:
        return None
    if left.kind == "organization":
        return agree_organisations(left.name, right.name, frozenset()).conflict
    one, other = parse_person_name(left.name), parse_person_name(right.name)
    conflict = agree(one, other).conflict
    return None if may_be_married(one, other) and compare_family(one.last, other.last) == "different" else conflict


def _not_comparable(left: Bearer, right: Bearer) -> Comparison:
    """The comparison of speakers of two kinds, or without a name: different, unless the words are the same."""
    if left.name == right.name or normalise_name(left.name, "unnamed") == normalise_name(right.name, "unnamed"):
        words = "the words are the same, but they may stand for others"
        return add_up([Feature("speaker without a name", words)])
    return Comparison(0.0, "different", (), "they are speakers of two kinds or have no name")


def _is_slip(found: Agreement) -> bool:
    return any(feature.name.startswith("a slip in") for feature in found.features)


def _beside_the_name(left: Bearer, right: Bearer, together: int) -> list[Feature]:
    """The features of the facts known of both bearers."""
    one, other = left.facts, right.facts
    found: list[Feature] = []
    if together and left.kind == "person":  # an article may well call a body by two names
        found.append(Feature("both speak in one article", f"both speak in {together} article{'s' * (together > 1)}"))
    if left.kind == "person":
        found += _about_person(left, right)
    if one is NO_FACTS or other is NO_FACTS:
        return found
    if shared := one.organizations & other.organizations:
        found.append(Feature("shared organisation", f"both are with {min(shared)}"))
    if shared := one.roles & other.roles:
        found.append(Feature("shared role", f"both are called {min(shared)}"))
    if shared := one.outlets & other.outlets:
        found.append(Feature("shared outlet", f"both are quoted by {min(shared)}"))
    if shared := one.topics & other.topics:
        topic = min(shared, key=lambda word: (-len(word), word))
        found.append(Feature("shared topic", f"both stand under headlines with “{topic}”"))
    if (years := _years_apart(one, other)) >= settings.YEARS_APART:
        found.append(Feature("decades apart", f"they are quoted {years} years apart"))
    return found


def _about_person(left: Bearer, right: Bearer) -> list[Feature]:
    """The features of parties and genders; a party may stand in the name itself (Rep. X, R-Ohio)."""
    found: list[Feature] = []
    one, other = _parties(left), _parties(right)
    if shared := one & other:
        found.append(Feature("shared party", f"both are of one party ({min(shared)})"))
    elif one and other:
        pair = " and ".join(sorted([min(one), min(other)]))
        found.append(Feature("different party", f"their parties differ ({pair})"))
    if left.facts.genders and right.facts.genders and not left.facts.genders & right.facts.genders:
        found.append(Feature("different gender", "one is a man, the other a woman"))
    return found


def _parties(bearer: Bearer) -> frozenset[str]:
    party = parse_person_name(bearer.name).party
    if not party and not bearer.facts.parties:
        return frozenset()
    names = frozenset(party_names().get(p.casefold(), p.casefold()) for p in bearer.facts.parties)
    return names | {party} if party else names


def _years_apart(one: Facts, other: Facts) -> int:
    """The whole years between the times in which two forms of a name were quoted; 0 where these overlap."""
    if not one.years or not other.years:
        return 0
    return max(min(one.years) - max(other.years), min(other.years) - max(one.years), 0)
