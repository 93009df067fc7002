"""Decoding of BIO scores, also with learned transitions, which are compared with all sequences there are."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.parse.labels import ROLES, Transitions, posteriors, spans_of, viterbi

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


WIDTH = 5  # O and two labels


def drawn(seed: int, steps: int) -> tuple[np.ndarray, Transitions]:
    """Scores of one row, and transitions."""
    chance = np.random.default_rng(seed)
    sizes = ((WIDTH, WIDTH), WIDTH, WIDTH)
    learned = Transitions.learned(*(chance.normal(size=size).astype(np.float32) for size in sizes))
    return chance.normal(size=(1, steps, WIDTH)).astype(np.float32), learned


def worth(path: tuple[int, ...], scores: np.ndarray, chain: Transitions) -> float:
    """The score of one whole sequence."""
    total = chain.start[path[0]] + scores[0, 0, path[0]] + chain.end[path[-1]]
    for step, (before, tag) in enumerate(pairwise(path), start=1):
        total += chain.between[before, tag] + scores[0, step, tag]
    return float(total)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_best_sequence_is_the_best_of_all(seed: int, steps: int) -> None:
    scores, chain = drawn(seed, steps)
    best = max(product(range(WIDTH), repeat=steps), key=lambda path: worth(path, scores, chain))
    assert viterbi(scores, [steps], chain)[0].tolist() == list(best)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_posteriors_are_shares_of_all_sequences(seed: int, steps: int) -> None:
    scores, chain = drawn(seed, steps)
    shares = np.zeros((steps, WIDTH))
    for path in product(range(WIDTH), repeat=steps):
        shares[range(steps), path] += np.exp(worth(path, scores, chain))
    shares /= shares.sum(1, keepdims=True)
    assert np.exp(posteriors(scores, [steps], chain)[0]) == pytest.approx(shares, abs=1e-4)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_a_row_has_the_same_posteriors_alone_and_beside_longer_ones(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(len(lengths), max(lengths), WIDTH)).astype(np.float32)
    _, chain = drawn(seed, 1)
    together = posteriors(scores, lengths, chain)
    for row, length in enumerate(lengths):
        alone = posteriors(scores[row : row + 1, :length], [length], chain)
        assert together[row, :length] == pytest.approx(alone[0], abs=1e-3)
