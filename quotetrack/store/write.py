"""Saves articles with their quotations and speakers. The caller holds the transaction.

An article may come again under its address with other text: the old version stays, and the new one says what became of
each quotation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz import fuzz

from quotetrack import settings
from quotetrack.errors import InputError
from quotetrack.names.normal import normalise_name
from quotetrack.names.organisation import introduced_abbreviations
from quotetrack.records import Article, Quotation, Span, Speaker
from quotetrack.store.database import insert
from quotetrack.store.read import article_key, text_hash
from quotetrack.store.speakers import insert_speakers, save_organization, speaker_keys
from quotetrack.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


_ADD_TRIGRAMS = "INSERT INTO trigrams_fts(rowid, text) VALUES (?, ?)"


def insert_run(database: Database, fields: Mapping[str, str | None]) -> int:
    """Starts a run, which tells by what command, version, pack and rules rows were made; returns its id."""
    return insert(database, "runs", {**fields, "started_at": _now()})


def finish_run(database: Database, run: int, counts: Mapping[str, int]) -> None:
    """Ends a run with its counts: articles, quotations, skipped, failures."""
    database.table("runs").update(run, {**counts, "finished_at": _now()})


def insert_article(
    database: Database,
    article: Article,
    quotations: Sequence[Quotation],
    run: int,
    *,
    key: str | None = None,
    version_of: int | None = None,
    known: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Adds all rows of one article; returns the row number of each quotation, by the quotation's id.

    A later version has a `key` of its own and names the article that it is a `version_of`. Quotations that are
    `known` have a row already, whose number is given by their id.

    Raises InputError where the article cannot be saved: it holds a lone surrogate, a span outside of the text, two
    quotations of one id, or a parent that is not among them.
    """
    _check(article, quotations)
    try:
        more = {"key": key or article_key(article), "version_of": version_of}
        article_id = insert(database, "articles", {**_article_row(article, run), **more})
        ids = dict(known or {})
        fresh = [quotation for quotation in quotations if quotation.id not in ids]
        speakers = insert_speakers(database, article_id, [quotation.attribution for quotation in fresh])
        for quotation in fresh:
            spoke = [speakers.get(key) for key in speaker_keys(quotation.attribution)]
            ids[quotation.id] = insert(database, "quotations", _quotation_row(quotation, article_id, spoke[0], run))
            database.execute(_ADD_TRIGRAMS, [ids[quotation.id], fold(quotation.text)])
            claims = {"article_id": article_id, "published": article.published, "quotation_id": ids[quotation.id]}
            for speaker, speaker_id in zip(quotation.attribution.speakers, spoke, strict=True):
                _insert_affiliations(database, speaker, {"speaker_id": speaker_id, **claims})
            for speaker_id in dict.fromkeys(id for id in spoke if id is not None):
                insert(database, "quotation_speakers", {"quotation_id": ids[quotation.id], "speaker_id": speaker_id})
        _insert_abbreviations(database, article, article_id)
        for quotation in fresh:
            if quotation.parent is not None:
                database.table("quotations").update(ids[quotation.id], {"parent_id": ids[quotation.parent]})
        return ids
    except UnicodeEncodeError:
        raise InputError(article.id, "holds half of a surrogate pair, which is no character") from None


def _check(article: Article, quotations: Sequence[Quotation]) -> None:
    ids = {quotation.id for quotation in quotations}
    if len(ids) < len(quotations):
        raise InputError(article.id, "two quotations of one id", "please report it: extraction should not do this")
    for quotation in quotations:
        found = quotation.attribution
        claimed = (claim.span for speaker in found.speakers for claim in speaker.claims if claim.span)
        spans = (*quotation.content, *found.cue, *found.source, *claimed)
        if any(not 0 <= start <= end <= len(article.text) for start, end in spans):
            raise InputError(article.id, f"quotation {quotation.id} has a span outside of the text")
        if quotation.parent is not None and quotation.parent not in ids:
            raise InputError(article.id, f"quotation {quotation.id} has a parent that is not there")


def _article_row(article: Article, run: int) -> dict[str, Any]:
    return {
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
    first, *others = given.speakers
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
        "speaker_kind": first.kind,
        "name": first.name,
        "mention": given.mention,
        "mention_kind": given.mention_kind,
        "role": first.role,
        "affiliations": json.dumps(first.affiliations, ensure_ascii=False),
        "joint": json.dumps([_joint_row(speaker) for speaker in others], ensure_ascii=False),
        "via": given.via,
        "depth": quotation.depth,
        "closed": int(quotation.closed),
        "confidence": given.confidence,
        "trace": json.dumps(given.trace, ensure_ascii=False),
        "run_id": run,
    }


def _spans(spans: Sequence[Span]) -> str:
    return json.dumps([list(span) for span in spans])


def _joint_row(speaker: Speaker) -> list[Any]:
    claims = [[c.organization, c.role, c.standing, c.span] for c in speaker.claims]
    return [speaker.name, speaker.kind, speaker.role, claims]


def _insert_affiliations(database: Database, speaker: Speaker, where: Mapping[str, Any]) -> None:
    """Adds what is claimed of a speaker; `where` are the columns that name speaker, article and quotation."""
    for claim in speaker.stated:
        row = {
            "organization_id": None if claim.organization is None else save_organization(database, claim.organization),
            "stated": claim.organization,
            "role": claim.role,
            "standing": claim.standing,
            "span": claim.span and json.dumps(claim.span),
        }
        insert(database, "affiliations", {**where, **row})


def _insert_abbreviations(database: Database, article: Article, article_id: int) -> None:
    """Adds the short forms of names that an article introduces, such as "Free Syrian Army (FSA)"."""
    for names in introduced_abbreviations(article.text).items():
        short, long = (normalise_name(name, "organization") for name in names)
        if short != long:
            statement = "INSERT OR IGNORE INTO abbreviations (short, long, article_id) VALUES (?, ?, ?)"
            database.execute(statement, [short, long, article_id])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


State = Literal["same", "changed", "vanished", "appeared"]


@dataclass(frozen=True)
class _Anchor:
    """What became of a quotation: its row, the spans of its content now (JSON), and the row of its new wording."""

    state: State
    quotation_id: int
    content: str | None = None
    counterpart_id: int | None = None


def insert_version(database: Database, article: Article, quotations: Sequence[Quotation], run: int) -> None:
    """Saves a new version of an article that the store has under its address.

    A quotation of the version before that stands here in the same words, by the same speaker, gets no new row, only
    its new place; one with other words or another speaker gets a row. Raises InputError as insert_article does.
    """
    (first,) = database.execute("SELECT id FROM articles WHERE key = ?", [article_key(article)]).fetchone()
    (last,) = database.execute(_LAST_VERSION, [first, first]).fetchone()
    before = list(database.query(_QUOTATIONS_OF, [last, last]))
    pairs = _paired(before, quotations)
    same = {q.id: row["id"] for q in quotations if (row := pairs.get(q.id)) and _is_same(row, q)}
    key = f"{article_key(article)}#{text_hash(article.text)[:16]}"
    ids = insert_article(database, article, quotations, run, key=key, version_of=first, known=same)
    article_id = database.execute("SELECT id FROM articles WHERE key = ?", [key]).fetchone()[0]
    for anchor in _anchors(before, quotations, pairs, same, ids):
        insert(database, "anchors", {"article_id": article_id, **vars(anchor)})


_LAST_VERSION = "SELECT max(id) FROM articles WHERE id = ? OR version_of = ?"
# The quotations of a first version are its rows; those of a later one are what it kept, changed and added.
_QUOTATIONS_OF = """SELECT q.id, q.text, q.speaker_kind, q.name, q.depth FROM quotations q
    WHERE (q.article_id = ? AND NOT EXISTS (SELECT 1 FROM anchors WHERE article_id = q.article_id))
    OR q.id IN (SELECT ifnull(counterpart_id, quotation_id) FROM anchors WHERE article_id = ? AND state <> 'vanished')
    ORDER BY q.id"""


def _paired(before: Sequence[dict[str, Any]], quotations: Sequence[Quotation]) -> dict[str, dict[str, Any]]:
    """Returns, by a quotation's id, the row from before that it comes from: the same one, or else the most similar."""
    left = {row["id"]: row for row in before}
    found: dict[str, dict[str, Any]] = {}
    for quotation in quotations:
        row = next((row for row in left.values() if _is_same(row, quotation)), None)
        if row:
            found[quotation.id] = left.pop(row["id"])
    rest = [quotation for quotation in quotations if quotation.id not in found]
    similarities = [(-_similarity(row, q), at, row["id"], q.id) for at, q in enumerate(rest) for row in left.values()]
    for score, _, old, new in sorted(similarities):
        if -score >= settings.SAME_QUOTATION and new not in found and old in left:
            found[new] = left.pop(old)
    return found


def _is_same(row: dict[str, Any], quotation: Quotation) -> bool:
    given, kind = quotation.attribution, quotation.attribution.speaker.kind
    names = [normalise_name(name or "", kind) for name in (row["name"], given.name)]
    return fold(row["text"]) == fold(quotation.text) and row["speaker_kind"] == kind and names[0] == names[1]


def _similarity(row: dict[str, Any], quotation: Quotation) -> float:
    if row["depth"] != quotation.depth:
        return 0.0
    one, other = fold(row["text"]), fold(quotation.text)
    return max(fuzz.ratio(one, other), fuzz.partial_ratio(one, other) if min(len(one), len(other)) >= 20 else 0.0)


def _anchors(
    before: Iterable[dict[str, Any]],
    quotations: Iterable[Quotation],
    pairs: dict[str, dict[str, Any]],
    same: dict[str, int],
    ids: dict[str, int],
) -> Iterable[_Anchor]:
    for quotation in quotations:
        content = json.dumps([list(span) for span in quotation.content])
        row = pairs.get(quotation.id)
        if row is None:
            yield _Anchor("appeared", ids[quotation.id], content)
        elif quotation.id in same:
            yield _Anchor("same", row["id"], content)
        else:
            yield _Anchor("changed", row["id"], content, ids[quotation.id])
    kept = {row["id"] for row in pairs.values()}
    yield from (_Anchor("vanished", row["id"]) for row in before if row["id"] not in kept)
