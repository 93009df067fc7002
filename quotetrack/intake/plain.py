"""Bytes to text, exactly as it stands: the text of a plain file and the base of the other formats."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from quotetrack.errors import InputError
from quotetrack.records import Article

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TO_UTF8 = "convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW, if it comes from Windows"
_SURROGATE = re.compile("[\ud800-\udfff]")
# First bytes of what people hand in by mistake, and what to do about it.
_BINARY = {
    b"%PDF-": "a PDF: turn it into text first, for example with pdftotext",
    b"PK\x03\x04": "a zip archive or an office document: unpack it, or save it as text or HTML",
    b"\xd0\xcf\x11\xe0": "an office document: save it as text or HTML",
    b"{\\rtf": "a rich text document: save it as text or HTML",
    b"\x1f\x8b": "compressed: name it .gz, or unpack it",
}


def read_plain(data: bytes, where: str) -> Article:
    """An article from the bytes of a text file; raises InputError."""
    return Article(where, decode(data, where))


def read_whole(stream: BinaryIO, where: str, max_bytes: int, size: int | None = None) -> bytes:
    """All bytes of a stream, or InputError where there are more than `max_bytes`.

    `size` is its length in bytes where that is known without reading, for the message.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(where, "article", max_bytes, size)
    return data


def too_large(where: str, thing: str, max_bytes: int, size: int | None = None) -> InputError:
    """The error for something above the limit, with its size where that is known."""
    known = f"{size / 1e6:.1f} MB, more than" if size and size > max_bytes else "more than"
    hint = "split it, or write its articles as JSON lines, one to a line"
    return InputError(where, f"{known} the {max_bytes / 1e6:g} MB that one {thing} may have", hint)


def decode(data: bytes, where: str) -> str:
    """UTF-8, or UTF-16 with a byte order mark, as text: line ends and code points as they stand.

    Raises InputError for other encodings, for binary files and where there is nothing to read.
    """
    for first, hint in _BINARY.items():
        if data.startswith(first):
            raise InputError(where, "not text", hint)
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8")
    except UnicodeDecodeError as error:
        raise _not_decoded(data, where, error) from None
    return checked(text.removeprefix("\ufeff"), where)


def _not_decoded(data: bytes, where: str, error: UnicodeDecodeError) -> InputError:
    if data.startswith(_UTF16):
        return InputError(where, f"broken UTF-16 at byte {error.start:,}", "save it as UTF-8")
    if b"\0" in data[:1024]:
        return InputError(where, "not text but a binary file")
    line = data.count(b"\n", 0, error.start) + 1
    return InputError(where, f"not UTF-8: byte {error.start:,} on line {line:,} is 0x{data[error.start]:02x}", _TO_UTF8)


def checked(text: str, where: str) -> str:
    """The text, if it is one: raises InputError where it is blank or holds what no text holds."""
    if "\0" in text:
        raise InputError(where, "not text but a binary file: it holds NUL characters")
    if not text.strip():
        raise InputError(where, "no text in it")
    if _SURROGATE.search(text):
        raise InputError(where, "holds half of a surrogate pair, which is no character")
    return text
