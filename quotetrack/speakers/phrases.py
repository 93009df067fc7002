"""Noun phrases taken apart: which part is a role, which names organisations."""

from __future__ import annotations

import re
from dataclasses import replace

from quotetrack.language import load
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Affiliation, Span
from quotetrack.spans import overlap
from quotetrack.speakers.bodies import DETERMINERS, PREPOSITIONS, Body, bodies_in, is_membership, may_be_place
from quotetrack.speakers.bodies import organisation_name as organisation_name
from quotetrack.speakers.claims import Capacity as Capacity
from quotetrack.speakers.claims import capacity_of
from quotetrack.speakers.heads import LEADING, bare, claims_of, in_body, noun_of, read_head
from quotetrack.speakers.nouns import head_noun, is_person_noun

POSSESSIVES = {"'s", "’s", "'", "’"}
_MARKS = {",", ";", ":", "“", "”", '"', "(", ")", "—", "–", "―", "''", "``", "!", "?"}
_STOPS = _MARKS | {"who", "which", "whose", "briefed", "familiar"}
_TOPIC = re.compile(
    r"\s*(?:of|for|in)\s+(?!the\b|a\b|an\b|his\b|her\b)[^\W\dA-Z_][\w\s-]*?(?=\s+(?:at|of|in|for|with|from)\b|$)"
)
_AND = re.compile(
    r"\s+and\s+(?=(?:an?|the|also|now|currently|former|then|acting|(?:his|her|their|its))\s)|,?\s+and\s+", re.IGNORECASE
)
_ANEW = re.compile(r"(?:an?|the|his|her|their|its|now|current|currently|present|former|then)\s", re.IGNORECASE)
_FROM_PARTY = re.compile(
    r"\s*(?:from|of|for|with)\s(?:the\s)?(?P<party>[^\W\d_a-z][\w]{2,}(?:\s[A-Z]\w+)?)(?![\w-]|\s[^\W\d_a-z])"
)
_LONGEST = 22
"""Words of an apposition that are read; longer ones have run into the rest of the sentence."""
_OF_STATE = re.compile(r"\s*of\s+[Ss]tate\b")


def read_noun_phrase(reading: Reading, span: Span, *, apposition: bool = False) -> Capacity:
    """`a leading expert at the Wilson Center`: the head is the role; what follows a preposition is
    an organisation if it is named as one, else part of the role.

    With `apposition` a phrase that is no description of a person gives nothing.
    """
    tokens = reading.tokens_in(span)
    if not tokens or (apposition and not opens_noun_phrase(tokens[0])):
        return Capacity()
    first = _part(reading, span, apposition)
    return capacity_of(first)


def _part(reading: Reading, span: Span, apposition: bool) -> list[Affiliation]:
    """The claims of a phrase: those of its first description, then of the others that "and" joins."""
    for joint in _AND.finditer(reading.text, *span):
        left, right = Span(span.start, joint.start()), Span(joint.end(), span.end)
        named = [e for e in reading.entities.touching(Span(right.start, right.start + 1)) if e.label == "LOCATION"]
        if (
            not named
            and _describes(reading, left)
            and _describes(reading, right)
            and not in_body(reading, joint.start())
        ):
            first, others = _one(reading, left, apposition), _part(reading, right, False)
            if _ANEW.match(reading.text, *right):
                return [*first, *others]
            others = _under(first, others)
            return [*first, *others] if any(c.organization for c in first) else _shared(reading, left, first, others)
    return _one(reading, span, apposition)


def _under(first: list[Affiliation], others: list[Affiliation]) -> list[Affiliation]:
    """`a former chairman and candidate`: both are former, as one article stands before them."""
    standing = first[0].standing if first else "current"
    return [replace(c, standing=standing) if c.standing == "current" else c for c in others]


def _shared(reading: Reading, left: Span, ours: list[Affiliation], theirs: list[Affiliation]) -> list[Affiliation]:
    """`founder and chief executive of Acme`: the organisation of the second role is that of the first
    too, where nothing but "and" parts two bare roles."""
    bare = not any(w.folded in PREPOSITIONS for w in reading.tokens_in(left))
    body = next((c for c in theirs if c.organization), None)
    if bare and body and body.span and ours and theirs and theirs[0] is body:
        span = Span(ours[0].span.start if ours[0].span else left.start, body.span.end)
        return [replace(ours[0], organization=body.organization, span=span), *theirs]
    return [*ours, *theirs]


def _describes(reading: Reading, span: Span) -> bool:
    return noun_of(reading, _head_of(reading, span)) is not None


def _head_of(reading: Reading, span: Span) -> Span:
    """A phrase up to its first preposition that is not part of a name (`Ministry of Trade spokesman`)."""
    before = ""
    for word in reading.tokens_in(span):
        ends = word.folded in PREPOSITIONS or (is_person_noun(before) and (word.upos == "VERB" or word.folded == "now"))
        before = word.text
        if reading.text.endswith("-", 0, word.span.start):
            continue  # a brother-in-law
        if ends and word.span.start > span.start and not in_body(reading, word.span.start):
            owned = re.search(r"['’]s?\s", reading.text[word.span.end : span.end])  # the Port of Halsund's director
            owns = owned and head_noun(bare(reading.text[span.start : word.span.start])) is None
            if owns or reading.text.startswith("in chief", word.span.start):
                continue
            return Span(span.start, word.span.start)
    return span


def _one(reading: Reading, span: Span, apposition: bool) -> list[Affiliation]:
    """The claims of one description: the role with each organisation, or whichever there is."""
    leading = LEADING.match(reading.text, *span)
    start = leading.end() if leading else span.start
    if start >= span.end or not reading.slice(Span(start, span.end)).strip():
        return []
    head = _head_of(reading, Span(start, span.end))
    tail = Span(head.end, span.end)
    own = read_head(reading, head)
    if own.noun is None and apposition:
        return []
    after = [b for b in bodies_in(reading, tail) if _is_theirs(reading, own.noun, tail, b)]
    after += _party_after(reading, tail, after)
    role = own.role
    topic = _OF_STATE.match(reading.slice(tail)) if own.noun == "secretary" else None
    topic = topic or _TOPIC.match(reading.slice(tail))
    end = head.start + len(reading.slice(head).rstrip())
    if role and topic and not any(overlap(b.span, Span(tail.start, tail.start + topic.end())) for b in after):
        role = f"{role} {' '.join(topic.group().split())}"
        end = tail.start + len(topic.group().rstrip())
    return claims_of(role, [*own.bodies, *after], Span(start, end), reading.slice(Span(span.start, start)))


def _party_after(reading: Reading, tail: Span, bodies: list[Body]) -> list[Body]:
    """`an MEP from the Greens`, `a member of the Republicans`: a party by the name of its people."""
    found = _FROM_PARTY.match(reading.text, *tail)
    name = reading.language.parties.get(found["party"]) if found else None
    span = Span(*found.span("party")) if found else tail
    return [Body(span, name)] if name and not any(overlap(b.span, span) for b in bodies) else []


def _is_theirs(reading: Reading, noun: str | None, tail: Span, body: Body) -> bool:
    """Whether an organisation after a description is whom somebody belongs to: not what an expert on it
    knows, a critic of it opposes, or a mayor of it governs."""
    before = reading.text[tail.start : body.span.start].casefold().split()
    before = [w for w in before if w not in DETERMINERS]
    if noun is None:  # `a video by the National Committee`, `the report of the Harbour Trust`
        return len(before) == 1 and before[0] in ("of", "by", "at", "from")
    if before and (before[-1] == "by" or (before[-1] == "on" and not is_membership(body.name))):
        return False
    if noun in reading.language.candidacies and before[-1:] == ["of"]:
        return True  # the candidate of a party, but for an office
    if noun in reading.language.loose_roles and (not before or before[-1] in ("of", "for", "to", "from", "with")):
        return False
    labelled = any(e.label == "ORGANIZATION" for e in reading.entities.touching(body.span))
    the_body = labelled and reading.text.endswith((" from the ", " for the "), 0, body.span.start)
    return (
        noun not in reading.language.place_offices or the_body or not may_be_place(body.name)
    )  # `an MEP from the Greens`


def opens_noun_phrase(word: Word) -> bool:
    """Whether a description may begin with this word."""
    return word.folded in DETERMINERS | {"former", "then", "now", "also"} | load("en").role_modifiers or word.upos in (
        "NOUN",
        "ADJ",
        "PROPN",
        "NUM",
    )


def until_stop(reading: Reading, span: Span) -> Span:
    """The span up to its first comma, mark, dash, relative clause, full stop or finite verb."""
    before: Word | None = None
    for number, word in enumerate(reading.tokens_in(span)):
        dot = word.text == "." and not is_abbreviation(reading, word.span)
        joined = reading.text.endswith("-", 0, word.span.start)  # `the Leeds-based charity`
        if word.folded in _STOPS or dot or number > _LONGEST or (_is_finite_verb(word, before) and not joined):
            return Span(span.start, word.span.start)
        before = word
    return span


def _is_finite_verb(word: Word, before: Word | None) -> bool:
    """A verb that is not part of a noun phrase (`leading expert`, `the retired colonel`)."""
    if word.upos not in ("VERB", "AUX") or before is None or word.folded.endswith("ing"):
        return False
    return word.upos == "AUX" or before.upos not in ("DET", "ADJ", "NOUN")


def is_abbreviation(reading: Reading, dot: Span) -> bool:
    """Whether a full stop belongs to a short capitalised word: `Sen.`, `U.S.`"""
    word = re.search(r"([^\W\d_]+)$", reading.text[max(0, dot.start - 14) : dot.start])
    return word is not None and word[1][0].isupper() and len(word[1]) <= 5
