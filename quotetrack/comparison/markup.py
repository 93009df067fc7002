"""What does a text with Markdown or HTML in it say to a reader, and where does that stand in the text as given?"""

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
_MARKS = {"<q>": "“", "</q>": "”"}
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
    (_TAG, lambda found: _MARKS.get(found.group().lower(), "\n" if _BLOCK.match(found.group()) else "")),
    (_ENTITY, lambda found: html.unescape(found.group())),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), lambda found: ""),  # an image
    (re.compile(r"\[\^[^\[\]\s]+\]"), lambda found: ""),  # a footnote
    (re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?(?!\d)|[*+-][ \t]+)", re.MULTILINE), lambda found: ""),
    (re.compile(r"\\(?P<sign>[\\`*_{}\[\]()#+\-.!~>\"'])"), lambda found: found["sign"]),
)
"""What is put for what, wherever it stands."""


def strip_markup(text: str) -> tuple[str, OffsetMap]:
    """The text without tags, scripts, emphasis, links' addresses and the like, entities as the signs they stand for,
    and the map from its offsets back to those of the text. A tag that parts blocks becomes the end of a line."""
    if not re.search(r"[<&*_`\[\\#>~+]|^[ \t]*-", text, re.MULTILINE):
        return text, OffsetMap()
    edits = sorted(_edits(text), key=lambda edit: (edit[0], -edit[1]))
    kept: list[tuple[int, int, str]] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return apply_edits(text, kept)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """What is to be put for which stretch; of two that overlap the first and longest one counts."""
    yield from _block_quotations(text)
    for pattern, put in _REPLACED:
        yield from ((found.start(), found.end(), put(found)) for found in pattern.finditer(text))
    for pattern in (_LINK, _CODE):
        for found in pattern.finditer(text):
            yield found.start(), found.start("text"), ""
            yield found.end("text"), found.end(), ""
    yield from _emphasis(text, 0, len(text))


def _block_quotations(text: str) -> Iterator[tuple[int, int, str]]:
    """Marks for a block quotation of one paragraph that has none of its own; the edges of another part lines."""
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
    """The marks of emphasis, also of emphasis within emphasis."""
    for found in _EMPHASIS.finditer(text, start, end):
        size = len(found["mark"])
        yield found.start(), found.start() + size, ""
        yield from _emphasis(text, found.start() + size, found.end() - size)
        yield found.end() - size, found.end(), ""
