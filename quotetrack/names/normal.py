"""What stays of a name once style, titles and diacritics are gone?

Only style is taken away here. That Bill is William, or that a surname alone may be several
people, is for the comparison of names to weigh, not for the normal form to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from typing import Literal

from quotetrack.language import load
from quotetrack.records import SpeakerKind
from quotetrack.text import fold_letters

_APOSTROPHES = re.compile("['’‘ʼ`´ʻ]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_TITLE = 3  # words of the longest titles that are looked for


def without_possessive(name: str) -> str:
    """A name without white space around it and the ending of a possessive: "Ruiz’s"."""
    return re.sub("['’]s?$", "", name.strip())


@lru_cache(maxsize=100_000)
def normalise_name(name: str, kind: SpeakerKind) -> str:
    """The form of a name under which two spellings of it are one: lower-case words, one space apart.

    Persons lose titles before and letters after the name (Sen., PhD; never Jr), organisations a
    leading "the"; initials close up (J. K. and J.K. are jk). A name without any letter or digit
    is only case folded, so that the result is empty for blank names alone.
    """
    parts = close_initials(name_words(name))
    if kind == "person":
        parts = parts[title_words(parts) :]
        parts = parts[: len(parts) - letters_after(parts)]
    elif kind == "organization" and parts[:1] == ["the"] and len(parts) > 1:
        parts = parts[1:]
    return " ".join(parts) or " ".join(name.casefold().split())


def name_words(name: str) -> list[str]:
    """The words of a name, folded, with "and" for "&"."""
    return split_words(fold_letters(name).replace("&", " and "))


def split_words(name: str) -> list[str]:
    """The words of a name as they stand: apostrophes close up (O'Brien), all other marks part words."""
    return _WORD.findall(_APOSTROPHES.sub("", name))


def close_initials(words: Iterable[str], *, article: str = "") -> list[str]:
    """The words, with letters that stand side by side as one (j k, f b i); an `article` opens no such run."""
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
    """How many folded words at the start of a name are titles; the last word never is one.

    A word that was written with a hyphen may be given with a blank for it (lt col). With `doubtful` also titles
    that are given names too (Major, Dean, Pope) count, where two words stay after them.
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
    """Titles that always are, those that are only before two words, and the first words of both."""
    sure, doubtful = load("en").honorifics, load("en").name_titles
    return sure, doubtful, frozenset(entry.split()[0] for entry in sure | doubtful)


def letters_after(words: Sequence[str]) -> int:
    """How many folded words at the end of a name are letters after it (phd; ph d); the first word never is one."""
    end = len(words)
    while length := entry_at_end(words[:end], load("en").postnominals, 2):
        end -= length
    return len(words) - end


def entry_at_end(words: Sequence[str], entries: Set[str], most: int) -> int:
    """How many words the longest entry has that a name ends with, up to so many; 0 for none. The first word stays."""
    lengths = range(min(most, len(words) - 1), 0, -1)
    return next((length for length in lengths if " ".join(words[-length:]) in entries), 0)


def alias_strength(alias: str, name: str, kind: SpeakerKind) -> Literal["strong", "weak"] | None:
    """Whether `alias` is another form of `name`, and whether it is too weak to merge on.

    A form of a name holds some of its words and no others; with one word of several it is weak
    (a surname alone). None for the name itself and for what holds other words.
    """
    if alias == name:
        return None
    short, full = normalise_name(alias, kind).split(), normalise_name(name, kind).split()
    if not short or not set(short) <= set(full):
        return None
    return "weak" if len(short) == 1 < len(full) else "strong"


def best_form(forms: Iterable[str]) -> str:
    """The one of several spellings of a name to show, whatever their order.

    Mixed case before capitals, without title before with one, with diacritics before without.
    """
    return max(forms, key=lambda form: (form != form.upper(), -len(form.split()), _marked(form), -len(form), form))


def _marked(form: str) -> int:
    return sum(not c.isascii() and c.isalpha() for c in form)
