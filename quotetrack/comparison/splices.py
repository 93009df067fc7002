"""Which pieces of one or several statements were words put together from, and may that be printed?

A run is a stretch of asked words that stand in a row in one statement. Runs that cover the query, or the pieces that it
marks itself, make a splice. Whether it may be printed depends on who said the pieces and what lies between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import find_stretch
from quotetrack.comparison.guards import WordRange
from quotetrack.comparison.places import locate
from quotetrack.comparison.query import Query
from quotetrack.comparison.statements import HeldStatement
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow
from quotetrack.language import load

RUN_ON = "These are two quotations, one right after the other."
_RUNNING_ON = 200
"""The most code points of an article between two quotations of one speaker that follow each other directly."""


@dataclass(frozen=True)
class Run:
    """A half-open range of held words of the statement with that number, and the range of asked words they match."""

    statement: int
    held: WordRange
    asked: WordRange


def find_runs(asked: Sequence[str], statements: Sequence[WordRow], *, least: int) -> Iterator[Run]:
    """The runs of at least `least` asked words that stand in a row in a statement, from the left, each the longest.

    Of equally long runs one that stands after the run before is preferred.
    """
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


def _count_covered(runs: Sequence[Run]) -> int:
    """The number of asked words in some runs."""
    return sum(run.asked[1] - run.asked[0] for run in runs)


def find_inner_splice(asked: WordRow, statement: HeldStatement) -> Finding | None:
    """The finding for pieces of one statement that are joined with no mark of what was left out; None for others."""
    held = statement.word_row
    runs = list(find_runs(asked.forms, [held], least=2))
    gaps = [after.held[0] - before.held[1] for before, after in pairwise(runs)]
    if not gaps or min(gaps) < 0 or max(gaps) < settings.SPLICE_GAP:
        return None
    if _count_covered(runs) < len(asked.forms) or len(runs) > settings.MOST_RUNS:
        return None
    spans = tuple(held.span(*run.held) for run in runs)
    left_out = " … ".join(statement.text[a.end : b.start].strip(" ,;") for a, b in pairwise(spans))
    warning = f"Something was left out between these words, and nothing marks it: “{left_out}”"
    return Finding("spliced", True, 0.9, spans, tuple(statement.text[slice(*span)] for span in spans), warning=warning)


def find_parts(query: Query, statements: Sequence[WordRow]) -> list[Run] | None:
    """The runs in statements that a query is put together from; None where it is not put together from several.

    Where the query marks its pieces, each must stand in one statement. Otherwise the longest runs are sought from the
    left, and a few words may be in none.
    """
    if len(query.pieces) > 1:
        return _find_parts_of_pieces(query, statements)
    forms = query.pieces[0].forms
    runs = list(find_runs(forms, statements, least=settings.SPLICE_PIECE))
    covered = _count_covered(runs)
    if len(runs) < 2 or covered < settings.SPLICE_COVERED * len(forms):
        return None
    pieces = [forms[slice(*run.asked)] for run in runs]
    if covered < settings.SPLICE_LENGTH * len(runs) or any(set(piece) <= load("en").plain_words for piece in pieces):
        return None  # a few plain words in a row are anybody's
    if any(all(find_stretch(piece, held.forms) is not None for piece in pieces) for held in statements):
        return None  # all of it is in one, in another order
    return runs


def _find_parts_of_pieces(query: Query, statements: Sequence[WordRow]) -> list[Run] | None:
    found: list[Run] = []
    for number, piece in enumerate(query.pieces):
        places = (
            Run(at, (laid.first, laid.last), (0, len(piece.words)))
            for at, held in enumerate(statements)
            if (laid := locate(query, number, held))
        )
        part = next(places, None)
        if part is None:
            return None
        found.append(part)
    return found if len({part.statement for part in found}) > 1 else None


def warn_of_splice(
    query: Query,
    runs: Sequence[Run],
    statements: Sequence[HeldStatement],
    speakers: Sequence[object],
    gaps: Sequence[int],
) -> tuple[str, bool]:
    """The warning about words put together from several statements, and whether it fails them.

    `runs`, `statements` and `speakers` (None where unknown) go by piece. `gaps` are the code points of the text between
    each piece and the next, -1 where they are in different texts.
    """
    if len(set(speakers)) > 1:
        return "These are pieces of what two people said, or of which it is not known that one person did.", True
    is_running_on = all(
        one.held[1] == len(statement.word_row.words) and other.held[0] == 0 and 0 <= gap <= _RUNNING_ON
        for (one, other), statement, gap in zip(pairwise(runs), statements, gaps, strict=False)
    )
    if is_running_on and speakers[0] is not None and all(statement.kind == "direct" for statement in statements):
        return RUN_ON, False
    if len(query.pieces) == 1:
        return "These are pieces of different quotations, and nothing marks where one ends.", True
    if -1 in gaps:
        return "These are pieces of quotations in different articles.", True
    return "These are pieces of different quotations in one article.", False
