"""`quotetrack search`: quotations out of a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording
from quotetrack.cli import options, output, terminal

if TYPE_CHECKING:
    from quotetrack.lookup.results import Hit


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
@click.option("--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Pass over the first N.")
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
    from quotetrack.store import open_store

    if everything and (advanced or output_format in ("jsonl", "csv") or _given(filters)):
        raise click.UsageError("--all goes with --limit and --format text or json, and with no other option.")
    with open_store(database, readonly=True) as store:
        if everything:
            from quotetrack.cli.everything import print_everything

            print_everything(lookup.search_all(store, query, limit=limit), output_format)
        else:
            _print(lookup.search(store, query, limit=limit, advanced=advanced, **filters), output_format)


def _given(filters: dict[str, Any]) -> bool:
    return any(value not in (None, 0, "relevance") for value in filters.values())


def _print(hits: Sequence[Hit], output_format: str) -> None:
    if output_format != "text":
        output.print_rows((hit.as_dict() for hit in hits), output_format)
    elif hits:
        print_hits(hits)
    else:
        click.echo("Nothing found.", err=True)


def print_hits(hits: Sequence[Hit]) -> None:
    """Print quotations for reading: who, the words, whether they were withdrawn, where and when, the id."""
    for at, hit in enumerate(hits):
        if at:
            click.echo()
        article = hit.article
        click.echo(terminal.speaker_line(hit.quotation))
        click.echo(terminal.highlighted(hit.excerpt, hit.quotation))
        if hit.withdrawn:
            click.echo(terminal.warned(wording.withdrawn(hit.withdrawn)))
        nature = None if hit.quotation.kind == "direct" else wording.nature(hit.quotation)
        facts = wording.dotted(wording.day(article.published), article.outlet, article.title or article.name, nature)
        click.echo(f"  {terminal.dim(wording.dotted(facts, hit.quotation.id))}")
