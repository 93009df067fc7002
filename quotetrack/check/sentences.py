"""The sentences of a text that some stretches of it stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.lexicon import listed
from quotetrack.records import Span

_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s+[“\"'‘«(\[—–-]*[^\W_a-z])")
_BEFORE_STOP = re.compile(r"([^\W\d_]+)$")


def sentence_around(text: str, around: Span, wanted: Sequence[Span]) -> Span:
    """From the end of the sentence before the first of some stretches to the end of the last one's, within `around`."""
    first, last = min(span.start for span in wanted), max(span.end for span in wanted)
    ends = [sign.end() for sign in _END.finditer(text, *around) if not _is_abbreviated(text, sign)]
    start = max((at for at in ends if at <= first), default=around.start)
    end = min((at for at in ends if at >= last), default=around.end)
    while text[start].isspace():
        start += 1
    return Span(start, end)


def _is_abbreviated(text: str, sign: re.Match[str]) -> bool:
    """Whether a full stop belongs to a title or an initial: Gen., J., U.S."""
    before = _BEFORE_STOP.search(text[max(0, sign.start() - 6) : sign.start()])
    word = before[1].casefold() if before and sign.group() == "." else ""
    return len(word) == 1 or (0 < len(word) < 5 and word in listed("honorifics"))
