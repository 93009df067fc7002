"""The page overview."""

from __future__ import annotations

from quotetrack.store import Store
from quotetrack.web.asked import Answer, Asked, Page


def answer(store: Store, asked: Asked) -> Answer:
    return Page("overview.html", "Overview", {}, {})
