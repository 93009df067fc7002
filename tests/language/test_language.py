"""What the attributes of a language answer, and that each is used."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from subprocess import run

import pytest

import quotetrack
from quotetrack.language import Language, load
from quotetrack.language.inflection import english_forms

PACKAGE = Path(quotetrack.__file__).parent
ENGLISH = load("en")
ATTRIBUTES = sorted(name for name, value in vars(Language).items() if isinstance(value, cached_property | property))
VERBS = [name for name in ATTRIBUTES if name.endswith("_verbs")]
BOTH = {"andrea"}
"""Given names that say nothing of gender: they stand in both lists on purpose."""


def test_a_language_is_loaded_once() -> None:
    assert load("en") is ENGLISH and ENGLISH.code == "en"


def test_no_table_is_read_before_it_is_asked_for() -> None:
    code = "import sys, quotetrack.language as l; l.load('en').negations; print(l.read_table.cache_info().currsize)"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_each_attribute_holds_something(name: str) -> None:
    assert getattr(ENGLISH, name)


def test_each_attribute_is_explained() -> None:
    body = next(node.body for node in ast.parse(Path(sys.modules[Language.__module__].__file__ or "").read_text()).body
                if isinstance(node, ast.ClassDef))  # fmt: skip
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign):
            assert isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant), ast.unparse(node)


def test_each_attribute_is_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert [name for name in ATTRIBUTES if not re.search(rf"\.{name}\b|\"{name}\"", code)] == []


def test_entries_of_several_words_are_phrases() -> None:
    assert {"think tank", "news agency"} <= ENGLISH.group_nouns
    assert "prime minister" in ENGLISH.honorifics
    assert not {"the", "his", "her", "air", "right", "vice", "wing", "pro"} & ENGLISH.honorifics
    assert not {"think", "tank", "news"} & ENGLISH.group_nouns


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_its_forms_and_no_misspelt_ones(name: str) -> None:
    forms, irregular = getattr(ENGLISH, name), dict(ENGLISH.table("verbs").values("forms"))
    for verb in ENGLISH.marks("verbs")[name.removesuffix("_verbs")]:
        known = {*english_forms(verb), *irregular.get(verb, ())}
        assert known <= forms
        for ending in ("s", "ing"):
            assert any(form.endswith(ending) for form in known), verb
        # A lemma in a single consonant after a short stressed vowel doubles it, or says here that it does.
        stressed = re.search(r"(?:(?<!of)fer|mit|cur|gin|get|bel|nal|sel|rol|gret)$", verb)
        assert not stressed or any(form.endswith(verb[-1] * 2 + "ing") for form in known), verb


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("says", "speech_verbs"),
        ("told", "speech_verbs"),
        ("admitted", "speech_verbs"),
        ("admitting", "strong_verbs"),
        ("referred", "speech_verbs"),
        ("beginning", "weak_verbs"),
        ("goes", "speech_verbs"),
        ("wrote", "writing_verbs"),
        ("memos", "writing_verbs"),
        ("forgetting", "belief_verbs"),
        ("preferred", "belief_verbs"),
    ],
)
def test_forms_that_a_cue_may_have(form: str, name: str) -> None:
    assert form in getattr(ENGLISH, name)


@pytest.mark.parametrize("name", ["honorifics", "postnominals"])
def test_titles_are_listed_as_names_are_folded(name: str) -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(?: [a-z0-9]+){0,2}", entry) for entry in getattr(ENGLISH, name))


def test_patterns_match_something_but_not_nothing() -> None:
    for pattern in (*ENGLISH.patterns.values(), ENGLISH.not_cues):
        assert not pattern.search("")
    assert ENGLISH.not_cues.flags & re.IGNORECASE
    assert ENGLISH.not_cues.groups == 0, "alternatives are grouped without a number"


def test_given_names_of_women_and_of_men_are_apart() -> None:
    assert ENGLISH.given_names_female & ENGLISH.given_names_male == BOTH


def test_verbs_that_report_anywhere_are_reporting_verbs() -> None:
    assert ENGLISH.strong_verbs <= ENGLISH.speech_verbs | ENGLISH.writing_verbs


def test_titles_are_no_given_names() -> None:
    assert not ENGLISH.honorifics & (ENGLISH.given_names_female | ENGLISH.given_names_male)


@pytest.mark.parametrize("name", ["nicknames", "nicknames_unsure", "family_names_alike", "organisation_words_alike"])
def test_groups_of_names_hold_folded_words(name: str) -> None:
    groups = getattr(ENGLISH, name)
    words = [*groups, *(word for group in groups.values() for word in group)]
    assert all(re.fullmatch("[a-z-]+", word) for word in words)
    assert isinstance(groups, Mapping) and all(len({*group}) == len(group) for group in groups.values())


def test_a_spelling_belongs_to_one_given_name() -> None:
    rows = ENGLISH.table("given_names").values("spellings")
    spellings = [word for name, others in rows for word in (name, *others)]
    assert len(spellings) == len({*spellings})


def test_a_short_form_is_sure_or_unsure() -> None:
    sure, unsure = ({(full, short) for full, each in found.items() for short in each}
                    for found in (ENGLISH.nicknames, ENGLISH.nicknames_unsure))  # fmt: skip
    assert not sure & unsure


def test_tables_of_names_fit_together() -> None:
    assert ENGLISH.title_genders.keys() <= ENGLISH.honorifics | ENGLISH.name_titles
    assert ENGLISH.name_particles_given <= ENGLISH.name_particles
    assert not ENGLISH.family_first_names & ENGLISH.name_suffixes.keys()
