"""The people file: names that it knows are one speaker, with the ids it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import InputError, QuotetrackError
from quotetrack.identity import FiledPerson, decide, dedupe, merge, read_person, save_people
from quotetrack.lookup import profile, search
from quotetrack.store import Store
from tests.identity.builders import (
    number_of,
    save,
    speakers_of,
    spoken,
    standing,
    store_of,
)
from tests.store.contents import contents_of

ARTICLES = (spoken("a", "Ruth Calder", "Mother Owl"), spoken("b", "R. B. Calder-Voss"), spoken("c", "Calder"))
RUTH = FiledPerson("Ruth Calder", aliases=("Mother Owl", "R. B. Calder-Voss"), identifiers={"wikidata": "Q1"})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = store_of(tmp_path / "quotes.db", *ARTICLES)
    dedupe(opened)
    return opened


def test_names_of_one_entry_are_one_speaker(store: Store) -> None:
    filed = save_people(store, [RUTH])
    assert (filed.added, filed.changed, filed.unchanged, filed.removed) == (1, 0, 0, 0)
    assert speakers_of(store) == [["Calder"], ["Mother Owl", "R. B. Calder-Voss", "Ruth Calder"]]
    found = profile(store, "Mother Owl")
    assert found.speaker.name == "Ruth Calder"
    assert found.speaker.identifiers == {"wikidata": "Q1"}


def test_who_speaks_later_is_known_too(store: Store) -> None:
    save_people(store, [RUTH, FiledPerson("Ina Voss", aliases=("The Weaver",))])
    save(store, [spoken("d", "The Weaver"), spoken("e", "Ina Voss")])
    dedupe(store)
    assert ["Ina Voss", "The Weaver"] in speakers_of(store)


def test_a_file_that_changes_changes_the_speakers_and_one_taken_away_gives_the_store_back(store: Store) -> None:
    before = standing(store)
    save_people(store, [RUTH])
    shorter = FiledPerson("Ruth Calder", aliases=("Mother Owl",), identifiers={"wikidata": "Q1"})
    assert save_people(store, [shorter]).changed == 1
    assert ["R. B. Calder-Voss"] in speakers_of(store)
    assert save_people(store, [shorter]).unchanged == 1
    assert save_people(store, [], replace=True).removed == 1
    assert standing(store) == before


def test_a_name_that_two_entries_have_names_nobody(store: Store) -> None:
    filed = save_people(store, [RUTH, FiledPerson("Ruth Calder", identifiers={"wikidata": "Q2"})])
    assert filed.shared == ("ruth calder",)
    assert ["Mother Owl", "R. B. Calder-Voss"] in speakers_of(store)
    assert ["Ruth Calder"] in speakers_of(store)


def test_two_people_of_the_file_are_never_one_by_rule(tmp_path: Path) -> None:
    with store_of(tmp_path / "q.db", spoken("a", "Ruth Calder"), spoken("b", "Ruth M. Calder")) as store:
        dedupe(store)
        assert speakers_of(store) == [["Ruth Calder", "Ruth M. Calder"]]
        save_people(store, [FiledPerson("Ruth Calder"), FiledPerson("Ruth M. Calder")])
        assert speakers_of(store) == [["Ruth Calder"], ["Ruth M. Calder"]]


def test_a_persons_judgement_stands_above_the_file(store: Store) -> None:
    one, other = (
        next(store.rows("SELECT id FROM speakers WHERE name = ?", [n]))["id"] for n in ("Ruth Calder", "Mother Owl")
    )
    decide(store, [(one, other)], "different", by="ana")
    save_people(store, [RUTH])
    assert ["Mother Owl", "R. B. Calder-Voss", "Ruth Calder"] not in speakers_of(store)
    with pytest.raises(QuotetrackError, match="contradicts"):
        merge(store, [number_of(store, "Ruth Calder"), number_of(store, "Mother Owl")], by="ben")


def test_organisations_are_filed_too(tmp_path: Path) -> None:
    body = {"kind": "organization"}
    with store_of(
        tmp_path / "q.db",
        spoken("a", ("Harbour Trust", {"speaker": "organization"})),
        spoken("b", ("The Keepers", {"speaker": "organization"})),
    ) as store:
        dedupe(store)
        save_people(store, [read_person("x", {**body, "name": "Harbour Trust", "aliases": ["The Keepers"]})])
        assert speakers_of(store) == [["Harbour Trust", "The Keepers"]]
        assert len(search(store, speaker="keepers")) == 2


@pytest.mark.parametrize(
    "row",
    [
        {"name": " Ruth  Calder ", "aliases": "R. Calder; Mother Owl;", "wikidata": "Q1", "viaf": ""},
        {"name": "Ruth Calder", "aliases": ["R. Calder", "Mother Owl"], "identifiers": {"wikidata": "Q1"}},
    ],
)
def test_rows_of_both_kinds_of_file(row: dict[str, Any]) -> None:
    found = read_person("people.csv:2", row)
    assert (found.name, found.aliases) == ("Ruth Calder", ("R. Calder", "Mother Owl"))
    assert dict(found.identifiers) == {"wikidata": "Q1"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"aliases": "Owl"}, "people.csv:2: no name"),
        ({"name": "Ruth", "kind": "dog"}, "'dog' is no kind"),
        ({"name": "Ruth", "aliases": [1]}, "aliases is no list of names"),
        ({"name": "Ruth", "affiliations": "Harbour Trust"}, "affiliations is no list"),
    ],
)
def test_a_row_that_is_nobody(row: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_person("people.csv:2", row)


def test_one_entry_twice_is_refused(store: Store) -> None:
    before = contents_of(store)
    with pytest.raises(InputError, match="stands twice"):
        save_people(store, [RUTH, FiledPerson("Somebody Else", identifiers={"wikidata": "Q1"})])
    assert contents_of(store) == before
