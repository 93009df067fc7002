"""JSON objects as rows of a table, and the table as CSV: on the command line, on the web and in exports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quotetrack import wording

# A tree of reasons is no cell of a table, and claims stand as role and affiliations.
_NO_COLUMN = {"trace", "claims"}


def csv_lines(rows: Iterable[Mapping[str, Any]], heads: Sequence[str] = ()) -> Iterator[str]:
    """A table as CSV, a row at a time: the heads, then what the rows hold.

    Without `heads` the first row gives them, and no rows make no line at all.
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
    """A file whose `write`, which a CSV writer calls once a row, gives the line back."""

    def write(self, line: str) -> str:
        return line


def cells_of(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The columns of a row: objects become several columns, lists of words one, other lists JSON.

    Ids by scheme become one column, for not every row has the same ones; what a correction says, a sentence.
    """
    for key, value in row.items():
        name = prefix + key
        if key in _NO_COLUMN:
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
