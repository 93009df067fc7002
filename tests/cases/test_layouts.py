"""Quotations that the page's layout attributes: credits, lead-ins, headers, transcripts (T26-T29)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

CREDITS = [
    row(
        "T26-next-line",
        'What our partners say:\n\n"The plan is clear, it is short, and it has otters in it."\n'
        "- Councillor Jago Penrose, Penmarrow Harbour Fund",
        Expected(
            "The plan is clear, it is short, and it has otters in it.",
            speaker="Jago Penrose",
            kind="person",
            role=("Councillor", "Cllr"),
            affiliations=["Penmarrow Harbour Fund"],
        ),
    ),
    row(
        "T26-same-line",
        "“I slept like a stone.” — Bodil Aas, guest, Upper Halsund",
        Expected("I slept like a stone.", speaker="Bodil Aas"),
    ),
    row(
        "T26-next-paragraph",
        "‘A cold wind with a lamp in it.’\n\n– Lucie Hamelin, theatre critic, Courrier d’Orvanne",
        Expected(
            "A cold wind with a lamp in it.",
            speaker="Lucie Hamelin",
            role="theatre critic",
            affiliations=["Courrier d’Orvanne"],
        ),
        fails="the model reads it otherwise",
    ),
    row(
        "T26-title-before-the-name",
        '"We look forward to the first delivery."\n\n-- Chief Executive Julian Peake',
        Expected("We look forward to the first delivery.", speaker="Julian Peake", role="Chief Executive"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_a_trailing_credit_line_names_the_speaker(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


NO_CREDIT = [
    row(
        "T26-counter-list-after-a-quotation",
        "“We need three things,” said Mei Tan, the owner.\n\n- a new roof\n- a new door\n- a Carl Dunn at the till",
        Expected("We need three things", speaker="Mei Tan"),
    ),
    row(
        "T26-counter-dash-goes-on",
        "“We need a roof” - Carl Dunn paused - “before we need a door,” said Mei Tan, the owner.",
        Expected("before we need a door", speaker="Mei Tan"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NO_CREDIT)
def test_a_dash_that_credits_nobody_changes_no_speaker(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, loose=True)


LEAD_INS = [
    row(
        "T27-colon",
        "The union’s secretary, Jon Brekke, put it so:\n\n“We went out for sleep and we have come back with sleep.”",
        Expected("We went out for sleep and we have come back with sleep.", speaker="Jon Brekke"),
    ),
    row(
        "T27-full-stop",
        "Hedda Lunde, the director of the port, came down to the quay to meet the captains.\n\n"
        "“I owe some of those captains a dinner.”",
        Expected("I owe some of those captains a dinner.", speaker="Hedda Lunde"),
    ),
    row(
        "T27-pronoun-and-colon",
        "Fiona Breck has inspected forty towers. In her report she wrote:\n\n“It is a remarkable building with an "
        "unremarkable staircase.”",
        Expected("It is a remarkable building with an unremarkable staircase.", speaker="Fiona Breck", act="writing"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), LEAD_INS)
def test_a_lead_in_names_the_speaker_of_the_next_paragraph(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


HEADERS = [
    row(
        "T28-person-role-organisation",
        "MARINE TRUST PUTS FAMILIES FIRST\n\nDr. Helen Ashgrove, Director of Conservation, the Marine Trust\n\n"
        "“For years we have moved otters as one moves furniture.”",
        Expected(
            "For years we have moved otters as one moves furniture.",
            speaker="Helen Ashgrove",
            role="Director of Conservation",
            affiliations=["Marine Trust"],
        ),
    ),
    row(
        "T28-with-colon",
        'Comment on the results\n\nDana Prewitt, Chief Executive, Orrin Freight:\n\n"We are carrying fewer parcels."',
        Expected(
            "We are carrying fewer parcels.",
            speaker="Dana Prewitt",
            role="Chief Executive",
            affiliations=["Orrin Freight"],
        ),
    ),
    row(
        "T28-said",
        "For immediate release\n\nHugh Dalgleish, Librarian at Harrow Vale Library, said:\n\n"
        "‘On Saturday we had three hundred visitors.’",
        Expected(
            "On Saturday we had three hundred visitors.",
            speaker="Hugh Dalgleish",
            role="Librarian",
            affiliations=["Harrow Vale Library"],
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADERS)
def test_a_header_line_names_person_role_and_organisation(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


TRANSCRIPTS = [
    row(
        "T29-names-in-capitals",
        "JOANNA REES, HOST: Marta, what did you see?\n\n"
        "MARTA VELK: I saw a country that has got used to it.\n\n"
        "REES: And the truce?\n\n"
        "VELK: People are sure that it exists.",
        Expected("Marta, what did you see?", speaker="JOANNA REES"),
        Expected("I saw a country that has got used to it.", speaker="MARTA VELK"),
        Expected("And the truce?", speaker="JOANNA REES"),
        Expected("People are sure that it exists.", speaker="MARTA VELK"),
    ),
    row(
        "T29-question-and-answer",
        "Marta Velk answered questions from readers.\n\n"
        "Q: Will the road be open this winter?\n\nA: Some of it, some of the time.\n\n"
        "Q: Do you stand by your words?\n\nA: I do.",
        Expected("Will the road be open this winter?", None, ("unnamed", "unknown")),
        Expected("Some of it, some of the time.", speaker=("Marta Velk", None)),
        Expected("Do you stand by your words?", None, ("unnamed", "unknown")),
        Expected("I do.", speaker=("Marta Velk", None)),
    ),
    row(
        "T29-title-and-mixed-case",
        "Presenter: Is he right about the hour?\n"
        "Col. Peter Strand: He is right about the hour.\n"
        "Presenter: And about the rebels?\n"
        "Col. Peter Strand: No.",
        Expected("Is he right about the hour?", None, "unnamed"),
        Expected("He is right about the hour.", speaker="Peter Strand"),
        Expected("And about the rebels?", None, "unnamed"),
        Expected("No.", speaker="Peter Strand"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS)
def test_a_transcript_gives_each_turn_to_its_speaker(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, [q for q in said(quotations_of(text)) if q["depth"] == 0], expected, exactly=True)


NO_TRANSCRIPT = [
    row(
        "T29-counter-labelled-lines",
        "Price: £12\n\nWhere: the town hall, Harrow Vale\n\nWhen: Saturday at ten\n\nContact: Bridget Folan",
    ),
    row(
        "T29-counter-headline",
        "Halsund: port strike ends after 23 days\n\nThe cranes began to move at dawn on Tuesday.",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NO_TRANSCRIPT)
def test_labelled_lines_that_nobody_speaks_are_no_transcript(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)
