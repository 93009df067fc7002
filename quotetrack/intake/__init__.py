"""Read files, directories and standard input into articles, one at a time.

`files` finds the files that a user names, `readers` is the table of formats, and each format has a module: `plain`
(text and Markdown), `html`, `docx`, `jsonl`. `fields` reads what is known about an article, such as its date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, TypeVar

from quotetrack.errors import InputError
from quotetrack.intake.fields import OnError
from quotetrack.intake.files import STDIN, InputFile, find_files, first_bytes, opened
from quotetrack.intake.readers import Reader, formats, reader_of_content, reader_of_format
from quotetrack.records import Article

__all__ = ["count_articles", "formats", "read_articles", "read_texts"]

T = TypeVar("T")


def read_articles(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    input_format: str | None = None,
    on_error: OnError,
) -> Iterator[Article]:
    """The articles of files, directories, glob patterns and `-` (standard input), read one by one.

    `input_format`, one of `formats()`, is the format of all files; without it their names and content tell. Any other
    value raises ValueError. What cannot be read is given to `on_error` and skipped, so that one bad file or line stops
    nothing. An InputWarning tells that the article comes nevertheless, without its date for instance. The id of an
    article is its path as given; for JSON lines see `read_jsonl`.
    """
    reader = reader_of_format(input_format) if input_format else None
    for file, article in _read(paths, stdin, reader, Reader.articles, on_error):
        yield article if file.path == STDIN else replace(article, path=file.name)


def read_texts(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    on_error: OnError,
) -> Iterator[tuple[str, str]]:
    """The name and text of files, directories, glob patterns and `-` (standard input), for offsets in the user's files.

    Text, Markdown and HTML come as they stand in the file, with all markup; Word documents as they are read; JSON lines
    give the text of each article. What cannot be read is given to `on_error` and skipped.
    """
    for _, text in _read(paths, stdin, None, Reader.texts, on_error):
        yield text


def _read(
    paths: Iterable[str],
    stdin: BinaryIO | None,
    reader: Reader | None,
    read: Callable[[Reader, BinaryIO, str, int | None, OnError], Iterator[T]],
    on_error: OnError,
) -> Iterator[tuple[InputFile, T]]:
    """The results of `read` for each file, with `reader` or else the one that the file's name or content tells."""
    for file in find_files(paths, on_error):
        try:
            with opened(file, stdin or sys.stdin.buffer) as (stream, size):
                own = reader or file.reader or reader_of_content(first_bytes(stream))
                yield from ((file, found) for found in read(own, stream, file.name, size, on_error))
        except InputError as error:
            on_error(error)


def count_articles(paths: Iterable[str]) -> int | None:
    """The number of articles that the paths name; None where only reading tells it (JSON lines, standard input)."""
    files = list(find_files(paths, lambda error: None))
    if any(file.reader is None or file.reader.read_many for file in files):
        return None
    return len(files)
