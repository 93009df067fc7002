"""One verdict out of several sources: which is shown, and whether the one who is named said it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from quotetrack.comparison.compare import compare
from quotetrack.comparison.query import read_query
from quotetrack.comparison.statements import make_statement
from quotetrack.comparison.verdicts import VERDICTS, Decision, Finding, NamedSpeaker, decide
from quotetrack.records import Attribution, Span, Speaker

TOLL = "We will never raise the toll on the river bridge."


@dataclass(frozen=True)
class Printed:
    """A source with just what an answer asks for."""

    finding: Finding
    whole: str
    attribution: Attribution | None


def named(name: str, confidence: float = 0.97) -> Attribution:
    return Attribution(mention=name, mention_kind="named", speakers=(Speaker(name),), confidence=confidence)


RUIZ, BLAKE = named("Ana Ruiz"), named("Owen Blake")
UNSURE = {
    "a pronoun": Attribution(
        mention="he", mention_kind="pronominal", speakers=(Speaker("Owen Blake"),), confidence=0.95
    ),
    "a description": Attribution(
        mention="the clerk", mention_kind="nominal", speakers=(Speaker("Owen Blake"),), confidence=0.95
    ),
    "little": named("Owen Blake", 0.65),
}
NOBODY = {
    "no attribution": None,
    "an unknown": Attribution(),
    "one without a name": Attribution(
        mention="an official", mention_kind="nominal", speakers=(Speaker(kind="unnamed"),), confidence=0.8
    ),
}


def asked_of(question: str, *held: tuple[str, Attribution | None], by: str | None = None) -> Decision[Printed] | None:
    """The answer to a question that some direct quotations are held against, in their order."""
    found = []
    for text, attribution in held:
        finding = compare(read_query(question), make_statement(text, "direct", [Span(0, len(text))]))
        if finding:
            found.append(Printed(finding, text, attribution))
    is_known = any(given and given.name == by for _, given in held)

    def is_own(source: Printed) -> bool:
        return bool(source.attribution and source.attribution.name == by)

    who = None if by is None else NamedSpeaker[Printed](by, is_own, is_known)
    return decide(found, who, lambda source: (found.index(source),))


def test_nothing_held_is_no_answer() -> None:
    assert asked_of("A whale was seen from the tower", (TOLL, RUIZ)) is None


@pytest.mark.parametrize("by", [None, "Ana Ruiz"])
def test_the_named_ones_own_words_are_just_what_they_are(by: str | None) -> None:
    found = asked_of(TOLL, (TOLL, RUIZ), by=by)
    assert found is not None
    assert (found.verdict, found.fails, found.warnings, found.others) == ("verbatim", False, (), ())


def test_another_speakers_words_are_of_a_wrong_speaker() -> None:
    found = asked_of(TOLL, (TOLL, BLAKE), ("I like the sea.", RUIZ), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("wrong_speaker", True)
    assert "said by Owen Blake, not by Ana Ruiz" in found.warnings[0]
    assert "spelling" not in found.warnings[0]


def test_a_name_that_nobody_bears_is_told() -> None:
    found = asked_of(TOLL, (TOLL, BLAKE), by="Ana Riuz")
    assert found is not None and found.verdict == "wrong_speaker"
    assert "Nobody called Ana Riuz speaks in this store: check the spelling." in found.warnings[0]


def test_both_said_it() -> None:
    found = asked_of(TOLL, (TOLL, BLAKE), (TOLL, RUIZ), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("verbatim", False)
    assert found.source.attribution == RUIZ
    assert found.others == ()


@pytest.mark.parametrize(
    "own",
    [
        "We will never raise the toll on that old bridge.",
        "We will never raise the fare on the river ferry.",
        "They will raise the toll on the bridge.",
    ],
)
def test_a_near_miss_of_the_named_one_hides_no_words_of_another(own: str) -> None:
    found = asked_of(TOLL, (own, RUIZ), (TOLL, BLAKE), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("wrong_speaker", True)
    assert found.source.attribution == BLAKE


def test_the_named_ones_altered_words_are_altered_where_nobody_else_is_much_nearer() -> None:
    own, others = (
        "We will never raise the toll on that river bridge.",
        "We will raise the toll on the old river bridge.",
    )
    found = asked_of(TOLL, (others, BLAKE), (own, RUIZ), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("altered", True)
    assert found.source.attribution == RUIZ


@pytest.mark.parametrize("why", UNSURE)
def test_where_the_store_is_not_sure_it_says_look(why: str) -> None:
    found = asked_of(TOLL, (TOLL, UNSURE[why]), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("unsure_speaker", True)
    assert "Owen Blake" in found.warnings[0] and "look" in found.warnings[0] and "% sure" in found.warnings[0]


@pytest.mark.parametrize("why", NOBODY)
def test_words_of_nobody_are_not_of_a_wrong_speaker(why: str) -> None:
    found = asked_of(TOLL, (TOLL, NOBODY[why]), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("verbatim", False)
    assert "does not say that it was Ana Ruiz" in found.warnings[0]


def test_an_unnamed_speaker_is_told_by_the_articles_words() -> None:
    found = asked_of(TOLL, (TOLL, NOBODY["one without a name"]), by="Ana Ruiz")
    assert found is not None and "an official" in found.warnings[0]


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("on the river", TOLL),
        ("and that is it", "They were late, and that is it for the day."),
        ("We hope to raise some sheep", TOLL),
    ],
)
def test_a_few_words_that_anybody_says_prove_no_other_speaker(question: str, held: str) -> None:
    assert asked_of(question, (held, BLAKE), by="Ana Ruiz") is None


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("We will see", "We will see"),
        ("never raise the toll", TOLL),
        ("It is what it is.", "We lost. It is what it is. We go home now."),
    ],
)
def test_all_of_an_utterance_or_enough_of_it_does(question: str, held: str) -> None:
    found = asked_of(question, (held, BLAKE), by="Ana Ruiz")
    assert found is not None and found.verdict == "wrong_speaker"


def test_words_against_the_sense_fail_whoever_said_them() -> None:
    held = "I deny that we will ever raise the toll on the river bridge."
    found = asked_of("we will ever raise the toll on the river bridge", (held, None), by="Ana Ruiz")
    assert found is not None and (found.verdict, found.fails) == ("truncated", True)
    assert len(found.warnings) == 2


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("We will never raise a toll on the river bridge.", TOLL),
        ("I deny that we will never raise the toll on the river bridge.", TOLL),
        ("We will never raise the toll on the river bridge if you pay.", TOLL),
        ("“we will never raise the toll on the river bridge” is what he said, and he never meant it.", TOLL),
    ],
)
def test_the_best_source_is_shown_first(worse: str, better: str) -> None:
    found = asked_of(TOLL, (worse, RUIZ), (better, BLAKE))
    assert found is not None and found.source.whole == better


def test_of_equally_good_sources_the_first_in_order_is_shown_and_the_others_listed() -> None:
    found = asked_of(TOLL, (TOLL, BLAKE), (TOLL, RUIZ))
    assert found is not None and found.source.attribution == BLAKE
    assert [other.attribution for other in found.others] == [RUIZ]


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (TOLL, True),
        ("Well, we will never raise the toll on the river bridge, not as long as I live.", True),
        ("We will never raise the toll on this river bridge.", True),
        ("We will mend the toll house.", False),
        ("The river bridge has a toll that some want to raise.", False),
    ],
)
def test_also_printed_is_the_same_utterance_only(other: str, is_same: bool) -> None:
    found = asked_of(TOLL, (TOLL, RUIZ), (other, RUIZ))
    assert found is not None
    assert [source.whole for source in found.others] == ([other] if is_same else [])


def test_the_reporters_words_are_no_printing() -> None:
    statement = make_statement("that the toll will rise", "indirect", [Span(0, 23)])
    finding = compare(read_query("the toll will rise"), statement)
    own = compare(read_query("the toll will rise"), make_statement("the toll will rise", "direct", [Span(0, 18)]))
    assert finding is not None and own is not None
    assert finding.verdict == "reported" and finding.fails
    sources = [Printed(finding, statement.text, RUIZ), Printed(own, "the toll will rise", RUIZ)]
    found = decide(sources, None, lambda source: (sources.index(source),))
    assert found is not None and found.verdict == "verbatim" and found.others == ()


def test_every_verdict_is_in_the_one_table() -> None:
    """With a name, a sign and a meaning of its own."""
    rows = list(VERDICTS.values())
    assert len({row.name for row in rows}) == len({row.meaning for row in rows}) == len(rows) == 11
    assert {verdict for verdict, row in VERDICTS.items() if row.fails is True} == {
        "reported", "altered", "withdrawn", "unsure_speaker", "wrong_speaker",
    }  # fmt: skip
