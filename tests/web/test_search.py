"""The page Search, and the same as JSON."""

from __future__ import annotations

import importlib
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from quotetrack.store import open_store
from quotetrack.web.pages.search import answer
from tests.web.conftest import Site, asked

finding = importlib.import_module("quotetrack.lookup.search")  # which the function of that name hides


def said(page: str) -> list[str]:
    """The words of the quotations in a list, as they are read."""
    found = re.findall(r'<p class="said"><a [^>]*>(.*?)</a></p>', page, re.DOTALL)
    return [unescape(re.sub("<[^>]+>", "", words)) for words in found]


def link(page: str, label: str) -> str:
    """Where the link leads whose words begin so."""
    links = re.findall(r'<a (?:[^>]* )?href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    texts = [(href, " ".join(unescape(re.sub("<[^>]+>", "", words)).split())) for href, words in links]
    (found, *_) = [href for href, text in texts if text.startswith(label)]
    return unescape(found)


def follow(site: Site, page: str, label: str) -> str:
    found = site.get("/" + link(page, label))
    assert found.status_code == 200
    return str(found.text)


def facets(page: str) -> str:
    return page.split('<aside class="facets"')[1].split("</aside>")[0]


def chips(page: str) -> list[str]:
    found = re.findall(r'<ul class="chips".*?</ul>', page, re.DOTALL)
    items = re.findall("<li>(.*?)</li>", "".join(found), re.DOTALL)
    return [unescape(re.sub("<[^>]+>", "", item)).split(" ×")[0] for item in items]


def test_the_empty_box_shows_the_latest_and_facets(calder: Site) -> None:
    page = calder.get().text
    assert "12 quotations" in page and said(page)[0] == "“Drought is coming to the 東京大学 garden 🌊”"
    assert 'id="by-speaker"' in page and 'id="by-year"' in page
    assert ">Most relevant<" not in page, "nothing to be relevant to"


def test_matches_are_marked(calder: Site) -> None:
    page = calder.get(q="ferry LATE").text
    assert "The <mark>ferry</mark> is <mark>late</mark> again" in page
    assert 'value="ferry LATE"' in page


def test_relevance_or_date(calder: Site) -> None:
    page = calder.get(q="park").text
    by_date = follow(calder, page, "Latest")
    assert said(by_date)[0] == "“Park the café plan”" and sorted(said(by_date)) == sorted(said(page))
    assert re.search(r'aria-current="true">Latest<', by_date)


def test_facets_narrow_and_chips_widen(calder: Site) -> None:
    page = follow(calder, facets(calder.get(q="the").text), "Ruth Calder")
    assert chips(page) == ["Speaker: Ruth Calder"] and 'id="by-speaker"' not in page
    narrower = follow(calder, facets(page), "2024")
    assert chips(narrower) == ["In: 2024", "Speaker: Ruth Calder"]
    assert len(said(narrower)) == 2
    assert said(follow(calder, narrower, "In: 2024")) == said(page)
    assert said(follow(calder, page, "Speaker: Ruth")) == said(calder.get(q="the").text)


@pytest.mark.parametrize(
    ("label", "chip", "count"),
    [
        ("Harbour Trust", "Speaker: Harbour Trust", 1),
        ("the Lowland Water Board", "Affiliation: the Lowland Water Board", 2),
        ("Coast Courier", "Outlet: Coast Courier", 6),
        ("2023", "In: 2023", 4),
        ("mixed", "Kind: mixed", 2),
        ("unknown", "Who spoke: unknown", 1),
        ("somebody without a name", "Who spoke: somebody without a name", 2),
    ],
)
def test_each_facet_leads_to_what_it_counts(calder: Site, label: str, chip: str, count: int) -> None:
    page = follow(calder, facets(calder.get().text), label)
    assert chips(page) == [chip] and len(said(page)) == count


def test_a_new_search_keeps_what_was_chosen(calder: Site) -> None:
    page = calder.get(q="park", outlet="Coast Courier", sort="date").text
    form = page.split("<form")[1].split("</form>")[0]
    assert '<input type="hidden" name="outlet" value="Coast Courier">' in form
    assert '<input type="hidden" name="sort" value="date">' in form


def test_tabs_lead_to_the_other_kinds(calder: Site) -> None:
    page = calder.get(q="calder").text
    assert "Nothing found" in page and link(page, "See the speakers that were found") == link(page, "Speakers 2")
    speakers = follow(calder, page, "Speakers 2")
    assert said(speakers) == ["Ruth Calder", "Tim Calder"] and "chair, the Lowland Water Board" in speakers
    assert said(follow(calder, speakers, "Search the quotations"))[0] == "“The ferry is late again”"
    found = follow(calder, page, "Articles 3")
    assert said(found)[0] == "Calder and O’Brien fall out over parking"
    assert said(calder.get(q="harbour", show="organizations").text) == ["Harbour Trust"]


def test_speakers_of_that_name_stand_beside_their_words(calder: Site) -> None:
    page = calder.get(q="trust").text + calder.get(q="calder").text
    assert "Speaker of that name" in page and "Speakers of that name" in page


def test_pages(site: Site) -> None:
    whole = site.get(".json", limit=1000).json()
    first = site.get().text
    second = follow(site, first, "More")
    shown = [hit["text"] for hit in whole["results"]]
    assert whole["counts"]["quotations"] == {"count": len(shown), "more": False} and len(shown) > 40
    assert len(said(first)) == len(said(second)) == 20
    assert said(follow(site, second, "← Before")) == said(first)
    assert "nothing on this page" in site.get(offset=1000).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "song"}, "'song' is no kind"),
        ({"since": "soon"}, "'soon' is not a date"),
        ({"show": "cats"}, "'cats' is no kind of result"),
        ({"sort": "size"}, "'size' is no sort"),
    ],
)
def test_what_makes_no_sense_is_told_beside_the_box(calder: Site, fields: dict[str, str], said: str) -> None:
    found = calder.get(q="park", **fields)
    assert found.status_code == 400 and said in unescape(found.text) and 'value="park"' in found.text
    as_json = calder.get(".json", **fields)
    assert as_json.status_code == 400 and said in as_json.json()["error"]
    if "show" not in fields:  # which tables and feeds have no choice of
        assert calder.get(".csv", **fields).status_code == 400


def test_nothing_found_says_what_to_try(calder: Site) -> None:
    page = calder.get(q="Walensa", outlet="Coast Courier").text
    assert link(page, "Lech Wałęsa") == "/news/-/quotes?speaker=Lech+Wa%C5%82%C4%99sa"
    assert link(page, "Search without “Outlet: Coast Courier”") == "/news/-/quotes?q=Walensa"


STRINGS = [
    "\0", "a\0b", '"', "'", "AND (", "NEAR/2", "speaker:x", "*", "-", "%", "🌊", "\u202eevil\u202c", "東京",
    "<script>alert(1)</script>", '" onfocus="alert(1)', "{{ 7 * 7 }}", "x" * 10_000, "\u0301",
]  # fmt: skip


@pytest.mark.parametrize("query", STRINGS, ids=ascii)
def test_any_string_is_safe(calder: Site, query: str) -> None:
    for ending in ("", ".json", ".csv", ".atom"):
        for fields in ({"q": query}, {"speaker": query, "affiliation": query, "outlet": query}):
            assert calder.get(ending, **fields).status_code == 200, (ending, fields)
    page = calder.get(q=query, show="articles", outlet=query).text
    assert "<script>alert" not in page and ' onfocus="alert' not in page and "49" not in page.split("</form>")[0]
    shown = re.sub('<input type="hidden"[^>]*>', "", page)
    assert "\u202e" not in shown and "\0" not in shown


def test_half_a_surrogate_pair_in_the_address(calder: Site) -> None:
    assert calder.get("//news/-/quotes?q=%ED%A0%80").status_code == 200


def test_what_articles_hold_stays_text(hostile: Site) -> None:
    for fields in (
        {},
        {"q": "said"},
        {"q": "trust", "show": "speakers"},
        {"show": "organizations"},
        {"show": "articles"},
    ):
        page = hostile.get(**fields).text
        assert "<script" not in page and "</title><" not in page.split("</head>")[1], fields
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x1b]", page), fields
    assert "&lt;/script&gt;" in hostile.get().text
    assert "javascript:" not in hostile.get(show="articles").text
    named = facets(hostile.get().text)
    assert len(said(follow(hostile, named, "Eve “1”"))) == 1, "a name of odd signs can be chosen"
    assert len(said(follow(hostile, named, "The Lamp"))) == 10
    chosen = follow(hostile, named, "The Lamp").split("</form>")[0]
    assert re.search('name="outlet" value="The\nLamp"', chosen), "and is kept for the next search"


def test_json_says_all_that_the_page_does(calder: Site) -> None:
    found = calder.get(".json", q="park", kind="direct").json()
    assert found["query"] == "park" and found["filters"] == {"kind": "direct"} and found["order"] == "relevance"
    assert found["counts"]["quotations"] == {"count": 2, "more": False}
    assert {value["label"] for value in found["facets"]["speaker"]} == {"José Ferrão", "Ruth Calder"}
    assert found["results"][0]["highlights"] and found["later"] is None
    assert calder.get(".json", limit=5).json()["later"] == "/news/-/quotes.json?limit=5&offset=5"


def test_the_page_leads_to_its_other_forms(calder: Site) -> None:
    page = calder.get(q="park", kind="direct", sort="date", limit=1).text
    assert link(page, "JSON") == "/news/-/quotes.json?q=park&kind=direct&sort=date"
    assert link(page, "CSV") == "/news/-/quotes.csv?q=park&kind=direct&sort=date"
    assert link(page, "Atom") == "/news/-/quotes.atom?q=park&kind=direct"
    assert 'rel="alternate" type="application/atom+xml"' in page


def test_a_large_result_says_how_far_it_goes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_RANKED_AT_MOST", 0)
    monkeypatch.setattr(finding, "_LISTED_AT_MOST", 0)
    monkeypatch.setattr(finding, "_LOOKED_THROUGH_FOR_WORDS", 50)
    page = site.get(q="report").text
    assert "Only the latest 50 quotations in the store were looked through." in page
    assert "Very many quotations hold these words" in site.get(q="the").text


def test_an_answer_without_datasette(samples_store: Path) -> None:
    with open_store(samples_store, readonly=True) as store:
        page: Any = answer(store, asked(q="the", limit=3))
        assert page.as_json["limit"] == 3 and len(page.as_json["results"]) == 3
