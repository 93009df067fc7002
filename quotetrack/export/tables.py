"""Turns JSON objects into rows of a table and into CSV, for the command line, the web and exports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotetrack import wording

# A trace does not fit into a cell, and the columns role and affiliations tell the claims.
_LEFT_OUT = {"trace", "claims"}


def csv_lines(rows: Iterable[Mapping[str, Any]], heads: Sequence[str] = ()) -> Iterator[str]:
    """Yields a table as CSV, a line at a time: the column names (`heads`), then the rows.

    Without `heads` the first row gives them; without rows, too, there is no line at all.
    """
    writer = csv.DictWriter(_Lines(), heads, lineterminator="\n")
    if heads:
        yield writer.writeheader()
    for row in rows:
        cells = dict(cells_of(row))
        if not writer.fieldnames:
            writer.fieldnames = list(cells)
            yield writer.writeheader()
        yield writer.writerow(cells)


class _Lines:
    """Stands in for a file: its `write`, which a CSV writer calls once a row, returns the line."""

    def write(self, line: str) -> str:
        return line


def cells_of(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yields the columns of a row as (name, value).

    An inner object becomes several columns, a list of words one, and any other list JSON. Ids by scheme become one
    column, as not every row has the same schemes. A withdrawal becomes a sentence.
    """
    for key, value in row.items():
        name = prefix + key
        if key in _LEFT_OUT:
            continue
        if key == "identifiers":
            yield name, "; ".join(f"{scheme}:{id}" for scheme, id in value.items())
        elif key == "joint":
            yield name, "; ".join(other["name"] or "" for other in value)
        elif key == "withdrawn":
            yield name, value and _withdrawn(value)
        elif isinstance(value, Mapping):
            yield from cells_of(value, f"{name}_")
        elif isinstance(value, list | tuple):
            words = all(isinstance(item, str) for item in value)
            yield name, "; ".join(value) if words else json.dumps(value, ensure_ascii=False)
        else:
            yield name, value


def _withdrawn(value: Mapping[str, Any]) -> str:
    from quotetrack.lookup.withdrawals import Withdrawal  # few rows have one, and `extract` none

    return wording.withdrawn(Withdrawal(**value))
