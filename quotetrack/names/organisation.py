"""Which parts does an organisation's name have, and how do two such names agree?

Only the names are known here. Abbreviations that an article introduces are given as pairs of normalised names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quotetrack.language import load
from quotetrack.names.features import Agreement, agreement_of
from quotetrack.names.normal import close_initials, entry_at_end, name_words, normalise_name
from quotetrack.names.spelling import alike, two_words

NAMES_KEPT = 1 << 17
"""Names (1 upwards) whose parts are kept."""


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The parts of a name: `words` in order, in the form to compare, without place, legal form and small words.

    `number` is that of a unit ("13th Division"). `letters` is the whole name where it may be an abbreviation,
    `initials` are the abbreviations that the name may have, and `aside` is one given in brackets. `turned` tells that
    the words may change places. `joined` is the name without blanks, with and without "the".
    """

    words: tuple[str, ...] = ()
    place: str | None = None
    legal_form: str | None = None
    number: int | None = None
    letters: str | None = None
    initials: frozenset[str] = frozenset()
    aside: str | None = None
    turned: bool = False
    joined: frozenset[str] = frozenset()

    @property
    def bag(self) -> frozenset[str]:
        """The set of words, with plurals as singulars."""
        return frozenset(map(_singular, self.words))


_IN_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th|d)?")
_NATIONAL = frozenset({"administration", "agency", "bureau", "department", "ministry"})
"""Bodies that go without their country at home; every town and state has its own court, council or chamber."""

_LONGEST_FORM = 4  # words of the longest legal form
_LONGEST_ABBREVIATION = 7  # letters


@lru_cache(NAMES_KEPT)
def parse_organisation_name(name: str) -> OrganisationName:
    """The parts of an organisation's name; any string has some, if only empty ones."""
    aside = next((found[1] for found in _IN_BRACKETS.finditer(name) if found[1].strip()), None)
    plain = _IN_BRACKETS.sub(" ", name).strip() or name
    every = name_words(re.sub(r"['’]s?\s*$", "", plain))
    folded = close_initials(every, article="a")
    if len(folded) > 1 and folded[0] in load("en").legal_forms_first:
        del folded[0]
    if folded[:1] == ["the"] and len(folded) > 1:
        folded = folded[1:]
    full, legal_form = without_legal_form(folded)
    known = load("en").organisation_abbreviations.get(" ".join(full))
    known_words = known.split() if known else full
    place, rest = _without_place(known_words)
    words = _compared(rest)
    number = next((int(w) for w in words if w.isdigit() and len(w) < 4), None)
    letters = full[0] if len(full) == 1 and full[0].isalpha() and len(full[0]) <= _LONGEST_ABBREVIATION else None
    return OrganisationName(
        words=words,
        place=place,
        legal_form=legal_form,
        number=number,
        letters=letters,
        initials=_initials(folded) | _initials(full),
        aside="".join(name_words(aside)) if aside else None,
        turned=_is_public(words),
        joined=frozenset({"".join(every), "".join(full)} - {""}),
    )


def without_legal_form(words: Sequence[str]) -> tuple[list[str], str | None]:
    """The folded words without the legal form at their end, and that form or None; at least one word stays."""
    rest, form = list(words), None
    while length := entry_at_end(rest, load("en").legal_forms, _LONGEST_FORM):
        form = form or " ".join(rest[-length:])
        del rest[-length:]
    while len(rest) > 1 and rest[-1] == "and":
        rest.pop()
    return rest, form


def _without_place(words: list[str]) -> tuple[str | None, list[str]]:
    """The country before a name (U.S. Department of Justice) or None, and the words without it."""
    places = load("en").organisation_places
    for length in (2, 1):
        entry = " ".join(words[:length])
        if entry in places and len(words) > length:
            return places[entry], words[length:]
    return None, words


def _compared(words: list[str]) -> tuple[str, ...]:
    """The words in the form to compare, without small words unless there are no others."""
    forms, ordinals, small = load("en").organisation_words, load("en").ordinals, load("en").organisation_joints
    found: list[str] = []
    rest = [forms.get(word, word) for word in words]
    while rest:
        two = " ".join(rest[:2])
        if two in ordinals:
            found.append(ordinals[two])
            rest = rest[2:]
            continue
        word = rest.pop(0)
        if number := _ORDINAL.fullmatch(word):
            word = str(int(number[1]))
        found.append(ordinals.get(word, word))
    return tuple(word for word in found if word not in small) or tuple(found)


def _initials(words: Sequence[str]) -> frozenset[str]:
    """The abbreviations that a name may have, with and without the initials of its small words."""
    if len(words) < 2:
        return frozenset()
    small = load("en").organisation_joints
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in small)
    country = "".join(word if word in ("us", "uk", "eu", "un") else word[0] for word in words if word not in small)
    return frozenset(found for found in (every, main, country) if len(found) > 1)


@cache
def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _is_public(words: tuple[str, ...]) -> bool:
    return not load("en").organisation_heads.isdisjoint(words)


def agree_organisations(left: str, right: str, links: frozenset[frozenset[str]]) -> Agreement:
    """How two names of organisations agree; `links` are pairs of normalised names that an article gives as one."""
    if left > right:
        left, right = right, left
    one, other = parse_organisation_name(left), parse_organisation_name(right)
    if links:
        pair = frozenset({normalise_name(left, "organization"), normalise_name(right, "organization")})
        if pair in links:
            return agreement_of("abbreviation introduced in an article", f"an article gives {left} and {right} as one")
    bags = (one.bag, other.bag)
    if one.number != other.number and one.number is not None and other.number is not None:
        return Agreement(conflict=f"their numbers differ ({one.number}, {other.number})")
    if "/" in left and "/" in right:
        return _joint(left, right)
    if one.words and bags[0] == bags[1]:
        return _same_words(one, other)
    if not one.joined.isdisjoint(other.joined):
        return agreement_of("names written together or apart", "the same letters, written together or apart")
    if "/" in left or "/" in right:
        return _joint(left, right)
    if abbreviation := _abbreviation(one, other) or _abbreviation(other, one):
        return abbreviation
    shared = bags[0] & bags[1]
    if one.place and other.place and one.place != other.place:
        return Agreement(conflict=f"they are of different places ({one.place}, {other.place})")
    if shared and (bags[0] <= bags[1] or bags[1] <= bags[0]):
        return _part(one, other, shared)
    if near := _nearly(one, other) or _run_abbreviated(one, other) or _run_abbreviated(other, one):
        return near
    return Agreement(conflict=_differing(bags[0] - bags[1], bags[1] - bags[0]))


def _joint(left: str, right: str) -> Agreement:
    """The agreement of names of several organisations in any order: Washington Post/ABC News."""
    bags = [frozenset(parse_organisation_name(part).bag for part in name.split("/")) for name in (left, right)]
    if bags[0] == bags[1]:
        return agreement_of("same words in another order", "the same bodies in another order")
    return Agreement(conflict="only one of them is several bodies")


def _same_words(one: OrganisationName, other: OrganisationName) -> Agreement:
    shown = " ".join(one.words)
    if list(map(_singular, one.words)) == list(map(_singular, other.words)):
        found = ("same organisation name", f"both are called {shown}")
    elif one.turned or other.turned:
        found = ("same words in another order", f"{shown} is {' '.join(other.words)} in another order")
    else:
        found = ("words that may be another body in another order", f"{shown} may not be {' '.join(other.words)}")
    if one.place != other.place:
        if one.place and other.place:
            return Agreement(conflict=f"they are of different places ({one.place}, {other.place})")
        if len(one.words) == 1 or _NATIONAL.isdisjoint(one.words):
            # American Airlines is no Airlines; the U.S. Justice Department is the Justice Department.
            return agreement_of("part of a longer name", f"only one has {one.place or other.place} before its name")
    return agreement_of(*found)


def _abbreviation(short: OrganisationName, long: OrganisationName) -> Agreement | None:
    """The agreement of an abbreviation with a name that it fits (FSA, Free Syrian Army); None where it does not.

    It is certain where the other name gives the abbreviation itself: Free Syrian Army (FSA).
    """
    if short.letters is None or len(short.letters) < 2:
        return None
    if short.letters == long.aside:
        return agreement_of("known abbreviation", f"{short.letters.upper()} is given in the other name")
    if short.letters in long.initials:
        return agreement_of("abbreviation may fit", f"the initials of the other name are {short.letters.upper()}")
    return None


def _part(one: OrganisationName, other: OrganisationName, shared: frozenset[str]) -> Agreement:
    short, long = (one, other) if len(one.bag) < len(other.bag) else (other, one)
    extra = long.bag - shared
    if short.legal_form not in (None, long.legal_form) and len(short.words) == 1:
        # Carnegie Corporation is no part of Carnegie Institution
        return Agreement(conflict=f"only one is called {short.legal_form}")
    if len(shared) > 1 and short.number is not None and extra <= load("en").organisation_units:
        return agreement_of("name of a unit shortened", f"only one says that it is a {' '.join(sorted(extra))}")
    if len(shared) == 1 and next(iter(shared)).isdigit():
        return agreement_of("number of a unit alone", f"both have the number {one.number}")
    if shared <= load("en").organisation_heads:
        return Agreement(conflict=f"they share only {' and '.join(sorted(shared))}")
    return agreement_of("part of a longer name", f"{' '.join(short.words)} may be short for {' '.join(long.words)}")


def _nearly(one: OrganisationName, other: OrganisationName) -> Agreement | None:
    """The agreement of names of as many words where one word may be a slip of the pen; None for others."""
    if len(one.words) != len(other.words):
        return None
    pairs = [(a, b) for a, b in zip(one.words, other.words, strict=True) if _singular(a) != _singular(b)]
    if len(pairs) != 1 or one.place != other.place:
        return None
    likeness = alike(*pairs[0])
    if likeness == "different" or two_words(*pairs[0]):
        return None
    feature = "a slip in one word" if likeness == "slip" else "nearly the same words"
    return agreement_of(feature, f"{pairs[0][0]} is nearly {pairs[0][1]}")


def _run_abbreviated(short: OrganisationName, long: OrganisationName) -> Agreement | None:
    """The agreement of names where initials stand for the first words: LA Times, Los Angeles Times; None for others."""
    missing = len(long.words) - len(short.words)
    if missing < 1 or len(short.words) < 2:
        return None
    letters, size = short.words[0], missing + 1
    fits = len(letters) == size and letters == "".join(word[0] for word in long.words[:size])
    if not fits or short.words[1:] != long.words[size:]:
        return None
    return agreement_of("words abbreviated", f"{letters.upper()} may be {' '.join(long.words[:size])}")


def _differing(one: frozenset[str], other: frozenset[str]) -> str:
    return f"their names differ ({' '.join(sorted(one)) or '-'}; {' '.join(sorted(other)) or '-'})"


_INTRODUCED = re.compile(r"\s\((?:the\s)?([^\W\d_a-z][\w.&]{1,7})\)")
_WITHOUT_INITIAL = {"of", "for", "the", "and", "in", "on", "de", "la", "du"}


def introduced_abbreviations(text: str) -> dict[str, str]:
    """The names that a text introduces abbreviations for, by abbreviation: `Free Syrian Army (FSA)`.

    The letters must be the first ones of the words before the parenthesis, where small words do not count.
    """
    found: dict[str, str] = {}
    for bracket in _INTRODUCED.finditer(text):
        letters = [c for c in bracket[1].casefold() if c.isalpha()]
        words = re.findall(r"[\w’'-]+", text[max(0, bracket.start() - 90) : bracket.start()])
        for first in range(len(words) - 1, -1, -1):
            long = [w for w in words[first:] if w not in _WITHOUT_INITIAL]
            if len(long) > len(letters):
                break
            if words[first] in long and [w[0].casefold() for w in long] == letters:
                found.setdefault(bracket[1], " ".join(words[first:]))
    return found
