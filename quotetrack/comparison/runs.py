"""Runs of asked words that stand in a row in one statement or another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotetrack.comparison.guards import WordRange
from quotetrack.comparison.wording import Wording


@dataclass(frozen=True)
class Run:
    """A stretch of words (half-open) of the statement of that number, and the asked words that it holds."""

    statement: int
    held: WordRange
    asked: WordRange


def find_runs(asked: Sequence[str], statements: Sequence[Wording], *, least: int) -> Iterator[Run]:
    """From the left the runs of the asked words that stand in a row in a statement, each as long as can be; of equally
    long ones the first after the run before. Runs of fewer than `least` words are passed over."""
    places: dict[str, list[tuple[int, int]]] = {form: [] for form in asked}
    for number, held in enumerate(statements):
        for at, form in enumerate(held.forms):
            if form in places:
                places[form].append((number, at))
    start, before = 0, (0, 0)
    while start < len(asked):
        runs = [_run(asked, start, number, statements[number].forms, at) for number, at in places[asked[start]]]
        run = max(runs, key=lambda run: (run.asked[1], (run.statement, run.held[0]) >= before), default=None)
        if run and run.asked[1] - start >= least:
            yield run
            start, before = run.asked[1], (run.statement, run.held[1])
        else:
            start += 1


def _run(asked: Sequence[str], start: int, number: int, held: Sequence[str], at: int) -> Run:
    size = 0
    while start + size < len(asked) and at + size < len(held) and asked[start + size] == held[at + size]:
        size += 1
    return Run(number, (at, at + size), (start, start + size))
