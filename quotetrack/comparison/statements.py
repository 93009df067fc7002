"""Which statements does an article or a given text have, and which of their words stand in quotation marks?

A query is compared with a `HeldStatement`: some words, which of them are the speaker's own, and what the article has
around them. `make_statement` makes one of a quotation; `find_statements` finds all of a text by its marks.

`find_ends` and `sentence_around` tell where the sentences of a text end, and which of them some words stand in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import pairwise, zip_longest

from quotetrack.comparison.word_row import WordRow
from quotetrack.language import load
from quotetrack.marks import Quoted, find_quoted
from quotetrack.records import Attribution, Kind, Quotation, Span
from quotetrack.text import paragraphs

_MARK = re.compile(r"(?P<mark>[.!?…]+)[\"”’»')\]]*(?=\s|$)")
_TITLED = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|gen|sen|rep|gov|lt|col|sgt|capt|cmdr|maj|prof|rev|hon|pres|vs)\.$", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:jr|sr|inc|co|corp|ltd|dept|jan|feb|aug|sept|oct|nov|dec)|(?<![^\W_])[^\W\d_])\.$", re.IGNORECASE
)
_NUMBERED = re.compile(r"\bnos?\.$", re.IGNORECASE)
_OPENING = frozenset(("and", "but", "so", "nobody", "in", "on", "at"))


def find_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The matches of marks that end sentences, with the quotation marks and brackets that close after them.

    A full stop does not end a sentence after a title (Mr.), after an abbreviation or initial with no new sentence
    after it (Inc., U.S.), or after No. before a number.
    """
    for sign in _MARK.finditer(text, start, len(text) if end is None else end):
        if sign["mark"] != "." or not _is_abbreviated(text, sign):
            yield sign


def _is_abbreviated(text: str, sign: re.Match[str]) -> bool:
    before = text[max(0, sign.start() - 6) : sign.start() + 1]
    following = text[sign.end() : sign.end() + 20].lstrip(' "”’“‘')
    if _NUMBERED.search(before):
        return following[:1].isdigit()
    return bool(_TITLED.search(before) or (_ABBREVIATED.search(before) and not _begins_sentence(following)))


def _begins_sentence(text: str) -> bool:
    """Whether a text is empty or begins with a capitalised word that often begins sentences: We, The, But."""
    first = re.match(r"[A-Z][^\W\d_]*", text)
    listed = load("en").word_kinds
    usual = listed["subject"] | listed["determiner"] | listed["asking"] | _OPENING
    return not text or (first is not None and first[0].casefold() in usual)


def sentence_around(text: str, around: Span, wanted: Sequence[Span]) -> Span:
    """The whole sentences that the `wanted` stretches stand in, within `around`."""
    first, last = min(span.start for span in wanted), max(span.end for span in wanted)
    ends = [sign.end() for sign in find_ends(text, *around) if not _small_letter_follows(text, sign.end())]
    start = max((at for at in ends if at <= first), default=around.start)
    end = min((at for at in ends if at >= last), default=around.end)
    while text[start].isspace():
        start += 1
    return Span(start, end)


def _small_letter_follows(text: str, at: int) -> bool:
    """Whether a small letter follows, so that the sentence goes on: “Why?” she asked."""
    return text[at : at + 20].lstrip(" \"“'‘«([—–-")[:1].islower()


LEAD_IN = 160
"""Code points of an article before some words that are searched for the beginning of their sentence."""

_LONGEST_CUE = 100
"""The most code points of reporting words between two pieces of one quotation."""

MOST_LINES = 6
"""The most lines that are joined to one statement."""
_LONGEST_OVER_LINES = 1_200
"""The most code points of three lines or more that make one statement; two lines may have more."""

_OWN_CUE = re.compile(r"[ \t]*,?[ \t]*[^.!?\n]{0,40}\b(?:said|says|asked|told|added|wrote|replied|answered)\b")
_LABEL = re.compile(r"[A-Z][\w.’' -]{0,40}:\s+")


@dataclass(frozen=True)
class Context:
    """The article's own words between the pieces of a statement (None where unknown) and before it in its sentence."""

    between: tuple[str, ...] | None = None
    lead_in: str = ""


def context_of(text: str, pieces: Sequence[Span]) -> Context:
    """The context of some pieces of a text."""
    between = tuple(text[a.end : b.start] for a, b in pairwise(pieces))
    before = text[max(0, pieces[0].start - LEAD_IN) : pieces[0].start]
    return Context(between, before.replace("\n", ". ").rsplit(". ", 1)[-1])


@dataclass(frozen=True)
class HeldStatement:
    """Words that an article gives as said.

    One sign parts the pieces of `text`, and `piece_ends` are the offsets where all but the last end. `said` are the
    stretches of the text that are the speaker's own words. The context is read when first needed, since most statements
    are not near the query.
    """

    text: str
    kind: Kind
    said: tuple[Span, ...]
    piece_ends: tuple[int, ...] = ()
    read_context: Callable[[], Context] = Context
    is_part: bool = False
    """Whether the quotation marks open within a clause of the article's own: denied that she “took the money”."""

    @cached_property
    def word_row(self) -> WordRow:
        """The text as a row of words."""
        return WordRow(self.text)

    @cached_property
    def context(self) -> Context:
        """The article's own words around the statement."""
        return self.read_context()

    def said_around(self, start: int, end: int) -> Span | None:
        """The stretch of the speaker's own words that the given one lies within; None where it has other words too."""
        return next((span for span in self.said if span.start <= start and end <= span.end), None)


def make_statement(
    text: str, kind: Kind, pieces: Sequence[Span], read_context: Callable[[], Context] = Context
) -> HeldStatement:
    """The statement of a quotation, by its text, kind and content spans.

    All of a direct quotation is said; of a mixed one only what is in marks, of an indirect one nothing.
    """
    ends, at = [], 0
    for piece in pieces[:-1]:
        at += piece.end - piece.start
        ends.append(at)
        at += 1
    return HeldStatement(text, kind, _find_said(text, kind), tuple(ends), read_context)


def _find_said(text: str, kind: Kind) -> tuple[Span, ...]:
    if kind == "direct":
        return (Span(0, len(text)),)
    if kind == "indirect":
        return ()
    line = re.sub(r"[\r\n]", " ", text)  # a mixed quotation is of one paragraph, however its lines are broken
    marked = [quoted.inner for quoted in find_quoted(line, [Span(0, len(line))]) if quoted.depth == 0]
    return tuple(marked) or (Span(0, len(text)),)


@dataclass(frozen=True)
class PlacedStatement:
    """A statement with the place of each of its pieces in the text; `attribution` where a parser has read it."""

    statement: HeldStatement
    pieces: tuple[Span, ...]
    attribution: Attribution | None = None
    is_paragraph: bool = False
    """Whether it is a paragraph of which not all is said: what it has in marks are statements of their own."""

    def place(self, span: Span) -> tuple[Span, ...]:
        """Where a stretch of the statement stands in the whole text: one span for each piece that it touches."""
        found = []
        for at, piece in zip((0, *(end + 1 for end in self.statement.piece_ends)), self.pieces, strict=True):
            start, end = max(span.start, at), min(span.end, at + piece.end - piece.start)
            if start < end:
                found.append(Span(piece.start + start - at, piece.start + end - at))
        return tuple(found)


def find_statements(text: str, spoken: bool, quotations: Sequence[Quotation]) -> Iterator[PlacedStatement]:
    """The statements of a text: the `quotations` of a parser, what else stands in marks, and each paragraph.

    Of `spoken` text, and of text without marks, all is said, and statements run over line ends too.
    """
    lines = unwrapped(text)
    quoted = [] if spoken else find_quoted(text, lines)
    taken: list[Span] = []
    for quotation in quotations:
        taken += quotation.content
        yield replace(_placed(text, quotation.kind, quotation.content), attribution=quotation.attribution)
    for group in group_marks([q for q in quoted if q.depth == 0], partial(_goes_on, text)):
        if not overlap(pieces := [q.inner for q in group], taken):
            marked = _placed(text, "direct", pieces)
            yield replace(marked, statement=replace(marked.statement, is_part=_is_part(text, group[0])))
    yield from (_placed(text, "direct", [inner.inner]) for inner in quoted if inner.depth)
    whole = spoken or not quoted
    yield from _paragraph_statements(text, lines, quoted, whole)
    if whole:
        yield from _statements_over_lines(text, lines)


def _paragraph_statements(
    text: str, lines: Sequence[Span], quoted: Sequence[Quoted], whole: bool
) -> Iterator[PlacedStatement]:
    """A statement for each paragraph.

    All of it is said where `whole`, all after the label in a transcript, and otherwise what stands in marks.
    """
    labels = _find_labels(text, lines)
    for line in lines:
        label = labels.get(line, 0)
        all_said = whole or bool(label)
        said = (Span(label, line.end - line.start),) if all_said else _said_in(line, quoted)
        made = HeldStatement(text[slice(*line)], "direct" if all_said else "mixed", said)
        yield PlacedStatement(made, (line,), is_paragraph=not all_said)


def _is_part(text: str, quoted: Quoted) -> bool:
    """Whether the marks open within a clause of the text's own: a letter before them, a small letter after."""
    before = text[max(0, quoted.span.start - 40) : quoted.span.start].rstrip(" ")
    return before[-1:].isalpha() and text[quoted.inner.start : quoted.inner.start + 1].islower()


def _find_labels(text: str, lines: Sequence[Span]) -> dict[Span, int]:
    """The length of the label (HOST: ...) of each labelled line of a transcript; {} for other texts."""
    found = {line: label.end() - line.start for line in lines if (label := _LABEL.match(text, line.start, line.end))}
    return found if len(found) > 1 and 2 * len(found) >= len(lines) else {}


def unwrapped(text: str) -> list[Span]:
    """The paragraphs of a text, where a line that ends in the middle of a sentence goes on with the next one."""
    made: list[Span] = []
    for line in paragraphs(text):
        between = text[made[-1].end : line.start] if made else ""
        if between.strip(" \t\r") == "\n" and text[line.start].islower() and text[made[-1].end - 1] not in '.!?:”"':
            made[-1] = Span(made[-1].start, line.end)
        else:
            made.append(line)
    return made


def _statements_over_lines(text: str, lines: Sequence[Span]) -> Iterator[PlacedStatement]:
    """Statements of several lines in a row, for words that begin in one line and end in another."""
    for number, line in enumerate(lines):
        for size in range(2, MOST_LINES + 1):
            together = lines[number : number + size]
            if len(together) < size or (size > 2 and together[-1].end - line.start > _LONGEST_OVER_LINES):
                break
            yield _placed(text, "direct", together, between=("\n",) * (size - 1))


def _said_in(line: Span, quoted: Sequence[Quoted]) -> tuple[Span, ...]:
    """The stretches in marks in a paragraph, as offsets from its start."""
    return tuple(
        Span(q.inner.start - line.start, q.inner.end - line.start)
        for q in quoted
        if q.depth == 0 and line.start <= q.inner.start and q.inner.end <= line.end
    )


def _placed(text: str, kind: Kind, pieces: Sequence[Span], between: tuple[str, ...] | None = None) -> PlacedStatement:
    """A statement of some pieces of a text; `between` are the words between them, read from the text where None."""
    words = text[slice(*pieces[0])]
    for before, piece in pairwise(pieces):  # parted by one sign, as in the text where that is a line's end
        words += ("\n" if text[before.end : piece.start].isspace() else " ") + text[slice(*piece)]

    def read_context() -> Context:
        context = context_of(text, pieces)
        return replace(context, between=between) if between else context

    return PlacedStatement(make_statement(words, kind, pieces, read_context), tuple(pieces))


GoesOn = Callable[[Quoted, Quoted, Quoted | None], bool]
"""A test of whether a stretch in marks continues in the next one; the third argument is the stretch after that."""


def group_marks(quoted: Sequence[Quoted], goes_on: GoesOn) -> Iterator[list[Quoted]]:
    """Groups of stretches in marks, where each stretch continues in the next one of its group."""
    group: list[Quoted] = []
    for each, following in zip_longest(quoted, quoted[1:]):
        if group and not goes_on(group[-1], each, following):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _goes_on(text: str, before: Quoted, after: Quoted, following: Quoted | None) -> bool:
    """Whether a stretch in marks continues in the next one: over a paragraph's end, or over a short cue.

    A cue does not join them where the next stretch has a cue of its own after it.
    """
    if after.reopens:
        return True
    between = text[before.span.end : after.span.start]
    if len(between) > _LONGEST_CUE or "\n" in between or not before.closed or not re.search(r"\w", between):
        return False
    if not re.search(r"[.!?:]", between):
        return bool(re.search(r",\s*$", between)) or between.lstrip().startswith(",")
    end = following.span.start if following else len(text)
    own_cue = _OWN_CUE.match(text[after.span.end : end])
    ends_in_comma = text[after.inner.end - 1 : after.inner.end] == ","
    return not own_cue and not ends_in_comma and _is_one_sentence(between)


def _is_one_sentence(text: str) -> bool:
    """Whether a text ends in its only full stop."""
    stops = list(find_ends(text))
    return len(stops) == 1 and stops[0].group() == "." and not text[stops[0].end() :].strip()


def overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any span of the one list overlaps any span of the other."""
    return any(a.start < b.end and b.start < a.end for a in one for b in other)
