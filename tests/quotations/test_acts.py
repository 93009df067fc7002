"""What a cue says: speech, writing, belief; and what stands in marks and is nobody's speech."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack import settings
from quotetrack.quotations.acts import (
    act_of,
    content_words,
    in_words,
    is_attribution,
    is_denied,
    is_hypothetical,
    is_named,
    is_question_put,
    opens_question,
    read_act,
    why_not_speech,
)
from quotetrack.quotations.reading import Reading
from quotetrack.records import Act, ActScores, Kind, Span
from tests.quotations.builders import reading, span


@pytest.mark.parametrize(
    ("cue", "kind", "act"),
    [
        ("said", "direct", "speech"),
        ("admitted", "indirect", "speech"),
        ("according to", "indirect", "speech"),
        ("told a crowd that he believes", "indirect", "speech"),
        ("", "indirect", "speech"),
        ("wrote", "direct", "writing"),
        ("posted", "indirect", "writing"),
        ("tweeted", "mixed", "writing"),
        ("in a letter", "direct", "writing"),
        ("said in a letter", "direct", "speech"),
        ("hopes", "indirect", "belief"),
        ("is worried", "indirect", "belief"),
        ("thinks", "mixed", "belief"),
        ("walked", "indirect", "belief"),
        ("walked up", "direct", "speech"),
        ("smiled", "direct", "speech"),
        ("smiled", "indirect", "belief"),
        ("entitled", "mixed", "not_speech"),
    ],
)
def test_act_of_a_cue(cue: str, kind: Kind, act: Act) -> None:
    assert act_of(cue, kind) == act


TEXT = "She thought aloud that it was cold, and left."
Scores = tuple[float, float, float, float]


def judged(*scored: tuple[str, Scores]) -> Reading:
    """A reading whose model gives the words such scores for speech, writing, belief and neither."""
    read = reading(TEXT)
    acts = tuple(ActScores(span(read, words), scores) for words, scores in scored)
    return Reading(replace(read.document, acts=acts), read.language)


def act_read(read: Reading, cue: str = "thought", *pieces: str, kind: Kind = "indirect") -> Act:
    """The act of a cue and contents by their words."""
    return read_act(read, [span(read, cue)], [span(read, words) for words in pieces], kind)


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ((1, 0, 0, 0), (0, 0, 0, 0), "speech"),
        ((0, 1, 0, 0), (0, 0, 0, 0), "writing"),
        ((0, 0, 0, 0), (0, 0, 1, 0), "belief"),
        ((1, 0, 0, 0), (0, 0, 2, 0), "belief"),
        ((3, 0, 0, 0), (0, 0, 2, 0), "speech"),
        ((2, 0, 3, 0), (2, 3, 0, 0), "speech"),
        ((0, 0, 0, 4), (4, 0, 0, 1), "not_speech"),
        ((0, 0, 0, 4), (4, 0, 0, 0), "speech"),
        ((-9, -8, -7, -9), (-9, -9, -9, -9), "belief"),
    ],
)
def test_scores_of_a_cue_and_of_its_content_are_added(cue: Scores, content: Scores, act: Act) -> None:
    read = judged(("thought", cue), ("it was cold", content))
    assert act_read(read, "thought", "it was cold") == act


def test_a_cue_or_a_content_alone_is_enough() -> None:
    assert act_read(judged(("thought", (0, 2, 0, 0))), "thought", "it was cold") == "writing"
    assert act_read(judged(("it was cold", (0, 2, 0, 0))), "thought", "it was cold") == "writing"


@pytest.mark.parametrize(
    ("pieces", "act"),
    [
        (["that it was"], "writing"),  # 4 code points of one, 6 of the other
        (["that it"], "belief"),  # 4 and 2
        (["that", "was"], "belief"),
        (["that", "it was cold"], "writing"),
    ],
)
def test_scores_weigh_by_the_code_points_that_are_shared(pieces: list[str], act: Act) -> None:
    read = judged(("that", (0, 0, 1, 0)), ("it was cold", (0, 1, 0, 0)))
    assert act_read(read, "thought", *pieces) == act


def test_how_long_words_are_says_nothing_against_those_of_the_other_side() -> None:
    read = judged(("thought", (2, 0, 0, 0)), ("that it was cold, and left", (0, 0, 1, 0)))
    assert act_read(read, "thought", "that it was cold, and left") == "speech"


@pytest.mark.parametrize(("chance", "act"), [(0.02, "not_speech"), (-0.02, "belief")])
def test_how_sure_the_model_must_be_that_nobody_said_it(chance: float, act: Act) -> None:
    neither = settings.NEITHER + chance
    read = judged(("thought", (-30.0, -30.0, log(1 - neither), log(neither))))
    assert act_read(read, "thought", "it was cold") == act


def test_what_is_likeliest_but_not_sure_to_be_neither_is_the_next_likeliest_act() -> None:
    assert act_read(judged(("thought", (0.3, 0.2, 0.1, 0.9))), "thought", "it was cold") == "speech"


def test_a_cue_without_a_content_is_never_said_by_nobody() -> None:
    read = judged(("thought", (0, 0, 1, 9)))
    assert act_read(read) == "belief"
    assert act_read(read, "thought", "it was cold") == "not_speech"


@pytest.mark.parametrize(("cue", "act"), [("thought", "belief"), ("aloud", "belief"), ("She", "belief")])
def test_where_the_model_says_nothing_the_words_of_the_cue_tell(cue: str, act: Act) -> None:
    read = judged(("and left", (9, 0, 0, 0)))
    assert act_read(read, cue, "it was cold") == act == act_of(cue, "indirect")
    assert read_act(read, [], [span(read, "it was cold")], "indirect") == "speech"


_SCORES = st.tuples(*[st.integers(-20, 20)] * 4)


@given(_SCORES, _SCORES, st.integers(-50, 50))
def test_only_differences_between_scores_tell(cue: Scores, content: Scores, more: int) -> None:
    speech, writing, belief, neither = cue
    raised = (speech + more, writing + more, belief + more, neither + more)
    found = {
        act_read(judged(("thought", scores), ("it was cold", content)), "thought", "it was cold")
        for scores in (cue, raised)
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "cue", "attributes"),
    [
        ("It must be said that the pier is old.", "said", False),
        ("That said, the pier is old.", "said", False),
        ("Needless to say, the pier is old.", "say", False),
        ("The pier is said to be old.", "said", False),
        ("“It is old,” that engineer said.", "said", True),
        ("“It is old,” it was said in the town.", "said", True),
        ("That said, “it is old,” she added.", "added", True),
    ],
)
def test_phrases_that_only_look_like_attribution(text: str, cue: str, attributes: bool) -> None:
    read = reading(text)
    assert is_attribution(read, span(read, cue)) is attributes


@pytest.mark.parametrize(
    ("text", "cue", "hypothetical"),
    [
        ("She would never say the pier is old.", "say", True),
        ("He shrugged, as if to say it was old.", "say", True),
        ("Imagine people say “it is old” to you.", "say", True),
        ("She said the pier is old.", "said", False),
        ("She said it would be old.", "said", False),
        ("“It is old,” she would add later.", "add", False),
        ("If it rains they leave. She said “it is old”.", "said", False),
    ],
)
def test_what_nobody_said(text: str, cue: str, hypothetical: bool) -> None:
    read = reading(text)
    assert is_hypothetical(read, span(read, cue)) is hypothetical


@pytest.mark.parametrize(
    ("text", "cue", "denied"),
    [
        ("She denied telling them that it was old.", "denied", True),
        ("She denied ever having said it was old.", "denied", True),
        ("She denied having told them it was old.", "denied having told", True),
        ("She denied that it was old.", "denied", False),
        ("She denied breaking it.", "denied", False),
        ("She denied said reports.", "denied", False),
        ("She said it was old.", "said", False),
        ("She denied having ever said it was old.", "denied", True),
        ("She denied ever breaking it.", "denied", False),
        ("She denied.", "denied", False),
    ],
)
def test_what_somebody_denies_saying(text: str, cue: str, denied: bool) -> None:
    read = reading(text)
    assert is_denied(read, span(read, cue)) is denied


@pytest.mark.parametrize(
    ("text", "opens"),
    [("whether it was old", True), ("How old it was", True), ("that it was old", False), ("whatever it was", False)],
)
def test_words_that_open_as_a_question_does(text: str, opens: bool) -> None:
    read = reading(text)
    assert opens_question(read, Span(0, len(text))) is opens


@pytest.mark.parametrize(
    ("text", "cue", "put"),
    [
        ("Asked about the pier, Ana Ruiz said no.", "Asked", True),
        ("She said no when asked about the pier.", "asked", True),
        ("Pressed on the pier, she said no.", "Pressed", True),
        ("Ana Ruiz asked for a new pier.", "asked", False),
    ],
)
def test_a_question_put_to_the_speaker(text: str, cue: str, put: bool) -> None:
    read = reading(text)
    assert is_question_put(read, span(read, cue)) is put


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was, in her words, “a plan”.", ("in her words", "her")),
        ("It was, in her own words, “a plan”.", ("in her own words", "her")),
        ("It was, in Ana Ruiz’s words, “a plan”.", ("in Ana Ruiz’s words", "Ana Ruiz")),
        ("He lost for words: “a plan”.", None),
        ("In her words there was a “plan”.", None),
    ],
)
def test_in_their_words(text: str, found: tuple[str, str] | None) -> None:
    read = reading(text)
    spans = in_words(read, text.index("“"))
    assert (spans and tuple(read.slice(each) for each in spans)) == found


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("Billy “Bricks” Lennox left.", "nickname"),
        ("[P:Billy “Bricks” Lennox] left.", "nickname"),
        ("They sang “The Long Way Home” again.", "title"),
        ("The man known as “bricks” left.", "named"),
        ("It ran under the slogan “boats for all of us”.", "named"),
        ("They met the “experts” again.", "scare quotes"),
        ("They have a “special kind of” plan.", "scare quotes"),
        ("“We are closed for good.”", None),
        ("She left. “No.”", None),
        ("She left. “We are closed,” and the door shut.", None),
        ("It is what they call “the kind of thing that can happen to anybody here”.", None),
    ],
)
def test_why_it_is_not_speech(markup: str, reason: str | None) -> None:
    read = reading(markup)
    assert why_not_speech(read, read.outer[0]) == reason


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The man nicknamed “bricks” left.", True),
        ("He goes by the name of “Bricks”.", True),
        ("Her book, entitled “Tides”, is out.", True),
        ("He called it “bricks”.", False),
        ("So nicknamed.\n\n“Bricks,” she said.", False),
    ],
)
def test_names_that_the_words_before_announce(text: str, named: bool) -> None:
    read = reading(text)
    assert is_named(read, read.outer[0]) is named


@pytest.mark.parametrize(("text", "count"), [("rock ’n’ roll’s far-off end", 5), ("… — !", 0), ("we_will", 2)])
def test_words_counted(text: str, count: int) -> None:
    read = reading(text)
    assert content_words(read, span(read, text)) == count
