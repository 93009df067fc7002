"""Plain text: the text is the decoded file as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.errors import InputError
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
