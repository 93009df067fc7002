"""Stored parses: documents as JSON, a parser that replays them, and one that stores new ones.

They make tests of everything after the parser fast and exact, and parses can be made on another machine. A file has
JSON lines: first `{"stamp": ...}`, then one document a line, with the hash of its text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from quotetrack.errors import PackError
from quotetrack.parse import Parser
from quotetrack.records import ActScores, Document, Labelled, Sentence, Span, SpanVector, StatedClaim, Token


def document_to_json(document: Document) -> dict[str, Any]:
    """The document without its text, in a short form.

    A token is two numbers: the gap after the token before it, and its length. A sentence is four: start, end, first
    token, last token + 1. `upos` has `_` for an unknown tag.
    """
    tokens, at = [], 0
    for token in document.tokens:
        tokens += [token.span.start - at, token.span.end - token.span.start]
        at = token.span.end
    return {
        "paragraphs": [offset for span in document.paragraphs for offset in span],
        "sentences": [n for s in document.sentences for n in (*s.span, s.first, s.last)],
        "tokens": tokens,
        "upos": " ".join(token.upos or "_" for token in document.tokens),
        "roles": [[found.label, *found.span, found.score] for found in document.roles],
        "entities": [[found.label, *found.span, found.score] for found in document.entities],
        "claims": [[found.label, *found.mention, *found.span, found.score] for found in document.claims],
        "acts": [[*found.span, *found.scores] for found in document.acts],
        "vectors": [[found.label, *found.span, *found.numbers] for found in document.vectors],
    }


def document_from_json(stored: dict[str, Any], text: str) -> Document:
    """The document of that text, as `document_to_json` stored it."""
    tokens, at = [], 0
    for (gap, length), upos in zip(_groups(stored["tokens"], 2), stored["upos"].split(), strict=True):
        tokens.append(Token(Span(at + gap, at + gap + length), None if upos == "_" else upos))
        at += gap + length
    sentences = (Sentence(Span(s, e), first, last) for s, e, first, last in _groups(stored["sentences"], 4))
    paragraphs = tuple(Span(s, e) for s, e in _groups(stored["paragraphs"], 2))
    roles, entities = (
        tuple(Labelled(Span(start, end), label, score) for label, start, end, score in stored[layer])
        for layer in ("roles", "entities")
    )
    claims = tuple(
        StatedClaim(Span(first, last), label, Span(start, end), score)
        for label, first, last, start, end, score in stored["claims"]
    )
    acts = tuple(ActScores(Span(start, end), tuple(scores)) for start, end, *scores in stored["acts"])
    vectors = tuple(
        SpanVector(label, Span(start, end), tuple(numbers)) for label, start, end, *numbers in stored.get("vectors", ())
    )
    return Document(text, paragraphs, tuple(sentences), tuple(tokens), roles, entities, claims, acts, vectors)


def _groups(numbers: Sequence[int], size: int) -> Iterable[tuple[int, ...]]:
    return zip(*(numbers[i::size] for i in range(size)), strict=True)


def text_key(text: str) -> str:
    """The key that a text is stored under: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class RecordedParser:
    """A parser that only knows the texts stored in a file. `stamp` is that of the parser that parsed them, and empty
    where the file is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp, self.stored = _read(path)

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """The stored documents. Raises PackError for a text that is not there."""
        return [self._replay(text) for text in texts]

    def _replay(self, text: str) -> Document:
        stored = self.stored.get(text_key(text))
        if stored is None:
            raise PackError(f"{self.path} holds no parse of {text[:60]!r}. Store it: make record")
        return document_from_json(stored, text)


class Recording(RecordedParser):
    """A parser that replays the parses stored with this `stamp`, and parses and keeps all other texts.

    `load` gives the parser with that stamp; it is called only when something has to be parsed.
    """

    def __init__(self, path: Path, load: Callable[[], Parser], stamp: str) -> None:
        super().__init__(path)
        self._load = cache(load)
        if stamp != self.stamp:
            self.stamp, self.stored = stamp, {}
        self.used: set[str] = set()

    def _replay(self, text: str) -> Document:
        key = text_key(text)
        if key not in self.stored:
            self.stored[key] = document_to_json(self._load().parse([text])[0])
        self.used.add(key)
        return super()._replay(text)

    def save(self, *, drop_unused: bool) -> None:
        """Write the file anew, sorted.

        Parses that were not used here, or that another process stored meanwhile, stay unless `drop_unused`.
        """
        stamp, others = _read(self.path)
        kept = {} if drop_unused or stamp != self.stamp else others
        kept |= {key: self.stored[key] for key in self.used}
        lines = [{"stamp": self.stamp}, *({"text": key} | kept[key] for key in sorted(kept))]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)


def _read(path: Path) -> tuple[str, dict[str, dict[str, Any]]]:
    if not path.exists():
        return "", {}
    with path.open(encoding="utf-8") as file:
        head, *lines = (json.loads(line) for line in file)
    return str(head["stamp"]), {line.pop("text"): line for line in lines}
