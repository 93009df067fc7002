"""Noun phrases taken apart: which part is a role, which names organisations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotetrack.extract.drafts import Reading, Word
from quotetrack.lexicon import listed, table, words
from quotetrack.records import Labelled, Span
from quotetrack.spans import overlap, within

DETERMINERS = {"a", "an", "the", "his", "her", "their", "its", "our", "another", "one", "this", "that", "my"}
POSSESSIVES = {"'s", "’s", "'", "’"}
_PREPOSITIONS = {"of", "at", "for", "in", "with", "from", "to", "on", "by"}
_STOPS = {",", ";", ":", "“", "”", '"', "(", ")", "—", "–", "''", "``", "!", "?", "who", "which", "whose"}
COURTESY = {"mr", "mrs", "ms", "miss", "mx", "mister", "madam", "sir", "dame"}
_WITHIN_NAMES = {"of", "for", "and", "&", "-", "'s", "’s"}
_CAMPAIGN = re.compile(r"(?:['’]s)?\s+(campaign|administration|team|transition team)\b")
_TOPIC = re.compile(r"\s*(?:of|for)\s+(?!the\b)[^\W\dA-Z_][\w\s-]*?(?=\s+(?:at|of|in|for|with|from)\b|$)")
_LONGEST = 22
"""Words of an apposition that are read; longer ones have run into the rest of the sentence."""


@dataclass(frozen=True)
class Capacity:
    """In what capacity somebody is named at one place: role as worded there, and organisations."""

    role: str | None = None
    affiliations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.role or self.affiliations)


def read_noun_phrase(reading: Reading, span: Span, *, apposition: bool = False) -> Capacity:
    """`a leading expert at the Wilson Center`: the head is the role; what follows a preposition is
    an organisation if it is named as one, else part of the role.

    With `apposition` a phrase that is no description of a person gives nothing.
    """
    tokens = reading.tokens_in(span)
    if not tokens or (apposition and not opens_noun_phrase(tokens[0])):
        return Capacity()
    while tokens and tokens[0].folded in DETERMINERS:
        tokens = tokens[1:]
    if not tokens:
        return Capacity()
    head_end = next((w.span.start for w in tokens if w.folded in _PREPOSITIONS), span.end)
    head = read_plain_phrase(reading, Span(tokens[0].span.start, head_end))
    if apposition and _names_person(reading, Span(tokens[0].span.start, head_end)):
        return Capacity()  # `Ana Ruiz, Colonel Strand, thank you both`: somebody else
    named = organisations_in(reading, span)
    describes = any(w.upos == "NOUN" or w.folded in words("honorifics") for w in tokens if w.span.start < head_end)
    if apposition and not describes and not head.affiliations and not named:
        return Capacity()
    tail = Span(head_end, span.end)
    after = [s for s in named if s.start >= head_end]
    role = head.role
    topic = _TOPIC.match(reading.slice(tail))
    if role and topic and not any(overlap(s, Span(tail.start, tail.start + topic.end())) for s in after):
        role = f"{role} {' '.join(topic.group().split())}"
    return Capacity(role, unique([*head.affiliations, *(organisation_name(reading.slice(s)) for s in after)]))


def _names_person(reading: Reading, phrase: Span) -> bool:
    """Whether a phrase ends with a person, or lists one with others: `Owen Pike and a dog`."""
    end = phrase.start + len(reading.slice(phrase).rstrip())
    people = [e.span for e in reading.entities.touching(phrase) if e.label == "PERSON"]
    return any(p.end == end or reading.text.startswith(" and ", p.end) for p in people)


def read_plain_phrase(reading: Reading, phrase: Span) -> Capacity:
    """A phrase without prepositions (`NYPD Commissioner`, `Republican nominee`): organisations and
    parties are affiliations, what remains is the role; a party stays in the role too."""
    organisations: list[str] = []
    start = phrase.start
    for entity in reading.entities.touching(phrase):
        if within(entity.span, phrase) and entity.label != "LOCATION":
            name, end = _organisation_at_front(reading, entity, phrase, start)
            if name:
                organisations.append(name)
                start = end
    text = reading.slice(phrase)
    for form, party in table("parties").items():
        spelt_out = len(form) > 3 or (len(form) == 3 and form.isupper())  # a lab director is not of the Labour party
        if spelt_out and re.search(rf"\b{re.escape(form)}\b", text):
            organisations.append(party)
            start = phrase.start if text.startswith(form) else start
    role = " ".join(re.sub(r"^(?:['’]s?|-)\s*", "", reading.text[start : phrase.end].strip()).strip(" ,").split())
    if role in table("parties") or role.casefold().rstrip(".") in COURTESY or not re.search(r"[^\W\d_]{2}", role):
        role = ""
    return Capacity(role or None, unique(organisations))


def _organisation_at_front(reading: Reading, entity: Labelled, phrase: Span, start: int) -> tuple[str | None, int]:
    """The organisation that a phrase begins with, and where the rest begins: `Clinton campaign`
    counts as one, a person alone does not."""
    if entity.label == "PERSON":
        campaign = _CAMPAIGN.match(reading.text, entity.span.end, phrase.end)
        if campaign:
            return f"{reading.slice(entity.span)} {campaign[1]}", campaign.start(1)
    elif entity.span.start <= start + 4 and reading.slice(entity.span).casefold() not in words("group_nouns"):
        return organisation_name(reading.slice(entity.span)), entity.span.end
    return None, start


def organisation_name(text: str) -> str:
    """An organisation as it is shown: white space folded, article and possessive taken off."""
    name = re.sub(r"['’]s?$", "", " ".join(text.split()).strip(' ,.;:()“”"-–—'))
    return re.sub(r"^(?:the|The)\s+", "", name)


def opens_noun_phrase(word: Word) -> bool:
    """Whether a description may begin with this word."""
    return word.folded in DETERMINERS | {"former", "then"} or word.upos in ("NOUN", "ADJ", "PROPN", "NUM")


def until_stop(reading: Reading, span: Span) -> Span:
    """The span up to its first comma, mark, dash, relative clause, full stop or finite verb."""
    before: Word | None = None
    for number, word in enumerate(reading.tokens_in(span)):
        dot = word.text == "." and not is_abbreviation(reading, word.span)
        if word.folded in _STOPS or dot or number > _LONGEST or _is_finite_verb(word, before):
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


def organisations_in(reading: Reading, span: Span) -> list[Span]:
    """Organisations named in a span: entities, and other capitalised names after a preposition."""
    known = [e.span for e in reading.entities.touching(span)]
    found = [e.span for e in reading.entities.touching(span) if within(e.span, span) and _is_body(reading, e)]
    tokens = reading.tokens_in(span)
    for at, word in enumerate(tokens):
        run = _name_from(tokens, at + 1) if word.folded in _PREPOSITIONS else None
        if (
            run
            and not any(overlap(run, k) for k in known)
            and not (_is_time(name := reading.slice(run)) or _is_title(name))
        ):
            found.append(run)
    return sorted(found)


def _is_body(reading: Reading, entity: Labelled) -> bool:
    """An organisation, or a place that is one: `at the Wilson Center`, `Leeds Hospital`."""
    if entity.label != "LOCATION":
        return entity.label == "ORGANIZATION"
    last = reading.slice(entity.span).split()[-1].casefold()
    before = reading.text[max(0, entity.span.start - 8) : entity.span.start]
    return last in words("group_nouns") or bool(re.search(r"\bat\s+(?:the\s+)?$", before))


def _is_time(text: str) -> bool:
    return text.split()[0].casefold() in listed("time_words") or text.isdigit()


def _is_title(text: str) -> bool:
    return text.split()[0].casefold().rstrip(".") in words("honorifics")


def _name_from(tokens: list[Word], at: int) -> Span | None:
    """A run of capitalised words (numbers and small words within it too): `the 13th Division`."""
    while at < len(tokens) and tokens[at].folded in DETERMINERS:
        at += 1
    first, last = at, -1
    while at < len(tokens):
        text = tokens[at].text
        if text[0].isupper():
            last = at
        elif not text[0].isdigit() and (at == first or text not in _WITHIN_NAMES):
            break
        at += 1
    return Span(tokens[first].span.start, tokens[last].span.end) if last >= first else None


def unique(names: list[str]) -> tuple[str, ...]:
    """Names in order, each once."""
    return tuple(dict.fromkeys(names))
