"""Save and read judgements, and carry them from one store to another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from quotetrack.errors import InputError
from quotetrack.identity.deduplicate import follow_judgements
from quotetrack.identity.forms import RULE
from quotetrack.names.features import Sameness
from quotetrack.names.normal import normalise_name
from quotetrack.store import Row, Store
from quotetrack.store.database import insert

if TYPE_CHECKING:
    from quotetrack.store import Database

FIELDS = (
    "action", "verdict", "left_article", "left_kind", "left_name", "right_article", "right_kind", "right_name",
    "explanation", "decided_by", "created_at", "undone_by", "undone_at",
)  # fmt: skip
"""The columns of a judgements file."""


def read_judgements(store: Store, *, speaker: int | None = None, persons: bool = False) -> Iterator[Row]:
    """Judgements with all that is needed to make them again in another store, the oldest first.

    With `speaker` only those on forms of that canonical speaker, with `persons` only those by people. A source row is
    given by its article's key, its kind and its name.
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


_JOINED_SIDES = """JOIN speakers x ON x.id = j.left_id JOIN articles a ON a.id = x.article_id
    JOIN speakers y ON y.id = j.right_id JOIN articles b ON b.id = y.article_id
    JOIN forms l ON l.id = j.left_form JOIN forms r ON r.id = j.right_form"""
_SIDE_NAMES = "x.name AS left_name, y.name AS right_name"
_ARTICLE_TITLES = "ifnull(a.title, a.name) AS left_title, ifnull(b.title, b.name) AS right_title"
_SIDE_SPEAKERS = "l.canonical_id AS left, r.canonical_id AS right"
_JUDGEMENTS = f"""SELECT j.id, j.action, j.verdict, a.key AS left_article, x.kind AS left_kind, x.name AS left_name,
        b.key AS right_article, y.kind AS right_kind, y.name AS right_name, j.score, j.explanation, j.decided_by,
        j.created_at, j.undone_by, j.undone_at, {_ARTICLE_TITLES}
    FROM judgements j {_JOINED_SIDES} WHERE {{clauses}} ORDER BY j.id"""


@dataclass(frozen=True)
class PastAction:
    """What a person did in one step, shown by the first judgement of the step that stands.

    `id` is that judgement's number, by which the step is undone, and `judgements` how many the step made. `left` and
    `right` are canonical speakers, by id; titles are those of the articles.
    """

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


def read_actions(store: Store, *, limit: int = 10) -> list[PastAction]:
    """The last steps of people, the latest first."""
    rows = store.rows(_ACTIONS.format(chosen="action >= 0"), [limit])
    return [PastAction(**row) for row in rows]


def find_action(store: Store, judgement: int) -> PastAction | None:
    """The step of a judgement (by id); None where no person made it."""
    chosen = "action = (SELECT action FROM judgements WHERE id = ?)"
    return next((PastAction(**row) for row in store.rows(_ACTIONS.format(chosen=chosen), [judgement, 1])), None)


def find_answer(store: Store, question: int) -> PastAction | None:
    """The last step that stands in which a person judged the two forms of a question; None where there is none."""
    statement = """SELECT max(k.id) AS id FROM judgements j JOIN judgements k ON k.action >= 0 AND k.undone_at IS NULL
        AND (k.left_form, k.right_form) IN (VALUES (j.left_form, j.right_form), (j.right_form, j.left_form))
        WHERE j.id = ?"""
    (row,) = store.rows(statement, [question])
    return find_action(store, row["id"]) if row["id"] else None


_ACTIONS = f"""SELECT j.id, actions.judgements, j.verdict, {_SIDE_SPEAKERS}, {_SIDE_NAMES}, {_ARTICLE_TITLES},
        j.explanation, j.decided_by, j.created_at, j.undone_by, j.undone_at
    FROM (SELECT action, min(iif(undone_at IS NULL, id, NULL)) AS stands, min(id) AS first, count(*) AS judgements
        FROM judgements WHERE {{chosen}} GROUP BY action ORDER BY action DESC LIMIT ?) AS actions
    CROSS JOIN judgements j ON j.id = ifnull(actions.stands, actions.first) {_JOINED_SIDES}
    ORDER BY actions.action DESC"""


def held_back(store: Store) -> list[Row]:
    """Judgements by people that others contradict, so that they are not followed.

    `left` and `right` are the canonical speakers that they would join.
    """
    statement = f"""SELECT j.id, {_SIDE_SPEAKERS}, {_SIDE_NAMES}, j.verdict, j.decided_by, j.created_at
        FROM judgements j {_JOINED_SIDES}
        WHERE j.undone_at IS NULL AND j.decided_by <> ? AND j.verdict = 'same' AND l.canonical_id <> r.canonical_id
        ORDER BY j.id"""
    return list(store.rows(statement, [RULE]))


def by_persons(database: Database, judgements: set[int]) -> set[int]:
    """The judgements, by id, that people made, out of the given ones."""
    statement = "SELECT id FROM judgements WHERE decided_by <> ? AND id IN (SELECT value FROM json_each(?))"
    return {id for (id,) in database.execute(statement, [RULE, json.dumps(sorted(judgements))])}


def insert_judgement(database: Database, left: int, right: int, **fields: Any) -> int:
    """Save what a person judged of two source rows, and return the judgement's id; the rows' present forms go along."""
    forms = dict(database.execute(_FORMS, [left, right]).fetchall())
    ends = {"left_id": left, "right_id": right, "left_form": forms[left], "right_form": forms[right]}
    return insert(database, "judgements", {**ends, **fields})


_FORMS = "SELECT id, form_id FROM speakers WHERE id IN (?, ?)"


@dataclass
class ImportReport:
    """What an import did: how many judgements were `added`, and how many were `known` already.

    `missing` are messages about lines that name somebody who is not in the store, and `held_back` are the judgements,
    by id, that others contradict.
    """

    added: int = 0
    known: int = 0
    missing: list[str] = field(default_factory=list)
    held_back: set[int] = field(default_factory=set)


def export_judgements(store: Store) -> Iterator[Row]:
    """The judgements by people, undone or not, as rows of FIELDS; the rules can form their own again.

    The order does not depend on the store, so that a version control system shows what is new.
    """
    rows = sorted(read_judgements(store, persons=True), key=_place)
    return ({name: row[name] for name in FIELDS} for row in rows)


def _place(row: Row) -> tuple[str, ...]:
    return (row["created_at"], *(row[name] or "" for name in FIELDS if name not in ("action", "created_at")))


def import_judgements(store: Store, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> ImportReport:
    """Add judgements from rows of FIELDS, each with its place (file and line) for messages.

    Nothing is added where a row is no judgement: that raises InputError. A judgement that is here already is passed
    over, but undone if the file has it undone. One on somebody who is not in this store is left out and reported.
    """
    report = ImportReport()
    with store.writing() as database:
        offset = int(database.execute("SELECT ifnull(max(action), 0) FROM judgements").fetchone()[0])
        ends: set[int] = set()
        for where, row in rows:
            _check(where, row)
            left, right = (_find(database, row, side) for side in ("left", "right"))
            if left is None or right is None:
                side = "left" if left is None else "right"
                report.missing.append(f"{where}: {row[f'{side}_name']} in {row[f'{side}_article']} is not in the store")
                continue
            ends |= {left, right}
            _take_over(database, row, left, right, offset, report)
        report.held_back = by_persons(database, follow_judgements(database, ends).held_back)
    return report


_VERDICTS = get_args(Sameness)
_NEEDED = ("left_article", "left_kind", "left_name", "right_article", "right_kind", "right_name", "decided_by")


def _check(where: str, row: Mapping[str, Any]) -> None:
    lacking = [name for name in (*_NEEDED, "verdict", "created_at") if not row.get(name)]
    if lacking:
        raise InputError(where, f"no {lacking[0]}", f"a judgement has {', '.join(FIELDS)}")
    if row["verdict"] not in _VERDICTS:
        raise InputError(where, f"{row['verdict']!r} is no verdict", f"choose one of {', '.join(_VERDICTS)}")
    if not str(row.get("action") or 0).isdigit():
        raise InputError(
            where, f"action {row['action']!r} is no number", "judgements of one number are undone together"
        )
    if row["decided_by"] == RULE:
        raise InputError(where, f"decided by {RULE!r}", "that name is kept for the rules, whose opinions are made anew")


def _find(database: Database, row: Mapping[str, Any], side: str) -> int | None:
    """The id of the source row that a side of a judgement names; None where the store does not have it."""
    statement = """SELECT s.id FROM articles a JOIN speakers s ON s.article_id = a.id
        WHERE a.key = ? AND s.kind = ? AND s.normal_name = ?"""
    kind = row[f"{side}_kind"]
    given = [row[f"{side}_article"], kind, normalise_name(row[f"{side}_name"], kind)]
    found = database.execute(statement, given).fetchone()
    return found and int(found[0])


def _take_over(
    database: Database, row: Mapping[str, Any], left: int, right: int, offset: int, report: ImportReport
) -> None:
    identity = [left, right, row["verdict"], row["decided_by"], row["created_at"]]
    found = database.execute(_SAME, identity).fetchone()
    undone = [row.get("undone_by") or None, row.get("undone_at") or None]
    if found is None:
        action = offset + int(row.get("action") or 0)
        fields = {name: row.get(name) or None for name in _TAKEN_OVER}
        insert_judgement(database, left, right, **fields, action=action)
        report.added += 1
        return
    report.known += 1
    if undone[1] and found[1] is None:
        database.execute("UPDATE judgements SET undone_by = ?, undone_at = ? WHERE id = ?", [*undone, found[0]])


_SAME = """SELECT id, undone_at FROM judgements
    WHERE left_id = ? AND right_id = ? AND verdict = ? AND decided_by = ? AND created_at = ?"""
_TAKEN_OVER = ("verdict", "decided_by", "created_at", "explanation", "undone_by", "undone_at")
