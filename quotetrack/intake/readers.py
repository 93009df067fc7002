"""The table of input formats: how each is recognised by name and by content, and what reads it.

A new format is a module beside this one, a row in `READERS`, a test and a line in docs/cli.md: what the command line
offers, what is looked for in directories and how standard input is recognised all follow from the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from quotetrack.intake.docx import looks_like_docx, read_docx
from quotetrack.intake.fields import OnError
from quotetrack.intake.html import looks_like_html, read_html
from quotetrack.intake.jsonl import looks_like_jsonl, read_jsonl
from quotetrack.intake.plain import decode, looks_like_markdown, read_markdown, read_plain, read_whole
from quotetrack.records import Article

PACKED = ".gz"
"""A further suffix that any file may have, which is unpacked on reading."""


@dataclass(frozen=True)
class Reader:
    """How one input format is recognised and read.

    `format` is its name on the command line; `suffixes` end the names of its files, in small letters, the usual one
    first. `looks_like` says of the first bytes of a stream (1,024 at most) whether they are of this format.

    One of two functions reads it. `read_one` makes an article of all bytes of a file; `read_many` makes any number of
    articles of a stream, one at a time. Both get the name of the file for messages, raise InputError where nothing
    can be read, and hand to `on_error` what goes wrong with a part.
    `is_text` says that the file itself is a text that a person can read, markup and all.
    """

    format: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read_one: Callable[[bytes, str, OnError], Article] | None = None
    read_many: Callable[[BinaryIO, str, OnError], Iterator[Article]] | None = None
    is_text: bool = True

    def articles(self, stream: BinaryIO, where: str, size: int | None, on_error: OnError) -> Iterator[Article]:
        """The articles of a stream, whose length in bytes is `size` where known; raises InputError."""
        if self.read_many is not None:
            yield from self.read_many(stream, where, on_error)
        elif self.read_one is not None:
            yield self.read_one(read_whole(stream, where, size), where, on_error)

    def texts(self, stream: BinaryIO, where: str, size: int | None, on_error: OnError) -> Iterator[tuple[str, str]]:
        """The names and texts in a stream: the whole file as it stands where it is a text, else each article."""
        if self.is_text:
            yield where, decode(read_whole(stream, where, size), where)
        else:
            yield from ((a.id, a.text) for a in self.articles(stream, where, size, on_error))


READERS: list[Reader] = [
    Reader("text", (".txt", ".text"), lambda first: True, read_plain),
    Reader("markdown", (".md", ".markdown"), looks_like_markdown, read_markdown),
    Reader("html", (".html", ".htm", ".xhtml"), looks_like_html, read_html),
    Reader("docx", (".docx",), looks_like_docx, read_docx, is_text=False),
    Reader("jsonl", (".jsonl", ".ndjson"), looks_like_jsonl, read_many=read_jsonl, is_text=False),
]
"""All formats. By content the last rows are tried first, and the first row takes what no other does."""


def formats() -> tuple[str, ...]:
    """The names of all formats, in the order of the table."""
    return tuple(reader.format for reader in READERS)


def reader_of_format(name: str) -> Reader:
    """The reader of the format with this name; raises ValueError where there is none."""
    for reader in READERS:
        if reader.format == name:
            return reader
    raise ValueError(f"{name!r} is no input format; there are: {', '.join(formats())}")


def reader_of_name(path: str) -> Reader | None:
    """The reader for the suffix of a file's name; None where only its content can tell."""
    named = PurePath(path.lower().removesuffix(PACKED))
    return next((reader for reader in READERS if named.suffix in reader.suffixes), None)


def reader_of_content(first: bytes) -> Reader:
    """The reader for a stream with these first bytes."""
    return next(reader for reader in reversed(READERS) if reader.looks_like(first))


def looked_for() -> str:
    """The suffixes that a directory is searched for, in words for a message."""
    return f"looked for {' '.join(suffix for reader in READERS for suffix in reader.suffixes)} and these with {PACKED}"
