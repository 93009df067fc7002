"""Reads all about one canonical speaker: names, roles, outlets, quotations over time, and who else is quoted."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import Any

from quotetrack.errors import NotFoundError
from quotetrack.lookup.counts import Count
from quotetrack.lookup.hits import Hit, load_hits
from quotetrack.lookup.speakers import (
    DatedCapacity,
    SpeakerRow,
    find_capacities,
    find_number,
    read_row,
    rows_with_articles,
)
from quotetrack.store import Row, Store


@dataclass(frozen=True)
class Alias:
    """A spelling of a speaker's name; it is `weak` where it cannot tell who is meant (a surname alone)."""

    name: str
    weak: bool
    articles: int


@dataclass(frozen=True)
class Reason:
    """A judgement on two forms of a name.

    `score` is that of the rules, from 0 to 1. `decided_by` is None where the rules decided.
    """

    id: int
    left_name: str
    right_name: str
    verdict: str
    score: float | None
    explanation: str | None
    decided_by: str | None
    created_at: str


@dataclass(frozen=True)
class FiledClaims:
    """What the people file says of a speaker: affiliations as (organisation, role), and ids by scheme."""

    name: str
    affiliations: tuple[tuple[str | None, str | None], ...]
    identifiers: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values, with affiliations in the form of a people file."""
        claims = [{"organization": organization, "role": role} for organization, role in self.affiliations]
        return {"name": self.name, "affiliations": claims, "identifiers": dict(self.identifiers)}


@dataclass(frozen=True)
class Profile:
    """All about one speaker: counts, names, the latest quotations, what the people file says, outlets and months.

    `outlets` count articles, the most first. `months` (2024-03) count quotations, the latest first, and at the end as
    None those without a date. `reasons` are the judgements that make the forms of the name one speaker, those of
    people first.
    """

    speaker: SpeakerRow
    aliases: tuple[Alias, ...]
    quotations: tuple[Hit, ...]
    filed: FiledClaims | None
    outlets: tuple[Count, ...]
    months: tuple[Count, ...]
    reasons: tuple[Reason, ...]

    @property
    def timeline(self) -> tuple[DatedCapacity, ...]:
        """The capacities by date, the earliest first and undated ones last."""
        return tuple(sorted(self.speaker.capacities, key=lambda c: (c.first is None, c.first or "", c.last or "")))

    def as_dict(self) -> dict[str, Any]:
        """The speaker's fields with the capacities by date, and the other fields but `months`, as JSON values."""
        return {
            **self.speaker.as_dict(),
            "capacities": [asdict(capacity) for capacity in self.timeline],
            "filed": self.filed and self.filed.as_dict(),
            "aliases": [asdict(alias) for alias in self.aliases],
            "reasons": [asdict(reason) for reason in self.reasons],
            "outlets": [asdict(outlet) for outlet in self.outlets],
            "quotations": [hit.as_dict() for hit in self.quotations],
        }


def profile(store: Store, speaker: str | int, *, quotations: int = 20, offset: int = 0, reasons: int = -1) -> Profile:
    """Returns the profile of a speaker, given by number or by what `find_one` takes.

    It has up to `quotations` quotations from `offset` on, and up to `reasons` reasons (all of them below zero). Raises
    NotFoundError where there is no such speaker, or a name may mean several.
    """
    id = find_number(store, speaker) if isinstance(speaker, str) else speaker
    row = next(store.rows(_SPEAKER, [id]), None)
    if row is None:
        raise NotFoundError(
            f"There is no speaker #{id} in {store.path}. Search for the name instead: numbers change when "
            "a store is made again."
        )
    # All is counted in one pass, as the most quoted speakers have tens of thousands of quotations.
    said = list(store.rows(_BY_MONTH_AND_OUTLET, [id]))
    counts = {
        "quotations": sum(part["quotations"] for part in said),
        "articles": sum(part["articles"] for part in said),
        "first": min((part["first"] for part in said if part["first"]), default=None),
        "last": max((part["last"] for part in said if part["last"]), default=None),
    }
    found = read_row(row, **counts, capacities=tuple(find_capacities(store, [id])[id]))
    months = _sum(said, "month", "quotations")
    months = sorted(months, key=lambda month: (month.value is not None, month.value or ""), reverse=True)
    outlets = sorted(_sum(said, "outlet", "articles"), key=lambda o: (-o.count, o.value is not None, o.value or ""))
    return Profile(
        found,
        tuple(_aliases(store, id)),
        tuple(load_hits(store, _latest(store, found, months, limit=quotations, offset=offset))),
        _filed(store, id),
        tuple(outlets),
        tuple(months),
        tuple(_reasons(store, id, reasons)),
    )


_SPEAKER = """SELECT c.id, c.name, c.kind, c.names, p.identifiers FROM canonical_speakers c
    LEFT JOIN people p ON p.id = c.person_id WHERE c.id = ?"""


def _sum(rows: Iterable[Row], by: str, what: str) -> list[Count]:
    sums: dict[str | None, int] = defaultdict(int)
    for row in rows:
        sums[row[by]] += row[what]
    return [Count(value, count) for value, count in sums.items()]


# An article has one month and one outlet, so the counts of the parts add up. Where several source rows of an article
# are this speaker's, a quotation that belongs to more than one of them is counted once.
_BY_MONTH_AND_OUTLET = """SELECT substr(a.published, 1, 7) AS month, a.outlet, sum(said.quotations) AS quotations,
        count(*) AS articles, min(a.published) AS first, max(a.published) AS last
    FROM (SELECT s.article_id, iif(min(s.id) = max(s.id), count(*), (
            SELECT count(DISTINCT q.id) FROM speakers t CROSS JOIN forms g ON g.id = t.form_id
            CROSS JOIN quotation_speakers y ON y.speaker_id = t.id CROSS JOIN quotations q ON q.id = y.quotation_id
            WHERE t.article_id = s.article_id AND g.canonical_id = ?1 AND q.act <> 'not_speech')) AS quotations
        FROM forms f CROSS JOIN speakers s ON s.form_id = f.id CROSS JOIN quotation_speakers x ON x.speaker_id = s.id
        CROSS JOIN quotations q ON q.id = x.quotation_id
        WHERE f.canonical_id = ?1 AND q.act <> 'not_speech' GROUP BY s.article_id) AS said
    CROSS JOIN articles a ON a.id = said.article_id GROUP BY month, a.outlet"""


def _latest(store: Store, speaker: SpeakerRow, months: Sequence[Count], *, limit: int, offset: int) -> list[int]:
    """Returns the ids of a speaker's quotations, the latest first; it reads only the months in which they lie."""
    if limit <= 0 or offset >= speaker.quotations:
        return []
    first, last, before = _months_of(months, offset, offset + limit)
    since, until = months[last].value, months[first - 1].value if first else _END_OF_TIME
    if since is None:
        within, tables = "(a.published IS ?1 OR a.published < ?2)", _OF_SPEAKER
    else:
        within, tables = _DATED, _OF_MONTHS if _count_articles(store, since, until) < speaker.articles else _OF_SPEAKER
    statement = f"""SELECT q.id FROM {tables} CROSS JOIN quotation_speakers x ON x.speaker_id = s.id
        CROSS JOIN quotations q ON q.id = x.quotation_id
        WHERE f.canonical_id = ?3 AND {within} AND q.act <> 'not_speech'
        GROUP BY q.id ORDER BY a.published DESC, q.id LIMIT ?4 OFFSET ?5"""
    return [row["id"] for row in store.rows(statement, [since, until, speaker.id, limit, offset - before])]


_OF_SPEAKER = "forms f CROSS JOIN speakers s ON s.form_id = f.id CROSS JOIN articles a ON a.id = s.article_id"
_OF_MONTHS = "articles a CROSS JOIN speakers s ON s.article_id = a.id CROSS JOIN forms f ON f.id = s.form_id"
_DATED = "a.published >= ?1 AND a.published < ?2"
_END_OF_TIME = b""  # later than any date: to SQLite no text is greater than bytes


def _count_articles(store: Store, since: str, until: str | bytes | None) -> int:
    """Counts all articles from the month `since` on and before `until`."""
    statement = f"SELECT count(*) AS count FROM articles a WHERE {_DATED}"
    return int(next(store.rows(statement, [since, until]))["count"])


def _months_of(months: Sequence[Count], start: int, end: int) -> tuple[int, int, int]:
    """Returns which months hold the quotations from `start` to `end`: the first index, the last, and the count before.

    The count is that of the quotations in the months before the first.
    """
    upto = list(accumulate(month.count for month in months))
    first = next(at for at, count in enumerate(upto) if count > start)
    last = next((at for at, count in enumerate(upto) if count >= end), len(months) - 1)
    return first, last, upto[first - 1] if first else 0


def _filed(store: Store, id: int) -> FiledClaims | None:
    statement = "SELECT p.* FROM canonical_speakers c JOIN people p ON p.id = c.person_id WHERE c.id = ?"
    for row in store.rows(statement, [id]):
        claims = tuple((claim["organization"], claim["role"]) for claim in json.loads(row["affiliations"]))
        return FiledClaims(row["name"], claims, json.loads(row["identifiers"]))
    return None


def _aliases(store: Store, id: int) -> Iterable[Alias]:
    """Returns all spellings of the name, the most frequent first."""
    statement = """SELECT name, min(weak) AS weak, count(*) AS articles FROM (
            SELECT s.name, 0 AS weak FROM memberships m JOIN speakers s ON s.id = m.speaker_id WHERE canonical_id = ?1
            UNION ALL
            SELECT alias, weak FROM memberships m JOIN aliases l ON l.speaker_id = m.speaker_id WHERE canonical_id = ?1
        ) GROUP BY name ORDER BY articles DESC, name"""
    return [Alias(row["name"], bool(row["weak"]), row["articles"]) for row in store.rows(statement, [id])]


def _reasons(store: Store, id: int, limit: int) -> Iterable[Reason]:
    """Returns why the forms of a name are one speaker: what people judged, then the rules, the surest first."""
    statement = """SELECT j.id, l.name AS left_name, r.name AS right_name, j.verdict, j.score, j.explanation,
        nullif(j.decided_by, 'rule') AS decided_by, j.created_at
        FROM forms l JOIN judgements j ON j.left_form = l.id JOIN forms r ON r.id = j.right_form
        WHERE l.canonical_id = ?1 AND r.canonical_id = ?1 AND l.id <> r.id
        AND j.verdict = 'same' AND j.undone_at IS NULL
        ORDER BY j.decided_by = 'rule', j.score DESC, j.id LIMIT ?2"""
    return [Reason(**row) for row in store.rows(statement, [id, limit])]


MOST_ARTICLES = 1_000
"""The articles that `find_companions` reads, those saved last: 3 ms. All 34,000 of the most quoted speaker take 30."""


def find_companions(store: Store, speaker: int, *, limit: int = 10) -> list[SpeakerRow]:
    """Returns who else is quoted by name in the last articles that quote a speaker, the most frequent first.

    The `articles` of each count those that quote both.
    """
    return rows_with_articles(store, store.rows(_COMPANIONS, [speaker, MOST_ARTICLES, limit]))


_SPEAKS = """EXISTS (SELECT 1 FROM quotation_speakers x JOIN quotations q ON q.id = x.quotation_id
        WHERE x.speaker_id = {row}.id AND q.act <> 'not_speech')"""
_COMPANIONS = f"""SELECT c.id, together.articles FROM (
        SELECT g.canonical_id, count(DISTINCT o.article_id) AS articles FROM (
            SELECT s.id, s.article_id FROM forms f CROSS JOIN speakers s ON s.form_id = f.id
            WHERE f.canonical_id = ?1 ORDER BY s.article_id DESC LIMIT ?2) AS own
        CROSS JOIN speakers o ON o.article_id = own.article_id CROSS JOIN forms g ON g.id = o.form_id
        WHERE o.kind <> 'unnamed' AND g.canonical_id <> ?1
            AND {_SPEAKS.format(row="own")} AND {_SPEAKS.format(row="o")}
        GROUP BY g.canonical_id) AS together
    JOIN canonical_speakers c ON c.id = together.canonical_id ORDER BY together.articles DESC, c.name, c.id LIMIT ?3"""


def merged_into(store: Store, speaker: int) -> int | None:
    """Returns the number of the speaker into whom this one was merged; None where it was not merged."""
    rows = store.rows("SELECT canonical_id FROM forms WHERE id = ?1 AND canonical_id <> ?1", [speaker])
    return next((int(row["canonical_id"]) for row in rows), None)
