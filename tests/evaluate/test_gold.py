"""Annotated articles: read as they are, and what is none is told with its line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluate.gold import LinkedSpans, read_gold
from tests.evaluate.story import ARTICLE, TEXT


def write_gold(path: Path) -> Path:
    rows = [{role: getattr(a, role) for role in LinkedSpans._fields} for a in ARTICLE.attributions]
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"doc": "a", "text": TEXT, "attributions": rows}) + "\n")
    return path


def test_gold_is_read_as_it_is(tmp_path: Path) -> None:
    assert read_gold(write_gold(tmp_path / "dev.jsonl.gz")) == [ARTICLE]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"doc": "a"}, r"gold.jsonl:1: no annotated article: KeyError: 'text'"),
        ({"doc": "a", "text": "Yes.", "attributions": [{"content": []}]}, "KeyError: 'cue'"),
        (
            {"doc": "a", "text": "Yes.", "attributions": [{"content": [[0, 5]], "cue": [], "source": []}]},
            r"\[0, 5\] is outside of the text of a",
        ),
    ],
)
def test_a_line_that_is_no_article_is_told(tmp_path: Path, row: dict[str, Any], told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_gold(tmp_path / "gold.jsonl")


def test_an_article_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(2 * '{"doc": "a", "text": "", "attributions": []}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2: a is there twice"):
        read_gold(tmp_path / "gold.jsonl")
