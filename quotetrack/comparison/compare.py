"""How does one statement compare with a query?

`places` looks for the pieces of the query in the statement. Where each of them stands in a row, this module asks on: do
they stand in quotation marks, was a question turned into a statement, how are they written (`writing`), and does what
was cut off or left out change their sense (`cuts`)? Where one does not, `altered` tells what stands there instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, align, find_stretch
from quotetrack.comparison.altered import compare_altered, find_altered
from quotetrack.comparison.cuts import Cut, find_cut, warn_of_omission
from quotetrack.comparison.places import align_all, locate_all
from quotetrack.comparison.query import Query
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow
from quotetrack.comparison.writing import describe_writing, find_changed_question
from quotetrack.records import Span


def compare(query: Query, statement: Statement) -> Finding | None:
    """The best finding for a statement; None where it is not near the query."""
    return min(find_places(query, statement), key=lambda found: found.rank, default=None)


def find_places(query: Query, statement: Statement) -> list[Finding]:
    """The findings for all places of a statement where the words of a query stand in a row, written alike or not.

    A statement that has them otherwise gets one finding, and one that is not near gets none.
    """
    held = statement.word_row
    if not query.pieces or not held.words:
        return []
    if len(query.pieces) > 1:
        pieces = locate_all(query, held)
        in_a_row = [_compare_in_a_row(query, statement, pieces)] if pieces else []
        nearest = None if in_a_row else align(query.whole, held)
    else:
        laid = align_all(query, held)
        in_a_row = [_compare_one_piece(query, statement, each) for each in laid if each.is_same or _is_part(each)]
        nearest = laid[0]
    if in_a_row or nearest is None:
        return in_a_row
    found = compare_altered(query, statement, nearest)
    return [found] if found else []


def _is_part(laid: Alignment) -> bool:
    """Whether the words stand in a row, but cut what is written as one: 18 out of −18, 500 out of ¥500."""
    return find_stretch(laid.asked_words.forms, laid.held_words.forms[laid.first : laid.last]) is not None


def _compare_one_piece(query: Query, statement: Statement, laid: Alignment) -> Finding:
    return _compare_in_a_row(query, statement, [laid]) if laid.is_same else find_altered(statement, laid)


def _compare_in_a_row(query: Query, statement: Statement, laid: Sequence[Alignment]) -> Finding:
    """The finding for pieces that each stand in a row: "reported" where one of them is not in quotation marks."""
    spans = tuple(statement.word_row.span(each.first, each.last) for each in laid)
    printed = tuple(statement.text[slice(*span)] for span in spans)
    found = Finding("reported", True, 1.0, spans, printed, tuple(d for each in laid for d in each.differences))
    said = [stretch for span in spans if (stretch := statement.said_around(*span))]
    if len(said) < len(spans):
        return found
    for each, stretch in zip(laid, said, strict=True):
        if changed := find_changed_question(each, stretch.end):
            return replace(found, verdict="altered", score=0.95, differences=changed)
    tier, notes = describe_writing(query, laid)
    return _judge_cuts(statement, replace(found, tier=tier, notes=notes), _outer_cut(statement, laid, said))


def _judge_cuts(statement: Statement, found: Finding, outer: Cut) -> Finding:
    """The finding for pieces in quotation marks, judged by what was left out between and around them."""
    warning, fails = _warn_of_omissions(statement, found.spans)
    found = replace(found, fails=fails, next_clause=outer.rest or None)
    if outer.warning and not fails:
        return replace(found, verdict="truncated", fails=True, warning=outer.warning)
    if any(WordRow(statement.text[a.end : b.start]).words for a, b in pairwise(found.spans)):
        return replace(found, verdict="spliced", score=0.9, warning=warning)
    if outer.is_cut:
        return replace(found, verdict="truncated", warning=warning)
    return replace(found, verdict=found.verdict_on_all_words, warning=warning)


def _warn_of_omissions(statement: Statement, spans: Sequence[Span]) -> tuple[str | None, bool]:
    """The first warning of what was left out between pieces that fails them, else the last; and whether it fails."""
    warning, fails = None, False
    for one, other in pairwise(spans):
        left_out = statement.text[one.end : other.start]
        if WordRow(left_out).words and not fails:
            here, fails = warn_of_omission(left_out, statement.text[slice(*other)])
            warning = here or warning
    return warning, fails


def _outer_cut(statement: Statement, laid: Sequence[Alignment], said: Sequence[Span]) -> Cut:
    """What was left off before the first piece and after the last one."""
    before = _cut_around(statement, said[0], laid[0])
    if len(laid) > 1:
        after = _cut_around(statement, said[-1], laid[-1])
        return Cut(before.before, after.rest, before.opening, after.closing)
    is_scrap = laid[0].asked < settings.FEWEST_CUT and before.is_cut and not _is_negated(laid[0])
    return Cut(before.before, before.rest) if is_scrap else before


def _is_negated(laid: Alignment) -> bool:
    """Whether "not" stands right after the asked words."""
    return laid.held_words.forms[laid.last : laid.last + 1] == ("not",)


def _cut_around(statement: Statement, said: Span, laid: Alignment) -> Cut:
    """What was left off around some words; where the cut goes through "didn't", that whole word counts as left off."""
    held = statement.word_row
    start, end = held.span(laid.first, laid.last)
    last = laid.last - 1
    while held.is_inside(laid.last) and held.is_inside(last):
        last -= 1
    return find_cut(statement, said, start, held.words[last].span.start if held.is_inside(laid.last) else end)
