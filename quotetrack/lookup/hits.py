"""Reads quotations and articles from the store by their numbers, as a search shows them.

An `Excerpt` is a text with what was looked for marked in it, or the stretch of it that is worth showing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack.contract import as_json
from quotetrack.lookup.withdrawals import Withdrawal, find_withdrawals
from quotetrack.records import Quotation, Span
from quotetrack.store import QUOTATION_COLUMNS, Row, Store, read_quotation
from quotetrack.text import fold_characters, trim

_WIDTH = 280  # code points shown of a long text: about three lines of a terminal
_LEAD_IN = 80  # code points shown before the first highlight


@dataclass(frozen=True)
class Excerpt:
    """A text, and as `highlights` the spans of it that were looked for, in order."""

    text: str
    highlights: tuple[Span, ...] = ()

    @property
    def window(self) -> Span:
        """The span to show: at most 280 code points around the first highlight, cut at a space."""
        if len(self.text) <= _WIDTH:
            return Span(0, len(self.text))
        start = max(0, min(self.highlights[0].start - _LEAD_IN if self.highlights else 0, len(self.text) - _WIDTH))
        end = start + _WIDTH
        if start and (space := self.text.find(" ", start, start + _LEAD_IN // 2)) > 0:
            start = space + 1
        if end < len(self.text) and (space := self.text.rfind(" ", end - _LEAD_IN // 2, end)) > 0:
            end = space
        return trim(self.text, Span(start, end)) or Span(start, end)

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yields the window in pieces, each with whether it is highlighted, and an ellipsis where the text is cut."""
        start, end = self.window
        if start > 0:
            yield "…", False
        at = start
        for left, right in self.highlights:
            left, right = max(left, at), min(right, end)
            if left < right:
                if at < left:
                    yield self.text[at:left], False
                yield self.text[left:right], True
                at = right
        if at < end:
            yield self.text[at:end], False
        if end < len(self.text):
            yield "…", False


@dataclass(frozen=True)
class Terms:
    """What was looked for: an FTS5 `expression`, or else folded `letters`, or nothing."""

    expression: str | None = None
    letters: str = ""

    def mark(self, store: Store, index: str, column: int, id: int, text: str) -> Excerpt:
        """Marks the terms in `text`, which the given column of the row `id` of the index holds."""
        if self.expression is None:
            return Excerpt(text, find_folded(text, self.letters))
        mark = f"\x02{secrets.token_hex(8)}\x03"  # no article can hold this, by chance or on purpose
        statement = f"SELECT highlight({index}, ?, ?, ?) AS marked FROM {index} WHERE {index} MATCH ? AND rowid = ?"
        rows = store.rows(statement, [column, mark, mark, self.expression, id])
        return next((Excerpt(text, read_marked(row["marked"] or "", mark, text)) for row in rows), Excerpt(text))


NO_TERMS = Terms()


def find_folded(text: str, wanted: str) -> tuple[Span, ...]:
    """Returns the spans of `text` that are `wanted` once they are folded; `wanted` is folded already."""
    if not wanted:
        return ()
    folded, origins = _fold_with_origins(text)
    found: list[Span] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append(Span(origins[at], origins[end - 1] + 1))
        at = folded.find(wanted, end)
    return tuple(found)


def _fold_with_origins(text: str) -> tuple[str, list[int]]:
    """Returns the folded text, and for each of its code points the offset in `text` that it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for form in fold_characters(character):
            form = " " if form.isspace() else form
            if form != " " or (folded and folded[-1] != " "):
                folded.append(form)
                origins.append(offset)
    return "".join(folded), origins


def read_marked(marked: str, mark: str, text: str) -> tuple[Span, ...]:
    """Returns the spans of `text` that FTS5's highlight() put between pairs of `mark`.

    There are none where `marked` without its marks is not `text`, as highlight() ends at a NUL character.
    """
    parts = marked.split(mark)
    if "".join(parts) != text:
        return ()
    spans: list[Span] = []
    at = 0
    for number, part in enumerate(parts):
        if number % 2:
            spans.append(Span(at, at + len(part)))
        at += len(part)
    return tuple(spans)


@dataclass(frozen=True)
class ArticleRef:
    """An article without its text. `id` is the store's number, `name` the file name or the like it was read under."""

    id: int
    name: str
    url: str | None
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values, with `id` as `article_id` and `name` as `article`."""
        fields = asdict(self)
        return {"article_id": fields.pop("id"), "article": fields.pop("name"), **fields}


@dataclass(frozen=True)
class Hit:
    """A quotation that a search found.

    `id` is the store's number, `speaker_id` the number of the (first) canonical speaker, and `speaker_ids` are those of
    all who said it together. `score` is bm25 with its sign changed: higher is better, and 0 where nothing was ranked.
    `withdrawn` is set where the newest version of the article no longer has the quotation.
    """

    id: int
    quotation: Quotation
    article: ArticleRef
    speaker_id: int | None
    excerpt: Excerpt
    score: float
    speaker_ids: tuple[int, ...] = ()
    withdrawn: Withdrawal | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `extract` prints it, with its article and the other fields."""
        return {
            **as_json(self.quotation, self.article.name),
            **self.article.as_dict(),
            "quotation_id": self.id,
            "speaker_id": self.speaker_id,
            "speaker_ids": list(self.speaker_ids),
            "highlights": [list(span) for span in self.excerpt.highlights],
            "score": self.score,
            "withdrawn": self.withdrawn and self.withdrawn.as_dict(),
        }


@dataclass(frozen=True)
class ArticleHit:
    """An article that holds what was looked for; the excerpt is of its text, or of its title."""

    article: ArticleRef
    excerpt: Excerpt
    quotations: int

    def as_dict(self) -> dict[str, Any]:
        """The article's fields, the words around what was found, and how many quotations it holds."""
        start, end = self.excerpt.window
        return {**self.article.as_dict(), "excerpt": self.excerpt.text[start:end], "quotations": self.quotations}


ARTICLE_COLUMNS = "a.id AS article_id, a.name AS article, a.url, a.title, a.author, a.outlet, a.published"
"""The columns that `read_article` needs; the statement calls the table of articles a."""

EVERYBODY = """(SELECT json_group_array(canonical_id) FROM (SELECT DISTINCT canonical_id
    FROM quotation_speakers s JOIN memberships m ON m.speaker_id = s.speaker_id
    WHERE s.quotation_id = q.id ORDER BY canonical_id)) AS everybody"""
"""A column with the numbers of all canonical speakers of the quotation q, as JSON."""

# For a LEFT JOIN SQLite would compute the whole view first.
_CANONICAL_ID = "(SELECT m.canonical_id FROM memberships m WHERE m.speaker_id = q.speaker_id) AS canonical_id"


def load_hits(
    store: Store, ids: Sequence[int], *, terms: Terms = NO_TERMS, scores: Mapping[int, float] | None = None
) -> list[Hit]:
    """Reads the quotations of these numbers, in this order, and marks the terms that were looked for."""
    statement = f"""SELECT {QUOTATION_COLUMNS}, {ARTICLE_COLUMNS}, {_CANONICAL_ID}, {EVERYBODY}
        FROM quotations q JOIN articles a ON a.id = q.article_id
        WHERE q.id IN (SELECT value FROM json_each(?))"""
    hits, withdrawn = {}, find_withdrawals(store, ids)
    for row in store.rows(statement, [json.dumps(ids)]):
        hits[row["id"]] = Hit(
            row["id"],
            read_quotation(row),
            read_article(row),
            row["canonical_id"],
            terms.mark(store, "quotations_fts", 0, row["id"], row["text"]),
            (scores or {}).get(row["id"], 0.0),
            tuple(json.loads(row["everybody"])),
            withdrawn.get(row["id"]),
        )
    return [hits[id] for id in ids]


def read_article(row: Row) -> ArticleRef:
    """Returns the article of a row with ARTICLE_COLUMNS."""
    return ArticleRef(
        row["article_id"], row["article"], row["url"], row["title"], row["author"], row["outlet"], row["published"]
    )


def load_articles(store: Store, ids: Sequence[int], terms: Terms) -> list[ArticleHit]:
    """Reads the articles of these numbers, in this order, and marks the terms that were looked for."""
    statement = f"""SELECT {ARTICLE_COLUMNS}, a.text,
        (SELECT count(*) FROM quotations WHERE article_id = a.id AND act <> 'not_speech') AS quotations
        FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))"""
    found = {row["article_id"]: _article_hit(store, row, terms) for row in store.rows(statement, [json.dumps(ids)])}
    return [found[id] for id in ids]


def _article_hit(store: Store, row: Row, terms: Terms) -> ArticleHit:
    columns = enumerate(("title", "text"))
    title, text = (terms.mark(store, "articles_fts", at, row["article_id"], row[name] or "") for at, name in columns)
    shown = title if title.highlights and not text.highlights else text
    return ArticleHit(read_article(row), shown, row["quotations"])


@dataclass(frozen=True)
class Arrival:
    """When an article was added to the store (UTC, ISO 8601), and the SHA-256 of its text."""

    added_at: str
    sha256: str


def find_arrivals(store: Store, hits: Sequence[Hit]) -> dict[int, Arrival]:
    """Returns when the articles of these quotations were added, by the number of the article."""
    statement = "SELECT id, added_at, sha256 FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    rows = store.rows(statement, [json.dumps([hit.article.id for hit in hits])])
    return {row["id"]: Arrival(row["added_at"], row["sha256"]) for row in rows}


def last_added(store: Store) -> str | None:
    """Returns when the last article was added to the store; None for an empty store."""
    rows = store.rows("SELECT added_at FROM articles ORDER BY id DESC LIMIT 1")
    return next((row["added_at"] for row in rows), None)
