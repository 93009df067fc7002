"""Role and affiliations stated beside a name: what stands before it, in it, and (by `appositions`) after it."""

from __future__ import annotations

import re
from dataclasses import replace

from quotetrack.quotations.article_names import ALIAS
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Affiliation, Span
from quotetrack.speakers.appositions import PARTY, of_its, read_after, read_copula, read_joined, read_writing_for
from quotetrack.speakers.bodies import DETERMINERS, is_no_body, organisation_name
from quotetrack.speakers.claims import Capacity, capacity_of, claim_at, join, with_standing
from quotetrack.speakers.noun_phrases import (
    POSSESSIVES,
    is_abbreviation,
    opens_noun_phrase,
    read_noun_phrase,
    read_plain_phrase,
    singular_role,
)
from quotetrack.speakers.nouns import head_noun, is_person_noun, is_post

_COMMA_AND_TITLE = re.compile(r",\s*(?P<title>(?:[^\W\d_]+\.?\s+){1,2})?$")
_NAME_ENDS = re.compile(r"\s*(?:\([^()]{1,20}\)\s*)?(?:,|['’]s\b|\.|$|\s(?:of|at|from|with)\s(?:the\s)?[^\W\d_a-z])")
_BEFORE_STOPS = {
    "whose",
    "said",
    "says",
    "and",
    "or",
    "but",
    "when",
    "as",
    "with",
    "that",
    "if",
    "while",
    "because",
    "like",
}
_DETERMINED = re.compile(r"(?:the|an?|his|her|their|its)\s", re.IGNORECASE)
_NOUNS = {"NOUN", "PROPN", "ADJ", "NUM", "X"}
_JOINTS = {"-", ".", "/", "&"} | POSSESSIVES
_MAX_BEFORE = 10
_ADDRESSES = {"sir", "dame", "dr", "lord", "lady", "baroness", "prof", "professor"}
_TITLE = re.compile(r"([^\W\d_]+\.?)\s")
_LETTERS = re.compile(r",?\s([A-Z]{2,3}|M\.P\.)(?=$|[\s,.)])")
_OFFICE_LETTERS = {"mp", "msp", "mep", "qc", "kc", "m.p.", "ms", "mla", "td", "mna"}
_RETIRED = re.compile(r"\s\((?:ret|retd|rtd|retired|(?P<reserve>res|reserves?))\.?\)\s\Z", re.IGNORECASE)
"""`Maj. Gen. (ret.) Ana Ruiz`"""
_CALLED = re.compile(r"(?:,\sa\s(?:[\w-]+\s)?(?:man|woman|person)|(?<=\w))\s(?:called|named)\s$")


def read_capacity(reading: Reading, mention: Span, source: Span | None = None) -> Capacity:
    """Role and affiliations stated beside a mention of a name; `source` is the source span that it
    is part of, whose end bounds an apposition."""
    found = [
        _before(reading, mention),
        *_titles(reading, mention),
        read_after(reading, mention, source),
        _inverse(reading, mention),
        _called(reading, mention),
        read_joined(reading, mention),
        _outlets(reading, mention),
        read_copula(reading, mention),
        read_writing_for(reading, mention),
    ]
    read = join(found)
    if read.role is None and source is not None and source.start < mention.start < source.end:
        read = join([read, _opening(reading, mention, source)])
    return _with_party(reading, mention, read)


def _with_party(reading: Reading, mention: Span, found: Capacity) -> Capacity:
    """`(R-Ohio)`, `, D-Mass.`: the party goes with the title before the name, if there is one."""
    party = PARTY.match(reading.text, mention.end, mention.end + 40)
    last = mention.end + len(party.group().rstrip(") .")) if party else 0
    letters = party["party"] if party else ""
    name = reading.language.parties.get(letters) or reading.language.party_letters.get(letters)
    if not party or not name:
        return found
    claims = list(found.claims)
    titled = next(
        (n for n, c in enumerate(claims) if c.span and c.organization is None and c.span.end <= mention.start + 1), None
    )
    if titled is None or any(c.organization == name for c in claims):
        return capacity_of([*claims, Affiliation(name, None, "current", Span(party.start("party"), last))])
    span = claims[titled].span
    claims[titled] = replace(claims[titled], organization=name, span=Span(span.start, last) if span else None)
    return capacity_of(claims)


def _before(reading: Reading, mention: Span) -> Capacity:
    """Nouns, adjectives and titles directly before a name: `NYPD Commissioner`, `Sen.`, `Speaker of the House`."""
    start = max(reading.sentence_start(mention.start), mention.start - 120)
    rank = _RETIRED.search(reading.text, start, mention.start)
    if rank:
        read = _before(reading, Span(rank.start(), mention.end))
        return read if rank["reserve"] else with_standing(read, "former")
    tokens = reading.tokens_in(Span(start, mention.start))
    tokens = _without_address(tokens)
    at = len(tokens)
    while at > 0 and len(tokens) - at < _MAX_BEFORE:
        word = tokens[at - 1]
        courteous = word.folded.rstrip(".") in reading.language.courtesy_titles
        if courteous and at < len(tokens) and tokens[at:][0].text != ".":
            break  # "a claim Mr Rees rejected": no office before Mr
        joined = word.folded == "and" and _joins_roles(tokens, at - 1)
        if courteous or not (joined or _modifies(reading, word)):
            break
        at -= 1
    at = _across_of(tokens, at)
    taken = tokens[at:] or _before_both(reading, tokens)
    while taken and taken[0].folded in _JOINTS:
        taken.pop(0)
    hyphened = len(taken) > 1 and taken[-2].text == "-"  # Mayor-elect
    if not taken or (taken[-1].upos == "ADJ" and taken[-1].text.islower() and not hyphened):
        return Capacity()
    if taken[-1].text == "The":
        return Capacity()  # a title: `co-editor of Debating The Donald`
    if any(w.folded in POSSESSIVES or w.folded.endswith(("'s", "’s")) for w in taken[-1:]):
        return Capacity()  # `the senator's John`: not a description of him
    return read_plain_phrase(reading, Span(taken[0].span.start, taken[-1].span.end))


def _without_address(tokens: list[Word]) -> list[Word]:
    """What stands before a form of address that goes with an office: `committee chair Sir Owen Pike`. No office before
    Mr: `a claim from the mayor Mr Pike rejected`."""
    last = len(tokens) - (2 if tokens and tokens[-1].text == "." else 1)
    addressed = last > 0 and tokens[last].folded.rstrip(".") in _ADDRESSES
    return tokens[:last] if addressed and is_person_noun(tokens[last - 1].folded) else tokens


def _joins_roles(tokens: list[Word], at: int) -> bool:
    """`co-founder and former chief engineer Ana Ruiz`: "and" between two roles of one person."""
    before, after = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    both = bool(before and after) and before[0].text[0].islower() and after[0].text[0].islower()
    return both and is_person_noun(before[0].text)


def _before_both(reading: Reading, tokens: list[Word]) -> list[Word]:
    """`Senators Ana Ruiz and Owen Pike`: what stands before the first of two names, if it is in the plural."""
    if len(tokens) < 3 or tokens[-1].folded != "and":
        return []
    first = next((e.span for e in reading.entities.touching(tokens[-2].span) if e.label == "PERSON"), None)
    back = [w for w in tokens if first and w.span.end <= first.start]
    at = len(back)
    while at > 0 and _modifies(reading, back[at - 1]):
        at -= 1
    plural = bool(back[at:]) and back[-1].folded.rstrip(".").endswith(("s", "men", "women", "people"))
    return back[at:] if plural else []


def _across_of(tokens: list[Word], at: int) -> int:
    """Further back across `of`: `Speaker of the House`, `chief executive of Acme`, not `wife of Senator`."""
    taken = [w for w in tokens[at:] if w.text[0].isalnum()]
    back = at - 1
    if back >= 0 and tokens[back].folded == "the":
        back -= 1
    named = bool(taken) and (taken[0].text[0].isupper() or taken[0].folded in ("staff", "state"))
    if not named or back < 1 or tokens[back].folded not in ("of", "for", "at"):
        return at
    office = tokens[back - 1]
    if is_person_noun(taken[0].folded) or not (
        is_post(office.text) or (office.text[0].isupper() and is_person_noun(office.text))
    ):
        return at
    first = back - 1
    while first > 0 and tokens[first - 1].upos in _NOUNS and tokens[first - 1].text[0].isalnum():
        first -= 1
    return first


def _modifies(reading: Reading, word: Word) -> bool:
    """Whether a word can stand in the description before a name."""
    if word.folded in _BEFORE_STOPS or word.folded in reading.language.time_words:
        return False
    if word.text[0].islower() and word.text.endswith(".") and len(word.text) > 1:
        return False  # the end of a sentence that was not seen
    if word.text == ".":
        return is_abbreviation(reading, word.span)
    if word.text == "-" and reading.text[word.span.start - 1].isspace():
        return False  # a dash, no hyphen
    named = any(e.label == "ORGANIZATION" for e in reading.entities.touching(word.span))
    if word.folded in ("running", *reading.language.role_modifiers):
        return True  # parts of roles that are tagged as verbs: ranking, acting, managing
    titled = word.folded.rstrip(".") in reading.language.honorifics
    return named or titled or word.folded in _JOINTS or word.upos in _NOUNS


def _outlets(reading: Reading, mention: Span) -> Capacity:
    """`told CNN's Jake Tapper`, `Labour's Jane Roe`: an organisation's possessive directly before a name."""
    for entity in reading.entities.touching(Span(max(0, mention.start - 60), mention.start)):
        between = reading.text[entity.span.end : mention.start]
        held = re.search(r"['’]s?$", reading.slice(entity.span))
        if (
            entity.label == "ORGANIZATION"
            and not is_no_body(reading, entity.span)
            and (re.fullmatch(r"['’]s?\s+", between) or (held and between == " "))
        ):
            name = organisation_name(reading.slice(entity.span))
            return capacity_of([claim_at(None, reading.language.parties.get(name, name), entity.span)])
    before = reading.text[max(0, mention.start - 30) : mention.start]
    if not re.search(r"['’]s?\s+$", before):
        return Capacity()
    for form, party in reading.language.parties.items():
        if len(form) > 2 and re.search(rf"(?:^|\s){re.escape(form)}['’]s?\s+$", before):
            start = mention.start - len(before) + before.rindex(form)
            return capacity_of([claim_at(None, party, Span(start, start + len(form)))])
    return Capacity()


def _inverse(reading: Reading, mention: Span) -> Capacity:
    """`The group's director, Jane Roe, said`: the role before the name, parted by a comma."""
    comma = _COMMA_AND_TITLE.search(reading.text, max(0, mention.start - 20), mention.start)
    titles = (comma["title"] or "").casefold().split() if comma else []
    if not all(title.rstrip(".") in reading.language.honorifics | {"major", "judge"} for title in titles):
        return Capacity()
    after = _NAME_ENDS.match(reading.text[mention.end : mention.end + 26])
    if not comma or not after:
        return Capacity()
    phrase = _phrase_before(reading, mention.start - len(comma.group()))
    read = read_noun_phrase(reading, phrase) if phrase else Capacity()
    if (
        phrase
        and read.role
        and not read.affiliations
        and reading.slice(phrase).casefold().startswith(("its ", "their "))
    ):
        return of_its(reading, phrase, read)
    return read if read.role else Capacity()


def _opening(reading: Reading, mention: Span, source: Span) -> Capacity:
    """`The captain, identified by the coast guard as Ana Ruiz,`, `His coach, the former international Ana Ruiz,`: the
    description that a source opens with."""
    opening, _, between = reading.text[source.start : mention.start].partition(",")
    others = [p for p in reading.entities.touching(Span(source.start, mention.start)) if p.label == "PERSON"]
    if not between.strip() or others or re.search(r"\band\b", opening + between) or not _DETERMINED.match(opening):
        return Capacity()
    phrase = Span(source.start, source.start + len(opening))
    return read_noun_phrase(reading, phrase) if head_noun(opening) else Capacity()


def _phrase_before(reading: Reading, end: int) -> Span | None:
    """The description that ends at an offset: from the last mark or verb before it."""
    phrase: list[Word] = []
    for word in reversed(reading.tokens_in(Span(max(reading.sentence_start(end - 1), end - 110), end))):
        breaks = word.upos in ("VERB", "AUX", "SCONJ", "PRON") and word.folded not in DETERMINERS - {"that"}
        breaks = breaks and not (word.folded in ("himself", "herself") and not phrase)
        breaks = breaks and not (word.upos == "VERB" and word.folded in reading.language.role_modifiers)  # lead author
        if breaks or word.text in {",", ":", ";", "“", "”", '"', "—", "–", "--"}:
            break
        timed = word.upos == "ADV" or word.folded in reading.language.time_words or word.text.isdigit()
        if timed and phrase and phrase[0].folded in DETERMINERS:
            break  # `An hour later the harbour master, Ana Ruiz,`, `On Monday the harbour master, Ana Ruiz,`
        if word.folded == "and" and phrase and phrase[0].folded in ("his", "her", "its", "their"):
            break  # `Minister Ana Ruiz and his counterpart, Owen Pike,`
        phrase.insert(0, word)
    if len(phrase) > 2 and phrase[0].folded in ("and", "but") and phrase[1].folded in DETERMINERS:
        phrase.pop(0)  # `The mayor, Ana Ruiz, and the police chief, Owen Pike,`
    if len(phrase) > 2 and phrase[-1].folded in ("himself", "herself"):
        phrase.pop()
    if len(phrase) > 1 and phrase[0].upos == "ADP" and phrase[1].folded in DETERMINERS:
        phrase.pop(0)  # `a petition filed by the candidate of the party, Ana Ruiz,`
    offices = reading.language.person_nouns
    described = any(w.upos == "NOUN" or w.folded in offices for w in phrase)
    if len(phrase) < 2 or not opens_noun_phrase(phrase[0]) or not described:
        return None
    bare = is_post(phrase[0].folded) and len(phrase) > 2 and phrase[1].folded in ("to", "for", "of", "at")
    if phrase[0].folded not in DETERMINERS and phrase[0].upos != "PROPN" and not bare:
        return None  # `counsel to the trust, Ana Ruiz,` needs no article
    return Span(phrase[0].span.start, phrase[-1].span.end)


def _titles(reading: Reading, mention: Span) -> list[Capacity]:
    """Titles and letters that the name itself holds or that follow it: `Sen. Ana Ruiz`, `Ana Ruiz MSP`."""
    found: list[Capacity] = []
    title = _TITLE.match(reading.slice(mention))
    if title and title[1].casefold().rstrip(".") in reading.language.honorifics - reading.language.courtesy_titles:
        found.append(
            capacity_of([claim_at(singular_role(title[1]), None, Span(mention.start, mention.start + title.end(1)))])
        )
    for letters in (_LETTERS.search(reading.text, *mention), _LETTERS.match(reading.text, mention.end)):
        if letters and letters[1].casefold() in _OFFICE_LETTERS:
            return [*found, capacity_of([claim_at(letters[1], None, Span(*letters.span(1)))])]
    return found


def _called(reading: Reading, mention: Span) -> Capacity:
    """`the harbour master, a tall woman called Grace Bell`, `a clerk who asked to be named only as Bell`: the
    description before what tells the name."""
    start = reading.sentence_start(mention.start)
    told = _CALLED.search(reading.text, start, mention.start) or ALIAS.search(reading.text, start, mention.start)
    end = start + len(reading.text[start : told.start()].rstrip(" ,")) if told else start
    phrase = _phrase_before(reading, end) if told and not reading.quoted_at(mention.start) else None
    return read_noun_phrase(reading, phrase, apposition=True) if phrase else Capacity()
