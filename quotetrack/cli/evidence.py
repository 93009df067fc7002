"""`quotetrack evidence` writes a bundle of files that proves where a quotation stands, and checks such a bundle."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options
from quotetrack.cli.errors import FAILURE, leave
from quotetrack.errors import QuotetrackError

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command(short_help="Write, or verify, the evidence for quotations.")
@click.argument("database", metavar="[DB]", required=False, type=click.Path())
@click.argument("quotations", metavar="[ID...]", nargs=-1)
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Write the evidence to DIR.")
@click.option("--verify", metavar="DIR", type=click.Path(path_type=Path), help="Check the evidence in DIR.")
@click.option("--force", is_flag=True, help="Write to a DIR that holds other files, and leave these where they are.")
def evidence(
    database: str | None,
    quotations: tuple[str, ...],
    output: Path | None,
    verify: Path | None,
    force: bool,
) -> None:
    """Write the evidence for quotations to a folder, or check such a folder.

    ID is the quotation's, as `search` prints it. For each one DIR gets a page to read and print, the
    article's text as it was ingested, and a record with the places of the words (W3C Web Annotation), hashes,
    times, versions, and the judgements that led to the speaker; manifest.json has the hash of every file,
    and `sha256sum --check SHA256SUMS` works without quotetrack. Evidence that DIR held before is replaced.

    With --verify every hash and every place is checked again; with DB also whether the store still holds
    the same. What is wrong is printed, and the exit status is then 1.

    \b
    Example:
      quotetrack evidence news.db 3f9a0c12d4e5 -o evidence/
    """
    if verify is not None:
        if quotations or output or force:
            raise click.UsageError("--verify takes a DB at most, and no ID or other option.")
        if not _verify(verify, database):
            leave(FAILURE)
        return
    if not database or not quotations or output is None:
        raise click.UsageError("Name a store, an ID or more and a folder: DB ID... -o DIR. Or check one: --verify DIR.")
    _write(database, quotations, output, force)


def _write(database: str, quotations: Sequence[str], where: Path, force: bool) -> None:
    from quotetrack.check.bundles import MANIFEST, make_bundle
    from quotetrack.check.evidence import gather_evidence, hash_of
    from quotetrack.wording.html import render_evidence

    with options.reading(database) as store:
        gathered = gather_evidence(store, quotations)
    # The folder is left out of the command, so that the same bundle comes out in any folder.
    command = shlex.join(["quotetrack", "evidence", database, *quotations])
    pages = [(found, render_evidence(found)) for found in gathered]
    files = make_bundle(pages, created_at=datetime.now(UTC).isoformat(timespec="seconds"), command=command)
    with _errors_told(where):
        strangers = _make_room(where, force)
        _save(where, files)
    click.echo(f"{where}: evidence for {wording.nouns(len(gathered), 'quotation')}")
    click.echo(f"{MANIFEST} has the sha256 {hash_of(files[MANIFEST])}. Keep it elsewhere: it seals all the rest.")
    if strangers:
        names = wording.on_one_line(", ".join(strangers))
        click.echo(f"{where}: other files were left in it, which --verify will name: {names}", err=True)


@contextmanager
def _errors_told(where: Path) -> Iterator[None]:
    """Turns an OSError into a QuotetrackError that tells what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else str(where)
        raise QuotetrackError(f"{place}: {error.strerror or error}. Choose another folder, or mend this.") from error


def _make_room(where: Path, force: bool) -> list[str]:
    """Deletes the evidence that a folder holds, and returns what else is in it.

    Raises QuotetrackError where there is something else, unless `force` is set.
    """
    from quotetrack.check.bundles import MANIFEST, PLACE

    if not where.exists() and not where.is_symlink():
        return []
    if not where.is_dir():
        raise QuotetrackError(f"{where}: not a folder. Choose another name.")
    ours: list[str] = []
    strangers = sorted(place.name for place in where.iterdir())
    if _is_bundle(where / MANIFEST):
        held = list(_walk(where))
        ours = [path for path in held if PLACE.fullmatch(path) and not (where / path).is_symlink()]
        strangers = sorted(set(held) - set(ours))
    if strangers and not force:
        raise QuotetrackError(
            f"{where}: holds other files than evidence. Choose an empty or a new folder, or give --force to write "
            "into this one; its other files then stay, but for those that the evidence has too."
        )
    for path in ours:
        (where / path).unlink()
    for folder in {(where / path).parent for path in ours} - {where}:
        if not any(folder.iterdir()):
            folder.rmdir()
    return strangers


def _is_bundle(manifest: Path) -> bool:
    """Whether a file is a manifest of evidence, of any version, even if it was changed since."""
    return manifest.is_file() and not manifest.is_symlink() and b'"quotetrack evidence ' in manifest.read_bytes()


def _walk(where: Path) -> Iterator[str]:
    """Yields the paths of all files, links and empty folders (with / at the end) in a folder, with / as separator."""

    def fail(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(where, onerror=fail):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*names, *links]):
            yield (here / name).relative_to(where).as_posix()
        if not names and not folders and here != where:
            yield f"{here.relative_to(where).as_posix()}/"


def _save(where: Path, files: dict[str, bytes]) -> None:
    """Writes the files in the order of the bundle, its hashes last: what is cut short is no bundle."""
    for path, data in files.items():
        place = where / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_symlink() or (place.parent != where and place.parent.is_symlink()):
            raise QuotetrackError(f"{place}: a link, not a file. Choose another folder.")
        place.write_bytes(data)


def _verify(where: Path, database: str | None) -> bool:
    """Checks a bundle, and the store against it; prints what is wrong, and returns whether nothing is."""
    from quotetrack.check.bundles import MANIFEST, find_faults, read_records
    from quotetrack.check.evidence import find_changes, hash_of

    with _errors_told(where):
        if not where.is_dir():
            raise QuotetrackError(f"{where}: no such folder. `quotetrack evidence DB ID... -o DIR` writes one.")
        files, odd = _read(where)
    faults = [*odd, *find_faults(files)]
    changes: list[str] = []
    if database:
        with options.reading(database) as store:
            changes = find_changes(store, read_records(files))
    _print_list(f"{where}: not as it was written:", faults)
    _print_list(f"{database} holds otherwise now than {where} says:", changes)
    if not faults:
        count = wording.nouns(len(read_records(files)), "quotation")
        click.echo(f"{where}: whole: every file, hash and place of {count} is as it was written")
        click.echo(f"{MANIFEST} has the sha256 {hash_of(files[MANIFEST])}")
        if database and not changes:
            click.echo(f"{database}: holds the same text, attribution and judgements")
    return not faults and not changes


def _read(where: Path) -> tuple[dict[str, bytes], list[str]]:
    """Returns the files of a folder by path, and a line for each thing in it that is no file.

    A file that is no part of evidence is listed without its content: the folder may be a wrong one, and large.
    """
    from quotetrack.check.bundles import MANIFEST, PLACE

    files: dict[str, bytes] = {}
    odd: list[str] = []
    if not (where / MANIFEST).exists():
        return files, odd
    for path in _walk(where):
        place = where / path
        if path.endswith("/"):
            odd.append(f"{path}: added: an empty folder")
        elif place.is_symlink() or not place.is_file():
            odd.append(f"{path}: a link or device, not a file")
        else:
            files[path] = place.read_bytes() if PLACE.fullmatch(path) else b""
    return files, odd


def _print_list(head: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(head)
        for line in lines:
            click.echo(f"  {wording.on_one_line(line)}")
