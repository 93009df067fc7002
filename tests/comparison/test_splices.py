"""Words put together from several statements."""

from __future__ import annotations

import pytest

from quotetrack.comparison.query import read_query
from quotetrack.comparison.splices import find_parts
from quotetrack.comparison.word_row import WordRow

STATEMENTS = [
    WordRow("We will mend the old ferry before the winter comes."),
    WordRow("The county must pay for every single plank of the pier."),
    WordRow("Nobody in this town wants the county to own the old ferry."),
]


def parts(question: str) -> list[tuple[int, str]] | None:
    """The stretches that a question is made of, each with the number of its statement."""
    found = find_parts(read_query(question), STATEMENTS)
    return found and [(part.statement, STATEMENTS[part.statement].slice(*part.held)) for part in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "We will mend the old ferry for every single plank of the pier",
            [(0, "We will mend the old ferry"), (1, "for every single plank of the pier")],
        ),
        (
            "The county must pay for every single plank before the winter comes",
            [(1, "The county must pay for every single plank"), (0, "before the winter comes")],
        ),
        ("We will mend … every single plank", [(0, "We will mend"), (1, "every single plank")]),
        ("Nobody in this town … must pay for", [(2, "Nobody in this town"), (1, "must pay for")]),
    ],
)
def test_pieces_of_several_statements_are_found(question: str, expected: list[tuple[int, str]]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "We will mend the old ferry",
        "We will mend … the winter comes",
        "We will sell … every single plank",
        "We will mend the old hats and shoes of every man and woman here",
        "the old ferry the county",
        "before the winter comes we will mend the old ferry",
        "a whale a whale a whale",
    ],
)
def test_pieces_of_one_or_of_none_are_no_splice(question: str) -> None:
    assert parts(question) is None
