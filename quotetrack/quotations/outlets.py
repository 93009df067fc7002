"""Outlets, and through whom speech came: "rebels said, according to Reuters", "…, IRNA reported"."""

from __future__ import annotations

import re
from dataclasses import replace

from quotetrack.quotations.clauses import names_somebody, noun_phrase, phrase_before
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import INTRODUCED_OUTLET as _INTRODUCED
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span, Way
from quotetrack.spans import SpanIndex
from quotetrack.text import trim

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

_WAS_QUOTED = re.compile(r"(?:was|were|is|are|has been|have been)\s(?:also\s)?(?:quoted|cited)\b")


_QUOTED_AS = re.compile(
    r"(?:quot(?:ed|es|ing)|cit(?:ed|es|ing))\s(?P<who>[^.;:“”\"\n]{2,120}?),?\sas\s(?:saying|telling|stating)(?:\sthat)?\b:?\s?"
)


def is_outlet(reading: Reading, span: Span) -> bool:
    """Whether a span names a news outlet: a listed name, one that the article introduces as an outlet
    (`the state agency KNA`), or one whose last word outlets bear (Times, News)."""
    name = re.sub(r"['’]s$", "", re.sub(r"^(?:the|a|an)\s+", "", reading.slice(span), flags=re.IGNORECASE)).strip()
    listed = reading.language.outlets
    if name.islower():
        return False  # "the star" is no newspaper
    parts = name.casefold().split()
    introduced = _INTRODUCED.search(name)
    known = reading.outlets | listed
    if name.casefold() in known or (introduced and introduced["name"].casefold() in known):
        return True
    if 1 < len(parts) <= 3 and parts[0] in ("radio", "television", "tv", "channel"):
        return True
    return 1 < len(parts) <= 6 and (parts[-1] in listed or parts[-2:] == ["news", "agency"])


def mark_relays(reading: Reading, drafts: list[Draft], idle: list[Draft]) -> list[Draft]:
    """The drafts, in text order, with `via` where their sentence also names the outlet that passed them on; drafts
    that are nothing but the relay of an inner attribution are turned inside out. `idle` are cues without content."""
    turned: list[Draft] = []
    for draft in drafts:
        quoted = _quoted_as(reading, draft)
        if quoted is None:
            continue
        own = _turn_inside_out(reading, _quoted_by(reading, quoted))
        turned.append(_give_back_source(reading, turned[-1], own) if turned else own)
    spare = SpanIndex((d.source[0] for d in idle if d.source), lambda span: span)
    used = SpanIndex((span for d in turned for span in (*d.source, *d.pieces)), lambda span: span)
    return [replace(d, via=_relay_near(reading, d, used, spare)) if d.via is None and d.source else d for d in turned]


def _relay_near(reading: Reading, draft: Draft, used: SpanIndex[Span], spare: SpanIndex[Span]) -> Span | None:
    """The outlet in the sentence of a draft that passed its words on, if one is named there."""
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


def _quoted_as(reading: Reading, draft: Draft) -> Draft | None:
    """`The agency quoted Ana Ruiz as saying it was fed`: she says it, the agency passes it on; None where the content
    is nothing but her name, as in front of words in marks."""
    found = _QUOTED_AS.match(reading.text, draft.cue[0].start) if draft.cue and draft.source else None
    if found is None:
        return draft
    after = (Span(max(p.start, found.end()), p.end) for p in draft.pieces if p.end > found.end())
    before = (p for p in draft.pieces if p.end <= found.start())
    pieces = tuple(piece for p in (*before, *after) if (piece := trim(reading.text, p)))
    who = Span(*found.span("who"))
    return replace(draft, pieces=pieces, via=draft.source[0], source=(who,), way=Way.RELAYED) if pieces else None


def _quoted_by(reading: Reading, draft: Draft) -> Draft:
    """`“It is fed,” he was quoted as saying by the agency`: who is quoted says it, who quotes passes it on."""
    if not draft.source or not draft.cue or draft.source[0].start < draft.cue[0].end:
        return draft
    cue = draft.cue[0]
    if not _WAS_QUOTED.match(reading.text, cue.start):
        return draft
    subject = phrase_before(reading.tokens_in(Span(reading.sentence_start(cue.start), cue.start)))
    if subject and not reading.quoted_at(subject.start):
        pieces = tuple(p for p in draft.pieces if p != subject) or draft.pieces
        return replace(draft, via=draft.source[0], source=(subject,), pieces=pieces)
    return draft


def _turn_inside_out(reading: Reading, draft: Draft) -> Draft:
    """`The army said that it had left, IRNA reported`: the outlet passes on what the subject of the content says."""
    source = draft.source[0] if draft.source else None
    if draft.kind == "direct" or source is None or source.start < draft.end:
        return draft
    outlet = is_outlet(reading, source)
    reports = reading.text.startswith((" reported", " reports"), source.end) and " " not in reading.slice(source)
    words = reading.tokens_in(draft.pieces[0])
    phrase = noun_phrase(words)
    verb = words[len(phrase)] if 0 < len(phrase) < len(words) else None
    if verb is None or not (outlet or reports) or not names_somebody(reading, phrase):
        return draft
    content = trim(reading.text, Span(verb.span.end, draft.pieces[0].end))
    verbs = reading.language.speech_verbs if outlet else reading.language.strong_verbs
    if content and verb.upos == "VERB" and verb.folded in verbs:
        who = Span(phrase[0].span.start, phrase[-1].span.end)
        pieces = (content, *draft.pieces[1:])
        return replace(draft, via=source, way=Way.RELAYED, source=(who,), cue=(verb.span,), pieces=pieces)
    return draft


def _give_back_source(reading: Reading, before: Draft, draft: Draft) -> Draft:
    """`B underlined X, calling for Y, IRNA reported`: the participle shares the subject before it,
    and the outlet that the model gave it as its source only relays."""
    source = draft.source[0] if draft.source else None
    if source is None or not before.source or not draft.cue or not is_outlet(reading, source):
        return draft
    participle = reading.slice(draft.cue[0]).split()[0].casefold().endswith("ing")
    same = reading.sentence_index(before.start) == reading.sentence_index(draft.start)
    if participle and same and source.start > draft.end and _REPORTED.match(reading.text, source.end):
        return replace(draft, via=source, source=before.source)
    return draft
