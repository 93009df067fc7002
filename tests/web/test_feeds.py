"""Quotations as an Atom feed and as CSV."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from quotetrack.export.tables import cells_of
from quotetrack.lookup import search
from quotetrack.store import open_store
from tests.news import articles, fill
from tests.web.conftest import Site, open_site

ATOM = "{http://www.w3.org/2005/Atom}"


def test_csv_is_that_of_the_command_line(calder: Site) -> None:
    found = calder.get(".csv", q="park", sort="date")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert "quotations.csv" in found.headers["content-disposition"]
    with open_store(str(calder.datasette.get_database("news").path), readonly=True) as store:
        hits = search(store, "park", sort="date")
    rows = list(csv.DictReader(io.StringIO(found.text)))
    columns = dict(cells_of(hits[0].as_dict()))
    assert list(rows[0]) == list(columns), "the same columns in the same order"
    expected = [dict(cells_of(hit.as_dict())) for hit in hits]
    assert [row["id"] for row in rows] == [cells["id"] for cells in expected]
    assert rows[0]["outlet"] == expected[0]["outlet"] and rows[0]["speaker_name"] == expected[0]["speaker_name"]


def test_csv_of_nothing_has_its_columns(calder: Site) -> None:
    (line,) = calder.get(".csv", q="zebra").text.splitlines()
    assert line.startswith("article,id,kind,act,text,")


def read_feed(text: str) -> ElementTree.Element:
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    for element in [feed, *feed.iter(f"{ATOM}entry")]:
        assert all(len(element.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", element.findtext(f"{ATOM}updated", "")
        )
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        alternates = [one for one in element.findall(f"{ATOM}link") if one.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1 and alternates[0].get("href", "").startswith("http://localhost/news/-/quotes")
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


def test_a_feed(calder: Site) -> None:
    found = calder.get(".atom", q="park", outlet="Coast Courier")
    assert found.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = read_feed(found.text)
    own = feed.find(f"{ATOM}link[@rel='self']")
    assert own is not None and own.get("href") == "http://localhost/news/-/quotes.atom?q=park&outlet=Coast+Courier"
    first, second = feed.iter(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "José Ferrão: “Park the café plan”", "the newest first"
    assert second.findtext(f"{ATOM}published") == "2024-03-14T09:30:00+01:00"
    assert "https://coast.example/drought" in first.findtext(f"{ATOM}content", "")


def test_entries_keep_their_ids(calder: Site, tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    """In another feed, in another store."""
    fill(tmp_path / "news.db", list(articles())[::-1])
    other = open_site(tmp_path / "news.db", loop)
    feeds = [calder.get(".atom", q="park"), calder.get(".atom"), other.get(".atom", q="park")]
    one, every, elsewhere = ({e.findtext(f"{ATOM}id") for e in read_feed(f.text).iter(f"{ATOM}entry")} for f in feeds)
    assert one == elsewhere and one < every and len(every) == 12


def test_feeds_of_anything_are_well_formed(hostile: Site, calder: Site, site: Site) -> None:
    assert len(list(read_feed(hostile.get(".atom").text).iter(f"{ATOM}entry"))) == 11
    assert not list(read_feed(calder.get(".atom", q="zebra").text).iter(f"{ATOM}entry"))
    assert len(list(read_feed(site.get(".atom").text).iter(f"{ATOM}entry"))) == 100
