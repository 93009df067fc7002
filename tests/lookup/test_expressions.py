"""From what a user typed to what finds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.lookup.expressions import plain_expression
from quotetrack.lookup.hits import find_folded, read_marked
from quotetrack.records import Span
from quotetrack.text import fold


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("late ferry", '"late" "ferry"'),
        ("Late late LATE", '"late"'),
        ("multi-agent O'Brien", '"multi-agent" "o\'brien"'),
        ('"late ferry" again', '"late ferry" "again"'),
        ("“late ferry” again", '"late ferry" "again"'),
        ('late "ferry', '"late" "ferry"'),
        ("a\0b", '"a" "b"'),
        ("park * ?", '"park"'),
        ("*", None),
        ("", None),
    ],
)
def test_plain_expression(query: str, expression: str | None) -> None:
    assert plain_expression(query) == expression


def test_prefixes() -> None:
    assert plain_expression("ruth cal", prefixes=True) == '"ruth" * "cal" *'


@given(st.text(max_size=60))
def test_a_text_is_found_in_itself(text: str) -> None:
    wanted = fold(text)
    if wanted:
        start, end = find_folded(text, wanted)[0]
        assert fold(text[start:end]) == wanted


@given(st.text(max_size=20), st.text(min_size=1, max_size=5), st.text(max_size=20))
def test_spans_hold_what_was_wanted(before: str, piece: str, after: str) -> None:
    wanted = fold(piece)
    for start, end in find_folded(before + piece + after, wanted):
        assert wanted in fold((before + piece + after)[start:end])


def test_marked_text_is_read_back() -> None:
    assert read_marked("a |b| |c d|", "|", "a b c d") == (Span(2, 3), Span(4, 7))
    assert read_marked("a |b|", "|", "a b \0 c") == ()
