"""The trace in words."""

from __future__ import annotations

import pytest

from quotetrack.settings import CONFIDENCE
from quotetrack.wording.traces import _RULES, told


@pytest.mark.parametrize(
    ("trace", "words"),
    [
        ({}, None),
        ({"way": "model", "rule": "named", "alternatives": []}, "the source names the speaker"),
        (
            {"way": "model", "rule": "pronoun", "alternatives": ["Bo Lee", "Cy Dunn"]},
            "the pronoun best fits the person named or speaking just before; also weighed: Bo Lee, Cy Dunn",
        ),
        (
            {"way": "floating", "rule": "floating", "alternatives": [], "notes": ["beside"]},
            "nobody near is clearly the speaker; noted: beside",
        ),
        ({"rule": "of a later version"}, "of a later version"),
    ],
)
def test_a_trace_is_told(trace: dict[str, object], words: str | None) -> None:
    assert told(trace) == words


def test_every_rule_has_words() -> None:
    assert set(_RULES) == set(CONFIDENCE)
