"""From drafts to attributions: who the source of each quotation is, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quotetrack.names.normal import name_words
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Attribution, MentionKind, Note, Rule, Span, Speaker, SpeakerKind, Way, organizations_in
from quotetrack.settings import CONFIDENCE, MAX_AFFILIATIONS, UNKNOWN_BELOW
from quotetrack.speakers.antecedents import (
    find_person,
    find_subject,
    follows_name,
    gender_of,
    one_noun,
    opens_clause,
    person_noun,
    sentence_before,
    unnamed_subject,
)
from quotetrack.speakers.bodies import organisation_name
from quotetrack.speakers.claims import Capacity
from quotetrack.speakers.descriptions import find_by_initials, find_by_title, find_described
from quotetrack.speakers.noun_phrases import read_noun_phrase, until_stop
from quotetrack.speakers.organisations import Organisations, find_issuer, find_organisation, group_noun
from quotetrack.speakers.people import People, clean_name
from quotetrack.speakers.person import Person
from quotetrack.speakers.sources import (
    SourceHead,
    Voice,
    find_several,
    plural_number,
    read_several,
    read_source,
    rows_in,
    unlabelled_name,
)
from quotetrack.speakers.statements import Statement, read_statements

_NOTHING = Capacity()
_SPEAKING = ("speech", "writing")
_FAMILY = re.compile(r"(?:[Tt]he\s)?[^\W\d_a-z][\w’'-]+s")
_ONE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_THEY_REACH = 3
"""Sentences for which "they" goes on from those who spoke together."""


@dataclass
class _Found:
    """Who a draft was attributed to; and by which rule."""

    rule: Rule
    name: str | None = None
    kind: SpeakerKind = "unknown"
    person: Person | None = None
    head: Span | None = None
    mention_kind: MentionKind | None = None
    capacity: Capacity = _NOTHING
    others: list[str] = field(default_factory=list)
    joint: list[_Found] = field(default_factory=list)


def _is(person: Person, rule: Rule, others: list[str] | None = None, **more: object) -> _Found:
    return replace(_Found(rule, person.name, "person", person, others=others or []), **more)  # type: ignore[arg-type]


class Resolver:
    """Attributes the drafts of one article, in text order."""

    def __init__(self, reading: Reading, drafts: list[Draft]) -> None:
        self._reading = reading
        self._drafts = drafts
        sources = [span for d in drafts for span in d.source]
        self._people = People(reading, [s for span in sources if (s := unlabelled_name(reading, span))])
        self._statements = read_statements(reading, self._people, sources)
        self._organisations = Organisations(reading)
        self._speakers: list[tuple[int, Person]] = []
        self._last: tuple[Draft, _Found] | None = None
        self._before: tuple[Draft, _Found] | None = None
        self._answers: Person | None = None
        self._found: dict[int, _Found] = {}
        self._epithets: dict[Person, set[str]] = {}

    def attributions(self) -> list[Attribution]:
        """One attribution for each draft, in the same order."""
        return [self._attribution(draft) for draft in self._drafts]

    def _attribution(self, draft: Draft) -> Attribution:
        found = self._resolve(draft)
        sure = round(CONFIDENCE[found.rule] * (0.7 + 0.3 * draft.score), 2)
        if found.name and sure < UNKNOWN_BELOW:
            found = _Found(found.rule, others=[found.name, *found.others])
        self._found[id(draft)] = found
        if not draft.depth and draft.act in (*_SPEAKING, "belief"):
            self._before = (draft, found)
        if draft.act in _SPEAKING and not draft.depth:
            self._last = (draft, found)
            spoke = [each.person for each in (found, *found.joint) if each.person]
            self._speakers.extend((draft.cue[0].start if draft.cue else draft.start, person) for person in spoke)
        trace = {"way": draft.way.value, "rule": found.rule.value, "alternatives": found.others}
        return Attribution(
            cue=tuple(draft.cue),
            source=tuple(draft.source),
            mention=self._reading.slice(draft.source[0]) if draft.source else None,
            mention_kind=found.mention_kind,
            speakers=(self._principal(found), *map(self._beside, found.joint)),
            via=organisation_name(self._reading.slice(draft.via)) if draft.via else None,
            confidence=sure,
            trace=trace | ({"notes": [note.value for note in draft.notes]} if draft.notes else {}),
        )

    def _principal(self, found: _Found) -> Speaker:
        capacity = self._capacity(found)
        bodies = capacity.affiliations[:MAX_AFFILIATIONS]
        return Speaker(found.name, found.kind, capacity.role, bodies, capacity.claims)

    def _beside(self, found: _Found) -> Speaker:
        """Somebody who said the words together with the principal; a store keeps the claims of these alone."""
        capacity = self._capacity(found)
        bodies = organizations_in(capacity.claims)
        return Speaker(found.name, found.kind, capacity.role, bodies, capacity.claims)

    def _capacity(self, found: _Found) -> Capacity:
        return self._statements.of(found.person, found.head) if found.person else found.capacity

    def _resolve(self, draft: Draft) -> _Found:
        if draft.way is Way.TRANSCRIPT:
            return self._label(draft)
        if not draft.depth and (goes_on := self._without_source(draft)):
            return goes_on
        if not draft.source:
            floats = draft.act != "not_speech" and draft.kind == "direct" and not draft.depth
            return self._floating(draft) if floats else _Found(Rule.NO_SOURCE)
        head = read_source(self._reading, draft.source[0], self._people)
        if head.kind == "pronominal":
            return replace(self._pronoun(draft, head), mention_kind="pronominal", head=head.span)
        if not head.person and (meant := self._by_title(draft.source[0])):
            return meant
        if head.kind == "named":
            voices = read_several(self._reading, draft.source[0], self._people, (head.span, head.person))
            if voices:
                return self._named(draft, voices)
            head = replace(head, kind="nominal", span=draft.source[0])
        return replace(self._description(draft, head), mention_kind="nominal", head=head.span)

    def _by_title(self, source: Span) -> _Found | None:
        """`the CM`: the Chief Minister named before; `the Cathaoirleach`, as somebody was introduced."""
        person = find_by_initials(self._reading, self._people, self._statements, source)
        person = person or find_by_title(self._reading, self._people, source)
        return _is(person, Rule.DESCRIPTION, head=source, mention_kind="nominal") if person else None

    def _without_source(self, draft: Draft) -> _Found | None:
        """`Ruiz took the stage and called it "rotten"`: no source of its own, and the subject of the sentence."""
        if draft.source or not draft.cue:
            return None
        person, others = find_subject(self._reading, self._people, draft.cue[0].start, self._speakers)
        return _is(person, Rule.SUBJECT, others) if person else None

    def _named(self, draft: Draft, voices: Sequence[Voice]) -> _Found:
        """Those whom a source names, the first one with the others beside."""
        found = [self._voice(at, person) for at, person in voices]
        first = self._reading.tokens_in(draft.source[0])[:2]
        if len(first) == 2 and first[0].folded in ("he", "she") and first[1].folded == "and":
            gender = gender_of(first[0].text)
            person, _ = find_person(self._reading, self._people, first[0].span.start, gender, self._speakers)
            found = [_is(person, Rule.JOINT, head=first[0].span), *found] if person else found
        return self._together(found, Rule.JOINT) if len(found) > 1 else found[0]

    def _voice(self, at: Span, person: Person | None) -> _Found:
        if person:
            return _is(person, Rule.NAMED, head=at, mention_kind="named")
        return _Found(Rule.NAMED_ORGANISATION, self._organisations.fullest(at), "organization", None, at, "named")

    def _together(self, found: Sequence[_Found], rule: Rule) -> _Found:
        """Several who said the words together; the first one alone where another is unclear."""
        different = {id(each.person) if each.person else each.name for each in found}
        if len(different) < len(found) or any(each.person and each.person.unclear for each in found):
            return found[0]
        return replace(found[0], rule=rule, joint=list(found[1:]))

    def _label(self, draft: Draft) -> _Found:
        """The speaker label of a transcript turn."""
        label = self._reading.slice(draft.source[0])
        if label in ("Q", "A"):
            return self._letter(draft, label)
        if all(word in self._reading.language.person_nouns for word in name_words(label)):
            return _Found(Rule.TRANSCRIPT_LETTER, kind="unnamed", mention_kind="nominal")  # Presenter, Judge
        name = clean_name(label)
        known = self._people.bearing(name_words(name))
        if known:
            return _is(known[0], Rule.TRANSCRIPT, head=draft.source[0], mention_kind="named")
        shown = name.title() if name.isupper() else name
        return _Found(Rule.TRANSCRIPT, shown, "person", None, draft.source[0], "named")

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
            return _Found(Rule.TRANSCRIPT_LETTER, kind="unnamed", mention_kind="nominal")
        if self._answers:
            return _is(self._answers, Rule.TRANSCRIPT_LETTER, mention_kind="nominal")
        return _Found(Rule.TRANSCRIPT_LETTER, kind="unnamed", mention_kind="nominal")

    def _pronoun(self, draft: Draft, head: SourceHead) -> _Found:
        text = self._reading.slice(head.span).casefold()
        first = text.split()[0]
        parent = self._found.get(id(draft.parent)) if draft.parent else None
        person: Person | None = None
        others: list[str] = []
        if parent and first in ("i", "we", "my"):
            return _Found(Rule.FIRST_PERSON, parent.name, parent.kind, parent.person)
        if first in ("who", "which", "that"):
            person = follows_name(self._reading, head.span, self._people)
        elif gender_of(first):
            if first in ("he", "she") and (unnamed := self._unnamed_before(draft, head)):
                return unnamed
            barred = parent.person if parent else None
            person, others = find_person(
                self._reading, self._people, head.span.start, gender_of(first), self._speakers, barred
            )
        elif first in ("they", "we", "their", "it", "its"):
            return self._collective(draft)
        if person is None:
            return _Found(Rule.UNRESOLVED_PRONOUN)
        return _is(person, Rule.RELATIVE if first.startswith("wh") else Rule.PRONOUN, others)

    def _unnamed_before(self, draft: Draft, head: SourceHead) -> _Found | None:
        """ "He" after "a spokesman for Ruiz said": that spokesman, if nobody is named since, and not Ruiz."""
        before, found = self._before or (None, _Found(Rule.FLOATING))
        if not draft.depth and (subject := unnamed_subject(self._reading, self._people, head.span)):
            capacity = read_noun_phrase(self._reading, until_stop(self._reading, subject))
            return _Found(Rule.UNNAMED_PRONOUN, kind="unnamed", capacity=capacity)
        if not before or not before.source or found.kind != "unnamed" or draft.depth:
            return None
        source, at = before.source[0], head.span.start
        far = self._reading.sentence_index(at) - self._reading.sentence_index(before.start) > _THEY_REACH
        noun = one_noun(self._reading.slice(source))
        one = _ONE.match(self._reading.slice(source)) or noun in self._reading.language.never_epithets
        asked = before.cue and self._reading.slice(before.cue[0]).casefold().startswith("ask")
        single = noun and one and not asked  # who is asked answers
        since = [m for m, _ in self._people.in_span(Span(source.end, at)) if not self._reading.quoted_at(m.start)]
        if far or not single or since or source.end > at:
            return None
        return _Found(Rule.UNNAMED_PRONOUN, kind="unnamed", capacity=found.capacity)

    def _collective(self, draft: Draft) -> _Found:
        """ "They" and "it": whoever the quotation before was attributed to, if that is no one person."""
        several = draft.source and self._reading.slice(draft.source[0]).casefold().startswith(("they", "we", "their"))
        theirs = several and not self._reading.slice(draft.source[0]).casefold().startswith("we")
        before, found = (self._before if theirs else self._last) or (None, _Found(Rule.FLOATING))
        mention = self._reading.slice(before.source[0]) if before and before.source else ""
        if several and not draft.depth and (together := self._they(draft)):
            return together
        collective = found.kind == "organization" or (found.kind == "unnamed" and (several or group_noun(mention)))
        if collective and not draft.depth:
            return _Found(Rule.COLLECTIVE_PRONOUN, found.name, found.kind, capacity=found.capacity)
        return _Found(Rule.UNRESOLVED_PRONOUN)

    def _they(self, draft: Draft) -> _Found | None:
        """ "They" after words said together, or after a sentence that begins with several names."""
        at = draft.source[0].start
        before, found = self._last or (None, _Found(Rule.FLOATING))
        here = self._reading.sentence_index(at)
        if before and found.joint and here - self._reading.sentence_index(before.start) <= _THEY_REACH:
            return replace(found, rule=Rule.JOINT_PRONOUN)
        if here < 1 or (before and before.end > self._reading.document.sentences[here - 1].span.start):
            return None
        start = self._reading.document.sentences[here - 1].span.start
        rows = rows_in(self._reading, self._people, Span(start, at))
        named = self._people.in_span(Span(start, at))
        if len(rows) != 1 or named[0][1] is not rows[0][0] or len({id(p) for _, p in named}) > len(rows[0]):
            return None
        return self._together([_is(person, Rule.JOINT_PRONOUN) for person in rows[0]], Rule.JOINT_PRONOUN)

    def _several(self, draft: Draft, head: SourceHead) -> _Found | None:
        """Several people for `the two senators`, `the Ruizes`."""
        family = self._people.family_in(head.span)
        plural = plural_number(self._reading.slice(head.span))
        found: list[Person] = []
        if family and _FAMILY.fullmatch(self._reading.slice(head.span)):
            found = family if len(family) == 2 else []
        elif plural and not (plural[1] == "person" and not opens_clause(self._reading, head.span.start)):
            before = [e.person for e in (self._last[1], *self._last[1].joint) if e.person] if self._last else []
            found = find_several(
                self._reading,
                self._people,
                head.span.start,
                *plural,
                before if len(before) > 1 else [],
            )
        if not found:
            return None
        return self._together([_is(person, Rule.JOINT_DESCRIPTION) for person in found], Rule.JOINT_DESCRIPTION)

    def _description(self, draft: Draft, head: SourceHead) -> _Found:
        text, at = self._reading.slice(head.span), head.span.start
        if not draft.depth and (several := self._several(draft, head)):
            return several
        issuer = find_issuer(self._reading, at, text)
        if issuer:
            return _Found(Rule.GROUP_NOUN, self._organisations.fullest(issuer.span), "organization")
        noun = group_noun(text)
        entity = find_organisation(self._reading, at, noun, self._people.bodies) if noun else None
        if entity:
            return _Found(Rule.GROUP_NOUN, self._organisations.fullest(entity.span), "organization")
        capacity = read_noun_phrase(self._reading, until_stop(self._reading, head.span))
        described = person_noun(text)
        if described and not draft.depth:
            meant = find_described(
                self._reading,
                self._people,
                self._statements,
                head.span,
                described,
                self._speakers,
                self._epithets,
            )
            if meant.person:
                if meant.stated:
                    meant_so = Statement(meant.person, head.span, capacity)
                    self._statements = self._statements.also_described(meant_so)
                else:
                    self._epithets.setdefault(meant.person, set()).add(described)
                return _is(meant.person, Rule.DESCRIPTION if meant.stated else Rule.EPITHET, list(meant.others))
        if capacity.role and " and " in capacity.role:
            capacity = replace(capacity, role=None)  # "rebels and a monitoring group" have no role
        return _Found(Rule.UNNAMED, None, "unnamed", capacity=capacity)

    def _floating(self, draft: Draft) -> _Found:
        """Nobody in its own sentence: the lead-in before it, or the speaker who goes on."""
        quoted = self._reading.quoted_at(draft.start)
        start = quoted.span.start if quoted else draft.start
        number = self._reading.paragraph_at(start)
        lead = sentence_before(self._reading, start, number)
        if self._last and self._adjoins(self._last[0], lead, start):
            before, found = self._last
            near = number - self._reading.paragraph_at(before.end - 1) <= 1
            if found.person and near and Note.BESIDE not in draft.notes:
                return _is(found.person, Rule.CONTINUED)
            return _Found(Rule.FLOATING)
        return self._led_in(lead) if lead else _Found(Rule.FLOATING)

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
            return _is(unique[0], Rule.NAMED_BEFORE)
        pronoun = re.match(r"(?:\w+,?\s+)?(he|she)\b", self._reading.slice(lead), re.IGNORECASE)
        if not unique and pronoun:
            gender = gender_of(pronoun[1])
            person, others = find_person(self._reading, self._people, lead.start, gender, self._speakers)
            if person:
                return _is(person, Rule.NAMED_BEFORE, others)
        return _Found(Rule.FLOATING)
