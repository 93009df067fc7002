"""Files, directories and standard input, read into articles one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from quotetrack import settings
from quotetrack.errors import InputError
from quotetrack.intake.fields import OnError
from quotetrack.intake.jsonl import read_jsonl
from quotetrack.intake.markdown import read_markdown
from quotetrack.intake.plain import read_plain, read_whole
from quotetrack.intake.sources import FORMATS, Format, Source, find_sources, guess_format, opened
from quotetrack.records import Article

__all__ = ["FORMATS", "Format", "count_articles", "read_articles"]


def read_articles(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    input_format: Format | None = None,
    max_bytes: int = settings.MAX_ARTICLE_BYTES,
    on_error: OnError,
) -> Iterator[Article]:
    """Articles of files, directories, glob patterns and `-` (standard input), as they are asked for.

    `input_format` says how to read everything named, instead of going by name and content.
    What cannot be read is handed to `on_error` and skipped, so that one bad file or line stops
    nothing; an InputWarning says that the article comes all the same, less its date, say.
    An article's id is its path as given, for JSON lines see `read_jsonl`.
    """
    for source in find_sources(paths, on_error):
        try:
            with opened(source, stdin or sys.stdin.buffer) as (stream, size):
                kind = input_format or source.format or guess_format(stream)
                if kind == "jsonl":
                    articles = read_jsonl(stream, source.name, max_bytes, on_error)
                else:
                    data = read_whole(stream, source.name, max_bytes, size)
                    articles = iter([_read_one(data, source, kind, on_error)])
                for article in articles:
                    yield article if source.path == "-" else replace(article, path=source.name)
        except InputError as error:
            on_error(error)


def count_articles(paths: Iterable[str]) -> int | None:
    """How many articles the paths name; None where only reading tells: JSON lines, standard input."""
    sources = list(find_sources(paths, lambda error: None))
    if any(source.path == "-" or source.format in ("jsonl", None) for source in sources):
        return None
    return len(sources)


def _read_one(data: bytes, source: Source, kind: Format, on_error: OnError) -> Article:
    if kind == "html":
        from quotetrack.intake.html import read_html

        return read_html(data, source.name, on_error)
    if kind == "docx":
        from quotetrack.intake.docx import read_docx

        return read_docx(data, source.name, on_error)
    if kind == "markdown":
        return read_markdown(data, source.name, on_error)
    return read_plain(data, source.name)
