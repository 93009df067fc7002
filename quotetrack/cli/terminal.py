"""Text on a terminal: its width, its colours, lines broken between words."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from quotetrack.records import Quotation, Span
from quotetrack.wording import in_marks, on_one_line, stated, who

if TYPE_CHECKING:
    from quotetrack.lookup.excerpts import Excerpt

WIDEST = 100
"""Columns that running text takes at most: longer lines are hard to read."""

# Stand for the ends of a highlight while lines are broken; on_one_line lets none through from an article.
_ON, _OFF = "\x02", "\x03"


def speaker_line(quotation: Quotation) -> str:
    """Who, in what role, for whom; through which outlet it came."""
    given = quotation.attribution
    line = click.style(who(quotation), bold=True)
    if told := stated(quotation):
        line += f", {told}"
    return line + (f" (via {on_one_line(given.via)})" if given.via else "")


def columns() -> int:
    """How wide running text may be here."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def dim(text: str) -> str:
    """Text that stands back."""
    return click.style(text, dim=True)


def wrapped(text: str, indent: str = "  ") -> str:
    """Text on lines of the terminal's width (80 columns where there is none)."""
    return _filled(on_one_line(text), indent)


def warned(text: str) -> str:
    """The same, so that it is not passed over."""
    return click.style(wrapped(text), fg="red")


def _filled(line: str, indent: str) -> str:
    return textwrap.fill(
        line,
        max(columns(), len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def highlighted(excerpt: Excerpt, quotation: Quotation | None = None, indent: str = "  ") -> str:
    """An excerpt on wrapped lines, what was looked for highlighted."""
    line = "".join(_ON + on_one_piece(text) + _OFF if found else on_one_piece(text) for text, found in excerpt.pieces())
    return _shown(_filled(in_marks(quotation, line) if quotation else line, indent))


def marked_paragraph(text: str, spans: Iterable[Span], indent: str = "  ") -> str:
    """A paragraph on wrapped lines with spans of it, which may overlap, highlighted."""
    at = 0
    pieces: list[str] = []
    for start, end in sorted(spans):
        start = max(start, at)
        if start < end:
            pieces += [on_one_piece(text[at:start]), _ON, on_one_piece(text[start:end]), _OFF]
            at = end
    return _shown(_filled("".join([*pieces, on_one_piece(text[at:])]), indent))


def on_one_piece(text: str) -> str:
    """Like `on_one_line`, but a space at either end stays."""
    line = on_one_line(text)
    if not line:
        return " " if text else ""
    return " " * text[0].isspace() + line + " " * text[-1].isspace()


def _shown(lines: str) -> str:
    """Highlights in bold yellow on a terminal, *between stars* elsewhere."""
    on, off = (click.style("", fg="yellow", bold=True, reset=False), "\x1b[0m") if _coloured() else ("*", "*")
    return lines.replace(_ON, on).replace(_OFF, off)


def _coloured() -> bool:
    """Whether standard output shows colours: a terminal does, unless the user wants none."""
    color = click.get_current_context().color
    return sys.stdout.isatty() if color is None else color
