"""Prints verdicts on the terminal: one check in full, a checked draft, or what `verify` found."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli import output
from quotetrack.wording import in_print, verdicts

if TYPE_CHECKING:
    from quotetrack.check.check import Check
    from quotetrack.check.drafts import CheckedClaim, CheckedDraft
    from quotetrack.check.sources import StoredSource
    from quotetrack.check.verification import Verification, Verified
    from quotetrack.comparison.verdicts import Answer, Source
    from quotetrack.wording.in_print import ComparedPiece, Part

_INDENT = " " * 11
_BRACKETS: dict[Part, tuple[str, str]] = {"same": ("", ""), "asked": ("[-", "-]"), "held": ("{+", "+}")}
_COLOUR_MARKS: dict[Part, tuple[str, str]] = {"same": ("", ""), "asked": ("\x02", "\x03"), "held": ("\x04", "\x05")}

_MOST_LISTED = 8
"""The most other sources of a claim, or places of words, that are listed; a check of words alone lists all sources."""


def print_check(found: Check) -> None:
    """Print one check: the verdict first, then the words, who said them and where, then the other sources."""
    print_outcome(found)
    _print_who_and_where(found)
    if others := verdicts.others(found):
        click.echo("\nAlso held, first published first:\n")
        _print_sources(others)


def print_outcome(found: Answer, lead: str = "") -> None:
    """Print the verdict in a sentence, then the words asked and printed, what differs, warnings and notes.

    `lead` is printed before the verdict, such as the number of a claim.
    """
    sentence = textwrap.fill(f"{lead}{verdicts.sentence(found)}", max(output.columns(), 20), break_on_hyphens=False)
    click.echo(_coloured_by(found, sentence) + "\n" * (not lead))
    print_line("asked", f"“{verdicts.asked(found)}”")
    if found.source is None:
        return
    _print_words(found, found.source)
    for change in verdicts.guarded(found.source):
        print_line("changed", change)
    if clause := verdicts.next_clause(found):
        print_line("goes on", f"“… {clause}”")
    print_line("newer", in_print.newer(found))
    for notice in verdicts.notices(found):
        print_line("warning", notice)
    for note in verdicts.notes(found):
        print_line("note", note)


def verdict_in_colour(found: Answer) -> str:
    """Return the sign and the name of a verdict, in its colour."""
    return _coloured_by(found, f"{verdicts.sign(found)} {verdicts.verdict_name(found.verdict)}")


def _coloured_by(found: Answer, text: str) -> str:
    return click.style(text, fg=_COLOURS[verdicts.gravity(found)], bold=True)


_COLOURS = {"good": "green", "note": "yellow", "bad": "red", "none": "yellow"}


def _print_who_and_where(found: Check) -> None:
    """Print who said the words and where they stand, unless that is printed piece by piece."""
    if found.source and not found.pieces:
        print_line("said by", output.speaker_line(found.source.hit.quotation), made=True)
        _print_place(found.source)


def _print_words(found: Answer, source: Source) -> None:
    """Print the words as they were printed, piece by piece where they were put together, and what differs."""
    for printed, piece in in_print.several(found):
        print_line("piece", printed)
        if piece is not source or len(piece.finding.printed) == 1:
            print_line("", output.speaker_line(piece.hit.quotation), made=True)
            _print_place(piece, "")
    print_line("printed", in_print.words(found))
    print_line("sentence", in_print.sentence(found))
    if (laid := list(in_print.laid_over(source))) and any(piece.part != "same" for piece in laid):
        print_line("compared", laid_over(laid), made=True)


def _print_place(source: StoredSource, name: str = "printed in") -> None:
    """Print where a source stands: the article, its address if not told yet, and the quotation's id."""
    article = source.hit.article
    print_line(name, verdicts.where(article))
    if article.url and article.url not in verdicts.where(article):
        print_line("", article.url)
    print_line("id", source.hit.quotation.id)


def print_line(name: str, text: str | None, *, made: bool = False) -> None:
    """Print a name and a text beside it, on as many lines as needed; `made` text may hold control characters."""
    if not text:
        return
    filled = output.filled(text if made else wording.on_one_line(text), _INDENT)
    click.echo(output.dim(f"{name:>{len(_INDENT) - 1}} ") + _styled(filled[len(_INDENT) :]))


def laid_over(laid: Sequence[ComparedPiece]) -> str:
    """Return words asked and printed on one line: [-asked-] {+printed+}, or with the marks that `_styled` reads."""
    if not output.shows_colours():
        brackets = ((*_BRACKETS[piece.part], wording.on_one_line(piece.text)) for piece in laid)
        return " ".join(f"{on}{text}{off}" for on, off, text in brackets if text)
    return " ".join(_word_by_word(piece) for piece in laid)


def _word_by_word(piece: ComparedPiece) -> str:
    """Mark each word by itself, so that no line break and no indent is struck through."""
    on, off = _COLOUR_MARKS[piece.part]
    return " ".join(f"{on}{word}{off}" for word in wording.on_one_line(piece.text).split())


def _styled(text: str) -> str:
    removed = click.style("", fg="red", strikethrough=True, reset=False)
    added = click.style("", fg="green", bold=True, reset=False)
    styles = {"\x02": removed, "\x03": "\x1b[0m", "\x04": added, "\x05": "\x1b[0m"}
    return re.sub("[\x02-\x05]", lambda found: styles[found.group()], text)


def _print_sources(sources: Sequence[StoredSource]) -> None:
    room = max(20, output.columns() - 52)
    rows = (
        {
            "published": wording.day(source.hit.article.published) or "no date",
            "outlet": cut_short(source.hit.article.outlet or source.hit.article.name, 20),
            "verdict": verdicts.verdict_name(source.finding.verdict),
            "printed": cut_short(source.printed, room),
        }
        for source in sources
    )
    output.print_table(rows, numbers=False)


def print_draft(draft: CheckedDraft) -> None:
    """Print a draft's claims as a table, then in full those that are not fine."""
    article = draft.article
    output.print_title(article.id)
    click.echo()
    if draft.claims:
        output.print_table(_rows(draft.claims), numbers=False)
        click.echo()
    for number, claim in enumerate(draft.claims, start=1):
        if not _is_fine(claim.check):
            print_outcome(claim.check, f"{number}. ")
            _print_who_and_where(claim.check)
            print_line("speaker", None if claim.claim.by else verdicts.NOBODY)
            if told := verdicts.others(claim.check)[:_MOST_LISTED]:
                print_line("also in", "; ".join(_also_in(source) for source in told))
            click.echo()
    click.echo(verdicts.summary(draft))


def _also_in(source: StoredSource) -> str:
    """Return where else the words stand, with the verdict where they are not the same there."""
    verdict = source.finding.verdict
    how = "" if verdict in ("verbatim", "typographic") else f" ({verdicts.verdict_name(verdict)})"
    return verdicts.where(source.hit.article) + how


def _is_fine(found: Check) -> bool:
    """Whether there is nothing to tell of a claim beyond its line in the table."""
    told = found.notes or verdicts.notices(found) or in_print.newer(found)
    return found.verdict in ("verbatim", "typographic") and not told


def _rows(claims: Sequence[CheckedClaim]) -> Iterator[dict[str, str]]:
    room = max(output.terminal_width() - 61, 18)
    for number, claim in enumerate(claims, start=1):
        found = claim.check
        yield {
            "": str(number),
            "verdict": verdict_in_colour(found),
            "words": cut_short(verdicts.asked(found), room),
            "speaker": cut_short(found.by or "—", 16),
            "held in": cut_short(_held_in(found), 20),
        }


def _held_in(found: Check) -> str:
    if found.source is None:
        return "—"
    article = found.source.hit.article
    return article.outlet or article.title or article.name.rsplit("/", 1)[-1]


def cut_short(text: str, columns: int) -> str:
    """Cut text to one line of at most so many columns, even if it is one long word."""
    line = wording.on_one_line(text)
    short = wording.shortened(line, columns)
    return short if short == line or len(short) > columns // 2 else f"{line[: columns - 1]}…"


def print_verified(found: Verified) -> None:
    """Print the verdict on the best source in full, then those on the others, a line each."""
    print_outcome(found.best)
    _print_places(found.source, found.best)
    if found.others:
        click.echo()
    for other, each in found.others:
        print_line("in", f"{other}: {verdicts.verdict_name(each.verdict)}")


def _print_places(name: str, found: Verification) -> None:
    """Print where the words stand, as offsets (code points) into the given text."""
    if found.source and found.source.attribution:
        print_line("said by", found.source.attribution.name or found.source.attribution.mention)
    for number, each in enumerate(found.occurrences[:_MOST_LISTED]):
        spans = wording.listed([f"{span.start:,} to {span.end:,}" for span in each.spans])
        told = "" if each.finding.verdict == found.verdict else f" ({verdicts.verdict_name(each.finding.verdict)})"
        print_line("stands in" if not number else "and at", f"{name}, characters {spans}{told}")
    if len(found.occurrences) > _MOST_LISTED:
        print_line("", f"and {len(found.occurrences) - _MOST_LISTED:,} more")


def print_verified_draft(rows: Sequence[Verified], short: int) -> None:
    """Print a table of a draft's quotations, then in full those that are not fine, and how many fail."""
    table = [
        {
            "": number,
            "verdict": verdict_in_colour(found.best),
            "words": cut_short(found.best.query, 44),
            "stands in": cut_short(found.source if found.best.occurrences else "—", 28),
        }
        for number, found in enumerate(rows, start=1)
    ]
    if table:
        output.print_table(table, numbers=False)
        click.echo()
    for number, found in enumerate(rows, start=1):
        if found.best.verdict not in ("verbatim", "typographic"):
            print_outcome(found.best, f"{number}. ")
            _print_places(found.source, found.best)
            click.echo()
    passed_over = f" {wording.nouns(short, 'stretch', 'stretches')} in marks too short to verify." if short else ""
    outcome = verdicts.outcome_of(sum(found.best.fails for found in rows))
    count = wording.nouns(len(rows), "quotation")
    click.echo(f"{count} verified: {outcome}.{passed_over}" if rows else "No quotation to verify.")
