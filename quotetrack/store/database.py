"""Opens a connection to a store's file, and says what is wrong where that fails."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotetrack.errors import StoreError, TooSlowError

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x51545253
"""The `PRAGMA application_id` of a store ("QTRS"), which tells it from other SQLite files."""

SCHEMA = 5
"""The number of the newest migration. It is here so that reading a store need not import the migrations."""

BUSY_SECONDS = 30.0
"""How long a connection waits for another process's transaction. Saving an article takes milliseconds, so that only a
program that hangs, or somebody who writes by hand, keeps it waiting that long."""


Migrate = Callable[[sqlite3.Connection], None]
"""Applies the migrations that are due."""


def connect(path: str, migrate: Migrate, *, create: bool = False, readonly: bool = False) -> sqlite3.Connection:
    """Connects to the store at `path` and brings its schema up to date by `migrate` unless `readonly`.

    Raises StoreError where there is no file (and `create` is false), or where it is no store, is of a
    newer schema, cannot be written, or is held by another program.
    """
    _check_place(path, create)
    connection = _open(path, create, readonly)
    try:
        if readonly:
            check_readable(connection, path)
            return connection
        with translated(path):
            _prepare(connection, path, _check_content(connection, path, create), migrate)
    except BaseException:
        connection.close()
        raise
    return connection


def check_readable(connection: sqlite3.Connection, path: str) -> None:
    """Raises StoreError unless a connection is to a store of this version's schema; `path` names it in messages."""
    with translated(path):
        version = _check_content(connection, path, create=False)
    if version < SCHEMA:
        raise StoreError(
            f"{path}: an older store (schema {version}, this version reads {SCHEMA}) and opened for "
            "reading only. `quotetrack dedupe` brings it up to date."
        )


def is_store(connection: sqlite3.Connection) -> bool:
    """Whether a connection is to a quotetrack store, of whatever version."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(mark == APPLICATION_ID)


def _check_place(path: str, create: bool) -> None:
    place = Path(path)
    if place.is_dir():
        raise StoreError(f"{path}: a directory, not a database file. Name a file in it, such as {place / 'quotes.db'}.")
    if place.exists():
        return
    if not create:
        raise StoreError(f"{path}: no such store. Make one with `quotetrack ingest {path} ARTICLE...`.")
    if not place.absolute().parent.is_dir():
        raise StoreError(f"{path}: the directory {place.parent} does not exist. Make it first, or name another.")


def _open(path: str, create: bool, readonly: bool) -> sqlite3.Connection:
    mode = _reading_mode(path) if readonly else "mode=rwc" if create else "mode=rw"
    with translated(path):
        connection = sqlite3.connect(
            f"{Path(path).absolute().as_uri()}?{mode}", timeout=BUSY_SECONDS, isolation_level=None, uri=True
        )
        if readonly:
            connection.execute("PRAGMA query_only = ON")
    return connection


def _reading_mode(path: str) -> str:
    """Returns how to open the file for reading so that no other file is left beside it.

    In WAL mode a reader shares memory with writers through a file beside the store. A reader who may write there
    deletes this file on closing. One who may not needs the files of a writer; where there are none, nobody is writing,
    and the store can be read as if it were on a CD.
    """
    if _writable(path) and _writable(os.path.dirname(os.path.abspath(path))):
        return "mode=rw"
    return "mode=ro" if _has_content(f"{path}-wal") else "mode=ro&immutable=1"


def _writable(path: str) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _has_content(path: str) -> bool:
    return os.path.exists(path) and os.path.getsize(path) > 0


def _check_content(connection: sqlite3.Connection, path: str, create: bool) -> int:
    """Returns the number of the schema, 0 for an empty file that `create` allows to make a store.

    Raises StoreError for a file that is no store, or one of a newer schema.
    """
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables or not create:
            held = "an SQLite database of something else" if tables else "an empty database"
            raise StoreError(f"{path}: {held}, not a quotetrack store. Name another file; this one was left as it is.")
        return 0
    if version > SCHEMA:
        raise StoreError(
            f"{path}: made by a newer quotetrack (schema {version}; this version knows {SCHEMA}). "
            "Upgrade with `pip install --upgrade quotetrack`."
        )
    return int(version)


def _prepare(connection: sqlite3.Connection, path: str, version: int, migrate: Migrate) -> None:
    """Makes the settings for writing and applies the migrations that are due."""
    _enter_wal(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    # With WAL, NORMAL survives any kill of the process; a power cut may lose the last articles, never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    if version == SCHEMA:
        return
    with transaction(connection):
        # This is checked again: another process may have brought the schema up to date in the meantime.
        if _check_content(connection, path, create=True) < SCHEMA:
            migrate(connection)


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Switches to WAL mode, and waits for others who do so at the same time, for which SQLite does not wait."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits what is done inside, or nothing where it raises; other writers wait from its beginning on."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def insert(database: Database, table: str, row: Mapping[str, Any]) -> int:
    """Adds a row and returns its id.

    It is plain SQL, as an article takes twenty of these: sqlite-utils' Table.insert looks up the columns and opens a
    savepoint each time, which doubles the time of saving (3.3 against 1.6 ms an article).
    """
    columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
    cursor = database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", dict(row))
    return cursor.lastrowid or 0


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turns what SQLite raises into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise TooSlowError(f"{path}: this took too long and was ended. Ask for less.") from error
        raise StoreError(f"{path}: {_advice(error)}") from error


_ADVICE = {
    sqlite3.SQLITE_NOTADB: "not a quotetrack store: this file is not a database. Name another file.",
    sqlite3.SQLITE_CORRUPT: "the database is damaged. Restore a copy, or try `sqlite3 FILE .recover`.",
    sqlite3.SQLITE_BUSY: "locked by another program. Wait for it or end it, then try again.",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its directory is read-only. "
    "Change the permissions, or copy it elsewhere.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Check the permissions of the file and of its directory.",
    sqlite3.SQLITE_PERM: "no permission to open it. Check the permissions of the file and of its directory.",
    sqlite3.SQLITE_FULL: "the disk is full. Make room and run the same command again: it goes on where it stopped.",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write. Check it, then try again.",
}
_PRIMARY_CODE = 0xFF  # the low byte of SQLite's extended codes is the primary code


def _advice(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return _ADVICE.get(code, str(error))
