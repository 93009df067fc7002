"""JSON values as cells of a table: what CSV holds, on the command line and on the web."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quotetrack import wording

# A tree of reasons is no cell of a table, and claims stand as role and affiliations.
_NO_COLUMN = {"trace", "claims"}


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
            yield name, "; ".join(other["name"] for other in value)
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
