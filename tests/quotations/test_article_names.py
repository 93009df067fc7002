"""Names that a model cuts in pieces, joined; and names that are two, left apart."""

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
