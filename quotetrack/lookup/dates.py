"""Dates that a user gives as bounds: a day, a month or a year, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from quotetrack.errors import QuotetrackError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def read_bounds(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first day, and the first day that lies beyond, as ISO dates; None for an open end.

    Raises QuotetrackError for what is no date, or where nothing can lie between the two.
    """
    first = None if since is None else _days(since)[0]
    last = None if until is None else _days(until)[1]
    if first is not None and last is not None and first > last:
        raise QuotetrackError(f"Nothing lies between {since} and {until}: the first date is the later one.")
    return first.isoformat() if first else None, _day_after(last) if last else None


def _day_after(day: date) -> str:
    return "9999-12-32" if day == date.max else (day + timedelta(days=1)).isoformat()


def _days(given: str) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    parts = _DATE.fullmatch(given.strip())
    try:
        if parts is None:
            raise ValueError(given)
        year, month, day = int(parts[1]), int(parts[2] or 0), int(parts[3] or 0)
        if parts[3]:
            return date(year, month, day), date(year, month, day)
        if parts[2]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        raise QuotetrackError(
            f"{given!r} is not a date. Write year-month-day, such as 2024-03-14, or 2024-03, or 2024."
        ) from None
