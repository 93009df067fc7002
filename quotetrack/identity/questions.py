"""Which speakers may be one, so that a person has to decide?

A question is made of opinions of the rules that are unsure, or that a judgement by a person holds back. Those on one
pair of canonical speakers are asked together, and so are those on all speakers of one weak name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack import settings
from quotetrack.identity.forms import RULE
from quotetrack.store import Row, Store


@dataclass(frozen=True)
class Question:
    """Two speakers that may be one.

    `id` is the number of the rules' judgement, `left` and `right` are canonical speakers by id, `score` is 0 to 1, and
    `explanation` says why they may be one. `held_back` is true where the rules would join them, but a judgement by
    somebody keeps them apart. `alike` are further pairs of source rows with the same question: a surname alone, in many
    articles.
    """

    id: int
    left: int
    right: int
    left_row: int
    right_row: int
    left_name: str
    right_name: str
    score: float
    explanation: str
    held_back: bool
    alike: tuple[tuple[int, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)


def find_questions(store: Store, *, limit: int = 20, offset: int = 0) -> list[Question]:
    """The open questions, the likeliest first, each pair of canonical speakers or of weak names once.

    A pair that somebody has judged, in any way, is not asked about again. Two speakers of one weak name are asked about
    only where no full name may be meant.
    """
    return [_question(rows) for rows in _groups(store, store.rows(_OPEN, [RULE]))[offset : offset + limit]]


def count_questions(store: Store) -> int:
    """The number of open questions."""
    return len(_groups(store, store.rows(_OPEN, [RULE])))


@dataclass(frozen=True)
class Queue:
    """Some of the open questions, and the `count` of all that were found; `more` tells that there may be others."""

    questions: tuple[Question, ...]
    count: int
    more: bool


def read_queue(store: Store, *, limit: int = 20, offset: int = 0) -> Queue:
    """The questions that `find_questions` finds, made of the likeliest opinions only, which takes milliseconds.

    The first question is complete; the `alike` of the others may lack less likely pairs.
    """
    most = _FIRST_READ
    while True:
        rows = list(store.rows(_LIKELIEST, [RULE, most, RULE, most, RULE]))
        groups = _groups(store, rows)
        if len(rows) < most or len(groups) > offset + limit:
            break
        most *= 4
    found = [_question(rows) for rows in groups[offset : offset + limit]]
    while found:
        if whole := find_question(store, found[0].id):
            found[0] = whole
            break
        del found[0]  # opinions that were not read speak against asking
    return Queue(tuple(found), len(groups), len(rows) >= most)


_FIRST_READ = 2_000
"""Opinions that are read at first. It takes 30 ms where there are 12,000, and 75 ms where there are 200,000, which take
3 s to read in full."""


def find_question(store: Store, id: int) -> Question | None:
    """The open question that the judgement with that number belongs to; None where there is none any more."""
    first = next(store.rows(_OPEN_AMONG.format(among="?"), [RULE, id]), None)
    if first is None:
        return None
    groups = _groups_named_elsewhere(store, list(_alike(store, first)))
    return next((_question(rows) for rows in groups if id in {row["id"] for row in rows}), None)


def _alike(store: Store, opinion: Row) -> Iterator[Row]:
    """The open opinions of the same question as this one: on its two speakers, or on all of one weak name."""
    ends = {
        side: (_OF_NAME, [opinion[f"{side}_kind"], opinion[f"{side}_normal"]])
        if opinion[f"{side}_weak"]
        else (_OF_SPEAKER, [opinion[side]])
        for side in _SIDES
    }
    one, other = sorted(ends, key=lambda side: (opinion[f"{side}_weak"], side))  # a name may be in every article
    among = _BETWEEN.format(one=one, other=other, these=ends[one][0], those=ends[other][0])
    return store.rows(_OPEN_AMONG.format(among=among), [RULE, *ends[one][1], *ends[other][1]])


def _groups_named_elsewhere(store: Store, rows: Sequence[Row]) -> list[list[Row]]:
    """The given open opinions by question, where the store's other opinions may tell that a full name is meant."""
    speakers = json.dumps(sorted({row[side] for row in rows if row["weak"] == _BOTH_WEAK for side in _SIDES}))
    answered = _answered(store)
    named: set[int] = set()
    for row in store.rows(_OPEN_AMONG.format(among=_OF_SPEAKERS), [RULE, speakers, speakers]):
        if row["weak"] != _BOTH_WEAK and frozenset((row["left"], row["right"])) not in answered:
            named |= _weak_ends(row)
    return _groups(store, rows, named)


def _groups(store: Store, rows: Iterable[Row], known: Iterable[int] = ()) -> list[list[Row]]:
    """The open opinions by question, the likeliest of each first; a full name may mean the `known` speakers."""
    answered = _answered(store)
    groups: dict[tuple[Any, Any], list[Row]] = {}
    named = set(known)
    seen: set[frozenset[int]] = set()
    for row in rows:
        pair = frozenset((row["left"], row["right"]))
        if pair in seen or pair in answered:
            continue
        if row["weak"] != _BOTH_WEAK:
            named |= _weak_ends(row)
        elif pair & named or row["score"] < settings.WORTH_ASKING_WEAK:
            continue  # a full name may be meant, or the two have no more in common than the name
        seen.add(pair)
        groups.setdefault((row["left_asked"], row["right_asked"]), []).append(row)
    return list(groups.values())


def _weak_ends(row: Row) -> set[int]:
    """The canonical speakers of an opinion whose names are weak."""
    return {row[side] for side in _SIDES if row[f"{side}_weak"]}


_BOTH_WEAK = 2
_SIDES = ("left", "right")
_OPINIONS = """SELECT j.id, l.canonical_id AS left, r.canonical_id AS right,
        j.left_id AS left_row, j.right_id AS right_row, l.name AS left_name, r.name AS right_name,
        l.normal_name AS left_normal, r.normal_name AS right_normal, l.kind AS left_kind,
        r.kind AS right_kind, l.article_id IS NOT NULL AS left_weak, r.article_id IS NOT NULL AS right_weak,
        (l.article_id IS NOT NULL) + (r.article_id IS NOT NULL) AS weak,
        iif(l.article_id IS NULL, l.canonical_id, l.kind || ' ' || l.normal_name) AS left_asked,
        iif(r.article_id IS NULL, r.canonical_id, r.kind || ' ' || r.normal_name) AS right_asked,
        j.score, j.explanation, j.verdict = 'same' AS held_back
    {tables}
    WHERE j.undone_at IS NULL AND j.decided_by = ? AND l.canonical_id <> r.canonical_id
    ORDER BY weak = 2, j.score DESC, l.normal_name, r.normal_name, j.id"""
_FORMS = "JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form"
_OPEN = _OPINIONS.format(tables=f"FROM judgements j {_FORMS}")

# The names are looked up only where they are shown. What the rules join, but for what stands against it, is held back.
_LIKELIEST = _OPINIONS.format(
    tables=f"""FROM (SELECT * FROM (SELECT id FROM judgements
                WHERE undone_at IS NULL AND decided_by = ? AND verdict = 'unsure' ORDER BY score DESC, id LIMIT ?)
            UNION ALL SELECT * FROM (SELECT j.id FROM judgements j CROSS JOIN forms l ON l.id = j.left_form
                CROSS JOIN forms r ON r.id = j.right_form
                WHERE undone_at IS NULL AND decided_by = ? AND verdict = 'same' AND l.canonical_id <> r.canonical_id
                ORDER BY score DESC, j.id LIMIT ?)) AS best
        CROSS JOIN judgements j ON j.id = best.id {_FORMS}"""
)
_OPEN_AMONG = _OPEN.replace("ORDER BY", "AND j.id IN ({among}) ORDER BY")
_BETWEEN = """SELECT j.id FROM forms AS a CROSS JOIN judgements j ON j.{one}_form = a.id
    CROSS JOIN forms AS b ON b.id = j.{other}_form
    WHERE a.id IN ({these}) AND b.id IN ({those})"""
_OF_NAME = "SELECT id FROM forms WHERE kind = ? AND normal_name = ? AND article_id IS NOT NULL"
_OF_SPEAKER = "SELECT id FROM forms WHERE canonical_id = ? AND article_id IS NULL"
_OF_SPEAKERS = """SELECT j.id FROM json_each(?) CROSS JOIN forms f ON f.canonical_id = value
        CROSS JOIN judgements j ON j.left_form = f.id
    UNION SELECT j.id FROM json_each(?) CROSS JOIN forms f ON f.canonical_id = value
        CROSS JOIN judgements j ON j.right_form = f.id"""


def _question(rows: list[Row]) -> Question:
    first = rows[0]
    fields = {name: first[name] for name in Question.__dataclass_fields__ if name not in ("held_back", "alike")}
    alike = tuple((row["left_row"], row["right_row"]) for row in rows[1:])
    return Question(**fields, held_back=bool(first["held_back"]), alike=alike)


def _answered(store: Store) -> set[frozenset[int]]:
    """The pairs of canonical speakers on which a judgement by a person stands."""
    statement = """SELECT l.canonical_id AS left, r.canonical_id AS right FROM judgements j
        JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
        WHERE j.undone_at IS NULL AND j.decided_by <> ? AND j.action >= 0"""  # by its index: opinions have none
    return {frozenset((row["left"], row["right"])) for row in store.rows(statement, [RULE])}


def find_questions_about(store: Store, speaker: int, *, limit: int = 10) -> Queue:
    """The open questions about one canonical speaker, the likeliest first; `alike` has only pairs with this speaker."""
    among = _OPEN_AMONG.format(among=_OF_SPEAKERS)
    rows = list(store.rows(f"{among} LIMIT {_MOST_ABOUT}", [RULE, f"[{speaker}]", f"[{speaker}]"]))
    found = [_question(alike) for alike in _groups_named_elsewhere(store, rows)]
    return Queue(tuple(found[:limit]), len(found), len(rows) == _MOST_ABOUT)


_MOST_ABOUT = 500
"""The most opinions that are read about one speaker: a surname alone may have one in each of a thousand articles."""
