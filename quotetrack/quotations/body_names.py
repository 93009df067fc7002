"""Names of bodies, of places and of people that a model missed, cut or mistook, by their own words and what stands
beside them. Nothing here rests on how one model labels: what it finds is found whatever the labels were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import cache

from quotetrack.lexicon import listed, words
from quotetrack.names.normal import without_possessive
from quotetrack.names.spelling import is_given_name
from quotetrack.records import Labelled, Span
from quotetrack.spans import SpanIndex, overlap, within

_CAP = r"[^\W\d_a-z][\w’'-]*?"
_SURE = 0.9
"""The score of an entity that is read from words."""
_LEAD = re.compile(r"(?<![\w’'-])(?:[^\W\d_a-z][\w’'-]*\s(?:&\s)?){1,4}$")
_OF = re.compile(rf"\s(?:of|for)\s(?:the\s)?{_CAP}(?:\s(?:and\s)?{_CAP}){{0,3}}(?=['’]s?\s|[\s,.;:)”\"]|$)")
_AND_NAME = re.compile(rf"\s{_CAP}(?=['’]s?\s|[\s,.;:)”\"]|$)")
_NOUN_BEFORE = re.compile(
    r"(?P<article>\b(?:the|an?|its|their|his|her|of|at|for|by|from|with)\s(?:[\w’'-]+\s){0,3})?\b(?P<noun>[a-z][\w-]+)\s$"
)
_TITLE = re.compile(r"\b(?P<title>[^\W\d_]+)\.?\s(?=(?P<word>[^\W\d_][\w’'-]*))")
_AT = re.compile(r"(?P<noun>[a-z][\w-]+)\s(?:(?:of|in|for)\s[a-z]+\s(?:[a-z]+\s)?)?at\s$")
_APPOSED = re.compile(
    r",\s(?:an?|the)\s(?:[\w-]+\s){0,3}?(?P<noun>[a-z-]+)(?=[,.;]|\s(?:that|which|based|in|of|with)\b)"
)
_SET_OFF = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts)\s(?:[\w-]+\s){0,2}(?P<noun>[a-z-]+),\s$")
_PLAYER_OF = re.compile(r".{0,2}?['’]s?\s(?P<post>[a-z-]+)\b")
_PHRASE_END = re.compile(r"[,.;:)]|\s(?:said|says|in|of|has|had|was|is|will|would)\b")
_SPOKEN_FOR = re.compile(r"\bspokes(?:man|woman|person|people)\sfor\s$")
_PAIR = re.compile(rf"(?<![\w’'-]){_CAP}\s&\s{_CAP}(?:\s{_CAP})?(?=['’]s?\s|[\s,.;:)”\"]|$)")
"""`Abbott & Sons`"""
_POSTS_OF_BODIES = {"manager", "economist", "analyst", "strategist"}
_LEADING_POSTS = {"coach", "captain", "co-captain", "vice-captain"}
"""Posts that may be of a person's, too: `Ana Ruiz’s coach`."""
_POST_AFTER = re.compile(r"\s(?P<post>[a-z-]+)(?=\s[^\W\d_a-z]|,\s[^\W\d_a-z])")
_WHICH = re.compile(r"(?:\s\([^()]{2,14}\))?,\swhich\s(?!he\b|she\b)")
_GOVERNED = re.compile(
    r"\b(?:mayor|governor|sheriff|bishop|archbishop|emir|residents|villagers|people|town|city|village|province|state)\sof\s$",
    re.IGNORECASE,
)
_PRESIDED = re.compile(
    r"\b(?:president|chair(?:man|woman|person)?|director|head|chief executive|owner|founder|captain|spokes\w+)"
    r"\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
"""`the president of Deportivo Lanza, Owen Pike,`: what somebody else presides over."""
_FULL_NAME = re.compile(r"\b(?P<given>[^\W\d_a-z][\w’'-]+)\s(?:[^\W\d_a-z]\.\s)?(?P<family>[^\W\d_a-z][\w’-]+)\b")
_LINE = 5
"""Words from which on a body that bears no word of a body's may be a line in capitals: a headline."""
_CAPITALS = 0.7
"""Share of words in capitals (0 to 1) from which on a line is one in capitals."""
_SHORT = 3
"""Letters of the words that headlines leave small (as, of, the)."""
_WHOSE = re.compile(r"['’]s$")
_OWN_POSSESSIVE = re.compile(r"(?:St\.?\s\w+|[Cc]hildren|[Ww]omen|[Mm]en|[Pp]eople|[Mm]aster|King|Queen)['’]s$")


def with_bodies(text: str, entities: Sequence[Labelled]) -> list[Labelled]:
    """The entities, in text order: lines in capitals taken apart, names that must be a body's or a place's labelled
    so, and bodies added that their own words show."""
    families = {own[-1] for e in entities if e.label == "PERSON" and (own := _words(text, e))}
    whole = [piece for e in entities for piece in _out_of_line(text, e, families)]
    mistaken = _mistaken(text, whole)
    whole = [_relabelled(text, e, mistaken) for e in whole]
    index, replaced, added = SpanIndex(whole, lambda e: e.span), set[Labelled](), list[Labelled]()
    for found in _by_words(text):
        if added and overlap(added[-1].span, found):
            continue
        inside = index.touching(found)
        if _in_line(text, found) and found not in [e.span for e in inside]:
            continue
        if not any(e.label == "ORGANIZATION" or not within(e.span, found) for e in inside):
            replaced |= set(inside)
            added.append(Labelled(found, "ORGANIZATION", _SURE))
    return sorted([*(e for e in whole if e not in replaced), *added], key=lambda e: e.span)


def words_after_titles(text: str) -> Set[str]:
    """Words that stand after somebody's title anywhere: Mr Ruiz is a man."""
    after = (title["word"] for title in _TITLE.finditer(text) if title["title"].casefold() in words("honorifics"))
    return {_WHOSE.sub("", word) for word in after}


def _out_of_line(text: str, entity: Labelled, families: Set[str]) -> list[Labelled]:
    """The people in a headline that a model took for one body: `Ana Ruiz Goes After Owen Pike As The New Tom Bell`."""
    parts = _words(text, entity)
    if entity.label != "ORGANIZATION" or len(parts) < _LINE or any(p.casefold() in listed("body_words") for p in parts):
        return [entity]
    found = [m for m in _FULL_NAME.finditer(text, *entity.span) if m["family"] in families]
    return [Labelled(Span(*m.span()), "PERSON", entity.score) for m in found] or [entity]


def _mistaken(text: str, entities: Sequence[Labelled]) -> dict[str, str]:
    """Names labelled as people that are a body's or a place's, with what they are."""
    people = [e for e in entities if e.label == "PERSON"]
    borne = {part for e in people if " " in _of(text, e) for part in _of(text, e).split()}
    found: dict[str, str] = {}
    for entity in people:
        name = _of(text, entity)
        first = (name.split() or [""])[0]
        single = " " not in name
        if name in found or (single and name in borne) or is_given_name(first) or _is_a_title(first):
            continue
        label = _place_or_body(text, entity, name)
        if label:
            found[name] = label
    titled = words_after_titles(text) if found else set()
    return {name: label for name, label in found.items() if name.split()[0] not in titled}


def _place_or_body(text: str, entity: Labelled, name: str) -> str | None:
    start, end = entity.span
    if _GOVERNED.search(text, max(0, start - 24), start) and re.match(r",\s[^\W\d_a-z]|['’]s\s", text[end : end + 4]):
        return "LOCATION"
    presided = _PRESIDED.search(text, max(0, start - 30), start) and re.match(r",\s[^\W\d_a-z]", text[end : end + 3])
    if presided or _is_kind_of_body(text, entity):
        return "ORGANIZATION"
    if " " in name:
        return "ORGANIZATION" if _is_definite(text, entity) or _is_named_body(text, entity) else None
    at = _AT.search(text, max(0, start - 50), start)
    works_at = at and _is_person_noun(at["noun"])
    described = _is_described(text, entity) or _is_spoken_for(text, entity) or _has_team(text, entity)
    return "ORGANIZATION" if works_at or described else None


def _is_a_title(word: str) -> bool:
    folded = word.casefold().rstrip(".")
    return folded in words("honorifics") or _is_person_noun(folded)


def _is_kind_of_body(text: str, entity: Labelled) -> bool:
    """`Minera Altavista, a family firm`, `The company, Minera Altavista,`, `Slavia Brodno’s goalkeeper`."""
    after = _APPOSED.match(text, entity.span.end, entity.span.end + 60)
    before = _SET_OFF.search(text, max(0, entity.span.start - 60), entity.span.start)
    named = [found["noun"].casefold() in listed("group_nouns") for found in (after, before) if found]
    player = _PLAYER_OF.match(text, entity.span.end - 2, entity.span.end + 30)
    return any(named) or bool(player and player["post"] in listed("team_posts") - _LEADING_POSTS)


def _is_definite(text: str, entity: Labelled) -> bool:
    """`the Kunsthalle Brenz,`: no person has an article, but before a noun (`the Ana Ruiz affair`)."""
    before, after = text[max(0, entity.span.start - 4) : entity.span.start], text[entity.span.end : entity.span.end + 1]
    return before.casefold() == "the " and after in {"", ",", ".", ";", ")", ":"}


def _is_named_body(text: str, entity: Labelled) -> bool:
    """`the law firm Holt Marsh,`: a noun for a body before a name that ends its phrase."""
    before = _NOUN_BEFORE.search(text, max(0, entity.span.start - 60), entity.span.start)
    named = before is not None and before["article"] and before["noun"] in listed("group_nouns")
    return bool(named and _PHRASE_END.match(text, entity.span.end))


def _is_spoken_for(text: str, entity: Labelled) -> bool:
    """`A spokesperson for Ofwat`: who is never named in full is a body."""
    return _SPOKEN_FOR.search(text, max(0, entity.span.start - 24), entity.span.start) is not None


def _is_described(text: str, entity: Labelled) -> bool:
    """`the consultancy Orvane`, `Orvane, which runs the ferry`: a noun for a body before a name, "which" after it."""
    before = _NOUN_BEFORE.search(text, max(0, entity.span.start - 60), entity.span.start)
    noun = before["noun"] if before and before["article"] else ""
    return noun in listed("group_nouns") or bool(_WHICH.match(text, entity.span.end, entity.span.end + 30))


def _has_team(text: str, entity: Labelled) -> bool:
    """`Valdoro manager Luca Pieri`: a post of a team, and after it who holds it."""
    after = _POST_AFTER.match(text, entity.span.end, entity.span.end + 24)
    return after is not None and after["post"] in listed("team_posts") | _POSTS_OF_BODIES


def _is_person_noun(word: str) -> bool:
    return word in listed("person_nouns", "posts")


def _words(text: str, entity: Labelled) -> list[str]:
    return text[entity.span.start : entity.span.end].split()


def _of(text: str, entity: Labelled) -> str:
    return without_possessive(text[entity.span.start : entity.span.end])


def _relabelled(text: str, entity: Labelled, mistaken: dict[str, str]) -> Labelled:
    label = mistaken.get(_of(text, entity)) if entity.label == "PERSON" else None
    return replace(entity, label=label) if label else entity


def _by_words(text: str) -> Iterable[Span]:
    """Names in capitals that hold what only bodies bear: `Racing Club Maroua`, `Port of Halsund`, `Abbott & Sons`."""
    found = [*_with_nouns(text), *(Span(*pair.span()) for pair in _PAIR.finditer(text))]
    return sorted(found)


def _with_nouns(text: str) -> Iterable[Span]:
    for noun in _nouns().finditer(text):
        before = _LEAD.search(text, max(0, noun.start() - 60), noun.start())
        lead = _without_opening(before.group()) if before else ""
        of = _OF.match(text, noun.end())
        name = _AND_NAME.match(text, noun.end()) if lead and noun.group() == "Club" else None
        found = Span(noun.start() - len(lead), (of or name or noun).end())
        if lead or of:
            yield found


@cache
def _nouns() -> re.Pattern[str]:
    """The nouns that make a name a body's, in capitals."""
    return re.compile(rf"\b(?:{'|'.join(sorted(noun.title() for noun in listed('body_nouns_sure')))})\b")


def _without_opening(lead: str) -> str:
    """What stands before the noun in a name, without an opening word, an owner, or whoever speaks for the body."""
    parts = lead.split(" ")
    for number in range(len(parts) - 1, -1, -1):
        word = parts[number]
        folded = word.casefold().rstrip(".")
        owner = _WHOSE.search(word) and not _OWN_POSSESSIVE.search(" ".join(parts[: number + 1]))
        plain = number == 0 and folded in words("plain_words")
        if word and (
            owner or plain or not word[0].isupper() or _is_person_noun(folded) or folded in words("honorifics")
        ):
            return " ".join(parts[number + 1 :])
    return lead


def _in_line(text: str, name: Span) -> bool:
    """Whether a name stands in a line in capitals: a headline, a list of titles. Told by the words around it but
    for short ones and the first."""
    start, end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    around = f"{text[start : name.start]} {text[name.end : end if end >= 0 else len(text)]}"
    opens = re.match(r"\W*\w+", text[start : name.start])
    told = [w for w in re.findall(r"[^\W\d_]+", around[opens.end() if opens else 0 :]) if len(w) > _SHORT]
    capitals = [w for w in told if w[0].isupper()]
    return len(capitals) >= _CAPITALS * len(told)
