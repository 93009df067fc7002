"""Writes schemas/vN.sql, a small store of the newest schema as SQL, once: `python -m tests.store.freeze`.

Run it when a migration is added and commit the file; it is never changed afterwards.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quotetrack.store import open_store
from quotetrack.store.database import SCHEMA
from tests.store.builders import made_article

SCHEMAS = Path(__file__).parent / "schemas"
FROZEN_ARTICLES = 3


def schema_of(connection: sqlite3.Connection) -> list[str]:
    """The statements that make the schema, shadow tables of FTS5 apart."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    return [sql for name, sql in rows if "_fts_" not in name and not name.startswith("sqlite_")]


def dump(path: Path) -> Iterator[str]:
    """SQL that makes the store again."""
    connection = sqlite3.connect(path)
    yield from schema_of(connection)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%USING fts5%'")
    for (table,) in tables.fetchall():
        if "_fts_" in table or table.endswith("_counts"):
            continue  # triggers fill these
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        literal = " || ', ' || ".join(f"quote({column})" for column in columns)
        for (values,) in connection.execute(f"SELECT {literal} FROM {table} ORDER BY 1"):
            yield f"INSERT INTO {table} VALUES ({values})"
    for pragma in ("application_id", "user_version"):
        yield f"PRAGMA {pragma} = {connection.execute(f'PRAGMA {pragma}').fetchone()[0]}"
    connection.close()


def main() -> None:
    target = SCHEMAS / f"v{SCHEMA}.sql"
    if target.exists():
        raise SystemExit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with open_store(path, create=True) as store:
            run = store.start_run(command="freeze")
            for number in range(FROZEN_ARTICLES):
                store.save_article(*made_article(number), run)
        target.write_text("".join(f"{statement};\n" for statement in dump(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
