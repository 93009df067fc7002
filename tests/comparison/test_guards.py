"""What a change touches that is never a small matter."""

from __future__ import annotations

import pytest

from quotetrack.comparison.alignment import align
from quotetrack.comparison.guards import capitalised, find_negations, guard_of, is_number, persons
from quotetrack.comparison.word_row import WordRow


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("we do not go", ["not"]),
        ("we don’t go", ["n’t"]),
        ("we never go, nor do they", ["never", "nor"]),
        ("nobody goes without us", ["nobody", "without"]),
        ("not only the boats", []),
        ("not just the boats, not the piers", ["not"]),
        ("no doubt we go", []),
        ("there is no boat", ["no"]),
        ("no", ["no"]),
        ("a knot, a note, another", []),
    ],
)
def test_words_that_negate(text: str, negated: list[str]) -> None:
    wording = WordRow(text)
    assert [wording.slice(at, at + 1) for at in find_negations(wording.forms)] == negated


@pytest.mark.parametrize(
    ("asked", "held", "guard"),
    [
        ("we go", "we do not go", "negation"),
        ("we always go", "we never go", "negation"),
        ("we go without them", "we go with them", "negation"),
        ("we may go", "we must go", "modal"),
        ("we will go", "we would go", "modal"),
        ("all boats go", "some boats go", "quantity"),
        ("many boats go", "few boats go", "quantity"),
        ("boats often go", "boats rarely go", "quantity"),
        ("he goes home", "she goes home", "person"),
        ("my boat goes", "their boat goes", "person"),
        ("today we saw Norbury burn", "today we saw Harwick burn", "name"),
        ("today the pier burned", "today the boat burned", None),
        ("five boats go", "six boats go", "number"),
        ("half of them go", "most of them go", "number"),
        ("we will not go", "we must not go", "modal"),
        ("it costs 5 euros", "it costs 5 dollars", "number"),
        ("the old pier", "the older pier", None),
    ],
)
def test_the_gravest_that_a_change_touches(asked: str, held: str, guard: str | None) -> None:
    found = align(WordRow(asked), WordRow(held), whole=True)
    assert found.changes
    assert guard in {change.guard for change in found.changes}
    assert {change.guard for change in found.changes} <= {guard, None}


def test_a_number_is_graver_than_a_negation() -> None:
    asked, held = WordRow("no boats"), WordRow("5 boats")
    assert guard_of(asked, (0, 1), held, (0, 1)) == "number"


@pytest.mark.parametrize(
    ("form", "expected"),
    [("5", True), ("1/2", True), ("five", True), ("half", True), ("-", True), ("±", True), ("boat", False)],
)
def test_what_counts(form: str, expected: bool) -> None:
    assert is_number(form) is expected


def test_whom_pronouns_stand_for() -> None:
    assert persons(["my", "boats", "are", "ours"]) == {"i", "we"}
    assert persons(["he", "himself", "his"]) == {"he"}
    assert persons(["boats", "it"]) == frozenset()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday we saw Norbury", {"monday", "norbury"}),
        ("We go. They stay. I told her", set()),
        ("“Norbury burned,” she said", set()),
        ("she said “Norbury burned”", {"norbury"}),
        ("and I’m in NATO", {"nato"}),
        ("now: Norbury burned", set()),
    ],
)
def test_a_capital_within_a_sentence_makes_a_name(text: str, names: set[str]) -> None:
    wording = WordRow(text)
    assert capitalised(wording, (0, len(wording.words))) == names
