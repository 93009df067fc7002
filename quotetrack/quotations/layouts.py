"""Attribution by layout: transcripts, credit lines, lead-in and header lines, colons.

A model trained on running news prose sees few of these; the layout alone tells who speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from quotetrack.language import load
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span, Way
from quotetrack.text import trim

_NAME = r"[^\W\d_][\w.'’-]*"
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’-])+"
_LABEL = re.compile(
    rf"(?P<name>(?:Q|A)(?=[.:]\s)|{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}(?:[ ]\d{{1,2}})?"
    rf"|(?:{_NAME}[ ]){{0,4}}{_NAME})(?P<aside>\s?\([^)\n]{{1,60}}\)|,\s[^:.\n]{{2,40}}(?=:))?[:.](?=\s+\S)"
)
_CREDIT = re.compile(r"\s*[—–―-]{1,2}\s*(?P<who>[^\W\d_][^\n“”\"]{2,160}?)\s*\.?\s*$")
_ISSUED = re.compile(
    r"(?:\w+\s)?(?:statement|comments?|remarks|reaction|response|message|letter|tribute|address|speech|open letter)\s"
    r"(?:from|by|of|issued by)\s(?P<who>[^\n]{3,140})",
    re.IGNORECASE,
)
"""`Statement from Mayor Ana Ruiz on the flood`, over the statement itself."""


def read_transcript(reading: Reading) -> list[Draft]:
    """`NAME: text` turns. A transcript has at least three labelled paragraphs with two labels, or
    a label in capitals twice; text that follows without a label belongs to the turn before."""
    like = {n: m for n in range(len(reading.document.paragraphs)) if (m := _turn(reading, n))}
    counts = Counter(m["name"] for m in like.values())
    labels = {n: m for n, m in like.items() if _is_turn(m["name"], counts, len(like))}
    labels = labels or _exchange(reading, like)
    if len(labels) < 2:
        return []
    dense = len(labels) * 5 >= len(reading.document.paragraphs) * 2
    drafts: list[Draft] = []
    for number, paragraph in enumerate(reading.document.paragraphs):
        label = labels.get(number)
        if label:
            body = trim(reading.text, Span(label.end(), paragraph.end))
            if body:
                quoted = reading.quoted_at(body.start)
                words = quoted.inner if quoted and quoted.span == body else body
                drafts.append(Draft((words,), source=(Span(*label.span("name")),), way=Way.TRANSCRIPT))
        elif drafts and dense and number not in like and _goes_on(reading, drafts[-1], number):
            drafts[-1] = replace(drafts[-1], pieces=(*drafts[-1].pieces, paragraph))
    return drafts


def _goes_on(reading: Reading, turn: Draft, number: int) -> bool:
    """Whether a paragraph follows those of a turn directly and is prose, no remark in brackets."""
    text = reading.slice(reading.paragraph(number))
    prose = len(text) > 20 and text[-1] in '.!?”"’…' and not text.startswith(("[", "("))
    return prose and reading.paragraph_at(turn.end - 1) == number - 1


def _turn(reading: Reading, number: int) -> re.Match[str] | None:
    paragraph = reading.paragraph(number)
    found = _LABEL.match(reading.text, paragraph.start, paragraph.end)
    if not found or found["name"].casefold() in reading.language.labels:
        return None
    capitals = found["name"].isupper()
    if reading.text[found.end() - 1] == "." and found["name"] not in ("Q", "A"):
        return None
    named = len(found["name"].split()) <= 4 and all(w[0].isupper() for w in found["name"].split())
    return found if capitals or named else None


def _is_turn(name: str, counts: Counter[str], labelled: int) -> bool:
    """Whether a label names a speaker: it or another label comes often enough."""
    if name in ("Q", "A"):
        return counts["Q"] > 0 and counts["A"] > 0
    if name.isupper():
        return labelled >= 2 and (counts[name] >= 2 or labelled >= 3)
    if name.casefold() in load("en").person_nouns:
        return labelled >= 3  # the interviewer asks once
    often = max(counts.values()) if " " in name else counts[name]  # a full name may come once among others
    return labelled >= 3 and often >= 2


def _exchange(reading: Reading, like: dict[int, re.Match[str]]) -> dict[int, re.Match[str]]:
    """Two labelled paragraphs one after the other, the labels two names of people: in full, or the family
    names of two who are named before; or nouns for people (`Teacher:`), or `Q:` and a name."""
    if len(like) != 2 or max(like) - min(like) != 1:
        return {}
    names = [found["name"] for found in like.values()]
    people = {reading.slice(e.span) for e in reading.entities.items if e.label == "PERSON"}
    families = {name.split()[-1] for name in people if " " in name}
    nouns = reading.language.person_nouns
    known = [n in people or n in families or n == "Q" or n.casefold() in nouns for n in names]
    capitals = any(known) and all(n.isupper() and len(n) > 1 for n in names)
    return like if names[0] != names[1] and names != ["Q", "A"] and (all(known) or capitals) else {}


def credit_line(reading: Reading, end: int) -> Span | None:
    """The source of a quotation that ends at `end` and is followed by a dash and a name, on the
    same line or as a paragraph of its own."""
    number = reading.paragraph_at(end - 1)
    tail = Span(end, reading.paragraph(number).end)
    found = _CREDIT.fullmatch(reading.text, tail.start, tail.end) if tail.start < tail.end else None
    if found is None and not reading.slice(tail).strip(" .”\"’'") and number + 1 < len(reading.document.paragraphs):
        following = reading.paragraph(number + 1)
        found = _CREDIT.fullmatch(reading.text, following.start, following.end)
    if found is None:
        return None
    who = Span(*found.span("who"))
    return who if _is_name_line(reading, who) else None


def lead_in(reading: Reading, start: int) -> tuple[Span, bool] | None:
    """The line that leads in to a quotation at an offset, and whether it ends in a colon.

    That is the clause before it, or the paragraph before, that ends in a colon; or a paragraph
    before that names a person and an office without a verb.
    """
    number = reading.paragraph_at(start)
    before = reading.before_in_paragraph(start)
    if before is None and number:
        before = reading.paragraph(number - 1)
        if reading.text[before.end - 1] != ":":
            return (before, False) if _is_header_line(reading, before) else None
    if before is None or reading.text[before.end - 1] not in ":":
        return None
    sentence = reading.sentence_at(before.end - 1)
    first = max(before.start, sentence.span.start) if sentence else before.start
    return Span(first, before.end), True


def _is_header_line(reading: Reading, line: Span) -> bool:
    """`Jane Roe, chief executive of Acme`: starts with a name, has no verb, no full stop; `Statement from Jane Roe`."""
    text = reading.slice(line)
    if text[-1] not in '.!?”"' and issued_by(reading, line):
        return True
    return len(text) < 160 and text[-1] not in '.!?”"' and "," in text and _is_name_line(reading, line)


def issued_by(reading: Reading, line: Span) -> Span | None:
    """The name of whom a statement is from, by the line over it; from there, its title included, to its end."""
    issued = _ISSUED.fullmatch(reading.text, *line)
    who = Span(*issued.span("who")) if issued else None
    if who is None or not _is_name_line(reading, who):
        return None
    name = next(e.span for e in reading.entities.starting_in(who) if e.label == "PERSON")
    return Span(who.start, name.end)


def _is_name_line(reading: Reading, line: Span) -> bool:
    """Whether a line names a person and holds no finite verb of speech."""
    people = [e for e in reading.entities.starting_in(line) if e.label == "PERSON"]
    tokens = reading.tokens_in(line)
    strong = reading.language.strong_verbs
    has_verb = any(word.upos in ("VERB", "AUX") and word.folded in strong for word in tokens)
    return bool(people) and people[0].span.start - line.start <= 40 and not has_verb
