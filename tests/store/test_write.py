"""An article that comes again with other text: nothing is lost, and what became of each quotation is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrack.identity import dedupe
from quotetrack.lookup import search, stats
from quotetrack.lookup.articles import Change, find_changes
from quotetrack.records import Article, Quotation
from quotetrack.store import Store, open_store
from tests.store.builders import article, check_integrity, said
from tests.store.contents import contents_of

URL = "https://n.example/1"
SAID = {
    "“We will close 12 piers,” said Ruth Calder.": ("We will close 12 piers", "Ruth Calder"),
    "“We will close 15 piers,” said Ruth Calder.": ("We will close 15 piers", "Ruth Calder"),
    "“Nobody asked us,” said Owen Pike.": ("Nobody asked us", "Owen Pike"),
    "“Nobody asked us,” said Ina Voss.": ("Nobody asked us", "Ina Voss"),
    "“It was raining that day,” said Ina Voss.": ("It was raining that day", "Ina Voss"),
    "“The ferry sails at noon,” said Tom Lund.": ("The ferry sails at noon", "Tom Lund"),
}
FIRST = [
    "“We will close 12 piers,” said Ruth Calder.",
    "“Nobody asked us,” said Owen Pike.",
    "“It was raining that day,” said Ina Voss.",
]
SECOND = [
    "A correction.",
    "“Nobody asked us,” said Owen Pike.",
    "“We will close 15 piers,” said Ruth Calder.",
    "“The ferry sails at noon,” said Tom Lund.",
]
THIRD = [
    "A correction.",
    "“Nobody asked us,” said Ina Voss.",
    "“We will close 15 piers,” said Ruth Calder.",
    "“The ferry sails at noon,” said Tom Lund.",
]


def version(lines: list[str]) -> tuple[Article, list[Quotation]]:
    text = "\n\n".join(lines)
    quotations = [said(text, *SAID[line]) for line in lines if line in SAID]
    return article(text, url=URL, published="2024-03-01"), quotations


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "quotes.db", create=True)
    run = opened.start_run()
    for lines in (FIRST, SECOND):
        assert opened.save_article(*version(lines), run)
    return opened


def told(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(change.state, change.before, change.now, change.speaker_now) for change in changes]


def test_what_changed_vanished_and_appeared(store: Store) -> None:
    (found,) = find_changes(store)
    assert told(found.changes) == [
        ("changed", "We will close 12 piers", "We will close 15 piers", "Ruth Calder"),
        ("vanished", "It was raining that day", None, None),
        ("appeared", None, "The ferry sails at noon", "Tom Lund"),
    ]
    assert found.same == 1
    assert [difference.guard for difference in found.changes[0].differences] == ["number"]
    check_integrity(store.path)


def test_the_same_words_of_another_speaker_are_a_change(store: Store) -> None:
    assert store.save_article(*version(THIRD), store.start_run())
    last = find_changes(store)[0]
    assert told(last.changes) == [("changed", "Nobody asked us", "Nobody asked us", "Ina Voss")]
    assert (last.changes[0].speaker_before, last.same) == ("Owen Pike", 2)


def test_quotations_are_found_where_they_stand_now(store: Store) -> None:
    text = version(SECOND)[0].text
    statement = (
        "SELECT q.text, n.content FROM anchors n JOIN quotations q ON q.id = n.quotation_id WHERE state = 'same'"
    )
    ((row),) = store.rows(statement)
    start, end = span_in(row["content"])
    assert text[start:end] == row["text"]


def span_in(content: str) -> tuple[int, int]:
    ((start, end),) = json.loads(content)
    return start, end


def test_nothing_is_lost_and_nothing_held_twice(store: Store) -> None:
    texts = sorted(hit.quotation.text for hit in search(store))
    assert texts == sorted({words for words, _ in SAID.values()})


def test_an_article_counts_once_however_often_it_changed(store: Store) -> None:
    assert stats(store).articles == 1


def test_a_version_that_is_held_adds_nothing(store: Store) -> None:
    before = contents_of(store)
    for lines in (FIRST, SECOND):
        assert not store.save_article(*version(lines), store.start_run())
    assert contents_of(store) == before
    dedupe(store)
    check_integrity(store.path)
