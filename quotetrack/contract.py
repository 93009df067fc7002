"""Quotations as `quotetrack extract` prints them: docs/contract.md describes every field."""

from __future__ import annotations

from typing import Any

from quotetrack.records import Quotation, Speaker


def as_json(quotation: Quotation, article_id: str) -> dict[str, Any]:
    """One quotation as a JSON object. Offsets are code points of the article's text."""
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
        "speaker": _speaker(found.speaker, mention=found.mention),
        "joint": [_speaker(other) for other in found.speakers[1:]],
        "via": found.via,
        "parent": quotation.parent,
        "depth": quotation.depth,
        "closed": quotation.closed,
        "confidence": found.confidence,
        "trace": found.trace,
    }


def _speaker(speaker: Speaker, **mentioned: str | None) -> dict[str, Any]:
    claims = [
        {"organization": c.organization, "role": c.role, "standing": c.standing, "span": c.span and list(c.span)}
        for c in speaker.claims
    ]
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        **mentioned,
        "role": speaker.role,
        "affiliations": list(speaker.affiliations),
        "claims": claims,
    }
