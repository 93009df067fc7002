"""Find and open the files that a user names: files, directories, glob patterns, `-` for standard input."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO, cast

from quotetrack.errors import InputError
from quotetrack.intake.fields import OnError
from quotetrack.intake.readers import PACKED, Reader, looked_for, reader_of_name

STDIN = "-"
"""The path that stands for standard input."""
_PEEKED = 1024
"""Bytes (1 upwards) at the start of a stream by which its format is recognised."""


@dataclass(frozen=True)
class InputFile:
    """A file to read, or standard input. `reader` is None where the content must tell which one to use."""

    path: str
    reader: Reader | None

    @property
    def name(self) -> str:
        """The path in a form that can be shown and stored, even where its bytes are not UTF-8."""
        return os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def packed(self) -> bool:
        """Whether its name says that it is gzipped."""
        return self.path.lower().endswith(PACKED)


def find_files(paths: Iterable[str], on_error: OnError) -> Iterator[InputFile]:
    """The files that `paths` name, each once; the files of a pattern or a directory come in order of their names."""
    seen: set[str] = set()
    for given in paths:
        try:
            for path in _unfolded(given, on_error):
                key = path if path == STDIN else os.path.realpath(path)
                if key not in seen:
                    seen.add(key)
                    yield InputFile(path, reader_of_name(path))
        except InputError as error:
            on_error(error)


def _unfolded(given: str, on_error: OnError) -> Iterator[str]:
    if given == STDIN or os.path.exists(given):
        paths = [given]
    elif has_magic(given):
        paths = sorted(glob(given, recursive=True))
        if not paths:
            raise InputError(given, "no file fits this pattern")
    else:
        raise InputError(given, "no such file or directory", _suggestion(given))
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            yield from _files_in(path, on_error)
        else:
            yield path


def _files_in(directory: str, on_error: OnError) -> Iterator[str]:
    """The articles under a directory, without hidden files and folders."""

    def unreadable(error: OSError) -> None:
        on_error(InputError(str(error.filename), error.strerror or "cannot be read"))

    empty = True
    for folder, folders, files in os.walk(directory, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and reader_of_name(name):
                empty = False
                yield os.path.join(folder, name)
    if empty:
        raise InputError(directory, "a directory without articles", looked_for())


def _suggestion(given: str) -> str:
    """A hint at what the user may have meant by a path that is not there."""
    path = Path(given)
    try:
        there = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return f"{path.parent} is not there either"
    close = get_close_matches(path.name, there, n=1)
    return f"did you mean {path.parent / close[0]}?" if close else ""


@contextmanager
def opened(file: InputFile, stdin: BinaryIO) -> Iterator[tuple[BinaryIO, int | None]]:
    """A file as a stream of bytes, unpacked, and its size in bytes or None.

    Errors in opening it, and in reading it within the context, are raised as InputError.
    """
    try:
        if file.path == STDIN:
            yield _peekable(stdin), None
        elif file.packed:
            with gzip.open(file.path, "rb") as unpacked:
                yield cast(BinaryIO, unpacked), None
        else:
            with open(file.path, "rb") as plain:
                yield plain, os.fstat(plain.fileno()).st_size
    except gzip.BadGzipFile:
        raise InputError(file.name, "named .gz but not gzipped") from None
    except EOFError:
        raise InputError(file.name, "a gzipped file that breaks off") from None
    except OSError as error:
        raise InputError(file.name, error.strerror or str(error)) from None


def first_bytes(stream: BinaryIO) -> bytes:
    """The first bytes of an opened stream, 1,024 at most; they stay in the stream."""
    return cast(io.BufferedReader, stream).peek(_PEEKED)[:_PEEKED]


def _peekable(stream: BinaryIO) -> BinaryIO:
    return stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
