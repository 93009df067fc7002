"""A question compared with one statement: the finding that says how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, align, find_stretch
from quotetrack.comparison.altered import altered, compare_otherwise
from quotetrack.comparison.cuts import Cut, find_cut, warn_of_omission
from quotetrack.comparison.places import align_all, locate_all, span_of
from quotetrack.comparison.query import Query
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow
from quotetrack.comparison.writing import changed_question, tell_writing
from quotetrack.records import Span


def compare(asked: Query, statement: Statement) -> Finding | None:
    """How a statement compares with a question; None where it is not near."""
    return min(find_places(asked, statement), key=lambda found: found.rank, default=None)


def find_places(asked: Query, statement: Statement) -> list[Finding]:
    """The findings for all places of a statement where the words of a question stand in a row, written alike or not;
    the one finding for a statement that has them otherwise, and none where it is not near."""
    if not asked.pieces or not statement.word_row.words:
        return []
    held = statement.word_row
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


def _in_a_row(asked: Query, statement: Statement, laid: Alignment) -> Finding:
    """The finding for words that stand in a row: are they all in marks, and is nothing turned by what was cut?"""
    if not laid.is_same:
        return altered(statement, laid)
    piece, held = laid.asked_words, statement.word_row
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


def _is_negated(held: WordRow, at: int) -> bool:
    """Whether the word at a place, right after what was asked, negates it."""
    return at < len(held.words) and held.forms[at] == "not"


def compare_joined(asked: Query, statement: Statement) -> Finding | None:
    """The finding for pieces that all stand in a statement, in order, with or without something left out between; None
    where one does not."""
    held = statement.word_row
    laid = locate_all(asked, held)
    if laid is None:
        return None
    spans = tuple(span_of(held, each.first, each.last) for each in laid)
    found = Finding(
        "reported", True, 1.0, spans, tuple(statement.text[slice(*span)] for span in spans),
        tuple(d for each in laid for d in each.differences),
    )  # fmt: skip
    saids = [said for span in spans if (said := statement.said_around(*span))]
    if len(saids) < len(spans):
        return found
    for each, said in zip(laid, saids, strict=True):
        if changed := changed_question(each.asked_words, held, each, said.end):
            return replace(found, verdict="altered", score=0.95, differences=changed)
    tier, notes = tell_writing(asked, laid)
    return _judged(asked, statement, replace(found, tier=tier, notes=notes), _outer_cut(statement, laid, saids))


def _judged(asked: Query, statement: Statement, found: Finding, outer: Cut) -> Finding:
    """The finding once all pieces are found in marks: what was left out between them, and around the whole?"""
    warning, fails = _omissions(asked, statement, found.spans)
    found = replace(found, fails=fails, next_clause=outer.rest or None)
    if outer.warning and not fails:
        return replace(found, verdict="truncated", fails=True, warning=outer.warning)
    if any(WordRow(statement.text[a.end : b.start]).words for a, b in pairwise(found.spans)):
        return replace(found, verdict="spliced", score=0.9, warning=warning)
    if outer.is_cut:
        return replace(found, verdict="truncated", warning=warning)
    return replace(found, verdict=found.written, warning=warning)


def _omissions(asked: Query, statement: Statement, spans: Sequence[Span]) -> tuple[str | None, bool]:
    """The gravest warning of what was left out between the pieces, and whether it fails them."""
    warning, fails = None, False
    for one, other in pairwise(spans):
        left_out = statement.text[one.end : other.start]
        if WordRow(left_out).words and not fails:
            told, fails = warn_of_omission(left_out, statement.text[slice(*other)])
            warning = told or warning
    return warning, fails


def _outer_cut(statement: Statement, laid: Sequence[Alignment], saids: Sequence[Span]) -> Cut:
    """What was left off before the first piece and after the last."""
    before, after = cut_around(statement, saids[0], laid[0]), cut_around(statement, saids[-1], laid[-1])
    return Cut(before.before, after.rest, before.opening, after.closing)


def cut_around(statement: Statement, said: Span, laid: Alignment) -> Cut:
    """What was left off around some words; where the cut goes through "didn't", all of that word."""
    held = statement.word_row
    start, end = span_of(held, laid.first, laid.last)
    last = laid.last - 1
    while held.is_inside(laid.last) and held.is_inside(last):
        last -= 1
    return find_cut(statement, said, start, held.words[last].span.start if held.is_inside(laid.last) else end)
