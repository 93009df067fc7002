"""Speakers in words: several at once, roles that have ended, names that steer no terminal."""

from __future__ import annotations

import pytest

from quotetrack import wording
from quotetrack.cli import output
from quotetrack.records import Affiliation, Speaker
from tests.cli.conftest import PIER
from tests.store.builders import said


@pytest.mark.parametrize(
    ("role", "many"),
    [
        ("senator", "senators"),
        ("member of parliament", "members of parliament"),
        ("spokesman for the port", "spokesmen for the port"),
        ("deputy", "deputies"),
        ("attorney", "attorneys"),
        ("coach", "coaches"),
        ("head of state", "heads of state"),
        ("Sen.", None),
        ("Senator", None),
        ("MP", None),
    ],
)
def test_roles_of_several(role: str, many: str | None) -> None:
    assert wording.plural(role) == many


@pytest.mark.parametrize(
    ("role", "organizations", "standing", "words"),
    [
        ("mayor", ["Almera"], "current", "mayor, Almera"),
        ("mayor", ["Almera"], "former", "former mayor, Almera"),
        ("former mayor", ["Almera"], "former", "former mayor, Almera"),
        ("ex-mayor", ["Almera"], "former", "ex-mayor, Almera"),
        ("interim head", [], "acting", "interim head"),
        ("head", [], "acting", "acting head"),
        ("mayor-elect", [], "incoming", "mayor-elect"),
        (None, ["Almera"], "former", "formerly Almera"),
        (None, [], "former", ""),
        ("ma\x1byor", ["Al\x07mera"], "then", "then mayor, Almera"),
    ],
)
def test_standing_is_said_once(role: str | None, organizations: list[str], standing: str, words: str) -> None:
    assert wording.capacity(role, organizations, standing) == words


@pytest.mark.parametrize(
    ("own", "others", "line"),
    [
        ({"role": "senator"}, [Speaker("Owen Pike", role="senator")], "Ana Ruiz and Owen Pike, senators"),
        ({"role": "Sen."}, [Speaker("Owen Pike", role="Sen.")], "Ana Ruiz and Owen Pike, each Sen."),
        ({"role": "mayor"}, [Speaker("Owen Pike", role="senator")], "Ana Ruiz and Owen Pike"),
        ({}, [Speaker("Owen Pike"), Speaker("Ina Voss")], "Ana Ruiz, Owen Pike and Ina Voss"),
        (
            {"affiliations": ("Harbour Trust", "Board")},
            [Speaker("Owen Pike", affiliations=("Harbour Trust",), claims=(Affiliation("Harbour Trust"),))],
            "Ana Ruiz and Owen Pike, Harbour Trust",
        ),
        ({"role": "mayor", "claims": (Affiliation(None, "mayor", "former"),)}, [], "Ana Ruiz, former mayor"),
    ],
)
def test_who_said_it_together(own: dict[str, object], others: list[Speaker], line: str) -> None:
    quotation = said(PIER, "The pier is safe", "Ana Ruiz", joint=tuple(others), **own)
    assert output.speaker_line(quotation) == f"\x1b[1m{wording.who(quotation)}\x1b[0m" + line.removeprefix(
        wording.who(quotation)
    )


def test_what_steers_a_page_is_shown() -> None:
    assert wording.visible("we \u202enever\u202c\x07 \ud800") == "we [U+202E]never[U+202C]␇ [U+D800]"
    assert wording.visible("one\ttwo\nthree\x85") == "one\ttwo\nthree\x85", "white space steers nothing"


@pytest.mark.parametrize(
    ("text", "columns", "told"),
    [
        ("the harbour is closed", 30, "the harbour is closed"),
        ("the harbour is closed", 14, "the harbour …"),
        ("archive/2024/harbour_report.txt", 14, "archive/2024/…"),
        ("archive/2024/harbour_report.txt and more", 3, "archive…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_shortened_to_a_column(text: str, columns: int, told: str) -> None:
    assert wording.shortened(text, columns) == told
