"""docs/contract.md says what the program does: its example and its tables name the same fields."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .harness import Quoted

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
EXAMPLE: dict[str, Any] = json.loads(re.findall(r"(?s)```json\n(.*?)```", PAGE)[0])


def fields(heading: str) -> list[str]:
    """The names in the first column of the table under a heading."""
    section = PAGE.split(f"{heading}\n")[1].split("\n#")[0]
    return re.findall(r"(?m)^\| `(\w+)` \|", section)


def test_the_page_names_the_fields_that_are_printed(quotations_of: Callable[[str], Sequence[Quoted]]) -> None:
    [quoted] = quotations_of("“We will rebuild,” said Ana Ruiz.")
    assert fields("## Fields") == list(quoted) == list(EXAMPLE)
    assert fields("### `speaker`") == list(quoted["speaker"]) == list(EXAMPLE["speaker"])


def test_the_spans_of_the_example_slice_its_sample() -> None:
    text = (ROOT / EXAMPLE["article"]).read_bytes().decode("utf-8-sig")
    assert " ".join(text[start:end] for start, end in EXAMPLE["content"]) == EXAMPLE["text"]
    assert [text[start:end] for start, end in EXAMPLE["cue"]] == ["said"]
    assert [text[start:end] for start, end in EXAMPLE["source"]] == [EXAMPLE["speaker"]["mention"]]
