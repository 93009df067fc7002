"""A text in flat pieces: whatever overlaps, each piece tells of all that it belongs to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Attribution, Quotation, Span
from quotetrack.wording.marked import Marked, cut, mark

LENGTH = 40
TEXT = "".join(chr(ord("0") + at) for at in range(LENGTH))
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda pair: Span(*sorted(pair)))


def made(number: int, span: Span, depth: int) -> Quotation:
    return Quotation(str(number), "direct", "speech", "", (span,), Attribution(), depth=depth)


QUOTATIONS = st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=12).map(
    lambda drawn: [made(number, *one) for number, one in enumerate(drawn)]
)
LINES = st.sets(st.integers(0, LENGTH), max_size=8).map(
    lambda edges: [Span(*pair) for pair in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


def covers(span: Span, piece: Span) -> bool:
    return span.start <= piece.start and span.end >= piece.end


@given(QUOTATIONS, LINES)
def test_each_piece_is_over_exactly_what_covers_it(quotations: list[Quotation], lines: list[Span]) -> None:
    for line, pieces in zip(lines, cut(TEXT, lines, mark(quotations)), strict=True):
        assert "".join(piece.text for piece in pieces) == TEXT[slice(*line)]
        for piece in pieces:
            covering = [q for q in quotations if covers(q.content[0], piece.span)]
            assert [m.of for m in piece.over] == sorted(covering, key=lambda q: -q.depth), "the innermost first"


@given(QUOTATIONS, LINES)
def test_a_line_is_cut_alike_by_itself(quotations: list[Quotation], lines: list[Span]) -> None:
    marked = mark(quotations)
    assert list(cut(TEXT, lines, marked)) == [next(cut(TEXT, [line], marked)) for line in lines]


def test_a_number_stands_where_it_is_told_to_and_what_begins_is_known() -> None:
    first = Marked(Span(2, 4), "good", 1, first=True, number_at=5)
    second = Marked(Span(3, 6), "bad", 2, first=True, number_at=6)
    (pieces,) = cut(TEXT, [Span(0, 8)], [second, first])
    assert [(piece.text, piece.parts, piece.begins, piece.numbered) for piece in pieces] == [
        ("01", (), (), ()),
        ("2", ("good",), (1,), ()),
        ("3", ("bad", "good"), (2,), ()),
        ("4", ("bad",), (), (1,)),
        ("5", ("bad",), (), (2,)),
        ("67", (), (), ()),
    ]
