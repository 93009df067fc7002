"""Which words does a reader see of a text with Markdown or HTML, and where do they stand in the text as given?"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from quotetrack.text import OffsetMap, apply_edits

_DROPPED = re.compile(
    r"<(script|style|head)\b[^<>]*>(?:[^<]|<(?!\1\b))*?</\1\s*>|<!--(?:[^<]|<(?!!--))*?-->"
    r"|<(del|s|strike)\b[^<>]*>(?:[^<]|<(?!/?\2\b))*</\2\s*>|~~(?=\S)[^\n~]{1,400}~~"
    r"|<(\w+)\b[^<>]*\bdisplay\s*:\s*none[^<>]*>(?:[^<]|<(?!/?\3\b))*</\3\s*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!doctype[^<>]*>", re.IGNORECASE)
_QUOTE_TAGS = {"<q>": "“", "</q>": "”"}
_BLOCKQUOTE = re.compile(
    r"(<blockquote\b[^<>]*>(?:\s*<p\b[^<>]*>)?)(.{1,5000}?)((?:</p>\s*)?</blockquote>)", re.IGNORECASE | re.DOTALL
)
_EMPHASIS = re.compile(r"(?<![\w*_~])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<text>[^\n]{0,400}?\S)(?P=mark)(?![\w*_~])")
_LINK = re.compile(r"\[(?P<text>[^\[\]\n]+)\](?P<to>\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)`(?P<text>[^`\n]+)`(?!`)")
_REPLACED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_DROPPED, lambda found: "" if found[2] or found.group()[0] == "~" else "\n"),
    (re.compile(r"(?<=\d)<sup\b[^<>]*>(?=-?\d)", re.IGNORECASE), lambda found: "^"),
    (_TAG, lambda found: _QUOTE_TAGS.get(found.group().lower(), "\n" if _BLOCK.match(found.group()) else "")),
    (_ENTITY, lambda found: html.unescape(found.group())),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), lambda found: ""),  # an image
    (re.compile(r"\[\^[^\[\]\s]+\]"), lambda found: ""),  # a footnote
    (re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?(?!\d)|[*+-][ \t]+)", re.MULTILINE), lambda found: ""),
    (re.compile(r"\\(?P<sign>[\\`*_{}\[\]()#+\-.!~>\"'])"), lambda found: found["sign"]),
)
"""Patterns and what replaces each match."""


def strip_markup(text: str) -> tuple[str, OffsetMap]:
    """The text without tags, scripts, emphasis, link addresses and the like, and the map from its offsets back.

    Entities become the signs they stand for, and tags between blocks become line ends.
    """
    if not re.search(r"[<&*_`\[\\#>~+]|^[ \t]*-", text, re.MULTILINE):
        return text, OffsetMap()
    edits = sorted(_edits(text), key=lambda edit: (edit[0], -edit[1]))
    kept: list[tuple[int, int, str]] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return apply_edits(text, kept)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """The edits (start, end, new text) that take markup off; they may overlap."""
    yield from _block_quotations(text)
    for pattern, put in _REPLACED:
        yield from ((found.start(), found.end(), put(found)) for found in pattern.finditer(text))
    for pattern in (_LINK, _CODE):
        for found in pattern.finditer(text):
            yield found.start(), found.start("text"), ""
            yield found.end("text"), found.end(), ""
    yield from _emphasis(text, 0, len(text))


def _block_quotations(text: str) -> Iterator[tuple[int, int, str]]:
    """The edits at the edges of block quotations.

    A block quotation of one paragraph gets quotation marks, unless it has its own; any other gets line ends.
    """
    for found in _BLOCKQUOTE.finditer(text):
        words = _TAG.sub(" ", found[2])
        is_one = len(re.findall(r"<p\b", found[2])) < 2 and not re.match(r"\s*[“\"‘'„«]", html.unescape(words))
        for number, sign in ((1, "“"), (3, "”")):
            yield (
                found.start(number),
                found.end(number),
                f"\n{sign}" if is_one and number == 1 else f"{sign}\n" if is_one else "\n",
            )


def _emphasis(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The edits that take off the marks of emphasis, also of emphasis within emphasis."""
    for found in _EMPHASIS.finditer(text, start, end):
        size = len(found["mark"])
        yield found.start(), found.start() + size, ""
        yield from _emphasis(text, found.start() + size, found.end() - size)
        yield found.end() - size, found.end(), ""
