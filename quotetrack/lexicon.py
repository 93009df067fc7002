"""The words of English under the names of the lists that they once stood in; `language/` holds them now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from .language import load


def _of(name: str) -> Any:
    return getattr(load("en"), {"check_words": "word_kinds", "check_patterns": "patterns"}.get(name, name))


def _words(name: str) -> Iterator[str]:
    found = _of(name)
    yield from found
    for values in found.values() if isinstance(found, Mapping) else ():
        yield from values if isinstance(values, tuple) else ()


@cache
def words(*names: str) -> frozenset[str]:
    """The entries of one list or several, case folded."""
    return frozenset(word for name in names for word in _words(name))


listed = verbs = words


@cache
def lines(name: str) -> tuple[str, ...]:
    """The rows of a table of groups, the words of each one space apart."""
    rows = load("en").body_kinds if name == "body_kinds" else load("en").nicknames
    return tuple(" ".join((first, *others)) for first, others in rows.items())


def table(name: str) -> Mapping[str, str]:
    """A mapping of forms to what they mean."""
    found: Mapping[str, str] = _of(name)
    return found


def patterns(name: str) -> re.Pattern[str]:
    """A list of regular expressions as one, ignoring case."""
    found: re.Pattern[str] = _of(name)
    return found


def kinds(name: str) -> Mapping[str, frozenset[str]]:
    """A set of words for each kind."""
    found: Mapping[str, frozenset[str]] = _of(name)
    return found


def patterns_by_kind(name: str) -> Mapping[str, re.Pattern[str]]:
    """One regular expression for each kind."""
    found: Mapping[str, re.Pattern[str]] = _of(name)
    return found
