"""Word lists that ship as data files: one entry a line, `#` starts a comment, case folded.

Verbs stand as lemma and irregular forms; the regular forms are derived here.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of lexicons/NAME.txt as they stand, comments and blank lines left out."""
    text = files("quotetrack").joinpath("lexicons", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(*names: str) -> frozenset[str]:
    """The entries of one list or several, case folded."""
    return frozenset(line.casefold() for name in names for line in lines(name))


@cache
def listed(*names: str) -> frozenset[str]:
    """Single words of lists whose lines hold several, case folded."""
    return frozenset(word for name in names for line in lines(name) for word in line.casefold().split())


@cache
def table(name: str) -> dict[str, str]:
    """A list of `form = meaning` as a mapping, as it stands."""
    return {line.split(" = ", 1)[0]: line.split(" = ", 1)[1] for line in lines(name)}


@cache
def verbs(*names: str) -> frozenset[str]:
    """All forms of the verbs of one list or several, case folded."""
    return frozenset(form for name in names for line in lines(name) for form in _forms(line.casefold().split()))


@cache
def patterns(name: str) -> re.Pattern[str]:
    """A list of regular expressions as one, ignoring case."""
    return re.compile("|".join(f"(?:{line})" for line in lines(name)), re.IGNORECASE)


@cache
def kinds(name: str) -> dict[str, frozenset[str]]:
    """A list of `kind = words` as a set of words for each kind; a kind may have several lines."""
    found: dict[str, frozenset[str]] = {}
    for line in lines(name):
        kind, _, listed_words = line.partition(" = ")
        found[kind] = found.get(kind, frozenset()) | frozenset(listed_words.split())
    return found


@cache
def patterns_by_kind(name: str) -> dict[str, re.Pattern[str]]:
    """A list of `kind = regular expression` as one expression for each kind; a kind may have several lines."""
    found: dict[str, list[str]] = {}
    for line in lines(name):
        kind, _, pattern = line.partition(" = ")
        found.setdefault(kind, []).append(f"(?:{pattern})")
    return {kind: re.compile("|".join(each)) for kind, each in found.items()}


def _forms(entry: list[str]) -> set[str]:
    lemma, *irregular = entry
    found = {lemma, *irregular}
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        found.add(lemma + "es")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        found.add(lemma[:-1] + "ies")
    else:
        found.add(lemma + "s")
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if re.fullmatch(rf"(?:qu|[^{_VOWELS}])*[{_VOWELS}][^{_VOWELS}wxy]", lemma):
        stem += lemma[-1]  # beg, begging; longer lemmas that double their end give the forms themselves
    found.add((lemma if lemma.endswith("ee") else stem) + "ing")
    found.add((lemma[:-1] + "ied") if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else stem + "ed")
    return found
