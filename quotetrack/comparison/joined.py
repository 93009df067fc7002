"""Pieces with marked joins: an ellipsis, or the reporter's words between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotetrack.comparison.alignment import Alignment
from quotetrack.comparison.asked import Asked
from quotetrack.comparison.cuts import Cut, find_cut
from quotetrack.comparison.findings import Finding
from quotetrack.comparison.omissions import warn_of_omission
from quotetrack.comparison.places import locate_all, span_of
from quotetrack.comparison.questions import changed_question
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.wording import Wording
from quotetrack.comparison.writing import tell_writing
from quotetrack.records import Span


def compare_joined(asked: Asked, statement: Statement) -> Finding | None:
    """The finding for pieces that all stand in a statement, in order, with or without something left out between; None
    where one does not."""
    held = statement.wording
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


def _judged(asked: Asked, statement: Statement, found: Finding, outer: Cut) -> Finding:
    """The finding once all pieces are found in marks: what was left out between them, and around the whole?"""
    warning, fails = _omissions(asked, statement, found.spans)
    found = replace(found, fails=fails, next_clause=outer.rest or None)
    if outer.warning and not fails:
        return replace(found, verdict="truncated", fails=True, warning=outer.warning)
    if any(Wording(statement.text[a.end : b.start]).words for a, b in pairwise(found.spans)):
        return replace(found, verdict="spliced", score=0.9, warning=warning)
    if outer.is_cut:
        return replace(found, verdict="truncated", warning=warning)
    return replace(found, verdict=found.written, warning=warning)


def _omissions(asked: Asked, statement: Statement, spans: Sequence[Span]) -> tuple[str | None, bool]:
    """The gravest warning of what was left out between the pieces, and whether it fails them."""
    warning, fails = None, False
    for one, other in pairwise(spans):
        left_out = statement.text[one.end : other.start]
        if Wording(left_out).words and not fails:
            told, fails = warn_of_omission(left_out, statement.text[slice(*other)])
            warning = told or warning
    return warning, fails


def _outer_cut(statement: Statement, laid: Sequence[Alignment], saids: Sequence[Span]) -> Cut:
    """What was left off before the first piece and after the last."""
    before, after = cut_around(statement, saids[0], laid[0]), cut_around(statement, saids[-1], laid[-1])
    return Cut(before.before, after.rest, before.opening, after.closing)


def cut_around(statement: Statement, said: Span, laid: Alignment) -> Cut:
    """What was left off around some words; where the cut goes through "didn't", all of that word."""
    held = statement.wording
    start, end = span_of(held, laid.first, laid.last)
    last = laid.last - 1
    while held.is_inside(laid.last) and held.is_inside(last):
        last -= 1
    return find_cut(statement, said, start, held.words[last].span.start if held.is_inside(laid.last) else end)
