"""Decoding of BIO scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.parse.labels import ROLES, spans_of, viterbi

OUT, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)


@pytest.mark.parametrize(
    ("path", "spans"),
    [
        ([], []),
        ([OUT, OUT], []),
        ([B_SOURCE, I_SOURCE, OUT, B_CUE], [(0, 2, "source"), (3, 4, "cue")]),
        ([B_CONTENT, I_CONTENT, B_CONTENT, I_CONTENT], [(0, 2, "content"), (2, 4, "content")]),
        ([OUT, B_CONTENT, I_CONTENT], [(1, 3, "content")]),
    ],
)
def test_spans_of_a_path(path: list[int], spans: list[tuple[int, int, str]]) -> None:
    assert spans_of(path, ROLES) == spans


def test_an_inside_tag_never_starts_a_span() -> None:
    scores = np.full((1, 3, 7), -5, dtype=np.float32)
    scores[0, 0, OUT] = scores[0, 1, I_CUE] = scores[0, 2, I_CUE] = 0
    scores[0, 1, B_CUE] = -1
    assert viterbi(scores, [3]).tolist() == [[OUT, B_CUE, I_CUE]]


def test_an_inside_tag_follows_its_own_label_only() -> None:
    scores = np.full((1, 2, 7), -5, dtype=np.float32)
    scores[0, 0, B_SOURCE] = scores[0, 1, I_CUE] = 0
    assert viterbi(scores, [2])[0, 1] != I_CUE


@given(st.lists(st.integers(1, 8), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_rows_decoded_together_or_alone_give_the_same(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(len(lengths), max(lengths), 7)).astype(np.float32)
    together = viterbi(scores, lengths)
    for row, length in enumerate(lengths):
        assert together[row, :length].tolist() == viterbi(scores[row : row + 1, :length], [length])[0].tolist()
        assert not together[row, length:].any()
