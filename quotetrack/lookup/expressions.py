"""Makes FTS5 expressions from what a user typed, whatever that is.

A plain query is a row of words. A text must hold all of them, in any order; words in double quotation marks must stand
together. Punctuation separates words as it does in the index, so that `multi-agent`, `O'Brien` and `50%` are found.
"""

from __future__ import annotations

import re

from quotetrack.errors import QuotetrackError
from quotetrack.store import Store

_PHRASE_OR_WORD = re.compile('["“”„]([^"“”„]*)["“”„]|([^\\s"“”„]+)')


def plain_expression(query: str, *, prefixes: bool = False) -> str | None:
    """Returns the FTS5 expression for a plain query; None where the query holds no letter or digit.

    With `prefixes`, each piece may also be the beginning of a longer word.
    """
    pieces = (phrase or word for phrase, word in _PHRASE_OR_WORD.findall(query.replace("\0", " ")))
    wanted = dict.fromkeys(piece.lower() for piece in pieces if any(c.isalnum() for c in piece))
    # They stand side by side and are not joined by AND, so that FTS5 ignores a string in which it sees no word.
    return " ".join(f'"{piece}"{" *" if prefixes else ""}' for piece in wanted) or None


def checked_expression(store: Store, expression: str) -> str:
    """Returns an FTS5 expression unchanged. Raises QuotetrackError where it is not valid."""
    fault = "holds a NUL character" if "\0" in expression else store.fault_of("quotations_fts", expression)
    if fault:
        raise QuotetrackError(
            f"{expression!r} is not a valid FTS5 expression: {fault}. Leave out the advanced option to search for it "
            'as plain words, or put words with punctuation into double quotes, as in "multi-agent".'
        )
    return expression


def letters_expression(letters: str) -> str | None:
    """Returns the expression by which the trigram index finds texts that may hold `letters`, which are folded.

    None for fewer than three characters: the index has no shorter pieces.
    """
    runs = trigrams(letters)[:_MOST_TRIGRAMS]
    return " AND ".join(map(quoted, runs)) if runs and "\0" not in letters else None


_MOST_TRIGRAMS = 100
"""The trigrams that are looked for: more would tell little, and FTS5 refuses expressions of many thousands of terms."""


def quoted(term: str) -> str:
    """Quotes a term, so that an FTS5 expression takes all its characters as they are."""
    return '"' + term.replace('"', '""') + '"'


def trigrams(folded: str) -> list[str]:
    """Returns each run of three characters in a folded text once, as the trigram index has them."""
    return list(dict.fromkeys(folded[at : at + 3] for at in range(len(folded) - 2)))
