"""Through whom speech came: "rebels said, according to Reuters", "…, IRNA reported"."""

from __future__ import annotations

import re

from quotetrack.lexicon import listed, verbs, words
from quotetrack.quotations.clauses import names_somebody, noun_phrase
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import INTRODUCED_OUTLET as _INTRODUCED
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.spans import SpanIndex, within
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
_ASIDE = re.compile(r"(?:,[^,.;“”\"]{2,80},)?\s*(?:(?:has|have|had|also|later|then)\s+){0,2}")
_WAS_QUOTED = re.compile(
    r"\b(?:was|were|is|are|has been|have been)\s(?:also\s)?(?:quoted|cited)\s(?:as\ssaying\s)?by\b"
)
_CLOSING = re.compile(r",\s+(?P<who>[^,]{3,70}?)\s+(?P<verb>[^\W\d_]+),?$")
_PARTICIPLE = re.compile(r",\s+(?P<verb>[^\W\d_]+ing)(?:\s(?:for|on))?\b")


def is_outlet(reading: Reading, span: Span) -> bool:
    """Whether a span names a news outlet: a listed name, one that the article introduces as an outlet
    (`the state agency KNA`), or one whose last word outlets bear (Times, News)."""
    name = re.sub(r"['’]s$", "", re.sub(r"^(?:the|a|an)\s+", "", reading.slice(span), flags=re.IGNORECASE)).strip()
    listed = words("outlets")
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


def mark_relays(reading: Reading, drafts: list[Draft], idle: list[Draft]) -> None:
    """Set `via` on drafts whose sentence also names the outlet that passed them on; drafts that
    are nothing but the relay of an inner attribution are turned inside out."""
    spare = SpanIndex((d.source[0] for d in idle if d.source), lambda span: span)
    for draft in drafts:
        _quoted_by(reading, draft)
    for before, draft in zip([None, *drafts], drafts, strict=False):
        _turn_inside_out(reading, draft)
        _give_back_source(reading, before, draft)
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

    Only where the outer cue relays, the content is unquoted and holds an attribution of its own:
    a closing `…, rebels said`, or a named subject with a reporting verb. The outer draft becomes it.
    """
    if draft.kind == "direct" or len(draft.source) != 1 or not _relays(reading, draft):
        return
    first = draft.pieces[0]
    inner = _closing_clause(reading, draft) or _group_clause(reading, first) or _opening_clause(reading, first)
    if inner is None:
        return
    who, verb, content = inner
    rest = [p for p in draft.pieces if p.start >= content.end and p.end <= draft.end and p.start > verb.end]
    draft.via, draft.way = draft.source[0], "relayed"
    draft.source, draft.cue, draft.pieces = [who], [verb], [content, *rest]


def _quoted_by(reading: Reading, draft: Draft) -> None:
    """`“It is fed,” he was quoted as saying by the agency`: who is quoted says it, who quotes passes it on."""
    if len(draft.source) != 1 or not draft.cue:
        return
    quoter, cue = draft.source[0], draft.cue[0]
    found = _WAS_QUOTED.search(reading.text, max(0, min(cue.start, quoter.start) - 60), quoter.start)
    if not found or quoter.start - found.end() > 5 or found.end() < cue.end < quoter.start:
        return
    sentence = reading.sentence_start(cue.start)
    words = [w for w in reading.tokens_in(Span(sentence, found.start())) if w.span.end <= found.start()]
    if words and words[-1].text == "," and not any(w.upos in ("VERB", "AUX") for w in words):
        words = words[: next(n for n, w in enumerate(words) if w.text == ",")]  # `Ana Ruiz, the mayor, was quoted`
    at = max((n + 1 for n, w in enumerate(words) if w.text in (",", "”", '"', "’", "»", ";")), default=0)
    phrase = noun_phrase(words[at:]) or [w for w in words[at:][:1] if w.folded in ("he", "she", "they")]
    if phrase and at + len(phrase) == len(words):
        draft.via, draft.source = draft.source[0], [Span(phrase[0].span.start, phrase[-1].span.end)]
        draft.pieces = [p for p in draft.pieces if p != draft.source[0]] or draft.pieces


def _give_back_source(reading: Reading, before: Draft | None, draft: Draft) -> None:
    """`B underlined X, calling for Y, IRNA reported`: the participle shares the subject before it,
    and the outlet that the model gave it as its source only relays."""
    source = draft.source[0] if draft.source else None
    if before is None or source is None or not before.source or not draft.cue or not is_outlet(reading, source):
        return
    participle = reading.slice(draft.cue[0]).split()[0].casefold().endswith("ing")
    same = reading.sentence_index(before.start) == reading.sentence_index(draft.start)
    if participle and same and source.start > draft.end and _REPORTED.match(reading.text, source.end):
        draft.via, draft.source = source, list(before.source)


def _relays(reading: Reading, draft: Draft) -> bool:
    """Whether the source passes on what others say: an outlet, or a single name that "reported" it."""
    source = draft.source[0]
    cue = " ".join(reading.slice(c) for c in draft.cue).casefold()
    single = re.fullmatch(r"[A-Z][\w.-]+", reading.slice(source))
    words = reading.slice(source).casefold().split()
    told_by = cue == "according to" and any(w in listed("document_nouns") for w in words[:4])
    return (
        is_outlet(reading, source) or told_by or (single is not None and bool(re.search(r"report|quot|according", cue)))
    )


_Inner = tuple[Span, Span, Span]


def _closing_clause(reading: Reading, draft: Draft) -> _Inner | None:
    """`the town fell, a monitoring group said`: subject and verb at the end of the content."""
    whole = Span(draft.start, draft.end)
    found = _CLOSING.search(reading.slice(whole))
    if not found or found["verb"].casefold() not in verbs("strong_verbs"):
        return None
    who, verb = (Span(*(whole.start + at for at in found.span(part))) for part in ("who", "verb"))
    if any(word.upos in ("VERB", "AUX") and not word.folded.endswith("ing") for word in reading.tokens_in(who)):
        return None
    return who, verb, Span(whole.start, whole.start + found.start())


def _group_clause(reading: Reading, piece: Span) -> _Inner | None:
    """`the rebels said they had taken it` at the start of the content: a noun for people, and a reporting verb."""
    words = reading.tokens_in(piece)
    phrase = noun_phrase(words)
    verb = words[len(phrase) : len(phrase) + 1]
    if not phrase or not verb or verb[0].folded not in verbs("strong_verbs") or verb[0].upos != "VERB":
        return None
    content = trim(reading.text, Span(verb[0].span.end, piece.end))
    if (
        content is None
        or not names_somebody(reading, phrase)
        or not any(w.upos in ("VERB", "AUX") for w in reading.tokens_in(content))
    ):
        return None
    return Span(phrase[0].span.start, phrase[-1].span.end), verb[0].span, content


def _opening_clause(reading: Reading, piece: Span) -> _Inner | None:
    """`the minister said that …` or `the minister met them, calling for …` at the start of the content."""
    for entity in reading.entities.touching(piece):
        if entity.label == "LOCATION" or not within(entity.span, piece):
            continue
        verb = _verb_after(reading, entity.span, piece) or _participle(reading, Span(entity.span.end, piece.end))
        if verb and verb.end + 8 < piece.end:
            return entity.span, verb, Span(_skip_space(reading.text, verb.end), piece.end)
    return None


def _participle(reading: Reading, span: Span) -> Span | None:
    """A reporting participle after a comma: `, calling for`, `, adding that`."""
    found = _PARTICIPLE.search(reading.text, span.start, span.end)
    if not found or found["verb"].casefold() not in verbs("speech_verbs"):
        return None
    return Span(found.start("verb"), found.end())


def _verb_after(reading: Reading, name: Span, piece: Span) -> Span | None:
    """A reporting verb directly after a name (an aside between commas may stand between)."""
    aside = _ASIDE.match(reading.text, name.end)
    at = aside.end() if aside else name.end
    for word in reading.tokens_in(Span(at, min(piece.end, at + 30)))[:1]:
        if word.folded in verbs("speech_verbs") and word.may_be_verb:
            return word.span
    return None


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
