"""Quotations and speakers in words: the pieces of which everything readable is made."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from quotetrack.records import Quotation, Span

if TYPE_CHECKING:
    from quotetrack.lookup.excerpts import Excerpt

WIDEST = 100
"""Columns that running text takes at most: longer lines are hard to read."""

# Stand for the ends of a highlight while lines are broken; on_one_line lets none through from an article.
_ON, _OFF = "\x02", "\x03"
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(128, 160)])


def who(quotation: Quotation) -> str:
    """The speaker: the name, or what the article calls them, or `unknown speaker`."""
    given = quotation.attribution
    return on_one_line(given.name or given.mention or "unknown speaker")


def capacity(role: str | None, organizations: Sequence[str]) -> str:
    """Role and organisations, as far as known, parted by commas."""
    return ", ".join(on_one_line(part) for part in (role, *organizations) if part)


def stated(quotation: Quotation) -> str:
    """Role and organisations that the words for the speaker do not hold already: "two officials"
    need not be told to be officials."""
    given, said = quotation.attribution, who(quotation).casefold()
    role = given.role if given.role and given.role.casefold() not in said else None
    return capacity(role, [name for name in given.affiliations if name.casefold() not in said])


def speaker_line(quotation: Quotation) -> str:
    """Who, in what role, for whom; through which outlet it came."""
    given = quotation.attribution
    line = click.style(who(quotation), bold=True)
    if told := stated(quotation):
        line += f", {told}"
    return line + (f" (via {on_one_line(given.via)})" if given.via else "")


def in_marks(quotation: Quotation, text: str) -> str:
    """Words as they are to be shown: direct quotations between marks."""
    return f"“{text}”" if quotation.kind == "direct" else text


def nature(quotation: Quotation) -> str:
    """What kind of quotation it is, and what is unusual about it."""
    kind = "in marks, but not speech" if quotation.act == "not_speech" else quotation.kind
    act = None if quotation.act in ("speech", "not_speech") else quotation.act
    return dotted(kind, act, None if quotation.closed else "never closed")


def dotted(*parts: str | None) -> str:
    """The parts that there are, parted by dots."""
    return " · ".join(on_one_line(part) for part in parts if part)


def day(published: str | None) -> str | None:
    """The day of a date and time."""
    return published and published[:10]


def nouns(count: int, one: str) -> str:
    """A count with its noun: `1 article`, `2,000 articles`."""
    return f"{count:,} {one if count == 1 else one + 's'}"


def on_one_line(text: str) -> str:
    """Text with white space as single spaces, and nothing in it that would steer a terminal."""
    return " ".join(text.translate(_CONTROLS).split())


def dim(text: str) -> str:
    """Text that stands back."""
    return click.style(text, dim=True)


def wrapped(text: str, indent: str = "  ") -> str:
    """Text on lines of the terminal's width (80 columns where there is none)."""
    return _filled(on_one_line(text), indent)


def _filled(line: str, indent: str) -> str:
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return textwrap.fill(
        line,
        max(width, len(indent) + 20),
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
