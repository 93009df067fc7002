"""The class Store: one open SQLite file with articles, quotations and speakers, and functions that open it."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from quotetrack.records import Article, Quotation
from quotetrack.settings import VERSION
from quotetrack.store.database import check_readable, connect, transaction, translated
from quotetrack.store.read import Held, Row, article_key, text_hash

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """An open store. Close it, or use it as a context manager.

    Any method may raise StoreError, which says what is wrong with the file and what to do.
    """

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection, self.path = connection, path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        with translated(self.path):
            self._connection.close()

    @cached_property
    def _database(self) -> Database:
        # Only writing needs sqlite-utils, which takes longer to import than a search takes.
        from sqlite_utils import Database

        return Database(self._connection, execute_plugins=False)

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """Yields the rows of a SELECT, each as a dictionary by column."""
        with translated(self.path):
            cursor = self._connection.cursor()
            cursor.row_factory = _as_dict
            yield from cursor.execute(statement, [_bindable(value) for value in parameters])

    def values(self, columns: str, rows: str, parameters: Sequence[Any] = ()) -> list[list[Any]]:
        """Returns columns (names, separated by commas) of the rows of a SELECT, in its order, a list for each row.

        It is meant for thousands of short rows, which SQLite gives as one JSON array. Row by row, threads of Python
        would wait for one another at every row.
        """
        # MATERIALIZED keeps the order, and bm25(), which works only in the statement that asks the index.
        statement = f"""WITH asked AS MATERIALIZED ({rows})
            SELECT json_group_array(json_array({columns})) AS found FROM asked"""
        found: list[list[Any]] = json.loads(next(self.rows(statement, parameters))["found"])
        return found

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Raises TooSlowError where the statements run inside take SQLite longer than so many seconds in all."""
        deadline = time.monotonic() + seconds
        # SQLite calls this about every millisecond. Ten times as often, threads that read together take twice as long.
        self._connection.set_progress_handler(lambda: time.monotonic() > deadline, 20_000)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Yields the database within a transaction: all that is written stays, or nothing where it raises."""
        with translated(self.path), transaction(self._connection):
            yield self._database

    def fault_of(self, index: str, expression: str) -> str | None:
        """Returns what SQLite finds wrong with an FTS5 expression for the index of that name; None if it is valid."""
        try:
            self._connection.execute(f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1", [_bindable(expression)])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                return str(error)
            with translated(self.path):
                raise
        return None

    def how_held(self, article: Article) -> Held:
        """Whether an article is here: "new", "held", or "changed" (its address is here, but not its text)."""
        statement = """SELECT v.sha256 FROM articles a JOIN articles v ON v.id = a.id OR v.version_of = a.id
            WHERE a.key = ?"""
        texts = {row["sha256"] for row in self.rows(statement, [article_key(article)])}
        if not texts:
            return "new"
        return "held" if text_hash(article.text) in texts else "changed"

    def has_article(self, article: Article) -> bool:
        """Whether saving this article would add nothing: its address with this text, or else its text, is here."""
        return self.how_held(article) == "held"

    def start_run(self, *, command: str | None = None, pack: str | None = None, rules: str | None = None) -> int:
        """Starts a run and returns its id: saved rows name it, and it names the command, the pack and the rules."""
        from quotetrack.store.write import insert_run

        with self.writing() as database:
            return insert_run(database, {"command": command, "version": VERSION, "pack": pack, "rules": rules})

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """Ends a run; `counts` may hold articles, quotations, skipped and failures."""
        from quotetrack.store.write import finish_run

        with self.writing() as database:
            finish_run(database, run, counts)

    def save_article(self, article: Article, quotations: Sequence[Quotation], run: int) -> bool:
        """Saves an article with its quotations, all or nothing; returns False where it was already there.

        `quotations` are all of the article's, parents among them. An article that comes again under
        its address with another text is kept as a version beside the first. Raises InputError for an
        article that cannot be held, such as one with a span outside of its text.
        """
        from quotetrack.store.write import insert_article, insert_version

        with self.writing() as database:
            held = self.how_held(article)
            if held != "held":
                (insert_version if held == "changed" else insert_article)(database, article, quotations, run)
            return held != "held"


def open_store(path: str | os.PathLike[str], *, create: bool = False, readonly: bool = False) -> Store:
    """Opens the store at `path` and brings an older one up to date; `create` makes one that is missing.

    `readonly` changes nothing, leaves no file behind and works where nothing can be written.
    Raises StoreError where there is no store to open, saying why and what to do.
    """
    where = os.fspath(path)
    return Store(connect(where, _migrate, create=create, readonly=readonly), where)


def _migrate(connection: sqlite3.Connection) -> None:
    """Applies the migrations that are due; what they need is loaded only then."""
    from quotetrack.store.migrations import apply_migrations

    apply_migrations(connection)


def read_through(connection: sqlite3.Connection, name: str) -> Store:
    """Returns a store for reading on a connection that the caller closes; messages call it `name`.

    Raises StoreError where it is no store of this version.
    """
    check_readable(connection, name)
    return Store(connection, name)


def _as_dict(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


def _bindable(value: Any) -> Any:
    """Makes a value fit for SQLite: lone surrogates, which a command line may hold, become question marks."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
