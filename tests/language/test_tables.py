"""The grammar of tables, and the tables of English: no entry twice, no value unknown, no overlap without a reason."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

import quotetrack.language
from quotetrack.language.tables import Table, read_table

FOLDER = Path(quotetrack.language.__file__).parent / "en"
NAMES = sorted(path.stem for path in FOLDER.iterdir())
MOST_TABLES = 28
PATTERNS = {"not_cues", "patterns", "transliterations"}
"""Tables of regular expressions, whose last column is one."""
PRINTED = {"outlets", "parties"}
"""Tables of what is matched as it is printed, not case folded; that of features is of no words at all."""
VALUES = {"is", "borne by", "gender", "where", "first in", "standing", "generation", "issued by"}
"""Columns whose values the comments above them explain, each as `# is post: ...`."""

ANYWHERE = {
    "family_names": "a family name may be any word",
    "given_names": "a given name may be many a word",
    "spellings": "tells only how a word is spelt",
    "organisation_words": "names of organisations are made of common words",
    "organisation_abbreviations": "an abbreviation may spell a word, a party or an outlet",
    "outlets": "names of outlets end in common words",
    "words": "words of grammar open and join names, numbers and dates",
    "verbs": "many a noun is spelt as a verb is, and serves as a cue beside it",
}
"""Tables that may overlap any other, with the reason."""
OVERLAPS = {
    ("bodies", "parties"): "Lab is Labour, and a laboratory",
    ("bodies", "people"): "a publisher or a regulator is a person or a body",
    ("bodies", "role_words"): "a role is held in the business, the campaign or the government that stands before it",
    ("name_endings", "name_particles"): "do is a particle in Portuguese names, D.O. a degree",
    ("name_endings", "people"): "MP is an office and stands after a name",
    ("name_endings", "role_words"): "junior and retired stand before a role and after a name",
    ("name_particles", "numbers"): "ten is a number, and Dutch for `at the`",
    ("name_particles", "people"): "del. is a delegate before a name, and a particle in it",
    ("numbers", "role_words"): "first is a number, and part of `first minister`",
    ("parties", "people"): "a Democrat is of a party, and is a description",
    ("parties", "places"): "the Tories are many people, as the Danes are",
    ("parties", "role_words"): "Democratic names a party, and a leader's side",
    ("people", "places"): "german ends like a noun for a person",
    ("people", "role_words"): "a chief or a deputy is a person, or the rank of the noun after it",
    ("people", "titles"): "a noun for a person may be a title before a name",
    ("places", "role_words"): "U.S. stands before an office, and before any other noun",
    ("role_words", "speech_nouns"): "an opinion editor edits opinions",
    ("role_words", "titles"): "deputy or former stand before a role, and before a name with no noun",
}
"""Pairs of tables that hold some entries both, with the reason: each says something else of them."""


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_a_table_is_rows_of_cells() -> None:
    rows = "army | group, in names | forces, the military\n# apart\nthink tank|group\nclub\n"
    table = Table(f"# Nouns.\nnoun | is | called\n\n{rows}")
    assert table.columns == ("noun", "is", "called")
    assert list(table.entries()) == ["army", "think tank", "club"]
    assert dict(table.cells("is")) == {"army": "group, in names", "think tank": "group"}
    assert dict(table.values("called")) == {"army": ("forces", "the military")}
    assert table.marked("is") == {"group": {"army", "think tank"}, "in names": {"army"}}


def test_the_last_cell_holds_the_sign_that_parts_cells() -> None:
    assert dict(Table("where | pattern\nbefore | a|b, c\n").cells("pattern")) == {"before": "a|b, c"}


def test_what_is_no_table_or_no_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="columns"):
        Table("# nothing\n")
    with pytest.raises(ValueError, match="not in tuple"):
        list(Table("noun\narmy\n").cells("is"))
    with pytest.raises(FileNotFoundError):
        read_table("en", "nothing")


def test_there_are_few_tables() -> None:
    assert len(NAMES) <= MOST_TABLES


@pytest.mark.parametrize("name", NAMES)
def test_no_entry_stands_twice(name: str) -> None:
    table = read_table("en", name)
    entries = [row[-1].strip() for row in table.rows] if name in PATTERNS else list(table.entries())
    assert [entry for entry, count in Counter(map(str.casefold, entries)).items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_entries_can_match_what_is_looked_up(name: str) -> None:
    text, table = text_of(name), read_table("en", name)
    assert text.startswith("# ") and text.endswith("\n"), "what the table is, in its first line"
    for row in table.rows:
        cells = [cell.strip() for cell in row]
        assert cells[-1], f"empty cells at the end are left out: {row}"
        assert cells[0] == " ".join(cells[0].split()), "words are looked up one space apart"
        if name not in PATTERNS:
            assert name in PRINTED or cells[0] == cells[0].casefold()
            assert not re.search('[’"#,]', cells[0])


@pytest.mark.parametrize("name", NAMES)
def test_columns_hold_values_that_the_comments_explain(name: str) -> None:
    comments = " ".join(line.lstrip("# ") for line in text_of(name).splitlines() if line.startswith("#"))
    table = read_table("en", name)
    for column in VALUES.intersection(table.columns):
        known = {found[1] for found in re.finditer(rf"\b{column} (\w[\w ]*?)(?=[:,] )", comments)}
        assert set(table.marked(column)) <= known, column
    for column in {"issued by", *table.columns[1:]} - VALUES - {"pattern", "weight", "party", "long form", "value"}:
        assert column not in table.columns or f"{column}:" in comments or len(table.columns) == 2, column


@pytest.mark.parametrize("name", sorted({*NAMES} - PATTERNS))
def test_each_row_says_something(name: str) -> None:
    table = read_table("en", name)
    assert len(table.columns) == 1 or [row for row in table.rows if len(row) == 1] == []


def test_tables_overlap_for_a_reason() -> None:
    entries = {name: {*map(str.casefold, read_table("en", name).entries())} for name in NAMES if name not in PATTERNS}
    overlapping = {pair for pair in combinations(sorted(entries), 2) if entries[pair[0]] & entries[pair[1]]}
    assert {pair for pair in overlapping if not ANYWHERE.keys() & {*pair}} == OVERLAPS.keys()
    assert all(any(name in pair for pair in overlapping) for name in ANYWHERE)
