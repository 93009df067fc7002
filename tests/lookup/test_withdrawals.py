"""Quotations that the newest version of their article no longer has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from quotetrack import wording
from quotetrack.export.tables import cells_of
from quotetrack.lookup import search, show
from quotetrack.lookup.articles import show_article
from quotetrack.lookup.withdrawals import Withdrawal, find_withdrawals
from quotetrack.records import Quotation
from quotetrack.store import Store, open_store
from tests.store.builders import article, made_article, said

PIERS = ("We will close 12 piers", "Ruth Calder")
PIERS_15 = ("We will close 15 piers", "Ruth Calder")
PIERS_17 = ("We will close 17 piers", "Ruth Calder")
PIERS_OF_PIKE = ("We will close 15 piers", "Owen Pike")
NOBODY = ("Nobody asked us", "Owen Pike")
NOBODY_OF_VOSS = ("Nobody asked us", "Ina Voss")
RAIN = ("It was raining that day", "Ina Voss")
FERRY = ("The ferry sails at noon", "Tom Lund")

Line = tuple[str, str]


def save(store: Store, lines: Sequence[Line], published: str = "2024-05-01", opening: str = "", **more: Any) -> None:
    """A version of an article of these lines; `opening` is a paragraph before them."""
    text = "\n\n".join([opening, *(f"“{words},” said {name}." for words, name in lines)])
    quotations: list[Quotation] = [said(text, words, name, **more) for words, name in lines]
    assert store.save_article(article(text, url="https://n.example/1", published=published), quotations, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "quotes.db", create=True)
    opened.save_article(*made_article(1), opened.start_run())
    return opened


def withdrawals(store: Store) -> dict[str, Withdrawal]:
    """What is withdrawn, by its words and speaker; hits, views and articles say the same."""
    hits = search(store, act="any", limit=100)
    found = find_withdrawals(store, [hit.id for hit in hits])
    assert found == {hit.id: hit.withdrawn for hit in hits if hit.withdrawn}
    assert found == {hit.id: view.withdrawn for hit in hits if (view := show(store, hit.id)).withdrawn}
    spoken = [spoken for hit in hits for spoken in show_article(store, hit.article.id).quotations]
    assert found == {one.id: one.withdrawn for one in spoken if one.withdrawn}
    by_id = {hit.id: hit.quotation for hit in hits}
    return {f"{by_id[id].text}: {by_id[id].attribution.name}": told for id, told in found.items()}


def test_what_changed_and_what_vanished(store: Store) -> None:
    save(store, [PIERS, NOBODY, RAIN])
    save(store, [PIERS_15, NOBODY, FERRY], "2024-05-03", opening="A correction.")
    found = withdrawals(store)
    version = search(store, "ferry noon")[0].article.id
    assert found == {
        "We will close 12 piers: Ruth Calder": Withdrawal(
            version, "2024-05-03", "changed", "We will close 15 piers", "Ruth Calder"
        ),
        "It was raining that day: Ina Voss": Withdrawal(version, "2024-05-03", "vanished"),
    }
    assert [wording.withdrawn(one) for one in found.values()] == [
        "withdrawn in the version of 2024-05-03, which says: “We will close 15 piers”",
        "withdrawn in the version of 2024-05-03, which no longer has these words",
    ]


def test_the_same_words_of_another_speaker(store: Store) -> None:
    save(store, [NOBODY])
    save(store, [NOBODY_OF_VOSS], "2024-05-03")
    (one,) = withdrawals(store).values()
    assert (one.state, one.now, one.speaker_now) == ("changed", "Nobody asked us", "Ina Voss")
    assert (one.other_words, one.other_speaker) == (False, True)
    assert wording.withdrawn(one) == "given to Ina Voss in the version of 2024-05-03"


def test_other_words_of_another_speaker(store: Store) -> None:
    save(store, [PIERS])
    save(store, [PIERS_OF_PIKE], "2024-05-03")
    (one,) = withdrawals(store).values()
    told = "withdrawn in the version of 2024-05-03, where Owen Pike says: “We will close 15 piers”"
    assert wording.withdrawn(one) == told


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ({"name": None}, "given to an unknown speaker in the version of 2024-05-03"),
        ({"name": None, "mention": "Two aides", "kind": "unnamed"}, "given to Two aides in the version of 2024-05-03"),
    ],
)
def test_a_speaker_without_a_name(store: Store, speaker: dict[str, Any], told: str) -> None:
    save(store, [NOBODY])
    text = "Two aides spoke. “Nobody asked us.”"
    given = article(text, url="https://n.example/1", published="2024-05-03")
    kind = speaker.pop("kind", "person")
    store.save_article(given, [said(text, "Nobody asked us", speaker=kind, **speaker)], 1)
    assert [wording.withdrawn(one) for one in withdrawals(store).values()] == [told]


def test_changed_twice_tells_the_newest_words(store: Store) -> None:
    for day, line in (("01", PIERS), ("03", PIERS_15), ("04", PIERS_17)):
        save(store, [line], f"2024-05-{day}")
    found = withdrawals(store)
    assert [(one.version_of_day, one.now) for one in found.values()] == [("2024-05-04", PIERS_17[0])] * 2
    assert list(found) == ["We will close 12 piers: Ruth Calder", "We will close 15 piers: Ruth Calder"]


def test_changed_and_then_vanished(store: Store) -> None:
    save(store, [PIERS, NOBODY])
    save(store, [PIERS_15, NOBODY], "2024-05-03")
    save(store, [NOBODY], "2024-05-04")
    found = withdrawals(store).values()
    assert [(one.version_of_day, one.state, one.now) for one in found] == [("2024-05-04", "vanished", None)] * 2


def test_appeared_in_the_second_and_vanished_in_the_third(store: Store) -> None:
    save(store, [NOBODY])
    save(store, [NOBODY, RAIN], "2024-05-03")
    assert withdrawals(store) == {}
    save(store, [NOBODY], "2024-05-04", opening="A correction.")
    ((words, one),) = withdrawals(store).items()
    assert (words, one.state, one.version_of_day) == ("It was raining that day: Ina Voss", "vanished", "2024-05-04")


def test_the_same_words_brought_back_are_not_withdrawn(store: Store) -> None:
    save(store, [NOBODY, RAIN])
    save(store, [NOBODY], "2024-05-03")
    assert len(withdrawals(store)) == 1
    save(store, [NOBODY, RAIN], "2024-05-04", opening="It is back.")
    assert withdrawals(store) == {}
    save(store, [NOBODY], "2024-05-05", opening="Gone again.")
    assert [hit.withdrawn is not None for hit in search(store, "raining")] == [True, True]


def test_words_brought_back_by_a_second_change_are_not_withdrawn(store: Store) -> None:
    save(store, [PIERS])
    save(store, [PIERS_15], "2024-05-03")
    save(store, [PIERS], "2024-05-04", opening="It was 12 after all.")
    ((words, one),) = withdrawals(store).items()
    assert (words, one.now) == ("We will close 15 piers: Ruth Calder", "We will close 12 piers")


def test_brought_back_as_somebody_elses_words_stays_withdrawn(store: Store) -> None:
    save(store, [NOBODY, RAIN])
    save(store, [RAIN], "2024-05-03")
    save(store, [RAIN, NOBODY_OF_VOSS], "2024-05-04")
    assert list(withdrawals(store)) == ["Nobody asked us: Owen Pike"]


def test_other_marks_case_and_stops_are_no_other_words(store: Store) -> None:
    save(store, [("We won't close it", "Ruth Calder")])
    save(store, [("we won’t close it.", "Ruth Calder")], "2024-05-03")
    assert withdrawals(store) == {}


def test_a_person_whom_the_store_knows_under_both_names_is_one_speaker(store: Store) -> None:
    save(store, [NOBODY])
    save(store, [("Nobody asked us", "Owen B. Pike")], "2024-05-03")
    assert len(withdrawals(store)) == 1
    with store.writing() as database:
        database.execute(
            "UPDATE forms SET canonical_id = (SELECT min(id) FROM forms WHERE name = 'Owen Pike') "
            "WHERE name = 'Owen B. Pike'"
        )
    assert withdrawals(store) == {}


def test_a_version_without_a_date_of_its_own_has_the_day_it_was_added(store: Store) -> None:
    save(store, [RAIN, NOBODY])
    save(store, [NOBODY])
    added = next(store.rows("SELECT max(added_at) AS day FROM articles"))["day"][:10]
    assert [one.version_of_day for one in withdrawals(store).values()] == [added]


def test_an_article_without_versions_costs_no_row(store: Store) -> None:
    assert withdrawals(store) == {} == find_withdrawals(store, [])
    assert all(hit.as_dict()["withdrawn"] is None for hit in search(store))


def test_as_values_and_as_a_cell(store: Store) -> None:
    save(store, [PIERS])
    save(store, [PIERS_15], "2024-05-03")
    (hit,) = search(store, "12 piers")
    row = json.loads(json.dumps(hit.as_dict()))
    assert hit.withdrawn and row["withdrawn"] == {
        "article_id": hit.withdrawn.article_id,
        "version_of_day": "2024-05-03",
        "state": "changed",
        "now": "We will close 15 piers",
        "speaker_now": "Ruth Calder",
        "other_words": True,
        "other_speaker": False,
    }
    assert dict(cells_of(row))["withdrawn"] == wording.withdrawn(hit.withdrawn)
    assert show(store, hit.id).as_dict()["withdrawn"] == row["withdrawn"]


def test_words_that_would_steer_a_terminal_do_not(store: Store) -> None:
    told = Withdrawal(1, "2024\x1b", "changed", "a\x1b[31mb\nc", "O\x07wen", other_speaker=True)
    assert wording.withdrawn(told) == "withdrawn in the version of 2024, where Owen says: “a[31mb c”"


def test_indexes_answer(store: Store) -> None:
    """A store has a million quotations: none of its tables is read through."""
    from quotetrack.lookup import withdrawals

    for statement in (withdrawals._WITHDRAWN, withdrawals._IN_NEWEST):
        plan = [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {statement}", ["[1]"])]
        read_through = {step.split()[1] for step in plan if step.startswith("SCAN")} & _TABLES
        assert read_through <= {"anchors"}, plan  # of which one row is looked for


_TABLES = {"anchors", "n", "q", "articles", "v", "f", "speakers", "forms"}
