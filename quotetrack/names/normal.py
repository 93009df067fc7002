"""The normal form of a name, without style, titles and diacritics.

Only style is taken away here. Whether Bill is William, or a surname alone is one person or several, is weighed where
names are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from typing import Literal

from quotetrack.language import load
from quotetrack.names.party import party_of_letters
from quotetrack.records import SpeakerKind
from quotetrack.text import fold_letters

_APOSTROPHES = re.compile("['’‘ʼ`´ʻ]")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_LONGEST_TITLE = 3  # words of the longest titles that are looked for


def without_possessive(name: str) -> str:
    """The name without white space around it and without the ending of a possessive: Ruiz for "Ruiz’s"."""
    return re.sub("['’]s?$", "", name.strip())


@lru_cache(maxsize=100_000)
def normalise_name(name: str, kind: SpeakerKind) -> str:
    """The form that all styles of a name share: words in small letters, one space apart.

    Persons lose titles before and letters after the name (Sen., PhD; never Jr), organisations a leading "the". Initials
    close up: J. K. and J.K. are jk. A name without any letter or digit is only case folded, so that the result is empty
    for blank names alone.
    """
    parts = close_initials(name_words(name))
    if kind == "person":
        parts = parts[title_words(parts) :]
        parts = parts[: len(parts) - letters_after(parts)]
    elif kind == "organization" and (party := party_of_letters(name)):
        parts = name_words(party)  # R-Ohio and D-Mass. are of the parties
    elif kind == "organization" and parts[:1] == ["the"] and len(parts) > 1:
        parts = parts[1:]
    return " ".join(parts) or " ".join(name.casefold().split())


def name_words(name: str) -> list[str]:
    """The words of a name, folded, with "and" for "&"."""
    return split_words(fold_letters(name).replace("&", " and "))


def split_words(name: str) -> list[str]:
    """The words of a name: apostrophes go (O'Brien is OBrien), and all other marks part words."""
    return _LETTERS_AND_DIGITS.findall(_APOSTROPHES.sub("", name))


def close_initials(words: Iterable[str], *, article: str = "") -> list[str]:
    """The words, with single letters in a row joined (f b i is fbi); such a run never begins with the `article`."""
    closed: list[str] = []
    in_run = False
    for word in words:
        letter = len(word) == 1 and word.isalpha() and (word != article or in_run)
        if letter and in_run:
            closed[-1] += word
        else:
            closed.append(word)
        in_run = letter
    return closed


def title_words(words: Sequence[str], *, doubtful: bool = False) -> int:
    """The number of folded words at the start of a name that are titles; the last word never is one.

    A word that was written with a hyphen may be given with a blank instead (lt col). With `doubtful`, titles that are
    given names too (Major, Dean, Pope) count as well, where two words or more follow them.
    """
    sure, unsure, first_words = title_lists()
    count = 0
    while count < len(words) - 1 and words[count].partition(" ")[0] in first_words:
        for end in range(min(count + _LONGEST_TITLE, len(words) - 1), count, -1):
            title = " ".join(words[count:end])
            if title in sure or (doubtful and title in unsure and len(words) - end > 1):
                count = end
                break
        else:
            break
    return count


@cache
def title_lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Titles that always are titles, those that are given names too, and the first words of both."""
    sure, doubtful = load("en").honorifics, load("en").name_titles
    return sure, doubtful, frozenset(entry.split()[0] for entry in sure | doubtful)


def letters_after(words: Sequence[str]) -> int:
    """The number of folded words at the end of a name that are letters after it (phd; ph d), never all of them."""
    end = len(words)
    while length := entry_at_end(words[:end], load("en").postnominals, 2):
        end -= length
    return len(words) - end


def entry_at_end(words: Sequence[str], entries: Set[str], most: int) -> int:
    """The number of words (up to `most`) of the longest entry that a name ends with; 0 for none, never all words."""
    lengths = range(min(most, len(words) - 1), 0, -1)
    return next((length for length in lengths if " ".join(words[-length:]) in entries), 0)


def alias_strength(alias: str, name: str, kind: SpeakerKind) -> Literal["strong", "weak"] | None:
    """Whether `alias` is a form of `name`, and if so, whether it is too weak to merge speakers by.

    A form has some of the name's words and no others. With one word of several (a surname alone) it is weak. None for
    the name itself and for an alias with other words.
    """
    if alias == name:
        return None
    short, full = normalise_name(alias, kind).split(), normalise_name(name, kind).split()
    if not short or not set(short) <= set(full):
        return None
    return "weak" if len(short) == 1 < len(full) else "strong"


def best_form(forms: Iterable[str]) -> str:
    """The spelling of a name to show, whatever the order of the given ones.

    Mixed case is preferred to capitals, then fewer words (no title), then more diacritics.
    """
    return max(forms, key=lambda form: (form != form.upper(), -len(form.split()), _marked(form), -len(form), form))


def _marked(form: str) -> int:
    return sum(not c.isascii() and c.isalpha() for c in form)
