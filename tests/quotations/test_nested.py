"""Quotations inside quotations: children with their own cue and source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.nested import find_children
from quotetrack.quotations.reading import Reading
from quotetrack.records import Way
from tests.quotations.builders import reading, told


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("“My sister’s boy kept asking, ‘Is it ours now?’”", ("Is it ours now?", "asking", "My sister’s boy")),
        ("“Owen Pike told me ‘it is over now’ and left.”", ("it is over now", "told", "Owen Pike")),
        ("“We met and he said: ‘It is over.’”", ("It is over.", "said", "he")),
        ("“People have come to say ‘thank you for it’.”", ("thank you for it", "say", "People")),
        ("“It rained. ‘We are closed for the day.’ So we left.”", ("We are closed for the day.", None, None)),
    ],
)
def test_speech_within_speech(text: str, child: tuple[str, str | None, str | None]) -> None:
    read = reading(text)
    (found,) = find_children(read, [_whole(read)])
    assert told(read, found) == child
    assert (found.act, found.depth, found.way) == ("speech", 1, "nested")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("“He is a ‘patriot’ of sorts.”", "scare quotes"),
        ("“They played ‘The Long Way Home’ twice.”", "title"),
        ("“The one known as ‘bricks’ left.”", "named"),
    ],
)
def test_words_held_at_arms_length_are_not_speech(text: str, note: str) -> None:
    read = reading(text)
    (found,) = find_children(read, [_whole(read)])
    assert (found.act, found.notes, found.source) == ("not_speech", (note,), ())


def test_a_child_of_a_child() -> None:
    read = reading("“She said, ‘He told/VERB me “we are closed” and left.’”")
    whole = _whole(read)
    child, grandchild = find_children(read, [whole])
    assert (child.parent, grandchild.parent) == (whole, child)
    assert told(read, grandchild) == ("we are closed", "told", "He")
    assert grandchild.depth == 2


def test_what_lies_in_no_quotation_has_no_parent() -> None:
    read = reading("“We ‘met’ them.” Then ‘it rained’.")
    assert [read.slice(d.pieces[0]) for d in find_children(read, [_whole(read)])] == ["met"]
    assert find_children(read, []) == []


def test_only_a_turn_of_a_transcript_holds_children_in_outer_marks() -> None:
    read = reading("RUIZ: He said “it is over” and left.")
    turn = Draft((read.document.paragraphs[0],), way=Way.TRANSCRIPT)
    assert [told(read, child) for child in find_children(read, [turn])] == [("it is over", "said", "He")]
    assert find_children(read, [replace(turn, way=Way.MODEL)]) == []


def _whole(read: Reading) -> Draft:
    return Draft((read.outer[0].inner,))
