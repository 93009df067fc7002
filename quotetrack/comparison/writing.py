"""How the same words are written in a question and in print: the tier, newsroom conventions by name, question marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotetrack.comparison.alignment import Alignment, Difference
from quotetrack.comparison.query import OMISSION, Query
from quotetrack.comparison.verdicts import Tier
from quotetrack.comparison.word_row import STAND_IN, WordRow, clean, latin
from quotetrack.language import load


def tell_writing(asked: Query, laid: Sequence[Alignment]) -> tuple[Tier, tuple[str, ...]]:
    """The tier of words that are the same, and what a newsroom put otherwise on purpose, each told as what it is."""
    notes = list(_conventions(asked, laid))
    plain = [_stretches(asked, each) for each in laid]
    tier = max((_tier(one, other) for one, other in plain), key=_TIERS.index)
    if notes and tier == "spelling":
        tier = "typography"
    return tier, tuple(dict.fromkeys(notes))


_TIERS: tuple[Tier, ...] = ("exact", "spacing", "case", "typography", "markup", "spelling")


def _stretches(asked: Query, laid: Alignment) -> tuple[str, str]:
    """The words asked and those printed, as written, with the marks between them, and with the mark after them where
    the question has one."""
    piece, held = laid.asked_words, laid.held_words
    end = held.words[laid.last - 1].span.end
    tail = piece.text[piece.words[-1].span.end :].rstrip() if len(asked.pieces) == 1 else ""
    last = held.text[end : end + len(tail)]
    return piece.slice(0, len(piece.words)) + tail, held.slice(laid.first, laid.last) + last


def _tier(asked: str, printed: str) -> Tier:
    if asked == printed:
        return "exact"
    if _spaced(asked) == _spaced(printed):
        return "spacing"
    if _spaced(asked).casefold() == _spaced(printed).casefold():
        return "case"
    one, other = (re.sub(r"[\W_]+", "", clean(text).text).casefold() for text in (asked, printed))
    return "typography" if one == other else "spelling"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _looks_latin(text: str) -> bool:
    """Whether a text has words with letters of another alphabet that look like Latin ones."""
    return not text.isascii() and any(latin(word) != word for word in re.findall(r"[^\W\d_]+", text))


def _conventions(asked: Query, laid: Sequence[Alignment]) -> Iterator[str]:
    """What a newsroom put otherwise on purpose."""
    for each in laid:
        yield from _edited(each)
        yield from (note for pattern, note in _NOTES.items() if pattern.search(each.asked_words.text))
        if any(map(_looks_latin, (each.asked_words.text, each.held_words.slice(each.first, each.last)))):
            yield "letters of another alphabet look like Latin ones"
    if len(asked.pieces) > 1 and OMISSION.search(asked.text):
        yield "an omission is marked"


_NOTES = {
    re.compile(r"\[[^\W\d_]\](?=[^\W\d_])"): "a capital changed in brackets",
    re.compile(r"[^\W\d_]\[(?!sic\])[^\W\d_]{1,4}\]"): "an ending changed in brackets",
    re.compile(r"[\[(]\s*sic", re.IGNORECASE): "[sic] is not part of the words",
}


def _edited(laid: Alignment) -> Iterator[str]:
    """What stands for what: words in brackets, and letters that are masked."""
    asked, held = laid.asked_words, laid.held_words
    for edit in laid.edits:
        one, other = asked.slice(*edit.asked), held.slice(*edit.held)
        if STAND_IN in asked.forms[slice(*edit.asked)]:
            yield f"{one} stands for “{other}”" if other else f"{one} is added"
        elif one != other and "*" in "".join((*asked.forms[slice(*edit.asked)], *held.forms[slice(*edit.held)])):
            yield f"letters are masked: “{one}” for “{other}”"


def changed_question(asked: WordRow, held: WordRow, laid: Alignment, said_end: int) -> tuple[Difference, ...]:
    """The differences where a question was made a statement, or a statement a question; empty where neither was.

    Words without a mark at their end are a question still where they begin as one.
    """
    pairs = [(a, b) for edit in laid.edits for a, b in zip(range(*edit.asked), range(*edit.held), strict=False)]
    for a, b in pairs:
        one = _mark_after(asked, a, len(asked.text))
        other = _mark_after(held, b, said_end)
        final = a == len(asked.words) - 1
        if final and not one and "?" in other and _asks(held, b):
            continue
        if ("?" in one) != ("?" in other) and (one or other) and not (final and not one and not other):
            return _told(asked, held, laid, a, b)
    return ()


def _mark_after(wording: WordRow, at: int, end: int) -> str:
    """The marks of punctuation between a word and the next one."""
    stop = wording.words[at + 1].span.start if at + 1 < len(wording.words) else end
    return "".join(
        re.findall(r"[.!?,;:…]", wording.text[wording.words[at].span.end : max(stop, wording.words[at].span.end)])
    )


def _asks(held: WordRow, last: int) -> bool:
    """Whether the sentence that ends with a word begins as a question does."""
    first = last
    while first and not re.search(r"[.!?:]", _mark_after(held, first - 1, len(held.text))):
        first -= 1
    opening = [form for form in held.forms[first : first + 3] if form not in ("and", "but", "so", "well", "or")]
    return bool(opening) and opening[0] in load("en").word_kinds["asking"]


def _told(asked: WordRow, held: WordRow, laid: Alignment, a: int, b: int) -> tuple[Difference, ...]:
    start, end = laid.first, laid.last
    told = [
        Difference("equal", asked.slice(0, a), held.slice(start, b)),
        Difference("replace", _with_mark(asked, a), _with_mark(held, b), "question"),
        Difference("equal", asked.slice(a + 1, len(asked.words)), held.slice(b + 1, end)),
    ]
    return tuple(each for each in told if each.asked or each.held)


def _with_mark(wording: WordRow, at: int) -> str:
    return wording.slice(at, at + 1) + _mark_after(wording, at, len(wording.text))[:1]
