"""What the tests of this folder ask of a marked-up document (see tests/quotations/builders.py)."""

from __future__ import annotations

from quotetrack.quotations.find import extract_drafts
from quotetrack.quotations.reading import Reading
from quotetrack.records import Attribution, Span
from quotetrack.speakers.attribute import attribute
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person
from tests.quotations.builders import reading


def people(markup: str) -> People:
    """The people whom a text names."""
    return People(reading(markup))


def mentioned(read: Reading, found: People, words: str, nth: int = 0) -> Person:
    """The person whose mention begins with these words, at their nth place."""
    starting = [person for mention, person in found.in_span(_all(read)) if read.text.startswith(words, mention.start)]
    return starting[nth]


def attributions(markup: str) -> list[Attribution]:
    """Whom each quotation is attributed to."""
    read = reading(markup)
    return attribute(read, extract_drafts(read))


def _all(read: Reading) -> Span:
    return Span(0, len(read.text))
