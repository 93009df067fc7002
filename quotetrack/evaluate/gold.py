"""Articles in which people marked by hand who is quoted, to compare findings with."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from quotetrack.errors import InputError
from quotetrack.records import Span
from quotetrack.train.corpora import HOMES, POLNEAR, find
from quotetrack.train.polnear import read_published

Spans = tuple[Span, ...]


class LinkedSpans(NamedTuple):
    """The spans of an attribution: three roles, each with any number of spans."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()


@dataclass(frozen=True)
class GoldArticle:
    """An article of the corpus with its hand-made attributions, in the corpus's order."""

    doc: str
    text: str
    attributions: tuple[LinkedSpans, ...]


@dataclass(frozen=True)
class Gold:
    """The articles to score with, the name of their corpus, and the folder of all corpora, if there is one."""

    articles: list[GoldArticle]
    name: str
    corpora: Path | None = None


def find_gold(path: Path, part: str) -> Gold:
    """A file of annotated articles, or that part of PolNeAR in a folder of corpora (ours, or as published).

    Raises InputError.
    """
    if path.is_file():
        return Gold(read_gold(path), path.name)
    if not path.is_dir():
        raise InputError(str(path), "no such file or folder", "docs/model.md says where the corpora are")
    found = find(path, POLNEAR, part)
    if found is None:
        raise InputError(
            str(path), f"{POLNEAR.format(part)} is not there, nor {part}/text and {part}/attributions in any folder",
            f"PolNeAR is at {HOMES[POLNEAR]}; docs/model.md says how to lay the corpora out",
        )  # fmt: skip
    articles = read_gold(found) if found.is_file() else list(map(gold_article, read_published(found)))
    return Gold(articles, f"PolNeAR {part}", path)


def read_gold(path: Path) -> list[GoldArticle]:
    """The articles of a file in JSON lines, gzipped or not (docs/model.md has the form), spans in code points.

    Raises InputError for a line that is not of that form.
    """
    found: dict[str, GoldArticle] = {}
    for where, row in read_lines(path):
        try:
            article = gold_article(row)
        except (KeyError, TypeError, ValueError) as error:
            hint = "a line has doc, text and attributions, each of those source, cue and content"
            raise InputError(where, f"no annotated article: {type(error).__name__}: {error}", hint) from None
        if article.doc in found:
            raise InputError(where, f"{article.doc} is there twice")
        found[article.doc] = article
    return list(found.values())


def gold_article(row: Mapping[str, Any]) -> GoldArticle:
    """The article of one row of an annotated corpus. KeyError, TypeError or ValueError where it is none."""
    article = GoldArticle(row["doc"], row["text"], tuple(_linked(a) for a in row["attributions"]))
    spans = (span for linked in article.attributions for role in linked for span in role)
    if bad := next((s for s in spans if not 0 <= s.start < s.end <= len(article.text)), None):
        raise ValueError(f"[{bad.start}, {bad.end}] is outside of the text of {article.doc}")
    return article


def _linked(row: Mapping[str, Any]) -> LinkedSpans:
    content, cue, source = (tuple(sorted(Span(*s) for s in row[role])) for role in ("content", "cue", "source"))
    return LinkedSpans(content, cue, source)


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file in JSON lines (UTF-8, gzipped where its name ends so), each with its place.

    Raises InputError for a file that cannot be read or a line that is no JSON object.
    """
    number = 0
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise InputError(f"{path}:{number}", "not a JSON object", "every line is one")
                    yield f"{path}:{number}", row
    except ValueError as error:  # that of JSON, and that of UTF-8
        raise InputError(f"{path}:{number}", f"no JSON lines in UTF-8: {error}") from None
    except (OSError, EOFError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from None
