"""`quotetrack people` takes over the people file of a newsroom, lists it and writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.errors import warn
from quotetrack.cli.files import read_rows, write_rows
from quotetrack.errors import InputError

if TYPE_CHECKING:
    from quotetrack.identity import FiledPerson, PeopleReport
    from quotetrack.store import Row


@click.command(short_help="Take over, or list, a newsroom's own file of people.")
@options.database
@click.argument("file", required=False)
@click.option("--replace", is_flag=True, help="Take away entries that FILE does not have.")
@click.option("--export", "target", metavar="FILE", help="Write the entries to FILE, .csv or .jsonl, replacing it.")
@options.output_format("text", "json", "jsonl", "csv")
def people(database: str, file: str | None, replace: bool, target: str | None, output_format: str) -> None:
    """Take over a file of people that a newsroom keeps, or list what was taken over.

    FILE is .csv or .jsonl. Columns: name, aliases (parted by ;), kind (person or organization),
    organization, role; every other column holds ids under its heading, such as wikidata. All
    names of an entry are one speaker then, shown under the first, with the ids. An entry is known
    again by its id, or else its name.

    \b
    Example:
      quotetrack people news.db people.csv
    """
    if target and (file or replace):
        raise click.UsageError("--export goes with no FILE and no --replace.")
    if replace and not file:
        raise click.UsageError("--replace goes with a FILE.")
    if file:
        _take_over(database, file, replace)
        return
    from quotetrack import lookup

    with options.reading(database) as store:
        entries = list(lookup.find_people(store))
    if target:
        _export(target, entries)
    else:
        nothing = f"No people file yet: {output.hint('people', database, 'FILE')} takes one over."
        output.print_list(entries, output_format, _print, nothing)


def _take_over(database: str, file: str, replace: bool) -> None:
    from quotetrack.identity import save_people

    entries = list(_read(file))
    if replace and not entries:
        raise InputError(file, "nobody in it", "--replace would take away every entry")
    with options.changing(database) as store:
        found = save_people(store, entries, replace=replace)
    click.echo(f"{file}: {_counted(found)}")
    for name in found.shared:
        warn(f"several entries go by {name}: that name joins nobody")


def _read(file: str) -> Iterator[FiledPerson]:
    """Yields the people of a file. Raises InputError where one stands twice."""
    from quotetrack.identity import read_person

    places: dict[str, str] = {}
    for where, row in read_rows(file, ("name",)):
        if not any(row.values()):
            continue  # an empty line of a spreadsheet
        person = read_person(where, row)
        before = places.setdefault(person.key, where)
        if before != where:
            hint = f"make one entry of the two; give namesakes an id, such as wikidata ({before} is the first)"
            raise InputError(where, f"{person.name} stands twice", hint)
        yield person


def _counted(found: PeopleReport) -> str:
    entries = f"{wording.nouns(found.added, 'entry', 'entries')} added, {found.changed:,} changed, "
    speakers = wording.nouns(found.speakers, "speaker")
    return f"{entries}{found.unchanged:,} as before, {found.removed:,} removed; {speakers} changed by it"


def _export(target: str, entries: Sequence[Row]) -> None:
    if target.casefold().endswith(".csv"):
        schemes = dict.fromkeys(scheme for entry in entries for scheme in entry["identifiers"])
        columns = ["name", "kind", "aliases", "organization", "role", *schemes]
        rows = [_cells(entry) for entry in entries]
    else:
        columns = ["name", "kind", "aliases", "affiliations", "identifiers"]
        rows = list(entries)
    count = write_rows(target, rows, columns)
    click.echo(f"{target}: {wording.nouns(count, 'entry', 'entries')} written")


def _cells(entry: Row) -> dict[str, Any]:
    claims = entry["affiliations"]
    return {
        "name": entry["name"],
        "kind": entry["kind"],
        "aliases": "; ".join(entry["aliases"]),
        "organization": "; ".join(claim["organization"] or "" for claim in claims),
        "role": "; ".join(claim["role"] or "" for claim in claims),
        **entry["identifiers"],
    }


def _print(entries: Iterable[Row]) -> None:
    output.print_table(
        [
            {
                "name": wording.shortened(entry["name"], 24),
                "also": wording.shortened("; ".join(entry["aliases"]), output.columns() - 70),
                "ids": wording.shortened(" ".join(f"{s}:{i}" for s, i in entry["identifiers"].items()), 20),
                "speaker": f"#{entry['speaker_id']}" if entry["speaker_id"] else "",
                "quotations": entry["quotations"],
            }
            for entry in entries
        ]
    )
