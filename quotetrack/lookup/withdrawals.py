"""Finds quotations that the newest version of their article no longer has, and what it has instead."""

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

    `article_id` and `version_of_day` name the version that changed it, the last one where several did. `state` is
    "changed" or "vanished". `now` are the words in its place there, None where it vanished, and `speaker_now` is who
    says them. `other_words` and `other_speaker` tell which of the two has changed.
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
    """Returns the withdrawals of those among the given quotations that are withdrawn, by the store's numbers.

    A quotation is not withdrawn where the newest version has its words by its speaker, even if a version in between had
    not. Case, kinds of marks and a full stop at the end make no difference.
    """
    rows = list(store.rows(_WITHDRAWN, [json.dumps(ids)]))
    held = _in_newest(store, {row["first"] for row in rows}) if rows else {}
    return {
        row["asked"]: _withdrawal(row)
        for row in rows
        if not any(_is_same_speaker(row, other) for other in held.get((row["first"], _words(row["text"])), ()))
    }


# This goes from each quotation to the one that took its place, and on from there. No later version names a row that
# has changed or vanished. CROSS JOIN makes SQLite use the index on quotations.
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

_IN_NEWEST = """SELECT l.first, q.text, q.speaker_kind, q.name,
        (SELECT m.canonical_id FROM memberships m WHERE m.speaker_id = q.speaker_id) AS canonical_id
    FROM (SELECT version_of AS first, max(id) AS id FROM articles
        WHERE version_of IN (SELECT value FROM json_each(?)) GROUP BY version_of) l
    CROSS JOIN anchors n ON n.article_id = l.id JOIN quotations q ON q.id = ifnull(n.counterpart_id, n.quotation_id)
    WHERE n.state <> 'vanished'"""


def _in_newest(store: Store, articles: Iterable[int]) -> dict[tuple[int, str], list[Row]]:
    """Returns the quotations in the newest versions of articles, by the first version's number and the words."""
    found: dict[tuple[int, str], list[Row]] = {}
    for row in store.rows(_IN_NEWEST, [json.dumps(sorted(articles))]):
        found.setdefault((row["first"], _words(row["text"])), []).append(row)
    return found


def _words(text: str) -> str:
    return fold(text).strip(" .,;:")


def _is_same_speaker(one: Row, other: Row) -> bool:
    """Whether two quotations have the same speaker: by name, or because the store knows them as one."""
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
        other_speaker=not _is_same_speaker(row, now),
    )


def _day(row: Row) -> str:
    """Returns the day of a version: its own new date, or else the day on which it was added."""
    own = row["published"] if row["published"] != row["first_published"] else None
    return str(own or row["added_at"])[:10]
