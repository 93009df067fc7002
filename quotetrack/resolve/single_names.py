"""Single names: a body's that a model takes for a person's, a person's before somebody else's post."""

from __future__ import annotations

import re

from quotetrack.extract.drafts import Reading
from quotetrack.lexicon import words
from quotetrack.records import Labelled, Span
from quotetrack.resolve.gender import is_given_name


def speaks_for_body(reading: Reading, name: Labelled, phrase: Span) -> bool:
    """`An Orbisoft spokeswoman`: a single name that is never part of somebody's, before who speaks for it. Neither
    a family name (`a Ruiz spokeswoman`, Ana Ruiz elsewhere) nor a given name is a body's."""
    text = reading.slice(name.span)
    rest = reading.text[name.span.end : phrase.end].strip().casefold()
    if " " in text or not rest.startswith("spokes") or is_given_name(text.casefold()):
        return False
    others = (reading.slice(e.span) for e in reading.entities.items if e.label == "PERSON")
    before = reading.text[max(0, phrase.start - 4) : name.span.start].split()[-1:]
    borne = any(text in other.split() and other != text for other in others)
    return not borne and not _is_titled(reading, text) and before in (["An"], ["A"], ["an"], ["a"], ["The"], ["the"])


def is_family(reading: Reading, name: str) -> bool:
    """Whether a single name is somebody's elsewhere: `Ruiz lawyer Owen Pike` speaks for Ana Ruiz."""
    people = (reading.slice(e.span).split() for e in reading.entities.items if e.label == "PERSON")
    return " " not in name and any(name in parts for parts in people)


def _is_titled(reading: Reading, name: str) -> bool:
    """Whether a title ever stands before a name: Mr Ruiz is a man."""
    return any(
        found[1].casefold() in words("honorifics")
        for found in re.finditer(rf"\b([^\W\d_]+)\.?\s{re.escape(name)}\b", reading.text)
    )
