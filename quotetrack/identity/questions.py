"""Judgements to read: the questions that wait for a person, and all that was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack import settings
from quotetrack.identity.deduplicate import RULE
from quotetrack.store import Row, Store


@dataclass(frozen=True)
class Question:
    """Two speakers that may be one: the judgement's number, canonical speakers and source rows by id, the
    names compared, a score of 0 to 1, and why.

    `held_back` where the rules would join them, but a judgement of somebody's stands against it. `alike`
    are further pairs of source rows of which the same is asked: a surname alone, in many articles.
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
    """What is to be reviewed, the likeliest first, each pair of canonical speakers once, and what is
    asked of many speakers with one weak name once.

    What somebody has judged, in any way, is not asked again. Whether two of a weak name are one is
    asked only where no full name may be meant.
    """
    questions = list(_groups(store, store.rows(_OPEN, [RULE])).values())[offset : offset + limit]
    return [_question(rows) for rows in questions]


def count_questions(store: Store) -> int:
    """How many questions wait for review."""
    return len(_groups(store, store.rows(_OPEN, [RULE])))


@dataclass(frozen=True)
class Queue:
    """A stretch of the questions, and how many there are; `more` where there are more than these `count`."""

    questions: tuple[Question, ...]
    count: int
    more: bool


def read_queue(store: Store, *, limit: int = 20, offset: int = 0) -> Queue:
    """What `find_questions` finds, out of the likeliest opinions only: in milliseconds however many there are.

    The first of the questions comes whole; of the others `alike` may lack what is less likely.
    """
    most = _FIRST_READ
    while True:
        rows = list(store.rows(_LIKELIEST, [RULE, most, RULE, most, RULE]))
        groups = list(_groups(store, rows).values())
        if len(rows) < most or len(groups) > offset + limit:
            break
        most *= 4
    found = [_question(rows) for rows in groups[offset : offset + limit]]
    while found:
        if whole := find_question(store, found[0].id):
            found[0] = whole
            break
        del found[0]  # what was not read speaks against asking
    return Queue(tuple(found), len(groups), len(rows) >= most)


_FIRST_READ = 2_000
"""Opinions that are read at first: 30 ms out of 12,000, 75 ms out of 200,000, of which reading all takes 3 s."""


def find_question(store: Store, id: int) -> Question | None:
    """The open question that the judgement of that number belongs to; None where nothing is asked by it any more."""
    first = next(store.rows(_OPEN_AMONG.format(among="?"), [RULE, id]), None)
    if first is None:
        return None
    rows = list(_alike(store, first))
    named = _named(store, rows) if first["weak"] == _BOTH else frozenset[int]()
    groups = _groups(store, rows, named).values()
    return next((_question(rows) for rows in groups if id in {row["id"] for row in rows}), None)


def _alike(store: Store, opinion: Row) -> Iterator[Row]:
    """The open opinions that ask the same as this one: on its two speakers, or on all of one weak name."""
    ends = {
        side: (_OF_NAME, [opinion[f"{side}_kind"], opinion[f"{side}_normal"]])
        if opinion[f"{side}_weak"]
        else (_OF_SPEAKER, [opinion[side]])
        for side in ("left", "right")
    }
    one, other = sorted(ends, key=lambda side: (opinion[f"{side}_weak"], side))  # a name may be in every article
    among = _BETWEEN.format(one=one, other=other, these=ends[one][0], those=ends[other][0])
    return store.rows(_OPEN_AMONG.format(among=among), [RULE, *ends[one][1], *ends[other][1]])


def _named(store: Store, rows: Iterable[Row]) -> frozenset[int]:
    """Those speakers of weak names among these of whom it is asked whether somebody's full name means them."""
    speakers = json.dumps(sorted({row[side] for row in rows for side in ("left", "right")}))
    answered = _answered(store)
    found = set()
    for row in store.rows(_OPEN_AMONG.format(among=_OF_SPEAKERS), [RULE, speakers, speakers]):
        if row["weak"] != _BOTH and frozenset((row["left"], row["right"])) not in answered:
            found |= {row[side] for side in ("left", "right") if row[f"{side}_weak"]}
    return frozenset(found)


def _groups(store: Store, rows: Iterable[Row], known: frozenset[int] = frozenset()) -> dict[tuple[Any, ...], list[Row]]:
    """Open opinions by what they ask, the best of each first; `known` are speakers whom a full name may mean."""
    answered = _answered(store)
    groups: dict[tuple[Any, ...], list[Row]] = {}
    named = set(known)
    seen: set[frozenset[int]] = set()
    for row in rows:
        pair = frozenset((row["left"], row["right"]))
        if pair in seen or pair in answered or (row["weak"] == _BOTH and (pair & named or not _telling(row))):
            continue
        seen.add(pair)
        if row["weak"] != _BOTH:
            named |= {row[side] for side, weak in (("left", row["left_weak"]), ("right", row["right_weak"])) if weak}
        groups.setdefault(_asked(row), []).append(row)
    return groups


_BOTH = 2


def _telling(row: Row) -> bool:
    """Whether two of one weak name have more in common than the name."""
    return bool(row["score"] >= settings.WORTH_ASKING_WEAK)


def _asked(row: Row) -> tuple[Any, ...]:
    sides = [
        (row[f"{side}_normal"], row[f"{side}_kind"]) if row[f"{side}_weak"] else row[side] for side in ("left", "right")
    ]
    return tuple(sides)


_OPINIONS = """SELECT j.id, l.canonical_id AS left, r.canonical_id AS right,
        j.left_id AS left_row, j.right_id AS right_row, l.name AS left_name, r.name AS right_name,
        l.normal_name AS left_normal, r.normal_name AS right_normal, l.kind AS left_kind,
        r.kind AS right_kind, l.article_id IS NOT NULL AS left_weak, r.article_id IS NOT NULL AS right_weak,
        (l.article_id IS NOT NULL) + (r.article_id IS NOT NULL) AS weak,
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
        CROSS JOIN judgements j ON j.left_form = f.id WHERE f.article_id IS NOT NULL
    UNION SELECT j.id FROM json_each(?) CROSS JOIN forms f ON f.canonical_id = value
        CROSS JOIN judgements j ON j.right_form = f.id WHERE f.article_id IS NOT NULL"""


def _question(rows: list[Row]) -> Question:
    first = rows[0]
    fields = {name: first[name] for name in Question.__dataclass_fields__ if name not in ("held_back", "alike")}
    alike = tuple((row["left_row"], row["right_row"]) for row in rows[1:])
    return Question(**fields, held_back=bool(first["held_back"]), alike=alike)


def _answered(store: Store) -> set[frozenset[int]]:
    """Pairs of canonical speakers on which a person has an opinion that stands."""
    statement = """SELECT l.canonical_id AS left, r.canonical_id AS right FROM judgements j
        JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
        WHERE j.undone_at IS NULL AND j.decided_by <> ? AND j.action >= 0"""  # by its index: opinions have none
    return {frozenset((row["left"], row["right"])) for row in store.rows(statement, [RULE])}


def read_judgements(store: Store, *, speaker: int | None = None, persons: bool = False) -> Iterator[Row]:
    """Judgements with all that is needed to make them again elsewhere, the oldest first.

    Those that touch a canonical speaker, or all; with `persons` those by people only. A source row is
    named by its article's key, its kind and its name.
    """
    clauses = ["TRUE"]
    given: list[Any] = []
    if speaker is not None:
        forms = "(SELECT id FROM forms WHERE canonical_id = ?)"  # by their index: not every judgement there is
        clauses.append(f"(j.left_form IN {forms} OR j.right_form IN {forms})")
        given += [speaker, speaker]
    if persons:
        clauses.append("j.decided_by <> ?")
        given.append(RULE)
    return store.rows(_JUDGEMENTS.format(clauses=" AND ".join(clauses)), given)


_JUDGEMENTS = """SELECT j.id, j.action, j.verdict, a.key AS left_article, x.kind AS left_kind, x.name AS left_name,
        b.key AS right_article, y.kind AS right_kind, y.name AS right_name, j.score, j.explanation, j.decided_by,
        j.created_at, j.undone_by, j.undone_at, ifnull(a.title, a.name) AS left_title,
        ifnull(b.title, b.name) AS right_title
    FROM judgements j JOIN speakers x ON x.id = j.left_id JOIN articles a ON a.id = x.article_id
    JOIN speakers y ON y.id = j.right_id JOIN articles b ON b.id = y.article_id
    JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
    WHERE {clauses} ORDER BY j.id"""


@dataclass(frozen=True)
class Step:
    """What a person did in one step, as its first judgement has it: that judgement's number, by which the step is
    undone, how many `judgements` it made, on whom (names and canonical speakers), and whether it was taken back."""

    id: int
    judgements: int
    verdict: str
    left: int
    right: int
    left_name: str
    right_name: str
    left_title: str
    right_title: str
    explanation: str | None
    decided_by: str
    created_at: str
    undone_by: str | None
    undone_at: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)


def read_steps(store: Store, *, limit: int = 10) -> list[Step]:
    """What people did last, the latest first."""
    rows = store.rows(_STEPS.format(chosen="action >= 0"), [limit])
    return [Step(**row) for row in rows]


def find_step(store: Store, judgement: int) -> Step | None:
    """The step that a person's judgement was made in."""
    chosen = "action = (SELECT action FROM judgements WHERE id = ?)"
    return next((Step(**row) for row in store.rows(_STEPS.format(chosen=chosen), [judgement, 1])), None)


def find_answer(store: Store, question: int) -> Step | None:
    """The last step, of those that stand, in which a person judged the forms that an opinion is on."""
    statement = """SELECT max(k.id) AS id FROM judgements j JOIN judgements k ON k.action >= 0 AND k.undone_at IS NULL
        AND (k.left_form, k.right_form) IN (VALUES (j.left_form, j.right_form), (j.right_form, j.left_form))
        WHERE j.id = ?"""
    (row,) = store.rows(statement, [question])
    return find_step(store, row["id"]) if row["id"] else None


_STEPS = """SELECT j.id, steps.judgements, j.verdict, l.canonical_id AS left, r.canonical_id AS right,
        x.name AS left_name, y.name AS right_name, ifnull(a.title, a.name) AS left_title,
        ifnull(b.title, b.name) AS right_title, j.explanation, j.decided_by, j.created_at, j.undone_by, j.undone_at
    FROM (SELECT action, min(iif(undone_at IS NULL, id, NULL)) AS stands, min(id) AS first, count(*) AS judgements
        FROM judgements WHERE {chosen} GROUP BY action ORDER BY action DESC LIMIT ?) AS steps
    CROSS JOIN judgements j ON j.id = ifnull(steps.stands, steps.first)
    JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
    JOIN speakers x ON x.id = j.left_id JOIN articles a ON a.id = x.article_id
    JOIN speakers y ON y.id = j.right_id JOIN articles b ON b.id = y.article_id
    ORDER BY steps.action DESC"""


def held_back(store: Store) -> list[Row]:
    """Judgements by people that others contradict, so that they are not followed.

    With the canonical speakers that they would join, as `left` and `right`.
    """
    statement = """SELECT j.id, l.canonical_id AS left, r.canonical_id AS right, x.name AS left_name,
        y.name AS right_name, j.verdict, j.decided_by, j.created_at
        FROM judgements j JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
        JOIN speakers x ON x.id = j.left_id JOIN speakers y ON y.id = j.right_id
        WHERE j.undone_at IS NULL AND j.decided_by <> ? AND j.verdict = 'same' AND l.canonical_id <> r.canonical_id
        ORDER BY j.id"""
    return list(store.rows(statement, [RULE]))


def find_questions_about(store: Store, speaker: int, *, limit: int = 10) -> Queue:
    """What is asked of one canonical speaker, found by the forms of the name: the likeliest first.

    `alike` are those of the pairs that are of this speaker too.
    """
    rows = list(store.rows(f"{_OPEN_AMONG.format(among=_OF_ONE)} LIMIT {_MOST_ABOUT}", [RULE, speaker, speaker]))
    both_weak = [row for row in rows if row["weak"] == _BOTH]
    groups = _groups(store, rows, _named(store, both_weak) if both_weak else frozenset())
    found = [_question(alike) for alike in groups.values()]
    return Queue(tuple(found[:limit]), len(found), len(rows) == _MOST_ABOUT)


_MOST_ABOUT = 500
"""Opinions that are read of one speaker: a surname alone may be asked about in each of a thousand articles."""
_OF_ONE = """SELECT j.id FROM forms f CROSS JOIN judgements j ON j.left_form = f.id WHERE f.canonical_id = ?
    UNION SELECT j.id FROM forms f CROSS JOIN judgements j ON j.right_form = f.id WHERE f.canonical_id = ?"""
