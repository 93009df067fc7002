"""What is asked of one speaker: the same as in the whole queue, found by the forms of the name."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.identity import decide, dedupe, find_questions, find_questions_about
from quotetrack.identity import questions as questions_module
from quotetrack.store import Store
from tests.identity.builders import number_of, spoken, store_of, works_for


@pytest.fixture
def store(tmp_path: Path) -> Store:
    treasurer, chair = works_for("Harbour Trust", "treasurer"), works_for("Lowland Board", "chair")
    made = store_of(
        tmp_path / "asked.db",
        spoken("a", ("Ruth Calder", treasurer), "Owen Pike"),
        spoken("b", ("Ruthie Calder", chair)),
        spoken("c", ("R. Calder", {})),
        spoken("d", ("Calder", treasurer)),
        spoken("e", ("Calder", treasurer)),
        spoken("f", ("Calder", chair)),
        spoken("g", "O. Pike"),
    )
    dedupe(made)
    return made


def test_each_question_is_found_from_both_its_ends(store: Store) -> None:
    whole = find_questions(store, limit=100)
    assert whole, "the names should leave something to ask"
    for question in whole:
        for end in (question.left, question.right):
            about = find_questions_about(store, end, limit=100)
            pairs = {frozenset((found.left, found.right)) for found in about.questions}
            assert frozenset((question.left, question.right)) in pairs
            assert all(end in pair for pair in pairs) and about.count == len(about.questions)


def test_nothing_is_asked_that_the_queue_does_not_ask(store: Store) -> None:
    rows = {
        frozenset(pair)
        for question in find_questions(store, limit=100)
        for pair in ((question.left_row, question.right_row), *question.alike)
    }
    for row in store.rows("SELECT id FROM canonical_speakers"):
        for found in find_questions_about(store, row["id"], limit=100).questions:
            assert {frozenset((found.left_row, found.right_row)), *map(frozenset, found.alike)} <= rows


def test_what_was_answered_is_not_asked(store: Store) -> None:
    pike = number_of(store, "Owen Pike", "a")
    (question,) = find_questions_about(store, pike).questions
    decide(store, question.left_row, question.right_row, "unsure", by="ed")
    assert find_questions_about(store, pike).questions == ()
    assert find_questions_about(store, 999).questions == ()


def test_it_is_told_where_not_all_was_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = find_questions(store)[0].left
    assert not find_questions_about(store, number).more
    monkeypatch.setattr(questions_module, "_MOST_ABOUT", 1)
    found = find_questions_about(store, number)
    assert found.more and found.count == 1
