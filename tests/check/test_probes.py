"""Questions of one sentence each by somebody who set out to break the check: how many come out as an editor wishes.

They were written without a look at the rules and then used to mend them, so the floors hold what is reached and are no
measure of other articles. With -s those that come out otherwise are printed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotetrack import verify

PROBES = Path(__file__).parent / "probes.jsonl"
FLOORS = {True: 0.96, False: 0.92}
"""Shares of the changed questions that fail, and of the fair ones that do not. They may only be raised."""


def probes() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PROBES.read_text(encoding="utf-8").splitlines()]


def is_as_wished(probe: dict[str, Any]) -> bool:
    return verify(probe["text"], probe["asked"], spoken=probe.get("spoken", False)).fails is probe["fails"]


@pytest.mark.parametrize("fails", [True, False], ids=["changed", "fair"])
def test_as_many_come_out_as_wished_as_before(fails: bool) -> None:
    asked = [probe for probe in probes() if probe["fails"] is fails]
    missed = [probe for probe in asked if not is_as_wished(probe)]
    for probe in missed:
        print(f"{probe['kind']}: {probe['asked']!r} of {probe['text']!r}")
    share = 1 - len(missed) / len(asked)
    print(f"{share:.1%} of {len(asked)}")
    assert share >= FLOORS[fails]


def test_there_are_probes_of_both_kinds() -> None:
    asked = probes()
    assert len(asked) > 400 and 100 < sum(not probe["fails"] for probe in asked) < 300
