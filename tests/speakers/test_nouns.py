"""Nouns for people: which noun of a description says what somebody is."""

from __future__ import annotations

import pytest

from quotetrack.language import load
from quotetrack.speakers.nouns import head_noun, is_person_noun, is_post, office_nouns, singular


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("leading expert on ports", "expert"),
        ("Attorney General", "attorney"),
        ("professor emeritus of law", "professor"),
        ("mayor-elect", "mayor"),
        ("former ex-minister", "minister"),
        ("lighthouse keeper", "keeper"),
        ("two Western officials", "official"),
        ("spokespeople", "spokesperson"),
        ("three deputies", "deputy"),
        ("34-year-old", "34-year-old"),
        ("marine paleoclimatologist", "paleoclimatologist"),
        ("clockmaker", "clockmaker"),
        ("Sen.", "sen"),
        ("Lt. Gov.", "gov"),
        ("economist and tax expert", "expert"),
        ("rebels and a monitoring group", None),
        ("budget issues and a professor", None),
        ("derogatory comments", None),
        ("a new poll", None),
        ("checklist", None),
        ("typewriter", None),
        ("harbour", None),
        ("director's cut", None),
        ("", None),
        ("—", None),
    ],
)
def test_the_noun_that_heads_a_description(phrase: str, noun: str | None) -> None:
    assert head_noun(phrase) == noun


@pytest.mark.parametrize(
    ("word", "holds"),
    [("co-founder", True), ("poet-activist", True), ("Spokesmen", True), ("campaign", False), ("ex-", False)],
)
def test_nouns_for_people(word: str, holds: bool) -> None:
    assert is_person_noun(word) is holds


@pytest.mark.parametrize(
    ("word", "holds"), [("spokeswoman", True), ("Directors", True), ("ex-chairman", True), ("winner", False)]
)
def test_posts_in_a_body(word: str, holds: bool) -> None:
    assert is_post(word) is holds


@pytest.mark.parametrize(
    ("plural", "single"), [("wives", "wife"), ("women", "woman"), ("deputies", "deputy"), ("officials", "official")]
)
def test_plurals(plural: str, single: str) -> None:
    assert singular(plural) == single


def test_lists_of_roles_hold_nouns_for_people() -> None:
    titles = {"gov", "rep", "sen", "cllr", "prime-minister", "mep", "mp", "msp"}
    for name in ("posts", "loose_roles", "place_offices", "political_offices", "elected_offices", "candidacies"):
        unknown = (
            {word for word in getattr(load("en"), name) if not is_person_noun(word)}
            - titles
            - {"people", "staff", "icon", "scourge"}
        )
        assert not unknown, name


def test_what_is_no_person_is_not_listed_as_one() -> None:
    assert not load("en").not_people & load("en").person_nouns
    assert not [word for word in load("en").not_people if is_person_noun(word)]


@pytest.mark.parametrize(
    ("nouns", "usual"), [("sen", "senator"), ("congresswoman", "representative"), ("mayor", "mayor")]
)
def test_offices_in_their_usual_form(nouns: str, usual: str) -> None:
    assert office_nouns([nouns]) == {usual}
