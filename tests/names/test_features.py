"""Features add up to a score between 0 and 1, and to a verdict; names of one word never join by themselves."""

from __future__ import annotations

import pytest

from quotetrack import settings
from quotetrack.names.features import NEVER_ALONE, Feature, add_up


@pytest.mark.parametrize(
    ("features", "score", "verdict"),
    [
        ((), 0.0, "different"),
        (("same family name", "same given name"), 0.9, "same"),
        (("same family name", "only the initial of the given name"), 0.65, "unsure"),
        (("same family name", "same given name", "different party"), 0.65, "unsure"),
        (("different party",), 0.0, "different"),
        (("same organisation name", "shared topic", "same given name"), 1.0, "same"),
    ],
)
def test_weights_are_added_and_kept_between_0_and_1(features: tuple[str, ...], score: float, verdict: str) -> None:
    found = add_up([Feature(name, "words") for name in features])
    assert (found.score, found.verdict) == (score, verdict)


@pytest.mark.parametrize("name", sorted(NEVER_ALONE))
def test_a_name_of_one_word_is_always_a_question_at_most(name: str) -> None:
    found = add_up([Feature(name, "words"), Feature("same organisation name", "words")])
    assert found.score < settings.SAME_SPEAKER
    assert found.verdict == "unsure"


def test_the_explanation_tells_every_feature() -> None:
    found = add_up(
        [Feature("same family name", "both are named Calder"), Feature("shared role", "both are called mayor")]
    )
    assert found.explanation == "unsure, 0.53: both are named Calder (+0.45); both are called mayor (+0.08)"
