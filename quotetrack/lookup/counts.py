"""Counts what the whole store holds (stats), and what found quotations have in common (facets)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from quotetrack.store import Store


@dataclass(frozen=True)
class Count:
    """How often a value occurs; None stands for what is not known."""

    value: str | None
    count: int


@dataclass(frozen=True)
class Stats:
    """What is in a store.

    `unknown_share` is the share of quotations (without what is no speech) whose speaker is unknown, from 0 to 1.
    `confidence` counts quotations by tenths, the lowest first.
    """

    articles: int
    quotations: int
    speakers: int
    organizations: int
    unknown_share: float
    outlets: tuple[Count, ...]
    months: tuple[Count, ...]
    kinds: tuple[Count, ...]
    acts: tuple[Count, ...]
    speaker_kinds: tuple[Count, ...]
    confidence: tuple[Count, ...]
    runs: tuple[Mapping[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)


_LATEST_RUNS = 10  # runs that `stats` gives
_SPEECH_COUNTS = "quotation_counts WHERE act <> 'not_speech'"


def count_quotations(store: Store) -> int:
    """Returns the number of quotations, including what is no speech, from counts that the store keeps."""
    return _number(store, "total(quotations)", "quotation_counts")


def stats(store: Store) -> Stats:
    """Counts all that a store holds: articles by outlet and month, quotations by kind, act and confidence, runs.

    An article that came again with other text counts once.
    """
    outlets = _counts(store, "outlet", "articles", "article_counts", "count DESC, value")
    acts = _counts(store, "act", "quotations", "quotation_counts", "count DESC, value")
    speaker_kinds = _counts(store, "speaker_kind", "quotations", _SPEECH_COUNTS, "count DESC, value")
    return Stats(
        articles=_total(outlets),
        quotations=_total(acts),
        speakers=_number(store, "total(canonical_speakers)", "canonical_speaker_counts WHERE kind <> 'unnamed'"),
        organizations=_number(store, "count(*)", "organizations"),
        unknown_share=_share(speaker_kinds, "unknown"),
        outlets=outlets,
        months=_counts(store, "month", "articles", "article_counts", "value"),
        kinds=_counts(store, "kind", "quotations", _SPEECH_COUNTS, "count DESC, value"),
        acts=acts,
        speaker_kinds=speaker_kinds,
        confidence=_confidence(store),
        runs=tuple(store.rows("SELECT * FROM runs ORDER BY id DESC LIMIT ?", [_LATEST_RUNS])),
    )


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
    """Counts quotations by all ten tenths of confidence; a confidence of 1.0 counts in the last."""
    statement = f"SELECT tenth, sum(quotations) AS count FROM {_SPEECH_COUNTS} GROUP BY 1"
    found = {row["tenth"]: row["count"] for row in store.rows(statement)}
    return tuple(Count(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}", found.get(tenth, 0)) for tenth in range(10))


FacetName = Literal["speaker", "affiliation", "outlet", "kind", "speaker_kind", "year"]

_FACET_VALUES = 10
"""The number of values that a facet gives, the most frequent ones; few quotations have any of the others."""


@dataclass(frozen=True)
class FacetValue:
    """A value that narrows a search: `value` is what the filter takes (`#12` for a speaker), `label` what people read.

    `count` is the number of found quotations that have it.
    """

    value: str
    label: str
    count: int


Facets = dict[FacetName, tuple[FacetValue, ...]]


def count_facets(store: Store, ids: Sequence[int]) -> Facets:
    """Returns the most frequent values among quotations (by number) for each facet; all years, the latest first."""
    given = json.dumps(list(ids))
    return {
        "speaker": tuple(_count_numbered(store, _COUNT_SPEAKERS, given)),
        "affiliation": tuple(_count_numbered(store, _COUNT_AFFILIATIONS, given)),
        **_count_columns(store, given),
    }


_COUNT_SPEAKERS = """SELECT c.id, c.name, count(DISTINCT s.quotation_id) AS count
    FROM json_each(?) found CROSS JOIN quotation_speakers s ON s.quotation_id = found.value
    CROSS JOIN speakers r ON r.id = s.speaker_id CROSS JOIN forms ON forms.id = r.form_id
    CROSS JOIN canonical_speakers c ON c.id = forms.canonical_id WHERE c.kind <> 'unnamed'
    GROUP BY c.id ORDER BY count DESC, c.name, c.id LIMIT ?"""

_COUNT_AFFILIATIONS = """SELECT o.id, o.name, count(DISTINCT f.quotation_id) AS count
    FROM json_each(?) found CROSS JOIN affiliations f ON f.quotation_id = found.value
    CROSS JOIN organizations o ON o.id = f.organization_id WHERE f.standing <> 'former'
    GROUP BY o.id ORDER BY count DESC, o.name, o.id LIMIT ?"""

_FACET_COLUMNS: tuple[FacetName, ...] = ("outlet", "kind", "speaker_kind", "year")
_FACET_ROWS = """SELECT a.outlet, q.kind, q.speaker_kind, substr(a.published, 1, 4) AS year
    FROM json_each(?) found CROSS JOIN quotations q ON q.id = found.value
    CROSS JOIN articles a ON a.id = q.article_id"""


def _count_numbered(store: Store, statement: str, ids: str) -> Iterable[FacetValue]:
    for row in store.rows(statement, [ids, _FACET_VALUES]):
        yield FacetValue(f"#{row['id']}", row["name"], row["count"])


def _count_columns(store: Store, ids: str) -> Facets:
    rows = store.values(", ".join(_FACET_COLUMNS), _FACET_ROWS, [ids])
    facets: Facets = {}
    for at, name in enumerate(_FACET_COLUMNS):
        counts = Counter(row[at] for row in rows if row[at])
        if name == "year":
            ordered = sorted(counts.items(), reverse=True)
        else:
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_FACET_VALUES]
        facets[name] = tuple(FacetValue(value, value, count) for value, count in ordered)
    return facets
