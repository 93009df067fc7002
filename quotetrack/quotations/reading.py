"""One article with its marks, words, sentences, names and spans findable by offset: what every step reads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Set
from functools import cached_property
from typing import NamedTuple

from quotetrack.language import Language
from quotetrack.marks import Quoted, find_quoted
from quotetrack.names.organisation import introduced_abbreviations
from quotetrack.quotations.article_names import words_after_titles
from quotetrack.records import ActScores, Document, Labelled, Sentence, Span, SpanVector, StatedClaim
from quotetrack.spans import SpanIndex
from quotetrack.text import trim

_POSSESSIVE = re.compile(r"['’]s?\b")
_MARKUP = re.compile(r"\s*(?:[>*#•·–—-]+\s*)+")
INTRODUCED_OUTLET = re.compile(
    r"\b(?:agency|newspaper|broadcaster|magazine|daily|weekly|channel|website)\s"
    r"(?P<name>[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w'’-]*){0,3})"
)


class Word(NamedTuple):
    """A token with its text."""

    text: str
    upos: str | None
    span: Span

    @property
    def folded(self) -> str:
        """The text, case folded."""
        return self.text.casefold()

    @property
    def may_be_verb(self) -> bool:
        """Whether it is a verb, as far as parts of speech are known."""
        return self.upos in ("VERB", "AUX", None)


class Reading:
    """A document with its marks read and its parts findable by offset, and the words of its language."""

    def __init__(self, document: Document, language: Language) -> None:
        self.document = document
        self.language = language
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
    def _paragraphs(self) -> list[int]:
        return [p.start for p in self.document.paragraphs]

    @cached_property
    def _sentences(self) -> list[int]:
        return [s.span.start for s in self.document.sentences]

    @cached_property
    def _words(self) -> SpanIndex[Word]:
        words = (Word(self.slice(t.span), t.upos, t.span) for t in self.document.tokens)
        return SpanIndex(words, lambda word: word.span)

    @cached_property
    def _outer(self) -> SpanIndex[Quoted]:
        return SpanIndex(self.outer, lambda quoted: quoted.span)

    @cached_property
    def entities(self) -> SpanIndex[Labelled]:
        """Named people, organisations and places, by place."""
        return SpanIndex(self.document.entities, lambda entity: entity.span)

    @cached_property
    def claims(self) -> SpanIndex[StatedClaim]:
        """What the model says is stated of those who are named, by the place of their names."""
        return SpanIndex(self.document.claims, lambda claim: claim.mention)

    @cached_property
    def claimed(self) -> SpanIndex[StatedClaim]:
        """The same by the place of the words that state it."""
        return SpanIndex(self.document.claims, lambda claim: claim.span)

    @cached_property
    def acts(self) -> SpanIndex[ActScores]:
        """How well each act fits each cue and content of the model."""
        return SpanIndex(self.document.acts, lambda found: found.span)

    @cached_property
    def _vectors(self) -> dict[str, SpanIndex[SpanVector]]:
        by_label: dict[str, list[SpanVector]] = {}
        for vector in self.document.vectors:
            by_label.setdefault(vector.label, []).append(vector)
        return {label: SpanIndex(own, lambda vector: vector.span) for label, own in by_label.items()}

    def vectors(self, label: str, span: Span) -> list[SpanVector]:
        """What the model says, of that label, of sources, cues, contents or names that touch a span."""
        return self._vectors[label].touching(span) if label in self._vectors else []

    @cached_property
    def _roles(self) -> dict[str, SpanIndex[Labelled]]:
        roles = [r for r in self.document.roles if r.label != "source" or any(map(str.isalnum, self.slice(r.span)))]
        return {
            label: SpanIndex((r for r in roles if r.label == label), lambda role: role.span)
            for label in ("source", "cue", "content")
        }

    def roles(self, label: str) -> SpanIndex[Labelled]:
        """The model's spans of one role, by place; no source without a word."""
        return self._roles[label]

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Names that the article introduces as outlets, case folded: `the state agency KNA`."""
        return frozenset(found["name"].casefold() for found in INTRODUCED_OUTLET.finditer(self.text))

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """Abbreviations that the article introduces in brackets, with what they stand for."""
        return introduced_abbreviations(self.text)

    @cached_property
    def titled(self) -> Set[str]:
        """Words that stand after somebody's title anywhere: Mr Ruiz is a man."""
        return words_after_titles(self.text)

    @cached_property
    def borne(self) -> Mapping[str, bool]:
        """The words of all names of people, and whether each is ever part of a longer name."""
        names = sorted((self.slice(e.span).split() for e in self.entities.items if e.label == "PERSON"), key=len)
        return {word: len(name) > 1 for name in names for word in name}

    def solid_before(self, offset: int) -> int:
        """Where what comes before an offset ends, white space apart."""
        while offset and self.text[offset - 1].isspace():
            offset -= 1
        return offset

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds an offset (or the last one before it)."""
        return max(0, bisect_right(self._paragraphs, offset) - 1)

    def paragraph(self, number: int) -> Span:
        """Span of a paragraph by its index."""
        return self.document.paragraphs[number]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset, or the last one before it."""
        at = self.sentence_index(offset)
        return self.document.sentences[at] if at >= 0 else None

    def sentence_start(self, offset: int) -> int:
        """Where the sentence that holds an offset begins; 0 before all."""
        sentence = self.sentence_at(offset)
        return sentence.span.start if sentence else 0

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds an offset (or the last one before it); -1 before all."""
        return bisect_right(self._sentences, offset) - 1

    def before_in_paragraph(self, offset: int) -> Span | None:
        """What stands before an offset in its paragraph, trimmed, signs of lists and Markdown apart."""
        paragraph = self.paragraph(self.paragraph_at(offset))
        found = _MARKUP.match(self.text, paragraph.start, offset)
        return trim(self.text, Span(found.end() if found else paragraph.start, offset))

    def quoted_at(self, offset: int) -> Quoted | None:
        """The outermost stretch in marks that holds an offset."""
        return next(iter(self._outer.touching(Span(offset, offset + 1))), None)

    def outer_in(self, span: Span) -> list[Quoted]:
        """The outermost stretches in marks that touch a span."""
        return self._outer.touching(span)

    def tokens_in(self, span: Span) -> list[Word]:
        """The tokens that begin within a span."""
        return self._words.starting_in(span)

    def organisations_touching(self, span: Span) -> list[Labelled]:
        """Named organisations that share a code point with a span."""
        return [e for e in self.entities.touching(span) if e.label == "ORGANIZATION"]

    def is_possessive(self, span: Span) -> bool:
        """Whether a name is followed by an apostrophe: `Ruiz's plan`."""
        return _POSSESSIVE.match(self.text, span.end, span.end + 3) is not None

    def slice(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]
