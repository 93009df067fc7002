"""Markdown: front matter is metadata, and the text stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.errors import InputWarning
from tests.intake.reading import read_bytes

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
