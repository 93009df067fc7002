"""Checks on the terminal: one in full, or a table of all that a draft has."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from quotetrack.cli import terminal
from quotetrack.display import verdicts, wording

if TYPE_CHECKING:
    from quotetrack.display.verdicts import Part, Piece
    from quotetrack.lookup.check import Check, Source
    from quotetrack.lookup.drafts import CheckedClaim, CheckedDraft

_INDENT = " " * 11
_PLAIN: dict[Part, tuple[str, str]] = {"same": ("", ""), "asked": ("[-", "-]"), "held": ("{+", "+}")}
_MARKS: dict[Part, tuple[str, str]] = {"same": ("", ""), "asked": ("\x02", "\x03"), "held": ("\x04", "\x05")}
NOBODY = "The draft names no speaker: only the words were checked."

_TOLD = 8
"""Other sources listed under a claim of a draft: the whole list is to be had by checking its words alone."""


def print_check(found: Check) -> None:
    """Print one check: the verdict first, then the words, who said them and where, then the other sources."""
    _print_sentence(found, verdicts.sentence(found))
    click.echo()
    _print_details(found)
    if others := verdicts.others(found):
        click.echo("\nAlso held, first published first:\n")
        _print_sources(others)


def _print_sentence(found: Check, text: str) -> None:
    click.echo(_coloured_by(found, textwrap.fill(text, max(terminal.columns(), 20), break_on_hyphens=False)))


def _coloured_by(found: Check, text: str) -> str:
    return click.style(text, fg=_COLOURS[verdicts.gravity(found)], bold=True)


_COLOURS = {"good": "green", "note": "yellow", "bad": "red", "none": "yellow"}


def _print_details(found: Check) -> None:
    source = found.source
    _print_line("asked", f"“{verdicts.asked(found)}”")
    if source is None or found.best is None:
        return
    for printed, piece in verdicts.shown_pieces(found):
        _print_line("piece", f"“{printed}”")
        if piece is not source:
            _print_line("", f"{wording.who(piece.hit.quotation)}, {verdicts.where(piece.hit.article)}")
    if source.printed and not found.pieces:
        _print_line(verdicts.label(found), _in_marks(found, source.printed))
    if (laid := list(verdicts.pieces(source))) and any(piece.part != "same" for piece in laid):
        _print_line("compared", laid_over(laid), made=True)
    for change in verdicts.guarded(source.finding.differences):
        _print_line("changed", change)
    if clause := verdicts.next_clause(found):
        _print_line("goes on", f"“… {clause}”")
    for notice in verdicts.notices(found):
        _print_line("warning", notice)
    _print_line("said by", terminal.speaker_line(found.best.quotation), made=True)
    _print_line("printed in", verdicts.where(found.best.article))
    _print_line("", found.best.article.url)
    _print_line("id", found.best.quotation.id)


def _in_marks(found: Check, printed: str) -> str:
    """Printed words in marks; the article's own words for what was said stand in none."""
    return printed if found.verdict == "reported" else f"“{printed}”"


def _print_line(name: str, text: str | None, *, made: bool = False) -> None:
    """A name and a text beside it, on as many lines as it takes; `made` text may hold signs of our own."""
    if not text:
        return
    line = text if made else wording.on_one_line(text)
    width = max(terminal.columns(), len(_INDENT) + 20)
    filled = textwrap.fill(
        line, width, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False, break_on_hyphens=False
    )
    click.echo(terminal.dim(f"{name:>{len(_INDENT) - 1}} ") + _styled(filled[len(_INDENT) :]))


def laid_over(laid: Sequence[Piece]) -> str:
    """Words asked and printed in one line: [-asked-] {+printed+}, or signs that `_styled` makes colours of."""
    if not _shows_colours():
        brackets = ((*_PLAIN[piece.part], wording.on_one_line(piece.text)) for piece in laid)
        return " ".join(f"{on}{text}{off}" for on, off, text in brackets if text)
    return " ".join(_word_by_word(piece) for piece in laid)


def _word_by_word(piece: Piece) -> str:
    """Every word marked on its own, so that no line break and no indent is struck through."""
    on, off = _MARKS[piece.part]
    return " ".join(f"{on}{word}{off}" for word in wording.on_one_line(piece.text).split())


def _styled(text: str) -> str:
    removed = click.style("", fg="red", strikethrough=True, reset=False)
    added = click.style("", fg="green", bold=True, reset=False)
    styles = {"\x02": removed, "\x03": "\x1b[0m", "\x04": added, "\x05": "\x1b[0m"}
    return re.sub("[\x02-\x05]", lambda found: styles[found.group()], text)


def _shows_colours() -> bool:
    color = click.get_current_context().color
    return sys.stdout.isatty() if color is None else color


def _print_sources(sources: Sequence[Source]) -> None:
    from tabulate import tabulate

    room = max(20, terminal.columns() - 52)
    rows = [
        {
            "published": wording.day(source.hit.article.published) or "no date",
            "outlet": _cut(source.hit.article.outlet or source.hit.article.name, 20),
            "verdict": verdicts.verdict_name(source.finding.verdict),
            "printed": _cut(source.printed, room),
        }
        for source in sources
    ]
    click.echo(tabulate(rows, headers="keys", tablefmt="simple", disable_numparse=True))


def print_draft(draft: CheckedDraft) -> None:
    """Print a draft's claims as a table, then those in full that are not fine."""
    from tabulate import tabulate

    article = draft.article
    click.echo(click.style(wording.on_one_line(article.id), underline=True))
    click.echo()
    if draft.claims:
        click.echo(tabulate(list(_rows(draft.claims)), headers="keys", tablefmt="simple", disable_numparse=True))
        click.echo()
    for number, claim in enumerate(draft.claims, start=1):
        if claim.check.verdict not in ("verbatim", "typographic") or verdicts.notices(claim.check):
            _print_sentence(claim.check, f"{number}. {verdicts.sentence(claim.check)}")
            _print_details(claim.check)
            _print_line("speaker", None if claim.claim.by else NOBODY)
            if told := verdicts.others(claim.check)[:_TOLD]:
                _print_line("also in", "; ".join(verdicts.where(source.hit.article) for source in told))
            click.echo()
    click.echo(verdicts.summary(draft))


def _rows(claims: Sequence[CheckedClaim]) -> Iterator[dict[str, str]]:
    room = max(shutil.get_terminal_size((80, 24)).columns - 61, 18)
    for number, claim in enumerate(claims, start=1):
        found = claim.check
        yield {
            "": str(number),
            "verdict": _coloured_by(found, f"{verdicts.sign(found)} {verdicts.verdict_name(found.verdict)}"),
            "words": _cut(verdicts.asked(found), room),
            "speaker": _cut(found.by or "—", 16),
            "held in": _cut(_held_in(found), 20),
        }


def _held_in(found: Check) -> str:
    if found.best is None:
        return "—"
    article = found.best.article
    return article.outlet or article.title or article.name.rsplit("/", 1)[-1]


def _cut(text: str, columns: int) -> str:
    """Text on one line of so many columns at most, also where it is one long word."""
    line = wording.on_one_line(text)
    short = wording.shortened(line, columns)
    return short if short == line or len(short) > columns // 2 else f"{line[: columns - 1]}…"
