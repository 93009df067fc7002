"""What the user names - files, directories, globs, `-` - as a row of things to read."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, Literal, cast

from quotetrack.errors import InputError
from quotetrack.intake.fields import OnError

Format = Literal["text", "markdown", "html", "docx", "jsonl"]
FORMATS: tuple[Format, ...] = ("text", "markdown", "html", "docx", "jsonl")

_SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_LOOKED_FOR = "looked for .txt .md .html .docx .jsonl and these with .gz"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.I | re.S
)
_PEEKED = 1024
_ZIP, _OFFICE = b"PK\x03\x04", (b"[Content_Types].xml", b"word/")


@dataclass(frozen=True)
class Source:
    """One thing to read: its path, and its format or None where the content must tell."""

    path: str
    format: Format | None

    @property
    def name(self) -> str:
        """The path as it can be shown and stored, also where its bytes are no UTF-8."""
        return os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def packed(self) -> bool:
        """Whether it is gzipped, going by its name."""
        return self.path.lower().endswith(".gz")


def find_sources(paths: Iterable[str], on_error: OnError) -> Iterator[Source]:
    """The files that `paths` name, each once: globs unfolded, directories searched in order of name."""
    seen: set[str] = set()
    for given in paths:
        try:
            for path in _unfolded(given, on_error):
                key = path if path == "-" else os.path.realpath(path)
                if key not in seen:
                    seen.add(key)
                    yield Source(path, _format_of(path))
        except InputError as error:
            on_error(error)


def _unfolded(given: str, on_error: OnError) -> Iterator[str]:
    if given == "-" or os.path.exists(given):
        paths = [given]
    elif has_magic(given):
        paths = sorted(glob(given, recursive=True))
        if not paths:
            raise InputError(given, "no file fits this pattern")
    else:
        raise InputError(given, "no such file or directory", _suggestion(given))
    for path in paths:
        if path != "-" and os.path.isdir(path):
            yield from _files_in(path, on_error)
        else:
            yield path


def _files_in(directory: str, on_error: OnError) -> Iterator[str]:
    """Articles under a directory, hidden files and folders apart."""

    def unreadable(error: OSError) -> None:
        on_error(InputError(str(error.filename), error.strerror or "cannot be read"))

    empty = True
    for folder, folders, files in os.walk(directory, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and _format_of(name):
                empty = False
                yield os.path.join(folder, name)
    if empty:
        raise InputError(directory, "a directory without articles", _LOOKED_FOR)


def _suggestion(given: str) -> str:
    """What the user may have meant by a path that is not there."""
    path = Path(given)
    try:
        there = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return f"{path.parent} is not there either"
    close = get_close_matches(path.name, there, n=1)
    return f"did you mean {path.parent / close[0]}?" if close else ""


def _format_of(path: str) -> Format | None:
    stem, suffix = os.path.splitext(path.lower())
    return _SUFFIXES.get(os.path.splitext(stem)[1] if suffix == ".gz" else suffix)


@contextmanager
def opened(source: Source, stdin: BinaryIO) -> Iterator[tuple[BinaryIO, int | None]]:
    """A source as a stream of bytes, unpacked, and its size where that is known.

    What goes wrong in reading it, also later, comes out as InputError.
    """
    try:
        if source.path == "-":
            yield _peekable(stdin), None
        elif source.packed:
            with gzip.open(source.path, "rb") as unpacked:
                yield cast(BinaryIO, unpacked), None
        else:
            with open(source.path, "rb") as file:
                yield file, os.fstat(file.fileno()).st_size
    except gzip.BadGzipFile:
        raise InputError(source.name, "named .gz but not gzipped") from None
    except EOFError:
        raise InputError(source.name, "a gzipped file that breaks off") from None
    except OSError as error:
        raise InputError(source.name, error.strerror or str(error)) from None


def guess_format(stream: BinaryIO) -> Format:
    """The format that a stream's first bytes suggest; they stay in the stream."""
    first = cast(io.BufferedReader, stream).peek(_PEEKED)[:_PEEKED]
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return "jsonl"
    if first.startswith(_ZIP) and any(name in first for name in _OFFICE):
        return "docx"
    if _HTML.match(first):
        return "html"
    return "markdown" if first.startswith((b"---", b"+++")) else "text"


def _peekable(stream: BinaryIO) -> BinaryIO:
    return stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
