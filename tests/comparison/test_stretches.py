"""The statements of a text by its marks, without a parser."""

from __future__ import annotations

import pytest

from quotetrack.comparison.stretches import read_stretches
from quotetrack.records import Attribution, Quotation, Span


def direct(text: str, *, spoken: bool = False) -> list[str]:
    """The statements that are said as they stand; " | " where something else is between two pieces."""
    return [
        " | ".join(text[slice(*piece)] for piece in stretch.pieces)
        for stretch in read_stretches(text, spoken, ())
        if stretch.statement.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said.", ["We go,"]),
        ("“We go,” she said, “at once.”", ["We go, | at once."]),
        ("“We go,” she said. “They stay.”", ["We go, | They stay."]),
        ("“We go,” she said. “They stay,” he said.", ["We go,", "They stay,"]),
        ("“We go.” He had no doubt. It was late. “They stay.”", ["We go.", "They stay."]),
        ("“We go,” she said.\n\n“They stay,” he said.", ["We go,", "They stay,"]),
        ("“We go.\n\n“They stay,” she said.", ["We go. | They stay,"]),
        ("She called it “old” and “rotten” today.", ["old", "rotten"]),
        ("“He said ‘go’ to us,” she said.", ["He said ‘go’ to us,", "go"]),
        ('"We go," she said, "at once."', ["We go, | at once."]),
    ],
)
def test_stretches_in_marks_and_what_goes_on(text: str, expected: list[str]) -> None:
    assert direct(text) == expected


def test_a_paragraph_with_marks_is_said_only_within_them() -> None:
    text = "She called it “old” and said it would close."
    (paragraph,) = [each for each in read_stretches(text, False, ()) if each.statement.kind == "mixed"]
    assert paragraph.statement.text == text
    assert [text[slice(*span)] for span in paragraph.statement.said] == ["old"]


def test_a_paragraph_without_marks_is_said_by_nobody_where_others_have_some() -> None:
    text = "“We go,” she said.\n\nThe ships stay in the harbour."
    said = {each.statement.text: each.statement.said for each in read_stretches(text, False, ())}
    assert said["The ships stay in the harbour."] == ()


def test_without_any_mark_all_is_said() -> None:
    text = "We go at once.\n\nThey stay."
    assert direct(text) == ["We go at once.", "They stay.", "We go at once. | They stay."]


def test_of_a_speech_all_is_said_marks_or_not() -> None:
    text = "They call us “rotten”. We are not."
    assert direct(text, spoken=True) == [text]
    assert direct(text) == ["rotten"]


def test_a_quotation_of_a_parser_stands_for_the_marks_it_is_in() -> None:
    text = "“We go,” she said, “at once.” “They stay,” he said."
    found = Quotation(
        "1", "direct", "speech", "We go, at once.", (Span(1, 7), Span(20, 28)), Attribution(name="Ana Ruiz")
    )
    stretches = [each for each in read_stretches(text, False, [found]) if each.statement.kind == "direct"]
    assert [(each.statement.text, each.attribution and each.attribution.name) for each in stretches] == [
        ("We go, at once.", "Ana Ruiz"),
        ("They stay,", None),
    ]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("We go,", ["We go,"]),
        ("go, at", ["go,", "at"]),
        ("at once", ["at once"]),
        ("We go, at once.", ["We go,", "at once."]),
    ],
)
def test_where_a_stretch_of_a_statement_stands_in_the_text(words: str, places: list[str]) -> None:
    text = "“We go,” she said, “at once.”"
    stretch = next(read_stretches(text, False, ()))
    start = stretch.statement.text.index(words)
    assert [text[slice(*span)] for span in stretch.place(Span(start, start + len(words)))] == places


def test_what_stands_before_and_between_is_kept() -> None:
    text = "It was late. She told us: “We go,” she said, “at once.”"
    stretch = next(read_stretches(text, False, ()))
    assert stretch.statement.between == (",” she said, “",) or stretch.statement.between == ("” she said, “",)
    assert stretch.statement.lead_in == "She told us: “"


@pytest.mark.parametrize("text", ["", "\n\n", "“", "””", "“”"])
def test_a_text_without_words_has_no_statement_with_any(text: str) -> None:
    assert not any(each.statement.wording.words for each in read_stretches(text, False, ()))
