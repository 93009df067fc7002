"""An article in which everything tries to be more than text."""

from __future__ import annotations

from quotetrack.records import Article, Quotation
from tests.store.builders import article, said

WORDS = "Zyxw <script>window.hurt = 1</script><img src=x onerror='window.hurt = 2'> {{ 7 * 7 }} {% raw %} \u202eesrever"
NAME = "Eve <b onmouseover=window.hurt=3>Bold</b>"
ROLE = "</bdi></a><svg onload=window.hurt=4> chair"
BODY = "Ministry of \"><script src='//evil.example/x.js'></script>"
TITLE = "</title></textarea><iframe srcdoc='<script>parent.hurt=5</script>'> ${7*7} \u202etxt.exe"
OUTLET = "Daily <style>body{display:none}</style> 'Quote\" `Tick`"
ADDRESS = "javascript:window.hurt=6//https://news.example/"
BYLINE = "<a href=javascript:window.hurt=7>author</a>"

SHOWN = "[U+202E]"
"""What a sign that turns letters round is shown as."""


def hostile_article() -> tuple[Article, list[Quotation]]:
    """The article with its quotation, each field of them hostile."""
    text = f"{TITLE}\n\n“{WORDS},” said {NAME}, {ROLE} of {BODY}.\n\n<p>An end & more &lt;b&gt; <!-- never closed\n"
    made = article(text, url=ADDRESS, title=TITLE, author=BYLINE, outlet=OUTLET, published="2025-06-01")
    quotation = said(text, f"{WORDS},", NAME, role=ROLE, affiliations=(BODY,), mention=NAME)
    return made, [quotation]
