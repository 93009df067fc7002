"""Clusters: joined level by level, never across a bar, the same in whatever order links come."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.identity.canonical import Link, make_clusters

Bars = frozenset[frozenset[str]]


def clusters(nodes: str, links: list[tuple[str, str, float]], bars: list[str]) -> tuple[list[str], list[str]]:
    """Clusters and links held back, as sorted strings."""
    apart = {frozenset(bar) for bar in bars}
    found = make_clusters(nodes, [Link(*link) for link in links], lambda a, b, _: frozenset((a, b)) in apart)
    joined = {node: cluster for cluster in found for node in cluster}
    held = sorted("".join(sorted((left, right))) for left, right, _ in links if joined[left] != joined[right])
    return sorted("".join(sorted(cluster)) for cluster in found), held


MESH = [(a, b, 1.0) for a, b in combinations("abcde", 2)]


@pytest.mark.parametrize(
    ("nodes", "links", "bars", "expected", "held"),
    [
        ("abc", [], [], ["a", "b", "c"], []),
        ("abc", [("a", "b", 1)], [], ["ab", "c"], []),
        ("abc", [("a", "b", 1), ("b", "c", 0.5)], [], ["abc"], []),
        # A bar blocks the chain; on one level nobody knows which link is right, so neither holds.
        ("abc", [("a", "b", 1), ("b", "c", 1)], ["ac"], ["a", "b", "c"], ["ab", "bc"]),
        # On different levels the stronger one does.
        ("abc", [("a", "b", 1), ("b", "c", 0.9)], ["ac"], ["ab", "c"], ["bc"]),
        ("abc", [("a", "b", 0.9), ("b", "c", 1)], ["ac"], ["a", "bc"], ["ab"]),
        # Who is barred from all the others stays alone, and they stay together.
        ("abcde", MESH, ["ab", "ac", "ad", "ae"], ["a", "bcde"], ["ab", "ac", "ad", "ae"]),
        # A bar between ends that nothing ties to one another costs nothing.
        ("abcd", [("a", "b", 1), ("c", "d", 1)], ["ac", "bd"], ["ab", "cd"], []),
        # What a higher level has joined, a bar of a lower one does not part (see the levels below).
        ("abcd", [("a", "b", 1), ("c", "d", 1), ("b", "c", 0.5)], ["ad"], ["ab", "cd"], ["bc"]),
    ],
)
def test_table(
    nodes: str, links: list[tuple[str, str, float]], bars: list[str], expected: list[str], held: list[str]
) -> None:
    assert clusters(nodes, links, bars) == (expected, held)


def test_bars_may_hold_on_some_levels_only() -> None:
    links = [Link("a", "b", 3.0), Link("b", "c", 0.9)]
    found = make_clusters("abc", links, lambda a, b, level: level < 1 and {a, b} == {"a", "b"})
    assert sorted(map(sorted, found)) == [["a", "b", "c"]]


NODES = "abcdefgh"
PAIRS = st.sampled_from([frozenset(pair) for pair in combinations(NODES, 2)])
LINKS = st.lists(st.tuples(PAIRS, st.sampled_from([1.0, 0.9, 0.8])), max_size=14)


def made(links: list[tuple[frozenset[str], float]], bars: Bars, chance: Random) -> list[frozenset[str]]:
    """Clusters of links in an order, and with ends turned, as chance has it."""
    given_links = [Link(*chance.sample(sorted(pair), 2), level) for pair, level in links]
    nodes = chance.sample(NODES, len(NODES))
    chance.shuffle(given_links)
    return make_clusters(nodes, given_links, lambda a, b, _: frozenset((a, b)) in bars)


@given(LINKS, st.frozensets(PAIRS, max_size=5), st.randoms(), st.randoms())
def test_order_changes_nothing(
    links: list[tuple[frozenset[str], float]], bars: Bars, one: Random, other: Random
) -> None:
    assert set(made(links, bars, one)) == set(made(links, bars, other))


@given(LINKS, st.frozensets(PAIRS, max_size=5), st.randoms())
def test_no_bar_is_crossed_and_nobody_is_lost(
    links: list[tuple[frozenset[str], float]], bars: Bars, chance: Random
) -> None:
    found = made(links, bars, chance)
    assert sorted(node for cluster in found for node in cluster) == sorted(NODES)
    assert not any(bar <= cluster for bar in bars for cluster in found)


@given(LINKS, st.randoms())
def test_without_bars_clusters_are_what_is_connected(links: list[tuple[frozenset[str], float]], chance: Random) -> None:
    found = made(links, frozenset(), chance)
    for pair, _ in links:
        assert any(pair <= cluster for cluster in found)
    assert len(found) >= len(NODES) - len({pair for pair, _ in links})
