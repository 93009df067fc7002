"""Kinds of reports that users filed and that the model and the acts answer now: words denied or asked, roles and bodies
however they stand, companies and clubs that speak, and what only looks like speech."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, expect_unsaid, row, said

DENIED_OR_ASKED = [
    row("denied-calling", "Hedda Lunde, the harbour director, denied calling the strike “a picnic”.", "a picnic"),
    row("denied-having-said", "Owen Pike denied having told the crew that “the boat is lost”.", "the boat is lost"),
    row("never-said", "Ana Ruiz has never said “close the school”.", "close the school"),
    row(
        "asked-whether",
        "Asked whether he had called the bridge “a ruin”, Owen Pike smiled and walked on.",
        "whether he had called the bridge “a ruin”",
    ),
    row(
        "pressed-on-why",
        "Pressed on why the ferry had sailed, Ms Lunde looked at her lawyer.",
        "why the ferry had sailed",
    ),
]


@pytest.mark.parametrize(("text", "snippets"), DENIED_OR_ASKED)
def test_what_was_denied_or_asked_is_not_stored_as_said(text: str, snippets: list[str], quotations_of: Any) -> None:
    expect_unsaid(text, quotations_of(text), snippets)


STILL_SAID = [
    row(
        "asked-himself",
        "“Where is the money?” Ana Ruiz asked.",
        Expected("Where is the money?", speaker="Ana Ruiz", act="speech"),
    ),
]

ROLES = [
    row(
        "kin-before",
        "“Nobody rang us back,” Elin's mother Hanna Brekke told the council.",
        Expected("Nobody rang us back", speaker="Hanna Brekke", role="mother"),
    ),
    row(
        "of-before-the-name",
        "The acting chief executive of Marrow Water, Dr Femi Bassey, said the leak had been stopped.",
        Expected(
            "the leak had been stopped",
            speaker="Femi Bassey",
            role="acting chief executive",
            affiliations=["Marrow Water"],
        ),
    ),
    row(
        "who-leads",
        "“We were never asked,” said Rosa Calder, who leads the Fishermen's Union of Halsund.",
        Expected("We were never asked", speaker="Rosa Calder", affiliations=["Fishermen's Union of Halsund"]),
    ),
    row(
        "former-of",
        "Former transport minister Joachim Adeyemi said the tunnel should wait.",
        Expected("the tunnel should wait", speaker="Joachim Adeyemi", role="Former transport minister"),
    ),
    row(
        "professor-at",
        "“The tide decides,” said Mei Tanaka, professor of oceanography at the University of Penmarrow.",
        Expected("The tide decides", speaker="Mei Tanaka", affiliations=["University of Penmarrow"]),
    ),
]

BODIES = [
    row(
        "club",
        "Halsund United said in a statement: “We are aware of the footage.”",
        Expected("We are aware of the footage", speaker="Halsund United", kind="organization"),
    ),
    row(
        "police",
        "West Marrow Police said a man of 40 had been arrested.",
        Expected("a man of 40 had been arrested", speaker="West Marrow Police", kind="organization"),
    ),
    row(
        "ministry",
        "The Ministry of Fisheries said the quota would stay.",
        Expected("the quota would stay", speaker="Ministry of Fisheries", kind="organization"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*STILL_SAID, *ROLES, *BODIES])
def test_who_speaks_in_what_capacity(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


SPURIOUS = [
    row(
        "titles-of-works", "Aldo Brandt wrote the songs “Salt Road” and “The Deaf Bell”.", "Salt Road", "The Deaf Bell"
    ),
    row("forward-looking", "Words such as “expects” and “may” mark statements about the future.", "expects", "may"),
]


@pytest.mark.parametrize(("text", "snippets"), SPURIOUS)
def test_names_of_works_and_words_as_words_are_not_said(text: str, snippets: list[str], quotations_of: Any) -> None:
    expect_unsaid(text, quotations_of(text), snippets)
