"""A newsroom's store served by Datasette, and a real browser that looks at it.

The store holds the samples, a few articles with a name that may be somebody else's, and one made of hostile markup.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

pytest.importorskip("datasette", reason="Datasette is not installed: pip install 'quotetrack[datasette]'")
pytest.importorskip("playwright", reason="Playwright is not installed: pip install 'quotetrack[test]'")

from playwright.sync_api import Browser, Page, sync_playwright

from quotetrack.identity import dedupe
from quotetrack.store import open_store
from tests.browser.hostile import hostile_article
from tests.cli.conftest import desk_articles
from tests.ingest_samples import main as ingest_samples

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SAMPLES = sorted(path.name for path in Path("samples").iterdir())
STARTED_WITHIN = 60.0  # seconds: importing Datasette on a busy machine


@dataclass(frozen=True)
class Served:
    """A running Datasette: where it is, and the address that signs a browser in as root."""

    address: str
    sign_in: str

    def at(self, path: str = "") -> str:
        """A page below /news/-/quotes."""
        return f"{self.address}/news/-/quotes{path}"


@pytest.fixture(scope="session")
def newsroom_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that the browser is shown."""
    path = tmp_path_factory.mktemp("browser") / "news.db"
    ingest_samples(str(path), SAMPLES)
    with open_store(path) as store:
        run = store.start_run(command="tests")
        for article, quotations in [*desk_articles(), hostile_article()]:
            store.save_article(article, quotations, run)
        dedupe(store)
    return path


@pytest.fixture(scope="session")
def served(newsroom_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Datasette over the store, for tests that only look."""
    yield from serve(newsroom_store, tmp_path_factory.mktemp("served"))


@pytest.fixture
def own_served(newsroom_store: Path, tmp_path: Path) -> Iterator[Served]:
    """Datasette over a copy of the store, for a test that writes."""
    path = tmp_path / "news.db"
    shutil.copy(newsroom_store, path)
    yield from serve(path, tmp_path)


def serve(store: Path, folder: Path) -> Iterator[Served]:
    """Datasette in a process of its own, whichever line is installed."""
    port = _free_port()
    log = folder / "datasette.log"
    command = [sys.executable, "-m", "datasette", "serve", str(store), "--port", str(port), "--root"]
    with log.open("w") as written:
        child = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, env={**os.environ})
        try:
            yield _await(child, port, log)
        finally:
            child.terminate()
            child.wait(10)


def _await(child: subprocess.Popen[bytes], port: int, log: Path) -> Served:
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline and child.poll() is None:
        try:
            urlopen(f"{address}/-/versions.json", timeout=5).close()
        except OSError:
            time.sleep(0.2)
            continue
        found = re.search(r"\S+/-/auth-token\?token=\w+", log.read_text())
        assert found, f"no address to sign in at:\n{log.read_text()}"
        return Served(address, found.group())
    raise AssertionError(f"Datasette did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A page in a browser; all that went wrong is kept: what the console tells, faults of scripts, missing files."""

    page: Page
    served: Served
    faults: list[str]

    def go(self, path: str = "") -> Page:
        """Opens a page below /news/-/quotes."""
        self.page.goto(self.served.at(path))
        return self.page


def visit(browser: Browser, served: Served, *, width: int = 1280, root: bool = False, **options: object) -> Visitor:
    """A visitor with a clean browser of so many pixels' width, signed in as root or not."""
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: (faults.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
    if root:
        page.goto(served.sign_in)
    return Visitor(page, served, faults)


@pytest.fixture
def visitor(browser: Browser, served: Served) -> Iterator[Visitor]:
    """A stranger; the test fails where anything went wrong in the pages."""
    yield from _watched(visit(browser, served))


@pytest.fixture
def root(browser: Browser, own_served: Served) -> Iterator[Visitor]:
    """Root, over a copy of the store."""
    yield from _watched(visit(browser, own_served, root=True))


def _watched(visitor: Visitor) -> Iterator[Visitor]:
    yield visitor
    visitor.page.context.close()
    assert not visitor.faults, visitor.faults
