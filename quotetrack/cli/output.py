"""Prints what commands print: rows in any format, objects and tables, and text in the terminal's width and colours."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quotetrack import wording
from quotetrack.export.tables import csv_lines
from quotetrack.records import Quotation, Span
from quotetrack.wording import in_marks, on_one_line, stated, who

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from quotetrack.lookup.hits import Excerpt, Hit

T = TypeVar("T")


def print_rows(rows: Iterable[Mapping[str, Any]], output_format: str) -> None:
    """Print JSON objects as `json` (an array), `jsonl` (one a line) or `csv`, as they come."""
    if output_format == "csv":
        for line in csv_lines(rows):
            click.echo(line, nl=False)
    elif output_format == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        before = "["
        for row in rows:
            click.echo(f"{before}\n{json.dumps(row, ensure_ascii=False)}", nl=False)
            before = ","
        click.echo("[]" if before == "[" else "\n]")


def print_list(
    found: Iterable[T], output_format: str, in_text: Callable[[Iterable[T]], None], nothing: str = "Nothing found."
) -> None:
    """Print rows, or things with `as_dict`: by `in_text` for people, or as JSON objects or CSV for programs.

    For people, `nothing` is printed on standard error where the list is empty.
    """
    if output_format != "text":
        print_rows(map(_as_row, found), output_format)
        return
    coming = iter(found)
    first = next(coming, None)
    if first is None:
        click.echo(nothing, err=True)
    else:
        in_text(chain([first], coming))


def _as_row(found: Any) -> Mapping[str, Any]:
    row: Mapping[str, Any] = found if isinstance(found, Mapping) else found.as_dict()
    return row


def print_one(found: T, output_format: str, in_text: Callable[[T], None]) -> None:
    """Print a row, or a thing with `as_dict`: by `in_text` for people, or as one JSON object."""
    if output_format == "json":
        print_object(_as_row(found))
    else:
        in_text(found)


def print_object(value: Mapping[str, Any]) -> None:
    """Print one JSON object, indented for reading."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Iterable[Mapping[str, Any]], *, numbers: bool = True) -> None:
    """Print rows of equal keys as a table under their keys; `numbers` aligns columns of numbers to the right."""
    from tabulate import tabulate

    click.echo(tabulate(list(rows), headers="keys", tablefmt="simple", intfmt=",", disable_numparse=not numbers))


WIDEST = 100
"""The most columns of running text: longer lines are hard to read."""

# These mark the ends of a highlight while lines are broken; on_one_line removes them from the text of articles.
_ON, _OFF = "\x02", "\x03"


def speaker_line(quotation: Quotation) -> str:
    """Return who said a quotation, in what capacity, and through which outlet it came."""
    given = quotation.attribution
    line = click.style(who(quotation), bold=True)
    if told := stated(quotation):
        line += f", {told}"
    return line + (f" (via {on_one_line(given.via)})" if given.via else "")


def terminal_width() -> int:
    """Return the columns of the terminal; 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def columns() -> int:
    """Return how many columns running text may have here."""
    return min(terminal_width(), WIDEST)


def progress(label: str, length: int | None, *, counts: bool = False) -> ProgressBar[Any]:
    """Return a progress bar on standard error, if that is a terminal; `length` is None where it is not known."""
    return click.progressbar(
        iter(()), length=length, label=label, show_pos=counts, file=sys.stderr, hidden=not sys.stderr.isatty()
    )


def hint(command: str, database: str, more: str = "") -> str:
    """Return a command to type next, ready to be copied: `quotetrack undo 'the news.db' NUMBER`."""
    return f"`quotetrack {command} {shlex.quote(database)}{more and ' '}{more}`"


def print_title(text: str) -> None:
    """Print an underlined title."""
    click.echo(click.style(on_one_line(text), underline=True))


def dim(text: str) -> str:
    """Return text in a dim style."""
    return click.style(text, dim=True)


def wrapped(text: str, indent: str = "  ") -> str:
    """Return text on indented lines that fit the terminal."""
    return filled(on_one_line(text), indent)


def warned(text: str) -> str:
    """Return text as `wrapped` does, in red."""
    return click.style(wrapped(text), fg="red")


def filled(line: str, indent: str) -> str:
    """Break a line between words, and indent every line."""
    return textwrap.fill(
        line,
        max(columns(), len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def highlighted(excerpt: Excerpt, quotation: Quotation | None = None) -> str:
    """Return an excerpt on wrapped lines with what was looked for highlighted; a direct `quotation` stands in marks."""
    line = "".join(_ON + keep_ends(text) + _OFF if found else keep_ends(text) for text, found in excerpt.pieces())
    return _with_highlights(filled(in_marks(quotation, line) if quotation else line, "  "))


def print_hits(hits: Iterable[Hit]) -> None:
    """Print quotations for people: speaker, words, whether they are withdrawn, place and date, and the id."""
    for at, hit in enumerate(hits):
        if at:
            click.echo()
        click.echo(speaker_line(hit.quotation))
        click.echo(highlighted(hit.excerpt, hit.quotation))
        if hit.withdrawn:
            click.echo(warned(wording.withdrawn(hit.withdrawn)))
        nature = None if hit.quotation.kind == "direct" else wording.nature(hit.quotation)
        facts = wording.dotted(wording.printed_in(hit.article), nature)
        click.echo(f"  {dim(wording.dotted(facts, hit.quotation.id))}")


def marked_paragraph(text: str, spans: Iterable[Span]) -> str:
    """Return a paragraph on wrapped lines with spans of it, which may overlap, highlighted."""
    at = 0
    pieces: list[str] = []
    for start, end in sorted(spans):
        start = max(start, at)
        if start < end:
            pieces += [keep_ends(text[at:start]), _ON, keep_ends(text[start:end]), _OFF]
            at = end
    return _with_highlights(filled("".join([*pieces, keep_ends(text[at:])]), "  "))


def keep_ends(text: str) -> str:
    """Return text as `on_one_line` does, but keep a space at either end."""
    line = on_one_line(text)
    if not line:
        return " " if text else ""
    return " " * text[0].isspace() + line + " " * text[-1].isspace()


def _with_highlights(lines: str) -> str:
    """Show highlights in bold yellow where colours are shown, and *between stars* elsewhere."""
    on, off = (click.style("", fg="yellow", bold=True, reset=False), "\x1b[0m") if shows_colours() else ("*", "*")
    return lines.replace(_ON, on).replace(_OFF, off)


def shows_colours() -> bool:
    """Whether standard output shows colours: a terminal does, unless the user wants none."""
    color = click.get_current_context().color
    return sys.stdout.isatty() if color is None else color
