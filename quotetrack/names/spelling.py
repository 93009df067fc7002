"""How alike are two words of names?

They may be spellings of one sound, a given name and its short form, a word and a slip of the pen, or two names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import Literal

from rapidfuzz.distance import OSA

from quotetrack.language import load
from quotetrack.text import fold_letters

Likeness = Literal["same", "variant", "slip", "perhaps", "alike", "initial", "different"]

Gender = Literal["f", "m"]

WORDS_KEPT = 1 << 17
"""Words (1 upwards) whose keys are kept in memory: 200,000 names have about 60,000 different words."""

_VOWELS = re.compile("(?<=.)[aeiouyh]")
_DOUBLED_LETTER = re.compile(r"(.)\1+")
_SHORTEST_ALIKE = 5  # letters; in shorter words one letter makes another name (Lin and Liu, Marc and Mary)
_TWO_LETTERS = 9  # letters from which two of them may differ
_SHORTEST_SLIP = 7  # letters from which one wrong letter seldom makes another name that somebody bears
_FIRST_LETTERS = ("gkq", "ck", "ou", "jy", "vw", "sz", "iy", "ei", "ey", "dj")
"""Groups of first letters that stand for one sound in some spelling. Slips in other first letters do not count."""


@lru_cache(WORDS_KEPT)
def spelling_key(word: str) -> str:
    """The word with one spelling for each sound: Mueller and Muller, Zelenskyy and Zelenskiy have one key."""
    for pattern, replacement in _rules():
        word = pattern.sub(replacement, word)
    return word


@lru_cache(WORDS_KEPT)
def skeleton(word: str) -> str:
    """The spelling key without vowels after its first letter; the whole key where it has four letters or fewer."""
    key = spelling_key(word)
    if len(key) <= 4:
        return key
    return _DOUBLED_LETTER.sub(r"\1", _VOWELS.sub("", key))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(form), result) for form, result in load("en").transliterations)


def is_given_name(word: str) -> bool:
    """Whether a word is a given name in full, with or without its accents."""
    return fold_letters(word) in load("en").given_names


def is_gendered(word: str) -> bool:
    """Whether a folded word is a given name borne mostly by women, or mostly by men."""
    return word in load("en").given_names_female or word in load("en").given_names_male


def may_be_given_name(word: str) -> bool:
    """Whether a folded word of a name is a given name, in full, short or in another spelling (Bill, Said, Con).

    Many short forms are other words in running text, for which `is_given_name` is meant.
    """
    return is_given_name(word) or word in load("en").given_variants or word in load("en").short_names


@cache
def _full_names(*, doubtful: bool) -> dict[str, frozenset[str]]:
    """The full names that each short form may stand for, by short form; `doubtful` ones seldom do."""
    found: dict[str, set[str]] = {}
    groups = load("en").given_variants
    for full, short in (load("en").nicknames_unsure if doubtful else load("en").nicknames).items():
        for form in short:
            found.setdefault(form, set()).add(groups.get(full, full))
    return {form: frozenset(names) for form, names in found.items()}


@lru_cache(WORDS_KEPT)
def full_given_names(word: str) -> frozenset[str]:
    """The full names that a given name may stand for, in one spelling each: ted is edward or theodore."""
    group = load("en").given_variants.get(word, word)
    return _full_names(doubtful=False).get(word, frozenset()) | {group}


def compare_given(left: str, right: str) -> Likeness:
    """How alike two folded given names are; `initial` where one is a first letter that fits the other."""
    if left == right:
        return "same"
    if not left or not right:
        return "different"
    return _compare_given(left, right) if left < right else _compare_given(right, left)


@lru_cache(WORDS_KEPT)
def _compare_given(left: str, right: str) -> Likeness:
    if len(left) == 1 or len(right) == 1:
        firsts = [{full[0] for full in full_given_names(word)} | {word[0]} for word in (left, right)]
        return "initial" if firsts[0] & firsts[1] else "different"
    found = _short_form(left, right)
    if found != "different":
        return found
    if _other_gender(left, right):
        return "different"
    known = may_be_given_name(left) + may_be_given_name(right)
    if spelling_key(left) == spelling_key(right):
        return "perhaps" if known == 2 else "variant"  # Toni and Tony, Marta and Martha are two names
    if known == 2:
        return "different"
    cut_short = len(left) > 2 and right.startswith(left) and len(right) > len(left) + 1
    found = alike(left, right)
    if found == "alike" and known == 1 and OSA.distance(left, right) == 1:
        return "slip"  # one letter from a name to none
    return "alike" if cut_short and found == "different" else found


def _short_form(left: str, right: str) -> Likeness:
    """How alike a name and a short form are: `variant` for Bill and William, `perhaps` for Kate and Kathy."""
    groups = load("en").given_variants
    whole = (groups.get(left, left), groups.get(right, right))
    fulls = (full_given_names(left), full_given_names(right))
    if whole[0] == whole[1] or whole[0] in fulls[1] or whole[1] in fulls[0]:
        return "variant"
    seldom = [_full_names(doubtful=True).get(word, frozenset()) for word in (left, right)]
    if fulls[0] & fulls[1] or whole[0] in seldom[1] or whole[1] in seldom[0]:
        return "perhaps"
    return "different"


def one_spelling(left: str, right: str) -> bool:
    """Whether two given names are spellings of one, rather than a name and its short form."""
    groups = load("en").given_variants
    return groups.get(left, left) == groups.get(right, right) or spelling_key(left) == spelling_key(right)


def _other_gender(left: str, right: str) -> bool:
    """Whether one is a woman's and one a man's name, by the lists or by the last letter (Daniel, Daniela)."""
    one, other = listed_gender(left), listed_gender(right)
    if one and other and one != other:
        return True
    if left[-1] != right[-1] and left[-1] in "aeo" and right[-1] in "aeo":
        return True
    return any(long == short + end for long, short in ((left, right), (right, left)) for end in "aeo")


@cache
def _genders() -> dict[str, Gender]:
    women, men = load("en").given_names_female, load("en").given_names_male
    return {**dict.fromkeys(women - men, "f"), **dict.fromkeys(men - women, "m")}


def listed_gender(given: str) -> Gender | None:
    """The gender that the lists give a folded given name; None for neither and for both."""
    return _genders().get(given)


def gender_of_given_name(given: str) -> Gender | None:
    """The gender that the lists give a folded given name, or else the full names that it may be short for."""
    found = listed_gender(given)
    if found or not given:
        return found
    genders = {gender for full in full_given_names(given) if (gender := listed_gender(full))}
    return genders.pop() if len(genders) == 1 else None


def compare_family(left: str, right: str) -> Likeness:
    """How alike two folded family names are; the answer is never `perhaps` or `initial`."""
    if left == right:
        return "same"
    if stands_first(left) and stands_first(right):
        # Zhou and Zhu, Lee and Li: every letter tells, and romanisations are many.
        return "alike" if spelling_key(left) == spelling_key(right) else "different"
    if spelling_key(left) == spelling_key(right):
        found: Likeness = "variant"
    else:
        # Not cached: of the pairs that blocking yields, most come once.
        found = alike(left, right)
    if found in ("variant", "slip") and not _borne_beside(left).isdisjoint(_borne_beside(right)):
        return "alike"
    return found


def stands_first(family: str) -> bool:
    """Whether a folded family name is one of East Asia, where it stands before the given name."""
    return family in load("en").family_first_names


def _borne_beside(word: str) -> frozenset[str]:
    return load("en").family_names_alike.get(word, frozenset())


def two_words(left: str, right: str) -> bool:
    """Whether two similar words of organisations' names are listed as two words (Colombia, Columbia)."""
    groups = load("en").organisation_words_alike
    return not groups.get(left, frozenset()).isdisjoint(groups.get(right, frozenset()))


def alike(left: str, right: str) -> Likeness:
    """Whether two words differ by a likely slip of the pen (`slip`), by a little more (`alike`), or more."""
    longest = max(len(left), len(right))
    if longest < _SHORTEST_ALIKE or left[0] + right[0] not in _may_start_alike():
        return "different"
    allowed = 2 if longest >= _TWO_LETTERS else 1
    if abs(len(left) - len(right)) > allowed or left.isdigit() or right.isdigit():
        return "different"
    distance = OSA.distance(left, right, score_cutoff=allowed)
    if distance > allowed:
        return "different"
    turned = distance == 1 and len(left) == len(right) and sorted(left) == sorted(right)
    one_letter = longest >= _SHORTEST_SLIP and (distance == 1 or skeleton(left) == skeleton(right))
    return "slip" if turned or one_letter else "alike"


@cache
def _may_start_alike() -> frozenset[str]:
    """The pairs of first letters that may begin one name: equal ones, and those that stand for one sound."""
    sounds = {one + other for letters in _FIRST_LETTERS for one in letters for other in letters}
    return frozenset(sounds | {letter * 2 for letter in ascii_lowercase})
