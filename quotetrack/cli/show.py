"""`quotetrack show` prints a quotation in its context, `variants` all its printings, `changes` later versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.records import Span
from quotetrack.text import paragraphs
from quotetrack.wording.traces import told

if TYPE_CHECKING:
    from quotetrack.check.variants import Printing
    from quotetrack.lookup.articles import Change, Version
    from quotetrack.lookup.quotation import QuotationView


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

    with options.reading(database) as store:
        view = lookup.show(store, quotation)
    output.print_one(view, output_format, _print_quotation)


def _print_quotation(view: QuotationView) -> None:
    click.echo(output.speaker_line(view.quotation))
    click.echo(output.wrapped(wording.in_marks(view.quotation, view.quotation.text)))
    if view.withdrawn:
        click.echo(output.warned(wording.withdrawn(view.withdrawn)))
    click.echo()
    _print_context(view)
    _print_facts(view)


def _print_context(view: QuotationView) -> None:
    """Print the paragraphs around a quotation, with its words, cue and source highlighted."""
    article, given = view.article, view.quotation.attribution
    output.print_title(wording.dotted(article.title, article.outlet, wording.day(article.published)))
    for place in dict.fromkeys(filter(None, (article.url, article.name))):
        click.echo(output.dim(place))
    shift = view.context.start
    spans = [Span(s - shift, e - shift) for s, e in (*view.quotation.content, *given.cue, *given.source)]
    for start, end in paragraphs(view.context_text):
        inside = [Span(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start]
        click.echo("\n" + output.marked_paragraph(view.context_text[start:end], inside))


def _print_facts(view: QuotationView) -> None:
    quotation, given = view.quotation, view.quotation.attribution
    number = f"#{view.speaker_id}" if view.speaker_id is not None else None
    facts = {
        "kind": wording.nature(quotation),
        "speaker": wording.dotted(view.speaker, given.speaker.kind, number),
        "with": wording.listed([other.name or "" for other in given.speakers[1:]]),
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
            click.echo(f"{output.dim(f'{name:>9}')}  {wording.on_one_line(value)}")


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

    with options.reading(database) as store:
        found = find_variants(store, quotation)
    output.print_list(found, output_format, _print_printings)


def _print_printings(printings: Iterable[Printing]) -> None:
    found = list(printings)
    for number, printing in enumerate(found):
        _print_printing(printing, first=number == 0)
    copies = sum(printing.copy_of is not None for printing in found)
    own = wording.nouns(len(found) - copies, "report")
    click.echo(f"{wording.nouns(len(found), 'printing')}: {own}, {copies:,} {'copy' if copies == 1 else 'copies'}")


def _print_printing(printing: Printing, *, first: bool) -> None:
    from quotetrack.wording import in_print

    article, quotation = printing.hit.article, printing.hit.quotation
    click.echo(wording.dotted(None if article.published else "undated", wording.printed_in(article)))
    click.echo(output.wrapped(wording.in_marks(quotation, quotation.text)))
    click.echo(f"  {in_print.printing(printing, first=first)}")
    click.echo(f"  {output.dim(quotation.id)}\n")


@click.command(short_help="Show what articles that came again say otherwise.")
@options.database
@options.limit(20)
@options.offset
@options.output_format("text", "json")
def changes(database: str, limit: int, offset: int, output_format: str) -> None:
    """Show articles that were ingested again under their address with other text, the latest first.

    The old version stays as it was. Of each quotation it is told whether its words or its speaker changed,
    whether it vanished, or whether it is new; those that are the same are counted.

    \b
    Example:
      quotetrack changes news.db
    """
    from quotetrack.lookup.articles import find_changes

    with options.reading(database) as store:
        found = find_changes(store, limit=limit, offset=offset)
    output.print_list(found, output_format, _print_versions, "No article came again with other text.")


def _print_versions(versions: Iterable[Version]) -> None:
    for version in versions:
        article = version.article
        output.print_title(wording.dotted(article.title or article.name, article.outlet))
        if article.url:
            click.echo(output.dim(wording.on_one_line(article.url)))
        click.echo(f"{version.added_at[:10]}: {wording.nouns(version.same, 'quotation')} the same\n")
        for change in version.changes:
            _print_change(change)


def _print_change(change: Change) -> None:
    from quotetrack.wording import in_print

    who = wording.on_one_line(change.speaker_now or change.speaker_before or "unknown speaker")
    click.echo(f"  {click.style(change.state, bold=True)}  {who}  {output.dim(change.id)}")
    for label, text in (("was", change.before), ("is", change.now)):
        if text is not None:
            click.echo(output.wrapped(f"{label}: “{text}”", "    "))
    if change.state == "changed" and change.speaker_before != change.speaker_now:
        names = [wording.on_one_line(name or "unknown") for name in (change.speaker_before, change.speaker_now)]
        click.echo(f"    speaker: {names[0]}, now {names[1]}")
    if change.differences:
        guards = [difference.guard for difference in change.differences if difference.guard]
        click.echo(f"    {in_print.differs(change.differences, guards)}")
    click.echo()
