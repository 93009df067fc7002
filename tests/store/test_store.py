"""Saving articles and reading them back."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.errors import InputError
from quotetrack.records import Article, Quotation, Span
from quotetrack.store import QUOTATION_COLUMNS, Store, open_store, read_quotation
from tests.store.builders import article, check_integrity, made_article, said
from tests.store.contents import contents_of

FERRY = (
    "“The ferry is late again,” said Ruth Calder, treasurer of the Harbour Trust. She said the captain told "
    "her “wait for the tide”.\n\nTwo officials said nothing would change, according to the Coast Courier."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "quotes.db", create=True) as opened:
        yield opened


def ferry_quotations() -> list[Quotation]:
    outer = said(
        FERRY,
        "the captain told her “wait for the tide”",
        "Ruth Calder",
        kind="mixed",
        mention="She",
        mention_kind="pronominal",
        role="treasurer",
        affiliations=("the Harbour Trust", "Coast Courier"),
    )
    inner = said(FERRY, "wait for the tide", mention="the captain", speaker="unnamed", parent=outer)
    relayed = said(
        FERRY,
        "nothing would change",
        mention="Two officials",
        speaker="unnamed",
        kind="indirect",
        via="Coast Courier",
        trace={"why": ["nearest", {"é": 1.5}], "others": None},
    )
    lost = replace(said(FERRY, "The ferry is late again", act="not_speech"), closed=False)
    return [inner, outer, relayed, lost]  # a child may come before its parent


def saved_quotations(store: Store) -> list[Quotation]:
    return [read_quotation(row) for row in store.rows(f"SELECT {QUOTATION_COLUMNS} FROM quotations q ORDER BY q.id")]


def test_quotations_come_back_as_they_were_saved(store: Store) -> None:
    quotations = ferry_quotations()
    assert store.save_article(article(FERRY), quotations, store.start_run())
    assert saved_quotations(store) == quotations


def test_every_span_slices_the_stored_text(store: Store) -> None:
    text = "Ōtepoti 🌊: “Kia ora — we’re here,”\r\nsaid Ina Voss."
    quotation = said(text, "Kia ora — we’re here,", "Ina Voss", mention="Ina Voss")
    store.save_article(article(text), [quotation], store.start_run())
    (held,) = store.rows("SELECT text FROM articles")
    (found,) = saved_quotations(store)
    start, end = found.content[0]
    assert held["text"][start:end] == found.text == "Kia ora — we’re here,"
    start, end = found.attribution.source[0]
    assert held["text"][start:end] == "Ina Voss"


def test_the_same_article_twice_is_one(store: Store) -> None:
    run = store.start_run()
    given, quotations = made_article(3)
    assert not store.has_article(given)
    assert store.save_article(given, quotations, run)
    before = contents_of(store)
    assert store.has_article(given)
    assert not store.save_article(given, quotations, run)
    assert contents_of(store) == before


def test_without_an_address_the_text_tells(store: Store) -> None:
    run = store.start_run()
    assert store.save_article(Article(id="a.txt", text="The rain stopped."), [], run)
    assert not store.save_article(Article(id="b.txt", text="The rain stopped."), [], run)
    assert store.save_article(Article(id="a.txt", text="The rain went on."), [], run)


def test_other_text_under_a_known_address_is_a_version_and_the_old_text_stays(store: Store) -> None:
    run = store.start_run()
    first = article("The rain stopped.", url="https://news.example/rain")
    changed = replace(first, text="The rain did not stop.")
    store.save_article(first, [], run)
    assert (store.how_held(first), store.how_held(changed)) == ("held", "changed")
    assert store.save_article(changed, [], run)
    assert (store.how_held(first), store.how_held(changed)) == ("held", "held")
    held = {row["text"]: row["version_of"] for row in contents_of(store)["articles"]}
    assert held == {"The rain stopped.": None, "The rain did not stop.": "https://news.example/rain"}


def test_one_text_at_two_addresses_is_two_articles(store: Store) -> None:
    given, quotations = made_article(0)
    run = store.start_run()
    assert store.save_article(given, quotations, run)
    assert store.save_article(replace(given, url="https://other.example/copy"), quotations, run)
    assert [len(rows) for rows in contents_of(store).values()][:2] == [2, 2 * len(quotations)]


def test_runs_stamp_what_they_saved(store: Store) -> None:
    run = store.start_run(command="quotetrack ingest x.db a.txt", pack="en 0.1.0", rules="3")
    store.save_article(*made_article(0), run)
    store.finish_run(run, {"articles": 1, "quotations": 4, "skipped": 0, "failures": 2})
    (row,) = store.rows("SELECT * FROM runs")
    assert (row["pack"], row["rules"], row["articles"], row["failures"]) == ("en 0.1.0", "3", 1, 2)
    assert row["version"] and row["finished_at"] >= row["started_at"]
    assert [row["run_id"] for row in store.rows("SELECT DISTINCT run_id FROM quotations")] == [run]


def test_one_source_row_a_speaker_and_article_one_canonical_speaker_a_name(store: Store) -> None:
    run = store.start_run()
    for number, name in enumerate(["José Ferrão", "Mr. Jose Ferrao", "JOSE FERRAO"]):
        text = f"“Yes,” said {name}. “{number},” he said."
        quotations = [said(text, "Yes", name, mention=name), said(text, f"“{number},”", name)]
        store.save_article(article(text), quotations, run)
    held = contents_of(store)
    assert len(held["speakers"]) == 3
    (canonical,) = held["canonical_speakers"]
    assert (canonical["name"], canonical["members"]) == ("José Ferrão", 3)
    assert canonical["names"].split("\n") == ["JOSE FERRAO", "José Ferrão", "Mr. Jose Ferrao"]


def test_a_person_and_an_organisation_of_one_name_are_two(store: Store) -> None:
    text = "“Yes,” said Calder. “No,” Calder said in a statement."
    quotations = [said(text, "Yes", "Calder"), said(text, "No", "Calder", speaker="organization")]
    store.save_article(article(text), quotations, store.start_run())
    assert [row["kind"] for row in contents_of(store)["canonical_speakers"]] == ["organization", "person"]
    assert [row["name"] for row in contents_of(store)["organizations"]] == ["Calder"]


def test_the_unnamed_are_never_joined_and_the_unknown_have_no_row(store: Store) -> None:
    run = store.start_run()
    for place in ("Easton", "Marsh"):
        text = f"Two officials said “we will see” in {place}. “Never.”"
        quotations = [said(text, "we will see", mention="Two officials", speaker="unnamed"), said(text, "Never.")]
        store.save_article(article(text), quotations, run)
    held = contents_of(store)
    assert [(row["name"], row["members"]) for row in held["canonical_speakers"]] == [("Two officials", 1)] * 2
    assert [row["spoken_by"] for row in held["quotations"]].count(None) == 2


def test_a_surname_is_a_weak_alias(store: Store) -> None:
    text = "“Yes,” said Senator Ruth Calder. “No,” Calder said. “Well,” said Ruth Calder, who left."
    quotations = [
        said(text, "Yes", "Ruth Calder", mention="Senator Ruth Calder"),
        said(text, "No", "Ruth Calder", mention="Calder"),
        said(text, "Well", "Ruth Calder", mention="Ruth Calder, who left"),
    ]
    store.save_article(article(text), quotations, store.start_run())
    aliases = {row["alias"]: row["weak"] for row in contents_of(store)["aliases"]}
    assert aliases == {"Calder": 1, "Senator Ruth Calder": 0}


def test_affiliations_are_dated_claims_in_the_articles_words(store: Store) -> None:
    run = store.start_run()
    for day, stated in (("2024-03-01", "the Harbour Trust"), ("2024-05-01", "Harbour Trust")):
        text = f"“Yes,” said Ina Voss of {stated}."
        quotation = said(text, "Yes", "Ina Voss", role="chair", affiliations=(stated,))
        store.save_article(article(text, published=day), [quotation], run)
    held = contents_of(store)
    assert [(row["name"], row["normal_name"]) for row in held["organizations"]] == [("Harbour Trust", "harbour trust")]
    claims = [(row["stated"], row["role"], row["published"]) for row in held["affiliations"]]
    assert sorted(claims) == [("Harbour Trust", "chair", "2024-05-01"), ("the Harbour Trust", "chair", "2024-03-01")]


def test_letters_of_a_party_are_filed_under_the_party(store: Store) -> None:
    text = "“Yes,” said Ina Voss, R-Ohio."
    quotations = [said(text, "Yes", "Ina Voss", affiliations=("R-Ohio",))]
    store.save_article(article(text), quotations, store.start_run())
    (claim,) = contents_of(store)["affiliations"]
    (party,) = contents_of(store)["organizations"]
    assert (claim["stated"], party["name"], party["normal_name"]) == ("R-Ohio", "Republican", "republican")


def test_a_role_without_an_organisation_is_a_claim_too(store: Store) -> None:
    text = "“Yes,” said the mayor, Ina Voss."
    store.save_article(article(text), [said(text, "Yes", "Ina Voss", role="mayor")], store.start_run())
    (claim,) = contents_of(store)["affiliations"]
    assert (claim["role"], claim["organization"], claim["stated"]) == ("mayor", None, None)
    assert saved_quotations(store)[0].attribution.speaker.affiliations == ()


TEXT = "“Yes,” said Ina Voss."
BAD = {
    "span outside": [replace(said(TEXT, "Yes", "Ina Voss"), content=(Span(1, 99),))],
    "turned span": [replace(said(TEXT, "Yes", "Ina Voss"), content=(Span(4, 1),))],
    "one id twice": [said(TEXT, "Yes", "Ina Voss")] * 2,
    "parent missing": [replace(said(TEXT, "Yes", "Ina Voss"), parent="0" * 12)],
    "half a character": [said(TEXT, "Yes", "Ina \ud800Voss")],
}


@pytest.mark.parametrize("quotations", BAD.values(), ids=BAD.keys())
def test_an_article_that_cannot_be_held_leaves_nothing(store: Store, quotations: list[Quotation]) -> None:
    before = contents_of(store)
    with pytest.raises(InputError, match=r"^bad\.txt: "):
        store.save_article(article(TEXT, id="bad.txt"), quotations, store.start_run())
    assert contents_of(store) == before
    assert store.save_article(article(TEXT, id="bad.txt"), [said(TEXT, "Yes", "Ina Voss")], 1), "the store goes on"


def test_half_a_character_in_the_text_is_named(store: Store) -> None:
    with pytest.raises(InputError, match="half of a surrogate pair"):
        store.save_article(article("A \udc80 B", id="bad.txt"), [], store.start_run())


def test_the_index_follows_every_change(store: Store) -> None:
    run = store.start_run()
    for number in range(3):
        store.save_article(*made_article(number), run)
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE quotations SET text = 'entirely zebra' WHERE id = 2")
    connection.execute("DELETE FROM affiliations")
    connection.execute("DELETE FROM quotation_speakers WHERE quotation_id = 1")
    connection.execute("DELETE FROM quotations WHERE id = 1")
    connection.execute("UPDATE organizations SET names = 'Zebra Club'")
    connection.commit()
    check_integrity(store.path)
    found = connection.execute("SELECT rowid FROM quotations_fts WHERE quotations_fts MATCH 'zebra'").fetchall()
    connection.close()
    assert found == [(2,)]


@pytest.fixture(scope="module")
def empty_store() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        open_store(path, create=True).close()
        yield path


def contents_after(empty_store: Path, numbers: list[int]) -> dict[str, list[dict[str, object]]]:
    path = empty_store.with_name("one.db")
    shutil.copy(empty_store, path)
    with open_store(path) as store:
        run = store.start_run()
        for number in numbers:
            store.save_article(*made_article(number), run)
        return contents_of(store)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=10), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_give_the_same_store(
    empty_store: Path, numbers: list[int], chance: random.Random
) -> None:
    again = numbers + chance.sample(numbers, len(numbers) // 2)
    chance.shuffle(again)
    assert contents_after(empty_store, again) == contents_after(empty_store, sorted(set(numbers)))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=60), st.data())
def test_any_text_comes_back(empty_store: Path, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    quotation = replace(said(text, text[:1]), content=(span,), text=text[span.start : span.end])
    path = empty_store.with_name("one.db")
    shutil.copy(empty_store, path)
    with open_store(path) as store:
        store.save_article(Article(id="x", text=text), [quotation], store.start_run())
        assert saved_quotations(store) == [quotation]
        assert [row["text"] for row in store.rows("SELECT text FROM articles")] == [text]
