"""Somebody named in an article: the parts of the name, the gender that the article shows, and which of
several people of one family name a mention means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotetrack.language import load
from quotetrack.names.normal import name_words, normalise_name
from quotetrack.names.spelling import Gender, listed_gender
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span

SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_PRONOUN_ALONE = re.compile(r"(?:he|she)\b(?:\s\w+){0,2}|him|her|his|himself|herself", re.I)
_TAIL = re.compile(r",|\s(?:of|at|for|in|with|from|who|on|to)\s")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)(\.?)(,?)[^\S\n]+$")
_PRONOUN = re.compile(r"\b(he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
_PRONOUN_REACH = 160
"""Code points after a name in which its pronoun is looked for: a sentence and the start of the next."""
_TITLE = re.compile(r"([^\W\d_a-z][\w’'-]*)\.?[^\S\n]\Z")
_KIN_BEFORE = re.compile(r"([\w-]+(?:\s[\w-]+)?),?\s$")
_KIN_AFTER = re.compile(r",\s(?:(?:his|her|their)|[^\W\d_a-z][\w-]*['’]s?)\s(?:[\w-]+\s){0,2}?([\w-]+)\s?[,.)]")
_NEAR = 2
"""Sentences before a bare family name in which the last one named of the family may be meant, though
neither is the one that the article is about."""


@dataclass(frozen=True)
class Person:
    """Somebody named in the article. `name` is the fullest form, `mentions` its spans in order.

    `offices` are the titles before the name (senator); `unclear` is set for a family name that could be any of
    several people.
    """

    name: str
    parts: tuple[str, ...]
    mentions: tuple[Span, ...]
    gender: Gender | None = None
    offices: frozenset[str] = frozenset()
    unclear: bool = False

    def __hash__(self) -> int:
        return hash(self.mentions[0])  # no two people of an article are named by the same words

    @property
    def first(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].start

    def mention_before(self, offset: int) -> Span | None:
        """The last mention that begins before an offset."""
        at = bisect_left(self.mentions, (offset,))
        return self.mentions[at - 1] if at else None


@dataclass(eq=False)
class Sketch:
    """What is known of somebody while the names of an article are gathered; `finished` makes a person of it.

    `marks` are the offsets, in order, where the name stands so that it is no other of the family (in full, with
    a title that only one can bear, by the given name); `kin` is set for who is first named as somebody's relative.
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
        """Offset of the mention that was gathered first."""
        return self.mentions[0].start if self.mentions else 0

    def last_mark(self, before: int) -> int:
        """Where the name last stood clearly before an offset; below 0 where that comes only later."""
        at = bisect_left(self.marks, before)
        return self.marks[at - 1] if at else -self.first - 1

    def finished(self) -> Person:
        """The person, when all names are gathered; a name in capitals is shown as others are."""
        name = self.name.title() if self.name.isupper() and len(self.name) > 4 else self.name
        mentions = tuple(sorted(self.mentions))
        return Person(name, self.parts, mentions, self.gender, frozenset(self.offices), self.unclear)


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


def office_before(reading: Reading, mention: Span) -> str | None:
    """The office in the title before a name, in its usual form: `Sen. Ruiz` is a senator."""
    before = _TITLE.search(reading.text, max(0, mention.start - 24), mention.start)
    title = " ".join(name_words(before[1])) if before else ""
    known = reading.language
    if title not in known.honorifics or title in known.female_nouns or title in known.male_nouns:
        return None
    return known.office_names.get(title, title)


def is_introduced_as_kin(reading: Reading, mention: Span) -> bool:
    """`his wife, Ana Ruiz`, `Ana Ruiz, his daughter,`: named through somebody else. `Father Ana Ruiz` is a priest."""
    before = _KIN_BEFORE.search(reading.text, max(0, mention.start - 30), mention.start)
    after = _KIN_AFTER.match(reading.text, mention.end)
    forms = [*before[1].split(), before[1]] if before else []
    kin = reading.language.kin_nouns
    return bool(kin.intersection(forms[-2:])) or bool(after and after[1].casefold() in kin)


def fitting(found: Sequence[Sketch], gender: Gender | None, office: str | None) -> list[Sketch]:
    """Those whom a title before the name allows: the gender of Mrs., the office of Sen."""
    allowed = [p for p in found if gender and p.gender == gender]
    allowed = allowed or [p for p in found if not gender or p.gender is None]
    holding = [p for p in allowed if office and office in p.offices]
    return holding or allowed


def leading(reading: Reading, found: Sequence[Sketch], at: int) -> Sketch | None:
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


def just_introduced(reading: Reading, found: Sequence[Sketch], at: int) -> Sketch | None:
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


def gender_of(text: str) -> Gender | None:
    """Gender that a pronoun or a description shows."""
    if _PRONOUN_ALONE.fullmatch(text.strip()):
        return pronoun_gender(text.split()[0])
    return noun_gender(_TAIL.split(text)[0])
