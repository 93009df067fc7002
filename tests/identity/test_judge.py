"""Judgements by people: they can be undone, they win over rules, and contradictions are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.identity import decide, dedupe, find_questions, held_back, merge, read_judgements, split, undo
from quotetrack.store import Store
from tests.identity.builders import (
    number_of,
    save,
    speakers_of,
    spoken,
    standing,
    store_of,
)
from tests.store.builders import check_integrity

BY = "ana"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    articles = [
        spoken("a", "Ruth Calder", "Owen Pike"),
        spoken("b", "Ruth Calder", "Calder Fisk"),
        spoken("c", "Ruth M. Calder", "O. Pike"),
        spoken("d", "Madam Secretary Ruby", "Pike"),
    ]
    with store_of(tmp_path / "quotes.db", *articles) as opened:
        dedupe(opened)
        yield opened
        check_integrity(opened.path)


def test_what_a_rule_joins_and_what_it_asks(store: Store) -> None:
    assert ["Ruth Calder", "Ruth M. Calder"] in speakers_of(store)
    asked = {frozenset((q.left_name, q.right_name)) for q in find_questions(store)}
    assert {"Owen Pike", "O. Pike"} in asked
    assert ["Owen Pike"] in speakers_of(store), "a question joins nobody"


def test_merge_then_undo_gives_the_store_back(store: Store) -> None:
    before = standing(store)
    action = merge(store, [number_of(store, "Owen Pike"), number_of(store, "O. Pike")], by=BY)
    assert ["O. Pike", "Owen Pike"] in speakers_of(store)
    assert action.speakers == (number_of(store, "O. Pike"),)
    undo(store, by=BY)
    assert standing(store) == before
    (judgement,) = read_judgements(store, persons=True)
    assert (judgement["verdict"], judgement["decided_by"], judgement["undone_by"]) == ("same", BY, BY)


def test_a_merge_takes_names_that_no_rule_would_join(store: Store) -> None:
    merge(store, [number_of(store, "Ruth Calder"), number_of(store, "Madam Secretary Ruby")], by=BY)
    assert ["Madam Secretary Ruby", "Ruth Calder", "Ruth M. Calder"] in speakers_of(store)


def test_an_answer_takes_the_question_away(store: Store) -> None:
    question = next(q for q in find_questions(store) if {q.left_name, q.right_name} == {"Owen Pike", "O. Pike"})
    waiting = len(find_questions(store))
    decide(store, [(question.left_row, question.right_row)], "unsure", by=BY)
    assert len(find_questions(store)) == waiting - 1
    undo(store, by=BY)
    assert len(find_questions(store)) == waiting


def test_different_blocks_the_chain_that_would_join_them(store: Store) -> None:
    one, other = number_of(store, "Owen Pike"), number_of(store, "Calder Fisk")
    question = next(q for q in find_questions(store) if {q.left_name, q.right_name} == {"Owen Pike", "O. Pike"})
    decide(store, [(question.left_row, question.right_row)], "different", by=BY)
    merge(store, [one, other], by=BY)
    with pytest.raises(QuotetrackError, match=r"contradicts earlier judgements(.|\n)*Owen Pike(.|\n)*undo DB NUMBER"):
        merge(store, [number_of(store, "Calder Fisk"), number_of(store, "O. Pike")], by=BY)
    assert ["Calder Fisk", "Owen Pike"] in speakers_of(store)
    assert held_back(store) == [], "what would contradict was not kept"


def test_a_rule_never_overrules_a_person(store: Store) -> None:
    split(store, number_of(store, "Ruth Calder"), names=["Ruth M. Calder"], by=BY)
    assert ["Ruth Calder"] in speakers_of(store)
    save(store, [spoken("e", "Ruth M. Calder"), spoken("f", "Ruth Calder")])
    dedupe(store)
    dedupe(store, everything=True)
    assert ["Ruth Calder"] in speakers_of(store)
    assert ["Ruth M. Calder"] in speakers_of(store)


def test_split_by_article_then_undo_gives_the_store_back(store: Store) -> None:
    before = standing(store)
    (article,) = [row["id"] for row in store.rows("SELECT id FROM articles WHERE key LIKE '%/b'")]
    split(store, number_of(store, "Ruth Calder", "a"), articles=[article], by=BY)
    assert number_of(store, "Ruth Calder", "b") != number_of(store, "Ruth Calder", "a")
    assert number_of(store, "Ruth M. Calder") == number_of(store, "Ruth Calder", "a")
    undo(store, by=BY)
    assert standing(store) == before


def test_a_row_taken_off_stays_off_and_new_ones_join_the_rest(store: Store) -> None:
    (article,) = [row["id"] for row in store.rows("SELECT id FROM articles WHERE key LIKE '%/b'")]
    split(store, number_of(store, "Ruth Calder", "a"), articles=[article], by=BY)
    save(store, [spoken("e", "Ruth Calder")])
    dedupe(store, everything=True)
    assert number_of(store, "Ruth Calder", "e") == number_of(store, "Ruth Calder", "a")
    assert number_of(store, "Ruth Calder", "e") != number_of(store, "Ruth Calder", "b")


def test_a_rules_opinion_that_is_undone_is_not_formed_again(store: Store) -> None:
    opinion = next(row for row in read_judgements(store) if row["verdict"] == "same")
    undo(store, opinion["id"], by=BY)
    assert ["Ruth M. Calder"] in speakers_of(store)
    save(store, [spoken("e", "Ruth M. Calder"), spoken("f", "Ruth Calder")])
    dedupe(store, everything=True)
    assert ["Ruth M. Calder"] in speakers_of(store)


def test_what_cannot_be_done_is_told(store: Store) -> None:
    one = number_of(store, "Owen Pike")
    with pytest.raises(NotFoundError, match="nothing to undo"):
        undo(store, by=BY)
    with pytest.raises(NotFoundError, match="no judgement 4711"):
        undo(store, 4711, by=BY)
    with pytest.raises(NotFoundError, match="no speaker #4711"):
        merge(store, [one, 4711], by=BY)
    with pytest.raises(QuotetrackError, match="two speakers or more"):
        merge(store, [one, one], by=BY)
    with pytest.raises(QuotetrackError, match="nothing would be left"):
        split(store, one, names=["Owen Pike"], by=BY)
    with pytest.raises(NotFoundError, match=r"'Bo Pike'.*goes by: Owen Pike"):
        split(store, one, names=["Bo Pike"], by=BY)
    with pytest.raises(NotFoundError, match=r"Say what to split off.*goes by: Owen Pike"):
        split(store, one, by=BY)
    merge(store, [one, number_of(store, "O. Pike")], by=BY)
    undo(store, by=BY)
    (judgement,) = read_judgements(store, persons=True)
    with pytest.raises(NotFoundError, match="was undone on"):
        undo(store, judgement["id"], by=BY)


def test_undoing_goes_back_step_by_step(store: Store) -> None:
    before = standing(store)
    merge(store, [number_of(store, n) for n in ("Owen Pike", "O. Pike", "Calder Fisk")], by=BY)
    merge(store, [number_of(store, n) for n in ("Owen Pike", "Ruth Calder")], by="ben")
    undo(store, by=BY)
    assert ["Calder Fisk", "O. Pike", "Owen Pike"] in speakers_of(store)
    undo(store, by=BY)
    assert standing(store) == before
