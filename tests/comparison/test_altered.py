"""Words that a statement has otherwise: altered, spliced with no mark, in another order, or only close."""

from __future__ import annotations

import pytest

from quotetrack.comparison.alignment import align
from quotetrack.comparison.altered import differs_in_sense, shared_words, stem
from quotetrack.comparison.compare import compare
from quotetrack.comparison.query import read_query
from quotetrack.comparison.statements import make_statement
from quotetrack.comparison.verdicts import Finding
from quotetrack.comparison.word_row import WordRow
from quotetrack.records import Span

HELD = (
    "On Monday we will close 12 of the old piers on the river, and the ferry will run until midnight. "
    "The city does not support tolls on the old bridge. Norbury keeps its own school for the children."
)


def found(asked: str, held: str = HELD) -> Finding | None:
    """What a question gives against a direct quotation."""
    return compare(read_query(asked), make_statement(held, "direct", [Span(0, len(held))]))


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        ("we will close 15 of the old piers on the river", [("15", "12", "number")]),
        ("we will close 12 of the new piers on the river", [("new", "old", None)]),
        ("we will not close 12 of the old piers", [("not", "", "negation")]),
        ("we may close 12 of the old piers", [("may", "will", "modal")]),
        ("The city does support tolls on the old bridge", [("", "not", "negation")]),
        ("Harwick keeps its own school for the children", [("Harwick", "Norbury", None)]),
        ("the ferry will run till midnight", [("till", "until", None)]),
        ("the ferry will run midnight", [("", "until", None)]),
    ],
)
def test_a_word_or_two_that_differ_are_altered(asked: str, changes: list[tuple[str, str, str | None]]) -> None:
    finding = found(asked)
    assert finding is not None and finding.verdict == "altered" and finding.fails and not finding.is_close
    assert [(d.asked, d.held, d.guard) for d in finding.differences if d.op != "equal"] == changes
    assert 0 < finding.score < 1


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ("we will close 12 of the old piers until midnight", "on the river, and the ferry will run"),
        ("On Monday we will close 12 of the old piers, and the ferry will run", "on the river"),
        ("we will close 12 of the old piers on the old bridge", "and the ferry will run until midnight"),
        ("The city does not support the old bridge", "tolls on"),
    ],
)
def test_words_left_out_without_a_mark_fail(asked: str, left_out: str) -> None:
    finding = found(asked)
    assert finding is not None and finding.fails
    assert finding.verdict in ("spliced", "altered")
    assert finding.verdict == "altered" or left_out in (finding.warning or "")


def test_each_piece_of_an_unmarked_splice_is_shown_where_it_stands() -> None:
    finding = found("we will close 12 of the old piers on the old bridge")
    assert finding is not None and finding.verdict == "spliced"
    assert finding.printed == tuple(HELD[slice(*span)] for span in finding.spans)
    assert len(finding.spans) > 1


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("In the spring we will rebuild the hall", "We will rebuild the hall in the spring."),
        ("On Monday the pier closed for good", "The pier closed for good on Monday."),
        ("With his own hands he built the boat", "He built the boat with his own hands."),
        ("Near the old bridge we saw a boat", "We saw a boat near the old bridge."),
    ],
)
def test_a_phrase_moved_to_the_front_is_a_paraphrase(asked: str, held: str) -> None:
    finding = found(asked, held)
    assert finding is not None and finding.verdict == "paraphrase" and not finding.fails


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("In the spring we will rebuild the hall", "We will rebuild the hall in the spring if the county pays."),
        ("On Monday the pier closed for good", "It is false that the pier closed for good on Monday."),
        ("The boat saw the man on the pier", "The man saw the boat on the pier."),
        ("In the spring we will rebuild the hall", "Will we rebuild the hall in the spring?"),
        ("On Monday we rest", "Do we rest on Monday?"),
    ],
)
def test_another_order_with_another_sense_is_not(asked: str, held: str) -> None:
    finding = found(asked, held)
    assert finding is not None and finding.fails


@pytest.mark.parametrize(
    "asked",
    [
        "The school of Norbury stays for its children",
        "On the river 12 old piers will be closed on Monday",
    ],
)
def test_close_wording_is_a_paraphrase(asked: str) -> None:
    finding = found(asked)
    assert finding is not None and finding.verdict == "paraphrase" and not finding.fails
    assert finding.is_close and finding.score <= 0.5


@pytest.mark.parametrize(
    "asked",
    [
        "The city supports tolls on the old bridge",
        "The city supports a toll on its old bridge",
        "Tolls on the old bridge have the city’s support",
        "On the river 14 old piers will be closed on Monday",
        "On Monday we might close the old piers of the river",
        "Harwick keeps a school of its own for its children",
        "Norbury’s school for children is never its own",
    ],
)
def test_close_wording_that_says_something_else_is_altered(asked: str) -> None:
    finding = found(asked)
    assert finding is not None and finding.verdict == "altered" and finding.fails


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("a boat may go", "a modal verb"),
        ("no boat goes to Norbury", "a negation"),
        ("5 boats go to Norbury", "a number"),
        ("all the boats go to Norbury", "a quantity"),
        ("he says the boat goes to Norbury", "the person"),
        ("the boat goes to Harwick", "a name"),
    ],
)
def test_in_what_a_close_wording_differs(asked: str, told: str) -> None:
    one, other = WordRow(asked), WordRow("We say: the boat goes to Norbury.")
    assert differs_in_sense(one, other, align(one, other)) == f"Close in wording, but {told} differs."
    same = WordRow("the boat goes down to Norbury")
    assert differs_in_sense(same, other, align(same, other)) is None


@pytest.mark.parametrize(
    "asked",
    ["We saw a whale from the lighthouse", "The of and in", "Trains are late", "", "the city", "Monday"],
)
def test_what_is_not_near_is_nothing(asked: str) -> None:
    finding = found(asked)
    assert finding is None or finding.verdict == "truncated"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("close the old piers", "the old piers closed", 1.0),
        ("close the old piers", "close the new doors", 0.0),
        ("boats and ferries", "boats or trains", 0.0),
    ],
)
def test_the_share_of_telling_words(one: str, other: str, share: float) -> None:
    assert shared_words(WordRow(one).forms, WordRow(other).forms) == share


@pytest.mark.parametrize(
    ("word", "expected"),
    [("closing", "clos"), ("closed", "clos"), ("piers", "pier"), ("its", "its"), ("bed", "bed"), ("boat", "boat")],
)
def test_words_without_their_endings(word: str, expected: str) -> None:
    assert stem(word) == expected
