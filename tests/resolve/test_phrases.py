"""Noun phrases taken apart: role and organisations."""

from __future__ import annotations

import pytest

from quotetrack.records import Span
from quotetrack.resolve.phrases import organisation_name, organisations_in, read_noun_phrase, until_stop
from tests.extract.builders import reading


@pytest.mark.parametrize(
    ("markup", "role", "affiliations"),
    [
        ("a leading expert at the [O:Harbour Trust]", "leading expert", ["Harbour Trust"]),
        ("the director of research at [O:Finch]", "director of research", ["Finch"]),
        ("[O:Finch] spokesman", "spokesman", ["Finch"]),
        ("a Republican lawmaker", "Republican lawmaker", ["Republican"]),
        ("the commander of the 13th Division", "commander", ["13th Division"]),
        ("a [P:Pike] campaign aide", "campaign aide", ["Pike campaign"]),
        ("chief of the [O:Harbour Trust] and the [O:Marrow Bank]", "chief", ["Harbour Trust", "Marrow Bank"]),
        ("two officials", "two officials", []),
        ("a resident of [L:Halsund]", "resident", []),
        ("his neighbour since Monday", "neighbour since Monday", []),
        ("a Finch Lab director", "Finch Lab director", []),
        ("the", None, []),
        ("", None, []),
    ],
)
def test_role_and_organisations(markup: str, role: str | None, affiliations: list[str]) -> None:
    read = reading(markup)
    found = read_noun_phrase(read, Span(0, len(read.text)))
    assert (found.role, list(found.affiliations)) == (role, affiliations)


@pytest.mark.parametrize(
    ("markup", "holds"),
    [("an economist at [O:Finch]", True), ("which/PRON was closed", False), ("Colonel [P:Strand]", False)],
)
def test_an_apposition_must_describe(markup: str, holds: bool) -> None:
    read = reading(markup)
    assert bool(read_noun_phrase(read, Span(0, len(read.text)), apposition=True)) is holds


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("head of the [O:Harbour Trust] at [L:Halsund]", ["Harbour Trust", "Halsund"]),
        ("a nurse at the [L:Leeds Hospital]", ["Leeds Hospital"]),
        ("a nurse in [L:Halsund]", []),
        ("a nurse from Finch and Marrow", ["Finch and Marrow"]),
        ("a nurse since May, on Monday", []),
        ("an aide to Senator Strand", []),
    ],
)
def test_organisations_named_in_a_phrase(markup: str, names: list[str]) -> None:
    read = reading(markup)
    assert [read.slice(each) for each in organisations_in(read, Span(0, len(read.text)))] == names


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("a leading expert, told us", "a leading expert"),
        ("a retired colonel who sings", "a retired colonel"),
        ("an aide to Sen. Strand. Then", "an aide to Sen. Strand"),
        ("the mayor (54) of", "the mayor"),
        ("mayor of Halsund is leaving", "mayor of Halsund"),
    ],
)
def test_where_a_phrase_stops(text: str, phrase: str) -> None:
    read = reading(text)
    assert read.slice(until_stop(read, Span(0, len(read.text)))).strip() == phrase


@pytest.mark.parametrize(
    ("text", "name"),
    [("the Harbour  Trust’s", "Harbour Trust"), ("“Finch”,", "Finch"), ("The The", "The"), ("Theatre", "Theatre")],
)
def test_organisation_as_it_is_shown(text: str, name: str) -> None:
    assert organisation_name(text) == name
