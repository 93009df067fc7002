"""The page of an article: all of its text, every quotation marked, linked and told apart."""

from __future__ import annotations

import asyncio
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from quotetrack.records import Quotation
from quotetrack.store import open_store
from quotetrack.text import paragraphs
from tests.store.builders import article, said
from tests.web.conftest import Site, open_site

NESTED = (
    "“The captain told me ‘wait for the tide’ and left,” said Ruth Calder.\n\n"
    "Owen Pike believes the ferry will sink. Nobody explained the “ghost boat”.\n\n"
    "“So we wait.”"
)
HOSTILE = (
    "“<script>alert(1)</script> {{ 7*7 }} </p></article>,” said \u202eMallory <img src=x onerror=alert(2)>.\n\n"
    "“Second\u2066 words,” said Ann Lee."
)


class Reader(HTMLParser):
    """What a page holds: every tag with its attributes, the paragraphs of the text without what tells the speaker."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.told: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("meta", "link", "input"):
            return
        name = {"p": "paragraph"}.get(tag, tag) if dict(attrs).get("dir") == "auto" else tag
        self._open.append("who" if dict(attrs).get("class") == "who" else name)
        if name == "paragraph":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "who" in self._open:
            self.told.append(data.strip())
        elif "paragraph" in self._open:
            self.paragraphs[-1] += data

    @property
    def ids(self) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]

    def links(self, css: str | None = None) -> list[str]:
        found = [attributes for tag, attributes in self.tags if tag == "a"]
        return [a["href"] or "" for a in found if css is None or css in (a.get("class") or "").split()]


def quoted(text: str = NESTED) -> list[Quotation]:
    outer = said(text, "The captain told me ‘wait for the tide’ and left", "Ruth Calder", mention="Ruth Calder")
    return [
        outer,
        said(text, "wait for the tide", mention="The captain", speaker="unnamed", parent=outer),
        said(text, "the ferry will sink", "Owen Pike", act="belief", kind="indirect"),
        said(text, "ghost boat", act="not_speech"),
        said(text, "So we wait."),
    ]


@pytest.fixture
def made(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> Any:
    """A site over articles: (text, quotations, fields) each."""

    def make(*given: tuple[str, list[Quotation], dict[str, Any]]) -> Site:
        with open_store(tmp_path / "news.db", create=True) as store:
            run = store.start_run(command="test")
            for number, (text, quotations, fields) in enumerate(given):
                fields = {"url": f"https://n.example/{number}", **fields}
                assert store.save_article(article(text, **fields), quotations, run)
        return open_site(tmp_path / "news.db", loop)

    return make


def test_the_whole_text_is_there_and_nothing_else(site: Site) -> None:
    for id in range(1, site.get("/overview.json").json()["articles"] + 1):
        text = site.get(f"/article/{id}.json").json()["text"]
        found = Reader(site.get(f"/article/{id}").text)
        assert found.paragraphs == [text[slice(*line)] for line in paragraphs(text)]


def test_every_quotation_has_an_anchor_and_a_link(site: Site) -> None:
    for id in (1, 6, 12):
        quotations = site.get(f"/article/{id}.json").json()["quotations"]
        found = Reader(site.get(f"/article/{id}").text)
        assert sorted(i for i in found.ids if i.startswith("q-")) == sorted(f"q-{q['id']}" for q in quotations)
        assert len(found.ids) == len(set(found.ids))
        begun = {link.rpartition("/")[2] for link in found.links("begins")}
        assert begun <= {str(q["quotation_id"]) for q in quotations} and len(begun) >= len(quotations) - 1


def test_what_begins_together_has_an_anchor_each(made: Any) -> None:
    text = "“Wait, she said, and wait again,” said Ruth Calder."
    outer = said(text, "Wait, she said, and wait again", "Ruth Calder")
    site = made((text, [outer, said(text, "Wait", "Ina Voss", parent=outer)], {}))
    found = Reader(site.get("/article/1").text)
    assert sum(id.startswith("q-") for id in found.ids) == 2
    assert found.told[0].split("\n") == ["Ina Voss · direct · 90% sure", "Ruth Calder · direct · 90% sure"]


def test_pieces_tell_kind_act_and_speaker(made: Any) -> None:
    page = made((NESTED, quoted(), {"title": "A ferry", "outlet": "Coast Courier", "published": "2024-03-14"})).get(
        "/article/1"
    )
    found = Reader(page.text)
    assert found.told[0].split("\n") == ["Ruth Calder · direct · 90% sure", "The captain · direct · 90% sure"]
    classes = {" ".join(sorted((a.get("class") or "").split())) for tag, a in found.tags if tag == "a"}
    for expected in ("begins content direct", "begins belief content indirect", "begins content direct unknown"):
        assert expected in classes
    assert "begins content direct not-speech unknown" in classes
    assert "thought or endorsed rather than said" in page.text
    assert "“The captain told me ‘wait for the tide’ and left”" in page.text
    assert '<time datetime="2024-03-14">2024-03-14</time>' in page.text and "Coast Courier" in page.text


def test_the_side_lists_who_says_what(made: Any) -> None:
    page = made((NESTED, quoted(), {})).get("/article/1").text
    side = page[page.index("<aside") :]
    names = [re.sub("<[^>]+>", "", name).strip() for name in re.findall("<h3>(.*?)</h3>", side, re.DOTALL)]
    assert names == [
        "Ruth Calder 1 quotation",
        "The captain 1 quotation",
        "Owen Pike 1 quotation",
        "Unknown speaker 1 quotation",
        "In marks, but not speech 1",
    ]
    anchors = re.findall(r'href="#(q-\w+)"', side)
    assert len(anchors) == 5 and all(f'id="{anchor}"' in page for anchor in anchors)
    assert "4 quotations by 3 speakers" in page


def test_a_long_list_is_folded_and_bounded(made: Any) -> None:
    lines = [f"“We waited for boat {number} here,” said Ruth Calder." for number in range(130)]
    text = "\n\n".join(lines)
    site = made((text, [said(text, f"We waited for boat {n} here", "Ruth Calder") for n in range(130)], {}))
    page = site.get("/article/1").text
    assert "<summary>94 more</summary>" in page and "and 30 others, marked in the text" in page
    assert page.count('class="content direct begins"') == 130


def test_hostile_text_stays_text(made: Any) -> None:
    words = HOSTILE[1 : HOSTILE.index(",”")]
    mallory = said(HOSTILE, words, "\u202eMallory <b onclick=x>", mention="\u202eMallory")
    fields = {
        "title": "<script>x</script>\u202e",
        "outlet": '"><script>y</script>',
        "author": "<i>me</i>",
        "url": "javascript:alert(1)",
        "published": '2024"><\u202e',
    }
    site = made((HOSTILE, [mallory, said(HOSTILE, "Second\u2066 words", "Ann Lee")], fields))
    page = site.get("/article/1").text
    found = Reader(page)
    tags = {tag for tag, _ in found.tags}
    assert not tags & {"script", "img", "i", "style"} and not {"onerror", "onclick"} & {
        name for _, attributes in found.tags for name in attributes
    }
    assert "<script>alert(1)</script> {{ 7*7 }} </p></article>," in found.paragraphs[0] and "49" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page) and "[U+202E]Mallory" in page
    assert not any(link.startswith("javascript") for link in found.links())
    assert site.get("/article/1.json").json()["text"] == HOSTILE


def test_only_an_address_that_may_be_gone_to_is_a_link(made: Any) -> None:
    site = made((NESTED, quoted(), {"url": "https://n.example/a?b=1&c=2"}))
    assert "https://n.example/a?b=1&c=2" in Reader(site.get("/article/1").text).links()


def test_versions_know_of_each_other(made: Any) -> None:
    url = {"url": "https://n.example/1"}
    changed = NESTED.replace("the ferry will sink", "the ferry will never sink")
    quotations = [said(changed, "the ferry will never sink", "Owen Pike", act="belief", kind="indirect")]
    site = made((NESTED, quoted(), url), (changed, quotations, url))
    first, last = site.get("/article/1").text, site.get("/article/2").text
    assert "version 1 of 2" in first and "/article/2" in first and "has other words" in first
    assert "version 2 of 2" in last and "/article/1" in last and "has other words" not in last
    assert "<b>changed</b>" in last and "<b>vanished</b>" in last and "<b>changed</b>" not in first
    assert site.get("/article/2.json").json()["version"] == 2
    assert "Versions" not in made_alone(made).get("/article/3").text


def made_alone(made: Any) -> Site:
    site: Site = made(("Nothing was said.", [], {"url": "https://n.example/alone"}))
    return site


def test_an_article_without_quotations(made: Any) -> None:
    page = made_alone(made).get("/article/1").text
    assert "Nothing was found to be quoted" in page and "legend" not in page


@pytest.mark.parametrize("number", ["0", "999", "9" * 40])
@pytest.mark.parametrize("ending", ["", ".json"])
def test_an_article_that_is_not_there(site: Site, number: str, ending: str) -> None:
    found = site.get(f"/article/{number}{ending}")
    assert found.status_code == 404 and "No article has the number" in found.text


def test_as_json(site: Site) -> None:
    found = site.get("/article/6.json").json()
    assert found["article_id"] == 6 and found["article"] and found["versions"][0]["article_id"] == 6
    for quotation in found["quotations"]:
        assert {"id", "quotation_id", "speakers", "content", "cue", "source", "confidence", "kept"} <= set(quotation)
        assert all(0 <= start < end <= len(found["text"]) for start, end in quotation["content"])
