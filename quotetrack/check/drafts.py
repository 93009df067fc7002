"""The quotations of a draft, each checked against a store, and whether the draft can go out as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quotetrack.check.check import Check, check
from quotetrack.check.sentences import find_sentence
from quotetrack.marks import find_quoted
from quotetrack.records import Article, Quotation, Span
from quotetrack.store import Store
from quotetrack.text import paragraphs


@dataclass(frozen=True)
class Claim:
    """Words that a draft claims somebody said: a direct quotation, or what a mixed one has in marks."""

    quotation: Quotation
    text: str
    spans: tuple[Span, ...]
    parts: tuple[str, ...] | None = None
    """The words in pieces, where the draft's own words part them."""

    @property
    def by(self) -> str | None:
        """Whose words the draft says they are, where it gives a name."""
        given = self.quotation.attribution
        return given.name if given.kind in ("person", "organization") else None


@dataclass(frozen=True)
class CheckedClaim:
    """A claim of a draft, what checking it gave, and the sentence of the article that the words stand in there."""

    claim: Claim
    check: Check
    stands_in: str | None = None

    def as_dict(self, article: str) -> dict[str, Any]:
        """The check as JSON values, with where the words stand in the draft and whether they fail it."""
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
            "stands_in": self.stands_in,
        }


@dataclass(frozen=True)
class CheckedDraft:
    """A draft with its claims in the order of the text; `unchecked` are statements in the draft's own words."""

    article: Article
    claims: tuple[CheckedClaim, ...]
    unchecked: int

    @property
    def failures(self) -> int:
        """How many claims fail."""
        return sum(claim.check.fails for claim in self.claims)


def check_draft(store: Store, article: Article, found: Sequence[Quotation], *, date: str | None = None) -> CheckedDraft:
    """Every claim among the quotations found in a draft, checked as the words of whom the draft names."""
    claims = sorted(find_claims(article, found), key=lambda c: (c.spans[0].start, -c.spans[-1].end))
    checked = [_check_claim(store, claim, date) for claim in claims]
    unchecked = sum(quotation.kind == "indirect" for quotation in found if quotation.act in _ACTS)
    return CheckedDraft(article, tuple(checked), unchecked)


def _check_claim(store: Store, claim: Claim, date: str | None) -> CheckedClaim:
    found = check(store, claim.text, by=claim.by, date=date, parts=claim.parts)
    return CheckedClaim(claim, found, find_sentence(store, found.source))


_ACTS = ("speech", "writing")


def find_claims(article: Article, found: Sequence[Quotation]) -> Iterator[Claim]:
    """What can be held against the words that were said: what is in marks, and was said or written."""
    inners: list[Span] | None = None
    for quotation in found:
        if quotation.act not in _ACTS or quotation.kind == "indirect":
            continue
        if quotation.kind == "mixed":
            if inners is None:
                inners = [quoted.inner for quoted in find_quoted(article.text, paragraphs(article.text))]
            if stretches := _outermost(inners, quotation.content):
                for span in stretches:
                    yield Claim(quotation, _said(article.text[span.start : span.end]), (span,))
                continue
        pieces = tuple(article.text[span.start : span.end] for span in quotation.content)
        yield Claim(quotation, _said(quotation.text), quotation.content, pieces if len(pieces) > 1 else None)


def _said(text: str) -> str:
    """The words without the comma that stands for a full stop before "she said"."""
    return text.rstrip(", \n\t") or text


def _outermost(inners: Sequence[Span], content: Sequence[Span]) -> list[Span]:
    """Stretches in marks that lie within the content, those inside others left out."""
    taken: list[Span] = []
    for inner in inners:  # outer ones come before what they hold
        held = any(span.start <= inner.start and inner.end <= span.end for span in content)
        if held and inner.start < inner.end and not any(inner.start < other.end for other in taken):
            taken.append(inner)
    return taken
