"""A question compared with one statement: the finding that says how."""

from __future__ import annotations

from dataclasses import replace

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, align, find_stretch
from quotetrack.comparison.asked import Asked
from quotetrack.comparison.findings import Finding
from quotetrack.comparison.joined import compare_joined, cut_around
from quotetrack.comparison.otherwise import altered, compare_otherwise
from quotetrack.comparison.places import align_all, span_of
from quotetrack.comparison.questions import changed_question
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.wording import Wording
from quotetrack.comparison.writing import tell_writing


def compare(asked: Asked, statement: Statement) -> Finding | None:
    """How a statement compares with a question; None where it is not near."""
    return min(find_places(asked, statement), key=lambda found: found.rank, default=None)


def find_places(asked: Asked, statement: Statement) -> list[Finding]:
    """The findings for all places of a statement where the words of a question stand in a row, written alike or not;
    the one finding for a statement that has them otherwise, and none where it is not near."""
    if not asked.pieces or not statement.wording.words:
        return []
    held = statement.wording
    if len(asked.pieces) > 1:
        joined = compare_joined(asked, statement)
        found = joined or compare_otherwise(asked.whole, statement, align(asked.whole, held), in_one=False)
        return [found] if found else []
    laid = align_all(asked, held)
    in_a_row = [_in_a_row(asked, statement, each) for each in laid if each.is_same or _is_part(each)]
    if in_a_row:
        return in_a_row
    found = compare_otherwise(asked.pieces[0], statement, laid[0], in_one=True)
    return [found] if found else []


def _is_part(laid: Alignment) -> bool:
    """Whether the words stand in a row, but as part of more that is written as one: 18 of −18, 500 of ¥500."""
    return find_stretch(laid.asked_words.forms, laid.held_words.forms[laid.first : laid.last]) is not None


def _in_a_row(asked: Asked, statement: Statement, laid: Alignment) -> Finding:
    """The finding for words that stand in a row: are they all in marks, and is nothing turned by what was cut?"""
    if not laid.is_same:
        return altered(statement, laid)
    piece, held = laid.asked_words, statement.wording
    span = span_of(held, laid.first, laid.last)
    found = Finding("reported", True, 1.0, (span,), (statement.text[slice(*span)],), laid.differences)
    said = statement.said_around(*span)
    if said is None:
        return found
    if changed := changed_question(piece, held, laid, said.end):
        return replace(found, verdict="altered", score=0.95, differences=changed)
    tier, notes = tell_writing(asked, [laid])
    found = replace(found, fails=False, tier=tier, notes=notes)
    cut = cut_around(statement, said, laid)
    is_scrap = len(piece.words) < settings.FEWEST_CUT and cut.is_cut and not _is_negated(held, laid.last)
    turned = None if is_scrap else cut.warning
    if cut.is_cut or turned:
        return replace(
            found, verdict="truncated", fails=turned is not None, next_clause=cut.rest or None, warning=turned
        )
    return replace(found, verdict=found.written)


def _is_negated(held: Wording, at: int) -> bool:
    """Whether the word at a place, right after what was asked, negates it."""
    return at < len(held.words) and held.forms[at] == "not"
