"""What a source span is: a name, an organisation, a description or a pronoun; and several of them together ("Ruiz and
Pike", "the two senators")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotetrack.language import load, union
from quotetrack.quotations.article_names import ALIAS
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Labelled, MentionKind, Span
from quotetrack.spans import within
from quotetrack.speakers.bodies import campaign_at, police_at
from quotetrack.speakers.nouns import is_person_noun, singular
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person, noun_gender

PRONOUNS = {"he", "she", "they", "i", "we", "it", "you", "who", "which", "that", "him", "her", "them"} | {
    "himself", "herself", "themselves", "his", "their", "my", "our", "its",
}  # fmt: skip
_CLAUSE = re.compile(
    r"(?:[:;”\"]|\b(?:and|but|as|while|that|though|although|where|when|night|day),?)\s$", re.IGNORECASE
)
_LETTERS = re.compile(r"[A-Z]{2,5}")
_POSSESSIVE = re.compile(r"(?:..)?(?:['’]s|(?<=s)['’](?=\s|$))\W*(?P<owned>\w)?", re.DOTALL)
"""A possessive after the last two letters of a name, or in them, and whether a word follows."""
_ACRONYM = re.compile(r"(?:[Tt]he\s+)?([A-Z][A-Z.&]{1,6}[A-Z])")
_FILLERS = {"also", "later", "both", "all", "then", "himself", "herself"}
_ASIDE = re.compile(r"[,(–—]")
_PREPOSITION = re.compile(
    r"\b(?:of|for|to|from|by|at|in|with|on|against|about|like|including|such as|who|whose|that|which|behalf of)\s+"
    r"(?:the\s+|[\w.'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_TITLE_OF = re.compile(
    r"\b(?P<noun>[A-Za-z]+)\s+(?:of|(?P<proper>for|to))\s+(?:the\s+)?(?:[\w-]+\s+){0,2}(?P<of>[A-Za-z]{3,})\s+$"
)
_LAST_WORD = re.compile(r"\b(?P<word>[^\W\d_]+)\.?\s+$")
_AND_BODY = re.compile(r",?\s(?:and|&)\s(?:the\s)?|,\s(?:the\s)?")
_PLAIN_BEFORE = re.compile(r"(?:(?:the|a|an|its|their)\b)?\s*(?:[\w-]+\s*){0,2}", re.IGNORECASE)
_PLAIN_AFTER = re.compile(
    r"['’]?\)?[,(–—]|['’]s\s+(?:report|website|editorial)|in\s+[A-Z][\w.]+$"
    r"|(?:report|newspaper|magazine|website|campaign|news agency|statement|study|poll)\b"
)
Voice = tuple[Span, Person | None]
"""One of several speakers: where it is named, and the person; None for an organisation."""

_AFTER_NAME = re.compile(
    r"\s*(?:\([^()]{1,40}\)|,\s(?:[RDI]-[A-Z][\w.]+|\d{1,3}|Jr\.?|Sr\.?)(?=,)|\s(?:of|from)\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})"
)
_LINK = re.compile(r"(?P<last>,?\s(?:and|&)\s(?:also\s)?)|,\s")
_BEFORE_NAME = 60
"""Code points that titles and the like before the next name of a list may take."""
_PLURAL = re.compile(
    r"(?:(?P<all>the|both|all|these|those|both of the|all of the)\s)?(?:(?P<number>two|three|four|five|2|3|4|5)\s)?"
    r"(?:[\w’'-]+\s){0,3}?(?P<noun>[a-z-]+)",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_PAIR_NOUNS = {"couple": 2, "pair": 2, "duo": 2, "both": 2, "two": 2, "twins": 2, "trio": 3, "three": 3}
_ANYBODY = {"person", "man", "woman"}
_NOT_ALL = {"but", "other", "others", "first", "last", "next", "latter", "dozen", "more", "of"}
_FAMILY = re.compile(r"(?:[Tt]he\s)?[^\W\d_a-z][\w’'-]+s")
_SEVERAL_REACH = 4
"""Sentences back to which those are looked for whom "the two senators" stands for."""


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
        held = _POSSESSIVE.match(reading.slice(mention)[-2:] + after)
        if held and held["owned"]:
            continue  # `Trump's lawyer`; but `Trump's call` has the source `Trump's`
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
    like Mr.`; not an office with words of its own, `secretary of state`, `minister for steel`."""
    text = reading.slice(before)
    if not _PREPOSITION.search(text) or ALIAS.search(text):
        return False
    while (last := _LAST_WORD.search(text)) and last["word"].casefold() in reading.language.honorifics:
        text = text[: last.start()]
    title = _TITLE_OF.search(text)
    if not title or not is_person_noun(title["noun"]):
        return True
    if title["proper"] and title["of"].islower():
        return True  # "a spokesman for incumbent Ana Ruiz", not "ambassador to Norland Ana Ruiz"
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
    """An organisation with nothing but an article, adjectives or a closing aside around it; or one that is named after
    a person or a place: `the Ruiz campaign`."""
    for entity in reading.entities.touching(source):
        if named := _named_after(reading, entity, source):
            return named
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


def _named_after(reading: Reading, entity: Labelled, source: Span) -> Span | None:
    """The body that a source names by the person or the place that a name at its front is of."""
    at = campaign_at if entity.label == "PERSON" else police_at
    body = at(reading, entity, source.end) if entity.label != "ORGANIZATION" else None
    before = reading.text[source.start : entity.span.start].replace(".", "").strip()
    if body is None or not _PLAIN_BEFORE.fullmatch(before) or _PREPOSITION.search(before + " "):
        return None
    after = reading.text[body.span.end : source.end].strip()
    return body.span if not after or _ASIDE.match(after) else None


def _is_body(reading: Reading, name: Span, people: People) -> bool:
    """Whether a name that a model took for a person's is an outlet's, a body's or an abbreviation: `MAIB`."""
    text = reading.slice(name)
    return (
        bool(_LETTERS.fullmatch(text))
        or text in people.bodies
        or text.casefold() in reading.language.outlets
        or text.casefold() in reading.outlets
    )


def _is_common(word: str) -> bool:
    """A noun for people or bodies, in the singular or the plural."""
    known = union(load("en").person_nouns, load("en").group_nouns, load("en").kin_calls)
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


def read_several(reading: Reading, source: Span, people: People, first: Voice) -> list[Voice] | None:
    """All that a source names together, from its head on: `Ruiz (R-Ohio), Pike and Dr. Strand`; one
    where nobody is named beside it, None where the list is part of a description (`Ruiz and Pike aides`)."""
    voices, at, ended = [first], first[0].end, False
    while following := _next_voice(reading, people, source, at):
        voice, last = following
        voices.append(voice)
        at, ended = voice[0].end, last
        if last:
            break
    return voices if ended else voices[:1]


def _next_voice(reading: Reading, people: People, source: Span, at: int) -> tuple[Voice, bool] | None:
    """The next one of a list and whether "and" stands before it; what is said of the one before is
    passed over where a comma closes it: `Ruiz, a nurse at Finch, and Pike`."""
    while aside := _AFTER_NAME.match(reading.text, at, source.end):
        at = aside.end()
    link = _LINK.match(reading.text, at, source.end)
    voice = _voice_at(reading, people, Span(link.end(), source.end)) if link else None
    return (voice, bool(link["last"])) if link and voice else None


def _voice_at(reading: Reading, people: People, rest: Span) -> Voice | None:
    """Who is named next, with nothing but titles before: a person, or beside a body another body."""
    person = next(iter(people.in_span(Span(rest.start, min(rest.end, rest.start + _BEFORE_NAME)))), None)
    if person:
        before = Span(rest.start, person[0].start)
        titled = all(_is_titular(word) for word in reading.tokens_in(before))
        return person if titled and not is_governed(reading, before) else None
    body = next((e for e in reading.organisations_touching(rest) if e.span.start >= rest.start), None)
    if body and re.fullmatch(r"(?:the\s)?", reading.text[rest.start : body.span.start], re.IGNORECASE):
        return body.span, None
    return None


def _is_titular(word: Word) -> bool:
    """Whether a word may stand between "and" and a name: no verb, no pronoun but his or her."""
    return word.upos in ("NOUN", "PROPN", "ADJ", "DET", "PUNCT", "ADP", "PART", "NUM", None) or word.folded in (
        "his",
        "her",
        "their",
        "former",
        "then",
    )


def plural_number(text: str) -> tuple[int | None, str] | None:
    """How many people a definite plural description is of (None: it does not say) and its noun in the
    singular: `the two senators` 2, senator. None for what is no such description."""
    found = _PLURAL.fullmatch(text.strip())
    if not found:
        return None
    noun = found["noun"].casefold()
    one = "man" if noun == "men" else singular(noun)
    if _NOT_ALL & set(text.casefold().split()) and not text.casefold().startswith(("both of the", "all of the")):
        return None
    if noun in _PAIR_NOUNS and (found["all"] or noun == "both") and not found["number"]:
        return _PAIR_NOUNS[noun], "person"
    if not found["all"] or not (one != noun and is_person_noun(one)):
        return None
    number = _NUMBERS.get((found["number"] or "").casefold())
    if found["all"].casefold().startswith("both"):
        number = 2
    return number, one


def find_several(reading: Reading, people: People, phrase: Span, before: Sequence[Person]) -> list[Person]:
    """The people that a plural description stands for: both of `the Ruizes`; for `the two senators` those who spoke
    together last (`before`), or the one row named just before; for `the two` also the only two named there. Nobody
    where they are not exactly as many as it says."""
    text = reading.slice(phrase)
    if (family := people.family_in(phrase)) and _FAMILY.fullmatch(text):
        return family if len(family) == 2 else []
    plural = plural_number(text)
    if plural is None:
        return []
    number, noun = plural
    if (noun not in _ANYBODY and not number) or (noun == "person" and not opens_clause(reading, phrase.start)):
        return []
    gender = noun_gender(noun)

    def fit(found: Sequence[Person]) -> bool:
        size = len(found) == number if number else 1 < len(found) < 4
        return size and all(not gender or p.gender in (gender, None) for p in found)

    if len(before) > 1 and fit(before):
        return list(before)
    row = _row_before(reading, people, phrase.start)
    if fit(row):
        return row
    start = _sentences_back(reading, phrase.start, _SEVERAL_REACH)
    near = list(
        dict.fromkeys(p for m, p in people.in_span(Span(start, phrase.start)) if not reading.quoted_at(m.start))
    )
    return near if number and noun in _ANYBODY and fit(near) else []


def _row_before(reading: Reading, people: People, at: int) -> list[Person]:
    """The one row of people named in the sentences just before; nobody where there are several."""
    rows = rows_in(reading, people, Span(_sentences_back(reading, at, 2), at))
    return rows[0] if len({frozenset(row) for row in rows}) == 1 else []


def only_row(reading: Reading, people: People, at: int) -> list[Person]:
    """The one row of people named in the sentence before an offset, if that names nobody else."""
    before = Span(_sentences_back(reading, at, 1), at)
    rows = rows_in(reading, people, before)
    named = {person for _, person in people.in_span(before)}
    return rows[0] if len(rows) == 1 and named == set(rows[0]) else []


def rows_in(reading: Reading, people: People, span: Span) -> list[list[Person]]:
    """People named in a row: `Ruiz and Pike`."""
    rows: list[list[Person]] = []
    end = span.start
    for mention, person in people.in_span(span):
        if mention.start < end or reading.is_possessive(mention):
            continue
        sentence = reading.sentence_at(mention.start)
        limit = Span(mention.start, min(span.end, sentence.span.end if sentence else span.end))
        voices = read_several(reading, limit, people, (mention, person)) or []
        members = list(dict.fromkeys(p for _, p in voices if p))
        if len(members) > 1 and len(members) == len(voices):
            rows.append(members)
            end = voices[-1][0].end
    return rows


def _sentences_back(reading: Reading, at: int, count: int) -> int:
    here = max(0, reading.sentence_index(at))
    return reading.document.sentences[max(0, here - count)].span.start if reading.document.sentences else 0


def opens_clause(reading: Reading, at: int) -> bool:
    """Whether a bare "both" at an offset is the subject of its own clause: not `the mayors, both of them new`."""
    before = reading.text[reading.sentence_start(at) : at]
    return not before.strip("“”\"' ") or bool(_CLAUSE.search(before))
