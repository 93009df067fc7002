"""A plugin for Datasette: pages on which a newsroom browses its store of quotations.

It uses only hooks that the 0.65 line and the 1.0 alphas share. What is asked of the store, `lookup` answers.
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
    """The pages' addresses."""
    return routes.registered()


@hookimpl
def startup(datasette: Datasette) -> Any:
    """Descriptions, facets, orders and queries of each store."""
    return lambda: metadata.describe(datasette)


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """More memory for pages of a store's file, unless Datasette's own setting says how much."""
    if not datasette.setting("cache_size_kb"):
        stores.widen_cache(conn)


@hookimpl
def menu_links(datasette: Datasette, actor: Actor, request: Request | None) -> Any:
    """A way from Datasette's own menu to the pages of each store."""
    return lambda: stores.links(datasette, actor)


@hookimpl
def database_actions(datasette: Datasette, actor: Actor, database: str) -> Any:
    """A way from a store's own page in Datasette to its quotations."""
    return lambda: stores.links(datasette, actor, database)
