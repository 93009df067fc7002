"""Texts whose rule earned nothing and is gone: no result is asked of them but a sound one.

A line of retired.jsonl tells the rule and its module (as they were called), the text or the marked-up input, and what
the rule made of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from quotetrack.quotations.find import extract_drafts
from tests.quotations.builders import reading

RETIRED = [json.loads(line) for line in Path(__file__).with_name("retired.jsonl").read_text("utf-8").splitlines()]


def _ids(form: str) -> Iterator[Any]:
    for at, case in enumerate(RETIRED):
        if form in case:
            yield pytest.param(case[form], id=f"{case['rule']}-{at}")


@pytest.mark.parametrize("text", _ids("text"))
def test_a_text_still_gives_spans_within_it(
    text: str, quotations_of: Callable[[str], Sequence[Mapping[str, Any]]]
) -> None:
    for quoted in quotations_of(text):
        spans = [*quoted["content"], *(quoted["cue"] or ()), *(quoted["source"] or ())]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize("markup", _ids("markup"))
def test_marked_up_input_still_gives_drafts_within_it(markup: str) -> None:
    read = reading(markup)
    for draft in extract_drafts(read):
        assert all(read.slice(span).strip() for span in (*draft.pieces, *draft.cue, *draft.source))
