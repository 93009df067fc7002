"""Web pages: paragraphs survive, nothing is cut in silence, and no menu becomes an article."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quotetrack.errors import InputWarning
from quotetrack.records import Article
from tests.intake.reading import read_bytes

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Council splits on harbour | The Norbury Courier</title>
<meta property="og:title" content="Council splits on harbour">
<meta property="og:site_name" content="The Norbury Courier">
<meta name="author" content="Ines Calloway">
<meta property="article:published_time" content="2024-03-14T09:30:00+00:00">
<link rel="canonical" href="https://norbury.example/harbour"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>"""
BODY = """<article><h1>Council splits on harbour</h1>
<p>Councillors voted on Wednesday night to dredge an <a href="/h">inner harbour</a>, ending
two years of talk about cost and silt.</p>
<p>“We have waited <em>long</em> enough,” said <a href="/f">Dora Finch</a><sup><a href="#n1">1</a></sup>, who leads
the council. “The boats cannot wait.”</p>
<p>“No.”</p>
<p>Opponents were unmoved. “This is waste,” said Cllr Peter Osei.<br><br>“Everyone in this room knows it.”</p>
<blockquote>
        <p>“The silt will be back in five years,” he added.</p><p>“Mark my words.”</p></blockquote>
<p>“We have waited long enough,” said Ms Finch once more, to laughter from the public seats.</p></article>"""
FOOT = "<footer><p>© The Norbury Courier. “All rights” are reserved everywhere.</p></footer></body></html>"
PARAGRAPHS = [
    "Councillors voted on Wednesday night to dredge an inner harbour, ending two years of talk about cost and silt.",
    "“We have waited long enough,” said Dora Finch, who leads the council. “The boats cannot wait.”",
    "“No.”",
    "Opponents were unmoved. “This is waste,” said Cllr Peter Osei.",
    "“Everyone in this room knows it.”",
    "“The silt will be back in five years,” he added.",
    "“Mark my words.”",
    "“We have waited long enough,” said Ms Finch once more, to laughter from the public seats.",
]


def read_page(page: str | bytes, folder: Path) -> Article:
    data = page.encode() if isinstance(page, str) else page
    (article,), errors = read_bytes(data, folder, "page.html")
    assert not errors
    return article


def test_t60_a_paragraph_of_the_page_is_a_line_of_the_text(tmp_path: Path) -> None:
    article = read_page(HEAD + BODY + FOOT, tmp_path)
    assert article.text.splitlines()[-len(PARAGRAPHS) :] == PARAGRAPHS
    assert "Home" not in article.text and "rights" not in article.text


def test_metadata(tmp_path: Path) -> None:
    article = read_page(HEAD + BODY + FOOT, tmp_path)
    assert (article.title, article.author) == ("Council splits on harbour", "Ines Calloway")
    assert (article.outlet, article.published) == ("The Norbury Courier", "2024-03-14")
    assert article.url == "https://norbury.example/harbour"


def test_t61_the_sources_hash_and_the_extractors_version_are_kept(tmp_path: Path) -> None:
    page = (HEAD + BODY + FOOT).encode()
    article = read_page(page, tmp_path)
    assert article.source_sha256 == hashlib.sha256(page).hexdigest()
    assert (article.extractor or "").startswith("trafilatura 2.")


def test_t61_a_quotation_cut_out_of_the_middle_is_said(tmp_path: Path) -> None:
    cut = '<div class="sidebar-widget"><p>“We lost the boats,” said Tom Quill of the rowing club.</p></div>'
    page = HEAD + BODY.replace("<blockquote>", cut + "<blockquote>") + FOOT
    (article,), errors = read_bytes(page.encode(), tmp_path, "page.html")
    warned = [str(e) for e in errors if isinstance(e, InputWarning)]
    assert ("Tom Quill" in article.text) != any("1, the first: “We lost the boats,” said Tom" in w for w in warned)


def test_a_long_page_is_taken_over_whole(tmp_path: Path) -> None:
    told = [f"On day {n} the silt moved {n} metres, “like porridge”, the harbour master said." for n in range(400)]
    article = read_page(HEAD + "<div>" + "".join(f"<p>{p}</p>" for p in told) + "</div>" + FOOT, tmp_path)
    assert [line for line in article.text.splitlines() if line in told] == told


def test_indentation_of_the_page_is_no_text(tmp_path: Path) -> None:
    quoted = "<blockquote>\n        “I owe them a dinner.”\n      </blockquote>"
    article = read_page(HEAD + BODY.replace("<p>“No.”</p>", quoted) + FOOT, tmp_path)
    assert "“I owe them a dinner.”" in article.text.splitlines()


def test_a_page_of_two_lines_in_divs(tmp_path: Path) -> None:
    article = read_page(
        "<html><body><div>“We won,” said Al Boro.</div><div>“Twice,” he added.</div></body></html>", tmp_path
    )
    assert article.text == "“We won,” said Al Boro.\n“Twice,” he added."


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', "iso8859-15"),
        ('<meta charset="no-such-thing">', "cp1252"),
        ('<meta charset="windows-1252">', "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_encodings(tmp_path: Path, declaration: str, codec: str) -> None:
    said = (
        "«No, no,» said Zoë Brûlé, who runs the café by the quay."
        if "15" in codec
        else "“No,” said Zoë Brûlé of the café."
    )
    page = f"<html><head>{declaration}</head><body><p>{said}</p></body></html>".encode(codec)
    assert read_page(page, tmp_path).text == said


@pytest.mark.parametrize(
    "page",
    [
        HEAD + "</body></html>",
        HEAD + FOOT,
        "<html><body><script>render()</script></body></html>",
        "<html></html>",
        "<p></p>",
        "<html><body><a href='/1'>Mayor says “no” to the new bridge</a><a href='/2'>Otter comes home</a></body></html>",
        "<!-- -->",
    ],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, page: str) -> None:
    articles, (error,) = read_bytes(page.encode(), tmp_path, "page.html")
    assert not articles and ("no article text" in str(error) or "no text" in str(error))


def test_nothing_is_logged_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_bytes(b"<html></html>", tmp_path, "page.html")
    assert capfd.readouterr() == ("", "")


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    assert read_page(HEAD + BODY + FOOT, tmp_path) == read_page(HEAD + BODY + FOOT, tmp_path)
