"""Counts by month as bars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.lookup.counts import Count
from quotetrack.lookup.filters import read_bounds
from quotetrack.wording.plots import Bar, over_time


def counts(**months: int) -> list[Count]:
    """Counts by months written m2024_03; `none` for no date."""
    return [
        Count(None if name == "none" else name.removeprefix("m").replace("_", "-"), n) for name, n in months.items()
    ]


def test_by_month_in_whole_years() -> None:
    found = over_time(counts(m2024_03=4, m2023_12=1, none=2))
    assert (found.unit, len(found.bars), found.most, found.undated) == ("month", 24, 4, 2)
    assert found.bars[14] == Bar("March 2024", 4, "2024-03", "2024-03", 100.0)
    assert found.bars[11] == Bar("December 2023", 1, "2023-12", "2023-12", 25.0)
    assert found.bars[0] == Bar("January 2023", 0, "2023-01", "2023-01", 0.0)


def test_by_year_where_months_would_be_too_many() -> None:
    found = over_time(counts(m2019_01=1, m2024_03=300, m2024_04=100))
    assert (found.unit, [bar.count for bar in found.bars]) == ("year", [1, 0, 0, 0, 0, 400])
    assert found.bars[0].height == 1.5, "one of many is still to be seen"
    assert (found.bars[5].since, found.bars[5].until) == ("2024", "2024")


@pytest.mark.parametrize(
    ("months", "unit", "label"),
    [
        ({"m2024": 1, "m2024_02": 1}, "year", "2024"),
        ({"m1950_01": 1, "m2024_02": 1}, "decade", "1950–1959"),
        ({"m0001_01": 1, "m2024_02": 1}, "century", "0–99"),
    ],
)
def test_by_what_gives_few_bars(months: dict[str, int], unit: str, label: str) -> None:
    found = over_time(counts(**months))
    assert (found.unit, found.bars[0].label) == (unit, label)


def test_dates_that_cannot_be_read_are_undated() -> None:
    strange = [Count(value, 1) for value in ("2024-13", "0000-01", "spring", "", "٢٠٢٤", None)]
    found = over_time(strange)
    assert (found.bars, found.undated, found.most) == ((), 6, 0)


@given(st.dictionaries(st.dates().map(lambda day: day.isoformat()[:7]), st.integers(1, 10**6), max_size=30))
def test_nothing_is_lost_and_every_bar_can_be_searched(months: dict[str, int]) -> None:
    found = over_time([Count(month, count) for month, count in months.items()])
    assert sum(bar.count for bar in found.bars) == sum(months.values())
    assert len(found.bars) <= 101 and all((bar.height > 0) == (bar.count > 0) for bar in found.bars)
    for bar in found.bars:
        read_bounds(bar.since, bar.until)
