"""Contents without a cue: a quotation of their own, continued in the next paragraph, or within another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.find import extract_drafts
from quotetrack.quotations.reading import Reading
from quotetrack.quotations.unlinked import (
    find_children,
    merge_continued,
)
from quotetrack.records import Way
from tests.quotations.builders import reading, span, told

RUIZ = "[c:“We lost,”] [s:[P:Ana Ruiz]] [q:said]."


@pytest.mark.parametrize(
    ("markup", "contents"),
    [
        (f"{RUIZ} [c:“And how.”]", ["We lost, | And how."]),
        (f"{RUIZ}\n\n[c:“And how.”]", ["We lost,", "And how."]),
        (f"{RUIZ} [c:And how] it rained.", ["We lost,"]),
    ],
)
def test_what_goes_on_in_its_paragraph_is_one_quotation(markup: str, contents: list[str]) -> None:
    read = reading(markup)
    assert [told(read, draft)[0] for draft in extract_drafts(read)] == contents


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("“One thing.", "“And another.”", 1),
        ("“One thing.", "And another.”", 1),
        ("“One thing.”", "“And another.”", 2),
        ("“One thing.", "She left. “And another.”", 2),
    ],
)
def test_a_quotation_over_paragraphs(first: str, second: str, count: int) -> None:
    read = reading(f"{first}\n\n{second}")
    merged = merge_continued(read, _in_marks(read))
    assert len(merged) == count
    assert merged[-1].closed
    assert count == 2 or read.slice(merged[0].pieces[1]) == "And another."


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [("Ana Ruiz", None, 1), (None, "Ana Ruiz", 1), ("Ana Ruiz", "she", 1), ("Ana Ruiz", "Owen Pike", 2)],
)
def test_it_never_goes_on_across_an_attribution_to_somebody_else(
    before: str | None, after: str | None, count: int
) -> None:
    read = reading("Ana Ruiz and Owen Pike met; she spoke.\n\n“One thing.\n\n“And another.”")
    first, second = (
        replace(draft, source=(span(read, who),) if who else ())
        for draft, who in zip(_in_marks(read), (before, after), strict=True)
    )
    merged = merge_continued(read, [first, second])
    assert len(merged) == count
    assert read.slice(merged[0].source[0]) == "Ana Ruiz"


def test_words_in_her_words_are_speech_however_few_they_are() -> None:
    read = reading("It was, in [P:Ana Ruiz]’s words, “a photograph”.")
    (draft,) = extract_drafts(read)
    assert (draft.act, draft.notes) == ("speech", ())


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Nobody spoke. “That is not how we do it here.”", "speech"),
    ],
)
def test_what_is_only_supposed_is_not_speech(text: str, act: str) -> None:
    assert [draft.act for draft in extract_drafts(reading(text))] == [act]


def _in_marks(read: Reading) -> list[Draft]:
    """A floating draft for each stretch in marks."""
    return [Draft((quoted.inner,), way=Way.FLOATING, closed=quoted.closed) for quoted in read.outer]


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
