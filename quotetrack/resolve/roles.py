"""Role and affiliations beside a name: before it, after it, in apposition, in parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotetrack.extract.drafts import Reading, overlap, within
from quotetrack.lexicon import listed, table, words
from quotetrack.records import Span

_PARTY = re.compile(r"\s*[,(]?\s*\(?(?P<party>R|D|I|Con|Lab|LD|SNP|DUP|Republican|Democrat|Conservative|Labour)(?:[-–.][^\W\d_][\w. ]{0,16}|\)|,\s?[A-Z][\w.]*\))")
_AGE = re.compile(r"\s*,\s*(?:aged )?\d{1,3}\s*(?=,)|\s*\(\d{1,3}\)")
_RELATIVE = re.compile(r"who\s+(?:is|was|serves as|served as|works as|worked as|has been|had been|became)\s+", re.IGNORECASE)
_DETERMINERS = {"a", "an", "the", "his", "her", "their", "its", "our", "another", "one", "this", "that", "my"}
_PREPOSITIONS = {"of", "at", "for", "in", "with", "from", "to", "on", "by"}
_BEFORE_STOPS = {"said", "says", "and", "or", "but", "when", "as", "with", "that", "if", "while", "because", "like"}
_COURTESY = {"mr", "mrs", "ms", "miss", "mx", "mister", "madam"}
_NOUNS = {"NOUN", "PROPN", "ADJ", "NUM", "X"}
_MAX_BEFORE, _MAX_AFTER = 9, 22


@dataclass(frozen=True)
class Capacity:
    """In what capacity somebody is named at one place: role as worded there, and organisations."""

    role: str | None = None
    affiliations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.role or self.affiliations)


def read_capacity(reading: Reading, mention: Span, limit: Span | None = None) -> Capacity:
    """Role and affiliations stated beside a mention of a name; `limit` is the source span it is
    part of, whose end bounds an apposition."""
    roles: list[str] = []
    organisations: list[str] = []
    for role, found in (_before(reading, mention), _apposition(reading, mention, limit), _inverse(reading, mention)):
        if role:
            roles.append(role)
        organisations += found
    organisations += _party_after(reading, mention)
    return Capacity(roles[0] if roles else None, tuple(dict.fromkeys(organisations)))


def describe(reading: Reading, phrase: Span) -> Capacity:
    """Role and affiliations in a noun phrase that names nobody: "a spokesman for the ministry"."""
    role, found = _noun_phrase(reading, phrase)
    return Capacity(role, tuple(dict.fromkeys(found)))


def _before(reading: Reading, mention: Span) -> tuple[str | None, list[str]]:
    """Nouns, adjectives and titles directly before a name: `NYPD Commissioner`, `Sen.`"""
    sentence = reading.sentence_at(mention.start)
    start = max(sentence.span.start if sentence else 0, mention.start - 120)
    taken: list[tuple[str, str | None, Span]] = []
    for text, upos, span in reversed(reading.tokens_in(Span(start, mention.start))):
        folded = text.casefold()
        joint = text in "-./&" or folded in ("'s", "’s", "s", "'", "’")
        if len(taken) >= _MAX_BEFORE or folded in _BEFORE_STOPS or folded in listed("time_words"):
            break
        if not joint and upos not in _NOUNS and folded.rstrip(".") not in words("honorifics"):
            break
        if text == "." and taken and not _is_abbreviation(reading, span):
            break
        taken.insert(0, (text, upos, span))
    while taken and (taken[0][0] in "-./&" or taken[0][0].casefold() in ("'s", "’s", "s", "'", "’")):
        taken.pop(0)
    if not taken or (taken[-1][1] == "ADJ" and taken[-1][0].islower()):
        return None, []
    if any(text in "'’" or text.casefold() in ("'s", "’s") for text, _, _ in taken[-2:]):
        return None, []
    return _role_and_organisations(reading, Span(taken[0][2].start, taken[-1][2].end))


def _is_abbreviation(reading: Reading, dot: Span) -> bool:
    word = re.search(r"([^\W\d_]+)$", reading.text[max(0, dot.start - 14) : dot.start])
    return bool(word) and word[1][0].isupper() and len(word[1]) <= 5 and reading.text[dot.start - 1] != " "


def _role_and_organisations(reading: Reading, phrase: Span) -> tuple[str | None, list[str]]:
    """A phrase without prepositions taken apart: organisations and parties out, the rest a role."""
    organisations: list[str] = []
    start = phrase.start
    for entity in reading.document.entities:
        if not within(entity.span, phrase):
            continue
        after = reading.text[entity.span.end : phrase.end]
        if entity.label == "PERSON":
            campaign = re.match(r"(?:['’]s)?\s+(campaign|administration|team|transition team)\b", after)
            if campaign:
                organisations.append(f"{reading.slice(entity.span)} {campaign[1]}")
                start = max(start, entity.span.end + campaign.start(1))
        elif entity.label == "ORGANIZATION" and entity.span.start <= start + 4:
            organisations.append(organisation_name(reading.slice(entity.span)))
            start = max(start, entity.span.end)
    text = reading.text[phrase.start : phrase.end]
    for form, party in table("parties").items():
        if len(form) > 2 and re.search(rf"\b{re.escape(form)}\b", text):
            organisations.append(party)
    if organisations and any(o in table("parties").values() for o in organisations) and start > phrase.start:
        parties = {f for f in table("parties")}
        if reading.text[phrase.start : start].strip() in parties:
            start = phrase.start
    role = re.sub(r"^(?:['’]s?|-)\s*", "", reading.text[start : phrase.end].strip()).strip(" ,")
    role = " ".join(role.split())
    if role in table("parties") or role.casefold().rstrip(".") in _COURTESY or not re.search(r"[^\W\d_]{2}", role):
        role = ""
    return role or None, list(dict.fromkeys(organisations))


def organisation_name(text: str) -> str:
    """An organisation as it is shown: white space folded, article and possessive taken off."""
    name = re.sub(r"['’]s?$", "", " ".join(text.split()).strip(" ,.;:()“”\"-–—"))
    return re.sub(r"^(?:the|The)\s+", "", name)


def _apposition(reading: Reading, mention: Span, limit: Span | None) -> tuple[str | None, list[str]]:
    """What follows a name: `, a leading expert at the Wilson Center,`, ` of Acme`, `, who heads …`."""
    text = reading.text
    paragraph_end = reading.paragraph(reading.paragraph_at(mention.start)).end
    at = mention.end
    for skipped in (_AGE, _PARTY, _AGE):
        found = skipped.match(text, at, paragraph_end)
        at = found.end() if found else at
    direct = re.compile(r"\s+(?:of|at|from|with)\s+").match(text, at, paragraph_end)
    if direct and (text[at:].lstrip().startswith("of ") or (limit and direct.end() < limit.end)):
        span = _until_stop(reading, Span(direct.end(), min(paragraph_end, at + 90)))
        names = [organisation_name(text[s.start : s.end]) for s in _organisations(reading, span) if s.start - direct.end() <= 4]
        return None, names[:1]
    comma = re.compile(r"\)?\s*(?:,|\s[–—-]|\s?\()\s*").match(text, at, paragraph_end)
    if not comma or text[at : at + 1] in "'’":
        return None, []
    start = comma.end()
    relative = _RELATIVE.match(text, start, paragraph_end)
    if relative:
        start = relative.end()
    end = min(paragraph_end, start + 170)
    if limit and limit.start <= mention.start and start < limit.end:
        end = min(end, limit.end)
    return _noun_phrase(reading, _until_stop(reading, Span(start, end)), apposition=True)


def _until_stop(reading: Reading, span: Span) -> Span:
    """The span up to the first comma, full stop, mark, dash or finite verb."""
    for number, (text, upos, token) in enumerate(reading.tokens_in(span)):
        stop = text in {",", ";", ":", "“", "”", '"', "(", ")", "—", "–", "''", "``", "!", "?"} or text.casefold() in ("who", "which", "whose")
        dot = text == "." and not _is_abbreviation(reading, token)
        verb = upos in ("VERB", "AUX") and number > 0 and not text.casefold().endswith("ing") and reading.tokens_in(Span(span.start, token.start))[-1][1] not in ("DET", "ADJ", "NOUN")
        if stop or dot or verb or number > _MAX_AFTER:
            return Span(span.start, token.start)
    return span


def _noun_phrase(reading: Reading, span: Span, apposition: bool = False) -> tuple[str | None, list[str]]:
    """A phrase with prepositions: the head is the role, what follows at / of / for / in / with is
    an organisation if it is named as one, else part of the role."""
    tokens = reading.tokens_in(span)
    if not tokens or (apposition and not _opens_noun_phrase(tokens)):
        return None, []
    while tokens and tokens[0][0].casefold() in _DETERMINERS:
        tokens = tokens[1:]
    if not tokens:
        return None, []
    head_end = next((s.start for t, _, s in tokens if t.casefold() in _PREPOSITIONS), span.end)
    role, organisations = _role_and_organisations(reading, Span(tokens[0][2].start, head_end))
    if apposition and not any(u == "NOUN" or t.casefold() in words("honorifics") for t, u, s in tokens if s.start < head_end):
        if not organisations and not _organisations(reading, span):
            return None, []
    tail = Span(head_end, span.end)
    named = _organisations(reading, tail)
    organisations += [organisation_name(reading.slice(s)) for s in named]
    kept = re.match(r"\s*(?:of|for)\s+(?!the\b)[^\W\dA-Z_][\w\s-]*?(?=\s+(?:at|of|in|for|with|from)\b|$)", reading.slice(tail))
    if role and kept and not any(overlap(s, Span(tail.start, tail.start + kept.end())) for s in named):
        role = f"{role} {' '.join(kept.group().split())}"
    return role, list(dict.fromkeys(organisations))


def _opens_noun_phrase(tokens: list[tuple[str, str | None, Span]]) -> bool:
    text, upos, _ = tokens[0]
    return text.casefold() in _DETERMINERS or upos in ("NOUN", "ADJ", "PROPN", "NUM") or text.casefold() in ("former", "then")


def _organisations(reading: Reading, span: Span) -> list[Span]:
    """Organisations named in a span: entities, and other capitalised names after a preposition."""
    found = [e.span for e in reading.document.entities if e.label == "ORGANIZATION" and within(e.span, span)]
    known = [e.span for e in reading.document.entities if overlap(e.span, span)]
    tokens = reading.tokens_in(span)
    at = 0
    while at < len(tokens):
        if tokens[at][0].casefold() in _PREPOSITIONS:
            run = _capitalised_run(tokens, at + 1)
            if run and not any(overlap(run, k) for k in known) and reading.slice(run).casefold() not in listed("time_words"):
                found.append(run)
        at += 1
    return sorted(found)


def _capitalised_run(tokens: list[tuple[str, str | None, Span]], at: int) -> Span | None:
    while at < len(tokens) and tokens[at][0].casefold() in _DETERMINERS:
        at += 1
    first = at
    while at < len(tokens) and (tokens[at][0][0].isupper() or tokens[at][0][0].isdigit() or (at > first and tokens[at][0] in ("of", "for", "and", "&", "-", "'s", "’s"))):
        at += 1
    while at > first and not tokens[at - 1][0][0].isalnum() or at > first and tokens[at - 1][0].islower() and not tokens[at - 1][0][0].isdigit():
        at -= 1
    if at == first or not any(t[0][0].isupper() for t in tokens[first:at]):
        return None
    return Span(tokens[first][2].start, tokens[at - 1][2].end)


def _inverse(reading: Reading, mention: Span) -> tuple[str | None, list[str]]:
    """`The group's director, Jane Roe, said`: the role before the name, parted by a comma."""
    comma = re.search(r",\s*$", reading.text[max(0, mention.start - 3) : mention.start])
    after = re.match(r"\s*(?:,|['’]s\b|\.|$)", reading.text[mention.end :])
    if not comma or not after:
        return None, []
    end = mention.start - len(comma.group())
    sentence = reading.sentence_at(end - 1)
    start = max(sentence.span.start if sentence else 0, end - 110)
    tokens = reading.tokens_in(Span(start, end))
    first = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i][0] in {",", ":", ";", "“", "”", '"'} or tokens[i][1] in ("VERB", "AUX", "SCONJ", "PRON") and tokens[i][0].casefold() not in _DETERMINERS), -1)
    tokens = tokens[first + 1 :]
    if len(tokens) < 2 or not _opens_noun_phrase(tokens) or not any(u == "NOUN" for _, u, _ in tokens):
        return None, []
    if tokens[0][0].casefold() not in _DETERMINERS and tokens[0][1] != "PROPN":
        return None, []
    phrase = Span(tokens[0][2].start, tokens[-1][2].end)
    possessor = re.match(r"(?:[Tt]he\s+)?(?P<who>[^,]{2,60}?)['’]s?\s+(?P<role>[^,]+)$", reading.slice(phrase))
    if possessor:
        owner = Span(phrase.start + possessor.start("who"), phrase.start + possessor.end("who"))
        named = [e for e in reading.document.entities if overlap(e.span, owner)]
        found = [organisation_name(reading.slice(e.span)) for e in named if e.label == "ORGANIZATION"]
        return possessor["role"].strip(), found
    return _noun_phrase(reading, phrase)


def _party_after(reading: Reading, mention: Span) -> list[str]:
    found = _PARTY.match(reading.text, mention.end, mention.end + 40)
    if not found:
        return []
    return [table("parties").get(found["party"], found["party"])] if found["party"] != "I" else []
