"""Judgements out of one store and into another, through rows as a file holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quotetrack.errors import InputError
from quotetrack.identity import dedupe, export_judgements, held_back, import_judgements, merge, split, undo
from quotetrack.identity.judgements import FIELDS
from quotetrack.store import Store
from tests.identity.builders import number_of, speakers_of, spoken, standing, store_of
from tests.store.contents import contents_of

ARTICLES = (
    spoken("a", "Ruth Calder", "Owen Pike"),
    spoken("b", "Ruth Calder", "Ina Voss"),
    spoken("c", "Tomas Brandt"),
)


def placed(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(f"judgements.csv:{number}", row) for number, row in enumerate(rows, 2)]


def judged_store(path: Path) -> Store:
    """A store in which a person merged, split a row off and undid something."""
    store = store_of(path, *ARTICLES)
    dedupe(store)
    merge(store, [number_of(store, "Owen Pike"), number_of(store, "Ina Voss")], by="ana", note="maiden name")
    (article,) = [row["id"] for row in store.rows("SELECT id FROM articles WHERE key LIKE '%/b'")]
    split(store, number_of(store, "Ruth Calder", "a"), articles=[article], by="ben")
    merge(store, [number_of(store, "Owen Pike"), number_of(store, "Tomas Brandt")], by="ana")
    undo(store, by="ben")
    return store


def test_what_is_exported_makes_the_same_speakers_elsewhere(tmp_path: Path) -> None:
    chance = Random(3)
    with judged_store(tmp_path / "one.db") as one:
        rows = list(export_judgements(one))
        assert all(tuple(row) == FIELDS for row in rows)
        with store_of(tmp_path / "other.db", *chance.sample(ARTICLES, 3)) as other:
            dedupe(other)
            report = import_judgements(other, placed(chance.sample(rows, len(rows))))
            assert (report.added, report.known, report.missing) == (len(rows), 0, [])
            assert speakers_of(other) == speakers_of(one)
            assert standing(other) == standing(one)


def test_importing_again_adds_nothing_and_takes_over_what_was_undone(tmp_path: Path) -> None:
    with judged_store(tmp_path / "one.db") as one, store_of(tmp_path / "other.db", *ARTICLES) as other:
        dedupe(other)
        import_judgements(other, placed(export_judgements(one)))
        undo(one, by="ana")
        report = import_judgements(other, placed(export_judgements(one)))
        assert report.added == 0
        assert speakers_of(other) == speakers_of(one)


def test_who_is_not_there_is_told(tmp_path: Path) -> None:
    with judged_store(tmp_path / "one.db") as one, store_of(tmp_path / "part.db", ARTICLES[0]) as part:
        report = import_judgements(part, placed(export_judgements(one)))
        assert report.added == 0
        # In which line depends on whether a second passed between two judgements.
        told = {message.partition(": ")[2] for message in report.missing}
        assert "Ruth Calder in https://news.example/b is not in the store" in told
        assert len(report.missing) == len(list(export_judgements(one)))


def test_a_contradiction_is_told_and_nobody_preferred(tmp_path: Path) -> None:
    """Two desks that disagree: A is B, B is C, A is not C. None of the three is followed by chance."""
    with store_of(tmp_path / "one.db", *ARTICLES) as store:
        dedupe(store)
        merge(store, [number_of(store, "Owen Pike"), number_of(store, "Ina Voss")], by="ana")
        merge(store, [number_of(store, "Ina Voss"), number_of(store, "Tomas Brandt")], by="ana")
        row = dict(next(iter(export_judgements(store))))
        row |= {"verdict": "different", "decided_by": "ben", "right_article": "https://news.example/c"}
        row |= {"left_article": "https://news.example/a", "left_name": "Owen Pike", "right_name": "Tomas Brandt"}
        report = import_judgements(store, placed([row]))
        assert len(report.held_back) == 2
        assert [row["id"] for row in held_back(store)] == sorted(report.held_back)
        assert ["Ina Voss", "Owen Pike"] not in speakers_of(store)
        undo(store, max(report.held_back), by="ben")
        assert ["Ina Voss", "Owen Pike"] in speakers_of(store)


def test_two_rows_that_are_each_taken_off_the_other_come_back(tmp_path: Path) -> None:
    """Two desks split the same namesakes, each from its own side: no row is left under the common name."""
    with store_of(tmp_path / "one.db", *ARTICLES) as store:
        dedupe(store)
        before = standing(store)
        sides = {side: f"https://news.example/{key}" for side, key in (("left", "a"), ("right", "b"))}
        row = {f"{side}_{key}": value for side in sides for key, value in (("kind", "person"), ("name", "Ruth Calder"))}
        row |= {"verdict": "different", "decided_by": "ana", "created_at": "2024-03-14T09:30:00+00:00", "action": "1"}
        turned = {"left_article": sides["right"], "right_article": sides["left"], "decided_by": "ben", "action": "2"}
        given = [row | {f"{side}_article": key for side, key in sides.items()}, row | turned]
        assert import_judgements(store, placed(given)).added == 2
        assert speakers_of(store).count(["Ruth Calder"]) == 2
        for by in ("ana", "ana"):
            undo(store, by=by)
        assert standing(store) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "perhaps"}, "'perhaps' is no verdict"),
        ({"left_name": ""}, "no left_name"),
        ({"decided_by": "rule"}, "kept for the rules"),
        ({"action": "first"}, "action"),
    ],
)
def test_a_row_that_is_no_judgement(tmp_path: Path, change: dict[str, str], message: str) -> None:
    with judged_store(tmp_path / "one.db") as store:
        before = contents_of(store)
        rows = list(export_judgements(store))
        with pytest.raises(InputError, match=f"judgements.csv:3: .*{message}"):
            import_judgements(store, placed([rows[0], {**rows[1], **change}]))
        assert contents_of(store) == before
