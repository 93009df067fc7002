"""Cites a quotation: who said it, in what capacity, the words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from quotetrack import wording

if TYPE_CHECKING:
    from quotetrack.lookup.hits import ArticleRef
    from quotetrack.records import Quotation


def cite(quotation: Quotation, article: ArticleRef) -> str:
    """Returns a sentence with speaker, capacity, words, outlet, title, date, address and the quotation's id."""
    parts = [*_said(quotation), *_printed(article), f"quotetrack {quotation.id}"]
    return ", ".join(wording.visible(wording.on_one_line(part)) for part in parts) + "."


def _said(quotation: Quotation) -> Iterator[str]:
    who = wording.who(quotation)
    yield f"{who[:1].upper()}{who[1:]}"
    if stated := wording.stated(quotation):
        yield stated
    yield wording.in_marks(quotation, quotation.text)
    if quotation.attribution.via:
        yield f"via {quotation.attribution.via}"


def _printed(article: ArticleRef) -> Iterator[str]:
    if article.outlet:
        yield article.outlet
    yield f"“{article.title}”" if article.title else article.name
    if article.published:
        yield long_day(article.published)
    if article.url:
        yield article.url


def long_day(published: str) -> str:
    """Writes a date with its month by name: `14 March 2024`. Returns what is no whole date unchanged."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}"
