"""Reporting words and phrases, indirect and mixed speech, relays (T24, T36, T40)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

CUES = [
    row(
        "T24-explained",
        "“I'm against daylight at ten o'clock at night,” Agnes Birrell explained.",
        Expected("I'm against daylight at ten o'clock at night", speaker="Agnes Birrell", cue="explained"),
    ),
    row(
        "T24-added",
        "'We'll sell a great many pies,' Tom Askew added.",
        Expected("We'll sell a great many pies", speaker="Tom Askew", cue="added"),
    ),
    row(
        "T24-warned",
        "“Ships have long memories,” warned Kirsten Aabye.",
        Expected("Ships have long memories", speaker="Kirsten Aabye", cue="warned"),
    ),
    row(
        "T24-wrote",
        "“At some point temporary becomes the business model,” Femi Adeyemi wrote in a note to clients.",
        Expected(
            "At some point temporary becomes the business model", speaker="Femi Adeyemi", cue="wrote", act="writing"
        ),
    ),
    row(
        "T24-tweeted",
        'Lucia Ferrante tweeted: "Voted first. Counted second."',
        Expected("Voted first. Counted second.", speaker="Lucia Ferrante", cue="tweeted", act="writing"),
    ),
    row(
        "T24-told-reporters",
        '"We\'ll get to it," Warren Teague told reporters as the doors closed.',
        Expected("We'll get to it", speaker="Warren Teague", cue="told", act="speech"),
    ),
    row(
        "T24-according-to",
        "The depots should have been closed years ago, according to Ingrid Sale.",
        Expected("The depots should have been closed years ago", speaker="Ingrid Sale", cue="according to"),
    ),
    row(
        "T24-according-to-first",
        "According to Peter Lindgren, an economist, even that figure is too low.",
        Expected("even that figure is too low", speaker="Peter Lindgren", cue="According to"),
    ),
    row(
        "T24-in-her-words",
        "Marta Velk has little hope of the truce. It was, in her words, “a photograph, not a plan”.",
        Expected("a photograph, not a plan", speaker="Marta Velk", cue="words"),
    ),
    row(
        "T24-called-for",
        "Pavel Drustan called for “an end to this theater”.",
        Expected("an end to this theater", speaker="Pavel Drustan", cue="called for"),
    ),
    row(
        "T24-as-x-put-it",
        'The session ended, as Joan Abbot put it, "with cold pizza and a lukewarm majority."',
        Expected("with cold pizza and a lukewarm majority.", speaker="Joan Abbot", cue="put"),
    ),
    row(
        "T24-inverted-first",
        "Said Kirsten Aabye, an economist: “Ports do not stop. They silt up.”",
        Expected("Ports do not stop. They silt up.", speaker="Kirsten Aabye", cue="Said"),
        fails="the model reads it otherwise",
    ),
    row(
        "T24-present-tense",
        "“You’re late,” says Magnus Isbister, although we are not.",
        Expected("You’re late", speaker="Magnus Isbister", cue="says"),
    ),
    row(
        "T24-in-a-statement",
        "In a statement, Ewan Sharp called the vote “a good night for common sense”.",
        Expected("a good night for common sense", speaker="Ewan Sharp"),
    ),
    row(
        "T24-the-statement-said",
        "Orrin Freight published its results on Friday. “These are sensible steps,” its statement said.",
        Expected("These are sensible steps", cue="said"),
    ),
    row(
        "T24-no-cue-word-but-a-colon",
        "Gareth Pryce, after a pause: “Things I mean to give back.”",
        Expected("Things I mean to give back.", speaker="Gareth Pryce"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CUES)
def test_reporting_words_beyond_said_are_cues(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


BELIEFS = [
    row(
        "T24-counter-believes",
        "Warren Teague believes that the highway fund should come first.",
        Expected("the highway fund should come first", speaker="Warren Teague", act="belief"),
    ),
    row(
        "T24-counter-thinks",
        "Julian Peake thinks the otters have more to show.",
        Expected("the otters have more to show", speaker="Julian Peake", act="belief"),
    ),
    row(
        "T24-counter-hopes",
        "Hedda Lunde hopes that the ships will come back by spring.",
        Expected("the ships will come back by spring", speaker="Hedda Lunde", act="belief"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BELIEFS)
def test_a_belief_that_is_found_is_typed_apart_from_speech(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    found = quotations_of(text)
    expect(text, said(found), [], exactly=True)
    if found:
        expect(text, found, expected, exactly=True, loose=True)


RELAYED = [
    row(
        "T36-according-to-an-agency",
        "Rebels took a hill town on Tuesday, a monitoring group said, according to Reuters.",
        Expected("Rebels took a hill town on Tuesday", None, "unnamed", mention="a monitoring group", via="Reuters"),
    ),
    row(
        "T36-agency-reported",
        "Foreign Minister Pavel Drustan said that the talks were over, Northwire reported.",
        Expected("the talks were over", speaker="Pavel Drustan", kind="person", via="Northwire"),
    ),
    row(
        "T36-told-a-paper",
        '"I counted the adjectives," Carol Dunmore told the Lakeshore Courier.',
        Expected("I counted the adjectives", speaker="Carol Dunmore"),
    ),
    row(
        "T36-counter-the-outlet-itself",
        "The Lakeshore Courier reported that the senator had missed eleven votes.",
        Expected("the senator had missed eleven votes", speaker="Lakeshore Courier", kind="organization", via=None),
    ),
    row(
        "T36-counter-no-relay",
        "Residents said on Tuesday that the shelling had stopped.",
        Expected("the shelling had stopped", None, "unnamed", via=None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), RELAYED)
def test_relayed_speech_names_the_speaker_and_the_outlet(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


INDIRECT_AND_MIXED = [
    row(
        "T40-that-clause",
        "Hedda Lunde said that the canteen would be rebuilt by June.",
        Expected("the canteen would be rebuilt by June", speaker="Hedda Lunde", form="indirect", cue="said"),
    ),
    row(
        "T40-without-that",
        "Moira Tennant said the town hall would open early on Sunday.",
        Expected("the town hall would open early on Sunday", speaker="Moira Tennant", form="indirect"),
    ),
    row(
        "T40-at-the-end",
        "Eleven trucks reached the town on Friday, a United Nations official said.",
        Expected("Eleven trucks reached the town on Friday", kind="unnamed", form="indirect"),
    ),
    row(
        "T40-in-the-middle",
        "Moving otters to new bays, Adaeze Okonkwo-Hale argued, could break a chain of teaching.",
        Expected(
            "Moving otters to new bays | could break a chain of teaching",
            speaker="Adaeze Okonkwo-Hale",
            form="indirect",
        ),
    ),
    row(
        "T40-mixed",
        "Tomas Rehn said the road would reopen “when it is safe, and not one hour before.”",
        Expected(
            "the road would reopen “when it is safe, and not one hour before.”", speaker="Tomas Rehn", form="mixed"
        ),
    ),
    row(
        "T40-mixed-two-stretches",
        "Owen Blake said the tunnel was “late” and that it would be “later still” by Christmas.",
        Expected("the tunnel was “late” and that it would be “later still” by Christmas", form="mixed"),
    ),
    row(
        "T40-direct",
        "Hedda Lunde said: “I owe those captains a dinner.”",
        Expected("I owe those captains a dinner.", speaker="Hedda Lunde", form="direct"),
    ),
    row(
        "T40-denied",
        "Gareth Pryce denied that he had taken the ram.",
        Expected("he had taken the ram", speaker="Gareth Pryce", form="indirect", cue="denied"),
    ),
    row("T40-counter-no-report", "Gareth Pryce fed the ram and put it to bed in the barn before the police arrived."),
    row("T40-counter-said-nothing", "Ida Moss said nothing and closed the door."),
    row("T40-counter-declined", "Huw Bevan declined to comment.", fails="the model reads it otherwise"),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT_AND_MIXED)
def test_indirect_and_mixed_speech_is_extracted(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)
