"""Questions made statements, and statements made questions."""

from __future__ import annotations

import pytest

from quotetrack.comparison.alignment import align
from quotetrack.comparison.questions import changed_question
from quotetrack.comparison.wording import Wording


def changed(asked: str, held: str) -> list[tuple[str, str]]:
    """The words, with their mark, at which a question was changed."""
    one, other = Wording(asked), Wording(held)
    found = changed_question(one, other, align(one, other), len(held))
    return [(each.asked, each.held) for each in found if each.guard == "question"]


@pytest.mark.parametrize(
    ("asked", "held", "told"),
    [
        ("They want the pier closed.", "They want the pier closed?", ("closed.", "closed?")),
        ("They want the pier closed?", "They want the pier closed.", ("closed?", "closed.")),
        ("You believe this", "You believe this? I do.", ("this", "this?")),
        ("It is ours. We keep it.", "It is ours? We keep it.", ("ours.", "ours?")),
        ("It is ours, we keep it.", "It is ours? We keep it.", ("ours,", "ours?")),
        ("It is ours? We keep it.", "It is ours. We keep it.", ("ours?", "ours.")),
        ("They pay us!", "They pay us?", ("us!", "us?")),
        ("We go. Do they pay.", "We go. Do they pay?", ("pay.", "pay?")),
    ],
)
def test_a_changed_question_is_told(asked: str, held: str, told: tuple[str, str]) -> None:
    assert changed(asked, held) == [told]


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("Do they want the pier closed?", "Do they want the pier closed?"),
        ("Do they want the pier closed", "Do they want the pier closed?"),
        ("And who wants the pier closed", "And who wants the pier closed?"),
        ("They want the pier closed", "They want the pier closed."),
        ("They want the pier closed,", "They want the pier closed."),
        ("They want the pier", "They want the pier closed?"),
        ("It is ours. We keep it.", "It is ours; we keep it."),
        ("They pay us?!", "They pay us?"),
        ("“Do they pay?”", "Do they pay?"),
    ],
)
def test_a_question_kept_or_cut_within_is_not(asked: str, held: str) -> None:
    assert changed(asked, held) == []


def test_the_differences_spell_out_both_texts() -> None:
    one, other = Wording("It is ours. We keep it."), Wording("So: it is ours? We keep it. Good.")
    found = changed_question(one, other, align(one, other), len(other.text))
    assert [each.asked for each in found] == ["It is", "ours.", "We keep it"]
    assert [each.held for each in found] == ["it is", "ours?", "We keep it"]
