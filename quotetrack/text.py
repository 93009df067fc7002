"""Copies of texts: repaired ones, with the way back to the offsets of the given text, and folded ones to compare."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from quotetrack.records import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BLANK = re.compile(r"(?:\r\n?|\n)[ \t\u00a0]*(?:\r\n?|\n)")
# Lines of a hard-wrapped file are seldom longer than this many code points (RFC 3676 says 78).
_WRAP_WIDTH = 100
# UTF-8 bytes of one character read as Windows-1252 or Latin-1.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]+")
# Signs that HTML writes in letters and that stayed when its tags were taken off; some are escaped twice.
_ESCAPED = re.compile(
    r"&(?:amp;)*(?:quot|apos|amp|nbsp|[lr][sd]quo|[lr]aquo|[nm]dash|hellip|#\d{2,6}|#x[0-9a-f]{2,6});", re.IGNORECASE
)
_CLOSE_LOST = re.compile("\u00e2\u20ac\ufffd?(?=[\\s.,;:!?)]|$)")


@dataclass(frozen=True)
class OffsetMap:
    """Maps code point offsets of a changed copy back to the text that it was made from.

    `starts` are the offsets in the copy where the shift changes, in ascending order, beginning with 0; `shifts` are the
    amounts to add to an offset from there on.
    """

    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def back(self, span: Span) -> Span:
        """The span of the original that a span of the copy comes from; empty for an empty span."""
        start, end = span
        if end <= start:
            return Span(self._origin(start), self._origin(start))
        return Span(self._origin(start), self._origin(end - 1, last=True) + 1)

    def _origin(self, offset: int, last: bool = False) -> int:
        at = bisect_right(self.starts, offset) - 1
        origin = offset + self.shifts[at]
        if last and at + 1 < len(self.starts) and self.starts[at + 1] == offset + 1:
            # The last code point of a shortened stretch stands for all that it replaced.
            grown = self.shifts[at + 1] - self.shifts[at]
            if grown > 0:
                origin += grown
        return origin


def repair(text: str) -> tuple[str, OffsetMap]:
    """A copy with mis-decoded UTF-8 and escaped signs mended and invisible characters dropped, and its offset map.

    Text without such damage comes back as it is. Only stretches that look mis-decoded are handed to ftfy.
    """
    edits: list[tuple[int, int, str]] = []
    for found in _MOJIBAKE.finditer(text):
        mended = _mend(found.group())
        if mended != found.group():
            edits.append((found.start(), found.end(), mended))
    taken = {start for start, _, _ in edits}
    edits += [(m.start(), m.end(), "\u201d") for m in _CLOSE_LOST.finditer(text) if m.start() not in taken]
    edits += [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    edits += [(m.start(), m.end(), _unescaped(m.group())) for m in _ESCAPED.finditer(text)]
    if not edits:
        return text, OffsetMap()
    return apply_edits(text, sorted(edits))


def _mend(damaged: str) -> str:
    import ftfy

    return str(ftfy.fix_encoding(damaged))


def _unescaped(sign: str) -> str:
    return html.unescape(re.sub("(?<=&)(?:amp;)+(?=.)", "", sign, flags=re.IGNORECASE))


def apply_edits(text: str, edits: list[tuple[int, int, str]]) -> tuple[str, OffsetMap]:
    """A copy with stretches replaced, and its offset map.

    `edits` are (start, end, new text), in order; one that begins within the edit before it is left out.
    """
    pieces: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for start, end, new in edits:
        if start < at:
            continue
        pieces += [text[at:start], new]
        length += start - at + len(new)
        at = end
        starts.append(length)
        shifts.append(at - length)
    pieces.append(text[at:])
    return "".join(pieces), OffsetMap(tuple(starts), tuple(shifts))


def paragraphs(text: str) -> list[Span]:
    """The paragraphs, in order and without white space at their ends.

    Each line is a paragraph, unless the text is hard-wrapped: then blank lines part paragraphs.
    """
    blocks = _blocks(text)
    lines = [[Span(*m.span()) for m in _LINE.finditer(text, b.start, b.end)] for b in blocks]
    if _is_wrapped(text, lines):
        return [p for b in blocks if (p := trim(text, b))]
    return [p for block in lines for line in block if (p := trim(text, line))]


def _blocks(text: str) -> list[Span]:
    edges = [0]
    for blank in _BLANK.finditer(text):
        edges += [blank.start(), blank.end()]
    edges.append(len(text))
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _is_wrapped(text: str, blocks: list[list[Span]]) -> bool:
    """Whether lines end because of their length: of those with another line after them in their block none is very
    long, and most are 45 code points or more and end without a full stop."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 3 or max(line.end - line.start for line in inner) > _WRAP_WIDTH:
        return False
    full = sum(line.end - line.start >= 45 for line in inner)
    running = sum(text[line.start : line.end].rstrip()[-1:] not in set(".!?:\"'”’") for line in inner)
    return full >= 0.6 * len(inner) and running >= 0.6 * len(inner)


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None where nothing is left."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def one_line(text: str) -> str:
    """The text with every run of white space, line ends included, as one space, and none at its ends."""
    return " ".join(text.split())


# Letters that Unicode does not take apart into a base letter and a mark (ß is casefold's own).
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›´ʼ＇", "'") | dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)


def fold_letters(text: str) -> str:
    """The text in small letters without diacritics; its length may change."""
    if text.isascii():
        return text.lower()
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in taken_apart if not unicodedata.combining(c)).casefold().translate(_LETTERS)


def fold(text: str) -> str:
    """The text to compare: without case, diacritics, kinds of marks and dashes, invisible signs, runs of blanks."""
    return one_line(fold_characters(text))


def fold_characters(text: str) -> str:
    """The text folded as by `fold`, except that white space stays as it is."""
    if not text.isascii():
        # All that most texts have beyond ASCII; looking for these first makes folding five times faster.
        text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-").replace("—", "-")
        if not text.isascii():
            text = _INVISIBLE.sub("", text).translate(_SIGNS)
    return fold_letters(text)
