"""Word documents: every paragraph as it reads once all changes are accepted, and what is no document."""

from __future__ import annotations

import builtins
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from quotetrack.intake import docx as reader
from tests.intake.reading import read, read_bytes

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def saved(document: Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def made(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def of_xml(body: str) -> bytes:
    """A document with one paragraph of this content."""
    document = docx.Document()
    document.add_paragraph()
    document.element.body[0] = parse_xml(f"<w:p {NAMES}>{body}</w:p>")
    return saved(document)


def text_of(data: bytes, folder: Path) -> str:
    (article,), errors = read_bytes(data, folder, "draft.docx")
    assert not errors
    return article.text


def test_paragraphs_are_lines(tmp_path: Path) -> None:
    text = text_of(made("Dull day", "", "“It rained,” she said.", "  “Go\thome,” he said. "), tmp_path)
    assert text == "Dull day\n“It rained,” she said.\n“Go home,” he said."


def test_the_title_comes_from_the_properties(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "A dull day"
    document.add_paragraph("It rained.")
    (article,), errors = read_bytes(saved(document), tmp_path, "draft.docx")
    assert not errors and (article.title, article.id) == ("A dull day", str(tmp_path / "draft.docx"))
    assert article.source_sha256 and (article.extractor or "").startswith("python-docx ")


def test_tables_stand_where_they_are(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left", "Right"
    document.add_paragraph("After")
    assert text_of(saved(document), tmp_path) == "Before\nLeft\nRight\nAfter"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:r><w:t>It </w:t></w:r><w:r><w:t>rained</w:t></w:r>", "It rained"),
        ('<w:ins w:id="1"><w:r><w:t>It rained</w:t></w:r></w:ins>', "It rained"),
        ('<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>rained</w:t></w:r>', "rained"),
        ('<w:moveFrom w:id="1"><w:r><w:t>old</w:t></w:r></w:moveFrom><w:r><w:t>rained</w:t></w:r>', "rained"),
        ("<w:sdt><w:sdtContent><w:r><w:t>It rained</w:t></w:r></w:sdtContent></w:sdt>", "It rained"),
        ("<w:hyperlink><w:r><w:t>It rained</w:t></w:r></w:hyperlink>", "It rained"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:br/><w:t>closed</w:t></w:r>", "co-op\nclosed"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r>', "7"),
        (
            "<w:r><w:t>out</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
            "out\nbox",
        ),
    ],
)
def test_what_a_paragraph_reads(tmp_path: Path, body: str, text: str) -> None:
    assert text_of(of_xml(body), tmp_path) == text


def test_footnotes_come_last(tmp_path: Path) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.add_paragraph("It rained.")
    note = f"<w:footnotes {NAMES}><w:footnote><w:p><w:r><w:t>On Sunday.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert text_of(saved(document), tmp_path) == "It rained.\nOn Sunday."


def test_from_standard_input_and_by_content(tmp_path: Path) -> None:
    (article,), errors = read("-", stdin=made("It rained."))
    assert not errors and article.text == "It rained."
    (tmp_path / "draft").write_bytes(made("It rained."))
    assert read(tmp_path / "draft")[0][0].text == "It rained."


def packed(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"It rained.", "cannot be read as a Word document"),
        (b"", "cannot be read as a Word document"),
        (b"PK\x03\x04 and no more", "cannot be read as a Word document"),
        (packed(**{"a.txt": b"x"}), "cannot be read as a Word document"),
        (made("x" * 400)[:-60], "cannot be read as a Word document"),
        (made("", " "), "no text in it"),
    ],
)
def test_what_is_no_document_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    articles, (error,) = read_bytes(data, tmp_path, "draft.docx")
    assert not articles and told in str(error)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_UNPACKED", 10_000)
    articles, (error,) = read_bytes(made("a" * 20_000), tmp_path, "draft.docx")
    assert not articles and "more than the 0.01 MB" in str(error)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    plain = io.BytesIO(made("It rained."))
    evil = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(evil, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                head = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
                content = content.replace(b"<w:document", head + b"<w:document", 1).replace(b"It rained", b"&x;")
            new.writestr(item, content)
    articles, _ = read_bytes(evil.getvalue(), tmp_path, "draft.docx")
    assert all("secret" not in article.text for article in articles)


def test_without_the_library_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    data = made("It rained.")
    monkeypatch.setattr(builtins, "__import__", without)
    articles, (error,) = read_bytes(data, tmp_path, "draft.docx")
    assert not articles and "pip install 'quotetrack[docx]'" in str(error)
