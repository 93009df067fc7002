"""The one table of verdicts: what each is called, how it is shown, what it means and whether it fails a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "verbatim", "typographic", "truncated", "spliced", "reported", "altered", "paraphrase", "withdrawn",
    "unsure_speaker", "wrong_speaker", "not_held",
]  # fmt: skip
Gravity = Literal["good", "note", "bad", "none"]


@dataclass(frozen=True)
class VerdictRow:
    """A verdict: its name in words, a sign (nothing hangs on colours), what it means in a few words, and whether words
    under it must not be printed as they are, always or (None) where the finding says so."""

    name: str
    sign: str
    meaning: str
    fails: bool | None = False
    gravity: Gravity = "note"


VERDICTS: dict[Verdict, VerdictRow] = {
    "verbatim": VerdictRow("verbatim", "✓", "printed in exactly these words", gravity="good"),
    "typographic": VerdictRow("typographic", "✓", "the same words, written a little differently", gravity="good"),
    "truncated": VerdictRow("truncated", "…", "right as far as it goes; the sentence goes on", None),
    "spliced": VerdictRow("spliced", "+", "pieces that were not said in a row", None),
    "reported": VerdictRow("reported", "¶", "the article’s words for what was said, not a quotation", True, "bad"),
    "altered": VerdictRow("altered", "Δ", "words differ from those printed", True, "bad"),
    "paraphrase": VerdictRow("paraphrase", "≈", "close in wording, but not a quotation"),
    "withdrawn": VerdictRow("withdrawn", "⌫", "a newer version of the article says otherwise", True, "bad"),
    "unsure_speaker": VerdictRow(
        "unsure speaker", "⚠", "the store reads these words as somebody else’s, but is not sure: look", True, "bad"
    ),
    "wrong_speaker": VerdictRow("wrong speaker", "✗", "somebody else’s words", True, "bad"),
    "not_held": VerdictRow(
        "not held", "?", "not in this store, which proves nothing: it may have been said elsewhere", gravity="none"
    ),
}
"""In the order of the legend."""

AGAINST_SENSE = VerdictRow("truncated", "!", "the words are right, but what was cut changes their sense", True, "bad")
UNMARKED = VerdictRow("spliced", "!", "joined without a mark of what was left out, or against the sense", True, "bad")

SAME_WORDS = frozenset[Verdict](("verbatim", "typographic", "truncated", "spliced", "reported"))
"""Verdicts under which all words asked are held."""


def row(verdict: Verdict, fails: bool) -> VerdictRow:
    """The row of a verdict; of one that can fail the row of its failing."""
    if fails and verdict == "truncated":
        return AGAINST_SENSE
    if fails and verdict == "spliced":
        return UNMARKED
    return VERDICTS[verdict]
