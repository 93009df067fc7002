"""Keeps articles, quotations and speakers in one SQLite file; no other package imports sqlite."""

from typing import TYPE_CHECKING

from quotetrack.store.database import is_store
from quotetrack.store.read import QUOTATION_COLUMNS, Held, Row, read_quotation
from quotetrack.store.store import Store, open_store, read_through

if TYPE_CHECKING:
    from sqlite_utils import Database as Database  # what Store.writing() yields; only writing imports it

__all__ = ["QUOTATION_COLUMNS", "Held", "Row", "Store", "is_store", "open_store", "read_quotation", "read_through"]
