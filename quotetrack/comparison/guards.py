"""What does a change of words touch that is never a small matter: a number, a negation, a modal verb, a name ...?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from quotetrack.comparison.word_row import WordRow
from quotetrack.language import load

Guard = Literal["number", "negation", "modal", "quantity", "person", "name", "question"]
WordRange = tuple[int, int]
"""A half-open range of words, by their numbers in the row."""

_SIGNS = frozenset("-+±<>≤≥≈~^")
_MEASURES = frozenset(("dollar", "euro", "yen", "rupee", "rouble", "lira", "percent", "permille"))
_NO_NEGATIONS = frozenset(
    [("not", after) for after in ("only", "just", "merely", "simply", "least")]
    + [("no", after) for after in ("doubt", "wonder", "matter", "question")]
)


def find_negations(forms: Sequence[str]) -> list[int]:
    """The numbers of the words that negate: "not" of "not only" and "no" of "no doubt" do not."""
    listed = load("en").negations
    return [
        at for at, form in enumerate(forms)
        if form in listed and (form, forms[at + 1] if at + 1 < len(forms) else "") not in _NO_NEGATIONS
    ]  # fmt: skip


def is_number(form: str) -> bool:
    """Whether a form is a number, says how many there are, or is a sign before a number: 5, five, half, >."""
    return form[0].isdigit() or form in _SIGNS or form in load("en").number_words


def guard_of(asked: WordRow, a: WordRange, held: WordRow, b: WordRange) -> Guard | None:
    """What a change from the held words to the asked ones touches, the gravest first; None for plain words."""
    one, other = set(asked.meant(*a)), set(held.meant(*b))
    changed = one ^ other
    if (
        _touches_number(changed)
        or _unit_after(asked, a) != _unit_after(held, b)
        or _changes_part_of_number(asked, a, changed)
        or _changes_part_of_number(held, b, changed)
    ):
        return "number"
    if changed & load("en").negations:
        return "negation"
    if changed & load("en").modals:
        return "modal"
    if changed & load("en").word_kinds["quantity"]:
        return "quantity"
    if persons(one) != persons(other):
        return "person"
    return "name" if {*capitalised(asked, a), *capitalised(held, b)} & changed else None


def _changes_part_of_number(word_row: WordRow, stretch: WordRange, changed: set[str]) -> bool:
    return any(word_row.forms[at] in changed and word_row.is_of_number(at) for at in range(*stretch))


def _touches_number(changed: set[str]) -> bool:
    if any(form[0].isdigit() or form in _SIGNS or form in _MEASURES for form in changed):
        return True
    counts = changed & load("en").number_words
    return bool(counts - {"second"}) or ("second" in counts and not changed & load("en").word_kinds["time"])


def _unit_after(word_row: WordRow, stretch: WordRange) -> str | None:
    """The unit that a stretch of words begins with, where a number stands right before it; else None."""
    first, last = stretch
    if not 0 < first < last or not word_row.is_number(first - 1):
        return None
    form = word_row.forms[first]
    return form if form in load("en").word_kinds["unit"] else None


def persons(forms: Iterable[str]) -> frozenset[str]:
    """The persons that the pronouns among some words stand for: i, we, you, he, she, they."""
    known = _persons()
    return frozenset(known[form] for form in forms if form in known)


@cache
def _persons() -> dict[str, str]:
    """The person that each pronoun stands for, by pronoun."""
    listed = load("en").word_kinds.items()
    return {
        form: kind.removeprefix("person ") for kind, forms in listed if kind.startswith("person ") for form in forms
    }


def capitalised(word_row: WordRow, stretch: WordRange) -> set[str]:
    """The forms of words with a capital that do not begin a sentence."""
    found = set()
    for word in word_row.words[slice(*stretch)]:
        before = word_row.text[max(0, word.span.start - 8) : word.span.start].rstrip(" \n\t“”\"'‘’([")
        inside = bool(before) and before[-1] not in ".!?:…"
        if inside and word_row.text[word.span.start].isupper() and word.form not in ("i", "not", "am"):
            found.add(word.form)
    return found
