"""How the same words are written: the tier, newsroom conventions, question marks."""

from __future__ import annotations

import pytest

from quotetrack.comparison.alignment import align
from quotetrack.comparison.compare import compare, find_changed_question
from quotetrack.comparison.query import read_query
from quotetrack.comparison.statements import make_statement
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow
from quotetrack.records import Span


def found(asked: str, held: str) -> Finding:
    """What a question gives against the whole of a direct quotation."""
    finding = compare(read_query(asked), make_statement(held, "direct", [Span(0, len(held))]))
    assert finding is not None
    return finding


@pytest.mark.parametrize(
    ("asked", "held", "tier"),
    [
        ("We close the pier.", "We close the pier.", "exact"),
        ("“We close the pier.”", "We close the pier.", "exact"),
        ("We close the pier", "We close the pier.", "exact"),
        ("We close  the\npier.", "We close the pier.", "spacing"),
        ("We close the pier.", "We close\u00a0the pier.", "spacing"),
        ("we close the pier.", "We close the pier.", "case"),
        ("WE CLOSE the  pier", "We close the pier.", "case"),
        ("We don't close it.", "We don’t close it.", "typography"),
        ("We close the pier, we say", "We close the pier — we say", "typography"),
        ("We close the pier, and go.", "We close the pier and go.", "typography"),
        ("We close the pier,", "We close the pier.", "typography"),
        ("We close the har\u00adbour pier", "We close the harbour pier", "typography"),
        ("We close the cafe\u0301", "We close the café", "typography"),
        ("We close the “old” pier", "We close the 'old' pier", "typography"),
        ("We close the e-mail list", "We close the email list", "typography"),
        ("We close 1,250 piers", "We close 1250 piers", "typography"),
        ("We organise the harbour", "We organize the harbor", "spelling"),
        ("We do not close the pier", "We don’t close the pier", "spelling"),
        ("We close 45 per cent of it", "We close 45% of it", "spelling"),
    ],
)
def test_the_tier_of_words_that_are_the_same(asked: str, held: str, tier: str) -> None:
    finding = found(asked, held)
    assert finding.tier == tier
    assert finding.notes == ()
    assert finding.verdict == ("verbatim" if tier in ("exact", "spacing") else "typographic")
    assert not finding.fails


@pytest.mark.parametrize(
    ("asked", "held", "note"),
    [
        ("[W]e close the pier", "we close the pier", "a capital changed in brackets"),
        ("[w]e close the pier", "We close the pier", "a capital changed in brackets"),
        ("We close [the pier] now", "We close it now", "[the pier] stands for “it”"),
        ("We close the pier [sic] now", "We close the pier now", "[sic] is not part of the words"),
        ("We close the f***ing pier", "We close the fucking pier", "letters are masked: “f***ing” for “fucking”"),
        ("We close … the pier", "We close, at last, the pier", "an omission is marked"),
        ("We close [...] the pier", "We close, at last, the pier", "an omission is marked"),
    ],
)
def test_what_a_newsroom_does_on_purpose_is_told(asked: str, held: str, note: str) -> None:
    finding = found(asked, held)
    assert finding.notes == (note,)
    assert not finding.fails
    assert finding.verdict in ("typographic", "spliced")


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("We close the pier", "We closed the pier"),
        ("We close [the pier] now", "We close it later"),
        ("We close the f***ing pier", "We close the old pier"),
        ("[W]e close the pier", "they close the pier"),
        ("We support[ed] the pier", "We oppose the pier"),
        ("We close [the pier], not the quay", "We close it, only the quay"),
    ],
)
def test_no_convention_excuses_another_word(asked: str, held: str) -> None:
    finding = found(asked, held)
    assert finding.verdict == "altered" and finding.fails
    assert finding.tier is None


@pytest.mark.parametrize("asked", ["We seen it [sic] twice", "We seen it twice"])
def test_a_sic_that_is_printed_is_no_word_either(asked: str) -> None:
    finding = found(asked, "We seen it [sic] twice")
    assert finding.verdict in ("verbatim", "typographic") and not finding.fails


def test_words_as_printed_have_no_notes() -> None:
    """Brackets that stand in print too are words like any others."""
    assert found("We close [the pier] now", "We close [the pier] now").notes == ()
    assert found("We close [the pier] now", "We close [the pier] now").verdict == "verbatim"
    assert not found("We close [the pier] … and go", "We close [the pier] … and go").fails


def changed(asked: str, held: str) -> list[tuple[str, str]]:
    """The words, with their mark, at which a question was changed."""
    one, other = WordRow(asked), WordRow(held)
    found = find_changed_question(align(one, other), len(held))
    return [(each.asked, each.held) for each in found if each.guard == "question"]


@pytest.mark.parametrize(
    ("asked", "held", "told"),
    [
        ("They want the pier closed.", "They want the pier closed?", ("closed.", "closed?")),
        ("They want the pier closed?", "They want the pier closed.", ("closed?", "closed.")),
        ("You believe this", "You believe this? I do.", ("this", "this?")),
        ("It is ours. We keep it.", "It is ours? We keep it.", ("ours.", "ours?")),
        ("It is ours, we keep it.", "It is ours? We keep it.", ("ours,", "ours?")),
        ("It is ours? We keep it.", "It is ours. We keep it.", ("ours?", "ours.")),
        ("They pay us!", "They pay us?", ("us!", "us?")),
        ("We go. Do they pay.", "We go. Do they pay?", ("pay.", "pay?")),
    ],
)
def test_a_changed_question_is_told(asked: str, held: str, told: tuple[str, str]) -> None:
    assert changed(asked, held) == [told]


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("Do they want the pier closed?", "Do they want the pier closed?"),
        ("Do they want the pier closed", "Do they want the pier closed?"),
        ("And who wants the pier closed", "And who wants the pier closed?"),
        ("They want the pier closed", "They want the pier closed."),
        ("They want the pier closed,", "They want the pier closed."),
        ("They want the pier", "They want the pier closed?"),
        ("It is ours. We keep it.", "It is ours; we keep it."),
        ("They pay us?!", "They pay us?"),
        ("“Do they pay?”", "Do they pay?"),
    ],
)
def test_a_question_kept_or_cut_within_is_not(asked: str, held: str) -> None:
    assert changed(asked, held) == []


def test_the_differences_spell_out_both_texts() -> None:
    one, other = WordRow("It is ours. We keep it."), WordRow("So: it is ours? We keep it. Good.")
    found = find_changed_question(align(one, other), len(other.text))
    assert [each.asked for each in found] == ["It is", "ours.", "We keep it"]
    assert [each.held for each in found] == ["it is", "ours?", "We keep it"]
