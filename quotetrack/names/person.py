"""Which parts has a person's name, as far as that can be told without knowing the person?

What cannot be told from a name alone is left open: "Rodham" in "Hillary Rodham Clinton" may be a
middle name or a family name, so that it stands among the given names and the comparison weighs both.
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
"""Names (1 upwards) whose parts are kept: a store of 200,000 forms is parsed once."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, folded; `given` holds first and middle names, initials as single letters.

    A name of one word has it as its family name. `words` are given and family names, in that order,
    `shown` the same as written, `keys` their spelling keys. `realm` is the country of a king or queen.
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
        """Middle names and all family names but the last: where a maiden name stands may be either."""
        return self.middle + self.family[:-1]

    @property
    def last(self) -> str:
        """The last word of the family name; empty for a name without any letter."""
        return self.family[-1] if self.family else ""

    @property
    def initials_only(self) -> bool:
        """Whether every given name is an initial (J. K. Rowling)."""
        return bool(self.given) and all(len(word) == 1 for word in self.given)


class _Word(NamedTuple):
    """One word between blanks: its parts at hyphens, folded, and the word as written."""

    parts: tuple[str, ...]
    written: str

    @property
    def joined(self) -> str:
        return "".join(self.parts)


_CLEAN = re.compile(r"^\W+|(?:['’ʼ]s?)?[\s,;:!?–—*]*$")
_IN_MARKS = re.compile(r"""[(\[]([^)\]]*)[)\]]|["“”„«]([^"“”«»]+)["“”»]|(?<=\s)['‘]([^'‘’]+)['’](?=\s)""")
_OPENING_MARKS = frozenset("([\"“”„«'‘")
_CAPITALS = re.compile("[BCDFGHJKLMNPQRSTVWXZ]{2,3}|A[BCDFGJKPT]")
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
    rest, nicknames, party = _without_asides(_CLEAN.sub("", name.strip()))
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
    """The name without what stands in brackets and marks, which is a nickname or a party."""
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
    """The name itself and what follows it after commas; "Family, Given" is put in order."""
    if "," not in name:
        return name, []
    main, *tails = (part.strip() for part in name.split(","))
    if _is_given(main, tails[0]):
        return f"{tails[0]} {main}", tails[1:]
    return main, tails


def _without_place(words: list[_Word]) -> list[_Word]:
    """Ted Cruz of Texas: what follows a small preposition after two words is no name."""
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
    """Parties as they stand beside names (R, Tory), with the party of that name, both folded."""
    return {form.casefold(): party.casefold() for form, party in load("en").parties.items()}


def _words(text: str) -> list[_Word]:
    """The words of a text; initials stand one by one, however they are written (J. K., J.K., JK)."""
    shouting = text.isupper()
    found: list[_Word] = []
    for written in text.split()[:_MOST_WORDS]:
        parts = tuple(split_words(fold_letters(written)))
        if "".join(parts) in _COUNTRIES:
            found.append(_Word(("".join(parts),), written))
        elif "." in written[:-1] and any(len(part) == 1 for part in parts):
            found += [_Word((part,), _initial(part)) for part in parts]
        elif not shouting and parts and _CAPITALS.fullmatch(written) and parts[0] not in _no_initials():
            found += [_Word((letter,), _initial(letter)) for letter in parts[0]]
        elif parts:
            found.append(_Word(parts, written.strip(".,;:")))
    return found


def _initial(part: str) -> str:
    return part.upper() + "." if len(part) == 1 else part.capitalize()


@cache
def _no_initials() -> frozenset[str]:
    """Capitals that are a title or stand after names: PC, MD."""
    return load("en").honorifics | _letters() | frozenset(load("en").name_suffixes)


@cache
def _letters() -> frozenset[str]:
    return load("en").postnominals | load("en").name_letters


def _title_words(words: Sequence[_Word]) -> int:
    """How many words at the start are titles, with what describes their bearer; the last word never is one."""
    count = _described_words(words)
    return count + title_words([" ".join(word.parts) for word in words[count:]], doubtful=True)


def _described_words(words: Sequence[_Word]) -> int:
    """How many words before a title describe its bearer: Chicago Alderman Jason Ervin, not Earl Warren."""
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


def _without_end(words: list[_Word], least: int) -> tuple[list[_Word], str | None]:
    """Words without letters and suffixes after the name, at least so many; and the last of the suffixes."""
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


def _entry(words: list[_Word]) -> str:
    """Words as a list of letters has them: initials close up (m p is mp)."""
    joined = [word.joined for word in words]
    return "".join(joined) if all(len(word) == 1 for word in joined) else " ".join(joined)


_Pieces = list[tuple[str, str]]
"""Words of a name, folded, each with the form it was written in."""


def _arranged(words: list[_Word]) -> tuple[_Pieces, _Pieces, tuple[str, ...]]:
    """Given names, family name and particles of words that are nothing else."""
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


def _without_particles(words: list[_Word]) -> tuple[list[_Word], tuple[str, ...], int]:
    """Words without particles, the particles, and from which word the family name runs; -1 if unmarked."""
    listed_here, given_too = load("en").name_particles, load("en").name_particles_given
    names: list[_Word] = []
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


def _compounds(words: list[_Word]) -> list[_Word]:
    """Abu Bakr, Abdel Fattah, Mc Donald: two words that are one name, unless nothing else would be left."""
    joined: list[_Word] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        servant = _SERVANT.fullmatch(word.parts[0]) is not None
        if word.joined in ("abu", "umm", "mc", "mac") or (servant and len(word.parts) == 1):
            if len(rest) > 1 or (rest and (joined or word.joined == "mc")):
                following = rest.pop(0)
                parts = following.parts[following.parts[0] in ("al", "el", "ul") and len(following.parts) > 1 :]
                start = "abd" if servant else word.joined
                word = _Word((start + "".join(parts),), f"{word.written} {following.written}")
        elif servant:
            word = word._replace(parts=("abd" + "".join(p for p in word.parts[1:] if p not in ("al", "el")),))
        joined.append(word)
    return joined


def _family_stands_first(words: list[_Word]) -> bool:
    """Whether a name is in the order of East Asia: Kim Jong-un, Xi Jinping, Nguyen Phu Trong; not Kim Clark."""
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
