"""One search over quotations, speakers, organisations and articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from quotetrack.lookup.excerpts import Excerpt
from quotetrack.lookup.expressions import plain_expression
from quotetrack.lookup.hits import ArticleHit, Everything, OrganizationHit
from quotetrack.lookup.names import find_organizations
from quotetrack.lookup.search import ARTICLE_COLUMNS, find_highlights, read_article, search
from quotetrack.lookup.speakers import find_speakers
from quotetrack.store import Row, Store


def search_all(store: Store, query: str, *, limit: int = 10) -> Everything:
    """The first `limit` of each kind that fit a plain query; any string is one.

    Quotations and articles by their words, speakers and organisations by any part of a name. A query
    without a letter or digit is looked for in quotations alone.
    """
    return Everything(
        quotations=search(store, query, limit=limit),
        speakers=find_speakers(store, query, limit=limit) if query.strip() else [],
        organizations=_find_organizations(store, query, limit),
        articles=_find_articles(store, query, limit),
    )


def _find_organizations(store: Store, query: str, limit: int) -> list[OrganizationHit]:
    statement = """SELECT o.id, o.name, o.names, count(DISTINCT f.quotation_id) AS quotations,
        count(DISTINCT forms.canonical_id) AS speakers
        FROM organizations o LEFT JOIN affiliations f ON f.organization_id = o.id
        LEFT JOIN speakers ON speakers.id = f.speaker_id LEFT JOIN forms ON forms.id = speakers.form_id
        WHERE o.id IN (SELECT value FROM json_each(?)) GROUP BY o.id ORDER BY quotations DESC, o.name LIMIT ?"""
    ids = json.dumps(find_organizations(store, query) if query.strip() else [])
    return [
        OrganizationHit(row["id"], row["name"], tuple(row["names"].split("\n")), row["quotations"], row["speakers"])
        for row in store.rows(statement, [ids, limit])
    ]


def _find_articles(store: Store, query: str, limit: int) -> list[ArticleHit]:
    expression = plain_expression(query)
    if expression is None:
        return []
    statement = """SELECT a.id FROM (SELECT rowid AS id, rank FROM articles_fts WHERE articles_fts MATCH ?
        ORDER BY rank, rowid LIMIT ?) found JOIN articles a ON a.id = found.id
        ORDER BY found.rank, a.published DESC, a.id"""
    return load_articles(store, [row["id"] for row in store.rows(statement, [expression, limit])], expression)


def load_articles(store: Store, ids: Sequence[int], expression: str | None) -> list[ArticleHit]:
    """The articles of these ids, in this order, with the words marked that an FTS5 expression looks for."""
    statement = f"""SELECT {ARTICLE_COLUMNS}, a.text,
        (SELECT count(*) FROM quotations WHERE article_id = a.id AND act <> 'not_speech') AS quotations
        FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))"""
    found = {
        row["article_id"]: _article_hit(store, row, expression) for row in store.rows(statement, [json.dumps(ids)])
    }
    return [found[id] for id in ids]


def _article_hit(store: Store, row: Row, expression: str | None) -> ArticleHit:
    title, text = (_excerpt(store, row, expression, column) for column in ("title", "text"))
    shown = title if title.highlights and not text.highlights else text
    return ArticleHit(read_article(row), shown, row["quotations"])


def _excerpt(store: Store, row: Row, expression: str | None, column: Literal["title", "text"]) -> Excerpt:
    text = row[column] or ""
    if expression is None:
        return Excerpt(text)
    number = {"title": 0, "text": 1}[column]
    return Excerpt(text, find_highlights(store, "articles_fts", row["article_id"], expression, number, text))
