"""`quotetrack ingest` reads articles and saves their quotations in a store."""

from __future__ import annotations

import shlex
import sys
from functools import partial
from pathlib import Path

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.dedupe import outcome
from quotetrack.cli.errors import FAILURE, Problems, leave
from quotetrack.intake import count_articles


@click.command(short_help="Read articles and keep their quotations in a store.")
@options.database
@options.articles
@options.input_format
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Parse in so many processes. The store comes out the same.",
)
@options.parser
def ingest(
    database: str,
    paths: tuple[str, ...],
    input_format: str | None,
    jobs: int,
    package: str | None,
    models: Path | None,
) -> None:
    """Read articles and keep them, their quotations and speakers in a store.

    DB is the store's file, made if it is not there. PATH is a file, a directory, a pattern such as
    "news/*.html", or - for standard input: plain text, Markdown, HTML, Word, or JSON lines with
    an article each (also gzipped).

    An article that the store has is passed over, so that the same command can be given again
    after new articles came, or after it was interrupted. At the end, speakers that are surely
    one under two names are joined, as `quotetrack dedupe` does. An article that cannot be read is left out
    and named at the end; the exit status is then 1. One that came again with other text is kept
    as a new version beside the old one (`quotetrack changes`).

    \b
    Example:
      quotetrack ingest news.db articles/ "archive/2024-*.jsonl.gz"
    """
    from quotetrack.identity import count_questions
    from quotetrack.parse import load_parser, stamp_of
    from quotetrack.pipeline import ingest as ingest_articles
    from quotetrack.store import open_store

    problems = Problems(at_once=False)
    articles = options.read_first(paths, input_format, problems)
    if articles is None:
        problems.tell()
        leave(FAILURE)
    bar = output.progress("Reading articles", count_articles(paths), counts=True)
    with open_store(database, create=True) as store, bar:
        counts = ingest_articles(
            articles,
            partial(load_parser, package, models=models),
            store,
            jobs=jobs,
            pack=stamp_of(package, models),
            command=shlex.join(["quotetrack", *sys.argv[1:]]),
            on_error=problems.add,
            on_progress=lambda: bar.update(1),
        )
        waiting = count_questions(store)
    problems.tell()
    click.echo(
        f"{database}: {wording.nouns(counts.articles, 'article')} added with "
        f"{wording.nouns(counts.quotations, 'quotation')}, {counts.skipped:,} already there, "
        f"{problems.failures:,} failed"
    )
    if counts.changed:
        click.echo(
            f"{database}: {wording.nouns(counts.changed, 'article')} of these came again with other text: "
            + output.hint("changes", database)
        )
    if counts.joined or (waiting and counts.articles):
        click.echo(f"{database}: {outcome(database, counts.joined, waiting)}")
    if problems.failures:
        leave(FAILURE)
