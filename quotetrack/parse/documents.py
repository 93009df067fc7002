"""Put a parsed document together: tokens with parts of speech, sentences, and what the encoder found.

Sentences are mended here, whichever splitter made them, since no splitter knows our paragraphs and quotation marks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from quotetrack.language import load
from quotetrack.parse.encoder import TextLabels
from quotetrack.parse.features import PreparedText
from quotetrack.records import Document, Labelled, Sentence, Span, Token

_LONGEST_BRACKET = 5
"""Tokens (1 upwards) before a closing bracket that are searched for the opening one. Set by hand."""
_SENTENCE_ENDS = ".!?…:;”\"')]"


def parts_of_speech(found: TextLabels, tokens: Sequence[Span]) -> list[str]:
    """The universal part of speech of each token: that of the first of the encoder's words in it that is no mark."""
    spans, upos = found.words.spans, found.upos
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
    text: PreparedText,
    tokens: Sequence[Span],
    starts: Sequence[int],
    tags: Sequence[str | None],
    found: TextLabels,
    entities: Sequence[Labelled] | None = None,
) -> Document:
    """The document of a text. `entities` are by default those that the encoder found. `starts` are the first tokens of
    the splitter's sentences; `tags` has one for each token."""
    sentences = tuple(
        Sentence(Span(tokens[first].start, tokens[last - 1].end), first, last)
        for first, last in sentence_ranges(text, tokens, starts)
    )
    tagged = tuple(map(Token, tokens, tags))
    names = tuple(found.entities if entities is None else entities)
    layers = tuple(found.roles), names, tuple(found.claims), tuple(found.acts), tuple(found.vectors)
    return Document(text.text, tuple(text.paragraphs), sentences, tagged, *layers)


def sentence_ranges(text: PreparedText, tokens: Sequence[Span], starts: Collection[int]) -> list[tuple[int, int]]:
    """The half-open range of tokens of each sentence, in order.

    `starts` are the first tokens of the sentences that the splitter found. Every paragraph starts a sentence; an
    opening mark belongs to the sentence after it, a closing mark to the one before. A sentence goes on where it ends
    without a sign that ends sentences, with a title (`Sgt.`), or before a closing bracket.
    """
    if not tokens:
        return []
    fixed = _paragraph_starts(tokens, text.paragraphs)
    openings = {q.opening.start for q in text.quoted if q.opening}
    closings = {q.closing.start for q in text.quoted if q.closing}
    marks = openings | closings
    mended = set(fixed)
    for start in starts:
        while start < len(tokens) and start not in fixed and tokens[start].start in closings:
            start += 1
        while start not in fixed and start > 0 and tokens[start - 1].start in openings:
            start -= 1
        if start < len(tokens) and (start in fixed or _may_start(text.text, tokens, start, marks)):
            mended.add(start)
    return list(pairwise([*sorted(mended), len(tokens)]))


def _may_start(text: str, tokens: Sequence[Span], start: int, marks: Collection[int]) -> bool:
    at = start - 1
    while at > 0 and tokens[at].start in marks:
        at -= 1
    last = text[tokens[at].start : tokens[at].end]
    if text[tokens[start].start] in ")]":
        return False
    if last == ")":
        at = _before_bracket(text, tokens, at)  # `Maj. Gen. (res.) Ana Ruiz`
    title = text[tokens[at].start : tokens[at].end]
    if len(title) == 1 and at > 0:
        title = text[tokens[at - 1].start : tokens[at].end]
    return last[-1] in _SENTENCE_ENDS and not (title[-1] == "." and title[:-1].casefold() in load("en").honorifics)


def _before_bracket(text: str, tokens: Sequence[Span], closing: int) -> int:
    """The token before the bracket of a few words that closes here; `closing` where none opens nearby."""
    near = range(closing - 1, max(0, closing - _LONGEST_BRACKET), -1)
    return next((at - 1 for at in near if text[tokens[at].start] == "("), closing)


def _paragraph_starts(tokens: Sequence[Span], paragraphs: Sequence[Span]) -> set[int]:
    found = {0}
    at = 0
    for paragraph in paragraphs:
        while at < len(tokens) and tokens[at].start < paragraph.start:
            at += 1
        if at < len(tokens):
            found.add(at)
    return found
