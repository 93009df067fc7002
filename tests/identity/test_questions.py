"""The queue read in part, or for one speaker, says what the queue read whole says; an answer is kept once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.identity import (
    answer,
    count_questions,
    decide,
    dedupe,
    find_action,
    find_question,
    find_questions,
    find_questions_about,
    merge,
    questions,
    read_actions,
    read_judgements,
    read_queue,
    undo,
)
from quotetrack.store import Store
from tests.identity.builders import number_of, spoken, standing, store_of, works_for
from tests.store.contents import contents_of

_NAMES = (
    "Robert Lennox",
    "R. Lennox",
    "Tom Ruiz",
    "T. Ruiz",
    "Ana Ruiz",
    "Ruth Calder",
    "Ruth M. Calder",
    "Ruth T. Calder",
)
MASTER = works_for("Harbour Trust", "harbour master")
ARTICLES = [
    *(spoken(f"full-{name}", name) for name in _NAMES),
    *(spoken(f"pike-{number}", ("Pike", MASTER), outlet="The Lamp") for number in range(6)),
    spoken("owen", ("Owen Pike", MASTER), outlet="The Lamp"),
    *(spoken(f"brandt-{number}", ("Brandt", MASTER), "Ruiz", outlet="The Lamp") for number in range(5)),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_of(tmp_path / "news.db", *ARTICLES) as opened:
        dedupe(opened)
        yield opened


def test_the_store_has_all_sorts_of_questions(store: Store) -> None:
    """Else the tests below would show little."""
    questions = find_questions(store)
    assert len(questions) >= 4 and any(len(q.alike) > 2 for q in questions) and any(not q.alike for q in questions)
    assert any(q.left_name == q.right_name for q in questions)


def same_as_whole(store: Store) -> None:
    whole = find_questions(store, limit=1000)
    for offset in range(len(whole) + 1):
        found = read_queue(store, limit=3, offset=offset)
        assert found.questions == tuple(whole[offset : offset + 3])
        assert (found.count, found.more) == (count_questions(store), False)
    for question in whole:
        assert find_question(store, question.id) == question
        for row in store.rows("SELECT id FROM judgements"):  # whatever is asked with it leads to the same question
            other = find_question(store, row["id"])
            assert other is None or other in whole


def test_reading_in_part_is_reading_whole(store: Store) -> None:
    same_as_whole(store)
    for verdict in ("same", "different", "unsure"):
        question = find_questions(store)[0]
        answer(store, question.id, verdict, alike=len(question.alike), by="Ines")  # type: ignore[arg-type]
        same_as_whole(store)


def test_held_back_questions_are_in_it(store: Store) -> None:
    held = [question for question in read_queue(store).questions if question.held_back]
    assert held and all("Calder" in question.left_name for question in held)
    same_as_whole(store)


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_however_few_are_read_at_first_the_questions_come(
    store: Store, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(questions, "_FIRST_READ", most)
    whole = find_questions(store, limit=1000)
    for offset in range(len(whole) + 1):
        found = read_queue(store, limit=1, offset=offset)
        assert set(found.questions) <= set(whole) and len(found.questions) == (offset < len(whole))
        assert found.count == len(whole) or (found.more and offset < found.count <= len(whole))


def written(store: Store) -> list[dict[str, Any]]:
    return [row for row in contents_of(store)["judgements"] if row["decided_by"] != "rule"]


def test_an_answer_is_what_the_command_line_writes(store: Store, tmp_path: Path) -> None:
    question = next(q for q in find_questions(store) if q.alike)
    answer(store, question.id, "same", alike=len(question.alike), by="Ines", note="his own page")
    with store_of(tmp_path / "other.db", *ARTICLES) as other:
        dedupe(other)
        from quotetrack.identity import decide

        pairs = [(question.left_row, question.right_row), *question.alike]
        decide(other, pairs, "same", by="Ines", note="his own page")
        assert standing(store) == standing(other)


def test_an_answer_for_one_article_only(store: Store) -> None:
    question = next(q for q in find_questions(store) if q.alike)
    assert len(answer(store, question.id, "different", by="Ines").judgements) == 1


def test_what_is_answered_is_not_answered_again(store: Store) -> None:
    question = find_questions(store)[0]
    answer(store, question.id, "unsure", alike=len(question.alike), by="Ines")
    before = contents_of(store)
    with pytest.raises(NotFoundError, match=r"not open any more: Ines answered it on 20\d\d-.*Nothing was written"):
        answer(store, question.id, "same", alike=len(question.alike), by="Olga")
    with pytest.raises(NotFoundError, match=r"Question 9999 is not open any more\."):
        answer(store, 9999, "same", by="Olga")
    assert contents_of(store) == before


def test_a_question_that_has_grown_is_looked_at_again(store: Store) -> None:
    question = next(q for q in find_questions(store) if q.alike)
    before = contents_of(store)
    with pytest.raises(QuotetrackError, match="have changed"):
        answer(store, question.id, "same", alike=len(question.alike) - 1, by="Ines")
    assert contents_of(store) == before


def test_an_answer_that_contradicts_others_is_not_kept(store: Store) -> None:
    question = find_questions(store)[0]
    third = number_of(store, "Ana Ruiz")
    merge(store, [question.left, third], by="Ines")
    row = next(store.rows("SELECT min(id) AS id FROM speakers WHERE name = 'Ana Ruiz'"))["id"]
    decide(store, [(row, question.right_row)], "different", by="Olga")
    before = contents_of(store)
    with pytest.raises(QuotetrackError):
        answer(store, question.id, "same", alike=len(question.alike), by="Ines")
    assert contents_of(store) == before


def test_steps_are_told_the_latest_first(store: Store) -> None:
    assert read_actions(store) == []
    question = next(q for q in find_questions(store) if q.alike)
    many = answer(store, question.id, "same", alike=len(question.alike), by="Ines", note="why")
    first = find_questions(store)[0]
    one = answer(store, first.id, "different", by="Olga")
    undo(store, one.judgements[0], by="Root")
    latest, before = read_actions(store)
    assert (latest.id, latest.verdict, latest.decided_by, latest.undone_by) == (
        one.judgements[0], "different", "Olga", "Root",
    )  # fmt: skip
    assert (before.id, before.judgements, before.explanation) == (many.judgements[0], len(many.judgements), "why")
    assert (before.left_name, before.right_name) == (question.left_name, question.right_name)
    assert find_action(store, many.judgements[-1]) == before and read_actions(store, limit=1) == [latest]
    rules = next(row["id"] for row in read_judgements(store) if row["decided_by"] == "rule")
    assert find_action(store, rules) is None and find_action(store, 10**9) is None


@pytest.fixture
def asked(tmp_path: Path) -> Store:
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


def test_each_question_is_found_from_both_its_ends(asked: Store) -> None:
    whole = find_questions(asked, limit=100)
    assert whole, "the names should leave something to ask"
    for question in whole:
        for end in (question.left, question.right):
            about = find_questions_about(asked, end, limit=100)
            pairs = {frozenset((found.left, found.right)) for found in about.questions}
            assert frozenset((question.left, question.right)) in pairs
            assert all(end in pair for pair in pairs) and about.count == len(about.questions)


def test_nothing_is_asked_that_the_queue_does_not_ask(asked: Store) -> None:
    rows = {
        frozenset(pair)
        for question in find_questions(asked, limit=100)
        for pair in ((question.left_row, question.right_row), *question.alike)
    }
    for row in asked.rows("SELECT id FROM canonical_speakers"):
        for found in find_questions_about(asked, row["id"], limit=100).questions:
            assert {frozenset((found.left_row, found.right_row)), *map(frozenset, found.alike)} <= rows


def test_what_was_answered_is_not_asked(asked: Store) -> None:
    pike = number_of(asked, "Owen Pike", "a")
    (question,) = find_questions_about(asked, pike).questions
    decide(asked, [(question.left_row, question.right_row)], "unsure", by="ed")
    assert find_questions_about(asked, pike).questions == ()
    assert find_questions_about(asked, 999).questions == ()


def test_it_is_told_where_not_all_was_read(asked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = find_questions(asked)[0].left
    assert not find_questions_about(asked, number).more
    monkeypatch.setattr(questions, "_MOST_ABOUT", 1)
    found = find_questions_about(asked, number)
    assert found.more and found.count == 1
