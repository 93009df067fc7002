"""The network that ranks candidates."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from quotetrack.language.network import Network

ROWS = [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]


def network(width: int = 0) -> Network:
    """Two layers with random weights."""
    chance = np.random.default_rng(1)
    sizes = [2 + 7 * width, 4, 1]
    layers = tuple(
        (chance.normal(size=(a, b)).astype(np.float32), chance.normal(size=b).astype(np.float32))
        for a, b in pairwise(sizes)
    )
    return Network(np.zeros(2, np.float32), np.ones(2, np.float32), layers, width)


def test_shares_add_up_to_one_whatever_the_numbers() -> None:
    shares = network().shares([[1e4, -1e4], *ROWS])
    assert shares.shape == (4,) and float(shares.sum()) == pytest.approx(1, abs=1e-5) and (shares >= 0).all()


def test_a_stored_network_is_the_same() -> None:
    first = network(3)
    source, mentions = [(1.0, 0.5, 0.0), (), (0.0, 0.0, 2.0)], [[(1.0, 1.0, 1.0), (), ()]] * 2
    again = Network.from_json(first.to_json())
    assert np.allclose(first.shares(ROWS, source, mentions), again.shares(ROWS, source, mentions), atol=1e-3)


def test_absent_vectors_are_zeros_and_those_of_a_source_are_added() -> None:
    own, zeros = network(2), (0.0, 0.0)
    absent = own.shares(ROWS, [(), (), ()], [[(), (), ()]] * 2)
    assert np.allclose(absent, own.shares(ROWS, [zeros] * 3, [[zeros] * 3] * 2))
    parts, whole = [(1.0, 0.0), (0.0, 2.0), ()], [(1.0, 2.0), (), ()]
    mentions = [[(1.0, 1.0), (), ()], [(), (0.5, 0.0), ()]]
    assert np.allclose(own.shares(ROWS, parts, mentions), own.shares(ROWS, whole, mentions))
    assert not np.allclose(own.shares(ROWS, parts, mentions), absent)


def test_a_network_that_reads_no_vectors_is_given_none() -> None:
    assert np.allclose(network().shares(ROWS), network().shares(ROWS, [(1.0,)], [[(1.0,)]]))
