"""`quotetrack merge`, `split` and `undo` decide who is one speaker; `judgements` lists these decisions."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.errors import FAILURE, leave, warn
from quotetrack.cli.files import read_rows, write_rows

if TYPE_CHECKING:
    from quotetrack.identity import Action, ImportReport
    from quotetrack.lookup.speakers import SpeakerRow
    from quotetrack.store import Row, Store


@click.command(short_help="List who judged which speakers one or two; export and import it.")
@options.database
@click.option("--speaker", metavar="NAME", help="Only those on this speaker: a name, or a number as in #12.")
@click.option("--rules", is_flag=True, help="Also what the rules hold, not only people.")
@click.option(
    "--export", "target", metavar="FILE", help="Write what people judged to FILE, .csv or .jsonl, replacing it."
)
@click.option("--import", "source", metavar="FILE", help="Add the judgements of such a file.")
@options.output_format("text", "json", "jsonl", "csv")
def judgements(
    database: str,
    speaker: str | None,
    rules: bool,
    target: str | None,
    source: str | None,
    output_format: str,
) -> None:
    """List judgements: which speakers are one, which are two, who said so, when and why.

    What people judged can be written to a file that a desk keeps under version control, and read
    from it into any store that holds the same articles. Judgements that are there already are
    passed over. Where a line names somebody who is not in the store it is left out and told, and
    where judgements contradict one another both are kept; the exit status is then 1.

    \b
    Example:
      quotetrack judgements news.db --export judgements.csv
    """
    if (target or source) and (speaker or rules or (target and source)):
        raise click.UsageError("--export and --import go with no other option.")
    if target:
        from quotetrack.identity import export_judgements
        from quotetrack.identity.judgements import FIELDS

        with options.reading(database) as store:
            count = write_rows(target, export_judgements(store), FIELDS)
        click.echo(f"{target}: {wording.nouns(count, 'judgement')} written")
    elif source:
        if not _import(database, source):
            leave(FAILURE)
    else:
        _list(database, speaker, rules, output_format)


def _list(database: str, speaker: str | None, rules: bool, output_format: str) -> None:
    from quotetrack import lookup
    from quotetrack.identity import read_judgements

    with options.reading(database) as store:
        number = lookup.find_one(store, speaker).id if speaker else None
        rows = read_judgements(store, speaker=number, persons=not rules)
        output.print_list(rows, output_format, _print, "No judgements.")


def _print(rows: Iterable[Row]) -> None:
    for row in rows:
        click.echo(f"{row['id']:>6}  {told(row)}")
        if why := wording.why(row["explanation"]):
            click.echo(output.dim(output.wrapped(why, " " * 8)))


def told(row: Row, *, undone: bool = True) -> str:
    """Tells a judgement in words: on whom, by whom and when, and, if `undone` is set, whether it was taken back."""
    who = "the rules" if row["decided_by"] == "rule" else wording.on_one_line(row["decided_by"])
    facts = [who, wording.day(row["created_at"]) or ""]
    if row["score"] is not None:
        facts.insert(1, f"{row['score']:.2f}")
    names, titles = ([row[f"{side}_{what}"] for side in ("left", "right")] for what in ("name", "title"))
    line = f"{wording.judged(names, titles, row['verdict'], 40)} ({', '.join(facts)})"
    if undone and row["undone_at"]:
        line += f", undone by {wording.on_one_line(row['undone_by'] or '?')}, {wording.day(row['undone_at'])}"
    return line


_OPTIONAL_COLUMNS = {"action", "explanation", "undone_by", "undone_at"}
"""The columns that a file of judgements may lack."""


def _import(database: str, source: str) -> bool:
    """Add the judgements of a file; return whether all were found in the store and can be followed."""
    from quotetrack.identity import held_back, import_judgements
    from quotetrack.identity.judgements import FIELDS

    needed = [name for name in FIELDS if name not in _OPTIONAL_COLUMNS]
    with options.changing(database) as store:
        found = import_judgements(store, ((where, _texts(row)) for where, row in read_rows(source, needed)))
        contradicting = tell_contradictions(store, [row for row in held_back(store) if row["id"] in found.held_back])
    for message in found.missing:
        warn(message)
    click.echo(_counted(source, found))
    print_contradictions(database, contradicting)
    return not (found.missing or found.held_back)


def _counted(source: str, found: ImportReport) -> str:
    parts = [f"{wording.nouns(found.added, 'judgement')} added", f"{found.known:,} already there"]
    if found.missing:
        parts.append(f"{len(found.missing):,} left out")
    if found.held_back:
        parts.append(f"{len(found.held_back):,} contradicted by others")
    return f"{source}: {', '.join(parts)}"


def tell_contradictions(store: Store, rows: Iterable[Row]) -> list[str]:
    """Return lines about judgements of people that cannot be followed: each one, and those that contradict it."""
    from quotetrack.identity import read_judgements

    lines: list[str] = []
    for row in rows:
        near = {
            j["id"]: j for id in (row["left"], row["right"]) for j in read_judgements(store, speaker=id, persons=True)
        }
        against = [j for j in near.values() if j["verdict"] == "different" and not j["undone_at"]]
        lines.append(f"{row['id']:>6}  {told(near[row['id']])}")
        lines += [f"        but {j['id']}: {told(j)}" for j in against]
    return lines


def print_contradictions(database: str, lines: Sequence[str]) -> None:
    """Print judgements that cannot be followed, and the command that takes one back."""
    if lines:
        click.echo("\nNot followed, for judgements stand against one another:")
        for line in lines:
            click.echo(line)
        click.echo(f"Take one of them back: {output.hint('undo', database, 'NUMBER')}.")


def _texts(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with all values as text, as a CSV file has them."""
    return {name: None if value is None else str(value) for name, value in row.items()}


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

    if len(names) < 2:
        raise click.UsageError("Name two speakers or more.")
    with options.changing(database) as store:
        found = [lookup.find_one(store, name) for name in names]
        action = judge_one(store, [speaker.id for speaker in found], by=by, note=note)
        (now,) = lookup.find_by_ids(store, action.speakers)
    before = wording.listed([f"{wording.on_one_line(s.name)} (#{s.id})" for s in found])
    click.echo(f"{before} are one speaker now: {in_short([now])}. Undo: {output.hint('undo', database)}")


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

    if not (forms or articles):
        with options.reading(database) as store:
            _print_members(database, store, lookup.find_one(store, name), limit)
        return
    with options.changing(database) as store:
        before = lookup.find_one(store, name)
        action = judge_two(store, before.id, names=forms, articles=articles, by=by, note=note)
        now = lookup.find_by_ids(store, action.speakers)
    number = {2: "two"}.get(len(now), str(len(now)))
    click.echo(
        f"{wording.on_one_line(before.name)} (#{before.id}) is {number} speakers now: {in_short(now)}. "
        f"Undo: {output.hint('undo', database)}"
    )


def _print_members(database: str, store: Store, speaker: SpeakerRow, limit: int) -> None:
    from quotetrack import lookup

    members = lookup.find_members(store, speaker.id)
    click.echo(f"{in_short([speaker])}. It is made of:\n")
    output.print_table(
        [
            {
                "name": wording.shortened(member.name, 30),
                "article": member.article_id,
                "date": wording.day(member.published) or "",
                "where": wording.shortened(wording.dotted(member.outlet, member.title), output.columns() - 54),
            }
            for member in members[:limit]
        ]
    )
    if len(members) > limit:
        click.echo(f"and {len(members) - limit:,} more: --limit {len(members)} lists all")
    choice = output.hint("split", database, f"{shlex.quote(f'#{speaker.id}')} --article ID")
    click.echo(f"\nSplit off some of it: {choice}, or --name FORM.")


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

    with options.changing(database) as store:
        action = take_back(store, number, by=by)
        lines = describe(store, action.judgements, action)
        now = lookup.find_by_ids(store, action.speakers)
    for line in lines:
        click.echo(f"Undone {line}")
    click.echo(f"{'They are' if len(now) > 1 else 'That is'} {in_short(now)} now.")


def describe(store: Store, numbers: Collection[int], action: Action) -> list[str]:
    """Tell judgements of an action in words, one a line."""
    from quotetrack.identity import read_judgements

    rows = {row["id"]: row for id in action.speakers for row in read_judgements(store, speaker=id)}
    return [f"{number}: {told(rows[number], undone=False)}" for number in numbers]


def in_short(speakers: Sequence[SpeakerRow]) -> str:
    """Name speakers with their numbers and how often they are quoted, the lowest number first."""
    ordered = sorted(speakers, key=lambda speaker: speaker.id)
    return wording.listed(
        [f"#{s.id} {wording.on_one_line(s.name)} ({wording.nouns(s.quotations, 'quotation')})" for s in ordered]
    )
