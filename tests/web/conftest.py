"""A store in Datasette, asked without a network: whichever line of Datasette is installed."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("datasette", reason="Datasette is not installed: pip install 'quotetrack[datasette]'")

from datasette.app import Datasette

from quotetrack.web.request import Addresses, PageRequest
from tests.hostile import articles as hostile_articles
from tests.ingest_samples import main as ingest_samples
from tests.news import articles, fill

SAMPLES = sorted(path.name for path in Path("samples").iterdir())


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all samples, for reading only."""
    path = tmp_path_factory.mktemp("web") / "news.db"
    ingest_samples(str(path), SAMPLES)
    return path


@dataclass
class Site:
    """Datasette with one store, called news. `get` and `post` give httpx's responses."""

    datasette: Any
    loop: asyncio.AbstractEventLoop

    def get(self, path: str = "", *, actor: dict[str, Any] | None = None, **fields: Any) -> Any:
        """A page below /news/-/quotes, or with a leading "//" any address of Datasette's."""
        address = path[1:] if path.startswith("//") else f"/news/-/quotes{path}"
        if fields:
            address += f"?{urlencode(fields, doseq=True)}"
        return self.run(self.datasette.client.get(address, cookies=self.cookies(actor)))

    def post(self, path: str, fields: dict[str, Any], *, actor: dict[str, Any] | None = None, **more: Any) -> Any:
        """A form sent to a page, with the token that Datasette's own forms carry (0.65) unless `token` is False."""
        cookies = self.cookies(actor)
        if more.pop("token", True):
            made = self.get("/check", actor=actor)
            cookies |= dict(made.cookies)
            fields = {"csrftoken": cookies.get("ds_csrftoken", ""), **fields}
        return self.run(self.datasette.client.post(f"/news/-/quotes{path}", data=fields, cookies=cookies, **more))

    def cookies(self, actor: dict[str, Any] | None) -> dict[str, str]:
        return {"ds_actor": self.datasette.sign({"a": actor}, "actor")} if actor else {}

    def run(self, awaited: Any) -> Any:
        return run_in(self.loop, awaited)


def run_in(loop: asyncio.AbstractEventLoop, awaited: Any) -> Any:
    """What a coroutine gives that runs in a loop of another thread."""
    return asyncio.run_coroutine_threadsafe(awaited, loop).result()


ROOT = {"id": "root"}


def open_site(path: Path, loop: asyncio.AbstractEventLoop, **options: Any) -> Site:
    """A site over the store at a path; `options` are Datasette's."""
    datasette = Datasette([str(path)], **options)
    datasette.root_enabled = True  # what --root does in the 1.0 line; the 0.65 line does not look at it
    run_in(loop, datasette.invoke_startup())
    return Site(datasette, loop)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread of its own: the browser of other tests keeps one in this thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield loop
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="session")
def site(samples_store: Path, loop: asyncio.AbstractEventLoop) -> Site:
    """The samples' store in Datasette, for reading only."""
    return open_site(samples_store, loop)


@pytest.fixture
def own_site(samples_store: Path, loop: asyncio.AbstractEventLoop, tmp_path: Path) -> Site:
    """A copy of the samples' store in Datasette, for a test that writes."""
    path = tmp_path / "news.db"
    shutil.copy(samples_store, path)
    return open_site(path, loop)


def asked(path: dict[str, str] | None = None, **fields: str | int) -> PageRequest:
    """What a page is asked, without Datasette: for the answers alone."""
    return PageRequest(
        Addresses("news", "/news", "/-/static-plugins/quotetrack"),
        path or {},
        {name: [str(value)] for name, value in fields.items()},
    )


@pytest.fixture(scope="module")
def calder(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> Site:
    """A site over the four articles that the lookups are tested with."""
    path = tmp_path_factory.mktemp("search") / "news.db"
    fill(path, list(articles()))
    return open_site(path, loop)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> Site:
    """A site over articles that try to be more than data."""
    path = tmp_path_factory.mktemp("hostile") / "news.db"
    fill(path, list(hostile_articles()))
    return open_site(path, loop)
