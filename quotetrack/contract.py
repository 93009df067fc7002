"""Quotations as `quotetrack extract` prints them: docs/contract.md describes every field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotetrack.records import Affiliation, Quotation


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
            "claims": _claims(found.claims),
        },
        "joint": [
            {
                "name": other.name,
                "kind": other.kind,
                "role": other.role,
                "affiliations": list(other.affiliations),
                "claims": _claims(other.claims),
            }
            for other in found.joint
        ],
        "via": found.via,
        "parent": quotation.parent,
        "depth": quotation.depth,
        "closed": quotation.closed,
        "confidence": found.confidence,
        "trace": found.trace,
    }


def _claims(claims: Sequence[Affiliation]) -> list[dict[str, Any]]:
    return [
        {"organization": c.organization, "role": c.role, "standing": c.standing, "span": c.span and list(c.span)}
        for c in claims
    ]
