"""Is each quotation of a draft what was said, so that the draft can be published as it is?

`check_draft` checks the quotations that a parser found, each as the words of the speaker that the draft names.
`check_pasted` needs no parser: it checks what stands in quotation marks, within a time limit. It tells of a source's
speaker only whether the draft names them anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from quotetrack.check.candidates import Counted
from quotetrack.check.check import Check, check
from quotetrack.comparison.statements import group_marks
from quotetrack.errors import QuotetrackError, TooSlowError
from quotetrack.language import load
from quotetrack.lookup.filters import read_bounds
from quotetrack.marks import Quoted, find_quoted
from quotetrack.records import Article, Quotation, Span
from quotetrack.store import Store
from quotetrack.text import fold, paragraphs


@dataclass(frozen=True)
class Claim:
    """Words that a draft claims somebody said: a direct quotation, or a stretch that a mixed one has in marks."""

    quotation: Quotation
    text: str
    spans: tuple[Span, ...]
    parts: tuple[str, ...] | None = None
    """The words in pieces, where the draft's own words part them."""

    @property
    def by(self) -> str | None:
        """The name of the speaker according to the draft; None where it gives none."""
        given = self.quotation.attribution
        return given.name if given.speaker.kind in ("person", "organization") else None


@dataclass(frozen=True)
class CheckedClaim:
    """A claim of a draft, with the result of checking it."""

    claim: Claim
    check: Check

    def as_dict(self, article: str) -> dict[str, Any]:
        """The check as JSON values, with the place of the words in the draft; `article` is the draft's name."""
        quotation = self.claim.quotation
        return {
            "article": article,
            "id": quotation.id,
            "kind": quotation.kind,
            "act": quotation.act,
            "depth": quotation.depth,
            "content": [list(span) for span in self.claim.spans],
            "speaker": self.claim.by,
            **self.check.as_dict(),
        }


@dataclass(frozen=True)
class CheckedDraft:
    """A draft with its claims in the order of the text. `unchecked` counts the statements in the draft's own words."""

    article: Article
    claims: tuple[CheckedClaim, ...]
    unchecked: int

    @property
    def failures(self) -> int:
        """The number of claims that fail."""
        return sum(claim.check.fails for claim in self.claims)


def check_draft(store: Store, article: Article, found: Sequence[Quotation], *, date: str | None = None) -> CheckedDraft:
    """Check every claim among the quotations `found` in a draft, as the words of the speaker that the draft names.

    Raises QuotetrackError for an invalid date.
    """
    claims = sorted(find_claims(article, found), key=lambda c: (c.spans[0].start, -c.spans[-1].end))
    checked = [_check_claim(store, claim, date) for claim in claims]
    unchecked = sum(quotation.kind == "indirect" for quotation in found if quotation.act in _ACTS)
    return CheckedDraft(article, tuple(checked), unchecked)


def _check_claim(store: Store, claim: Claim, date: str | None) -> CheckedClaim:
    return CheckedClaim(claim, check(store, claim.text, by=claim.by, date=date, parts=claim.parts))


_ACTS = ("speech", "writing")


def find_claims(article: Article, found: Sequence[Quotation]) -> Iterator[Claim]:
    """The claims that can be checked: words in quotation marks that the draft says were said or written."""
    inners: list[Span] | None = None
    for quotation in found:
        if quotation.act not in _ACTS or quotation.kind == "indirect":
            continue
        if quotation.kind == "mixed":
            if inners is None:
                inners = [quoted.inner for quoted in find_quoted(article.text, paragraphs(article.text))]
            if stretches := _outermost(inners, quotation.content):
                for span in stretches:
                    yield Claim(quotation, _without_comma(article.text[span.start : span.end]), (span,))
                continue
        parts = _parts(article.text, quotation.content)
        yield Claim(quotation, _without_comma(quotation.text), quotation.content, parts)


def _parts(text: str, spans: Sequence[Span]) -> tuple[str, ...] | None:
    """The words of each stretch; None where there is only one."""
    return tuple(text[slice(*span)] for span in spans) if len(spans) > 1 else None


def _without_comma(text: str) -> str:
    """The words without the comma that stands for a full stop before "she said"."""
    return text.rstrip(", \n\t") or text


def _outermost(inners: Sequence[Span], content: Sequence[Span]) -> list[Span]:
    """The stretches in marks that lie within the content, without those inside others."""
    taken: list[Span] = []
    for inner in inners:  # outer ones come before what they hold
        held = any(span.start <= inner.start and inner.end <= span.end for span in content)
        if held and inner.start < inner.end and not any(inner.start < other.end for other in taken):
            taken.append(inner)
    return taken


LONGEST_DRAFT = 100_000
"""The most code points of a draft: the longest investigations that newspapers print have some 60,000."""

MOST_CLAIMS = 200
"""The most claims of a draft. Set by hand."""

LONGEST_CLAIM = 5_000
"""The most code points of one claim: checking so many takes half a second with a million quotations."""

_FEWEST_WORDS = 3
"""Words (1 upwards) in quotation marks from which they are checked. One or two are as often a title or a word that the
writer keeps a distance from, and stand in thousands of quotations."""

_LONGEST_CUE = 80
"""The most code points (1 upwards) of reporting words within one sentence: “We wait,” she said, “for rain.”"""


@dataclass(frozen=True)
class PastedClaim:
    """Words of a draft in quotation marks: their number from 1, their place, and the result of checking them.

    `check` is None where they were not checked; `unchecked` tells why: "before", "long" or "time". `unnamed` is the
    speaker of the source where the draft names them nowhere.
    """

    number: int
    text: str
    spans: tuple[Span, ...]
    check: Check | None = None
    unchecked: str | None = None
    unnamed: str | None = None
    parts: tuple[str, ...] | None = None
    """The words in pieces, where the draft's own words part them."""

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {
            "number": self.number,
            "text": self.text,
            "content": [list(span) for span in self.spans],
            "fails": self.check.fails if self.check else None,
            "unnamed": self.unnamed,
            "unchecked": self.unchecked,
            "check": self.check and self.check.as_dict(),
        }


@dataclass(frozen=True)
class PastedDraft:
    """A draft's text with its claims.

    `short` is the number of stretches in marks that are too short to be claims, and `following` the number of the first
    claim that there was no time for.
    """

    text: str
    claims: tuple[PastedClaim, ...]
    short: int
    following: int | None

    @property
    def checks(self) -> list[Check]:
        """The results of all claims that were checked."""
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
    """Check what stands in quotation marks in a draft, from claim `first` on, until the seconds are over.

    Raises QuotetrackError for a draft that is too long or has too many claims, and for an invalid date; TooSlowError
    where not even claim `first` could be checked in time.
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
            claim = replace(claim, check=found)
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
    """The claims of a draft, in order, and the number of stretches in marks that are too short to be claims."""
    claims: list[PastedClaim] = []
    short = 0
    quoted = [each for each in find_quoted(text, paragraphs(text)) if each.depth == 0]
    for group in group_marks(quoted, lambda before, after, _: _goes_on(text, before, after)):
        spans = tuple(each.inner for each in group)
        words = _without_comma(" ".join(text[slice(*span)].strip() for span in spans))
        if len(re.findall(r"[^\W_]+", words)) < _FEWEST_WORDS:
            short += 1
        else:
            claims.append(PastedClaim(len(claims) + 1, words, spans, parts=_parts(text, spans)))
    return claims, short


def _goes_on(text: str, before: Quoted, after: Quoted) -> bool:
    """Whether a stretch in marks continues in the next one, after "she said,"."""
    between = text[before.span.end : after.span.start]
    ended = text[slice(*before.inner)].rstrip()[-1:] in ".!?…" or re.search(r"[.!?\n]", between)
    starts_small = text[slice(*after.inner)].lstrip()[:1].islower()
    has_comma = "," in between + text[before.inner.end - 1]
    return before.closed and starts_small and has_comma and not ended and len(between) <= _LONGEST_CUE


def _with_unnamed(claim: PastedClaim, known: frozenset[str]) -> PastedClaim:
    """The claim, with the speaker of its source where no word of the name stands in the draft."""
    if claim.check is None or claim.check.source is None:
        return claim
    names = claim.check.source.attribution.names
    unnamed = bool(names) and not any(_words(name) & known for name in names)
    return replace(claim, unnamed=" and ".join(names) if unnamed else None)


def _words(text: str) -> frozenset[str]:
    """The words of a text, folded, without those that any text may have."""
    found = (word for word in re.findall(r"[^\W_]+", fold(text)) if len(word) > 1)
    return frozenset(found) - load("en").plain_words
