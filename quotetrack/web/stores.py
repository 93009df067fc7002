"""Tells which of Datasette's databases are stores, where their pages are, and who may see them and judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import actor_matches_allow

from quotetrack.store import is_store
from quotetrack.web.request import Addresses

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
