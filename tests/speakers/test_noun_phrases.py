"""Noun phrases taken apart: role and organisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Span
from quotetrack.speakers.noun_phrases import read_noun_phrase, until_stop
from tests.quotations.builders import reading


@pytest.mark.parametrize(
    ("markup", "role", "affiliations"),
    [
        ("a leading expert at the [O:Harbour Trust]", "leading expert", ["Harbour Trust"]),
        ("the director of research at [O:Finch]", "director of research", ["Finch"]),
        ("[O:Finch] spokesman", "spokesman", ["Finch"]),
        ("a Republican lawmaker", "Republican lawmaker", ["Republican"]),
        ("a conservative economist", "conservative economist", []),
        ("Conservative economist", "Conservative economist", []),
        ("the Conservative candidate", "Conservative candidate", ["Conservative"]),
        ("the commander of the 13th Division", "commander", ["13th Division"]),
        ("a [P:Pike] campaign aide", "campaign aide", ["Pike campaign"]),
        ("a senior adviser to the [P:Pike] campaign", "senior adviser", ["Pike campaign"]),
        ("chief of the [O:Harbour Trust] and the [O:Marrow Bank]", "chief", ["Harbour Trust", "Marrow Bank"]),
        ("founder and head of [O:Finch]", "founder", ["Finch"]),
        ("the [O:Port of Halsund]'s director", "director", ["Port of Halsund"]),
        ("[O:Finch]'s head of research", "head of research", ["Finch"]),
        ("the commander in chief of the [O:Karsova Army]", "commander in chief", ["Karsova Army"]),
        ("an expert on the [O:Marrow Bank]", "expert", []),
        ("the ranking Democrat on the [O:Harbour Committee]", "ranking Democrat", ["Democrat", "Harbour Committee"]),
        ("a critic of the [O:Marrow Bank]", "critic", []),
        ("the Labour/PROPN MP for [O:Harrow Vale]", "Labour MP", ["Labour"]),
        ("mayor of Harrow Vale", "mayor", []),
        ("a former aide now/ADV teaching/VERB at [O:Penmarrow College]", "former aide", ["Penmarrow College"]),
        ("two officials", "two officials", []),
        ("rebels and a monitoring group", None, []),
        ("the report of the [O:Harbour Trust]", None, ["Harbour Trust"]),
        ("a new poll", None, []),
        ("[O:Dockers]’ Union", None, []),
        ("a resident of [L:Halsund]", "resident", []),
        ("his neighbour since Monday", None, []),
        ("a Finch Lab director", "director", ["Finch Lab"]),
        ("the", None, []),
        ("", None, []),
    ],
)  # fmt: skip
def test_role_and_organisations(markup: str, role: str | None, affiliations: list[str]) -> None:
    read = reading(markup)
    found = read_noun_phrase(read, Span(0, len(read.text)))
    assert (found.role, list(found.affiliations)) == (role, affiliations)


CLAIMS = [
    (
        "the deputy editor of the [O:Halsund Herald] and a former adviser to the [O:Marrow Bank]",
        [
            ("current", "deputy editor", "Halsund Herald", "deputy editor of the Halsund Herald"),
            ("former", "former adviser", "Marrow Bank", "former adviser to the Marrow Bank"),
        ],
    ),
    (
        "a former [O:Finch] chairman and mayor",
        [
            ("former", "former Finch chairman", "Finch", "former Finch chairman"),
            ("former", "mayor", None, "mayor"),
        ],
    ),
    (
        "a former [O:Finch] chairman and current mayor",
        [
            ("former", "former Finch chairman", "Finch", "former Finch chairman"),
            ("current", "current mayor", None, "current mayor"),
        ],
    ),
    (
        "the acting head of [O:Finch] at the [O:Marrow Bank]",
        [
            ("acting", "acting head", "Finch", "acting head of Finch"),
            ("acting", "acting head", "Marrow Bank", "acting head of Finch at the Marrow Bank"),
        ],
    ),
    ("then the head of [O:Finch]", [("then", "head", "Finch", "head of Finch")]),
]


@pytest.mark.parametrize(("markup", "claims"), CLAIMS)
def test_claims_with_how_they_stand_and_where(
    markup: str, claims: list[tuple[str, str | None, str | None, str]]
) -> None:
    read = reading(markup)
    found = read_noun_phrase(read, Span(0, len(read.text))).claims
    assert [(c.standing, c.role, c.organization, read.slice(c.span)) for c in found if c.span] == claims


@pytest.mark.parametrize(
    ("markup", "holds"),
    [
        ("an economist at [O:Finch]", True),
        ("which/PRON was closed", False),
        ("Colonel [P:Strand]", False),
        ("a claim that he denied", False),
        ("a port", False),
    ],
)
def test_an_apposition_must_describe(markup: str, holds: bool) -> None:
    read = reading(markup)
    assert bool(read_noun_phrase(read, Span(0, len(read.text)), apposition=True)) is holds


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


_PIECES = (
    "a|the|former|acting|head|director|spokesman|of|for|at|and|[O:Finch]|[O:Harbour Trust]|[P:Pike]|campaign"
    "|Republican|nominee|[L:Halsund]|police|one|of|several|officials|on|who|,|'s|now|Sen.|port"
)


@given(st.lists(st.sampled_from(_PIECES.split("|")), min_size=1, max_size=12))
def test_every_claim_stands_where_it_says(chosen: list[str]) -> None:
    read = reading(" ".join(chosen))
    whole = Span(0, len(read.text))
    for claim in read_noun_phrase(read, whole).claims:
        assert claim.span and 0 <= claim.span.start < claim.span.end <= whole.end
        there = read.slice(claim.span).casefold()
        assert all(word[:4].casefold().rstrip(".") in there for word in (claim.role or "").split())
        assert claim.role or claim.organization


@pytest.mark.parametrize(
    ("markup", "affiliations"),
    [
        ("An [P:Orbisoft] spokeswoman", ("Orbisoft",)),
        ("A [P:Ana] spokeswoman", ()),
        ("An [P:Orbisoft] friend", ()),
        ("Mr. [P:Orbisoft] left. An [P:Orbisoft] spokeswoman", ()),
        ("[P:Eva Orbisoft] left. An [P:Orbisoft] spokeswoman", ()),
    ],
)
def test_a_single_name_that_is_spoken_for_is_a_body(markup: str, affiliations: tuple[str, ...]) -> None:
    read = reading(markup)
    start = read.text.rindex("A")
    assert read_noun_phrase(read, Span(start, len(read.text))).affiliations == affiliations
