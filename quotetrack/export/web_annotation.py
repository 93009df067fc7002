"""Describes quotations as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): place and speaker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from quotetrack.errors import QuotetrackError
from quotetrack.export.addresses import person_address, quotation_address, text_address, web_address
from quotetrack.export.quotations import Exported
from quotetrack.export.schema_org import job_title
from quotetrack.settings import VERSION
from quotetrack.spans import make_selectors

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def as_annotation(exported: Exported) -> dict[str, Any]:
    """Returns an annotation with a target for each span of the content, and bodies for speakers, kind and act.

    `start` and `end` count code points, as the standard demands, of the text as it was ingested, which the target's
    `state` names by its hash; for a web page this is not its HTML. Raises QuotetrackError where the quotation has no
    `source`, which find_all(texts=True) gives.
    """
    said, source = exported.hit.quotation, exported.source
    if source is None:
        raise QuotetrackError("an annotation needs the article's text: find_all(texts=True)")
    text = text_address(source.sha256)
    where = web_address(exported.hit.article.url) or text
    return {
        "@context": CONTEXT,
        "id": quotation_address("annotation", where, said.id),
        "type": "Annotation",
        "motivation": "describing",
        "created": _moment(source.added_at),
        "generator": {"type": "Software", "name": f"quotetrack {VERSION}"},
        "body": [*_speakers(exported), *(_text("tagging", tag) for tag in (said.kind, said.act))],
        "target": [
            {
                "type": "SpecificResource",
                "source": where,
                "state": {"type": "TimeState", "cached": text},
                "selector": make_selectors(source.text, span),
            }
            for span in said.content
        ],
    }


def _speakers(exported: Exported) -> Iterator[dict[str, Any]]:
    """Yields bodies with the speakers' names, addresses, mentions and roles, or a tag that the speaker is unknown."""
    given = exported.hit.quotation.attribution
    if given.speaker.kind == "unknown":
        yield _text("tagging", "speaker unknown")
    for name in given.names:
        yield _text("identifying", name)
    for known in filter(None, exported.known):
        for address in filter(None, (person_address(scheme, id) for scheme, id in known.identifiers.items())):
            yield {"type": "SpecificResource", "source": address, "purpose": "identifying"}
    if given.name is None and given.mention and given.speaker.kind != "unknown":
        yield _text("describing", given.mention)
    for speaker in given.speakers:
        if described := ", ".join(filter(None, (job_title(speaker), *speaker.affiliations))):
            yield _text("describing", described)


def _text(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _moment(stamp: str) -> str:
    """Writes a time of the store as the standard demands: in UTC, with a Z."""
    return datetime.fromisoformat(stamp).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
