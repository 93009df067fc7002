"""`quotetrack serve` shows stores in a web browser by Datasette, of which the pages are a plugin."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotetrack.cli import output
from quotetrack.cli.errors import warn
from quotetrack.errors import QuotetrackError, StoreError

if TYPE_CHECKING:
    import socket

PORTS = range(8001, 8101)
"""The ports that are tried without --port: Datasette's usual one, then the next that is free."""

_START = "-/quotes"
_SIGN_IN = "-/auth-token"
_SECONDS_TO_STOP = 2  # time for answers that are under way when the server is stopped

App = Callable[[Any, Any, Any], Awaitable[None]]


@click.command(short_help="Browse stores in a web browser.")
@click.argument("databases", metavar="DB...", nargs=-1, required=True, type=click.Path())
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Listen here.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    help=f"Listen on this port, 0 for any; without it on {PORTS.start}, or the next that is free.",
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option("--root", is_flag=True, help="Sign the browser in as root, who may review.")
@click.option(
    "--metadata",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Datasette's metadata or configuration, JSON or YAML: who may see and review, plugins, settings.",
)
def serve(
    databases: tuple[str, ...], host: str, port: int | None, no_open: bool, root: bool, metadata: Path | None
) -> None:
    """Browse stores in a web browser: search them, read articles, check words, review.

    It runs until Ctrl-C, and only this machine can reach it unless --host says otherwise. Anybody may read
    what it shows; reviewing takes somebody who is signed in.

    \b
    Example:
      quotetrack serve news.db --root
    """
    datasette, uvicorn = _libraries()
    paths = list(dict.fromkeys(os.path.realpath(path) if os.path.exists(path) else path for path in databases))
    for path in paths:
        _bring_up_to_date(path)
    fixed = [path for path in paths if _only_readable(path)]
    site = _site(datasette, [path for path in paths if path not in fixed], fixed, metadata)
    site.root_enabled = root  # the 1.0 line asks for it, the 0.65 line does not look
    with _listening(host, port) as listening:
        start, sign_in = _addresses(site, listening, root)
        _tell(paths, fixed, host, start, sign_in)
        if not no_open:
            _open_soon(sign_in or start)
        app = _leading_on(site.app(), site.urls.path(_SIGN_IN), site.urls.path(_START))
        _run(uvicorn, app, listening)
    _tidy_up(site, paths)


def _libraries() -> tuple[Any, Any]:
    from importlib.metadata import entry_points

    try:
        import uvicorn
        from datasette.app import Datasette
    except ImportError:
        raise QuotetrackError(
            "The pages need Datasette, which is not installed. Install it with: pip install 'quotetrack[datasette]'"
        ) from None
    if not entry_points(group="datasette", name="quotetrack"):
        raise QuotetrackError("Datasette does not find quotetrack's pages: install quotetrack again, as before.")
    return Datasette, uvicorn


def _bring_up_to_date(path: str) -> None:
    """Brings an older store up to date. Raises StoreError where a file cannot be read as a store."""
    from quotetrack.store import open_store

    if found := sorted(set("?#%") & set(path)):
        raise StoreError(f"{path}: Datasette cannot open a path that holds {' or '.join(found)}. Rename it.")
    try:
        open_store(path, readonly=True).close()
    except StoreError as fault:
        try:
            open_store(path).close()
        except StoreError as error:
            if str(error) == str(fault):
                raise
            raise StoreError(f"{path}: an older store, which could not be brought up to date.\n{error}") from error
        click.echo(f"{path}: brought up to date with this version of quotetrack.", err=True)


def _only_readable(path: str) -> bool:
    """Whether a store must be opened as if it were on a CD: this user may not write it, and nobody is writing it."""
    wal = Path(f"{path}-wal")
    writable = all(os.access(place, os.W_OK) for place in (path, os.path.dirname(os.path.abspath(path))))
    return not writable and not (wal.exists() and wal.stat().st_size)


def _site(datasette: Any, paths: Sequence[str], fixed: Sequence[str], metadata: Path | None) -> Any:
    said = _read_settings(metadata)
    # Datasette would try every column of a large table as a facet, and each page would wait for that.
    said["settings"] = {"suggest_facets": False, **(said.get("settings") or {})}
    if hasattr(datasette, "allowed"):  # the 1.0 line takes what it knows from either
        given: dict[str, Any] = {"config": said, "metadata": _without_settings(said)}
    else:
        given = {"settings": said["settings"], "metadata": _without_settings(said)}
    try:
        return datasette(paths, immutables=fixed, secret=os.environ.get("DATASETTE_SECRET"), **given)
    except Exception as error:  # Datasette raises its own for a wrong setting, and plugins raise any
        raise QuotetrackError(f"Datasette does not start: {error}") from error


def _read_settings(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))  # JSON is YAML too
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise QuotetrackError(f"{path}: neither JSON nor YAML. {error}") from error
    if not isinstance(said, dict):
        raise QuotetrackError(f"{path}: no object with names. See https://docs.datasette.io for what it may hold.")
    return said


def _without_settings(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "settings"}


def _listening(host: str, port: int | None) -> socket.socket:
    """Returns a socket that listens on a port. Raises QuotetrackError where that is not possible."""
    import errno
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in PORTS if port is None else (port,):
        try:
            return socket.create_server((host, candidate), family=family)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port is not None:
                raise QuotetrackError(
                    f"Cannot listen on {host}, port {candidate}: {error.strerror}. Name others with --host or --port."
                ) from error
    raise QuotetrackError(f"No port from {PORTS[0]} to {PORTS[-1]} is free. Name another with --port.")


def _addresses(site: Any, listening: socket.socket, root: bool) -> tuple[str, str | None]:
    """Returns the address of the pages and, for `root`, that of the link that signs in, else None."""
    import ipaddress

    host, port = listening.getsockname()[:2]
    if ipaddress.ip_address(host).is_unspecified:
        host = "localhost"
    base = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    # Datasette makes this token for its own option --root; it can be used once.
    sign_in = f"{base}{site.urls.path(_SIGN_IN)}?token={site._root_token}" if root else None
    return f"{base}{site.urls.path(_START)}", sign_in


def _tell(paths: Sequence[str], fixed: Sequence[str], host: str, start: str, sign_in: str | None) -> None:
    names = [Path(path).name + (" (for reading only)" if path in fixed else "") for path in paths]
    click.echo(f"Serving {', '.join(names)}: {start}")
    click.echo(f"To review, sign in as root, once: {sign_in}" if sign_in else "To review, start it with --root.")
    click.echo(output.dim("Stop it with Ctrl-C."))
    if not _is_loopback(host):
        warn(f"everybody who can reach {host} can read these stores. Reviewing takes somebody signed in.")


def _is_loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open_soon(address: str) -> None:
    """Opens a browser from another thread: one that runs in the terminal would keep the server from starting."""
    import threading
    import webbrowser

    timer = threading.Timer(0.5, webbrowser.open, [address])
    timer.daemon = True
    timer.start()


def _leading_on(app: App, sign_in: str, start: str) -> App:
    """Wraps Datasette so that its sign-in leads to the pages and not to its list of databases."""

    async def leading(scope: Any, receive: Any, send: Any) -> None:
        async def send_on(message: Any) -> None:
            if message["type"] == "http.response.start" and message["status"] == 302:
                headers = [(name, start.encode() if name.lower() == b"location" else value)
                           for name, value in message["headers"]]  # fmt: skip
                message = {**message, "headers": headers}
            await send(message)

        signs_in = scope["type"] == "http" and scope["path"] == sign_in
        await app(scope, receive, send_on if signs_in else send)

    return leading


def _run(uvicorn: Any, app: App, listening: socket.socket) -> None:
    settings = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_SECONDS_TO_STOP)
    try:
        uvicorn.Server(settings).run(sockets=[listening])
    except KeyboardInterrupt:
        click.echo()  # after the ^C that the terminal shows


def _tidy_up(site: Any, paths: Sequence[str]) -> None:
    """Deletes the files that SQLite keeps beside an open store, which a connection that only reads leaves there."""
    from quotetrack.store import open_store

    for database in site.databases.values():
        database.close()
    for path in paths:
        open_store(path, readonly=True).close()
