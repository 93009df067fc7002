"""Confidence in bins, and how far it is from what is right."""

from __future__ import annotations

from math import nan

from quotetrack.evaluate.figures import calibration, calibration_table


def test_calibration() -> None:
    got = calibration([(1.0, True), (0.9, True), (0.3, False), (0.35, True), (0.3, False), (0.25, False)])
    assert got["bins"] == [
        {"from": 0.2, "n": 1, "confidence": 25.0, "right": 0.0},
        {"from": 0.3, "n": 3, "confidence": 31.7, "right": 33.3},
        {"from": 0.9, "n": 2, "confidence": 95.0, "right": 100.0},
    ]
    assert got["expected_error"] == 6.7, "(25 + 3 * 1.67 + 2 * 5) / 6"
    assert calibration([(nan, True)]) == calibration([]) == {"bins": [], "expected_error": 0.0}
    shown = calibration_table(got, "quotations", "right")
    assert "| 0.3 to 0.4 | 3 | 31.7 | 33.3 |" in shown and shown.endswith("error: 6.7 %.")
