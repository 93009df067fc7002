"""A text in flat pieces: whatever overlaps, each piece tells of all that it belongs to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Attribution, Quotation, Span
from quotetrack.wording.marked import Marked, cut, cut_all

LENGTH = 40
TEXT = "".join(chr(ord("0") + at) for at in range(LENGTH))
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda pair: Span(*sorted(pair)))


def marked(number: int, span: Span, depth: int) -> Marked:
    return Marked(span, "content", Quotation(str(number), "direct", "speech", "", (span,), Attribution(), depth=depth))


MARKED = st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=12).map(
    lambda drawn: [marked(number, *one) for number, one in enumerate(drawn)]
)
LINES = st.sets(st.integers(0, LENGTH), max_size=8).map(
    lambda edges: [Span(*pair) for pair in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


@given(MARKED, LINES)
def test_each_piece_is_over_exactly_what_covers_it(stretches: list[Marked], lines: list[Span]) -> None:
    for line, pieces in zip(lines, cut_all(TEXT, lines, stretches), strict=True):
        assert "".join(piece.text for piece in pieces) == TEXT[slice(*line)]
        for piece in pieces:
            covering = [m for m in stretches if m.span.start <= piece.span.start and m.span.end >= piece.span.end]
            assert list(piece.over) == sorted(covering, key=lambda m: -m.quotation.depth)


@given(MARKED, LINES)
def test_a_line_is_cut_alike_by_itself(stretches: list[Marked], lines: list[Span]) -> None:
    assert list(cut_all(TEXT, lines, stretches)) == [list(cut(TEXT, line, stretches)) for line in lines]
