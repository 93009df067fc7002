"""The page Check, which compares words, or all that stands in marks in a draft, with the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotetrack.check.check import check
from quotetrack.check.drafts import LONGEST_DRAFT, PastedClaim, PastedDraft, check_pasted
from quotetrack.errors import QuotetrackError, StoreError
from quotetrack.store import Store
from quotetrack.text import paragraphs
from quotetrack.web.request import Answer, Page, PageRequest
from quotetrack.wording import in_print, verdicts
from quotetrack.wording.marked import Piece, cut, mark_numbered

if TYPE_CHECKING:
    from quotetrack.check.check import Check

LONGEST = 2_000
"""The most code points that are checked as one quotation: they take half a second on a million quotations."""

SECONDS = 2.0
"""No further claim of a draft is checked after this time: one takes 0.1 s, at worst 1, and the page has 3."""


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with the verdict on words (`q`, `by`, `date`) or on a draft (`draft`, from claim `first` on).

    Without either, it shows the forms for both.
    """
    given = {name: asked.text(name) for name in ("q", "by", "date", "draft")}
    fields: dict[str, Any] = {
        **given,
        "longest": LONGEST,
        "longest_draft": LONGEST_DRAFT,
        "verdicts": verdicts,
        "in_print": in_print,
    }
    try:
        found = _check(store, asked, given)
    except StoreError:
        raise
    except QuotetrackError as error:  # the page shows the forms as they were filled in
        told = {"error": str(error), "status": 400, "title": "This cannot be asked"}
        return Page("check.html", "Check", {**fields, "error": str(error)}, told, 400)
    if isinstance(found, PastedDraft):
        return Page("check.html", "A draft, checked", {**fields, **_shown(found)}, _draft_as_json(found, given))
    title = f"Check: {given['q']}" if found else "Check"
    shown = {"found": found, "card": found and _card(found)}
    as_json = {"q": given["q"], "by": given["by"] or None, "date": given["date"] or None}
    return Page("check.html", title, {**fields, **shown}, {**as_json, "check": found and _as_json(found)})


def _check(store: Store, asked: PageRequest, given: Mapping[str, str]) -> Check | PastedDraft | None:
    date = given["date"] or None
    if given["draft"]:
        first = asked.number("first", usual=1, most=10_000) or 1
        return check_pasted(store, given["draft"], first=first, date=date, seconds=SECONDS)
    if not given["q"]:
        if "draft" in asked.fields or "q" in asked.fields:
            raise QuotetrackError("There is nothing to check: type the words, or paste a draft.")
        return None
    if len(given["q"]) > LONGEST:
        raise QuotetrackError(
            f"These are {len(given['q']):,} characters; more than {LONGEST:,} are no single quotation. "
            "Paste them as a draft, with every quotation in quotation marks."
        )
    return check(store, given["q"], by=given["by"] or None, date=date)


def _as_json(found: Check) -> dict[str, Any]:
    return {**found.as_dict(), "sentence": verdicts.sentence(found)}


def _draft_as_json(found: PastedDraft, given: Mapping[str, str]) -> dict[str, Any]:
    return {"date": given["date"] or None, **found.as_dict()}


@dataclass(frozen=True)
class Card:
    """A check as the page shows it: how grave it is, its source, and what differs there."""

    check: Check
    gravity: str
    source: Any
    laid: tuple[in_print.ComparedPiece, ...]
    changed: Sequence[str]
    claim: PastedClaim | None = None


def _card(found: Check, claim: PastedClaim | None = None) -> Card:
    source = found.source
    laid = tuple(in_print.laid_over(source)) if source else ()
    differs = laid if any(piece.part != "same" for piece in laid) else ()
    changed = verdicts.guarded(source) if source else []
    return Card(found, verdicts.gravity(found), source, differs, changed, claim)


def _shown(found: PastedDraft) -> dict[str, Any]:
    cards = {claim.number: _card(claim.check, claim) for claim in found.claims if claim.check}
    return {
        "pasted": found,
        "rows": list(_rows(found, cards)),
        "card_of": cards,
        "failures": sum(check.fails for check in found.checks),
        "missing": sum(each.verdict == "not_held" for each in found.checks),
        "unchecked": {
            reason: [claim.number for claim in found.claims if claim.unchecked == reason]
            for reason in ("before", "long", "time")
        },
    }


def _rows(draft: PastedDraft, cards: Mapping[int, Card]) -> Iterator[tuple[list[Piece[PastedClaim]], list[Card]]]:
    """Yields the pieces of each paragraph of the draft, with the cards of the claims that begin in it."""
    gravities = {number: card.gravity for number, card in cards.items()}
    marked = [
        each
        for claim in draft.claims
        for each in mark_numbered(draft.text, claim.spans, gravities.get(claim.number, "none"), claim)
    ]
    for pieces in cut(draft.text, paragraphs(draft.text), marked):
        yield pieces, [cards[claim.number] for piece in pieces for claim in piece.begins if claim.number in cards]
