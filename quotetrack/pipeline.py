"""The whole flow, from an article to a parsed document, to quotations, to the store."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain, islice, pairwise
from multiprocessing import get_context
from typing import TYPE_CHECKING

from quotetrack.errors import InputError
from quotetrack.language import load
from quotetrack.parse.pack import processors
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.find import extract_drafts
from quotetrack.quotations.reading import Reading
from quotetrack.records import Article, Document, Quotation, Span, Speaker
from quotetrack.settings import VERSION
from quotetrack.speakers.attribute import attribute
from quotetrack.text import OffsetMap, repair

if TYPE_CHECKING:
    from quotetrack.parse import Parser
    from quotetrack.store import Store

Result = tuple[Article, "list[Quotation] | InputError"]
BATCH = 16
"""Articles that are parsed together: more gain nothing, and a killed run loses at most so many."""


def read_quotations(document: Document) -> list[Quotation]:
    """The quotations of a parsed document, in text order; nested ones come after their parents."""
    reading = Reading(document, load("en"))
    drafts = extract_drafts(reading)
    attributions = attribute(reading, drafts)
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
    for before, piece in pairwise(draft.pieces):
        same = reading.paragraph_at(before.start) == reading.paragraph_at(piece.start)
        text += (" " if same else "\n") + reading.slice(piece)
    return text


def extract_articles(articles: Iterable[Article], parser: Parser, *, batch: int = BATCH) -> Iterator[Result]:
    """Each article with its quotations, in order; parsed in batches of at most `batch` articles.

    An article that cannot be parsed comes with an InputError instead, and the others go on. Quotations in front matter,
    before `Article.body`, are left out.
    """
    waiting = iter(articles)
    while group := list(islice(waiting, batch)):
        repaired = [repair(a.text) for a in group]
        documents = _parse_each(parser, [text for text, _ in repaired])
        for article, document, (_, offsets) in zip(group, documents, repaired, strict=True):
            if isinstance(document, Exception):
                yield article, _fault(article, document)
                continue
            try:
                found = [_in_original(q, offsets) for q in read_quotations(document)]
                yield article, [q for q in found if q.content[0].start >= article.body]
            except Exception as error:  # one bad article never stops a run
                yield article, _fault(article, error)


def _parse_each(parser: Parser, texts: list[str]) -> list[Document | Exception]:
    """The documents of a batch. Where the batch fails, each text is parsed alone; one that fails gives its error."""
    try:
        return list(parser.parse(texts))
    except Exception as error:
        if len(texts) == 1:
            return [error]
        return [document for text in texts for document in _parse_each(parser, [text])]


def _in_original(quotation: Quotation, offsets: OffsetMap) -> Quotation:
    """The quotation with its spans moved to the text as it was given, before any repair."""
    if len(offsets.starts) == 1:
        return quotation

    def back(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(offsets.back(s) for s in spans)

    def moved(speaker: Speaker) -> Speaker:
        return replace(
            speaker,
            claims=tuple(replace(claim, span=claim.span and offsets.back(claim.span)) for claim in speaker.claims),
        )

    found = quotation.attribution
    attribution = replace(
        found,
        cue=back(found.cue),
        source=back(found.source),
        speakers=tuple(moved(speaker) for speaker in found.speakers),
    )
    return replace(quotation, content=back(quotation.content), attribution=attribution)


@dataclass
class IngestCounts:
    """What a run did: `articles` and `quotations` saved, articles `skipped` since they were there already, `failures`,
    `changed` articles (saved, but held with another text before), and speakers `joined` with others."""

    articles: int = 0
    quotations: int = 0
    skipped: int = 0
    failures: int = 0
    changed: int = 0
    joined: int = 0


def ingest(
    articles: Iterable[Article],
    load: Callable[..., Parser],
    store: Store,
    *,
    jobs: int = 1,
    command: str | None = None,
    pack: str | None = None,
    on_error: Callable[[InputError], None],
    on_progress: Callable[[], None] = lambda: None,
) -> IngestCounts:
    """Parse and save the articles that the store does not hold yet, one by one, in the order given.

    `load` makes a parser. It is called only if there is something to parse; with jobs > 1 it is called once in each
    process, with its share of the processors as `threads`. `command` and `pack` (the parser's models) go into the
    record of the run. An article that fails goes to `on_error` as an InputError and the run goes on; a StoreError ends
    it. At the end new names are compared with all others.
    """
    counts = IngestCounts()
    run = store.start_run(command=command, pack=pack, rules=f"quotetrack {VERSION}")
    for article, quotations in _results(_missing(articles, store, counts, on_progress), load, jobs):
        _save(store, run, article, quotations, counts, on_error)
        on_progress()
    held = ("articles", "quotations", "skipped", "failures")
    store.finish_run(run, {name: getattr(counts, name) for name in held})
    counts.joined = _compare_names(store)
    return counts


def _compare_names(store: Store) -> int:
    """Join new names with those that they surely are; returns by how many the number of speakers went down."""
    from quotetrack.identity import dedupe

    report = dedupe(store)
    return report.speakers_before - report.speakers_after


def _missing(
    articles: Iterable[Article], store: Store, counts: IngestCounts, on_progress: Callable[[], None]
) -> Iterator[Article]:
    for article in articles:
        if store.has_article(article):
            counts.skipped += 1
            on_progress()
        else:
            yield article


def _save(
    store: Store,
    run: int,
    article: Article,
    quotations: list[Quotation] | InputError,
    counts: IngestCounts,
    on_error: Callable[[InputError], None],
) -> None:
    try:
        if isinstance(quotations, InputError):
            raise quotations
        held = store.how_held(article)
        if store.save_article(article, quotations, run):
            counts.articles += 1
            counts.changed += held == "changed"
            counts.quotations += len(quotations)
        else:
            counts.skipped += 1
    except InputError as error:
        counts.failures += 1
        on_error(error)


def _fault(article: Article, error: Exception) -> InputError:
    if isinstance(error, InputError):
        return error
    return InputError(article.id, f"{type(error).__name__}: {error}", "this is a fault of quotetrack: please report it")


def _results(articles: Iterator[Article], load: Callable[..., Parser], jobs: int) -> Iterator[Result]:
    first = next(articles, None)
    if first is None:
        return
    waiting = chain([first], articles)
    if jobs == 1:
        yield from extract_articles(waiting, load())
        return
    threads = max(1, processors() // jobs)
    with ProcessPoolExecutor(jobs, get_context("spawn"), _set_up, (load, threads)) as pool:
        running: deque[Future[list[Result]]] = deque()
        while group := list(islice(waiting, BATCH)):
            running.append(pool.submit(_work, group))
            if len(running) > 2 * jobs:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()


_load: Callable[[], Parser] | None = None  # set in worker processes only


def _set_up(load: Callable[..., Parser], threads: int) -> None:
    """Set how a worker process loads its parser. It loads with its first work, since errors in here would be lost."""
    global _load
    _load = cache(partial(load, threads=threads))


def _work(articles: list[Article]) -> list[Result]:
    assert _load is not None
    return list(extract_articles(articles, _load()))
