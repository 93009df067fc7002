"""The whole flow: article to document to quotations to store. The one place that knows it all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from quotetrack.extract.drafts import Draft, Reading
from quotetrack.extract.quotations import extract_drafts

from quotetrack.records import Article, Document, Quotation, Span
from quotetrack.resolve.attribute import Resolver
from quotetrack.text import OffsetMap, repair

if TYPE_CHECKING:
    from quotetrack.parse import Parser


def read_quotations(document: Document) -> list[Quotation]:
    """The quotations of a parsed document, in text order, children after their parents."""
    reading = Reading(document)
    drafts = extract_drafts(reading)
    attributions = Resolver(reading, drafts).attributions()
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    keys = {id(d): _key(digest, d) for d in drafts}
    return [
        Quotation(
            id=keys[id(draft)],
            kind=draft.kind,
            act=draft.act,
            text=_words(reading, draft),
            content=tuple(draft.pieces),
            attribution=attribution,
            parent=keys[id(draft.parent)] if draft.parent else None,
            depth=draft.depth,
            closed=draft.closed,
        )
        for draft, attribution in zip(drafts, attributions, strict=True)
    ]


def _key(digest: str, draft: Draft) -> str:
    spans = ",".join(f"{s.start}-{s.end}" for s in draft.pieces)
    return hashlib.sha256(f"{digest}:{draft.depth}:{spans}".encode()).hexdigest()[:12]


def _words(reading: Reading, draft: Draft) -> str:
    """The pieces joined: by a space within a paragraph, by a line feed across paragraphs."""
    text = reading.slice(draft.pieces[0])
    for before, piece in zip(draft.pieces, draft.pieces[1:], strict=False):
        same = reading.paragraph_at(before.start) == reading.paragraph_at(piece.start)
        text += (" " if same else "\n") + reading.slice(piece)
    return text


def extract_articles(
    articles: Iterable[Article], parser: Parser, *, batch: int = 16
) -> Iterator[tuple[Article, list[Quotation] | Exception]]:
    """Quotations of each article, in order; parsed in batches of at most `batch` articles.

    An article that cannot be parsed comes with its exception instead and does not stop the rest.
    """
    waiting = iter(articles)
    while group := list(islice(waiting, batch)):
        repaired = [repair(a.text) for a in group]
        documents = _parse_each(parser, [text for text, _ in repaired])
        for article, document, (_, offsets) in zip(group, documents, repaired, strict=True):
            if isinstance(document, Exception):
                yield article, document
                continue
            try:
                yield article, [_in_original(q, article.text, offsets) for q in read_quotations(document)]
            except Exception as error:  # one bad article never stops a run
                yield article, error


def _parse_each(parser: Parser, texts: list[str]) -> list[Document | Exception]:
    """The batch at once; one by one where the batch fails, so that only the culprit is lost."""
    try:
        return list(parser.parse(texts))
    except Exception as error:
        if len(texts) == 1:
            return [error]
        return [document for text in texts for document in _parse_each(parser, [text])]


def _in_original(quotation: Quotation, text: str, offsets: OffsetMap) -> Quotation:
    """The quotation with its spans in the text as it was given, before any repair."""
    if len(offsets.starts) == 1:
        return quotation

    def back(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(offsets.back(s) for s in spans)

    found = quotation.attribution
    return replace(
        quotation,
        content=back(quotation.content),
        attribution=replace(found, cue=back(found.cue), source=back(found.source)),
    )
