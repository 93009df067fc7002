"""Reads one quotation in its context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotetrack.contract import as_json
from quotetrack.errors import NotFoundError
from quotetrack.lookup.hits import ARTICLE_COLUMNS, ArticleRef, Hit, load_hits, read_article
from quotetrack.records import Quotation, Span
from quotetrack.store import QUOTATION_COLUMNS, Row, Store, read_quotation
from quotetrack.text import paragraphs


@dataclass(frozen=True, kw_only=True)
class QuotationView(Hit):
    """One quotation in its context; nothing is highlighted in it.

    `speaker` is the name of the canonical speaker. `context` is the span of the article (in code points) from the
    paragraph before the quotation to the one after it, and `context_text` is its text. `parent` is the quotation
    around this one, `children` are those inside of it. `also_in` are other articles with the very same text.
    """

    speaker: str | None
    context: Span
    context_text: str
    parent: Quotation | None
    children: tuple[Quotation, ...]
    also_in: tuple[ArticleRef, ...]
    run: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `extract` prints it, with its context and the other fields."""
        name, fields = self.article.name, super().as_dict()
        withdrawn = fields.pop("withdrawn")
        del fields["highlights"], fields["score"]
        return {
            **fields,
            "context": list(self.context),
            "context_text": self.context_text,
            "parent_quotation": self.parent and as_json(self.parent, name),
            "children": [as_json(child, name) for child in self.children],
            "also_in": [article.as_dict() for article in self.also_in],
            "withdrawn": withdrawn,
            "run": dict(self.run),
        }


def show(store: Store, quotation: str | int) -> QuotationView:
    """Returns the quotation of that id (12 hexadecimal digits, or the store's number) in its context.

    Where several articles have the very same text, the one published first is shown (for a number, that one), and the
    others are named. Raises NotFoundError where there is none.
    """
    found = _find(store, str(quotation).strip().lower())
    if not found:
        raise NotFoundError(
            f"No quotation has the id {str(quotation)!r}. Ids have 12 hexadecimal digits, or are the store's own "
            f"numbers; `quotetrack search {store.path} WORDS` prints them."
        )
    (hit,) = load_hits(store, [found[0]["id"]])
    around = next(store.rows(_AROUND, [hit.id, hit.speaker_id]))
    context = _context(around["text"], hit.quotation)
    return QuotationView(
        **vars(hit),
        speaker=around["speaker"],
        context=context,
        context_text=around["text"][context.start : context.end],
        parent=next(iter(_quotations(store, "q.id = ?", around["parent_id"])), None),
        children=tuple(_quotations(store, "q.parent_id = ?", hit.id)),
        also_in=tuple(read_article(other) for other in found[1:]),
        run=next(store.rows(_RUN, [around["run_id"]])),
    )


_AROUND = """SELECT a.text, q.parent_id, q.run_id, (SELECT name FROM canonical_speakers WHERE id = ?2) AS speaker
    FROM quotations q JOIN articles a ON a.id = q.article_id WHERE q.id = ?1"""
_RUN = "SELECT id, command, version, pack, rules, started_at FROM runs WHERE id = ?"


def _find(store: Store, wanted: str) -> list[Row]:
    """Finds the quotations of a key, first published first; for a number, that one and then others of its key."""
    by_key = list(store.rows(_QUOTATIONS_WHERE.format("q.key = ?"), [wanted]))
    if by_key or not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return by_key
    number = int(wanted)
    alike = store.rows(_QUOTATIONS_WHERE.format("q.key = (SELECT key FROM quotations WHERE id = ?)"), [number])
    return sorted(alike, key=lambda row: row["id"] != number)


_QUOTATIONS_WHERE = f"""SELECT q.id, {ARTICLE_COLUMNS} FROM quotations q JOIN articles a ON a.id = q.article_id
    WHERE {{}} ORDER BY a.published NULLS LAST, q.id"""


def _quotations(store: Store, condition: str, value: int | None) -> list[Quotation]:
    statement = f"SELECT {QUOTATION_COLUMNS} FROM quotations q WHERE {condition} ORDER BY q.id"
    return [read_quotation(row) for row in store.rows(statement, [value])]


def _context(text: str, quotation: Quotation) -> Span:
    """Returns the span from the paragraph before the quotation, its cue and its source to the one after."""
    given = quotation.attribution
    return paragraphs_around(text, [*quotation.content, *given.cue, *given.source])


def paragraphs_around(text: str, spans: Sequence[Span]) -> Span:
    """Returns the span from the paragraph before the given spans to the one after; an empty one for no spans."""
    if not spans:
        return Span(0, 0)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    around = paragraphs(text)
    touched = [at for at, paragraph in enumerate(around) if paragraph.start < end and start < paragraph.end]
    if not touched:
        return Span(start, end)
    first, last = around[max(0, touched[0] - 1)], around[min(len(around) - 1, touched[-1] + 1)]
    return Span(min(first.start, start), max(last.end, end))
