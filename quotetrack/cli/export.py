"""`quotetrack export`: the quotations of a store in the forms that other programs read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

import click

from quotetrack import wording
from quotetrack.cli import options
from quotetrack.errors import QuotetrackError
from quotetrack.export.formats import FORMATS, Format


@click.command(short_help="Write quotations as CSV, Parquet, JSON-LD, annotations.")
@options.database
@click.argument("query", default="")
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="Form of the output, see above.")
@click.option("-o", "--output", "target", metavar="FILE", help="Write to FILE, replacing it; without it, print.")
@options.filters
@options.advanced
def export(database: str, query: str, form: str, target: str | None, **filters: Any) -> None:
    """Write all quotations that `search` would find, in the order of ingest; without a QUERY, all of the store.

    csv and jsonl hold what `search` prints, with the ids of the people file; parquet the same in typed columns
    (it needs pyarrow: pip install 'quotetrack[parquet]'). The others are JSON-LD, one object a line: jsonld
    schema.org Quotations; webannotation W3C Web Annotations, whose positions count code points of the text as
    ingested; claimreview drafts of schema.org ClaimReview, null where the desk has to fill something in.

    \b
    Example:
      quotetrack export news.db harbour --format jsonld --since 2024 -o harbour.jsonld
    """
    from quotetrack.export.quotations import find_all
    from quotetrack.store import open_store

    target, chosen = None if target == "-" else target, FORMATS[form]
    _check_target(database, chosen, target)
    with (
        open_store(database, readonly=True) as store,
        # Closed before the store is, also where writing fails: `quotetrack export ... | head`.
        closing(find_all(store, query, texts=chosen.needs_texts, **filters)) as found,
    ):
        if target is None:
            count = chosen.write(found, sys.stdout.buffer)
        else:
            count = _write_file(target, lambda file: chosen.write(found, file))
    if target is not None:
        click.echo(f"{target}: {wording.nouns(count, 'quotation')} written")
    if not count:
        click.echo("Nothing found.", err=True)


def _check_target(database: str, chosen: Format, target: str | None) -> None:
    if target is None:
        if chosen.is_binary and sys.stdout.isatty():
            raise click.UsageError(f"{chosen.name} is nothing to read on a terminal: name a file with -o.")
    elif os.path.exists(target) and os.path.exists(database) and os.path.samefile(target, database):
        raise click.UsageError("FILE is the store itself. Name another file.")


def _write_file(target: str, write: Callable[[BinaryIO], int]) -> int:
    """Writes beside the file, and puts that in its place when all is there: a failure leaves the old one."""
    place = os.path.realpath(target)
    try:
        if os.path.exists(place) and not stat.S_ISREG(os.stat(place).st_mode):
            with open(place, "wb") as file:  # a pipe or a device cannot be replaced
                return write(file)
        beside = f"{place}.part"
        try:
            with open(beside, "wb") as file:
                count = write(file)
            os.replace(beside, place)
        finally:
            Path(beside).unlink(missing_ok=True)
    except OSError as error:
        raise QuotetrackError(f"{target}: cannot be written: {error.strerror or error}. Name another file.") from None
    return count
