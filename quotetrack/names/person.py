"""Which parts does a person's name have, as far as the name alone can tell?

What it cannot tell is left open: "Rodham" in "Hillary Rodham Clinton" may be a middle name or a family name. It is read
as a given name, and the comparison weighs both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from quotetrack.language import load
from quotetrack.names.normal import split_words, title_lists, title_words
from quotetrack.names.spelling import Gender, is_gendered, may_be_given_name, spelling_key, stands_first
from quotetrack.text import fold_letters

NAMES_KEPT = 1 << 18
"""Names (1 upwards) whose parts are kept in memory, enough for a store of 200,000 forms."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, folded. `given` are first and middle names, with initials as single letters.

    The only word of a name is its family name. `words` are given and family names, in that order, `shown` are the same
    as written, and `keys` their spelling keys. `realm` is the country of a king or queen.
    """

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    suffix: str | None = None
    nicknames: tuple[str, ...] = ()
    party: str | None = None
    realm: str | None = None
    gender: Gender | None = None
    words: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()

    @property
    def first(self) -> str:
        """The first given name or its initial; empty where there is none."""
        return self.given[0] if self.given else ""

    @property
    def middle(self) -> tuple[str, ...]:
        """Everything between the first given name and the family name."""
        return self.given[1:]

    @property
    def between(self) -> tuple[str, ...]:
        """Middle names and all family names but the last: a maiden name may be among either."""
        return self.middle + self.family[:-1]

    @property
    def last(self) -> str:
        """The last word of the family name; empty for a name without any letter."""
        return self.family[-1] if self.family else ""

    @property
    def initials_only(self) -> bool:
        """Whether every given name is an initial (J. K. Rowling)."""
        return bool(self.given) and all(len(word) == 1 for word in self.given)


class _NameWord(NamedTuple):
    """One word between blanks: its folded parts, which hyphens part, and the word as written."""

    parts: tuple[str, ...]
    written: str

    @property
    def joined(self) -> str:
        return "".join(self.parts)


_AROUND_NAME = re.compile(r"^\W+|(?:['’ʼ]s?)?[\s,;:!?–—*]*$")
_IN_MARKS = re.compile(r"""[(\[]([^)\]]*)[)\]]|["“”„«]([^"“”«»]+)["“”»]|(?<=\s)['‘]([^'‘’]+)['’](?=\s)""")
_OPENING_MARKS = frozenset("([\"“”„«'‘")
_INITIALS = re.compile("[BCDFGHJKLMNPQRSTVWXZ]{2,3}|A[BCDFGJKPT]")
_PARTY_OF_PLACE = re.compile(r"(?P<party>[A-Za-z]{1,3}|[A-Z][\w ]+?)\s*[-–—‑]\s*[A-Z][\w. ]*")
_SYLLABLE = (
    "(?:[bcdfghjklmnpqrstvwxyz]|ch|sh|zh|hs|ts|tz|th|ph|kh|ng|nh|tr|gh|kk|pp|ss|tt|jj)?"
    "(?:[aeiouy]{1,3})(?:ng|nh|ch|[nmklpth])?"
)
_SYLLABLES = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_SERVANT = re.compile("abd(?:[aeo]l|ul|ur)?")  # Abdel Fattah, Abdul-Fattah, Abd al-Fattah: one given name
_COUNTRIES = frozenset({"us", "uk", "eu", "un"})  # before a title: U.S. Rep.
_MOST_BEFORE_TITLE = 3  # words before a title that may describe its bearer
_MOST_WORDS = 12  # words read of a name: what is longer is a sentence, and costs more than it tells


@lru_cache(NAMES_KEPT)
def parse_person_name(name: str) -> PersonName:
    """The parts of a name as a newspaper writes it; any string has some, if only empty ones."""
    rest, nicknames, party = _without_asides(_AROUND_NAME.sub("", name.strip()))
    rest, _, realm = rest.partition(" of ")  # King Abdullah of Jordan
    main, tails = _without_tails(rest)
    reading = _without_place(_words(main))
    titles = _title_words(reading)
    core, suffix = _without_end(reading[titles:], 1)
    for tail in tails:
        left, more = _without_end(_words(tail), 0)
        suffix = suffix or more
        party = party or (_party(tail) if left else None)
    before = tuple(word.joined for word in reading[:titles])
    given, family, particles = _arranged(core)
    return PersonName(
        given=tuple(word for word, _ in given),
        family=tuple(word for word, _ in family),
        particles=particles,
        titles=before,
        suffix=suffix,
        nicknames=nicknames,
        party=party,
        realm=realm.casefold().removeprefix("the ").strip() or None,
        gender=_gender(before),
        words=tuple(word for word, _ in given + family),
        shown=tuple(shown for _, shown in given + family),
        keys=frozenset(spelling_key(word) for word, _ in given + family),
    )


def _without_asides(name: str) -> tuple[str, tuple[str, ...], str | None]:
    """The name without what stands in brackets and marks, the nicknames among that, and the party or None."""
    if _OPENING_MARKS.isdisjoint(name):
        return name, (), None
    nicknames: list[str] = []
    party = None
    for aside in _IN_MARKS.finditer(name):
        text = next((group for group in aside.groups() if group), "").strip()
        inside = bool(name[: aside.start()].strip()) and bool(name[aside.end() :].strip(" ,."))
        if found := _party(text):
            party = party or found
        elif inside and len(text.split()) == 1:
            nicknames += [word.joined for word in _words(text)[:1]]
    return " ".join(_IN_MARKS.sub(" ", name).split()), tuple(nicknames), party


def _without_tails(name: str) -> tuple[str, list[str]]:
    """The name itself, and the parts that follow it after commas; "Family, Given" is put in order."""
    if "," not in name:
        return name, []
    main, *tails = (part.strip() for part in name.split(","))
    if _is_given(main, tails[0]):
        return f"{tails[0]} {main}", tails[1:]
    return main, tails


def _without_place(words: list[_NameWord]) -> list[_NameWord]:
    """The words before a preposition that follows two words or more: Ted Cruz for "Ted Cruz of Texas"."""
    for index in range(2, len(words)):
        if words[index].written in ("of", "from", "at", "for", "in"):
            return words[:index]
    return words


def _is_given(main: str, tail: str) -> bool:
    """Whether what follows a comma is the given name: "Smith, John", not "Paul Ryan, Wisconsin"."""
    words = _words(tail)
    if not words or len(words) > 3 or not tail[0].isupper() or _party(tail) or not _without_end(words, 0)[0]:
        return False
    before = _words(main)
    plain = [word for word in before if word.joined not in load("en").name_particles]
    if not plain or _title_words(before):
        return False
    given = may_be_given_name(words[0].joined) or len(words[0].joined) == 1
    return len(plain) == 1 or (given and not may_be_given_name(plain[0].joined))


def _party(text: str) -> str | None:
    """The party that "R-Ohio" or "Labour" stands for; None for other words."""
    found = _PARTY_OF_PLACE.fullmatch(text)
    return party_names().get((found["party"] if found else text).casefold())


@cache
def party_names() -> dict[str, str]:
    """The party that each form beside a name stands for (R, Tory), by form; both are folded."""
    return {form.casefold(): party.casefold() for form, party in load("en").parties.items()}


def _words(text: str) -> list[_NameWord]:
    """The words of a text; each initial is a word, however it is written (J. K., J.K., JK)."""
    shouting = text.isupper()
    found: list[_NameWord] = []
    for written in text.split()[:_MOST_WORDS]:
        parts = tuple(split_words(fold_letters(written)))
        if "".join(parts) in _COUNTRIES:
            found.append(_NameWord(("".join(parts),), written))
        elif "." in written[:-1] and any(len(part) == 1 for part in parts):
            found += [_NameWord((part,), _initial(part)) for part in parts]
        elif not shouting and parts and _INITIALS.fullmatch(written) and parts[0] not in _no_initials():
            found += [_NameWord((letter,), _initial(letter)) for letter in parts[0]]
        elif parts:
            found.append(_NameWord(parts, written.strip(".,;:")))
    return found


def _initial(part: str) -> str:
    return part.upper() + "." if len(part) == 1 else part.capitalize()


@cache
def _no_initials() -> frozenset[str]:
    """Words that are titles or stand after names, and so are no initials in capitals: PC, MD."""
    return load("en").honorifics | _letters() | frozenset(load("en").name_suffixes)


@cache
def _letters() -> frozenset[str]:
    return load("en").postnominals | load("en").name_letters


def _title_words(words: Sequence[_NameWord]) -> int:
    """The number of words at the start that are titles or describe somebody before a title; never all of them."""
    count = _described_words(words)
    return count + title_words([" ".join(word.parts) for word in words[count:]], doubtful=True)


def _described_words(words: Sequence[_NameWord]) -> int:
    """The number of words before a title that describe its bearer: 1 for Chicago Alderman Jason Ervin."""
    sure, doubtful, _ = title_lists()
    for index in range(1, min(len(words) - 1, _MOST_BEFORE_TITLE + 1)):
        before, word = words[index - 1].joined, words[index].joined
        if may_be_given_name(before):
            return 0
        initial = len(before) == 1  # N.Y. Gov. is a place, J. Speaker may be a name
        unsure = word in doubtful and not initial and len(words) - index > 2
        if unsure or (word in sure and not may_be_given_name(word)):
            return index
    return 0


def _gender(titles: tuple[str, ...]) -> Gender | None:
    genders = load("en").title_genders
    found = {genders[t] for t in (*titles, " ".join(titles)) if t in genders} if titles else set()
    return ("f" if "f" in found else "m") if len(found) == 1 else None


def _without_end(words: list[_NameWord], least: int) -> tuple[list[_NameWord], str | None]:
    """The words, at least so many, without letters and suffixes after the name; and the last of the suffixes."""
    suffix = None
    after, sons = _letters(), load("en").name_suffixes
    end = len(words)
    while end > least:
        if words[end - 1].joined in sons:
            suffix = suffix or sons[words[end - 1].joined]
            end -= 1
        elif length := next((n for n in (3, 2, 1) if n <= end - least and _entry(words[end - n : end]) in after), 0):
            end -= length
        else:
            break
    return words[:end], suffix


def _entry(words: list[_NameWord]) -> str:
    """The words as an entry of the list of letters after names, where initials close up (m p is mp)."""
    joined = [word.joined for word in words]
    return "".join(joined) if all(len(word) == 1 for word in joined) else " ".join(joined)


_Pieces = list[tuple[str, str]]
"""Words of a name, folded, each with the form it was written in."""


def _arranged(words: list[_NameWord]) -> tuple[_Pieces, _Pieces, tuple[str, ...]]:
    """Given names, family names and particles among words that are nothing else."""
    if _family_stands_first(words):
        given = ("".join(word.joined for word in words[1:]), " ".join(word.written for word in words[1:]))
        return [given], [(words[0].joined, words[0].written)], ()
    names, particles, start = _without_particles(_compounds(words))
    pieces: _Pieces = []
    family_from = 0
    for index, word in enumerate(names):
        if index == max(start, 0) or (start < 0 and index == len(names) - 1):
            family_from = len(pieces)
        # Hyphens join given names (Jean-Claude) and part family names (Ocasio-Cortez, also Ocasio Cortez).
        if index and len(word.parts) > 1:
            pieces += zip(word.parts, split_words(word.written), strict=False)
        else:
            pieces.append((word.joined, word.written))
    return pieces[:family_from], pieces[family_from:], particles


def _without_particles(words: list[_NameWord]) -> tuple[list[_NameWord], tuple[str, ...], int]:
    """The words without particles, the particles, and the word that the family name begins with; -1 without any."""
    listed_here, given_too = load("en").name_particles, load("en").name_particles_given
    names: list[_NameWord] = []
    particles: list[str] = []
    start = -1
    for index, word in enumerate(words):
        first = word.parts[0]
        name_too = not names and first in given_too and word.written[0].isupper()
        initial = len(word.joined) == 1 and word.written[0].isupper()
        particle = first in listed_here and not initial and not (name_too and len(word.parts) == 1 and not particles)
        if particle and (index < len(words) - 1 or len(word.parts) > 1):
            particles.append(first)
            start = len(names) if start < 0 else start
            word = word._replace(parts=word.parts[1:])
        if word.parts:
            names.append(word)
    return names, tuple(particles), min(start, len(names) - 1)


def _compounds(words: list[_NameWord]) -> list[_NameWord]:
    """The words with those that make one name joined (Abu Bakr, Abdel Fattah, Mc Donald), unless one would be left."""
    joined: list[_NameWord] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        servant = _SERVANT.fullmatch(word.parts[0]) is not None
        if word.joined in ("abu", "umm", "mc", "mac") or (servant and len(word.parts) == 1):
            if len(rest) > 1 or (rest and (joined or word.joined == "mc")):
                following = rest.pop(0)
                parts = following.parts[following.parts[0] in ("al", "el", "ul") and len(following.parts) > 1 :]
                start = "abd" if servant else word.joined
                word = _NameWord((start + "".join(parts),), f"{word.written} {following.written}")
        elif servant:
            word = word._replace(parts=("abd" + "".join(p for p in word.parts[1:] if p not in ("al", "el")),))
        joined.append(word)
    return joined


def _family_stands_first(words: list[_NameWord]) -> bool:
    """Whether the family name stands first, as in East Asia: Kim Jong-un, Xi Jinping, Nguyen Phu Trong."""
    if not 1 < len(words) < 5 or not stands_first(words[0].joined):
        return False
    first, rest = words[0].joined, words[1:]
    if not all(len(part) > 1 and _SYLLABLES.fullmatch(part) for word in rest for part in word.parts):
        return False
    if len(rest) == 1 and len(rest[0].parts) == 2:
        return True
    second = rest[0].joined
    if _has_other_forms(second) or (_has_other_forms(first) and is_gendered(second)):
        return False
    return not (len(rest) == 1 and is_gendered(first) and stands_first(second))


def _has_other_forms(given: str) -> bool:
    """Whether a given name is listed with short forms or other spellings, or as one of these."""
    known = load("en")
    return given in known.given_variants or given in known.short_names or given in known.doubtful_short_names


def is_half_title(name: PersonName) -> bool:
    """Whether the one given name may be a title, without which only one word would be left (Ayatollah Khamenei)."""
    return len(name.given) == 1 and name.first in load("en").name_titles and not may_be_given_name(name.first)
