"""Names as wholes: what a model cuts at hyphens, apostrophes, nicknames and small words, joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotetrack.language import load
from quotetrack.names.spelling import is_given_name
from quotetrack.quotations.body_names import with_bodies
from quotetrack.records import Labelled, Span

_PART = r"[^\W\d_a-z][\w’']*"
_JOINED_AFTER = re.compile(rf"(?:-[^\W\d_][\w]*)+(?:\s{_PART})?")
_GIVEN_BEFORE = re.compile(r"(?P<given>[^\W\d_][\w’']*(?:-[^\W\d_]\w*)?)\s(?:[^\W\d_a-z]\.\s?){0,2}$")
_INITIAL = re.compile(r"(?:.*\s)?[^\W\d_a-z]", re.DOTALL)
_NICKNAME_AND_NAME = re.compile(rf"\s[\"“‘'][^\W\d_][\w -]{{0,20}}[\"”’']\s{_PART}")
_ORDINAL_BEFORE = re.compile(r"\b\d{1,4}(?:st|nd|rd|th)\s$")
_NICKNAME = re.compile(r"\s[\"“‘'(][^\W\d_][\w -]{0,20}[\"”’')]\s")
ALIAS = re.compile(
    r"(?:\b(?:who|and)\s(?:also\s)?(?:goes|went|performs|performed|records|recorded|tours|posts|posted|publishes|blogs"
    r"|is known"
    r"|was known"
    r"|(?:asked|wished|wanted|preferred|chose|agreed) to be (?:identified|named|called|known|quoted))\s"
    r"(?:(?:only|simply|online|on stage|professionally|there)\s)?"
    r"(?:by|as|under)\s(?:(?:the|her|his|their)\s(?:\w+\s)?(?:name|alias|pseudonym|nickname|handle)\s(?:of\s)?)?"
    r"|\bknown\s(?:only|simply)\s(?:as|by)\s"
    r"|\bgave\s(?:her|his|their)\s(?:\w+\s)?name\s(?:only\s)?as\s)[“\"‘']?$"
)
"""What tells the name that somebody uses: `the producer, who goes by`."""
_VERB_AFTER = re.compile(r"\s(?P<verb>[a-z]+)\Z")
_OFFICE_FOR = re.compile(r"\s(?P<noun>[^\W\d_]+)\s(?:for|of|in)\s")
_ENDS = re.compile(r"[,.;:!?”\"»)]|$")
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:its|the|his|her|their|our|my|an?|[^\s]+['’]s?)\s(?:[\w’'-]+\s){0,3}?(?P<set_off>[^\W\d_][\w’'-]+),"
    r"|(?P<noun>[^\W\d_][\w’'-]+))\s$"
)
_OF_PLACE = re.compile(r"\s(?:of|for)\s(?:the\s)?")
_BODY_JOINT = re.compile(r"\s|['’]s?\s|\s(?:of|for|and|&|of the|for the)\s|\s?-\s?")


def whole_names(text: str, entities: Sequence[Labelled]) -> list[Labelled]:
    """The entities, in text order, with parts of one name joined into one entity."""
    joined: list[Labelled] = []
    for entity in _relabelled(text, with_bodies(text, sorted(entities, key=lambda e: e.span))):
        found = Labelled(_widened(text, entity), entity.label, entity.score)
        last = joined[-1] if joined else None
        if last and (found.span.start < last.span.end or _is_one_name(text, last, found)):
            end = max(last.span.end, found.span.end)
            joined[-1] = Labelled(Span(last.span.start, end), last.label, min(last.score, found.score))
        else:
            joined.append(found)
    return joined


def _relabelled(text: str, entities: Sequence[Labelled]) -> list[Labelled]:
    """The entities, as people what must be one."""
    people = [text[e.span.start : e.span.end] for e in entities if e.label == "PERSON"]
    families = {part for name in people for part in name.split()[-1:]}
    return [replace(e, label="PERSON") if _must_be_person(text, e, families) else _cut(text, e) for e in entities]


def _must_be_person(text: str, entity: Labelled, families: set[str]) -> bool:
    """A name of two or three words, none of a body's, that a model took for a body or a place: the family
    name is a person's elsewhere, or a given name follows a noun for a person (`its conductor, Arkady Bell`)."""
    if entity.label == "PERSON":
        return False
    if ALIAS.search(text, max(0, entity.span.start - 70), entity.span.start):
        return True
    name = text[entity.span.start : entity.span.end].split()
    if not 2 <= len(name) <= 3 or not all(part[0].isupper() and not part.isupper() for part in name):
        return False
    known = load("en")
    if (known.body_words | known.group_nouns).intersection(part.casefold().strip(".,") for part in name):
        return False
    before = _NOUN_BEFORE.search(text, max(0, entity.span.start - 60), entity.span.start)
    noun = (before["set_off"] or before["noun"]).casefold() if before else ""
    described = noun in known.person_nouns or noun in known.honorifics
    if described and before and before["noun"] and name[-1] in families:
        return True
    set_off = described and before and before["set_off"] and entity.label == "LOCATION"
    if set_off and _ENDS.match(text, entity.span.end):
        return True
    return is_given_name(name[0]) and (described or name[-1] in families)


def _cut(text: str, entity: Labelled) -> Labelled:
    """A body without the office that a model took into it: the `Labour` of `Labour MP for Harrow Vale`."""
    verb = _VERB_AFTER.search(text, *entity.span) if entity.label == "ORGANIZATION" else None
    if verb and verb["verb"] in load("en").speech_verbs:
        return replace(entity, span=Span(entity.span.start, verb.start()))  # `Racing Club Maroua described`
    office = _OFFICE_FOR.search(text, *entity.span) if entity.label == "ORGANIZATION" else None
    cut = office and office["noun"].casefold() in load("en").person_nouns | load("en").place_offices
    return replace(entity, span=Span(entity.span.start, office.start())) if office and cut else entity


def _is_one_name(text: str, a: Labelled, b: Labelled) -> bool:
    """`Dockworkers’` and `Union`, `Port of` and `Halsund`, `Billy "Bricks"` and `Lennox`."""
    between = text[a.span.end : b.span.start]
    if a.label == b.label == "PERSON":
        return bool(_NICKNAME.fullmatch(between))
    if a.label != "ORGANIZATION" or b.label == "PERSON":
        return False
    if text[a.span.start : a.span.end].endswith((" of", " for")) and between == " ":
        return True
    return bool((_BODY_JOINT if b.label == "ORGANIZATION" else _OF_PLACE).fullmatch(between))


def _widened(text: str, entity: Labelled) -> Span:
    start, end = entity.span
    if entity.label == "ORGANIZATION":
        ordinal = _ORDINAL_BEFORE.search(text, max(0, start - 8), start)
        return Span(ordinal.start() if ordinal else start, end)
    if entity.label != "PERSON":
        return entity.span
    given = _GIVEN_BEFORE.search(text, max(0, start - 40), start)
    known = given and is_given_name(given["given"])
    if given and given["given"][0].isupper() and known:
        start = given.start()
    if text.startswith(".", end) and _INITIAL.fullmatch(text, start, end):
        end += 1  # `Robert C` of `Robert C. “Bobby” Bell`
    for pattern in (_JOINED_AFTER, _NICKNAME_AND_NAME):
        after = pattern.match(text, end)
        end = after.end() if after else end
    return Span(start, end)
