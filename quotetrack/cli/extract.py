"""`quotetrack extract` prints the quotations of articles, without a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.errors import FAILURE, Problems, leave
from quotetrack.contract import as_json
from quotetrack.records import Article, Quotation

Found = Iterator[tuple[Article, list[Quotation]]]


@click.command(short_help="Print the quotations of articles.")
@options.articles
@options.output_format("text", "json", "jsonl", "csv", "html")
@options.input_format
@options.parser
def extract(
    paths: tuple[str, ...],
    output_format: str,
    input_format: str | None,
    package: str | None,
    models: Path | None,
) -> None:
    """Print the quotations of articles, without keeping them.

    PATH is a file, a directory, a pattern such as "news/*.html", or - for standard input: plain
    text, Markdown, HTML, Word, or JSON lines with an article each (also gzipped). With --format
    jsonl every quotation is one JSON object; with html the article itself, marked up, is the output.

    An article that cannot be read is named and left out; the exit status is then 1.

    \b
    Example:
      quotetrack extract --format jsonl article.txt
    """
    problems = Problems()
    articles = options.read_first(paths, input_format, problems)
    # Where there is no article, the parser is not loaded.
    _print(options.extracted(articles, package, models, problems) if articles else iter(()), output_format)
    if problems.failures:
        leave(FAILURE)


def _print(found: Found, output_format: str) -> None:
    if output_format == "html":
        from quotetrack.wording.html import render_articles

        click.echo(render_articles(list(found)))
    elif output_format == "text":
        for article, quotations in found:
            _print_article(article, quotations)
    else:
        output.print_rows((as_json(q, article.id) for article, quotations in found for q in quotations), output_format)


def _print_article(article: Article, quotations: list[Quotation]) -> None:
    title = wording.dotted(article.title, article.outlet, wording.day(article.published))
    click.echo(click.style(article.id, underline=True) + (f"  {title}" if title else ""))
    for quotation in quotations:
        click.echo()
        _print_quotation(article, quotation)
    click.echo(f"\n{wording.nouns(len(quotations), 'quotation')}\n")


def _print_quotation(article: Article, quotation: Quotation) -> None:
    given = quotation.attribution
    indent = "  " * (quotation.depth + 1)
    cue = " … ".join(" ".join(article.text[start:end].split()) for start, end in given.cue)
    places = ", ".join(f"{start}–{end}" for start, end in quotation.content)
    click.echo(indent + output.speaker_line(quotation))
    click.echo(output.wrapped(wording.in_marks(quotation, quotation.text), indent + "  "))
    facts = wording.dotted(
        wording.nature(quotation), f"cue “{cue}”" if cue else None, f"{given.confidence:.0%} sure", f"at {places}"
    )
    click.echo(indent + "  " + click.style(facts, dim=True))
