"""`quotetrack dedupe` and `speakers --duplicates`: what is joined, what is asked, what is said about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrack.store import open_store
from tests.cli.conftest import Run
from tests.store.contents import contents_of


def test_a_line_says_what_was_done(run: Run, desk: Path) -> None:
    result = run("dedupe", desk)
    waiting = f"1 question waits: `quotetrack review {desk}`"
    assert result.stdout == f"6 names compared: 1 speaker joined to others, {waiting}\n"
    assert (result.stderr, result.exit_code) == ("", 0)


def test_the_second_time_nothing_is_new(run: Run, desk: Path) -> None:
    run("dedupe", desk)
    assert run("dedupe", desk).stdout.startswith("0 names compared: 0 speakers joined")
    assert run("dedupe", desk, "--all").stdout.startswith("6 names compared: 0 speakers joined")


def test_a_dry_run_tells_why_and_changes_nothing(run: Run, desk: Path) -> None:
    with open_store(desk, readonly=True) as store:
        before = contents_of(store)
    shown = run("dedupe", desk, "--dry-run").stdout
    joined, asked = shown.split("Would ask whether they are one")
    assert "1.00  Bob Lennox and Robert Lennox" in joined and "R. Lennox" not in joined
    assert "forms of one given" in joined
    assert "R. Lennox and Robert Lennox" in asked and "R. may stand for Robert" in asked
    assert "1 speaker would be joined to others, 2 questions would be asked; nothing was changed." in asked
    with open_store(desk, readonly=True) as store:
        assert contents_of(store) == before


def test_as_json(run: Run, desk: Path) -> None:
    found = json.loads(run("dedupe", desk, "--dry-run", "--format", "json").stdout)
    assert found["dry_run"] and found["names"] == 6 and found["speakers_before"] - found["speakers_after"] == 1
    assert found["would_join"][0]["left_name"] == "Bob Lennox" and found["would_join"][0]["score"] >= 0.8
    assert sorted(pair["right_name"] for pair in found["would_ask"]) == ["R. Lennox", "Robert Lennox"]
    assert json.loads(run("dedupe", desk, "--format", "json").stdout)["questions"] == 1


def test_what_was_judged_different_is_not_joined(run: Run, desk: Path) -> None:
    run("dedupe", desk)
    run("split", desk, "Bob Lennox", "--name", "Robert Lennox")
    assert "0 speakers joined" in run("dedupe", desk, "--all").stdout
    names = [row["name"] for row in json.loads(run("speakers", desk, "lennox", "--format", "json").stdout)]
    assert sorted(names) == ["Bob Lennox", "R. Lennox", "Robert Lennox"]


def test_pairs_that_may_be_one(run: Run, desk: Path) -> None:
    run("dedupe", desk)
    lines = run("speakers", desk, "--duplicates").stdout.splitlines()
    assert lines[0] == "  0.65  Bob Lennox (#1) and R. Lennox (#3)"
    assert lines[1].strip().startswith("both are named Lennox")
    (pair,) = json.loads(run("speakers", desk, "--duplicates", "--format", "json").stdout)
    assert (pair["left_name"], pair["right_name"], pair["held_back"]) == ("Bob Lennox", "R. Lennox", False)
    assert run("speakers", desk, "--duplicates", "--offset", "1").stderr == "No pairs found.\n"


@pytest.mark.parametrize("words", [("--duplicates", "--kind", "person"), ("--duplicates", "--sort", "name")])
def test_duplicates_take_no_filter(run: Run, desk: Path, words: tuple[str, ...]) -> None:
    assert run("speakers", desk, *words).exit_code == 2


@pytest.mark.parametrize("command", ["dedupe", "review", "undo", "judgements", "people"])
def test_a_store_that_is_not_there(run: Run, tmp_path: Path, command: str) -> None:
    result = run(command, tmp_path / "nowhere.db")
    assert result.exit_code == 1 and "no such store" in result.stderr and not (tmp_path / "nowhere.db").exists()
