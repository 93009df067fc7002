"""Role and affiliations beside a name: before it, after it, in apposition, in parentheses."""

from __future__ import annotations

import re

from quotetrack.extract.drafts import Reading, Word
from quotetrack.lexicon import listed, table, words
from quotetrack.records import Span
from quotetrack.resolve.antecedents import find_organisation
from quotetrack.resolve.phrases import (
    COURTESY,
    DETERMINERS,
    POSSESSIVES,
    Capacity,
    is_abbreviation,
    opens_noun_phrase,
    organisation_name,
    organisations_in,
    read_noun_phrase,
    read_plain_phrase,
    unique,
    until_stop,
)

_PARTY = re.compile(
    r"\s*[,(—–-]?\s*\(?(?P<party>R|D|I|Con|Lab|LD|SNP|DUP|Green|Lib Dem|Republican|Democrat|Conservative|Labour)"
    r"(?:[-–.][^\W\d_][\w. ]{0,16}|\)|,\s?[A-Z][\w.]*\))"
)
_AGE = re.compile(r"\s*,\s*(?:aged )?\d{1,3}\s*(?=,)|\s*\(\d{1,3}\)")
_RELATIVE = re.compile(
    r"who\s+(?:is|was|serves as|served as|works as|worked as|has been|had been|became)\s+", re.IGNORECASE
)
_COMMA_AND_TITLE = re.compile(r",\s*(?P<title>[^\W\d_]+\.?\s+)?$")
_EMPLOYED = re.compile(
    r"\b(?:at|(?:works|worked|plays|played|speaks|writes) for|leads|heads|runs|chairs|owns|founded|manages|directs)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"([^\W\d_]+\.?)\s")
_LETTERS = re.compile(r",?\s([A-Z]{2,3}|M\.P\.)(?=$|[\s,.)])")
_OFFICE_LETTERS = {"mp", "msp", "mep", "qc", "kc", "m.p.", "ms", "mla", "td", "mna"}
_ELIDED = re.compile(r"[dl]['’]")
_NAME_PARTICLES = {"of", "for", "and", "d", "de", "du", "des", "la", "le", "von", "der", "van"}
_DIRECT = re.compile(r"\s+(?P<preposition>of|at|from|with)\s+")
_COMMA = re.compile(r"\)?\s*(?:,|\s[–—-]|\s?\()\s*")
_OWNED = re.compile(r"(?:[Tt]he\s+)?(?P<owner>[^,]{2,60}?)['’]s?\s+(?P<role>[^,]+)$")
_BEFORE_STOPS = {"said", "says", "and", "or", "but", "when", "as", "with", "that", "if", "while", "because", "like"}
_NOUNS = {"NOUN", "PROPN", "ADJ", "NUM", "X"}
_JOINTS = {"-", ".", "/", "&"} | POSSESSIVES
_MAX_BEFORE = 9
_MAX_APPOSITION = 170


def read_capacity(reading: Reading, mention: Span, source: Span | None = None) -> Capacity:
    """Role and affiliations stated beside a mention of a name; `source` is the source span that it
    is part of, whose end bounds an apposition."""
    found = [_before(reading, mention), _after(reading, mention, source), _inverse(reading, mention)]
    party = _PARTY.match(reading.text, mention.end, mention.end + 40)
    if party and party["party"] != "I":
        found.append(Capacity(None, (table("parties").get(party["party"], party["party"]),)))
    title = _TITLE.match(reading.slice(mention))
    if title and title[1].casefold().rstrip(".") in words("honorifics") - COURTESY:
        found.append(Capacity(title[1]))
    letters = _LETTERS.search(reading.slice(mention)) or _LETTERS.match(reading.text, mention.end)
    if letters and letters[1].casefold() in _OFFICE_LETTERS:
        found.append(Capacity(letters[1]))
    roles = [c.role for c in found if c.role]
    titles = words("honorifics")
    role = next((r for r in roles if r.casefold().rstrip(".") not in titles), roles[0] if roles else None)
    return Capacity(role, unique([a for c in found for a in c.affiliations]))


def _before(reading: Reading, mention: Span) -> Capacity:
    """Nouns, adjectives and titles directly before a name: `NYPD Commissioner`, `Sen.`"""
    start = max(reading.sentence_start(mention.start), mention.start - 120)
    taken: list[Word] = []
    for word in reversed(reading.tokens_in(Span(start, mention.start))):
        courtesy = word.folded.rstrip(".") in COURTESY  # "a claim Mr Rees rejected": no office before Mr
        if len(taken) >= _MAX_BEFORE or courtesy or not _modifies(reading, word):
            break
        taken.insert(0, word)
    while taken and taken[0].folded in _JOINTS:
        taken.pop(0)
    if not taken or (taken[-1].upos == "ADJ" and taken[-1].text.islower()):
        return Capacity()
    if any(w.folded in POSSESSIVES for w in taken[-2:]):
        return Capacity()  # `the senator's John`: not a description of him
    return read_plain_phrase(reading, Span(taken[0].span.start, taken[-1].span.end))


def _modifies(reading: Reading, word: Word) -> bool:
    """Whether a word can stand in the description before a name."""
    if word.folded in _BEFORE_STOPS or word.folded in listed("time_words"):
        return False
    if word.text == ".":
        return is_abbreviation(reading, word.span)
    if word.text == "-" and reading.text[word.span.start - 1].isspace():
        return False  # a dash, no hyphen
    return word.folded in _JOINTS or word.upos in _NOUNS or word.folded.rstrip(".") in words("honorifics")


def _after(reading: Reading, mention: Span, source: Span | None) -> Capacity:
    """What follows a name: `, a leading expert at the Wilson Center,`, ` of Acme`, `, who is …`."""
    text = reading.text
    end = reading.paragraph(reading.paragraph_at(mention.start)).end
    at = mention.end
    for skipped in (_AGE, _PARTY, _AGE):
        found = skipped.match(text, at, end)
        at = found.end() if found else at
    direct = _DIRECT.match(text, at, end)
    if direct and (direct["preposition"] == "of" or (source and direct.end() < source.end)):
        span = until_stop(reading, Span(at, min(end, at + 90)))
        named = [s for s in organisations_in(reading, span) if s.start - direct.end() <= 4]
        return Capacity(None, unique([organisation_name(reading.slice(s)) for s in named[:1]]))
    comma = _COMMA.match(text, at, end)
    if not comma or reading.roles("content").touching(Span(comma.end(), comma.end() + 1)):
        return Capacity()  # what follows is what was said: `According to Ana Ruiz, the repairs failed`
    if text.startswith("who ", comma.end()) and not _RELATIVE.match(text, comma.end(), end):
        return _who_clause(reading, Span(comma.end(), min(end, comma.end() + _MAX_APPOSITION)))
    relative = _RELATIVE.match(text, comma.end(), end)
    start = relative.end() if relative else comma.end()
    end = min(end, start + _MAX_APPOSITION)
    if source and source.start <= mention.start and start < source.end:
        end = min(end, source.end)
    phrase = until_stop(reading, Span(start, end))
    if any(word.upos == "AUX" for word in reading.tokens_in(Span(phrase.end, phrase.end + 1))):
        return Capacity()  # `According to Jane Roe, the repairs were late`: a clause of its own
    found_there = _employed(reading, read_noun_phrase(reading, phrase, apposition=True), mention.start)
    employer = _employer_after(reading, Span(phrase.end, end)) if found_there.role and source else None
    if employer is None:
        return found_there
    topic = reading.slice(phrase).strip()
    role = found_there.role if found_there.role and len(found_there.role) >= len(topic) else topic
    return Capacity(role if found_there.affiliations else found_there.role, (employer,))


def _employed(reading: Reading, found: Capacity, at: int) -> Capacity:
    """`the ministry's acting director`: the organisation that the noun stands for, and the role."""
    owned = re.match(r"(?P<owner>[\w-]+)['’]s\s+(?P<role>.+)", found.role or "")
    entity = (
        find_organisation(reading, at, owned["owner"]) if owned and owned["owner"] in words("group_nouns") else None
    )
    if not owned or entity is None:
        return found
    return Capacity(owned["role"], unique([organisation_name(reading.slice(entity.span)), *found.affiliations]))


def _employer_after(reading: Reading, rest: Span) -> str | None:
    """The last part of `Jane Roe, director of research, the Marine Trust`: nothing but a name."""
    chunk = re.match(r"\s*,\s*(?P<name>[^,;.:]{3,60}?)\s*(?:[,.;:)]|$)", reading.slice(rest))
    if not chunk:
        return None
    span = Span(rest.start + chunk.start("name"), rest.start + chunk.end("name"))
    words = [w for w in reading.tokens_in(span) if w.folded not in DETERMINERS and w.text[0].isalpha()]
    named = all(w.text[0].isupper() or _ELIDED.match(w.text) or w.folded in _NAME_PARTICLES for w in words)
    others = [e for e in reading.entities.touching(span) if e.label == "LOCATION"]
    return organisation_name(reading.slice(span)) if words and named and not others else None


def _who_clause(reading: Reading, clause: Span) -> Capacity:
    """`who manages money at Fjordlund`, `who leads the union`: an organisation, no worded role."""
    comma = reading.text.find(",", clause.start, clause.end)
    span = Span(clause.start, comma if comma > 0 else clause.end)
    found = [
        organisation_name(reading.slice(s))
        for s in organisations_in(reading, span)
        if _EMPLOYED.search(reading.text[span.start : s.start])
    ]
    return Capacity(None, unique(found[:1]))


def _inverse(reading: Reading, mention: Span) -> Capacity:
    """`The group's director, Jane Roe, said`: the role before the name, parted by a comma."""
    comma = _COMMA_AND_TITLE.search(reading.text, max(0, mention.start - 20), mention.start)
    if comma and comma["title"] and comma["title"].casefold().strip(" .") not in words("honorifics"):
        return Capacity()
    after = re.match(r"\s*(?:,|['’]s\b|\.|$)", reading.text[mention.end : mention.end + 4])
    if not comma or not after:
        return Capacity()
    phrase = _phrase_before(reading, mention.start - len(comma.group()))
    if phrase is None:
        return Capacity()
    owned = _OWNED.match(reading.slice(phrase))
    if not owned:
        return read_noun_phrase(reading, phrase)
    owner = Span(phrase.start + owned.start("owner"), phrase.start + owned.end("owner"))
    named = [organisation_name(reading.slice(e.span)) for e in reading.organisations_touching(owner)]
    return Capacity(owned["role"].strip(), unique(named))


def _phrase_before(reading: Reading, end: int) -> Span | None:
    """The description that ends at an offset: from the last mark or verb before it."""
    phrase: list[Word] = []
    for word in reversed(reading.tokens_in(Span(max(reading.sentence_start(end - 1), end - 110), end))):
        breaks = word.upos in ("VERB", "AUX", "SCONJ", "PRON") and word.folded not in DETERMINERS
        if breaks or word.text in {",", ":", ";", "“", "”", '"'}:
            break
        phrase.insert(0, word)
    offices = listed("person_nouns")
    described = any(w.upos == "NOUN" or w.folded in offices for w in phrase)
    if len(phrase) < 2 or not opens_noun_phrase(phrase[0]) or not described:
        return None
    if phrase[0].folded not in DETERMINERS and phrase[0].upos != "PROPN":
        return None
    return Span(phrase[0].span.start, phrase[-1].span.end)
