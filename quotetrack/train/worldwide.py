"""Read news articles from all over the world: names that people marked in them, and articles with what a pack found.

Names are in one file, a token and its tag a line, a blank line between sentences and a comment before each article.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

from quotetrack.train.samples import Spans, tagged_spans

NAMES = "worldwide/names.tsv.gz"
ARTICLES = {
    "people/worldwide.jsonl": "worldwide/articles.jsonl.gz",
    "people/worldwide_more.jsonl": "worldwide/more.jsonl.gz",
}
"""The articles that each people file annotates."""
_LABELS = {
    "Person": "PERSON",
    "Organization": "ORGANIZATION",
    "Location": "LOCATION",
    "Facility": "LOCATION",
    "NORP": "NORP",
}
_NO_BLANK_BEFORE = frozenset(".,;:!?)]}%'’”")
_NO_BLANK_AFTER = frozenset("([{$“‘")

Tagged = list[tuple[str, str]]
"""Tokens with their tags, such as B-Person."""


def read_names(path: Path) -> dict[str, list[Tagged]]:
    """The sentences of each article, by its name."""
    found: dict[str, list[Tagged]] = {}
    own: list[Tagged] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# doc = "):
                own = found.setdefault(line.removeprefix("# doc = ").strip(), [[]])
            elif not line.strip():
                own.append([])
            else:
                token, tag, *_ = [*line.rstrip("\n").split("\t"), ""]  # further tags are of names within the name
                own[-1].append((token.strip(), tag.strip()))
    return {doc: [sentence for sentence in sentences if sentence] for doc, sentences in found.items()}


def names_in(text: str, sentences: Sequence[Tagged]) -> Spans | None:
    """The names of an article as spans of its text; None where there are no tokens, or they are not those of the
    text."""
    places, at, lost = [], 0, 0
    for token, tag in (pair for sentence in sentences for pair in sentence):
        start = text.find(token, at, at + len(token) + 400)
        if start < 0:
            lost += 1
            places.append((at, at, tag))
            continue
        at = start + len(token)
        places.append((start, at, tag))
    return tagged_spans(places, _LABELS) if places and lost * 50 <= len(places) else None


def text_of(sentences: Sequence[Tagged]) -> tuple[str, Spans]:
    """A text made of tokens, a paragraph for each sentence, and its names."""
    text, places = "", []
    for sentence in sentences:
        text += "\n\n" if text else ""
        quoted, last = False, ""
        for token, tag in sentence:
            closing = token == '"' and quoted
            tight = (
                not last
                or token[0] in _NO_BLANK_BEFORE
                or closing
                or last in _NO_BLANK_AFTER
                or (last == '"' and quoted)
            )
            text += "" if tight else " "
            quoted = not quoted if token == '"' else quoted
            places.append((len(text), len(text) + len(token), tag))
            text += token
            last = token
    return text, tagged_spans(places, _LABELS)
