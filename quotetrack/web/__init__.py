"""A plugin for Datasette: pages on which a newsroom browses its store of quotations.

It uses only hooks that the 0.65 line and the 1.0 alphas share. The pages read the store by `lookup`, and check words by
`check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request, Response

from quotetrack.web import metadata, serving
from quotetrack.web.pages import article, check, overview, quotation, review, search, speaker
from quotetrack.web.request import Route
from quotetrack.web.serving import Actor, view_of

if TYPE_CHECKING:
    from datasette.app import Datasette  # which loads this plugin while it is loaded itself

ROUTES = (
    Route("", search.answer, formats=("html", "json", "csv", "atom"), patience=3),
    Route(r"/quotation/(?P<id>[^/.]+)", quotation.answer),
    Route(r"/speaker/(?P<id>\d+)", speaker.answer),
    Route(r"/article/(?P<id>\d+)", article.answer),
    Route("/check", check.answer, posts=True, patience=3),
    Route("/review", review.answer),
    Route("/review/judge", review.judge, writes=True),
    Route("/review/undo", review.undo, writes=True),
    Route("/overview", overview.answer, patience=10),
)
"""The addresses of all pages, and what answers them."""


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """Returns the addresses as regular expressions, and what answers, as Datasette takes them."""
    return [(r"^/-/quotes$", choose), *map(view_of, ROUTES)]


async def choose(datasette: Datasette, request: Request) -> Response:
    """Leads to the pages of the only store, or lists the stores that there are."""
    names = await serving.names(datasette, request.actor)
    found = {name: serving.addresses(datasette, name).search() for name in names}
    if len(found) == 1:
        return Response.redirect(next(iter(found.values())))
    fields = {"stores": found, "title": "Stores"}
    return Response.html(await datasette.render_template("quotetrack/stores.html", fields, request=request))


@hookimpl
def startup(datasette: Datasette) -> Any:
    """Adds descriptions, facets, sort orders and queries for each store."""
    return lambda: metadata.describe(datasette)


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """Gives a connection to a store a larger cache, unless a setting of Datasette says how large it is."""
    if not datasette.setting("cache_size_kb"):
        serving.widen_cache(conn)


@hookimpl
def menu_links(datasette: Datasette, actor: Actor, request: Request | None) -> Any:
    """Adds links to the pages of each store to Datasette's menu."""
    return lambda: serving.links(datasette, actor)


@hookimpl
def database_actions(datasette: Datasette, actor: Actor, database: str) -> Any:
    """Adds a link to the quotations of a store to its page in Datasette."""
    return lambda: serving.links(datasette, actor, database)
