"""Counts that are kept as rows come and go: never out of step with what is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrack.identity import dedupe, merge, undo
from quotetrack.store import Store, open_store
from tests.store.builders import article, filled_store, made_article, said
from tests.store.test_write import FIRST, SECOND, version

_KEPT_AND_COUNTED = {
    "article_counts": """SELECT outlet, substr(published, 1, 7), count(*) FROM articles
        WHERE version_of IS NULL GROUP BY 1, 2""",
    "quotation_counts": """SELECT act, kind, speaker_kind, min(9, CAST(confidence * 10 AS INTEGER)), count(*)
        FROM quotations GROUP BY 1, 2, 3, 4""",
    "canonical_speaker_counts": "SELECT kind, count(*) FROM canonical_speakers GROUP BY 1",
}


def check(path: Path) -> None:
    connection = sqlite3.connect(path)
    for kept, counted in _KEPT_AND_COUNTED.items():
        found, expected = (connection.execute(rows).fetchall() for rows in (f"SELECT * FROM {kept}", counted))
        assert sorted(found, key=str) == sorted(expected, key=str), kept
    connection.close()


def save_odd(store: Store) -> None:
    """Articles without an outlet, a date or either, and one that comes again."""
    run = store.start_run()
    for number, fields in enumerate([{}, {"outlet": "A"}, {"published": "2024"}, {"outlet": "", "published": ""}]):
        for again in range(2):
            text = f"“Pier {number} {again},” said Ruth Calder."
            quotation = said(text, f"Pier {number} {again}", "Ruth Calder", confidence=again / 1)
            store.save_article(article(text, url=f"https://n.example/{number}/{again}", **fields), [quotation], run)
    for lines in (FIRST, SECOND):
        store.save_article(*version(lines), run)


def identify(store: Store) -> None:
    dedupe(store)
    ids = [row["id"] for row in store.rows("SELECT id FROM canonical_speakers WHERE kind = 'person' LIMIT 2")]
    merge(store, ids, by="Ina")
    undo(store, by="Ina")


def execute(statement: str) -> Callable[[Store], None]:
    def run(store: Store) -> None:
        with store.writing() as database:
            database.execute("PRAGMA defer_foreign_keys = ON")
            database.execute(statement)

    return run


CHANGES: dict[str, Callable[[Store], None]] = {
    "articles without outlet or date, and versions": save_odd,
    "speakers merged and parted": identify,
    "another outlet": execute("UPDATE articles SET outlet = 'B' WHERE id % 2"),
    "no date": execute("UPDATE articles SET published = NULL WHERE id > 3"),
    "made a version": execute("UPDATE articles SET version_of = 1 WHERE id = 2"),
    "another kind": execute("UPDATE quotations SET kind = 'mixed', confidence = 1 WHERE id < 7"),
    "another text": execute("UPDATE quotations SET text = 'x' WHERE id < 7"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_counts_stay_in_step(tmp_path: Path, change: str) -> None:
    path = filled_store(tmp_path / "quotes.db", 5)
    check(path)
    with open_store(path) as store:
        CHANGES[change](store)
    check(path)


def test_what_is_deleted_is_not_counted(tmp_path: Path) -> None:
    path = filled_store(tmp_path / "quotes.db", 5)
    connection = sqlite3.connect(path)  # as somebody with SQLite's own shell would: foreign keys are not looked at
    for table in ("quotations", "articles", "canonical_speakers"):
        with connection:
            connection.execute(f"DELETE FROM {table} WHERE id % 2")
        check(path)
        with connection:
            connection.execute(f"DELETE FROM {table}")
        check(path)
    assert [connection.execute(f"SELECT count(*) FROM {kept}").fetchone() for kept in _KEPT_AND_COUNTED] == [(0,)] * 3
    connection.close()


def test_an_article_that_was_not_saved_is_not_counted(tmp_path: Path) -> None:
    path = filled_store(tmp_path / "quotes.db", 2)
    item, quotations = made_article(7)
    with open_store(path) as store, pytest.raises(Exception, match="two quotations of one id"):
        store.save_article(item, [*quotations, quotations[0]], store.start_run())
    check(path)
