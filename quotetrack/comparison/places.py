"""Where in a text do the pieces of a question stand in a row, written alike or not?

Words that stand just so are found first; else the place that is most like them is looked at, for the same words can be
written in another way. Words in brackets stand for a noun, all of which belongs to the place.
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
"""Places of one statement that words are looked at in: more of them say nothing new."""

_CLAUSE_END = re.compile(r"[.!?;:,—]|\s[–-]")
_LONGEST_NOUN = 5
"""Words (1 upwards) of a noun with its article and what stands between them."""


def align_all(query: Query, held: WordRow) -> list[Alignment]:
    """All places where the words of a question in one piece stand in a row just so; else the one place that is most
    like it, whether it is the same in another writing or not."""
    literal, piece = query.literal[0], query.pieces[0]
    exact = list(islice(_align_in_a_row(literal, held), _MOST_PLACES))
    return exact or [_widened(query, held, _fitted(query, align(piece, held, same=stands_for), held))]


def _align_in_a_row(literal: WordRow, held: WordRow, start: int = 0) -> Iterator[Alignment]:
    """The places from word `start` on where words stand in a row just so, each with all that is written as one."""
    for at in find_stretches(literal.forms, held.forms, start):
        yield align_at(literal, held, _written_whole(held, at, at + len(literal.forms)))


def locate_all(query: Query, held: WordRow) -> list[Alignment] | None:
    """Where each piece of a question stands in a row in a text, in order; None where one does not."""
    found: list[Alignment] = []
    for number in range(len(query.pieces)):
        laid = locate(query, number, held, found[-1].last if found else 0)
        if laid is None:
            return None
        found.append(laid)
    return found


def locate(query: Query, number: int, held: WordRow, start: int = 0) -> Alignment | None:
    """Where a piece of a question stands in a row in a text, from word `start` on."""
    literal, piece = query.literal[number], query.pieces[number]
    for laid in _align_in_a_row(literal, held, start):
        if laid.is_same:
            return laid
    if STAND_IN not in piece.known and len(piece.forms) < settings.SPLICE_PIECE:
        return None
    laid = align(piece, held, same=stands_for)
    return laid if laid.is_same and laid.first >= start else None


def _fitted(query: Query, laid: Alignment, held: WordRow) -> Alignment:
    """An alignment that differs at its ends alone, on a window a word or two off where none differs: a word may be cut
    in two at the end of a line."""
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
    """A window that cuts no number from its sign, currency or unit; a cut through "didn't" stays one."""
    while held.is_inside(first) and held.is_of_number(first):
        first -= 1
    while held.is_inside(last) and held.is_of_number(last):
        last += 1
    return first, last


def _widened(query: Query, held: WordRow, laid: Alignment) -> Alignment:
    """The window with all of a noun under words in brackets that stand first or last: for "the old bridge" [it]."""
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
    """Where the noun begins that a word is part of: at the nearest "the" or the like before it, if one is near."""
    for start in range(at, max(-1, at - _LONGEST_NOUN), -1):
        if start < at and (_CLAUSE_END.search(held.gap(start)) or _ends_noun(held.forms[start])):
            break
        if held.forms[start] in load("en").word_kinds["determiner"]:
            return start
    return at


def _noun_end(held: WordRow, start: int, end: int) -> int:
    """Where the noun ends that begins with "the" or the like at `start`: at the clause's end if near, else `end`."""
    if start == len(held.words) or held.forms[start] not in load("en").word_kinds["determiner"]:
        return end
    for at in range(start + 1, min(len(held.words), start + 1 + _LONGEST_NOUN)):
        if _ends_noun(held.forms[at]):
            return at
        if at + 1 == len(held.words) or _CLAUSE_END.search(held.gap(at)):
            return at + 1
    return end


def _ends_noun(form: str) -> bool:
    """Whether a word is no part of a noun: a preposition but "of", an auxiliary, a pronoun or a conjunction."""
    listed = load("en").word_kinds
    if form in listed["determiner"] or form == "of":
        return False
    return form in listed["movable"] | listed["asking"] | listed["subject"] or form in ("and", "or", "but")
