"""`quotetrack ingest`: the summary, failures named at the end, exit statuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from quotetrack.store import open_store
from tests.cli.conftest import STORY, Run

pytestmark = pytest.mark.usefixtures("fake_extraction")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"text": f"{STORY}Again."}) + "\n", encoding="utf-8")
    return folder


def test_one_line_says_what_was_done(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("ingest", tmp_path / "n.db", folder)
    added = f"{tmp_path / 'n.db'}: 2 articles added with 2 quotations, 0 already there, 0 failed\n"
    assert (result.stdout, result.stderr, result.exit_code) == (added, "", 0)


def test_names_that_are_surely_one_are_joined(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").write_text(STORY.replace("Dora Finch", "Dora J. Finch"), encoding="utf-8")
    result = run("ingest", tmp_path / "n.db", folder)
    assert result.stdout.splitlines()[1] == f"{tmp_path / 'n.db'}: 1 speaker joined to others, no question waits."
    assert run("speakers", tmp_path / "n.db").stdout.count("Finch") == 1


def test_the_same_again_adds_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "n.db", folder)
    result = run("ingest", tmp_path / "n.db", folder)
    assert "0 articles added with 0 quotations, 2 already there, 0 failed" in result.stdout and result.exit_code == 0


def test_failures_are_named_at_the_end_and_the_rest_is_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\xff")
    (folder / "broken.txt").write_text("BROKEN", encoding="utf-8")
    with (folder / "b.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("no json\n" + json.dumps({"text": "She said “yes”.", "published": "soon"}) + "\n")
    result = run("ingest", tmp_path / "n.db", folder)
    assert result.exit_code == 1
    assert "3 articles added with 3 quotations, 0 already there, 3 failed" in result.stdout
    assert "b.jsonl:2: no valid JSON" in result.stderr and "bad.txt: not UTF-8" in result.stderr
    assert "broken.txt: ValueError: a fault for the test" in result.stderr
    assert f"Warning: {folder / 'b.jsonl'}:3: date left out" in result.stderr


def test_nothing_to_read_makes_no_store(run: Run, tmp_path: Path) -> None:
    result = run("ingest", tmp_path / "n.db", tmp_path / "missing.txt")
    assert result.exit_code == 1 and "no such file" in result.stderr and not (tmp_path / "n.db").exists()


def test_the_run_is_stamped_with_its_command(run: Run, folder: Path, tmp_path: Path) -> None:
    run("ingest", tmp_path / "n.db", folder)
    with open_store(tmp_path / "n.db", readonly=True) as store:
        (row,) = store.rows("SELECT command, articles, quotations FROM runs")
    assert row["command"].startswith("quotetrack") and (row["articles"], row["quotations"]) == (2, 2)


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("news", "a directory, not a database file"),
        ("nowhere/n.db", "does not exist"),
        ("news/a.txt", "not a database"),
    ],
)
def test_a_place_that_cannot_be_a_store(run: Run, folder: Path, database: str, said: str) -> None:
    copy = folder.parent / "copy.txt"
    shutil.copy(folder / "a.txt", copy)
    result = run("ingest", folder.parent / database, copy)
    assert result.exit_code == 1 and result.stderr.startswith("Error: ") and said in result.stderr


def test_other_models_are_passed_on(run: Run, folder: Path, tmp_path: Path, fake_extraction: list[str]) -> None:
    run("ingest", "--package", "combined", tmp_path / "n.db", folder)
    assert fake_extraction == ["combined"]


@pytest.mark.parametrize("words", [(), ("n.db",), ("n.db", "a.txt", "--jobs", "0")])
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    assert run("ingest", *words).exit_code == 2
