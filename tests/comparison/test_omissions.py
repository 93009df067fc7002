"""What a marked omission leaves out, and whether it turns the words around it."""

from __future__ import annotations

import pytest

from quotetrack.comparison.omissions import warn_of_omission


@pytest.mark.parametrize(
    "left_out",
    [
        " would not ",
        " didn’t ",
        ", if the county pays, ",
        " — unless it rains — ",
        " never, as I said, ",
        ", without a permit, ",
        ", until the spring, ",
        " refuse, whether or not it helps, ",
        " nobody ",
    ],
)
def test_a_negation_or_condition_of_the_sentence_fails(left_out: str) -> None:
    warning, fails = warn_of_omission(left_out, "close the pier")
    assert fails and warning is not None
    assert left_out.strip(" ,—") in warning


@pytest.mark.parametrize(
    "left_out",
    [
        ". That is not all. ",
        " for now. Nobody can say if it helps. ",
        "! We never wanted this. ",
    ],
)
def test_a_whole_sentence_with_one_is_warned_of(left_out: str) -> None:
    warning, fails = warn_of_omission(left_out, "We close the pier")
    assert warning is not None and not fails


@pytest.mark.parametrize(
    ("left_out", "following"),
    [
        (", and the union wanted to ", "close the pier"),
        (", while they ", "close the pier"),
        (" because the mayor hopes to ", "close the pier"),
    ],
)
def test_another_subject_is_warned_of(left_out: str, following: str) -> None:
    warning, fails = warn_of_omission(left_out, following)
    assert warning is not None and "subject" in warning and not fails


@pytest.mark.parametrize(
    ("left_out", "following"),
    [
        (" the old and very beautiful ", "pier"),
        (", with the help of the county, ", "for good"),
        (" on Monday morning ", "the pier"),
        (", not only the pier but ", "the quay"),
        (", no doubt, ", "the pier"),
        (" and, as a favour, ", "we closed the pier"),
        (", and they rest too, ", "we close the pier"),
        (" knots and notes ", "the pier"),
    ],
)
def test_what_only_adds_is_left_out_without_a_word(left_out: str, following: str) -> None:
    assert warn_of_omission(left_out, following) == (None, False)


def test_over_a_cue_nothing_may_be_left_out() -> None:
    assert warn_of_omission(",” ", "for rain") == (None, False)
    assert warn_of_omission(" will not ", "close it")[1]
