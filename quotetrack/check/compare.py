"""A question compared with one statement: the finding that says how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotetrack import settings
from quotetrack.check.alignment import Alignment, Difference, align, align_at, find_stretches
from quotetrack.check.asked import Asked
from quotetrack.check.cuts import Cut, find_cut
from quotetrack.check.findings import Finding
from quotetrack.check.likeness import differs_in_sense, shared_words
from quotetrack.check.omissions import warn_of_omission
from quotetrack.check.questions import changed_question
from quotetrack.check.runs import find_runs
from quotetrack.check.statements import Statement
from quotetrack.check.writing import tell_writing
from quotetrack.check.wording import STAND_IN, Wording
from quotetrack.records import Span


def compare(asked: Asked, statement: Statement) -> Finding | None:
    """How a statement compares with a question; None where it is not near."""
    if not asked.pieces or not statement.wording.words:
        return None
    if len(asked.pieces) > 1:
        return _joined(asked, statement) or _otherwise(asked, statement)
    places = list(find_places(asked, statement))
    if places:
        return min(places, key=lambda found: found.rank)
    return _otherwise(asked, statement)


def find_places(asked: Asked, statement: Statement) -> Iterator[Finding]:
    """All places of a statement where the words of a question in one piece stand in a row, written alike or not."""
    piece, held = asked.literal[0], statement.wording
    found = False
    for at in find_stretches(piece.forms, held.forms):
        found = True
        laid = align_at(piece, held, _written_whole(held, at, at + len(piece.forms)))
        yield _in_a_row(asked, piece, statement, laid)
    piece = asked.pieces[0]
    if not found:
        laid = align(piece, held, same=asked.same(0))
        if not laid.changes:
            yield _in_a_row(asked, piece, statement, _widened(asked, held, laid))


def _written_whole(held: Wording, first: int, last: int) -> tuple[int, int]:
    """A window that cuts no number from its sign, currency or unit; a cut through "didn't" stays one."""
    while held.is_inside(first) and any(held.is_number(at) for at in _group(held, first)):
        first -= 1
    while held.is_inside(last) and any(held.is_number(at) for at in _group(held, last)):
        last += 1
    return first, last


def _group(held: Wording, at: int) -> list[int]:
    """The words that are written as one with the word at a place."""
    return [n for n in range(max(0, at - 5), min(len(held.words), at + 6)) if held.words[n].written == held.words[at].written]


def _widened(asked: Asked, held: Wording, laid: Alignment) -> Alignment:
    """The window with all of the sentence's beginning under words in brackets that stand first."""
    if asked.pieces[0].forms[0] != STAND_IN:
        return laid
    first = laid.first
    while first and laid.first - first < 6 and not re.search(r"[.!?;:,—]|\s[–-]", _gap(held, first - 1)):
        first -= 1
    if first == laid.first:
        return laid
    wider = align_at(asked.pieces[0], held, (first, laid.last), asked.same(0))
    return laid if wider.changes else wider


def _gap(held: Wording, at: int) -> str:
    """What stands between a word and the next."""
    return held.text[held.words[at].span.end : held.words[at + 1].span.start]


def _span(held: Wording, first: int, last: int) -> Span:
    return Span(held.words[first].span.start, held.words[last - 1].span.end)


def _in_a_row(asked: Asked, piece: Wording, statement: Statement, laid: Alignment) -> Finding:
    """The finding for words that stand in a row: are they all in marks, and is nothing turned by what was cut?"""
    held = statement.wording
    if laid.changes:  # a number without its sign or unit
        return _altered(statement, laid)
    span = _span(held, laid.first, laid.last)
    printed = (statement.text[slice(*span)],)
    said = statement.said_around(*span)
    if said is None:
        return Finding("reported", True, 1.0, (span,), printed, laid.differences)
    if changed := changed_question(piece, held, laid, said.end):
        return Finding("altered", True, 0.95, (span,), printed, changed)
    tier, notes = tell_writing(asked, statement, [(piece, laid)])
    cut = _cut(statement, said, laid)
    if cut.warning or cut.is_cut:
        fails = cut.warning is not None and not _is_scrap(piece, cut)
        return Finding(
            "truncated" if cut.is_cut or fails else "verbatim", fails, 1.0, (span,), printed, laid.differences, tier, notes,
            cut.rest or None, cut.warning if fails else None,
        )  # fmt: skip
    verdict = "verbatim" if tier in ("exact", "spacing") and not notes else "typographic"
    return Finding(verdict, False, 1.0, (span,), printed, laid.differences, tier, notes)


def _cut(statement: Statement, said: Span, laid: Alignment) -> Cut:
    """What was left off; where the cut goes through "didn't", all of that word."""
    held = statement.wording
    start, end = _span(held, laid.first, laid.last)
    last = laid.last - 1
    while held.is_inside(laid.last) and held.is_inside(last):
        last -= 1
    return find_cut(statement, said, start, held.words[last].span.start if held.is_inside(laid.last) else end)


def _is_scrap(piece: Wording, cut: Cut) -> bool:
    """Whether the words are too few to have a sense that a cut could turn."""
    return len(piece.words) < settings.FEWEST_CUT and cut.is_cut


def _joined(asked: Asked, statement: Statement) -> Finding | None:
    """Pieces with marked joins that all stand in a statement, in order: with or without something left out between."""
    held = statement.wording
    laid = locate_all(asked, held)
    if laid is None:
        return None
    spans = tuple(_span(held, each.first, each.last) for each in laid)
    printed = tuple(statement.text[slice(*span)] for span in spans)
    differences = tuple(d for each in laid for d in each.differences)
    saids = [statement.said_around(*span) for span in spans]
    if not all(saids):
        return Finding("reported", True, 1.0, spans, printed, differences)
    tier, notes = tell_writing(asked, statement, list(zip(asked.pieces, laid, strict=True)))
    warning, fails = None, False
    for number, (one, other) in enumerate(pairwise(spans)):
        left_out = statement.text[one.end : other.start]
        if Wording(left_out).words and not (warning and fails):
            warning, fails = warn_of_omission(left_out, statement.text[slice(*other)], cued=asked.cued[number])
    for piece, each, said in zip(asked.pieces, laid, saids, strict=True):
        if said and (changed := changed_question(piece, held, each, said.end)):
            return Finding("altered", True, 0.95, spans, printed, changed)
    outer = _outer_cut(statement, laid)
    if outer.warning and not fails:
        return Finding("truncated", True, 1.0, spans, printed, differences, tier, notes, outer.rest or None, outer.warning)
    gapless = all(not Wording(statement.text[a.end : b.start]).words for a, b in pairwise(spans))
    verdict = ("truncated" if outer.is_cut else "typographic") if gapless else "spliced"
    if gapless and tier in ("exact", "spacing") and verdict == "typographic" and not notes:
        verdict = "verbatim"
    return Finding(
        verdict, fails, 1.0 if gapless else 0.9, spans, printed, differences, tier, notes, outer.rest or None, warning
    )  # type: ignore[arg-type]


def _outer_cut(statement: Statement, laid: Sequence[Alignment]) -> Cut:
    """What was left off before the first piece and after the last."""
    ends = [_span(statement.wording, each.first, each.last) for each in (laid[0], laid[-1])]
    saids = [statement.said_around(*span) or span for span in ends]
    before, after = _cut(statement, saids[0], laid[0]), _cut(statement, saids[1], laid[-1])
    opening = before.warning if before.before and "begins otherwise" in (before.warning or "") else None
    closing = after.warning if after.rest and "goes on" in (after.warning or "") else None
    return Cut(before.before, after.rest, opening or closing)


def locate_all(asked: Asked, held: Wording) -> list[Alignment] | None:
    """Where each piece of a question stands in a row in a text, in order; None where one does not."""
    found: list[Alignment] = []
    for number, piece in enumerate(asked.pieces):
        laid = locate(asked, number, held, found[-1].last if found else 0)
        if laid is None:
            return None
        found.append(laid)
    return found


def locate(asked: Asked, number: int, held: Wording, start: int = 0) -> Alignment | None:
    """Where a piece of a question stands in a row in a text, from word `start` on."""
    piece = asked.pieces[number]
    for at in find_stretches(piece.forms, held.forms):
        if at >= start:
            laid = align_at(piece, held, _written_whole(held, at, at + len(piece.forms)))
            if not laid.changes:
                return laid
    if not asked.stand_ins[number] and len(piece.forms) < settings.SPLICE_PIECE:
        return None
    laid = align(piece, held, same=asked.same(number))
    return laid if not laid.changes and laid.first >= start else None


def _otherwise(asked: Asked, statement: Statement) -> Finding | None:
    """The finding for words of which some differ: left out in the middle, altered, or only close."""
    held, whole = statement.wording, asked.whole
    same = asked.same(0) if len(asked.pieces) == 1 else None
    laid = align(whole, held, same=same)
    window = laid.last - laid.first
    score = laid.same / max(laid.asked, window, 1)
    if len(asked.pieces) == 1 and (put_together := _inner_splice(whole, statement) or _reordered(whole, statement)):
        return put_together
    changed = max(laid.asked, window) - laid.same
    numbers = all(d.guard in ("number", "name") and max(len(d.asked.split()), len(d.held.split())) < 4 for d in laid.changes)
    few = numbers or changed <= max(settings.FEW_CHANGES, settings.ALTERED * laid.asked)
    if few and laid.same >= settings.FEWEST_SAME and score >= settings.NEAR:
        return _altered(statement, laid)
    shared = shared_words(whole.forms, held.forms)
    if shared < settings.PARAPHRASE:
        return None
    span = _span(held, laid.first, laid.last)
    worth = round(shared * settings.PARAPHRASE_WORTH, 3)
    if guard := differs_in_sense(whole, held, laid):
        return Finding("altered", True, worth, (span,), (statement.text[slice(*span)],), laid.differences, warning=guard, is_close=True)
    return Finding("paraphrase", False, worth, (span,), (statement.text[slice(*span)],), laid.differences, is_close=True)


def _altered(statement: Statement, laid: Alignment) -> Finding:
    span = _span(statement.wording, laid.first, laid.last)
    score = laid.same / max(laid.asked, laid.last - laid.first, 1)
    return Finding("altered", True, round(score, 3), (span,), (statement.text[slice(*span)],), laid.differences)


def _inner_splice(whole: Wording, statement: Statement) -> Finding | None:
    """Pieces of one statement joined over something left out, with no mark of it."""
    held = statement.wording
    runs = list(find_runs(whole.forms, [held], least=2))
    covered = sum(run.asked[1] - run.asked[0] for run in runs)
    gaps = [after.held[0] - before.held[1] for before, after in pairwise(runs)]
    if not gaps or covered < len(whole.forms) or min(gaps) < 0 or max(gaps) < settings.SPLICE_GAP:
        return None
    spans = tuple(_span(held, *run.held) for run in runs)
    if len(runs) > settings.MOST_RUNS:
        return None
    left_out = [statement.text[a.end : b.start].strip(" ,;") for a, b in pairwise(spans)]
    warning = f"Something was left out between these words, and nothing marks it: “{' … '.join(left_out)}”"
    return Finding("spliced", True, 0.9, spans, tuple(statement.text[slice(*span)] for span in spans), warning=warning)


_MOVABLE = frozenset(
    "about above according across after against along amid among around as at before behind below beside between beyond by "
    "despite during for from in inside into last near next of off on outside over since this through throughout to today "
    "tomorrow toward towards tonight under until upon when while with within yesterday".split()
)


def _reordered(whole: Wording, statement: Statement) -> Finding | None:
    """The words of a sentence with a phrase of time, place or manner put first: the same, but no quotation."""
    held = statement.wording
    first = next(find_runs(whole.forms, [held], least=1), None)
    if first is None or first.asked[0] or whole.forms[0] not in _MOVABLE:
        return None
    rest, (start, end) = whole.forms[first.asked[1] :], first.held
    for size in range(min(len(rest), start), 0, -1):
        left, right = held.forms[start - size : start], held.forms[end : end + len(rest) - size]
        span = _span(held, start - size, end + len(rest) - size) if len(left + right) == len(rest) else None
        if span is None or left + right != rest or re.search(r"[.!?]\s", statement.text[slice(*span)]):
            continue
        said = statement.said_around(*span)
        cut = find_cut(statement, said or span, *span)
        differences = (Difference("replace", whole.text, statement.text[slice(*span)]),)
        printed = (statement.text[slice(*span)],)
        if cut.warning:
            return Finding("altered", True, 0.5, (span,), printed, differences, warning=cut.warning, is_close=True)
        return Finding("paraphrase", False, 0.5, (span,), printed, differences, is_close=True)
    return None
