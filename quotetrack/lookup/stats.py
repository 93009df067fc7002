"""What is in a store, in numbers."""

from __future__ import annotations

from quotetrack.lookup.results import Count, Stats
from quotetrack.store import Store

_RUNS = 10  # the latest runs shown
_ARTICLES = "articles WHERE version_of IS NULL"  # one that came again with other text counts once
_SAID = "quotations WHERE act <> 'not_speech'"


def stats(store: Store) -> Stats:
    """Counts of all that is held: articles by outlet and month, quotations by kind, act and confidence, runs."""
    return Stats(
        articles=_number(store, _ARTICLES),
        quotations=_number(store, "quotations"),
        speakers=_number(store, "canonical_speakers WHERE kind IN ('person', 'organization')"),
        organizations=_number(store, "organizations"),
        unknown_share=_share_unknown(store),
        outlets=_counts(store, "outlet", _ARTICLES, "count DESC, value"),
        months=_counts(store, "substr(published, 1, 7)", _ARTICLES, "value"),
        kinds=_counts(store, "kind", _SAID, "count DESC, value"),
        acts=_counts(store, "act", "quotations", "count DESC, value"),
        speaker_kinds=_counts(store, "speaker_kind", _SAID, "count DESC, value"),
        confidence=_confidence(store),
        runs=tuple(store.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [_RUNS])),
    )


def _number(store: Store, rows: str) -> int:
    return int(next(store.rows(f"SELECT count(*) AS number FROM {rows}"))["number"])


def _counts(store: Store, value: str, rows: str, order: str) -> tuple[Count, ...]:
    statement = f"SELECT {value} AS value, count(*) AS count FROM {rows} GROUP BY 1 ORDER BY {order}"
    return tuple(Count(row["value"], row["count"]) for row in store.rows(statement))


def _share_unknown(store: Store) -> float:
    row = next(store.rows(f"SELECT total(speaker_kind = 'unknown') / max(1, count(*)) AS share FROM {_SAID}"))
    return float(row["share"])


def _confidence(store: Store) -> tuple[Count, ...]:
    """Quotations by tenths of confidence, all ten; 1.0 counts with the last."""
    statement = f"SELECT min(9, CAST(confidence * 10 AS INTEGER)) AS tenth, count(*) AS count FROM {_SAID} GROUP BY 1"
    found = {row["tenth"]: row["count"] for row in store.rows(statement)}
    return tuple(Count(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}", found.get(tenth, 0)) for tenth in range(10))
