"""Quotation marks: which open, which close, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.marks import find_quoted
from quotetrack.text import paragraphs


def read(text: str) -> list[str]:
    """What stands in marks, each as `depth:words`, `~` after what was not closed."""
    found = find_quoted(text, paragraphs(text))
    return [f"{q.depth}:{text[q.inner.start : q.inner.end]}{'' if q.closed else '~'}" for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She wore "the blue one" and left.', ["0:the blue one"]),
        ('I "shouldn\'t wear those" but I will', ["0:shouldn't wear those"]),
        ("„Wir gehen“, sagte er.", ["0:Wir gehen"]),
        ("« Oui, bien sûr », dit-elle.", ["0: Oui, bien sûr "]),
        ("»Ja«, sagte sie.", ["0:Ja"]),
        ("``LaTeX'' and ''both ways''", ["0:LaTeX", "0:both ways"]),
        ("“English” , he said", ["0:English"]),
        ('and “no reason" yet', ["0:no reason"]),
        ("“One.””", ["0:One."]),
        ("“A””B”", ["0:A"]),
        ("“First,” “second.”", ["0:First,", "0:second."]),
        ('"He said "no" to me," she said.', ['0:He said "no" to me,', "1:no"]),
        ("“She said, ‘I’m out,’ and left,” he said.", ["0:She said, ‘I’m out,’ and left,", "1:I’m out,"]),
    ],
)
def test_double_marks_open_and_close(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "‘We told the players’ union “no” and rock ’n’ roll won,’ she said.",
            ["0:We told the players’ union “no” and rock ’n’ roll won,", "1:no"],
        ),
        ("The players’ union said ‘we’re out’, and ’tis done.", ["0:we’re out"]),
        ("It was 'an act of folly', the judge said.", ["0:an act of folly"]),
        ("Rock 'n' roll in the '90s was the Joneses' thing.", []),
        ("O'Neill's dogs' bowls", []),
        ("‘One.\n\n‘Two,’ she said.", ["0:One.~", "0:Two,"]),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“First.\n\n“Second.\n\n“Third,” he said.", ["0:First.~", "0:Second.~", "0:Third,"]),
        ("“First.\n\nSecond,” he said.", ["0:First.~", "0:Second,"]),
        ('"It was, he said. "It failed," he added.', ["0:It was, he said.~", "0:It failed,"]),
        ("“Open to the end", ["0:Open to the end~"]),
        ('6\'2" tall and "fine"', ["0:fine"]),
        ("» item one\n» item two", []),
        ('""=', []),
        ('"" """ \' \'\'', []),
        ("no closing here” at all", []),
    ],
)
def test_odd_marks_neither_lose_nor_invent(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_question_marks_stand_in_for_lost_marks() -> None:
    assert read("?We will win,? he said. ?Really??") == ["0:We will win,", "0:Really?"]
    assert read("Will we win? Yes. Why not?") == []


def test_a_paragraph_that_reopens_says_so() -> None:
    text = "“First.\n\n“Second.”"
    assert [q.reopens for q in find_quoted(text, paragraphs(text))] == [False, True]


@given(st.text(st.sampled_from("ab ,.\n\"'“”‘’«»„`?—"), max_size=60))
def test_stretches_nest_and_slice(text: str) -> None:
    found = find_quoted(text, paragraphs(text))
    for at, one in enumerate(found):
        assert 0 <= one.span.start <= one.inner.start < one.inner.end <= one.span.end <= len(text)
        for other in found[at + 1 :]:
            assert other.span.start >= one.span.end or other.span.end <= one.span.end
