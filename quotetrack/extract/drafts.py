"""What extraction works on: quotations before it is known who the source is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from quotetrack.marks import Quoted, find_quoted
from quotetrack.records import Act, Document, Kind, Labelled, Sentence, Span


@dataclass
class Draft:
    """A quotation in the making. `pieces` are its content spans, in text order.

    `way` names the rule or model that linked cue and source; `score` is how sure the model was
    of the spans (0 to 1). `closed` is false where a closing mark is missing.
    """

    pieces: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    kind: Kind = "direct"
    act: Act = "speech"
    way: str = "model"
    score: float = 1.0
    closed: bool = True
    via: Span | None = None
    parent: Draft | None = None
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end


class Reading:
    """A document with its marks read and its parts findable by offset."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text

    @cached_property
    def quoted(self) -> list[Quoted]:
        """Everything in quotation marks, inner stretches too."""
        return find_quoted(self.text, self.document.paragraphs)

    @cached_property
    def outer(self) -> list[Quoted]:
        """Stretches in quotation marks that lie in no other."""
        return [q for q in self.quoted if q.depth == 0]

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.document.paragraphs]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.span.start for s in self.document.sentences]

    @cached_property
    def _outer_starts(self) -> list[int]:
        return [q.span.start for q in self.outer]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.span.start for t in self.document.tokens]

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds an offset (or the last one before it)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraph(self, number: int) -> Span:
        """Span of a paragraph by its index."""
        return self.document.paragraphs[number]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset, or the last one before it."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.document.sentences[at] if at >= 0 else None

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds an offset (or the last one before it); -1 before all."""
        return bisect_right(self._sentence_starts, offset) - 1

    def quoted_at(self, offset: int) -> Quoted | None:
        """The outermost stretch in marks that holds an offset."""
        at = bisect_right(self._outer_starts, offset) - 1
        if at >= 0 and offset < self.outer[at].span.end:
            return self.outer[at]
        return None

    def tokens_in(self, span: Span) -> list[tuple[str, str | None, Span]]:
        """(text, part of speech, span) of the tokens that begin within a span."""
        found = []
        for token in self.document.tokens[bisect_right(self._token_starts, span.start - 1) :]:
            if token.span.start >= span.end:
                break
            found.append((self.text[token.span.start : token.span.end], token.upos, token.span))
        return found

    def slice(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def roles(self, label: str) -> list[Labelled]:
        """The model's spans of one role, in text order."""
        return [r for r in self.document.roles if r.label == label]


def overlap(a: Span, b: Span) -> int:
    """Code points that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def within(inner: Span, outer: Span) -> bool:
    """Whether one span lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end
