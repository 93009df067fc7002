"""A plugin for Datasette: pages on which a newsroom browses its store of quotations.

It uses only hooks that the 0.65 line and the 1.0 alphas share. The pages read the store by `lookup`, and check words by
`check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import hookimpl
from datasette.utils.asgi import Request

from quotetrack.web import metadata, routes, stores
from quotetrack.web.stores import Actor

if TYPE_CHECKING:
    from datasette.app import Datasette  # which loads this plugin while it is loaded itself


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """Registers the addresses of the pages."""
    return routes.registered()


@hookimpl
def startup(datasette: Datasette) -> Any:
    """Adds descriptions, facets, sort orders and queries for each store."""
    return lambda: metadata.describe(datasette)


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """Gives a connection to a store a larger cache, unless a setting of Datasette says how large it is."""
    if not datasette.setting("cache_size_kb"):
        stores.widen_cache(conn)


@hookimpl
def menu_links(datasette: Datasette, actor: Actor, request: Request | None) -> Any:
    """Adds links to the pages of each store to Datasette's menu."""
    return lambda: stores.links(datasette, actor)


@hookimpl
def database_actions(datasette: Datasette, actor: Actor, database: str) -> Any:
    """Adds a link to the quotations of a store to its page in Datasette."""
    return lambda: stores.links(datasette, actor, database)
