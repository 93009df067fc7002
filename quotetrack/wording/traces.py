"""Tells in words why a quotation has its speaker, from the trace of its attribution, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotetrack.records import Note, Reason, Rule, Way

_RULE_WORDS: Mapping[str, str] = {
    Rule.NAMED: "the source names the speaker",
    Rule.NAMED_ORGANISATION: "the source names the organisation",
    Rule.TRANSCRIPT: "the label of the turn names the speaker",
    Rule.TRANSCRIPT_LETTER: "the turn is labelled with a letter or an office",
    Rule.RELATIVE: "the pronoun belongs to the name before it",
    Rule.PRONOUN: "the pronoun best fits this person",
    Rule.FIRST_PERSON: "the words around it are the speaker's own",
    Rule.COLLECTIVE_PRONOUN: "the pronoun stands for an organisation that the article names",
    Rule.GROUP_NOUN: "the noun stands for an organisation that the article names",
    Rule.DESCRIPTION: "the description fits a person whom the article names",
    Rule.SUBJECT: "no source stands with it, and one person fits best",
    Rule.JOINT: "the source names several people",
    Rule.JOINT_PRONOUN: "the pronoun stands for people who were named together",
    Rule.JOINT_DESCRIPTION: "the description fits people named before, as many as it says",
    Rule.UNNAMED: "the source describes somebody and names nobody",
    Rule.CONTINUED: "the speaker before goes on",
    Rule.NAMED_BEFORE: "no source stands with it, and the person named before fits best",
    Rule.UNNAMED_PRONOUN: "the pronoun stands for somebody whom the article does not name",
    Rule.UNRESOLVED_PRONOUN: "nobody clearly fits the pronoun",
    Rule.FLOATING: "nobody near is clearly the speaker",
    Rule.NO_SOURCE: "no source stands with it",
}
_REASON_WORDS: Mapping[str, str] = {
    Reason.NAMED_THERE: "the name in the source",
    Reason.NEAR: "how near the name stands",
    Reason.PROMINENT: "how often the article names them",
    Reason.SPOKE_LAST: "who spoke just before",
    Reason.SPEAKS: "who is quoted by name elsewhere",
    Reason.AGREES: "gender and number",
    Reason.CALLED_SO: "what the article calls them",
    Reason.CONTEXT: "the words around it",
}
_WAY_WORDS: Mapping[str, str] = {
    Way.CLAUSE: "the clause around it or beside it names who speaks",
    Way.RELAYED: "an outlet passed it on",
    Way.CREDIT_LINE: "a credit line follows",
    Way.HEADER_LINE: "a line with name and office stands before",
    Way.LEAD_IN: "a line with a colon leads in",
    Way.IN_THEIR_WORDS: "“in … words” leads in",
    Way.NESTED: "it stands inside another quotation",
}
_PLAIN_WAYS = {Way.MODEL, Way.FLOATING, Way.TRANSCRIPT}
"""Ways that need no words: the rule tells of them already, or cue and source stand right with the words."""
_NOTE_WORDS: Mapping[str, str] = {
    Note.NICKNAME: "the marks are those of a nickname",
    Note.TITLE: "the marks are those of a title",
    Note.NAMED: "the words before say that it is a name",
    Note.SCARE_QUOTES: "the marks keep the article’s distance from the words",
    Note.HYPOTHETICAL: "nobody said it: the sentence only supposes that somebody does",
    Note.DENIED: "the sentence says that it was not said",
    Note.NOT_SAID: "nobody says, writes or believes it, as far as the model can tell",
    Note.QUESTION: "it is what the speaker was asked",
    Note.BESIDE: "it stands beside another quotation with nothing between",
}


def told(trace: Mapping[str, Any]) -> str | None:
    """Tells a trace in one sentence; None for an empty one. A rule that has no words here is told by its name."""
    rule, way = trace.get("rule"), trace.get("way")
    parts = [_RULE_WORDS.get(rule, rule) if rule else None, _WAY_WORDS.get(way) if way else None]
    parts += reasons(trace)
    if trace.get("alternatives"):
        parts.append(f"also weighed: {', '.join(trace['alternatives'])}")
    if trace.get("notes"):
        parts.append(f"noted: {', '.join(trace['notes'])}")
    if trace.get("claims"):
        read = (f"{c['is']} “{c['words']}” ({c['score']:.0%}) beside “{c['beside']}”" for c in trace["claims"])
        parts.append(f"read: {', '.join(read)}")
    return "; ".join(part for part in parts if part) or None


def reason(trace: Mapping[str, Any]) -> str | None:
    """The rule that named the speaker, what decided, and how the quotation was found, as a sentence; None for an empty
    trace."""
    words = told({name: trace.get(name) for name in ("rule", "way", "reasons")})
    return f"{words[0].upper()}{words[1:]}." if words else None


def reasons(trace: Mapping[str, Any]) -> list[str]:
    """Returns what decided for the speaker against all others, as a clause; nothing where there was no choice."""
    words = [_REASON_WORDS.get(reason, str(reason)) for reason in trace.get("reasons") or ()]
    return [f"decided by {' and '.join(words)}"] if words else []


def weighed(trace: Mapping[str, Any]) -> list[str]:
    """Returns the names of others who might have been the speaker."""
    return [str(name) for name in trace.get("alternatives") or ()]


def noted(trace: Mapping[str, Any]) -> list[str]:
    """Returns a clause for each note that extraction made about the quotation."""
    return [_NOTE_WORDS.get(note, str(note)) for note in trace.get("notes") or ()]


_SURENESS = ((0.9, "almost certain"), (0.8, "very likely"), (0.6, "likely"), (0.4, "unsure"))


def sureness(confidence: float) -> str:
    """Tells in words how likely an attribution is right; `confidence` is from 0 to 1."""
    return next((words for least, words in _SURENESS if confidence >= least), "hardly more than a guess")


def in_a_hundred(confidence: float) -> str:
    """Tells what a confidence (from 0 to 1) means, as a number of right attributions in a hundred."""
    return f"of a hundred attributions as sure as this, about {confidence * 100:.0f} should be right"
