"""Permissions, headers, formats and faults: what every page has."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from quotetrack.store import open_store
from quotetrack.web import ROUTES
from quotetrack.web.serving import CACHE
from tests.store.contents import contents_of
from tests.web.conftest import ROOT, Site, open_site

PAGES = ("", "/check", "/review", "/overview")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_html_that_runs_nothing(site: Site, page: str) -> None:
    found = site.get(page)
    assert found.status_code == 200 and found.headers["content-type"] == "text/html; charset=utf-8"
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "<script>" not in found.text and " style=" not in found.text and " onclick" not in found.text


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_json_too(site: Site, page: str) -> None:
    assert isinstance(site.get(f"{page}.json").json(), dict)


def test_the_only_store_is_gone_to(site: Site) -> None:
    found = site.get("///-/quotes".replace("///", "//"))
    assert found.status_code == 302 and found.headers["location"] == "/news/-/quotes"


def test_datasettes_own_pages_lead_to_the_quotations(site: Site) -> None:
    assert 'href="/news/-/quotes"' in site.get("//news").text


def test_a_database_that_is_no_store_says_so(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "news.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    site = open_site(tmp_path / "news.db", loop)
    found = site.get()
    assert found.status_code == 500 and "not a quotetrack store" in found.text
    assert "/-/quotes" not in site.get("//news").text


def test_a_database_that_is_not_there(site: Site) -> None:
    assert site.get("//other/-/quotes").status_code == 404


DENIALS = [
    {"allow": {"id": "ed"}},
    {"databases": {"news": {"allow": {"id": "ed"}}}},
    {"databases": {"news": {"tables": {"quotations": {"allow": {"id": "ed"}}}}}},
]


@pytest.mark.parametrize("denial", DENIALS, ids=["instance", "database", "table"])
def test_what_datasette_hides_no_page_shows(
    samples_store: Path, loop: asyncio.AbstractEventLoop, denial: dict[str, object]
) -> None:
    key = "config" if hasattr(site_class(), "allowed") else "metadata"
    site = open_site(samples_store, loop, **{key: denial})
    for page in PAGES:
        for ending in ("", ".json"):
            assert site.get(page + ending).status_code == 403
            assert site.get(page + ending, actor={"id": "ed"}).status_code == 200


def site_class() -> type:
    from datasette.app import Datasette

    return Datasette


def test_a_form_that_is_too_long_is_not_read(site: Site) -> None:
    found = site.post("/check", {"q": "x" * 1_000_100})
    assert found.status_code in (400, 413)


@pytest.mark.parametrize("route", [route.path for route in ROUTES if route.writes])
def test_a_stranger_writes_nothing(own_site: Site, route: str) -> None:
    path = str(own_site.datasette.get_database("news").path)
    with open_store(path, readonly=True) as store:
        before = contents_of(store)
    assert own_site.post(route, {}).status_code == 403
    assert own_site.post(route, {}, actor={"id": "somebody"}).status_code == 403
    with open_store(path, readonly=True) as store:
        assert contents_of(store) == before


@pytest.mark.parametrize("route", [route.path for route in ROUTES if route.writes])
def test_a_form_from_another_place_writes_nothing(own_site: Site, route: str) -> None:
    """Browsers tell where a form comes from (1.0); its token is another's (0.65)."""
    elsewhere = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}
    found = own_site.post(route, {"csrftoken": "x"}, actor=ROOT, token=False, headers=elsewhere)
    assert found.status_code == 403


def test_a_store_gets_more_memory_unless_datasette_says_how_much(
    samples_store: Path, loop: asyncio.AbstractEventLoop
) -> None:
    def kept(**settings: int) -> int:
        site = open_site(samples_store, loop, settings=settings)
        found = site.run(site.datasette.get_database("news").execute("PRAGMA cache_size"))
        return int(found.rows[0][0])

    assert kept() == -CACHE and kept(cache_size_kb=512) == -512
