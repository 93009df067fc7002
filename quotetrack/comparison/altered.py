"""Words that a statement has otherwise: altered, in another order, or only close in wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.alignment import Alignment, Difference
from quotetrack.comparison.cuts import find_cut
from quotetrack.comparison.guards import WordRange, capitalised, find_negations, is_number, persons
from quotetrack.comparison.places import span_of
from quotetrack.comparison.splices import find_runs
from quotetrack.comparison.statements import Statement
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow, stem
from quotetrack.language import load
from quotetrack.records import Span

_LONGEST_NAME = 3
"""Words (1 upwards) of a change that is of a number or name alone."""


def compare_otherwise(whole: WordRow, statement: Statement, laid: Alignment, *, in_one: bool) -> Finding | None:
    """The finding for words of which some differ from the stretch that they lie on; None where they are not near.

    `in_one` where the question is one piece, so that what it leaves out is not marked.
    """
    if in_one and statement.word_row.known.issuperset(whole.forms):
        put_together = _inner_splice(whole, statement) or _reordered(whole, statement)
        if put_together:
            return put_together
    if _is_altered(laid):
        return altered(statement, laid)
    first, last = sentences_around(statement.word_row, laid.first, laid.last)
    shared = shared_words(whole.forms, statement.word_row.forms[first:last])
    if shared < settings.PARAPHRASE:
        return None
    worth = round(shared * settings.PARAPHRASE_WORTH, 3)
    close = _of(statement, span_of(statement.word_row, laid.first, laid.last), worth, laid.differences)
    told = differs_in_sense(whole, statement.word_row, laid)
    if told is None:
        return close
    in_order = laid.same / max(laid.asked, laid.last - laid.first, 1)
    if shared < settings.CLOSE_SHARED and in_order < settings.CLOSE_IN_ORDER:
        return None  # a few words in common, and another sense: something else was said
    return replace(close, verdict="altered", fails=True, warning=told)


def _is_altered(laid: Alignment) -> bool:
    """Whether so few words differ, or numbers and names only, that the words are those of the statement, altered."""
    window = laid.last - laid.first
    score = laid.same / max(laid.asked, window, 1)
    if laid.same < settings.FEWEST_SAME or score < settings.NEAR:
        return False
    if max(laid.asked, window) - laid.same <= max(settings.FEW_CHANGES, settings.ALTERED * laid.asked):
        return True
    return all(
        d.op == "replace"
        and d.guard in ("number", "name")
        and max(len(d.asked.split()), len(d.held.split())) <= _LONGEST_NAME
        for d in laid.changes
    )


def altered(statement: Statement, laid: Alignment) -> Finding:
    """The finding for words of which some differ from those printed."""
    score = round(laid.same / max(laid.asked, laid.last - laid.first, 1), 3)
    span = span_of(statement.word_row, laid.first, laid.last)
    return Finding("altered", True, score, (span,), (statement.text[slice(*span)],), laid.differences)


def _of(statement: Statement, span: Span, score: float, differences: tuple[Difference, ...]) -> Finding:
    """A paraphrase of a stretch of a statement."""
    return Finding("paraphrase", False, score, (span,), (statement.text[slice(*span)],), differences, is_close=True)


def _inner_splice(whole: WordRow, statement: Statement) -> Finding | None:
    """Pieces of one statement joined over something left out, with no mark of it."""
    held = statement.word_row
    runs = list(find_runs(whole.forms, [held], least=2))
    covered = sum(run.asked[1] - run.asked[0] for run in runs)
    gaps = [after.held[0] - before.held[1] for before, after in pairwise(runs)]
    if not gaps or covered < len(whole.forms) or min(gaps) < 0 or max(gaps) < settings.SPLICE_GAP:
        return None
    if len(runs) > settings.MOST_RUNS:
        return None
    spans = tuple(span_of(held, *run.held) for run in runs)
    left_out = " … ".join(statement.text[a.end : b.start].strip(" ,;") for a, b in pairwise(spans))
    warning = f"Something was left out between these words, and nothing marks it: “{left_out}”"
    return Finding("spliced", True, 0.9, spans, tuple(statement.text[slice(*span)] for span in spans), warning=warning)


def _reordered(whole: WordRow, statement: Statement) -> Finding | None:
    """The words of a sentence with a phrase of time, place or manner put first: the same, but no quotation."""
    span = _moved(whole, statement)
    if span is None or ("?" in statement.text[span.end : span.end + 2]) != whole.text.rstrip().endswith("?"):
        return None
    found = _of(statement, span, 0.5, (Difference("replace", whole.text, statement.text[slice(*span)]),))
    cut = find_cut(statement, statement.said_around(*span) or span, *span)
    return replace(found, verdict="altered", fails=True, warning=cut.warning) if cut.warning else found


def _moved(whole: WordRow, statement: Statement) -> Span | None:
    """The stretch of a statement, within one sentence, that has the words with the first phrase at another place."""
    held = statement.word_row
    first = next(find_runs(whole.forms, [held], least=1), None)
    if first is None or first.asked[0] or whole.forms[0] not in load("en").word_kinds["movable"]:
        return None
    rest, (start, end) = whole.forms[first.asked[1] :], first.held
    for size in range(min(len(rest), start), 0, -1):
        after = end + len(rest) - size
        if after > len(held.forms) or held.forms[start - size : start] + held.forms[end:after] != rest:
            continue
        span = span_of(held, start - size, after)
        if not re.search(r"[.!?]\s", statement.text[slice(*span)]):
            return span
    return None


def shared_words(asked: Sequence[str], held: Sequence[str]) -> float:
    """The share of the telling words asked that are held too, in any order; 0 where that is one word at most."""
    one, other = _telling(asked), _telling(held)
    return len(one & other) / max(len(one), 1) if len(one & other) > 1 else 0.0


def _telling(forms: Iterable[str]) -> set[str]:
    plain = load("en").plain_words
    return {stem(form) for form in forms if form not in plain}


def differs_in_sense(asked: WordRow, held: WordRow, laid: Alignment) -> str | None:
    """In what a close wording says something else than the held words that it lies on: polarity, numbers, modality,
    quantity, person or names; None where none of these differs."""
    first, last = sentences_around(held, laid.first, laid.last)
    one, other = asked.forms, held.forms[first:last]
    for told, differs in (
        ("a negation", _loses_negation(one, other)),
        ("a number", _has_more(one, other, is_number) or _replaces_number(laid)),
        ("a modal verb", _modals(one) != _modals(other)),
        ("a quantity", _differ(one, other, load("en").word_kinds["quantity"]) or _has_one_of(other) > _has_one_of(one)),
        ("the person", bool(persons(other)) and not persons(one) - {"they"} <= persons(other)),
        ("a name", bool(capitalised(asked, (0, len(one))) - set(held.forms)) or _replaces_first(one, other)),
        ("who does what", _in_another_order(asked, held, first, last)),
        ("what is asked", _is_asked(held, last) and not asked.text.rstrip(' "”’').endswith("?")),
    ):
        if differs:
            return f"Close in wording, but {told} differs."
    return None


def sentences_around(held: WordRow, first: int, last: int) -> tuple[int, int]:
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


def _digits(wording: WordRow, stretch: WordRange) -> list[str]:
    return [wording.forms[at] for at in range(*stretch) if wording.is_number(at)]


def _replaces_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the first word alone is another one: of whom or what something is said."""
    first = (one[0], other[0])
    return (
        one[1:2] == other[1:2]
        and one[0] not in other
        and other[0] not in one
        and not set(first) & load("en").plain_words
    )


def _in_another_order(asked: WordRow, held: WordRow, first: int, last: int) -> bool:
    """Whether names, or the numbers of a score, that both have stand in another order: who beat whom, 51 to 49."""
    return any(_differs_in_order(asked, held, first, last, kind) for kind in (_is_name, _is_score))


def _differs_in_order(
    asked: WordRow, held: WordRow, first: int, last: int, kind: Callable[[WordRow, int], bool]
) -> bool:
    """Whether words of a kind that both have stand in another order."""
    one = [form for at, form in enumerate(asked.forms) if kind(asked, at)]
    other = [form for at, form in enumerate(held.forms[first:last], first) if kind(held, at)]
    both = set(one) & set(other)
    orders = [list(dict.fromkeys(form for form in forms if form in both)) for forms in (one, other)]
    return len(both) > 1 and orders[0] != orders[1]


def _is_score(wording: WordRow, at: int) -> bool:
    """Whether a word is one of the numbers of a score: 51-49."""
    return wording.is_number(at) and "to" in (wording.forms[at - 1 : at] + wording.forms[at + 1 : at + 2])


def _is_name(wording: WordRow, at: int) -> bool:
    """Whether a word is written with a capital, and is no day and no plain word at the beginning of a sentence."""
    form = wording.forms[at]
    capital = wording.text[wording.words[at].span.start].isupper() and len(form) > 1
    return (
        capital and form not in load("en").plain_words | load("en").word_kinds["unit"] | load("en").word_kinds["time"]
    )


def _is_asked(held: WordRow, last: int) -> bool:
    """Whether the sentence that ends before word `last` is a question."""
    return "?" in held.text[held.words[last - 1].span.end :][:3]


def _modals(forms: Sequence[str]) -> frozenset[str]:
    return load("en").word_kinds["hedge"] & set(forms)


def _has_more(one: Sequence[str], other: Sequence[str], kind: Callable[[str], bool]) -> bool:
    return bool({form for form in one if kind(form)} - {form for form in other if kind(form)})


def _differ(one: Sequence[str], other: Sequence[str], listed: frozenset[str]) -> bool:
    mine, theirs = listed & set(one), listed & set(other)
    return bool(mine - theirs)
