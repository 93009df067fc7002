"""The values that pass between packages. They are frozen, and need the standard library only.

Offsets are half-open, in code points of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "writing", "belief", "not_speech"]
SpeakerKind = Literal["person", "organization", "unnamed", "unknown"]
MentionKind = Literal["named", "nominal", "pronominal"]
Standing = Literal["current", "former", "then", "acting", "incoming"]


class Way(StrEnum):
    """How the cue and source of a quotation were found. The trace of an attribution has it as `trace["way"]`."""

    MODEL = "model"
    CLAUSE = "clause"
    TRANSCRIPT = "transcript"
    CREDIT_LINE = "credit line"
    HEADER_LINE = "header line"
    LEAD_IN = "lead-in"
    IN_THEIR_WORDS = "in their words"
    RELAYED = "relayed"
    NESTED = "nested"
    FLOATING = "floating"


class Rule(StrEnum):
    """Which rule found who said a quotation: `trace["rule"]` of an attribution."""

    NAMED = "named"
    NAMED_ORGANISATION = "named organisation"
    TRANSCRIPT = "transcript"
    TRANSCRIPT_LETTER = "transcript letter"
    RELATIVE = "relative"
    PRONOUN = "pronoun"
    FIRST_PERSON = "first person"
    COLLECTIVE_PRONOUN = "collective pronoun"
    GROUP_NOUN = "group noun"
    DESCRIPTION = "description"
    SUBJECT = "subject"
    UNNAMED_PRONOUN = "unnamed pronoun"
    JOINT = "joint"
    JOINT_PRONOUN = "joint pronoun"
    JOINT_DESCRIPTION = "joint description"
    UNNAMED = "unnamed"
    CONTINUED = "continued"
    NAMED_BEFORE = "named before"
    UNRESOLVED_PRONOUN = "unresolved pronoun"
    FLOATING = "floating"
    NO_SOURCE = "no source"


class Reason(StrEnum):
    """What decided between those who may be meant: `trace["reasons"]` of an attribution lists the strongest."""

    NAMED_THERE = "named there"
    NEAR = "near"
    PROMINENT = "prominent"
    SPOKE_LAST = "spoke last"
    SPEAKS = "speaks by name"
    AGREES = "agrees"
    CALLED_SO = "called so"
    CONTEXT = "context"


class Note(StrEnum):
    """What was noticed while a quotation was found. The trace of an attribution lists these as `trace["notes"]`."""

    NICKNAME = "nickname"
    TITLE = "title"
    NAMED = "named"
    SCARE_QUOTES = "scare quotes"
    HYPOTHETICAL = "hypothetical"
    NOT_SAID = "not said"
    DENIED = "denied"
    QUESTION = "question put to the speaker"
    BESIDE = "beside"


class Span(NamedTuple):
    """A half-open stretch of text, in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A published item: its text and what is known about it.

    `text` is the input as given (byte order mark removed, line ends kept). Of HTML and Word documents it is what the
    `extractor` (a library with its version) found, and `source_sha256` is the hash of the bytes that it was found in.
    `published` is an ISO 8601 date or date and time. `body` is the offset where the article itself starts: what lies
    before it is front matter, in which nobody is quoted.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    path: str | None = None
    source_sha256: str | None = None
    extractor: str | None = None
    body: int = 0


@dataclass(frozen=True)
class Token:
    """A word or mark. `upos` is its universal part of speech, None where the parser gives none."""

    span: Span
    upos: str | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence: its span and the half-open range of its tokens."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True)
class Labelled:
    """A stretch that a model found: its role or entity type, and how sure the model is of it (0 to 1)."""

    span: Span
    label: str
    score: float = 1.0


@dataclass(frozen=True)
class StatedClaim:
    """Words that say what somebody is ("role") or where they belong ("body"), the mention of somebody that they are
    about, and how sure the model is of it (0 to 1)."""

    mention: Span
    label: str
    span: Span
    score: float


@dataclass(frozen=True)
class ActScores:
    """How well each act ("speech", "writing", "belief", "neither") fits the words of a cue or a content: logarithms of
    chances, up to a constant. Those of a cue and of its content are added."""

    span: Span
    scores: tuple[float, float, float, float]


class SpanVector(NamedTuple):
    """What the model says of a source, a cue, a content or a name (`label`) that tells who is meant: a few numbers,
    which the network that ranks candidates reads."""

    label: str
    span: Span
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class Document:
    """An article's text, parsed: what a parser must deliver.

    Six layers may be missing. `roles` (labels source, cue, content) are read by `quotations` for contents, cues and
    sources. `entities` (labels PERSON, ORGANIZATION, LOCATION, NORP for peoples, religions and parties) are read by
    `quotations` for names and by `speakers` for mentions. `upos` of the tokens is read by both where a noun must be
    told from a verb. `claims` tell `speakers` what is said of those who are named, and `acts` tell `quotations` what
    kind of act a cue or a content is; `vectors` help `speakers` to tell who is meant. Without any of them quotations
    are found by marks and layout alone, and nobody is named by a name.
    """

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    roles: tuple[Labelled, ...] = ()
    entities: tuple[Labelled, ...] = ()
    claims: tuple[StatedClaim, ...] = ()
    acts: tuple[ActScores, ...] = ()
    vectors: tuple[SpanVector, ...] = ()


@dataclass(frozen=True)
class Affiliation:
    """What an article says somebody is, at one place of its text: a role, an organisation, or both.

    `standing` follows the wording: "former" (also ex-), "then", "acting", "incoming" (-elect), else "current". The
    article's date is the date of the claim. `span` is None where the claim stands at no place of its own.
    """

    organization: str | None = None
    role: str | None = None
    standing: Standing = "current"
    span: Span | None = None


def organizations_in(claims: Iterable[Affiliation]) -> tuple[str, ...]:
    """The organisations that the claims name, each once."""
    return tuple(dict.fromkeys(claim.organization for claim in claims if claim.organization))


@dataclass(frozen=True)
class Speaker:
    """Somebody who says a quotation, as described in its article.

    `name` is the fullest name in the article; it is None for "two officials" (kind "unnamed") and for a speaker who is
    not known (kind "unknown"). `role` and `affiliations` (organisations) sum up the `claims`.
    """

    name: str | None = None
    kind: SpeakerKind = "person"
    role: str | None = None
    affiliations: tuple[str, ...] = ()
    claims: tuple[Affiliation, ...] = ()

    @property
    def stated(self) -> tuple[Affiliation, ...]:
        """The claims, and one without a span for each affiliation, or role alone, that no claim states."""
        claimed = organizations_in(self.claims)
        more = tuple(Affiliation(name, self.role) for name in self.affiliations if name not in claimed)
        only_role = (Affiliation(role=self.role),) if self.role else ()
        return (self.claims + more) or only_role


@dataclass(frozen=True)
class Attribution:
    """Who says a quotation according to its own article, and why.

    `speakers` is never empty: the first is the principal, who may be unknown; more follow where several said the words
    together ("the two senators"). `mention` is the text of the source span. `via` is who passed the words on, `trace`
    how the speaker was found (docs/contract.md).
    """

    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    mention: str | None = None
    mention_kind: MentionKind | None = None
    speakers: tuple[Speaker, ...] = (Speaker(kind="unknown"),)
    via: str | None = None
    confidence: float = 0.0
    trace: dict[str, Any] = field(default_factory=dict)

    @property
    def speaker(self) -> Speaker:
        """The principal: the only speaker of most quotations, the first of several."""
        return self.speakers[0]

    @property
    def name(self) -> str | None:
        """The principal's name."""
        return self.speaker.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all speakers that have one."""
        return tuple(speaker.name for speaker in self.speakers if speaker.name)


@dataclass(frozen=True)
class Quotation:
    """Words that somebody said, wrote or believes, or that only look like it: docs/contract.md describes the fields."""

    id: str
    kind: Kind
    act: Act
    text: str
    content: tuple[Span, ...]
    attribution: Attribution
    parent: str | None = None
    depth: int = 0
    closed: bool = True
