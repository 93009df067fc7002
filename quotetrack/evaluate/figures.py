"""Shares in per cent, precision and recall, and how often findings of each confidence are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any, NamedTuple

BINS = 10
"""The number of bins of equal width that confidences are sorted into."""


def ratio(part: float, whole: float) -> float:
    """`part` divided by `whole`; 0 where `whole` is 0."""
    return part / whole if whole else 0.0


def percent(share: float) -> float:
    """A share in per cent, to one decimal."""
    return round(100 * share, 1)


class Score(NamedTuple):
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)


def in_percent(given: Score) -> dict[str, float]:
    """Precision, recall and F1 in per cent, each to one decimal."""
    return {"precision": percent(given.precision), "recall": percent(given.recall), "f1": percent(given.f1)}


def calibration(answers: Sequence[tuple[float, bool]]) -> dict[str, Any]:
    """The mean confidence and the share that is right, in ten bins of equal width without the empty ones.

    `answers` are pairs of a confidence (0 to 1) and whether the answer is right; one with nan does not count. The
    expected calibration error is the mean difference of the two, weighted by the sizes of the bins (Naeini, Cooper and
    Hauskrecht 2015). All figures are in per cent.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in answers:
        if not isnan(confidence):
            bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    whole = sum(map(len, bins))
    rows, error = [], 0.0
    for at, inside in enumerate(bins):
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            error += abs(mean - share) * len(inside) / whole
            rows.append({"from": at / BINS, "n": len(inside), "confidence": percent(mean), "right": percent(share)})
    return {"bins": rows, "expected_error": percent(error)}


def calibration_table(found: Mapping[str, Any], what: str, right: str) -> str:
    """The figures of `calibration` as a table; `what` names the answers that are counted, and `right` what is right."""
    lines = [f"| confidence | {what} | mean, in per cent | {right}, in per cent |", "|---|---|---|---|"]
    for row in found["bins"]:
        edges = f"{row['from']:.1f} to {row['from'] + 1 / BINS:.1f}"
        lines.append(f"| {edges} | {row['n']} | {row['confidence']} | {row['right']} |")
    return "\n".join([*lines, "", f"Expected calibration error: {found['expected_error']} %."])
