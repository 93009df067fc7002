"""Copies with curly marks, as the tokenizer is trained on them."""

from __future__ import annotations

import pytest

from quotetrack.train.tokenizer import curly, with_copies
from quotetrack.train.treebanks import Paragraph


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ('"Don\'t," he said.', 0, "“Don’t,” he said."),
        ('"Don\'t," he said.', 1, "‘Don’t,’ he said."),
        ("\"He said 'go'.\"", 0, "“He said ‘go’.”"),
        ("\"He said 'go'.\"", 1, "‘He said “go”.’"),
        ("``Go,'' he said.", 0, "``Go,’’ he said."),
        ("Plain.", 0, "Plain."),
    ],
)
def test_curly_copies_keep_the_length(text: str, style: int, expected: str) -> None:
    assert curly(Paragraph(text, "0" * len(text)), style) == Paragraph(expected, "0" * len(text))


def test_only_paragraphs_with_marks_are_copied() -> None:
    given = [Paragraph(text, "") for text in ("Plain.", "It's.", '"Go."')]
    assert [p.text for p in with_copies(given)] == ["Plain.", "It's.", "It’s.", '"Go."', "“Go.”", "‘Go.’"]
