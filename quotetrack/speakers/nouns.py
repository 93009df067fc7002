"""Nouns for people: which noun of a description says what somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotetrack.language import load

_WORD = re.compile(r"[^\W\d_][\w.’']*(?:-[^\W_]+)*|\d+-year-old")
_MADE = re.compile(
    r"(?:\w{2,}(?:ographer|ician)|\w{4,}ist|\w+(?:man|woman|person|holic|goer|holder|bearer)"
    r"|\w*(?:maker|keeper|worker|writer|player|owner|leader|seller|driver|builder|breeder|fighter)|\d+-year-old)"
)


def is_person_noun(word: str) -> bool:
    """Whether a word is a noun for a person: listed, or made like one (archaeologist, toolmaker); in
    compounds the last part counts (ex-minister, poet-activist, mayor-elect)."""
    folded = word.casefold().rstrip(".").replace("’", "'").removesuffix("'s")
    return _is_listed(folded) or any(_is_listed(part) for part in _parts(folded))


def _parts(word: str) -> list[str]:
    parts = word.split("-")
    if len(parts) == 1:
        return []
    return [parts[0]] if parts[-1] in load("en").role_endings or "in" in parts[1:] or "at" in parts[1:] else [parts[-1]]


def _is_listed(word: str) -> bool:
    known = load("en").person_nouns
    if word in known or word in load("en").posts or (_MADE.fullmatch(word) and word not in load("en").not_people):
        return True
    return singular(word) in known


def singular(word: str) -> str:
    """A plural noun in the singular, as far as endings tell: officials, deputies, spokesmen, wives."""
    if word.endswith("wives"):
        return word.removesuffix("ves") + "fe"
    for ending, single in (("men", "man"), ("people", "person"), ("ies", "y"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + single
    return word


def head_noun(phrase: str) -> str | None:
    """The noun for a person that a phrase is headed by, folded and in the singular, if it is one:
    `leading expert on ports` expert, `attorney general` attorney, `harbour` None."""
    phrase = re.split(
        r"\s(?:of|at|for|in|with|from|to|on|by|who|under|between|against|briefed)\s",
        phrase,
    )[0]
    *before, phrase = re.split(r"\s+and\s+", phrase)
    if any(head_noun(each) is None for each in before):
        return None  # `rebels and a monitoring group` is nobody
    found: list[str] = [w.casefold() for w in _WORD.findall(phrase)]
    while len(found) > 1 and found[-1] in load("en").role_endings and is_person_noun(found[-2]):
        found.pop()
    if not found:
        return None
    last = found[-1].rstrip(".")
    if last in load("en").honorifics:
        return last
    if not is_person_noun(last):
        return None
    known = load("en").person_nouns
    if last in known:
        return last
    part: str = next((part for part in _parts(last) if _is_listed(part)), singular(last))
    return part


def is_post(word: str) -> bool:
    """Whether a noun is a post that one holds in a body: spokesman, director."""
    folded = word.casefold().rstrip(".")
    return any(part in load("en").posts for part in (folded, *_parts(folded), singular(folded)))


def office_nouns(nouns: Iterable[str]) -> set[str]:
    """Nouns of offices in their usual form: senator for sen."""
    usual = load("en").office_names
    return {usual.get(noun, noun) for noun in nouns}
