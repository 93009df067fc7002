"""The network that ranks candidates."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from quotetrack.language.network import Calibration, Network

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
    own = network()
    shares = own.shares(own.scores(own.inputs([[1e4, -1e4], *ROWS])), [False] * 3, "pronoun")
    assert shares.shape == (4,) and float(shares.sum()) == pytest.approx(1, abs=1e-5) and (shares >= 0).all()


def test_a_stored_network_is_the_same() -> None:
    first = replace(network(3), calibration={"pronoun": Calibration(1.5, 0.2, -0.3)})
    source, mentions = [(1.0, 0.5, 0.0), (), (0.0, 0.0, 2.0)], [[(1.0, 1.0, 1.0), (), ()]] * 2
    again = Network.from_json(first.to_json())
    scores = [own.scores(own.inputs(ROWS, source, mentions)) for own in (first, again)]
    assert np.allclose(*scores, atol=1e-3)
    assert again.calibration == first.calibration


def test_calibration_is_of_one_category_and_moves_bodies_and_nobody_apart() -> None:
    own = replace(network(), calibration={"pronoun": Calibration(2.0, 1.0, -1.0)})
    scores = np.array([1.0, 1.0, 1.0], np.float32)
    assert np.allclose(own.shares(scores, [False, True], "description"), 1 / 3)
    person, body, nobody = own.shares(scores, [False, True], "pronoun")
    assert np.allclose([body / person, nobody / person], [np.e, 1 / np.e])
    even = replace(own, calibration={"pronoun": Calibration(2.0)})
    assert np.allclose(even.shares(np.array([2.0, 0.0], np.float32), [False], "pronoun")[0], np.e / (1 + np.e))


def test_networks_trained_alike_give_the_mean_of_their_shares() -> None:
    own = network()
    *inner, (weights, bias) = own.layers
    both = replace(own, layers=(*inner, (np.hstack([weights, -weights]), np.hstack([bias, bias]))))
    other = replace(own, layers=(*inner, (-weights, bias)))
    mean = (np.exp(own.scores(own.inputs(ROWS))) + np.exp(other.scores(other.inputs(ROWS)))) / 2
    assert np.allclose(np.exp(both.scores(both.inputs(ROWS))), mean, atol=1e-5)


def test_absent_vectors_are_zeros_and_those_of_a_source_are_added() -> None:
    own, zeros = network(2), (0.0, 0.0)
    absent = own.scores(own.inputs(ROWS, [(), (), ()], [[(), (), ()]] * 2))
    assert np.allclose(absent, own.scores(own.inputs(ROWS, [zeros] * 3, [[zeros] * 3] * 2)))
    parts, whole = [(1.0, 0.0), (0.0, 2.0), ()], [(1.0, 2.0), (), ()]
    mentions = [[(1.0, 1.0), (), ()], [(), (0.5, 0.0), ()]]
    assert np.allclose(own.scores(own.inputs(ROWS, parts, mentions)), own.scores(own.inputs(ROWS, whole, mentions)))
    assert not np.allclose(own.scores(own.inputs(ROWS, parts, mentions)), absent)


def test_a_network_that_reads_no_vectors_is_given_none() -> None:
    own = network()
    assert np.allclose(own.inputs(ROWS), own.inputs(ROWS, [(1.0,)], [[(1.0,)]]))
