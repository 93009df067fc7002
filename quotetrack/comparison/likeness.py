"""How close two wordings are that are not the same, and whether they could mean the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from quotetrack.comparison.alignment import Alignment
from quotetrack.comparison.guards import WordRange, capitalised, find_negations, is_number, persons
from quotetrack.comparison.wording import Wording, stem
from quotetrack.lexicon import kinds, words


def shared_words(asked: Sequence[str], held: Sequence[str]) -> float:
    """The share of the telling words asked that are held too, in any order; 0 where that is one word at most."""
    one, other = _telling(asked), _telling(held)
    return len(one & other) / max(len(one), 1) if len(one & other) > 1 else 0.0


def _telling(forms: Iterable[str]) -> set[str]:
    plain = words("plain_words")
    return {stem(form) for form in forms if form not in plain}


def differs_in_sense(asked: Wording, held: Wording, laid: Alignment) -> str | None:
    """In what a close wording says something else than the held words that it lies on: polarity, numbers, modality,
    quantity, person or names; None where none of these differs."""
    first, last = sentences_around(held, laid.first, laid.last)
    one, other = asked.forms, held.forms[first:last]
    for told, differs in (
        ("a negation", _loses_negation(one, other)),
        ("a number", _has_more(one, other, is_number) or _replaces_number(laid)),
        ("a modal verb", _modals(one) != _modals(other)),
        ("a quantity", _differ(one, other, kinds("check_words")["quantity"]) or _has_one_of(other) > _has_one_of(one)),
        ("the person", bool(persons(other)) and not persons(one) - {"they"} <= persons(other)),
        ("a name", bool(capitalised(asked, (0, len(one))) - set(held.forms)) or _replaces_first(one, other)),
        ("who does what", _in_another_order(asked, held, first, last)),
        ("what is asked", _is_asked(held, last) and not asked.text.rstrip(' "”’').endswith("?")),
    ):
        if differs:
            return f"Close in wording, but {told} differs."
    return None


def sentences_around(held: Wording, first: int, last: int) -> tuple[int, int]:
    """The words of the sentences that a window of words lies in."""

    def ends(at: int) -> bool:
        gap = held.text[held.words[at].span.end : held.words[at + 1].span.start]
        return bool(re.search(r"[.!?]\W*\s", gap + " "))

    while first and not ends(first - 1):
        first -= 1
    while last < len(held.words) and not ends(last - 1):
        last += 1
    return first, last


def _loses_negation(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a wording denies where the other does not, or denies less."""
    mine, theirs = len(find_negations(one)), len(find_negations(other))
    return bool(mine) != bool(theirs) or mine < theirs


def _has_one_of(forms: Sequence[str]) -> bool:
    """Whether something is said of one of several."""
    return ("1", "of") in pairwise(forms)


def _replaces_number(laid: Alignment) -> bool:
    """Whether a number stands where the held words have another."""
    changes = (edit for edit in laid.edits if not edit.equal)
    return any(_digits(laid.asked_words, edit.asked) and _digits(laid.held_words, edit.held) for edit in changes)


def _digits(wording: Wording, stretch: WordRange) -> list[str]:
    return [wording.forms[at] for at in range(*stretch) if wording.is_number(at)]


def _replaces_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the first word alone is another one: of whom or what something is said."""
    first = (one[0], other[0])
    return (
        one[1:2] == other[1:2] and one[0] not in other and other[0] not in one and not set(first) & words("plain_words")
    )


def _in_another_order(asked: Wording, held: Wording, first: int, last: int) -> bool:
    """Whether names, or the numbers of a score, that both have stand in another order: who beat whom, 51 to 49."""
    return any(_differs_in_order(asked, held, first, last, kind) for kind in (_is_name, _is_score))


def _differs_in_order(
    asked: Wording, held: Wording, first: int, last: int, kind: Callable[[Wording, int], bool]
) -> bool:
    """Whether words of a kind that both have stand in another order."""
    one = [form for at, form in enumerate(asked.forms) if kind(asked, at)]
    other = [form for at, form in enumerate(held.forms[first:last], first) if kind(held, at)]
    both = set(one) & set(other)
    orders = [list(dict.fromkeys(form for form in forms if form in both)) for forms in (one, other)]
    return len(both) > 1 and orders[0] != orders[1]


def _is_score(wording: Wording, at: int) -> bool:
    """Whether a word is one of the numbers of a score: 51-49."""
    return wording.is_number(at) and "to" in (wording.forms[at - 1 : at] + wording.forms[at + 1 : at + 2])


def _is_name(wording: Wording, at: int) -> bool:
    """Whether a word is written with a capital, and is no day and no plain word at the beginning of a sentence."""
    form = wording.forms[at]
    capital = wording.text[wording.words[at].span.start].isupper() and len(form) > 1
    return capital and form not in words("plain_words") | kinds("check_words")["unit"] | kinds("check_words")["time"]


def _is_asked(held: Wording, last: int) -> bool:
    """Whether the sentence that ends before word `last` is a question."""
    return "?" in held.text[held.words[last - 1].span.end :][:3]


def _modals(forms: Sequence[str]) -> frozenset[str]:
    return kinds("check_words")["hedge"] & set(forms)


def _has_more(one: Sequence[str], other: Sequence[str], kind: Callable[[str], bool]) -> bool:
    return bool({form for form in one if kind(form)} - {form for form in other if kind(form)})


def _differ(one: Sequence[str], other: Sequence[str], listed: frozenset[str]) -> bool:
    mine, theirs = listed & set(one), listed & set(other)
    return bool(mine - theirs)
