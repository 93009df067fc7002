"""Files, directories, globs and standard input."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.intake.reading import read, read_bytes

STORY = b"She said no.\n"
PAGE = b"<!DOCTYPE html><html><body><p>The mayor said on Monday that she would not resign.</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("b/deep/2.md", "b/1.txt", "a.txt", ".hidden.txt", ".git/c.txt", "logo.png", "notes.doc"):
        (tmp_path / name).write_bytes(STORY)
    (tmp_path / "z.html").write_bytes(PAGE)
    (tmp_path / "y.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A."}\n'))
    return tmp_path


def test_a_directory_is_searched_in_order(folder: Path) -> None:
    articles, errors = read(folder)
    names = [str(Path(a.path or "").relative_to(folder)) for a in articles]
    assert names == ["a.txt", "y.jsonl.gz", "z.html", "b/1.txt", "b/deep/2.md"] and not errors


def test_each_file_is_read_once(folder: Path) -> None:
    articles, errors = read(folder / "a.txt", folder / "b" / ".." / "a.txt", folder)
    assert len(articles) == 5 and not errors


def test_a_glob_that_the_shell_left_alone(folder: Path) -> None:
    articles, errors = read(folder / "**" / "*.txt")
    assert [Path(a.id).name for a in articles] == ["a.txt", "1.txt"] and not errors


def test_a_glob_that_fits_nothing(folder: Path) -> None:
    assert "no file fits this pattern" in str(read(folder / "*.xyz")[1][0])


def test_a_file_with_glob_characters_in_its_name(tmp_path: Path) -> None:
    articles, errors = read_bytes(STORY, tmp_path, "story [1].txt")
    assert len(articles) == 1 and not errors


def test_a_directory_without_articles(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"")
    articles, (error,) = read(tmp_path)
    assert not articles and "a directory without articles (looked for .txt" in str(error)


def test_a_missing_file_names_the_nearest(folder: Path) -> None:
    _, errors = read(folder / "b" / "l.txt", folder / "nowhere" / "x.txt")
    assert f"no such file or directory (did you mean {folder / 'b' / '1.txt'}?)" in str(errors[0])
    assert f"({folder / 'nowhere'} is not there either)" in str(errors[1])


def test_one_bad_file_stops_nothing(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff\xff")
    articles, errors = read(folder)
    assert len(articles) == 4 and len(errors) == 1


@pytest.mark.parametrize(
    ("data", "title", "count"),
    [
        (STORY, None, 1),
        (PAGE, None, 1),
        (b'{"text": "A."}\n{"text": "B."}\n', None, 2),
        (b'\xef\xbb\xbf {"text": "A."}', None, 1),
        (b"---\ntitle: T\n---\nShe said no.\n", "T", 1),
    ],
)
def test_standard_input_is_read_by_its_content(data: bytes, title: str | None, count: int) -> None:
    articles, errors = read("-", stdin=data)
    assert len(articles) == count and not errors
    assert articles[0].title == title and articles[0].path is None
    assert articles[0].id in ("-", "-:1")


def test_html_is_not_taken_for_text() -> None:
    (article,), _ = read("-", stdin=PAGE)
    assert "<p>" not in article.text and article.extractor


def test_a_format_that_is_named_goes_before_name_and_content(folder: Path) -> None:
    (article,), _ = read(folder / "z.html", input_format="text")
    assert article.text == PAGE.decode()


def test_an_unknown_name_is_read_by_content(tmp_path: Path) -> None:
    assert read_bytes(b'{"text": "A."}', tmp_path, "export.json")[0][0].text == "A."


@pytest.mark.parametrize(("data", "what"), [(STORY, "not gzipped"), (gzip.compress(STORY * 99)[:-9], "breaks off")])
def test_broken_gzip(tmp_path: Path, data: bytes, what: str) -> None:
    articles, (error,) = read_bytes(data, tmp_path, "a.txt.gz")
    assert not articles and what in str(error)


def test_articles_come_as_they_are_asked_for(folder: Path) -> None:
    from quotetrack.intake import read_articles

    found = read_articles([str(folder / "a.txt"), str(folder / "later.txt")], on_error=lambda error: None)
    assert next(found).text
    (folder / "later.txt").write_bytes(STORY)
    assert next(found).path == str(folder / "later.txt")


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_bytes(STORY)
    (article,), errors = read(name)
    assert article.id == f"{tmp_path}/caf\ufffd.txt" and not errors
