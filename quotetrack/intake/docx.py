"""Read Word documents: their paragraphs, with all tracked changes accepted, one to a line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quotetrack.errors import InputError
from quotetrack.intake.fields import OnError, read_fields
from quotetrack.intake.plain import checked, source_hash, too_large
from quotetrack.records import Article

if TYPE_CHECKING:
    from docx.document import Document

MOST_UNPACKED = 200_000_000
"""The most bytes (1 upwards) that all parts of a document may have together, unpacked and with pictures: ten times the
limit of one article. A few kilobytes of zip can hold gigabytes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FOOTNOTES = ("/footnotes", "/endnotes")
_ZIP, _OFFICE = b"PK\x03\x04", (b"[Content_Types].xml", b"word/")
_INSTALL = "install the library for it: pip install 'quotetrack[docx]', or save it as text or HTML"


def looks_like_docx(first: bytes) -> bool:
    """Whether a stream begins with a zip archive whose first parts are those of a Word document."""
    return first.startswith(_ZIP) and any(name in first for name in _OFFICE)


def read_docx(data: bytes, where: str, on_error: OnError) -> Article:
    """The article in the bytes of a .docx file, with its footnotes at the end; raises InputError.

    python-docx opens it, but its `Paragraph.text` leaves out tracked insertions, content controls and text boxes, which
    drafts are full of. The text is therefore read from the XML elements.
    """
    document = _opened(data, where)
    text = checked("\n".join(filter(str.strip, _lines(document))), where)
    title = document.core_properties.title
    return Article(
        where,
        text,
        source_sha256=source_hash(data),
        extractor=_extractor(),
        **read_fields({"title": title}, where, on_error),
    )


def _extractor() -> str:
    from docx import __version__

    return f"python-docx {__version__}"


def _opened(data: bytes, where: str) -> Document:
    import zipfile

    try:
        import docx
    except ImportError:
        raise InputError(where, "a Word document", _INSTALL) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise too_large(where, "document, unpacked,", MOST_UNPACKED)
        return docx.Document(io.BytesIO(data))
    except InputError:
        raise
    except Exception as error:  # whatever a broken file does to the libraries below
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(where, f"cannot be read as a Word document: {reason}", "open it and save it anew") from error


def _lines(document: Document) -> Iterator[str]:
    from docx.oxml import parse_xml

    yield from _paragraphs(document.element.body)
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_FOOTNOTES):
            yield from _paragraphs(parse_xml(relation.target_part.blob))


def _paragraphs(root: Any) -> Iterator[str]:
    """The lines of every paragraph below an element, in order, with those in tables and text boxes."""
    for paragraph in root.iter(f"{_W}p"):
        if not any(_is_dropped(above) for above in paragraph.iterancestors()):
            for line in "".join(_words(paragraph)).split("\n"):
                yield " ".join(line.split())


def _words(element: Any) -> Iterator[str]:
    """The text of a paragraph, without what was deleted or moved away and without the paragraphs inside it."""
    for child in element:
        if child.tag in (f"{_W}t", f"{_W}noBreakHyphen", f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield {f"{_W}t": child.text or "", f"{_W}noBreakHyphen": "-", f"{_W}tab": " "}.get(child.tag, "\n")
        elif child.tag != f"{_W}p" and not _is_dropped(child):
            yield from _words(child)


def _is_dropped(element: Any) -> bool:
    """Whether an element is left out: deleted text, a stretch at the place it was moved from, a text box's second
    copy."""
    return element.tag in (f"{_W}del", f"{_W}moveFrom", _FALLBACK)
