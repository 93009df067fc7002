"""Where words stand in a row in a text, written alike or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, align, align_at, find_stretches
from quotetrack.comparison.query import Query
from quotetrack.comparison.word_row import STAND_IN, WordRow
from quotetrack.language import load
from quotetrack.records import Span

_MOST_PLACES = 100
"""Places of one statement that words are looked at in: more of them say nothing new."""


def span_of(held: WordRow, first: int, last: int) -> Span:
    """The stretch of a text from one word to another (half-open)."""
    return Span(held.words[first].span.start, held.words[last - 1].span.end)


def align_all(asked: Query, held: WordRow) -> list[Alignment]:
    """All places where the words of a question in one piece stand in a row just so; else the one place that is most
    like it, whether it is the same in another writing or not."""
    literal, piece = asked.literal[0], asked.pieces[0]
    exact = list(islice(_align_in_a_row(literal, held), _MOST_PLACES))
    return exact or [_widened(asked, held, _fitted(asked, align(piece, held, same=asked.same(0)), held))]


def _align_in_a_row(literal: WordRow, held: WordRow, start: int = 0) -> Iterator[Alignment]:
    """The places from word `start` on where words stand in a row just so, each with all that is written as one."""
    for at in find_stretches(literal.forms, held.forms):
        if at >= start:
            yield align_at(literal, held, _written_whole(held, at, at + len(literal.forms)))


def locate_all(asked: Query, held: WordRow) -> list[Alignment] | None:
    """Where each piece of a question stands in a row in a text, in order; None where one does not."""
    found: list[Alignment] = []
    for number in range(len(asked.pieces)):
        laid = locate(asked, number, held, found[-1].last if found else 0)
        if laid is None:
            return None
        found.append(laid)
    return found


def locate(asked: Query, number: int, held: WordRow, start: int = 0) -> Alignment | None:
    """Where a piece of a question stands in a row in a text, from word `start` on."""
    literal, piece = asked.literal[number], asked.pieces[number]
    for laid in _align_in_a_row(literal, held, start):
        if laid.is_same:
            return laid
    if not asked.stand_ins[number] and len(piece.forms) < settings.SPLICE_PIECE:
        return None
    laid = align(piece, held, same=asked.same(number))
    return laid if laid.is_same and laid.first >= start else None


def _fitted(asked: Query, laid: Alignment, held: WordRow) -> Alignment:
    """An alignment that differs at its ends alone, on a window a word or two off where none differs: a word may be cut
    in two at the end of a line."""
    at_an_end = not (laid.edits and laid.edits[0].equal and laid.edits[-1].equal)
    if laid.is_same or not at_an_end or laid.same < laid.asked - 4:
        return laid
    for first, last in product((0, 1, -1, 2), (0, -1, 1, -2)):
        window = laid.first + first, laid.last + last
        if 0 <= window[0] < window[1] <= len(held.words):
            other = align_at(asked.pieces[0], held, window, asked.same(0))
            if other.is_same:
                return other
    return laid


def _written_whole(held: WordRow, first: int, last: int) -> tuple[int, int]:
    """A window that cuts no number from its sign, currency or unit; a cut through "didn't" stays one."""
    while held.is_inside(first) and any(held.is_number(at) for at in _group(held, first)):
        first -= 1
    while held.is_inside(last) and any(held.is_number(at) for at in _group(held, last)):
        last += 1
    return first, last


def _group(held: WordRow, at: int) -> list[int]:
    """The words that are written as one with the word at a place."""
    return [
        n
        for n in range(max(0, at - 5), min(len(held.words), at + 6))
        if held.words[n].written == held.words[at].written
    ]


def _widened(asked: Query, held: WordRow, laid: Alignment) -> Alignment:
    """The window with all of a noun under words in brackets that stand first or last: for "the old bridge" [it]."""
    forms = asked.pieces[0].forms
    if STAND_IN not in (forms[0], forms[-1]) or not laid.is_same:
        return laid
    first, last = laid.first, laid.last
    if forms[0] == STAND_IN:
        first = _noun_start(held, first)
    if forms[-1] == STAND_IN:
        last = _noun_end(held, laid.edits[-1].held[0], last)
    wider = align_at(asked.pieces[0], held, (first, last), asked.same(0))
    return wider if wider.is_same else laid


def _noun_start(held: WordRow, at: int) -> int:
    """Where the noun begins that a word is part of: at the nearest "the" or the like before it, if one is near."""
    for start in range(at, max(-1, at - _LONGEST_NOUN), -1):
        if start < at and (_CLAUSE_END.search(_gap(held, start)) or _ends_noun(held.forms[start])):
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
        if at + 1 == len(held.words) or _CLAUSE_END.search(_gap(held, at)):
            return at + 1
    return end


def _ends_noun(form: str) -> bool:
    """Whether a word is no part of a noun: a preposition but "of", an auxiliary, a pronoun or a conjunction."""
    listed = load("en").word_kinds
    if form in listed["determiner"] or form == "of":
        return False
    return form in listed["movable"] | listed["asking"] | listed["subject"] or form in ("and", "or", "but")


def _gap(held: WordRow, at: int) -> str:
    """What stands between a word and the next."""
    return held.text[held.words[at].span.end : held.words[at + 1].span.start]


_CLAUSE_END = re.compile(r"[.!?;:,—]|\s[–-]")
_LONGEST_NOUN = 5
"""Words (1 upwards) of a noun with its article and what stands between them."""
