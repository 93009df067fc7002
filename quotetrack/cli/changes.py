"""`quotetrack changes`: what became of quotations in articles that came again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output, terminal
from quotetrack.wording.printings import told_difference

if TYPE_CHECKING:
    from quotetrack.lookup.changes import Change, Version


@click.command(short_help="Show what articles that came again say otherwise.")
@options.database
@options.limit(20)
@click.option("--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Pass over the first N.")
@options.output_format("text", "json")
def changes(database: str, limit: int, offset: int, output_format: str) -> None:
    """Show articles that were ingested again under their address with other text, the latest first.

    The old version stays as it was. Of each quotation it is told whether its words or its speaker changed,
    whether it vanished, or whether it is new; those that are the same are counted.

    \b
    Example:
      quotetrack changes news.db
    """
    from quotetrack.lookup.changes import find_changes
    from quotetrack.store import open_store

    with open_store(database, readonly=True) as store:
        found = find_changes(store, limit=limit, offset=offset)
    if output_format == "json":
        output.print_rows((version.as_dict() for version in found), "json")
    elif found:
        for version in found:
            _print(version)
    else:
        click.echo("No article came again with other text.", err=True)


def _print(version: Version) -> None:
    article = version.article
    click.echo(click.style(wording.dotted(article.title or article.name, article.outlet), underline=True))
    if article.url:
        click.echo(terminal.dim(wording.on_one_line(article.url)))
    click.echo(f"{version.added_at[:10]}: {wording.nouns(version.same, 'quotation')} the same\n")
    for change in version.changes:
        _print_change(change)


def _print_change(change: Change) -> None:
    who = wording.on_one_line(change.speaker_now or change.speaker_before or "unknown speaker")
    click.echo(f"  {click.style(change.state, bold=True)}  {who}  {terminal.dim(change.id)}")
    for label, text in (("was", change.before), ("is", change.now)):
        if text is not None:
            click.echo(terminal.wrapped(f"{label}: “{text}”", "    "))
    if change.state == "changed" and change.speaker_before != change.speaker_now:
        names = [wording.on_one_line(name or "unknown") for name in (change.speaker_before, change.speaker_now)]
        click.echo(f"    speaker: {names[0]}, now {names[1]}")
    if change.differences:
        guards = [difference.guard for difference in change.differences if difference.guard]
        guarded = f" ({', '.join(dict.fromkeys(guards))})" if guards else ""
        click.echo(f"    differs{guarded}: {'; '.join(map(told_difference, change.differences))}")
    click.echo()
