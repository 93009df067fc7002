"""The sentences of an article that words stand in, as they are printed: with the marks, and with who said it."""

from __future__ import annotations

from collections.abc import Sequence

from quotetrack.check.check import StoredSource, read_text
from quotetrack.comparison.sentences import sentence_around
from quotetrack.comparison.statements import PlacedStatement, make_statement, overlap
from quotetrack.records import Span
from quotetrack.store import Store
from quotetrack.text import paragraphs

_AROUND = 1_000
"""Code points of the article before and after the words in which their sentence is looked for."""


def find_sentence(store: Store, source: StoredSource | None) -> str | None:
    """The sentence, or those from the first to the last, that the words of a source stand in; with the reporter's words
    for who said it where those are in the same paragraph."""
    if source is None or not source.finding.spans or not source.hit.quotation.content:
        return None
    content = source.hit.quotation.content
    first = max(0, content[0].start - _AROUND)
    text = read_text(store, source.hit.article.id, first, content[-1].end + _AROUND)
    words = [_moved(span, -first) for span in _places(source)]
    lines = [line for line in paragraphs(text) if overlap([line], words)]
    if not words or not lines:
        return None
    around = Span(lines[0].start, lines[-1].end)
    told = [_moved(span, -first) for span in _telling(source)]
    wanted = words + [span for span in told if around.start <= span.start and span.end <= around.end]
    start, end = sentence_around(text, around, wanted)
    inside = [_moved(span, -first) for span in content] if source.hit.quotation.kind == "direct" else []
    opened = "“… " if any(span.start < start < span.end for span in inside) else ""
    closed = " …”" if any(span.start < end < span.end for span in inside) else ""
    return f"{opened}{text[start:end]}{closed}"


def _places(source: StoredSource) -> list[Span]:
    """Where the words stand in the article."""
    quotation = source.hit.quotation
    statement = make_statement(quotation.text, quotation.kind, quotation.content)
    stretch = PlacedStatement(statement, tuple(quotation.content))
    return [place for span in source.finding.spans for place in stretch.place(span)]


def _telling(source: StoredSource) -> Sequence[Span]:
    """The words of the article for who said it, and that it was said."""
    given = source.hit.quotation.attribution
    return [*given.cue, *given.source]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
