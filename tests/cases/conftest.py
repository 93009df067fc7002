"""Fixtures of the case tables: from a literal text to quotations as the contract gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from quotetrack.contract import as_json
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article

from .harness import Quoted

if TYPE_CHECKING:
    from quotetrack.parse import Parser


@pytest.fixture
def quotations_of(parser: Parser) -> Callable[[str], Sequence[Quoted]]:
    """Runs a text through the whole extraction, with recorded parses."""

    def quotations(text: str) -> list[dict[str, Any]]:
        [(article, found)] = extract_articles([Article(id="case", text=text)], parser)
        if isinstance(found, Exception):
            raise found
        return [as_json(quotation, article.id) for quotation in found]

    return quotations
