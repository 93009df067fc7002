"""Noun phrases that describe somebody, taken apart: the noun that says what somebody is, the role around it, and the
organisations before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quotetrack.language import load, union
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Affiliation, Span
from quotetrack.spans import overlap
from quotetrack.speakers.bodies import (
    DETERMINERS,
    PREPOSITIONS,
    Body,
    bodies_before_head,
    bodies_in,
    body_at,
    campaign_at,
    family_form,
    is_membership,
    may_be_place,
    organisation_name,
)
from quotetrack.speakers.claims import Capacity, capacity_of, claim_at
from quotetrack.speakers.nouns import head_noun, is_person_noun, singular
from quotetrack.speakers.organisations import body_meant

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
_OWNER = re.compile(r"(?P<owner>[^,;]{1,70}?)(?:['’]s|(?<=s)['’])\s+(?P<rest>\S.*)$", re.DOTALL)
_STAFF = re.compile(
    r"(?:[\w-]+\s+){0,4}?(?:campaign\s+\w+|spokes\w+|strategist|pollster|surrogate|advis[eo]r|aide|running mate"
    r"|(?:press|communications?|field|digital|political|policy|finance|outreach)\s(?:secretary|director|chief|chairman))s?$",
    re.IGNORECASE,
)
_PARTY_LETTERS = re.compile(r"([A-Z][A-Za-z]{1,4})\s\S")
"""`BJP leader`, `NDP health critic`"""
_PLURAL_TITLES = {"sens": "Sen.", "reps": "Rep.", "govs": "Gov.", "cllrs": "Cllr"}
_CAMPAIGN_REACH = 20_000
"""Code points before and after a staff member's name in which the campaign must be spoken of."""
_AMBIGUOUS_PARTIES = {"Conservative", "Green", "Labour", "Libertarian"}
LEADING = re.compile(
    r"(?:(?:then(?=\s(?:an?|the|his|her|its)\s)|also|now|currently|still|himself|herself|themselves|once|both|the|an?|his|her|their|its|our|another|this|that|my|one)\s+)+",
    re.IGNORECASE,
)


def read_noun_phrase(reading: Reading, span: Span, *, apposition: bool = False) -> Capacity:
    """`a leading expert at the Wilson Center`: the head is the role; what follows a preposition is
    an organisation if it is named as one, else part of the role.

    With `apposition` a phrase that is no description of a person gives nothing.
    """
    tokens = reading.tokens_in(span)
    if not tokens or (apposition and not opens_noun_phrase(tokens[0])):
        return Capacity()
    return capacity_of(_part(reading, span, apposition))


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
    name = found["party"] if found else ""
    span = Span(*found.span("party")) if found else tail
    return (
        [Body(span, name)]
        if name in reading.language.parties and not any(overlap(b.span, span) for b in bodies)
        else []
    )


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


@dataclass(frozen=True)
class Head:
    """The head of a description: its role as worded, the noun that says what somebody is, and the
    organisations before that noun."""

    role: str | None
    noun: str | None
    bodies: list[Body]


def read_head(reading: Reading, phrase: Span) -> Head:
    """A phrase without prepositions (`NYPD Commissioner`, `the group's leader`, `Republican nominee`):
    organisations and parties are affiliations, what remains is the role; a party stays in the role too,
    and so does an organisation that is not at the front (`retired Air Force general`)."""
    bodies, start = _owner(reading, phrase)
    rest = Span(start, phrase.end)
    noun = noun_of(reading, rest)
    if noun or not bodies:
        for body in bodies_before_head(reading, rest):
            bodies.append(body)
            if not re.search(r"\w", reading.slice(Span(start, body.span.start)).replace("the", "")):
                start = _after_body(reading, body)
    if noun is None and reading.text[start : start + 1].isupper():
        bodies = [b for b in bodies if b.span.end > start]  # `the Dockers' Union`: no union of some Dockers
    bodies += _parties(reading, Span(start, phrase.end))
    role = re.sub(r"^(?:['’]s?|-|–)\s*", "", reading.text[start : phrase.end].strip()).strip(" ,")
    courteous = role.casefold().rstrip(".") in reading.language.courtesy_titles
    if noun is None or head_noun(role) is None or role in reading.language.parties or courteous:
        role = ""
    return Head(" ".join(role.split()) or None, noun, bodies)


def _after_body(reading: Reading, body: Body) -> int:
    """Where a role begins after a body at the front: the noun of `Pike campaign aide` is part of it."""
    words_of = reading.slice(body.span)
    noun = re.search(r"\bcampaign$", words_of)
    return body.span.start + noun.start() if noun and " " in words_of else body.span.end


def _owner(reading: Reading, phrase: Span) -> tuple[list[Body], int]:
    """Whose `X's` the description begins with, and where the rest begins: an organisation, a campaign,
    one that a noun stands for (`the group's`), or, for a campaigner's staff, the campaign."""
    found = _OWNER.match(reading.text, phrase.start, phrase.end)
    if not found:
        return _staff(reading, phrase, phrase.start)
    owner, start = Span(*found.span("owner")), found.start("rest")
    for entity in reading.entities.touching(owner):
        if campaign := campaign_at(reading, entity, phrase.end):
            return [campaign], max(start, campaign.span.end)
        if entity.label == "ORGANIZATION" and entity.span.end >= owner.end:
            return [body_at(reading, Span(max(entity.span.start, owner.start), owner.end))], start
    last = family_form(reading.slice(owner))
    if last in reading.language.parties:
        return [Body(owner, organisation_name(reading.slice(owner)))], start
    last = last.casefold()
    if last in reading.language.group_nouns:
        meant = body_meant(reading, phrase.start, last)
        return ([Body(owner, meant.name)] if meant else []), start
    return _staff(reading, phrase, start)


def _staff(reading: Reading, phrase: Span, start: int) -> tuple[list[Body], int]:
    """`Clinton communications director`: of her campaign, if the article speaks of a `Clinton campaign`."""
    people = [e for e in reading.entities.touching(phrase) if e.label == "PERSON" and e.span.start <= phrase.start + 5]
    if not people:
        return [], start
    owner = people[0]
    rest = re.sub(r"^['’]s?\s*|^\s+", "", reading.text[owner.span.end : phrase.end]).strip()
    family = family_form(reading.slice(owner.span))
    if not family:
        return [], start
    if not _STAFF.match(rest) or campaign_at(reading, owner, phrase.end):
        return [], start
    near = reading.text[max(0, phrase.start - _CAMPAIGN_REACH) : phrase.start + _CAMPAIGN_REACH]
    if not re.search(rf"\b{re.escape(family)}(?:['’]s?)?\s+(?:\d{{4}}\s)?(?:presidential\s)?campaign\b", near):
        return [], start
    return [Body(owner.span, f"{family} campaign")], start


def _parties(reading: Reading, phrase: Span) -> list[Body]:
    """Parties that a phrase names: `Republican nominee`, `Labour MP`."""
    text, found = reading.slice(phrase), list[Body]()
    for form in reading.language.parties:
        if form not in text:
            continue
        spelt_out = len(form) > 3 or (len(form) == 3 and form.isupper())  # a lab director is not of the Labour party
        at = re.search(rf"\b{re.escape(form)}\b", text) if spelt_out else None
        if at and _is_political(text, form):
            found.append(Body(Span(phrase.start + at.start(), phrase.start + at.end()), form))
    letters = _PARTY_LETTERS.match(text)
    if letters and not found and letters[1] in reading.language.party_letters and head_noun(text):
        party = reading.language.party_letters[letters[1]]
        found.append(Body(Span(phrase.start, phrase.start + letters.end(1)), party))
    return found


def _is_political(text: str, form: str) -> bool:
    """A word that is more than a party's name is one where politics is spoken of: not a conservative economist."""
    noun = head_noun(text)
    alone = text.strip() == form
    return (
        form not in _AMBIGUOUS_PARTIES
        or alone
        or noun is None
        or noun in union(load("en").political_offices, load("en").posts) - {"economist"}
    )


def singular_role(role: str | None) -> str | None:
    """A role in the plural before a name, as one of them bears it: `Senators A and B`."""
    if not role:
        return role
    *lead, last = role.split()
    folded = last.casefold().rstrip(".")
    if folded in _PLURAL_TITLES:
        return " ".join([*lead, _PLURAL_TITLES[folded]])
    single = singular(folded)
    known = (
        folded not in load("en").person_nouns
        and single in load("en").person_nouns
        and last.rstrip(".").casefold() != single
    )
    return (
        " ".join([*lead, singular(last)])
        if known and folded not in load("en").honorifics - {"senators", "representatives"}
        else role
    )


def noun_of(reading: Reading, head: Span) -> str | None:
    """The noun for a person that a head ends in; names of bodies in it are no part of it."""
    at, pieces = head.start, []
    for entity in reading.organisations_touching(head):
        pieces.append(reading.text[at : max(at, entity.span.start)])
        last = reading.slice(entity.span).split()[-1:]
        titled = last and last[0].casefold() in reading.language.honorifics
        kept = last if titled or (last and is_person_noun(last[0])) else ["X"]
        pieces += [] if entity.span.end <= at else kept
        at = max(at, entity.span.end)
    return head_noun(bare("".join([*pieces, reading.text[at : head.end]])))


def bare(text: str) -> str:
    return LEADING.sub("", text, count=1) if LEADING.match(text) else text


def in_body(reading: Reading, offset: int) -> bool:
    return any(e.label == "ORGANIZATION" for e in reading.entities.touching(Span(offset, offset + 1)))


def claims_of(role: str | None, bodies: list[Body], words_of: Span, before: str) -> list[Affiliation]:
    if not bodies:
        return [claim_at(role, None, words_of, before)] if role else []
    return [
        claim_at(role, b.name, Span(min(words_of.start, b.span.start), max(words_of.end, b.span.end)), before)
        for b in {b.name: b for b in reversed(bodies)}.values()
    ][::-1]
