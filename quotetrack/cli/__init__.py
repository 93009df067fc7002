"""The command line: each command parses its options, calls one function and prints the result.

A command is in the module of its name, or in one with similar commands: `search` also has stats, `show` has variants
and changes, `judgements` has merge, split and undo, `speakers` has speaker, and `packs` has train, evaluate and models.
Five modules serve the commands: `options` holds the options that several commands share and opens what they name,
`output` prints lists, tables and quotations, `verdicts` prints checks, `errors` has the exit statuses and reports
problems, and `files` reads and writes files of rows.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from quotetrack import wording
from quotetrack.cli.check import check
from quotetrack.cli.dedupe import dedupe
from quotetrack.cli.errors import INTERRUPTED
from quotetrack.cli.evidence import evidence
from quotetrack.cli.export import export
from quotetrack.cli.extract import extract
from quotetrack.cli.ingest import ingest
from quotetrack.cli.judgements import judgements, merge, split, undo
from quotetrack.cli.packs import evaluate, models, train
from quotetrack.cli.people import people
from quotetrack.cli.review import review
from quotetrack.cli.search import search, stats
from quotetrack.cli.serve import serve
from quotetrack.cli.show import changes, show, variants
from quotetrack.cli.speakers import speaker, speakers
from quotetrack.cli.verify import verify
from quotetrack.errors import QuotetrackError
from quotetrack.settings import VERSION


class Commands(click.Group):
    """The group of all commands, in the order of a day's work; it turns errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Lists the commands in the order in which they were added, not by letter."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; a QuotetrackError ends it with exit status 1, and Ctrl-C with 130, without a message."""
        try:
            return super().invoke(ctx)
        except QuotetrackError as error:
            raise click.ClickException(wording.on_own_lines(str(error))) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="quotetrack")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Who said what: find quotations and their speakers in articles, keep and search them.

    \b
    quotetrack ingest news.db articles/
    quotetrack search news.db "harbour dredging"
    quotetrack check news.db "We have waited long enough" --by Finch

    Everything happens on this machine. Exit status: 0 success, 1 failure, 2 wrong usage.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if hasattr(sys.stdout, "reconfigure"):
        # A terminal that cannot show a curly mark shows a question mark instead of a traceback.
        sys.stdout.reconfigure(errors="replace")


for command in (
    extract, ingest, changes, search, show, check, verify, variants, evidence, speakers, speaker, dedupe, review, merge,
    split, undo, judgements, people, export, stats, serve, models, train,
    evaluate,
):  # fmt: skip
    main.add_command(command)
