"""What verifying words gave, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotetrack import wording
from quotetrack.cli.checked import cut_short, print_line, print_outcome, verdict_in_colour
from quotetrack.wording import verdicts

if TYPE_CHECKING:
    from quotetrack.check.verification import Verification
    from quotetrack.cli.verify import Verified

_TOLD = 8
"""Further places listed, at most."""


def print_verified(found: Sequence[Verified]) -> None:
    """Print the best source's answer in full, then what the others say, a line each."""
    (name, best), others = found[0], found[1:]
    print_outcome(best, stands_in=best.stands_in)
    _print_places(name, best)
    if others:
        click.echo()
    for other, each in others:
        print_line("in", f"{other}: {verdicts.verdict_name(each.verdict)}")


def _print_places(name: str, found: Verification) -> None:
    """Where the words stand: offsets in the text as it was given."""
    if found.best and found.best.attribution:
        print_line("said by", found.best.attribution.name or found.best.attribution.mention)
    for number, each in enumerate(found.occurrences[:_TOLD]):
        spans = wording.listed([f"{span.start:,} to {span.end:,}" for span in each.spans])
        told = "" if each.finding.verdict == found.verdict else f" ({verdicts.verdict_name(each.finding.verdict)})"
        print_line("stands in" if not number else "and at", f"{name}, characters {spans}{told}")
    if len(found.occurrences) > _TOLD:
        print_line("", f"and {len(found.occurrences) - _TOLD:,} more")


def print_draft(rows: Sequence[Sequence[Verified]], short: int) -> None:
    """Print a table of a draft's quotations, then in full those that are not fine, and how many fail."""
    from tabulate import tabulate

    table = [
        {
            "": number,
            "verdict": verdict_in_colour(best),
            "words": cut_short(best.quote, 44),
            "stands in": cut_short(name if best.occurrences else "—", 28),
        }
        for number, ((name, best), *_) in enumerate(rows, start=1)
    ]
    if table:
        click.echo(tabulate(table, headers="keys", tablefmt="simple", disable_numparse=True) + "\n")
    for number, found in enumerate(rows, start=1):
        if found[0][1].verdict not in ("verbatim", "typographic"):
            print_outcome(found[0][1], f"{number}. ", stands_in=found[0][1].stands_in)
            _print_places(*found[0])
            click.echo()
    failures = sum(found[0][1].fails for found in rows)
    passed_over = f" {wording.nouns(short, 'stretch', 'stretches')} in marks too short to verify." if short else ""
    count = wording.nouns(len(rows), "quotation")
    click.echo(
        f"{count} verified: {verdicts.outcome_of(failures)}.{passed_over}" if rows else "No quotation to verify."
    )
