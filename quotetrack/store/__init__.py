"""The only importer of sqlite: what has been read, by whom it was said, in one file."""

from quotetrack.store.read import QUOTATION_COLUMNS, Held, Row, read_quotation
from quotetrack.store.store import Store, open_store

__all__ = ["QUOTATION_COLUMNS", "Held", "Row", "Store", "open_store", "read_quotation"]
