"""A canonical speaker with all that a page shows of them, by number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack.errors import NotFoundError
from quotetrack.lookup.companions import MOST_ARTICLES, find_companions
from quotetrack.lookup.hits import Count, Profile, Quoted
from quotetrack.lookup.speakers import profile_counted
from quotetrack.lookup.tally import tally
from quotetrack.store import Store


@dataclass(frozen=True)
class Portrait:
    """A speaker's profile with a stretch of their quotations, how many there are by month, and who else speaks in the
    same articles: in the last `companions_in` of them."""

    profile: Profile
    months: tuple[Count, ...]
    companions: tuple[Quoted, ...]
    companions_in: int

    def as_dict(self) -> dict[str, Any]:
        """The profile's fields, `months`, `companions` and `companions_in`."""
        return {
            **self.profile.as_dict(),
            "months": [asdict(month) for month in self.months],
            "companions": [companion.as_dict() for companion in self.companions],
            "companions_in": self.companions_in,
        }


def portray(store: Store, speaker: int, *, quotations: int = 20, offset: int = 0, reasons: int = -1) -> Portrait:
    """The canonical speaker of that number, with their quotations from `offset` on, the latest first.

    At most so many `reasons` why the names are one are given, all below zero. Raises NotFoundError.
    """
    counted = tally(store, speaker)
    profile = profile_counted(store, speaker, counted, quotations=quotations, offset=offset, reasons=reasons)
    if profile is None:
        raise NotFoundError(
            f"There is no speaker #{speaker} in {store.path}. Search for the name instead: numbers change when "
            "a store is made again."
        )
    together = tuple(find_companions(store, speaker))
    return Portrait(profile, counted.months, together, min(counted.articles, MOST_ARTICLES))


def merged_into(store: Store, speaker: int) -> int | None:
    """The number of the canonical speaker that a number stands for which was merged with another one; else None."""
    rows = store.rows("SELECT canonical_id FROM forms WHERE id = ?1 AND canonical_id <> ?1", [speaker])
    return next((int(row["canonical_id"]) for row in rows), None)


def names_of(store: Store, speakers: Sequence[int]) -> dict[int, str]:
    """The names of canonical speakers by number, in the order asked for."""
    statement = "SELECT c.id, c.name FROM json_each(?) JOIN canonical_speakers c ON c.id = value ORDER BY json_each.key"
    return {row["id"]: row["name"] for row in store.rows(statement, [json.dumps(speakers)])}
