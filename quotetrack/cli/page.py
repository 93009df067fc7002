"""Articles as one HTML page that needs nothing else: content, cue and source marked, speakers on hover."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from quotetrack import wording
from quotetrack.records import Article, Quotation, Span
from quotetrack.text import paragraphs
from quotetrack.wording.marked import Piece, cut_all, mark

_LINES = "\n"


def render_page(found: Sequence[tuple[Article, Sequence[Quotation]]]) -> str:
    """A page with every article and its quotations; all that comes from an article is escaped."""
    template = Template(files("quotetrack.cli").joinpath("page.html").read_text(encoding="utf-8"))
    title = (found[0][0].title or found[0][0].id) if len(found) == 1 else f"{len(found)} articles"
    articles = "\n".join(_article(article, quotations) for article, quotations in found)
    return template.substitute(title=escape(title), articles=articles)


def _article(article: Article, quotations: Sequence[Quotation]) -> str:
    facts = wording.dotted(article.author, article.outlet, wording.day(article.published), article.url)
    marked = list(mark(quotations))
    body = Span(article.body, len(article.text))
    lines = (Span(p.start + body.start, p.end + body.start) for p in paragraphs(article.text[body.start :]))
    text = "\n".join(f"<p>{''.join(map(_piece, cut))}</p>" for cut in cut_all(article.text, lines, marked))
    listed = "\n".join(_listed(quotation) for quotation in quotations)
    return f"""<article>
<header><h1>{escape(article.title or article.id)}</h1><p class="facts">{escape(facts)}</p></header>
<div class="text">
{text}
</div>
<aside><h2>{wording.nouns(len(quotations), "quotation")}</h2>
<ol>
{listed}
</ol></aside>
</article>"""


def _piece(piece: Piece) -> str:
    """A piece as a span: classes for the parts, the speakers for hovering, a tab stop and an anchor where content
    begins."""
    words = escape(piece.text)
    if not piece.over:
        return words
    attributes = f'class="{" ".join(piece.classes)}" data-who="{escape(_LINES.join(piece.told))}"'
    if begun := piece.begins:
        attributes += f' id="q-{escape(begun.id)}" tabindex="0"'
    return f"<span {attributes}>{words}</span>"


def _listed(quotation: Quotation) -> str:
    given = quotation.attribution
    stated = wording.stated(quotation)
    words = wording.in_marks(quotation, " ".join(quotation.text.split()))
    facts = wording.dotted(
        wording.nature(quotation), f"via {given.via}" if given.via else None, f"{given.confidence:.0%}"
    )
    return (
        f'<li class="depth-{min(quotation.depth, 3)}"><a href="#q-{escape(quotation.id)}">'
        f"<strong>{escape(wording.who(quotation))}</strong>{escape(', ' + stated if stated else '')}</a>"
        f"<q>{escape(words)}</q><small>{escape(facts)}</small></li>"
    )
