"""The page of one speaker."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from quotetrack.identity import dedupe, find_questions_about, merge
from quotetrack.identity.people_file import FiledPerson, save_people
from quotetrack.records import Affiliation
from quotetrack.store import Store, open_store
from tests.identity.builders import number_of, save, spoken, works_for
from tests.web.conftest import Site, open_site
from tests.web.test_quotation import page_of, text_of

RTL = "\u202e"
BAD = f"Dora <b>Finch</b> {{{{7*191}}}} {RTL}evil"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speakers") / "news.db"
    treasurer = works_for("Harbour Trust", "treasurer")
    former = {"role": "treasurer", "claims": (Affiliation("Harbour Trust", "treasurer", "former"),)}
    years = [
        spoken(f"y{year}", ("Ruth Calder", former if year > 2018 else treasurer), "Ruth Calder", "Owen Pike",
               published=f"{year}-03-04", outlet="The Lamp" if year % 2 else None)
        for year in range(2010, 2022)
    ]  # fmt: skip
    with open_store(path, create=True) as store:
        bad = (BAD, works_for("<i>Night & Day", "<u>head"))
        save(store, [*years, spoken("r", ("R. Calder", treasurer), published="2022-01-01"),
                     spoken("q", ("Ruthie Calder", {})),
                     spoken("bad", bad, "Ned <s>Moss", outlet="<i>Lamp", published="2024-02-03")])  # fmt: skip
        ids = {"wikidata": "Q42", "<x>": "javascript:alert(1)"}
        save_people(store, [FiledPerson("Ruth Calder", "person", (), (("Harbour <b>Trust", "patron"),), ids)])
        dedupe(store)
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, readonly=True) as opened:
        yield opened


@pytest.fixture
def here(path: Path, loop: asyncio.AbstractEventLoop) -> Site:
    return open_site(path, loop)


@pytest.fixture
def ruth(store: Store) -> int:
    return number_of(store, "Ruth Calder", "y2010")


def test_names_counts_and_ids(here: Site, ruth: int) -> None:
    page = page_of(here, f"/speaker/{ruth}")
    assert text_of(page, "//h1") == "Ruth Calder"
    facts = text_of(page, "//header[@class='one-speaker']")
    assert "25 quotations in 13 articles · 2010-03-04 to 2022-01-01" in facts
    assert page.xpath("//a[text()[contains(., 'wikidata')] or bdi[text()='wikidata']]/@href") == [
        "http://www.wikidata.org/entity/Q42"
    ]
    assert "<x> javascript:alert(1)" in facts and not page.xpath("//a[contains(@href, 'javascript')]")
    assert "R. Calder" in text_of(page, "//aside")


def test_a_timeline_by_date(here: Site, ruth: int) -> None:
    page = page_of(here, f"/speaker/{ruth}")
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//table[@class='timeline']/tbody/tr")]
    assert rows == [
        "treasurer, Harbour Trust2010-03-04 to 2022-01-0110", "former treasurer, Harbour Trust2019-03-04 to 2021-03-043"
    ]  # fmt: skip
    assert "patron, Harbour <b>Trust" in text_of(page, "//section[@aria-labelledby='roles']")


def test_a_plot_and_the_same_numbers_as_a_table(here: Site, ruth: int) -> None:
    page = page_of(here, f"/speaker/{ruth}")
    (svg,) = page.xpath("//figure[@class='over-time']//svg")
    for id in svg.get("aria-labelledby").split():
        assert page.xpath(f"//*[@id='{id}']")[0].text_content().strip()
    assert len(svg.xpath("./rect")) == 13
    table = [row.text_content() for row in page.xpath("//figure//tbody/tr")]
    assert table[0] == "20102" and table[-1] == "20221" and len(table) == 13
    assert page.xpath("//figure//tbody/tr[1]//a/@href") == [
        f"/news/-/quotes?speaker=%23{ruth}&since=2010&until=2010&sort=date"
    ]


def test_outlets_and_who_else_speaks(here: Site, ruth: int, store: Store) -> None:
    page = page_of(here, f"/speaker/{ruth}")
    pike = number_of(store, "Owen Pike", "y2010")
    (beside,) = page.xpath("//ol[@class='plain counted']/li")
    assert beside.xpath("./a/@href") == [f"/news/-/quotes/speaker/{pike}"] and "12 articles" in beside.text_content()
    assert page.xpath("//table[@class='bars']//th/a/@href") == [f"/news/-/quotes?speaker=%23{ruth}&outlet=The+Lamp"]
    assert "no outlet" in text_of(page, "//table[@class='bars']")


def test_open_questions_and_why_the_names_are_one(here: Site, ruth: int, store: Store) -> None:
    page = page_of(here, f"/speaker/{ruth}")
    assert "R. Calder and Ruth Calder" in text_of(page, "//aside//details") or "Ruth Calder and R. Calder" in text_of(
        page, "//aside//details"
    )
    (question,) = find_questions_about(store, ruth).questions
    other = question.left if question.right == ruth else question.right
    asked = text_of(page, "//section[@aria-labelledby='questions']")
    assert f"{question.score:.2f}" in asked and "Ruthie Calder" in asked
    assert page.xpath(f"//section[@aria-labelledby='questions']//a[@href='/news/-/quotes/speaker/{other}']")
    assert "1 open question about who this is" in text_of(page, "//header")
    quiet = page_of(here, f"/speaker/{number_of(store, 'Owen Pike', 'y2010')}")
    assert not quiet.xpath("//section[@aria-labelledby='questions']")


def test_quotations_page_by_page(here: Site, ruth: int) -> None:
    said = "//article[contains(@class, 'hit')]//p[@class='said']"
    first = page_of(here, f"/speaker/{ruth}")
    (more,) = first.xpath("//a[@rel='next']/@href")
    assert more == f"/news/-/quotes/speaker/{ruth}?offset=20#said" and not first.xpath("//a[@rel='prev']")
    second = page_of(here, f"/speaker/{ruth}?offset=20")
    assert second.xpath("//a[@rel='prev']/@href") == [f"/news/-/quotes/speaker/{ruth}#said"]
    assert not second.xpath("//a[@rel='next']") and not second.xpath("//figure")
    words = [node.text_content() for page in (first, second) for node in page.xpath(said)]
    assert len(words) == len(set(words)) == 25 and "of r" in words[0] and "y2010" in words[-1]
    beyond = page_of(here, f"/speaker/{ruth}?offset=400")
    assert "beyond the last quotation" in text_of(beyond, "//section[@aria-labelledby='said']")


def test_search_within(here: Site, ruth: int) -> None:
    page = page_of(here, f"/speaker/{ruth}")
    (form,) = page.xpath("//form[@role='search']")
    assert form.get("action") == "/news/-/quotes"
    assert form.xpath("./input[@type='hidden']/@value") == [f"#{ruth}"]
    assert form.xpath("./input[@type='search']/@aria-label") == ["Search what Ruth Calder said"]


def test_a_number_that_was_merged_away_leads_on(path: Path, tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    own = tmp_path / "news.db"
    own.write_bytes(path.read_bytes())
    with open_store(own) as store:
        ids = [number_of(store, name, "y2010") for name in ("Ruth Calder", "Owen Pike")]
        merge(store, ids, by="ed", note=BAD)
    here = open_site(own, loop)
    for ending in ("", ".json"):
        found = here.get(f"/speaker/{max(ids)}{ending}")
        assert found.status_code == 303 and found.headers["location"] == f"/news/-/quotes/speaker/{min(ids)}{ending}"
    page = page_of(here, f"/speaker/{min(ids)}")
    assert "ed said so on" in text_of(page, "//aside//details") and "“Dora <b>Finch</b>" in text_of(page, "//aside")


@pytest.mark.parametrize("number", ["999", "0", "9" * 30])
def test_one_that_is_not_there(here: Site, number: str) -> None:
    found = here.get(f"/speaker/{number}")
    assert found.status_code == 404 and "There is no speaker #" in found.text
    assert here.get(f"/speaker/{number}.json").json()["status"] == 404


def test_as_json(here: Site, ruth: int) -> None:
    found = here.get(f"/speaker/{ruth}.json").json()
    assert (found["speaker_id"], found["name"], found["kind"]) == (ruth, "Ruth Calder", "person")
    assert len(found["quotations"]) == 20 and found["offset"] == 0
    assert found["months"][0] == {"value": "2022-01", "count": 1}
    assert found["plot"]["unit"] == "year" and found["plot"]["bars"][0]["count"] == 2
    assert found["companions"][0]["name"] == "Owen Pike" and found["companions_in"] == 13
    assert found["questions_waiting"] == 1 and found["filed"]["identifiers"]["wikidata"] == "Q42"
    assert len(here.get(f"/speaker/{ruth}.json?offset=20").json()["quotations"]) == 5


def test_what_articles_hold_is_text(here: Site, store: Store) -> None:
    row = next(store.rows("SELECT id FROM canonical_speakers WHERE name LIKE '%Finch%'"))
    found = here.get(f"/speaker/{row['id']}").text
    assert RTL not in found and "1337" not in found
    page = html.fromstring(found)
    assert text_of(page, "//h1") == "Dora <b>Finch</b> {{7*191}} [U+202E]evil"
    assert "<u>head, <i>Night & Day" in text_of(page, "//table[@class='timeline']")
    assert "Ned <s>Moss" in text_of(page, "//aside") and "<i>Lamp" in text_of(page, "//table[@class='bars']")
    bad: list[Any] = page.xpath("//main//b[text()='Finch'] | //main//i | //main//u | //main//s | //script | //@style")
    assert bad == []


def test_all_samples_have_their_page(site: Site, samples_store: Path) -> None:
    with open_store(samples_store, readonly=True) as store:
        numbers = [row["id"] for row in store.rows("SELECT id FROM canonical_speakers ORDER BY id")]
    for number in numbers[::7]:
        found = site.get(f"/speaker/{number}")
        assert found.status_code == 200 and found.text.count("<h1") == 1
