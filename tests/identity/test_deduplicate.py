"""Deduplicating: what comes out does not depend on order, on steps, or on how often it is done."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.errors import QuotetrackError
from quotetrack.identity import dedupe, deduplicate, find_questions, merge, split, undo
from quotetrack.store import Store, open_store
from tests.identity.builders import (
    number_of,
    save,
    speakers_of,
    spoken,
    standing,
    store_of,
    works_for,
)
from tests.store.builders import check_integrity
from tests.store.contents import contents_of

NAMES = (
    "Ruth Calder", "Ruth M. Calder", "Ruth N. Calder", "R. Calder", "Calder", "Ferrao", "Ruth Calder Jr.", "Rut Calder",
    "José Ferrão", "Jose Ferrao", "José Ferrão Pike", "Bill Voss", "William Voss", "Wilhelmina Voss",
)  # fmt: skip
ORGANISATIONS = ("Harbour Trust", "Lowland Water Board")


def test_the_same_person_in_other_words_is_one(tmp_path: Path) -> None:
    articles = [spoken("a", "Michael Kofman"), spoken("b", "Mr. Michael Kofman"), spoken("c", "Michael R. Kofman")]
    with store_of(tmp_path / "quotes.db", *articles) as store:
        report = dedupe(store)
        assert speakers_of(store) == [["Michael Kofman", "Michael R. Kofman"]]
        assert (report.speakers_before, report.speakers_after) == (2, 1)
        check_integrity(store.path)


def test_a_surname_alone_joins_nobody_across_articles(tmp_path: Path) -> None:
    more = works_for("Wilson Center", "senior scholar")
    articles = [spoken("a", ("Michael Kofman", more)), spoken("b", ("Kofman", more)), spoken("c", ("Kofman", more))]
    with store_of(tmp_path / "quotes.db", *articles) as store:
        dedupe(store)
        assert speakers_of(store) == [["Kofman"], ["Kofman"], ["Michael Kofman"]]
        assert {"Michael Kofman", "Kofman"} in [{q.left_name, q.right_name} for q in find_questions(store)]


def test_who_speaks_beside_each_other_is_two(tmp_path: Path) -> None:
    apart = [spoken("a", "Bill Voss"), spoken("b", "William Voss")]
    beside = [spoken("c", "Bill Voss", "William Voss")]
    with store_of(tmp_path / "apart.db", *apart) as store:
        dedupe(store)
        assert speakers_of(store) == [["Bill Voss", "William Voss"]]
    with store_of(tmp_path / "beside.db", *beside) as store:
        dedupe(store)
        assert speakers_of(store) == [["Bill Voss"], ["William Voss"]]


def test_a_dry_run_tells_and_changes_nothing(tmp_path: Path) -> None:
    with store_of(
        tmp_path / "quotes.db", spoken("a", "Ruth Calder"), spoken("b", "Ruth M. Calder", "R. Calder")
    ) as store:
        before = contents_of(store)
        report = dedupe(store, dry_run=True)
        assert contents_of(store) == before
        assert [set(opinion.names) for opinion in report.joined] == [{"Ruth Calder", "Ruth M. Calder"}]
        assert "R. Calder" in {name for opinion in report.unsure for name in opinion.names}
        assert report.speakers_after == report.speakers_before - 1
        done = dedupe(store)
        assert (done.names, done.speakers_after) == (report.names, report.speakers_after)
        again = dedupe(store, dry_run=True, everything=True)
        assert again.joined == [], "they are one by now"


def test_what_is_known_of_a_name_counts_whenever_it_comes(tmp_path: Path) -> None:
    """Evidence that comes later changes an opinion that was formed without it."""
    plain = [spoken("a", "R. Calder"), spoken("b", "Ruth Calder")]
    more = works_for("Harbour Trust", "treasurer")
    telling = [spoken("c", ("R. Calder", more)), spoken("d", ("Ruth Calder", more))]
    with store_of(tmp_path / "late.db", *plain) as late, store_of(tmp_path / "once.db", *plain, *telling) as once:
        dedupe(late)
        before = find_questions(late)[0].score
        save(late, telling)
        dedupe(late)
        dedupe(once)
        assert standing(late) == standing(once)
        assert not find_questions(late) or find_questions(late)[0].score > before


def test_steps_of_any_size_come_to_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [spoken(str(number), *NAMES[number % 5 :: 3]) for number in range(8)]
    with store_of(tmp_path / "one.db", *articles) as one, store_of(tmp_path / "small.db", *articles) as small:
        dedupe(one)
        monkeypatch.setattr(deduplicate, "STEP", 3)
        dedupe(small)
        assert standing(one) == standing(small)


VOICES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from([None, *ORGANISATIONS])), max_size=4, unique_by=lambda v: v[0]
)


def in_order(folder: str, voices: Sequence[list[tuple[str, str | None]]], order: Sequence[int], every: int) -> object:
    """What a store holds after these articles came in this order, compared after every so many."""
    made = [
        spoken(str(n), *(name if body is None else (name, works_for(body)) for name, body in said))
        for n, said in enumerate(voices)
    ]
    with tempfile.TemporaryDirectory(dir=folder) as place, store_of(Path(place) / "quotes.db") as store:
        for done, number in enumerate(order, 1):
            save(store, [made[number]])
            if done % every == 0:
                dedupe(store)
        dedupe(store)
        return standing(store)


@settings(max_examples=40, deadline=None)
@given(st.lists(VOICES, min_size=2, max_size=6), st.randoms(), st.integers(1, 4))
def test_articles_in_any_order_give_the_same_speakers(
    voices: list[list[tuple[str, str | None]]], chance: Random, every: int
) -> None:
    order = chance.sample(range(len(voices)), len(voices))
    with tempfile.TemporaryDirectory() as folder:
        assert in_order(folder, voices, order, every) == in_order(folder, voices, range(len(voices)), len(voices))


@settings(max_examples=25, deadline=None)
@given(st.lists(VOICES, min_size=2, max_size=4), st.randoms())
def test_merging_then_splitting_then_undoing_both_gives_the_store_back(
    voices: list[list[tuple[str, str | None]]], chance: Random
) -> None:
    made = [spoken(str(n), *(name for name, _ in said)) for n, said in enumerate(voices)]
    with tempfile.TemporaryDirectory() as folder, store_of(Path(folder) / "quotes.db", *made) as store:
        dedupe(store)
        before = standing(store)
        numbers = canonical_numbers(store)
        if len(numbers) < 2:
            return
        merge(store, chance.sample(numbers, 2), by="ana")
        middle = standing(store)
        chosen = chance.choice(canonical_numbers(store))
        rows = store.rows(_ARTICLES_OF, [chosen])
        articles = [row["article_id"] for row in rows]
        if len(articles) > 1 and split_or_refuse(store, chosen, articles[0]):
            undo(store, by="ana")
        assert standing(store) == middle
        undo(store, by="ana")
        assert standing(store) == before


_ARTICLES_OF = """SELECT DISTINCT article_id FROM speakers JOIN memberships ON speaker_id = id
    WHERE canonical_id = ? ORDER BY article_id"""


def canonical_numbers(store: Store) -> list[int]:
    return [row["id"] for row in store.rows("SELECT id FROM canonical_speakers WHERE kind <> 'unnamed' ORDER BY id")]


def split_or_refuse(store: Store, speaker: int, article: int) -> bool:
    """Splits where no earlier judgement stands against it."""
    try:
        split(store, speaker, articles=[article], by="ana")
    except QuotetrackError as refused:
        assert "contradicts earlier judgements" in str(refused)
        return False
    return True


def test_running_again_changes_nothing(tmp_path: Path) -> None:
    articles = [spoken(str(number), *NAMES[number % 5 :: 3]) for number in range(8)]
    with store_of(tmp_path / "quotes.db", *articles) as store:
        dedupe(store)
        before = standing(store)
        assert dedupe(store).names == 0
        dedupe(store, everything=True)
        assert standing(store) == before


def test_judgements_survive_articles_that_come_again(tmp_path: Path) -> None:
    articles = [spoken("a", "Ruth Calder"), spoken("b", "Owen Pike")]
    with store_of(tmp_path / "quotes.db", *articles) as store:
        dedupe(store)
        merge(store, [number_of(store, "Ruth Calder"), number_of(store, "Owen Pike")], by="ana")
        before = standing(store)
    with open_store(tmp_path / "quotes.db") as store:
        save(store, articles)
        dedupe(store)
        assert standing(store) == before
