"""Read what is known about an article from keys and values that somebody wrote by hand, with dates in any form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from quotetrack import text
from quotetrack.errors import InputError, InputWarning

OnError = Callable[[InputError], None]
"""A function that is called for each thing that cannot be read; reading goes on unless it raises."""

# Hours from UTC of the zone names that English-language outlets print.
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "AEST": 10, "AEDT": 11,
}  # fmt: skip
# Two defaults for what a date leaves out: where the two readings of a date differ, the date left it out.
_FILLINGS = (datetime(2000, 1, 1, 0, 0), datetime(2001, 2, 2, 1, 1))


class Fields(TypedDict):
    """The fields of an Article that say where it comes from."""

    url: str | None
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None


def read_fields(given: Mapping[str, Any], where: str, on_error: OnError) -> Fields:
    """What `given` says about an article, with each value on one line.

    The key `date` may stand for `published`. A date that cannot be read is left out and given to `on_error` as an
    InputWarning.
    """
    published = one_line(given.get("published")) or one_line(given.get("date"))
    return {
        "url": one_line(given.get("url")),
        "title": one_line(given.get("title")),
        "author": one_line(given.get("author")),
        "outlet": one_line(given.get("outlet")),
        "published": published and _published(published, where, on_error),
    }


def _published(value: str, where: str, on_error: OnError) -> str | None:
    try:
        return read_date(value)
    except ValueError as error:
        on_error(InputWarning(where, f"date left out: {error}"))
        return None


def one_line(value: Any) -> str | None:
    """A value as one line of text, a list joined by commas; None for what is empty or nested."""
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, str | int | float))
    if not isinstance(value, str | int | float | date) or isinstance(value, bool):
        return None
    return text.one_line(str(value)) or None


def read_date(value: str) -> str:
    """A date, or date and time, in ISO 8601: `2024-03-14` or `2024-03-14T09:30:00+00:00`.

    Raises ValueError, with the reason, where the value is no date, leaves the day or the year
    open, or can be read as two dates (03/04/2024). Nothing is guessed.
    """
    value = value.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(value).isoformat()
        except ValueError:
            continue
    first, second = (_parse(value, filling) for filling in _FILLINGS)
    if first.date() != second.date():
        raise ValueError(f"{value!r} does not name a day, month and year")
    if not value[:4].isdigit() and _parse(value, _FILLINGS[0], dayfirst=True) != first:
        raise ValueError(f"{value!r} can be read as two dates: write year-month-day")
    return (first if first.time() == second.time() else first.date()).isoformat()


def _parse(value: str, filling: datetime, dayfirst: bool = False) -> datetime:
    from dateutil import parser, tz

    def zone(name: str | None, offset: int | None) -> tz.tzoffset | None:
        seconds = offset if offset is not None else _ZONES[name] * 3600 if name in _ZONES else None
        return None if seconds is None else tz.tzoffset(name, seconds)

    try:
        found: datetime = parser.parse(value, default=filling, dayfirst=dayfirst, tzinfos=zone)
    except (ValueError, OverflowError):
        raise ValueError(f"{value!r} is not a date") from None
    return found
