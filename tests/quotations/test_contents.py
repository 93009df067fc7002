"""Where contents begin and end: marks decide the borders, the model what is content."""

from __future__ import annotations

import pytest

from quotetrack.quotations.contents import edge_trimmed, find_contents
from quotetrack.records import Span
from tests.quotations.builders import reading


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("[c:“We will rebuild,”] she [q:said].", ["We will rebuild,"]),
        ("She [q:said] “We [c:will rebuild].”", ["We will rebuild."]),
        ("She [q:said] [c:“We will] [c:rebuild.”]", ["We will rebuild."]),
        ("She [q:said] [c:'We will rebuild].'", ["We will rebuild."]),
    ],
)
def test_words_in_marks_snap_to_the_marks(markup: str, words: list[str]) -> None:
    read = reading(markup)
    found = [c for c in find_contents(read)[0] if c.kind == "direct" and c.quoted]
    assert [read.slice(c.span) for c in found] == words


@pytest.mark.parametrize(
    ("markup", "words", "kind"),
    [
        ("She [q:said] [c:it was over].", "it was over", "indirect"),
        ("She [q:said] [c:it was “mad”].", "it was “mad”", "mixed"),
        ("She [q:said] [c:it was “mad] and wrong”.", "it was “mad and wrong”", "mixed"),
        ("She [q:said][c:, – it was over; ]", "it was over", "indirect"),
    ],
)
def test_words_beyond_the_marks_cut_through_no_stretch(markup: str, words: str, kind: str) -> None:
    read = reading(markup)
    assert [(read.slice(c.span), c.kind) for c in find_contents(read)[0]] == [(words, kind)]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("She [q:said] “[c:We will rebuild the pier]", "We will rebuild the pier"),
        ("“[c:We will rebuild], [q:said] [s:she], and left for the far side of town.", "We will rebuild"),
        ("“[c:We will rebuild.]\n\n“[c:And soon,]” she [q:said].", "We will rebuild."),
    ],
)
def test_an_unclosed_stretch_goes_as_far_as_the_model_follows(markup: str, words: str) -> None:
    read = reading(markup)
    first = find_contents(read)[0][0]
    assert (read.slice(first.span), first.kind, first.closed) == (words, "direct", False)


@pytest.mark.parametrize(
    "markup",
    [
        "She [q:said] [c:that].",
        "“[c:—]” she [q:said].",
        "The man nicknamed “[c:Shorty]” left.",
    ],
)
def test_what_is_no_content(markup: str) -> None:
    assert find_contents(reading(markup))[0] == []


def test_stretches_that_the_model_left_out_are_free() -> None:
    read = reading("She [q:said] [c:“No,”] and the “new pier” man nicknamed “[c:Shorty]” left.")
    contents, free = find_contents(read)
    assert [read.slice(c.span) for c in contents] == ["No,"]
    assert [read.slice(q.inner) for q in free] == ["new pier", "Shorty"]


@pytest.mark.parametrize(
    ("text", "trimmed"), [(", – a b;: ", "a b"), ("a, ", "a,"), ("what?", "what?"), (" ,; ", ""), ("", "")]
)
def test_edges(text: str, trimmed: str) -> None:
    start, end = edge_trimmed(text, Span(0, len(text)))
    assert text[start:end] == trimmed
