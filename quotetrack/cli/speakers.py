"""`quotetrack speakers` lists who is quoted in a store, and `quotetrack speaker` shows one speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.dedupe import print_pair
from quotetrack.cli.output import print_hits

if TYPE_CHECKING:
    from quotetrack.identity import Question
    from quotetrack.lookup.profiles import Profile, Reason
    from quotetrack.lookup.speakers import SpeakerRow


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
@options.offset
@click.option("--duplicates", is_flag=True, help="Pairs of speakers that may be one, the likeliest first, and why.")
@options.output_format("text", "json", "jsonl", "csv")
def speakers(
    database: str,
    query: str,
    kind: str | None,
    sort: str,
    limit: int,
    offset: int,
    duplicates: bool,
    output_format: str,
) -> None:
    """List who speaks, with how many quotations: persons and organisations.

    QUERY is any part of a name. Sources without a name ("two officials") come with --kind unnamed.
    With --duplicates, what waits for `quotetrack review`.

    \b
    Example:
      quotetrack speakers news.db --sort recent
    """
    from quotetrack import lookup

    if duplicates:
        if query or kind or sort != "quotations":
            raise click.UsageError("--duplicates goes with --limit, --offset and --format only.")
        _print_duplicates(database, limit, offset, output_format)
        return
    with options.reading(database) as store:
        found = lookup.find_speakers(store, query, kind=kind, sort=sort, limit=limit, offset=offset)
    output.print_list(found, output_format, print_speakers, "Nobody found.")


def _print_duplicates(database: str, limit: int, offset: int, output_format: str) -> None:
    from quotetrack.identity import count_questions, find_questions

    with options.reading(database) as store:
        found = find_questions(store, limit=limit, offset=offset)
        waiting = count_questions(store)
    output.print_list(found, output_format, _print_questions, "No pairs found.")
    if output_format == "text" and 0 < len(found) < waiting:
        click.echo(f"\n{len(found)} of {waiting:,}; answer them with {output.hint('review', database)}.")


def _print_questions(questions: Iterable[Question]) -> None:
    for question in questions:
        sides = ((question.left_name, question.left), (question.right_name, question.right))
        print_pair([f"{name} (#{id})" for name, id in sides], question.score, question.explanation)


def print_speakers(speakers: Iterable[SpeakerRow]) -> None:
    """Print speakers as a table: name, kind, usual capacity, numbers of quotations and articles, and last date."""
    output.print_table(map(_row, speakers))


def _row(speaker: SpeakerRow) -> dict[str, Any]:
    usual = speaker.capacities[0] if speaker.capacities else None
    return {
        "speaker": wording.on_one_line(speaker.name),
        "kind": speaker.kind,
        "spoke as": wording.in_words(usual) if usual else "",
        "quotations": speaker.quotations,
        "articles": speaker.articles,
        "last": wording.day(speaker.last) or "",
    }


@click.command(short_help="Show one speaker: names, roles with dates, quotations.")
@options.database
@click.argument("name")
@click.option("--why", is_flag=True, help="Show every judgement by which the names are one speaker's, and its reasons.")
@options.limit(10)
@options.output_format("text", "json")
def speaker(database: str, name: str, why: bool, limit: int, output_format: str) -> None:
    """Show one speaker: every form of the name, roles and organisations by date, latest quotations.

    NAME is any form of the name, or any part of it that nobody else has, or a number as in #12, or
    an id out of the people file, such as a Wikidata one.

    \b
    Example:
      quotetrack speaker news.db "Dora Finch"
    """
    from quotetrack import lookup

    with options.reading(database) as store:
        profile = lookup.profile(store, name, quotations=limit)
    output.print_one(profile, output_format, partial(_print_profile, why))
    if why and profile.reasons and output_format == "text":
        click.echo(f"\nTake back what joined them wrongly: {output.hint('undo', database, 'NUMBER')}.")


def _print_profile(why: bool, profile: Profile) -> None:
    speaker = profile.speaker
    ids = [f"{scheme} {id}" for scheme, id in speaker.identifiers.items()]
    facts = ", ".join([speaker.kind, f"#{speaker.id}", *map(wording.on_one_line, ids)])
    click.echo(f"{click.style(wording.on_one_line(speaker.name), bold=True)}, {facts}")
    click.echo(wording.dotted(wording.counted(speaker), wording.period(speaker.first, speaker.last)))
    _print_names(profile)
    _print_reasons(profile.reasons, why)
    _print_capacities(profile)
    if profile.quotations:
        click.echo("\nSaid, the latest first\n")
        print_hits(profile.quotations)


def _print_names(profile: Profile) -> None:
    others = [alias for alias in profile.aliases if alias.name != profile.speaker.name]
    if others:
        click.echo("\nAlso called")
        for alias in others:
            weak = " (not enough to tell who is meant)" if alias.weak else ""
            click.echo(f"  {wording.on_one_line(alias.name)}{output.dim(weak)}")


_REASONS_SHOWN = 5  # reasons shown without --why: a well-known speaker has a hundred


def _print_reasons(reasons: Sequence[Reason], everything: bool) -> None:
    """Print why the names are one speaker's: a few reasons on a line each, or all of them whole."""
    if not reasons:
        return
    click.echo("\nOne speaker because")
    for reason in reasons if everything else reasons[:_REASONS_SHOWN]:
        line = f"{reason.id}: {_told(reason)}"
        click.echo(output.wrapped(line) if everything else f"  {wording.shortened(line, output.columns() - 2)}")
    if not everything and len(reasons) > _REASONS_SHOWN:
        click.echo(output.dim(f"  and {len(reasons) - _REASONS_SHOWN} more reasons: --why shows all"))


def _told(reason: Reason) -> str:
    names = f"{reason.left_name} and {reason.right_name}"
    why = wording.why(reason.explanation)
    if reason.decided_by is None:
        return f"{names}: {why}, {reason.score:.2f}"
    by = f"{reason.decided_by} said so on {wording.day(reason.created_at)}"
    return f"{names}: {by}{f', “{why}”' if why else ''}"


_CAPACITIES_SHOWN = 15  # a candidate for president has a hundred that occur once


def _print_capacities(profile: Profile) -> None:
    """Print the usual roles and organisations by date, and what the people file says of them."""
    usual = profile.speaker.capacities[:_CAPACITIES_SHOWN]
    if usual:
        click.echo("\nSpoke as")
        for capacity in (capacity for capacity in profile.timeline if capacity in usual):
            articles = wording.nouns(capacity.articles, "article")
            facts = wording.dotted(wording.period(capacity.first, capacity.last), articles)
            click.echo(f"  {wording.in_words(capacity)}  {output.dim(facts)}")
    if more := len(profile.timeline) - len(usual):
        click.echo(output.dim(f"  and {more} more, in fewer articles: --format json has all"))
    if profile.filed and profile.filed.affiliations:
        click.echo("\nIn the people file")
        for organization, role in profile.filed.affiliations:
            click.echo(f"  {wording.capacity(role, [organization] if organization else [])}")
