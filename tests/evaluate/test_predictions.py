"""What was found as a file: ours out and in again, other tools' in, slips told."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import InputError, QuotetrackError
from quotetrack.evaluate import predictions
from quotetrack.evaluate.attributions import said
from quotetrack.evaluate.gold import Gold, GoldArticle, LinkedSpans
from quotetrack.evaluate.report import evaluate
from quotetrack.records import Quotation, Span
from tests.store import builders

TEXT = "“I like pie and cake,” the tall man said. Ann Poe said she left the house early."
ARTICLES = [
    GoldArticle(doc, TEXT, (LinkedSpans((Span(0, 22),), (Span(36, 40),), (Span(23, 35),)),)) for doc in ("one", "two")
]
FOUND = builders.said(
    TEXT, "“I like pie and cake,”", "Ann Poe", mention="the tall man", role="mayor", affiliations=("Dray Council",)
)
ROW: dict[str, Any] = {"content": [[0, 22]], "cue": [[36, 40]], "source": [[23, 35]], "speaker": "Ann Poe"}


def read(folder: Path, *rows: Any) -> tuple[dict[str, list[Quotation]], list[str]]:
    told: list[str] = []
    path = folder / "found.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    extracted = predictions.read(path, ARTICLES, told.append)
    assert (extracted.name, extracted.kind) == ("found.jsonl", "predictions")
    return extracted.quotations, told


def test_ours_come_back_as_they_were(tmp_path: Path) -> None:
    inner = builders.said(TEXT, "pie", parent=FOUND)
    title = replace(builders.said(TEXT, "cake"), act="not_speech")
    predictions.write(tmp_path / "ours.jsonl", {"one": [FOUND, inner, title], "two": []})
    back = predictions.read(tmp_path / "ours.jsonl", ARTICLES, pytest.fail)
    (quotation,) = back.quotations["one"]
    assert said([quotation]) == said([FOUND, inner, title])
    given, own = quotation.attribution, FOUND.attribution
    assert (given.name, given.speaker.kind, given.speaker.role, given.speaker.affiliations, given.confidence) == (
        own.name, own.speaker.kind, own.speaker.role, own.speaker.affiliations, own.confidence,
    )  # fmt: skip
    assert back.quotations["two"] == []


def test_a_report_on_predictions_tells_no_speed(tmp_path: Path) -> None:
    predictions.write(tmp_path / "ours.jsonl", {"one": [FOUND], "two": [FOUND]})
    result = evaluate(
        Gold(ARTICLES, "a corpus"), predictions.read(tmp_path / "ours.jsonl", ARTICLES, pytest.fail), "today"
    )
    assert result["predictions"] == "ours.jsonl" and not {"pack", "words_per_cpu_second"} & result.keys()
    assert result["attributions"]["direct"]["scores"]["attribution"]["f1"] == 100.0


def test_the_least_that_is_needed(tmp_path: Path) -> None:
    found, _ = read(tmp_path, {"doc": "one", "attributions": [{"content": [[24, 35], [0, 5]]}]})
    ((quotation,), rest) = found.values()
    assert quotation.content == (Span(0, 5), Span(24, 35)) and rest == []
    assert (quotation.attribution.cue, quotation.attribution.source, quotation.attribution.speaker.kind) == (
        (),
        (),
        "unknown",
    )
    assert isnan(quotation.attribution.confidence)


@pytest.mark.parametrize(
    ("row", "kind"),
    [({"speaker": "Ann Poe"}, "person"), ({"kind": "unnamed"}, "unnamed"), ({"speaker": "", "kind": None}, "unknown")],
)
def test_the_kind_goes_by_the_name_where_none_is_given(tmp_path: Path, row: dict[str, Any], kind: str) -> None:
    found, _ = read(tmp_path, {"doc": "one", "attributions": [{"content": [[0, 5]], **row}]})
    assert found["one"][0].attribution.speaker.kind == kind


def test_an_article_without_a_line_is_one_in_which_nothing_was_found(tmp_path: Path) -> None:
    found, told = read(tmp_path, {"doc": "two", "attributions": [ROW]})
    assert [(doc, len(own)) for doc, own in found.items()] == [("one", 0), ("two", 1)]
    (line,) = told
    assert "1 of 2 articles have no line" in line
    assert read(tmp_path, *({"doc": doc, "attributions": []} for doc in ("one", "two")))[1] == []


def row(**changes: Any) -> dict[str, Any]:
    return {"doc": "one", "attributions": [ROW, ROW | changes]}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([{"doc": "three", "attributions": []}], "found.jsonl:1: 'three' is no article of the gold file"),
        ([{"doc": ["one"], "attributions": []}], "is no article of the gold file"),
        ([row(), row()], "found.jsonl:2: one is there twice"),
        ([{"doc": "one"}], "it has doc (a line has doc and attributions)"),
        ([{"doc": "one", "attributions": [], "quotes": []}], "a line has doc and attributions"),
        ([{"doc": "one", "attributions": {}}], "a line has doc and attributions"),
        ([[1]], "not a JSON object"),
        ([row(content=[])], "found.jsonl:1, attribution 1: no content"),
        ([{"doc": "one", "attributions": ["said"]}], "attribution 0: no content"),
        ([row(sources=[[0, 1]])], "'sources' is no field"),
        ([row(content=[[0, 81]])], "attribution 1, content: [0, 81] is no span of the text"),
        ([row(content=[[5, 5]])], "is no span"),
        ([row(cue=[[-1, 5]])], "attribution 1, cue: [-1, 5] is no span"),
        ([row(source=[[0.0, 5.0]])], "is no span"),
        ([row(source=[True, 5])], "is no span"),
        ([row(source=[0, 5])], "0 is no span"),
        ([row(cue="said")], "a role is a list of spans, or null"),
        ([row(speaker=["Ann Poe"])], "speaker is ['Ann Poe'] (it is text or null)"),
        ([row(kind="woman")], "kind is 'woman'"),
        ([row(affiliations="Dray Council")], "it is a list of names"),
        ([row(confidence=95)], "confidence is 95 (it is from 0 to 1, or null)"),
        ([row(confidence=True)], "confidence is True"),
        ([row(confidence="0.9")], "confidence is '0.9'"),
    ],
)
def test_slips_are_told_with_their_place(tmp_path: Path, rows: list[Any], told: str) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, *rows)
    assert told in str(raised.value)


@pytest.mark.parametrize("content", [b'{"doc": "one"', b"\xff\n"])
def test_a_file_that_is_no_json_lines(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "found.jsonl").write_bytes(content)
    with pytest.raises(InputError, match="no JSON lines in UTF-8"):
        predictions.read(tmp_path / "found.jsonl", ARTICLES, pytest.fail)


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        predictions.read(tmp_path / "none.jsonl", ARTICLES, pytest.fail)
    with pytest.raises(QuotetrackError, match="cannot be written"):
        predictions.write(tmp_path / "none" / "a.jsonl", {})
