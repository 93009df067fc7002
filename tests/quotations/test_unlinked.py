"""Contents without a cue: a further piece, a quotation of their own, or continued in the next paragraph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.find import extract_drafts
from quotetrack.quotations.reading import Reading
from quotetrack.quotations.unlinked import attribute_by_layout, merge_continued
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


@pytest.mark.parametrize(
    ("markup", "source", "cue", "way"),
    [
        ("“We are closed.” — [P:Ana Ruiz], mayor", "Ana Ruiz, mayor", None, "credit line"),
        ("[P:Ana Ruiz] opened the door:\n\n“We are closed.”", "Ana Ruiz", ":", "lead-in"),
        ("Then [s:she] told/VERB him: “We are closed.”", "she", "told", "lead-in"),
        ("It was, in [P:Ana Ruiz]’s words, “a photograph”.", "Ana Ruiz", "in Ana Ruiz’s words", "in their words"),
        ("[P:Ana Ruiz] opened the door.\n\n“We are closed.”", None, None, "floating"),
        ("It was late:\n\n“We are closed.”", None, None, "floating"),
    ],
)
def test_layout_tells_who_speaks(markup: str, source: str | None, cue: str | None, way: str) -> None:
    read = reading(markup)
    draft = attribute_by_layout(read, _in_marks(read)[0])
    assert told(read, draft)[1:] == (cue, source)
    assert draft.way == way


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
