"""How does one statement compare with a query?

`places` looks for the pieces of the query in the statement. Where each of them stands in a row, this module asks on: do
they stand in quotation marks, was a question turned into a statement, how are they written, and does what was cut off
or left out change their sense (`cuts`)? Where one does not, `altered` tells what stands there instead.

How words are written is a tier (exact, spacing, case, typography, spelling) and notes on newsroom conventions (a
capital in brackets, [sic], a marked omission). A question mark that was added or taken away changes the sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import get_args

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, Difference, align, find_stretch
from quotetrack.comparison.altered import compare_altered, find_altered
from quotetrack.comparison.cuts import Cut, find_cut, warn_of_omission
from quotetrack.comparison.places import align_all, locate_all
from quotetrack.comparison.query import OMISSION, Query
from quotetrack.comparison.statements import HeldStatement
from quotetrack.comparison.verdicts import Finding, Tier
from quotetrack.comparison.word_row import STAND_IN, WordRow, clean, latin
from quotetrack.language import load
from quotetrack.records import Span


def describe_writing(query: Query, laid: Sequence[Alignment]) -> tuple[Tier, tuple[str, ...]]:
    """The tier of words that are the same, and notes on what a newsroom changed on purpose."""
    notes = list(_find_conventions(query, laid))
    tier = max((_tier(*_written(query, each)) for each in laid), key=get_args(Tier).index)
    if notes and tier == "spelling":
        tier = "typography"
    return tier, tuple(dict.fromkeys(notes))


def _written(query: Query, laid: Alignment) -> tuple[str, str]:
    """The asked and the printed words as written; with the marks after them where a query of one piece ends in some."""
    piece, held = laid.asked_words, laid.held_words
    tail = piece.gap(len(piece.words) - 1).rstrip() if len(query.pieces) == 1 else ""
    start, end = held.span(laid.first, laid.last)
    return piece.slice(0, len(piece.words)) + tail, held.text[start : end + len(tail)]


def _tier(asked: str, printed: str) -> Tier:
    if asked == printed:
        return "exact"
    one, other = (" ".join(text.split()) for text in (asked, printed))
    if one == other:
        return "spacing"
    if one.casefold() == other.casefold():
        return "case"
    one, other = (re.sub(r"[\W_]+", "", clean(text).text).casefold() for text in (asked, printed))
    return "typography" if one == other else "spelling"


def _find_conventions(query: Query, laid: Sequence[Alignment]) -> Iterator[str]:
    """Notes on what a newsroom changed on purpose."""
    for each in laid:
        yield from _find_substitutes(each)
        yield from (note for pattern, note in _CONVENTIONS.items() if pattern.search(each.asked_words.text))
        if any(map(_looks_latin, (each.asked_words.text, each.held_words.slice(each.first, each.last)))):
            yield "letters of another alphabet look like Latin ones"
    if len(query.pieces) > 1 and OMISSION.search(query.text):
        yield "an omission is marked"


def _looks_latin(text: str) -> bool:
    """Whether a text has words with letters of another alphabet that look like Latin ones."""
    return not text.isascii() and any(latin(word) != word for word in re.findall(r"[^\W\d_]+", text))


_CONVENTIONS = {
    re.compile(r"\[[^\W\d_]\](?=[^\W\d_])"): "a capital changed in brackets",
    re.compile(r"[^\W\d_]\[(?!sic\])[^\W\d_]{1,4}\]"): "an ending changed in brackets",
    re.compile(r"[\[(]\s*sic", re.IGNORECASE): "[sic] is not part of the words",
}


def _find_substitutes(laid: Alignment) -> Iterator[str]:
    """Notes on words in brackets and masked letters, and on what each stands for."""
    asked, held = laid.asked_words, laid.held_words
    for edit in laid.edits:
        one, other = asked.slice(*edit.asked), held.slice(*edit.held)
        if STAND_IN in asked.forms[slice(*edit.asked)]:
            yield f"{one} stands for “{other}”" if other else f"{one} is added"
        elif one != other and "*" in "".join((*asked.forms[slice(*edit.asked)], *held.forms[slice(*edit.held)])):
            yield f"letters are masked: “{one}” for “{other}”"


def find_changed_question(laid: Alignment, said_end: int) -> tuple[Difference, ...]:
    """The differences where a question was turned into a statement or the other way round; empty for neither.

    Asked words without a mark at their end still count as a question where the held ones begin as one. `said_end` is
    the offset where what was said ends.
    """
    asked, held = laid.asked_words, laid.held_words
    for a, b in (pair for edit in laid.edits for pair in zip(range(*edit.asked), range(*edit.held), strict=False)):
        one, other = _marks(asked.gap(a)), _marks(held.gap(b, said_end))
        if ("?" in one) == ("?" in other):
            continue
        is_unmarked = a == len(asked.words) - 1 and not one
        if not (is_unmarked and "?" in other and _begins_as_question(held, b)):
            return _differences_at(laid, a, b)
    return ()


def _marks(gap: str) -> str:
    return "".join(re.findall(r"[.!?,;:…]", gap))


def _begins_as_question(held: WordRow, last: int) -> bool:
    """Whether the sentence that ends with word `last` begins as questions do."""
    first = last
    while first and not re.search(r"[.!?:]", held.gap(first - 1)):
        first -= 1
    opening = [form for form in held.forms[first : first + 3] if form not in ("and", "but", "so", "well", "or")]
    return bool(opening) and opening[0] in load("en").word_kinds["asking"]


def _differences_at(laid: Alignment, a: int, b: int) -> tuple[Difference, ...]:
    """The differences that mark one word with its mark as changed, and all before and after it as the same."""
    asked, held = laid.asked_words, laid.held_words
    found = (
        Difference("equal", asked.slice(0, a), held.slice(laid.first, b)),
        Difference("replace", _with_mark(asked, a), _with_mark(held, b), "question"),
        Difference("equal", asked.slice(a + 1, len(asked.words)), held.slice(b + 1, laid.last)),
    )
    return tuple(each for each in found if each.asked or each.held)


def _with_mark(word_row: WordRow, at: int) -> str:
    return word_row.slice(at, at + 1) + _marks(word_row.gap(at))[:1]


def compare(query: Query, statement: HeldStatement) -> Finding | None:
    """The best finding for a statement; None where it is not near the query."""
    return min(find_places(query, statement), key=lambda found: found.rank, default=None)


def find_places(query: Query, statement: HeldStatement) -> list[Finding]:
    """The findings for all places of a statement where the words of a query stand in a row, written alike or not.

    A statement that has them otherwise gets one finding, and one that is not near gets none.
    """
    held = statement.word_row
    if not query.pieces or not held.words:
        return []
    if len(query.pieces) > 1:
        pieces = locate_all(query, held)
        nearest = None if pieces else align(query.whole, held)
        if nearest and nearest.is_same:  # the marks of omission are the statement's own, between a number and its unit
            pieces = [nearest]
        in_a_row = [_compare_in_a_row(query, statement, pieces)] if pieces else []
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


def _compare_one_piece(query: Query, statement: HeldStatement, laid: Alignment) -> Finding:
    return _compare_in_a_row(query, statement, [laid]) if laid.is_same else find_altered(statement, laid)


def _compare_in_a_row(query: Query, statement: HeldStatement, laid: Sequence[Alignment]) -> Finding:
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


def _judge_cuts(statement: HeldStatement, found: Finding, outer: Cut) -> Finding:
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


def _warn_of_omissions(statement: HeldStatement, spans: Sequence[Span]) -> tuple[str | None, bool]:
    """The first warning of what was left out between pieces that fails them, else the last; and whether it fails."""
    warning, fails = None, False
    for one, other in pairwise(spans):
        left_out = statement.text[one.end : other.start]
        if WordRow(left_out).words and not fails:
            here, fails = warn_of_omission(left_out, statement.text[slice(*other)])
            warning = here or warning
    return warning, fails


def _outer_cut(statement: HeldStatement, laid: Sequence[Alignment], said: Sequence[Span]) -> Cut:
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


def _cut_around(statement: HeldStatement, said: Span, laid: Alignment) -> Cut:
    """What was left off around some words; where the cut goes through "didn't", that whole word counts as left off."""
    held = statement.word_row
    start, end = held.span(laid.first, laid.last)
    last = laid.last - 1
    while held.is_inside(laid.last) and held.is_inside(last):
        last -= 1
    return find_cut(statement, said, start, held.words[last].span.start if held.is_inside(laid.last) else end)
