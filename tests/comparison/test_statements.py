"""What a question is held against, and which of its words are the speaker's own."""

from __future__ import annotations

import pytest

from quotetrack.comparison.statements import make_statement
from quotetrack.records import Span


def said(text: str, kind: str) -> list[str]:
    """The stretches that are the speaker's own words."""
    return [text[slice(*span)] for span in make_statement(text, kind, [Span(0, len(text))]).said]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind", "own"),
    [
        ("We close the “old” pier.", "direct", ["We close the “old” pier."]),
        ("that the pier would close", "indirect", []),
        ("that the “old” pier would close", "indirect", []),
        ("that the pier was “old and tired” and would close", "mixed", ["old and tired"]),
        ("that “we” would “never close it”", "mixed", ["we", "never close it"]),
        ("that the pier was “old\nand tired”", "mixed", ["old\nand tired"]),
        ("that 'we' would close", "mixed", ["we"]),
        ("that “we say ‘no’ to it” was said", "mixed", ["we say ‘no’ to it"]),
    ],
)
def test_only_what_stands_in_marks_is_said(text: str, kind: str, own: list[str]) -> None:
    assert said(text, kind) == own


def test_a_stretch_with_other_words_in_it_is_not_said() -> None:
    text = "that the pier was “old and tired” and would close"
    statement = make_statement(text, "mixed", [Span(0, len(text))])
    inside, across = text.index("old"), text.index("pier")
    assert statement.said_around(inside, inside + 13) == Span(inside, inside + 13)
    assert statement.said_around(inside, inside + 14) is None
    assert statement.said_around(across, inside + 3) is None


def test_where_each_piece_ends() -> None:
    statement = make_statement("We wait, for rain. Then we go.", "direct", [Span(5, 13), Span(30, 39), Span(60, 71)])
    assert statement.piece_ends == (8, 18)
    assert [statement.text[:end] for end in statement.piece_ends] == ["We wait,", "We wait, for rain."]


def test_one_piece_has_no_joins() -> None:
    assert make_statement("We wait.", "direct", [Span(0, 8)]).piece_ends == ()
