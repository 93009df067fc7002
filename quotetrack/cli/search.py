"""`quotetrack search` finds quotations and, with --all, speakers, organisations and articles; `stats` counts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.speakers import print_speakers

if TYPE_CHECKING:
    from quotetrack.lookup.counts import Count, Stats
    from quotetrack.lookup.hits import ArticleHit
    from quotetrack.lookup.results import Results


@click.command(short_help="Find quotations by their words, speakers, outlets and dates.")
@options.database
@click.argument("query", default="")
@options.filters
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date"]),
    default="relevance",
    show_default=True,
    help="The best first, or the latest.",
)
@options.limit(20)
@options.offset
@options.advanced
@click.option("--all", "everything", is_flag=True, help="Search speakers, organisations and articles too.")
@options.output_format("text", "json", "jsonl", "csv")
def search(
    database: str, query: str, limit: int, advanced: bool, everything: bool, output_format: str, **filters: Any
) -> None:
    """Find quotations that hold all words of QUERY, in any order.

    Any string will do, with whatever punctuation; words "in double marks" must stand together.
    Without a QUERY, all quotations that pass the filters.

    \b
    Example:
      quotetrack search news.db "harbour dredging" --speaker Finch --since 2024
    """
    from quotetrack import lookup

    if everything and (advanced or output_format in ("jsonl", "csv") or _given(filters)):
        raise click.UsageError("--all goes with --limit and --format text or json, and with no other option.")
    with options.reading(database) as store:
        if everything:
            output.print_one(lookup.search_all(store, query, limit=limit), output_format, _print_everything)
        else:
            found = lookup.search(store, query, limit=limit, advanced=advanced, **filters)
            output.print_list(found, output_format, output.print_hits)


def _given(filters: dict[str, Any]) -> bool:
    return any(value not in (None, 0, "relevance") for value in filters.values())


def _print_everything(found: Results) -> None:
    """Print a section for each kind of thing that was found."""
    if found.quotations:
        _print_title("Quotations")
        output.print_hits(found.quotations)
    if found.speakers:
        _print_title("Speakers")
        print_speakers(found.speakers)
    if found.organizations:
        _print_title("Organisations")
        columns = ("name", "quotations", "speakers")
        output.print_table([{name: getattr(o, name) for name in columns} for o in found.organizations])
    if found.articles:
        _print_title("Articles")
        _print_articles(found.articles)
    if not any(vars(found).values()):
        click.echo("Nothing found.", err=True)


def _print_title(title: str) -> None:
    click.echo()
    output.print_title(title)


def _print_articles(hits: Sequence[ArticleHit]) -> None:
    for hit in hits:
        click.echo(click.style(wording.on_one_line(hit.article.title or hit.article.name), bold=True))
        click.echo(output.highlighted(hit.excerpt))
        counted = wording.nouns(hit.quotations, "quotation")
        click.echo(f"  {output.dim(wording.dotted(wording.day(hit.article.published), hit.article.outlet, counted))}")


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
