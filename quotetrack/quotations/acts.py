"""What a cue says about an attribution: speech, writing, belief, or nothing at all."""

from __future__ import annotations

import re

from quotetrack.language import load
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Act, Kind, Span
from quotetrack.spans import overlap

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HYPOTHETICAL = re.compile(
    r"\b(?:would|could|might|should|wouldn['’]t|couldn['’]t|never|if|as if to|as though to|what if|suppose|imagine)"
    r"(?:\s+\w+){0,3}\s+(?:say|tell|ask|shout|reply|answer|argue|claim|write|call|says|said)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:when|if|being|was|were|is|are|been)\s+)?(?:asked|pressed|questioned|quizzed)\b", re.IGNORECASE
)
_PASSIVE = re.compile(r"(?:when|if|being|was|were|is|are|been)\b", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\b(?P<cue>in (?P<who>his|her|their|my|our|[^\W\d_][\w. ]{1,40}(?=['’]))(?:['’]s?)?(?: own)? words),?:?\s*$",
    re.IGNORECASE,
)
_WORDS_OF = re.compile(
    r"\b(?P<cue>in the words of) (?P<who>[^“”\":;]{3,70}?),?(?: (?:it|this|that|he|she|they) "
    r"(?:is|was|are|were))?,?:?\s*$",
    re.IGNORECASE,
)
_BARE = 3
"""Words up to which a noun with no verb is what a verb is about, not what is said: `claimed victory`."""
_NAMING = {"titled", "entitled", "nicknamed", "codenamed"}
_CLAUSE_START = re.compile(r"(?:^|[,;:—–-]\s*|\bwhen\s+)$", re.IGNORECASE)


def act_of(cue: str, kind: Kind) -> Act:
    """Speech, writing, belief or naming, from the words of a cue; speech where nothing speaks against it.

    A quotation in marks is not a belief unless its cue says nothing else: `thinks it is "mad"`.
    """
    found = {w.casefold() for w in _WORD.findall(cue)}
    known = load("en")
    writing = known.writing_verbs - known.weak_verbs if kind == "indirect" else known.writing_verbs
    if found & writing and not found & {"said", "says", "say", "told"}:
        return "writing"
    if found & _NAMING and kind != "indirect":
        return "not_speech"
    spoken = known.speech_verbs - known.weak_verbs if kind == "indirect" else known.speech_verbs
    if kind == "direct":
        spoken = spoken | known.musing_verbs
    if not found or found & spoken or found & known.speech_nouns:
        return "speech"
    if found & known.belief_verbs or kind == "indirect":
        return "belief"  # what nobody says to have said is at most a stance
    return "speech"


def is_stance(reading: Reading, draft: Draft) -> bool:
    """Whether a cue and a bare noun say where somebody stands, in no words of theirs: `blamed cheap imports`."""
    if draft.kind != "indirect" or not draft.cue:
        return False
    cue = {w.casefold() for w in _WORD.findall(reading.slice(draft.cue[0]))}
    words = [w for piece in draft.pieces for w in reading.tokens_in(piece)]
    if any(w.upos in ("VERB", "AUX") for w in words):
        return False
    few = len(words) <= _BARE and not cue & reading.language.saying_verbs and bool(cue) and words[-1].upos == "NOUN"
    return few or bool(cue & reading.language.stance_verbs)


def is_attribution(reading: Reading, cue: Span) -> bool:
    """Whether a cue attributes anything: false for "it must be said" and its like."""
    sentence = reading.sentence_at(cue.start)
    if sentence is None:
        return True
    start, end = sentence.span
    return not any(
        overlap(Span(*found.span()), cue) for found in reading.language.not_cues.finditer(reading.text, start, end)
    )


def is_hypothetical(reading: Reading, cue: Span) -> bool:
    """Whether nobody said it, by the words up to its cue: "as if to say", "never said", "would say"."""
    start = max(reading.sentence_start(cue.start), cue.start - 60)
    return any(found.end() > cue.start for found in _HYPOTHETICAL.finditer(reading.text, start, cue.end))


def in_words(reading: Reading, start: int) -> tuple[Span, Span] | None:
    """Cue and source of words in marks that "in her words" leads in, by where the mark stands."""
    found = _IN_WORDS.search(reading.text, max(0, start - 60), start)
    if found is None and not re.search(r"[.!?]\s", reading.text[max(0, start - 60) : start]):
        found = _WORDS_OF.search(reading.text, max(0, start - 100), start)
    return (Span(*found.span("cue")), Span(*found.span("who"))) if found else None


def is_question_put(reading: Reading, cue: Span) -> bool:
    """Whether a cue is the "asked" of "Asked about the vote, she said": what follows is the question
    that somebody else put, and the subject of the sentence does not say it."""
    before = reading.text[reading.sentence_start(cue.start) : cue.start]
    if any(s.span.end >= cue.start - 2 for s in reading.roles("source").starting_in(Span(cue.start - 80, cue.start))):
        return False  # `his lawyer, Ana Ruiz, asked whether`
    asks = reading.slice(cue)[0].islower() and not _PASSIVE.match(reading.slice(cue))
    if asks and reading.quoted_at(reading.solid_before(cue.start) - 1):
        return False  # `“Where would it go?” asked her husband`
    return bool(_ASKED.match(reading.slice(cue)) and _CLAUSE_START.search(before))
