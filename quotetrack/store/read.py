"""Reading rows back as records, and what makes an article the same one when it comes again."""

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
"""What `read_quotation` needs of a row of quotations, named q in the statement."""


def article_key(article: Article) -> str:
    """What makes an article the same one when it comes again: its address, or else its text."""
    return article.url or text_hash(article.text)


def text_hash(text: str) -> str:
    """The sha256 of a text as UTF-8 (where it holds half a surrogate pair: of what can be encoded)."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def read_quotation(row: Mapping[str, Any]) -> Quotation:
    """The record as it was saved, from a row with QUOTATION_COLUMNS."""
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
    """One of those who speak beside the principal, whose claims alone are saved."""
    name, kind, role, stated = saved
    claims = _claims(stated)
    return Speaker(name, kind, role, organizations_in(claims), claims)


def _claims(stated: Sequence[Any]) -> tuple[Affiliation, ...]:
    return tuple(Affiliation(body, role, standing, span and Span(*span)) for body, role, standing, span in stated)


def _spans(value: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(value))
