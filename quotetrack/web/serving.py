"""Turns a request to Datasette into a request for a page, and the page's answer into a response.

It checks permissions, opens the store, sets the time limit and chooses the format.

It also tells which of the databases that Datasette has open are stores, where their pages are, and who may see them and
judge.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from datasette.utils import actor_matches_allow, add_cors_headers, display_actor, tilde_decode
from datasette.utils.asgi import Forbidden, NotFound, Request, Response

from quotetrack import wording as say
from quotetrack.errors import NotFoundError, QuotetrackError, StoreError, TooSlowError
from quotetrack.settings import VERSION
from quotetrack.store import is_store, open_store, read_through
from quotetrack.web.request import Addresses, Answer, File, Format, Page, PageRequest, Redirect, Route

if TYPE_CHECKING:
    from datasette.app import Datasette  # which loads this plugin while it is loaded itself


Actor = dict[str, Any] | None

CACHE = 65_536
"""KiB of a store that each of Datasette's connections (three by default) may keep in memory. On a million quotations
pages take 10 to 20 % less work than with SQLite's 2 MiB; memory is used only for what is read."""


def widen_cache(connection: Any) -> None:
    """Lets a connection to a store keep CACHE in memory; leaves another connection alone."""
    if is_store(connection):
        connection.execute(f"PRAGMA cache_size = -{CACHE}")


async def names(datasette: Datasette, actor: Actor) -> list[str]:
    """Returns the names of the stores that an actor may see."""
    found = []
    for name, database in datasette.databases.items():
        if name != "_internal" and await database.execute_fn(is_store) and await may_see(datasette, actor, name):
            found.append(name)
    return found


async def links(datasette: Datasette, actor: Actor, database: str | None = None) -> list[dict[str, str]]:
    """Returns links to the pages of every store that an actor may see, or only of the given one."""
    found = [name for name in await names(datasette, actor) if database in (None, name)]
    label = "Quotations" if len(found) == 1 or database else "Quotations in {}"
    return [{"href": addresses(datasette, name).search(), "label": label.format(name)} for name in found]


def addresses(datasette: Datasette, database: str) -> Addresses:
    """Returns the addresses of a store's pages."""
    static = datasette.urls.static_plugins("quotetrack", "")
    return Addresses(database, str(datasette.urls.database(database)), str(static).rstrip("/"))


_SHOWN_TABLES = ("articles", "quotations", "speakers")
"""The tables that the pages show: who may not see one of them in Datasette sees no page."""

_JUDGED = "judgements"


async def may_see(datasette: Datasette, actor: Actor, database: str) -> bool:
    """Whether an actor may see all tables that the pages show."""
    return all([await _may_view(datasette, actor, database, table) for table in _SHOWN_TABLES])


async def _may_view(datasette: Datasette, actor: Actor, database: str, table: str) -> bool:
    if not hasattr(datasette, "allowed"):
        # In the 0.65 line a rule for a table overrides that for its database, and this one the general rule.
        visible, _ = await datasette.check_visibility(
            actor, permissions=[("view-table", (database, table)), ("view-database", database), "view-instance"]
        )
        return bool(visible)
    from datasette.resources import TableResource

    return bool(await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor))


async def may_review(datasette: Datasette, actor: Actor, database: str) -> bool:
    """Whether an actor may judge.

    The plugin's setting `review` allows it (an allow block, by default `{"id": "root"}`), or Datasette lets the actor
    insert rows into the table of judgements. A token that is restricted to some actions needs the latter.
    """
    if not actor:
        return False
    # 1.0a41 does not fall back to the setting for all databases where one has settings of any kind.
    own, shared = (datasette.plugin_config("quotetrack", database=name) or {} for name in (database, None))
    allow = own.get("review", shared.get("review", {"id": "root"}))
    if "_r" not in actor and actor_matches_allow(actor, allow):
        return True
    if not hasattr(datasette, "allowed"):
        return bool(await datasette.permission_allowed(actor, "insert-row", (database, _JUDGED), default=False))
    from datasette.resources import TableResource

    return bool(await datasette.allowed(action="insert-row", resource=TableResource(database, _JUDGED), actor=actor))


View = Callable[[Any, Request], Coroutine[Any, Any, Response]]

BELOW = r"^/(?P<database>[^/]+)/-/quotes"
LONGEST = 1_000_000
"""The most bytes of a form that are read: the text of a book's chapter."""

_PAGE_HEADERS = {
    # A page loads nothing from elsewhere and runs no script of its own text, so what an article holds stays text.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def view_of(route: Route) -> tuple[str, View]:
    """Returns a route as Datasette takes it: the whole address as a regular expression, and its view."""
    formats = "|".join(format for format in route.formats if format != "html")

    async def view(datasette: Datasette, request: Request) -> Response:
        return await _respond(datasette, request, route)

    return f"{BELOW}{route.path}" + (rf"(?:\.(?P<format>{formats}))?$" if formats else "$"), view


async def _respond(datasette: Datasette, request: Request, route: Route) -> Response:
    database = _database(datasette, request)
    if not await may_see(datasette, request.actor, database.name):
        raise Forbidden(f"You may not see {database.name}.")
    asked = await _read(datasette, request, database)
    try:
        if request.method == "POST" and (route.posts or route.writes):
            asked = replace(asked, fields={**asked.fields, **_fields(await _body(request))})
        answer = await _answer(datasette, request, database, route, asked)
    except QuotetrackError as error:
        answer = _apology(error)
    return await _send(datasette, request, asked, answer)


def _database(datasette: Datasette, request: Request) -> Any:
    """Returns the database that the address names. Raises NotFound where there is none."""
    route = tilde_decode(request.url_vars["database"])
    try:
        return datasette.get_database(route=route)
    except KeyError:
        raise NotFound(f"Database not found: {route}") from None


async def _read(datasette: Datasette, request: Request, database: Any) -> PageRequest:
    path = {name: value for name, value in request.url_vars.items() if name != "database" and value is not None}
    actor = request.actor
    return PageRequest(
        addresses(datasette, database.name),
        path,
        _fields(request.query_string),
        _format(path.get("format")),
        str(datasette.absolute_url(request, "/")).rstrip("/"),
        str(display_actor(actor)) if actor else None,
        _is_writable(database) and await may_review(datasette, actor, database.name),
    )


def _is_writable(database: Any) -> bool:
    return bool(database.is_mutable and database.path)


def _fields(encoded: str) -> dict[str, list[str]]:
    """Reads the fields of a query string or form; lone surrogates in them become question marks."""
    found = parse_qs(encoded, keep_blank_values=True)
    return {name: [value.encode("utf-8", "replace").decode() for value in values] for name, values in found.items()}


def _format(ending: str | None) -> Format:
    return ending if ending in ("json", "csv", "atom") else "html"  # type: ignore[return-value]


async def _body(request: Request) -> str:
    """Returns a form as it was sent. Raises QuotetrackError where it is longer than LONGEST."""
    declared = request.headers.get("content-length") or "0"
    too_long = QuotetrackError(f"That is more than the {LONGEST:,} bytes that are read here. Send it in parts.")
    if not declared.isdigit() or int(declared) > LONGEST:
        raise too_long
    body = await request.post_body()
    if len(body) > LONGEST:
        raise too_long
    return bytes(body).decode("utf-8", "replace")


async def _answer(datasette: Datasette, request: Request, database: Any, route: Route, asked: PageRequest) -> Answer:
    if not route.writes:
        return await _look_up(datasette, database, route, asked)
    if request.method != "POST":
        return Redirect(asked.addresses.review())
    if not _is_writable(database):
        raise QuotetrackError(f"{database.name} was opened for reading only, so nothing can be judged here.")
    if not asked.may_review:
        raise Forbidden("Judging takes somebody who is signed in and may review this store.")
    return await asyncio.to_thread(_write, str(database.path), route, asked)


async def _look_up(datasette: Datasette, database: Any, route: Route, asked: PageRequest) -> Answer:
    name = Path(database.path).name if database.path else database.name

    def look_up(connection: Any) -> Answer:
        store = read_through(connection, name)
        with store.within(datasette.setting("sql_time_limit_ms") / 1000 * route.patience):
            return route.answer(store, asked)

    found: Answer = await database.execute_fn(look_up)
    return found


def _write(path: str, route: Route, asked: PageRequest) -> Answer:
    with open_store(path) as store:
        return route.answer(store, asked)


def _apology(error: QuotetrackError) -> Page:
    status = {NotFoundError: 404, TooSlowError: 503, StoreError: 500}.get(type(error), 400)
    title = {404: "Not found", 503: "Too slow", 500: "The store cannot be read"}.get(status, "This cannot be asked")
    return Page(
        "error.html", title, {"message": str(error)}, {"error": str(error), "status": status, "title": title}, status
    )


async def _send(datasette: Datasette, request: Request, asked: PageRequest, answer: Answer) -> Response:
    if isinstance(answer, Redirect):
        if answer.message:
            datasette.add_message(request, answer.message)
        return Response.redirect(answer.address, status=303)
    if isinstance(answer, File):
        return _send_file(datasette, answer)
    if asked.format != "html":
        return Response.json(answer.as_json, status=answer.status, headers=_program_headers(datasette))
    context = {
        **answer.fields,
        "title": answer.title,
        "asked": asked,
        "to": asked.addresses,
        "database": asked.addresses.database,
        "version": VERSION,
        "say": say,
        "here": re.sub(r"\.html$", "", answer.template),
    }
    html = await datasette.render_template(f"quotetrack/{answer.template}", context, request=request)
    return Response.html(html, status=answer.status, headers=_PAGE_HEADERS)


def _send_file(datasette: Datasette, file: File) -> Response:
    headers = dict(_program_headers(datasette))
    if file.name:
        headers["Content-Disposition"] = f'attachment; filename="{re.sub(r"[^A-Za-z0-9._-]+", "-", file.name)}"'
    return Response(file.text, headers=headers, content_type=file.content_type)


def _program_headers(datasette: Datasette) -> dict[str, str]:
    """Returns the headers of answers that programs read."""
    headers = {"X-Content-Type-Options": "nosniff"}
    if datasette.cors:
        add_cors_headers(headers)
    return headers
