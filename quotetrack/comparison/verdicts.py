"""Which verdicts are there, what does each mean, and what does a comparison find?

`VERDICTS` is the one table that commands, pages, reports and JSON have their verdicts from. A `Finding` is what
comparing a question with one statement gives: a verdict, where the words stand, and what differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotetrack.comparison.alignment import Difference
from quotetrack.records import Span

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

EVER_SAID = SAME_WORDS | {"withdrawn"}
"""The same, and those that a newer version of the article took back."""


def row(verdict: Verdict, fails: bool) -> VerdictRow:
    """The row of a verdict; of one that can fail the row of its failing."""
    if fails and verdict == "truncated":
        return AGAINST_SENSE
    if fails and verdict == "spliced":
        return UNMARKED
    return VERDICTS[verdict]


Tier = Literal["exact", "spacing", "case", "typography", "markup", "spelling"]
"""How words that are the same differ in writing: not at all, in white space, in capitals too, in marks, dashes and
signs, in Markdown or HTML around them, in spelling."""


@dataclass(frozen=True)
class Finding:
    """How one statement compares with a question: the verdict and whether it fails.

    `score` is the share of words that are the same (0 to 1), `spans` where they stand in the statement's text,
    `printed` those stretches as written. It `is_close` where the wording is only near, in any order.
    """

    verdict: Verdict
    fails: bool
    score: float
    spans: tuple[Span, ...]
    printed: tuple[str, ...]
    differences: tuple[Difference, ...] = ()
    tier: Tier | None = None
    notes: tuple[str, ...] = ()
    next_clause: str | None = None
    warning: str | None = None
    is_close: bool = False

    @property
    def verdict_on_all_words(self) -> Verdict:
        """The verdict on words that are all said: verbatim, unless they are written otherwise than in print."""
        return "verbatim" if self.tier in ("exact", "spacing") and not self.notes else "typographic"

    @property
    def rank(self) -> tuple[int, float, bool]:
        """How good a finding is, the best first: words held as asked, then those of them that fail, then others."""
        if self.is_close:
            return len(_ORDER), -self.score, self.fails
        return _ORDER.index((self.verdict, self.fails)), -self.score, self.fails


_ORDER: tuple[tuple[Verdict, bool], ...] = (
    ("verbatim", False), ("typographic", False), ("truncated", False), ("spliced", False), ("withdrawn", True),
    ("truncated", True), ("reported", True), ("spliced", True), ("altered", True),
)  # fmt: skip
