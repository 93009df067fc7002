"""Printings of one utterance in words: which came first, what later ones have otherwise, who copied whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotetrack import wording

if TYPE_CHECKING:
    from quotetrack.check.variants import Printing
    from quotetrack.comparison.alignment import Difference


def told_printing(printing: Printing, *, first: bool) -> str:
    """What kind of printing it is, and what it has otherwise."""
    copied = "a copy, or a later version: the words around it are the same as in an earlier one"
    told = [copied] if printing.copy_of is not None else ["the first in this store"] if first else []
    if printing.differences:
        guarded = f" ({', '.join(printing.guards)})" if printing.guards else ""
        told.append(f"differs{guarded}: {'; '.join(map(told_difference, printing.differences))}")
    return "; ".join(told) or "the same words, reported by itself"


def told_difference(difference: Difference) -> str:
    """A difference from an earlier wording: `“15” for “12”`."""
    later, first = (f"“{wording.on_one_line(words)}”" for words in (difference.asked, difference.held))
    if not difference.asked:
        return f"without {first}"
    return f"{later} for {first}" if difference.held else f"with {later}"
