"""`quotetrack stats` counts what is in a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output

if TYPE_CHECKING:
    from quotetrack.lookup.counts import Count, Stats

_ROWS_SHOWN = 12
"""The most rows of a table, so that all fit a screen; --format json has all."""


@click.command(short_help="Count what is in a store.")
@options.database
@options.output_format("text", "json")
def stats(database: str, output_format: str) -> None:
    """Count what is in a store: articles by outlet and month, quotations by kind, speakers, runs.

    \b
    Example:
      quotetrack stats news.db
    """
    from quotetrack import lookup

    with options.reading(database) as store:
        counted = lookup.stats(store)
    output.print_one(counted, output_format, _print)


def _print(counted: Stats) -> None:
    totals = (
        wording.nouns(counted.articles, "article"),
        wording.nouns(counted.quotations, "quotation"),
        wording.nouns(counted.speakers, "speaker"),
        wording.nouns(counted.organizations, "organisation"),
        f"{counted.unknown_share:.0%} of quotations by unknown speakers",
    )
    click.echo(wording.dotted(*totals))
    _print_counts("articles by outlet", counted.outlets)
    _print_counts("articles by month", counted.months[-_ROWS_SHOWN:])
    _print_counts("quotations by kind", counted.kinds)
    _print_counts("quotations by act", counted.acts)
    _print_counts("quotations by speaker", counted.speaker_kinds)
    _print_counts("quotations by confidence", [count for count in counted.confidence if count.count])
    _print_runs(counted)


def _print_counts(title: str, counts: Sequence[Count]) -> None:
    if counts:
        click.echo()
        rows = [{title: wording.on_one_line(c.value or "not known"), "": c.count} for c in counts[:_ROWS_SHOWN]]
        output.print_table(rows)
        if len(counts) > _ROWS_SHOWN:
            click.echo(output.dim(f"and {len(counts) - _ROWS_SHOWN:,} more"))


def _print_runs(counted: Stats) -> None:
    columns = {"started_at": "run", "version": "version", "pack": "pack", "articles": "articles", "failures": "failed"}
    if counted.runs:
        click.echo()
        output.print_table([{name: run[column] for column, name in columns.items()} for run in counted.runs])
