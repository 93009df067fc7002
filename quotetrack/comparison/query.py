"""Which words does a query ask for, read by the conventions of newsrooms?

An omission (`…` or `[...]`) parts a query into pieces, and so do a reporter's words: “We wait,” she said, “for rain”.
`[W]e` shows a changed capital, `[the rocket]` stands for other words, and `[sic]` is not part of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quotetrack.comparison.alignment import is_one_reading
from quotetrack.comparison.guards import WordRange, persons
from quotetrack.comparison.word_row import STAND_IN, WordRow, stem
from quotetrack.language import load, union
from quotetrack.marks import find_quoted
from quotetrack.records import Span
from quotetrack.text import fold

OMISSION = re.compile(r"[\[(]\s*(?:…|\.(?:\s?\.){1,3})\s*[\])]|…(?:\.(?=\d))?|\.(?:\s?\.){2,3}")
_SIC = re.compile(r"[\[(]\s*sic[.!]?\s*[\])]", re.IGNORECASE)
_BRACKETS = re.compile(r"(?<![^\W\d_])\[([^\[\]]{1,100})\](?![^\W\d_])")
_OUTER_MARKS = "“”„«»\"'‘’‹›`"
_MOST_STOOD_FOR = 8
"""The most held words (1 upwards) that words in brackets may stand for: a longer stretch is more than a noun."""


@dataclass(frozen=True)
class Query:
    """The words that somebody wants checked, in pieces that must each stand in a row."""

    text: str
    pieces: tuple[WordRow, ...]

    @cached_property
    def literal(self) -> tuple[WordRow, ...]:
        """The pieces with words in brackets read as ordinary words, since an outlet may have printed them."""
        return tuple(WordRow(piece.text) if STAND_IN in piece.known else piece for piece in self.pieces)

    @cached_property
    def whole(self) -> WordRow:
        """All pieces as one row of words."""
        return self.pieces[0] if len(self.pieces) == 1 else WordRow(" ".join(piece.text for piece in self.pieces))


def read_query(text: str, parts: Sequence[str] | None = None) -> Query:
    """Read a query, without the marks around it. `parts` are its pieces where the caller knows them."""
    stretches = [stretch for part in parts or _marked_parts(text) for stretch in _stretches(part)]
    pieces = [WordRow(stretch, _read_brackets(stretch)) for stretch in stretches]
    return Query(" ".join(parts) if parts else text, tuple(filter(_has_words, pieces)))


def _stretches(part: str) -> list[str]:
    """What omissions part; a question mark after an omission ends the words before it: `We close it…?`."""
    first, *others = OMISSION.split(part)
    found = [first]
    for stretch in others:
        if stretch.strip()[:1] in ("?", "!"):
            mark, *rest = re.split(r"(?<=[?!])(?![?!])", stretch.strip(), maxsplit=1)
            found[-1] += mark
            found += rest
        else:
            found.append(stretch)
    return found


def _has_words(piece: WordRow) -> bool:
    return any(form[0].isalnum() or form in (STAND_IN, *"$€£%&") for form in piece.forms)


def _read_brackets(text: str) -> str:
    """A text of the same length in which a stand-in replaces words in brackets, and blanks replace [sic]."""
    text = _SIC.sub(lambda sic: " " * len(sic.group()), text)
    return _BRACKETS.sub(lambda brackets: STAND_IN + " " * (len(brackets.group()) - 1), text)


def _marked_parts(text: str) -> list[str]:
    """The quoted parts of a query that a reporter's words or omissions part; else the query without its marks."""
    stripped = _opened(text.strip())
    quoted = [q for q in find_quoted(stripped, [Span(0, len(stripped))]) if q.depth == 0]
    ends = quoted and quoted[0].span.start == 0 and not re.search(r"\w", stripped[quoted[-1].span.end :])
    if len(quoted) > 1 and ends:
        between = [stripped[a.span.end : b.span.start] for a, b in pairwise(quoted)]
        joins = ["" if re.search(r"\w", words) else words for words in between]
        if all(re.search(r"\w", words) or OMISSION.search(words) for words in between):
            return _joined_parts([stripped[q.inner.start : q.inner.end] for q in quoted], joins)
    return [stripped.strip(_OUTER_MARKS + " \n\t")]


def _opened(text: str) -> str:
    """The text with the outer marks put back that were taken off with the marks around it: We wait,” she said, “for"""
    first = re.match(r"[^“”„«»\"]*[^\s“”„«»\"](?P<mark>[”»\"])(?=\s)[^“”„«»\"]*\w[^“”„«»\"]*[“«\"]\w", text)
    if not first:
        return text
    opening, closing = {"”": ("“", "”"), "»": ("«", "»")}.get(first["mark"], ('"', '"'))
    return f"{opening}{text}" + ("" if text.endswith(closing) else closing)


def _joined_parts(parts: list[str], joins: Sequence[str]) -> list[str]:
    """The parts, with those that an omission joins made one with … between them."""
    made = parts[:1]
    for join, part in zip(joins, parts[1:], strict=True):
        if OMISSION.search(join):
            made[-1] += f" … {part}"
        else:
            made.append(part)
    return made


def stands_for(asked: WordRow, a: WordRange, held: WordRow, b: WordRange) -> bool:
    """Whether words in brackets may stand for held words, or other words are the same in another writing.

    Words in brackets may not bring in or hide a negation, a number or a modal verb.
    """
    if a[1] - a[0] != 1 or asked.forms[a[0]] != STAND_IN:
        return _has_another_ending(asked, a, held, b) or is_one_reading(asked, a, held, b)
    if b[1] - b[0] > _MOST_STOOD_FOR or re.search(r"[.!?;:]", held.slice(*b)[:-1]):
        return False
    given = asked.bracketed(a[0])
    turns = load("en").patterns
    if any(turns[where].search(fold(held.slice(*b))) for where in ("before", "omitted")):
        return False
    hidden = held.forms[slice(*b)]
    guarded = union(load("en").negations, load("en").number_words, load("en").modals)
    if any(form in guarded or not form[0].isalpha() for form in set(given.forms) ^ set(hidden)):
        return False
    return _adds_a_noun(given) if not hidden else _is_noun_for_noun(given, held, b)


def _adds_a_noun(given: WordRow) -> bool:
    """Whether words in brackets that replace no words only name what stands before them: [Ana Ruiz], [the mayor]."""
    listed = load("en").word_kinds
    first = given.text.lstrip()[:1]
    named = first.isupper() or (given.forms[:1] and given.forms[0] in listed["determiner"])
    clause = listed["asking"] | listed["subject"] | {"because", "that", "and", "or", "but", "if"}
    return bool(named or set(given.forms) <= listed["stage"]) and not clause & set(given.forms)


def _is_noun_for_noun(given: WordRow, held: WordRow, b: WordRange) -> bool:
    """Whether words in brackets can stand for held ones: a noun for a pronoun or noun, or a form of one verb."""
    listed = load("en").word_kinds
    hidden = held.forms[slice(*b)]
    if len(given.forms) == len(hidden) == 1 and _is_one_verb(given.forms[0], hidden[0]):
        return True
    pronouns = listed["pronoun"].union(*(forms for kind, forms in listed.items() if kind.startswith("person ")))
    if set(given.forms) <= pronouns and set(hidden) <= pronouns:
        return persons(given.forms) == persons(hidden) or persons(hidden) <= {"i", "we", "you"}
    names = _with_capitals(given, (0, len(given.words)))
    held_names = _with_capitals(held, b) - pronouns - listed["determiner"] - load("en").plain_words
    if names and held_names and set(hidden) <= held_names and len(given.forms) == len(hidden):
        return not held_names.isdisjoint(names)  # one name for another; a fuller one may be the same person's
    if {"who", "which", "because", "that", "and", "or", "but", "if"} & set(given.forms):
        return False
    if set(given.forms) <= listed["stage"]:
        return any(part in form for form in hidden for part in listed["swear"])
    places = given.forms[0] in listed["movable"] and set(hidden) <= {"here", "there", "then", "now", "today"}
    is_noun = bool(names) or places or (given.forms[0] in listed["determiner"] and len(given.forms) > 1)
    stood_for = (
        places or set(hidden) <= pronouns or (hidden[0] in listed["determiner"] and len(hidden) > 1) or bool(held_names)
    )
    return stood_for and (is_noun or set(given.forms) <= pronouns)


def _with_capitals(word_row: WordRow, stretch: WordRange) -> set[str]:
    return {word.form for word in word_row.words[slice(*stretch)] if word_row.text[word.span.start].isupper()}


def _is_one_verb(one: str, other: str) -> bool:
    """Whether two words are forms of one verb: "was" and "is", "walks" and "walk"."""
    return stem(one) == stem(other) or any({one, other} <= forms for forms in _AUXILIARIES)


_AUXILIARIES = tuple(
    frozenset(forms.split())
    for forms in ("am is are was were be been being", "have has had having", "do does did done doing")
)


def _has_another_ending(asked: WordRow, a: WordRange, held: WordRow, b: WordRange) -> bool:
    """Whether an asked word with an ending in brackets is the held word but for the ending: support[ed], supports."""
    if a[1] - a[0] != 1 or b[1] - b[0] != 1:
        return False
    written = re.match(r"([^\W\d_]{2,})\[", asked.slice(*a))
    return written is not None and held.forms[b[0]].startswith(written[1].casefold()[:-1])
