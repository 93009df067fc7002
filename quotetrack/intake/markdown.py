"""Markdown: the file as it stands, with its front matter read as metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from quotetrack.errors import InputError, InputWarning
from quotetrack.intake.fields import OnError, read_fields
from quotetrack.intake.plain import decode
from quotetrack.records import Article

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)(?<=\n)(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_markdown(data: bytes, where: str, on_error: OnError) -> Article:
    """An article from the bytes of a Markdown file; raises InputError.

    Nothing is taken out of the text, so that offsets hold on the file: `Article.body` says
    where the front matter (YAML between ---, TOML between +++) ends. Front matter that cannot
    be read is handed to `on_error` as an InputWarning.
    """
    text = decode(data, where)
    front = _FRONT.match(text)
    if front is None:
        return Article(where, text)
    try:
        given = _load(front.group(1), front.group(2))
    except ValueError as error:
        on_error(InputWarning(where, f"front matter left out: {error}"))
        given = {}
    if given is None:
        return Article(where, text)  # a rule (---) begins the text, and another comes later
    if not text[front.end() :].strip():
        raise InputError(where, "no text in it after the front matter")
    return Article(where, text, body=front.end(), **read_fields(given, where, on_error))


def _load(fence: str, front: str) -> Mapping[str, Any] | None:
    """The keys and values of front matter, None where it is something else; raises ValueError."""
    if fence == "+++":
        import tomllib

        return tomllib.loads(front.replace("\r\n", "\n"))
    import yaml

    try:
        given = yaml.load(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"no valid YAML, {' '.join(str(error).split())}") from None
    return given if isinstance(given, dict) else None if given else {}
