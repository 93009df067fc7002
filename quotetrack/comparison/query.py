"""A question read as a newsroom writes it: pieces with the joins between them, and words in brackets.

What the signs mean: `…` and `[...]` mark an omission, “We wait,” she said, “for rain” a join at the reporter's words,
`[W]e` another capital, `[the rocket]` words put for others, `[sic]` that the words before it are as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quotetrack.comparison.alignment import Same, is_one_reading
from quotetrack.comparison.guards import WordRange, persons
from quotetrack.comparison.word_row import STAND_IN, WordRow, stem
from quotetrack.language import load
from quotetrack.marks import find_quoted
from quotetrack.records import Span
from quotetrack.text import fold

OMISSION = re.compile(r"[\[(]\s*(?:…|\.(?:\s?\.){1,3})\s*[\])]|…\.?|\.(?:\s?\.){2,3}")
_SIC = re.compile(r"[\[(]\s*sic[.!]?\s*[\])]", re.IGNORECASE)
_BRACKETS = re.compile(r"(?<![^\W\d_])\[([^\[\]]{1,100})\](?![^\W\d_])")
_MARKS = "“”„«»\"'‘’‹›`"
_MOST_STOOD_FOR = 8
"""Held words (1 upwards) that words in brackets may stand for: the rest of a clause is more than a noun."""


@dataclass(frozen=True)
class Query:
    """The words of a question in pieces that must each stand in a row, and `stand_ins`, the words in brackets by piece
    and word."""

    text: str
    pieces: tuple[WordRow, ...]
    stand_ins: tuple[dict[int, WordRow], ...]

    @cached_property
    def literal(self) -> tuple[WordRow, ...]:
        """The pieces with words in brackets as words like any others: they may be printed."""
        return tuple(
            WordRow(piece.text) if held else piece for piece, held in zip(self.pieces, self.stand_ins, strict=True)
        )

    @property
    def whole(self) -> WordRow:
        """All pieces as one row of words."""
        return self.pieces[0] if len(self.pieces) == 1 else WordRow(" ".join(piece.text for piece in self.pieces))

    def same(self, piece: int) -> Same:
        """The reading of a piece under which words in brackets stand for others."""
        return lambda asked, a, held, b: _stands_for(self.stand_ins[piece], asked, a, held, b)


def read_query(text: str, parts: Sequence[str] | None = None) -> Query:
    """The words of a question, without marks around them. `parts` are its pieces where the caller knows them."""
    cued_parts = list(parts) if parts else _marked_parts(text)
    pieces: list[WordRow] = []
    stand_ins: list[dict[int, WordRow]] = []
    for part in cued_parts:
        for piece, read_as in _between_omissions(part):
            wording = WordRow(piece, read_as)
            if any(word.form[0].isalnum() or word.form in (STAND_IN, *"$€£%&") for word in wording.words):
                pieces.append(wording)
                stand_ins.append(_stand_ins(wording, piece))
    joined = text if not parts else " ".join(parts)
    return Query(joined, tuple(pieces), tuple(stand_ins))


def _marked_parts(text: str) -> list[str]:
    """What stands in marks, where the whole question is made of that and of a reporter's words between; else the
    question without marks around it."""
    stripped = _opened(text.strip())
    quoted = [q for q in find_quoted(stripped, [Span(0, len(stripped))]) if q.depth == 0]
    ends = quoted and quoted[0].span.start == 0 and not re.search(r"\w", stripped[quoted[-1].span.end :])
    if len(quoted) > 1 and ends:
        between = [stripped[a.span.end : b.span.start] for a, b in pairwise(quoted)]
        joins = ["" if re.search(r"\w", words) else words for words in between]
        if all(re.search(r"\w", words) or OMISSION.search(words) for words in between):
            return _joined_parts([stripped[q.inner.start : q.inner.end] for q in quoted], joins)
    return [stripped.strip(_MARKS + " \n\t")]


def _opened(text: str) -> str:
    """The text with the mark that went from its beginning with the marks around the whole: We wait,” she said, “for"""
    first = re.match(r"[^“”„«»\"]*[^\s“”„«»\"](?P<mark>[”»\"])(?=\s)[^“”„«»\"]*\w[^“”„«»\"]*[“«\"]\w", text)
    if not first:
        return text
    opening, closing = {"”": ("“", "”"), "»": ("«", "»")}.get(first["mark"], ('"', '"'))
    return f"{opening}{text}" + ("" if text.endswith(closing) else closing)


def _joined_parts(parts: list[str], joins: Sequence[str]) -> list[str]:
    """Parts that an omission joins as one, with its sign between; the others by themselves."""
    made = parts[:1]
    for join, part in zip(joins, parts[1:], strict=True):
        if OMISSION.search(join):
            made[-1] += f" … {part}"
        else:
            made.append(part)
    return made


def _between_omissions(text: str) -> list[tuple[str, str]]:
    """The text between signs of omission, and as what it is read: brackets as stand-ins, [sic] as nothing."""
    found = []
    for piece in OMISSION.split(text):
        read_as = _SIC.sub(lambda sic: " " * len(sic.group()), piece)
        read_as = _BRACKETS.sub(lambda held: STAND_IN + " " * (len(held.group()) - 1), read_as)
        found.append((piece, read_as))
    return found


def _stand_ins(wording: WordRow, text: str) -> dict[int, WordRow]:
    """The words in brackets by the number of the word that they are read as."""
    found = {}
    for at, word in enumerate(wording.words):
        if word.form == STAND_IN:
            brackets = _BRACKETS.match(text, word.span.start)
            found[at] = WordRow(brackets[1] if brackets else "")
    return found


def _stands_for(stand_ins: dict[int, WordRow], asked: WordRow, a: WordRange, held: WordRow, b: WordRange) -> bool:
    """Whether words in brackets, and nothing else, stand in the place of held words, without bringing in or hiding a
    negation, a number or a modal verb; or the words are one in another way."""
    if a[1] - a[0] != 1 or asked.forms[a[0]] != STAND_IN:
        return _has_another_ending(asked, a, held, b) or is_one_reading(asked, a, held, b)
    if b[1] - b[0] > _MOST_STOOD_FOR or re.search(r"[.!?;:]", held.slice(*b)[:-1]):
        return False
    given = stand_ins[a[0]]
    turns = load("en").patterns
    if any(turns[where].search(fold(held.slice(*b))) for where in ("before", "omitted")):
        return False
    hidden = held.forms[slice(*b)]
    guarded = load("en").negations | load("en").number_words | load("en").modals
    if any(form in guarded or not form[0].isalpha() for form in set(given.forms) ^ set(hidden)):
        return False
    return _adds_a_noun(given) if not hidden else _is_noun_for_noun(given, held, b)


def _adds_a_noun(given: WordRow) -> bool:
    """Whether words in brackets that stand for none only name what stands before them: [Ana Ruiz], [the mayor]."""
    listed = load("en").word_kinds
    first = given.text.lstrip()[:1]
    named = first.isupper() or (given.forms[:1] and given.forms[0] in listed["determiner"])
    clause = listed["asking"] | listed["subject"] | {"because", "that", "and", "or", "but", "if"}
    return bool(named or set(given.forms) <= listed["stage"]) and not clause & set(given.forms)


def _is_noun_for_noun(given: WordRow, held: WordRow, b: WordRange) -> bool:
    """Whether words in brackets can stand for held ones: a noun or name for a pronoun or noun, a form of one verb."""
    listed = load("en").word_kinds
    hidden = held.forms[slice(*b)]
    if len(given.forms) == len(hidden) == 1 and _is_one_verb(given.forms[0], hidden[0]):
        return True
    pronouns = {form for kind, forms in listed.items() if kind.startswith("person ") for form in forms} | listed[
        "pronoun"
    ]
    if set(given.forms) <= pronouns and set(hidden) <= pronouns:
        return persons(given.forms) == persons(hidden) or persons(hidden) <= {"i", "we", "you"}
    is_named = [word.form for word in given.words if given.text[word.span.start].isupper()]
    capitals = {word.form for word in held.words[slice(*b)] if held.text[word.span.start].isupper()}
    held_names = capitals - pronouns - listed["determiner"] - load("en").plain_words
    if is_named and held_names and set(hidden) <= held_names and len(given.forms) == len(hidden):
        return not held_names.isdisjoint(is_named)  # one name for another; a fuller one may be the same person's
    if {"who", "which", "because", "that", "and", "or", "but", "if"} & set(given.forms):
        return False
    if set(given.forms) <= listed["stage"]:
        return any(part in form for form in hidden for part in listed["swear"])
    places = given.forms[0] in listed["movable"] and set(hidden) <= {"here", "there", "then", "now", "today"}
    is_noun = bool(is_named) or places or (given.forms[0] in listed["determiner"] and len(given.forms) > 1)
    stood_for = (
        places or set(hidden) <= pronouns or (hidden[0] in listed["determiner"] and len(hidden) > 1) or bool(held_names)
    )
    return stood_for and (is_noun or set(given.forms) <= pronouns)


def _is_one_verb(one: str, other: str) -> bool:
    """Whether two words are forms of one: "was" for "is", "walks" for "walk"."""
    return stem(one) == stem(other) or any({one, other} <= forms for forms in _AUXILIARIES)


_AUXILIARIES = tuple(
    frozenset(forms.split())
    for forms in ("am is are was were be been being", "have has had having", "do does did done doing")
)


def _has_another_ending(asked: WordRow, a: WordRange, held: WordRow, b: WordRange) -> bool:
    """Whether a word has an ending in brackets, support[ed], and is the held one but for that."""
    if a[1] - a[0] != 1 or b[1] - b[0] != 1:
        return False
    written = re.match(r"([^\W\d_]{2,})\[", asked.slice(*a))
    return written is not None and held.forms[b[0]].startswith(written[1].casefold()[:-1])
