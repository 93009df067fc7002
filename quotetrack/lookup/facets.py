"""By what the quotations found may be narrowed: who, for whom, where, how and when, with counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from quotetrack.store import Store

FacetName = Literal["speaker", "affiliation", "outlet", "kind", "speaker_kind", "year"]

MOST = 10
"""Values of a facet that are counted out; the rest are seldom ones."""


@dataclass(frozen=True)
class FacetValue:
    """A value that narrows a search: `value` as the filter takes it (`#12` for a speaker), `label` as people say it,
    and how many of the quotations found have it."""

    value: str
    label: str
    count: int


Facets = dict[FacetName, tuple[FacetValue, ...]]


def count_facets(store: Store, ids: Sequence[int]) -> Facets:
    """The most frequent values among these quotations, those of `year` by year, the latest first."""
    given = json.dumps(list(ids))
    return {
        "speaker": tuple(_numbered(store, _SPEAKERS, given)),
        "affiliation": tuple(_numbered(store, _AFFILIATIONS, given)),
        **_plain(store, given),
    }


_SPEAKERS = """SELECT c.id, c.name, count(DISTINCT s.quotation_id) AS count
    FROM json_each(?) found CROSS JOIN quotation_speakers s ON s.quotation_id = found.value
    CROSS JOIN speakers r ON r.id = s.speaker_id CROSS JOIN forms ON forms.id = r.form_id
    CROSS JOIN canonical_speakers c ON c.id = forms.canonical_id WHERE c.kind <> 'unnamed'
    GROUP BY c.id ORDER BY count DESC, c.name, c.id LIMIT ?"""

_AFFILIATIONS = """SELECT o.id, o.name, count(DISTINCT f.quotation_id) AS count
    FROM json_each(?) found CROSS JOIN affiliations f ON f.quotation_id = found.value
    CROSS JOIN organizations o ON o.id = f.organization_id WHERE f.standing <> 'former'
    GROUP BY o.id ORDER BY count DESC, o.name, o.id LIMIT ?"""

_PLAIN: tuple[FacetName, ...] = ("outlet", "kind", "speaker_kind", "year")
_COLUMNS = """SELECT a.outlet, q.kind, q.speaker_kind, substr(a.published, 1, 4) AS year
    FROM json_each(?) found CROSS JOIN quotations q ON q.id = found.value
    CROSS JOIN articles a ON a.id = q.article_id"""


def _numbered(store: Store, statement: str, ids: str) -> Iterable[FacetValue]:
    for row in store.rows(statement, [ids, MOST]):
        yield FacetValue(f"#{row['id']}", row["name"], row["count"])


def _plain(store: Store, ids: str) -> Facets:
    columns = list(zip(*store.values(", ".join(_PLAIN), _COLUMNS, [ids]), strict=True)) or [()] * len(_PLAIN)
    facets: Facets = {}
    for name, column in zip(_PLAIN, columns, strict=True):
        counts = Counter(value for value in column if value)
        if name == "year":
            ordered = sorted(counts.items(), reverse=True)
        else:
            ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        facets[name] = tuple(FacetValue(value, value, count) for value, count in ordered)
    return facets
