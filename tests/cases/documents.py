"""Hypothesis strategies: texts of words and marks, and documents as some parser might give them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from quotetrack.parse.labels import ENTITIES, ROLES
from quotetrack.records import Document, Labelled, Sentence, Span, Token
from quotetrack.text import paragraphs

PAIRS = ("“”", '""', "‘’", "''", "«»", "„“", "»«", "‹›", ("``", "''"), ("“", ""), ("", "”"), ('"', ""), ("‘", ""))
WORDS = (
    "Ana Ruiz", "Sen. Cole, R-Ohio,", "Orrin Freight", "she", "He", "the council", "told", "wrote", "that", "it",
    "players’", "don't", "rock 'n' roll", "’tis", "a man", "Reuters", "it must be", "two officials", "Dr. Osk", "I",
)  # fmt: skip
REPORTS = (
    " said Ana Ruiz", ", she said, ", " the council said", "Owen Blake said: ", ", according to Reuters", " told KNA ",
    "He wrote that ", " says Osk.", "\n- Jago Penrose, Harbour Fund", "\nREES: ", "\nQ: ", "\nA: ", " the so-called ",
)  # fmt: skip
JOINTS = (
    " ",
    " ",
    " ",
    ", ",
    ". ",
    ".",
    "? ",
    " — ",
    "\n\n",
    "\n\n",
    "\r\n",
    "\u00a0",
    "\u200b",
    "\n» ",
    " (",
    ") ",
    "…",
)
MOST_STRETCHES = 10
_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")


def texts() -> st.SearchStrategy[str]:
    """Texts of words, names, reports and words in marks, closed or not, nested or not, in any order."""
    plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    quoted = st.recursive(plain, _in_marks, max_leaves=4)
    piece = quoted | _in_marks(plain) | st.sampled_from(REPORTS) | st.sampled_from(JOINTS) | st.sampled_from(WORDS)
    return st.lists(piece, max_size=30).map("".join)


def _in_marks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pieces = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    return st.builds(lambda pair, words: pair[0] + words + pair[1], st.sampled_from(PAIRS), pieces)


@st.composite
def documents(draw: st.DrawFn, text: st.SearchStrategy[str] | None = None) -> Document:
    """A document over such a text: tokens, sentences, and labelled stretches wherever chance puts them."""
    given = draw(text or texts())
    parts = tuple(paragraphs(given))
    tokens = tuple(Token(Span(*m.span())) for p in parts for m in _TOKEN.finditer(given, p.start, p.end))
    return Document(
        text=given,
        paragraphs=parts,
        sentences=_sentences(parts, tokens),
        tokens=tokens,
        roles=draw(_labelled(tokens, ROLES)),
        entities=draw(_labelled(tokens, ENTITIES)),
    )


def _sentences(parts: tuple[Span, ...], tokens: tuple[Token, ...]) -> tuple[Sentence, ...]:
    found = []
    for part in parts:
        inside = [at for at, token in enumerate(tokens) if part.start <= token.span.start < part.end]
        if inside:
            span = Span(tokens[inside[0]].span.start, tokens[inside[-1]].span.end)
            found.append(Sentence(span, inside[0], inside[-1] + 1))
    return tuple(found)


def _labelled(tokens: tuple[Token, ...], labels: tuple[str, ...]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    """Stretches of whole tokens in text order that do not overlap, as decoding gives them."""
    if not tokens:
        return st.just(())
    most = min(2 * MOST_STRETCHES, len(tokens))
    edges = st.lists(st.integers(0, len(tokens)), min_size=most // 2, max_size=most, unique=True).map(sorted)
    names = st.lists(st.sampled_from(labels), min_size=MOST_STRETCHES, max_size=MOST_STRETCHES)
    scores = st.lists(st.floats(0, 1), min_size=MOST_STRETCHES, max_size=MOST_STRETCHES)
    return st.builds(
        lambda at, name, score: tuple(
            Labelled(Span(tokens[a].span.start, tokens[b - 1].span.end), n, s)
            for a, b, n, s in zip(at[::2], at[1::2], name, score, strict=False)
        ),
        edges,
        names,
        scores,
    )
