"""What follows a name: an apposition, a relative clause, `of` a body, "is the head of …"."""

from __future__ import annotations

import re
from dataclasses import replace

from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Labelled, Span, Standing
from quotetrack.speakers.bodies import DETERMINERS, Body, bodies_in, body_at, name_from
from quotetrack.speakers.claims import Capacity, capacity_of, claim_at, join, with_standing
from quotetrack.speakers.noun_phrases import read_noun_phrase, until_stop
from quotetrack.speakers.nouns import head_noun, is_post
from quotetrack.speakers.organisations import body_meant

PARTY = re.compile(
    r"\s*[,(—–―-]?\s*\(?(?P<party>R|D|I|Con|Lab|LD|SNP|DUP|Green|Lib Dem|Republican|Democrat|Conservative|Labour"
    r"|Ind|AfD|[A-Z]{2,6})"
    r"(?:[-–.][^\W\d_][\w. ]{0,16}|\)|,\s?[A-Z][\w.]*\))"
)
AGE = re.compile(r"\s*,\s*(?:aged )?\d{1,3}\s*(?=,)|\s*\(\d{1,3}\)")
_RELATIVE = re.compile(
    r"who\s+(?P<verb>is|was|serves as|served as|works as|worked as|has been|had been|became"
    r"|went on to become|later became|used to be)\s+"
    r"(?:now\s+|also\s+|once\s+|currently\s+)?",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"\s+(?P<verb>is|was|became|has been|had been|serves as|served as)\s+"
    r"(?:(?:now|also|currently|once)\s+)?(?=(?:an?|the)\s|(?:[a-z-]+\s){1,3}of\s(?:the\s)?[^\W\d_a-z])"
)
_PAST: dict[str, Standing] = {
    "was": "then",
    "had been": "former",
    "served as": "former",
    "worked as": "former",
    "used to be": "former",
}
_WHO_DOES = re.compile(
    r"(?:(?P<has>has|have)\s+)?(?:(?P<past>once|previously|formerly|briefly)\s+|(?:also|now|currently|long)\s+)?(?P<verb>[\w-]+)"
)
_AND = re.compile(r"\band\s+")
_AT_BODY = re.compile(r"\b(?:at|for|with)\s+(?:the\s+)?(?=[^\W\d_a-z]|\d)")
_ELIDED = re.compile(r"[dl]['’]")
_NAME_PARTICLES = {"of", "for", "and", "d", "de", "du", "des", "la", "le", "von", "der", "van"}
_DIRECT = re.compile(r"\s*(?P<comma>,)?\s+(?P<preposition>of|at|from|with|for)\s+")
_COMMA = re.compile(r"\)?\s*(?:,|\s[–—―-]{1,2}|\s?\()\s*")
_MAX_APPOSITION = 170
_NEAR = 10
"""Code points from a preposition to the body that it governs."""
_JOINED = re.compile(
    r"(?:,?\swho\s|\s|\s[^,.;:“”\"]{3,50}\sand\s)(?:has\s|had\s|recently\s|later\s|first\s)*(?P<joined>joined)\s(?:the\s)?(?=[^\W\d_a-z])"
)
_IN_DOING = re.compile(r"[^,.;:]{0,20}\sin\s\w+ing\b|['’]")
ITS = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_UNTIL = re.compile(r"\s*\buntil\b")


def read_after(reading: Reading, mention: Span, source: Span | None) -> Capacity:
    """What follows a name: `, a leading expert at the Wilson Center,`, ` of Acme`, `, who is …`."""
    text = reading.text
    end = reading.paragraph(reading.paragraph_at(mention.start)).end
    at = mention.end
    aged = False
    for skipped in (AGE, PARTY, AGE):
        found = skipped.match(text, at, end)
        at = found.end() if found else at
        aged = aged or bool(found and skipped is AGE)
    direct = _DIRECT.match(text, at, end)
    if direct and direct["preposition"] != "for":
        inside = source is not None and direct.end() < source.end
        if not (direct["comma"] or direct["preposition"] == "of" or inside):
            return Capacity()
        body = _of_body(reading, Span(direct.start("preposition"), min(end, at + 90)))
        lives_there = aged and direct["preposition"] == "of"  # `Gareth Pryce, 58, of Cwm Bedw`
        return Capacity() if lives_there else body
    comma = _COMMA.match(text, at, end)
    if not comma or reading.roles("content").touching(Span(comma.end(), comma.end() + 1)):
        return Capacity()  # what follows is what was said: `According to Ana Ruiz, the repairs failed`
    start = comma.end()
    if source and source.start <= mention.start and start < source.end:
        end = min(end, source.end)
    return _described(reading, Span(start, min(end, start + _MAX_APPOSITION)), source)


def _of_body(reading: Reading, span: Span) -> Capacity:
    """` of Acme`, `, of Mayfield Baptist Church`: the first organisation, directly after the preposition."""
    span = until_stop(reading, span)
    near = [b for b in bodies_in(reading, span) if b.span.start - span.start <= _NEAR]
    return capacity_of([claim_at(None, b.name, b.span) for b in near[:1]])


def _described(reading: Reading, rest: Span, source: Span | None) -> Capacity:
    """What stands after a name and a comma: an apposition, a relative clause, or neither."""
    relative = _RELATIVE.match(reading.text, *rest)
    if reading.text.startswith("who ", rest.start) and not relative:
        return _who_clause(reading, rest)
    phrase = until_stop(reading, Span(relative.end() if relative else rest.start, rest.end))
    if any(word.upos == "AUX" for word in reading.tokens_in(Span(phrase.end, phrase.end + 1))):
        return Capacity()  # `According to Jane Roe, the repairs were late`: a clause of its own
    found = read_noun_phrase(reading, phrase, apposition=True)
    if found.role and not found.affiliations and ITS.match(reading.text, *phrase):
        found = of_its(reading, phrase, found)
    if not found and not relative and source and rest.end == source.end:
        employer = _employer_after(reading, Span(rest.start - 2, rest.end))
        near = employer and employer.span.end >= rest.end - 1  # a credit line: `Ana Ruiz, Harbour Fund`
        return capacity_of([claim_at(None, employer.name, employer.span)]) if employer and near else found
    if relative:
        over = _UNTIL.match(reading.text, phrase.end) or _UNTIL.search(reading.slice(phrase))
        past = "former" if over else _PAST.get(relative["verb"].casefold(), "current")
        at_body = re.match(r"(?:at|with)\s", reading.slice(phrase))  # `who is now at the Harbour Trust`
        found = with_standing(_of_body(reading, phrase) if at_body else found, past)
    if found and reading.text.startswith("who ", phrase.end):
        found = join([found, _who_clause(reading, Span(phrase.end, rest.end))])
    employer = _employer_after(reading, Span(phrase.end, rest.end)) if found.role and source else None
    return _employed(reading, phrase, found, employer) if employer else found


def _employed(reading: Reading, phrase: Span, found: Capacity, employer: Body) -> Capacity:
    """`Jane Roe, head of the Policy Unit, the Marine Trust`: with an employer named last, what stands
    before is the role."""
    words_of = reading.slice(phrase).strip()
    role = words_of if found.affiliations and len(found.role or "") < len(words_of) else found.role
    return capacity_of([claim_at(role, employer.name, Span(phrase.start, employer.span.end))])


def _employer_after(reading: Reading, rest: Span) -> Body | None:
    """The last part of `Jane Roe, director of research, the Marine Trust`: nothing but a name."""
    chunk = re.match(r"\s*,\s*(?P<name>[^,;.:]{3,60}?)\s*(?:[,.;:)]|$)", reading.slice(rest))
    if not chunk:
        return None
    span = Span(rest.start + chunk.start("name"), rest.start + chunk.end("name"))
    named = [w for w in reading.tokens_in(span) if w.folded not in DETERMINERS and w.text[0].isalpha()]
    proper = all(w.text[0].isupper() or _ELIDED.match(w.text) or w.folded in _NAME_PARTICLES for w in named)
    touching = reading.entities.touching(span)
    closes = rest.end == reading.paragraph(reading.paragraph_at(rest.start)).end  # a credit on a line of its own
    others = [e for e in touching if e.label == "LOCATION" or (e.label == "PERSON" and e.span == span and not closes)]
    return body_at(reading, span) if named and proper and not others else None


def _who_clause(reading: Reading, clause: Span) -> Capacity:
    """`who manages money at Fjordlund`, `who leads the union`: an organisation, no worded role."""
    relative = _RELATIVE.match(reading.text, *clause)
    if relative:
        return _described(reading, clause, None)
    comma = reading.text.find(",", clause.start, clause.end)
    span = Span(clause.start + 4, comma if comma > 0 else clause.end)
    starts = [span.start, *(m.end() for m in _AND.finditer(reading.text, *span))]
    found = (_works(reading, Span(start, span.end)) for start in starts)
    return next(filter(None, found), Capacity())


def _works(reading: Reading, span: Span) -> Capacity:
    """`leads the union`, `now works at the Halsund Aquarium`."""
    verb = _WHO_DOES.match(reading.text, *span)
    if not verb or verb["verb"].casefold() not in reading.language.work_verbs:
        return Capacity()
    at = _AT_BODY.search(reading.text, verb.end(), span.end)
    objects = [e for e in reading.organisations_touching(span) if e.span.start - verb.end() <= 5]
    objects = objects or _unlabelled_object(reading, Span(verb.end(), span.end))
    near = objects or [e for e in reading.organisations_touching(span) if at and 0 <= e.span.start - at.end() <= 24]
    named = [body_at(reading, e.span) for e in near] or (bodies_in(reading, Span(at.start(), span.end)) if at else [])
    held = verb["verb"].endswith("s") or (verb["has"] and not verb["past"])
    standing: Standing = "current" if held else "former"
    return capacity_of(Affiliation(b.name, None, standing, Span(span.start, b.span.end)) for b in named[:1])


def read_copula(reading: Reading, mention: Span) -> Capacity:
    """`Mr. Halvorsen is now the chairman of Finch`: the description that follows "is"."""
    found = _COPULA.match(reading.text, mention.end, mention.end + 40)
    if not found or reading.quoted_at(mention.start):
        return Capacity()
    phrase = until_stop(
        reading, Span(found.end(), min(found.end() + 110, reading.paragraph(reading.paragraph_at(mention.start)).end))
    )
    read = read_noun_phrase(reading, phrase, apposition=True)
    noun = head_noun(read.role or "")
    if noun is None or not is_post(noun):
        return Capacity()
    return with_standing(read, _PAST.get(found["verb"], "current"))


def read_writing_for(reading: Reading, mention: Span) -> Capacity:
    """`wrote Ana Ruiz for the Halsund Herald`: whoever writes for a body is with it."""
    before = re.search(r"([^\W\d_]+)\s+$", reading.text[max(0, mention.start - 20) : mention.start])
    after = re.match(r"\s+(?:for|in|at)\s+", reading.text[mention.end : mention.end + 12])
    if not before or not after or before[1].casefold() not in reading.language.writing_verbs | {"reported", "reports"}:
        return Capacity()
    return _of_body(reading, Span(mention.end + 1, min(len(reading.text), mention.end + 80)))


def _unlabelled_object(reading: Reading, rest: Span) -> list[Labelled]:
    """`headed the Central Command`: a capitalised name of several words that the model took for nothing."""
    tokens = reading.tokens_in(rest)
    run = name_from(tokens, 0) if tokens else None
    free = run and " " in reading.slice(run) and not reading.entities.touching(run)
    return [Labelled(run, "ORGANIZATION")] if run and free and run.start - rest.start <= 5 else []


def read_joined(reading: Reading, mention: Span) -> Capacity:
    """`Ruiz left school at 14 and joined the Albion Company as a prompter`: who joins a body is of it, unless in
    doing something (`joined the union in calling for`)."""
    sentence = reading.sentence_at(mention.start)
    found = _JOINED.match(reading.text, mention.end, sentence.span.end) if sentence else None
    if not found or reading.quoted_at(mention.start) or _others(reading, Span(mention.end, found.end())):
        return Capacity()
    bodies = [
        e for e in reading.organisations_touching(Span(found.end(), found.end() + 1)) if e.span.start == found.end()
    ]
    objects = [e.span for e in bodies] or [
        e.span for e in _unlabelled_object(reading, Span(found.end(), found.end() + 60))
    ]
    if not objects or _IN_DOING.match(reading.text, objects[0].end):
        return Capacity()
    body = body_at(reading, objects[0])
    return capacity_of([Affiliation(body.name, None, "current", Span(found.start("joined"), body.span.end))])


def _others(reading: Reading, span: Span) -> bool:
    return any(e.label == "PERSON" for e in reading.entities.starting_in(span))


def of_its(reading: Reading, phrase: Span, read: Capacity) -> Capacity:
    """`Acme will close. Its chief executive, Jane Roe, said`: the one organisation just named."""
    noun = head_noun(read.role or "")
    body = (
        body_meant(reading, phrase.start, "it")
        if noun in reading.language.candidacies or (noun and is_post(noun))
        else None
    )
    return capacity_of(replace(c, organization=body.name if body else None, span=phrase) for c in read.claims)
