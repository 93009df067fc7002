"""The names of an article: what a model cut, missed or mistook, made whole by their own words and what is beside them.

A name that was cut at a hyphen or a nickname is joined (`Billy "Bricks" Lennox`), a body that bears a body's word is
found whatever the labels were (`Port of Halsund`), and a person that must be a body is labelled as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import cache

from quotetrack.language import load, union
from quotetrack.names.normal import without_possessive
from quotetrack.names.spelling import is_given_name
from quotetrack.records import Labelled, Span
from quotetrack.spans import SpanIndex, overlap, within

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
_CAP = r"[^\W\d_a-z][\w’'-]*?"
_SURE = 0.9
"""The score of an entity that is read from words."""
_LEAD = re.compile(r"(?<![\w’'-])(?:[^\W\d_a-z][\w’'-]*\s(?:&\s)?){1,4}$")
_OF = re.compile(rf"\s(?:of|for)\s(?:the\s)?{_CAP}(?:\s(?:and\s)?{_CAP}){{0,3}}(?=['’]s?\s|[\s,.;:)”\"]|$)")
_BODY_NOUN_BEFORE = re.compile(
    r"(?P<article>\b(?:the|an?|its|their|his|her|of|at|for|by|from|with)\s(?:[\w’'-]+\s){0,3})?\b(?P<noun>[a-z][\w-]+)\s$"
)
_TITLE = re.compile(r"\b(?P<title>[^\W\d_]+)\.?\s(?=(?P<word>[^\W\d_][\w’'-]*))")
_POST_AFTER = re.compile(r"\s(?P<post>[a-z-]+),?\s[^\W\d_a-z]")
_WHICH = re.compile(r"(?:\s\([^()]{2,14}\))?,\swhich\s(?!he\b|she\b)")
_FULL_NAME = re.compile(r"\b(?P<given>[^\W\d_a-z][\w’'-]+)\s(?:[^\W\d_a-z]\.\s)?(?P<family>[^\W\d_a-z][\w’-]+)\b")
_LINE = 5
"""Words from which on a body that bears no word of a body's may be a line in capitals: a headline."""
_WHOSE = re.compile(r"['’]s$")


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
    if union(known.body_words, known.group_nouns).intersection(part.casefold().strip(".,") for part in name):
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
    cut = office and office["noun"].casefold() in union(load("en").person_nouns, load("en").place_offices)
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
    """Where a name begins and ends with its ordinal, given names, hyphens and nickname: `61st` of `61st Brigade`."""
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


def with_bodies(text: str, entities: Sequence[Labelled]) -> list[Labelled]:
    """The entities, in text order: lines in capitals taken apart, names that must be a body's or a place's labelled
    so, and bodies added that their own words show."""
    families = {own[-1] for e in entities if e.label == "PERSON" and (own := _words(text, e))}
    whole = [piece for e in entities for piece in _out_of_line(text, e, families)]
    mistaken = _mistaken(text, whole)
    whole = [_as_body(text, e, mistaken) for e in whole]
    index, replaced, added = SpanIndex(whole, lambda e: e.span), set[Labelled](), list[Labelled]()
    for found in _by_words(text):
        if added and overlap(added[-1].span, found):
            continue
        inside = index.touching(found)
        if not any(e.label == "ORGANIZATION" or not within(e.span, found) for e in inside):
            replaced |= set(inside)
            added.append(Labelled(found, "ORGANIZATION", _SURE))
    return sorted([*(e for e in whole if e not in replaced), *added], key=lambda e: e.span)


def words_after_titles(text: str) -> Set[str]:
    """Words that stand after somebody's title anywhere: Mr Ruiz is a man."""
    after = (title["word"] for title in _TITLE.finditer(text) if title["title"].casefold() in load("en").honorifics)
    return {_WHOSE.sub("", word) for word in after}


def _out_of_line(text: str, entity: Labelled, families: Set[str]) -> list[Labelled]:
    """The people in a headline that a model took for one body: `Ana Ruiz Goes After Owen Pike As The New Tom Bell`."""
    parts = _words(text, entity)
    if (
        entity.label != "ORGANIZATION"
        or len(parts) < _LINE
        or any(p.casefold() in load("en").body_words for p in parts)
    ):
        return [entity]
    found = [m for m in _FULL_NAME.finditer(text, *entity.span) if m["family"] in families]
    return [Labelled(Span(*m.span()), "PERSON", entity.score) for m in found] or [entity]


def _mistaken(text: str, entities: Sequence[Labelled]) -> Set[str]:
    """Names labelled as people that are a body's."""
    people = [e for e in entities if e.label == "PERSON"]
    borne = {part for e in people if " " in _of(text, e) for part in _of(text, e).split()}
    found: set[str] = set()
    for entity in people:
        name = _of(text, entity)
        first = (name.split() or [""])[0]
        single = " " not in name
        if name in found or (single and name in borne) or is_given_name(first) or _is_a_title(first):
            continue
        if single and (_is_described(text, entity) or _has_team(text, entity)):
            found.add(name)
    titled = words_after_titles(text) if found else set()
    return {name for name in found if name.split()[0] not in titled}


def _is_a_title(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return folded in load("en").honorifics or _is_person_noun(folded)


def _is_described(text: str, entity: Labelled) -> bool:
    """`the consultancy Orvane`, `Orvane, which runs the ferry`: a noun for a body before a name, "which" after it."""
    before = _BODY_NOUN_BEFORE.search(text, max(0, entity.span.start - 60), entity.span.start)
    noun = before["noun"] if before and before["article"] else ""
    return noun in load("en").group_nouns or bool(_WHICH.match(text, entity.span.end, entity.span.end + 30))


def _has_team(text: str, entity: Labelled) -> bool:
    """`Valdoro manager Luca Pieri`: a post of a team or a body, and after it who holds it."""
    after = _POST_AFTER.match(text, entity.span.end, entity.span.end + 24)
    return after is not None and after["post"] in load("en").team_posts | {"manager", "economist", "analyst"}


def _is_person_noun(word: str) -> bool:
    return word in load("en").person_nouns or word in load("en").posts


def _words(text: str, entity: Labelled) -> list[str]:
    return text[entity.span.start : entity.span.end].split()


def _of(text: str, entity: Labelled) -> str:
    return without_possessive(text[entity.span.start : entity.span.end])


def _as_body(text: str, entity: Labelled, mistaken: Set[str]) -> Labelled:
    body = entity.label == "PERSON" and _of(text, entity) in mistaken
    return replace(entity, label="ORGANIZATION") if body else entity


def _by_words(text: str) -> Iterable[Span]:
    """Names in capitals that hold what only bodies bear: `Racing Club`, `Port of Halsund`."""
    for noun in _nouns().finditer(text):
        before = _LEAD.search(text, max(0, noun.start() - 60), noun.start())
        lead = _without_opening(before.group()) if before else ""
        of = _OF.match(text, noun.end())
        found = Span(noun.start() - len(lead), (of or noun).end())
        if lead or of:
            yield found


@cache
def _nouns() -> re.Pattern[str]:
    """The nouns that make a name a body's, in capitals."""
    nouns = sorted(noun.title() for noun in load("en").body_nouns_sure)
    return re.compile(rf"\b(?:{'|'.join(nouns)})\b")


def _without_opening(lead: str) -> str:
    """What stands before the noun in a name, without an opening word, an owner, or whoever speaks for the body."""
    parts = lead.split(" ")
    for number in range(len(parts) - 1, -1, -1):
        word = parts[number]
        folded = word.casefold().rstrip(".")
        owner = _WHOSE.search(word)
        plain = number == 0 and folded in load("en").plain_words
        if word and (
            owner or plain or not word[0].isupper() or _is_person_noun(folded) or folded in load("en").honorifics
        ):
            return " ".join(parts[number + 1 :])
    return lead
