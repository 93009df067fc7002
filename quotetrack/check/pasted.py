"""A draft that somebody pastes: what stands in marks, checked as far as the time goes, without a parser.

Whom the draft says it quotes takes a parser to tell (`check_draft`). Here the words alone are checked, and of the
speaker it is only told whether the draft names them at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from quotetrack.check.candidates import Counted
from quotetrack.check.check import Check, check
from quotetrack.check.sentences import find_sentence
from quotetrack.errors import QuotetrackError, TooSlowError
from quotetrack.folding import fold
from quotetrack.lexicon import words as lexicon_words
from quotetrack.lookup.dates import read_bounds
from quotetrack.marks import Quoted, find_quoted
from quotetrack.records import Quotation, Span
from quotetrack.store import Store
from quotetrack.text import paragraphs

LONGEST_DRAFT = 100_000
"""Code points: the longest investigations that newspapers print have some 60,000."""

MOST_CLAIMS = 200

LONGEST_CLAIM = 5_000
"""Code points of one claim: half a second on a million quotations."""

_FEWEST_WORDS = 3
"""Words in marks from which they are checked. One or two are as often a title or a word held at arm's length, and are
found in thousands of quotations."""

_BETWEEN = 80  # code points of reporting words that part two halves of one sentence: “We wait,” she said, “for rain.”


@dataclass(frozen=True)
class PastedClaim:
    """Words of a draft in marks: their number from 1, where they stand, and what checking them gave; None where that
    was not done, for `unchecked` tells what reason. `unnamed` is a speaker whom the draft nowhere names."""

    number: int
    text: str
    spans: tuple[Span, ...]
    check: Check | None = None
    unchecked: str | None = None
    unnamed: str | None = None
    parts: tuple[str, ...] | None = None
    """The words in pieces, where the draft's own words part them."""
    stands_in: str | None = None
    """The sentence of the article that the words stand in there."""

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {
            "number": self.number,
            "text": self.text,
            "content": [list(span) for span in self.spans],
            "fails": self.check.fails if self.check else None,
            "unnamed": self.unnamed,
            "unchecked": self.unchecked,
            "check": self.check and {**self.check.as_dict(), "stands_in": self.stands_in},
        }


@dataclass(frozen=True)
class PastedDraft:
    """A draft's text with its claims; `short` stretches in marks were too short to be taken for claims, and `following`
    is the number of the first claim for which there was no time."""

    text: str
    claims: tuple[PastedClaim, ...]
    short: int
    following: int | None

    @property
    def checks(self) -> list[Check]:
        """What checking gave, of what was checked."""
        return [claim.check for claim in self.claims if claim.check]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; offsets are code points of `draft`, in which lines end in a line feed."""
        return {
            "draft": self.text,
            "claims": [claim.as_dict() for claim in self.claims],
            "checked": len(self.checks),
            "failures": sum(check.fails for check in self.checks),
            "short": self.short,
            "following": self.following,
        }


def check_pasted(
    store: Store, draft: str, *, first: int = 1, date: str | None = None, seconds: float = 2.0
) -> PastedDraft:
    """What stands in marks in a draft, checked from claim `first` on until the seconds are over.

    Raises QuotetrackError for a draft that is too long, has too many claims, and for a date that is none.
    """
    read_bounds(date, None)
    if len(draft) > LONGEST_DRAFT:
        raise QuotetrackError(
            f"The draft has {len(draft):,} characters, and {LONGEST_DRAFT:,} are checked at once. Paste it in parts."
        )
    text = draft.replace("\r\n", "\n").replace("\r", "\n")
    claims, short = find_marked(text)
    if len(claims) > MOST_CLAIMS:
        raise QuotetrackError(
            f"The draft has {len(claims):,} quotations; at most {MOST_CLAIMS} are checked at once. Paste it in parts."
        )
    checked, following = _check_in_time(store, claims, first, date, monotonic() + seconds)
    known = _words(text)
    return PastedDraft(text, tuple(_with_unnamed(claim, known) for claim in checked), short, following)


def _check_in_time(
    store: Store, claims: Sequence[PastedClaim], first: int, date: str | None, deadline: float
) -> tuple[list[PastedClaim], int | None]:
    counted: Counted = {}
    following: int | None = None
    made = []
    for claim in claims:
        if claim.number < first:
            claim = replace(claim, unchecked="before")
        elif len(claim.text) > LONGEST_CLAIM:
            claim = replace(claim, unchecked="long")
        elif following is None and (found := _check_one(store, claim, date, deadline, counted)):
            claim = replace(claim, check=found, stands_in=find_sentence(store, found.source))
        else:
            following = following or claim.number
            claim = replace(claim, unchecked="time")
        made.append(claim)
    # Not even one: more time would be of no use, and asking for the rest would go on for ever.
    if following == first and not any(claim.check for claim in made):
        raise TooSlowError(f"{store.path}: quotation {first} of the draft took too long to check. Check it by itself.")
    return made, following


def _check_one(store: Store, claim: PastedClaim, date: str | None, deadline: float, counted: Counted) -> Check | None:
    if monotonic() > deadline:
        return None
    try:
        return check(store, claim.text, date=date, parts=claim.parts, counted=counted)
    except TooSlowError:  # whoever lent the connection allows less
        return None


def find_marked(text: str) -> tuple[list[PastedClaim], int]:
    """The claims of a draft, in order, and how many stretches in marks were passed over as too short."""
    whole = (quoted for quoted in find_quoted(text, paragraphs(text)) if quoted.depth == 0)
    said = [(tuple(quoted.inner for quoted in group), _said(text, group)) for group in _sentences(text, whole)]
    long = [(spans, words) for spans, words in said if len(re.findall(r"[^\W_]+", words)) >= _FEWEST_WORDS]
    claims = [
        PastedClaim(number, words, spans, parts=_parts(text, spans))
        for number, (spans, words) in enumerate(long, start=1)
    ]
    return claims, len(said) - len(long)


def _parts(text: str, spans: Sequence[Span]) -> tuple[str, ...] | None:
    return tuple(text[span.start : span.end] for span in spans) if len(spans) > 1 else None


def _sentences(text: str, found: Iterator[Quoted]) -> Iterator[list[Quoted]]:
    """Stretches in marks, with those that go on after "she said," together."""
    group: list[Quoted] = []
    for quoted in found:
        if group and not _goes_on(text, group[-1], quoted):
            yield group
            group = []
        group.append(quoted)
    if group:
        yield group


def _goes_on(text: str, before: Quoted, after: Quoted) -> bool:
    between = text[before.span.end : after.span.start]
    ended = text[before.inner.start : before.inner.end].rstrip()[-1:] in ".!?…" or re.search(r"[.!?\n]", between)
    starts_small = text[after.inner.start : after.inner.end].lstrip()[:1].islower()
    return (
        before.closed
        and starts_small
        and not ended
        and len(between) <= _BETWEEN
        and "," in between + text[before.inner.end - 1]
    )


def _said(text: str, group: Sequence[Quoted]) -> str:
    """The words without the comma that stands for a full stop before "she said"."""
    said = " ".join(text[quoted.inner.start : quoted.inner.end].strip() for quoted in group)
    return said.rstrip(", \n\t") or said


def _with_unnamed(claim: PastedClaim, known: frozenset[str]) -> PastedClaim:
    """The claim, with the speaker of its source where no word of the name stands in the draft."""
    if claim.check is None or claim.check.best is None:
        return claim
    names = _names(claim.check.best.quotation)
    unnamed = bool(names) and not any(_words(name) & known for name in names)
    return replace(claim, unnamed=" and ".join(names) if unnamed else None)


def _names(quotation: Quotation) -> list[str]:
    given = quotation.attribution
    return [name for name in (given.name, *(other.name for other in given.joint)) if name]


def _words(text: str) -> frozenset[str]:
    """The words of a text, folded, those left out that any text may have."""
    found = (word for word in re.findall(r"[^\W_]+", fold(text)) if len(word) > 1)
    return frozenset(found) - lexicon_words("plain_words")
