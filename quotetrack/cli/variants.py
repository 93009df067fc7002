"""`quotetrack variants`: one utterance in all its printings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output, terminal
from quotetrack.wording.printings import told_printing

if TYPE_CHECKING:
    from quotetrack.check.variants import Printing


@click.command(short_help="Show how outlets printed one utterance, and what differs.")
@options.database
@click.argument("quotation", metavar="ID")
@options.output_format("text", "json")
def variants(database: str, quotation: str, output_format: str) -> None:
    """Show all printings of what was said, the first one first, and what later ones have otherwise.

    ID is a quotation's, as `search` prints it. Changed numbers, names, negations and modal verbs are
    named; a wire copy, which stands in the same words around it, is told from a report of its own.

    \b
    Example:
      quotetrack variants news.db 3f9a0c12d4e5
    """
    from quotetrack.check.variants import variants as find_variants
    from quotetrack.store import open_store

    with open_store(database, readonly=True) as store:
        found = find_variants(store, quotation)
    if output_format == "json":
        output.print_rows((printing.as_dict() for printing in found), "json")
        return
    for number, printing in enumerate(found):
        _print(printing, first=number == 0)
    copies = sum(printing.copy_of is not None for printing in found)
    own = wording.nouns(len(found) - copies, "report")
    click.echo(f"{wording.nouns(len(found), 'printing')}: {own}, {copies:,} {'copy' if copies == 1 else 'copies'}")


def _print(printing: Printing, *, first: bool) -> None:
    article, quotation = printing.hit.article, printing.hit.quotation
    click.echo(
        wording.dotted(wording.day(article.published) or "undated", article.outlet, article.title or article.name)
    )
    click.echo(terminal.wrapped(wording.in_marks(quotation, quotation.text)))
    click.echo(f"  {told_printing(printing, first=first)}")
    click.echo(f"  {terminal.dim(quotation.id)}\n")
