"""Words put together from several statements: which stretches of which ones they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from quotetrack import settings
from quotetrack.check.alignment import find_stretch
from quotetrack.check.asked import Asked
from quotetrack.check.places import locate
from quotetrack.check.runs import Run, find_runs
from quotetrack.check.wording import Wording
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
