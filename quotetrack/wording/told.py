"""What a check says, of a store or of a text that was given: what everything that shows a check asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from quotetrack.comparison.alignment import Difference
    from quotetrack.comparison.answer import Held
    from quotetrack.comparison.findings import Tier
    from quotetrack.comparison.verdicts import Verdict


class Told(Protocol):
    """A check, or a verification."""

    @property
    def query(self) -> str:
        """The words asked."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on the best source."""

    @property
    def fails(self) -> bool:
        """Whether the words must not be printed as they are."""

    @property
    def source(self) -> Held | None:
        """The best source."""

    @property
    def tier(self) -> Tier | None:
        """How words that are the same differ in writing."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a newsroom wrote otherwise on purpose."""

    @property
    def difference(self) -> tuple[Difference, ...]:
        """What differs from the best source."""

    @property
    def next_clause(self) -> str | None:
        """How the sentence goes on there."""

    @property
    def warning(self) -> str | None:
        """What to beware of."""
