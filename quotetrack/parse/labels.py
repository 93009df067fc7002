"""The labels of the encoder's heads, and decoding of BIO scores into spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
ENTITIES = ("PERSON", "ORGANIZATION", "LOCATION", "NORP")
"""NORP: peoples, religions and parties, as in OntoNotes."""
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
ACTS = ("speech", "writing", "belief", "neither")
CLAIMED = ("role", "body")
CLAIM_WIDTH = 128
"""Width of the vectors of a word and of a mention that claims are scored from."""
MEANING_WIDTH = 36
"""Width of the vectors that tell who is meant."""
MEANINGS = {"source": 1, "cue": 1, "content": 1, "name": 3}
"""Of what there are such vectors, and how many; those of a name are for its last mention before a source, the next one
after it, and the first one of the article."""
MEANT_BY = {"source": "source", "cue": "cue", "content": "content", "PERSON": "name", "ORGANIZATION": "name"}
"""Labels whose spans have such vectors, and of which of `MEANINGS`."""
TAGGED = {"roles": ROLES, "entities": ENTITIES}
"""The heads with BIO tags: O, then B and I of each label in turn."""
HEADS = {
    **{head: 1 + 2 * len(names) for head, names in TAGGED.items()},
    "upos": len(UPOS), "acts": len(ACTS), "claims": 2 * CLAIM_WIDTH,
    "meanings": MEANING_WIDTH * sum(MEANINGS.values()),
}  # fmt: skip
"""Width of each head's output."""


def meaning_block(label: str) -> slice:
    """Where the vectors of a label of `MEANINGS` are in the output of the head."""
    before = list(MEANINGS.values())[: list(MEANINGS).index(label)]
    start = MEANING_WIDTH * sum(before)
    return slice(start, start + MEANING_WIDTH * MEANINGS[label])


Floats = NDArray[np.float32]

_FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True)
class Transitions:
    """How well tags follow each other: `between` float32 (width, width) from tag to tag, `start` and `end` (width).

    A large negative score forbids an I after anything but B or I of its own label; learned scores are added.
    """

    between: Floats
    start: Floats
    end: Floats

    @classmethod
    def learned(cls, between: Floats, start: Floats, end: Floats) -> Transitions:
        """Learned scores, with what BIO forbids forbidden."""
        barred, barred_at_start = forbidden(len(start))
        return cls(between + barred, start + barred_at_start, end)

    @classmethod
    def plain(cls, width: int) -> Transitions:
        """Nothing but what BIO forbids."""
        none = np.zeros(width, dtype=np.float32)
        return cls.learned(np.zeros((width, width), dtype=np.float32), none, none)


def forbidden(width: int) -> tuple[Floats, Floats]:
    """What BIO forbids, as scores to add: from tag to tag, and at the start."""
    between = np.zeros((width, width), dtype=np.float32)
    start = np.zeros(width, dtype=np.float32)
    for inside in range(2, width, 2):
        between[:, inside] = start[inside] = _FORBIDDEN
        between[inside, inside] = between[inside - 1, inside] = 0
    return between, start


def viterbi(scores: Floats, lengths: Sequence[int], transitions: Transitions | None = None) -> NDArray[np.int64]:
    """The best BIO sequence of each row.

    scores: float32 (rows, words, 1 + 2 * labels); lengths: words in each row. Returns int64 (rows, words), rows
    padded with 0 (O). Vectorised over rows and labels.
    """
    rows, steps, width = scores.shape
    follow = transitions or Transitions.plain(width)
    best = scores[:, 0] + follow.start
    back = np.zeros((rows, steps, width), dtype=np.int64)
    active = np.asarray(lengths)
    for step in range(1, steps):
        through = best[:, :, None] + follow.between[None]
        back[:, step] = through.argmax(1)
        best = np.where((step < active)[:, None], through.max(1) + scores[:, step], best)
    path = np.zeros((rows, steps), dtype=np.int64)
    state = (best + follow.end).argmax(1)
    index = np.arange(rows)
    for step in range(steps - 1, -1, -1):
        here = step < active
        path[here, step] = state[here]
        state = np.where(here & (step > 0), back[index, step, state], state)
    return path


_LEAST = 1e-300
"""Instead of a probability of 0, which has no logarithm."""


def posteriors(scores: Floats, lengths: Sequence[int], transitions: Transitions | None = None) -> Floats:
    """The logarithm of each tag's probability, all sequences considered: float32 (rows, words, width).

    Forward and backward sums of a linear-chain CRF (Lafferty et al. 2001), brought back to 1 at each word, so that
    they need no logarithms. Padding is not defined.
    """
    steps, width = scores.shape[1:]
    follow = transitions or Transitions.plain(width)
    active = np.asarray(lengths)
    worth = np.exp(scores - scores.max(2, keepdims=True), dtype=np.float64)
    between, end = np.exp(follow.between, dtype=np.float64), np.exp(follow.end, dtype=np.float64)
    forward, backward = np.empty_like(worth), np.empty_like(worth)
    forward[:, 0] = _scaled(worth[:, 0] * np.exp(follow.start, dtype=np.float64))
    for step in range(1, steps):
        forward[:, step] = _scaled(forward[:, step - 1] @ between * worth[:, step])
    backward[:, -1] = end
    for step in range(steps - 2, -1, -1):
        after = _scaled((backward[:, step + 1] * worth[:, step + 1]) @ between.T)
        backward[:, step] = np.where((active == step + 1)[:, None], end, after)
    shares = forward * backward
    logs: Floats = np.log(np.maximum(shares / shares.sum(2, keepdims=True), _LEAST)).astype(np.float32)
    return logs


def _scaled(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = sums / sums.sum(1, keepdims=True)
    return scaled


def spans_of(path: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, last word + 1, label) of each span of one decoded row."""
    found: list[tuple[int, int, str]] = []
    start, label = -1, -1
    for at, tag in enumerate([*path, 0]):
        if start >= 0 and (tag == 0 or tag % 2 == 1):
            found.append((start, at, labels[label]))
            start = -1
        if tag % 2 == 1:
            start, label = at, (tag - 1) // 2
    return found
