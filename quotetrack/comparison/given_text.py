"""Where does a given text have the words of a query, and how do they compare there?

Markup is taken off the text, its statements are found by their quotation marks, and those that share the most telling
words with the query are compared with it. All offsets are those of the text as it was given.
"""

from __future__ import annotations

import html
import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from quotetrack import settings
from quotetrack.comparison.compare import find_places
from quotetrack.comparison.markup import strip_markup
from quotetrack.comparison.query import Query
from quotetrack.comparison.splices import find_parts, warn_of_splice
from quotetrack.comparison.statements import PlacedStatement, find_statements, overlap, sentence_around, unwrapped
from quotetrack.comparison.verdicts import SAME_WORDS, Finding
from quotetrack.records import Attribution, Quotation, Span
from quotetrack.text import OffsetMap

_LEAST_SHARED = 0.2
"""The share (0 to 1) of a query's words, rare ones counting more, from which a statement is compared."""

_MOST_COMPARED = 6
"""The statements (1 upwards) that are compared with a query: those that share the most words with it."""


@dataclass(frozen=True)
class Occurrence:
    """A place where a text has the words, or nearly: the finding, and the place in the text as given.

    `spans` are half-open, in code points, one for each stretch that stands in a row.
    """

    finding: Finding
    stretch: PlacedStatement
    spans: tuple[Span, ...]

    @property
    def whole(self) -> str:
        """All words of the statement."""
        return self.stretch.statement.text

    @property
    def printed(self) -> str:
        """The text from the first to the last word that was found, with all between them."""
        spans = self.finding.spans
        return self.whole[spans[0].start : spans[-1].end] if spans else " […] ".join(self.finding.printed)

    @property
    def attribution(self) -> Attribution | None:
        """Who said it, where a parser has read that."""
        return self.stretch.attribution


@dataclass(frozen=True)
class GivenText:
    """A text with its statements: what stands in quotation marks is said.

    All of the text is said where it has no marks, or where it is `spoken` (a speech, a transcript). `quotations` are
    those that a parser found, in offsets of the text without markup.
    """

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
    def stretches(self) -> tuple[PlacedStatement, ...]:
        """The statements: first the quotations, then the paragraphs with what they report."""
        return tuple(find_statements(self.stripped, self.spoken, self.quotations))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The numbers of the statements that have a word, by the word's form."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, stretch in enumerate(self.stretches):
            for form in set(stretch.statement.word_row.forms):
                found[form].append(number)
        return found

    def find(self, query: Query) -> list[Occurrence]:
        """All places where the text has the words of a query; where there are none, the places most like them."""
        near = self._nearest(query)
        found: list[Occurrence] = []
        for number, score in near.items():
            if found and score < max(near.values()) and found[0].finding.verdict in SAME_WORDS:
                break  # fewer of the words can be there
            found += self._compared(query, self.stretches[number])
        if not any(each.finding.verdict in SAME_WORDS for each in found):
            found += self._put_together(query, list(near))
        return found

    def _nearest(self, query: Query) -> dict[int, float]:
        """The numbers of the statements that share the most telling words with a query, and how telling these are."""
        scores: dict[int, float] = defaultdict(float)
        total = 0.0
        for form in {form for piece in query.pieces for form in piece.forms}:
            holders = self._index.get(form, ())
            weight = round(math.log(1 + len(self.stretches) / max(len(holders), 1)), 3)
            total += weight
            for number in holders:
                scores[number] += weight
        enough = [(number, score) for number, score in scores.items() if score >= _LEAST_SHARED * total]
        best = sorted(enough, key=lambda item: (-round(item[1], 6), item[0]))
        full = sum(score >= best[0][1] - 1e-6 for _, score in best)  # all that have as many: the words may occur often
        return dict(best[: max(_MOST_COMPARED, min(full, 10 * _MOST_COMPARED))])

    def _compared(self, query: Query, stretch: PlacedStatement) -> Iterator[Occurrence]:
        for found in find_places(query, stretch.statement):
            if stretch.is_paragraph and found.verdict in SAME_WORDS and found.verdict != "reported":
                continue  # what stands in marks is a statement of its own
            yield self._occurrence(_by_tier(found, self.text, self.stripped), stretch)

    def _occurrence(self, finding: Finding, stretch: PlacedStatement) -> Occurrence:
        spans = tuple(self.origin(span) for part in finding.spans for span in stretch.place(part))
        return Occurrence(finding, stretch, spans)

    def origin(self, span: Span) -> Span:
        """Where a stretch of the text without markup stands in the text as given."""
        stripped, offsets = self._stripped
        if len(offsets.starts) == 1:
            return span
        start, end = (offsets.back(Span(at, at)).start for at in (span.start, span.end - 1))
        entity = re.match(r"&[#\w]+;", self.text[end : end + 12])
        if entity and html.unescape(entity.group()) != stripped[span.end - 1]:
            entity = None
        return Span(start, end + (entity.end() if entity else 1))

    def sentence(self, found: Occurrence) -> str | None:
        """The sentence or sentences that the words of an occurrence stand in, without markup; None without a place."""
        places = [place for span in found.finding.spans for place in found.stretch.place(span)]
        if not places or not self._lines:
            return None
        edges = (min(place.start for place in places), max(place.end for place in places) - 1)
        first, last = (max(bisect_right(self._lines, at, key=lambda line: line.start) - 1, 0) for at in edges)
        around = Span(self._lines[first].start, self._lines[last].end)
        return self.stripped[slice(*sentence_around(self.stripped, around, places))]

    @cached_property
    def _lines(self) -> list[Span]:
        return unwrapped(self.stripped)

    def _put_together(self, query: Query, near: Sequence[int]) -> Iterator[Occurrence]:
        """The occurrence of words that were put together from several statements, with a span for each piece."""
        stretches = [self.stretches[number] for number in sorted(near) if not self.stretches[number].is_paragraph]
        known = {form for stretch in stretches for form in stretch.statement.word_row.known}
        forms = [form for piece in query.pieces for form in piece.forms]
        if sum(form in known for form in forms) < settings.SPLICE_COVERED * len(forms):
            return
        parts = find_parts(query, [stretch.statement.word_row for stretch in stretches])
        if parts is None:
            return
        pieces = [stretches[part.statement] for part in parts]
        held = [piece.statement.word_row.span(*part.held) for part, piece in zip(parts, pieces, strict=True)]
        printed = tuple(piece.statement.text[slice(*span)] for span, piece in zip(held, pieces, strict=True))
        places = [place for span, piece in zip(held, pieces, strict=True) for place in piece.place(span)]
        speakers = [piece.attribution and (piece.attribution.name or piece.attribution.mention) for piece in pieces]
        gaps = [abs(b.pieces[0].start - a.pieces[-1].end) for a, b in pairwise(pieces)]
        warning, fails = warn_of_splice(query, parts, [piece.statement for piece in pieces], speakers, gaps)
        finding = Finding("spliced", fails, 0.9, (), printed, warning=warning)
        yield Occurrence(finding, pieces[0], tuple(map(self.origin, places)))


def _by_tier(found: Finding, text: str, stripped: str) -> Finding:
    """The finding with the tier "markup" where words are the same but for markup within them."""
    is_exact = found.tier in ("exact", "spacing", "case")
    if not is_exact or text == stripped or all(printed in text for printed in found.printed):
        return found
    return replace(found, tier="markup", verdict="typographic" if found.verdict == "verbatim" else found.verdict)


def without_doubles(found: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences without those that overlap an earlier one."""
    kept: list[Occurrence] = []
    for each in found:
        if not any(overlap(each.spans, other.spans) for other in kept):
            kept.append(each)
    return kept
