"""A checked draft as one HTML page that needs nothing else: each quotation by its verdict, the evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template
from typing import TYPE_CHECKING

from quotetrack import __version__, wording
from quotetrack.cli import verdicts as shown
from quotetrack.comparison.verdicts import VERDICTS
from quotetrack.text import paragraphs
from quotetrack.wording import in_print, verdicts

if TYPE_CHECKING:
    from quotetrack.check.check import Check, StoredSource
    from quotetrack.check.drafts import CheckedClaim, CheckedDraft
    from quotetrack.records import Article, Span
    from quotetrack.wording.in_print import Piece

_TAGS = {"same": "", "asked": "del", "held": "ins"}
_CLOSING = "”’»«“\"'"
_TOLD = 8  # other sources under a quotation

Numbered = tuple[int, "CheckedClaim"]


def render_report(drafts: Sequence[CheckedDraft], database: str, *, when: datetime | None = None) -> str:
    """A page with every draft and what checking it gave; all that comes from drafts and articles is escaped."""
    template = Template(files("quotetrack.cli").joinpath("draft.html").read_text(encoding="utf-8"))
    title = _title(drafts[0].article) if len(drafts) == 1 else wording.nouns(len(drafts), "draft")
    moment = (when or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    facts = f"Checked against {database} on {moment} by quotetrack {__version__}"
    numbers = iter(range(1, 1 + sum(len(draft.claims) for draft in drafts)))
    shown = [_draft(draft, facts, [(next(numbers), claim) for claim in draft.claims]) for draft in drafts]
    return template.substitute(title=_text(f"{title}: quotations checked"), drafts="\n".join(shown))


def _title(article: Article) -> str:
    return wording.on_one_line(article.title or article.id)


def _text(text: str | None) -> str:
    """Text for the page, with nothing in it that is markup."""
    return escape(wording.on_one_line(text or ""))


def _draft(draft: CheckedDraft, facts: str, claims: Sequence[Numbered]) -> str:
    article = draft.article
    lines = [p for p in paragraphs(article.text) if p.end > article.body]
    rows = "\n".join(_row(article.text, line, claims, lines) for line in lines)
    named = wording.dotted(article.author, article.id if article.title else None)
    return f"""<section class="draft">
<header><h1>{_text(_title(article))}</h1>
<p class="facts">{_text(wording.dotted(named, facts))}</p>
<p class="outcome">{_text(verdicts.summary(draft))}</p>
{_legend(draft)}</header>
{rows}
</section>"""


def _legend(draft: CheckedDraft) -> str:
    """The verdicts that occur, what they mean and how often."""
    found = [claim.check for claim in draft.claims]
    items = []
    for verdict in VERDICTS:
        grave = [check for check in found if check.verdict == verdict and check.fails]
        slight = [check for check in found if check.verdict == verdict and not check.fails]
        items += [_explained(some) for some in (slight, grave) if some]
    return f'<ul class="legend">\n{"".join(items)}\n</ul>\n' if items else ""


def _explained(found: Sequence[Check]) -> str:
    row = verdicts.row_of(found[0])
    return (
        f'<li class="{verdicts.gravity(found[0])}"><b class="verdict">{escape(row.sign)} {row.name}</b> '
        f"{len(found):,} · {_text(row.meaning)}</li>"
    )


def _row(text: str, line: Span, claims: Sequence[Numbered], lines: Sequence[Span]) -> str:
    """A paragraph, and beside it the evidence for the quotations that begin in it."""
    own = [(number, claim) for number, claim in claims if _begins_in(claim, line, lines)]
    cards = "\n".join(_card(number, claim) for number, claim in own)
    beside = f'<ol class="beside">\n{cards}\n</ol>' if own else ""
    return f'<div class="row"><p>{"".join(_pieces(text, line, claims))}</p>\n{beside}</div>'


def _begins_in(claim: CheckedClaim, line: Span, lines: Sequence[Span]) -> bool:
    """Whether a claim's evidence stands with this paragraph: the last one that begins before it does."""
    start = claim.claim.spans[0].start
    return line == max((each for each in lines if each.start <= start), default=lines[0])


def _pieces(text: str, line: Span, claims: Sequence[Numbered]) -> Iterator[str]:
    """A paragraph in flat pieces, cut wherever a quotation begins or ends: they may overlap."""
    spans = [(span, number, claim) for number, claim in claims for span in claim.claim.spans]
    within = [each for each in spans if each[0].start < line.end and each[0].end > line.start]
    tags = [
        (_after_mark(text, c.claim.spans[-1].end, line), n, c) for span, n, c in within if span == c.claim.spans[-1]
    ]
    edges = {line.start, line.end}.union(*({span.start, span.end} for span, _, _ in within), {at for at, _, _ in tags})
    for start, end in pairwise(sorted(edge for edge in edges if line.start <= edge <= line.end)):
        over = [each for each in within if each[0].start <= start and each[0].end >= end]
        words = escape(text[start:end])
        if over:
            claim = min(over, key=lambda each: each[0].end - each[0].start)[2]
            anchors = [n for span, n, c in over if c.claim.spans[0] == span and span.start == start]
            places = "".join(f'<span id="quotation-{n}"></span>' for n in anchors)
            words = f'{places}<mark class="{verdicts.gravity(claim.check)}">{words}</mark>'
        yield words
        yield from (_number(n, claim) for at, n, claim in tags if at == end)


def _after_mark(text: str, end: int, line: Span) -> int:
    """Where a quotation's number goes: after the mark that closes it."""
    return end + 1 if end < line.end and text[end] in _CLOSING else end


def _number(number: int, claim: CheckedClaim) -> str:
    sign, gravity = escape(verdicts.sign(claim.check)), verdicts.gravity(claim.check)
    return f'<span class="number {gravity}"><a href="#evidence-{number}">{number}&nbsp;{sign}</a></span>'


def _card(number: int, claim: CheckedClaim) -> str:
    """What stands beside a quotation: the verdict, the words as printed, who said them and where."""
    found = claim.check
    head = (
        f'<a href="#quotation-{number}">{number} {escape(verdicts.sign(found))}</a> {_text(verdicts.sentence(found))}'
    )
    lines = "".join(f"<p>{line}</p>" for line in _lines(claim)) + _also(verdicts.others(found))
    return (
        f'<li class="{verdicts.gravity(found)}" id="evidence-{number}"><span class="verdict">{head}</span>{lines}</li>'
    )


def _lines(claim: CheckedClaim) -> Iterator[str]:
    found, source = claim.check, claim.check.source
    if claim.claim.by is None:
        yield f'<span class="label">{_text(shown.NOBODY)}</span>'
    if source is None:
        if claim.claim.by:
            yield _labelled("The draft gives it to", _text(claim.claim.by))
        return
    yield from _words(claim, source)
    if guarded := verdicts.guarded(source):
        yield _labelled("Changed", _text("; ".join(guarded)))
    if newer := in_print.newer(found):
        yield _labelled("Newer", _text(newer))
    yield from (f'<span class="warning">{_text(notice)}</span>' for notice in verdicts.notices(found))
    yield from (_labelled("Note", _text(note)) for note in verdicts.notes(found))
    if not found.pieces:
        yield _labelled("Said by", _who(source)) + " " + _place(source)


def _words(claim: CheckedClaim, source: StoredSource) -> Iterator[str]:
    """The words as they stand in print: piece by piece, in a row, or in the sentence of the article."""
    found = claim.check
    for printed, piece in in_print.several(found):
        place = f", {_who(piece)} {_place(piece)}" if found.pieces else ""
        yield _labelled("Piece", f"<q>{_text(printed)}</q>{place}")
    if found.verdict != "verbatim" and in_print.words(found, claim.stands_in):
        yield _labelled("Printed", f"<q>{in_print.in_marks(source, _printed(source))}</q>")
    if sentence := in_print.sentence(found, claim.stands_in):
        yield _labelled("Sentence", f"<q>{_text(sentence)}</q>")
        if found.differences and not in_print.words(found, claim.stands_in) and found.fails:
            yield _labelled("Compared", f"<q>{_printed(source)}</q>")
    if clause := verdicts.next_clause(found):
        yield _labelled("Goes on", f"“<q>… {_text(clause)}</q>”")


def _also(others: Sequence[StoredSource]) -> str:
    """The other sources, as a list."""
    if not others:
        return ""
    more = f"<li>and {len(others) - _TOLD:,} more</li>" if len(others) > _TOLD else ""
    items = "".join(f"<li>{_other(other)}</li>" for other in others[:_TOLD])
    return f'<p class="label">Also held, first published first</p><ul class="also">{items}{more}</ul>'


def _labelled(label: str, made: str) -> str:
    return f'<span class="label">{label}</span> {made}'


def _printed(source: StoredSource) -> str:
    """The words as printed, what the draft has otherwise struck through."""
    laid = list(in_print.laid_over(source))
    if all(piece.part == "same" for piece in laid):
        return _text(source.printed)
    return " ".join(_tagged(piece) for piece in laid)


def _tagged(piece: Piece) -> str:
    tag, words = _TAGS[piece.part], _text(piece.text)
    return f"<{tag}>{words}</{tag}>" if tag else words


def _who(source: StoredSource) -> str:
    quotation = source.hit.quotation
    stated = wording.stated(quotation)
    return f"<strong>{_text(wording.who(quotation))}</strong>" + (f", {_text(stated)}" if stated else "")


def _place(source: StoredSource) -> str:
    """Where it was printed, as a link where there is an address that a browser may open."""
    article = source.hit.article
    address, place = verdicts.link(article.url), _text(verdicts.where(article))
    linked = f'<a class="out" href="{escape(address)}" rel="noreferrer">{place}</a>' if address else place
    return f'<span class="label">in</span> {linked}'


def _other(source: StoredSource) -> str:
    words = _text(in_print.in_marks(source, wording.shortened(source.printed, 120)))
    return f"{_place(source)}: <q>{words}</q> ({_text(verdicts.verdict_name(source.finding.verdict))})"
