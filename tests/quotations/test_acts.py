"""What a cue says: speech, writing, belief; and what stands in marks and is nobody's speech."""

from __future__ import annotations

import pytest

from quotetrack.quotations.acts import (
    act_of,
    content_words,
    in_words,
    is_attribution,
    is_hypothetical,
    is_named,
    is_question_put,
    why_not_speech,
)
from quotetrack.records import Act, Kind
from tests.quotations.builders import reading, span


@pytest.mark.parametrize(
    ("cue", "kind", "act"),
    [
        ("said", "direct", "speech"),
        ("admitted", "indirect", "speech"),
        ("according to", "indirect", "speech"),
        ("told a crowd that he believes", "indirect", "speech"),
        ("", "indirect", "speech"),
        ("wrote", "direct", "writing"),
        ("posted", "indirect", "writing"),
        ("tweeted", "mixed", "writing"),
        ("in a letter", "direct", "writing"),
        ("said in a letter", "direct", "speech"),
        ("hopes", "indirect", "belief"),
        ("is worried", "indirect", "belief"),
        ("thinks", "mixed", "belief"),
        ("walked", "indirect", "belief"),
        ("walked up", "direct", "speech"),
        ("smiled", "direct", "speech"),
        ("smiled", "indirect", "belief"),
        ("entitled", "mixed", "not_speech"),
    ],
)
def test_act_of_a_cue(cue: str, kind: Kind, act: Act) -> None:
    assert act_of(cue, kind) == act


@pytest.mark.parametrize(
    ("text", "cue", "attributes"),
    [
        ("It must be said that the pier is old.", "said", False),
        ("That said, the pier is old.", "said", False),
        ("Needless to say, the pier is old.", "say", False),
        ("The pier is said to be old.", "said", False),
        ("“It is old,” that engineer said.", "said", True),
        ("“It is old,” it was said in the town.", "said", True),
        ("That said, “it is old,” she added.", "added", True),
    ],
)
def test_phrases_that_only_look_like_attribution(text: str, cue: str, attributes: bool) -> None:
    read = reading(text)
    assert is_attribution(read, span(read, cue)) is attributes


@pytest.mark.parametrize(
    ("text", "cue", "hypothetical"),
    [
        ("She would never say the pier is old.", "say", True),
        ("He shrugged, as if to say it was old.", "say", True),
        ("Imagine people say “it is old” to you.", "say", True),
        ("She said the pier is old.", "said", False),
        ("She said it would be old.", "said", False),
        ("“It is old,” she would add later.", "add", False),
        ("If it rains they leave. She said “it is old”.", "said", False),
    ],
)
def test_what_nobody_said(text: str, cue: str, hypothetical: bool) -> None:
    read = reading(text)
    assert is_hypothetical(read, span(read, cue)) is hypothetical


@pytest.mark.parametrize(
    ("text", "cue", "put"),
    [
        ("Asked about the pier, Ana Ruiz said no.", "Asked", True),
        ("She said no when asked about the pier.", "asked", True),
        ("Pressed on the pier, she said no.", "Pressed", True),
        ("Ana Ruiz asked for a new pier.", "asked", False),
    ],
)
def test_a_question_put_to_the_speaker(text: str, cue: str, put: bool) -> None:
    read = reading(text)
    assert is_question_put(read, span(read, cue)) is put


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was, in her words, “a plan”.", ("in her words", "her")),
        ("It was, in her own words, “a plan”.", ("in her own words", "her")),
        ("It was, in Ana Ruiz’s words, “a plan”.", ("in Ana Ruiz’s words", "Ana Ruiz")),
        ("He lost for words: “a plan”.", None),
        ("In her words there was a “plan”.", None),
    ],
)
def test_in_their_words(text: str, found: tuple[str, str] | None) -> None:
    read = reading(text)
    spans = in_words(read, text.index("“"))
    assert (spans and tuple(read.slice(each) for each in spans)) == found


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
    assert why_not_speech(read, read.outer[0]) == reason


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
