"""Counts over time as the bars of a plot: by month, year, decade or century, whichever gives few enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotetrack.wording import MONTHS

if TYPE_CHECKING:
    from quotetrack.lookup.counts import Count

Unit = Literal["month", "year", "decade", "century"]

_MOST = 48
"""The most bars that a plot has: on a phone each is then six pixels wide."""
_YEARS: dict[Unit, int] = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True)
class Bar:
    """What was counted from `since` to `until`, months or years, both included; `height` of 100 for the most."""

    label: str
    count: int
    since: str
    until: str
    height: float = 0.0


@dataclass(frozen=True)
class Bars:
    """Bars without a gap between them, the earliest first; `undated` is what has no date or none that can be read."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int

    @property
    def most(self) -> int:
        """The highest count."""
        return max((bar.count for bar in self.bars), default=0)


def over_time(months: Iterable[Count]) -> Bars:
    """The bars for counts by month (2024-03)."""
    found: Counter[tuple[int, int]] = Counter()
    undated = 0
    for month in months:
        date = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?", month.value or "")
        if date and int(date[1]):
            found[int(date[1]), int(date[2] or 0)] += month.count
        else:
            undated += month.count
    if not found:
        return Bars("year", (), undated)
    first, last = min(found)[0], max(found)[0]
    if (last - first + 1) * 12 <= _MOST and all(number for _, number in found):
        return Bars("month", _tall(_monthly(found, first, last)), undated)
    unit: Unit = next((unit for unit, years in _YEARS.items() if last // years - first // years < _MOST), "century")
    return Bars(unit, _tall(_yearly(found, unit, first, last)), undated)


def _monthly(found: Counter[tuple[int, int]], first: int, last: int) -> Iterable[Bar]:
    for year in range(first, last + 1):
        for number, name in enumerate(MONTHS, 1):
            month = f"{year:04}-{number:02}"
            yield Bar(f"{name} {year}", found[year, number], month, month)


def _yearly(found: Counter[tuple[int, int]], unit: Unit, first: int, last: int) -> Iterable[Bar]:
    years = _YEARS[unit]
    counted: Counter[int] = Counter()
    for (year, _), count in found.items():
        counted[year // years] += count
    for place in range(first // years, last // years + 1):
        start, end = place * years, place * years + years - 1
        label = f"{start}" if years == 1 else f"{start}–{end}"
        yield Bar(label, counted[place], f"{max(start, 1):04}", f"{end:04}")  # no calendar has a year 0


def _tall(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    found = list(bars)
    most = max(bar.count for bar in found)
    return tuple(
        Bar(
            bar.label, bar.count, bar.since, bar.until, round(max(100 * bar.count / most, 1.5), 1) if bar.count else 0.0
        )
        for bar in found
    )
