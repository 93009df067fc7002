"""Speakers: which quotation a passage is, and when a name, a role and an affiliation are right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluate import speakers
from tests.evaluate.story import ARTICLE, LEFT, TEXT
from tests.store import builders

ROW: dict[str, Any] = {
    "doc": "a", "k": 1, "speech": True, "speaker": "Ann Poe", "kind": "person",
    "role": "mayor of Dray", "affiliation": ["Dray Council", "Pie Society"], "pronoun": False,
}  # fmt: skip
WORDS = TEXT[TEXT.index("she left") : -1]


def passage(tmp_path: Path, **changes: Any) -> speakers.Passage:
    (tmp_path / "gold.jsonl").write_text(json.dumps(ROW | changes) + "\n", encoding="utf-8")
    return speakers.read_passages(tmp_path / "gold.jsonl", [ARTICLE])[0]


def test_a_passage_is_that_attribution_of_the_article(tmp_path: Path) -> None:
    assert passage(tmp_path).content == LEFT.content


@pytest.mark.parametrize(
    ("gold", "kind", "name", "right"),
    [
        ("Ann Poe", "person", "Ann Poe", True),
        ("Ann Poe", "person", "Mrs. Ann B. Poe", True),
        ("Ann Poe", "person", "Poe", False),  # the article has more
        ("Poe", "person", "Ann Poe", True),
        ("Ann Poe", "person", "Bob Poe", False),
        ("Ann Poe", "person", None, False),
        ("Bob Roe; Ann Poe", "person", "Ann Poe", True),
        ("The Dray Council", "organization", "Dray Council's", True),
        ("Dray Council", "organization", "Council for Bell Harbour", True),  # one of two
        ("Dray Council", "organization", "Bell Harbour", False),
        (None, "unnamed", None, True),
        (None, "unnamed", "Ann Poe", False),
    ],
)
def test_when_a_name_is_right(tmp_path: Path, gold: str | None, kind: str, name: str | None, right: bool) -> None:
    found = builders.said(TEXT, WORDS, name).attribution
    assert speakers.is_right(passage(tmp_path, speaker=gold, kind=kind), found) is right


@pytest.mark.parametrize(("words", "found"), [("she left the house", True), ("she left", True), ("she", False)])
def test_the_quotation_of_a_passage_has_a_third_of_it(tmp_path: Path, words: str, found: bool) -> None:
    quotations = [builders.said(TEXT, "“I like pie and cake,”"), builders.said(TEXT, words)]
    got = speakers.find_quotation(passage(tmp_path), quotations)
    assert got == (quotations[1] if found else None)


def test_speaker_scores(tmp_path: Path) -> None:
    own = passage(tmp_path)
    passages = [
        own,
        replace(own, doc="b", pronoun=True),
        replace(own, doc="c", role=None),
        replace(own, doc="d", speech=False),
    ]
    poe = builders.said(TEXT, WORDS, "Ann Poe", role="Mayor", affiliations=("the Dray Council", "Bell Ltd", "Roe Ltd"))
    judged = speakers.judge(passages, {"a": [poe], "b": [builders.said(TEXT, WORDS)], "d": [poe]})
    got = speakers.speaker_scores(judged)
    assert got["found"] == {"percent": 66.7, "of": 3}
    assert got["name"] == {"percent": 33.3, "of": 3}
    assert got["name_of_pronoun"] == {"percent": 0.0, "of": 1}
    assert got["unknown"] == {"percent": 66.7, "of": 3}
    assert got["role"] == {"percent": 50.0, "of": 2}
    assert got["affiliations"] == {"precision": 33.3, "recall": 50.0, "f1": 40.0}
    assert got["not_speech_taken_for_speech"] == {"percent": 100.0, "of": 1}
    assert sum(row["n"] for row in got["calibration"]["bins"]) == 2, "what was not found has no confidence"
    assert "| name right | 33.3 | 3 |" in speakers.speaker_table(got)


@pytest.mark.parametrize("changes", [{"doc": "b"}, {"k": 2}, {"k": "1"}])
def test_a_passage_of_no_attribution_is_told(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl:1: no passage"):
        passage(tmp_path, **changes)
