"""`quotetrack merge`, `split` and `undo`: what a person decides on speakers, and takes back."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output, terminal
from quotetrack.cli.judgements import told

if TYPE_CHECKING:
    from quotetrack.identity import Action
    from quotetrack.lookup.results import SpeakerSummary
    from quotetrack.store import Store


@click.command(short_help="Say that speakers are one.")
@options.database
@click.argument("names", metavar="SPEAKER SPEAKER...", nargs=-1, required=True)
@options.by
@options.note
def merge(database: str, names: tuple[str, ...], by: str, note: str | None) -> None:
    """Say that two speakers or more are one.

    SPEAKER is any form of the name, or any part of it that nobody else has, or a number as in #12
    (in quotes: a shell reads # as a comment). It is a judgement, which `quotetrack undo` takes back.

    \b
    Example:
      quotetrack merge news.db "Robert Lennox" "Bob Lennox" --note "his own web page"
    """
    from quotetrack import lookup
    from quotetrack.identity import merge as judge_one
    from quotetrack.store import open_store

    if len(names) < 2:
        raise click.UsageError("Name two speakers or more.")
    with open_store(database) as store:
        found = [lookup.find_one(store, name) for name in names]
        action = judge_one(store, [speaker.id for speaker in found], by=by, note=note)
        (now,) = lookup.find_by_ids(store, action.speakers)
    before = wording.listed([f"{wording.on_one_line(s.name)} (#{s.id})" for s in found])
    click.echo(f"{before} are one speaker now: {in_short([now])}. Undo: `{_undo(database)}`")


@click.command(short_help="Say that what is one speaker here is two.")
@options.database
@click.argument("name", metavar="SPEAKER")
@click.option("--name", "forms", metavar="FORM", multiple=True, help="Split off what goes by this name, as listed.")
@click.option("--article", "articles", metavar="ID", type=int, multiple=True, help="Split off this article, as listed.")
@options.by
@options.note
@options.limit(40)
def split(
    database: str,
    name: str,
    forms: tuple[str, ...],
    articles: tuple[int, ...],
    by: str,
    note: str | None,
    limit: int,
) -> None:
    """Say that part of what is one speaker here is somebody else.

    SPEAKER is a name or a number, as for `quotetrack speaker`. What is split off is said by --name
    and --article, each as often as needed; without them, the forms of the name are listed
    with their articles to choose from.

    \b
    Example:
      quotetrack split news.db "Ana Ruiz" --article 17 --article 21
    """
    from quotetrack import lookup
    from quotetrack.identity import split as judge_two
    from quotetrack.store import open_store

    if not (forms or articles):
        with open_store(database, readonly=True) as store:
            _print_members(database, store, lookup.find_one(store, name), limit)
        return
    with open_store(database) as store:
        before = lookup.find_one(store, name)
        action = judge_two(store, before.id, names=forms, articles=articles, by=by, note=note)
        now = lookup.find_by_ids(store, action.speakers)
    number = {2: "two"}.get(len(now), str(len(now)))
    click.echo(
        f"{wording.on_one_line(before.name)} (#{before.id}) is {number} speakers now: {in_short(now)}. "
        f"Undo: `{_undo(database)}`"
    )


def _print_members(database: str, store: Store, speaker: SpeakerSummary, limit: int) -> None:
    from quotetrack import lookup

    members = lookup.find_members(store, speaker.id)
    click.echo(f"{in_short([speaker])}. It is made of:\n")
    output.print_table(
        [
            {
                "name": wording.shortened(member.name, 30),
                "article": member.article_id,
                "date": wording.day(member.published) or "",
                "where": wording.shortened(wording.dotted(member.outlet, member.title), terminal.columns() - 54),
            }
            for member in members[:limit]
        ]
    )
    if len(members) > limit:
        click.echo(f"and {len(members) - limit:,} more: --limit {len(members)} lists all")
    where = f"{shlex.quote(database)} {shlex.quote(f'#{speaker.id}')}"
    click.echo(f"\nSplit off some of it: `quotetrack split {where} --article ID`, or --name FORM.")


@click.command(short_help="Take back a judgement, or the last step.")
@options.database
@click.argument("number", type=int, required=False)
@options.by
def undo(database: str, number: int | None, by: str) -> None:
    """Take back a judgement, with all that was decided in the same step.

    NUMBER is the judgement's, as `quotetrack judgements` prints it; without it the last step that a
    person took is taken back. A judgement of the rules that is taken back is not made again.

    \b
    Example:
      quotetrack undo news.db 12
    """
    from quotetrack import lookup
    from quotetrack.identity import undo as take_back
    from quotetrack.store import open_store

    with open_store(database) as store:
        action = take_back(store, number, by=by)
        lines = describe(store, action.judgements, action)
        now = lookup.find_by_ids(store, action.speakers)
    for line in lines:
        click.echo(f"Undone {line}")
    click.echo(f"{'They are' if len(now) > 1 else 'That is'} {in_short(now)} now.")


def describe(store: Store, numbers: Collection[int], action: Action) -> list[str]:
    """Judgements of an action in words, one a line."""
    from quotetrack.identity import read_judgements

    rows = {row["id"]: row for id in action.speakers for row in read_judgements(store, speaker=id)}
    return [f"{number}: {told(rows[number], undone=False)}" for number in numbers]


def in_short(speakers: Sequence[SpeakerSummary]) -> str:
    """Speakers with their numbers and how often they are quoted, the lowest number first."""
    ordered = sorted(speakers, key=lambda speaker: speaker.id)
    return wording.listed(
        [f"#{s.id} {wording.on_one_line(s.name)} ({wording.nouns(s.quotations, 'quotation')})" for s in ordered]
    )


def _undo(database: str) -> str:
    return f"quotetrack undo {shlex.quote(database)}"
