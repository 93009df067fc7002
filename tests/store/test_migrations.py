"""The schema: what was released stays as it was, and every version of it can be brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from quotetrack.store import open_store
from quotetrack.store.database import SCHEMA, transaction
from quotetrack.store.migrations import apply_migrations, migrations
from tests.store.builders import filled_store, made_article
from tests.store.contents import contents_of
from tests.store.freeze import FROZEN_ARTICLES, SCHEMAS, schema_of

FROZEN = sorted(SCHEMAS.glob("v*.sql"), key=lambda path: int(path.stem[1:]))


def _thaw(frozen: Path, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(frozen.read_text(encoding="utf-8"))
    connection.close()


def test_migrations_are_numbered_in_a_row() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    numbers = [int(m.name[1:5]) for m in migrations.pending(Database(connection))]
    assert numbers == list(range(1, SCHEMA + 1))


def test_each_schema_is_frozen() -> None:
    assert [path.stem for path in FROZEN] == [f"v{number}" for number in range(1, SCHEMA + 1)], (
        "run `python -m tests.store.freeze` and commit the file"
    )


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_released_migrations_make_what_they_made_then(frozen: Path) -> None:
    then = sqlite3.connect(":memory:")
    then.executescript(frozen.read_text(encoding="utf-8"))
    now = sqlite3.connect(":memory:", isolation_level=None)
    with transaction(now):
        apply_migrations(now, upto=int(frozen.stem[1:]))
    assert schema_of(now) == schema_of(then)


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_a_store_of_each_schema_is_brought_up_to_date(frozen: Path, tmp_path: Path) -> None:
    _thaw(frozen, tmp_path / "old.db")
    fresh = filled_store(tmp_path / "fresh.db", FROZEN_ARTICLES + 1)
    with open_store(tmp_path / "old.db") as old, open_store(fresh, readonly=True) as new:
        run = old.start_run()
        assert not old.save_article(*made_article(0), run), "what was there is known"
        assert old.save_article(*made_article(FROZEN_ARTICLES), run)
        assert contents_of(old) == contents_of(new)


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quotetrack.store.migrations._full_text_search", break_off)
    with pytest.raises(KeyboardInterrupt):
        open_store(tmp_path / "quotes.db", create=True)
    monkeypatch.undo()
    with open_store(tmp_path / "quotes.db", create=True) as store:
        assert contents_of(store)["articles"] == []
