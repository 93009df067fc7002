"""Quotations that the newest version of their article no longer has: what a correction made of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack.names.normal import normalise_name
from quotetrack.store import Row, Store
from quotetrack.text import fold


@dataclass(frozen=True)
class Withdrawal:
    """What became of a quotation that a later version of its article no longer has.

    `article_id` and `version_of_day` are of the last version that speaks of it: where it was changed twice, of the
    second time. `now` is what stands in its place there, None where it vanished, and `speaker_now` who says that.
    `other_words` and `other_speaker` tell which of the two is not as it was.
    """

    article_id: int
    version_of_day: str
    state: str
    now: str | None = None
    speaker_now: str | None = None
    other_words: bool = True
    other_speaker: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)


def find_withdrawals(store: Store, ids: Sequence[int]) -> dict[int, Withdrawal]:
    """Those of these quotations (by the store's numbers) that are withdrawn, and how.

    One is not where the newest version has its words by its speaker, also where versions in between had not:
    case, kinds of marks and a stop at the end make no other words.
    """
    rows = list(store.rows(_WITHDRAWN, [json.dumps(ids)]))
    held = _held(store, {row["first"] for row in rows}) if rows else {}
    return {
        row["asked"]: _withdrawal(row)
        for row in rows
        if not any(_is_one(row, other) for other in held.get((row["first"], _words(row["text"])), ()))
    }


# From each quotation to the wording that took its place, and on to what took that one's. Once changed or vanished,
# a row is spoken of by no later version. CROSS JOIN holds SQLite to the index on quotations.
_WITHDRAWN = """WITH RECURSIVE chain(asked, quotation_id, article_id, state) AS (
        SELECT value, value, NULL, NULL FROM json_each(?) WHERE EXISTS (SELECT 1 FROM anchors)
        UNION SELECT c.asked, n.counterpart_id, n.article_id, n.state
        FROM chain c CROSS JOIN anchors n ON n.quotation_id = c.quotation_id WHERE n.state IN ('changed', 'vanished')),
    last AS (SELECT asked, quotation_id, max(article_id) AS article_id, state
        FROM chain WHERE article_id IS NOT NULL GROUP BY asked)
    SELECT l.asked, l.state, v.id AS article_id, v.published, v.added_at, f.id AS first,
        f.published AS first_published, q.text, q.speaker_kind, q.name, q.mention,
        (SELECT m.canonical_id FROM memberships m WHERE m.speaker_id = q.speaker_id) AS canonical_id,
        n.text AS new_text, n.speaker_kind AS new_speaker_kind, n.name AS new_name, n.mention AS new_mention,
        (SELECT m.canonical_id FROM memberships m WHERE m.speaker_id = n.speaker_id) AS new_canonical_id
    FROM last l JOIN articles v ON v.id = l.article_id JOIN articles f ON f.id = v.version_of
    JOIN quotations q ON q.id = l.asked LEFT JOIN quotations n ON n.id = l.quotation_id"""

_HELD = """SELECT l.first, q.text, q.speaker_kind, q.name,
        (SELECT m.canonical_id FROM memberships m WHERE m.speaker_id = q.speaker_id) AS canonical_id
    FROM (SELECT version_of AS first, max(id) AS id FROM articles
        WHERE version_of IN (SELECT value FROM json_each(?)) GROUP BY version_of) l
    CROSS JOIN anchors n ON n.article_id = l.id JOIN quotations q ON q.id = ifnull(n.counterpart_id, n.quotation_id)
    WHERE n.state <> 'vanished'"""


def _held(store: Store, articles: Iterable[int]) -> dict[tuple[int, str], list[Row]]:
    """What the newest versions of some articles (by the first ones' numbers) hold, by article and words."""
    found: dict[tuple[int, str], list[Row]] = {}
    for row in store.rows(_HELD, [json.dumps(sorted(articles))]):
        found.setdefault((row["first"], _words(row["text"])), []).append(row)
    return found


def _words(text: str) -> str:
    return fold(text).strip(" .,;:")


def _is_one(one: Row, other: Row) -> bool:
    """Whether two quotations have one speaker: by name, or by what the store knows of who is who."""
    if one["canonical_id"] is not None and one["canonical_id"] == other["canonical_id"]:
        return True
    return _name(one) == _name(other)


def _name(row: Row) -> tuple[str, str]:
    return row["speaker_kind"], normalise_name(row["name"] or "", row["speaker_kind"])


def _withdrawal(row: Row) -> Withdrawal:
    version = {"article_id": row["article_id"], "version_of_day": _day(row), "state": row["state"]}
    if row["state"] == "vanished":
        return Withdrawal(**version)
    now = {name: row[f"new_{name}"] for name in ("text", "speaker_kind", "name", "mention", "canonical_id")}
    return Withdrawal(
        **version,
        now=now["text"],
        speaker_now=now["name"] or (now["mention"] if now["speaker_kind"] == "unnamed" else None),
        other_words=_words(now["text"]) != _words(row["text"]),
        other_speaker=not _is_one(row, now),
    )


def _day(row: Row) -> str:
    """When a version came: the day that it gives itself, else the day on which the store got it."""
    own = row["published"] if row["published"] != row["first_published"] else None
    return str(own or row["added_at"])[:10]
