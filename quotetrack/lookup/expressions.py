"""What a user typed, made into something that finds it: any string will do.

A plain query is a row of words, all of which must be there, in any order; words in double
quotation marks must stand together. Punctuation parts words as it does in the index, so that
`multi-agent`, `O'Brien` and `50%` find themselves.
"""

from __future__ import annotations

import re

from quotetrack.records import Span
from quotetrack.text import fold_characters

_PIECE = re.compile('["“”„]([^"“”„]*)["“”„]|([^\\s"“”„]+)')


def plain_expression(query: str, *, prefixes: bool = False) -> str | None:
    """The FTS5 expression for a plain query; None where it holds no letter or digit.

    With `prefixes`, each piece may also be the beginning of a longer word.
    """
    pieces = (phrase or word for phrase, word in _PIECE.findall(query.replace("\0", " ")))
    wanted = dict.fromkeys(piece.lower() for piece in pieces if any(c.isalnum() for c in piece))
    # Side by side rather than joined by AND: FTS5 passes over a string in which it sees no word of its own.
    return " ".join(f'"{piece}"{" *" if prefixes else ""}' for piece in wanted) or None


def quoted(term: str) -> str:
    """A string of an FTS5 expression that stands for just these characters."""
    return '"' + term.replace('"', '""') + '"'


def trigrams(folded: str) -> list[str]:
    """The runs of three characters in a folded text, each once, as the trigram index has them."""
    return list(dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2)))


def find_folded(text: str, wanted: str) -> tuple[Span, ...]:
    """Where `wanted`, which is folded, occurs in `text`, however it is spelt there."""
    if not wanted:
        return ()
    folded, origins = _fold_with_origins(text)
    found: list[Span] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append(Span(origins[at], origins[end - 1] + 1))
        at = folded.find(wanted, end)
    return tuple(found)


def _fold_with_origins(text: str) -> tuple[str, list[int]]:
    """The text folded, and for each code point of it the offset that it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for form in fold_characters(character):
            form = " " if form.isspace() else form
            if form != " " or (folded and folded[-1] != " "):
                folded.append(form)
                origins.append(offset)
    return "".join(folded), origins


def read_marked(marked: str, mark: str, text: str) -> tuple[Span, ...]:
    """The spans of `text` that FTS5's highlight() put between pairs of `mark`.

    Empty where the rest is not `text`: highlight() ends at a NUL character.
    """
    parts = marked.split(mark)
    if "".join(parts) != text:
        return ()
    spans: list[Span] = []
    at = 0
    for number, part in enumerate(parts):
        if number % 2:
            spans.append(Span(at, at + len(part)))
        at += len(part)
    return tuple(spans)
