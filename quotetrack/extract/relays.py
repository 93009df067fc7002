"""Through whom speech came: "rebels said, according to Reuters", "…, IRNA reported"."""

from __future__ import annotations

import re

from quotetrack.extract.drafts import Draft, Reading, overlap, within
from quotetrack.lexicon import verbs, words
from quotetrack.records import Labelled, Span

_ACCORDING = re.compile(
    r"(?:,\s*)?\b(?:according to|as reported by|as quoted by|as told to|in an interview with|quoted by|reported by|"
    r"in comments to|told|tells|speaking to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\s*(?:news agency|newspaper|television|state media|agency|radio)?\s*\b(?:reported|reports|has reported|said|quoted "
    r"(?:him|her|them) as saying|cited)\b",
    re.IGNORECASE,
)


def is_outlet(reading: Reading, span: Span) -> bool:
    """Whether a span names a news outlet: a listed name, or an organisation whose last word is one
    that outlets bear (Times, News, Agency)."""
    name = re.sub(r"['’]s$", "", re.sub(r"^(?:the|a|an)\s+", "", reading.slice(span), flags=re.IGNORECASE)).strip()
    listed = words("outlets")
    if name.casefold() in listed:
        return True
    parts = name.casefold().replace("’s", "").split()
    return len(parts) > 1 and len(parts) <= 6 and (parts[-1] in listed or bool(re.search(r"news agency$", name, re.IGNORECASE)))


def mark_relays(reading: Reading, drafts: list[Draft], idle: list[Draft]) -> None:
    """Set `via` on drafts whose sentence also names the outlet that passed them on; drafts that
    are nothing but the relay of an inner attribution are turned inside out."""
    for draft in drafts:
        _turn_inside_out(reading, draft)
        if draft.via is None and draft.source:
            draft.via = _relay_near(reading, draft, drafts, idle)


def _relay_near(reading: Reading, draft: Draft, drafts: list[Draft], idle: list[Draft]) -> Span | None:
    anchor = draft.cue[0] if draft.cue else draft.pieces[-1]
    sentence = reading.sentence_at(anchor.start)
    if sentence is None:
        return None
    used = [s for d in drafts for s in d.source]
    for spare in idle:
        source = spare.source[0] if spare.source else None
        if source and within(source, sentence.span) and source not in draft.source and is_outlet(reading, source):
            return source
    for entity in _organisations(reading, sentence.span):
        if any(overlap(entity.span, s) for s in used) or any(overlap(entity.span, p) for p in draft.pieces):
            continue
        before = reading.text[max(sentence.span.start, entity.span.start - 40) : entity.span.start]
        after = reading.text[entity.span.end : min(len(reading.text), entity.span.end + 40)]
        if is_outlet(reading, entity.span) and (_ACCORDING.search(before) or _REPORTED.match(after)):
            return entity.span
    return None


def _organisations(reading: Reading, span: Span) -> list[Labelled]:
    return [e for e in reading.document.entities if e.label == "ORGANIZATION" and within(e.span, span)]


def _turn_inside_out(reading: Reading, draft: Draft) -> None:
    """`Bogdanov underlined …, IRNA reported`: the outlet is the way, the inner subject the source.

    Only where the outer source is an outlet, the content is unquoted and its own first clause is a
    named subject with a reporting verb. The outer draft becomes the inner one.
    """
    if draft.kind == "direct" or len(draft.source) != 1 or not is_outlet(reading, draft.source[0]):
        return
    piece = draft.pieces[0]
    for entity in reading.document.entities:
        if entity.label == "LOCATION" or not within(entity.span, piece):
            continue
        verb = _verb_after(reading, entity.span, piece)
        if verb is None or verb.end + 8 > piece.end:
            continue
        draft.via, draft.way = draft.source[0], "relayed"
        draft.source, draft.cue = [entity.span], [verb]
        draft.pieces = [Span(_skip_space(reading.text, verb.end), piece.end), *draft.pieces[1:]]
        return


def _verb_after(reading: Reading, name: Span, piece: Span) -> Span | None:
    """A reporting verb directly after a name (an aside between commas may stand between)."""
    aside = re.compile(r"(?:,[^,.;“”\"]{2,80},)?\s*(?:(?:has|have|had|also|later|then)\s+){0,2}").match(reading.text, name.end)
    at = aside.end() if aside else name.end
    for text, upos, span in reading.tokens_in(Span(at, min(piece.end, at + 30)))[:1]:
        if text.casefold() in verbs("speech_verbs") and upos in ("VERB", "AUX", None):
            return span
    return None


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
