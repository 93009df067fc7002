"""Organisations in a stretch of text: named ones, unlabelled ones, and what a noun stands for."""

from __future__ import annotations

import pytest

from quotetrack.records import Labelled, Span
from quotetrack.speakers.bodies import (
    bodies_before_head,
    bodies_in,
    campaign_at,
    is_no_body,
    may_be_place,
    organisation_name,
)
from tests.quotations.builders import reading


def _all(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("head of the [O:Harbour Trust] at [L:Halsund]", ["Harbour Trust", "Halsund"]),
        ("head of the policy unit at the [L:Halsund] office/NOUN", []),
        ("a nurse at the [L:Leeds Hospital]", ["Leeds Hospital"]),
        ("a nurse at St Mary's Hospital in [L:Halsund]", ["St Mary's Hospital"]),
        ("a reporter for [L:USA] Today", ["USA Today"]),
        ("a lawyer for [L:Halsund]'s old office", []),
        ("a nurse in [L:Halsund]", []),
        ("a nurse from Finch and Marrow", ["Finch and Marrow"]),
        ("chief of the [O:Harbour Trust] and the [O:Marrow Bank]", ["Harbour Trust", "Marrow Bank"]),
        ("a nurse since May, on Monday", []),
        ("an aide to the [P:Pike] campaign", ["Pike campaign"]),
        ("chairman of Mrs. [P:Ana Pike]'s presidential/ADJ campaign", ["Pike campaign"]),
        ("a guide on the [P:Pike] campaign trail", []),
        ("an officer of the [L:Halsund] police", ["Halsund police"]),
        ("head of the [O:VOA Eurasian] Division", ["VOA Eurasian Division"]),
        ("secretary of [O:State]", []),
        ("an analyst with [P:Barrow] & Stein", ["Barrow & Stein"]),
        ("a friend of [P:Barrow] and [P:Stein]", []),
        ("chair of the [O:Select Committee] on Monday", ["Select Committee"]),
        ("a man of the [O:Spaniard]", []),
        ("general secretary of the [O:Dockers Union]", ["Dockers Union"]),
        ("a man of the [O:Russian] north", []),
        ("of [O:Vice President] Strand", []),
        ("at the more conservative [O:Tax Foundation]", ["Tax Foundation"]),
    ],
)
def test_organisations_named_in_a_phrase(markup: str, names: list[str]) -> None:
    read = reading(markup)
    assert [each.name for each in bodies_in(read, _all(read.text))] == names


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("[O:NYPD] commissioner", ["NYPD"]),
        ("retired [O:Air Force] general", ["Air Force"]),
        ("Orrin/PROPN Freight chief executive", ["Orrin Freight"]),
        ("Orrin/PROPN Freight Chief/PROPN Executive/PROPN", ["Orrin Freight"]),
        ("the Finch Lab director", ["Finch Lab"]),
        ("the Finch Prize winner", []),
        ("the Russian adviser", []),
        ("the [L:Halsund] lawyer", []),
        ("the Democratic strategist", []),
        ("the [O:Manhattan Supreme Court Justice]", ["Manhattan Supreme Court"]),
        ("the [O:White House Press] secretary", ["White House"]),
        ("the [O:Homeland Security] secretary", ["Homeland Security"]),
        ("the [O:Senate Minority] leader", ["Senate"]),
        ("the [O:House] speaker", ["House"]),
        ("the [O:House] editor", []),
        ("the [P:Pike] campaign manager", ["Pike campaign"]),
        ("the Whitcomb campaign manager", ["Whitcomb campaign"]),
        ("the [P:Pike] aide", []),
        ("the [L:Halsund] police spokesman", ["Halsund police"]),
        ("[L:Halsund] captain", ["Halsund"]),
        ("[L:Halsund] mayor", []),
        ("World leaders", []),
    ],
)
def test_organisations_before_a_role(markup: str, names: list[str]) -> None:
    read = reading(f"He met {markup}")
    assert [each.name for each in bodies_before_head(read, Span(7, len(read.text)))] == names


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("Harbour Trust", False),
        ("Democratic National Committee", False),
        ("Press", True),
        ("Committee", True),
        ("Monday", True),
        ("Republican", True),
        ("Russian", True),
        ("I", True),
        ("Chief Justice", True),
        ("Center for", True),
        ("BBC", False),
        ("38 Degrees", False),
    ],
)
def test_what_a_model_takes_for_an_organisation_and_is_none(name: str, holds: bool) -> None:
    read = reading(f"They met the [O:{name}]")
    assert is_no_body(read, read.document.entities[0].span) is holds


@pytest.mark.parametrize(
    ("text", "name"),
    [("the Harbour  Trust’s", "Harbour Trust"), ("“Finch”,", "Finch"), ("The The", "The"), ("Theatre", "Theatre")],
)
def test_organisation_as_it_is_shown(text: str, name: str) -> None:
    assert organisation_name(text) == name


@pytest.mark.parametrize(("name", "holds"), [("Harrow Vale", True), ("Vale Trust", False), ("13th Division", False)])
def test_names_that_may_be_places(name: str, holds: bool) -> None:
    assert may_be_place(name) is holds


def test_a_campaign_bears_the_family_name_and_its_words_lie_in_the_span() -> None:
    read = reading("[P:Ana Pike]’s campaign and [P:Pike] campaigned")
    first, second = (Labelled(e.span, e.label) for e in read.document.entities)
    found = campaign_at(read, first, len(read.text))
    assert found and (found.name, read.slice(found.span)) == ("Pike campaign", "Ana Pike’s campaign")
    assert campaign_at(read, second, len(read.text)) is None
