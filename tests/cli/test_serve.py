"""`quotetrack serve`: the server as its own process, and what is said before it starts."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from quotetrack import store as store_package
from quotetrack.errors import QuotetrackError, StoreError
from quotetrack.store import open_store
from tests.cli.conftest import Run

pytest.importorskip("datasette", reason="Datasette is not installed: pip install 'quotetrack[datasette]'")

serving = importlib.import_module("quotetrack.cli.serve")
SCHEMAS = Path(__file__).parents[1] / "store" / "schemas"


@pytest.fixture
def news(store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(store, tmp_path / "news.db"))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "older.db"
    with sqlite3.connect(path) as connection:
        connection.executescript((SCHEMAS / "v3.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What would be served, by a server that ends at once; no browser opens."""
    import uvicorn

    seen: dict[str, Any] = {"opened": []}
    tidy = serving._tidy_up

    def see(site: Any, paths: list[str]) -> None:
        seen["databases"] = {name: found.is_mutable for name, found in site.databases.items() if name != "_internal"}
        seen["site"] = site
        tidy(site, paths)

    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: seen.update(address=sockets[0].getsockname()))
    monkeypatch.setattr(serving, "_open_soon", seen["opened"].append)
    monkeypatch.setattr(serving, "_tidy_up", see)
    return seen


@contextmanager
def running(*words: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work on a free port, and what it says up to where it says how to stop it."""
    command = [sys.executable, "-u", "-m", "quotetrack", "serve", "--no-open", "--port", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = ""
            while "Ctrl-C" not in said:
                line = process.stdout.readline()
                assert line, process.stderr and process.stderr.read()
                said += line
            yield process, said
        finally:
            process.kill()


def read(address: str) -> tuple[str, str]:
    """Where an address leads to, signing in on the way, and the page there."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=20) as response:
        return response.url, response.read().decode()


def address_in(said: str, beginning: str) -> str:
    (found,) = re.findall(rf"{beginning}.*?(http://\S+)", said)
    return str(found)


def test_it_serves_the_pages_and_ctrl_c_is_quiet(news: Path) -> None:
    with running(news) as (process, said):
        where, page = read(address_in(said, "Serving news.db: "))
        assert where.endswith("/news/-/quotes") and "quotetrack" in page
        assert "start it with --root" in said
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=20)
        assert (process.returncode, out.strip(), errors) == (0, "", "")
    assert [path.name for path in news.parent.iterdir()] == ["news.db"]


def test_root_is_signed_in_and_led_to_the_pages(news: Path) -> None:
    with running(news, "--root") as (_, said):
        sign_in = address_in(said, "sign in as root")
        where, page = read(sign_in)
        assert where.endswith("/news/-/quotes") and "Log out" in page
        _, stranger = read(address_in(said, "Serving"))
        assert "Log out" not in stranger
        with pytest.raises(urllib.error.HTTPError, match="403"):
            read(sign_in)  # it is good for once


def test_several_stores(news: Path, tmp_path: Path) -> None:
    other = shutil.copy(news, tmp_path / "archive.db")
    with running(news, other) as (_, said):
        _, page = read(address_in(said, "Serving news.db, archive.db: "))
        assert "/news/-/quotes" in page and "/archive/-/quotes" in page


def test_help_and_other_commands_load_no_datasette() -> None:
    program = "import sys; from quotetrack.cli import main; main(standalone_mode=False); " + (
        "sys.exit(any(name in sys.modules for name in ('datasette', 'uvicorn', 'asyncio', 'webbrowser')))"
    )
    for words in (["--help"], ["serve", "--help"]):
        assert subprocess.run([sys.executable, "-c", program, *words], capture_output=True, check=False).returncode == 0


def test_it_listens_on_loopback_only(run: Run, news: Path, started: dict[str, Any]) -> None:
    done = run("serve", news, "--port", "0")
    assert done.exit_code == 0 and started["address"][0] == "127.0.0.1" and "Warning" not in done.stderr
    assert started["databases"] == {"news": True} and not started["site"].setting("suggest_facets")


def test_elsewhere_it_warns(run: Run, news: Path, started: dict[str, Any]) -> None:
    done = run("serve", news, "--port", "0", "--host", "0.0.0.0")
    assert "Warning: everybody who can reach 0.0.0.0 can read" in done.stderr
    assert "http://localhost:" in done.stdout and "0.0.0.0:" not in done.stdout


@pytest.mark.parametrize(("words", "path"), [((), "/-/quotes"), (("--root",), "/-/auth-token?token=")])
def test_a_browser_opens(run: Run, news: Path, started: dict[str, Any], words: tuple[str, ...], path: str) -> None:
    run("serve", news, "--port", "0", *words)
    (opened,) = started["opened"]
    assert opened.startswith(f"http://127.0.0.1:{started['address'][1]}{path}")


def test_no_browser_opens(run: Run, news: Path, started: dict[str, Any]) -> None:
    run("serve", news, "--port", "0", "--no-open")
    assert started["opened"] == []


def test_the_next_free_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        monkeypatch.setattr(serving, "PORTS", range(number, number + 50))
        with serving._listening("127.0.0.1", None) as found:
            assert number < found.getsockname()[1] < number + 50
        monkeypatch.setattr(serving, "PORTS", range(number, number + 1))
        with pytest.raises(QuotetrackError, match="No port from"):
            serving._listening("127.0.0.1", None)
        with pytest.raises(QuotetrackError, match=f"port {number}: Address already in use.*--port"):
            serving._listening("127.0.0.1", number)


def test_no_such_host(run: Run, news: Path, started: dict[str, Any]) -> None:
    done = run("serve", news, "--host", "192.0.2.1")
    assert done.exit_code == 1 and "Cannot listen on 192.0.2.1" in done.stderr


def test_an_older_store_is_brought_up_to_date(run: Run, older: Path, started: dict[str, Any]) -> None:
    done = run("serve", older, "--port", "0")
    assert done.exit_code == 0 and "older.db: brought up to date" in done.stderr
    open_store(older, readonly=True).close()
    assert "brought up to date" not in run("serve", older, "--port", "0").stderr


def test_an_older_store_that_cannot_be_written(
    run: Run, older: Path, started: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, *, readonly: bool = False) -> Any:
        if not readonly:
            raise StoreError(f"{path}: cannot be written")
        return open_store(path, readonly=True)

    monkeypatch.setattr(store_package, "open_store", refuse)
    done = run("serve", older)
    assert done.exit_code == 1 and not started.get("address")
    assert "older.db: an older store, which could not be brought up to date" in done.stderr
    assert "cannot be written" in done.stderr


def test_a_store_that_may_only_be_read(
    run: Run, news: Path, started: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: mode != os.W_OK and may(path, mode, **more))
    done = run("serve", news, "--port", "0")
    assert "news.db (for reading only)" in done.stdout and started["databases"] == {"news": False}


@pytest.mark.parametrize(("content", "why"), [(None, "no such store"), (b"text", "not a"), (b"", "not a quotetrack")])
def test_what_is_no_store(run: Run, tmp_path: Path, started: dict[str, Any], content: bytes | None, why: str) -> None:
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)
    done = run("serve", path)
    assert done.exit_code == 1 and why in done.stderr and not started.get("address")
    assert content is None or path.read_bytes() == content


@pytest.mark.parametrize("name", ["news 2024 (ä, b).db", "it's.db", "a.b.db"])
def test_odd_names(news: Path, name: str) -> None:
    with running(news.rename(news.with_name(name))) as (_, said):
        where, page = read(address_in(said, f"Serving {re.escape(name)}: "))
        assert where.endswith("/-/quotes") and "quotetrack" in page


@pytest.mark.parametrize("name", ["news?.db", "news#1.db", "100%.db"])
def test_names_that_datasette_does_not_open(run: Run, news: Path, started: dict[str, Any], name: str) -> None:
    done = run("serve", news.rename(news.with_name(name)))
    assert done.exit_code == 1 and "Datasette cannot open a path that holds" in done.stderr


def test_without_the_extra(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)
    done = run("serve", news)
    assert done.exit_code == 1 and "pip install 'quotetrack[datasette]'" in done.stderr


def test_an_installation_from_before_the_pages(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **asked: [])
    assert "install quotetrack again" in run("serve", news).stderr


def test_metadata(run: Run, news: Path, tmp_path: Path, started: dict[str, Any]) -> None:
    given = tmp_path / "metadata.yml"
    given.write_text("settings: {sql_time_limit_ms: 777}\nplugins: {quotetrack: {review: {id: ana}}}\n")
    done = run("serve", news, "--port", "0", "--metadata", given)
    assert done.exit_code == 0, done.stderr
    site = started["site"]
    assert (site.setting("sql_time_limit_ms"), site.setting("suggest_facets")) == (777, False)
    assert site.plugin_config("quotetrack", database="news") == {"review": {"id": "ana"}}


@pytest.mark.parametrize(("text", "why"), [("{", "neither JSON nor YAML"), ("- 1", "no object")])
def test_metadata_that_cannot_be_read(
    run: Run, news: Path, tmp_path: Path, started: dict[str, Any], text: str, why: str
) -> None:
    given = tmp_path / "metadata.yml"
    given.write_text(text)
    done = run("serve", news, "--metadata", given)
    assert done.exit_code == 1 and why in done.stderr
