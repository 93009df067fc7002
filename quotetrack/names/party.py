"""The party that a name of a body stands for, as it is printed beside a politician: Tory, GOP, D-Mass."""

from __future__ import annotations

import re
from functools import cache

from quotetrack.language import load

_WITH_PLACE = re.compile(r"(?P<letters>[A-Z][A-Za-z]{0,3})\s?[-–—‑]\s?[A-Z][\w. ]*")


def party_of(name: str) -> str | None:
    """The party that a form of its name stands for, or that letters with a place do: Republican for GOP and R-Ohio.
    None for other names."""
    if form := load("en").parties.get(name):
        return form
    found = party_letters(name)
    return found[1] if found else None


@cache
def party_letters(name: str) -> tuple[str, str] | None:
    """The letters of a party that stand with a place, and the party: R and Republican of R-Ohio."""
    found = _WITH_PLACE.fullmatch(name)
    known = load("en")
    party = found and (known.parties.get(found["letters"]) or known.party_letters.get(found["letters"]))
    return (found["letters"], party) if found and party else None
