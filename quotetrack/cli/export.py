"""`quotetrack export` writes the quotations of a store in formats that other programs read."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import Any

import click

from quotetrack import wording
from quotetrack.cli import options
from quotetrack.cli.files import replacing
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

    target, chosen = None if target == "-" else target, FORMATS[form]
    _check_target(database, chosen, target)
    with (
        options.reading(database) as store,
        # It is closed before the store, also where writing fails, as in `quotetrack export ... | head`.
        closing(find_all(store, query, texts=chosen.needs_texts, **filters)) as found,
    ):
        if target is None:
            count = chosen.write(found, sys.stdout.buffer)
        else:
            with replacing(target) as file:
                count = chosen.write(found, file)
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
