"""What does a statement have instead of the asked words, where they do not stand in it in a row?

The words may be altered a little, joined from two pieces with no mark, put in another order, or only close. Close words
are a paraphrase, unless they differ in what is never a small matter: a negation, a number, a modal verb, a quantity, a
person, a name, who does what to whom, or whether the sentence is a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, Difference
from quotetrack.comparison.cuts import find_cut
from quotetrack.comparison.guards import WordRange, capitalised, find_negations, is_number, persons
from quotetrack.comparison.query import Query
from quotetrack.comparison.splices import find_inner_splice, find_runs
from quotetrack.comparison.statements import HeldStatement, find_ends
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow, stem
from quotetrack.language import load, union
from quotetrack.records import Span

_LONGEST_NAME = 3
"""The most words (1 upwards) that a change may have to count as a change of a number or name alone."""


def compare_altered(query: Query, statement: HeldStatement, laid: Alignment) -> Finding | None:
    """The finding for words that differ from the stretch they are aligned with; None where they are not near it."""
    asked, held = query.whole, statement.word_row
    if len(query.pieces) == 1 and held.known.issuperset(asked.forms):  # what is left out between pieces is marked
        put_together = find_inner_splice(asked, statement) or _find_reordered(asked, statement)
        if put_together:
            return put_together
    return find_altered(statement, laid) if _is_altered(laid) else _find_close(asked, statement, laid)


def _is_altered(laid: Alignment) -> bool:
    """Whether the words are the statement's own, altered: only a few of them differ, or only numbers and names."""
    if laid.same < settings.FEWEST_SAME or laid.share < settings.NEAR:
        return False
    if max(laid.asked, laid.last - laid.first) - laid.same <= max(settings.FEW_CHANGES, settings.ALTERED * laid.asked):
        return True
    return all(
        d.op == "replace"
        and d.guard in ("number", "name")
        and max(len(d.asked.split()), len(d.held.split())) <= _LONGEST_NAME
        for d in laid.changes
    )


def find_altered(statement: HeldStatement, laid: Alignment) -> Finding:
    """The finding "altered" for words that differ in part from the printed ones."""
    span = statement.word_row.span(laid.first, laid.last)
    return Finding("altered", True, round(laid.share, 3), (span,), (statement.text[slice(*span)],), laid.differences)


def _find_close(asked: WordRow, statement: HeldStatement, laid: Alignment) -> Finding | None:
    """The finding for words that share enough telling words with the sentences around them; None for others."""
    held = statement.word_row
    first, last = sentences_around(held, laid.first, laid.last)
    shared = shared_words(asked.forms, held.forms[first:last])
    if shared < settings.PARAPHRASE:
        return None
    score = round(shared * settings.PARAPHRASE_WORTH, 3)
    found = _paraphrase(statement, held.span(laid.first, laid.last), score, laid.differences)
    warning = differs_in_sense(asked, held, laid)
    if warning is None:
        return found
    if shared < settings.CLOSE_SHARED and laid.share < settings.CLOSE_IN_ORDER:
        return None  # a few words in common, and another sense: something else was said
    return replace(found, verdict="altered", fails=True, warning=warning)


def _paraphrase(statement: HeldStatement, span: Span, score: float, differences: tuple[Difference, ...]) -> Finding:
    return Finding("paraphrase", False, score, (span,), (statement.text[slice(*span)],), differences, is_close=True)


def _find_reordered(asked: WordRow, statement: HeldStatement) -> Finding | None:
    """The finding for a sentence's words with a phrase of time, place or manner moved to the front; None for others.

    The sense is the same, but the words are no quotation.
    """
    span = _find_moved(asked, statement)
    if span is None or ("?" in statement.text[span.end : span.end + 2]) != asked.text.rstrip().endswith("?"):
        return None
    difference = Difference("replace", asked.text, statement.text[slice(*span)])
    found = _paraphrase(statement, span, 0.5, (difference,))
    cut = find_cut(statement, statement.said_around(*span) or span, *span)
    return replace(found, verdict="altered", fails=True, warning=cut.warning) if cut.warning else found


def _find_moved(asked: WordRow, statement: HeldStatement) -> Span | None:
    """The stretch within one sentence that has all the words, with the first phrase at another place."""
    held = statement.word_row
    first = next(find_runs(asked.forms, [held], least=1), None)
    if first is None or first.asked[0] or asked.forms[0] not in load("en").word_kinds["movable"]:
        return None
    rest, (start, end) = asked.forms[first.asked[1] :], first.held
    for size in range(min(len(rest), start), 0, -1):
        after = end + len(rest) - size
        if after > len(held.forms) or held.forms[start - size : start] + held.forms[end:after] != rest:
            continue
        span = held.span(start - size, after)
        if not re.search(r"[.!?]\s", statement.text[slice(*span)]):
            return span
    return None


def shared_words(asked: Sequence[str], held: Sequence[str]) -> float:
    """The share (0 to 1) of the asked telling words that are held too, in any order; 0 where fewer than two are."""
    one, other = _telling(asked), _telling(held)
    return len(one & other) / max(len(one), 1) if len(one & other) > 1 else 0.0


def _telling(forms: Iterable[str]) -> set[str]:
    plain = load("en").plain_words
    return {stem(form) for form in forms if form not in plain}


def sentences_around(held: WordRow, first: int, last: int) -> WordRange:
    """A window of words widened to whole sentences."""
    stops = [sign.start() for sign in find_ends(held.text)]
    start, end = held.span(first, last)
    before = max((stop for stop in stops if stop < start), default=-1)
    after = min((stop for stop in stops if stop >= end), default=len(held.text))
    while first and held.words[first - 1].span.start > before:
        first -= 1
    while last < len(held.words) and held.words[last].span.start < after:
        last += 1
    return first, last


def differs_in_sense(asked: WordRow, held: WordRow, laid: Alignment) -> str | None:
    """A warning that names what makes close words differ in sense from the held ones, such as a negation or a number;
    None where nothing does."""
    first, last = sentences_around(held, laid.first, laid.last)
    one, other = asked.forms, held.forms[first:last]
    listed = load("en").word_kinds
    for noun, differs in (
        ("a negation", _loses_negation(one, other)),
        ("a number", any(is_number(form) for form in set(one) - set(other)) or _replaces_number(laid)),
        ("a modal verb", listed["hedge"] & set(one) != listed["hedge"] & set(other)),
        ("a quantity", bool(listed["quantity"] & set(one) - set(other)) or _has_one_of(other) > _has_one_of(one)),
        ("the person", bool(persons(other)) and not persons(one) - {"they"} <= persons(other)),
        ("a name", bool(capitalised(asked, (0, len(one))) - set(held.forms)) or _replaces_first(one, other)),
        ("who does what", _in_another_order(asked, held, first, last)),
        ("what is asked", _is_asked(held, last) and not asked.text.rstrip(' "”’').endswith("?")),
    ):
        if differs:
            return f"Close in wording, but {noun} differs."
    return None


def _loses_negation(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether only one of two wordings denies anything, or the first one denies less than the second."""
    mine, theirs = len(find_negations(one)), len(find_negations(other))
    return bool(mine) != bool(theirs) or mine < theirs


def _has_one_of(forms: Sequence[str]) -> bool:
    """Whether the words have "one of"."""
    return ("1", "of") in pairwise(forms)


def _replaces_number(laid: Alignment) -> bool:
    """Whether a number stands in the place of another number."""
    changes = (edit for edit in laid.edits if not edit.equal)
    return any(
        _numbers_in(laid.asked_words, edit.asked) and _numbers_in(laid.held_words, edit.held) for edit in changes
    )


def _numbers_in(word_row: WordRow, stretch: WordRange) -> list[str]:
    return [word_row.forms[at] for at in range(*stretch) if word_row.is_number(at)]


def _replaces_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether another first word stands before the same second one, so that the subject may be another."""
    first = (one[0], other[0])
    return (
        one[1:2] == other[1:2]
        and one[0] not in other
        and other[0] not in one
        and not set(first) & load("en").plain_words
    )


def _in_another_order(asked: WordRow, held: WordRow, first: int, last: int) -> bool:
    """Whether names that both have, or the numbers of a score (51 to 49), stand in another order."""
    return any(_differs_in_order(asked, held, first, last, kind) for kind in (_is_name, _is_score))


def _differs_in_order(
    asked: WordRow, held: WordRow, first: int, last: int, kind: Callable[[WordRow, int], bool]
) -> bool:
    """Whether two words or more of one kind that both have stand in another order."""
    one = [form for at, form in enumerate(asked.forms) if kind(asked, at)]
    other = [form for at, form in enumerate(held.forms[first:last], first) if kind(held, at)]
    both = set(one) & set(other)
    orders = [list(dict.fromkeys(form for form in forms if form in both)) for forms in (one, other)]
    return len(both) > 1 and orders[0] != orders[1]


def _is_score(word_row: WordRow, at: int) -> bool:
    """Whether a word is one of the numbers of a score: 51-49."""
    return word_row.is_number(at) and "to" in (word_row.forms[at - 1 : at] + word_row.forms[at + 1 : at + 2])


def _is_name(word_row: WordRow, at: int) -> bool:
    """Whether a word is written with a capital, and is no unit, word of time or plain word."""
    form, listed = word_row.forms[at], load("en").word_kinds
    if len(form) < 2 or not word_row.text[word_row.words[at].span.start].isupper():
        return False
    return form not in union(load("en").plain_words, listed["unit"], listed["time"])


def _is_asked(held: WordRow, last: int) -> bool:
    """Whether the sentence that ends before word `last` is a question."""
    return "?" in held.text[held.words[last - 1].span.end :][:3]
