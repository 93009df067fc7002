"""Deduplicating a store: what waits is compared, judged by rule, and canonical speakers follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotetrack.identity.canonical import settle
from quotetrack.identity.deduplicate import Opinion, compare_forms, save_opinions, with_firsts
from quotetrack.identity.forms import take_news
from quotetrack.store import Store

if TYPE_CHECKING:
    from quotetrack.store import Database

STEP = 20_000
"""Source rows taken in one transaction: a killed run loses at most so much work, and no judgement."""


@dataclass
class DedupeReport:
    """What a run did: names compared, opinions by verdict, canonical speakers before and after.

    `joined` and `unsure` are the opinions on speakers that were not one before, and are or are not now, kept
    for a dry run only; `held_back` are judgements (by id) that others contradict.
    """

    names: int = 0
    same: int = 0
    open: int = 0
    speakers_before: int = 0
    speakers_after: int = 0
    held_back: set[int] = field(default_factory=set)
    joined: list[Opinion] = field(default_factory=list)
    unsure: list[Opinion] = field(default_factory=list)


class _DryRun(Exception):
    """Ends the transaction of a dry run, so that nothing of it stays."""


def dedupe(
    store: Store,
    *,
    dry_run: bool = False,
    everything: bool = False,
    on_progress: Callable[[int], None] = lambda done: None,
) -> DedupeReport:
    """Compares names that came since the last time with all others, and joins those that are surely one.

    With `everything` all names are compared anew, as after an upgrade that brings other rules; what
    persons judged stays in any case. With `dry_run` nothing is changed and the report holds every
    opinion. `on_progress` is told after each step how many source rows were taken in. Raises StoreError.
    """
    report = DedupeReport()
    try:
        if dry_run:
            with store.writing() as database:
                while _step(database, report, everything, on_progress, keep=True):
                    everything = False
                raise _DryRun
        more = True
        while more:
            with store.writing() as database:
                more = _step(database, report, everything, on_progress, keep=False)
            everything = False
    except _DryRun:
        pass
    return report


def _step(
    database: Database, report: DedupeReport, everything: bool, on_progress: Callable[[int], None], *, keep: bool
) -> bool:
    """One transaction's worth; whether something still waits."""
    if everything:
        _forget(database)
    if not report.names:
        report.speakers_before = _count_speakers(database)
    rows = _waiting(database)
    _judge(database, take_news(database, STEP), report, keep)
    report.speakers_after = _count_speakers(database)
    on_progress(min(rows, STEP))
    return rows > STEP


def _judge(database: Database, forms: set[int], report: DedupeReport, keep: bool) -> None:
    report.names += len(forms)
    forms = with_firsts(database, forms)
    opinions: list[Opinion] = []
    for some in compare_forms(database, forms):
        opinions += some
    ties = forms | save_opinions(database, forms, opinions)
    same = sum(opinion.comparison.verdict == "same" for opinion in opinions)
    report.same += same
    report.open += len(opinions) - same
    apart = [opinion for opinion in opinions if not _are_one(database, opinion)] if keep else []
    report.held_back |= settle(database, ties).held_back
    for opinion in apart:
        (report.joined if _are_one(database, opinion) else report.unsure).append(opinion)


def _are_one(database: Database, opinion: Opinion) -> bool:
    statement = "SELECT count(DISTINCT canonical_id) FROM forms WHERE id IN (?, ?)"
    return bool(database.execute(statement, opinion.pair).fetchone()[0] == 1)


def _forget(database: Database) -> None:
    """Puts every name back on the list, its keys and evidence to be made again."""
    for statement in (
        "DELETE FROM blocking_keys",
        "DELETE FROM evidence",
        "UPDATE forms SET keyed = 0",
        "INSERT OR IGNORE INTO pending SELECT id FROM speakers WHERE kind <> 'unnamed'",
    ):
        database.execute(statement)


def count_waiting(store: Store, *, everything: bool = False) -> int:
    """How many source rows a run will take in: those that wait, or with `everything` all that have a name."""
    rows = "speakers WHERE kind <> 'unnamed'" if everything else "pending"
    return int(next(store.rows(f"SELECT count(*) AS number FROM {rows}"))["number"])


def _waiting(database: Database) -> int:
    return int(database.execute("SELECT count(*) FROM pending").fetchone()[0])


def _count_speakers(database: Database) -> int:
    statement = "SELECT count(*) FROM canonical_speakers WHERE kind <> 'unnamed'"
    return int(database.execute(statement).fetchone()[0])
