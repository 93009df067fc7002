"""Where words stand in a row in a text."""

from __future__ import annotations

import pytest

from quotetrack.comparison.places import align_all, locate_all
from quotetrack.comparison.query import read_query
from quotetrack.comparison.word_row import WordRow

HELD = (
    "We will fix the pump, and then we will fix the hose. It cost £2.6m, or ¥500 a day, at −18 degrees. "
    "They didn’t pay. The mar-\nket master said we will fix the pump."
)


def found(question: str, text: str = HELD) -> list[str]:
    """The stretches of the text where the words stand in a row."""
    held = WordRow(text)
    return [held.slice(each.first, each.last) for each in align_all(read_query(question), held) if each.is_same]


@pytest.mark.parametrize(
    ("question", "stretches"),
    [
        ("we will fix the pump", ["We will fix the pump", "we will fix the pump"]),
        ("we will fix", ["We will fix", "we will fix", "we will fix"]),
        ("We will fix the hose", ["we will fix the hose"]),
        ("they did not pay", ["They didn’t pay"]),
        ("the market master", ["The mar-\nket master"]),
        ("we will fix [the machine]", ["We will fix the pump"]),
        ("it cost £2.6 million", ["It cost £2.6m"]),
    ],
)
def test_all_places_where_the_words_stand(question: str, stretches: list[str]) -> None:
    assert found(question)[: len(stretches)] == stretches
    assert "[" in question or len(found(question)) == len(stretches)


@pytest.mark.parametrize(
    ("question", "stretch"),
    [
        ("500 a day", "¥500 a day"),
        ("18 degrees", "−18 degrees"),
        ("it cost £2.6", "It cost £2.6m"),
        ("2.6m", "£2.6m"),
    ],
)
def test_a_part_of_a_number_is_laid_on_the_whole_of_it(question: str, stretch: str) -> None:
    """And so differs from it."""
    held = WordRow(HELD)
    (laid,) = align_all(read_query(question), held)
    assert not laid.is_same
    assert held.slice(laid.first, laid.last) == stretch


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("the market master", "We know the mar-\nket master"),
        ("market master", "We know the mar-\nket master"),
        ("know the market", "We know the mar-\nket master"),
        ("the mar-\nket master", "We know the market master"),
        ("know the mar-\nket", "We know the market master"),
        ("the harbour master", "We know the har-\nbour master"),
        ("the harbor master", "We know the har-\nbour master"),
        ("an organisation of them", "We are an organi-\nsation of them"),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_that_word(question: str, text: str) -> None:
    """In a word that is spelt in two ways as well, and wherever it stands among the words asked."""
    assert len(found(question, text)) == 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("the market master", "We know the mar-\nble master"),
        ("now here we", "It is no-\nwhere we go"),
        ("know the mark", "We know the mar-\nket"),
    ],
)
def test_other_words_at_the_end_of_a_line_are_others(question: str, text: str) -> None:
    assert found(question, text) == []


def test_a_cut_within_a_contraction_is_found_as_such() -> None:
    assert found("They did") == ["They did"]


@pytest.mark.parametrize("question", ["we shall fix the pump", "we will fix a pump", "fix we will", "we fix the pump"])
def test_other_words_stand_nowhere(question: str) -> None:
    assert found(question) == []


@pytest.mark.parametrize(
    ("question", "stretches"),
    [
        ("We will fix the pump … we will fix the hose", ["We will fix the pump", "we will fix the hose"]),
        ("we will fix the hose … we will fix the pump", ["we will fix the hose", "we will fix the pump"]),
        ("we will fix … we will fix … we will fix", ["We will fix", "we will fix", "we will fix"]),
        ("“It cost £2.6m,” she said, “or ¥500 a day", ["It cost £2.6m", "or ¥500 a day"]),
    ],
)
def test_pieces_are_found_in_order(question: str, stretches: list[str]) -> None:
    held = WordRow(HELD)
    laid = locate_all(read_query(question), held)
    assert laid is not None
    assert [held.slice(each.first, each.last) for each in laid] == stretches


@pytest.mark.parametrize(
    "question",
    [
        "They didn’t pay … we will fix the hose",
        "we will fix … we will fix … we will fix … we will fix",
        "We will fix the pump … we will sell the hose",
    ],
)
def test_pieces_in_another_order_or_with_another_word_are_not(question: str) -> None:
    assert locate_all(read_query(question), WordRow(HELD)) is None
