"""Which names of a store are one speaker's, according to the rules?

Names that wait are compared with all their candidates, the opinions of the rules are saved as judgements (`decided_by`
is RULE), and canonical speakers are computed from these and from the judgements by people.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quotetrack import settings
from quotetrack.identity.canonical import Recomputed, recompute_speakers
from quotetrack.identity.forms import INDEXED, LOOKS, RULE, load_bearers, place_rows, sided_keys, take_waiting
from quotetrack.names.compare import Bearer, compare_speakers
from quotetrack.names.features import Comparison
from quotetrack.records import SpeakerKind
from quotetrack.store import Store
from quotetrack.store.speakers import is_weak

if TYPE_CHECKING:
    from quotetrack.store import Database

_NAMED_SPEAKERS = "canonical_speakers WHERE kind <> 'unnamed'"

STEP = 20_000
"""Source rows taken in one transaction: a killed run loses at most so much work, and no judgement."""

BATCH = 2_000
"""Forms whose candidates are in memory at once: some hundred thousand pairs, a few dozen megabytes."""

Pair = tuple[int, int]
"""Two forms by id, in the order of their names."""


@dataclass(frozen=True)
class Opinion:
    """What the rules found about a pair of forms, with the forms' names."""

    pair: Pair
    names: tuple[str, str]
    comparison: Comparison


@dataclass
class DedupeReport:
    """What a run did: how many names were compared, and how many canonical speakers there were before and after.

    A dry run keeps the opinions on speakers that were not one before: those that are now in `joined`, the others in
    `unsure`. `held_back` are judgements (by id) that others contradict.
    """

    names: int = 0
    speakers_before: int = 0
    speakers_after: int = 0
    held_back: set[int] = field(default_factory=set)
    joined: list[Opinion] = field(default_factory=list)
    unsure: list[Opinion] = field(default_factory=list)


class _DryRun(Exception):
    """Ends the transaction of a dry run, so that none of its changes stay."""


def dedupe(
    store: Store,
    *,
    dry_run: bool = False,
    everything: bool = False,
    on_progress: Callable[[int], None] = lambda done: None,
) -> DedupeReport:
    """Compare names that are new since the last run with all others, and join those that are surely one.

    With `everything` all names are compared again, as after an upgrade that brings other rules; judgements by people
    stay in any case. With `dry_run` nothing is changed, and the report has the opinions too. `on_progress` is called
    after each step with the number of source rows it took in. Raises StoreError.
    """
    report = DedupeReport()
    if dry_run:
        with suppress(_DryRun), store.writing() as database:
            while _step(database, report, everything, on_progress, keep=True):
                everything = False
            raise _DryRun
        return report
    more = True
    while more:
        with store.writing() as database:
            more = _step(database, report, everything, on_progress, keep=False)
        everything = False
    return report


def _step(
    database: Database, report: DedupeReport, everything: bool, on_progress: Callable[[int], None], *, keep: bool
) -> bool:
    """Do the work of one transaction; returns whether more source rows wait."""
    if everything:
        _forget(database)
    if not report.names:
        report.speakers_before = _count(database, _NAMED_SPEAKERS)
    waiting = _count(database, "pending")
    forms = take_waiting(database, STEP)
    ties, opinions = _compare(database, forms)
    apart = [opinion for opinion in opinions if not _are_one(database, opinion)] if keep else []
    report.held_back |= recompute_speakers(database, ties).held_back
    for opinion in apart:
        (report.joined if _are_one(database, opinion) else report.unsure).append(opinion)
    report.names += len(forms)
    report.speakers_after = _count(database, _NAMED_SPEAKERS)
    on_progress(min(waiting, STEP))
    return waiting > STEP


def follow_judgements(database: Database, rows: Iterable[int]) -> Recomputed:
    """Apply the judgements that people made or took back on these source rows (by id)."""
    concerned, moved = place_rows(database, rows)
    if moved:
        concerned |= _compare(database, take_waiting(database))[0]
    return recompute_speakers(database, concerned)


def _compare(database: Database, forms: set[int]) -> tuple[set[int], list[Opinion]]:
    """Compare forms with all others and save the rules' opinions.

    Returns the forms whose canonical speakers may change, and the opinions.
    """
    forms = with_first_forms(database, forms)
    opinions = [opinion for batch in compare_forms(database, forms) for opinion in batch]
    return forms | save_opinions(database, forms, opinions), opinions


def _are_one(database: Database, opinion: Opinion) -> bool:
    """Whether the forms of an opinion have one canonical speaker at present."""
    statement = "SELECT count(DISTINCT canonical_id) FROM forms WHERE id IN (?, ?)"
    return bool(database.execute(statement, opinion.pair).fetchone()[0] == 1)


def _forget(database: Database) -> None:
    """Let every source row wait again, so that its keys and facts are made once more."""
    for statement in (
        "DELETE FROM blocking_keys",
        "DELETE FROM evidence",
        "UPDATE forms SET keyed = 0",
        "INSERT OR IGNORE INTO pending SELECT id FROM speakers WHERE kind <> 'unnamed'",
    ):
        database.execute(statement)


def count_waiting(store: Store, *, everything: bool = False) -> int:
    """The number of source rows that a run will take in: those that wait, or with `everything` all with a name."""
    rows = "speakers WHERE kind <> 'unnamed'" if everything else "pending"
    return int(next(store.rows(f"SELECT count(*) AS number FROM {rows}"))["number"])


def _count(database: Database, rows: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])


def compare_forms(database: Database, forms: set[int]) -> Iterator[list[Opinion]]:
    """The opinions on these forms and all their candidates, batch by batch; those that are `different` are left out."""
    links = _introduced(database)
    ordered = sorted(forms)
    for start in range(0, len(ordered), BATCH):
        asking = ordered[start : start + BATCH]
        among = set(asking)
        found = {(min(pair), max(pair)) for pair in _candidates(database, asking)}
        pairs = [(a, b) for a, b in found if a in among or a not in forms]  # else another batch has it
        yield _opinions(database, sorted(pairs), links)


def with_first_forms(database: Database, forms: set[int]) -> set[int]:
    """These forms, with the first form (by article) of each weak name among them.

    All forms of a weak name are compared with its first one. Where one of the given forms has become the first, the
    form that was first before is added too, since the others were compared with that one.
    """
    found = set(forms)
    for kind, name in _weak_names(database, forms):
        ordered = _in_order(database, kind, name)
        found.update(ordered[:1], [id for id in ordered if id not in forms][:1])
    return found


def _weak_names(database: Database, forms: Iterable[int]) -> set[tuple[SpeakerKind, str]]:
    names = {(kind, name) for _, kind, name in database.execute(_NAMES, [json.dumps(sorted(forms))])}
    return {(kind, name) for kind, name in names if is_weak(kind, name)}


def _in_order(database: Database, kind: str, normal_name: str) -> list[int]:
    """All forms of a weak name, in the order of their articles' keys."""
    statement = """SELECT f.id FROM forms f JOIN articles a ON a.id = f.article_id
        WHERE f.kind = ? AND f.normal_name = ? ORDER BY a.key"""
    return [id for (id,) in database.execute(statement, [kind, normal_name])]


def _candidates(database: Database, asking: Sequence[int]) -> Iterator[Pair]:
    """The pairs of forms that share a blocking key by which one of them looks for the other.

    Forms of one weak name ("Obama" alone, in many articles) are paired with the first of them only, so that there are
    only as many pairs as articles.
    """
    rows = database.execute(_NAMES, [json.dumps(asking)]).fetchall()
    for kind, normal_name in _weak_names(database, asking):
        first, *others = _in_order(database, kind, normal_name)
        among = set(asking)
        yield from ((other, first) for other in others if other in among or first in among)
    for form_id, kind, normal_name in rows:
        found: set[int] = set()
        for key, side in sided_keys(normal_name, kind):
            for other, theirs in database.execute(_HOLDERS, [key]):
                if (side & LOOKS and theirs & INDEXED) or (side & INDEXED and theirs & LOOKS):
                    found.add(other)
        found.discard(form_id)
        yield from ((form_id, other) for other in sorted(found))


_NAMES = "SELECT id, kind, normal_name FROM forms WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_HOLDERS = "SELECT form_id, side FROM blocking_keys WHERE key = ?"


def _opinions(database: Database, pairs: Sequence[Pair], links: frozenset[frozenset[str]]) -> list[Opinion]:
    """The opinions on pairs, which are compared by name first, and with all facts where the names may be one."""
    bearers = load_bearers(database, {form for pair in pairs for form in pair}, facts=False)
    near = [(a, b) for a, b in pairs if _may_be_one(compare_speakers(bearers[a], bearers[b], links=links))]
    bearers = load_bearers(database, {form for pair in near for form in pair}, facts=True)
    keys = _sort_keys(database, bearers)
    found: list[Opinion] = []
    for pair in near:
        a, b = sorted(pair, key=lambda form: keys[form])
        together = _together(database, a, b)
        comparison = compare_speakers(bearers[a], bearers[b], together=together, links=links)
        if comparison.verdict != "different":
            found.append(Opinion((a, b), (bearers[a].name, bearers[b].name), comparison))
    return found


def _may_be_one(by_name: Comparison) -> bool:
    """Whether two names are so similar that facts about their bearers could still make a question of them."""
    return by_name.conflict is None and by_name.score >= settings.WORTH_EVIDENCE


def _sort_keys(database: Database, bearers: dict[int, Bearer]) -> dict[int, tuple[str, str]]:
    """A sort key for each form that does not depend on ids: its name, and its article where it is of a single one."""
    statement = """SELECT f.id, f.normal_name, ifnull(articles.key, '') FROM json_each(?) JOIN forms f ON f.id = value
        LEFT JOIN articles ON articles.id = f.article_id"""
    return {id: (name, key) for id, name, key in database.execute(statement, [json.dumps(list(bearers))])}


def _together(database: Database, left: int, right: int) -> int:
    """The number of articles in which both speak, as two different speakers."""
    (counted,) = database.execute(_IN_BOTH, [left, right, left, right]).fetchone()
    return int(counted)


# The rarer form is read and the other one looked up, since a candidate may stand in every article.
_IN_BOTH = """SELECT count(*) FROM (SELECT id FROM forms WHERE id IN (?, ?) ORDER BY speakers, id LIMIT 1) AS rarer
    CROSS JOIN speakers a ON a.form_id = rarer.id
    CROSS JOIN speakers b ON b.article_id = a.article_id AND b.form_id IN (?, ?) AND b.form_id <> rarer.id"""


def _introduced(database: Database) -> frozenset[frozenset[str]]:
    """The pairs of names of which an article says that one is short for the other."""
    rows = database.execute("SELECT DISTINCT short, long FROM abbreviations")
    return frozenset(frozenset(names) for names in rows)


def save_opinions(database: Database, forms: set[int], opinions: Iterable[Opinion]) -> set[int]:
    """Replace the rules' judgements on pairs with one of these forms by the given opinions.

    A judgement that a person has undone stays undone. Returns the forms whose judgements have another verdict now.
    """
    held = _held(database, forms)
    touched: set[int] = set()
    for opinion in opinions:
        before, found = held.pop(opinion.pair, None), opinion.comparison
        if before is None:
            given = [*opinion.pair, *opinion.pair, found.verdict, found.score, found.explanation, RULE, now()]
            database.execute(_INSERT, given)
        elif before["undone_at"] is None and _differs(before, found):
            database.execute(_UPDATE, [found.verdict, found.score, found.explanation, now(), before["id"]])
        if before is None or before["verdict"] != found.verdict:
            touched.update(opinion.pair)
    gone = [row for row in held.values() if row["undone_at"] is None]
    database.conn.executemany("DELETE FROM judgements WHERE id = ?", [(row["id"],) for row in gone])
    return touched | {form for row in gone for form in (row["left_form"], row["right_form"])}


_INSERT = """INSERT INTO judgements
    (left_id, right_id, left_form, right_form, verdict, score, explanation, decided_by, created_at)
    VALUES ((SELECT min(id) FROM speakers WHERE form_id = ?), (SELECT min(id) FROM speakers WHERE form_id = ?),
        ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE = "UPDATE judgements SET verdict = ?, score = ?, explanation = ?, created_at = ? WHERE id = ?"


def _held(database: Database, forms: set[int]) -> dict[Pair, dict[str, Any]]:
    """The rules' judgements, undone or not, on pairs with one of these forms."""
    ids = json.dumps(sorted(forms))
    statement = """SELECT j.* FROM json_each(?) CROSS JOIN judgements j ON j.{side}_form = json_each.value
        WHERE j.decided_by = ?"""
    rows = [row for side in ("left", "right") for row in database.query(statement.format(side=side), [ids, RULE])]
    return {(row["left_form"], row["right_form"]): row for row in rows}


def _differs(before: dict[str, Any], now: Comparison) -> bool:
    return (before["verdict"], before["score"], before["explanation"]) != (now.verdict, now.score, now.explanation)


def now() -> str:
    """The present time in UTC, to the second, in the store's form (ISO 8601)."""
    return datetime.now(UTC).isoformat(timespec="seconds")
