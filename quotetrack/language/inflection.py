"""The forms of regular verbs, for the languages that have tables of verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_VOWELS = "aeiou"


def english_forms(lemma: str) -> set[str]:
    """The lemma with its regular forms: add, adds, added, adding."""
    found = {lemma}
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        found.add(lemma + "es")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        found.add(lemma[:-1] + "ies")
    else:
        found.add(lemma + "s")
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if re.fullmatch(rf"(?:qu|[^{_VOWELS}])*[{_VOWELS}][^{_VOWELS}wxy]", lemma):
        stem += lemma[-1]  # beg, begging; longer verbs that double their end give the forms themselves
    found.add((lemma if lemma.endswith("ee") else stem) + "ing")
    found.add((lemma[:-1] + "ied") if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else stem + "ed")
    return found


REGULAR_FORMS: Mapping[str, Callable[[str], set[str]]] = {"en": english_forms}
"""For each language a function from a verb as its table gives it to its regular forms."""
