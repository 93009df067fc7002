"""Paragraphs, repair of damaged encodings and the way back to the text as given, and text folded for comparing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Span
from quotetrack.text import OffsetMap, fold, fold_letters, one_line, paragraphs, repair


def slices(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.\n\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\n\r\nTwo.\rThree.", ["One.", "Two.", "Three."]),
        ("  One. \n\u00a0\n Two.\n", ["One.", "Two."]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_a_line_is_a_paragraph(text: str, expected: list[str]) -> None:
    assert slices(text) == expected


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The council met on a wet evening to hear what the engineers had\n"
        "found under the old bridge, and nobody in the room expected the\n"
        "answer to be a simple one.\n\n"
        "By the time the clerk had read the first page of their report the\n"
        "chamber was silent, and the chair asked for a short adjournment."
    )
    assert len(paragraphs(wrapped)) == 2


def test_short_lines_of_a_list_are_not_joined() -> None:
    assert len(paragraphs("Agenda\nBudget\nBridge\n\nMinutes\nVotes\nClose")) == 6


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("â€œWe winâ€\x9d, she said", "“We win”, she said"),
        ("Itâ€™s late â€“ very late", "It’s late – very late"),
        ("JosÃ© GarcÃ­a", "José García"),
        ("zero\u200bwidth", "zerowidth"),
        ("&quot;We win,&quot; she said", '"We win," she said'),
        ("&ldquo;It&rsquo;s late&#8221; &amp; dark", "“It’s late” & dark"),
        ("&amp;quot;Twice&amp;quot;", '"Twice"'),
        ("R&D; a & b; Fish&Co; &copy;", "R&D; a & b; Fish&Co; &copy;"),
        ("Crème brûlée in Âmes", "Crème brûlée in Âmes"),
        ("“fine”", "“fine”"),
    ],
)
def test_repair(damaged: str, mended: str) -> None:
    assert repair(damaged)[0] == mended


def test_spans_lead_back_over_escaped_signs() -> None:
    text = "&quot;Rain,&quot; said Ruiz &amp; Sons."
    mended, offsets = repair(text)
    at = mended.index("Ruiz & Sons")
    assert text[slice(*offsets.back(Span(at, at + len("Ruiz & Sons"))))] == "Ruiz &amp; Sons"
    at = mended.index("Rain")
    assert text[slice(*offsets.back(Span(at, at + 4)))] == "Rain"


def test_spans_of_the_repaired_text_lead_back() -> None:
    damaged = "â€œWe winâ€\x9d, JosÃ© said"
    mended, offsets = repair(damaged)
    start = mended.index("José")
    span = offsets.back(Span(start, start + 4))
    assert damaged[span.start : span.end] == "JosÃ©"
    inner = mended.index("We win")
    span = offsets.back(Span(inner, inner + 6))
    assert damaged[span.start : span.end] == "We win"


def test_an_empty_map_changes_nothing() -> None:
    assert OffsetMap().back(Span(3, 9)) == Span(3, 9)


@given(st.lists(st.sampled_from(["word ", "â€œ", "â€™s ", "Ã© ", "\u200b", "x", "\n"]), max_size=20))
def test_every_word_is_found_again(pieces: list[str]) -> None:
    text = "".join(pieces)
    mended, offsets = repair(text)
    for at in range(len(mended)):
        span = offsets.back(Span(at, at + 1))
        assert 0 <= span.start < span.end <= len(text)
        if mended[at] in "wordx":
            assert text[span.start : span.end].endswith(mended[at]) or text[span.start] == mended[at]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Don’t", "don't"),
        ("“Why?”", '"why?"'),
        ("9–5 — or…", "9-5 - or..."),
        ("Wałęsa\u00a0 \r\n ÜBER", "walesa uber"),
        ("co\u00adope\u200brate", "cooperate"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_letters(fold_letters(text)) == fold_letters(text)


@given(st.text(max_size=40))
def test_one_line_keeps_all_but_white_space(text: str) -> None:
    line = one_line(text)
    assert line == one_line(line) and line.replace(" ", "") == "".join(text.split())
