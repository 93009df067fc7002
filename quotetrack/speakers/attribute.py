"""From drafts to attributions: who the source of each quotation is, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quotetrack.names.normal import name_words
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import (
    Act,
    Attribution,
    MentionKind,
    Note,
    Rule,
    Span,
    Speaker,
    SpeakerKind,
    Way,
    organizations_in,
)
from quotetrack.settings import CONFIDENCE, MAX_AFFILIATIONS, UNKNOWN_BELOW
from quotetrack.spans import Log
from quotetrack.speakers.antecedents import (
    find_led_in,
    find_person,
    find_subject,
    follows_name,
    gender_of,
    one_noun,
    person_noun,
    sentence_before,
    unnamed_subject,
)
from quotetrack.speakers.bodies import organisation_name
from quotetrack.speakers.claims import Capacity
from quotetrack.speakers.descriptions import find_by_title, find_described
from quotetrack.speakers.noun_phrases import read_noun_phrase, until_stop
from quotetrack.speakers.organisations import Organisations, find_issuer, find_organisation, group_noun
from quotetrack.speakers.people import People, clean_name
from quotetrack.speakers.person import Person
from quotetrack.speakers.roles import marked_claims
from quotetrack.speakers.sources import (
    SourceHead,
    Voice,
    find_only_row,
    find_several,
    read_several,
    read_source,
    unlabelled_name,
)
from quotetrack.speakers.statements import Statement, Statements, read_statements

_NOTHING = Capacity()
_SPEAKING: tuple[Act, ...] = ("speech", "writing")
_ONE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_THEY_REACH = 3
"""Sentences for which "they" goes on from those who spoke together."""


@dataclass(frozen=True)
class _Found:
    """Who said a draft, and by which rule; `joint` are those who said it together with them.

    `head` is the part of the source that tells it, `capacity` what the source says of somebody who is described.
    """

    rule: Rule
    name: str | None = None
    kind: SpeakerKind = "unknown"
    person: Person | None = None
    head: Span | None = None
    mention_kind: MentionKind | None = None
    capacity: Capacity = _NOTHING
    others: tuple[str, ...] = ()
    joint: tuple[_Found, ...] = ()

    @property
    def people(self) -> list[Person]:
        """The people who said it."""
        return [each.person for each in (self, *self.joint) if each.person]


_NOBODY = _Found(Rule.FLOATING)


def _is(person: Person, rule: Rule, others: Iterable[str] = (), **more: object) -> _Found:
    return replace(_Found(rule, person.name, "person", person, others=tuple(others)), **more)  # type: ignore[arg-type]


class _Turn(NamedTuple):
    """A draft and who said it."""

    draft: Draft
    found: _Found


@dataclass(frozen=True)
class _History:
    """What is known when a draft is reached: the turns before it, in text order, and what they tell.

    `speakers` are the people of the turns that are speech, each with where; `epithets` the nouns that stood for
    somebody who is not called so; `answers` is who answers where turns are labelled Q and A.
    """

    statements: Statements
    turns: Log[_Turn] = field(default_factory=Log)
    speakers: Log[tuple[int, Person]] = field(default_factory=Log)
    epithets: Mapping[Person, frozenset[str]] = field(default_factory=dict)
    answers: Person | None = None

    def last(self, *more: Act) -> _Turn | None:
        """The last turn that is speech or of another of these acts, and stands in no other quotation."""
        acts = (*_SPEAKING, *more)
        return next((turn for turn in reversed(self.turns) if not turn.draft.depth and turn.draft.act in acts), None)

    def found_for(self, draft: Draft | None) -> _Found | None:
        """Who said a draft before."""
        return next((turn.found for turn in reversed(self.turns) if turn.draft is draft), None) if draft else None


def attribute(reading: Reading, drafts: Sequence[Draft]) -> list[Attribution]:
    """One attribution for each draft, in the same order.

    Each draft is attributed by what is known from those before it, so what is told of somebody can grow on the way:
    a source that describes a person (`the Ohio senator`) is a statement about them from there on. Telling everything
    from the start on would change 111 of 19,865 quotations of annotated articles.
    """
    sources = [span for d in drafts for span in d.source]
    people = People(reading, [s for span in sources if (s := unlabelled_name(reading, span))])
    resolver = _Resolver(reading, people)
    history = _History(read_statements(reading, people))
    attributions: list[Attribution] = []
    for draft in drafts:
        turn = _Turn(draft, resolver.find(draft, history))
        history = resolver.after(history, turn)
        attributions.append(_attribution(reading, turn, history.statements))
    return attributions


def _attribution(reading: Reading, turn: _Turn, statements: Statements) -> Attribution:
    draft, found = turn
    speaker = _speaker(found, statements)
    trace: dict[str, object] = {
        "way": draft.way.value, "rule": found.rule.value, "alternatives": list(found.others)
    }  # fmt: skip
    if draft.notes:
        trace["notes"] = [note.value for note in draft.notes]
    if marked := marked_claims(reading, speaker.claims):
        trace["claims"] = marked
    return Attribution(
        cue=draft.cue,
        source=draft.source,
        mention=reading.slice(draft.source[0]) if draft.source else None,
        mention_kind=found.mention_kind,
        speakers=(speaker, *(_speaker(each, statements, beside=True) for each in found.joint)),
        via=organisation_name(reading.slice(draft.via)) if draft.via else None,
        confidence=_confidence(found, draft),
        trace=trace,
    )


def _confidence(found: _Found, draft: Draft) -> float:
    return round(CONFIDENCE[found.rule] * (0.7 + 0.3 * draft.score), 2)


def _speaker(found: _Found, statements: Statements, beside: bool = False) -> Speaker:
    """Somebody who said the words; of who said them beside the first one, a store keeps the claims alone."""
    capacity = statements.of(found.person, found.head) if found.person else found.capacity
    bodies = organizations_in(capacity.claims) if beside else capacity.affiliations[:MAX_AFFILIATIONS]
    return Speaker(found.name, found.kind, capacity.role, bodies, capacity.claims)


class _Resolver:
    """Tells who said the drafts of one article. Nothing in it changes: what is known so far is a history."""

    def __init__(self, reading: Reading, people: People) -> None:
        self._reading, self._people = reading, people
        self._organisations = Organisations(reading)

    def find(self, draft: Draft, history: _History) -> _Found:
        """Who said a draft; nobody where that is too unsure."""
        found = self._resolve(draft, history)
        if found.name and _confidence(found, draft) < UNKNOWN_BELOW:
            return _Found(found.rule, others=(found.name, *found.others))
        return found

    def after(self, history: _History, turn: _Turn) -> _History:
        """The history when a turn is added to it."""
        draft, found = turn
        statements, epithets, speakers = history.statements, history.epithets, history.speakers
        if found.person and found.head and found.rule is Rule.DESCRIPTION:
            statements = statements.also_described(Statement(found.person, found.head, found.capacity))
        if found.person and found.head and found.rule is Rule.EPITHET:
            nouns = {person_noun(self._reading.slice(found.head)) or ""}
            epithets = {**epithets, found.person: epithets.get(found.person, frozenset()) | nouns}
        if draft.act in _SPEAKING and not draft.depth:
            at = draft.cue[0].start if draft.cue else draft.start
            speakers = speakers.also(*((at, person) for person in found.people))
        answers = self._who_answers(draft, history)
        return _History(statements, history.turns.also(turn), speakers, epithets, answers)

    def _resolve(self, draft: Draft, history: _History) -> _Found:
        """Who said a draft, by what its source is: a label, nothing, a pronoun, a name or a description."""
        if draft.way is Way.TRANSCRIPT:
            return self._label(draft, history)
        if not draft.depth and (goes_on := self._without_source(draft, history)):
            return goes_on
        if not draft.source:
            floats = draft.act != "not_speech" and draft.kind == "direct" and not draft.depth
            return self._floating(draft, history) if floats else _Found(Rule.NO_SOURCE)
        head = read_source(self._reading, draft.source[0], self._people)
        if head.kind == "pronominal":
            return replace(self._pronoun(draft, head, history), mention_kind="pronominal", head=head.span)
        if not head.person and (meant := self._by_title(draft.source[0], history)):
            return meant
        if head.kind == "named":
            voices = read_several(self._reading, draft.source[0], self._people, (head.span, head.person))
            if voices:
                return self._named(draft, voices, history)
            head = replace(head, kind="nominal", span=draft.source[0])
        return replace(self._description(draft, head, history), mention_kind="nominal", head=head.span)

    def _by_title(self, source: Span, history: _History) -> _Found | None:
        """`the CM`: the Chief Minister named before; `the Cathaoirleach`, as somebody was introduced."""
        person = find_by_title(self._reading, self._people, history.statements, source)
        return _is(person, Rule.DESCRIPTION, head=source, mention_kind="nominal") if person else None

    def _without_source(self, draft: Draft, history: _History) -> _Found | None:
        """`Ruiz took the stage and called it "rotten"`: no source of its own, and the subject of the sentence."""
        if draft.source or not draft.cue:
            return None
        person, others = find_subject(self._reading, self._people, draft.cue[0].start, history.speakers)
        return _is(person, Rule.SUBJECT, others) if person else None

    def _named(self, draft: Draft, voices: Sequence[Voice], history: _History) -> _Found:
        """Those whom a source names, the first one with the others beside."""
        found = [self._voice(at, person) for at, person in voices]
        first = self._reading.tokens_in(draft.source[0])[:2]
        if len(first) == 2 and first[0].folded in ("he", "she") and first[1].folded == "and":
            gender = gender_of(first[0].text)
            person, _ = find_person(self._reading, self._people, first[0].span.start, gender, history.speakers)
            found = [_is(person, Rule.JOINT, head=first[0].span), *found] if person else found
        return self._together(found, Rule.JOINT) if len(found) > 1 else found[0]

    def _voice(self, at: Span, person: Person | None) -> _Found:
        if person:
            return _is(person, Rule.NAMED, head=at, mention_kind="named")
        return _Found(Rule.NAMED_ORGANISATION, self._organisations.fullest(at), "organization", None, at, "named")

    def _together(self, found: Sequence[_Found], rule: Rule) -> _Found:
        """Several who said the words together; the first one alone where another is unclear."""
        different = {each.person or each.name for each in found}
        if len(different) < len(found) or any(each.person and each.person.unclear for each in found):
            return found[0]
        return replace(found[0], rule=rule, joint=tuple(found[1:]))

    def _label(self, draft: Draft, history: _History) -> _Found:
        """The speaker label of a transcript turn: a name; Q, who asks; A, who answers."""
        label = self._reading.slice(draft.source[0])
        if label == "A" and history.answers:
            return _is(history.answers, Rule.TRANSCRIPT_LETTER, mention_kind="nominal")
        if label in ("Q", "A") or all(word in self._reading.language.person_nouns for word in name_words(label)):
            return _Found(Rule.TRANSCRIPT_LETTER, kind="unnamed", mention_kind="nominal")  # Presenter, Judge
        name = clean_name(label)
        if known := self._people.bearing(name_words(name)):
            return _is(known[0], Rule.TRANSCRIPT, head=draft.source[0], mention_kind="named")
        shown = name.title() if name.isupper() else name
        return _Found(Rule.TRANSCRIPT, shown, "person", None, draft.source[0], "named")

    def _who_answers(self, draft: Draft, history: _History) -> Person | None:
        """Who answers from a draft on: at the first Q of a row, the one person whom the paragraph before it names and
        in which nobody spoke."""
        if draft.way is not Way.TRANSCRIPT or self._reading.slice(draft.source[0]) != "Q":
            return history.answers
        last = history.last()
        if last and last.draft.source and self._reading.slice(last.draft.source[0]) in ("Q", "A"):
            return history.answers
        number = self._reading.paragraph_at(draft.source[0].start)
        lead = self._reading.paragraph(number - 1) if number else Span(0, 0)
        named = list(dict.fromkeys(p for _, p in self._people.in_span(lead)))
        spoken = last is not None and last.draft.end > lead.start
        return named[0] if len(named) == 1 and not spoken else None

    def _pronoun(self, draft: Draft, head: SourceHead, history: _History) -> _Found:
        """Whom "I", "who", "she", "they" or "it" stands for."""
        text = self._reading.slice(head.span).casefold()
        first = text.split()[0]
        parent = history.found_for(draft.parent)
        person: Person | None = None
        others: Sequence[str] = ()
        if parent and first in ("i", "we", "my"):
            return _Found(Rule.FIRST_PERSON, parent.name, parent.kind, parent.person)
        if first in ("who", "which", "that"):
            person = follows_name(self._reading, head.span, self._people)
        elif gender_of(first):
            if first in ("he", "she") and (unnamed := self._unnamed_before(draft, head, history)):
                return unnamed
            barred = parent.person if parent else None
            person, others = find_person(
                self._reading, self._people, head.span.start, gender_of(first), history.speakers, barred
            )
        elif first in ("they", "we", "their", "it", "its"):
            return self._collective(draft, history)
        if person is None:
            return _Found(Rule.UNRESOLVED_PRONOUN)
        return _is(person, Rule.RELATIVE if first.startswith("wh") else Rule.PRONOUN, others)

    def _unnamed_before(self, draft: Draft, head: SourceHead, history: _History) -> _Found | None:
        """ "He" after "a spokesman for Ruiz said": that spokesman, if nobody is named since, and not Ruiz."""
        before, found = history.last("belief") or (None, _NOBODY)
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

    def _collective(self, draft: Draft, history: _History) -> _Found:
        """ "They" and "it": whoever the quotation before was attributed to, if that is no one person."""
        several = draft.source and self._reading.slice(draft.source[0]).casefold().startswith(("they", "we", "their"))
        theirs = several and not self._reading.slice(draft.source[0]).casefold().startswith("we")
        before, found = (history.last("belief") if theirs else history.last()) or (None, _NOBODY)
        mention = self._reading.slice(before.source[0]) if before and before.source else ""
        if several and not draft.depth and (together := self._they(draft, history)):
            return together
        collective = found.kind == "organization" or (found.kind == "unnamed" and (several or group_noun(mention)))
        if collective and not draft.depth:
            return _Found(Rule.COLLECTIVE_PRONOUN, found.name, found.kind, capacity=found.capacity)
        return _Found(Rule.UNRESOLVED_PRONOUN)

    def _they(self, draft: Draft, history: _History) -> _Found | None:
        """ "They" after words said together, or after a sentence that begins with several names."""
        at = draft.source[0].start
        before, found = history.last() or (None, _NOBODY)
        here = self._reading.sentence_index(at)
        if before and found.joint and here - self._reading.sentence_index(before.start) <= _THEY_REACH:
            return replace(found, rule=Rule.JOINT_PRONOUN)
        if here < 1 or (before and before.end > self._reading.document.sentences[here - 1].span.start):
            return None
        start = self._reading.document.sentences[here - 1].span.start
        row = find_only_row(self._reading, self._people, Span(start, at))
        return self._together([_is(person, Rule.JOINT_PRONOUN) for person in row], Rule.JOINT_PRONOUN) if row else None

    def _several(self, head: SourceHead, history: _History) -> _Found | None:
        """Several people for `the two senators`, `the Ruizes`."""
        last = history.last()
        found = find_several(self._reading, self._people, head.span, last.found.people if last else [])
        voices = [_is(person, Rule.JOINT_DESCRIPTION) for person in found]
        return self._together(voices, Rule.JOINT_DESCRIPTION) if voices else None

    def _description(self, draft: Draft, head: SourceHead, history: _History) -> _Found:
        """Whom a description stands for: several people, an organisation, one person, or somebody unnamed."""
        text, at = self._reading.slice(head.span), head.span.start
        if not draft.depth and (several := self._several(head, history)):
            return several
        if issuer := find_issuer(self._reading, at, text):
            return _Found(Rule.GROUP_NOUN, self._organisations.fullest(issuer.span), "organization")
        noun = group_noun(text)
        entity = find_organisation(self._reading, at, noun, self._people.bodies) if noun else None
        if entity:
            return _Found(Rule.GROUP_NOUN, self._organisations.fullest(entity.span), "organization")
        capacity = read_noun_phrase(self._reading, until_stop(self._reading, head.span))
        if not draft.depth and (noun := person_noun(text)):
            meant = find_described(
                self._reading, self._people, history.statements, head.span, noun, history.speakers, history.epithets
            )
            if meant.person:
                rule = Rule.DESCRIPTION if meant.stated else Rule.EPITHET
                return _is(meant.person, rule, meant.others, capacity=capacity)
        if capacity.role and " and " in capacity.role:
            capacity = replace(capacity, role=None)  # "rebels and a monitoring group" have no role
        return _Found(Rule.UNNAMED, None, "unnamed", capacity=capacity)

    def _floating(self, draft: Draft, history: _History) -> _Found:
        """Nobody in its own sentence: the lead-in before it, or the speaker who goes on."""
        quoted = self._reading.quoted_at(draft.start)
        start = quoted.span.start if quoted else draft.start
        number = self._reading.paragraph_at(start)
        lead = sentence_before(self._reading, start, number)
        before, found = history.last() or (None, _NOBODY)
        if before and _adjoins(before, lead, start):
            near = number - self._reading.paragraph_at(before.end - 1) <= 1
            if found.person and near and Note.BESIDE not in draft.notes:
                return _is(found.person, Rule.CONTINUED)
            return _NOBODY
        person, others = find_led_in(self._reading, self._people, lead, history.speakers) if lead else (None, [])
        return _is(person, Rule.NAMED_BEFORE, others) if person else _NOBODY


def _adjoins(before: Draft, lead: Span | None, start: int) -> bool:
    """Whether the last thing before a floating quotation is another quotation."""
    if lead is None:
        return before.end <= start
    return before.end > lead.start or any(lead.start <= c.start < lead.end for c in before.cue)
