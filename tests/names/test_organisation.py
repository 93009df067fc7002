"""The parts of organisations' names: what is left out, what must tell two bodies apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.language import load
from quotetrack.names.organisation import agree_organisations, introduced_abbreviations, parse_organisation_name
from quotetrack.text import fold_letters

NO_LINKS: frozenset[frozenset[str]] = frozenset()


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("The Harbour Trust", "harbor trust"),
        ("Harbour Trust, Ltd.", "harbor trust"),
        ("Calder Holdings plc", "calder"),
        ("Siemens GmbH & Co. KG", "siemens"),
        ("Nestlé S.A.", "nestle"),
        ("PAO Rosneft", "rosneft"),
        ("Finch & Daughters", "finch daughters"),
        ("Department of Justice", "department justice"),
        ("Dept. of Labour", "department labor"),
        ("Thirteenth Division", "13 division"),
        ("the 13th", "13"),
        ("Twenty-first Brigade", "21 brigade"),
        ("F.B.I.", "federal bureau investigation"),
        ("Free Syrian Army (FSA)", "free syrian army"),
        ("The The", "the"),
        ("The Company", "company"),
        ("", ""),
        ("???", ""),
    ],
)
def test_compared_words(name: str, compared: str) -> None:
    assert " ".join(parse_organisation_name(name).words) == compared


@pytest.mark.parametrize(
    ("name", "place", "legal_form", "number", "aside"),
    [
        ("U.S. Department of Justice", "us", None, None, None),
        ("United States Senate", "us", None, None, None),
        ("New Zealand Post Ltd", None, "ltd", None, None),
        ("13th Division", None, None, 13, None),
        ("Free Syrian Army (FSA)", None, None, None, "fsa"),
        ("Calder Inc.", None, "inc", None, None),
    ],
)
def test_parts(name: str, place: str | None, legal_form: str | None, number: int | None, aside: str | None) -> None:
    found = parse_organisation_name(name)
    assert (found.legal_form, found.number, found.aside) == (legal_form, number, aside)
    assert found.place == place or (place is None and found.place == "new zealand")


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [
        ("Free Syrian Army", "fsa"),
        ("Department of Harbours", "dh"),
        ("Department of Harbours", "doh"),
        ("U.S. Harbour Service", "ushs"),
    ],
)
def test_initials(name: str, abbreviation: str) -> None:
    assert abbreviation in parse_organisation_name(name).initials


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [
        ("13th Division", "14th Division", "their numbers differ"),
        ("French Navy", "German Navy", "they are of different places"),
        ("Carnegie Corporation", "Carnegie Institution", "only one is called corporation"),
        ("University of California, Berkeley", "University of California, Davis", "their names differ"),
        ("Harbour Trust/Calder Fund", "Harbour Trust", "only one of them"),
        ("Department of Justice", "Department", "they share only"),
    ],
)
def test_conflicts_say_why(left: str, right: str, conflict: str) -> None:
    found = agree_organisations(left, right, NO_LINKS)
    assert found.conflict and found.conflict.startswith(conflict)
    assert agree_organisations(right, left, NO_LINKS) == found


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_two_strings_are_compared(left: str, right: str) -> None:
    assert agree_organisations(left, right, NO_LINKS) == agree_organisations(right, left, NO_LINKS)


TABLES = ["organisation_words", "organisation_places", "organisation_abbreviations", "ordinals"]


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_folded(name: str) -> None:
    assert all(
        form == fold_letters(form) and meaning == fold_letters(meaning)
        for form, meaning in getattr(load("en"), name).items()
    )


def test_a_compared_form_is_compared_as_it_stands() -> None:
    forms = load("en").organisation_words
    assert not {*forms} & {*forms.values()}
    assert load("en").legal_forms_first.isdisjoint(load("en").organisation_heads)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Halsund Harbour Trust (HHT) met.", {"HHT": "Halsund Harbour Trust"}),
        ("It is the Ministry of Trade and Industry (MTI).", {"MTI": "Ministry of Trade and Industry"}),
        ("Then the Free Karsova Army (the FKA) left.", {"FKA": "Free Karsova Army"}),
        ("Sen. Ana Ruiz (R-Ohio) met Bo Lee (Green).", {}),
        ("Acme Robotics (NYSE: ACR) and a harbour (HHT) met.", {}),
        ("(ABC)", {}),
    ],
)
def test_abbreviations_that_a_text_introduces(text: str, expected: dict[str, str]) -> None:
    assert introduced_abbreviations(text) == expected
