"""`quotetrack show`: one quotation in its context, and why it was attributed so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output, terminal
from quotetrack.records import Span
from quotetrack.text import paragraphs
from quotetrack.wording.traces import told

if TYPE_CHECKING:
    from quotetrack.lookup.results import QuotationView


@click.command(short_help="Show one quotation in its context, and why it was attributed so.")
@options.database
@click.argument("quotation", metavar="ID")
@options.output_format("text", "json")
def show(database: str, quotation: str, output_format: str) -> None:
    """Show one quotation in its context, and why it was attributed so.

    ID is the quotation's, as `search` prints it.

    \b
    Example:
      quotetrack show news.db 3f9a0c12d4e5
    """
    from quotetrack import lookup
    from quotetrack.store import open_store

    with open_store(database, readonly=True) as store:
        view = lookup.show(store, quotation)
    if output_format == "json":
        output.print_object(view.as_dict())
        return
    click.echo(terminal.speaker_line(view.quotation))
    click.echo(terminal.wrapped(wording.in_marks(view.quotation, view.quotation.text)))
    if view.withdrawn:
        click.echo(terminal.warned(wording.withdrawn(view.withdrawn)))
    click.echo()
    _print_context(view)
    _print_facts(view)


def _print_context(view: QuotationView) -> None:
    """The paragraphs around, with the quotation, its cue and its source highlighted."""
    article, given = view.article, view.quotation.attribution
    click.echo(
        click.style(wording.dotted(article.title, article.outlet, wording.day(article.published)), underline=True)
    )
    for place in dict.fromkeys(filter(None, (article.url, article.name))):
        click.echo(terminal.dim(place))
    shift = view.context.start
    spans = [Span(s - shift, e - shift) for s, e in (*view.quotation.content, *given.cue, *given.source)]
    for start, end in paragraphs(view.context_text):
        inside = [Span(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start]
        click.echo("\n" + terminal.marked_paragraph(view.context_text[start:end], inside))


def _print_facts(view: QuotationView) -> None:
    quotation, given = view.quotation, view.quotation.attribution
    number = f"#{view.speaker_id}" if view.speaker_id is not None else None
    facts = {
        "kind": wording.nature(quotation),
        "speaker": wording.dotted(view.speaker, given.kind, number),
        "with": wording.listed([other.name for other in given.joint]),
        "mention": given.mention,
        "inside": view.parent and wording.in_marks(view.parent, view.parent.text),
        "holds": "; ".join(wording.in_marks(child, child.text) for child in view.children),
        "sure": f"{given.confidence:.0%}",
        "at": ", ".join(f"{start}-{end}" for start, end in quotation.content),
        "also in": "; ".join(other.title or other.name for other in view.also_in),
        "found by": wording.dotted(f"quotetrack {view.run['version']}", view.run["pack"], view.run["started_at"]),
        "id": quotation.id,
        "why": told(given.trace),
    }
    click.echo()
    for name, value in facts.items():
        if value:
            click.echo(f"{terminal.dim(f'{name:>9}')}  {wording.on_one_line(value)}")
