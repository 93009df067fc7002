"""Through whom speech came: "rebels said, according to Reuters", "…, IRNA reported"."""

from __future__ import annotations

import re

from quotetrack.extract.drafts import Draft, Reading
from quotetrack.lexicon import verbs, words
from quotetrack.records import Span
from quotetrack.spans import SpanIndex, within

_ACCORDING = re.compile(
    r"(?:,\s*)?\b(?:according to|as reported by|as quoted by|as told to|in an interview with|quoted by|"
    r"reported by|in comments to|told|tells|speaking to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\s*(?:news agency|newspaper|television|state media|agency|radio)?\s*\b(?:reported|reports|has reported|said|"
    r"quoted (?:him|her|them) as saying|cited)\b",
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
    return (
        len(parts) > 1
        and len(parts) <= 6
        and (parts[-1] in listed or bool(re.search(r"news agency$", name, re.IGNORECASE)))
    )


def mark_relays(reading: Reading, drafts: list[Draft], idle: list[Draft]) -> None:
    """Set `via` on drafts whose sentence also names the outlet that passed them on; drafts that
    are nothing but the relay of an inner attribution are turned inside out."""
    spare = SpanIndex((d.source[0] for d in idle if d.source), lambda span: span)
    for draft in drafts:
        _turn_inside_out(reading, draft)
    used = SpanIndex((span for d in drafts for span in (*d.source, *d.pieces)), lambda span: span)
    for draft in drafts:
        if draft.via is None and draft.source:
            draft.via = _relay_near(reading, draft, used, spare)


def _relay_near(reading: Reading, draft: Draft, used: SpanIndex[Span], spare: SpanIndex[Span]) -> Span | None:
    anchor = draft.cue[0] if draft.cue else draft.pieces[-1]
    sentence = reading.sentence_at(anchor.start)
    if sentence is None:
        return None
    for source in spare.starting_in(sentence.span):
        if source not in draft.source and is_outlet(reading, source):
            return source
    for entity in reading.organisations_touching(sentence.span):
        before = reading.text[max(sentence.span.start, entity.span.start - 40) : entity.span.start]
        after = reading.text[entity.span.end : entity.span.end + 40]
        relays = _ACCORDING.search(before) or _REPORTED.match(after)
        if relays and is_outlet(reading, entity.span) and not used.touching(entity.span):
            return entity.span
    return None


def _turn_inside_out(reading: Reading, draft: Draft) -> None:
    """`Bogdanov underlined …, IRNA reported`: the outlet is the way, the inner subject the source.

    Only where the outer source is an outlet, the content is unquoted and its own first clause is a
    named subject with a reporting verb. The outer draft becomes the inner one.
    """
    if draft.kind == "direct" or len(draft.source) != 1 or not is_outlet(reading, draft.source[0]):
        return
    piece = draft.pieces[0]
    for entity in reading.entities.touching(piece):
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
    aside = re.compile(r"(?:,[^,.;“”\"]{2,80},)?\s*(?:(?:has|have|had|also|later|then)\s+){0,2}").match(
        reading.text, name.end
    )
    at = aside.end() if aside else name.end
    for text, upos, span in reading.tokens_in(Span(at, min(piece.end, at + 30)))[:1]:
        if text.casefold() in verbs("speech_verbs") and upos in ("VERB", "AUX", None):
            return span
    return None


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
