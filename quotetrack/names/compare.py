"""Whether two speakers are one: a score made of named features, each of which says in words what it saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from quotetrack import settings
from quotetrack.language import load
from quotetrack.names.agree import Agreement, agree, may_be_married
from quotetrack.names.normal import normalise_name
from quotetrack.names.organisation import agree_organisations
from quotetrack.names.person import parse_person_name
from quotetrack.names.spelling import compare_family
from quotetrack.records import SpeakerKind

Sameness = Literal["same", "different", "unsure"]

NEVER_ALONE = frozenset(
    {
        "given name missing",
        "one name alone",
        "one name alone in another spelling",
        "only a given name",
        "only part of a family name",
    }
)
"""Names of one word: whatever else agrees, a person decides."""


@dataclass(frozen=True)
class Facts:
    """What a store knows of whoever bears one form of a name: normalised names, the years of the articles, and in
    how many `articles` it stands."""

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
    """One form of a name, with what is known of whoever bears it."""

    name: str
    kind: SpeakerKind = "person"
    facts: Facts = field(default=NO_FACTS)


@dataclass(frozen=True)
class Feature:
    """One thing that speaks for or against: its name, what it adds to the score, and what was seen."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True)
class Comparison:
    """The score of a pair (0 to 1), the verdict it leads to, and the features it is the sum of."""

    score: float
    verdict: Sameness
    features: tuple[Feature, ...] = ()
    conflict: str | None = None

    @property
    def explanation(self) -> str:
        """One line for a reader: the verdict, the score and every feature."""
        seen = [f"{feature.words} ({feature.weight:+.2f})" for feature in self.features]
        if self.conflict:
            seen.append(self.conflict)
        return f"{self.verdict}, {self.score:.2f}: {'; '.join(seen)}"


def compare_speakers(
    left: Bearer, right: Bearer, *, together: int = 0, links: frozenset[frozenset[str]] = frozenset()
) -> Comparison:
    """Compare two speakers; the score and the verdict are the same whichever comes first.

    `together` is in how many articles both speak as two; `links` are pairs of normalised names of
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
        found = Agreement((("one name alone", "both have the same name"),))
    if found.conflict:
        return Comparison(0.0, "different", (), found.conflict)
    weights = _weights()
    features = [Feature(name, weights[name], words) for name, words in found.features]
    features += _evidence(left, right, together)
    if min(left.facts.articles, right.facts.articles) >= settings.FREQUENT_SPELLING and _is_slip(found):
        words = f"both stand in {settings.FREQUENT_SPELLING} articles or more, so neither is a slip"
        features += _weighted([("both spellings are frequent", words)])
    return _judged(features)


def rule_each_other_out(left: Bearer, right: Bearer) -> str | None:
    """Why two names cannot be one speaker's, whatever else is known; None if they can.

    Meant for chains: a woman's family names may differ here, since a third form may hold both.
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
    """Speakers of two kinds, or described and not named: never one, unless the words are the same."""
    if left.name == right.name or normalise_name(left.name, "unnamed") == normalise_name(right.name, "unnamed"):
        words = "the words are the same, but they may stand for others"
        return _judged([Feature("speaker without a name", _weights()["speaker without a name"], words)])
    return Comparison(0.0, "different", (), "they are speakers of two kinds or have no name")


def _is_slip(found: Agreement) -> bool:
    return any(name.startswith("a slip in") for name, _ in found.features)


def _judged(features: list[Feature]) -> Comparison:
    score = min(max(sum(feature.weight for feature in features), 0.0), 1.0)
    if any(feature.name in NEVER_ALONE for feature in features):
        score = min(score, settings.SAME_SPEAKER - 0.01)
    score = round(score, 3)
    verdict: Sameness = "same" if score >= settings.SAME_SPEAKER else "different"
    if verdict != "same" and score >= settings.UNSURE_SPEAKER:
        verdict = "unsure"
    return Comparison(score, verdict, tuple(features))


def _evidence(left: Bearer, right: Bearer, together: int) -> list[Feature]:
    """Features of what is known beside the name."""
    one, other = left.facts, right.facts
    found: list[tuple[str, str]] = []
    if together and left.kind == "person":  # an article may well call a body by two names
        found.append(("both speak in one article", f"both speak in {together} article{'s' * (together > 1)}"))
    if left.kind == "person":
        found += _about_person(left, right)
    if one is NO_FACTS or other is NO_FACTS:
        return _weighted(found)
    if shared := one.organizations & other.organizations:
        found.append(("shared organisation", f"both are with {min(shared)}"))
    if shared := one.roles & other.roles:
        found.append(("shared role", f"both are called {min(shared)}"))
    if shared := one.outlets & other.outlets:
        found.append(("shared outlet", f"both are quoted by {min(shared)}"))
    if shared := one.topics & other.topics:
        topic = min(shared, key=lambda word: (-len(word), word))
        found.append(("shared topic", f"both stand under headlines with “{topic}”"))
    if (years := _years_apart(one, other)) >= settings.YEARS_APART:
        found.append(("decades apart", f"they are quoted {years} years apart"))
    return _weighted(found)


def _weighted(found: list[tuple[str, str]]) -> list[Feature]:
    weights = _weights()
    return [Feature(name, weights[name], words) for name, words in found]


def _about_person(left: Bearer, right: Bearer) -> list[tuple[str, str]]:
    """Parties and genders, from the evidence and from the name itself (Rep. X, R-Ohio)."""
    found: list[tuple[str, str]] = []
    parties = [_parties(bearer) for bearer in (left, right)]
    if parties[0] and parties[1]:
        if shared := parties[0] & parties[1]:
            found.append(("shared party", f"both are of one party ({min(shared)})"))
        else:
            pair = " and ".join(sorted([min(parties[0]), min(parties[1])]))
            found.append(("different party", f"their parties differ ({pair})"))
    genders = [bearer.facts.genders for bearer in (left, right)]
    if genders[0] and genders[1] and not genders[0] & genders[1]:
        found.append(("different gender", "one is a man, the other a woman"))
    return found


def _parties(bearer: Bearer) -> frozenset[str]:
    party = parse_person_name(bearer.name).party
    if not party and not bearer.facts.parties:
        return frozenset()
    names = frozenset(_party_names().get(p.casefold(), p.casefold()) for p in bearer.facts.parties)
    return names | {party} if party else names


@cache
def _party_names() -> dict[str, str]:
    return {form.casefold(): party.casefold() for form, party in load("en").parties.items()}


def _years_apart(one: Facts, other: Facts) -> int:
    """Whole years between the times in which two forms of a name were quoted; 0 where they touch."""
    if not one.years or not other.years:
        return 0
    return max(min(one.years) - max(other.years), min(other.years) - max(one.years), 0)


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in load("en").name_features.items()}
