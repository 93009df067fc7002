"""What a newer version of an article says otherwise stands on every page that shows the old words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from lxml import html

from quotetrack.store import open_store
from tests.store.builders import article, said
from tests.web.conftest import Site, open_site

URL = "https://n.example/1"
OLD = "“We will close 12 piers,” said Ruth Calder.\n\n“It was raining,” said <b>Ina Voss."
NEW = "“We will close <i>15 piers,” said Ruth Calder."


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> Site:
    path = tmp_path_factory.mktemp("withdrawn") / "news.db"
    with open_store(path, create=True) as store:
        run = store.start_run()
        old = [said(OLD, "We will close 12 piers", "Ruth Calder"), said(OLD, "It was raining", "<b>Ina Voss")]
        store.save_article(article(OLD, url=URL, title="Piers", published="2024-05-01"), old, run)
        new = [said(NEW, "We will close <i>15 piers", "Ruth Calder")]
        store.save_article(article(NEW, url=URL, title="Piers", published="2024-05-03"), new, run)
    return open_site(path, loop)


CHANGED = "Withdrawn in the version of 2024-05-03, which says: “We will close <i>15 piers”"
VANISHED = "Withdrawn in the version of 2024-05-03, which no longer has these words"


def told(here: Site, address: str, **fields: str) -> list[str]:
    """What a page says of withdrawals, each with a link to the version that has other words."""
    found = here.get(address, **fields)
    assert found.status_code == 200, found.text
    places: list[Any] = html.fromstring(found.text).xpath("//*[@class='withdrawn']")
    assert all(place.xpath("./a/@href")[0].endswith("/quotes/article/2") for place in places)
    return [" ".join(place.text_content().split()) for place in places]


@pytest.mark.parametrize(
    ("address", "fields", "said"),
    [
        ("/quotation/1", {}, [CHANGED]),
        ("/quotation/2", {}, [VANISHED]),
        ("/quotation/3", {}, [CHANGED]),
        ("", {"q": "12 piers"}, [CHANGED]),
        ("", {"q": "15 piers"}, []),
        ("/article/1", {}, [CHANGED, VANISHED]),
        ("/article/2", {}, []),
    ],
)
def test_pages_say_it(here: Site, address: str, fields: dict[str, str], said: list[str]) -> None:
    assert told(here, address, **fields) == said


def test_json_csv_and_the_feed_say_it(here: Site) -> None:
    (found,) = here.get(".json", q="12 piers").json()["results"]
    assert (found["withdrawn"]["article_id"], found["withdrawn"]["state"]) == (2, "changed")
    assert here.get("/quotation/1.json").json()["withdrawn"] == found["withdrawn"]
    assert [one["withdrawn"] is None for one in here.get("/article/1.json").json()["quotations"]] == [False, False]
    head, row = here.get(".csv", q="raining").text.splitlines()
    assert head.split(",")[-1] == "withdrawn" and row.endswith(f'"{VANISHED[:1].lower()}{VANISHED[1:]}"')
    assert VANISHED[1:] in here.get(".atom", q="raining").text
