"""Whether somebody is a woman or a man, as titles, descriptions, given names and pronouns show it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from quotetrack.language import load
from quotetrack.names.spelling import Gender as Gender
from quotetrack.names.spelling import listed_gender
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span

_PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)(\.?)(,?)[^\S\n]+$")
_PRONOUN = re.compile(r"\b(he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
_PRONOUN_REACH = 160
"""Code points after a name in which its pronoun is looked for: a sentence and the start of the next."""


def pronoun_gender(word: str) -> Gender | None:
    """The gender of "he", "her" and the like."""
    return _PRONOUNS.get(word.casefold())


def noun_gender(phrase: str) -> Gender | None:
    """The gender that the last noun of a phrase says: `the former congresswoman`, `Ruiz’s ex-wife`."""
    found = re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase.casefold())
    if not found:
        return None
    forms = {found[-1], " ".join(found[-2:]), found[-1].rpartition("-")[2]}
    if forms & load("en").female_nouns or found[-1].endswith("woman"):
        return "f"
    return "m" if forms & load("en").male_nouns or re.search(r"(?<!hu)(?<!chair)(?<!wo)man$", found[-1]) else None


def title_gender(reading: Reading, mention: Span) -> Gender | None:
    """The gender of a title or noun just before a name, or at its start: `Mrs. Ruiz`, `the actress
    Ana Ruiz`, `his wife, Ana,`; other titles between are passed over."""
    own = reading.slice(mention).split()
    at = mention.start
    if len(own) > 1 and (own[0].endswith(".") or own[0] in ("Sir", "Dame", "Lady", "Lord")):
        at += len(own[0]) + 1
    for _ in range(3):
        before = _WORD_BEFORE.search(reading.text, max(0, at - 24), at)
        if not before:
            return None
        if before[2] and before[1].casefold() not in reading.language.honorifics:
            return None  # the end of a sentence
        aside = before[3] and reading.text[mention.end : mention.end + 1] not in (",", ")", ".")
        if aside:
            return None  # "thanks to his wife, Ruiz won"
        lead = reading.text[max(0, before.start() - 6) : before.start()] + before[1]
        gender = noun_gender("first lady" if lead.casefold().endswith("first lady") else before[1])
        if gender or before[1].casefold() not in reading.language.honorifics:
            return gender
        at = before.start()
    return None


def name_gender(parts: Sequence[str]) -> Gender | None:
    """The gender of a full name's given name, if it is borne mostly by women or mostly by men."""
    known = (listed_gender(name) for name in ("-".join(parts[:2]), parts[0]))  # Jean-Claude, Jean
    return next(filter(None, known), None) if len(parts) > 1 else None


def own_pronouns(reading: Reading, mentions: Sequence[Span], names: Sequence[int]) -> Gender | None:
    """The gender of the pronouns that follow somebody's mentions before anybody else is named.

    `names` are the offsets of all names of people, sorted. One pronoun counts after each mention that
    is the first name of its sentence; there must be two, and three in four must agree.
    """
    counts: dict[Gender, int] = {"f": 0, "m": 0}
    for mention in mentions:
        at = bisect_left(names, mention.start)
        first = at == 0 or names[at - 1] < reading.sentence_start(mention.start)
        if not first or reading.quoted_at(mention.start) or reading.is_possessive(mention):
            continue
        after = bisect_left(names, mention.end)
        end = min(names[after] if after < len(names) else len(reading.text), mention.end + _PRONOUN_REACH)
        found = _PRONOUN.search(reading.text, mention.end, end)
        if found and not reading.quoted_at(found.start()) and "\n" not in reading.text[mention.end : found.start()]:
            counts[_PRONOUNS[found[1].casefold()]] += 1
    most: Gender = "f" if counts["f"] > counts["m"] else "m"
    total = counts["f"] + counts["m"]
    return most if total > 1 and counts[most] * 4 >= total * 3 else None
