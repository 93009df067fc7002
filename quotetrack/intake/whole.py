"""Texts as they are, markup and all, for offsets that hold in what the user has."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from quotetrack import settings
from quotetrack.errors import InputError
from quotetrack.intake.docx import read_docx
from quotetrack.intake.fields import OnError
from quotetrack.intake.jsonl import read_jsonl
from quotetrack.intake.plain import decode, read_whole
from quotetrack.intake.sources import find_sources, guess_format, opened


def read_texts(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    max_bytes: int = settings.MAX_ARTICLE_BYTES,
    on_error: OnError,
) -> Iterator[tuple[str, str]]:
    """Name and text of files, directories, glob patterns and `-` (standard input): text, Markdown and HTML as they
    stand in the file, Word documents as they are read, of JSON lines the text of each article.

    What cannot be read is handed to `on_error` and skipped.
    """
    for source in find_sources(paths, on_error):
        try:
            with opened(source, stdin or sys.stdin.buffer) as (stream, size):
                kind = source.format or guess_format(stream)
                if kind == "jsonl":
                    yield from ((a.id, a.text) for a in read_jsonl(stream, source.name, max_bytes, on_error))
                    continue
                data = read_whole(stream, source.name, max_bytes, size)
                text = read_docx(data, source.name, on_error).text if kind == "docx" else decode(data, source.name)
                yield source.name, text
        except InputError as error:
            on_error(error)
