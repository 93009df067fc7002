"""Saving: articles with their quotations and speakers. The caller holds the transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from quotetrack.errors import InputError
from quotetrack.records import Article, Attribution, Quotation, Span
from quotetrack.store.read import article_key, text_hash
from quotetrack.store.speakers import insert, insert_speakers, save_organization, speaker_key


def insert_run(database: Database, fields: Mapping[str, str | None]) -> int:
    """Opens a run: what is saved now was made by this command, version, pack and rules."""
    return insert(database, "runs", {**fields, "started_at": _now()})


def finish_run(database: Database, run: int, counts: Mapping[str, int]) -> None:
    """Closes a run with its counts: articles, quotations, skipped, failures."""
    database.table("runs").update(run, {**counts, "finished_at": _now()})


def insert_article(database: Database, article: Article, quotations: Sequence[Quotation], run: int) -> None:
    """All rows of one article.

    Raises InputError where the article cannot be held as it is: half a surrogate pair in it, a
    span outside of the text, two quotations of one id, a parent that is not among them.
    """
    _check(article, quotations)
    try:
        article_id = insert(database, "articles", _article_row(article, run))
        speakers = insert_speakers(database, article_id, [q.attribution for q in quotations])
        ids: dict[str, int] = {}
        for quotation in quotations:
            speaker_id = speakers.get(speaker_key(quotation.attribution))
            ids[quotation.id] = insert(database, "quotations", _quotation_row(quotation, article_id, speaker_id, run))
            _insert_affiliations(database, article, article_id, speaker_id, ids[quotation.id], quotation.attribution)
        for quotation in quotations:
            if quotation.parent is not None:
                database.table("quotations").update(ids[quotation.id], {"parent_id": ids[quotation.parent]})
    except UnicodeEncodeError:
        raise InputError(article.id, "holds half of a surrogate pair, which is no character") from None


def _check(article: Article, quotations: Sequence[Quotation]) -> None:
    ids = {quotation.id for quotation in quotations}
    if len(ids) < len(quotations):
        raise InputError(article.id, "two quotations of one id", "please report it: extraction should not do this")
    for quotation in quotations:
        spans = (*quotation.content, *quotation.attribution.cue, *quotation.attribution.source)
        if any(not 0 <= start <= end <= len(article.text) for start, end in spans):
            raise InputError(article.id, f"quotation {quotation.id} has a span outside of the text")
        if quotation.parent is not None and quotation.parent not in ids:
            raise InputError(article.id, f"quotation {quotation.id} has a parent that is not there")


def _article_row(article: Article, run: int) -> dict[str, Any]:
    return {
        "key": article_key(article),
        "name": article.id,
        "url": article.url,
        "title": article.title,
        "author": article.author,
        "outlet": article.outlet,
        "published": article.published,
        "path": article.path,
        "text": article.text,
        "sha256": text_hash(article.text),
        "source_sha256": article.source_sha256,
        "extractor": article.extractor,
        "run_id": run,
        "added_at": _now(),
    }


def _quotation_row(quotation: Quotation, article_id: int, speaker_id: int | None, run: int) -> dict[str, Any]:
    given = quotation.attribution
    return {
        "key": quotation.id,
        "article_id": article_id,
        "kind": quotation.kind,
        "act": quotation.act,
        "text": quotation.text,
        "content": _spans(quotation.content),
        "cue": _spans(given.cue),
        "source": _spans(given.source),
        "speaker_id": speaker_id,
        "speaker_kind": given.kind,
        "name": given.name,
        "mention": given.mention,
        "mention_kind": given.mention_kind,
        "role": given.role,
        "via": given.via,
        "depth": quotation.depth,
        "closed": int(quotation.closed),
        "confidence": given.confidence,
        "trace": json.dumps(given.trace, ensure_ascii=False),
        "run_id": run,
    }


def _spans(spans: Sequence[Span]) -> str:
    return json.dumps([list(span) for span in spans])


def _insert_affiliations(
    database: Database, article: Article, article_id: int, speaker_id: int | None, quotation_id: int, given: Attribution
) -> None:
    stated: tuple[str | None, ...] = given.affiliations or ((None,) if given.role else ())
    for organization in stated:
        row = {
            "speaker_id": speaker_id,
            "organization_id": None if organization is None else save_organization(database, organization),
            "stated": organization,
            "role": given.role,
            "article_id": article_id,
            "published": article.published,
            "quotation_id": quotation_id,
        }
        insert(database, "affiliations", row)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
