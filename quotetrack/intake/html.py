"""Read web pages: the article's text and metadata as trafilatura finds them, with one paragraph to a line."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from quotetrack.errors import InputError, InputWarning
from quotetrack.intake.fields import OnError, one_line, read_fields
from quotetrack.intake.plain import decode, source_hash
from quotetrack.records import Article, Span
from quotetrack.settings import LEFT_OUT_SHOWN, MAX_AUTHOR_CHARACTERS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.I | re.S
)
_LATIN = {"iso8859-1", "ascii"}
"""Encodings that browsers read as Windows-1252 (WHATWG Encoding standard)."""
_BESIDE = "//nav | //header | //footer | //aside | //form | //button | //a | //script | //style | //noscript"
_PARAGRAPHS = "//p | //li[not(.//p)]"
_NOTE_NUMBER = "//sup[.//a]"
_ARTICLE_WORDS = 4
"""Words (1 upwards) of a line that shows that there is an article. Set by hand: shorter lines outside menus may be menu
entries too."""
_ANCHOR_CHARACTERS = 30
"""Characters (1 upwards) from which a paragraph that stands in the text can hardly do so by chance. Set by hand."""

# trafilatura logs what it discards; here that becomes an InputError instead.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def looks_like_html(first: bytes) -> bool:
    """Whether a stream begins with an element that pages or parts of them begin with."""
    return _BEGINS.match(first) is not None


def read_html(data: bytes, where: str, on_error: OnError) -> Article:
    """The article in the bytes of a web page; raises InputError where there is none.

    Paragraphs with quotations that the extractor left out between others, and a date that cannot be read, are given to
    `on_error` as InputWarnings. The extractor is trafilatura (Barbaresi 2021, ACL demos).
    """
    import trafilatura

    page = decode(_as_utf8(data), where)
    try:
        tree = trafilatura.load_html(page)
        found = None if tree is None else _extract(tree)
    except Exception as error:  # whatever a broken page does to the parsers below
        raise InputError(where, f"cannot be read as HTML: {error}") from error
    text = _tidied(found.text) if found else ""
    if tree is None or found is None or not _is_article(tree, text):
        raise InputError(where, "no article text in this page", "save the page after it has loaded, or pass plain text")
    if missing := _left_out(tree, text):
        first = missing[0][:LEFT_OUT_SHOWN] + "…"
        what = f"paragraphs with quotation marks left out by the extractor: {len(missing)}, the first: {first}"
        on_error(InputWarning(where, what))
    author = one_line(found.author)
    given = {
        "url": found.url,
        "title": found.title,
        "author": author if author and len(author) <= MAX_AUTHOR_CHARACTERS else None,
        "outlet": found.sitename,
        "published": found.date,
    }
    return Article(
        where,
        text,
        source_sha256=source_hash(data),
        extractor=f"trafilatura {trafilatura.__version__}",
        **read_fields(given, where, on_error),
    )


def _extract(tree: HtmlElement) -> Any:
    """trafilatura's Document; None where it finds nothing.

    Its settings are the balanced ones: on our test pages favor_recall brought back adverts and teasers with their
    quotations, and only one paragraph of an article.
    """
    import trafilatura

    for number in tree.xpath(_NOTE_NUMBER):
        number.drop_tree()  # or a footnote's number ends up in the name before it
    return trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _tidied(text: str | None) -> str:
    """A paragraph to a line, without the page's indentation and empty lines."""
    lines = (" ".join(line.split()) for line in (text or "").splitlines())
    return "\n".join(filter(None, lines))


def _as_utf8(data: bytes) -> bytes:
    """A page's bytes in UTF-8, decoded by the encoding that it declares; UTF-8, UTF-16 and binary stay as they are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in data[:1024]:
            return data  # UTF-16, or binary
        return data.decode(_declared(data), "replace").encode()
    return data


def _declared(data: bytes) -> str:
    named = _CHARSET.search(data[:2048])
    try:
        codec = codecs.lookup(named.group(1).decode()).name if named else "cp1252"
    except LookupError:
        codec = "cp1252"
    return "cp1252" if codec in _LATIN or codec == "utf-8" else codec


def _is_article(tree: HtmlElement, text: str) -> bool:
    """Whether any line of a few words stands outside menus, footers, forms and links."""
    beside = _squeezed(" ".join(node.text_content() for node in tree.xpath(_BESIDE)))
    lines = text.splitlines()
    return any(len(line.split()) >= _ARTICLE_WORDS and _squeezed(line) not in beside for line in lines)


def _left_out(tree: HtmlElement, text: str) -> list[str]:
    """Paragraphs with quotation marks that stand between others of the text but are not in it."""
    from quotetrack.marks import find_quoted  # 6 ms that most commands do not need

    kept = _squeezed(text)
    paragraphs = [" ".join(p.text_content().split()) for p in tree.xpath(_PARAGRAPHS)]
    squeezed = [_squeezed(p) for p in paragraphs]
    anchors = [at for at, p in enumerate(squeezed) if len(p) >= _ANCHOR_CHARACTERS and p in kept]
    if not anchors:
        return []
    between = range(anchors[0], anchors[-1])
    missing = [paragraphs[at] for at in between if squeezed[at] not in kept]
    return [p for p in missing if find_quoted(p, [Span(0, len(p))])]


def _squeezed(text: str) -> str:
    """The text to compare: composed (NFC), without white space."""
    return "".join(unicodedata.normalize("NFC", text).split())
