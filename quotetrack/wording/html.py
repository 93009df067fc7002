"""Renders HTML pages that load no other file: articles with their quotations, checked drafts, evidence.

Each page has a template in templates/, and all extend one base, which holds the style. Whatever comes from an article,
a draft or a store is escaped, so that nothing in it works as markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from quotetrack import wording
from quotetrack.comparison.verdicts import VERDICTS
from quotetrack.records import Article, Quotation, Span
from quotetrack.settings import VERSION
from quotetrack.text import paragraphs
from quotetrack.wording import in_print, traces, verdicts
from quotetrack.wording.marked import Marked, Piece, classes, cut, mark, mark_numbered, told

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from quotetrack.check.check import Check
    from quotetrack.check.drafts import CheckedClaim, CheckedDraft
    from quotetrack.check.evidence import Evidence

PARTS = ("content", "cue", "source")

Numbered = tuple[int, "CheckedClaim"]
"""A claim of a draft and its number on the page, counted from 1."""


def render_articles(found: Sequence[tuple[Article, Sequence[Quotation]]]) -> str:
    """Returns a page of articles in which content, cue and source are marked, with the speakers on hover."""
    title = (found[0][0].title or found[0][0].id) if len(found) == 1 else f"{len(found)} articles"
    articles = [(article, _marked(article, quotations), quotations) for article, quotations in found]
    return _render("articles.html", title=title, articles=articles)


def _marked(article: Article, quotations: Sequence[Quotation]) -> Iterator[list[tuple[str, dict[str, Any] | None]]]:
    """Cuts each paragraph into pieces; a piece of a quotation comes with the attributes of its HTML element."""
    body = article.body
    lines = [Span(line.start + body, line.end + body) for line in paragraphs(article.text[body:])]
    for pieces in cut(article.text, lines, mark(quotations)):
        yield [(piece.text, _attributes(piece) if piece.over else None) for piece in pieces]


def _attributes(piece: Piece[Quotation]) -> dict[str, Any]:
    """Returns a piece's classes and speakers (shown on hover); where content begins, also an anchor and a tab stop."""
    speakers = dict.fromkeys(wording.visible(told(marked.of)) for marked in piece.over)
    begun = next(iter(piece.begins), None)
    anchor = {"id": f"q-{begun.id}", "tabindex": 0} if begun else {}
    return {"class": classes(piece), "data-who": "\n".join(speakers), **anchor}


def render_report(drafts: Sequence[CheckedDraft], database: str, *, when: datetime | None = None) -> str:
    """Returns a page of drafts in which each quotation is marked by its verdict, with the evidence beside it.

    `database` names the store in the head of the page, and `when` is the time of the check; without it, that is now.
    """
    moment = (when or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    first = 1
    shown = []
    for draft in drafts:
        claims = list(enumerate(draft.claims, first))
        first += len(claims)
        shown.append((draft, list(_legend(draft)), list(_rows(draft.article, claims))))
    title = drafts[0].article.title or drafts[0].article.id if len(drafts) == 1 else wording.nouns(len(drafts), "draft")
    facts = f"Checked against {database} on {moment} by quotetrack {VERSION}"
    return _render("drafts.html", title=f"{title}: quotations checked", drafts=shown, facts=facts)


def _legend(draft: CheckedDraft) -> Iterator[list[Check]]:
    """Groups the checks of a draft by verdict and by whether they fail, in the order of the table of verdicts."""
    found = [claim.check for claim in draft.claims]
    for verdict in VERDICTS:
        for fails in (False, True):
            if alike := [check for check in found if check.verdict == verdict and check.fails == fails]:
                yield alike


def _rows(article: Article, claims: Sequence[Numbered]) -> Iterator[tuple[list[Piece[Numbered]], list[Numbered]]]:
    """Cuts each paragraph of a draft into pieces; with it come the claims whose evidence stands beside it."""
    text = article.text
    lines = [line for line in paragraphs(text) if line.end > article.body]
    beside: list[list[Numbered]] = [[] for _ in lines]
    for number, claim in claims if lines else ():
        begun = bisect_right(lines, claim.claim.spans[0].start, key=lambda line: line.start)
        beside[max(begun - 1, 0)].append((number, claim))
    stretches = [
        marked
        for number, claim in claims
        for marked in mark_numbered(text, claim.claim.spans, verdicts.gravity(claim.check), (number, claim))
    ]
    stretches.sort(key=lambda marked: marked.span.end - marked.span.start)  # where they overlap, the shortest shows
    yield from zip(cut(text, lines, stretches), beside, strict=True)


def render_evidence(evidence: Evidence) -> str:
    """Returns a page for one quotation, made from the record of its evidence, to read and to print."""
    held = evidence.record["evidence"]
    start, end = held["context"]
    marked = [Marked(Span(*span), part, part) for part in PARTS for span in held["quotation"][part]]
    lines = [Span(line.start + start, line.end + start) for line in paragraphs(evidence.text[start:end])]
    return _render(
        "evidence.html",
        title=f"Evidence: {wording.shortened(held['quotation']['text'], 60)}",
        held=held,
        items=evidence.record["items"],
        words=list(_words(evidence.text, held["quotation"])),
        context=cut(evidence.text, lines, marked),
        cut=(evidence.text[:start].strip(), evidence.text[end:].strip()),
    )


def _words(text: str, quotation: Mapping[str, Any]) -> Iterator[str | None]:
    """Yields the pieces of a quotation as they stand in the article, and None where other words stand between two."""
    at = None
    for start, end in quotation["content"]:
        if at is not None and re.search(r"\w", text[at:start]):
            yield None
        if words := text[start:end].strip():
            yield f"“{words}”" if quotation["kind"] == "direct" else words
        at = end


def _render(name: str, **fields: Any) -> str:
    return _environment().get_template(name).render(**fields)


@cache
def _environment() -> Environment:
    """Sets up the templates with the modules of `wording` and two filters that make text safe: `seen` and `line`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("quotetrack.wording"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(say=wording, verdicts=verdicts, in_print=in_print, traces=traces)
    made.filters.update(seen=_seen, line=lambda text: _seen(wording.on_one_line(text or "")))
    return made


def _seen(value: object) -> Markup:
    """Escapes a value for HTML, and shows characters that would steer the page by their number."""
    from markupsafe import Markup, escape

    return Markup(wording.STEERING.sub(_boxed, escape(value)))


def _boxed(sign: re.Match[str]) -> str:
    return f'<span class="control">U+{ord(sign.group()):04X}</span>'
