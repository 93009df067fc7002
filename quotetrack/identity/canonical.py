"""Compute the canonical speakers from the judgements that stand and from the people file.

Only those near a change are computed again: the forms that changed, and all forms that links lead to from them.

Which forms are one follows from links that join them and bars that keep them apart, in whatever order these come
(`make_clusters`). Links are taken level by level, the strongest first. A bar ("these two are different") blocks every
chain that would join its ends. Where a level would do so, nobody is preferred by chance: whoever is barred from the
most others stays apart on that level, and on a tie all of them do.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from quotetrack.identity.forms import RULE, load_bearers
from quotetrack.names.compare import rule_each_other_out
from quotetrack.names.normal import best_form
from quotetrack.names.person import parse_person_name
from quotetrack.store.database import insert
from quotetrack.store.speakers import is_weak, lines

if TYPE_CHECKING:
    from quotetrack.store import Database


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


BY_PERSON, BY_FILE = 3.0, 2.0
"""Levels of the links of people's judgements and of the people file; those of the rules have their score (0 to 1)."""


class Recomputed(NamedTuple):
    """The number of canonical `speakers` that changed, and the judgements (by id) that others contradict."""

    speakers: int
    held_back: set[int]


def recompute_speakers(database: Database, forms: Iterable[int]) -> Recomputed:
    """Compute the canonical speakers of these forms, and of all forms that are linked to them, once more."""
    near = _Neighbourhood(database, forms)
    clusters, held_back = near.clusters()
    changed = sum(_save(database, near, cluster) for cluster in clusters)
    _drop_deserted(database, near)
    return Recomputed(changed, held_back)


class _Neighbourhood:
    """Forms that judgements or the people file link, with the links and with what keeps forms apart.

    A form is a node by its id; a person of the file is one by minus their id.
    """

    def __init__(self, database: Database, forms: Iterable[int]) -> None:
        self._database = database
        self.forms: dict[int, dict[str, Any]] = {}
        self.people: dict[int, dict[str, Any]] = {}
        self._judged: dict[int, Link[int]] = {}
        self._filed: list[Link[int]] = []
        self._gather(set(forms))
        links = [*self._judged.values(), *self._filed]
        bars = database.execute(_BARS, [json.dumps(sorted(self.forms)), RULE])
        self._apart = {frozenset(pair) for pair in bars}
        linked = {form for link in links for form in (link.left, link.right) if form > 0}
        self._bearers = load_bearers(database, linked, facts=True) if linked else {}
        self._names_clash = cache(self._compare_names)

    def _gather(self, waiting: set[int]) -> None:
        """Collect the forms that links lead to, and all forms that are one speaker with these at present."""
        while waiting:
            together = self._database.query(_ONE_SPEAKER, [json.dumps(sorted(waiting))])
            fresh = {row["id"]: row for row in together if row["id"] not in self.forms}
            self.forms |= fresh
            ids = json.dumps(sorted(fresh))
            waiting = (self._follow_judgements(ids) | self._follow_file(ids)) - self.forms.keys()

    def _follow_judgements(self, ids: str) -> set[int]:
        """Collect the links of judgements on these forms; returns the forms at their ends."""
        found: set[int] = set()
        for side in ("left", "right"):
            for row in self._database.query(_TIES.format(side=side), [ids]):
                level = row["score"] if row["decided_by"] == RULE else BY_PERSON
                self._judged[row["id"]] = Link(row["left_form"], row["right_form"], level)
                found |= {row["left_form"], row["right_form"]}
        return found

    def _follow_file(self, ids: str) -> set[int]:
        """Collect the links of these forms to people of the file; returns the forms of these people.

        A name that several people of the file share links to none of them.
        """
        found: set[int] = set()
        for form, person in self._database.execute(_FILED, [ids]).fetchall():
            self._filed.append(Link(form, -person, BY_FILE))
            if person not in self.people:
                self.people[person] = next(self._database.query("SELECT * FROM people WHERE id = ?", [person]))
                found |= {id for (id,) in self._database.execute(_OF_PERSON, [person])}
        return found

    def clusters(self) -> tuple[list[frozenset[int]], set[int]]:
        """The nodes that are one speaker each, and the judgements, by id, that others contradict.

        Links by people and the file are followed first, then those by the rules.
        """
        links = [*self._judged.values(), *self._filed]
        nodes = [*self.forms, *(-id for id in self.people)]
        sure = make_clusters(nodes, [link for link in links if link.level >= BY_FILE], self._are_apart)
        group = {node: cluster for cluster in sure for node in cluster}
        ruled = [
            Link(group[link.left], group[link.right], link.level)
            for link in links
            if link.level < BY_FILE and group[link.left] != group[link.right]
        ]
        clusters = [frozenset[int]().union(*groups) for groups in make_clusters(sure, ruled, self._groups_clash)]
        joined = {node: cluster for cluster in clusters for node in cluster}
        held_back = {id for id, link in self._judged.items() if joined[link.left] is not joined[link.right]}
        return clusters, held_back

    def _are_apart(self, left: int, right: int, level: float) -> bool:
        """Whether somebody judged two nodes different, or they are two people of the file."""
        if left < 0 and right < 0:
            return level <= BY_FILE
        return frozenset((left, right)) in self._apart

    def _groups_clash(self, left: frozenset[int], right: frozenset[int], level: float) -> bool:
        """Whether the rules must not join two groups: somebody judged them different, or no two names fit."""
        if any(self._are_apart(a, b, level) for a in left for b in right):
            return True
        named = [(a, b) for a in left for b in right if a in self._bearers and b in self._bearers]
        return bool(named) and all(self._names_clash(min(pair), max(pair)) for pair in named)

    def _compare_names(self, left: int, right: int) -> bool:
        return rule_each_other_out(self._bearers[left], self._bearers[right]) is not None


_ONE_SPEAKER = """SELECT f.* FROM (SELECT DISTINCT canonical_id FROM json_each(?) JOIN forms ON forms.id = value) c
    JOIN forms f ON f.canonical_id = c.canonical_id"""
_TIES = """SELECT j.id, left_form, right_form, score, decided_by FROM json_each(?)
    CROSS JOIN judgements j ON j.{side}_form = value WHERE verdict = 'same' AND undone_at IS NULL"""
_FILED = """SELECT f.id AS form_id, min(p.id) AS person_id FROM json_each(?) JOIN forms f ON f.id = value
    JOIN people_names n ON n.normal_name = f.normal_name JOIN people p ON p.id = n.person_id AND p.kind = f.kind
    GROUP BY f.id HAVING count(*) = 1"""
_OF_PERSON = """SELECT f.id FROM people p JOIN people_names n ON n.person_id = p.id
    JOIN forms f ON f.kind = p.kind AND f.normal_name = n.normal_name WHERE p.id = ?"""
_BARS = """SELECT left_form, right_form FROM json_each(?) CROSS JOIN judgements ON left_form = value
    WHERE verdict = 'different' AND undone_at IS NULL AND decided_by <> ?"""


def _save(database: Database, near: _Neighbourhood, cluster: frozenset[int]) -> int:
    """Write one canonical speaker; returns 1 if that changed it, else 0."""
    forms = [near.forms[node] for node in cluster if node > 0]
    if not forms:
        return 0  # nobody of that name has spoken yet
    people = [near.people[-node] for node in cluster if node < 0]
    row = _canonical_row(forms, people[0] if people else None)
    moved = [form["id"] for form in forms if form["canonical_id"] != row["id"]]
    if moved:
        statement = "UPDATE forms SET canonical_id = ? WHERE id IN (SELECT value FROM json_each(?))"
        database.execute(statement, [row["id"], json.dumps(moved)])
    held = next(database.query("SELECT * FROM canonical_speakers WHERE id = ?", [row["id"]]), None)
    if held is None:
        insert(database, "canonical_speakers", row)
    elif held != row:
        changes = ", ".join(f"{column} = :{column}" for column in row)
        database.execute(f"UPDATE canonical_speakers SET {changes} WHERE id = :id", row)
    return int(held != row)


def _canonical_row(forms: Sequence[dict[str, Any]], person: dict[str, Any] | None) -> dict[str, Any]:
    """The row of a canonical speaker. Its name is the usual one, or that of the people file if it has the person."""
    best = max(map(_worth_showing, forms))
    usual = best_form(form["name"] for form in forms if _worth_showing(form) == best)
    shown = next(form for form in forms if form["name"] == usual)
    names = {name for form in forms for name in form["names"].split("\n")}
    kinds: Counter[str] = Counter()
    for form in sorted(forms, key=lambda form: form["kind"]):
        kinds[form["kind"]] += form["speakers"]
    row = {"id": min(form["id"] for form in forms), "kind": kinds.most_common(1)[0][0], "name": usual}
    row |= {"normal_name": shown["normal_name"], "names": lines(names), "person_id": None}
    if person:
        known = {person["name"], *json.loads(person["aliases"])}
        row |= {"name": person["name"], "names": lines(names | known), "person_id": person["id"]}
    return row


def _worth_showing(form: dict[str, Any]) -> tuple[bool, int, bool]:
    """The sort key of forms by which name to show: no surname alone, then the usual one, then no mere initials."""
    person = form["kind"] == "person"
    initials = person and parse_person_name(form["name"]).initials_only
    return not is_weak(form["kind"], form["normal_name"]), form["speakers"], not initials


def _drop_deserted(database: Database, near: _Neighbourhood) -> None:
    """Delete canonical speakers that no form points to any more."""
    before = json.dumps(sorted({form["canonical_id"] for form in near.forms.values()}))
    statement = """DELETE FROM canonical_speakers WHERE id IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM forms WHERE canonical_id = canonical_speakers.id)"""
    database.execute(statement, [before])
