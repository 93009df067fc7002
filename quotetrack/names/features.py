"""Features that speak for or against two names being one speaker's, and the verdict that they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from quotetrack import settings
from quotetrack.language import load

Sameness = Literal["same", "different", "unsure"]
"""Whether two speakers are one; `unsure` where a person has to decide."""

NEVER_ALONE = frozenset(
    {
        "given name missing",
        "one name alone",
        "one name alone in another spelling",
        "only a given name",
        "only part of a family name",
    }
)
"""Features of names of one word: where one of these is among the features, the score never reaches SAME_SPEAKER."""


class Feature(NamedTuple):
    """One thing that speaks for or against: its name in language/en/name_features.txt, and in words what was seen."""

    name: str
    words: str

    @property
    def weight(self) -> float:
        """The number that it adds to the score of a pair; below 0 for what speaks against."""
        return _weights()[self.name]


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in load("en").name_features.items()}


class Agreement(NamedTuple):
    """The features of two names, or the conflict, in words, that rules them out."""

    features: tuple[Feature, ...] = ()
    conflict: str | None = None


def agreement_of(feature: str, words: str) -> Agreement:
    """An agreement with a single feature."""
    return Agreement((Feature(feature, words),))


@dataclass(frozen=True)
class Comparison:
    """The score of a pair (0 to 1), the verdict that follows from it, and the features that were added up."""

    score: float
    verdict: Sameness
    features: tuple[Feature, ...] = ()
    conflict: str | None = None

    @property
    def explanation(self) -> str:
        """One line for readers: the verdict, the score, every feature with its weight, and the conflict."""
        seen = [f"{feature.words} ({feature.weight:+.2f})" for feature in self.features]
        if self.conflict:
            seen.append(self.conflict)
        return f"{self.verdict}, {self.score:.2f}: {'; '.join(seen)}"


def add_up(features: Sequence[Feature]) -> Comparison:
    """The comparison whose score is the sum of the features' weights, kept within 0 and 1."""
    score = min(max(sum(feature.weight for feature in features), 0.0), 1.0)
    if any(feature.name in NEVER_ALONE for feature in features):
        score = min(score, settings.SAME_SPEAKER - 0.01)
    score = round(score, 3)
    verdict: Sameness = "same" if score >= settings.SAME_SPEAKER else "different"
    if verdict != "same" and score >= settings.UNSURE_SPEAKER:
        verdict = "unsure"
    return Comparison(score, verdict, tuple(features))
