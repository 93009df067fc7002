"""From a name as a user types it to the speakers or organisations that may be meant."""

from __future__ import annotations

from typing import Literal

from quotetrack.lookup.words import plain_expression
from quotetrack.resolve.names import normalise_name
from quotetrack.store import Store

Table = Literal["canonical_speakers", "organizations"]


def find_named(store: Store, table: Table, name: str) -> list[int]:
    """Ids of the rows whose names hold the words of `name`, the most fitting first.

    Any alias and any part of a name will do, with or without title and diacritics; where no whole
    words fit, the beginnings of words do.
    """
    normal = normalise_name(name, "person" if table == "canonical_speakers" else "organization")
    for expression in (plain_expression(normal), plain_expression(name), plain_expression(normal, prefixes=True)):
        statement = f"SELECT rowid AS id FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rank, rowid"
        if expression and (found := [row["id"] for row in store.rows(statement, [expression])]):
            return found
    return [row["id"] for row in store.rows(f"SELECT id FROM {table} WHERE normal_name = ?", [normal])]
