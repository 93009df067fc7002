"""The page Overview: what is in the store, in numbers with links to what they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotetrack import lookup
from quotetrack.identity import read_queue
from quotetrack.lookup.counts import Count, Stats
from quotetrack.lookup.speakers import most_quoted
from quotetrack.store import Store
from quotetrack.web.pages.search import SPEAKER_KINDS
from quotetrack.web.request import Addresses, Answer, Page, PageRequest
from quotetrack.wording import plots

Bar = tuple[str, int, str | None]
"""A label, a count, and the address of what was counted."""

_OUTLETS = 12
"""The outlets that are shown one by one; all others are counted together."""

_KINDS = {
    "direct": "direct: all in marks",
    "mixed": "mixed: partly in marks",
    "indirect": "indirect: no marks",
}
_ACTS = {"not_speech": "in marks, but not speech"}


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with the page that tells what is in the store."""
    counted, to = lookup.stats(store), asked.addresses
    quoted, waiting = most_quoted(store), read_queue(store, limit=0)
    fields = {
        "counted": counted,
        "outlets": _outlets(counted.outlets, to),
        "plot": plots.over_time(counted.months),
        "kinds": [(_KINDS.get(kind, kind), n, to.search(kind=kind)) for kind, n in _known(counted.kinds)],
        "acts": [(_ACTS.get(act, act), n, to.search(act=act)) for act, n in _known(counted.acts)],
        "speaker_kinds": [
            (SPEAKER_KINDS.get(kind, kind), n, to.search(speaker_kind=kind))
            for kind, n in _known(counted.speaker_kinds)
        ],
        "confidence": _confidence(counted),
        "quoted": [(speaker.name, speaker.articles, to.speaker(speaker.id)) for speaker in quoted],
        "waiting": waiting.count,
        "more_wait": waiting.more,
    }
    as_json = {
        **counted.as_dict(),
        "most_quoted": [speaker.as_dict() for speaker in quoted],
        "questions": {"count": waiting.count, "more": waiting.more},
    }
    return Page("overview.html", "Overview", fields, as_json)


def _known(counts: Iterable[Count]) -> list[tuple[str, int]]:
    return [(count.value or "not known", count.count) for count in counts]


def _outlets(counts: Sequence[Count], to: Addresses) -> list[Bar]:
    shown = counts if len(counts) <= _OUTLETS + 1 else counts[:_OUTLETS]
    bars: list[Bar] = [(c.value or "not known", c.count, c.value and to.search(outlet=c.value)) for c in shown]
    rest = counts[len(shown) :]
    return bars + ([(f"{len(rest):,} other outlets", sum(c.count for c in rest), None)] if rest else [])


def _confidence(counted: Stats) -> list[Bar]:
    """Returns the bars of all tenths from the lowest one that occurs on, the highest first."""
    bars: list[Bar] = []
    for count in counted.confidence:
        if bars or count.count:
            low, high = (f"{float(bound):.0%}" for bound in (count.value or "").split("-"))
            bars.append((f"{low} to {high}", count.count, None))
    return bars[::-1]
