"""The page review."""

from __future__ import annotations

from quotetrack.store import Store
from quotetrack.web.asked import Answer, Asked, Page


def answer(store: Store, asked: Asked) -> Answer:
    return Page("review.html", "Review", {}, {})


def judge(store: Store, asked: Asked) -> Answer:
    raise NotImplementedError


def undo(store: Store, asked: Asked) -> Answer:
    raise NotImplementedError
