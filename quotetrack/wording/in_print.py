"""Tells how words stand in print: piece by piece, in their sentence, and how they differ from other words.

The other words are those that were asked about, or an earlier printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from quotetrack import wording
from quotetrack.comparison.verdicts import SAME_WORDS

if TYPE_CHECKING:
    from quotetrack.check.variants import Printing
    from quotetrack.comparison.alignment import Difference
    from quotetrack.comparison.verdicts import Answer, Source
    from quotetrack.lookup.withdrawals import Withdrawal

Part = Literal["same", "asked", "held"]
_REST_OF_WORD = re.compile(r"(?<=[^\W\d_])[^\W\d_]*['’]?[^\W\d_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def in_a_row(source: Source) -> str:
    """Returns the words of a source from the first to the last that was found, with all that stands between them.

    A last word that was found only in part is returned whole: "didn't", where "did" was asked.
    """
    spans = source.finding.spans
    if not spans:
        return ""
    rest = _REST_OF_WORD.match(source.whole, spans[-1].end)
    return source.whole[spans[0].start : rest.end() if rest else spans[-1].end]


def several(found: Answer) -> list[tuple[str, Any]]:
    """Returns the pieces that the words were put together from: each as it stands in print, and its source.

    A piece is in marks unless it is the article's own words. The list is empty where the words are printed in a row.
    """
    if _is_put_together(found):
        return [(in_marks(piece, in_a_row(piece)), piece) for piece in found.pieces]  # type: ignore[attr-defined]
    source = found.source
    if source is None or len(source.finding.printed) < 2:
        return []
    return [(in_marks(source, printed), source) for printed in source.finding.printed]


def _is_put_together(found: Answer) -> bool:
    """Whether the words were put together from several quotations of a store."""
    return bool(getattr(found, "pieces", None))


def in_marks(source: Source, printed: str) -> str:
    """Puts printed words in marks, unless they are the article's own words for what was said."""
    return printed if source.finding.verdict == "reported" else f"“{printed}”"


def words(found: Answer) -> str | None:
    """Returns the words as printed, in marks unless they are the article's own.

    Returns None where `several` or `sentence` shows them instead, so that no line is shown that nobody printed.
    """
    source = found.source
    if source is None or not in_a_row(source) or several(found):
        return None
    is_plain = found.verdict == "unsure_speaker" and source.finding.verdict == "verbatim"
    is_cut = found.verdict == "truncated" and found.fails
    if found.stands_in and (is_plain or is_cut or _is_reported(found) or _is_broken(source)):
        return None
    return in_marks(source, in_a_row(source))


def sentence(found: Answer) -> str | None:
    """Returns the article's sentence in which the words stand, where it tells more than they do, else None."""
    source = found.source
    if source is None or _is_put_together(found) or not found.stands_in:
        return None
    is_cut = found.verdict == "truncated" and (found.fails or not found.next_clause)
    tells = is_cut or found.verdict in ("unsure_speaker", "spliced") or _is_reported(found) or _is_broken(source)
    return found.stands_in if tells else None


def _is_reported(found: Answer) -> bool:
    return found.source is not None and found.source.finding.verdict == "reported"


def _is_broken(source: Source) -> bool:
    """Whether the words found cross a gap in the quotation, where the reporter's own words stand."""
    hit = getattr(source, "hit", None)
    content = hit.quotation.content if hit else ()
    ends = list(accumulate(span.end - span.start + 1 for span in content[:-1]))
    return any(span.start < end - 1 < span.end for end in ends for span in source.finding.spans)


def newer(found: Answer) -> str | None:
    """Tells what a newer version of the article has in place of the quotation; None where it is not withdrawn."""
    gone = withdrawal(found)
    if gone is None:
        return None
    told = wording.withdrawn(gone)
    return told if found.fails or found.verdict not in SAME_WORDS else f"{told}; these words are still in it"


def withdrawal(found: Answer) -> Withdrawal | None:
    """Returns what a newer version of the article made of the source; None where it is not withdrawn."""
    hit = getattr(found.source, "hit", None)
    return hit.withdrawn if hit else None


@dataclass(frozen=True)
class ComparedPiece:
    """A stretch of the words asked compared with those printed: in both ("same"), or only "asked", or only "held"."""

    part: Part
    text: str


def laid_over(source: Source) -> Iterator[ComparedPiece]:
    """Compares the words asked with those printed and yields both in pieces, in order; none where words are spliced."""
    at = 0
    if source.finding.verdict == "spliced" and len(source.finding.printed) > 1:
        return  # each piece is shown where it stands
    for d in source.finding.differences:
        if d.op == "equal" and source.finding.tier not in (None, "exact"):
            yield from _letters(d.asked, d.held)
            continue
        held, at = _as_printed(d.held, in_a_row(source), at)
        if d.op == "equal":
            yield ComparedPiece("same", held)
        else:
            yield from (piece for piece in (ComparedPiece("asked", d.asked), ComparedPiece("held", held)) if piece.text)


def _as_printed(words: str, printed: str, after: int) -> tuple[str, int]:
    """Finds words in `printed` from `after` on; returns them with the punctuation around them, and where they end.

    Differences hold words without punctuation. Words that are not found are returned unchanged, with `after`.
    """
    start = printed.find(words, after) if words else -1
    if start < 0:
        return words, after
    end = start + len(words)
    while end < len(printed) and not printed[end].isspace() and not printed[end].isalnum():
        end += 1
    while start > after and not printed[start - 1].isspace() and not printed[start - 1].isalnum():
        start -= 1
    return printed[start:end], end


def _letters(asked: str, held: str) -> Iterator[ComparedPiece]:
    """Compares word by word what is the same but for its typography; characters that nobody sees count for nothing."""
    one, other = asked.split(), held.split()
    seen, printed = ([_INVISIBLE.sub("", word) for word in words] for words in (one, other))
    for op, a, b, c, d in SequenceMatcher(None, seen, printed, autojunk=False).get_opcodes():
        if op == "equal":
            yield ComparedPiece("same", " ".join(other[c:d]))
        else:
            both = (ComparedPiece("asked", " ".join(one[a:b])), ComparedPiece("held", " ".join(other[c:d])))
            yield from (piece for piece in both if piece.text)


def printing(found: Printing, *, first: bool) -> str:
    """Tells whether a printing is the first, a copy or a report of its own, and how it differs from the first one."""
    copied = "a copy, or a later version: the words around it are the same as in an earlier one"
    told = [copied] if found.copy_of is not None else ["the first in this store"] if first else []
    if found.differences:
        told.append(differs(found.differences, found.guards))
    return "; ".join(told) or "the same words, reported by itself"


def differs(differences: Iterable[Difference], guards: Iterable[str]) -> str:
    """Tells what differs from an earlier wording: `differs (number): “15” for “12”`.

    `guards` name the kinds of change that matter most, such as a number.
    """
    guarded = ", ".join(dict.fromkeys(guards))
    return f"differs{f' ({guarded})' if guarded else ''}: {'; '.join(map(_difference, differences))}"


def _difference(found: Difference) -> str:
    later, first = (f"“{wording.on_one_line(words)}”" for words in (found.asked, found.held))
    if not found.asked:
        return f"without {first}"
    return f"{later} for {first}" if found.held else f"with {later}"
