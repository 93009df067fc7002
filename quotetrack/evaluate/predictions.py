"""Quotations found in annotated articles: by a pack, or by another tool that wrote them into a file of predictions.

Such a file has an article a line; docs/model.md describes the form. It is read strictly: a slip must not pass for a
bad score. What a pack finds is written in the same form, for other scorers.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotetrack.errors import InputError, QuotetrackError
from quotetrack.evaluate.gold import GoldArticle, read_lines
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article, Attribution, Quotation, Span, Speaker

if TYPE_CHECKING:
    from quotetrack.parse import Parser

Row = Mapping[str, Any]
KINDS = ("person", "organization", "unnamed", "unknown")
_LINE = {"doc", "attributions"}
_FIELDS = {"content", "cue", "source", "speaker", "kind", "role", "affiliations", "confidence"}


@dataclass(frozen=True)
class Extracted:
    """Quotations by article, of a pack (its stamp) or of a file of predictions (its name).

    `loading` and `reading` are seconds of processor time; None where quotetrack read nothing.
    """

    quotations: dict[str, list[Quotation]]
    name: str
    loading: float | None = None
    reading: float | None = None

    @property
    def kind(self) -> str:
        """Where the quotations come from: "pack" or "predictions"."""
        return "predictions" if self.reading is None else "pack"


def extract(articles: Iterable[GoldArticle], load: Callable[[], Parser]) -> Extracted:
    """The quotations of all articles, as `quotetrack extract` gives them.

    Raises the InputError of the first article that cannot be read: a measure must not leave one out.
    """
    start = time.process_time()
    parser = load()
    loaded = time.process_time()
    quotations: dict[str, list[Quotation]] = {}
    for article, found in extract_articles((Article(a.doc, a.text) for a in articles), parser):
        if isinstance(found, Exception):
            raise found
        quotations[article.id] = found
    return Extracted(quotations, parser.stamp, loaded - start, time.process_time() - loaded)


def counted(quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that count: those that are not within another one and not of the act `not_speech`."""
    return [q for q in quotations if q.act != "not_speech" and not q.depth]


def write(path: Path, quotations: Mapping[str, Sequence[Quotation]]) -> None:
    """Write the quotations that count, of each article by its `doc`. Raises QuotetrackError."""
    rows = ({"doc": doc, "attributions": [_as_row(q) for q in counted(own)]} for doc, own in quotations.items())
    try:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise QuotetrackError(f"{path}: cannot be written: {error.strerror}. Name another file.") from None


def _as_row(quotation: Quotation) -> dict[str, Any]:
    given = quotation.attribution
    return {
        "content": quotation.content, "cue": given.cue, "source": given.source, "speaker": given.name,
        "kind": given.speaker.kind, "role": given.speaker.role, "affiliations": given.speaker.affiliations,
        "confidence": None if isnan(given.confidence) else round(given.confidence, 3),
    }  # fmt: skip


def read(path: Path, articles: Iterable[GoldArticle], tell: Callable[[str], None]) -> Extracted:
    """The predictions of a file for these articles, as quotations without id, kind and act.

    In an article without a line nothing was found, which `tell` is told. Raises InputError for a doc that is unknown or
    comes twice, spans outside of its text, a content without spans, and fields that the form does not have.
    """
    lengths = {article.doc: len(article.text) for article in articles}
    found: dict[str, list[Quotation]] = {}
    for where, row in read_lines(path):
        if row.keys() != _LINE or not isinstance(row["attributions"], list):
            raise InputError(where, f"it has {', '.join(row) or 'nothing'}", "a line has doc and attributions")
        doc = row["doc"]
        if not isinstance(doc, str) or doc not in lengths:
            raise InputError(where, f"{doc!r} is no article of the gold file", "predict on the articles to be scored")
        if doc in found:
            raise InputError(where, f"{doc} is there twice", "give each article one line")
        found[doc] = [
            _quotation(attribution, lengths[doc], f"{where}, attribution {number}")
            for number, attribution in enumerate(row["attributions"])
        ]
    if missing := lengths.keys() - found.keys():
        tell(f"{path}: {len(missing)} of {len(lengths)} articles have no line: nothing counts as found in them.")
    return Extracted({doc: found.get(doc, []) for doc in lengths}, path.name)


def _quotation(row: Any, length: int, where: str) -> Quotation:
    if not isinstance(row, dict) or not row.get("content"):
        raise InputError(where, "no content", "an attribution is an object with at least a content")
    if unknown := sorted(row.keys() - _FIELDS):
        raise InputError(where, f"{unknown[0]!r} is no field", f"there are {', '.join(sorted(_FIELDS))}")
    content, cue, source = (_spans(row.get(role), length, f"{where}, {role}") for role in ("content", "cue", "source"))
    speaker = Speaker(
        _text(row, "speaker", where), _kind(row, where), _text(row, "role", where),
        _names(row.get("affiliations"), where),
    )  # fmt: skip
    confidence = _confidence(row.get("confidence"), where)
    given = Attribution(cue=cue, source=source, speakers=(speaker,), confidence=confidence)
    return Quotation(id="", kind="direct", act="speech", text="", content=content, attribution=given)


def _spans(given: Any, length: int, where: str) -> tuple[Span, ...]:
    if not isinstance(given, list | None):
        raise InputError(where, f"it is {given!r}", "a role is a list of spans, or null")
    for span in given or ():
        whole = isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span)
        if not whole or not 0 <= span[0] < span[1] <= length:
            raise InputError(where, f"{span!r} is no span of the text", f"[start, end], 0 <= start < end <= {length}")
    return tuple(sorted(Span(*span) for span in given or ()))


def _text(row: Row, name: str, where: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(where, f"{name} is {value!r}", "it is text or null")
    return value or None


def _kind(row: Row, where: str) -> Any:
    """The kind given; else person for whoever has a name."""
    kind = row.get("kind") or ("person" if row.get("speaker") else "unknown")
    if kind not in KINDS:
        raise InputError(where, f"kind is {kind!r}", f"it is one of {', '.join(KINDS)}")
    return kind


def _names(given: Any, where: str) -> tuple[str, ...]:
    if not isinstance(given, list | None) or not all(isinstance(name, str) for name in given or ()):
        raise InputError(where, f"affiliations is {given!r}", "it is a list of names")
    return tuple(given or ())


def _confidence(given: Any, where: str) -> float:
    if given is None:
        return nan
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise InputError(where, f"confidence is {given!r}", "it is from 0 to 1, or null")
    return float(given)
