"""Words compared with words: typography apart, what differs, and what a difference touches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.comparison.alignment import align, find_stretch
from quotetrack.comparison.wording import Wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don’t know", "we do not know"),
        ("We can't say", "We cannot say"),
        ("It won't do", "it will not do"),
        ("They’re here", "They are here"),
        ("1,000 boats", "1000 boats"),
        ("50% of us", "50 per cent of us"),
        ("The organisation’s colour", "the organization's color"),
        ("Travelling — at last!", "traveling, at last"),
        ("the “big” plan", "The 'big' plan"),
        ("Café Müller", "cafe Muller"),
        ("multi-agent", "multi agent"),
        ("salt & pepper", "Salt and pepper"),
    ],
)
def test_the_same_but_for_typography(one: str, other: str) -> None:
    assert Wording(one).forms == Wording(other).forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We know", "We do not know"),
        ("1.5 boats", "15 boats"),
        ("1,000 boats", "1,00 boats"),
        ("wise", "wize"),
        ("is", "are"),
        ("5", "fifteen"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert Wording(one).forms != Wording(other).forms


HELD = "On Monday we will close 12 of the old piers, but Norbury keeps its own. Nobody must lose a job."


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        ("we will close 12 of the old piers", []),
        ("we will close 15 of the old piers", [("15", "12", "number")]),
        ("we will close twelve of the old piers", []),
        ("we will not close 12 of the old piers", [("not", "", "negation")]),
        ("we won’t close 12 of the old piers", [("won’t", "will", "negation")]),
        ("we may close 12 of the old piers", [("may", "will", "modal")]),
        ("but Harwick keeps its own", [("Harwick", "Norbury", "name")]),
        ("we will close 12 of the ancient piers", [("ancient", "old", None)]),
        ("we will close 12 of the piers", [("", "old", None)]),
        ("we will quickly close 12 of the old piers", [("quickly", "", None)]),
        ("they will close 12 of the old piers", [("they", "we", "person")]),
        ("Somebody must lose a job", [("Somebody", "Nobody", "negation")]),
    ],
)
def test_what_differs_and_what_it_touches(asked: str, changes: list[tuple[str, str, str | None]]) -> None:
    found = align(Wording(asked), Wording(HELD))
    assert [(d.asked, d.held, d.guard) for d in found.changes] == changes


WORDS = st.lists(
    st.sampled_from(
        ["the", "a", "we", "boats", "piers", "old", "new", "close", "open", "not", "never", "12", "Norbury"]
    ),
    max_size=14,
)


@given(WORDS, WORDS)
def test_differences_spell_out_both_texts(one: list[str], other: list[str]) -> None:
    asked, held = Wording(" ".join(one)), Wording(" ".join(other))
    if not asked.words or not held.words:
        return
    found = align(asked, held)
    assert " ".join(d.asked for d in found.differences if d.asked).split() == one
    window = held.slice(found.first, found.last).split()
    assert " ".join(d.held for d in found.differences if d.held).split() == window
    assert found.same <= min(len(one), len(other))


@given(WORDS, st.integers(0, 10), st.integers(1, 6))
def test_a_stretch_lies_on_itself_without_a_change(words: list[str], start: int, size: int) -> None:
    stretch = words[start : start + size]
    if stretch:
        assert align(Wording(" ".join(stretch)), Wording(" ".join(words))).changes == ()
        assert find_stretch(stretch, words) is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_words(one: str, other: str) -> None:
    asked, held = Wording(one), Wording(other)
    for word in asked.words:
        assert one[word.span.start : word.span.end]
        assert word.form
    if asked.words and held.words:
        align(asked, held)
