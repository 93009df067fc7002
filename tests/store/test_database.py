"""Opening a store: what goes wrong is said, with where and what to do; reading leaves no trace."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quotetrack.errors import StoreError
from quotetrack.store import database, open_store
from tests.store.builders import filled_store, made_article
from tests.store.contents import contents_of

ON_CREATE: dict[str, bool] = {"create": True}
ON_WRITE: dict[str, bool] = {}
ON_READ: dict[str, bool] = {"readonly": True}
NOBODY = 65534


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    return filled_store(tmp_path / "quotes.db", 2)


@pytest.mark.parametrize("how", [ON_CREATE, ON_WRITE, ON_READ])
def test_file_that_is_no_database(tmp_path: Path, how: dict[str, bool]) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Bring milk. " * 200)
    with pytest.raises(StoreError, match=r"notes\.txt: not a quotetrack store: this file is not a database"):
        open_store(path, **how)
    assert path.read_text() == "Bring milk. " * 200
    assert os.listdir(tmp_path) == ["notes.txt"]


@pytest.mark.parametrize("how", [ON_CREATE, ON_WRITE, ON_READ])
def test_database_of_something_else(tmp_path: Path, how: dict[str, bool]) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE goods (name)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"shop\.db: an SQLite database of something else"):
        open_store(path, **how)
    assert path.read_bytes() == before


@pytest.mark.parametrize("how", [ON_WRITE, ON_READ])
def test_missing_file(tmp_path: Path, how: dict[str, bool]) -> None:
    with pytest.raises(StoreError, match=r"quotes\.db: no such store. Make one with `quotetrack ingest"):
        open_store(tmp_path / "quotes.db", **how)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("how", [ON_WRITE, ON_READ])
def test_empty_file(tmp_path: Path, how: dict[str, bool]) -> None:
    (tmp_path / "quotes.db").touch()
    with pytest.raises(StoreError, match="an empty database, not a quotetrack store"):
        open_store(tmp_path / "quotes.db", **how)


def test_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "quotes.db").touch()
    with open_store(tmp_path / "quotes.db", create=True) as store:
        assert contents_of(store)["articles"] == []


def test_directory(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a directory, not a database file"):
        open_store(tmp_path, create=True)


def test_missing_directory(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the directory .*gone does not exist"):
        open_store(tmp_path / "gone" / "quotes.db", create=True)


@pytest.mark.parametrize("how", [ON_CREATE, ON_WRITE, ON_READ])
def test_newer_schema(store_file: Path, how: dict[str, bool]) -> None:
    with sqlite3.connect(store_file) as connection:
        connection.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")
    with pytest.raises(StoreError, match=r"made by a newer quotetrack .* `pip install --upgrade quotetrack`"):
        open_store(store_file, **how)


def test_older_schema_is_not_changed_by_reading(store_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
    with pytest.raises(StoreError, match=r"an older store .* opened for reading only"):
        open_store(store_file, readonly=True)


@pytest.mark.parametrize("how", [ON_WRITE, ON_READ])
def test_damaged_file(store_file: Path, how: dict[str, bool]) -> None:
    content = bytearray(store_file.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    store_file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(store_file, **how) as store:
        contents_of(store)


def test_odd_file_names(tmp_path: Path) -> None:
    path = tmp_path / "who said? 50% #1 “ü”.db"
    filled_store(path, 1)
    with open_store(path, readonly=True) as store:
        assert len(contents_of(store)["articles"]) == 1
    assert os.listdir(tmp_path) == [path.name]


def test_locked_by_another_program(store_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(store_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(store_file) as store:
        with pytest.raises(StoreError, match=r"quotes\.db: locked by another program"):
            store.start_run()
        assert len(contents_of(store)["articles"]) == 2, "reading goes on meanwhile"
        other.execute("ROLLBACK")
        assert store.start_run() > 0
    other.close()


def test_reading_leaves_nothing_behind(store_file: Path) -> None:
    before = (store_file.read_bytes(), store_file.stat().st_mtime_ns)
    with open_store(store_file, readonly=True) as store:
        contents_of(store)
        with pytest.raises(StoreError, match="read-only"):
            store.start_run()
    assert os.listdir(store_file.parent) == [store_file.name]
    assert (store_file.read_bytes(), store_file.stat().st_mtime_ns) == before


def test_reading_sees_what_a_writer_has_just_committed(store_file: Path) -> None:
    with open_store(store_file) as writer:
        writer.save_article(*made_article(2), writer.start_run())
        with open_store(store_file, readonly=True) as reader:
            assert len(contents_of(reader)["articles"]) == 3


@pytest.fixture
def read_only_place(store_file: Path) -> Iterator[Path]:
    """A store in a directory where nobody may write, away from pytest's own folders, which are private."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(store_file, folder)
    (folder / store_file.name).chmod(0o444)
    folder.chmod(0o555)
    with _as_nobody():
        if os.access(folder, os.W_OK, effective_ids=True) or not os.access(folder, os.R_OK | os.X_OK):
            pytest.skip("permissions do not count here")
        yield folder / store_file.name
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may write anywhere: step down for a while."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(NOBODY)
    except OSError:
        pytest.skip("root of a user namespace cannot step down: nothing is read-only to it")
    try:
        yield
    finally:
        os.seteuid(0)


def test_read_only_place_can_be_read(read_only_place: Path) -> None:
    with open_store(read_only_place, readonly=True) as store:
        assert len(contents_of(store)["articles"]) == 2
    assert os.listdir(read_only_place.parent) == [read_only_place.name]


@pytest.mark.parametrize("how", [ON_CREATE, ON_WRITE])
def test_read_only_place_cannot_be_written(read_only_place: Path, how: dict[str, bool]) -> None:
    with pytest.raises(StoreError, match=r"read-only|cannot be opened"):
        open_store(read_only_place, **how)


def test_no_store_in_a_read_only_place(read_only_place: Path) -> None:
    with pytest.raises(StoreError, match=r"new\.db: (cannot be opened|cannot be written)"):
        open_store(read_only_place.parent / "new.db", create=True)
