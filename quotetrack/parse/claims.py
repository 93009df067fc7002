"""What an article states about somebody beside a mention of them: which words name a role, which an organisation.

The encoder gives each word two vectors: what it is as a word of a claim, and what it is as a mention. The score of a
word beside a mention is that of a small network over both, their product, and how far the word is from the mention.
"""

from __future__ import annotations

import base64
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotetrack.parse.features import Window, Words
from quotetrack.parse.labels import CLAIM_WIDTH, CLAIMED

Floats = NDArray[np.float32]

NEAR, FAR = 24, 8
"""Distances in words that have a bin of their own, and bins for what is further away, on each side."""
BINS = 2 * (NEAR + FAR) + 3
"""All bins of distance: inside the mention, on either side of it, in a paragraph before and after."""
_BEFORE, _AFTER = BINS - 2, BINS - 1
_LEAST = 0.3
"""How probable a word of a claim must be, at least. What is made of claims asks for more (`settings.CLAIMS`)."""


def distance_bin(words: int) -> int:
    """The bin of a distance in words, negative before the mention and 0 inside it."""
    size = abs(words)
    if size > NEAR:
        size = NEAR + min(FAR, 1 + (size - NEAR) // 12)
    return size if words >= 0 else NEAR + FAR + size


_FARTHEST = NEAR + 12 * FAR
_BINS = np.array([distance_bin(words) for words in [*range(_FARTHEST + 1), *range(-_FARTHEST, 0)]])
"""The bins of distances in words; those before the mention are counted from the end."""


REACH = 64
"""Words (1 upwards) before and after a mention that may be words of a claim about it. What people marked is nearer."""


def _own_paragraph(words: Words, window: Window, place: int) -> range:
    """The places in a window of the words that share the paragraph of the word at a place in it."""
    number, of = words.paragraph[window.words[place]], words.paragraph.__getitem__
    return range(bisect_left(window.words, number, key=of), bisect_right(window.words, number, key=of))


def within_reach(words: Words, window: Window, first: int, last: int) -> range:
    """The places in a window of the words that may be of claims about a mention at the places from `first` up to
    `last`: those near it in its paragraph."""
    own = _own_paragraph(words, window, first)
    return range(max(own.start, first - REACH), min(own.stop, last + REACH))


def paragraph_bins(first: int, last: int, size: int) -> NDArray[np.int64]:
    """How far each word of a paragraph of `size` words is from a mention at the places from `first` up to `last` in it,
    as bins: int64 (size)."""
    return _BINS[np.clip(np.arange(size) - first, -_FARTHEST, 0) + np.clip(np.arange(size) - last + 1, 0, _FARTHEST)]


def claim_bins(words: Words, window: Window, first: int, last: int) -> tuple[int, ...]:
    """How far each word of a window is from a mention at the places from `first` up to `last` in it, as bins."""
    own = _own_paragraph(words, window, first)
    bins = paragraph_bins(first - own.start, last - own.start, len(own)).tolist()
    return (*[_BEFORE] * own.start, *bins, *[_AFTER] * (len(window.words) - own.stop))


@dataclass(frozen=True)
class ClaimHead:
    """The network that scores words beside mentions, float32: `distances` (BINS, CLAIM_WIDTH), `inner` (CLAIM_WIDTH,
    units) and `outer` (units, 3 * CLAIMED) with their biases."""

    distances: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def to_json(self) -> str:
        """The arrays as JSON, each with its shape and its bytes in base64."""
        arrays = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in vars(self).items()}
        return json.dumps(
            {name: [array.shape, base64.b64encode(array.tobytes()).decode()] for name, array in arrays.items()}
        )

    @classmethod
    def from_json(cls, stored: str) -> ClaimHead:
        """The arrays that `to_json` stored."""
        held: dict[str, Any] = json.loads(stored)
        return cls(**{
            name: np.frombuffer(base64.b64decode(data), dtype=np.float32).reshape(shape)
            for name, (shape, data) in held.items()
        })  # fmt: skip

    def probabilities(
        self, vectors: Floats, mention: tuple[int, int], bins: Sequence[int] | NDArray[np.int64]
    ) -> Floats:
        """How probable O, B and I of each of CLAIMED are for each word: float32 (words, CLAIMED, 3).

        vectors: float32 (words, 2 * CLAIM_WIDTH), as a word and as a mention; `mention` is a half-open range of words.
        """
        beside = vectors[slice(*mention), CLAIM_WIDTH:].mean(0)
        words = vectors[:, :CLAIM_WIDTH]
        x = _gelu(words + beside + words * beside + self.distances[np.asarray(bins)])
        scores = _gelu(x @ self.inner + self.inner_bias) @ self.outer + self.outer_bias
        scores = scores.reshape(len(vectors), len(CLAIMED), 3)
        worth = np.exp(scores - scores.max(2, keepdims=True))
        shares: Floats = worth / worth.sum(2, keepdims=True)
        return shares


def _gelu(x: Floats) -> Floats:
    result: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * x * (1 + 0.044715 * x * x)))
    return result


def claimed_spans(shares: Floats) -> Iterator[tuple[int, int, str, float]]:
    """The first word, the one after the last, the label and the mean probability of each claim in the probabilities of
    one mention."""
    for label, own in zip(CLAIMED, shares.transpose(1, 0, 2), strict=True):
        inside = own[:, 1] + own[:, 2]
        places = np.flatnonzero(inside >= _LEAST)
        if not len(places):
            continue
        begins = (np.diff(places, prepend=-2) > 1) | (own[places, 1] > own[places, 2])
        for start, stop in pairwise([*np.flatnonzero(begins).tolist(), len(places)]):
            first, last = int(places[start]), int(places[stop - 1]) + 1
            yield first, last, label, float(inside[first:last].mean())
