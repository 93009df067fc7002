"""An article of two attributions, of which the tests of scorers are made."""

from __future__ import annotations

from quotetrack.evaluate.gold import GoldArticle, LinkedSpans
from quotetrack.records import Span
from tests.store import builders

TEXT = "“I like pie and cake,” the tall man said. Ann Poe said she left the house early."


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(builders.span_of(TEXT, w) for w in words)


PIE = LinkedSpans(spans("“I like pie and cake,”"), spans("said"), spans("the tall man"))
LEFT = LinkedSpans(spans("she left the house early"), (Span(50, 54),), spans("Ann Poe"))
ARTICLE = GoldArticle("a", TEXT, (PIE, LEFT))
