"""What Datasette says of a store on its own pages: the tables, their columns, facets and orders, and the queries."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from quotetrack.records import Article
from quotetrack.store import open_store
from quotetrack.web import metadata
from tests.store.builders import said
from tests.web.conftest import Site, open_site

OURS = metadata.described()
VISIBLE = {name: table for name, table in OURS["tables"].items() if not table.get("hidden")}
GIVEN = {"speaker": "velk", "organisation": "lindqvist"}
"""What the queries are asked of the samples; a month or day is the latest that there is."""
ELSEWHERE = {"changed_after_publication", "unnamed_sources_of_a_month", "relayed_of_a_month"}
"""Queries of what the samples, or their latest month, do not hold."""


@pytest.fixture(scope="module")
def held(samples_store: Path) -> dict[str, list[str]]:
    """The columns of every table and view of a store, as its schema has them."""
    with sqlite3.connect(samples_store) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]
        return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in names}


def rows(site: Site, query: str, **given: str) -> list[dict[str, Any]]:
    response = site.get(f"//news/{query}.json", _shape="array", **given)
    assert response.status_code == 200, response.text
    return response.json()


def test_each_table_is_described_or_hidden(held: dict[str, list[str]]) -> None:
    shadows = {name for name in held if re.search(r"_fts_(data|idx|content|docsize|config)$", name)}
    assert held.keys() - shadows == OURS["tables"].keys()


@pytest.mark.parametrize("name", VISIBLE)
def test_each_column_is_described(held: dict[str, list[str]], name: str) -> None:
    assert list(VISIBLE[name]["columns"]) == held[name]


@pytest.mark.parametrize("name", VISIBLE)
def test_what_is_sorted_or_counted_is_a_column(held: dict[str, list[str]], name: str) -> None:
    table = VISIBLE[name]
    named = [table[key] for key in ("sort", "sort_desc", "label_column") if key in table] + table.get("facets", [])
    assert table["description"] and set(named) <= set(held[name])


def test_numbers_and_dates_have_units() -> None:
    for table, column, unit in (
        ("quotations", "confidence", "0 to 1"), ("judgements", "score", "0 to 1"),
        ("quotations", "content", "code points"), ("quotations", "cue", "code points"),
        ("articles", "published", "ISO date"), ("affiliations", "published", "ISO date"), ("runs", "started_at", "UTC"),
    ):  # fmt: skip
        assert unit in VISIBLE[table]["columns"][column]


def test_tables_are_listed_or_hidden(site: Site) -> None:
    listed = {table["name"]: table["hidden"] for table in site.get("//news.json").json()["tables"]}
    assert {name for name, hidden in listed.items() if not hidden} == VISIBLE.keys() - {"memberships"}  # a view


@pytest.mark.parametrize("name", VISIBLE)
def test_a_table_page_shows_its_words(site: Site, name: str) -> None:
    page = site.get(f"//news/{name}")
    assert page.status_code == 200
    words = [VISIBLE[name]["description"], *VISIBLE[name]["columns"].values()]
    assert [text for text in words if text not in unescape(page.text)] == []


def test_the_database_page_says_what_it_is(site: Site) -> None:
    assert OURS["description"] in site.get("//news").text


def test_facets(site: Site) -> None:
    assert 'id="facet-speaker_kind"' in site.get("//news/quotations").text


def test_order(site: Site) -> None:
    days = [row["published"] for row in site.get("//news/articles.json", _shape="objects").json()["rows"]]
    assert days == sorted(days, key=lambda day: day or "", reverse=True) and len(set(days)) > 2


def test_an_article_is_called_by_its_name(site: Site) -> None:
    (row,) = site.get("//news/quotations.json", _shape="objects", _labels="on", _size=1).json()["rows"]
    assert row["article_id"]["label"].startswith(("samples/", "https://"))


@pytest.mark.parametrize("name", OURS["queries"])
def test_a_query_runs(site: Site, name: str) -> None:
    query = OURS["queries"][name]
    given = {key: GIVEN[key] for key in query["params"] if key in GIVEN}
    found = rows(site, name, **given)
    assert len(found) > 0 or name in ELSEWHERE
    page = site.get(f"//news/{name}", **given)
    assert page.status_code == 200
    assert query["title"] in page.text and query["description"] in unescape(page.text)
    assert re.search(r"\nLIMIT \d{2,3}\n$", query["sql"]) and set(re.findall(r":(\w+)", query["sql"])) == {
        *query["params"]
    }


@pytest.mark.parametrize("name", [name for name, query in OURS["queries"].items() if query["params"]])
@pytest.mark.parametrize("odd", ["", "4711", "%", "'\"; --", "\x00", "NULL", "2024-13"])
def test_a_query_takes_any_string(site: Site, name: str, odd: str) -> None:
    (parameter,) = OURS["queries"][name]["params"]
    found = rows(site, name, **{parameter: odd})
    assert found == [] or odd in ("", "%", "\x00")  # to LIKE the last one is nothing


def test_a_year_is_no_month(site: Site) -> None:
    assert rows(site, "most_quoted_of_a_month", month="2024") == []


def test_most_quoted(site: Site) -> None:
    found = rows(site, "most_quoted_of_a_month", month="2024-03")
    counts = [row["quotations"] for row in found]
    assert counts == sorted(counts, reverse=True)


def test_who_spoke_for(site: Site) -> None:
    assert ("Marta Velk", "senior fellow") in {
        (row["speaker"], row["role"])
        for row in rows(site, "who_spoke_for_an_organisation", organisation="lindqvist inst")
    }


STORY = (
    "“The ferry will leave at noon,” said Ana Ruiz.\n\n“Nobody asked us,” two pilots said, according to Coast Wire.\n"
)


def test_what_the_samples_lack(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        run = store.start_run()
        for text, words in (
            (STORY, "The ferry will leave at noon,"),
            (STORY.replace("will", "may"), "The ferry may leave at noon,"),
        ):
            ruiz = said(text, words, "Ana Ruiz", mention="Ana Ruiz")
            pilots = said(text, "Nobody asked us,", None, mention="two pilots", speaker="unnamed", via="Coast Wire")
            story = Article("ferry", text, url="https://news.example/ferry", published="2024-05-01", title="Ferry")
            store.save_article(story, [ruiz, pilots], run)
    site = open_site(path, loop)
    (changed,) = rows(site, "changed_after_publication")
    assert (changed["quotation"], changed["instead"]) == (
        "The ferry will leave at noon,",
        "The ferry may leave at noon,",
    )
    (unnamed,) = rows(site, "unnamed_sources_of_a_month")
    assert (unnamed["source"], unnamed["title"]) == ("two pilots", "Ferry")
    assert [row["via"] for row in rows(site, "relayed_of_a_month")] == ["Coast Wire"]


THEIRS = {
    "description": "Our desk's quotations.",
    "tables": {
        "articles": {"description": "What we print.", "sort": "outlet", "columns": {"title": "Our headline."}},
        "pending": {"hidden": False},
        "quotations": {"facets": ["via"]},
    },
    "queries": {"latest_judgements": "select 'ours' as whose"},
}


def test_what_the_newsroom_says_stays(samples_store: Path, loop: asyncio.AbstractEventLoop) -> None:
    options: dict[str, Any] = {"metadata": {"databases": {"news": THEIRS}}}
    if hasattr(Datasette, "set_resource_metadata"):  # the 1.0 line
        queries = {"databases": {"news": {"queries": THEIRS["queries"]}}}
        options["config"] = queries
    given = repr(options)
    site = open_site(samples_store, loop, **options)
    assert repr(options) == given
    page = site.get("//news/articles").text
    assert (
        "What we print." in page
        and "Our headline." in page
        and "Published items" not in page
        and "Headline." not in page
    )
    assert VISIBLE["articles"]["columns"]["author"] in page
    outlets = [row["outlet"] for row in site.get("//news/articles.json", _shape="objects").json()["rows"]]
    assert outlets == sorted(outlets, key=lambda outlet: outlet or "")
    assert 'id="facet-speaker_kind"' not in site.get("//news/quotations").text
    assert rows(site, "latest_judgements") == [{"whose": "ours"}] and rows(site, "quotations_of_a_day")
    tables = {table["name"]: table["hidden"] for table in site.get("//news.json").json()["tables"]}
    assert not tables["pending"] and tables["forms"]


def test_queries_are_for_those_who_may_ask_with_sql(samples_store: Path, loop: asyncio.AbstractEventLoop) -> None:
    site = open_site(samples_store, loop, settings={"default_allow_sql": False})
    assert site.get("//news/latest_judgements").status_code in (403, 404)


def test_what_is_no_store_is_left_alone(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    path = tmp_path / "news.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
    site = open_site(path, loop)
    assert VISIBLE["articles"]["description"] not in site.get("//news/articles").text
    assert site.get("//news/latest_judgements").status_code == 404


def test_a_large_store_has_no_facets_that_take_too_long() -> None:
    tables = metadata.described(large=True)["tables"]
    assert "facets" not in tables["quotations"] and tables["articles"]["facets"] == ["outlet"]
