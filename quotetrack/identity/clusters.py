"""Join nodes into clusters along links, never across bars; the order of the links does not matter.

Links are followed level by level, the strongest first. A bar ("these two are different") blocks every chain of links
that would join its ends. Where the links of one level would join barred nodes, the node with the most bars stays apart
on that level, and on a tie all such nodes do, so that no chance decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True)
class Link(Generic[Node]):
    """A reason to join two nodes; higher levels come first."""

    left: Node
    right: Node
    level: float


def make_clusters(
    nodes: Iterable[Node],
    links: Iterable[Link[Node]],
    are_barred: Callable[[Node, Node, float], bool],
) -> list[frozenset[Node]]:
    """Join nodes along links, but never two for which `are_barred(left, right, level)` is true.

    `are_barred` must be symmetric. Bars between nodes that a higher level has joined no longer count. Returns clusters
    that have every node once. A link between two clusters is one that a bar blocked.
    """
    forest = _Forest(nodes)
    for level, same in groupby(sorted(links, key=lambda link: -link.level), lambda link: link.level):
        _join_level(forest, list(same), lambda a, b, level=level: are_barred(a, b, level))  # type: ignore[misc]
    return [frozenset(members) for members in forest.members.values()]


def _join_level(forest: _Forest[Node], links: list[Link[Node]], are_barred: Callable[[Node, Node], bool]) -> None:
    """Join the nodes that the links of one level may join."""
    ends = [(forest.root(link.left), forest.root(link.right)) for link in links]
    ends = [(left, right) for left, right in ends if left != right]
    beside: dict[Node, set[Node]] = defaultdict(set)
    for left, right in ends:
        beside[left].add(right)
        beside[right].add(left)
    barred: dict[Node, set[Node]] = defaultdict(set)
    for component in _components(beside):
        for left, right in combinations(component, 2):
            if any(are_barred(a, b) for a in forest.members[left] for b in forest.members[right]):
                barred[left].add(right)
                barred[right].add(left)
    alone = _most_barred(barred)
    for left, right in ends:
        if left not in alone and right not in alone:
            forest.join(left, right)


def _most_barred(barred: dict[Node, set[Node]]) -> set[Node]:
    """Nodes to leave out so that no barred pair is left, those with the most bars first."""
    alone: set[Node] = set()
    while most := max((len(others - alone) for node, others in barred.items() if node not in alone), default=0):
        alone |= {node for node, others in barred.items() if node not in alone and len(others - alone) == most}
    return alone


def _components(beside: dict[Node, set[Node]]) -> Iterator[list[Node]]:
    seen: set[Node] = set()
    for start in beside:
        if start in seen:
            continue
        seen.add(start)
        component, waiting = [], [start]
        while waiting:
            node = waiting.pop()
            component.append(node)
            fresh = beside[node] - seen
            seen |= fresh
            waiting += fresh
        yield component


class _Forest(Generic[Node]):
    """Nodes joined into sets (union by size)."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.members: dict[Node, list[Node]] = {node: [node] for node in nodes}
        self._root: dict[Node, Node] = {node: node for node in self.members}

    def root(self, node: Node) -> Node:
        """The node that stands for the set."""
        return self._root[node]

    def join(self, left: Node, right: Node) -> None:
        """Merge the sets of two nodes."""
        left, right = self.root(left), self.root(right)
        if left == right:
            return
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for node in self.members.pop(right):
            self._root[node] = left
            self.members[left].append(node)
