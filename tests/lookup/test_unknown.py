"""Quotations of unknown speakers, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.lookup import unknown
from quotetrack.lookup.unknown import find_unknown
from quotetrack.store import Store, open_store
from tests.store.builders import article, said

DATES = ("2024-01-05", "2024-03-05", None, "2024-03-05", "2023-07-01", None)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """In each article somebody known, two who are not, and a title in marks."""
    opened = open_store(tmp_path / "news.db", create=True)
    run = opened.start_run()
    for number, published in enumerate(DATES):
        text = f"“Known {number} here,” said Ada Morrow. “Who {number} first?” “Who {number} then?” “Title {number}”\n"
        known = said(text, f"Known {number} here", "Ada Morrow")
        others = [said(text, f"Who {number} {word}?") for word in ("first", "then")]
        title = said(text, f"Title {number}", act="not_speech")
        given = article(text, url=f"https://news.example/{number}", published=published)
        opened.save_article(given, [known, *others, title], run)
    return opened


EXPECTED = [f"Who {number} {word}?" for number in (3, 1, 0, 4, 5, 2) for word in ("first", "then")]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_pages_hold_all_once_the_latest_first(store: Store, limit: int) -> None:
    found, start = [], None
    for _ in range(10):
        page = find_unknown(store, start=start, limit=limit)
        found += [hit.quotation.text for hit in page.quotations]
        start = page.following
        if start is None:
            break
    assert found == EXPECTED


def test_a_page_reads_so_many_articles_at_most(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown, "LOOKED_THROUGH", 2)
    page = find_unknown(store, limit=100)
    assert [hit.quotation.text for hit in page.quotations] == EXPECTED[:4] and page.back_to == "2024-03-05"
    assert page.as_dict()["following"] == page.following is not None


def test_an_article_that_is_not_there_is_the_beginning(store: Store) -> None:
    assert find_unknown(store, start=10**9).quotations == find_unknown(store).quotations


def test_an_empty_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db", create=True) as store:
        assert find_unknown(store).as_dict() == {"quotations": [], "following": None, "back_to": None}
