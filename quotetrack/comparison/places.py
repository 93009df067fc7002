"""Where in a statement do the pieces of a query stand in a row, written alike or not?

Words in the same forms are found first. Without any, the most similar place is examined, since the same words can be
written in another way. Words in brackets stand for a noun, and the place then includes the whole noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, align, align_at, find_stretches
from quotetrack.comparison.query import Query, stands_for
from quotetrack.comparison.word_row import STAND_IN, WordRow
from quotetrack.language import load

_MOST_PLACES = 100
"""The most places (1 upwards) of one statement that are examined: more of them say nothing new."""

_CLAUSE_END = re.compile(r"[.!?;:,—]|\s[–-]")
_LONGEST_NOUN = 5
"""The most words (1 upwards) of a noun with its article and what stands between them."""


def align_all(query: Query, held: WordRow) -> list[Alignment]:
    """All places where a query of one piece stands in a row in the same forms; else the one place most like it.

    That place may have the same words in another writing, or differ.
    """
    literal, piece = query.literal[0], query.pieces[0]
    exact = list(islice(_align_in_a_row(literal, held), _MOST_PLACES))
    return exact or [_widened(query, held, _fitted(query, align(piece, held, same=stands_for), held))]


def _align_in_a_row(literal: WordRow, held: WordRow, start: int = 0) -> Iterator[Alignment]:
    """The places from word `start` on where words stand in a row in the same forms.

    Each place includes all that is written as one with its first and last word.
    """
    for at in find_stretches(literal.forms, held.forms, start):
        yield align_at(literal, held, _written_whole(held, at, at + len(literal.forms)))


def locate_all(query: Query, held: WordRow) -> list[Alignment] | None:
    """Where each piece of a query stands in a row, in order; None where one of them does not."""
    found: list[Alignment] = []
    for number in range(len(query.pieces)):
        laid = locate(query, number, held, found[-1].last if found else 0)
        if laid is None:
            return None
        found.append(laid)
    return found


def locate(query: Query, number: int, held: WordRow, start: int = 0) -> Alignment | None:
    """Where one piece of a query stands in a row, from word `start` on; None where it does not."""
    literal, piece = query.literal[number], query.pieces[number]
    for laid in _align_in_a_row(literal, held, start):
        if laid.is_same:
            return laid
    if STAND_IN not in piece.known and len(piece.forms) < settings.SPLICE_PIECE:
        return None
    laid = align(piece, held, same=stands_for)
    return laid if laid.is_same and laid.first >= start else None


def _fitted(query: Query, laid: Alignment, held: WordRow) -> Alignment:
    """The alignment, or one on a window up to two words larger or smaller, where nothing differs on that one.

    A word may be cut in two at the end of a line, so that the first window misses a part of it.
    """
    at_an_end = not (laid.edits and laid.edits[0].equal and laid.edits[-1].equal)
    if laid.is_same or not at_an_end or laid.same < laid.asked - 4:
        return laid
    for first, last in product((0, 1, -1, 2), (0, -1, 1, -2)):
        window = laid.first + first, laid.last + last
        if 0 <= window[0] < window[1] <= len(held.words):
            other = align_at(query.pieces[0], held, window, stands_for)
            if other.is_same:
                return other
    return laid


def _written_whole(held: WordRow, first: int, last: int) -> tuple[int, int]:
    """The window, widened so that it cuts no number from its sign, currency or unit; it may still cut "didn't"."""
    while held.is_inside(first) and held.is_of_number(first):
        first -= 1
    while held.is_inside(last) and held.is_of_number(last):
        last += 1
    return first, last


def _widened(query: Query, held: WordRow, laid: Alignment) -> Alignment:
    """The alignment with the whole noun that a stand-in at an end of the query stands for.

    "[it]" for "the old bridge" takes in all three words.
    """
    forms = query.pieces[0].forms
    if STAND_IN not in (forms[0], forms[-1]) or not laid.is_same:
        return laid
    first, last = laid.first, laid.last
    if forms[0] == STAND_IN:
        first = _noun_start(held, first)
    if forms[-1] == STAND_IN:
        last = _noun_end(held, laid.edits[-1].held[0], last)
    wider = align_at(query.pieces[0], held, (first, last), stands_for)
    return wider if wider.is_same else laid


def _noun_start(held: WordRow, at: int) -> int:
    """The number of the nearest determiner at or before a word, where its noun begins; else `at`."""
    for start in range(at, max(-1, at - _LONGEST_NOUN), -1):
        if start < at and (_CLAUSE_END.search(held.gap(start)) or _ends_noun(held.forms[start])):
            break
        if held.forms[start] in load("en").word_kinds["determiner"]:
            return start
    return at


def _noun_end(held: WordRow, start: int, end: int) -> int:
    """The number of the word after a noun that begins with a determiner at `start`; `end` where that is not near."""
    if start == len(held.words) or held.forms[start] not in load("en").word_kinds["determiner"]:
        return end
    for at in range(start + 1, min(len(held.words), start + 1 + _LONGEST_NOUN)):
        if _ends_noun(held.forms[at]):
            return at
        if at + 1 == len(held.words) or _CLAUSE_END.search(held.gap(at)):
            return at + 1
    return end


def _ends_noun(form: str) -> bool:
    """Whether a word cannot be part of a noun: a preposition except "of", an auxiliary, a pronoun, a conjunction."""
    listed = load("en").word_kinds
    if form in listed["determiner"] or form == "of":
        return False
    return form in listed["movable"] | listed["asking"] | listed["subject"] or form in ("and", "or", "but")
