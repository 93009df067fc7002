"""Read JSON lines: one article a line, one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quotetrack import settings
from quotetrack.errors import InputError
from quotetrack.intake.fields import OnError, one_line, read_fields
from quotetrack.intake.plain import checked, too_large
from quotetrack.records import Article

_SHAPE = 'one JSON object a line, as {"text": "..."}'


def looks_like_jsonl(first: bytes) -> bool:
    """Whether a stream begins with an object."""
    return first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_jsonl(stream: BinaryIO, where: str, on_error: OnError) -> Iterator[Article]:
    """The articles of a stream of JSON lines; a line without one is given to `on_error`.

    The keys are text, and as far as known id, url, title, author, outlet, published. The article's id is `id`, or else
    `url`, or else file:line, which is also used where an id comes a second time. Only one line is in memory at a time,
    with about eight bytes for every id. Raises InputError where there is no article at all.
    """
    seen: set[int] = set()
    empty = True
    for number, line in enumerate(_lines(stream), start=1):
        here = f"{where}:{number}"
        if number == 1:
            _refuse_other_shapes(line, where)
        if not line.strip():
            continue
        empty = False
        try:
            given = _load(line, here)
            name = one_line(given.get("id")) or one_line(given.get("url")) or here
            if hash(name) in seen:
                name = here
            article = Article(name, _text(given, here), **read_fields(given, here, on_error))
        except InputError as error:
            on_error(error)
            continue
        seen.add(hash(name))
        yield article
    if empty:
        raise InputError(where, "no text in it", _SHAPE)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; a line above the limit is cut to one byte more than the limit."""
    max_bytes = settings.MAX_ARTICLE_BYTES
    while line := stream.readline(max_bytes + 1):
        yield line
        while len(line) > max_bytes and not line.endswith(b"\n"):
            line = stream.readline(max_bytes + 1)


def _refuse_other_shapes(line: bytes, where: str) -> None:
    """Raise one InputError for JSON over several lines or in UTF-16, where every line would have one otherwise."""
    if line.strip() in (b"{", b"["):
        raise InputError(where, "JSON over several lines", f"needed: {_SHAPE}; jq -c '.[]' OLD > NEW makes them")
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(where, "JSON lines in UTF-16", "save them as UTF-8")


def _load(line: bytes, here: str) -> dict[str, Any]:
    if len(line) > settings.MAX_ARTICLE_BYTES:
        raise too_large(here, "line", settings.MAX_ARTICLE_BYTES)
    try:
        given = json.loads(line.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError as error:
        raise InputError(here, f"not UTF-8 at byte {error.start:,} of the line") from None
    except json.JSONDecodeError as error:
        raise InputError(here, f"no valid JSON: {error.msg} at column {error.colno:,}", f"needed: {_SHAPE}") from None
    except (ValueError, RecursionError):
        raise InputError(here, "JSON that is nested too deeply or holds too large a number") from None
    if not isinstance(given, dict):
        raise InputError(here, "JSON, but no object", f"needed: {_SHAPE}")
    return given


def _text(given: dict[str, Any], here: str) -> str:
    text = given.get("text")
    if not isinstance(text, str):
        keys = ", ".join(sorted(given)[:8])
        raise InputError(here, 'no "text" in it', f"its keys: {keys}" if keys else _SHAPE)
    return checked(text, here)
