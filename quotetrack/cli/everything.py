"""What `quotetrack search --all` prints: quotations, speakers, organisations and articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import output, terminal
from quotetrack.cli.find import print_hits
from quotetrack.cli.speakers import speaker_row

if TYPE_CHECKING:
    from quotetrack.lookup.results import ArticleHit, Everything


def print_everything(found: Everything, output_format: str) -> None:
    """Print a section for each kind of thing that was found, or one JSON object."""
    if output_format == "json":
        output.print_object(found.as_dict())
        return
    if found.quotations:
        _print_title("Quotations")
        print_hits(found.quotations)
    if found.speakers:
        _print_title("Speakers")
        output.print_table([speaker_row(speaker) for speaker in found.speakers])
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
    click.echo("\n" + click.style(title, underline=True))


def _print_articles(hits: Sequence[ArticleHit]) -> None:
    for hit in hits:
        click.echo(click.style(wording.on_one_line(hit.article.title or hit.article.name), bold=True))
        click.echo(terminal.highlighted(hit.excerpt))
        counted = wording.nouns(hit.quotations, "quotation")
        click.echo(f"  {terminal.dim(wording.dotted(wording.day(hit.article.published), hit.article.outlet, counted))}")
