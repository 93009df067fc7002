"""What a user typed, made into FTS5 expressions: any string will do.

A plain query is a row of words, all of which must be there, in any order; words in double
quotation marks must stand together. Punctuation parts words as it does in the index, so that
`multi-agent`, `O'Brien` and `50%` find themselves.
"""

from __future__ import annotations

import re

from quotetrack.errors import QuotetrackError
from quotetrack.store import Store

_PIECE = re.compile('["“”„]([^"“”„]*)["“”„]|([^\\s"“”„]+)')


def plain_expression(query: str, *, prefixes: bool = False) -> str | None:
    """The FTS5 expression for a plain query; None where it holds no letter or digit.

    With `prefixes`, each piece may also be the beginning of a longer word.
    """
    pieces = (phrase or word for phrase, word in _PIECE.findall(query.replace("\0", " ")))
    wanted = dict.fromkeys(piece.lower() for piece in pieces if any(c.isalnum() for c in piece))
    # Side by side rather than joined by AND: FTS5 passes over a string in which it sees no word of its own.
    return " ".join(f'"{piece}"{" *" if prefixes else ""}' for piece in wanted) or None


def checked_expression(store: Store, expression: str) -> str:
    """An FTS5 expression that a user wrote, as it is. Raises QuotetrackError for one that FTS5 does not take."""
    fault = "holds a NUL character" if "\0" in expression else store.fault_of("quotations_fts", expression)
    if fault:
        raise QuotetrackError(
            f"{expression!r} is not a valid FTS5 expression: {fault}. Leave out the advanced option to search for it "
            'as plain words, or put words with punctuation into double quotes, as in "multi-agent".'
        )
    return expression


def letters_expression(letters: str) -> str | None:
    """The expression by which the trigram index finds texts that may hold `letters`, which are folded.

    None for fewer than three characters: the index has no shorter pieces.
    """
    runs = trigrams(letters)[:_RUNS]
    return " AND ".join(map(quoted, runs)) if runs and "\0" not in letters else None


_RUNS = 100
"""More tell nothing new, and FTS5 takes an expression of many thousands of terms for a fault."""


def quoted(term: str) -> str:
    """A string of an FTS5 expression that stands for just these characters."""
    return '"' + term.replace('"', '""') + '"'


def trigrams(folded: str) -> list[str]:
    """The runs of three characters in a folded text, each once, as the trigram index has them."""
    return list(dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2)))
