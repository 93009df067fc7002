"""The grammar of a clause, as far as attributions need it: subjects of verbs, noun phrases, datelines.

`said its conductor, Ana Ruiz`: the noun phrase behind a verb with a name set beside it is its subject. Parts of speech
come from the model; where they are unknown, a noun phrase ends early rather than late.
"""

from __future__ import annotations

import re

from quotetrack.language import load, union
from quotetrack.quotations.reading import Reading, Word
from quotetrack.records import Span

_DATELINE = re.compile(
    r"[^\W\d_a-z](?:[^\W\d_a-z]|[ .’'-])+(?:/(?:[^\W\d_a-z]|[ .’'-])+)?(?:,\s[^\W\d_][\w. ]{1,20})?(?:,\s\w+\s\d{1,2})?"
    r"\s*(?:\([^()]{2,30}\)\s*[—–-]+|[—–])\s*"
)
"""`HALSUND, March 3 (KNA) - `: where a dispatch comes from."""
_TAIL = 6
"""Words after a cue that may still say to whom, where and when: `told journalists by phone on Monday`."""
_REACH = 160
"""Code points after a reporting verb in which its subject is read."""
_AFTER_MARKS = re.compile(r"\s*,?\s+")
_COMMA = re.compile(r",(?=\s)|(?<=[^\W_])['’](?=\s)")
_CLAUSE_END = re.compile(r"[.,]\s|\.?$")
_RELATIVE = re.compile(
    r"\b(?P<who>who|he|she)\s(?:(?:also|later|then|once|has|have|had|still|even|recently|in \d{4}|on \w+day|last \w+"
    r"|this \w+)\s){0,3}$",
    re.IGNORECASE,
)
_OPENS = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
_WITHIN = {"of", "for", "and", "'s", "’s", "'", "’", "-", "&", "the", "."}
_STOPS = {";", ":", "“", "”", '"', "(", ")", "—", "–", "--", "«", "»", "„", "``", "''", "!", "?"}
_PARTICLES = {"up", "out", "in", "back", "on"}
"""What belongs to a verb: `summed up Ana Ruiz`."""
_OWNERS = {"'s", "’s", "'", "’", "s", "my", "his", "her", "their", "our", "your"}
_IN_PHRASE = {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"}


def subject_after(reading: Reading, at: int) -> Span | None:
    """The subject of a reporting verb that ends at an offset, where it follows: `said the man he meant, Ana Ruiz.`

    None for what is no name, no noun for people or bodies, and no pronoun.
    """
    sentence = reading.sentence_at(at)
    end = min(at + _REACH, sentence.span.end if sentence else at)
    words = reading.tokens_in(Span(at, end))
    if not words or reading.text[at : words[0].span.start].strip():
        return None
    if words[0].folded in reading.language.speaker_pronouns:
        return words[0].span
    phrase = noun_phrase(words)
    return Span(phrase[0].span.start, phrase[-1].span.end) if phrase and names_somebody(reading, phrase) else None


def noun_phrase(words: list[Word]) -> list[Word]:
    """The noun phrase at the start, with a name beside a description; empty where none begins there."""
    first = words[0] if words else None
    opens = first and (first.upos in _OPENS or first.folded in union(load("en").honorifics, load("en").possessives))
    return _phrase(words) if opens else []


def _phrase(words: list[Word]) -> list[Word]:
    """The noun phrase at the start, with a name that a comma sets beside a description."""
    for number, word in enumerate(words):
        if word.text == ",":
            name = _name(words[number + 1 :])
            described = not any(_is_name(w) for w in words[max(0, number - 1) : number])
            return [*words[:number], word, *name] if name and described else words[:number]
        ends = word.text == "." and (len(words[number - 1].text) > 4 or number + 1 == len(words))
        if word.text in _STOPS or ends or word.folded in ("who", "which", "whose", "that"):
            return words[:number]
        if word.upos not in _OPENS and word.folded not in load("en").possessives | _WITHIN:
            return words[:number] + _described_on(words, number)
    return words


def _described_on(words: list[Word], number: int) -> list[Word]:
    """What goes on to a name after a comma: `he meant, Ana Ruiz` of `the man he meant, Ana Ruiz`."""
    for at in range(number, min(number + 4, len(words))):
        if words[at].text == "," and words[number].upos == "PRON":
            name = _name(words[at + 1 :])
            return [*words[number : at + 1], *name] if name else []
    return []


def _name(words: list[Word]) -> list[Word]:
    """The run of capitalised words at the start."""
    for number, word in enumerate(words):
        if not (_is_name(word) or (number and word.text in ("'s", "’s", "'", "’", "-"))):
            return words[:number]
    return words


def _is_name(word: Word) -> bool:
    return word.text[0].isupper() and word.upos in ("PROPN", "NOUN", "ADJ", None)


def names_somebody(reading: Reading, phrase: list[Word]) -> bool:
    """Whether a phrase holds a name, or a noun for people or bodies."""
    known = union(reading.language.person_nouns, reading.language.group_nouns)
    common = any(w.folded in known or w.folded.removesuffix("s") in known for w in phrase)
    return common or any(w.upos == "PROPN" and w.text[0].isupper() for w in phrase)


def clause_after(reading: Reading, end: int) -> tuple[Span, Span] | None:
    """Verb and subject of the clause that follows words in marks directly: `», declared its conductor, Ana Ruiz`, or
    the other way round."""
    gap = _AFTER_MARKS.match(reading.text, end)
    paragraph = reading.paragraph(reading.paragraph_at(end - 1))
    words = reading.tokens_in(Span(gap.end(), min(paragraph.end, gap.end() + _REACH))) if gap else []
    if not words or gap is None or words[0].span.start != gap.end():
        return None
    verb = words[0]
    if verb.text.islower() and verb.upos == "VERB":
        particle = len(words) > 1 and words[1].folded in _PARTICLES
        cue = Span(verb.span.start, words[1].span.end if particle else verb.span.end)
        subject = subject_after(reading, cue.end)
        return (cue, subject) if subject and verb.folded in reading.language.speech_verbs else None
    subject = _plain_subject(reading, words)
    after = [w for w in words if subject and w.span.start >= subject.end and w.upos != "ADV"][:1]
    reports = union(reading.language.strong_verbs, reading.language.writing_verbs)
    speaks = after and after[0].upos == "VERB" and after[0].folded in reports
    return (after[0].span, subject) if subject and speaks else None


def _plain_subject(reading: Reading, words: list[Word]) -> Span | None:
    """A pronoun, or a person's name with a noun and titles before it, at the start."""
    if words[0].folded in reading.language.speaker_pronouns:
        return words[0].span
    phrase = _phrase(words)
    span = Span(phrase[0].span.start, phrase[-1].span.end) if phrase else words[0].span
    people = [e.span for e in reading.entities.touching(span) if e.label == "PERSON"]
    return Span(span.start, people[-1].end) if people and phrase and people[-1].end >= span.end else None


def attributed_at(reading: Reading, unclosed: Span) -> int | None:
    """Where words with no closing mark end that a clause of its own attributes: `“We looked, said Ana Ruiz. It was`."""
    for comma in _COMMA.finditer(reading.text, *unclosed):
        clause = clause_after(reading, comma.start() if comma.group() == "," else comma.end())
        if clause and _CLAUSE_END.match(reading.text, max(clause[0].end, clause[1].end)):
            return comma.end() if comma.group() == "," else comma.start()
    return None


def subject_before(reading: Reading, cue: Span) -> Span | None:
    """The pronoun that is the subject of a cue: `who in 2010 said`, `he then added`."""
    found = _RELATIVE.search(reading.text, reading.sentence_start(cue.start), cue.start)
    return Span(*found.span("who")) if found else None


def after_dateline(reading: Reading, span: Span) -> int:
    """Where a stretch begins, past the dateline that may open it."""
    dateline = _DATELINE.match(reading.text, *span)
    return dateline.end() if dateline else span.start


def begins_report(word: Word) -> bool:
    """Whether a word can begin what somebody said: not the setting of a clause that follows."""
    return word.upos not in ("SCONJ", "ADP", "ADV", "VERB") and word.folded not in ("if", "when", "asked")


def said_before(reading: Reading, cue: Span, source: tuple[Span, ...]) -> Span | None:
    """The clause that a cue at the end of its sentence reports: `Orrin will close, its head, Ana Ruiz, told us.`"""
    sentence = reading.sentence_at(cue.start)
    strong = reading.slice(cue).casefold() in reading.language.strong_verbs
    if not source or sentence is None or not strong or not 0 <= cue.start - source[0].end <= 1:
        return None
    start, comma = after_dateline(reading, sentence.span), source[0].start - 2
    rest = [w for w in reading.tokens_in(Span(cue.end, sentence.span.end)) if w.text[0].isalnum()]
    clause = reading.tokens_in(Span(start, max(start, comma)))
    if not reading.text.startswith(", ", comma) or len(rest) > _TAIL or any(w.upos in ("VERB", "AUX") for w in rest):
        return None
    whole = len(clause) > 2 and any(w.upos in ("VERB", "AUX") for w in clause)
    said = Span(start, comma)
    return said if whole and begins_report(clause[0]) and not reading.outer_in(said) else None


def adjoins(reading: Reading, end: int, cue: Span) -> bool:
    """Whether a cue stands directly behind the words in marks that end at an offset: `,” said`."""
    return end <= cue.start <= end + 4 and not reading.text[end : cue.start].strip(" ,.!?…”\"’'»“‘«`\u00a0")


def phrase_before(words: list[Word]) -> Span | None:
    """The noun phrase that ends just before a verb group: `My sister's boy` of `… kept asking`."""
    end = len(words)
    while end and words[end - 1].upos in ("AUX", "ADV", "VERB", "PART") and words[end - 1].folded not in _OWNERS:
        end -= 1
    if end and words[end - 1].text == "," and (name := _name_between_commas(words[: end - 1])):
        return name
    start = end
    while start and (words[start - 1].upos in _IN_PHRASE or words[start - 1].folded in _OWNERS):
        start -= 1
        if words[start].upos == "PRON" and words[start].folded not in _OWNERS:
            start = max(start, end - 1)
            break
    return Span(words[start].span.start, words[end - 1].span.end) if start < end else first_phrase(words)


def _name_between_commas(words: list[Word]) -> Span | None:
    """The name in apposition that ends before a verb: `Mr. Ruiz` of `My lawyer, Mr. Ruiz, said`."""
    start = len(words)
    while start and words[start - 1].upos == "PROPN":
        start -= 1
    beside = 0 < start < len(words) and words[start - 1].text == ","
    return Span(words[start].span.start, words[-1].span.end) if beside else None


def first_phrase(words: list[Word]) -> Span | None:
    """The first noun, name or pronoun of a clause, with what belongs to it; no time of day or year."""
    heads = ("NOUN", "PROPN", "PRON")
    said = [w.upos in heads and w.folded not in load("en").time_words for w in words]
    owner = [
        w.folded in _OWNERS and i + 1 < len(words) and words[i + 1].upos in ("NOUN", "ADJ") for i, w in enumerate(words)
    ]
    last = next((i for i, is_head in enumerate(said) if is_head and not owner[i]), None)
    if last is None:
        return None
    first = last
    while first and (words[first - 1].upos in ("DET", "ADJ", "NUM") or owner[first - 1]) and words[last].upos != "PRON":
        first -= 1
    while words[last].upos == "PROPN" and last + 1 < len(words) and words[last + 1].upos == "PROPN":
        last += 1
    return Span(words[first].span.start, words[last].span.end)
