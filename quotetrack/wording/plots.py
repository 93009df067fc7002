"""Makes the bars of a plot from counts over time: by month, year, decade or century, whichever gives few enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quotetrack.wording import MONTHS

if TYPE_CHECKING:
    from quotetrack.lookup.counts import Count

Unit = Literal["month", "year", "decade", "century"]

_MOST_BARS = 48
"""The most bars that a plot has: on a phone each is then six pixels wide."""
_YEARS_IN: dict[Unit, int] = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True)
class Bar:
    """The count for the time from `since` to `until` (months or years, both included).

    `height` is a percentage of the highest bar.
    """

    label: str
    count: int
    since: str
    until: str
    height: float = 0.0


@dataclass(frozen=True)
class Bars:
    """Bars without a gap between them, the earliest first; `undated` counts what has no date that can be read."""

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int

    @property
    def most(self) -> int:
        """The highest count."""
        return max((bar.count for bar in self.bars), default=0)


def over_time(months: Iterable[Count]) -> Bars:
    """Returns the bars for counts by month, whose values are such as 2024-03, or a year alone."""
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
    if (last - first + 1) * 12 <= _MOST_BARS and all(number for _, number in found):
        return Bars("month", _with_heights(_monthly(found, first, last)), undated)
    fits = (unit for unit, years in _YEARS_IN.items() if last // years - first // years < _MOST_BARS)
    unit: Unit = next(fits, "century")
    return Bars(unit, _with_heights(_yearly(found, unit, first, last)), undated)


def _monthly(found: Counter[tuple[int, int]], first: int, last: int) -> Iterable[Bar]:
    for year in range(first, last + 1):
        for number, name in enumerate(MONTHS, 1):
            month = f"{year:04}-{number:02}"
            yield Bar(f"{name} {year}", found[year, number], month, month)


def _yearly(found: Counter[tuple[int, int]], unit: Unit, first: int, last: int) -> Iterable[Bar]:
    years = _YEARS_IN[unit]
    counted: Counter[int] = Counter()
    for (year, _), count in found.items():
        counted[year // years] += count
    for place in range(first // years, last // years + 1):
        start, end = place * years, place * years + years - 1
        label = f"{start}" if years == 1 else f"{start}–{end}"
        yield Bar(label, counted[place], f"{max(start, 1):04}", f"{end:04}")  # no calendar has a year 0


def _with_heights(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    found = list(bars)
    most = max(bar.count for bar in found)
    return tuple(replace(bar, height=round(max(100 * bar.count / most, 1.5), 1) if bar.count else 0.0) for bar in found)
