"""What a source span is: a name, an organisation, a description or a pronoun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotetrack.language import load
from quotetrack.quotations.article_names import ALIAS
from quotetrack.quotations.reading import Reading
from quotetrack.records import MentionKind, Span
from quotetrack.spans import within
from quotetrack.speakers.nouns import is_person_noun
from quotetrack.speakers.people import People, Person

PRONOUNS = {"he", "she", "they", "i", "we", "it", "you", "who", "which", "that", "him", "her", "them"} | {
    "himself", "herself", "themselves", "his", "their", "my", "our", "its",
}  # fmt: skip
_LETTERS = re.compile(r"[A-Z]{2,5}")
_ACRONYM = re.compile(r"(?:[Tt]he\s+)?([A-Z][A-Z.&]{1,6}[A-Z])")
_FILLERS = {"also", "later", "both", "all", "then", "himself", "herself"}
_ASIDE = re.compile(r"[,(–—]")
_PREPOSITION = re.compile(
    r"\b(?:of|for|to|from|by|at|in|with|on|against|about|like|including|such as|who|whose|that|which|behalf of)\s+"
    r"(?:the\s+|[\w.'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TITLE_OF = re.compile(r"\b(?P<noun>[A-Za-z]+)\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,2}(?P<of>[A-Za-z]{3,})\s+$")
_AND_BODY = re.compile(r",?\s(?:and|&)\s(?:the\s)?|,\s(?:the\s)?")
_PLAIN_BEFORE = re.compile(r"(?:(?:the|a|an|its|their)\b)?\s*(?:[\w-]+\s*){0,2}", re.IGNORECASE)
_PLAIN_AFTER = re.compile(
    r"['’]?\)?[,(–—]|['’]s\s+(?:report|website|editorial)|in\s+[A-Z][\w.]+$"
    r"|(?:report|newspaper|magazine|website|campaign|news agency|statement|study|poll)\b"
)


@dataclass(frozen=True)
class SourceHead:
    """The head of a source span. `span` is the head itself; `person` is set for people named; a
    named head without a person is an organisation."""

    kind: MentionKind
    span: Span
    person: Person | None = None


def read_source(reading: Reading, source: Span, people: People) -> SourceHead:
    """Which part of a source span names who: a person that is not just part of a description, else
    an organisation that is the head, else a pronoun, else a description."""
    text = reading.slice(source)
    pronoun = _pronoun(text)
    if pronoun:
        return SourceHead("pronominal", source)
    if re.match(r"who(?:m|se)?\b", text, re.IGNORECASE):
        return SourceHead("pronominal", Span(source.start, source.start + 3))
    head = _head_person(reading, source, people)
    if head:
        return SourceHead("named", head[0], head[1])
    organisation = _head_organisation(reading, source, people)
    return SourceHead("named", organisation) if organisation else SourceHead("nominal", source)


def _pronoun(text: str) -> bool:
    parts = [w for w in re.findall(r"[^\W_]+", text.casefold()) if w not in _FILLERS]
    return 0 < len(parts) <= 2 and all(p in PRONOUNS for p in parts)


def _head_person(reading: Reading, source: Span, people: People) -> tuple[Span, Person] | None:
    for mention, person in people.in_span(source):
        before = reading.text[source.start : mention.start]
        after = reading.text[mention.end : source.end]
        if re.match(r"['’]s?\b|['’](?=\s)", after) or reading.text[mention.start : mention.end].endswith(("’s", "'s")):
            continue
        if len(person.parts) == 1 and _is_body(reading, mention, people):
            continue
        if _modifies_noun(reading, mention, source) or _is_object(reading, mention, source):
            continue
        if is_governed(reading, Span(source.start, mention.start)) and not _ASIDE.search(before.rstrip()[-1:]):
            continue
        return mention, person
    return None


def is_governed(reading: Reading, before: Span) -> bool:
    """Whether what stands before a name makes it part of a description: `a spokesman for`, `populists
    like Mr.`; not the title `secretary of state`."""
    text = reading.slice(before)
    if not _PREPOSITION.search(text) or ALIAS.search(text):
        return False
    title = _TITLE_OF.search(text)
    if not title or not is_person_noun(title["noun"]) or title["of"].casefold() in reading.language.honorifics:
        return True
    return title["of"].casefold() not in ("staff", "state") and is_person_noun(title["of"])


def _is_object(reading: Reading, mention: Span, source: Span) -> bool:
    """`One pastor supporting Mr. Cruz, Darran Whiting,`: whom a verb within the source is about."""
    before = [w for w in reading.tokens_in(Span(source.start, mention.start)) if w.text[0].isalnum()]
    while before and before[-1].folded.rstrip(".") in reading.language.honorifics:
        before.pop()
    return len(before) > 1 and before[-1].upos == "VERB" and before[-1].folded.endswith("ing")


def _modifies_noun(reading: Reading, mention: Span, source: Span) -> bool:
    """`Trump spokesman Jason Miller`, `Trump economic advisers`: a name before a noun describes another."""
    for word in reading.tokens_in(Span(mention.end, source.end))[:4]:
        if word.upos != "ADJ" or not word.text.islower():
            return word.upos == "NOUN" and word.text.islower()
    return False


def _head_organisation(reading: Reading, source: Span, people: People) -> Span | None:
    """An organisation with nothing but an article, adjectives or a closing aside around it."""
    for entity in reading.entities.touching(source):
        if entity.label == "PERSON" and not _is_body(reading, entity.span, people):
            continue
        if reading.slice(entity.span).casefold() in reading.language.demonyms:
            continue  # `the Spaniard`
        before = reading.text[source.start : entity.span.start].strip()
        if "(" in before:
            continue  # a ticker or an abbreviation of what stands before
        after = reading.text[entity.span.end : source.end].strip()
        if entity.label == "LOCATION" and (before.casefold() not in ("", "the") or after):
            continue
        body_noun = before.split()[-1:] and before.split()[-1].casefold() in reading.language.group_nouns
        plain = (body_noun or _PLAIN_BEFORE.fullmatch(before)) and not _PREPOSITION.search(before + " ")
        if not plain and not before.endswith(","):  # `the ship's owner, CalSea`
            continue
        beside = _AND_BODY.match(reading.text, entity.span.end, source.end)
        beside_body = beside and reading.organisations_touching(Span(beside.end(), beside.end() + 1))
        if not after or _PLAIN_AFTER.match(after) or beside_body:
            return entity.span
    bare = _ACRONYM.fullmatch(reading.slice(source))
    return Span(source.start + bare.start(1), source.start + bare.end(1)) if bare else None


def _is_body(reading: Reading, name: Span, people: People) -> bool:
    """Whether a name that a model took for a person's is an outlet's, a body's or an abbreviation: `MAIB`."""
    text = reading.slice(name)
    return (
        bool(_LETTERS.fullmatch(text))
        or text in people.bodies
        or text.casefold() in reading.language.outlets | reading.outlets
    )


def _is_common(word: str) -> bool:
    """A noun for people or bodies, in the singular or the plural."""
    known = load("en").person_nouns | load("en").group_nouns | load("en").kin_calls
    return word in known or word.removesuffix("s") in known


def unlabelled_name(reading: Reading, source: Span) -> Span | None:
    """A source that is a bare name which the model took for no entity: all words proper nouns."""
    tokens = [t for t in reading.tokens_in(source) if t.text[0].isalnum()]
    plain = [t for t in tokens if t.folded.rstrip(".") not in reading.language.honorifics]
    outlets = reading.language.outlets
    if (
        not plain
        or " ".join(t.text for t in plain).casefold() in outlets
        or len(plain) > 4
        or len(tokens) > 6
        or reading.entities.touching(source)
    ):
        return None
    if _ACRONYM.fullmatch(reading.slice(source)) or (len(plain) == 1 and _is_common(plain[0].folded)):
        return None  # who signs in capitals is mostly a body; "Rebels" begins a sentence
    if all(t.upos == "PROPN" and t.text[0].isupper() for t in plain):
        span = Span(plain[0].span.start, plain[-1].span.end)
        return span if within(span, source) else None
    return None
