"""A parsed document put together: tokens with parts of speech, mended sentences, what the encoder found."""

from __future__ import annotations

from collections.abc import Sequence

from quotetrack.parse.encoder import Prepared, Reading
from quotetrack.parse.sentences import sentence_ranges
from quotetrack.records import Document, Labelled, Sentence, Span, Token


def parts_of_speech(reading: Reading, tokens: Sequence[Span]) -> list[str]:
    """For each token the part of speech of the first of the encoder's words in it that is no mark."""
    spans, upos = reading.words.spans, reading.upos
    tags = []
    first, count = 0, len(spans)
    for start, end in tokens:
        while first < count and spans[first].end <= start:
            first += 1
        tag, at = "X", first
        while at < count and spans[at].start < end:
            tag = upos[at]
            if tag != "PUNCT":
                break
            at += 1
        tags.append(tag)
    return tags


def assemble(
    text: Prepared,
    tokens: Sequence[Span],
    starts: Sequence[int],
    tags: Sequence[str | None],
    roles: Sequence[Labelled],
    entities: Sequence[Labelled],
) -> Document:
    """The document. `starts` are the tokens with which a splitter's sentences begin, `tags` one for each token."""
    sentences = tuple(
        Sentence(Span(tokens[first].start, tokens[last - 1].end), first, last)
        for first, last in sentence_ranges(text.text, tokens, starts, text.paragraphs, text.quoted)
    )
    words = tuple(map(Token, tokens, tags))
    return Document(text.text, tuple(text.paragraphs), sentences, words, tuple(roles), tuple(entities))
