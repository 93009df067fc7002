"""The pictures of the pages in docs/: `make screenshots`.

Used as `python -m tests.browser.screenshots FOLDER`. The store is that of the samples and a few made articles, the
parses are the recorded ones; the browser is the system's Chromium.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from quotetrack.identity import dedupe
from quotetrack.store import open_store
from tests.browser.addresses import address_of
from tests.browser.conftest import CHROMIUM, SAMPLES, Served, serve, visit
from tests.cli.conftest import desk_articles
from tests.ingest_samples import main as ingest_samples

SHOWN = {
    "search": "?q=report",
    "quotation": None,
    "speaker": None,
    "article": None,
    "check": None,
    "review": "/review",
    "overview": "/overview",
}
"""The pictures by name, and what they show below /news/-/quotes; None for what tests/browser/addresses.py knows."""
HIGH = 860
PHONE = ("article", 360, 720)


def main(folder: Path) -> None:
    """Write browse-NAME.png for each page, and one page as a phone shows it."""
    with tempfile.TemporaryDirectory() as made:
        store = Path(made) / "news.db"
        ingest_samples(str(store), SAMPLES)
        with open_store(store) as opened:
            run = opened.start_run(command="quotetrack ingest news.db samples")
            for article, quotations in desk_articles():
                opened.save_article(article, quotations, run)
            opened.finish_run(run, {"articles": len(list(desk_articles()))})
            dedupe(opened)
        for served in serve(store, Path(made)):
            _take(served, folder)


def _take(served: Served, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, address in SHOWN.items():
            visitor = visit(browser, served, root=name == "review")
            page = visitor.go(address or address_of(served, "checked words" if name == "check" else name))
            page.set_viewport_size({"width": 1280, "height": HIGH})
            page.screenshot(path=folder / f"browse-{name}.png")
            page.context.close()
        name, width, height = PHONE
        visitor = visit(browser, served, width=width, color_scheme="dark")
        visitor.go(address_of(served, name)).set_viewport_size({"width": width, "height": height})
        visitor.page.screenshot(path=folder / "browse-phone.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
