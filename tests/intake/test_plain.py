"""Plain text and Markdown: the text is the decoded file as it stands, and front matter is metadata."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.errors import InputError, InputWarning
from quotetrack.intake.plain import decode
from tests.intake.reading import read, read_bytes

STORY = "“We sail at dawn,” said Ida Moss.\r\n\r\n  Nobody else\tspoke.\u00a0\n"


def test_text_is_the_decoded_file(tmp_path: Path) -> None:
    (article,), errors = read_bytes(STORY.encode(), tmp_path)
    assert (article.text, article.body, errors) == (STORY, 0, [])
    assert article.id == article.path == str(tmp_path / "story.txt")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_mark_is_no_part_of_the_text(codec: str) -> None:
    mark = "\ufeff" if codec.endswith("e") else ""
    assert decode((mark + STORY).encode(codec), "x") == STORY


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_nothing_is_changed(text: str) -> None:
    readable = text.strip() and not text.startswith("{\\rtf") and not text.startswith(("%PDF-", "PK\x03\x04"))
    if readable:
        assert decode(text.encode(), "x") == text


def test_broken_utf8_names_byte_and_line_and_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        decode(b"Good line\nBad \x93quote\x94\n", "a.txt")
    assert str(caught.value).startswith("a.txt: not UTF-8: byte 14 on line 2 is 0x93 (convert it: iconv")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no text in it"),
        (b" \n\t\r\n", "no text in it"),
        ("\ufeff\u00a0\n".encode(), "no text in it"),
        (b"He said\x00 no", "binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary file"),
        (b"\xff\xfeH\x00e\x00l", "broken UTF-16"),
        (b"%PDF-1.7 ...", "pdftotext"),
        (b"PK\x03\x04....", "zip archive or an office document"),
        (b"{\\rtf1 Hello}", "rich text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(data, "x")


def test_a_text_above_the_limit_names_its_size(tmp_path: Path) -> None:
    (tmp_path / "huge.txt").write_bytes(b"word " * 600_000)
    articles, (error,) = read(tmp_path / "huge.txt", max_bytes=1_000_000)
    assert articles == []
    assert "3.0 MB, more than the 1 MB that one article may have (split it" in str(error)


def test_a_text_at_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "full.txt").write_bytes(b"x" * 1000)
    articles, errors = read(tmp_path / "full.txt", max_bytes=1000)
    assert len(articles) == 1 and not errors


YAML = """---
title: "“Enough,” says mayor"
author: [Ann Lee, Bo Kerr]
date: 2024-03-14
outlet: The Norbury Courier
url: https://norbury.example/a
draft: true
---
# Enough

“Enough,” said the mayor.
"""
TOML = """+++\ntitle = "Enough"\ndate = 2024-03-14\n+++\n“Enough,” said the mayor.\n"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_front_matter_is_metadata_and_text_stays_whole(tmp_path: Path, ends: str) -> None:
    text = YAML.replace("\n", ends)
    (article,), errors = read_bytes(text.encode(), tmp_path, "a.md")
    assert not errors
    assert article.text == text
    assert article.text[article.body :].startswith("# Enough")
    assert (article.title, article.author) == ("“Enough,” says mayor", "Ann Lee, Bo Kerr")
    assert (article.published, article.outlet) == ("2024-03-14", "The Norbury Courier")
    assert article.url == "https://norbury.example/a"


def test_toml_front_matter(tmp_path: Path) -> None:
    (article,), errors = read_bytes(TOML.encode(), tmp_path, "a.md")
    assert not errors and article.title == "Enough" and article.published == "2024-03-14"
    assert article.text[article.body :] == "“Enough,” said the mayor.\n"


@pytest.mark.parametrize(
    "text",
    [
        "# No front matter\n\nShe said no.\n",
        "---\nShe said no.\n---\nHe said yes.\n",  # two rules
        "---\ntitle: never closed\n\nShe said no.\n",
    ],
)
def test_what_is_no_front_matter_is_text(tmp_path: Path, text: str) -> None:
    (article,), errors = read_bytes(text.encode(), tmp_path, "a.md")
    assert (article.text, article.body, errors) == (text, 0, [])


def test_empty_front_matter(tmp_path: Path) -> None:
    (article,), errors = read_bytes(b"---\n---\nShe said no.\n", tmp_path, "a.md")
    assert article.text[article.body :] == "She said no.\n" and not errors


@pytest.mark.parametrize("front", ['---\ntitle: "We will", says mayor\n---\n', "+++\ntitle = \n+++\n"])
def test_broken_front_matter_is_a_warning_and_no_text(tmp_path: Path, front: str) -> None:
    (article,), (warning,) = read_bytes(f"{front}She said no.\n".encode(), tmp_path, "a.md")
    assert isinstance(warning, InputWarning) and "front matter left out" in str(warning)
    assert article.text[article.body :] == "She said no.\n"


def test_front_matter_alone_is_no_article(tmp_path: Path) -> None:
    articles, (error,) = read_bytes(b"---\ntitle: A\n---\n\n", tmp_path, "a.md")
    assert not articles and "no text in it after the front matter" in str(error)


def test_unreadable_date_is_left_out_and_said(tmp_path: Path) -> None:
    (article,), (warning,) = read_bytes(b"---\ndate: soon\n---\nShe said no.\n", tmp_path, "a.md")
    assert article.published is None
    assert isinstance(warning, InputWarning) and "date left out: 'soon' is not a date" in str(warning)
