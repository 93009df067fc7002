"""How often a speaker is quoted, when and by whom: counted in one pass, for the most quoted have tens of thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from quotetrack.lookup.hits import Count
from quotetrack.store import Row, Store


@dataclass(frozen=True)
class Tally:
    """What a canonical speaker said, counted; what is no speech left out.

    `months` hold quotations by month of publication (2024-03), the last one first, those without a date at the
    end as None; `outlets` articles, the most first. `first` and `last` are dates of articles.
    """

    quotations: int
    articles: int
    first: str | None
    last: str | None
    months: tuple[Count, ...]
    outlets: tuple[Count, ...]


def tally(store: Store, speaker: int) -> Tally:
    """What the canonical speaker of that number said, counted."""
    rows = list(store.rows(_BY_MONTH_AND_OUTLET, [speaker]))
    return Tally(
        quotations=sum(row["quotations"] for row in rows),
        articles=sum(row["articles"] for row in rows),
        first=min((row["first"] for row in rows if row["first"]), default=None),
        last=max((row["last"] for row in rows if row["last"]), default=None),
        months=tuple(
            sorted(
                _summed(rows, "month", "quotations"), key=lambda c: (c.value is not None, c.value or ""), reverse=True
            )
        ),
        outlets=tuple(
            sorted(_summed(rows, "outlet", "articles"), key=lambda c: (-c.count, c.value is not None, c.value or ""))
        ),
    )


def _summed(rows: Iterable[Row], by: str, what: str) -> list[Count]:
    sums: dict[str | None, int] = defaultdict(int)
    for row in rows:
        sums[row[by]] += row[what]
    return [Count(value, count) for value, count in sums.items()]


# An article has one month and one outlet, so that what is distinct in the parts is distinct in the whole. Where
# several source rows of an article are this speaker's, words that they said together are counted once.
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


def latest(store: Store, speaker: int, counted: Tally, *, limit: int, offset: int = 0) -> list[int]:
    """Ids of a speaker's quotations, the latest first, then by number: only the months that hold them are read."""
    if limit <= 0 or offset >= counted.quotations:
        return []
    first, last, before = _months(counted.months, offset, offset + limit)
    since, until = counted.months[last].value, counted.months[first - 1].value if first else _NEVER
    if since is None:
        within, tables = "(a.published IS ?1 OR a.published < ?2)", _ITS_OWN
    else:
        within, tables = _DATED, _OF_THE_TIME if _articles(store, since, until) < counted.articles else _ITS_OWN
    statement = f"""SELECT q.id FROM {tables} CROSS JOIN quotation_speakers x ON x.speaker_id = s.id
        CROSS JOIN quotations q ON q.id = x.quotation_id
        WHERE f.canonical_id = ?3 AND {within} AND q.act <> 'not_speech'
        GROUP BY q.id ORDER BY a.published DESC, q.id LIMIT ?4 OFFSET ?5"""
    return [row["id"] for row in store.rows(statement, [since, until, speaker, limit, offset - before])]


_ITS_OWN = "forms f CROSS JOIN speakers s ON s.form_id = f.id CROSS JOIN articles a ON a.id = s.article_id"
_OF_THE_TIME = "articles a CROSS JOIN speakers s ON s.article_id = a.id CROSS JOIN forms f ON f.id = s.form_id"
_DATED = "a.published >= ?1 AND a.published < ?2"
_NEVER = b""  # later than any date: to SQLite no text is greater than bytes


def _articles(store: Store, since: str, until: str | bytes | None) -> int:
    """How many articles of anybody's there are from a month on to before another one."""
    statement = f"SELECT count(*) AS count FROM articles a WHERE {_DATED}"
    return int(next(store.rows(statement, [since, until]))["count"])


def _months(months: Sequence[Count], start: int, end: int) -> tuple[int, int, int]:
    """The first and the last of the months in which quotations from `start` to `end` lie, by place, and how many
    quotations lie before the first of them."""
    upto = list(accumulate(month.count for month in months))
    first = next(at for at, count in enumerate(upto) if count > start)
    last = next((at for at, count in enumerate(upto) if count >= end), len(months) - 1)
    return first, last, upto[first - 1] if first else 0
