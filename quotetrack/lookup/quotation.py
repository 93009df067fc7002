"""One quotation in its context."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotetrack.contract import as_json
from quotetrack.errors import NotFoundError
from quotetrack.lookup.hits import ARTICLE_COLUMNS, EVERYBODY, ArticleRef, read_article
from quotetrack.lookup.withdrawals import Withdrawal, find_withdrawals
from quotetrack.records import Quotation, Span
from quotetrack.store import QUOTATION_COLUMNS, Row, Store, read_quotation
from quotetrack.text import paragraphs


@dataclass(frozen=True)
class QuotationView:
    """One quotation in its context.

    `context` is the stretch of the article (code points) from the paragraph before the
    quotation to the one after it, `context_text` its words. `also_in` are other articles with
    the very same text. It is `withdrawn` where the newest version of its article no longer has it.
    """

    id: int
    quotation: Quotation
    article: ArticleRef
    speaker_id: int | None
    speaker: str | None
    context: Span
    context_text: str
    parent: Quotation | None
    children: tuple[Quotation, ...]
    also_in: tuple[ArticleRef, ...]
    run: Mapping[str, Any]
    speaker_ids: tuple[int, ...] = ()
    withdrawn: Withdrawal | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `extract` prints it, with all that is shown beside it."""
        name = self.article.name
        return {
            **as_json(self.quotation, name),
            **self.article.as_dict(),
            "quotation_id": self.id,
            "speaker_id": self.speaker_id,
            "speaker_ids": list(self.speaker_ids),
            "context": list(self.context),
            "context_text": self.context_text,
            "parent_quotation": self.parent and as_json(self.parent, name),
            "children": [as_json(child, name) for child in self.children],
            "also_in": [article.as_dict() for article in self.also_in],
            "withdrawn": self.withdrawn and self.withdrawn.as_dict(),
            "run": dict(self.run),
        }


def show(store: Store, quotation: str | int) -> QuotationView:
    """The quotation of that id (12 hexadecimal digits, or the store's own number), with all around it.

    Where several articles have the very same text, the one published first is shown (for a number, that
    one) and the others are named. Raises NotFoundError.
    """
    rows = _find(store, str(quotation).strip().lower())
    if not rows:
        raise NotFoundError(
            f"No quotation has the id {str(quotation)!r}. Ids have 12 hexadecimal digits, or are the store's own "
            f"numbers; `quotetrack search {store.path} WORDS` prints them."
        )
    row = rows[0]
    run = [row["run_id"]]
    found = read_quotation(row)
    text = next(store.rows("SELECT text FROM articles WHERE id = ?", [row["article_id"]]))["text"]
    context = _context(text, found)
    return QuotationView(
        id=row["id"],
        quotation=found,
        article=read_article(row),
        speaker_id=row["canonical_id"],
        speaker=row["canonical_name"],
        context=context,
        context_text=text[context.start : context.end],
        parent=next(iter(_quotations(store, "q.id = ?", row["parent_id"])), None),
        children=tuple(_quotations(store, "q.parent_id = ?", row["id"])),
        also_in=tuple(read_article(other) for other in rows[1:]),
        speaker_ids=tuple(json.loads(row["everybody"])),
        withdrawn=find_withdrawals(store, [row["id"]]).get(row["id"]),
        run=next(store.rows("SELECT id, command, version, pack, rules, started_at FROM runs WHERE id = ?", run)),
    )


def _find(store: Store, wanted: str) -> list[Row]:
    """The rows of this key, first published first, or else that of this number before the others of its key."""
    by_key = _rows(store, "q.key = ?", wanted)
    if by_key or not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return by_key
    number = int(wanted)
    alike = _rows(store, "q.key = (SELECT key FROM quotations WHERE id = ?)", number)
    return sorted(alike, key=lambda row: row["id"] != number)


def _rows(store: Store, condition: str, value: str | int) -> list[Row]:
    statement = f"""SELECT {QUOTATION_COLUMNS}, {ARTICLE_COLUMNS}, q.parent_id, q.run_id,
        c.id AS canonical_id, c.name AS canonical_name, {EVERYBODY}
        FROM quotations q JOIN articles a ON a.id = q.article_id
        LEFT JOIN speakers ON speakers.id = q.speaker_id LEFT JOIN forms ON forms.id = speakers.form_id
        LEFT JOIN canonical_speakers c ON c.id = forms.canonical_id
        WHERE {condition} ORDER BY a.published NULLS LAST, q.id"""
    return list(store.rows(statement, [value]))


def _quotations(store: Store, condition: str, value: int | None) -> list[Quotation]:
    statement = f"SELECT {QUOTATION_COLUMNS} FROM quotations q WHERE {condition} ORDER BY q.id"
    return [read_quotation(row) for row in store.rows(statement, [value])]


def _context(text: str, quotation: Quotation) -> Span:
    """From the paragraph before the quotation, its cue and its source to the one after."""
    given = quotation.attribution
    return paragraphs_around(text, [*quotation.content, *given.cue, *given.source])


def paragraphs_around(text: str, spans: Sequence[Span]) -> Span:
    """From the paragraph before some spans to the one after; nothing where there are none."""
    if not spans:
        return Span(0, 0)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    around = paragraphs(text)
    touched = [at for at, paragraph in enumerate(around) if paragraph.start < end and start < paragraph.end]
    if not touched:
        return Span(start, end)
    first, last = around[max(0, touched[0] - 1)], around[min(len(around) - 1, touched[-1] + 1)]
    return Span(min(first.start, start), max(last.end, end))
