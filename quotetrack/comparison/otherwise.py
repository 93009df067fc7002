"""Words that a statement has otherwise: altered, with some left out unmarked, in another order, or only close."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, Difference
from quotetrack.comparison.cuts import find_cut
from quotetrack.comparison.findings import Finding
from quotetrack.comparison.likeness import differs_in_sense, sentences_around, shared_words
from quotetrack.comparison.places import span_of
from quotetrack.comparison.runs import find_runs
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.wording import Wording
from quotetrack.lexicon import kinds
from quotetrack.records import Span

_LONGEST_NAME = 3
"""Words (1 upwards) of a change that is of a number or name alone."""


def compare_otherwise(whole: Wording, statement: Statement, laid: Alignment, *, in_one: bool) -> Finding | None:
    """The finding for words of which some differ from the stretch that they lie on; None where they are not near.

    `in_one` where the question is one piece, so that what it leaves out is not marked.
    """
    if in_one and statement.wording.known.issuperset(whole.forms):
        put_together = _inner_splice(whole, statement) or _reordered(whole, statement)
        if put_together:
            return put_together
    if _is_altered(laid):
        return altered(statement, laid)
    first, last = sentences_around(statement.wording, laid.first, laid.last)
    shared = shared_words(whole.forms, statement.wording.forms[first:last])
    if shared < settings.PARAPHRASE:
        return None
    worth = round(shared * settings.PARAPHRASE_WORTH, 3)
    close = _of(statement, span_of(statement.wording, laid.first, laid.last), worth, laid.differences)
    told = differs_in_sense(whole, statement.wording, laid)
    if told is None:
        return close
    in_order = laid.same / max(laid.asked, laid.last - laid.first, 1)
    if shared < settings.CLOSE_SHARED and in_order < settings.CLOSE_IN_ORDER:
        return None  # a few words in common, and another sense: something else was said
    return replace(close, verdict="altered", fails=True, warning=told)


def _is_altered(laid: Alignment) -> bool:
    """Whether so few words differ, or numbers and names only, that the words are those of the statement, altered."""
    window = laid.last - laid.first
    score = laid.same / max(laid.asked, window, 1)
    if laid.same < settings.FEWEST_SAME or score < settings.NEAR:
        return False
    if max(laid.asked, window) - laid.same <= max(settings.FEW_CHANGES, settings.ALTERED * laid.asked):
        return True
    return all(
        d.op == "replace"
        and d.guard in ("number", "name")
        and max(len(d.asked.split()), len(d.held.split())) <= _LONGEST_NAME
        for d in laid.changes
    )


def altered(statement: Statement, laid: Alignment) -> Finding:
    """The finding for words of which some differ from those printed."""
    score = round(laid.same / max(laid.asked, laid.last - laid.first, 1), 3)
    span = span_of(statement.wording, laid.first, laid.last)
    return Finding("altered", True, score, (span,), (statement.text[slice(*span)],), laid.differences)


def _of(statement: Statement, span: Span, score: float, differences: tuple[Difference, ...]) -> Finding:
    """A paraphrase of a stretch of a statement."""
    return Finding("paraphrase", False, score, (span,), (statement.text[slice(*span)],), differences, is_close=True)


def _inner_splice(whole: Wording, statement: Statement) -> Finding | None:
    """Pieces of one statement joined over something left out, with no mark of it."""
    held = statement.wording
    runs = list(find_runs(whole.forms, [held], least=2))
    covered = sum(run.asked[1] - run.asked[0] for run in runs)
    gaps = [after.held[0] - before.held[1] for before, after in pairwise(runs)]
    if not gaps or covered < len(whole.forms) or min(gaps) < 0 or max(gaps) < settings.SPLICE_GAP:
        return None
    if len(runs) > settings.MOST_RUNS:
        return None
    spans = tuple(span_of(held, *run.held) for run in runs)
    left_out = " … ".join(statement.text[a.end : b.start].strip(" ,;") for a, b in pairwise(spans))
    warning = f"Something was left out between these words, and nothing marks it: “{left_out}”"
    return Finding("spliced", True, 0.9, spans, tuple(statement.text[slice(*span)] for span in spans), warning=warning)


def _reordered(whole: Wording, statement: Statement) -> Finding | None:
    """The words of a sentence with a phrase of time, place or manner put first: the same, but no quotation."""
    span = _moved(whole, statement)
    if span is None or ("?" in statement.text[span.end : span.end + 2]) != whole.text.rstrip().endswith("?"):
        return None
    found = _of(statement, span, 0.5, (Difference("replace", whole.text, statement.text[slice(*span)]),))
    cut = find_cut(statement, statement.said_around(*span) or span, *span)
    return replace(found, verdict="altered", fails=True, warning=cut.warning) if cut.warning else found


def _moved(whole: Wording, statement: Statement) -> Span | None:
    """The stretch of a statement, within one sentence, that has the words with the first phrase at another place."""
    held = statement.wording
    first = next(find_runs(whole.forms, [held], least=1), None)
    if first is None or first.asked[0] or whole.forms[0] not in kinds("check_words")["movable"]:
        return None
    rest, (start, end) = whole.forms[first.asked[1] :], first.held
    for size in range(min(len(rest), start), 0, -1):
        after = end + len(rest) - size
        if after > len(held.forms) or held.forms[start - size : start] + held.forms[end:after] != rest:
            continue
        span = span_of(held, start - size, after)
        if not re.search(r"[.!?]\s", statement.text[slice(*span)]):
            return span
    return None
