"""Where do the sentences of a text end, and in which of them do given stretches of it stand?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotetrack.language import load
from quotetrack.records import Span

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
    ends = [sign.end() for sign in find_ends(text, *around) if not _goes_on(text, sign.end())]
    start = max((at for at in ends if at <= first), default=around.start)
    end = min((at for at in ends if at >= last), default=around.end)
    while text[start].isspace():
        start += 1
    return Span(start, end)


def _goes_on(text: str, at: int) -> bool:
    """Whether a small letter follows, so that the sentence goes on: “Why?” she asked."""
    return text[at : at + 20].lstrip(" \"“'‘«([—–-")[:1].islower()
