"""Marks of many kinds, and texts that an encoding went wrong in (T15, T16)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

OPEN = "The harbour is open"


def misread(text: str, encoding: str) -> str:
    """UTF-8 bytes read in a one-byte encoding."""
    return text.encode().decode(encoding, errors="replace")


DAMAGED = [
    row(
        "T15-utf8-read-as-latin-1",
        misread("“The harbour is open,” said Jon Brekke, the director.", "latin-1"),
        Expected(OPEN, speaker="Jon Brekke"),
    ),
    row(
        "T15-utf8-read-as-windows-1252",
        misread("“The harbour is open, and the ice is gone,” said Jon Brekke, the director.", "cp1252"),
        Expected("The harbour is open, and the ice is gone", speaker="Jon Brekke"),
    ),
    row(
        "T15-question-marks-for-marks",
        "?The harbour is open,? said Jon Brekke, the director. ?It opened at nine.?",
        Expected("The harbour is open | It opened at nine", speaker="Jon Brekke"),
    ),
    row(
        "T15-lower-case",
        '"the harbour is open," said jon brekke, the director of the port.',
        Expected("the harbour is open", speaker="jon brekke"),
    ),
    row(
        "T15-non-breaking-spaces",
        "“The\u00a0harbour is\u00a0open,”\u00a0said\u00a0Jon\u00a0Brekke, the director.",
        Expected("The\u00a0harbour is\u00a0open", speaker="Jon Brekke"),
    ),
    row(
        "T15-zero-width",
        "\u200b“The harbour is open,”\u200b said Jon\u200b Brekke, the director.\ufeff",
        Expected(OPEN, speaker="Jon Brekke"),
    ),
    row(
        "T15-crlf",
        "The ice is gone.\r\n\r\n“The harbour is open,” said Jon Brekke,\r\nthe director.\r\n\r\nShips will come.\r\n",
        Expected(OPEN, speaker="Jon Brekke"),
    ),
    row(
        "T15-crlf-over-paragraphs",
        "Jon Brekke, the director, said:\r\n\r\n“The harbour is open.\r\n\r\n“The ice is gone.”\r\n",
        Expected("The harbour is open. | The ice is gone.", speaker="Jon Brekke"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DAMAGED)
def test_damage_to_the_text_hides_no_quotation(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


REAL_QUESTIONS = [
    row(
        "T15-counter-questions",
        "Who pays? Who decides? The council meets on Monday to find out.",
    ),
    row(
        "T15-counter-question-in-speech",
        "“Who pays?” asked Ana Ruiz. Nobody answered. Who would?",
        Expected("Who pays?", speaker="Ana Ruiz"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), REAL_QUESTIONS)
def test_a_real_question_mark_is_no_lost_quotation_mark(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


MARKS = [
    row(
        "T16-german",
        "„The train is not coming“, said Jonas Weiss, the station master.",
        Expected("The train is not coming", speaker="Jonas Weiss", closed=True),
    ),
    row(
        "T16-german-inward-guillemets",
        "»The train is not coming«, said Jonas Weiss, the station master.",
        Expected("The train is not coming", speaker="Jonas Weiss", closed=True),
    ),
    row(
        "T16-french",
        "«The roof cost four million», says Bernard Quillot, the mayor.",
        Expected("The roof cost four million", speaker="Bernard Quillot", closed=True),
    ),
    row(
        "T16-french-spaced",
        "«\u00a0The roof cost four million\u00a0», says Bernard Quillot, the mayor.",
        Expected("The roof cost four million", speaker="Bernard Quillot", closed=True),
    ),
    row(
        "T16-english",
        "“The shop shuts at noon,” said Mei Tan, the owner.",
        Expected("The shop shuts at noon", speaker="Mei Tan", closed=True),
    ),
    row(
        "T16-latex",
        "``The shop shuts at noon,'' said Mei Tan, the owner.",
        Expected("The shop shuts at noon", speaker="Mei Tan", closed=True),
    ),
    row(
        "T16-straight",
        '"The shop shuts at noon," said Mei Tan, the owner.',
        Expected("The shop shuts at noon", speaker="Mei Tan", closed=True),
    ),
    row(
        "T16-two-apostrophes",
        "''The shop shuts at noon,'' said Mei Tan, the owner.",
        Expected("The shop shuts at noon", speaker="Mei Tan", closed=True),
    ),
    row(
        "T16-space-before-the-comma",
        '"The shop shuts at noon" , said Mei Tan, the owner.',
        Expected("The shop shuts at noon", speaker="Mei Tan", closed=True),
    ),
    row(
        "T16-comma-outside",
        "“The shop shuts at noon”, said Mei Tan, the owner.",
        Expected("The shop shuts at noon", speaker="Mei Tan", closed=True),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_of_every_kind_are_read(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)
