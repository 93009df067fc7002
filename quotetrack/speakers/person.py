"""Somebody named in an article, and what of the name tells people of one family apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotetrack.language import load
from quotetrack.names.normal import normalise_name
from quotetrack.records import Span
from quotetrack.speakers.gender import Gender

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(eq=False)
class Person:
    """Somebody named in the article. `name` is the fullest form, `mentions` its spans in order.

    `marks` are the offsets, in order, where the name stands so that it is no other of the family (in full, with
    a title that only one can bear, by the given name); `offices` the titles before it (senator);
    `kin` is set for who is first named as somebody's relative; `unclear` for a family name that
    could be any of several people.
    """

    name: str
    parts: tuple[str, ...]
    mentions: list[Span] = field(default_factory=list)
    gender: Gender | None = None
    marks: list[int] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    kin: bool = False
    unclear: bool = False

    @property
    def first(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].start if self.mentions else 0

    def mention_before(self, offset: int) -> Span | None:
        """The last mention that begins before an offset."""
        at = bisect_left(self.mentions, (offset,))
        return self.mentions[at - 1] if at else None

    def last_mark(self, before: int) -> int:
        """Where the name last stood clearly before an offset; below 0 where that comes only later."""
        at = bisect_left(self.marks, before)
        return self.marks[at - 1] if at else -self.first - 1


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without titles."""
    return tuple(normalise_name(name, "person").split())


def family_name(parts: Sequence[str]) -> str:
    """The last part that is no suffix such as Jr."""
    kept = [p for p in parts if p not in SUFFIXES]
    return kept[-1] if kept else parts[-1]


def one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names of one article are one person: same first and last part, or one within
    the other, and no suffix that only one bears while both are common."""
    if (set(a) & SUFFIXES) != (set(b) & SUFFIXES):
        return False
    if family_name(a) != family_name(b):
        return set(a) <= set(b) or set(b) <= set(a)
    initials = {"".join(part[0] for part in parts[:-1]) for parts in (a, b)}
    if a[0] != b[0] and min(len(a[0]), len(b[0])) <= 3 and initials & {a[0], b[0]}:
        return True  # J. P. Halvorsen and James P. Halvorsen
    if a[0] == b[0] or _is_short_for(a[0], b[0]) or _is_short_for(b[0], a[0]):
        return True
    return (a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) == 1) or set(a) <= set(b) or set(b) <= set(a)


def _is_short_for(short: str, given: str) -> bool:
    return short in load("en").nicknames.get(given, ())


def is_fuller(name: str, than: str) -> bool:
    """Whether a form of a name says more than another: more parts, or a given name for an initial."""
    ours, theirs = name_parts(name), name_parts(than)
    spelt_out = len(ours) == len(theirs) and (len(theirs[0]) == 1 < len(ours[0]) or _is_short_for(theirs[0], ours[0]))
    return spelt_out or len(theirs) < len(ours) <= 5
