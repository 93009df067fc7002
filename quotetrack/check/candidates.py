"""Quotations that may hold some words, however well these are remembered: by rare words, then by letters."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from quotetrack.lookup.expressions import plain_expression, quoted, trigrams
from quotetrack.store import Store
from quotetrack.text import fold

_MOST = 240
"""Candidates at most: each costs some tens of microseconds to compare."""
_RAREST = 8
"""Words of a question that are looked for: pairs of these find a quotation of which half the words are another's."""
_FEW = 4_000
"""Quotations that a single word may be in for all of them to be candidates by it alone."""
_TRIGRAMS = 10
_COMMON = 20_000
"""Quotations from which a term is as good as everywhere: counting on takes 30 ms for "the" in a million."""

Counted = dict[tuple[str, str], int]
"""How many quotations have a term, by index and term; 0 for one that the store has not."""


def find_candidates(store: Store, words: str, *, limit: int = _MOST, counted: Counted | None = None) -> list[int]:
    """Ids of quotations (what is no speech too) that share the most telling words or letters with `words`, the
    most promising first.

    `counted` keeps what was counted from one question to the next, which have many words in common.
    """
    counted = {} if counted is None else counted
    scores: dict[int, float] = defaultdict(float)
    phrase = plain_expression(f'"{words.replace(chr(34), " ")}"')
    if phrase:
        _add(scores, store, "quotations_fts", phrase, 100.0, limit)
    terms = _by_rarity(store, "quotations_fts", _tokens(words), counted)
    for weight, expression in _pairs(terms[:_RAREST]):
        _add(scores, store, "quotations_fts", expression, weight, limit)
    for term, count, weight in terms[:_RAREST]:
        if count <= _FEW or len(terms) == 1:
            _add(scores, store, "quotations_fts", quoted(term), weight, limit)
    if len(scores) < limit // 4:
        letters = _by_rarity(store, "trigrams_fts", trigrams(fold(words)), counted)
        for weight, expression in _pairs(letters[:_TRIGRAMS]):
            _add(scores, store, "trigrams_fts", expression, weight / 4, limit)
    return [id for id, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]]


def _add(scores: dict[int, float], store: Store, index: str, expression: str, weight: float, limit: int) -> None:
    matching = f"SELECT rowid AS id FROM {index} WHERE {index} MATCH ? LIMIT ?"
    for (id,) in store.values("id", matching, [expression, limit]):  # some forty expressions find thousands
        scores[id] += weight


def _pairs(terms: Sequence[tuple[str, int, float]]) -> Iterable[tuple[float, str]]:
    """Two terms at a time, the most telling pairs first."""
    pairs = sorted(combinations(terms, 2), key=lambda pair: -(pair[0][2] + pair[1][2]))
    return [(a[2] + b[2], f"{quoted(a[0])} AND {quoted(b[0])}") for a, b in pairs]


def _by_rarity(store: Store, index: str, terms: Iterable[str], counted: Counted) -> list[tuple[str, int, float]]:
    """Terms that the store has, with how many quotations have them and how telling that is, the rarest first."""
    total = max(1, next(store.rows("SELECT max(id) AS id FROM quotations"))["id"] or 1)
    found = [(term, _count(store, index, term, counted)) for term in dict.fromkeys(terms)]
    held = ((term, count if count < _COMMON else max(count, total)) for term, count in found if count)
    return sorted(((term, count, math.log(1 + total / count)) for term, count in held), key=lambda t: (-t[2], t[0]))


def _count(store: Store, index: str, term: str, counted: Counted) -> int:
    """How many quotations have a term, _COMMON at most."""
    if (index, term) not in counted:
        statement = f"SELECT count(*) AS n FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {_COMMON})"
        rows = store.rows(statement, [quoted(term)]) if "\0" not in term else iter([{"n": 0}])
        counted[index, term] = next(rows)["n"]
    return counted[index, term]


def _tokens(words: str) -> list[str]:
    """Words as the index has them."""
    return re.findall(r"[^\W_]+", fold(words))
