"""Words as they stand in print: piece by piece, in their sentence, and compared with those asked."""

from __future__ import annotations

from dataclasses import replace

from quotetrack.comparison.alignment import Difference
from quotetrack.records import Span
from quotetrack.wording import in_print
from tests.wording.test_verdicts import GONE, checked, finding, source


def test_the_articles_own_words_stand_in_no_marks() -> None:
    reported = checked("reported", finding("reported", True))
    assert in_print.words(reported) == "We wait for rain"
    in_sentence = replace(reported, stands_in="Ruiz said they wait for rain.")
    assert in_print.words(in_sentence) is None
    assert in_print.sentence(in_sentence) == "Ruiz said they wait for rain."
    assert in_print.words(checked("verbatim", finding("verbatim"))) == "“We wait for rain”"


def test_no_word_is_shown_cut_in_two() -> None:
    cut = finding("truncated", True, spans=(Span(0, 9),), printed=("and I did",))
    assert in_print.words(checked("truncated", cut, "and I didn’t, sir")) == "“and I didn’t”"
    assert in_print.in_a_row(source("and I did", cut)) == "and I did"


def test_words_with_a_cue_between_are_shown_as_the_article_has_them() -> None:
    """Joined by a space they are a line that nobody printed."""
    sentence = "“We wait,” she said, “for rain.”"
    alone = checked("typographic", finding("typographic"), content=(Span(1, 8), Span(22, 30)))
    broken = replace(alone, stands_in=sentence)
    assert in_print.words(broken) is None and in_print.sentence(broken) == sentence
    in_one = replace(broken, source=source("We wait for rain", finding("typographic")))
    assert in_print.words(in_one) and not in_print.sentence(in_one)


def test_pieces_are_shown_one_by_one() -> None:
    spliced = checked("spliced", finding("spliced", spans=(Span(0, 2), Span(8, 16)), printed=("We", "for rain")))
    assert [text for text, _ in in_print.several(spliced)] == ["“We”", "“for rain”"]
    assert in_print.words(spliced) is None
    reported = source("rain came", finding("reported", True, spans=(Span(0, 9),), printed=("rain came",)))
    both = replace(spliced, pieces=(source("We wait", finding("spliced", spans=(Span(0, 7),))), reported))
    assert [text for text, _ in in_print.several(both)] == ["“We wait”", "rain came"]
    assert in_print.sentence(replace(both, stands_in="A sentence.")) is None


def test_a_newer_version_is_told_of_any_verdict() -> None:
    gone = checked("withdrawn", finding("withdrawn", True), withdrawn=GONE)
    told = "withdrawn in the version of 2024-05-04, which says: “We wait no more”"
    assert in_print.newer(gone) == told
    assert in_print.newer(checked("altered", finding("altered", True), withdrawn=GONE)) == told
    still = checked("verbatim", finding("verbatim"), withdrawn=GONE)
    assert in_print.newer(still) == f"{told}; these words are still in it"
    assert in_print.newer(checked("verbatim", finding("verbatim"))) is None


def test_signs_that_cannot_be_seen_are_no_difference_to_show() -> None:
    written = Difference("equal", "We sup\u00adport ’em", "We support 'em")
    found = source("We support 'em", finding("typographic", tier="typography", differences=(written,)))
    assert [(piece.part, piece.text) for piece in in_print.laid_over(found)] == [
        ("same", "We support"), ("asked", "’em"), ("held", "'em")
    ]  # fmt: skip
