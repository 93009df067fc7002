"""What of a long text is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.lookup.hits import Excerpt
from quotetrack.records import Span

LONG = "We talked about the harbour for an hour. " * 30 + "Then came the ferry. " + "Nobody spoke of it again. " * 30


def test_a_short_text_is_shown_whole() -> None:
    excerpt = Excerpt("The ferry is late.", (Span(4, 9),))
    assert list(excerpt.pieces()) == [("The ", False), ("ferry", True), (" is late.", False)]


def test_a_long_text_is_cut_at_words_around_the_first_highlight() -> None:
    start = LONG.index("ferry")
    pieces = list(Excerpt(LONG, (Span(start, start + 5),)).pieces())
    assert pieces[0] == pieces[-1] == ("…", False)
    assert ("ferry", True) in pieces
    shown = "".join(piece for piece, _ in pieces[1:-1])
    assert 200 < len(shown) <= 280
    assert f" {shown} " in LONG


@pytest.mark.parametrize("text", ["x" * 5000, " " * 5000, "ä " * 3000])
def test_texts_without_words_are_cut_somewhere(text: str) -> None:
    start, end = Excerpt(text, (Span(4000, 4001),)).window
    assert 0 <= start <= 4000 and end - start <= 280


@given(st.text("ab ", max_size=600), st.lists(st.integers(0, 600), max_size=8, unique=True))
def test_pieces_make_up_the_window(text: str, edges: list[int]) -> None:
    edges = sorted(min(edge, len(text)) for edge in edges)
    spans = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b)
    excerpt = Excerpt(text, spans)
    start, end = excerpt.window
    shown = "".join(piece for piece, _ in excerpt.pieces())
    assert shown == "…" * (start > 0) + text[start:end] + "…" * (end < len(text))
    if spans:
        assert start <= spans[0].start <= end
