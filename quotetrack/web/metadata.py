"""What Datasette says of a store on its own pages: descriptions, units, labels, facets, orders and queries.

One text for both lines, in tables.toml and queries.toml. The 0.65 line takes all of it as metadata; the 1.0 line keeps
descriptions in its internal database, what tables do in its configuration, and queries beside. What the newsroom
itself, or another plugin, says of the same thing always stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotetrack.store import is_store

if TYPE_CHECKING:
    from datasette.app import Datasette  # which loads this plugin while it is loaded itself

LARGE = 200_000_000
"""Bytes from which on a store gets no facets on its longest tables: about 200,000 quotations. To count a column of
more takes longer than Datasette's limit for a facet, so that each page would wait for it and show none."""

_LONGEST = ("quotations", "speakers", "affiliations")
_SHOWN = ("title", "description")
_ORDERS = {"sort", "sort_desc"}


async def describe(datasette: Datasette) -> None:
    """Adds to Datasette what is to be said of each database that is a store."""
    for name, database in list(datasette.databases.items()):
        if name == "_internal" or not await database.execute_fn(is_store):
            continue
        ours = described(large=(database.size or 0) > LARGE)
        if hasattr(datasette, "set_resource_metadata"):
            await _describe(datasette, name, ours)
        else:
            _describe_065(datasette, name, ours)


def described(*, large: bool = False) -> dict[str, Any]:
    """What is said of a store, in the form of Datasette's metadata of a database."""
    here = Path(__file__)
    found = tomllib.loads(here.with_name("tables.toml").read_text(encoding="utf-8"))
    for name in _LONGEST if large else ():
        del found["tables"][name]["facets"]
    return found | {"queries": tomllib.loads(here.with_name("queries.toml").read_text(encoding="utf-8"))}


def _describe_065(datasette: Datasette, name: str, ours: dict[str, Any]) -> None:
    """The 0.65 line has no public way to add to the metadata but a hook that the 1.0 line does not have."""
    theirs = datasette.metadata(database=name, fallback=False) or {}
    queries = _allowed_065(datasette, name, theirs, ours["queries"])
    added = {"databases": {name: _left(theirs, ours | {"queries": queries})}}
    joined = _joined(datasette._metadata_local, added)
    joined["databases"][name] = _Constant(joined["databases"][name])
    datasette._metadata_local = joined


class _Constant(dict[str, Any]):
    """What nobody changes. The 0.65 line copies all metadata each time it looks at a permission, and a page takes six
    looks: with these descriptions that is 0.8 ms of a page's three."""

    def __deepcopy__(self, memo: Any) -> _Constant:
        return self


def _allowed_065(datasette: Datasette, name: str, theirs: Mapping[str, Any], queries: dict[str, Any]) -> dict[str, Any]:
    """The queries, for those who may ask with SQL of their own: as the 1.0 line has it for queries that are not
    trusted. Otherwise they would show what tables with a rule of their own keep back."""
    tables = (theirs.get("tables") or {}).values()
    if not datasette.setting("default_allow_sql") or any("allow" in table for table in tables):
        return {}
    rules = datasette.metadata("permissions", database=name) or {}
    allow = datasette.metadata("allow_sql", database=name)
    allow = rules.get("execute-sql") if allow is None else allow
    return queries if allow is None else {key: query | {"allow": allow} for key, query in queries.items()}


async def _describe(datasette: Datasette, name: str, ours: dict[str, Any]) -> None:
    behaviour = {table: _without(said, {*_SHOWN, "columns"}) for table, said in ours["tables"].items()}
    theirs = datasette.config.get("databases", {}).get(name, {})
    added = {"databases": {name: _left(theirs, {"tables": behaviour})}}
    datasette.config = _joined(datasette.config, added)
    for key, text in _left(await datasette.get_database_metadata(name), _only_shown(ours)).items():
        await datasette.set_database_metadata(name, key, text)
    for table, said in ours["tables"].items():
        await _describe_table(datasette, name, table, said)
    for key, query in ours["queries"].items():
        if await datasette.get_query(name, key) is None:
            texts = {part: query[part] for part in _SHOWN}
            await datasette.add_query(name, key, query["sql"], parameters=query["params"], source="plugin", **texts)


async def _describe_table(datasette: Datasette, name: str, table: str, said: Mapping[str, Any]) -> None:
    for key, text in _left(await datasette.get_resource_metadata(name, table), _only_shown(said)).items():
        await datasette.set_resource_metadata(name, table, key, text)
    for column, text in said.get("columns", {}).items():
        if "description" not in await datasette.get_column_metadata(name, table, column):
            await datasette.set_column_metadata(name, table, column, "description", text)


def _left(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Those of our descriptions of which the newsroom's own say nothing.

    A query is theirs or ours as a whole, and so is the order of a table.
    """
    found = {key: value for key, value in ours.items() if key not in theirs}
    if _ORDERS & theirs.keys():
        found = _without(found, _ORDERS)
    for key in ours.keys() & theirs.keys():
        if isinstance(ours[key], dict) and isinstance(theirs[key], dict) and "sql" not in ours[key]:
            found[key] = _left(theirs[key], ours[key])
    return found


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Both mappings as one; they say nothing of the same thing, and neither is changed."""
    both = {**one, **other}
    for key in one.keys() & other.keys():
        both[key] = _joined(one[key], other[key])
    return both


def _without(said: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in keys}


def _only_shown(said: Mapping[str, Any]) -> dict[str, str]:
    return {key: said[key] for key in _SHOWN if key in said}
