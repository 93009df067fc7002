"""Names that a model cuts in pieces, joined; names that are two, left apart; bodies told from people."""

from __future__ import annotations

import pytest

from tests.quotations.builders import reading


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("[P:Ana Ruiz]-Bell left.", ["Ana Ruiz-Bell"]),
        ("Maria [P:Ruiz] left.", ["Maria Ruiz"]),
        ("[P:Billy] “Bricks” [P:Lennox] left.", ["Billy “Bricks” Lennox"]),
        ("[P:Billy] “Bricks” Lennox left.", ["Billy “Bricks” Lennox"]),
    ],
)
def test_parts_of_a_persons_name_are_one(markup: str, names: list[str]) -> None:
    assert _names(markup) == names


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("The 13th [O:Division] left.", ["13th Division"]),
        ("The [O:Dockworkers]’ [O:Union] left.", ["Dockworkers’ Union"]),
        ("The [O:Port of] [L:Halsund] left.", ["Port of Halsund"]),
        ("The [O:Ministry] of [O:Tides] left.", ["Ministry of Tides"]),
        ("The [O:Ferry Council] of [L:Halsund] left.", ["Ferry Council of Halsund"]),
    ],
)
def test_parts_of_a_bodys_name_are_one(markup: str, names: list[str]) -> None:
    assert _names(markup) == names


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("[P:Ana Ruiz] and [P:Owen Pike] left.", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz], [P:Owen Pike] left.", ["Ana Ruiz", "Owen Pike"]),
        ("[O:Finch] and [P:Ana Ruiz] left.", ["Finch", "Ana Ruiz"]),
        ("[O:Finch], [O:Marrow] left.", ["Finch", "Marrow"]),
        ("[L:Halsund] of [O:Finch] left.", ["Halsund", "Finch"]),
        ("Then [P:Ruiz] left.", ["Ruiz"]),
        ("maria [P:Ruiz] left.", ["Ruiz"]),
        ("[P:Ana Ruiz] juggles.", ["Ana Ruiz"]),
    ],
)
def test_what_is_two_names_or_no_name_stays(markup: str, names: list[str]) -> None:
    assert _names(markup) == names


def _names(markup: str) -> list[str]:
    read = reading(markup)
    return [read.slice(entity.span) for entity in read.entities.items]


@pytest.mark.parametrize(
    ("markup", "labelled"),
    [
        ("The Port of [L:Halsund]’s gates are shut.", "ORGANIZATION Port of Halsund"),
        ("Owen of the Evening Courier was there.", "ORGANIZATION Evening Courier"),
        ("They met the Harbour Workers’ Union again.", "ORGANIZATION Harbour Workers’ Union"),
        ("They met Senator Harbour Bank again.", "ORGANIZATION Harbour Bank"),
        ("They met Halsund’s Kita Bank again.", "ORGANIZATION Kita Bank"),
        ("- Councillor [P:Ana Ruiz], [L:Marrow Harbour Fund]", "PERSON Ana Ruiz; ORGANIZATION Marrow Harbour Fund"),
    ],
)
def test_a_name_that_holds_a_bodys_word_is_a_body(markup: str, labelled: str) -> None:
    assert _labelled(markup) == labelled


@pytest.mark.parametrize(
    ("markup", "labelled"),
    [
        ("The Union lost the vote.", ""),
        ("They met the union and the bank again.", ""),
        ("They met the [O:Harbour Bank Trustees] again.", "ORGANIZATION Harbour Bank Trustees"),
    ],
)
def test_a_word_alone_or_in_a_headline_is_none(markup: str, labelled: str) -> None:
    assert _labelled(markup) == labelled


@pytest.mark.parametrize(
    ("markup", "label"),
    [
        ("A head of research at the consultancy [P:Orvane] left.", "ORGANIZATION"),
        ("The founder of payments firm [P:Kobo] left.", "ORGANIZATION"),
        ("[P:Orvane], which runs the ferry, is shut.", "ORGANIZATION"),
        ("It was [P:Valdoro] manager Luca Bell.", "ORGANIZATION"),
        ("Someone laughed at [P:Orvane] again.", "PERSON"),
        ("[P:Ana Ruiz], which was odd, left.", "PERSON"),
        ("[P:Hilde Brandt], a family friend, left.", "PERSON"),
        ("It was [P:Hilde Brandt]’s coach.", "PERSON"),
        ("They spoke of the [P:Hilde Brandt] affair.", "PERSON"),
        ("The wife of [P:Hilde Brandt], Owen Pike, left.", "PERSON"),
        ("The brother of Mr [P:Orvane] said: an analyst at [P:Orvane] left.", "PERSON"),
    ],
)
def test_what_stands_beside_tells_a_body_from_a_person(markup: str, label: str) -> None:
    assert {entity.label for entity in reading(markup).entities.items} == {label}


@pytest.mark.parametrize(
    ("markup", "labelled"),
    [
        (
            "[O:Ana Ruiz Goes After Old Rivals As Vote Nears]\n\n[P:Ruiz] left.",
            "PERSON Ana Ruiz; PERSON Ruiz",
        ),
        (
            "[O:Ana Ruiz Goes After Old Rivals As Vote Nears]\n\n[P:Pike] left.",
            "ORGANIZATION Ana Ruiz Goes After Old Rivals As Vote Nears; PERSON Pike",
        ),
        (
            "The [O:Ana Ruiz School of Dance and Song] shut.\n\n[P:Ruiz] left.",
            "ORGANIZATION Ana Ruiz School of Dance and Song; PERSON Ruiz",
        ),
    ],
)
def test_a_headline_taken_for_a_body_gives_its_people_back(markup: str, labelled: str) -> None:
    assert _labelled(markup) == labelled


def _labelled(markup: str) -> str:
    read = reading(markup)
    return "; ".join(f"{entity.label} {read.slice(entity.span)}" for entity in read.entities.items)
