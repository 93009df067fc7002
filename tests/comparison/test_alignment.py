"""Words laid on words: what is one word in two writings, and what is another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.comparison.alignment import align, find_stretches
from quotetrack.comparison.word_row import WordRow


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("an e-mail list", "an email list"),
        ("the mail man", "the mailman"),
        ("the mail-man", "the mail man"),
        ("some times", "sometimes"),
        ("we can not go", "we cannot go"),
        ("the U.S. pays", "the US pays"),
        ("at 5 p.m. we go", "at 5 pm we go"),
        ("he’d go", "he would go"),
        ("he’d gone", "he had gone"),
        ("f*** them", "fuck them"),
        ("s**t happens", "shit happens"),
        ("d*mn them", "damn them"),
        ("the f***ing boat", "the fucking boat"),
        ("damn them", "d*mn them"),
    ],
)
def test_one_word_written_in_two_ways(asked: str, held: str) -> None:
    assert align(WordRow(asked), WordRow(held), whole=True).is_same


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("it is now here", "it is nowhere"),
        ("it is nowhere", "it is now here"),
        ("we saw no body", "we saw nobody"),
        ("with out it", "without it"),
        ("n***r go", "never go"),
        ("no* go", "not go"),
        ("c*** go", "can go"),
        ("w*** go", "will go"),
        ("m**t go", "must go"),
        ("a** go", "all go"),
        ("t** boats", "two boats"),
        ("d*mn them", "dawn them"),
        ("f*** them", "forgive them"),
        ("the f***ing boat", "the failing boat"),
        ("f*** them", "them"),
        ("he’d go", "he could go"),
        ("a n** boat", "a big boat"),
        ("12 boats", "1 2 boats"),
    ],
)
def test_words_that_only_look_alike_differ(asked: str, held: str) -> None:
    assert not align(WordRow(asked), WordRow(held), whole=True).is_same


@pytest.mark.parametrize(
    ("asked", "held", "changes"),
    [
        ("it is ours", "it isn’t ours", [("is", "isn’t")]),
        ("it isn’t ours", "it is ours", [("isn’t", "is")]),
        ("we can go", "we cannot go", [("can", "cannot")]),
        ("it cost 500", "it cost ¥500", [("500", "¥500")]),
        ("it was 18", "it was −18", [("18", "−18")]),
        ("it cost £2.6m now", "it cost £2.6 now", [("£2.6m", "£2.6")]),
        ("about 45% go", "about 36% go", [("45%", "36%")]),
        ("about 45% go", "about 45 go", [("45%", "45")]),
        ("they’re here", "they here", [("they’re", "they")]),
    ],
)
def test_a_difference_is_of_whole_words_as_written(asked: str, held: str, changes: list[tuple[str, str]]) -> None:
    """A table that reads "63 36% %" helps nobody."""
    found = align(WordRow(asked), WordRow(held), whole=True)
    assert [(change.asked, change.held) for change in found.changes] == changes


@pytest.mark.parametrize(
    ("asked", "held", "ops"),
    [
        ("the old boat", "the boat", ["equal", "delete", "equal"]),
        ("the boat", "the old boat", ["equal", "insert", "equal"]),
        ("the new boat", "the old boat", ["equal", "replace", "equal"]),
        ("the boat", "the boat", ["equal"]),
    ],
)
def test_what_makes_the_held_words_of_the_asked_ones(asked: str, held: str, ops: list[str]) -> None:
    assert [each.op for each in align(WordRow(asked), WordRow(held), whole=True).differences] == ops


@pytest.mark.parametrize(
    ("asked", "window"),
    [
        ("the boat must go", "the boat must go"),
        ("the ship must go", "the boat must go"),
        ("the boat must leave", "the boat must go"),
        ("pier is old", "pier is old"),
    ],
)
def test_the_window_is_the_stretch_that_is_most_alike(asked: str, window: str) -> None:
    held = WordRow("A pier is old, and we all say the boat must go. The boat is new.")
    found = align(WordRow(asked), held)
    assert held.slice(found.first, found.last) == window


def test_all_places_where_words_stand_in_a_row() -> None:
    assert list(find_stretches(["a", "b"], ["a", "b", "a", "b", "c", "a"])) == [0, 2]
    assert list(find_stretches(["a", "a"], ["a", "a", "a"])) == [0, 1]
    assert list(find_stretches([], ["a"])) == []


WRITTEN = st.lists(
    st.sampled_from(["we", "didn’t", "did", "cannot", "can", "¥500", "500", "−18", "18", "45%", "boats", "they’re"]),
    min_size=1,
    max_size=9,
)


@given(WRITTEN, WRITTEN)
def test_no_difference_begins_or_ends_inside_of_a_word(one: list[str], other: list[str]) -> None:
    """All differences together are both texts, each written word whole in one of them."""
    asked, held = WordRow(" ".join(one)), WordRow(" ".join(other))
    found = align(asked, held, whole=True)
    assert [word for each in found.differences for word in each.asked.split()] == one
    assert [word for each in found.differences for word in each.held.split()] == other
    for edit in found.edits:
        assert not asked.is_inside(edit.asked[0]) and not held.is_inside(edit.held[0])


@given(WRITTEN, WRITTEN)
def test_what_is_the_same_is_said_of_equal_forms_only(one: list[str], other: list[str]) -> None:
    found = align(WordRow(" ".join(one)), WordRow(" ".join(other)), whole=True)
    assert found.is_same is (WordRow(" ".join(one)).forms == WordRow(" ".join(other)).forms)
