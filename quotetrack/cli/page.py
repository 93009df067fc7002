"""Articles as one HTML page that needs nothing else: content, cue and source marked, speakers on hover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template
from typing import Literal

from quotetrack.cli import wording
from quotetrack.records import Article, Quotation, Span
from quotetrack.text import paragraphs

Part = Literal["content", "cue", "source"]


@dataclass(frozen=True)
class _Marked:
    """A stretch of the text that is part of a quotation."""

    span: Span
    part: Part
    quotation: Quotation
    first: bool = False


def render_page(found: Sequence[tuple[Article, Sequence[Quotation]]]) -> str:
    """A page with every article and its quotations; all that comes from an article is escaped."""
    template = Template(files("quotetrack.cli").joinpath("page.html").read_text(encoding="utf-8"))
    title = (found[0][0].title or found[0][0].id) if len(found) == 1 else f"{len(found)} articles"
    articles = "\n".join(_article(article, quotations) for article, quotations in found)
    return template.substitute(title=escape(title), articles=articles)


def _article(article: Article, quotations: Sequence[Quotation]) -> str:
    facts = wording.dotted(article.author, article.outlet, wording.day(article.published), article.url)
    marked = list(_marked(quotations))
    body = Span(article.body, len(article.text))
    lines = (Span(p.start + body.start, p.end + body.start) for p in paragraphs(article.text[body.start :]))
    text = "\n".join(f"<p>{''.join(_pieces(article.text, line, marked))}</p>" for line in lines)
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


def _marked(quotations: Sequence[Quotation]) -> Iterator[_Marked]:
    for quotation in quotations:
        given = quotation.attribution
        for at, span in enumerate(quotation.content):
            yield _Marked(span, "content", quotation, first=at == 0)
        yield from (_Marked(span, "cue", quotation) for span in given.cue)
        yield from (_Marked(span, "source", quotation) for span in given.source)


def _pieces(text: str, line: Span, marked: Sequence[_Marked]) -> Iterator[str]:
    """A paragraph in flat pieces, cut wherever a marked stretch begins or ends: they may overlap."""
    within = [m for m in marked if m.span.start < line.end and m.span.end > line.start]
    edges = {line.start, line.end} | {edge for m in within for edge in m.span if line.start < edge < line.end}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = [m for m in within if m.span.start <= start and m.span.end >= end]
        words = escape(text[start:end])
        yield f"<span {_attributes(over, start)}>{words}</span>" if over else words


def _attributes(over: Sequence[_Marked], start: int) -> str:
    """Classes for the parts, the speakers for hovering, and a tab stop and an anchor where content begins."""
    inner_first = sorted(over, key=lambda m: -m.quotation.depth)
    contents = [m.quotation for m in inner_first if m.part == "content"]
    states = _states(contents[0]) if contents else ()
    classes = dict.fromkeys([*(m.part for m in inner_first), *states])
    who = "\n".join(dict.fromkeys(_told(m.quotation) for m in inner_first))
    anchors = [m.quotation.id for m in over if m.first and m.span.start == start]
    attributes = f'class="{" ".join(classes)}" data-who="{escape(who)}"'
    return attributes + (f' id="q-{escape(anchors[0])}" tabindex="0"' if anchors else "")


def _states(quotation: Quotation) -> Iterator[str]:
    """What the style sheet tells apart beside the part."""
    yield quotation.kind
    if quotation.act != "speech":
        yield "not-speech" if quotation.act == "not_speech" else quotation.act
    if quotation.attribution.kind == "unknown":
        yield "unknown"


def _told(quotation: Quotation) -> str:
    given = quotation.attribution
    name = wording.dotted(wording.who(quotation), wording.stated(quotation))
    via = f"via {given.via}" if given.via else None
    return wording.dotted(name, via, wording.nature(quotation), f"{given.confidence:.0%} sure")


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
