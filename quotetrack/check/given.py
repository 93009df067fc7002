"""A text that words are held against without a store: its statements, found by their marks, and where they stand."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from quotetrack import settings
from quotetrack.check.asked import Asked
from quotetrack.check.compare import compare, find_places
from quotetrack.check.findings import Finding
from quotetrack.check.markup import strip_markup
from quotetrack.check.splices import find_parts
from quotetrack.check.statements import Statement, make_statement
from quotetrack.check.verdicts import SAME_WORDS
from quotetrack.marks import Quoted, find_quoted
from quotetrack.records import Attribution, Quotation, Span
from quotetrack.text import OffsetMap, paragraphs

_CUE = 100
"""Code points of reporting words at most between two pieces of one quotation."""

_NEAREST = 6
"""Statements (1 upwards) that share most words with a question and are compared with it."""


@dataclass(frozen=True)
class Stretch:
    """A statement of a text and where each of its pieces stands; who said it, where that was read."""

    statement: Statement
    pieces: tuple[Span, ...]
    attribution: Attribution | None = None

    def place(self, span: Span) -> tuple[Span, ...]:
        """Where a stretch of the statement's text stands in the text that it is of: one span for each piece."""
        found, at = [], 0
        for piece in self.pieces:
            size = piece.end - piece.start
            start, end = max(span.start, at), min(span.end, at + size)
            if start < end:
                found.append(Span(piece.start + start - at, piece.start + end - at))
            at += size + 1
        return tuple(found)


@dataclass(frozen=True)
class Occurrence:
    """A place where a text has the words, or nearly: how they compare there, and where that is in the text as given.

    `spans` are half-open, in code points; one for each stretch that stands in a row.
    """

    finding: Finding
    stretch: Stretch
    spans: tuple[Span, ...]

    @property
    def whole(self) -> str:
        """All words of the statement."""
        return self.stretch.statement.text

    @property
    def attribution(self) -> Attribution | None:
        """Who said it, where that was read."""
        return self.stretch.attribution


@dataclass(frozen=True)
class GivenText:
    """A text with its statements. What stands in marks is said; without any mark, or where it is `spoken` text (a speech,
    a transcript), all of it is."""

    text: str
    spoken: bool = False
    quotations: tuple[Quotation, ...] = field(default=(), repr=False)

    @cached_property
    def _stripped(self) -> tuple[str, OffsetMap]:
        return strip_markup(self.text)

    @property
    def stripped(self) -> str:
        """The text without markup."""
        return self._stripped[0]

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The statements: of each quotation in marks, then of each paragraph, in which all but that is reported."""
        return tuple(_find_stretches(self.stripped, self.spoken, self.quotations))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Numbers of the statements that have a word, by its form."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, stretch in enumerate(self.stretches):
            for form in set(stretch.statement.wording.forms):
                found[form].append(number)
        return found

    def find(self, asked: Asked) -> list[Occurrence]:
        """The places where the text has the words asked, all of them, or those most like them where it has not."""
        near = self._nearest(asked)
        found = [each for number in near for each in self._compared(asked, self.stretches[number])]
        if not any(each.finding.verdict in SAME_WORDS for each in found):
            found += self._put_together(asked, near)
        return _without_twins(found)

    def _nearest(self, asked: Asked) -> list[int]:
        """Numbers of the statements that share the most telling words with a question."""
        scores: Counter[int] = Counter()
        for form in {form for piece in asked.pieces for form in piece.forms}:
            holders = self._index.get(form, ())
            weight = math.log(1 + len(self.stretches) / max(len(holders), 1))
            for number in holders:
                scores[number] += weight  # type: ignore[assignment]
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not best:
            return []
        full = sum(score >= best[0][1] - 1e-9 for _, score in best)  # all that have as many: the words may occur often
        return [number for number, _ in best[: max(_NEAREST, min(full, 10 * _NEAREST))]]

    def _compared(self, asked: Asked, stretch: Stretch) -> Iterator[Occurrence]:
        statement = stretch.statement
        places = list(find_places(asked, statement)) if len(asked.pieces) == 1 and statement.wording.words else []
        if not places and (found := compare(asked, statement)):
            places = [found]
        for found in places:
            yield self._occurrence(_by_tier(found, self.text, self.stripped), stretch)

    def _occurrence(self, finding: Finding, stretch: Stretch) -> Occurrence:
        spans = tuple(self.origin(span) for part in finding.spans for span in stretch.place(part))
        return Occurrence(finding, stretch, spans)

    def origin(self, span: Span) -> Span:
        """Where a stretch of the text without markup stands in the text as given."""
        stripped, offsets = self._stripped
        if len(offsets.starts) == 1:
            return span
        start, end = (offsets.back(Span(at, at)).start for at in (span.start, span.end - 1))
        entity = re.match(r"&[#\w]+;", self.text[end : end + 12]) if stripped[span.end - 1] != "&" else None
        return Span(start, end + (entity.end() if entity else 1))

    def _put_together(self, asked: Asked, near: Sequence[int]) -> Iterator[Occurrence]:
        """Words put together from several statements: one finding with a span for each piece."""
        stretches = [self.stretches[number] for number in sorted(near) if self.stretches[number].statement.said]
        parts = find_parts(asked, [stretch.statement.wording for stretch in stretches])
        if parts is None or len({part.statement for part in parts}) < 2:
            return
        spans, printed = [], []
        for part in parts:
            held = stretches[part.statement].statement.wording
            span = Span(held.words[part.held[0]].span.start, held.words[part.held[1] - 1].span.end)
            spans += [self.origin(place) for place in stretches[part.statement].place(span)]
            printed.append(held.text[slice(*span)])
        speakers = {stretches[part.statement].attribution for part in parts}
        names = {given.name or given.mention for given in speakers if given}
        told, fails = "These are pieces of different quotations in one text.", len(asked.pieces) == 1 or len(names) > 1
        if fails:
            told = "These are pieces of different quotations, and nothing marks where one ends."
        finding = Finding("spliced", fails, 0.9, (), tuple(printed), warning=told)
        yield Occurrence(finding, stretches[parts[0].statement], tuple(spans))


def _by_tier(found: Finding, text: str, stripped: str) -> Finding:
    """A finding of a text with markup: what is exact but for that is told so."""
    marked_up = found.tier in ("exact", "spacing", "case") and text != stripped and not all(p in text for p in found.printed)
    return replace(found, tier="markup", verdict=_loosened(found)) if marked_up else found


def _loosened(found: Finding):  # type: ignore[no-untyped-def]
    return "typographic" if found.verdict == "verbatim" else found.verdict


def _without_twins(found: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences without those at a place where there is a better one."""
    kept: list[Occurrence] = []
    for each in sorted(found, key=lambda each: each.finding.rank):
        if not any(_overlap(each.spans, other.spans) for other in kept):
            kept.append(each)
    return kept


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


def _find_stretches(text: str, spoken: bool, quotations: Sequence[Quotation]) -> Iterator[Stretch]:
    lines = paragraphs(text)
    quoted = [] if spoken else find_quoted(text, lines)
    taken: list[Span] = []
    for quotation in quotations:
        taken += quotation.content
        yield _stretch_of(text, quotation)
    for group in _grouped(text, [q for q in quoted if q.depth == 0]):
        if not any(_overlap([q.inner], taken) for q in group):
            yield _stretch(text, "direct", [q.inner for q in group])
    for inner in quoted:
        if inner.depth:
            yield _stretch(text, "direct", [inner.inner])
    whole = spoken or not quoted
    for line in lines:
        said = (Span(0, line.end - line.start),) if whole else _said_in(line, quoted)
        yield Stretch(Statement(text[slice(*line)], "direct" if whole else "mixed", said), (line,))
    for before, after in pairwise(lines) if whole else ():
        yield _stretch(text, "direct", [before, after], between=("\n",))


def _said_in(line: Span, quoted: Sequence[Quoted]) -> tuple[Span, ...]:
    """What stands in marks in a paragraph, by offsets from its start."""
    return tuple(
        Span(q.inner.start - line.start, q.inner.end - line.start)
        for q in quoted
        if q.depth == 0 and line.start <= q.inner.start and q.inner.end <= line.end
    )


def _stretch_of(text: str, quotation: Quotation) -> Stretch:
    """A quotation that a parser found, with who said it."""
    made = _stretch(text, quotation.kind, quotation.content)
    return replace(made, attribution=quotation.attribution)


def _stretch(text: str, kind, pieces: Sequence[Span], between: tuple[str, ...] | None = None) -> Stretch:  # type: ignore[no-untyped-def]
    """A statement of some pieces of a text, with the text's own words around them."""
    words = " ".join(text[slice(*piece)] for piece in pieces)
    between = between or tuple(text[a.end : b.start] for a, b in pairwise(pieces))
    lead_in = text[max(0, pieces[0].start - 160) : pieces[0].start].replace("\n", ". ").rsplit(". ", 1)[-1]
    return Stretch(make_statement(words, kind, pieces, between, lead_in), tuple(pieces))


def _grouped(text: str, quoted: Sequence[Quoted]) -> Iterator[list[Quoted]]:
    """Stretches in marks, with those that go on over a paragraph or after "she said" together."""
    group: list[Quoted] = []
    for number, each in enumerate(quoted):
        if group and not _goes_on(text, group[-1], each, quoted[number + 1] if number + 1 < len(quoted) else None):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _goes_on(text: str, before: Quoted, after: Quoted, following: Quoted | None) -> bool:
    """Whether a stretch in marks goes on with the next one: over a paragraph's end, or over a short cue that is none of
    the next one's own."""
    if after.reopens:
        return True
    between = text[before.span.end : after.span.start]
    if len(between) > _CUE or "\n" in between or not before.closed or not re.search(r"\w", between):
        return False
    if not re.search(r"[.!?:]", between):
        return bool(re.search(r",\s*$", between)) or between.lstrip().startswith(",")
    end = following.span.start if following else len(text)
    own_cue = re.match(r"\s*,?\s*[^.!?\n]{0,40}\b(?:said|says|asked|told|added|wrote|replied|answered)\b",
                       text[after.span.end : end])  # fmt: skip
    ends_in_comma = text[after.inner.end - 1 : after.inner.end] == ","
    return not own_cue and not ends_in_comma and bool(re.fullmatch(r"[^.!?\n]{1,80}[.]\s*", between))
