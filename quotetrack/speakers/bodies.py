"""Organisations in a stretch of text: named ones, unlabelled names that must be one, and what
"the campaign" or "its" stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotetrack.language import load, union
from quotetrack.names.spelling import is_given_name
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Labelled, Span
from quotetrack.spans import overlap, within
from quotetrack.speakers.nouns import is_person_noun, is_post

DETERMINERS = {"a", "an", "the", "his", "her", "their", "its", "our", "another", "one", "this", "that", "my"}
PREPOSITIONS = {"of", "at", "for", "in", "with", "from", "to", "on", "by"}
_WITHIN_NAMES = {"of", "for", "and", "&", "-", "'s", "’s", "’", "'", "the"}
_CAMPAIGN = re.compile(
    r"(?:['’]s?)?\s+(?:\d{4}\s+)?(?:(?:presidential|election|re-election|reelection|leadership|senate|general)\s+){0,2}"
    r"(?P<body>campaign|camp|administration|transition team|team)\b"
    r"(?!\s+(?:trail|stop|event|rally|ad|donor|promise|pledge)s?\b)",
    re.IGNORECASE,
)
_CHAMBER_POST = re.compile(
    r"(?:(?:majority|minority|democratic|republican|gop|deputy|assistant|opposition)\s+){0,2}(?:leader|whip|speaker|president|clerk)",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:\s[^\W\d_a-z][\w-]*)?\s(?P<last>[^\W\d_a-z]\w+)\b")
_COMPOUND_ROLE = re.compile(
    r"(?:press|publicity|media|information|public relations) (?:secretary|officer|spokes|aide|attach|director)"
    r"|(?:organising|general|finance) secretary|(?:research|policy) (?:director|fellow|analyst|chief)",
    re.I,
)
_MEMBERSHIP = re.compile(
    r"\b(?:committee|board|council|commission|panel|team|caucus|court|bench|squad)s?$", re.IGNORECASE
)
_PLACE_BODY = re.compile(
    r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,2}?"
    r"(?P<noun>police|party|council|department|guard|force|forces|commission|authority|parliament|assembly|senate|legislature"
    r"|ministry|embassy|court|army|navy|board|bank|government)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b\d{1,4}(?:st|nd|rd|th)\s$")
_PLAIN_FIRST = re.compile(r"^(?:[a-z]{3,}(?:-[a-z]+)?\s)+(?=[^\W\d_a-z])")


@dataclass(frozen=True)
class Body:
    """An organisation named in a text: where, and by which name."""

    span: Span
    name: str


def organisation_name(text: str) -> str:
    """An organisation as it is shown: white space folded, article and possessive taken off."""
    name = re.sub(r"['’]s?$", "", " ".join(text.split()).strip(' ,.;:“”"-–—'))
    if name.count("(") != name.count(")") or name.startswith("("):
        name = name.strip("() ")  # "JD(S)" keeps its brackets
    return re.sub(r"^(?:the|The)\s+", "", name)


def body_at(reading: Reading, span: Span) -> Body:
    """The organisation whose name stands in a span, with what a model cut off: `VOA Eurasian` Division, the 4th
    `Brigade`."""
    rest = _CUT_OFF.match(reading.text, span.end)
    if rest and rest["last"].casefold() in reading.language.body_words and not is_person_noun(rest["last"]):
        span = Span(span.start, rest.end())
    if ordinal := _ORDINAL.search(reading.text, max(0, span.start - 8), span.start):
        span = Span(ordinal.start(), span.end)
    return Body(span, _PLAIN_FIRST.sub("", organisation_name(reading.slice(span))))


def bodies_in(reading: Reading, span: Span) -> list[Body]:
    """Organisations that a phrase names after its prepositions: entities, campaigns, and capitalised
    names that the model took for nothing."""
    found: list[Body] = []
    for entity in reading.entities.touching(span):
        body = _entity_body(reading, entity, span)
        if body and not any(overlap(body.span, other.span) for other in found):
            found.append(body)
    for run in _unlabelled(reading, span):
        if not any(overlap(run, other.span) for other in found):
            found.append(body_at(reading, run))
        elif not any(within(run, b.span) for b in found):
            found = [b for b in found if not overlap(run, b.span)] + [body_at(reading, run)]
    return sorted((b for b in found if b.name), key=lambda b: b.span)


def _entity_body(reading: Reading, entity: Labelled, within_span: Span) -> Body | None:
    if not within(entity.span, within_span):
        return None
    campaign = campaign_at(reading, entity, within_span.end)
    if entity.label == "PERSON" or campaign:
        return campaign
    if entity.label == "LOCATION" and not _is_named_place_of_work(reading, entity):
        return police_at(reading, entity, within_span.end)
    if entity.label == "ORGANIZATION" and is_no_body(reading, entity.span):
        return None
    return body_at(reading, entity.span)


def is_no_body(reading: Reading, span: Span) -> bool:
    """What a model takes for an organisation and is none: a nationality, a field of government after
    `Secretary of`, a generic noun, a party (which is read apart)."""
    name = organisation_name(reading.slice(span)) or "-"
    folded = name.casefold()
    generic = folded in reading.language.group_nouns or folded.removesuffix("s") in reading.language.group_nouns
    modifier = " " not in folded and (folded in reading.language.role_modifiers or _is_time(folded))
    if (
        name.endswith((" for", " of", " and"))
        or generic
        or modifier
        or name in reading.language.parties
        or is_nationality(name)
        or folded in reading.language.demonyms
        or not re.search(r"[^\W\d_]{2}|\d", name)
    ):
        return True
    known = reading.language
    bodily = any(w in known.body_words for w in folded.split())
    titles = (is_person_noun(w) or w in known.role_modifiers or w in known.honorifics for w in folded.split())
    return not (bodily or ("-" in name and name.isupper())) and all(titles)  # `Vice President`, `Chief Justice`


def _is_named_place_of_work(reading: Reading, entity: Labelled) -> bool:
    """A place that is an organisation: `at the Wilson Center`, `Leeds Hospital`."""
    last = family_form(reading.slice(entity.span)).casefold()
    before = reading.text[max(0, entity.span.start - 8) : entity.span.start]
    following = reading.tokens_in(Span(entity.span.end, entity.span.end + 3))
    alone = not following or following[0].upos not in ("NOUN", "ADJ", "PROPN")  # not `at the Brussels office`
    return last in union(reading.language.body_words, reading.language.group_nouns) or (
        alone and bool(re.search(r"\bat\s+(?:the\s+)?$", before))
    )


def campaign_at(reading: Reading, person: Labelled, end: int) -> Body | None:
    """`Clinton campaign`, `Mrs. Clinton's presidential campaign`: the campaign named after a person,
    by the family name, so that both are one."""
    found = _CAMPAIGN.match(reading.text, person.span.end, end)
    if found is None:
        at = re.search(r"['’]s?$", reading.slice(person.span))
        found = _CAMPAIGN.match(reading.text, person.span.end - len(at.group()), end) if at else None
    if found is None:
        return None
    name = family_form(reading.slice(person.span))
    return Body(Span(person.span.start, found.end()), f"{name} {found['body'].casefold()}") if name else None


def family_form(name: str) -> str:
    """The last word of a name as an organisation bears it; empty where there is none."""
    return (organisation_name(name).split() or [""])[-1]


def _unlabelled(reading: Reading, span: Span) -> list[Span]:
    """Capitalised names after a preposition that no entity touches: `in the 13th Division`."""
    tokens = reading.tokens_in(span)
    found: list[Span] = []
    for at, word in enumerate(tokens):
        run = name_from(tokens, at + 1) if word.folded in PREPOSITIONS else None
        if run is None or reading.text.startswith("-based", run.end):
            continue
        name = reading.slice(run)
        if " & " in name and word.folded in ("at", "with", "for", "from"):
            found.append(run)  # `an analyst with Barrow & Stein`, of which a model sees two people
            continue
        labelled = {e.label for e in reading.entities.touching(run)}
        places = [e.span for e in reading.entities.touching(run)]
        wider = word.folded in ("for", "at") and len(places) == 1 and places[0].start == run.start
        wider = wider and name.count(" ") > reading.slice(places[0]).count(" ")
        if labelled and (labelled != {"LOCATION"} or not wider):
            continue
        if not (_is_time(name) or _is_title(name) or is_no_body(reading, run)):
            found.append(run)
    return found


def name_from(tokens: Sequence[Word], at: int) -> Span | None:
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


def bodies_before_head(reading: Reading, phrase: Span) -> list[Body]:
    """Organisations that stand before the head of a phrase without prepositions: `NYPD commissioner`,
    `retired Air Force general`, `Clinton campaign manager`, `Senate majority leader`."""
    found: list[Body] = []
    for entity in reading.entities.touching(phrase):
        body = _body_before_head(reading, entity, phrase)
        if body and not any(overlap(body.span, other.span) for other in found):
            found.append(body)
    if not found:
        run = _name_before_post(reading, phrase)
        found = [_named_after(reading, run, phrase.end)] if run else []
    return found


def _body_before_head(reading: Reading, entity: Labelled, phrase: Span) -> Body | None:
    if not within(entity.span, phrase):
        return None
    before_post = reading.slice(Span(entity.span.end, phrase.end)).strip().casefold() in reading.language.team_posts
    if before_post and entity.span.start == phrase.start and not reading.slice(entity.span).endswith("s'"):
        return body_at(reading, entity.span)  # whatever a model takes it for: `Chelsea captain`
    campaign = campaign_at(reading, entity, phrase.end)
    if entity.label == "PERSON" and not campaign and _speaks_for_body(reading, entity, phrase):
        return body_at(reading, entity.span)
    if entity.label == "PERSON" or campaign:
        return campaign
    if entity.label == "LOCATION" and not _is_named_place_of_work(reading, entity):
        return police_at(reading, entity, phrase.end)
    if is_no_body(reading, entity.span):
        return None
    chamber = re.match(r"[^\W\d_]+", reading.slice(entity.span))
    if chamber and chamber.group().casefold() in reading.language.chambers:
        rest = Span(entity.span.start + chamber.end(), phrase.end)
        if _CHAMBER_POST.match(reading.slice(rest).strip()):
            return body_at(reading, Span(entity.span.start, rest.start))
        if " " not in reading.slice(entity.span):
            return None  # `House editor`: edits what concerns it
    return _without_role(reading, entity.span, phrase)


def _speaks_for_body(reading: Reading, name: Labelled, phrase: Span) -> bool:
    """`An Orbisoft spokeswoman`: a single name that is never part of somebody's, before who speaks for it. Neither
    a family name (`a Ruiz spokeswoman`, Ana Ruiz elsewhere) nor a given name is a body's."""
    text = reading.slice(name.span)
    rest = reading.text[name.span.end : phrase.end].strip().casefold()
    if " " in text or not rest.startswith("spokes") or is_given_name(text):
        return False
    before = reading.text[max(0, phrase.start - 4) : name.span.start].split()[-1:]
    family = reading.borne.get(text, False) or text in reading.titled
    return not family and before in (["An"], ["A"], ["an"], ["a"], ["The"], ["the"])


def _without_role(reading: Reading, span: Span, phrase: Span) -> Body | None:
    """An entity that swallowed the role that follows the name: `Manhattan Supreme Court Justice`."""
    tokens = [w for w in reading.tokens_in(span) if w.text[0].isalnum()]
    while tokens and span.end >= phrase.end - 1 and _is_of_role(tokens[-1]):
        tokens.pop()
        span = Span(span.start, tokens[-1].span.end if tokens else span.start)
        phrase = Span(phrase.start, span.end)
    last = tokens[-1].text if tokens else ""
    if len(tokens) > 1 and _COMPOUND_ROLE.match(f"{last} {reading.text[span.end : phrase.end].strip()}"):
        span = Span(span.start, tokens[-2].span.end)  # `White House Press` Secretary
        return Body(span, organisation_name(reading.slice(span)))
    return body_at(reading, span) if tokens and not is_no_body(reading, span) else None


def _is_of_role(word: Word) -> bool:
    known = load("en")
    return is_person_noun(word.folded) or word.folded in known.role_modifiers or word.folded in known.honorifics


_OF_GOVERNMENTS = {"minister", "ministers", "secretary"}
"""Before these stands a field, no body: Deputy Economy Minister."""


def _name_before_post(reading: Reading, phrase: Span) -> Span | None:
    """`Orrin Freight chief executive`: the capitalised name, no entity, that a post is held in."""
    tokens = reading.tokens_in(phrase)
    if not tokens or not is_post(tokens[-1].text) or tokens[-1].folded in _OF_GOVERNMENTS:
        return None
    at = len(tokens) - 1
    while at >= 0 and (not tokens[at].text[0].isupper() or _is_of_role(tokens[at])):
        if not tokens[at].text[0].isalnum() and tokens[at].text not in ("-", "."):
            return None
        at -= 1
    last = at
    while at >= 0 and tokens[at].text[0].isupper():
        at -= 1
    if last < 0 or at == last:
        return None
    run = Span(tokens[at + 1].span.start, tokens[last].span.end)
    name = reading.slice(run)
    taken = any(overlap(run, e.span) for e in reading.entities.touching(run))
    opens = run.start == reading.sentence_start(run.start) and tokens[at + 1].upos != "PROPN"
    proper = any(w.upos == "PROPN" for w in tokens[at + 1 : last + 1])
    if (
        taken
        or opens
        or not proper
        or is_nationality(name)
        or _is_time(name)
        or name in reading.language.parties
        or (name in reading.borne and not campaign_at(reading, Labelled(run, "PERSON"), phrase.end))
    ):
        return None
    return run


def _named_after(reading: Reading, run: Span, end: int) -> Body:
    """`Whitcomb campaign manager`, `Halsund-Marrow police chief`: the name and the noun for the body."""
    named = Labelled(run, "PERSON")
    return campaign_at(reading, named, end) or body_at(reading, run)


def is_nationality(name: str) -> bool:
    """Whether a name is made of words for nationalities alone."""
    return all(part.rstrip(".") in load("en").nationalities for part in name.casefold().split())


def _is_time(text: str) -> bool:
    return text.isdigit() or (text.split() or [""])[0].casefold() in load("en").time_words


def is_membership(name: str) -> bool:
    """A body that one sits on: `the ranking Democrat on the House Education Committee`."""
    return _MEMBERSHIP.search(name) is not None


def police_at(reading: Reading, place: Labelled, end: int) -> Body | None:
    """`Leeds police`, `Halsund City Council`: a body named by its place."""
    found = _PLACE_BODY.match(reading.text, place.span.end, end)
    return body_at(reading, Span(place.span.start, found.end())) if found else None


def may_be_place(name: str) -> bool:
    """Whether an unlabelled name may be a place's: none of its words is one that bodies bear."""
    return not any(
        part in union(load("en").body_words, load("en").group_nouns) for part in re.findall(r"[\w-]+", name.casefold())
    )


def _is_title(text: str) -> bool:
    return text.split()[0].casefold().rstrip(".") in load("en").honorifics
