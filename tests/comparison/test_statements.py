"""The statements of quotations and of texts, with what stands in marks."""

from __future__ import annotations

import pytest

from quotetrack.comparison.statements import find_statements, make_statement
from quotetrack.records import Attribution, Quotation, Span, Speaker


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


def direct(text: str, *, spoken: bool = False) -> list[str]:
    """The statements that are said as they stand; " | " where something else is between two pieces."""
    return [
        " | ".join(text[slice(*piece)] for piece in stretch.pieces)
        for stretch in find_statements(text, spoken, ())
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
    (paragraph,) = [each for each in find_statements(text, False, ()) if each.statement.kind == "mixed"]
    assert paragraph.statement.text == text
    assert [text[slice(*span)] for span in paragraph.statement.said] == ["old"]


def test_a_paragraph_without_marks_is_said_by_nobody_where_others_have_some() -> None:
    text = "“We go,” she said.\n\nThe ships stay in the harbour."
    said = {each.statement.text: each.statement.said for each in find_statements(text, False, ())}
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
        "1",
        "direct",
        "speech",
        "We go, at once.",
        (Span(1, 7), Span(20, 28)),
        Attribution(speakers=(Speaker("Ana Ruiz"),)),
    )
    stretches = [each for each in find_statements(text, False, [found]) if each.statement.kind == "direct"]
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
    stretch = next(find_statements(text, False, ()))
    start = stretch.statement.text.index(words)
    assert [text[slice(*span)] for span in stretch.place(Span(start, start + len(words)))] == places


def test_what_stands_before_and_between_is_kept() -> None:
    text = "It was late. She told us: “We go,” she said, “at once.”"
    stretch = next(find_statements(text, False, ()))
    context = stretch.statement.context
    assert context.between == (",” she said, “",) or context.between == ("” she said, “",)
    assert context.lead_in == "She told us: “"


@pytest.mark.parametrize("text", ["", "\n\n", "“", "””", "“”"])
def test_a_text_without_words_has_no_statement_with_any(text: str) -> None:
    assert not any(each.statement.word_row.words for each in find_statements(text, False, ()))
