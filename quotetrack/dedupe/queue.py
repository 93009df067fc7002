"""Judgements to read: the questions that wait for a person, and all that was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack import settings
from quotetrack.dedupe.opinions import RULE
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
    questions = list(_groups(store).values())[offset : offset + limit]
    return [_question(rows) for rows in questions]


def count_questions(store: Store) -> int:
    """How many questions wait for review."""
    return len(_groups(store))


def _groups(store: Store) -> dict[tuple[Any, ...], list[Row]]:
    """Open opinions by what they ask, the best of each first."""
    answered = _answered(store)
    groups: dict[tuple[Any, ...], list[Row]] = {}
    named: set[int] = set()
    seen: set[frozenset[int]] = set()
    for row in store.rows(_OPEN, [RULE]):
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


_OPEN = """SELECT j.id, l.canonical_id AS left, r.canonical_id AS right, j.left_id AS left_row, j.right_id AS right_row,
        l.name AS left_name, r.name AS right_name, l.normal_name AS left_normal, r.normal_name AS right_normal,
        l.kind AS left_kind, r.kind AS right_kind, l.article_id IS NOT NULL AS left_weak,
        r.article_id IS NOT NULL AS right_weak, (l.article_id IS NOT NULL) + (r.article_id IS NOT NULL) AS weak,
        j.score, j.explanation, j.verdict = 'same' AS held_back
    FROM judgements j JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
    WHERE j.undone_at IS NULL AND j.decided_by = ? AND l.canonical_id <> r.canonical_id
    ORDER BY weak = 2, j.score DESC, l.normal_name, r.normal_name, j.id"""


def _question(rows: list[Row]) -> Question:
    first = rows[0]
    fields = {name: first[name] for name in Question.__dataclass_fields__ if name not in ("held_back", "alike")}
    alike = tuple((row["left_row"], row["right_row"]) for row in rows[1:])
    return Question(**fields, held_back=bool(first["held_back"]), alike=alike)


def _answered(store: Store) -> set[frozenset[int]]:
    """Pairs of canonical speakers on which a person has an opinion that stands."""
    statement = """SELECT l.canonical_id AS left, r.canonical_id AS right FROM judgements j
        JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form
        WHERE j.undone_at IS NULL AND j.decided_by <> ?"""
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
