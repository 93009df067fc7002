"""Who reports what, to whom and through whom: shapes of articles that the rules were not written from at first."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

HEARERS = [
    row(
        "promised-passengers",
        "The transport minister, Ruben Achterberg, promised passengers on the island route that he would “fix what is "
        "broken”.",
        Expected("that he would “fix what is broken”", speaker="Ruben Achterberg", role="transport minister"),
    ),
    row(
        "asked-then-answered",
        "‘I never touched the ledger,’ Mr Pritchard told the court. Asked by the prosecutor whether he had signed the "
        "cheques, he replied: ‘Some of them, yes.’",
        Expected("I never touched the ledger", speaker="Pritchard"),
        Expected("Some of them, yes", speaker="Pritchard", form="direct"),
    ),
]

WAYS = [
    row(
        "people-briefed",
        "Bankers at Finch & Lowe expect the float to value the group at four billion, people briefed on the matter "
        "said.",
        Expected("expect the float to value the group at four billion", mention="people briefed on the matter"),
        fails="the model reads it otherwise",
    ),
]

TOPICS = [
    row(
        "quipped-of-somebody",
        "The coach, Gordie Blake, kept it short. “Fast legs, slow heads,” he quipped of the visitors.",
        Expected("Fast legs, slow heads", speaker="Gordie Blake", form="direct"),
    ),
    row(
        "the-man-he-meant",
        "“He tripped me,” said Wellington Tiago. “He fell,” said the man he meant, Ulrich Bamba.",
        Expected("He fell", speaker="Ulrich Bamba", form="direct"),
    ),
    row(
        "coach-on-a-defeat",
        "Coach on heavy defeat: ‘I have seen worse, but not while sober’",
        Expected("I have seen worse, but not while sober", kind="unnamed", role="Coach"),
    ),
]

SPEAKERS = [
    row(
        "said-one-with-a-name",
        "Residents blamed the council. “They knew,” said one, Tariq Mahmood.",
        Expected("They knew", speaker="Tariq Mahmood"),
    ),
    row(
        "who-speaks-does-not-name-himself",
        "Captain Emre Yıldız praised his side. “Without Kovač we lose by three,” the Turkish midfielder said.",
        Expected("Without Kovač we lose by three", speaker="Emre Yıldız"),
    ),
    row(
        "runner-with-a-rare-given-name",
        "The runner Tigist Alemayehu broke the tape first. ‘The wind helped,’ she joked.",
        Expected("The wind helped", speaker="Tigist Alemayehu"),
    ),
    row(
        "the-title-beside-a-name",
        "The Cathaoirleach, Cllr Michael Hanrahan, appealed for order. “We’ll have one voice at a time,” said the "
        "Cathaoirleach.",
        Expected("We’ll have one voice at a time", speaker="Michael Hanrahan"),
    ),
    row(
        "they-who-thought",
        "Scientists at the Tromsdal Institute think they know why. In a paper they argue that warmer water carries "
        "more iron.",
        Expected("that warmer water carries more iron", kind="unnamed", affiliations=["Tromsdal Institute"]),
    ),
]

ROLES = [
    row(
        "on-monday-the-governor",
        "On Monday the bank's governor, Zodwa Khumalo, said rates would rise.",
        Expected("rates would rise", speaker="Zodwa Khumalo", role="governor"),
    ),
    row(
        "coach-and-former-international",
        "His coach, the former international Ilse Vandermeulen, disagreed: “There were ten good minutes.”",
        Expected("There were ten good minutes", speaker="Ilse Vandermeulen", role="coach"),
    ),
    row(
        "captain-identified-by-others",
        "The captain of the trawler, identified by the coast guard as Anders Holm, 61, said they had run aground.",
        Expected("they had run aground", speaker="Anders Holm", role="captain"),
    ),
    row(
        "fruit-seller",
        "“Nobody asked us,” said Beatriz Olmos, a fruit seller.",
        Expected("Nobody asked us", speaker="Beatriz Olmos", role="fruit seller"),
    ),
    row(
        "best-seller-is-nobody",
        "Critics praised the novel, her first best seller. “It is too long,” said Ana Ruiz.",
        Expected("It is too long", speaker="Ana Ruiz", role=None),
    ),
    row(
        "deputy-economy-minister",
        "“There is no such plan,” Deputy Economy Minister Jutta Kranz said.",
        Expected("There is no such plan", speaker="Jutta Kranz", role="Deputy Economy Minister", affiliations=[]),
    ),
    row(
        "title-in-capitals",
        "GOV. STRAND: Thank you. I never voted for that bill.\nMODERATOR: The record says otherwise.\n"
        "GOV. STRAND: Then the record is wrong.",
        Expected("Then the record is wrong", speaker="Strand", role="Gov."),
    ),
]

BODIES = [
    row(
        "and-sons",
        "Neil Abbott, managing director of Abbott & Sons, a haulier in Grimsby, said diesel was “eating us alive”.",
        Expected("diesel was “eating us alive”", speaker="Neil Abbott", affiliations=["Abbott & Sons"]),
    ),
    row(
        "economist-of-a-bank",
        "“Rates will stay put,” said Citi economist Veena Rao.",
        Expected("Rates will stay put", speaker="Veena Rao", role="economist", affiliations=["Citi"]),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*HEARERS, *WAYS, *TOPICS, *SPEAKERS, *ROLES, *BODIES])
def test_reports(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, loose=True)


def test_a_statement_on_something_says_nothing_yet(quotations_of: Any) -> None:
    text = "Statement from Gov. Marisa Delgado on the passing of Judge Roy Teller\n\n“Roy taught me brevity.”"
    (quoted,) = said(quotations_of(text))
    assert (quoted["text"], quoted["speaker"]["name"]) == ("Roy taught me brevity.", "Marisa Delgado")


@pytest.mark.parametrize(
    "text",
    [
        "A spokesperson for the embassy, who declined to be named, left by the back door.",
        "Two guards refused to be identified and went home.",
    ],
)
def test_who_will_not_be_named_says_nothing_by_that(text: str, quotations_of: Any) -> None:
    assert said(quotations_of(text)) == []
