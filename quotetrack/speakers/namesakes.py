"""Which of several people of one family name a mention means: one that clearly leads, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.names.normal import name_words
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.speakers.gender import Gender
from quotetrack.speakers.person import Person

_TITLE = re.compile(r"([^\W\d_a-z][\w’'-]*)\.?[^\S\n]\Z")
_KIN_BEFORE = re.compile(r"([\w-]+(?:\s[\w-]+)?),?\s$")
_KIN_AFTER = re.compile(r",\s(?:(?:his|her|their)|[^\W\d_a-z][\w-]*['’]s?)\s(?:[\w-]+\s){0,2}?([\w-]+)\s?[,.)]")
_NEAR = 2
"""Sentences before a bare family name in which the last one named of the family may be meant, though
neither is the one that the article is about."""


def office_before(reading: Reading, mention: Span) -> str | None:
    """The office in the title before a name, in its usual form: `Sen. Ruiz` is a senator."""
    before = _TITLE.search(reading.text, max(0, mention.start - 24), mention.start)
    title = " ".join(name_words(before[1])) if before else ""
    known = reading.language
    if title not in known.honorifics or title in known.female_nouns or title in known.male_nouns:
        return None
    return known.office_names.get(title, title)


def is_introduced_as_kin(reading: Reading, mention: Span) -> bool:
    """`his wife, Ana Ruiz`, `Ana Ruiz, his daughter,`: named through somebody else."""
    before = _KIN_BEFORE.search(reading.text, max(0, mention.start - 30), mention.start)
    after = _KIN_AFTER.match(reading.text, mention.end)
    forms = [*before[1].casefold().split(), before[1].casefold()] if before else []
    kin = reading.language.kin_nouns
    return bool(kin.intersection(forms[-2:])) or bool(after and after[1].casefold() in kin)


def fitting(found: Sequence[Person], gender: Gender | None, office: str | None) -> list[Person]:
    """Those whom a title before the name allows: the gender of Mrs., the office of Sen."""
    allowed = [p for p in found if gender and p.gender == gender]
    allowed = allowed or [p for p in found if not gender or p.gender is None]
    holding = [p for p in allowed if office and office in p.offices]
    return holding or allowed


def leading(reading: Reading, found: Sequence[Person], at: int) -> Person | None:
    """The one of several that a bare family name at an offset means. Two of three must agree: who is
    clearly named most often, who comes first in the article, who was clearly named last before.

    On 152 bare family names in articles that name both a man and a woman of the family, told by the
    pronoun after the name, the last one named was right 111 times, the first one of the article 126
    times, and these three together 125 times with 7 left open.
    """
    plain = [p for p in found if not p.kin] or list(found)
    if len(plain) == 1:
        return plain[0]
    ranked = sorted(plain, key=lambda p: -len(p.marks))
    first = min(plain, key=lambda p: p.first)
    last = max(plain, key=lambda p: p.last_mark(at))
    if len(ranked[0].marks) > len(ranked[1].marks):
        votes = [ranked[0], first, last]
        return next((p for p in votes if votes.count(p) > 1), None)
    here = reading.sentence_index(at)
    sentences = [reading.sentence_index(max(0, p.last_mark(at))) for p in plain]
    if len(set(sentences)) < len(plain) and here - max(sentences) <= _NEAR:
        return None  # named side by side: it could be either
    return last if here - max(sentences) <= _NEAR else first


def just_introduced(reading: Reading, found: Sequence[Person], at: int) -> Person | None:
    """Whoever of a family was named for the first time in this sentence or the one before, after the others:
    whom `Ms. Ruiz` means there."""
    if not found:
        return None
    last = max(found, key=lambda p: p.last_mark(at))
    mark = last.last_mark(at)
    others = [p.last_mark(at) for p in found if p is not last]
    if mark < 0 or mark != last.first or not any(o >= 0 for o in others):
        return None
    here, there = reading.sentence_index(at), reading.sentence_index(mark)
    beside = any(o >= 0 and reading.sentence_index(o) == there for o in others)
    return last if 0 <= here - there <= 1 and not beside else None
