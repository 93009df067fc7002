"""What people hand in by mistake: one line that says what and where, exit status 1, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Run


def fifty_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


BAD: dict[str, tuple[str, bytes | Callable[[Path], None], str]] = {
    "empty file": ("a.txt", b"", "no text in it"),
    "white space": ("a.txt", b" \r\n\t", "no text in it"),
    "binary file": ("a.txt", bytes(range(256)) * 8, "not text but a binary file"),
    "broken utf-8": ("a.txt", STORY.encode("cp1252"), "not UTF-8: byte 55 on line 1 is 0x93 (convert it: iconv"),
    "pdf": ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "pdftotext"),
    "50 MB": ("a.txt", fifty_megabytes, "50.0 MB, more than the 20 MB that one article may have (split it"),
    "html without text": ("a.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article text"),
    "a bad line": ("a.jsonl", b"{}\n", 'a.jsonl:1: no "text" in it'),
    "not gzipped": ("a.txt.gz", b"plain", "named .gz but not gzipped"),
    "a directory without articles": ("a/logo.png", b"\x89PNG", "a directory without articles"),
}


@pytest.mark.usefixtures("fake_extraction")
@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize("case", BAD)
def test_bad_input(run: Run, tmp_path: Path, case: str, command: str) -> None:
    name, content, said = BAD[case]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    store = [tmp_path / "n.db"] if command == "ingest" else []
    result = run(command, *store, tmp_path / Path(name).parts[0])
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("Error: ") and said in result.stderr and result.stderr.count("\n") == 1


def test_a_pack_that_is_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    result = run("extract", "--models", tmp_path / "nowhere", tmp_path / "a.txt")
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("Error: ") and "nowhere" in result.stderr and "Traceback" not in result.stderr
