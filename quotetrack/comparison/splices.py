"""Words put together from several statements: which stretches of which ones they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import find_stretch
from quotetrack.comparison.asked import Asked
from quotetrack.comparison.places import locate
from quotetrack.comparison.runs import Run, find_runs
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.wording import Wording
from quotetrack.lexicon import words


def find_parts(asked: Asked, statements: Sequence[Wording]) -> list[Run] | None:
    """The stretches of statements that a question is made of; None where it is not made of two or more.

    With marked joins each piece stands in one statement. Without any, runs of words that stand in a row somewhere are
    sought, the longest first from the left; a few words may be in none.
    """
    if len(asked.pieces) > 1:
        return _parts_of_pieces(asked, statements)
    runs = list(find_runs(asked.pieces[0].forms, statements, least=settings.SPLICE_PIECE))
    covered = sum(run.asked[1] - run.asked[0] for run in runs)
    if len(runs) < 2 or covered < settings.SPLICE_COVERED * len(asked.pieces[0].forms):
        return None
    pieces = [asked.pieces[0].forms[slice(*run.asked)] for run in runs]
    if covered < settings.SPLICE_LENGTH * len(runs) or any(set(piece) <= words("plain_words") for piece in pieces):
        return None  # a few plain words in a row are anybody's
    if any(all(find_stretch(piece, held.forms) is not None for piece in pieces) for held in statements):
        return None  # all of it is in one, in another order
    return runs


def _parts_of_pieces(asked: Asked, statements: Sequence[Wording]) -> list[Run] | None:
    found: list[Run] = []
    for number, piece in enumerate(asked.pieces):
        places = (
            Run(at, (laid.first, laid.last), (0, len(piece.words)))
            for at, held in enumerate(statements)
            if (laid := locate(asked, number, held))
        )
        part = next(places, None)
        if part is None:
            return None
        found.append(part)
    return found if len({part.statement for part in found}) > 1 else None


RUN_ON = "These are two quotations, one right after the other."
_RUNNING_ON = 200
"""Code points of an article between two quotations of one speaker that run on."""


def warn_of_splice(
    asked: Asked, runs: Sequence[Run], statements: Sequence[Statement], speakers: Sequence[object], gaps: Sequence[int]
) -> tuple[str, bool]:
    """What is wrong with words put together from some statements, one for each run, and whether that fails them.

    `speakers` are who said them (None where unknown), `gaps` the code points of the text between one and the next; -1
    in different texts.
    """
    if len(set(speakers)) > 1:
        return "These are pieces of what two people said, or of which it is not known that one person did.", True
    whole = all(
        one.held[1] == len(statement.wording.words) and other.held[0] == 0 and 0 <= gap <= _RUNNING_ON
        for (one, other), statement, gap in zip(pairwise(runs), statements, gaps, strict=False)
    )
    if whole and speakers[0] is not None and all(statement.kind == "direct" for statement in statements):
        return RUN_ON, False
    if len(asked.pieces) == 1:
        return "These are pieces of different quotations, and nothing marks where one ends.", True
    if -1 in gaps:
        return "These are pieces of quotations in different articles.", True
    return "These are pieces of different quotations in one article.", False
