"""The HTML page: nothing of the text is lost or runs wild, whatever overlaps."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Article, Attribution, Quotation, Span
from quotetrack.text import paragraphs
from quotetrack.wording.html import render_articles
from tests.cli.conftest import STORY
from tests.store.builders import said

WORDS = "We have waited long enough for the harbour."


class Reader(HTMLParser):
    """Collects the paragraphs of the article's text, checking that tags nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.paragraphs: list[str] = []
        self.classes: list[tuple[str, str]] = []
        self._class = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta",):
            return
        self.open.append(tag)
        self._class = dict(attrs).get("class") or ""
        if tag == "p" and not self._class:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "p" in self.open and self.paragraphs:
            self.paragraphs[-1] += data
        if self.open and self.open[-1] == "span":
            self.classes.append((self._class, data))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def test_content_cue_and_source_are_marked() -> None:
    found = said(STORY, WORDS, "Dora Finch", mention="Dora Finch")
    reader = read(render_articles([(Article("a.txt", STORY), [found])]))
    marked = [(part, words.strip()) for part, words in reader.classes]
    assert [piece for piece in marked if piece[1] in (WORDS, "said", "Dora Finch")] == [
        ("source", "Dora Finch"),
        ("cue", "said"),
        ("content direct", WORDS),
    ]
    assert reader.paragraphs[-2:] == ["".join(STORY.split("\n")[:1]), "Nobody replied."]


def test_everything_from_the_article_is_escaped() -> None:
    text = 'He said “<script>alert(1)</script> & "so"”.\n'
    found = said(text, '<script>alert(1)</script> & "so"', '<b>"Al"</b>', role="<i>")
    article = Article("<a>.txt", text, title="<h1>", outlet="$title ${articles}", url='"><script>')
    page = render_articles([(article, [found])])
    assert "<script" not in page and "<b>" not in page and "<i>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page and "$title ${articles}" in page
    read(page)


def test_what_could_turn_words_round_is_shown_by_its_number() -> None:
    text = "She said “we \u202enever\u202c agreed”.\n"
    found = said(text, "we \u202enever\u202c agreed", "Ann \u202eLee")
    page = render_articles([(Article("a.txt", text, title="\u2067Title\u2069"), [found])])
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert page.count('<span class="control">U+202E</span>never') == 2, "in the text and in the list"
    assert 'data-who="Ann [U+202E]Lee' in page and "<title>[U+2067]Title[U+2069]</title>" in page
    read(page)


def test_the_page_needs_nothing_else() -> None:
    page = render_articles([(Article("a.txt", STORY), [said(STORY, WORDS, "Dora Finch")])])
    assert not re.search(r"<(?:script|link|img|iframe)|@import|url\(|https?:", page)


def test_a_nested_quotation_shows_both_speakers() -> None:
    outer = said(STORY, WORDS, "Dora Finch")
    inner = replace(said(STORY, "waited long", "Ann Lee"), depth=1)
    page = render_articles([(Article("a.txt", STORY), [outer, inner])])
    assert re.search(r'data-who="Ann Lee · direct · 90% sure\nDora Finch · direct · 90% sure"[^>]*>waited long<', page)


def test_front_matter_is_not_shown() -> None:
    text = "---\ntitle: “T”\n---\nShe said no.\n"
    reader = read(render_articles([(Article("a.md", text, body=text.index("She")), [])]))
    assert reader.paragraphs == ["She said no."]


@given(st.data())
def test_no_word_is_lost_however_spans_overlap(data: st.DataObject) -> None:
    text = data.draw(st.text('ab <&"“”\n', min_size=1, max_size=60))
    edges = st.integers(0, len(text))
    spans = st.lists(st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair))), max_size=3).map(tuple)
    found = [
        Quotation(str(n), "direct", "speech", "x", data.draw(spans), Attribution(data.draw(spans), data.draw(spans)))
        for n in range(data.draw(st.integers(0, 3)))
    ]
    reader = read(render_articles([(Article("a.txt", text), found)]))
    assert reader.paragraphs == [text[start:end] for start, end in paragraphs(text)]
