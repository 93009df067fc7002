"""How do asked words lie on held ones: what is the same, and what differs in which way?

The window of held words that is most like the asked ones is found, the two are compared word by word, and words that
are one in another writing (hyphens, contractions, masked letters) are taken for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rapidfuzz.distance import LCSseq, Levenshtein

from quotetrack.comparison.guards import Guard, WordRange, guard_of
from quotetrack.comparison.word_row import WordRow, usual_spelling
from quotetrack.language import load

Op = Literal["equal", "replace", "insert", "delete"]


@dataclass(frozen=True)
class Difference:
    """A stretch of words that is the same in both, or not: `asked` and `held` as written, and what a change
    in it touches, if that is never a small matter. `held` may be one word written in two ways: op is "equal" then."""

    op: Op
    asked: str
    held: str
    guard: Guard | None = None


@dataclass(frozen=True)
class Edit:
    """Query words and the held words in their place (half-open ranges of words)."""

    asked: WordRange
    held: WordRange
    equal: bool


@dataclass(frozen=True)
class Alignment:
    """How a row of words lies on a longer one: the window of held words (half-open) and the edits."""

    asked_words: WordRow
    held_words: WordRow
    first: int
    last: int
    edits: tuple[Edit, ...]

    @property
    def asked(self) -> int:
        """How many words are asked."""
        return len(self.asked_words.words)

    @property
    def same(self) -> int:
        """How many of them are the same."""
        return sum(edit.asked[1] - edit.asked[0] for edit in self.edits if edit.equal)

    @property
    def share(self) -> float:
        """The share (0 to 1) of words that are the same, of those asked or those of the window, whichever are more."""
        return self.same / max(self.asked, self.last - self.first, 1)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return all(edit.equal for edit in self.edits)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The edits in words, with what a change touches."""
        return tuple(_differences(self.asked_words, self.held_words, self.edits))

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The differences that are some."""
        return tuple(d for d in self.differences if d.op != "equal")


Same = Callable[[WordRow, WordRange, WordRow, WordRange], bool]
"""Whether two stretches of other words stand for the same: see `is_one_reading`."""


def align(asked: WordRow, held: WordRow, *, whole: bool = False, same: Same | None = None) -> Alignment:
    """The stretch of `held` that is most like `asked`, and how it differs.

    Words before and after that stretch count for nothing, unless the `whole` is to be compared; ops tell what makes
    the held words of the asked ones: "insert" is a word that only the held ones have.
    """
    return align_at(asked, held, (0, len(held.words)) if whole else _window(asked.forms, held), same)


def align_at(asked: WordRow, held: WordRow, window: WordRange, same: Same | None = None) -> Alignment:
    """The same for a given window of held words."""
    first, last = window
    edits = [_judged(edit, asked, held, same or is_one_reading) for edit in _edits(asked, held, first, last)]
    return Alignment(asked, held, first, last, tuple(edits))


def _judged(edit: Edit, asked: WordRow, held: WordRow, same: Same) -> Edit:
    equal = edit.equal or same(asked, edit.asked, held, edit.held)
    return Edit(edit.asked, edit.held, equal)


def _differences(asked: WordRow, held: WordRow, edits: Sequence[Edit]) -> Iterator[Difference]:
    for edit in edits:
        a, b = edit.asked, edit.held
        op: Op = "equal" if edit.equal else "insert" if a[0] == a[1] else "delete" if b[0] == b[1] else "replace"
        guard = None if edit.equal else guard_of(asked, a, held, b)
        yield Difference(op, asked.slice(*a), held.slice(*b), guard)


def is_one_reading(asked: WordRow, a: WordRange, held: WordRow, b: WordRange) -> bool:
    """Whether different words are one, written otherwise: with or without a hyphen or a space, shortened, or with
    letters of a swear word masked."""
    one, other = asked.forms[slice(*a)], held.forms[slice(*b)]
    if not one or not other:
        return False
    contracted = re.search(r"['’]s\b", f"{asked.slice(*a)} {held.slice(*b)}")
    has = {("is", "has"), ("has", "is")} if contracted else set()  # it's been
    if len(one) == len(other) and all(_is_one_word(x, y) or (x, y) in has for x, y in zip(one, other, strict=True)):
        return True
    if "re" in (one[0], other[0]):  # re-signed is not resigned
        return False
    joined = "".join(one)
    guarded = load("en").negations | load("en").number_words
    turns = [[form for form in forms if form in guarded] for forms in (one, other)]
    if not joined.isalpha() or usual_spelling(joined) != usual_spelling("".join(other)) or turns[0] != turns[1]:
        return False
    return len(joined) > 3


def _is_one_word(one: str, other: str) -> bool:
    if one == other or {one, other} in ({"'d", "would"}, {"'d", "had"}):
        return True
    return _is_masked(one, other) or _is_masked(other, one)


def _is_masked(mask: str, word: str) -> bool:
    """Whether `f*` or `s*t` can stand for a word: for a swear word only, so never for one that turns or counts."""
    if "*" not in mask or not any(part in word for part in load("en").word_kinds["swear"]):
        return False
    start, _, end = mask.partition("*")
    return word.startswith(start) and word.endswith(end) and len(word) >= len(start) + len(end)


def _edits(asked: WordRow, held: WordRow, first: int, last: int) -> Iterator[Edit]:
    """The edits with no written word cut in two: of "isn't" and "is" the whole word differs, not the "not"."""
    pairs: dict[int, int] = {}
    for edit in Levenshtein.opcodes(asked.forms, held.forms[first:last]):
        if edit.tag == "equal":
            pairs |= {edit.src_start + n: first + edit.dest_start + n for n in range(edit.src_end - edit.src_start)}
    while cut := _cut_words(asked, held, pairs, first, last):
        pairs = {a: b for a, b in pairs.items() if a not in cut}
    at_a, at_b = 0, first
    for a, b in (*_runs(pairs), ((len(asked.forms), len(asked.forms)), (last, last))):
        if at_a < a[0] or at_b < b[0]:
            yield Edit((at_a, a[0]), (at_b, b[0]), False)
        if a[0] < a[1]:
            yield Edit(a, b, True)
        at_a, at_b = a[1], b[1]


def _cut_words(asked: WordRow, held: WordRow, pairs: dict[int, int], first: int, last: int) -> set[int]:
    """Query words that have a partner while another word of what is written as one, on either side, has none."""
    taken = set(pairs.values())
    lone_a = {word.written for at, word in enumerate(asked.words) if at not in pairs}
    lone_b = {held.words[at].written for at in range(first, last) if at not in taken}
    return {a for a, b in pairs.items() if asked.words[a].written in lone_a or held.words[b].written in lone_b}


def _runs(pairs: dict[int, int]) -> Iterator[tuple[WordRange, WordRange]]:
    """Pairs of words in a row on both sides, as ranges."""
    run: list[tuple[int, int]] = []
    for a, b in [*sorted(pairs.items()), (-1, -1)]:
        if run and (a, b) != (run[-1][0] + 1, run[-1][1] + 1):
            yield (run[0][0], run[-1][0] + 1), (run[0][1], run[-1][1] + 1)
            run = []
        run.append((a, b))


def find_stretch(asked: Sequence[str], held: Sequence[str], start: int = 0) -> int | None:
    """Where the asked words stand in a row among the held ones, from `start` on; None if nowhere."""
    size = len(asked)
    if not size:
        return None
    first, sought = asked[0], tuple(asked)
    for at in range(start, len(held) - size + 1):
        if held[at] == first and tuple(held[at : at + size]) == sought:
            return at
    return None


def find_stretches(asked: Sequence[str], held: Sequence[str], start: int = 0) -> Iterator[int]:
    """All places where the asked words stand in a row among the held ones, from `start` on."""
    at = find_stretch(asked, held, start)
    while at is not None:
        yield at
        at = find_stretch(asked, held, at + 1)


def _window(asked: Sequence[str], held: WordRow) -> WordRange:
    """The window of held words in which as many asked ones as possible stand, as close as possible."""
    forms = held.forms
    exact = find_stretch(asked, forms)
    if exact is not None:
        return exact, exact + len(asked)
    size = len(asked) + max(2, len(asked) // 3)
    if len(forms) <= size:
        return _trimmed(asked, held, 0, len(forms))
    at = _densest(asked, forms, size)
    return _trimmed(asked, held, at, at + size)


def _densest(asked: Sequence[str], held: Sequence[str], size: int) -> int:
    """Where a window of that size holds most of the asked words; the first of several."""
    left = {form: asked.count(form) for form in set(asked)}
    hits = best = place = 0
    for at, form in enumerate(held):
        hits += left.get(form, 0) > 0
        if form in left:
            left[form] -= 1
        if at >= size:
            gone = held[at - size]
            if gone in left:
                left[gone] += 1
                hits -= left[gone] > 0
        if at >= size - 1 and hits > best:
            best, place = hits, at - size + 1
    return place


def _trimmed(asked: Sequence[str], held: WordRow, first: int, last: int) -> WordRange:
    """The window without what stands before the first and after the last word that both have; where the asked words
    begin or end with others, as many held ones are taken for them. It ends with no part of a written word."""
    blocks = [op for op in LCSseq.opcodes(asked, held.forms[first:last]) if op.tag == "equal"]
    if not blocks:
        return first, min(last, first + len(asked))
    start = max(0, first + blocks[0].dest_start - blocks[0].src_start)
    end = min(len(held.forms), first + blocks[-1].dest_end + len(asked) - blocks[-1].src_end)
    start, end = _tightened(asked, held.forms, start, end)
    while held.is_inside(start):
        start -= 1
    while held.is_inside(end):
        end += 1
    return start, end


def _tightened(asked: Sequence[str], held: Sequence[str], start: int, end: int) -> WordRange:
    """The widest of the windows within a window, or a word or two beyond it, from which the fewest words differ."""
    spare = max(end - start - len(asked), 0) + 2

    def cost_from(at: int) -> int:
        return Levenshtein.distance(asked, held[at:end])

    start = min(range(max(0, start - 2), min(start + spare, end)), key=cost_from, default=start)

    def cost_to(at: int) -> tuple[int, int]:
        return Levenshtein.distance(asked, held[start:at]), -at

    end = min(range(max(start + 1, end - spare), min(len(held), end + 2) + 1), key=cost_to, default=end)
    return start, end
