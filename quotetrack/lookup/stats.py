"""What is in a store, in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotetrack.lookup.hits import Count, Quoted, Stats
from quotetrack.store import Store

_RUNS = 10  # the latest runs shown
_SAID = "quotation_counts WHERE act <> 'not_speech'"


def count_quotations(store: Store) -> int:
    """How many quotations there are, what is no speech among them; in no time, for the store keeps count."""
    return int(next(store.rows("SELECT total(quotations) AS number FROM quotation_counts"))["number"])


def stats(store: Store) -> Stats:
    """Counts of all that is held: articles by outlet and month, quotations by kind, act and confidence, runs.

    An article that came again with other text counts once.
    """
    outlets = _counts(store, "outlet", "articles", "article_counts", "count DESC, value")
    acts = _counts(store, "act", "quotations", "quotation_counts", "count DESC, value")
    speaker_kinds = _counts(store, "speaker_kind", "quotations", _SAID, "count DESC, value")
    return Stats(
        articles=_total(outlets),
        quotations=_total(acts),
        speakers=_number(store, "total(canonical_speakers)", "canonical_speaker_counts WHERE kind <> 'unnamed'"),
        organizations=_number(store, "count(*)", "organizations"),
        unknown_share=_share(speaker_kinds, "unknown"),
        outlets=outlets,
        months=_counts(store, "month", "articles", "article_counts", "value"),
        kinds=_counts(store, "kind", "quotations", _SAID, "count DESC, value"),
        acts=acts,
        speaker_kinds=speaker_kinds,
        confidence=_confidence(store),
        runs=tuple(store.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [_RUNS])),
    )


def most_quoted(store: Store, *, limit: int = 10) -> list[Quoted]:
    """The people and organisations whom the most articles quote."""
    statement = """WITH likely AS (SELECT DISTINCT canonical_id FROM (
            SELECT canonical_id FROM forms WHERE kind <> 'unnamed' ORDER BY speakers DESC, id LIMIT ?))
        SELECT c.id, c.name, c.kind, (SELECT count(DISTINCT s.article_id) FROM forms f JOIN speakers s
            ON s.form_id = f.id WHERE f.canonical_id = c.id) AS articles
        FROM likely JOIN canonical_speakers c ON c.id = likely.canonical_id
        ORDER BY articles DESC, c.name, c.id LIMIT ?"""
    return [Quoted(**row) for row in store.rows(statement, [_LIKELY * limit, limit])]


_LIKELY = 5
"""Forms of names looked at for each speaker wanted: whoever is quoted most is so under one of the most common forms."""


def _number(store: Store, number: str, rows: str) -> int:
    return int(next(store.rows(f"SELECT {number} AS number FROM {rows}"))["number"])


def _counts(store: Store, value: str, counted: str, rows: str, order: str) -> tuple[Count, ...]:
    statement = f"SELECT {value} AS value, sum({counted}) AS count FROM {rows} GROUP BY 1 ORDER BY {order}"
    return tuple(Count(row["value"], row["count"]) for row in store.rows(statement))


def _total(counts: Iterable[Count]) -> int:
    return sum(count.count for count in counts)


def _share(counts: Sequence[Count], value: str) -> float:
    return _total(count for count in counts if count.value == value) / max(1, _total(counts))


def _confidence(store: Store) -> tuple[Count, ...]:
    """Quotations by tenths of confidence, all ten; 1.0 counts with the last."""
    statement = f"SELECT tenth, sum(quotations) AS count FROM {_SAID} GROUP BY 1"
    found = {row["tenth"]: row["count"] for row in store.rows(statement)}
    return tuple(Count(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}", found.get(tenth, 0)) for tenth in range(10))
