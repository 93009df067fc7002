"""Which verdicts are there, what does each mean, and what does a comparison find?

Commands, pages, reports and JSON all take their verdicts from the table `VERDICTS`. Comparing a query with one
statement gives a `Finding`: a verdict, where the words stand, and what differs.
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
    """A verdict: its name in words, a sign (so that colours are not needed), and its meaning in a few words.

    `fails` says whether words under it must not be printed as they are; None leaves that to the finding.
    """

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
"""The verdicts in the order in which legends list them."""

AGAINST_SENSE = VerdictRow("truncated", "!", "the words are right, but what was cut changes their sense", True, "bad")
UNMARKED = VerdictRow("spliced", "!", "joined without a mark of what was left out, or against the sense", True, "bad")

SAME_WORDS = frozenset[Verdict](("verbatim", "typographic", "truncated", "spliced", "reported"))
"""The verdicts under which the source has all the asked words."""

EVER_SAID = SAME_WORDS | {"withdrawn"}
"""The same, and the verdict on words that a newer version of the article took back."""


def row(verdict: Verdict, fails: bool) -> VerdictRow:
    """The row of a verdict; "truncated" and "spliced" have another row where they fail."""
    if fails and verdict == "truncated":
        return AGAINST_SENSE
    if fails and verdict == "spliced":
        return UNMARKED
    return VERDICTS[verdict]


Tier = Literal["exact", "spacing", "case", "typography", "markup", "spelling"]
"""How words that are the same differ in writing: not at all, in white space, in capitals, in marks, dashes and signs,
in Markdown or HTML, or in spelling. A tier may include the differences of those before it."""


@dataclass(frozen=True)
class Finding:
    """How one statement compares with a query: the verdict, and whether it fails.

    `score` is the share of words that are the same (0 to 1), `spans` tell where they stand in the statement's text, and
    `printed` are those stretches as written. `is_close` where the words are only similar, in any order.
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
        """The verdict on words that are all said: verbatim, or typographic where they are written differently."""
        return "verbatim" if self.tier in ("exact", "spacing") and not self.notes else "typographic"

    @property
    def rank(self) -> tuple[int, float, bool]:
        """The sort key of findings, the best first: by verdict (`_BEST_FIRST`), then by score; close words last."""
        if self.is_close:
            return len(_BEST_FIRST), -self.score, self.fails
        return _BEST_FIRST.index((self.verdict, self.fails)), -self.score, self.fails


_BEST_FIRST: tuple[tuple[Verdict, bool], ...] = (
    ("verbatim", False), ("typographic", False), ("truncated", False), ("spliced", False), ("withdrawn", True),
    ("truncated", True), ("reported", True), ("spliced", True), ("altered", True),
)  # fmt: skip
