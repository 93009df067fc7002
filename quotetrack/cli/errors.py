"""Exit statuses of the command line, and functions that report problems on standard error, a line each."""

from __future__ import annotations

from typing import NoReturn

import click

from quotetrack import wording
from quotetrack.errors import InputWarning

FAILURE = 1
"""Exit status where something could not be read or done."""
WORDS_FAIL = 3
"""Exit status where there are words that must not be printed as they are."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 and the number of the signal."""


def leave(status: int) -> NoReturn:
    """Ends the command with an exit status, after what was printed."""
    click.get_current_context().exit(status)


def warn(message: str) -> None:
    """Prints a warning on standard error."""
    _tell("Warning", "yellow", message)


def _tell(label: str, colour: str, message: str) -> None:
    click.echo(f"{click.style(label, fg=colour)}: {wording.on_one_line(message)}", err=True)


class Problems:
    """Problems with articles, which are printed on standard error at once, or when `tell` is called."""

    def __init__(self, *, at_once: bool = True) -> None:
        self.failures = 0
        self._at_once = at_once
        self._held: list[Exception] = []

    def add(self, error: Exception) -> None:
        """Adds an error, which counts as a failure, or an InputWarning, which does not."""
        self.failures += not isinstance(error, InputWarning)
        self._held.append(error)
        if self._at_once:
            self.tell()

    def tell(self) -> None:
        """Prints the problems that have not been printed yet, a line each."""
        for error in self._held:
            if isinstance(error, InputWarning):
                warn(str(error))
            else:
                _tell("Error", "red", str(error))
        self._held.clear()
