"""The table of formats: what each is recognised by, and that a row is all that a new format takes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from quotetrack.intake import count_articles, formats, read_texts
from quotetrack.intake.readers import READERS, Reader, reader_of_content, reader_of_format, reader_of_name
from quotetrack.records import Article
from tests.intake.reading import read


def read_lead(data: bytes, where: str, on_error: object) -> Article:
    """A toy format: a headline, a line of equals signs, the text."""
    title, _, text = data.decode().partition("\n===\n")
    return Article(where, text, title=title)


LEAD = Reader("lead", (".lead", ".ld"), lambda first: b"\n===\n" in first, read_lead)
STORY = "Mayor resigns\n===\n“I am going,” said Ida Moss, the mayor.\n"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the toy format, which has a row in the table while a test runs."""
    monkeypatch.setattr("quotetrack.intake.readers.READERS", [*READERS, LEAD])
    path = tmp_path / "mayor.lead"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_row_is_read_by_suffix(story: Path) -> None:
    (article,), errors = read(story)
    assert (article.title, article.path, errors) == ("Mayor resigns", str(story), [])
    assert article.text.startswith("“I am going,”")


def test_a_row_is_looked_for_in_directories_and_gzipped(story: Path) -> None:
    (story.parent / "other.LD.gz").write_bytes(gzip.compress(STORY.encode()))
    assert len(read(story.parent)[0]) == 2
    assert count_articles([str(story.parent)]) == 2
    (story.parent / "empty").mkdir()
    told = str(read(story.parent / "empty")[1][0])
    assert "looked for .txt .text .md" in told and ".ndjson .lead .ld and these with .gz" in told


def test_a_row_is_recognised_by_content(story: Path) -> None:
    assert read("-", stdin=STORY.encode())[0][0].title == "Mayor resigns"


def test_a_row_is_read_by_its_name(story: Path) -> None:
    renamed = story.rename(story.with_suffix(".txt"))
    assert read(renamed)[0][0].title is None
    assert read(renamed, input_format="lead")[0][0].title == "Mayor resigns"
    assert formats()[-1] == "lead"


def test_the_text_of_a_row_is_the_file(story: Path) -> None:
    assert list(read_texts([str(story)], on_error=pytest.fail)) == [(str(story), STORY)]


def test_the_command_line_offers_a_row(tmp_path: Path) -> None:
    (tmp_path / "mayor.txt").write_text(STORY, encoding="utf-8")
    program = (
        "from quotetrack.intake.readers import READERS\n"
        "from tests.intake.test_readers import LEAD\n"
        "READERS.append(LEAD)\n"
        "from quotetrack.cli import main\n"
        "main()\n"
    )

    def run(*arguments: str) -> str:
        command = [sys.executable, "-c", program, "extract", *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
        return done.stdout

    assert "[text|markdown|html|docx|jsonl|lead]" in run("--help")
    found = run("--input-format", "lead", "--format", "jsonl", str(tmp_path / "mayor.txt"))
    assert json.loads(found.splitlines()[0])["text"] == "I am going,"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "text"),
        ("a.MD", "markdown"),
        ("news/a.xhtml", "html"),
        ("a.docx", "docx"),
        ("a.ndjson.gz", "jsonl"),
        ("a.json", None),
        (".txt", None),
        ("a.gz", None),
        ("-", None),
    ],
)
def test_names(name: str, expected: str | None) -> None:
    found = reader_of_name(name)
    assert (found and found.format) == expected


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (b"She said no.", "text"),
        (b"", "text"),
        (b"+++\ntitle = 1", "markdown"),
        (b"<?xml version='1.0'?>\n<!-- x --> <html>", "html"),
        (b"PK\x03\x04....[Content_Types].xml", "docx"),
        (b"PK\x03\x04....mimetype", "text"),
        (b"\xef\xbb\xbf {", "jsonl"),
    ],
)
def test_contents(first: bytes, expected: str) -> None:
    assert reader_of_content(first).format == expected


def test_each_row_has_one_function_and_its_own_suffixes() -> None:
    assert all((reader.read_one is None) != (reader.read_many is None) for reader in READERS)
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes)) and all(s == s.lower() and s.startswith(".") for s in suffixes)


def test_every_suffix_is_in_the_docs() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    rows = [line for line in docs.splitlines() if line.startswith("| `.")]
    for reader in READERS:
        assert any(all(f"`{suffix}`" in row for suffix in reader.suffixes) for row in rows), reader.format


def test_a_format_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(ValueError, match="'warc' is no input format; there are: text, markdown, html"):
        reader_of_format("warc")
