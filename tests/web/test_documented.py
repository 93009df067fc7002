"""docs/browse.md: every field that a page adds to what the command line gives stands there, and every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotetrack.lookup import find_speakers, search, show, stats
from quotetrack.store import open_store
from quotetrack.web import ROUTES
from tests.web.conftest import Site

DOCUMENTED = set(re.findall(r"[a-z_]+", (Path(__file__).parents[2] / "docs" / "browse.md").read_text(encoding="utf-8")))


@pytest.fixture
def known(samples_store: Path) -> set[str]:
    """Fields that the command line documents."""
    with open_store(samples_store, readonly=True) as store:
        (hit,) = search(store, "photograph plan", speaker="velk", limit=1)
        speaker = find_speakers(store, "velk")[0]
        fields = {*show(store, hit.id).as_dict(), *speaker.as_dict(), *stats(store).as_dict()}
    return fields | {"aliases", "reasons", "filed", "added_at"}


@pytest.mark.parametrize(
    "path",
    ["", "/quotation/1", "/quotation/1?variants=1", "/speaker/1", "/article/1", "/check?q=x", "/review",
     "/review?show=unknown", "/overview"],
)  # fmt: skip
def test_every_field_is_told(site: Site, known: set[str], path: str) -> None:
    address, _, fields = path.partition("?")
    found = site.get(f"{address}.json", **dict([fields.split("=")] if fields else []))
    assert found.status_code == 200
    assert set(found.json()) - known <= DOCUMENTED


def test_every_page_is_told() -> None:
    assert {
        word for route in ROUTES if not route.writes for word in re.findall(r"^/([a-z]+)", route.path)
    } <= DOCUMENTED
    assert all(form in DOCUMENTED for route in ROUTES for form in route.formats if form != "html")
