"""What does a store know of a quotation, and does it still know the same later?

Evidence gives the place of each part by position and by the words themselves, as in the Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/, 4.2.4 and 4.2.5). Nothing here writes files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from quotetrack.contract import as_json
from quotetrack.errors import QuotetrackError, StoreError
from quotetrack.lookup.quotation import QuotationView, show
from quotetrack.records import Span
from quotetrack.settings import VERSION
from quotetrack.spans import make_selectors
from quotetrack.store import Row, Store

TEXT = "article.txt"
"""The file of a bundle that holds the article's text, to which the selectors of the evidence point."""


@dataclass(frozen=True)
class Evidence:
    """The evidence for one quotation: its folder in the bundle, the article's text, and the record (JSON values)."""

    folder: str
    text: str
    record: dict[str, Any]


def gather_evidence(store: Store, quotations: Sequence[str | int]) -> list[Evidence]:
    """The evidence for these quotations, by id, in the order given, each once.

    Raises NotFoundError for an id that the store does not have, and StoreError where the hash of an article's text is
    not the one it was ingested with.
    """
    views: dict[int, QuotationView] = {}
    for wanted in quotations:
        view = show(store, wanted)
        views.setdefault(view.id, view)
    folders: list[str] = []
    for view in views.values():
        folders.append(_free_name(view.quotation.id, folders))
    return [_gather(store, view, folder) for view, folder in zip(views.values(), folders, strict=True)]


def _free_name(key: str, taken: Sequence[str]) -> str:
    """A folder's name made of an id, whatever the id holds, with a number after it where the name is taken."""
    name = re.sub("[^0-9a-z]+", "-", key.lower())[:40].strip("-") or "quotation"
    return next(free for n in range(1, len(taken) + 2) if (free := name if n == 1 else f"{name}-{n}") not in taken)


def _gather(store: Store, view: QuotationView, folder: str) -> Evidence:
    (article,) = store.rows(_ARTICLE, [view.article.id])
    text = article.pop("text")
    if article["sha256"] != (now := hash_of(text.encode("utf-8"))):
        raise StoreError(
            f"{store.path}: the text of {view.article.name} is not the one that was ingested: its hash is {now}, and "
            f"was {article['sha256']}. Restore the store from a copy, or ingest the article into a new one."
        )
    quotation = view.quotation
    given = quotation.attribution
    parts = {"content": quotation.content, "cue": given.cue, "source": given.source}
    items = [_annotation(part, spans, view, text) for part, spans in parts.items() if spans]
    held = {
        "quotation": as_json(quotation, view.article.name),
        "parent_quotation": view.parent and as_json(view.parent, view.article.name),
        "children": [as_json(child, view.article.name) for child in view.children],
        "context": list(view.context),
        "article": article,
        "also_in": [_without_id(other.as_dict()) for other in view.also_in],
        "speakers": [_speaker(store, row) for row in store.rows(_SPEAKERS, [view.id, view.id])],
        "claims": [_claim(row, text) for row in store.rows(_CLAIMS, [view.id])],
        "run": next(store.rows(_RUN, [view.run["id"]])),
        "quotetrack": VERSION,
    }
    # `evidence` is no term of the vocabulary: readers of linked data are told to pass over it.
    record = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"evidence": None}],
        "id": f"urn:quotetrack:{quotation.id}",
        "type": "AnnotationPage",
        "items": items,
        "evidence": held,
    }
    return Evidence(folder, text, json.loads(json.dumps(record)))


_ARTICLE = """SELECT name, url, title, author, outlet, published, path, sha256, source_sha256, extractor,
    added_at AS ingested_at, length(text) AS code_points, text FROM articles WHERE id = ?"""
_RUN = "SELECT id, command, version, pack, rules, started_at FROM runs WHERE id = ?"
_CLAIMS = """SELECT s.name AS speaker, f.stated AS organization, f.role, f.standing, f.span
    FROM affiliations f LEFT JOIN speakers s ON s.id = f.speaker_id WHERE f.quotation_id = ? ORDER BY f.id"""
_SPEAKERS = """SELECT s.id, s.kind, s.name, s.form_id, c.id AS canonical_id, c.kind AS canonical_kind,
    c.name AS canonical_name, c.names, c.person_id
    FROM quotation_speakers q JOIN speakers s ON s.id = q.speaker_id
    LEFT JOIN memberships m ON m.speaker_id = s.id LEFT JOIN canonical_speakers c ON c.id = m.canonical_id
    WHERE q.quotation_id = ? ORDER BY s.id IS NOT (SELECT speaker_id FROM quotations WHERE id = ?), s.id"""
_ALIASES = "SELECT alias FROM aliases WHERE speaker_id = ? ORDER BY alias"
_PERSON = "SELECT key, name, identifiers, added_at FROM people WHERE id = ?"
# What joins the names of one speaker: first judgements about the name in this article, then those by people.
_JUDGEMENTS = """SELECT j.id, l.name AS left_name, ifnull(a.title, a.name) AS left_article, r.name AS right_name,
    ifnull(b.title, b.name) AS right_article, j.verdict, j.score, j.explanation, j.decided_by, j.created_at
    FROM forms l JOIN judgements j ON j.left_form = l.id JOIN forms r ON r.id = j.right_form
    JOIN speakers x ON x.id = j.left_id JOIN articles a ON a.id = x.article_id
    JOIN speakers y ON y.id = j.right_id JOIN articles b ON b.id = y.article_id
    WHERE l.canonical_id = ?1 AND r.canonical_id = ?1 AND l.id <> r.id AND j.verdict = 'same' AND j.undone_at IS NULL
    ORDER BY ?2 NOT IN (l.id, r.id), j.decided_by = 'rule', j.score DESC, j.id"""


def _speaker(store: Store, row: Row) -> dict[str, Any]:
    """A speaker as the article names them, as the canonical speaker, and with the judgements that joined the two."""
    named = {"name": row["name"], "kind": row["kind"]}
    named["aliases"] = [alias["alias"] for alias in store.rows(_ALIASES, [row["id"]])]
    if row["canonical_id"] is None:
        return {"named": named, "canonical": None, "judgements": []}
    person = next(store.rows(_PERSON, [row["person_id"]]), None)
    canonical = {"id": row["canonical_id"], "name": row["canonical_name"], "kind": row["canonical_kind"]}
    canonical["names"] = row["names"].split("\n")
    canonical["people_file"] = person and {**person, "identifiers": json.loads(person["identifiers"])}
    judged = list(store.rows(_JUDGEMENTS, [row["canonical_id"], row["form_id"]]))
    return {"named": named, "canonical": canonical, "judgements": judged}


def _claim(row: Row, text: str) -> Row:
    span = row["span"] and json.loads(row["span"])
    return {**row, "span": span, "exact": span and text[span[0] : span[1]]}


def _without_id(article: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in article.items() if name != "article_id"}


def _annotation(part: str, spans: Sequence[Span], view: QuotationView, text: str) -> dict[str, Any]:
    """The annotation that marks stretches of the text as the quotation's content, cue or source."""
    source = {"id": TEXT, "type": "Text", "format": "text/plain"}
    if view.article.url:
        source["via"] = view.article.url
    targets = [{"type": "SpecificResource", "source": source, "selector": make_selectors(text, span)} for span in spans]
    return {
        "id": f"urn:quotetrack:{view.quotation.id}:{part}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": part, "purpose": "tagging"},
        "target": targets,
    }


def hash_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def find_changes(store: Store, records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The changes in a store since these evidence records were made of it, one message for each."""
    return [f"{_id_of(record)}: {change}" for record in records for change in _changes(store, record)]


def _id_of(record: Mapping[str, Any]) -> str:
    return str(record.get("id")).removeprefix("urn:quotetrack:")


def _changes(store: Store, record: Mapping[str, Any]) -> Iterator[str]:
    try:
        held = record["evidence"]
        article, key = held["article"], str(held["quotation"]["id"])
        found = next(store.rows(_SAME, [key, article["url"], article["sha256"]]), None)
        if found is None:
            yield _whereabouts(store, key, article)
            return
        now = gather_evidence(store, [found["id"]])[0].record["evidence"]
        yield from _differences(held, now)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError):
        yield "the bundle's record does not have the form of evidence"
    except QuotetrackError as error:
        yield str(error)


_SAME = """SELECT q.id FROM quotations q JOIN articles a ON a.id = q.article_id
    WHERE q.key = ? AND a.url IS ? AND a.sha256 = ? ORDER BY q.id"""


def _whereabouts(store: Store, key: str, article: Mapping[str, Any]) -> str:
    """A message that tells what became of a quotation that is no longer in that article with that text."""
    other = next(store.rows("SELECT name FROM articles WHERE sha256 = ?", [article["sha256"]]), None)
    if any(store.rows("SELECT 1 FROM quotations WHERE key = ?", [key])) and other:
        return f"the store holds it, but in {other['name']}, another article with the same text"
    statement = "SELECT sha256, added_at FROM articles WHERE url = ? ORDER BY id DESC"
    for row in store.rows(statement, [article["url"]]) if article["url"] else ():
        if row["sha256"] != article["sha256"]:
            return f"the store holds another text of {article['url']}: sha256 {row['sha256']}, from {row['added_at']}"
    return "the store holds the article, but not the quotation" if other else "the store does not hold the article"


_MAY_GROW = {"quotetrack", "also_in", "names"}
"""Fields that may change without a notice, since they are not about this quotation: the program that wrote the bundle,
other articles, other spellings."""


def _differences(before: Any, now: Any, place: str = "") -> Iterator[str]:
    """A message for each value that differs, with the path to it."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name in dict.fromkeys((*before, *now)):
            if name == "judgements":
                yield from _judgement_changes(before.get(name), now.get(name))
            elif name not in _MAY_GROW:
                yield from _differences(before.get(name), now.get(name), f"{place}.{name}" if place else name)
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, (old, new) in enumerate(zip(before, now, strict=True)):
            yield from _differences(old, new, f"{place}[{number}]")
    elif before != now:
        yield f"{place} was {_short(before)}, and is {_short(now)}"


def _judgement_changes(before: Any, now: Any) -> Iterator[str]:
    old, new = ({row["id"]: row for row in rows or ()} for rows in (before, now))
    for row in old.values():
        if row["id"] not in new:
            yield f"judgement {row['id']} ({_judged(row)}) does not stand any more"
        elif row != new[row["id"]]:
            yield f"judgement {row['id']} was {_judged(row)}, and is {_judged(new[row['id']])}"
    yield from (f"judgement {id} is new: {_judged(new[id])}" for id in new if id not in old)


def _judged(row: Mapping[str, Any]) -> str:
    score = "" if row["score"] is None else f", {row['score']:.2f}"
    return f"{row['left_name']} and {row['right_name']} {row['verdict']}{score}, by {row['decided_by']}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:119]}…"
