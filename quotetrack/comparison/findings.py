"""What comparing a question with what was said gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.verdicts import Verdict
from quotetrack.records import Span

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
    def written(self) -> Verdict:
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
