"""Which held words stand for which asked words: what is the same, and what differs in which way?

"Asked" words are those of a query, "held" words those of a statement. The window of held words that is most like the
asked ones is found, and the two are compared word by word. Words that are one word written in two ways (hyphens,
contractions, masked letters) count as the same.
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
from quotetrack.language import load, union

Op = Literal["equal", "replace", "insert", "delete"]


@dataclass(frozen=True)
class Difference:
    """A stretch of words that is the same in both, or differs: `asked` and `held` are as written.

    `op` is "equal" also where the two are one word written in two ways. `guard` tells what a change touches that is
    never a small matter; it is None for other changes.
    """

    op: Op
    asked: str
    held: str
    guard: Guard | None = None


@dataclass(frozen=True)
class Edit:
    """Some asked words and the held words in their place, as half-open ranges of words."""

    asked: WordRange
    held: WordRange
    equal: bool


@dataclass(frozen=True)
class Alignment:
    """How asked words are paired with a window of held words: the edits of words `first` to `last` (half-open)."""

    asked_words: WordRow
    held_words: WordRow
    first: int
    last: int
    edits: tuple[Edit, ...]

    @property
    def asked(self) -> int:
        """The number of asked words."""
        return len(self.asked_words.words)

    @property
    def same(self) -> int:
        """The number of asked words that the window has too."""
        return sum(edit.asked[1] - edit.asked[0] for edit in self.edits if edit.equal)

    @property
    def share(self) -> float:
        """The share of words that are the same (0 to 1), of the asked ones or of the window, whichever is longer."""
        return self.same / max(self.asked, self.last - self.first, 1)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return all(edit.equal for edit in self.edits)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The edits with their words as written, and with what each change touches."""
        return tuple(_differences(self.asked_words, self.held_words, self.edits))

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The differences without the stretches that are the same."""
        return tuple(d for d in self.differences if d.op != "equal")


Same = Callable[[WordRow, WordRange, WordRow, WordRange], bool]
"""A test of whether two stretches with different forms count as the same: see `is_one_reading`."""


def align(asked: WordRow, held: WordRow, *, whole: bool = False, same: Same | None = None) -> Alignment:
    """Align the asked words with the stretch of `held` that is most like them, or with all of it where `whole`.

    The ops turn the asked words into the held ones: "insert" is a word that only the held ones have.
    """
    return align_at(asked, held, (0, len(held.words)) if whole else _window(asked.forms, held), same)


def align_at(asked: WordRow, held: WordRow, window: WordRange, same: Same | None = None) -> Alignment:
    """Align the asked words with a given window of held words (half-open)."""
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
    """Whether different forms are the same words written in two ways: with or without a hyphen or a space, shortened,
    or with masked letters in a swear word."""
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
    guarded = union(load("en").negations, load("en").number_words)
    turns = [[form for form in forms if form in guarded] for forms in (one, other)]
    if not joined.isalpha() or usual_spelling(joined) != usual_spelling("".join(other)) or turns[0] != turns[1]:
        return False
    return len(joined) > 3


def _is_one_word(one: str, other: str) -> bool:
    if one == other or {one, other} in ({"'d", "would"}, {"'d", "had"}):
        return True
    return _is_masked(one, other) or _is_masked(other, one)


def _is_masked(mask: str, word: str) -> bool:
    """Whether a mask such as `f*` or `s*t` can stand for a word: it can stand for swear words only."""
    if "*" not in mask or not any(part in word for part in load("en").word_kinds["swear"]):
        return False
    start, _, end = mask.partition("*")
    return word.startswith(start) and word.endswith(end) and len(word) >= len(start) + len(end)


def _edits(asked: WordRow, held: WordRow, first: int, last: int) -> Iterator[Edit]:
    """The edits, which cut no written word in two: "isn't" and "is" differ as whole words, not in "not" alone."""
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
    """The paired asked words of which a part, or a part of the partner, has no pair: "is" of "isn't" beside "is"."""
    taken = set(pairs.values())
    lone_a = {word.written for at, word in enumerate(asked.words) if at not in pairs}
    lone_b = {held.words[at].written for at in range(first, last) if at not in taken}
    return {a for a, b in pairs.items() if asked.words[a].written in lone_a or held.words[b].written in lone_b}


def _runs(pairs: dict[int, int]) -> Iterator[tuple[WordRange, WordRange]]:
    """The pairs of words as ranges: one for each run of pairs that follow each other on both sides."""
    run: list[tuple[int, int]] = []
    for a, b in [*sorted(pairs.items()), (-1, -1)]:
        if run and (a, b) != (run[-1][0] + 1, run[-1][1] + 1):
            yield (run[0][0], run[-1][0] + 1), (run[0][1], run[-1][1] + 1)
            run = []
        run.append((a, b))


def find_stretch(asked: Sequence[str], held: Sequence[str], start: int = 0) -> int | None:
    """The first place from `start` on where the asked words stand in a row; None where there is none."""
    size = len(asked)
    if not size:
        return None
    first, sought = asked[0], tuple(asked)
    for at in range(start, len(held) - size + 1):
        if held[at] == first and tuple(held[at : at + size]) == sought:
            return at
    return None


def find_stretches(asked: Sequence[str], held: Sequence[str], start: int = 0) -> Iterator[int]:
    """All places from `start` on where the asked words stand in a row among the held ones."""
    at = find_stretch(asked, held, start)
    while at is not None:
        yield at
        at = find_stretch(asked, held, at + 1)


def _window(asked: Sequence[str], held: WordRow) -> WordRange:
    """The shortest window of held words that has as many of the asked words as possible."""
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
    """Where the window of `size` words that has the most asked words begins; the first of several."""
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
    """The window cut down to the words that both have, and as many more as the asked words have before and after these.

    It cuts no written word in two.
    """
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
    """The window within this one, or up to two words beyond it, that differs in the fewest words."""
    spare = max(end - start - len(asked), 0) + 2

    def cost_from(at: int) -> int:
        return Levenshtein.distance(asked, held[at:end])

    start = min(range(max(0, start - 2), min(start + spare, end)), key=cost_from, default=start)

    def cost_to(at: int) -> tuple[int, int]:
        return Levenshtein.distance(asked, held[start:at]), -at

    end = min(range(max(start + 1, end - spare), min(len(held), end + 2) + 1), key=cost_to, default=end)
    return start, end
