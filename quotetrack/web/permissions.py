"""Who may see a store's pages and who may judge, in both lines of Datasette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import actor_matches_allow

if TYPE_CHECKING:
    from datasette.app import Datasette  # which loads this plugin while it is loaded itself

Actor = dict[str, Any] | None

_SHOWN = ("articles", "quotations", "speakers")
"""Tables that the pages show: whoever may not see one of them in Datasette sees no page."""

_JUDGED = "judgements"


async def may_see(datasette: Datasette, actor: Actor, database: str) -> bool:
    """Whether an actor may see the database and what of it the pages show."""
    return all([await _may_view(datasette, actor, database, table) for table in _SHOWN])


async def _may_view(datasette: Datasette, actor: Actor, database: str, table: str) -> bool:
    if not hasattr(datasette, "allowed"):
        # In the 0.65 line what is said of a table goes before what is said of its database, and that before the rest.
        visible, _ = await datasette.check_visibility(
            actor, permissions=[("view-table", (database, table)), ("view-database", database), "view-instance"]
        )
        return bool(visible)
    from datasette.resources import TableResource

    return bool(await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor))


async def may_review(datasette: Datasette, actor: Actor, database: str) -> bool:
    """Whether an actor may judge: whoever the plugin's setting `review` lets (an allow block, for a start
    `{"id": "root"}`), or Datasette lets insert rows into the table of judgements.

    A token that is restricted to some actions needs the latter.
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
