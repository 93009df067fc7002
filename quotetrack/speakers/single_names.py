"""Single names: a body's that a model takes for a person's, a person's before somebody else's post."""

from __future__ import annotations

from quotetrack.names.spelling import is_given_name
from quotetrack.quotations.reading import Reading
from quotetrack.records import Labelled, Span


def speaks_for_body(reading: Reading, name: Labelled, phrase: Span) -> bool:
    """`An Orbisoft spokeswoman`: a single name that is never part of somebody's, before who speaks for it. Neither
    a family name (`a Ruiz spokeswoman`, Ana Ruiz elsewhere) nor a given name is a body's."""
    text = reading.slice(name.span)
    rest = reading.text[name.span.end : phrase.end].strip().casefold()
    if " " in text or not rest.startswith("spokes") or is_given_name(text):
        return False
    before = reading.text[max(0, phrase.start - 4) : name.span.start].split()[-1:]
    is_family = reading.borne.get(text, False) or text in reading.titled
    return not is_family and before in (["An"], ["A"], ["an"], ["a"], ["The"], ["the"])


def is_family(reading: Reading, name: str) -> bool:
    """Whether a single name is somebody's elsewhere: `Ruiz lawyer Owen Pike` speaks for Ana Ruiz."""
    return name in reading.borne
