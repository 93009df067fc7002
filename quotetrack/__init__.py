"""Who said what, who are they, and is this really what they said?

    >>> from quotetrack import Article, extract_articles, load_parser
    >>> text = "“We are ready,” said Ana Ruiz, the city engineer."
    >>> [(article, quotations)] = extract_articles([Article(id="a", text=text)], load_parser())
    >>> quotations[0].attribution.name
    'Ana Ruiz'

Importing this package loads nothing heavy: what needs Stanza or SQLite is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotetrack.errors import InputError, NotFoundError, PackError, QuotetrackError, StoreError
from quotetrack.records import Article, Attribution, Document, Quotation, Span
from quotetrack.settings import VERSION
from quotetrack.stanza_hook import install as _install

if TYPE_CHECKING:
    from quotetrack.check.verification import verify
    from quotetrack.contract import as_json
    from quotetrack.intake import read_articles
    from quotetrack.parse import load_parser
    from quotetrack.pipeline import extract_articles, ingest
    from quotetrack.store import open_store

__version__ = VERSION
__all__ = [
    "Article", "Attribution", "Document", "InputError", "NotFoundError", "PackError", "Quotation", "QuotetrackError",
    "Span", "StoreError", "as_json", "extract_articles", "ingest", "load_parser", "open_store", "read_articles",
    "verify",
]  # fmt: skip

_FOUND_IN = {
    "as_json": "contract",
    "extract_articles": "pipeline",
    "ingest": "pipeline",
    "load_parser": "parse",
    "open_store": "store",
    "read_articles": "intake",
    "verify": "check.verification",
}

_install()


def __getattr__(name: str) -> Any:
    if name in _FOUND_IN:
        return getattr(import_module(f"quotetrack.{_FOUND_IN[name]}"), name)
    raise AttributeError(f"module 'quotetrack' has no attribute {name!r}")
