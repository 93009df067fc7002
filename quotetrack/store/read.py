"""Reads rows back as records, and tells by which key an article is known when it comes again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

from quotetrack.records import Affiliation, Article, Attribution, Quotation, Span, Speaker, organizations_in

Row = dict[str, Any]
Held = Literal["new", "held", "changed"]

QUOTATION_COLUMNS = """q.id, q.key, q.kind, q.act, q.text, q.content, q.cue, q.source, q.speaker_kind, q.name,
    q.mention, q.mention_kind, q.role, q.via, q.depth, q.closed, q.confidence, q.trace,
    (SELECT key FROM quotations WHERE id = q.parent_id) AS parent,
    q.affiliations, q.joint,
    (SELECT json_group_array(json_array(stated, role, standing, json(span))) FROM (
        SELECT * FROM affiliations WHERE quotation_id = q.id AND speaker_id IS q.speaker_id AND span IS NOT NULL
        ORDER BY id)) AS claims"""
"""The columns that `read_quotation` needs; the statement calls the table of quotations q."""


def article_key(article: Article) -> str:
    """Returns the key by which an article is known again: its address, or else the hash of its text."""
    return article.url or text_hash(article.text)


def text_hash(text: str) -> str:
    """Returns the SHA-256 of a text as UTF-8, in hexadecimal digits; lone surrogates count as question marks."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def read_quotation(row: Mapping[str, Any]) -> Quotation:
    """Returns the quotation that was saved, from a row with QUOTATION_COLUMNS."""
    principal = Speaker(
        row["name"],
        row["speaker_kind"],
        row["role"],
        tuple(json.loads(row["affiliations"])),
        _claims(json.loads(row["claims"])),
    )
    attribution = Attribution(
        cue=_spans(row["cue"]),
        source=_spans(row["source"]),
        mention=row["mention"],
        mention_kind=row["mention_kind"],
        speakers=(principal, *map(_read_beside, json.loads(row["joint"]))),
        via=row["via"],
        confidence=row["confidence"],
        trace=json.loads(row["trace"]),
    )
    return Quotation(
        id=row["key"],
        kind=row["kind"],
        act=row["act"],
        text=row["text"],
        content=_spans(row["content"]),
        attribution=attribution,
        parent=row["parent"],
        depth=row["depth"],
        closed=bool(row["closed"]),
    )


def _read_beside(saved: Sequence[Any]) -> Speaker:
    """Reads a speaker who spoke together with the first one; their organisations are read from their claims."""
    name, kind, role, stated = saved
    claims = _claims(stated)
    return Speaker(name, kind, role, organizations_in(claims), claims)


def _claims(stated: Sequence[Any]) -> tuple[Affiliation, ...]:
    return tuple(Affiliation(body, role, standing, span and Span(*span)) for body, role, standing, span in stated)


def _spans(value: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(value))
