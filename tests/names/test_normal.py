"""Normal forms of names: what must become one, what must stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.names.normal import (
    alias_strength,
    best_form,
    close_initials,
    normalise_name,
    title_words,
    without_possessive,
)
from quotetrack.records import SpeakerKind

SAME_PERSON = [
    ("José Ferrão", "Jose Ferrao"),
    ("Lech Wałęsa", "lech walesa"),
    ("Søren Kjær", "Soren Kjaer"),
    ("Conor O’Brien", "Conor O'Brien"),
    ("Anne-Marie Duval", "Anne Marie Duval"),
    ("J. K. Marlow", "J.K. Marlow"),
    ("JK Marlow", "J. K. Marlow"),
    ("Sen. Ruth Calder", "Ruth Calder"),
    ("Mr Ruth Calder", "RUTH CALDER"),
    ("the Rt. Hon. Ruth Calder MP", "Ruth Calder"),
    ("Lt. Gov. Ruth Calder", "Lt Gov Ruth Calder"),
    ("Maj. Gen. Ruth Calder (ret.)", "Ruth Calder"),
    ("Ruth Calder, Ph.D.", "Dr. Ruth Calder"),
    ("Ruth Calder, M.D.", "Ruth Calder MD"),
    ("  Ruth\u00a0Calder ", "Ruth Calder"),
]
TWO_PEOPLE = [
    ("Ruth Calder", "Ruth Calder Jr."),
    ("Owen Pike II", "Owen Pike III"),
    ("Ruth Calder", "Rob Calder"),
    ("Major Okafor", "Okafor"),
    ("Judge Reinholt", "Reinholt"),
]


@pytest.mark.parametrize(("left", "right"), SAME_PERSON)
def test_spellings_of_one_name_have_one_form(left: str, right: str) -> None:
    assert normalise_name(left, "person") == normalise_name(right, "person")


@pytest.mark.parametrize(("left", "right"), TWO_PEOPLE)
def test_names_that_tell_people_apart_stay_apart(left: str, right: str) -> None:
    assert normalise_name(left, "person") != normalise_name(right, "person")


@pytest.mark.parametrize(
    ("left", "right"),
    [("the Harbour Trust", "Harbour Trust"), ("Finch & Daughters", "Finch and Daughters"), ("U.S. Mint", "US Mint")],
)
def test_spellings_of_one_organisation_have_one_form(left: str, right: str) -> None:
    assert normalise_name(left, "organization") == normalise_name(right, "organization")


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("Dr. Who", "person", "who"),
        ("Lord", "person", "lord"),
        ("The The", "organization", "the"),
        ("???", "organization", "???"),
        ("  ", "person", ""),
        ("The two officials", "unnamed", "the two officials"),
        ("李明", "person", "李明"),
    ],
)
def test_form(name: str, kind: SpeakerKind, form: str) -> None:
    assert normalise_name(name, kind) == form


@given(st.text(max_size=40), st.sampled_from(["person", "organization", "unnamed"]))
def test_normalising_changes_nothing_more_the_second_time_but_titles(name: str, kind: SpeakerKind) -> None:
    form = normalise_name(name, kind)
    assert form == " ".join(form.split())
    assert normalise_name(form, "unnamed") == form


@pytest.mark.parametrize(
    ("alias", "name", "strength"),
    [
        ("Calder", "Ruth Calder", "weak"),
        ("Ms. Calder", "Ruth Calder", "weak"),
        ("Ruth Calder", "Ruth Anne Calder", "strong"),
        ("Senator Ruth Calder", "Ruth Calder", "strong"),
        ("Ruth Calder", "Ruth Calder", None),
        ("Calder, a teacher", "Ruth Calder", None),
        ("She", "Ruth Calder", None),
        ("", "Ruth Calder", None),
    ],
)
def test_alias_strength(alias: str, name: str, strength: str | None) -> None:
    assert alias_strength(alias, name, "person") == strength


def test_best_form_does_not_depend_on_order() -> None:
    forms = ["JOSÉ FERRÃO", "Mr. Jose Ferrao", "Jose Ferrao", "José Ferrão"]
    assert best_form(forms) == best_form(forms[::-1]) == "José Ferrão"


@pytest.mark.parametrize(
    ("name", "sure", "doubtful"),
    [
        ("sen ruth calder", 1, 1),
        ("maj gen ruth calder", 2, 2),
        ("major okafor", 0, 0),
        ("major ben okafor", 0, 1),
        ("dr", 0, 0),
        ("ruth calder", 0, 0),
    ],
)
def test_title_words(name: str, sure: int, doubtful: int) -> None:
    assert title_words(name.split()) == sure
    assert title_words(name.split(), doubtful=True) == doubtful


def test_a_title_with_a_hyphen_is_one_word() -> None:
    assert title_words(["lt col", "ruth", "calder"]) == 1


@pytest.mark.parametrize(
    ("words", "article", "closed"), [("j k marlow", "", "jk marlow"), ("a b c", "a", "a bc"), ("f b a", "a", "fba")]
)
def test_initials_close_up(words: str, article: str, closed: str) -> None:
    assert close_initials(words.split(), article=article) == closed.split()


@pytest.mark.parametrize("name", ["Ruiz’s", "Ruiz's", " Ruiz ", "Ruiz’"])
def test_a_possessive_is_taken_off(name: str) -> None:
    assert without_possessive(name) == "Ruiz"
