"""The parts of names: what is told apart, and what must stay part of the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.names.person import parse_person_name
from quotetrack.names.spelling import compare_family, compare_given, skeleton, spelling_key, stands_first

PARTS = [
    # name, given names, family names
    ("Ruth Calder", "ruth", "calder"),
    ("Ruth Anne Calder", "ruth anne", "calder"),
    ("Calder", "", "calder"),
    ("Calder, Ruth", "ruth", "calder"),
    ("Calder, Ruth Anne", "ruth anne", "calder"),
    ("García Márquez, Gabriel", "gabriel garcia", "marquez"),
    ("Ruth Calder, a teacher", "ruth", "calder"),
    ("Ruth Calder, Wisconsin", "ruth", "calder"),
    ("Ruth Calder of Ohio", "ruth", "calder"),
    ("Calder's", "", "calder"),
    ("RUTH CALDER", "ruth", "calder"),
    # initials
    ("J. K. Marlow", "j k", "marlow"),
    ("J.K. Marlow", "j k", "marlow"),
    ("J.K.Marlow", "j k", "marlow"),
    ("JK Marlow", "j k", "marlow"),
    ("Ed Marlow", "ed", "marlow"),
    ("James E. Marlow", "james e", "marlow"),
    # hyphens
    ("Jean-Claude Duval", "jeanclaude", "duval"),
    ("Ana Ruiz-Ortega", "ana", "ruiz ortega"),
    # East Asia
    ("Kim Jong-un", "jongun", "kim"),
    ("Kim Jong Un", "jongun", "kim"),
    ("Ban Ki-moon", "kimoon", "ban"),
    ("Xi Jinping", "jinping", "xi"),
    ("Nguyen Phu Trong", "phutrong", "nguyen"),
    ("Geun-hye Park", "geunhye", "park"),
    ("Lee Harvey Oswald", "lee harvey", "oswald"),
    ("Kim Clark", "kim", "clark"),
    # particles
    ("Ursula von der Leyen", "ursula", "leyen"),
    ("von der Leyen", "", "leyen"),
    ("van Gogh", "", "gogh"),
    ("Van Morrison", "van", "morrison"),
    ("Al Gore", "al", "gore"),
    ("Al-Sisi", "", "sisi"),
    ("Abdel Fattah el-Sisi", "abdfattah", "sisi"),
    ("Abdul Karim", "abdul", "karim"),
    ("Abu Bakr al-Baghdadi", "abubakr", "baghdadi"),
    ("Mohammed bin Salman", "mohammed", "salman"),
    ("David Ben-Gurion", "david", "gurion"),
    ("Conor O’Brien", "conor", "obrien"),
    ("Ronald Mc Donald", "ronald", "mcdonald"),
    # titles
    ("Lt. Gen. Ruth Calder", "ruth", "calder"),
    ("former Prime Minister Ruth Calder", "ruth", "calder"),
    ("Boston Mayor Ruth Calder", "ruth", "calder"),
    ("House Speaker Ruth Calder", "ruth", "calder"),
    ("Mr. Calder", "", "calder"),
    ("Judge Reinholt", "judge", "reinholt"),
    ("Judge Ruth Calder", "ruth", "calder"),
    ("Pope Francis", "pope", "francis"),
    ("Earl Warren", "earl", "warren"),
    # no name
    ("???", "", ""),
    ("", "", ""),
    ("李明", "", "李明"),
]


@pytest.mark.parametrize(("name", "given_names", "family"), PARTS)
def test_given_and_family_names(name: str, given_names: str, family: str) -> None:
    found = parse_person_name(name)
    assert (" ".join(found.given), " ".join(found.family)) == (given_names, family)
    assert found.words == found.given + found.family and len(found.shown) == len(found.words)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("Owen Pike Jr.", "jr"),
        ("Owen Pike, Jr.", "jr"),
        ("Owen Pike Sr", "sr"),
        ("Owen Pike III", "iii"),
        ("Owen Pike, II, M.D.", "ii"),
        ("Owen Pike", None),
        ("Jr.", None),
    ],
)
def test_suffix(name: str, suffix: str | None) -> None:
    assert parse_person_name(name).suffix == suffix


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Rep. Ruth Calder, R-Ohio", "republican"),
        ("Sen. Ruth Calder (D-Mass.)", "democratic"),
        ("Ruth Calder, Labour", "labour"),
        ("Ruth Calder (Conservative)", "conservative"),
        ("Ruth Calder-Dean", None),
        ("Ruth Calder", None),
    ],
)
def test_party(name: str, party: str | None) -> None:
    found = parse_person_name(name)
    assert (found.party, found.first) == (party, "ruth")
    assert found.words in (("ruth", "calder"), ("ruth", "calder", "dean"))


@pytest.mark.parametrize(
    ("name", "nicknames"),
    [
        ('William "Bill" Calder', ("bill",)),
        ("William “Bill” Calder", ("bill",)),
        ("William (Bill) Calder", ("bill",)),
        ("William 'Bill' Calder", ("bill",)),
        ("William Calder (pictured)", ()),
        ("Conor O'Brien and Liam O'Neill", ()),
    ],
)
def test_nickname(name: str, nicknames: tuple[str, ...]) -> None:
    assert parse_person_name(name).nicknames == nicknames


@pytest.mark.parametrize(
    ("name", "titles", "words", "gender"),
    [
        ("Sir Owen Pike OBE", ("sir",), ("owen", "pike"), "m"),
        ("Dame Ruth Calder, DBE, M.P.", ("dame",), ("ruth", "calder"), "f"),
        ("Mrs. Calder", ("mrs",), ("calder",), "f"),
        ("Dr. Ruth Calder, Ph.D.", ("dr",), ("ruth", "calder"), None),
        ("Ruth Calder M.P.", (), ("ruth", "calder"), None),
        ("Ruth Calder", (), ("ruth", "calder"), None),
    ],
)
def test_titles_and_letters_after_are_no_names(
    name: str, titles: tuple[str, ...], words: tuple[str, ...], gender: str | None
) -> None:
    found = parse_person_name(name)
    assert (found.titles, found.words, found.gender) == (titles, words, gender)


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        ("bill", "william", "variant"),
        ("william", "bill", "variant"),
        ("ted", "edward", "variant"),
        ("mohammed", "muhammad", "variant"),
        ("yulia", "julia", "variant"),
        ("sergei", "serhiy", "variant"),
        ("j", "john", "initial"),
        ("b", "william", "different"),
        ("w", "bill", "initial"),
        ("kate", "kathy", "perhaps"),
        ("chris", "christine", "perhaps"),
        ("macro", "marco", "slip"),
        ("daniel", "daniela", "different"),
        ("maria", "marie", "different"),
        ("eric", "erica", "different"),
        ("hasan", "hussein", "different"),
        ("jan", "jon", "different"),
    ],
)
def test_given_names(left: str, right: str, likeness: str) -> None:
    assert compare_given(left, right) == likeness


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        ("mueller", "muller", "variant"),
        ("zelenskyy", "zelensky", "variant"),
        ("zelenskiy", "zelenskij", "variant"),
        ("tchaikovsky", "chaikovskiy", "variant"),
        ("mahmoud", "mahmood", "variant"),
        ("mcdonald", "macdonald", "variant"),
        ("stephanopoulos", "stephanopolous", "slip"),
        ("gaddafi", "qaddafi", "slip"),
        ("johnson", "johnston", "alike"),
        ("smith", "smyth", "alike"),
        ("petersen", "pedersen", "alike"),
        ("feinstein", "weinstein", "different"),
        ("lin", "liu", "different"),
        ("mason", "morrison", "different"),
    ],
)
def test_family_names(left: str, right: str, likeness: str) -> None:
    assert compare_family(left, right) == compare_family(right, left) == likeness


folded = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@given(folded, folded)
def test_likeness_is_symmetric_and_a_word_is_itself(left: str, right: str) -> None:
    assert compare_given(left, right) == compare_given(right, left)
    assert compare_family(left, right) == compare_family(right, left)
    assert compare_given(left, left) == compare_family(left, left) == "same"


@given(folded)
def test_keys_are_never_empty(word: str) -> None:
    assert spelling_key(word) and skeleton(word)


@given(st.text(max_size=60))
def test_any_string_has_parts(name: str) -> None:
    found = parse_person_name(name)
    assert len(found.words) == len(found.shown)
    assert bool(found.family) >= bool(found.given)
    assert all(word == word.casefold() for word in found.words)


@given(st.sampled_from([name for name, _, family in PARTS if family]))
def test_what_is_left_of_a_name_is_left_of_that(name: str) -> None:
    found = parse_person_name(name)
    again = parse_person_name(" ".join(word.capitalize() for word in found.words))
    assert {*again.words} == {*found.words} or found.particles or stands_first(found.last)
