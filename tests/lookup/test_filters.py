"""Bounds of dates as a user gives them."""

from __future__ import annotations

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.lookup.filters import read_bounds


@pytest.mark.parametrize(
    ("since", "until", "bounds"),
    [
        (None, None, (None, None)),
        ("2024-02-29", "2024-02-29", ("2024-02-29", "2024-03-01")),
        ("2024-02", "2024-02", ("2024-02-01", "2024-03-01")),
        ("2024", " 2024 ", ("2024-01-01", "2025-01-01")),
        (None, "2023-12-31", (None, "2024-01-01")),
        ("9999-12-31", "9999", ("9999-12-31", "9999-12-32")),
    ],
)
def test_bounds(since: str | None, until: str | None, bounds: tuple[str | None, str | None]) -> None:
    assert read_bounds(since, until) == bounds


@pytest.mark.parametrize("wrong", ["", "yesterday", "2024-13", "2023-02-29", "24-03-14", "2024-3-1", "0000", "٢٠٢٤"])
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(QuotetrackError, match=r"is not a date. Write year-month-day"):
        read_bounds(wrong, None)


def test_bounds_in_the_wrong_order() -> None:
    with pytest.raises(QuotetrackError, match="Nothing lies between"):
        read_bounds("2024-03-15", "2024-03-14")
