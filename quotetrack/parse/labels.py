"""The labels of the encoder's heads, and decoding of BIO scores into spans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
ENTITIES = ("PERSON", "ORGANIZATION", "LOCATION")
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
HEADS = {"roles": 1 + 2 * len(ROLES), "entities": 1 + 2 * len(ENTITIES), "upos": len(UPOS)}
"""Width of each head: O, then B and I of each label in turn."""


def viterbi(scores: NDArray[np.float32], lengths: Sequence[int]) -> NDArray[np.int64]:
    """The best BIO sequence of each row.

    scores: float32 (rows, words, 1 + 2 * labels), log-probabilities or logits; lengths: words in
    each row. Returns int64 (rows, words), rows padded with 0 (O). An I must follow B or I of its
    own label. Vectorised over rows and labels.
    """
    rows, steps, width = scores.shape
    allowed = np.full((width, width), -1e9, dtype=np.float32)
    allowed[:, 0] = 0
    allowed[:, 1::2] = 0
    for inside in range(2, width, 2):
        allowed[inside, inside] = allowed[inside - 1, inside] = 0
    best = scores[:, 0].copy()
    best[:, 2::2] = -1e9
    back = np.zeros((rows, steps, width), dtype=np.int64)
    active = np.asarray(lengths)
    for step in range(1, steps):
        through = best[:, :, None] + allowed[None]
        back[:, step] = through.argmax(1)
        new = through.max(1) + scores[:, step]
        best = np.where((step < active)[:, None], new, best)
    path = np.zeros((rows, steps), dtype=np.int64)
    state = best.argmax(1)
    index = np.arange(rows)
    for step in range(steps - 1, -1, -1):
        here = step < active
        path[here, step] = state[here]
        state = np.where(here & (step > 0), back[index, step, state], state)
    return path


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
