"""How differently are the same words written in a query and in print?

The answer is a tier (exact, spacing, case, typography, spelling) and notes on newsroom conventions (a capital in
brackets, [sic], a marked omission). A question mark that was added or taken away changes the sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from quotetrack.comparison.alignment import Alignment, Difference
from quotetrack.comparison.query import OMISSION, Query
from quotetrack.comparison.verdicts import Tier
from quotetrack.comparison.word_row import STAND_IN, WordRow, clean, latin
from quotetrack.language import load


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
