"""From drafts to attributions: who the source of each quotation is, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from quotetrack.extract.drafts import Draft, Reading
from quotetrack.lexicon import table
from quotetrack.records import Attribution, MentionKind, Span, SpeakerKind
from quotetrack.resolve.antecedents import (
    find_organisation,
    find_person,
    follows_name,
    gender_of,
    group_noun,
    person_noun,
)
from quotetrack.resolve.names import name_words
from quotetrack.resolve.people import People, Person, clean_name
from quotetrack.resolve.roles import Capacity, describe, organisation_name, read_capacity
from quotetrack.resolve.sources import SourceHead, read_source, unlabelled_name
from quotetrack.settings import CONFIDENCE

_MAX_AFFILIATIONS = 4
_SPEAKING = ("speech", "writing")


@dataclass
class _Found:
    """Who a draft was attributed to; `why` names the rule, as settings.CONFIDENCE lists them."""

    why: str
    name: str | None = None
    kind: SpeakerKind = "unknown"
    person: Person | None = None
    head: Span | None = None
    mention_kind: MentionKind | None = None
    capacity: Capacity = Capacity()
    others: list[str] = field(default_factory=list)


class Resolver:
    """Attributes the drafts of one article, in text order."""

    def __init__(self, reading: Reading, drafts: list[Draft]) -> None:
        self._reading = reading
        self._drafts = drafts
        extra = [s for d in drafts for span in d.source if (s := unlabelled_name(reading, span))]
        self._people = People(reading, extra)
        self._speakers: list[tuple[int, Person]] = []
        self._found: dict[int, _Found] = {}
        self._capacities: dict[int, list[tuple[Span, Capacity]]] = {}

    def attributions(self) -> list[Attribution]:
        """One attribution for each draft, in the same order."""
        return [self._attribution(draft) for draft in self._drafts]

    def _attribution(self, draft: Draft) -> Attribution:
        found = self._resolve(draft)
        self._found[id(draft)] = found
        if found.person and draft.act in _SPEAKING and not draft.depth:
            self._speakers.append((draft.cue[0].start if draft.cue else draft.start, found.person))
        capacity = self._capacity_of(found, draft)
        mention = self._reading.slice(draft.source[0]) if draft.source else None
        trace = {"way": draft.way, "rule": found.why, "alternatives": found.others}
        return Attribution(
            cue=tuple(draft.cue),
            source=tuple(draft.source),
            mention=mention,
            mention_kind=found.mention_kind,
            name=found.name,
            kind=found.kind,
            role=capacity.role,
            affiliations=capacity.affiliations[:_MAX_AFFILIATIONS],
            via=organisation_name(self._reading.slice(draft.via)) if draft.via else None,
            confidence=round(CONFIDENCE[found.why] * (0.7 + 0.3 * draft.score), 2),
            trace=trace | ({"notes": draft.notes} if draft.notes else {}),
        )

    def _resolve(self, draft: Draft) -> _Found:
        if draft.way == "transcript":
            return self._label(draft)
        if not draft.source:
            return self._floating(draft) if self._may_float(draft) else _Found("no source")
        head = read_source(self._reading, draft.source[0], self._people)
        if head.kind == "pronominal":
            return replace(self._pronoun(draft, head), mention_kind="pronominal", head=head.span)
        if head.person:
            return _Found("named", head.person.name, "person", head.person, head.span, "named")
        if head.organisation:
            name = self._organisation(head.organisation.span)
            return _Found("named organisation", name, "organization", None, head.span, "named")
        return replace(self._description(draft, head), mention_kind="nominal", head=head.span)

    def _may_float(self, draft: Draft) -> bool:
        return draft.act != "not_speech" and draft.kind == "direct" and not draft.depth

    def _label(self, draft: Draft) -> _Found:
        """The speaker label of a transcript turn."""
        label = self._reading.slice(draft.source[0])
        if label in ("Q", "A"):
            return _Found("transcript letter", mention_kind="nominal")
        name = clean_name(label)
        words = name_words(name)
        known = next((p for p in self._people.all if words and set(words) <= set(p.parts)), None)
        if known:
            return _Found("transcript", known.name, "person", known, draft.source[0], "named")
        shown = name.title() if name.isupper() else name
        return _Found("transcript", shown, "person", None, draft.source[0], "named")

    def _pronoun(self, draft: Draft, head: SourceHead) -> _Found:
        text = self._reading.slice(head.span).casefold()
        first = text.split()[0]
        parent = self._found.get(id(draft.parent)) if draft.parent else None
        if parent and first in ("i", "we", "my"):
            return _Found("first person", parent.name, parent.kind, parent.person)
        if first in ("who", "which", "that"):
            person = follows_name(self._reading, head.span, self._people)
            return _Found("relative", person.name, "person", person) if person else _Found("unresolved pronoun")
        if first in ("he", "she", "him", "her", "his", "himself", "herself"):
            barred = parent.person if parent else None
            person, others = find_person(self._reading, self._people, head.span.start, gender_of(text), self._speakers, barred)
            return _Found("pronoun", person.name, "person", person, others=others) if person else _Found("unresolved pronoun")
        if first in ("they", "we", "their", "it", "its"):
            return self._collective(draft)
        return _Found("unresolved pronoun")

    def _collective(self, draft: Draft) -> _Found:
        """"They" and "it": whoever the quotation before was attributed to, if that is no one person."""
        before = self._before(draft)
        found = self._found.get(id(before)) if before else None
        if found and found.kind in ("organization", "unnamed"):
            return _Found("collective pronoun", found.name, found.kind, capacity=found.capacity)
        return _Found("unresolved pronoun")

    def _description(self, draft: Draft, head: SourceHead) -> _Found:
        text = self._reading.slice(head.span)
        capacity = describe(self._reading, head.span)
        noun = group_noun(text)
        if noun:
            entity = find_organisation(self._reading, head.span.start, noun)
            if entity:
                return _Found("group noun", self._organisation(entity.span), "organization")
        described = person_noun(text)
        if described:
            person, others = self._by_role(text, described, head.span.start)
            if person:
                self._stated(person).append((head.span, capacity))
                return _Found("description", person.name, "person", person, others=others)
        return _Found("unnamed", None, "unnamed", capacity=capacity)

    def _by_role(self, text: str, noun: str, at: int) -> tuple[Person | None, list[str]]:
        """The person named before whose role has the head noun of a description; else the one that
        a pronoun in its place would stand for, if nobody else bears the role."""
        nouns = _expanded([noun])
        bearing = [
            p for p in self._people.all
            if p.first < at and nouns & _expanded(w for c in self._stated(p) for w in name_words(c[1].role or ""))
        ]  # fmt: skip
        if bearing:
            latest = max(bearing, key=lambda p: max(m.start for m in p.mentions if m.start < at))
            return latest, [p.name for p in bearing if p is not latest]
        return find_person(self._reading, self._people, at, gender_of(text), self._speakers)

    def _before(self, draft: Draft) -> Draft | None:
        earlier = [d for d in self._drafts if d.start < draft.start and d.depth == 0 and d.act in _SPEAKING and id(d) in self._found]
        return earlier[-1] if earlier else None

    def _floating(self, draft: Draft) -> _Found:
        """Nobody in its own sentence: the lead-in before it, or the speaker who goes on."""
        reading = self._reading
        start = reading.quoted_at(draft.start).span.start if reading.quoted_at(draft.start) else draft.start  # type: ignore[union-attr]
        number = reading.paragraph_at(start)
        before = self._before(draft)
        lead = self._sentence_before(start, number)
        if before and (lead is None or before.end > lead.start or any(lead.start <= c.start < lead.end for c in before.cue)):
            found = self._found[id(before)]
            if found.person and number - reading.paragraph_at(before.end - 1) <= 1:
                return _Found("continued", found.person.name, "person", found.person)
            return _Found("floating")
        if lead is None:
            return _Found("floating")
        named = [p for m, p in self._people.in_span(lead) if not re.match(r"['’]s?\b", reading.text[m.end : m.end + 3])]
        unique = list(dict.fromkeys(named))
        if len(unique) == 1:
            return _Found("named before", unique[0].name, "person", unique[0])
        pronoun = re.match(r"(?:\w+,?\s+)?(he|she)\b", reading.slice(lead), re.IGNORECASE)
        if not unique and pronoun:
            person, others = find_person(reading, self._people, lead.start, gender_of(pronoun[1]), self._speakers)
            if person:
                return _Found("named before", person.name, "person", person, others=others)
        return _Found("floating")

    def _sentence_before(self, start: int, number: int) -> Span | None:
        """The sentence that ends just before a quotation, in its paragraph or the one before."""
        paragraph = self._reading.paragraph(number)
        if self._reading.text[paragraph.start : start].strip():
            sentence = self._reading.sentence_at(max(paragraph.start, start - 2))
            return Span(max(sentence.span.start, paragraph.start), start) if sentence else None
        if number == 0:
            return None
        previous = self._reading.paragraph(number - 1)
        sentence = self._reading.sentence_at(previous.end - 1)
        return sentence.span if sentence else None

    def _organisation(self, span: Span) -> str:
        """The fullest form in the article of an organisation's name."""
        name = organisation_name(self._reading.slice(span))
        words = name_words(name)
        fuller = {
            other
            for e in self._reading.document.entities
            if e.label == "ORGANIZATION"
            and len(theirs := name_words(other := organisation_name(self._reading.slice(e.span)))) > len(words)
            and theirs[-len(words) :] == words
        }
        return fuller.pop() if len({tuple(name_words(f)) for f in fuller}) == 1 else name

    def _stated(self, person: Person) -> list[tuple[Span, Capacity]]:
        """What the article states of a person beside each mention."""
        known = self._capacities.get(id(person))
        if known is None:
            sources = [s for d in self._drafts for s in d.source]
            known = [
                (m, c)
                for m in person.mentions
                if (c := read_capacity(self._reading, m, next((s for s in sources if s.start <= m.start < s.end), None)))
            ]
            self._capacities[id(person)] = known
        return known

    def _capacity_of(self, found: _Found, draft: Draft) -> Capacity:
        """Role and affiliations: as stated at the source itself first, then elsewhere in the article."""
        if not found.person:
            return found.capacity
        stated = self._stated(found.person)
        own = [c for m, c in stated if found.head and found.head.start <= m.start < found.head.end]
        ordered = own + [c for _, c in stated]
        role = next((c.role for c in ordered if c.role and len(c.role) > 5), None) or next((c.role for c in ordered if c.role), None)
        return Capacity(role, _distinct([a for c in ordered for a in c.affiliations]))


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Names without those whose words are all in another one."""
    kept: list[str] = []
    for name in names:
        words = set(name_words(name))
        if not words or any(words <= set(name_words(k)) for k in kept):
            continue
        kept = [k for k in kept if not set(name_words(k)) < words] + [name]
    return tuple(kept)


def _expanded(nouns: object) -> set[str]:
    """Nouns of offices with their short forms: senator for sen."""
    long = table("office_names")
    return {long.get(str(n), str(n)) for n in nouns}  # type: ignore[attr-defined]
