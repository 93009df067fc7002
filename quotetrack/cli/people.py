"""`quotetrack speakers` and `quotetrack speaker`: who is in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotetrack.cli import options, output, wording
from quotetrack.cli.find import print_hits

if TYPE_CHECKING:
    from quotetrack.lookup.results import Capacity, Profile, SpeakerSummary


@click.command(short_help="List who speaks, with how many quotations.")
@options.database
@click.argument("query", default="")
@click.option("--kind", type=click.Choice(["person", "organization", "unnamed"]), help="Only speakers of this kind.")
@click.option(
    "--sort",
    type=click.Choice(["quotations", "name", "recent"]),
    default="quotations",
    show_default=True,
    help="The most quoted first, by name, or who spoke last.",
)
@options.limit(20)
@click.option("--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Pass over the first N.")
@options.output_format("text", "json", "jsonl", "csv")
def speakers(
    database: str, query: str, kind: str | None, sort: str, limit: int, offset: int, output_format: str
) -> None:
    """List who speaks, with how many quotations: persons and organisations.

    QUERY is any part of a name. Sources without a name ("two officials") come with --kind unnamed.

    \b
    Example:
      quotetrack speakers news.db --sort recent
    """
    from quotetrack import lookup
    from quotetrack.store import open_store

    with open_store(database, readonly=True) as store:
        found = lookup.find_speakers(store, query, kind=kind, sort=sort, limit=limit, offset=offset)
    if output_format != "text":
        output.print_rows((speaker.as_dict() for speaker in found), output_format)
    elif found:
        output.print_table([speaker_row(speaker) for speaker in found])
    else:
        click.echo("Nobody found.", err=True)


def speaker_row(speaker: SpeakerSummary) -> dict[str, Any]:
    """A speaker as a row of a table: the name, the usual capacity, how often, when."""
    usual = speaker.capacities[0] if speaker.capacities else None
    return {
        "speaker": wording.on_one_line(speaker.name),
        "kind": speaker.kind,
        "spoke as": _in_words(usual) if usual else "",
        "quotations": speaker.quotations,
        "articles": speaker.articles,
        "last": wording.day(speaker.last) or "",
    }


def _in_words(capacity: Capacity) -> str:
    return wording.capacity(capacity.role, [capacity.organization] if capacity.organization else [])


@click.command(short_help="Show one speaker: names, roles with dates, quotations.")
@options.database
@click.argument("name")
@options.limit(10)
@options.output_format("text", "json")
def speaker(database: str, name: str, limit: int, output_format: str) -> None:
    """Show one speaker: every form of the name, roles and organisations with dates, latest quotations.

    NAME is any form of the name, or any part of it that nobody else has, or a number as in #12.

    \b
    Example:
      quotetrack speaker news.db "Dora Finch"
    """
    from quotetrack import lookup
    from quotetrack.store import open_store

    with open_store(database, readonly=True) as store:
        profile = lookup.profile(store, name, quotations=limit)
    if output_format == "json":
        output.print_object(profile.as_dict())
    else:
        _print_profile(profile)


def _print_profile(profile: Profile) -> None:
    speaker = profile.speaker
    click.echo(f"{click.style(wording.on_one_line(speaker.name), bold=True)}, {speaker.kind}, #{speaker.id}")
    counts = f"{wording.nouns(speaker.quotations, 'quotation')} in {wording.nouns(speaker.articles, 'article')}"
    click.echo(wording.dotted(counts, _period(speaker.first, speaker.last)))
    others = [alias for alias in profile.aliases if alias.name != speaker.name]
    if others:
        click.echo("\nAlso called")
        for alias in others:
            weak = " (not enough to tell who is meant)" if alias.weak else ""
            click.echo(f"  {wording.on_one_line(alias.name)}{wording.dim(weak)}")
    if speaker.capacities:
        click.echo("\nSpoke as")
        for capacity in speaker.capacities:
            articles = wording.nouns(capacity.articles, "article")
            facts = wording.dotted(_period(capacity.first, capacity.last), articles)
            click.echo(f"  {_in_words(capacity)}  {wording.dim(facts)}")
    if profile.quotations:
        click.echo("\nSaid, the latest first\n")
        print_hits(profile.quotations)


def _period(first: str | None, last: str | None) -> str | None:
    """Days from and to, one where they are the same."""
    days = dict.fromkeys(wording.day(moment) or "" for moment in (first, last) if moment)
    return " to ".join(days) or None
