"""Word lists: the forms of verbs, and lists without entries that say nothing or never match."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import quotetrack
from quotetrack.lexicon import _forms, kinds, lines, listed, patterns, patterns_by_kind, table, verbs, words

PACKAGE = Path(quotetrack.__file__).parent
NAMES = sorted(path.stem for path in (PACKAGE / "lexicons").iterdir())
VERBS = [name for name in NAMES if name.endswith("_verbs")]
TABLES = {"name_features", "office_names", "parties", "party_letters", "standings", "title_genders"}
PATTERNS = {"not_cues"}
KINDS = {"check_patterns"}
"""Lists of patterns, each with a kind before it."""
LISTED = {"given_names_female", "given_names_male", "person_nouns", "speech_nouns", "time_words"}
"""Lists whose lines hold several words."""
BOTH = {"andrea"}
"""Given names that say nothing of gender: they stand in both lists on purpose."""


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("add", "add adds added adding"),
        ("declare", "declare declares declared declaring"),
        ("agree", "agree agrees agreed agreeing"),
        ("reply", "reply replies replied replying"),
        ("convey", "convey conveys conveyed conveying"),
        ("stress", "stress stresses stressed stressing"),
        ("preach", "preach preaches preached preaching"),
        ("echo", "echo echoes echoed echoing"),
        ("beg", "beg begs begged begging"),
        ("quip", "quip quips quipped quipping"),
        ("vow", "vow vows vowed vowing"),
        ("hail", "hail hails hailed hailing"),
        ("mutter", "mutter mutters muttered muttering"),
        ("op-ed", "op-ed op-eds op-eded op-eding"),
    ],
)
def test_regular_forms(entry: str, forms: str) -> None:
    assert _forms(entry.split()) == set(forms.split())


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_its_forms_and_no_misspelt_ones(name: str) -> None:
    for entry in (line.casefold().split() for line in lines(name)):
        forms = verbs(name) & _forms(entry)
        assert set(entry) <= forms
        for ending in ("s", "ing"):
            assert any(form.endswith(ending) for form in forms), entry
        # A lemma in a single consonant after a short stressed vowel doubles it, or says here that it does.
        stressed = re.search(r"(?:(?<!of)fer|mit|cur|gin|get|bel|nal|sel|rol|gret)$", entry[0])
        assert not stressed or any(form.endswith(entry[0][-1] * 2 + "ing") for form in forms), entry


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
    assert form in verbs(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_entry_stands_twice(name: str) -> None:
    entries = [word for line in lines(name) for word in (line.split() if name in LISTED else [line])]
    twice = [entry for entry, count in Counter(map(str.casefold, entries)).items() if count > 1]
    assert not twice


@pytest.mark.parametrize("name", NAMES)
def test_entries_can_match_what_is_looked_up(name: str) -> None:
    text = (PACKAGE / "lexicons" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ") and text.endswith("\n"), "what the list is, in its first line"
    for line in lines(name):
        assert line == " ".join(line.split()), "words are looked up one space apart"
        if name in PATTERNS | KINDS:
            continue
        assert "#" not in line, "a comment stands on a line of its own"
        assert name in TABLES or line == line.casefold() or name == "outlets", "lists are read case folded"
        assert "’" not in line and '"' not in line


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables_map_each_form_to_something(name: str) -> None:
    assert len(table(name)) == len(lines(name))
    assert all(form and meaning and "=" not in meaning for form, meaning in table(name).items())


@pytest.mark.parametrize("name", ["honorifics", "postnominals"])
def test_titles_are_listed_as_names_are_folded(name: str) -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(?: [a-z0-9]+){0,2}", entry) for entry in words(name))


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_patterns_compile_and_match_something_but_not_nothing(name: str) -> None:
    for line in lines(name):
        assert not re.compile(line).search("")
    assert patterns(name).flags & re.IGNORECASE
    assert patterns(name).groups == 0, "alternatives are grouped without a number"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_patterns_of_each_kind_compile_and_match_something_but_not_nothing(name: str) -> None:
    for kind, pattern in patterns_by_kind(name).items():
        assert kind.isalpha() and not pattern.search("")
    assert len(kinds("check_words")) == len({line.split(" = ")[0] for line in lines("check_words")})


def test_given_names_of_women_and_of_men_are_apart() -> None:
    assert listed("given_names_female") & listed("given_names_male") == BOTH


def test_verbs_that_report_anywhere_are_reporting_verbs() -> None:
    assert verbs("strong_verbs") <= verbs("speech_verbs") | verbs("writing_verbs")


def test_titles_are_no_given_names() -> None:
    names = listed("given_names_female") | listed("given_names_male")
    assert not words("honorifics") & names


def test_every_list_is_read() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert [name for name in NAMES if f'"{name}"' not in code] == []
