"""A text that words are held against: all places where it has them, by offsets into the text as given."""

from __future__ import annotations

import pytest

from quotetrack.comparison.given_text import GivenText, Occurrence, without_doubles
from quotetrack.comparison.query import read_query

TEXT = (
    "“We will close the pier,” said Ana Ruiz. “The ferry runs until May.”\n\n"
    "The council had wasted four million crowns on the bridge, she said.\n\n"
    "“We will close the pier,” Owen Blake said, “if the county agrees.”"
)


def found(question: str, text: str = TEXT, *, spoken: bool = False) -> list[Occurrence]:
    """The occurrences, the best first, one for each place."""
    ranked = sorted(GivenText(text, spoken).find(read_query(question)), key=lambda each: each.finding.rank)
    return without_doubles(ranked)


def places(question: str, text: str = TEXT, *, spoken: bool = False) -> list[list[str]]:
    """For each occurrence what stands in the text at its spans."""
    return [[text[slice(*span)] for span in each.spans] for each in found(question, text, spoken=spoken)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("The ferry runs until May", [["The ferry runs until May"]]),
        ("We will close the pier", [["We will close the pier"], ["We will close the pier"]]),
        ("We will close the pier, if the county agrees", [["We will close the pier", "if the county agrees"]]),
        (
            "“We will close the pier,” he said, “if the county agrees.”",
            [["We will close the pier", "if the county agrees"]],
        ),
        ("the council had wasted four million crowns", [["The council had wasted four million crowns"]]),
    ],
)
def test_the_words_stand_at_the_offsets(question: str, expected: list[list[str]]) -> None:
    given = [[piece.rstrip(",.") for piece in each] for each in places(question)]
    assert given == expected


def test_each_place_has_a_verdict_of_its_own() -> None:
    """The first is a whole sentence, to the second a condition belongs."""
    verdicts = {
        each.spans[0].start: (each.finding.verdict, each.finding.fails) for each in found("We will close the pier")
    }
    assert [verdicts[start] for start in sorted(verdicts)] == [("verbatim", False), ("truncated", True)]


@pytest.mark.parametrize("times", [1, 2, 12, 40])
@pytest.mark.parametrize("joint", [" ", "\n\n", "\n\nSomething else was said.\n\n"])
def test_all_occurrences_are_found(times: int, joint: str) -> None:
    text = joint.join(["“The ferry runs until May,” she said."] * times)
    given = places("The ferry runs until May", text)
    assert [[piece.rstrip(",") for piece in each] for each in given] == [["The ferry runs until May"]] * times
    assert len({each.spans for each in found("The ferry runs until May", text)}) == times


@pytest.mark.parametrize(
    ("text", "question", "written"),
    [
        ("<p>“We <b>close</b> the pier,” she said.</p>", "We close the pier", "We <b>close</b> the pier"),
        ("“We **close** the pier,” she said.", "close the pier", "close** the pier"),
        ("<p>&ldquo;We don&rsquo;t close it.&rdquo;</p>", "We don’t close it", "We don&rsquo;t close it"),
        ("> “We close\n> the pier,” she said.", "We close the pier", "We close\n> the pier"),
        ("“We close the har\u00adbour,” she said.", "We close the harbour", "We close the har\u00adbour"),
        ("“We close the cafe\u0301,” she said.", "We close the café", "We close the cafe\u0301"),
        ("“E\u0301tat is closed,” she said.", "État is closed", "E\u0301tat is closed"),
        ("“The ﬁre is out,” she said.", "The fire is out", "The ﬁre is out"),
        ("<p>“We [close](x) it,”</p>", "We close it", "We [close](x) it"),
        ("“We close the caf&eacute;,” she said.", "We close the café", "We close the caf&eacute;"),
        ("“We close AT&amp;T,” she said.", "We close AT&T", "We close AT&amp;T"),
    ],
)
def test_offsets_are_of_the_text_with_its_markup_and_unseen_signs(text: str, question: str, written: str) -> None:
    assert places(question, text) == [written.split("|")]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("“We will close the pier,” Owen Blake said, “if the county agrees.”", "We will close the pier"),
        ("“We do not think,” Owen Blake said, “that the ferry is safe.”", "that the ferry is safe"),
        ("“I deny,” Owen Blake said, “that we took the money.”", "we took the money"),
        ("“The ferry is safe,” Owen Blake said, “or so they say.”", "The ferry is safe"),
        ("“If it rains,” Owen Blake said, “we will close the pier.”", "we will close the pier"),
    ],
)
def test_a_cut_at_the_reporters_words_is_a_cut(text: str, question: str) -> None:
    """What the speaker went on with after "he said" counts, though the paragraph has two stretches in marks."""
    assert all(each.finding.fails for each in found(question, text))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("“We will close the pier,” Owen Blake said, “for all of us.”", "We will close the pier"),
        ("“We will close the pier,” Owen Blake said. “If they agree, we go home.”", "We will close the pier"),
        ("“We do not think so,” Owen Blake said. “The ferry is safe.”", "The ferry is safe"),
    ],
)
def test_a_fair_cut_at_the_reporters_words_is_fair(text: str, question: str) -> None:
    assert not any(each.finding.fails for each in found(question, text))


def test_two_forms_of_one_stretch_are_one_occurrence() -> None:
    """A quotation within a quotation, and its paragraph, hold the same words."""
    text = "“He said ‘the ferry must go’ to us all,” she said."
    assert places("the ferry must go", text) == [["the ferry must go"]]


@pytest.mark.parametrize(
    ("question", "text", "verdict", "fails"),
    [
        ("The ferry runs until May", "The ferry runs until May. We rest.", "verbatim", False),
        ("The ferry runs until May. We rest", "The ferry runs until May.\n\nWe rest.", "verbatim", False),
        (
            "The ferry runs until May. We rest. So do they.",
            "The ferry runs until May.\nWe rest.\nSo do they.",
            "verbatim",
            False,
        ),
        ("The ferry runs", "The ferry runs until May. We rest.", "truncated", True),
        ("The ferry runs until May", "The ferry runs until May, she said. “We rest.”", "reported", True),
    ],
)
def test_a_speech_without_marks_is_said_as_it_stands(question: str, text: str, verdict: str, fails: bool) -> None:
    best = found(question, text)[0].finding
    assert (best.verdict, best.fails) == (verdict, fails)


def test_spoken_text_is_said_in_spite_of_marks_in_it() -> None:
    text = "They call it “rotten”. The ferry runs in May."
    assert [each.finding.verdict for each in found("The ferry runs in May", text)] == ["reported"]
    assert [each.finding.verdict for each in found("The ferry runs in May", text, spoken=True)] == ["verbatim"]


def test_words_half_in_marks_are_reported() -> None:
    text = "He called the ferry “old and rotten” and sold it."
    (whole,) = found("the ferry old and rotten", text)
    (marked,) = found("old and rotten", text)
    assert whole.finding.verdict == "reported" and whole.finding.fails
    assert not marked.finding.fails


@pytest.mark.parametrize(
    "question",
    ["We will close the pier. We shall never close it", "A whale was seen", "wasted five whales"],
)
def test_what_the_text_has_not_is_not_the_same(question: str) -> None:
    assert all(each.finding.fails for each in found(question))


@pytest.mark.parametrize(
    ("question", "fails"),
    [
        ("The ferry runs until May if the county agrees", True),
        ("The ferry runs until May … if the county agrees", False),
    ],
)
def test_pieces_of_two_quotations_are_spliced(question: str, fails: bool) -> None:
    best = found(question)[0]
    assert (best.finding.verdict, best.finding.fails) == ("spliced", fails)
    assert best.finding.printed == ("The ferry runs until May", "if the county agrees")
    assert [TEXT[slice(*span)] for span in best.spans] == ["The ferry runs until May", "if the county agrees"]
    assert best.finding.warning


@pytest.mark.parametrize("text", ["", "\n", "“”", "<p></p>", "\u200b"])
def test_in_a_text_without_words_nothing_is_found(text: str) -> None:
    assert found("We will close the pier", text) == []
