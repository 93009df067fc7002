"""The table of verdicts, in the code and in docs/check.md, and what of a check is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from quotetrack.check.check import Check
from quotetrack.check.sources import StoredSource
from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.verdicts import AGAINST_SENSE, UNMARKED, VERDICTS, Finding, Verdict, row
from quotetrack.lookup.hits import ArticleRef, Excerpt, Hit
from quotetrack.lookup.withdrawals import Withdrawal
from quotetrack.records import Attribution, Quotation, Span, Speaker
from quotetrack.wording import verdicts

DOCS = Path(__file__).parents[2] / "docs" / "check.md"
ALL = [*VERDICTS.values(), AGAINST_SENSE, UNMARKED]
FAILING = ("truncated", "spliced")
"""Verdicts that fail or not, as the finding says."""


def test_every_verdict_has_a_row() -> None:
    assert list(VERDICTS) == list(get_args(Verdict))
    assert all(each.name and each.meaning and each.gravity and len(each.sign) == 1 for each in ALL)
    assert [verdict for verdict, each in VERDICTS.items() if each.fails is None] == list(FAILING)
    assert all(each.gravity == "bad" for each in ALL if each.fails)


def test_a_sign_stands_for_one_thing() -> None:
    """But for the tick of what is right, and the exclamation mark where it matters what was left out."""
    names = [each.name for each in VERDICTS.values()]
    signs = [each.sign for each in ALL]
    assert len(set(names)) == len(names)
    assert {sign for sign in signs if signs.count(sign) > 1} == {VERDICTS["verbatim"].sign, AGAINST_SENSE.sign}
    assert {each.name for each in ALL if each.sign == "✓"} == {"verbatim", "typographic"}
    assert AGAINST_SENSE.sign == UNMARKED.sign != VERDICTS["truncated"].sign


@pytest.mark.parametrize("verdict", FAILING)
def test_the_row_of_what_fails_is_another(verdict: Verdict) -> None:
    assert row(verdict, False) is VERDICTS[verdict]
    assert row(verdict, True).sign == "!" and row(verdict, True).fails and row(verdict, True).name == verdict


def documented() -> list[tuple[str, str, str]]:
    """Sign, name and exit status of the rows of the table in docs/check.md, without what stands in brackets."""
    section = DOCS.read_text(encoding="utf-8").split("\n## The verdicts\n")[1].split("\n## ")[0]
    rows = [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in section.splitlines() if "|" in line]
    return [(sign, re.sub(r" \(.*\)", "", name), status) for sign, name, _, status in rows[2:]]


def test_the_documented_table_is_that_of_the_code() -> None:
    expected = []
    for each in VERDICTS.values():
        expected.append((each.sign, each.name, "3" if each.fails else "0"))
        if each.name == "truncated":
            expected.append((AGAINST_SENSE.sign, AGAINST_SENSE.name, "3"))
        if each.name == "spliced":
            expected.append((UNMARKED.sign, UNMARKED.name, "3"))
    assert documented() == expected


def source(text: str, finding: Finding, **more: Any) -> StoredSource:
    """A source made by hand: a quotation of these words, by Ana Ruiz."""
    content = more.pop("content", (Span(1, 1 + len(text)),))
    quotation = Quotation(
        "q1", more.pop("kind", "direct"), "speech", text, content, Attribution(speakers=(Speaker("Ana Ruiz"),))
    )
    ref = ArticleRef(1, "a.txt", None, None, None, "Paper", "2024-05-02")
    return StoredSource(Hit(1, quotation, ref, 1, Excerpt(text), 0.0, **more), finding)


def checked(verdict: Verdict, finding: Finding, text: str = "We wait for rain", **more: Any) -> Check:
    """A check made by hand."""
    warning, fails, by = more.pop("warning", finding.warning), more.pop("fails", finding.fails), more.pop("by", None)
    found = source(text, finding, **more)
    return Check(text, by, verdict, fails, found, warning, sources=(found,))


def finding(verdict: Verdict, fails: bool = False, **more: Any) -> Finding:
    given = {"spans": (Span(0, 16),), "printed": ("We wait for rain",), **more}
    return Finding(verdict, fails, 1.0, **given)


DENIED = Difference("insert", "", "not", "negation")
GONE = Withdrawal(2, "2024-05-04", "changed", "We wait no more,")

SENTENCES: list[tuple[Check, str]] = [
    (checked("verbatim", finding("verbatim")), "Verbatim: printed in exactly these words."),
    (
        checked("typographic", finding("typographic", tier="case")),
        "Typographic: the same words; only capitals differ.",
    ),
    (
        checked("typographic", finding("typographic", tier="typography", notes=("a capital changed in brackets",))),
        "Typographic: the same words; a capital changed in brackets.",
    ),
    (
        checked("truncated", finding("truncated", next_clause="until May")),
        "Truncated: the words are right, but the sentence goes on.",
    ),
    (
        checked("truncated", finding("truncated")),
        "Truncated: the words are right, but the sentence begins before them.",
    ),
    (
        checked("truncated", finding("truncated", True, next_clause="no more")),
        "Truncated: the words are right, but cut against their sense.",
    ),
    (checked("spliced", finding("spliced")), "Spliced: these words were not said in a row; the join is marked."),
    (
        checked("spliced", finding("spliced", True)),
        "Spliced: these words were not said in a row, and must not stand as one quotation.",
    ),
    (
        checked("reported", finding("reported", True)),
        "Reported: these are the article’s words for what was said; nobody is quoted with them.",
    ),
    (
        checked("reported", finding("reported", True), "We “wait for” rain", kind="mixed"),
        "Reported: only part of this stands in marks; the rest is the article’s words for what was said.",
    ),
    (checked("altered", finding("altered", True, differences=(DENIED,))), "Altered: one negation differs."),
    (
        checked("altered", finding("altered", True, is_close=True, warning="Close in wording, but a number differs.")),
        "Altered: close in wording, but a number differs.",
    ),
    (checked("paraphrase", finding("paraphrase")), "Paraphrase: close in wording, but not a quotation."),
    (
        checked("withdrawn", finding("withdrawn", True), withdrawn=GONE),
        "Withdrawn: a newer version of the article, of 2024-05-04, says otherwise.",
    ),
    (
        checked("unsure_speaker", finding("verbatim"), fails=True, warning="The store reads this as Bo’s: look."),
        "Unsure speaker: the store reads this as Bo’s: look.",
    ),
    (
        checked("wrong_speaker", finding("reported", True), warning="These words are held as said by Bo, not by Ana."),
        "Wrong speaker: these words are held as said by Bo, not by Ana; besides, they are the article’s words, not a "
        "quotation.",
    ),
    (Check("x", None, "not_held", False, warning="Nothing has it."), "Not held: nothing has it."),
]


@pytest.mark.parametrize(("found", "told"), SENTENCES)
def test_the_verdict_in_a_sentence(found: Check, told: str) -> None:
    assert verdicts.sentence(found) == told
    assert verdicts.gravity(found) == ("bad" if found.fails else row(found.verdict, False).gravity)


def test_every_verdict_has_a_sentence_here() -> None:
    assert {found.verdict for found, _ in SENTENCES} == set(VERDICTS)


def test_no_warning_is_told_twice() -> None:
    for found, told in SENTENCES:
        for notice in verdicts.notices(found):
            assert notice.rstrip(".").casefold() not in told.casefold()


def test_of_words_that_are_only_close_the_changes_that_count_are_told() -> None:
    other = Difference("replace", "we", "they", "person")
    close = finding("altered", True, differences=(DENIED, other), is_close=True, warning="…, but a negation differs.")
    assert verdicts.guarded(source("x", close)) == ["a negation: nothing asked, “not” printed"]
    assert len(verdicts.guarded(source("x", replace(close, is_close=False)))) == 2
