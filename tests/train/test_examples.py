"""Scores of an encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from quotetrack.parse.features import Window
from quotetrack.parse.labels import HEADS
from quotetrack.train.examples import IGNORE, Example, score_encoder

# Two windows: ids of pieces, of which the first and the last are special.
LONG = Example(
    Window((101, 1, 2, 3, 102), (0,) * 5, (0, 1, 2), (1, 2, 3)),
    {"roles": (1, 2, 3), "entities": (1, 0, 0), "upos": (11, IGNORE, 15)},
)
SHORT = Example(Window((101, 4, 102), (0,) * 3, (0,), (1,)), {"roles": (3,), "entities": (IGNORE,), "upos": (IGNORE,)})
RIGHT = {1: (1, 1, 11), 2: (2, 0, 0), 3: (3, 0, 15), 4: (3, 5, 0)}


def predict(tags: dict[int, tuple[int, ...]]) -> Any:
    def run(batch: Sequence[Window]) -> list[list[Any]]:
        return [
            [np.eye(width)[column] for width, column in zip(HEADS.values(), columns(w), strict=True)] for w in batch
        ]

    def columns(window: Window) -> list[list[int]]:
        return [[tags.get(window.ids[at], (0, 0, 0))[head] for at in window.heads] for head in range(len(HEADS))]

    return run


def test_what_is_right_scores_a_hundred() -> None:
    scores = score_encoder(predict(RIGHT), [LONG, SHORT])
    assert (scores["source"], scores["cue"], scores["PERSON"], scores["upos"]) == (100, 100, 100, 100)
    assert scores["content"] == 0, "there was none to find"


def test_half_a_span_is_wrong() -> None:
    scores = score_encoder(predict(RIGHT | {2: (0, 0, 0)}), [LONG, SHORT])
    assert (scores["source"], scores["cue"]) == (0, 100)


def test_what_was_missed_costs_recall_only() -> None:
    scores = score_encoder(predict(RIGHT | {4: (0, 0, 0)}), [LONG, SHORT])
    assert scores["cue"] == 66.7
