"""`quotetrack extract`: every form of output, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Run

pytestmark = pytest.mark.usefixtures("fake_extraction")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(STORY.replace("\n", "\r\n").encode())
    return path


def test_jsonl_is_the_contract_and_offsets_hold_on_the_file(run: Run, story: Path) -> None:
    result = run("extract", "--format", "jsonl", story)
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    text = story.read_bytes().decode()
    assert list(found) == [
        "article", "id", "kind", "act", "text", "content", "cue", "source", "speaker", "joint", "via", "parent",
        "depth", "closed", "confidence", "trace",
    ]  # fmt: skip
    assert list(found["speaker"]) == ["name", "kind", "mention", "role", "affiliations", "claims"]
    assert [text[start:end] for start, end in found["content"]] == ["We have waited long enough for the harbour."]
    assert found["article"] == str(story) and result.exit_code == 0 and result.stderr == ""


def test_json_is_one_array(run: Run, story: Path) -> None:
    assert [q["speaker"]["name"] for q in json.loads(run("extract", "--format", "json", story).stdout)] == [
        "Dora Finch"
    ]


def test_json_of_nothing_is_an_empty_array(run: Run) -> None:
    assert json.loads(run("extract", "--format", "json", "-", input="Nobody spoke.").stdout) == []


def test_csv_has_a_column_for_everything_but_the_trace(run: Run, story: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("extract", "--format", "csv", story).stdout))
    assert row["text"] == "We have waited long enough for the harbour."
    assert (row["speaker_name"], row["speaker_affiliations"]) == ("Dora Finch", "Norbury Council")
    assert json.loads(row["content"]) and "trace" not in row


def test_text_is_a_block_a_quotation(run: Run, story: Path) -> None:
    lines = run("extract", story).stdout.splitlines()
    assert lines[2:4] == ["  Dora Finch, leader, Norbury Council", "    “We have waited long enough for the harbour.”"]
    assert "direct · cue “said” · 90% sure · at " in lines[4] and lines[6] == "1 quotation"


def test_html_is_one_page(run: Run, story: Path) -> None:
    page = run("extract", "--format", "html", story).stdout
    assert page.startswith("<!DOCTYPE html>") and "Dora Finch · leader, Norbury Council · direct · 90% sure" in page


def test_standard_input(run: Run) -> None:
    assert json.loads(run("extract", "--format", "jsonl", "-", input=STORY).stdout)["article"] == "-"


def test_a_bad_article_is_named_and_the_rest_goes_on(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff")
    (tmp_path / "broken.txt").write_text("BROKEN", encoding="utf-8")
    result = run("extract", "--format", "jsonl", tmp_path / "missing.txt", tmp_path)
    assert len(result.stdout.splitlines()) == 1 and result.exit_code == 1
    missing, bad, broken = result.stderr.splitlines()
    assert missing.startswith("Error: ") and "missing.txt: no such file or directory" in missing
    assert "bad.txt: not UTF-8" in bad
    assert "broken.txt: ValueError: a fault for the test (this is a fault of quotetrack" in broken


def test_a_warning_is_no_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: soon\n---\n{STORY}", encoding="utf-8")
    result = run("extract", "--format", "jsonl", tmp_path)
    assert result.exit_code == 0 and result.stderr.startswith("Warning: ") and result.stdout


def test_the_parser_is_loaded_only_for_something_to_parse(run: Run, fake_extraction: list[str]) -> None:
    assert run("extract", "missing.txt").exit_code == 1
    assert fake_extraction == []


def test_another_package(run: Run, story: Path, fake_extraction: list[str]) -> None:
    run("extract", "--package", "combined", story)
    assert fake_extraction == ["combined"]


@pytest.mark.parametrize("words", [(), ("--format", "xml", "a.txt"), ("--input-format", "pdf", "a.txt"), ("--no", "a")])
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    result = run("extract", *words)
    assert result.exit_code == 2 and result.stderr.startswith("Usage: ")
