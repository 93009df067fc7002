"""Names as wholes: what a model cuts at hyphens, apostrophes, nicknames and small words, joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quotetrack.lexicon import listed
from quotetrack.records import Labelled, Span

_PART = r"[^\W\d_a-z][\w’']*"
_JOINED_BEFORE = re.compile(r"(?:[^\W\d_][\w’']*-)+$")
_JOINED_AFTER = re.compile(rf"(?:-[^\W\d_][\w]*)+(?:\s{_PART})?")
_GIVEN_BEFORE = re.compile(r"(?P<given>[^\W\d_][\w’']*(?:-[^\W\d_]\w*)?)\s(?:[^\W\d_a-z]\.\s?){0,2}$")
_NICKNAME = re.compile(r"\s[\"“‘'(][^\W\d_][\w -]{0,20}[\"”’')]\s")
_NICKNAME_AND_NAME = re.compile(rf"\s[\"“‘'][^\W\d_][\w -]{{0,20}}[\"”’']\s{_PART}")
_SUFFIX = re.compile(r",?\s(?:Jr|Sr)\b\.?|\s(?:II|III|IV)\b")
_ORDINAL_BEFORE = re.compile(r"\b\d{1,4}(?:st|nd|rd|th)\s$")
_BODY_JOINT = re.compile(r"\s|['’]s?\s|\s(?:of|for|and|&|of the|for the)\s|\s?-\s?")
_OF_PLACE = re.compile(r"\s(?:of|for)\s(?:the\s)?")


def whole_names(text: str, entities: Sequence[Labelled]) -> list[Labelled]:
    """The entities, in text order, with parts of one name joined into one entity."""
    joined: list[Labelled] = []
    for entity in sorted(entities, key=lambda e: e.span):
        found = Labelled(_widened(text, entity), entity.label, entity.score)
        last = joined[-1] if joined else None
        if last and (found.span.start < last.span.end or _is_one_name(text, last, found)):
            end = max(last.span.end, found.span.end)
            joined[-1] = Labelled(Span(last.span.start, end), last.label, min(last.score, found.score))
        else:
            joined.append(found)
    return joined


def _is_one_name(text: str, a: Labelled, b: Labelled) -> bool:
    """`Dockworkers’` and `Union`, `Port of` and `Halsund`, `Billy "Bricks"` and `Lennox`."""
    between = text[a.span.end : b.span.start]
    if a.label == b.label == "PERSON":
        return bool(_NICKNAME.fullmatch(between))
    if a.label != "ORGANIZATION" or b.label == "PERSON":
        return False
    if text[a.span.start : a.span.end].endswith((" of", " for")) and between == " ":
        return True
    return bool((_BODY_JOINT if b.label == "ORGANIZATION" else _OF_PLACE).fullmatch(between))


def _widened(text: str, entity: Labelled) -> Span:
    start, end = entity.span
    if entity.label == "ORGANIZATION":
        ordinal = _ORDINAL_BEFORE.search(text, max(0, start - 8), start)
        return Span(ordinal.start() if ordinal else start, end)
    if entity.label != "PERSON":
        return entity.span
    before = _JOINED_BEFORE.search(text, max(0, start - 40), start)
    start = before.start() if before else start
    given = _GIVEN_BEFORE.search(text, max(0, start - 40), start)
    if given and given["given"][0].isupper() and _is_given(given["given"]):
        start = given.start()
    for pattern in (_JOINED_AFTER, _NICKNAME_AND_NAME, _SUFFIX):
        after = pattern.match(text, end)
        end = after.end() if after else end
    return Span(start, end)


def _is_given(name: str) -> bool:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return any(plain in listed(f"given_names_{borne}") for borne in ("female", "male", "either"))
