"""Questions made statements, and statements made questions."""

from __future__ import annotations

import re

from quotetrack.comparison.alignment import Alignment, Difference
from quotetrack.comparison.wording import Wording
from quotetrack.lexicon import kinds


def changed_question(asked: Wording, held: Wording, laid: Alignment, said_end: int) -> tuple[Difference, ...]:
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


def _mark_after(wording: Wording, at: int, end: int) -> str:
    """The marks of punctuation between a word and the next one."""
    stop = wording.words[at + 1].span.start if at + 1 < len(wording.words) else end
    return "".join(
        re.findall(r"[.!?,;:…]", wording.text[wording.words[at].span.end : max(stop, wording.words[at].span.end)])
    )


def _asks(held: Wording, last: int) -> bool:
    """Whether the sentence that ends with a word begins as a question does."""
    first = last
    while first and not re.search(r"[.!?:]", _mark_after(held, first - 1, len(held.text))):
        first -= 1
    opening = [form for form in held.forms[first : first + 3] if form not in ("and", "but", "so", "well", "or")]
    return bool(opening) and opening[0] in kinds("check_words")["asking"]


def _told(asked: Wording, held: Wording, laid: Alignment, a: int, b: int) -> tuple[Difference, ...]:
    start, end = laid.first, laid.last
    told = [
        Difference("equal", asked.slice(0, a), held.slice(start, b)),
        Difference("replace", _with_mark(asked, a), _with_mark(held, b), "question"),
        Difference("equal", asked.slice(a + 1, len(asked.words)), held.slice(b + 1, end)),
    ]
    return tuple(each for each in told if each.asked or each.held)


def _with_mark(wording: Wording, at: int) -> str:
    return wording.slice(at, at + 1) + _mark_after(wording, at, len(wording.text))[:1]
