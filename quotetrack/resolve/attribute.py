"""From drafts to attributions: who the source of each quotation is, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from quotetrack.extract.drafts import Draft, Reading
from quotetrack.lexicon import listed
from quotetrack.records import Attribution, MentionKind, Span, SpeakerKind
from quotetrack.resolve.antecedents import (
    find_organisation,
    find_person,
    follows_name,
    gender_of,
    group_noun,
    person_noun,
)
from quotetrack.resolve.capacities import Capacities, Organisations
from quotetrack.resolve.names import name_words
from quotetrack.resolve.people import People, Person, clean_name
from quotetrack.resolve.phrases import Capacity, organisation_name, read_noun_phrase, until_stop
from quotetrack.resolve.sources import SourceHead, read_source, unlabelled_name
from quotetrack.settings import CONFIDENCE, MAX_AFFILIATIONS

_NOTHING = Capacity()
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
    capacity: Capacity = _NOTHING
    others: list[str] = field(default_factory=list)


def _is(person: Person, why: str, others: list[str] | None = None, **more: object) -> _Found:
    return replace(_Found(why, person.name, "person", person, others=others or []), **more)  # type: ignore[arg-type]


class Resolver:
    """Attributes the drafts of one article, in text order."""

    def __init__(self, reading: Reading, drafts: list[Draft]) -> None:
        self._reading = reading
        self._drafts = drafts
        sources = [span for d in drafts for span in d.source]
        self._people = People(reading, [s for span in sources if (s := unlabelled_name(reading, span))])
        self._capacities = Capacities(reading, self._people, sources)
        self._organisations = Organisations(reading)
        self._speakers: list[tuple[int, Person]] = []
        self._last: tuple[Draft, _Found] | None = None
        self._answers: Person | None = None
        self._found: dict[int, _Found] = {}

    def attributions(self) -> list[Attribution]:
        """One attribution for each draft, in the same order."""
        return [self._attribution(draft) for draft in self._drafts]

    def _attribution(self, draft: Draft) -> Attribution:
        found = self._resolve(draft)
        self._found[id(draft)] = found
        if draft.act in _SPEAKING and not draft.depth:
            self._last = (draft, found)
            if found.person:
                self._speakers.append((draft.cue[0].start if draft.cue else draft.start, found.person))
        capacity = self._capacities.of(found.person, found.head) if found.person else found.capacity
        trace = {"way": draft.way, "rule": found.why, "alternatives": found.others}
        return Attribution(
            cue=tuple(draft.cue),
            source=tuple(draft.source),
            mention=self._reading.slice(draft.source[0]) if draft.source else None,
            mention_kind=found.mention_kind,
            name=found.name,
            kind=found.kind,
            role=capacity.role,
            affiliations=capacity.affiliations[:MAX_AFFILIATIONS],
            via=organisation_name(self._reading.slice(draft.via)) if draft.via else None,
            confidence=round(CONFIDENCE[found.why] * (0.7 + 0.3 * draft.score), 2),
            trace=trace | ({"notes": draft.notes} if draft.notes else {}),
        )

    def _resolve(self, draft: Draft) -> _Found:
        if draft.way == "transcript":
            return self._label(draft)
        if not draft.source:
            floats = draft.act != "not_speech" and draft.kind == "direct" and not draft.depth
            return self._floating(draft) if floats else _Found("no source")
        head = read_source(self._reading, draft.source[0], self._people)
        if head.kind == "pronominal":
            return replace(self._pronoun(draft, head), mention_kind="pronominal", head=head.span)
        if head.person:
            return _is(head.person, "named", head=head.span, mention_kind="named")
        if head.kind == "named":
            name = self._organisations.fullest(head.span)
            return _Found("named organisation", name, "organization", None, head.span, "named")
        return replace(self._description(draft, head), mention_kind="nominal", head=head.span)

    def _label(self, draft: Draft) -> _Found:
        """The speaker label of a transcript turn."""
        label = self._reading.slice(draft.source[0])
        if label in ("Q", "A"):
            return self._letter(draft, label)
        if all(word in listed("person_nouns") for word in name_words(label)):
            return _Found("transcript letter", kind="unnamed", mention_kind="nominal")  # Presenter, Judge
        name = clean_name(label)
        known = self._people.bearing(name_words(name))
        if known:
            return _is(known[0], "transcript", head=draft.source[0], mention_kind="named")
        shown = name.title() if name.isupper() else name
        return _Found("transcript", shown, "person", None, draft.source[0], "named")

    def _letter(self, draft: Draft, label: str) -> _Found:
        """Q is whoever asks; A the one person that the paragraph before the questions names."""
        if label == "Q":
            number = self._reading.paragraph_at(draft.source[0].start)
            lead = self._reading.paragraph(number - 1) if number else Span(0, 0)
            named = list(dict.fromkeys(p for _, p in self._people.in_span(lead)))
            last = self._last[0].source if self._last else []
            if not last or self._reading.slice(last[0]) not in ("Q", "A"):
                spoken = self._last is not None and self._last[0].end > lead.start
                self._answers = named[0] if len(named) == 1 and not spoken else None
            return _Found("transcript letter", kind="unnamed", mention_kind="nominal")
        if self._answers:
            return _is(self._answers, "transcript letter", mention_kind="nominal")
        return _Found("transcript letter", kind="unnamed", mention_kind="nominal")

    def _pronoun(self, draft: Draft, head: SourceHead) -> _Found:
        text = self._reading.slice(head.span).casefold()
        first = text.split()[0]
        parent = self._found.get(id(draft.parent)) if draft.parent else None
        person: Person | None = None
        others: list[str] = []
        if parent and first in ("i", "we", "my"):
            return _Found("first person", parent.name, parent.kind, parent.person)
        if first in ("who", "which", "that"):
            person = follows_name(self._reading, head.span, self._people)
        elif gender_of(first):
            barred = parent.person if parent else None
            person, others = find_person(
                self._reading, self._people, head.span.start, gender_of(first), self._speakers, barred
            )
        elif first in ("they", "we", "their", "it", "its"):
            return self._collective(draft)
        if person is None:
            return _Found("unresolved pronoun")
        return _is(person, "relative" if first.startswith("wh") else "pronoun", others)

    def _collective(self, draft: Draft) -> _Found:
        """ "They" and "it": whoever the quotation before was attributed to, if that is no one person."""
        several = draft.source and self._reading.slice(draft.source[0]).casefold().startswith(("they", "we", "their"))
        before, found = self._last or (None, _Found("floating"))
        mention = self._reading.slice(before.source[0]) if before and before.source else ""
        body = found.kind == "organization" or (found.kind == "unnamed" and (several or group_noun(mention)))
        if body and not draft.depth:
            return _Found("collective pronoun", found.name, found.kind, capacity=found.capacity)
        return _Found("unresolved pronoun")

    def _description(self, draft: Draft, head: SourceHead) -> _Found:
        text, at = self._reading.slice(head.span), head.span.start
        noun = group_noun(text)
        entity = find_organisation(self._reading, at, noun) if noun else None
        if entity:
            return _Found("group noun", self._organisations.fullest(entity.span), "organization")
        capacity = read_noun_phrase(self._reading, until_stop(self._reading, head.span))
        described = person_noun(text)
        if described:
            bearing = self._capacities.bearing(described, at)
            person, others = (bearing[0], [p.name for p in bearing[1:4]]) if bearing else (None, [])
            introduces = re.search(r"['’]s?\s", text)  # "Starmer's spokesman" may be anybody
            if person is None and not draft.depth and not introduces:
                # Nobody bears the role: whom a pronoun in its place would stand for.
                person, others = find_person(self._reading, self._people, at, gender_of(text), self._speakers)
            if person:
                self._capacities.add(person, head.span, capacity)
                return _is(person, "description", others)
        if capacity.role and " and " in capacity.role:
            capacity = replace(capacity, role=None)  # "rebels and a monitoring group" have no role
        return _Found("unnamed", None, "unnamed", capacity=capacity)

    def _floating(self, draft: Draft) -> _Found:
        """Nobody in its own sentence: the lead-in before it, or the speaker who goes on."""
        quoted = self._reading.quoted_at(draft.start)
        start = quoted.span.start if quoted else draft.start
        number = self._reading.paragraph_at(start)
        lead = self._sentence_before(start, number)
        if self._last and self._adjoins(self._last[0], lead, start):
            before, found = self._last
            near = number - self._reading.paragraph_at(before.end - 1) <= 1
            if found.person and near and "beside" not in draft.notes:
                return _is(found.person, "continued")
            return _Found("floating")
        return self._led_in(lead) if lead else _Found("floating")

    def _adjoins(self, before: Draft, lead: Span | None, start: int) -> bool:
        """Whether the last thing before a floating quotation is another quotation."""
        if lead is None:
            return before.end <= start
        return before.end > lead.start or any(lead.start <= c.start < lead.end for c in before.cue)

    def _led_in(self, lead: Span) -> _Found:
        """The one person that the sentence before names, or its "he" or "she"."""
        named = [p for m, p in self._people.in_span(lead) if not self._reading.is_possessive(m)]
        unique = list(dict.fromkeys(named))
        if len(unique) == 1:
            return _is(unique[0], "named before")
        pronoun = re.match(r"(?:\w+,?\s+)?(he|she)\b", self._reading.slice(lead), re.IGNORECASE)
        if not unique and pronoun:
            gender = gender_of(pronoun[1])
            person, others = find_person(self._reading, self._people, lead.start, gender, self._speakers)
            if person:
                return _is(person, "named before", others)
        return _Found("floating")

    def _sentence_before(self, start: int, number: int) -> Span | None:
        """The sentence that ends just before a quotation, in its paragraph or the one before."""
        lead = self._reading.before_in_paragraph(start)
        if lead:
            sentence = self._reading.sentence_at(lead.end - 1)
            return Span(max(sentence.span.start, lead.start), start) if sentence else None
        if number == 0:
            return None
        sentence = self._reading.sentence_at(self._reading.paragraph(number - 1).end - 1)
        return sentence.span if sentence else None
