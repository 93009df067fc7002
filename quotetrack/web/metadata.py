"""Tells Datasette what to say of a store on its own pages: descriptions, units, labels, facets, orders and queries.

The texts are in tables.toml and queries.toml, the same for both lines of Datasette. The 0.65 line takes all of them as
metadata. The 1.0 line keeps descriptions in its internal database, facets and orders in its configuration, and queries
in a place of their own. What the newsroom or another plugin says of the same thing always stays.
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
"""The size in bytes above which a store gets no facets on its longest tables: about 200,000 quotations. To count a
column of more takes longer than Datasette allows for a facet: each page would wait that long and then show none."""

_LONGEST_TABLES = ("quotations", "speakers", "affiliations")
_TEXTS = ("title", "description")
_SORT_KEYS = {"sort", "sort_desc"}


async def describe(datasette: Datasette) -> None:
    """Adds the descriptions of each database that is a store to Datasette."""
    for name, database in list(datasette.databases.items()):
        if name == "_internal" or not await database.execute_fn(is_store):
            continue
        ours = described(large=(database.size or 0) > LARGE)
        if hasattr(datasette, "set_resource_metadata"):
            await _describe(datasette, name, ours)
        else:
            _describe_065(datasette, name, ours)


def described(*, large: bool = False) -> dict[str, Any]:
    """Returns what is said of a store, in the form of Datasette's metadata of a database; `large` leaves out facets."""
    here = Path(__file__)
    found = tomllib.loads(here.with_name("tables.toml").read_text(encoding="utf-8"))
    for name in _LONGEST_TABLES if large else ():
        del found["tables"][name]["facets"]
    return found | {"queries": tomllib.loads(here.with_name("queries.toml").read_text(encoding="utf-8"))}


def _describe_065(datasette: Datasette, name: str, ours: dict[str, Any]) -> None:
    """Adds descriptions in the 0.65 line, which has no public way to do so but a hook that the 1.0 line lacks."""
    theirs = datasette.metadata(database=name, fallback=False) or {}
    queries = _allowed_065(datasette, name, theirs, ours["queries"])
    added = {"databases": {name: _ours_only(theirs, ours | {"queries": queries})}}
    joined = _merged(datasette._metadata_local, added)
    joined["databases"][name] = _Constant(joined["databases"][name])
    datasette._metadata_local = joined


class _Constant(dict[str, Any]):
    """A dictionary that nobody changes, so that a copy of it is itself.

    The 0.65 line copies all metadata each time it looks at a permission, six times for a page. With these descriptions
    that would take 0.8 of the 3 ms of a page.
    """

    def __deepcopy__(self, memo: Any) -> _Constant:
        return self


def _allowed_065(datasette: Datasette, name: str, theirs: Mapping[str, Any], queries: dict[str, Any]) -> dict[str, Any]:
    """Returns the queries, with the rule that only those may run them who may write SQL themselves.

    The 1.0 line does so for queries that are not trusted. Without it, a query would show rows of a table that a rule of
    its own keeps back; where there are such tables, there are no queries.
    """
    tables = (theirs.get("tables") or {}).values()
    if not datasette.setting("default_allow_sql") or any("allow" in table for table in tables):
        return {}
    rules = datasette.metadata("permissions", database=name) or {}
    allow = datasette.metadata("allow_sql", database=name)
    allow = rules.get("execute-sql") if allow is None else allow
    return queries if allow is None else {key: query | {"allow": allow} for key, query in queries.items()}


async def _describe(datasette: Datasette, name: str, ours: dict[str, Any]) -> None:
    behaviour = {table: _without(said, {*_TEXTS, "columns"}) for table, said in ours["tables"].items()}
    theirs = datasette.config.get("databases", {}).get(name, {})
    added = {"databases": {name: _ours_only(theirs, {"tables": behaviour})}}
    datasette.config = _merged(datasette.config, added)
    for key, text in _ours_only(await datasette.get_database_metadata(name), _only_shown(ours)).items():
        await datasette.set_database_metadata(name, key, text)
    for table, said in ours["tables"].items():
        await _describe_table(datasette, name, table, said)
    for key, query in ours["queries"].items():
        if await datasette.get_query(name, key) is None:
            texts = {part: query[part] for part in _TEXTS}
            await datasette.add_query(name, key, query["sql"], parameters=query["params"], source="plugin", **texts)


async def _describe_table(datasette: Datasette, name: str, table: str, said: Mapping[str, Any]) -> None:
    for key, text in _ours_only(await datasette.get_resource_metadata(name, table), _only_shown(said)).items():
        await datasette.set_resource_metadata(name, table, key, text)
    for column, text in said.get("columns", {}).items():
        if "description" not in await datasette.get_column_metadata(name, table, column):
            await datasette.set_column_metadata(name, table, column, "description", text)


def _ours_only(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    """Returns those of our descriptions for which the newsroom has none of its own.

    A query is theirs or ours as a whole, and so is the sort order of a table.
    """
    found = {key: value for key, value in ours.items() if key not in theirs}
    if _SORT_KEYS & theirs.keys():
        found = _without(found, _SORT_KEYS)
    for key in ours.keys() & theirs.keys():
        if isinstance(ours[key], dict) and isinstance(theirs[key], dict) and "sql" not in ours[key]:
            found[key] = _ours_only(theirs[key], ours[key])
    return found


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Merges two mappings, which have no value in common, into a new one."""
    both = {**one, **other}
    for key in one.keys() & other.keys():
        both[key] = _merged(one[key], other[key])
    return both


def _without(said: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in keys}


def _only_shown(said: Mapping[str, Any]) -> dict[str, str]:
    return {key: said[key] for key in _TEXTS if key in said}
