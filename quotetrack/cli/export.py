"""`quotetrack export`: the quotations of a store in the forms that other programs read."""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from quotetrack import wording
from quotetrack.cli import options
from quotetrack.errors import QuotetrackError
from quotetrack.wording.cells import cells_of

if TYPE_CHECKING:
    from quotetrack.export.quotations import Exported

FORMATS = ("csv", "jsonl", "parquet", "jsonld", "webannotation", "claimreview")
# Objects are pasted into pages: nothing in them may end the <script> around them, or a line.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<\u2028\u2029"}


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

    target = None if target == "-" else target
    _check_target(database, form, target)
    with open_store(database, readonly=True) as store:
        texts = form in ("jsonld", "webannotation", "claimreview")
        # Closed before the store is, also where writing fails: `quotetrack export ... | head`.
        with closing(find_all(store, query, texts=texts, **filters)) as found:
            if target is None:
                count = _write(found, form, sys.stdout.buffer)
            else:
                count = _write_file(target, lambda file: _write(found, form, file))
    if target is not None:
        click.echo(f"{target}: {wording.nouns(count, 'quotation')} written")
    if not count:
        click.echo("Nothing found.", err=True)


def _check_target(database: str, form: str, target: str | None) -> None:
    if target is None:
        if form == "parquet" and sys.stdout.isatty():
            raise click.UsageError("parquet is nothing to read on a terminal: name a file with -o.")
    elif os.path.exists(target) and os.path.exists(database) and os.path.samefile(target, database):
        raise click.UsageError("FILE is the store itself. Name another file.")


def _write(found: Iterable[Exported], form: str, file: BinaryIO) -> int:
    """Writes quotations in one of FORMATS, always in UTF-8; how many there were."""
    if form == "parquet":
        from quotetrack.export.parquet import write_parquet

        return write_parquet((one.as_dict() for one in found), file)
    count = -1  # without the heads, or what stands for them
    for line in _csv_lines(found) if form == "csv" else _json_lines(found, form):
        # Halves of surrogate pairs, which only a database made by hand holds, become question marks.
        file.write(line.encode("utf-8", "replace"))
        count += 1
    file.flush()
    return count


def _csv_lines(found: Iterable[Exported]) -> Iterator[str]:
    """The heads, then a line for each; also where there is none."""
    lines: list[str] = []
    writer = csv.writer(_Lines(lines.append), lineterminator="\n")
    writer.writerow(name for name, _ in cells_of(_blank().as_dict()))
    yield lines.pop()
    for one in found:
        writer.writerow(value for _, value in cells_of(one.as_dict()))
        yield lines.pop()


class _Lines:
    """A file to write to that hands each line on."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self.write = write


def _blank() -> Exported:
    from quotetrack.export.quotations import Exported
    from quotetrack.lookup.excerpts import Excerpt
    from quotetrack.lookup.hits import ArticleRef, Hit
    from quotetrack.records import Attribution, Quotation

    nothing = Quotation("", "direct", "speech", "", (), Attribution())
    return Exported(Hit(0, nothing, ArticleRef(0, "", *[None] * 5), None, Excerpt(""), 0.0), (None,))


def _json_lines(found: Iterable[Exported], form: str) -> Iterator[str]:
    """An empty string, as other forms have heads, then a line for each."""
    as_object = _object_of(form)
    yield ""
    for one in found:
        line = json.dumps(as_object(one), ensure_ascii=False)
        yield (line if form == "jsonl" else line.translate(_ESCAPES)) + "\n"


def _object_of(form: str) -> Callable[[Exported], dict[str, Any]]:
    from quotetrack.export import schema_org, web_annotation
    from quotetrack.export.quotations import Exported

    objects: dict[str, Callable[[Exported], dict[str, Any]]] = {
        "jsonl": Exported.as_dict,
        "jsonld": schema_org.as_quotation,
        "claimreview": schema_org.as_claim_review,
        "webannotation": web_annotation.as_annotation,
    }
    return objects[form]


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
