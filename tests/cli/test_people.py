"""`quotetrack people`: a newsroom's own file of people, taken over, listed and written out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PEOPLE = """name,aliases,kind,organization,role,wikidata,viaf
Robert A. Lennox,Bob Lennox; R. Lennox;Robert Lennox,,Norbury Port; Harbour Trust,harbour master; patron,Q101,77
Owen Pike,,person,,senator,Q102,
Lowland Water Board,LWB,organization,,,,
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_all_names_of_an_entry_are_one_speaker(run: Run, desk: Path, file: Path) -> None:
    run("dedupe", desk)
    taken = run("people", desk, file)
    assert taken.stdout == f"{file}: 3 entries added, 0 changed, 0 as before, 0 removed; 2 speakers changed by it\n"
    assert (taken.stderr, taken.exit_code) == ("", 0)
    (row,) = json.loads(run("speakers", desk, "lennox", "--format", "json").stdout)
    assert row["name"] == "Robert A. Lennox" and row["quotations"] == 3
    assert row["identifiers"] == {"wikidata": "Q101", "viaf": "77"}
    assert "Nothing to review" in run("review", desk).stdout


def test_it_is_the_same_before_or_after_comparing(run: Run, desk: Path, file: Path) -> None:
    run("people", desk, file)
    assert "no question waits" in run("dedupe", desk).stdout
    (row,) = json.loads(run("speakers", desk, "lennox", "--format", "json").stdout)
    assert row["quotations"] == 3


def test_the_speaker_shows_ids_and_what_the_file_says(run: Run, desk: Path, file: Path) -> None:
    run("people", desk, file)
    shown = run("speaker", desk, "Q101").stdout
    assert shown.startswith("Robert A. Lennox, person, #1, viaf 77, wikidata Q101\n")
    assert "In the people file\n  harbour master, Norbury Port\n  patron, Harbour Trust\n" in shown
    found = json.loads(run("speaker", desk, "Bob Lennox", "--format", "json").stdout)
    assert found["filed"]["affiliations"][1] == {"organization": "Harbour Trust", "role": "patron"}


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds(run: Run, desk: Path, file: Path) -> None:
    run("people", desk, file)
    assert "0 added, 0 changed, 3 as before" in run("people", desk, file).stdout.replace("entries ", "")
    file.write_text(PEOPLE.replace("Owen Pike,,", "Owen Pike,O. Pike,") + "Ina Voss,,,,,Q103,\n", encoding="utf-8")
    assert "1 entry added, 1 changed, 2 as before, 0 removed" in run("people", desk, file).stdout


def test_replace_takes_entries_away_and_parts_what_they_joined(run: Run, desk: Path, file: Path) -> None:
    run("people", desk, file)
    file.write_text("name,wikidata\nOwen Pike,Q102\n", encoding="utf-8")
    assert "0 entries added, 1 changed, 0 as before, 2 removed" in run("people", desk, file, "--replace").stdout
    names = [row["name"] for row in json.loads(run("speakers", desk, "lennox", "--format", "json").stdout)]
    assert sorted(names) == ["Bob Lennox", "R. Lennox", "Robert Lennox"]


def test_listed(run: Run, desk: Path, file: Path) -> None:
    assert run("people", desk).stderr.startswith("No people file yet")
    run("people", desk, file)
    lines = run("people", desk).stdout.splitlines()
    assert lines[0].split() == ["name", "also", "ids", "speaker", "quotations"]
    assert lines[2].startswith("Lowland Water Board") and lines[4].split()[-2:] == ["#1", "3"]
    assert max(map(len, lines)) <= 80
    rows = [json.loads(line) for line in run("people", desk, "--format", "jsonl").stdout.splitlines()]
    assert rows[2]["aliases"] == ["Bob Lennox", "R. Lennox", "Robert Lennox"] and rows[2]["speaker_id"] == 1
    rows = list(csv.DictReader(io.StringIO(run("people", desk, "--format", "csv").stdout)))
    assert rows[2]["identifiers"] == "viaf:77; wikidata:Q101"


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_written_out_and_taken_over_again_it_is_the_same(
    run: Run, desk: Path, file: Path, tmp_path: Path, suffix: str
) -> None:
    run("people", desk, file)
    before = run("people", desk, "--format", "json").stdout
    out = tmp_path / f"out{suffix}"
    assert run("people", desk, "--export", out).stdout == f"{out}: 3 entries written\n"
    assert "0 entries added, 0 changed, 3 as before" in run("people", desk, out, "--replace").stdout
    assert run("people", desk, "--format", "json").stdout == before


def test_as_spreadsheets_write_it(run: Run, desk: Path, file: Path) -> None:
    """A byte order mark, CR LF, blank lines, blanks around headings."""
    text = PEOPLE.replace("name,aliases", "name , aliases").replace("\n", "\r\n") + ",,,,,,\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert "3 entries added" in run("people", desk, file).stdout


def test_a_name_that_two_entries_have_joins_nobody_and_is_told(run: Run, desk: Path, file: Path) -> None:
    file.write_text("name,aliases,wikidata\nRobert Lennox,R. Lennox,Q1\nRuth Lennox,R. Lennox,Q2\n", encoding="utf-8")
    result = run("people", desk, file)
    assert result.stderr == "Warning: several entries go by r lennox: that name joins nobody\n"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("p.csv", "name,kind\nA B,dog\n", "p.csv:2: 'dog' is no kind (choose person or organization)"),
        ("p.csv", "nom\nA B\n", "p.csv:1: no column 'name'"),
        ("p.csv", "name\nA B\n\na b\n", "p.csv:4: a b stands twice"),
        ("p.csv", "", "p.csv:1: no column 'name' (the first line names the columns; it has nothing)"),
        ("p.csv", "name,role\n ,x\n", "p.csv:2: no name"),
        ("p.csv", "name,role\nA B,x,y\n", "p.csv:2: more cells than columns"),
        ("p.csv", "name,role,role\nA B,x,y\n", "p.csv:1: two columns are called 'role'"),
        ("p.csv", 'name\n"A B\n', "no valid CSV"),
        ("p.csv", b"name\nJos\xe9 B\n", "p.csv: not UTF-8: byte 0xe9"),
        ("p.csv", b"\x00\x01", "p.csv:1: no column 'name'"),
        ("p.jsonl", '{"name": "A B"\n', "p.jsonl:1: no valid JSON"),
        ("p.jsonl", '["A B"]\n', "p.jsonl:1: not a JSON object"),
        ("p.jsonl", '{"name": "A B", "aliases": 5}\n', "p.jsonl:1: aliases is no list of names"),
        ("p.jsonl", '{"name": "A B", "affiliations": ["x"]}\n', "p.jsonl:1: affiliations is no list"),
        ("p.jsonl", '{"name": "A B", "identifiers": ["x"]}\n', "p.jsonl:1: identifiers is no object"),
        ("p.txt", "A B\n", "neither .csv nor .jsonl"),
    ],
)
def test_bad_files(run: Run, desk: Path, tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("people", desk, path)
    assert result.exit_code == 1 and result.stdout == "" and result.stderr.startswith("Error: ")
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert run("people", desk, "--format", "json").stdout == "[]\n"


def test_odd_values_are_taken_as_text(run: Run, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    person = {
        "name": "Ina  Voss",
        "affiliations": [{"organization": 5, "role": "\x1b[2J\nchair"}],
        "identifiers": {"x": 7},
    }
    path.write_text(json.dumps(person) + "\n", encoding="utf-8")
    assert run("people", desk, path).exit_code == 0
    shown = run("speaker", desk, "7").stdout
    assert "In the people file\n  [2J chair, 5\n" in shown and "\x1b" not in shown + run("people", desk).stdout


def test_an_empty_file_replaces_nothing(run: Run, desk: Path, file: Path) -> None:
    run("people", desk, file)
    file.write_text("name\n", encoding="utf-8")
    result = run("people", desk, file, "--replace")
    assert result.exit_code == 1 and "would take away every entry" in result.stderr


@pytest.mark.parametrize("words", [("--replace",), ("a.csv", "--export", "b.csv")])
def test_wrong_usage(run: Run, desk: Path, words: tuple[str, ...]) -> None:
    assert run("people", desk, *words).exit_code == 2
