"""What stands in marks and is nobody's speech, and why."""

from __future__ import annotations

import pytest

from quotetrack.quotations.not_speech import content_words, is_named, label_of
from tests.quotations.builders import reading, span


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("Billy “Bricks” Lennox left.", "nickname"),
        ("[P:Billy “Bricks” Lennox] left.", "nickname"),
        ("They sang “The Long Way Home” again.", "title"),
        ("The man known as “bricks” left.", "named"),
        ("It ran under the slogan “boats for all of us”.", "named"),
        ("They met the “experts” again.", "scare quotes"),
        ("They have a “special kind of” plan.", "scare quotes"),
        ("“We are closed for good.”", None),
        ("She left. “No.”", None),
        ("She left. “We are closed,” and the door shut.", None),
        ("It is what they call “the kind of thing that can happen to anybody here”.", None),
    ],
)
def test_why_it_is_not_speech(markup: str, reason: str | None) -> None:
    read = reading(markup)
    assert label_of(read, read.outer[0]) == reason


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The man nicknamed “bricks” left.", True),
        ("He goes by the name of “Bricks”.", True),
        ("Her book, entitled “Tides”, is out.", True),
        ("He called it “bricks”.", False),
        ("So nicknamed.\n\n“Bricks,” she said.", False),
    ],
)
def test_names_that_the_words_before_announce(text: str, named: bool) -> None:
    read = reading(text)
    assert is_named(read, read.outer[0]) is named


@pytest.mark.parametrize(("text", "count"), [("rock ’n’ roll’s far-off end", 5), ("… — !", 0), ("we_will", 2)])
def test_words_counted(text: str, count: int) -> None:
    read = reading(text)
    assert content_words(read, span(read, text)) == count
