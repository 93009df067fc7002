"""`quotetrack export`: each form as it is written and read back."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from quotetrack.cli import main
from quotetrack.export import formats
from quotetrack.export.formats import FORMATS
from quotetrack.export.quotations import find_all
from quotetrack.export.tables import cells_of
from quotetrack.lookup import search
from quotetrack.store import open_store
from tests import hostile
from tests.export.standards import check_annotation, check_schema_org
from tests.news import fill

Export = Callable[..., Result]


@pytest.fixture
def run_export() -> Export:
    """Runs the command with these words and gives its result."""

    def run(*words: str | Path, **more: Any) -> Result:
        return CliRunner().invoke(main, ["export", *map(str, words)], catch_exceptions=False, **more)

    return run


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of texts that try to be more than data."""
    path = tmp_path_factory.mktemp("export") / "bad.db"
    fill(path, list(hostile.articles()))
    return path


def rows_of(path: Path) -> list[dict[str, Any]]:
    with open_store(path, readonly=True) as store:
        return [one.as_dict() for one in find_all(store)]


def lines_of(result: Result) -> list[str]:
    """The lines of what was printed, parted at line feeds alone."""
    assert (result.stderr, result.exit_code) == ("", 0)
    text = result.stdout_bytes.decode("utf-8")
    assert text.endswith("\n")
    return text.split("\n")[:-1]


def test_jsonl_is_what_search_prints_with_the_ids(run_export: Export, store: Path) -> None:
    rows = [json.loads(line) for line in lines_of(run_export(store, "--format", "jsonl"))]
    with open_store(store, readonly=True) as opened:
        found = {hit.id: hit.as_dict() for hit in search(opened, limit=1000)}
    assert len(rows) == len(found) == 49
    assert all(row == {**found[row["quotation_id"]], "identifiers": {}} for row in rows)


@pytest.mark.parametrize("which", ["store", "bad"])
def test_csv_has_a_cell_for_each_field(run_export: Export, which: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(which)
    printed = run_export(path, "--format", "csv").stdout_bytes.decode("utf-8")
    read = list(csv.DictReader(io.StringIO(printed, newline="")))
    given = [{key: "" if value is None else str(value) for key, value in cells_of(row)} for row in rows_of(path)]
    assert read == given and {"speaker_ids", "identifiers", "speaker_affiliations"} <= set(read[0])


@pytest.mark.parametrize("which", ["store", "bad"])
def test_jsonl_is_read_back_as_it_was(run_export: Export, which: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(which)
    assert [json.loads(line) for line in lines_of(run_export(path, "--format", "jsonl"))] == rows_of(path)


@pytest.mark.parametrize("which", ["store", "bad"])
def test_parquet_is_read_back_as_it_was(
    run_export: Export, which: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_ROWS_IN_GROUP", 5)
    path: Path = request.getfixturevalue(which)
    target = tmp_path / "quotes.parquet"
    result = run_export(path, "--format", "parquet", "-o", target)
    given = rows_of(path)
    assert result.stdout == f"{target}: {len(given)} quotations written\n"
    file = pq.ParquetFile(target)
    assert file.num_row_groups == -(-len(given) // 5), "written a group at a time"
    assert list(file.schema_arrow.names) == list(given[0]), "the columns of the contract, in its order"
    read = file.read().to_pylist()
    for row in read:
        row["trace"], row["identifiers"] = json.loads(row["trace"]), dict(row["identifiers"])
    assert read == given
    assert isinstance(read[0]["content"][0][0], int) and isinstance(read[0]["closed"], bool)


@pytest.mark.parametrize("which", ["store", "bad"])
@pytest.mark.parametrize(
    ("form", "check"),
    [("jsonld", check_schema_org), ("claimreview", check_schema_org), ("webannotation", check_annotation)],
)
def test_linked_data_is_an_object_a_line_that_holds_what_was_said(
    run_export: Export, which: str, form: str, check: Callable[[Any], Any], request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(which)
    lines = lines_of(run_export(path, "--format", form))
    given = [row["text"] for row in rows_of(path)]
    nodes = [json.loads(line) for line in lines]
    assert [said_in(form, node) for node in nodes] == given
    for node in nodes[:12]:
        check(node)
    # Pasted into a page, nothing can end the <script> around it; a line is a line to everybody.
    assert not any(sign in line for line in lines for sign in "<\u2028\u2029\r")


def said_in(form: str, node: dict[str, Any]) -> str:
    if form == "webannotation":
        return "\n".join(target["selector"][1]["exact"] for target in node["target"])
    return str(node["text"] if form == "jsonld" else node["claimReviewed"])


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 49),
        (("harbour",), 1),
        (("--speaker", "finch"), 1),
        (("--affiliation", "norbury"), 1),
        (("--kind", "indirect"), 12),
        (("--act", "belief"), 0),
        (("--outlet", "the norbury courier"), 1),
        (("--since", "2024-03", "--until", "2024-03-14", "--speaker", "Finch"), 1),
        (("--speaker-kind", "unknown"), 12),
        (("harb* NOT ferry", "--advanced"), 1),
    ],
)
def test_filters(run_export: Export, store: Path, words: tuple[str, ...], count: int) -> None:
    result = run_export(store, "--format", "jsonl", *words)
    assert (len(result.stdout.splitlines()), result.exit_code) == (count, 0)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_an_empty_file_of_that_form(
    run_export: Export, store: Path, tmp_path: Path, form: str
) -> None:
    target = tmp_path / "quotes"
    result = run_export(store, "zebra", "--format", form, "-o", target)
    assert (result.exit_code, result.stderr) == (0, "Nothing found.\n")
    if form == "parquet":
        assert pq.read_table(target).num_rows == 0
    elif form == "csv":
        assert target.read_text().startswith("article,id,kind,act,text,") and target.read_text().count("\n") == 1
    else:
        assert target.read_bytes() == b""


def test_a_file_has_what_would_be_printed(run_export: Export, bad: Path, tmp_path: Path) -> None:
    for form in FORMATS:
        target = tmp_path / form
        target.write_text("old")
        run_export(bad, "--format", form, "-o", target)
        assert target.read_bytes() == run_export(bad, "--format", form).stdout_bytes
        assert run_export(bad, "--format", form, "-o", "-").stdout_bytes == target.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FORMATS), "nothing is left beside them"


@pytest.mark.parametrize("words", [("AND", "--advanced"), ("--since", "soon"), ("--since", "2024", "--until", "2023")])
def test_a_failure_leaves_the_old_file(run_export: Export, store: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    target = tmp_path / "quotes.csv"
    target.write_text("old")
    assert run_export(store, "--format", "csv", "-o", target, *words).exit_code == 1
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]


def test_a_failure_halfway_leaves_the_old_file(
    run_export: Export, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotetrack.export.schema_org.as_quotation", fail)
    target = tmp_path / "quotes.jsonld"
    target.write_text("old")
    result = run_export(store, "--format", "jsonld", "-o", target)
    assert result.exit_code == 1 and "cannot be written: No space left on device" in result.stderr
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_made(run_export: Export, store: Path, tmp_path: Path) -> None:
    result = run_export(store, "--format", "csv", "-o", tmp_path / "no" / "such.csv")
    assert result.exit_code == 1 and "cannot be written" in result.stderr


def test_the_store_is_not_written_over(run_export: Export, store: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(store)
    before = store.read_bytes()
    for name in (store, link):
        result = run_export(store, "--format", "csv", "-o", name)
        assert result.exit_code == 2 and "the store itself" in result.stderr
    assert store.read_bytes() == before


def test_a_link_is_followed_and_a_pipe_is_written_to(run_export: Export, store: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    run_export(store, "harbour", "--format", "csv", "-o", link)
    assert link.is_symlink() and "harbour" in real.read_text()
    assert run_export(store, "harbour", "--format", "csv", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_without_pyarrow_it_says_how_to_install_it(
    run_export: Export, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run_export(store, "--format", "parquet", "-o", tmp_path / "quotes.parquet")
    assert result.exit_code == 1 and "pip install 'quotetrack[parquet]'" in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert run_export(store, "--format", "csv").exit_code == 0, "the others do without"


@pytest.mark.parametrize("form", FORMATS)
def test_halves_of_surrogate_pairs_become_question_marks(run_export: Export, tmp_path: Path, form: str) -> None:
    path, target = tmp_path / "news.db", tmp_path / "quotes"
    fill(path, list(hostile.articles()))
    connection = sqlite3.connect(path)  # no article can bring one in; a database made by hand can
    joint = '[["Eve \\ud83c Two", "person", "chair \\udf0a", []]]'
    connection.execute("UPDATE quotations SET trace = ?, joint = ?", ['{"rule": "\\ud800"}', joint])
    connection.commit()
    connection.close()
    assert run_export(path, "--format", form, "-o", target).exit_code == 0
    written = str(pq.read_table(target).to_pylist()) if form == "parquet" else target.read_bytes().decode("utf-8")
    assert "Eve ? Two" in written


def test_a_form_must_be_named(run_export: Export, store: Path) -> None:
    result = run_export(store)
    assert result.exit_code == 2 and "--format" in result.stderr


def test_who_stops_reading_gets_no_complaint(store: Path) -> None:
    code = (
        "import sys; from quotetrack.cli.export import export; from quotetrack.export import quotations as lookup; "
        "lookup._BATCH = 2; export(sys.argv[1:])"  # so that the store is read while it is written
    )
    words = [sys.executable, "-c", code, str(store), "--format", "jsonl"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
