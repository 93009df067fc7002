"""Prepare what the encoder reads: words with quotation marks in one form, word pieces, windows of paragraphs.

Training and parsing share this module, so that a model reads texts in the form that it was trained on: every quotation
mark in one form for its depth, straight apostrophes, and for each word whether it begins with a capital, is in capitals
only, and stands inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from quotetrack.marks import Quoted, find_quoted
from quotetrack.records import Span
from quotetrack.text import paragraphs

_WORD_OR_MARK = re.compile(r"[^\W_]+|``|''|[^\w\s]|_")
_ONE_FORM = str.maketrans({"’": "'", "‘": "'", "`": "'"}) | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""Makes apostrophes straight, and replaces halves of surrogate pairs (JSON can have these), which have no pieces."""
_MARKS_BY_DEPTH = (("“", "”"), ("‘", "’"))

WINDOW_PIECES = 192
"""The most pieces of a window, with its special ones. In windows of 128, 192 and 256 pieces the content F1 of one
encoder was 68.7, 69.3 and 68.8; sentence by sentence it was 11 points lower, and 512 gained nothing. Shorter windows
take 5 % less time."""
CLS, SEP = 101, 102
CAPITALISED, QUOTED, CAPITALS = 1, 2, 4
"""The bits of a word's type: it begins with a capital, stands in quotation marks, is in capitals only."""


@dataclass(frozen=True)
class PreparedText:
    """A text with its paragraphs and quoted stretches."""

    text: str
    paragraphs: Sequence[Span]
    quoted: Sequence[Quoted]


def prepare(text: str) -> PreparedText:
    """The text with its paragraphs and quoted stretches."""
    parts = paragraphs(text)
    return PreparedText(text, parts, find_quoted(text, parts))


@dataclass(frozen=True)
class Words:
    """The words of a text: spans, the forms that the encoder reads, type bits, and the numbers of their paragraphs."""

    spans: tuple[Span, ...]
    forms: tuple[str, ...]
    types: tuple[int, ...]
    paragraph: tuple[int, ...]


def read_words(text: PreparedText) -> Words:
    """The words and single punctuation marks of every paragraph, in order."""
    marks: dict[int, str] = {}
    inside = np.zeros(len(text.text) + 1, dtype=np.int32)
    for q in text.quoted:
        opening, closing = _MARKS_BY_DEPTH[q.depth % 2]
        if q.opening:
            marks[q.opening.start] = opening
        if q.closing:
            marks[q.closing.start] = closing
        inside[q.inner.start] += 1
        inside[q.inner.end] -= 1
    within = (np.cumsum(inside) > 0).tolist()
    known: dict[str, tuple[str, int]] = {}
    spans: list[Span] = []
    forms: list[str] = []
    types: list[int] = []
    owner: list[int] = []
    for number, paragraph in enumerate(text.paragraphs):
        for found in _WORD_OR_MARK.finditer(text.text, paragraph.start, paragraph.end):
            start, end = found.span()
            word = found.group()
            if word not in known:
                known[word] = word.translate(_ONE_FORM), _case(word)
            form, case = known[word]
            spans.append(Span(start, end))
            forms.append(marks.get(start) or form)
            types.append(case | QUOTED if within[start] else case)
            owner.append(number)
    return Words(tuple(spans), tuple(forms), tuple(types), tuple(owner))


def _case(word: str) -> int:
    return (CAPITALISED if word[0].isupper() else 0) | (CAPITALS if len(word) > 1 and word.isupper() else 0)


@dataclass(frozen=True)
class Window:
    """One input of the encoder: the ids and types of its pieces.

    `words` are the indices of the text's words that it covers, and `heads` the positions of their first pieces.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    words: tuple[int, ...]
    heads: tuple[int, ...]


KNOWN = 50_000
"""Forms of words (1 upwards) whose pieces are kept in memory, with about 300 bytes each."""


class PieceTokenizer:
    """WordPiece over words (the `tokenizers` library), lower-cased, accents stripped.

    Each form is looked up once, since looking up every word took a third of the time of reading.
    """

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        self._tokenizer: Any = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._known: dict[str, list[int]] = {}

    def pieces(self, forms: Sequence[str]) -> list[list[int]]:
        """The piece ids of each word; a word that vanishes in normalising becomes [UNK]."""
        known = self._known
        if len(known) > KNOWN:
            known = self._known = {}  # not emptied: another thread may be reading it
        new = [form for form in dict.fromkeys(forms) if form not in known]
        known.update(zip(new, self._look_up(new), strict=True))
        return [known[form] for form in forms]

    def _look_up(self, forms: Sequence[str]) -> list[list[int]]:
        encoding = self._tokenizer.encode(list(forms), is_pretokenized=True, add_special_tokens=False)
        ids: list[list[int]] = [[] for _ in forms]
        for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
            ids[word].append(piece)
        return [i or [100] for i in ids]


def windows(words: Words, pieces: Sequence[Sequence[int]]) -> Iterator[Window]:
    """The windows of a text, made of whole paragraphs that [SEP] parts.

    A paragraph that is too long for a window is cut, if possible after a full stop. `pieces` are those of each word.
    """
    room = WINDOW_PIECES - 2
    pending: list[list[int]] = []
    size = 0
    for block in _blocks(words, pieces, room):
        cost = sum(len(pieces[i]) for i in block) + 1
        if pending and size + cost > room + 1:
            yield _window(words, pieces, pending)
            pending, size = [], 0
        pending.append(block)
        size += cost
    if pending:
        yield _window(words, pieces, pending)


def _blocks(words: Words, pieces: Sequence[Sequence[int]], room: int) -> Iterator[list[int]]:
    block: list[int] = []
    size = stop = 0
    for i, paragraph in enumerate(words.paragraph):
        cost = min(len(pieces[i]), room)
        if block and words.paragraph[block[-1]] != paragraph:
            yield block
            block, size, stop = [], 0, 0
        elif block and size + cost > room:
            cut = stop if stop > len(block) // 2 else len(block)
            yield block[:cut]
            block = block[cut:]
            size, stop = sum(min(len(pieces[j]), room) for j in block), 0
        block.append(i)
        size += cost
        if words.forms[i] in ".!?”" and words.forms[i - 1 if i else 0] not in "“":
            stop = len(block)
    if block:
        yield block


def _window(words: Words, pieces: Sequence[Sequence[int]], blocks: list[list[int]]) -> Window:
    ids, types, covered, heads = [CLS], [0], [], []
    for block in blocks:
        for i in block:
            covered.append(i)
            heads.append(len(ids))
            own = pieces[i][: WINDOW_PIECES - 2]
            ids += own
            types += [words.types[i]] * len(own)
        ids.append(SEP)
        types.append(0)
    return Window(tuple(ids), tuple(types), tuple(covered), tuple(heads))
