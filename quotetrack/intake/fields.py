"""What is known about an article, from keys and values that somebody wrote by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypedDict

from quotetrack.errors import InputError, InputWarning
from quotetrack.intake.dates import read_date

OnError = Callable[[InputError], None]


class Fields(TypedDict):
    """The fields of an Article that say where it comes from."""

    url: str | None
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None


def read_fields(given: Mapping[str, Any], where: str, on_error: OnError) -> Fields:
    """What `given` says of an article, each value on one line.

    `date` stands for `published` too. A date that cannot be read is left out and handed to
    `on_error` as an InputWarning.
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
    return " ".join(str(value).split()) or None
