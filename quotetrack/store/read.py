"""Reading rows back as records, and a store's contents in a form that can be compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

from quotetrack.records import Article, Attribution, Quotation, Span

Row = dict[str, Any]
Query = Callable[[str, Sequence[Any]], Iterable[Row]]
Held = Literal["new", "held", "changed"]

QUOTATION_COLUMNS = """q.id, q.key, q.kind, q.act, q.text, q.content, q.cue, q.source, q.speaker_kind, q.name,
    q.mention, q.mention_kind, q.role, q.via, q.depth, q.closed, q.confidence, q.trace,
    (SELECT key FROM quotations WHERE id = q.parent_id) AS parent,
    (SELECT json_group_array(stated) FROM (
        SELECT stated FROM affiliations WHERE quotation_id = q.id AND stated IS NOT NULL ORDER BY id)) AS stated"""
"""What `read_quotation` needs of a row of quotations, named q in the statement."""


def article_key(article: Article) -> str:
    """What makes an article the same one when it comes again: its address, or else its text."""
    return article.url or text_hash(article.text)


def text_hash(text: str) -> str:
    """The sha256 of a text as UTF-8 (where it holds half a surrogate pair: of what can be encoded)."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def how_held(query: Query, article: Article) -> Held:
    """Whether an article is in the store: as it is now, or under its address with another text."""
    found = next(iter(query("SELECT sha256 FROM articles WHERE key = ?", [article_key(article)])), None)
    if found is None:
        return "new"
    return "held" if found["sha256"] == text_hash(article.text) else "changed"


def read_quotation(row: Mapping[str, Any]) -> Quotation:
    """The record as it was saved, from a row with QUOTATION_COLUMNS."""
    attribution = Attribution(
        cue=_spans(row["cue"]),
        source=_spans(row["source"]),
        mention=row["mention"],
        mention_kind=row["mention_kind"],
        name=row["name"],
        kind=row["speaker_kind"],
        role=row["role"],
        affiliations=tuple(json.loads(row["stated"])),
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


def _spans(value: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(value))


def read_contents(query: Query) -> dict[str, list[Row]]:
    """Everything a store holds apart from row ids, runs and times, in an order of its own.

    Two stores with equal contents hold the same articles, quotations and speakers.
    """
    return {table: sorted(query(statement, ()), key=_sort_key) for table, statement in _CONTENTS.items()}


def _sort_key(row: Row) -> str:
    return json.dumps(row, sort_keys=True)


_CONTENTS = {
    "articles": """SELECT key, name, url, title, author, outlet, published, path, text, sha256, source_sha256,
        extractor FROM articles""",
    "quotations": f"""SELECT articles.key AS article, {QUOTATION_COLUMNS.removeprefix("q.id, ")},
        speakers.kind AS spoken_by_kind, speakers.name AS spoken_by
        FROM quotations q JOIN articles ON articles.id = q.article_id
        LEFT JOIN speakers ON speakers.id = q.speaker_id""",
    "speakers": """SELECT articles.key AS article, speakers.kind, speakers.name, speakers.normal_name,
        c.kind AS canonical_kind, c.name AS canonical_name, c.normal_name AS canonical_normal_name, c.names
        FROM speakers JOIN articles ON articles.id = article_id
        LEFT JOIN memberships ON speaker_id = speakers.id LEFT JOIN canonical_speakers c ON c.id = canonical_id""",
    "aliases": """SELECT articles.key AS article, speakers.kind, speakers.name, alias, weak
        FROM aliases JOIN speakers ON speakers.id = speaker_id JOIN articles ON articles.id = article_id""",
    "canonical_speakers": """SELECT c.kind, name, normal_name, names,
        (SELECT count(*) FROM memberships WHERE canonical_id = c.id) AS members FROM canonical_speakers c""",
    "organizations": "SELECT name, normal_name, names FROM organizations",
    "affiliations": """SELECT articles.key AS article, quotations.key AS quotation, speakers.name AS speaker,
        organizations.normal_name AS organization, stated, f.role, f.published
        FROM affiliations f JOIN articles ON articles.id = f.article_id
        LEFT JOIN quotations ON quotations.id = f.quotation_id LEFT JOIN speakers ON speakers.id = f.speaker_id
        LEFT JOIN organizations ON organizations.id = f.organization_id""",
    "judgements": """SELECT a.key AS left_article, l.name AS left_name, b.key AS right_article, r.name AS right_name,
        verdict, score, explanation, decided_by, undone_at IS NOT NULL AS undone
        FROM judgements JOIN speakers l ON l.id = left_id JOIN articles a ON a.id = l.article_id
        JOIN speakers r ON r.id = right_id JOIN articles b ON b.id = r.article_id""",
}
