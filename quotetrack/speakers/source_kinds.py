"""What tells who the source of a quotation is: a pronoun, a description, a name among other words, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotetrack.language import load
from quotetrack.names.spelling import Gender
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.speakers.nouns import is_person_noun, singular
from quotetrack.speakers.person import Person, gender_of
from quotetrack.speakers.sources import SourceHead

SOURCES = (
    "he", "she", "they", "it", "we", "I", "who", "definite", "this", "possessed by pronoun", "possessed by name",
    "indefinite", "bare", "named body", "named person", "no source", "no source and no cue",
)  # fmt: skip
"""Kinds of sources."""
_PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "it": "it", "its": "it", "we": "we", "us": "we", "our": "we",
    "i": "I", "my": "I", "me": "I", "who": "who", "which": "who", "that": "who", "whom": "who",
}  # fmt: skip
TAIL = re.compile(r"[,(–—]|\s(?:of|at|for|in|with|from|who|on|to|that|which)\s")
"""Where what follows no longer belongs to the noun of a phrase."""
_WORDS = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True, eq=False)
class Source:
    """What names the source of a draft, or nothing, and where it stands. `outer` is who says the quotation that it is
    within, `relay` names the outlet that passed the words on."""

    kind: str
    at: int
    span: Span | None
    text: str = ""
    noun: str = ""
    plural: bool = False
    of_people: bool = False
    of_bodies: bool = False
    gender: Gender | None = None
    head: Span | None = None
    outer: Person | None = None
    relay: Span | None = None

    def may_go_on_from(self, before: Source | None) -> bool:
        """Whether a pronoun may mean somebody unnamed who spoke: for "it" no people, else nobody of another gender."""
        if before is None:
            return True
        return not before.of_people if self.kind == "it" else not self.gender or before.gender in (self.gender, None)

    @property
    def manner(self) -> str:
        """The category of the source, by which shares are calibrated."""
        if self.span is None:
            return "nothing"
        if self.is_pronoun:
            return "pronoun" if self.gender else "other pronoun"
        return "name" if self.head else "bare" if self.kind == "bare" else "description"

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.kind in _PRONOUNS.values()


def read_kind(reading: Reading, draft: Draft, source: SourceHead | None) -> Source:
    """The kind of a draft's source, from the words of its head."""
    if source is None:
        at = draft.cue[0].start if draft.cue else draft.start
        return Source("no source" if draft.cue else "no source and no cue", at, None)
    head = draft.source[0] if source.kind == "named" else source.span
    text = reading.slice(head)
    words = [w.casefold() for w in _WORDS.findall(text)]
    if source.kind == "pronominal":
        kind = _PRONOUNS.get(words[0] if words else "", "it")
        return Source(kind, head.start, head, text, gender=gender_of(words[0]))
    phrase = _WORDS.findall(TAIL.split(text)[0]) or [""]
    noun = phrase[-1].casefold().removesuffix("'s").removesuffix("’s")
    one = "man" if noun == "men" else singular(noun)
    known = load("en")
    plural = one != noun and noun not in known.person_nouns
    group = one in known.group_nouns or noun in known.group_nouns or noun in known.issued_nouns
    people = is_person_noun(noun) or noun in known.demonyms or noun.endswith("-year-old")
    first = words[0] if words else ""
    if source.kind == "named":
        kind = "named person" if source.person else "named body"
    elif first == "the":
        kind = "definite"
    elif first in ("this", "that", "these", "those", "both"):
        kind = "this"
    elif first in ("his", "her", "their", "its", "our", "my"):
        kind = "possessed by pronoun"
    elif re.search(r"['’]s?\s", text):
        kind = "possessed by name"
    elif first in ("a", "an", "one", "another", "some", "many", "several", "two", "three", "any", "no"):
        kind = "indefinite"
    else:
        kind = "bare"
    gender = gender_of(text) if people else None
    named = source.span if source.kind == "named" else None
    return Source(kind, head.start, head, text, noun, plural, people, group, gender, named)
