"""Read plain text and Markdown, which stay exactly as they are; and decode bytes to text, for the other formats too."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Any, BinaryIO

from quotetrack import settings
from quotetrack.errors import InputError, InputWarning
from quotetrack.intake.fields import OnError, read_fields
from quotetrack.records import Article

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TO_UTF8 = "convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW, if it comes from Windows"
_SURROGATE = re.compile("[\ud800-\udfff]")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)(?<=\n)(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# First bytes of what people hand in by mistake, and what to do about it.
_BINARY = {
    b"%PDF-": "a PDF: turn it into text first, for example with pdftotext",
    b"PK\x03\x04": "a zip archive or an office document: unpack it, or save it as text or HTML",
    b"\xd0\xcf\x11\xe0": "an office document: save it as text or HTML",
    b"{\\rtf": "a rich text document: save it as text or HTML",
    b"\x1f\x8b": "compressed: name it .gz, or unpack it",
}


def read_plain(data: bytes, where: str, on_error: OnError) -> Article:
    """The article in the bytes of a text file; raises InputError."""
    return Article(where, decode(data, where))


def looks_like_markdown(first: bytes) -> bool:
    """Whether a file with these first bytes may have front matter. Without any, Markdown is read like plain text."""
    return first.startswith((b"---", b"+++"))


def read_markdown(data: bytes, where: str, on_error: OnError) -> Article:
    """The article in the bytes of a Markdown file; raises InputError.

    Nothing is taken out of the text, so that offsets are those of the file: `Article.body` says where the front matter
    (YAML between ---, TOML between +++) ends. Front matter that cannot be read is given to `on_error` as an
    InputWarning.
    """
    text = decode(data, where)
    front = _FRONT.match(text)
    if front is None:
        return Article(where, text)
    try:
        given = _load(front.group(1), front.group(2))
    except ValueError as error:
        on_error(InputWarning(where, f"front matter left out: {error}"))
        given = {}
    if given is None:
        return Article(where, text)  # a rule (---) begins the text, and another comes later
    if not text[front.end() :].strip():
        raise InputError(where, "no text in it after the front matter")
    return Article(where, text, body=front.end(), **read_fields(given, where, on_error))


def _load(fence: str, front: str) -> Mapping[str, Any] | None:
    """The keys and values of front matter; None where it is something else. Raises ValueError where it is invalid."""
    if fence == "+++":
        import tomllib

        return tomllib.loads(front.replace("\r\n", "\n"))
    import yaml

    try:
        given = yaml.load(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"no valid YAML, {' '.join(str(error).split())}") from None
    return given if isinstance(given, dict) else None if given else {}


def read_whole(stream: BinaryIO, where: str, size: int | None = None) -> bytes:
    """All bytes of a stream; raises InputError where there are more than an article may have.

    `size` is its length in bytes, where known, for the message.
    """
    data = stream.read(settings.MAX_ARTICLE_BYTES + 1)
    if len(data) > settings.MAX_ARTICLE_BYTES:
        raise too_large(where, "article", settings.MAX_ARTICLE_BYTES, size)
    return data


def too_large(where: str, thing: str, max_bytes: int, size: int | None = None) -> InputError:
    """The error for something above the limit, with its size in bytes where that is known."""
    known = f"{size / 1e6:.1f} MB, more than" if size and size > max_bytes else "more than"
    hint = "split it, or write its articles as JSON lines, one to a line"
    return InputError(where, f"{known} the {max_bytes / 1e6:g} MB that one {thing} may have", hint)


def source_hash(data: bytes) -> str:
    """The SHA-256 of the bytes that a text was found in, in hexadecimal digits."""
    import hashlib  # 3 ms that a command needs for few formats

    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, where: str) -> str:
    """The text of bytes in UTF-8, or in UTF-16 with a byte order mark; line ends stay as they are.

    Raises InputError for other encodings, for binary files and for blank text.
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
    """The text as it is; raises InputError where it is blank or has signs that no text has."""
    if "\0" in text:
        raise InputError(where, "not text but a binary file: it holds NUL characters")
    if not text.strip():
        raise InputError(where, "no text in it")
    if _SURROGATE.search(text):
        raise InputError(where, "holds half of a surrogate pair, which is no character")
    return text
