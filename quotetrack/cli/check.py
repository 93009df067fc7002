"""`quotetrack check` tells whether words, or all quotations of a draft, are what was said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.errors import FAILURE, WORDS_FAIL, Problems, leave
from quotetrack.cli.files import replacing

if TYPE_CHECKING:
    from quotetrack.check.drafts import CheckedDraft
    from quotetrack.store import Store

_LONGEST = 10_000
"""The most code points that are checked as one quotation: some fifteen minutes of speech."""


@click.command(short_help="Check words, or a draft: is this what was said?")
@options.database
@click.argument("words", required=False)
@click.option("--by", metavar="NAME", help="Who is said to have said it; part of a name will do.")
@click.option("--date", metavar="DATE", help="Said on this day, in this month or year, so not printed before it.")
@click.option(
    "--file",
    "draft",
    metavar="DRAFT",
    type=click.Path(),
    help="Check every quotation of this text, Markdown, HTML or Word file; - for standard input.",
)
@options.output_format("text", "json", "html")
@click.option(
    "-o", "--output", "report", metavar="FILE", type=click.Path(), help="Write the report on a draft (json, html) here."
)
@options.parser
def check(
    database: str,
    words: str | None,
    by: str | None,
    date: str | None,
    draft: str | None,
    output_format: str,
    report: str | None,
    package: str | None,
    models: Path | None,
) -> None:
    """Check whether WORDS, or the quotations of a draft, are what was said.

    The first line is the verdict: verbatim, typographic, truncated, spliced, reported (the article's
    own words for what was said), altered, paraphrase, withdrawn (by a newer version of the article),
    unsure speaker, wrong speaker or not held. Then come the words as printed, with what differs, who
    said them, and all sources, first published first. Without WORDS, or for -, standard input is
    read. Brackets ([W]e, [the rocket]), [sic] and marked omissions are read as a newsroom uses them.

    With --file the draft's quotations are found with their speakers and checked one by one; the
    draft is not stored. With --format html the report is a page to print.

    Exit status: 3 for words that must not be printed as they are: altered, reported, withdrawn,
    somebody else's or perhaps so, cut against their sense, or joined without a mark; else 0. Words
    that are not held are no error: absence from a store proves nothing.

    \b
    Example:
      quotetrack check news.db "We had 214 letters" --by Tennant
    """
    if draft is None:
        if output_format == "html" or report or package or models:
            raise click.UsageError("--format html, --output, --package and --models go with --file.")
        failed = _check_words(database, _asked(words), by and _cleaned(by), date, output_format)
    else:
        if words is not None or by is not None:
            raise click.UsageError("--file takes words and speakers from the draft: leave out WORDS and --by.")
        if report and output_format == "text":
            raise click.UsageError("--output goes with --format json or html.")
        problems = Problems()
        with options.reading(database) as store:
            drafts = list(_checked(store, draft, date, problems, package, models))
        _report(drafts, output_format, report, database)
        failed = any(each.failures for each in drafts)
        if problems.failures and not failed:
            leave(FAILURE)
    if failed:
        leave(WORDS_FAIL)


def _asked(words: str | None) -> str:
    """Returns the words of the command line, or of standard input. Raises UsageError for none or too many."""
    if words is None and sys.stdin.isatty():
        raise click.UsageError("give the words to check, or a draft with --file.")
    if words in (None, "-"):
        words = sys.stdin.buffer.read(4 * _LONGEST + 1).decode("utf-8", "replace")
    words = _cleaned(words or "").removeprefix("\ufeff").strip()
    if len(words) > _LONGEST:
        raise click.UsageError(f"more than {_LONGEST:,} characters are no single quotation: check a draft with --file.")
    return words


def _cleaned(text: str) -> str:
    """Replaces lone surrogates, as which the command line gives bytes that are no UTF-8."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _check_words(database: str, words: str, by: str | None, date: str | None, output_format: str) -> bool:
    from quotetrack.check.check import check
    from quotetrack.cli.verdicts import print_check

    with options.reading(database) as store:
        found = check(store, words, by=by, date=date)
    output.print_one(found, output_format, print_check)
    return found.fails


def _checked(
    store: Store, draft: str, date: str | None, problems: Problems, package: str | None, models: Path | None
) -> Iterator[CheckedDraft]:
    """Yields the drafts that a path names, each checked; a directory or JSON lines may hold several."""
    from quotetrack.check.drafts import check_draft
    from quotetrack.intake import read_articles
    from quotetrack.lookup.filters import read_bounds

    read_bounds(date, None)  # a wrong date is reported before a parser is loaded, which takes seconds
    articles = list(read_articles([draft], on_error=problems.add))
    if not articles:
        return
    for article, found in options.extracted(articles, package, models, problems):
        yield check_draft(store, article, found, date=date)


def _report(drafts: list[CheckedDraft], output_format: str, path: str | None, database: str) -> None:
    if output_format == "text":
        from quotetrack.cli.verdicts import print_draft

        for draft in drafts:
            print_draft(draft)
        return
    if not drafts and path:
        return  # nothing could be read, so an earlier report is left as it is
    if output_format == "html":
        from quotetrack.wording.html import render_report

        text = render_report(drafts, database)
    else:
        rows = [claim.as_dict(draft.article.id) for draft in drafts for claim in draft.claims]
        text = json.dumps(rows, ensure_ascii=False, indent=2)
    _write(text, path, drafts)


def _write(text: str, path: str | None, drafts: list[CheckedDraft]) -> None:
    if path is None or path == "-":
        click.echo(text)
        return
    with replacing(path) as file:
        file.write(f"{text}\n".encode("utf-8", "replace"))
    from quotetrack.wording.verdicts import summary

    for draft in drafts:
        click.echo(f"{wording.on_one_line(path)}: {summary(draft)}", err=True)
