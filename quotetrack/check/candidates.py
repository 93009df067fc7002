"""Find quotations that may have some words, however badly these are remembered: by rare words, then by letters."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from quotetrack.lookup.expressions import plain_expression, quoted, trigrams
from quotetrack.store import Store
from quotetrack.text import fold

_MOST_CANDIDATES = 240
"""The most candidates (1 upwards): ranking one takes some tens of microseconds. Set by hand, as the numbers below."""
_RAREST_WORDS = 8
"""Words (2 upwards) of a query that are looked for, the rarest first, in pairs and alone."""
_FEW_QUOTATIONS = 4_000
"""The most quotations (1 upwards) that a single word may be in to make them candidates by itself."""
_RAREST_TRIGRAMS = 10
"""Trigrams of letters (2 upwards) that are looked for in pairs, where few quotations have the words."""
_COMMON = 20_000
"""Quotations (1 upwards) at which counting ends: a term with so many counts as being everywhere."""

Counted = dict[tuple[str, str], int]
"""The number of quotations that have a term, by index and term; 0 for a term that the store does not have."""


def find_candidates(store: Store, words: str, *, counted: Counted | None = None) -> list[int]:
    """The ids of quotations, of any act, that share rare words or letters with `words`, the most promising first.

    `counted` keeps the counts of terms from one call to the next; start with {}.
    """
    counted = {} if counted is None else counted
    scores: dict[int, float] = defaultdict(float)
    phrase = plain_expression(f'"{words.replace(chr(34), " ")}"')
    if phrase:
        _add(scores, store, "quotations_fts", phrase, 100.0)
    terms = _by_rarity(store, "quotations_fts", _tokens(words), counted)
    for weight, expression in _pairs(terms[:_RAREST_WORDS]):
        _add(scores, store, "quotations_fts", expression, weight)
    for term, count, weight in terms[:_RAREST_WORDS]:
        if count <= _FEW_QUOTATIONS or len(terms) == 1:
            _add(scores, store, "quotations_fts", quoted(term), weight)
    if len(scores) < _MOST_CANDIDATES // 4:
        letters = _by_rarity(store, "trigrams_fts", trigrams(fold(words)), counted)
        for weight, expression in _pairs(letters[:_RAREST_TRIGRAMS]):
            _add(scores, store, "trigrams_fts", expression, weight / 4)
    return [id for id, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]]


def _add(scores: dict[int, float], store: Store, index: str, expression: str, weight: float) -> None:
    matching = f"SELECT rowid AS id FROM {index} WHERE {index} MATCH ? LIMIT ?"
    for (id,) in store.values("id", matching, [expression, _MOST_CANDIDATES]):  # some forty expressions find thousands
        scores[id] += weight


def _pairs(terms: Sequence[tuple[str, int, float]]) -> Iterable[tuple[float, str]]:
    """The weight and search expression of each pair of terms, the rarest pairs first."""
    pairs = sorted(combinations(terms, 2), key=lambda pair: -(pair[0][2] + pair[1][2]))
    return [(a[2] + b[2], f"{quoted(a[0])} AND {quoted(b[0])}") for a, b in pairs]


def _by_rarity(store: Store, index: str, terms: Iterable[str], counted: Counted) -> list[tuple[str, int, float]]:
    """The terms that the store has, each with the number of its quotations and its weight, the rarest first."""
    total = max(1, next(store.rows("SELECT max(id) AS id FROM quotations"))["id"] or 1)
    found = [(term, _count(store, index, term, counted)) for term in dict.fromkeys(terms)]
    held = ((term, count if count < _COMMON else max(count, total)) for term, count in found if count)
    return sorted(((term, count, math.log(1 + total / count)) for term, count in held), key=lambda t: (-t[2], t[0]))


def _count(store: Store, index: str, term: str, counted: Counted) -> int:
    """The number of quotations that have a term, counted up to _COMMON."""
    if (index, term) not in counted:
        statement = f"SELECT count(*) AS n FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {_COMMON})"
        rows = store.rows(statement, [quoted(term)]) if "\0" not in term else iter([{"n": 0}])
        counted[index, term] = next(rows)["n"]
    return counted[index, term]


def _tokens(words: str) -> list[str]:
    """The words of a text as the index has them."""
    return re.findall(r"[^\W_]+", fold(words))
