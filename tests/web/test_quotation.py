"""The page of one quotation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from quotetrack.errors import NotFoundError
from quotetrack.lookup import search, show
from quotetrack.records import Affiliation, Speaker
from quotetrack.store import Store, open_store
from quotetrack.web.pages import quotation
from quotetrack.web.pages.quotation import answer
from quotetrack.web.request import Page
from tests.identity.builders import save
from tests.store.builders import article, said, span_of
from tests.web.conftest import Site, asked, open_site

RTL = "\u202e"
BAD = f"<script>alert(1)</script>\"' onfocus=x autofocus {{{{7*191}}}} {RTL}evil"
TEXT = (
    "A quiet opening.\n\n"
    f"“We fell {BAD} short,” said Dora <b>Finch</b>, former head of Night & Day.\n\n"
    "She said the mayor told her “wait for it”.\n\n“Nobody asked.”\n\nThe end."
)
FORMER = Affiliation("Night & Day", "head", "former", span_of(TEXT, "former head of Night & Day"))


@pytest.fixture(scope="module")
def finch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("finch") / "news.db"
    claims: dict[str, Any] = {"role": "head", "affiliations": ("Night & Day",), "claims": (FORMER,), "via": "K<i>NA"}
    outer = said(
        TEXT,
        "the mayor told her “wait for it”",
        "Dora <b>Finch</b>",
        kind="mixed",
        joint=(Speaker("Ned Moss", role="aide"),),
    )
    trace = {"rule": "named", "way": "relayed", "alternatives": ["Bo <u>Lee"], "notes": ["scare quotes"]}
    quotations = [
        said(TEXT, f"We fell {BAD} short", "Dora <b>Finch</b>", mention="Dora <b>Finch</b>", trace=trace, **claims),
        outer,
        said(TEXT, "wait for it", mention="the mayor", speaker="unnamed", parent=outer),
        said(TEXT, "Nobody asked.", confidence=0.3, trace={"rule": "floating"}),
    ]
    first = article(TEXT, url="javascript:alert(1)", title=BAD, outlet="<i>Lamp</i>", published="2024-02-03")
    copy = replace(first, url="https://heron.example/?a=1&b='2'", outlet="The Heron", published="2024-02-04")
    with open_store(path, create=True) as store:
        save(store, [(first, quotations), (copy, quotations)])
    return path


@pytest.fixture
def store(finch: Path) -> Iterator[Store]:
    with open_store(finch, readonly=True) as opened:
        yield opened


@pytest.fixture
def here(finch: Path, loop: asyncio.AbstractEventLoop) -> Site:
    return open_site(finch, loop)


def number(store: Store, words: str) -> int:
    return next(
        row["id"] for row in store.rows("SELECT id FROM quotations WHERE text LIKE ? ORDER BY id", [f"%{words}%"])
    )


def page_of(here: Site, address: str) -> Any:
    found = here.get(address)
    assert found.status_code == 200, found.text
    return html.fromstring(found.text)


def text_of(page: Any, path: str) -> str:
    return " ".join(" ".join(node.text_content() for node in page.xpath(path)).split())


def test_the_words_who_and_where(here: Site, store: Store) -> None:
    page = page_of(here, f"/quotation/{number(store, 'We fell')}")
    words = text_of(page, "//blockquote")
    assert words.startswith("“We fell <script>alert(1)</script>") and words.endswith("[U+202E]evil short”")
    assert text_of(page, "//figcaption/p[1]") == "Dora <b>Finch</b>, former head, Night & Day (via K<i>NA)"
    assert text_of(page, "//figcaption/p[2]").startswith("<i>Lamp</i> · 2024-02-03 · <script>")


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ({}, "Direct quotation"),
        ({"kind": "indirect", "act": "belief"}, "Indirect quotation · belief"),
        ({"act": "not_speech"}, "In marks, but not speech"),
    ],
)
def test_what_it_is(tmp_path: Path, more: dict[str, Any], heading: str) -> None:
    text = "“Swans return,” said Ida Moss."
    with open_store(tmp_path / "swans.db", create=True) as store:
        save(store, [(article(text), [said(text, "Swans return", "Ida Moss", **more)])])
        page = answer(store, asked({"id": "1"}))
        assert isinstance(page, Page) and page.fields["nature"] == heading


def test_the_parts_are_marked_in_their_context(here: Site, store: Store) -> None:
    page = page_of(here, f"/quotation/{number(store, 'We fell')}")
    marked = "//div[@class='article-text']//span[@class='{}']"
    assert text_of(page, marked.format("content direct")).startswith("We fell <script>")
    assert text_of(page, marked.format("cue")) == "said"
    assert text_of(page, marked.format("source")) == "Dora <b>Finch</b>"
    paragraphs = [p.text_content() for p in page.xpath("//div[@class='article-text']/p")]
    assert len(paragraphs) == 3 and paragraphs[0] == "A quiet opening."
    legend = [item.text_content().strip() for item in page.xpath("//ul[@class='legend']/li")]
    assert legend == ["said word for word", "the reporting words", "who is named for it"]


def test_why_this_speaker(here: Site, store: Store) -> None:
    page = page_of(here, f"/quotation/{number(store, 'We fell')}")
    told = text_of(page, "//aside")
    assert "The source names the speaker; an outlet passed it on." in told
    assert "Also weighed Bo <u>Lee" in told and "Noted the marks keep the article’s distance" in told
    assert "90% sure, almost certain (of a hundred attributions as sure as this, about 90 should be right)" in told
    assert "Spoke as former head, Night & Day" in told and "Via K<i>NA" in told


def test_an_unknown_speaker(here: Site, store: Store) -> None:
    page = page_of(here, f"/quotation/{number(store, 'Nobody asked')}")
    told = text_of(page, "//aside")
    assert "Why nobody is named Nobody near is clearly the speaker." in told and "Speaker unknown" in told
    assert "hardly more than a guess" in told
    assert not page.xpath("//a[contains(@href, '/speaker/')]")


def test_quotations_within_and_around(here: Site, store: Store) -> None:
    outer = page_of(here, f"/quotation/{number(store, 'the mayor told')}")
    inner = show(store, number(store, "the mayor told")).children[0]
    assert outer.xpath(f"//a[@href='/news/-/quotes/quotation/{inner.id}']")
    assert "Together with Ned Moss, aide" in text_of(outer, "//aside")
    assert len(outer.xpath("//aside//dt[text()='All of them']/following-sibling::dd/a")) == 2
    assert "Stands in the mayor told her" in text_of(page_of(here, f"/quotation/{inner.id}"), "//article")


def test_the_same_text_elsewhere_and_other_printings(here: Site, store: Store) -> None:
    page = page_of(here, f"/quotation/{number(store, 'We fell')}")
    assert "The very same text stands in 1 other article: The Heron · 2024-02-04" in text_of(page, "//article")
    assert len(page.xpath("//li[@class='hit']")) == 2 and not page.xpath("//a[contains(@href, 'variants=1')]")


def test_in_a_large_store_other_printings_are_asked_for(
    here: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotation, "SMALL", 0)
    address = f"/quotation/{number(store, 'We fell')}"
    page = page_of(here, address)
    (more,) = page.xpath("//a[contains(@href, 'variants=1')]/@href")
    assert more == f"/news/-/quotes{address}?variants=1#printings"
    printings = page_of(here, f"{address}?variants=1").xpath("//li[@class='hit']")
    assert len(printings) == 2 and "a copy, or a later version" in printings[1].text_content()
    assert printings[0].xpath(".//a[@aria-current]") and not printings[1].xpath(".//a[@aria-current]")
    alone = page_of(here, f"/quotation/{number(store, 'Nobody asked')}?variants=1")
    assert len(alone.xpath("//li[@class='hit']")) == 2


def test_only_web_addresses_are_links(here: Site, store: Store) -> None:
    view = show(store, number(store, "We fell"))
    assert view.article.url == "javascript:alert(1)"
    page = page_of(here, f"/quotation/{view.id}")
    assert not page.xpath("//a[contains(@href, 'javascript')]")
    assert "javascript:alert(1)" in text_of(page, "//article")
    copy = next(row["id"] for row in store.rows("SELECT id FROM quotations WHERE article_id = 2 ORDER BY id"))
    linked = page_of(here, f"/quotation/{copy}").xpath("//a[@rel='external nofollow noreferrer']/@href")
    assert linked == ["https://heron.example/?a=1&b='2'"]


def test_a_citation_to_copy_and_words_to_check(here: Site, store: Store) -> None:
    view = show(store, number(store, "wait for it”"))
    page = page_of(here, f"/quotation/{view.id}")
    (field,) = page.xpath("//textarea[@readonly]")
    assert page.xpath(f"//label[@for='{field.get('id')}']")
    assert field.text.startswith(
        "Dora <b>Finch</b> and Ned Moss, the mayor told her “wait for it”, <i>Lamp</i>, “<script>"
    )
    assert field.text.endswith(f"3 February 2024, javascript:alert(1), quotetrack {view.quotation.id}.")
    assert page.xpath("//a[text()='Check these words']/@href") == [
        "/news/-/quotes/check?q=the+mayor+told+her+%E2%80%9Cwait+for+it%E2%80%9D&by=Dora+%3Cb%3EFinch%3C%2Fb%3E"
    ]


@pytest.mark.parametrize("words", ["We fell", "the mayor told", "wait for it", "Nobody asked"])
def test_what_articles_hold_is_text(here: Site, store: Store, words: str) -> None:
    for ending in ("", "?variants=1"):
        found = here.get(f"/quotation/{number(store, words)}{ending}").text
        assert RTL not in found and "1337" not in found
        page = html.fromstring(found)
        assert not page.xpath("//script") and not page.xpath("//main//b[text()='Finch'] | //main//i | //main//u")
        assert not page.xpath("//@onfocus | //@autofocus | //@style")
        assert len(page.xpath("//h1")) == 1


def test_by_id_and_as_json(here: Site, store: Store) -> None:
    view = show(store, number(store, "We fell"))
    found = here.get(f"/quotation/{view.quotation.id}.json").json()
    assert found == here.get(f"/quotation/{view.id}.json").json()
    assert {name: found[name] for name in view.as_dict()} == {**view.as_dict()}
    assert found["why"].startswith("the source names the speaker; an outlet passed it on; also weighed: Bo <u>Lee")
    assert found["citation"].endswith(f"quotetrack {view.quotation.id}.") and len(found["variants"]) == 2


@pytest.mark.parametrize("id", ["zebra", "999999", "0123456789ab", "%3Cb%3E", "1'"])
def test_one_that_is_not_there(here: Site, id: str) -> None:
    found = here.get(f"/quotation/{id}")
    assert found.status_code == 404 and "No quotation has the id" in found.text and "<b>'" not in found.text
    assert here.get(f"/quotation/{id}.json").json()["status"] == 404


def test_all_samples_have_their_page(site: Site, samples_store: Path) -> None:
    with open_store(samples_store, readonly=True) as store:
        for row in list(store.rows("SELECT id FROM quotations")):
            page = answer(store, asked({"id": str(row["id"])}))
            assert isinstance(page, Page)
            marked = [words for pieces in page.fields["paragraphs"] for words, part in pieces if "content" in part]
            view = page.fields["view"]
            spans = [
                view.context_text[s - view.context.start : e - view.context.start] for s, e in view.quotation.content
            ]
            assert "".join("".join(marked).split()) == "".join("".join(spans).split())
        first = search(store, "truce")[0]
    assert site.get(f"/quotation/{first.id}").status_code == 200


def test_a_paragraph_without_end_is_cut(tmp_path: Path) -> None:
    text = f"{'before ' * 2000}“Stop here,” said Ida Moss. {'after ' * 2000}"
    with open_store(tmp_path / "long.db", create=True) as store:
        save(store, [(article(text), [said(text, "Stop here", "Ida Moss")])])
        page = answer(store, asked({"id": "1"}))
    assert isinstance(page, Page) and page.fields["cut"] == (True, True)
    (pieces,) = page.fields["paragraphs"]
    assert "".join(words for words, part in pieces if "content" in part) == "Stop here"
    assert sum(len(words) for words, _ in pieces) < 6_100


def test_words_too_long_for_an_address(tmp_path: Path) -> None:
    words = "on and on " * 200
    text = f"“{words},” said Ida Moss."
    with open_store(tmp_path / "long.db", create=True) as store:
        save(store, [(article(text), [said(text, words, "Ida Moss")])])
        page = answer(store, asked({"id": "1"}))
        assert isinstance(page, Page) and page.fields["check"] is None
        with pytest.raises(NotFoundError):
            answer(store, asked({"id": "2"}))
