"""Shows one quotation: the words, their context, who said them, how that is known, and how it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from quotetrack import lookup, wording
from quotetrack.lookup.counts import count_quotations
from quotetrack.lookup.names import names_of
from quotetrack.records import Affiliation, Span
from quotetrack.store import Store
from quotetrack.text import paragraphs
from quotetrack.web.request import Answer, Page, PageRequest
from quotetrack.wording import in_print, traces
from quotetrack.wording.marked import classes, cut, mark
from quotetrack.wording.verdicts import link

if TYPE_CHECKING:
    from quotetrack.check.variants import Printing
    from quotetrack.lookup.hits import ArticleRef
    from quotetrack.lookup.quotation import QuotationView
    from quotetrack.records import Quotation


def cite(quotation: Quotation, article: ArticleRef) -> str:
    """Returns a sentence with speaker, capacity, words, outlet, title, date, address and the quotation's id."""
    parts = [*_said(quotation), *_printed(article), f"quotetrack {quotation.id}"]
    return ", ".join(wording.visible(wording.on_one_line(part)) for part in parts) + "."


def _said(quotation: Quotation) -> Iterator[str]:
    who = wording.who(quotation)
    yield f"{who[:1].upper()}{who[1:]}"
    if stated := wording.stated(quotation):
        yield stated
    yield wording.in_marks(quotation, quotation.text)
    if quotation.attribution.via:
        yield f"via {quotation.attribution.via}"


def _printed(article: ArticleRef) -> Iterator[str]:
    if article.outlet:
        yield article.outlet
    yield f"“{article.title}”" if article.title else article.name
    if article.published:
        yield long_day(article.published)
    if article.url:
        yield article.url


def long_day(published: str) -> str:
    """Writes a date with its month by name: `14 March 2024`. Returns anything else unchanged."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}"


_CONTEXT_LENGTH = 3_000  # code points of context before and after, at most: a page of a book
_ALSO_IN = 20  # articles with the same text that are named
_CHILDREN = 50
_LONGEST_LINK = 1_500  # code points of the longest quotation that an address holds
SMALL = 100_000
"""The number of quotations up to which a store is always searched for other printings: 20 ms. In a million, this takes
up to 130."""


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with the quotation of that id or number; with `variants`, or in a small store, with other printings."""
    view = lookup.show(store, asked.path["id"])
    quotation, given = view.quotation, view.quotation.attribution
    wanted = asked.given("variants") or count_quotations(store) <= SMALL
    printings = _printings(store, view) if wanted else None
    citation = cite(quotation, view.article)
    context, text = _bounded(view)
    fields: dict[str, Any] = {
        "view": view,
        "quotation": quotation,
        "given": given,
        "nature": _nature(quotation),
        "article": view.article,
        "link": link(view.article.url),
        "paragraphs": _marked(quotation, context, text),
        "cut": (context.start > view.context.start, context.end < view.context.end),
        "parts_named": _parts(quotation),
        "everybody": names_of(store, "canonical_speakers", view.speaker_ids),
        "capacities": [_in_words(claim) for claim in _claims(quotation)],
        "reason": traces.reason(given.trace),
        "weighed": traces.weighed(given.trace),
        "noted": traces.noted(given.trace),
        "sureness": traces.sureness(given.confidence),
        "in_a_hundred": traces.in_a_hundred(given.confidence),
        "children": view.children[:_CHILDREN],
        "also_in": view.also_in[:_ALSO_IN],
        "also_more": max(0, len(view.also_in) - _ALSO_IN),
        "citation": citation,
        "check": _check(asked, quotation),
        "printings": printings,
        "told_printing": in_print.printing,
    }
    as_json = {**view.as_dict(), "citation": citation, "why": traces.told(given.trace)}
    if printings is not None:
        as_json["variants"] = [printing.as_dict() for printing in printings]
    return Page("quotation.html", _title(quotation), fields, as_json)


def _title(quotation: Quotation) -> str:
    words = wording.in_marks(quotation, wording.shortened(quotation.text, 60))
    return f"{wording.who(quotation)}: {words}"


def _nature(quotation: Quotation) -> str:
    """Returns a heading that tells the kind of quotation: `Indirect quotation · belief`."""
    kind, *more = wording.nature(quotation).split(" · ")
    noun = "" if quotation.act == "not_speech" else " quotation"
    return wording.dotted(f"{kind.capitalize()}{noun}", *more)


def _printings(store: Store, view: QuotationView) -> list[Printing]:
    from quotetrack.check.variants import variants  # 0.13 s in a store of a million

    return variants(store, view.id)


def _bounded(view: QuotationView) -> tuple[Span, str]:
    """Returns the span of the article that is shown, and its text: at most _CONTEXT_LENGTH before and after."""
    given = view.quotation.attribution
    spans = [*view.quotation.content, *given.cue, *given.source]
    if not spans:
        return view.context, view.context_text
    start = max(view.context.start, min(span.start for span in spans) - _CONTEXT_LENGTH)
    end = min(view.context.end, max(span.end for span in spans) + _CONTEXT_LENGTH)
    return Span(start, end), view.context_text[start - view.context.start : end - view.context.start]


def _marked(quotation: Quotation, context: Span, text: str) -> list[list[tuple[str, str]]]:
    """Returns the pieces of each paragraph of the context, with the classes of their parts of the quotation."""
    marked = [replace(m, span=Span(*(at - context.start for at in m.span))) for m in mark([quotation])]
    return [[(piece.text, classes(piece)) for piece in pieces] for pieces in cut(text, paragraphs(text), marked)]


def _parts(quotation: Quotation) -> list[tuple[str, str]]:
    """Returns the legend: the classes of the parts that occur, and what they mean."""
    content = {
        "direct": "said word for word",
        "mixed": "said, in part word for word",
        "indirect": "said, in the article’s words",
    }[quotation.kind]
    if quotation.act == "not_speech":
        content = "in marks, but not speech"
    elif quotation.act == "belief":
        content = "thought or endorsed rather than said"
    act = "" if quotation.act == "speech" else quotation.act.replace("_", "-")
    found = [(f"content {quotation.kind} {act}".strip(), content)]
    if quotation.attribution.cue:
        found.append(("cue", "the reporting words"))
    if quotation.attribution.source:
        found.append(("source", "who is named for it"))
    return found


def _claims(quotation: Quotation) -> Sequence[Affiliation]:
    """Returns the capacities that the article gives the speaker at this place."""
    return quotation.attribution.speaker.stated


def _in_words(claim: Affiliation) -> str:
    return wording.capacity(claim.role, [claim.organization] if claim.organization else [], claim.standing)


def _check(asked: PageRequest, quotation: Quotation) -> str | None:
    """Returns the address at which these words are checked; None where they are too long for an address."""
    if len(quotation.text) > _LONGEST_LINK:
        return None
    return asked.addresses.check(q=quotation.text, by=quotation.attribution.name)
