"""What is learned of how tags follow each other: held against all sequences there are."""

from __future__ import annotations

import json
from itertools import pairwise, product
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.parse.encoder import TRANSITIONS, read_transitions
from quotetrack.parse.labels import Transitions, posteriors, viterbi

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


def test_what_a_file_holds_is_decoded_with() -> None:
    held = {"roles": {"between": [[0.0] * 3] * 3, "start": [0.0, 1.0, 2.0], "end": [0.0] * 3}}
    session = SimpleNamespace(
        get_modelmeta=lambda: SimpleNamespace(custom_metadata_map={TRANSITIONS: json.dumps(held)})
    )
    found = read_transitions(session)["roles"]
    assert found.start[1] == 1.0 and found.start[2] < -1e3, "no sequence begins inside of a span"


def test_an_encoder_that_learned_none_has_none() -> None:
    session = SimpleNamespace(get_modelmeta=lambda: SimpleNamespace(custom_metadata_map={}))
    assert read_transitions(session) == {}
