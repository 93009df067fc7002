"""Read articles in a test and keep what was complained about."""

from __future__ import annotations

import io
from pathlib import Path
from unittest.mock import patch

from quotetrack import settings
from quotetrack.errors import InputError
from quotetrack.intake import read_articles
from quotetrack.records import Article


def read(
    *paths: str | Path,
    stdin: bytes = b"",
    input_format: str | None = None,
    max_bytes: int = settings.MAX_ARTICLE_BYTES,
) -> tuple[list[Article], list[InputError]]:
    """All articles of the paths, and the errors and warnings in their order."""
    errors: list[InputError] = []
    with patch.object(settings, "MAX_ARTICLE_BYTES", max_bytes):
        articles = read_articles(
            [str(p) for p in paths], stdin=io.BytesIO(stdin), input_format=input_format, on_error=errors.append
        )
        return list(articles), errors


def read_bytes(data: bytes, folder: Path, name: str = "story.txt") -> tuple[list[Article], list[InputError]]:
    """The same for a file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return read(path)
