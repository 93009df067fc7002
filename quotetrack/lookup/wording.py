"""Words compared with words: what is the same but for typography, and what differs in which way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import LCSseq, Levenshtein

from quotetrack.folding import fold_characters
from quotetrack.lexicon import table, words
from quotetrack.records import Span

Guard = Literal["number", "name", "negation", "modal"]
Op = Literal["equal", "replace", "insert", "delete"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[%$€£&]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NEGATED = re.compile(r"(?P<verb>\w+)n't")
_SHORTENED = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "&": "and"}
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


@dataclass(frozen=True)
class Word:
    """A word of a text: where it stands, and the form in which it is compared."""

    span: Span
    form: str


class Wording:
    """A text as a row of words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(_read(text))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words in the forms in which they are compared."""
        return tuple(word.form for word in self.words)

    def slice(self, first: int, last: int) -> str:
        """The text of words `first` to `last` (half-open), as it is written."""
        return self.text[self.words[first].span.start : self.words[last - 1].span.end] if first < last else ""


def _read(text: str) -> list[Word]:
    """The words; "don't" stands for two ("do not"), "1,000" and "1000" have one form, and so have "organise"
    and "organize"."""
    found: list[Word] = []
    for piece in _WORD.finditer(text):
        span = Span(*piece.span())
        found += [Word(span, form) for form in _forms(fold_characters(piece.group()))]
    return _joined(found)


def _forms(word: str) -> list[str]:
    if _GROUPED.fullmatch(word):
        return [word.replace(",", "")]
    if word == "cannot":
        return ["can", "not"]
    if negated := _NEGATED.fullmatch(word):
        return [_IRREGULAR.get(negated["verb"], negated["verb"]), "not"]
    for ending, full in _SHORTENED.items():
        if word.endswith(ending) and len(word) > len(ending):
            return [word.removesuffix(ending), full]
    word = _SIGNS.get(word, word).replace("'", "")
    return [_usual_spelling(word)]


def _usual_spelling(word: str) -> str:
    """The American form of what is spelt in two ways: organise, colour, centre, travelling."""
    known = table("spellings").get(word)
    if known:
        return known
    return re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz", word)


def _joined(found: list[Word]) -> list[Word]:
    """ "per cent" is one word."""
    made: list[Word] = []
    for word in found:
        if made and word.form == "cent" and made[-1].form == "per":
            made[-1] = Word(Span(made[-1].span.start, word.span.end), "percent")
        else:
            made.append(word)
    return made


@dataclass(frozen=True)
class Difference:
    """A stretch of words that is the same in both, or not: `asked` and `held` as written, and what a change
    in it touches, if that is never a small matter."""

    op: Op
    asked: str
    held: str
    guard: Guard | None = None


@dataclass(frozen=True)
class Alignment:
    """How a row of words lies on a longer one: the window of held words (half-open), the differences, and
    how many words of each are the same."""

    first: int
    last: int
    differences: tuple[Difference, ...]
    same: int
    asked: int

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The differences that are some."""
        return tuple(d for d in self.differences if d.op != "equal")


def align(asked: Wording, held: Wording, *, whole: bool = False) -> Alignment:
    """The stretch of `held` that is most like `asked`, and how it differs.

    Words before and after that stretch count for nothing, unless the `whole` is to be compared; ops tell what makes
    the held words of the asked ones: "insert" is a word that only the held ones have.
    """
    first, last = (0, len(held.words)) if whole else _window(asked.forms, held.forms)
    edits = [
        ((edit.src_start, edit.src_end), (first + edit.dest_start, first + edit.dest_end), edit.tag == "equal")
        for edit in Levenshtein.opcodes(asked.forms, held.forms[first:last])
    ]
    same = sum(a[1] - a[0] for a, _, equal in edits if equal)
    differences = []
    for a, b, equal in _whole_words(asked, held, edits):
        op: Op = "equal" if equal else "insert" if a[0] == a[1] else "delete" if b[0] == b[1] else "replace"
        guard = None if equal else _guard(asked, a, held, b)
        differences.append(Difference(op, asked.slice(*a), held.slice(*b), guard))
    return Alignment(first, last, tuple(differences), same, len(asked.forms))


_Edit = tuple[tuple[int, int], tuple[int, int], bool]


def _whole_words(asked: Wording, held: Wording, edits: Sequence[_Edit]) -> list[_Edit]:
    """The edits with no written word cut in two: of "isn't" and "is" the whole word differs, not the "not"."""
    made: list[_Edit] = []
    for a, b, equal in edits:
        if made and (_is_inside(asked, a[0]) or _is_inside(held, b[0])):
            before_a, before_b, before_equal = made.pop()
            if before_equal and before_a[1] - before_a[0] > 1:
                made.append(((before_a[0], before_a[1] - 1), (before_b[0], before_b[1] - 1), True))
                before_a, before_b = (before_a[1] - 1, before_a[1]), (before_b[1] - 1, before_b[1])
            if equal and a[1] - a[0] > 1:
                made.append(((before_a[0], a[0] + 1), (before_b[0], b[0] + 1), False))
                made.append(((a[0] + 1, a[1]), (b[0] + 1, b[1]), True))
                continue
            a, b, equal = (before_a[0], a[1]), (before_b[0], b[1]), False
        elif made and not equal and not made[-1][2]:
            before_a, before_b, _ = made.pop()  # "has to" for "must" is one change
            a, b = (before_a[0], a[1]), (before_b[0], b[1])
        made.append((a, b, equal))
    return made


def _is_inside(wording: Wording, at: int) -> bool:
    """Whether the word at a place is part of the same written word as the one before it."""
    return 0 < at < len(wording.words) and wording.words[at - 1].span == wording.words[at].span


def find_stretch(asked: Sequence[str], held: Sequence[str], start: int = 0) -> int | None:
    """Where the asked words stand in a row among the held ones, from `start` on; None if nowhere."""
    size = len(asked)
    if not size:
        return None
    for at in range(start, len(held) - size + 1):
        if held[at] == asked[0] and tuple(held[at : at + size]) == tuple(asked):
            return at
    return None


def _window(asked: Sequence[str], held: Sequence[str]) -> tuple[int, int]:
    """The window of held words in which as many asked ones as possible stand, as close as possible."""
    exact = find_stretch(asked, held)
    if exact is not None:
        return exact, exact + len(asked)
    slack = max(2, len(asked) // 3)
    size = len(asked) + slack
    if len(held) <= size:
        return _trimmed(asked, held, 0, len(held))
    best = (-1.0, 0)
    counts: dict[str, int] = {}
    for form in asked:
        counts[form] = counts.get(form, 0) + 1
    for at in range(0, len(held) - size + 1):
        left = dict(counts)
        hits = 0
        for form in held[at : at + size]:
            if left.get(form, 0):
                left[form] -= 1
                hits += 1
        best = max(best, (float(hits), -at))
    at = -best[1]
    return _trimmed(asked, held, at, at + size)


def _trimmed(asked: Sequence[str], held: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The window without what stands before the first and after the last word that both have; where the asked words
    begin or end with others, as many held ones are taken for them."""
    blocks = [op for op in LCSseq.opcodes(asked, held[first:last]) if op.tag == "equal"]
    if not blocks:
        return first, min(last, first + len(asked))
    start = first + blocks[0].dest_start - blocks[0].src_start
    end = first + blocks[-1].dest_end + len(asked) - blocks[-1].src_end
    return max(0, start), min(len(held), end)


def _guard(asked: Wording, a: tuple[int, int], held: Wording, b: tuple[int, int]) -> Guard | None:
    """What a change touches: a number, a negation, a modal verb, a name (the first that fits)."""
    changed = set(asked.forms[slice(*a)]) ^ set(held.forms[slice(*b)])
    if any(form[0].isdigit() or form in words("number_words") for form in changed):
        return "number"
    if changed & words("negations"):
        return "negation"
    if changed & words("modals"):
        return "modal"
    capitals = {*_capitalised(asked, a), *_capitalised(held, b)}
    return "name" if capitals & changed else None


def _capitalised(wording: Wording, stretch: tuple[int, int]) -> set[str]:
    """Words with a capital that begin no sentence."""
    found = set()
    for word in wording.words[slice(*stretch)]:
        before = wording.text[: word.span.start].rstrip(" \n\t“”\"'‘’([")
        inside = bool(before) and before[-1] not in ".!?:"
        if inside and wording.text[word.span.start].isupper() and word.form != "i":
            found.add(word.form)
    return found
