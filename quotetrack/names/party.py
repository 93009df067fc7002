"""The party that a name of a body stands for, as it is printed beside a politician: Tory, GOP, D-Mass."""

from __future__ import annotations

import re

from quotetrack.language import load

_WITH_PLACE = re.compile(r"(?P<letters>[A-Z][A-Za-z]{0,3})\s?[-–—‑]\s?[A-Z][\w. ]*")


def party_of(name: str) -> str | None:
    """The party that a form of its name stands for, or that letters with a place do: Republican for GOP and R-Ohio.
    None for other names."""
    return load("en").parties.get(name) or party_of_letters(name)


def party_of_letters(name: str) -> str | None:
    """The party whose letters stand with a place: Republican for R-Ohio. None for other names."""
    found = _WITH_PLACE.fullmatch(name)
    known = load("en")
    return (known.parties.get(found["letters"]) or known.party_letters.get(found["letters"])) if found else None
