"""Quotations as `quotetrack extract` prints them: docs/contract.md describes every field."""

from __future__ import annotations

from typing import Any

from quotetrack.records import Quotation


def as_json(quotation: Quotation, article_id: str) -> dict[str, Any]:
    """One quotation as a JSON object, offsets in code points of the article's text."""
    found = quotation.attribution
    return {
        "article": article_id,
        "id": quotation.id,
        "kind": quotation.kind,
        "act": quotation.act,
        "text": quotation.text,
        "content": [list(span) for span in quotation.content],
        "cue": [list(span) for span in found.cue],
        "source": [list(span) for span in found.source],
        "speaker": {
            "name": found.name,
            "kind": found.kind,
            "mention": found.mention,
            "role": found.role,
            "affiliations": list(found.affiliations),
        },
        "via": found.via,
        "parent": quotation.parent,
        "depth": quotation.depth,
        "closed": quotation.closed,
        "confidence": found.confidence,
        "trace": found.trace,
    }
