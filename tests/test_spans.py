"""Spans by place: the index gives what looking at everything gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Span
from quotetrack.spans import Log, SpanIndex, overlap, within

OFFSETS = st.integers(0, 40)
SPANS = st.builds(lambda start, length: Span(start, start + length), OFFSETS, st.integers(0, 15))


def _index(spans: list[Span]) -> SpanIndex[Span]:
    return SpanIndex(spans, lambda span: span)


@given(st.lists(SPANS, max_size=25), SPANS)
def test_touching_is_what_shares_a_code_point(spans: list[Span], wanted: Span) -> None:
    shared = [s for s in sorted(spans) if set(range(*s)) & set(range(*wanted))]
    assert _index(spans).touching(wanted) == shared


@given(st.lists(SPANS, max_size=25), SPANS)
def test_starting_in_is_what_begins_there(spans: list[Span], wanted: Span) -> None:
    assert _index(spans).starting_in(wanted) == [s for s in sorted(spans) if s.start in range(*wanted)]


@given(st.lists(SPANS, max_size=25), OFFSETS)
def test_before_is_the_last_that_begins_before(spans: list[Span], offset: int) -> None:
    found = _index(spans).before(offset)
    starts = [s.start for s in spans if s.start < offset]
    assert (found.start if found else None) == max(starts, default=None)


@given(SPANS, SPANS)
def test_overlap_and_within_agree_with_sets(a: Span, b: Span) -> None:
    assert overlap(a, b) == overlap(b, a) == len(set(range(*a)) & set(range(*b)))
    if a.start < a.end:
        assert within(a, b) == (set(range(*a)) <= set(range(*b)))


def test_a_log_keeps_what_it_holds_when_others_grow_from_it() -> None:
    first = Log("ab")
    left, right = first.also("c"), first.also("d", "e")
    assert (list(first), list(left), list(right)) == (["a", "b"], ["a", "b", "c"], ["a", "b", "d", "e"])
    assert (list(reversed(left)), left[-1], left[:2], len(right)) == (["c", "b", "a"], "c", ["a", "b"], 4)
    with pytest.raises(IndexError):
        first[2]
