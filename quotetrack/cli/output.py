"""Results as JSON, JSON lines, CSV and tables."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from quotetrack.wording.cells import cells_of


def print_rows(rows: Iterable[Mapping[str, Any]], output_format: str) -> None:
    """Print JSON objects as `json` (an array), `jsonl` (one a line) or `csv`, as they come."""
    if output_format == "csv":
        _print_csv(rows)
    elif output_format == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        before = "["
        for row in rows:
            click.echo(f"{before}\n{json.dumps(row, ensure_ascii=False)}", nl=False)
            before = ","
        click.echo("[]" if before == "[" else "\n]")


def print_object(value: Mapping[str, Any]) -> None:
    """Print one JSON object, laid out for reading."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows of equal keys as a table, the keys as its heads."""
    from tabulate import tabulate

    click.echo(tabulate(rows, headers="keys", tablefmt="simple", intfmt=",", disable_numparse=False))


def _print_csv(rows: Iterable[Mapping[str, Any]]) -> None:
    writer = None
    for row in rows:
        cells = dict(cells_of(row))
        if writer is None:
            writer = csv.DictWriter(_Echo(), cells, lineterminator="\n")
            writer.writeheader()
        writer.writerow(cells)


class _Echo:
    """A file to write to that is click's standard output, closed pipes and all."""

    def write(self, line: str) -> None:
        click.echo(line, nl=False)
