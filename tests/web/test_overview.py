"""The page of what is in the store: counts that lead to what they count."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from quotetrack.identity import dedupe
from quotetrack.store import open_store
from quotetrack.web.pages.overview import answer
from tests.store.builders import article, filled_store, made_article, said
from tests.web.conftest import Site, asked, open_site


def bars(page: str, caption: str) -> dict[str, tuple[int, str | None]]:
    """A table of bars by label: the number, and where the label leads to."""
    (table,) = re.findall(f"<caption>{caption}</caption>(.*?)</table>", page, re.DOTALL)
    return numbers(table)


def by_date(page: str) -> dict[str, tuple[int, str | None]]:
    """The same for the table below the plot of articles over time."""
    return numbers(page.split('class="over-time"')[1].split("<tbody>")[1].split("</tbody>")[0])


def numbers(table: str) -> dict[str, tuple[int, str | None]]:
    found = {}
    for row in re.findall("<tr>(.*?)</tr>", table, re.DOTALL):
        link = re.search('<a href="([^"]*)"', row)
        cells = [re.sub("<[^>]+>", "", cell).strip() for cell in re.findall("<t[hd].*?</t[hd]>", row)]
        label, number = cells[0], cells[-1]
        found[unescape(label)] = (int(number.replace(",", "")), link and unescape(link[1]))
    return found


def totals(page: str) -> dict[str, str]:
    found = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return {name: re.sub("<[^>]+>", "", value) for name, value in found}


@pytest.fixture
def row(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> Site:
    """A site over ten articles that are made in a row."""
    return open_site(filled_store(tmp_path / "news.db", 10), loop)


def test_totals(row: Site) -> None:
    assert totals(row.get("/overview").text) == {
        "articles": "10",
        "quotations": "40",
        "speakers": "5",
        "organisations": "3",
        "of quotations by unknown speakers": "25.0%",
        "questions wait for review": "0",
    }


def test_counts_lead_to_what_they_count(row: Site) -> None:
    page = row.get("/overview").text
    assert bars(page, "By outlet") == {"Example News": (10, "/news/-/quotes?outlet=Example+News")}
    dates = by_date(page)
    assert dates["January 2024"] == (2, "/news/-/quotes?since=2024-01&until=2024-01") and len(dates) == 9
    assert bars(page, "By form")["direct: all in marks"] == (30, "/news/-/quotes?kind=direct")
    assert bars(page, "By act") == {"speech": (40, "/news/-/quotes?act=speech")}
    assert bars(page, "Said by")["a person"] == (20, "/news/-/quotes?speaker_kind=person")
    assert bars(page, "How sure the speaker is") == {"90% to 100%": (40, None)}
    assert {name: number for name, (number, _) in bars(page, "Quoted in the most articles").items()}["Ruth Calder"] == 5


def test_questions_that_wait_are_counted(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        run = store.start_run()
        for number, name in enumerate(["Ruth Calder", "R. Calder", "Rath Calder"]):
            text = f"“We close pier {number},” said {name}."
            quotation = said(text, f"We close pier {number}", name, mention=name)
            store.save_article(article(text, url=f"https://n.example/{number}"), [quotation], run)
        dedupe(store)
    site = open_site(tmp_path / "news.db", loop)
    waiting = site.get("/overview.json").json()["questions"]
    assert waiting["count"] > 0 and not waiting["more"]
    assert f'<a href="/news/-/quotes/review">{waiting["count"]}</a>' in site.get("/overview").text


def test_long_lists_are_made_short(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        run = store.start_run()
        for number in range(60):
            fields = {"outlet": f"Outlet {number}", "published": f"{2020 + number // 12}-{number % 12 + 1:02}-05"}
            store.save_article(article(f"Text {number}.", url=f"https://n.example/{number}", **fields), [], run)
        store.save_article(article("No date.", url="https://n.example/none"), [], run)
    page = open_site(tmp_path / "news.db", loop).get("/overview").text
    assert by_date(page) == {
        **{str(year): (12, f"/news/-/quotes?since={year}&until={year}") for year in range(2020, 2025)},
        "no date": (1, None),
    }
    outlets = bars(page, "By outlet")
    assert len(outlets) == 13 and outlets["49 other outlets"] == (49, None)


def test_an_empty_store(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    open_store(tmp_path / "news.db", create=True).close()
    page = open_site(tmp_path / "news.db", loop).get("/overview").text
    assert "Nothing is in this store yet" in page and totals(page)["articles"] == "0" and "<table" not in page


def test_what_names_hold_stays_text(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    hostile = "<script>alert('1')</script>{{ 777*777 }}\u202e\" onmouseover=x"
    text = f"“We close the pier,” said {hostile}."
    with open_store(tmp_path / "news.db", create=True) as store:
        run = store.start_run(command=f"quotetrack {hostile}", pack=hostile)
        quotation = said(text, "We close the pier", hostile, mention=hostile)
        store.save_article(article(text, outlet=hostile, published="<b>20"), [quotation], run)
    page = open_site(tmp_path / "news.db", loop).get("/overview").text
    assert (
        "<script" not in page and "<b>" not in page.split("<main")[1] and "\u202e" not in page and "603729" not in page
    )
    assert not re.search('<[^>]*" onmouseover', page)
    assert any("<script>alert('1')</script>{{ 777*777 }}[U+202E]" in label for label in bars(page, "By outlet"))


def test_runs_are_listed_the_last_one_first(row: Site) -> None:
    path = str(row.datasette.get_database("news").path)
    with open_store(path) as store:
        run = store.start_run(command="quotetrack ingest late", pack="en 9.9")
        store.finish_run(run, {"articles": 1234, "quotations": 2, "failures": 3})
    table = row.get("/overview").text.split('<table class="runs">')[1]
    rows = re.findall("<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    assert "quotetrack ingest late" in rows[0] and "en 9.9" in rows[0] and "1,234" in rows[0]
    assert "not finished" in rows[1] and "not finished" not in rows[0]


def test_what_was_added_meanwhile_is_counted(row: Site) -> None:
    before = row.get("/overview.json").json()["quotations"]
    with open_store(str(row.datasette.get_database("news").path)) as store:
        store.save_article(*made_article(11), store.start_run())
    assert row.get("/overview.json").json()["quotations"] == before + 4


def test_as_json(samples_store: Path) -> None:
    with open_store(samples_store, readonly=True) as store:
        found: Any = answer(store, asked())
    as_json = found.as_json
    assert as_json["outlets"][0].keys() == {"value", "count"}
    assert {"articles", "quotations", "months", "confidence", "runs", "most_quoted", "questions"} <= as_json.keys()
    most = as_json["most_quoted"]
    assert len(most) == 10 and most[0].keys() == {
        "speaker_id",
        "name",
        "kind",
        "names",
        "articles",
        "role",
        "organization",
    }
    assert [speaker["articles"] for speaker in most] == sorted((s["articles"] for s in most), reverse=True)
