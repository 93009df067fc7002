"""`merge`, `split`, `undo` and `judgements`: what a person decides, lists, carries elsewhere and takes back."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from quotetrack.store import open_store
from tests.cli.conftest import Run
from tests.store.contents import contents_of


@pytest.fixture
def desk(run: Run, desk: Path) -> Path:
    """The store with its names compared."""
    run("dedupe", desk)
    return desk


def contents(path: Path) -> dict[str, Any]:
    """What the store holds, judgements left out."""
    with open_store(path, readonly=True) as store:
        return {table: rows for table, rows in contents_of(store).items() if table != "judgements"}


def test_merge_says_what_became_of_it_and_undo_gives_it_back(run: Run, desk: Path) -> None:
    before = contents(desk)
    merged = run("merge", desk, "Ina Voss", "#3", "--by", "dora", "--note", "same voice")
    assert merged.stdout == (
        "Ina Voss (#6) and R. Lennox (#3) are one speaker now: #3 Ina Voss (2 quotations). "
        f"Undo: `quotetrack undo {desk}`\n"
    )
    assert contents(desk) != before
    undone = run("undo", desk, "--by", "bo").stdout
    assert "Ina Voss and R. Lennox are one (dora, " in undone
    assert undone.endswith("They are #3 R. Lennox (1 quotation) and #6 Ina Voss (1 quotation) now.\n")
    assert contents(desk) == before


def test_split_lists_what_there_is(run: Run, desk: Path) -> None:
    shown = run("split", desk, "Ana Ruiz").stdout
    assert "#4 Ana Ruiz (2 quotations). It is made of:" in shown
    assert "2024-03-01" in shown and "The Morning Lamp · Pier" in shown
    assert f"`quotetrack split {desk} '#4' --article ID`" in shown
    assert "and 1 more: --limit 2 lists all" in run("split", desk, "Ana Ruiz", "--limit", "1").stdout


def test_split_by_article_and_undo(run: Run, desk: Path) -> None:
    before = contents(desk)
    shown = run("split", desk, "Ana Ruiz", "--article", "5").stdout
    assert shown.startswith("Ana Ruiz (#4) is two speakers now: #4 Ana Ruiz (1 quotation) and #")
    listed = run("judgements", desk).stdout
    assert "Ana Ruiz in “Budget” and Ana Ruiz in “Pier” are two (" in listed
    run("undo", desk)
    assert contents(desk) == before


def test_split_by_name(run: Run, desk: Path) -> None:
    shown = run("split", desk, "Bob Lennox", "--name", "Robert Lennox").stdout
    assert "two speakers now: #1 Robert Lennox (1 quotation) and #2 Bob Lennox (1 quotation)" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge", "{desk}", "Lennox", "Ina Voss"), "'Lennox' may be any of these"),
        (("merge", "{desk}", "Ina Voss", "#6"), "these are one already"),
        (("merge", "{desk}", "Nobody Here", "#6"), "Nobody called 'Nobody Here'"),
        (("split", "{desk}", "Ina Voss", "--article", "6"), "nothing would be left"),
        (("split", "{desk}", "Ina Voss", "--name", "Dora"), "Nothing of this speaker goes by, or stands in, 'Dora'"),
        (("undo", "{desk}", "77"), "There is no judgement 77 to undo"),
        (("undo", "{desk}"), "There is nothing to undo"),
        (("judgements", "{desk}", "--import", "nowhere.csv"), "nowhere.csv: no such file"),
        (("judgements", "{desk}", "--export", "list.txt"), "neither .csv nor .jsonl"),
        (("judgements", "{desk}", "--export", "nowhere/list.csv"), "cannot be written"),
    ],
)
def test_errors_say_what_and_change_nothing(run: Run, desk: Path, words: tuple[str, ...], said: str) -> None:
    before = contents(desk)
    result = run(*(word.format(desk=desk) for word in words))
    assert result.exit_code == 1 and result.stdout == "" and result.stderr.startswith("Error: ")
    assert said in result.stderr and contents(desk) == before


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "{desk}", "Ina Voss"),
        ("merge", "{desk}", "Ina Voss", "#3", "--by", "rule"),
        ("merge", "{desk}", "Ina Voss", "#3", "--by", " "),
        ("undo", "{desk}", "last"),
        ("split", "{desk}", "Ina Voss", "--article", "one"),
        ("judgements", "{desk}", "--export", "a.csv", "--import", "b.csv"),
        ("judgements", "{desk}", "--export", "a.csv", "--rules"),
    ],
)
def test_wrong_usage(run: Run, desk: Path, words: tuple[str, ...]) -> None:
    assert run(*(word.format(desk=desk) for word in words)).exit_code == 2


def test_a_merge_against_a_judgement_is_refused_with_the_way_out(run: Run, desk: Path) -> None:
    run("split", desk, "Bob Lennox", "--name", "Robert Lennox", "--by", "dora")
    result = run("merge", desk, "Bob Lennox", "Robert Lennox")
    assert result.exit_code == 1 and "contradicts earlier judgements" in result.stderr
    assert "are different (dora, " in result.stderr and "quotetrack undo" in result.stderr


def test_judgements_are_listed(run: Run, desk: Path) -> None:
    assert run("judgements", desk).stderr == "No judgements.\n"
    run("merge", desk, "Ina Voss", "R. Lennox", "--by", "dora", "--note", "same voice")
    lines = run("judgements", desk).stdout.splitlines()
    assert "Ina Voss and R. Lennox are one (dora, " in lines[0] and lines[1].strip() == "same voice"
    assert "Bob Lennox and Robert Lennox are one (the rules, 1.00" in run("judgements", desk, "--rules").stdout
    rows = run("judgements", desk, "--rules", "--speaker", "Bob Lennox", "--format", "jsonl").stdout.splitlines()
    assert {json.loads(row)["decided_by"] for row in rows} == {"rule"}


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_judgements_travel_by_file(run: Run, desk: Path, tmp_path: Path, suffix: str) -> None:
    file, other = tmp_path / f"judged{suffix}", tmp_path / "other.db"
    shutil.copy(desk, other)
    run("merge", desk, "Ina Voss", "R. Lennox", "--by", "dora", "--note", "same, “voice”\nin both")
    run("split", desk, "Ana Ruiz", "--article", "5")
    run("undo", desk)
    assert run("judgements", desk, "--export", file).stdout == f"{file}: 2 judgements written\n"
    taken = run("judgements", other, "--import", file)
    assert (taken.stdout, taken.exit_code) == (f"{file}: 2 judgements added, 0 already there\n", 0)
    assert contents(other) == contents(desk)
    assert "0 judgements added, 2 already there" in run("judgements", other, "--import", file).stdout
    back = tmp_path / f"back{suffix}"
    run("judgements", other, "--export", back)
    assert back.read_bytes() == file.read_bytes(), "the same in every store"


def test_a_new_judgement_is_one_more_line(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    run("merge", desk, "Ina Voss", "R. Lennox")
    run("judgements", desk, "--export", file)
    before = file.read_text(encoding="utf-8").splitlines()
    run("merge", desk, "Ana Ruiz", "Owen Pike")
    run("judgements", desk, "--export", file)
    after = file.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before) + 1 and set(before) <= set(after)


def exported(run: Run, desk: Path, path: Path) -> list[dict[str, str]]:
    """The rows of a file with one judgement."""
    run("merge", desk, "Ina Voss", "R. Lennox")
    run("judgements", desk, "--export", path)
    run("undo", desk)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """A CSV file of these rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "perhaps"}, "judged.csv:2: 'perhaps' is no verdict"),
        ({"left_name": ""}, "judged.csv:2: no left_name"),
        ({"decided_by": "rule"}, "judged.csv:2: decided by 'rule'"),
        ({"action": "first"}, "judged.csv:2: action 'first' is no number"),
    ],
)
def test_a_line_that_is_no_judgement(run: Run, desk: Path, tmp_path: Path, change: dict[str, str], said: str) -> None:
    file = tmp_path / "judged.csv"
    rows = exported(run, desk, file)
    write(file, [row | change for row in rows])
    before = contents(desk)
    result = run("judgements", desk, "--import", file)
    assert result.exit_code == 1 and said in result.stderr and contents(desk) == before


def test_somebody_who_is_not_here_is_left_out_and_told(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    (row,) = exported(run, desk, file)
    write(file, [row, row | {"left_name": "Dora\x1b[2J Finch"}])
    result = run("judgements", desk, "--import", file)
    assert result.exit_code == 1 and "0 judgements added, 1 already there, 1 left out" in result.stdout
    assert "judged.csv:3: Dora" in result.stderr and "\x1b" not in result.stderr


def test_what_contradicts_is_kept_and_told(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "judged.csv"
    (row,) = exported(run, desk, file)
    same = row | {"undone_by": "", "undone_at": "", "created_at": "2024-01-01T00:00:00+00:00"}
    write(file, [same, same | {"verdict": "different", "decided_by": "bo"}])
    result = run("judgements", desk, "--import", file)
    assert result.exit_code == 1 and "2 judgements added" in result.stdout
    assert "but " in result.stdout and "Ina Voss and R. Lennox are two (bo, 2024-01-01)" in result.stdout
    assert "quotetrack undo" in result.stdout
    told = run("dedupe", desk).stdout
    assert "stand against one another" in told and "are two (bo, 2024-01-01)" in told


def test_a_store_that_cannot_be_written(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.read_bytes()
    with open_store(desk) as held, held.writing():
        monkeypatch.setattr("quotetrack.store.database.BUSY_SECONDS", 0.1)
        result = run("merge", desk, "Ina Voss", "R. Lennox")
    assert result.exit_code == 1 and "locked by another program" in result.stderr
    assert desk.read_bytes() == before


def test_names_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    from tests.store.builders import article, said

    path = tmp_path / "a.db"
    with open_store(path, create=True) as opened:
        number = opened.start_run()
        for at, name in enumerate(("Al\x1b[2J Bo", "Al Bo\x07 Cy", "Al\x1b[1m")):
            text = f"{name} said “go {at}”."
            opened.save_article(article(text, title="T\x1b[1m"), [said(text, f"go {at}", name, mention=name)], number)
    everything = ""
    for words in (
        ("dedupe",), ("dedupe", "--all", "--dry-run"), ("speakers", "--duplicates"), ("split", "#1"),
        ("merge", "#1", "#2", "--note", "x\x1b[2Jy"), ("judgements", "--rules"), ("speaker", "#1", "--why"),
        ("speaker", "Al"), ("undo",),
    ):  # fmt: skip
        result = run(words[0], path, *words[1:])
        assert "Traceback" not in result.stderr
        everything += result.stdout + result.stderr
    everything += run("review", path, input="o\n").stdout
    assert "Al" in everything and "\x1b" not in everything and "\x07" not in everything
