"""Errors on the command line: what goes wrong with articles, told a line each, and a look ahead at the first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import click

from quotetrack import wording
from quotetrack.errors import InputWarning
from quotetrack.records import Article


class Problems:
    """What went wrong with articles: told on standard error at once, or when `tell` is called."""

    def __init__(self, *, at_once: bool) -> None:
        self.failures = 0
        self._at_once = at_once
        self._held: list[Exception] = []

    def add(self, error: Exception) -> None:
        """Take note of an error, which lost an article, or of an InputWarning, which did not."""
        self.failures += not isinstance(error, InputWarning)
        self._held.append(error)
        if self._at_once:
            self.tell()

    def tell(self) -> None:
        """Tell what has not been told yet, a line each."""
        for error in self._held:
            label, colour = ("Warning", "yellow") if isinstance(error, InputWarning) else ("Error", "red")
            click.echo(f"{click.style(label, fg=colour)}: {wording.on_one_line(str(error))}", err=True)
        self._held.clear()


def started(articles: Iterator[Article]) -> Iterator[Article] | None:
    """The same articles with the first one read already; None where there is none."""
    first = next(articles, None)
    return None if first is None else chain([first], articles)
