"""Scores of an encoder on labelled windows: the same counting for torch weights and for ONNX."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotetrack.parse.encoder import open_session, read_transitions, run_window
from quotetrack.parse.features import Window
from quotetrack.parse.labels import ENTITIES, HEADS, ROLES, Transitions, spans_of, viterbi

IGNORE = -100
"""The label of a word that nothing is known of."""

Predict = Callable[[Sequence[Window]], list[list[NDArray[np.float32]]]]
"""For each of some windows the scores of each head, float32 (words, width)."""


@dataclass(frozen=True)
class Example:
    """A window with the label of each of its words on each head (IGNORE where unknown), whether a machine
    annotated its entities, and what teachers say of it: the scores of each head, float32 (words, width)."""

    window: Window
    labels: dict[str, tuple[int, ...]]
    by_machine: bool = False
    taught: Sequence[NDArray[np.float32]] | None = None


def evaluate(
    predict: Predict, held: Sequence[Example], chains: Mapping[str, Transitions] | None = None, batch: int = 16
) -> dict[str, float]:
    """Exact-span F1 of each role, of each entity type and of all entities, and accuracy of parts of speech, in per
    cent. `chains` tell by head how tags follow each other."""
    counts = {name: np.zeros(3) for name in (*ROLES, *ENTITIES)}
    tags = np.zeros(2)
    ordered = sorted(held, key=lambda e: len(e.window.ids))
    for at in range(0, len(ordered), batch):
        examples = ordered[at : at + batch]
        for example, outputs in zip(examples, predict([e.window for e in examples]), strict=True):
            scores = dict(zip(HEADS, outputs, strict=True))
            for head, names in (("roles", ROLES), ("entities", ENTITIES)):
                _count(scores[head], example.labels[head], names, counts, (chains or {}).get(head))
            gold = np.array(example.labels["upos"])
            right = (scores["upos"].argmax(-1) == gold) & (gold != IGNORE)
            tags += right.sum(), (gold != IGNORE).sum()
    counts["entities"] = sum((counts[name] for name in ENTITIES), np.zeros(3))
    result = {n: round(200 * float(c[0] / max(1, c[1] + c[2])), 1) for n, c in counts.items()}
    return result | {"upos": round(100 * float(tags[0] / max(1, tags[1])), 1)}


def _count(
    scores: NDArray[np.float32],
    gold_tags: Sequence[int],
    names: Sequence[str],
    counts: dict[str, NDArray[np.float64]],
    chain: Transitions | None,
) -> None:
    if IGNORE in gold_tags:
        return
    path = viterbi(scores[None], [len(gold_tags)], chain)[0].tolist()
    gold, guess = set(spans_of(gold_tags, names)), set(spans_of(path, names))
    for name in names:
        own, found = ({s for s in side if s[2] == name} for side in (gold, guess))
        counts[name] += len(own & found), len(own), len(found)


def onnx_predictor(model: Path) -> Predict:
    """A predictor that runs a stored ONNX encoder as parsing does, window by window."""
    session = open_session(model)
    return lambda windows: [run_window(session, window) for window in windows]


def onnx_chains(model: Path) -> dict[str, Transitions]:
    """How tags follow each other, as a stored ONNX encoder says."""
    return read_transitions(open_session(model))
