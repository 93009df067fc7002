"""Why a speaker, and how sure, in words."""

from __future__ import annotations

import pytest

from quotetrack.records import Note, Reason, Rule, Way
from quotetrack.settings import CONFIDENCE
from quotetrack.wording import traces


def test_a_reason_is_a_sentence() -> None:
    trace = {"rule": "pronoun", "way": "nested", "alternatives": ["Bo Lee"], "notes": ["beside"]}
    assert traces.reason(trace) == ("The pronoun best fits this person; it stands inside another quotation.")
    assert traces.weighed(trace) == ["Bo Lee"]
    assert traces.noted(trace) == ["it stands beside another quotation with nothing between"]


def test_an_empty_trace_and_unknown_words() -> None:
    assert traces.reason({}) is None and traces.weighed({}) == [] and traces.noted({"notes": None}) == []
    assert traces.noted({"notes": ["of a later version"]}) == ["of a later version"]


def test_every_note_and_every_way_has_words_or_goes_without_saying() -> None:
    assert set(traces._NOTE_WORDS) == set(Note)
    assert set(traces._WAY_WORDS) | traces._PLAIN_WAYS == set(Way)
    assert not set(traces._WAY_WORDS) & traces._PLAIN_WAYS


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1.0, "almost certain"), (0.9, "almost certain"), (0.89, "very likely"), (0.6, "likely"), (0.4, "unsure"),
     (0.39, "hardly more than a guess"), (0.0, "hardly more than a guess")],
)  # fmt: skip
def test_sureness_in_words(confidence: float, words: str) -> None:
    assert traces.sureness(confidence) == words


def test_what_a_confidence_claims() -> None:
    assert traces.in_a_hundred(0.845) == "of a hundred attributions as sure as this, about 84 should be right"


@pytest.mark.parametrize(
    ("trace", "words"),
    [
        ({}, None),
        ({"way": "model", "rule": "named", "alternatives": []}, "the source names the speaker"),
        (
            {"way": "model", "rule": "pronoun", "alternatives": ["Bo Lee", "Cy Dunn"]},
            "the pronoun best fits this person; also weighed: Bo Lee, Cy Dunn",
        ),
        (
            {"way": "floating", "rule": "floating", "alternatives": [], "notes": ["beside"]},
            "nobody near is clearly the speaker; noted: beside",
        ),
        ({"rule": "of a later version"}, "of a later version"),
        (
            {"rule": "description", "reasons": ["called so", "spoke last"]},
            "the description fits a person whom the article names; "
            "decided by what the article calls them and who spoke just before",
        ),
        (
            {"rule": "description", "reasons": ["a later one"]},
            "the description fits a person whom the article names; decided by a later one",
        ),
    ],
)
def test_a_trace_is_told(trace: dict[str, object], words: str | None) -> None:
    assert traces.told(trace) == words


def test_every_reason_has_words() -> None:
    assert set(traces._REASON_WORDS) == set(Reason)


def test_every_rule_has_words_and_a_confidence() -> None:
    assert set(traces._RULE_WORDS) == set(CONFIDENCE) == set(Rule)
