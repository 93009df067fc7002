"""From drafts to attributions: who the source of each quotation is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    Reason,
    Rule,
    Span,
    Speaker,
    SpeakerKind,
    Way,
    organizations_in,
)
from quotetrack.settings import CONFIDENCE, LEAD, MAX_AFFILIATIONS, UNKNOWN_BELOW, WORTH_TELLING
from quotetrack.spans import Log, within
from quotetrack.speakers.bodies import organisation_name
from quotetrack.speakers.candidates import Candidate
from quotetrack.speakers.claims import Capacity
from quotetrack.speakers.noun_phrases import read_noun_phrase, until_stop
from quotetrack.speakers.organisations import Organisations
from quotetrack.speakers.people import People, clean_name
from quotetrack.speakers.person import Person
from quotetrack.speakers.ranking import Ranking, SaidBy
from quotetrack.speakers.roles import marked_claims
from quotetrack.speakers.source_kinds import Source, read_kind
from quotetrack.speakers.sources import (
    SourceHead,
    Voice,
    find_several,
    only_row,
    read_several,
    read_source,
    unlabelled_name,
)
from quotetrack.speakers.statements import Statement, Statements, read_statements

_NOTHING = Capacity()
_SPEAKING: tuple[Act, ...] = ("speech", "writing")


@dataclass(frozen=True)
class Found:
    """Who said a draft, and by which rule; `joint` are those who said it together with them.

    `head` is the part of the source that tells it, `capacity` what the source says of somebody who is described,
    `share` how probable they are among all who may be meant, `reasons` what speaks most for them; `source` what tells
    who is meant, where it does not just name them.
    """

    rule: Rule
    name: str | None = None
    kind: SpeakerKind = "unknown"
    person: Person | None = None
    head: Span | None = None
    mention_kind: MentionKind | None = None
    capacity: Capacity = _NOTHING
    others: tuple[str, ...] = ()
    joint: tuple[Found, ...] = ()
    share: float | None = None
    reasons: tuple[Reason, ...] = ()
    source: Source | None = None

    @property
    def people(self) -> list[Person]:
        """The people who said it."""
        return [each.person for each in (self, *self.joint) if each.person]


def _is(person: Person, rule: Rule, others: Iterable[str] = (), **more: object) -> Found:
    return replace(Found(rule, person.name, "person", person, others=tuple(others)), **more)  # type: ignore[arg-type]


class Turn(NamedTuple):
    """A draft and who said it."""

    draft: Draft
    found: Found


@dataclass(frozen=True)
class History:
    """What is known when a draft is reached: the drafts before it with who said them, in text order, and what they
    tell. `turns` are those that are speech; `answers` is who answers where turns are labelled Q and A.
    """

    statements: Statements
    drafts: Log[Turn] = field(default_factory=Log)
    turns: Log[SaidBy] = field(default_factory=Log)
    answers: Person | None = None

    def last(self, *more: Act) -> Turn | None:
        """The last turn that is speech or of another of these acts, and stands in no other quotation."""
        acts = (*_SPEAKING, *more)
        return next((turn for turn in reversed(self.drafts) if not turn.draft.depth and turn.draft.act in acts), None)

    def found_for(self, draft: Draft | None) -> Found | None:
        """Who said a draft before."""
        return next((turn.found for turn in reversed(self.drafts) if turn.draft is draft), None) if draft else None


def attribute(reading: Reading, drafts: Sequence[Draft]) -> list[Attribution]:
    """One attribution for each draft, in the same order.

    Each draft is attributed by what is known from those before it, so what is told of somebody can grow on the way:
    a source that describes a person (`the Ohio senator`) is a statement about them from there on. Telling everything
    from the start on would change 111 of 19,865 quotations of annotated articles.
    """
    people = gather_people(reading, drafts)
    statements = read_statements(reading, people)
    resolver, history = (Resolver(reading, people, statements, drafts), History(statements))
    attributions: list[Attribution] = []
    for draft in drafts:
        turn = Turn(draft, resolver.find(draft, history))
        history = resolver.after(history, turn)
        attributions.append(_attribution(reading, turn, history.statements))
    return attributions


def gather_people(reading: Reading, drafts: Sequence[Draft]) -> People:
    """The people of an article: those whom the model labelled, and bare names that are sources."""
    sources = [span for d in drafts for span in d.source]
    return People(reading, [s for span in sources if (s := unlabelled_name(reading, span))])


def _attribution(reading: Reading, turn: Turn, statements: Statements) -> Attribution:
    draft, found = turn
    speaker = _speaker(found, statements)
    trace: dict[str, object] = {
        "way": draft.way.value, "rule": found.rule.value, "alternatives": list(found.others)
    }  # fmt: skip
    if found.reasons:
        trace["reasons"] = [reason.value for reason in found.reasons]
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


def _confidence(found: Found, draft: Draft) -> float:
    told = found.share is not None and (found.name or found.kind == "unnamed")
    sure = found.share if told and found.share is not None else CONFIDENCE[found.rule]
    return round(sure * (0.7 + 0.3 * draft.score), 2)


def _speaker(found: Found, statements: Statements, beside: bool = False) -> Speaker:
    """Somebody who said the words; of who said them beside the first one, a store keeps the claims alone."""
    capacity = statements.of(found.person, found.head) if found.person else found.capacity
    bodies = organizations_in(capacity.claims) if beside else capacity.affiliations[:MAX_AFFILIATIONS]
    return Speaker(found.name, found.kind, capacity.role, bodies, capacity.claims)


def _place(draft: Draft) -> int:
    """Where a draft tells who speaks: at its cue, else where its words begin."""
    return draft.cue[0].start if draft.cue else draft.start


class Resolver:
    """Tells who said the drafts of one article. Nothing in it changes: what is known so far is a history."""

    def __init__(self, reading: Reading, people: People, statements: Statements, drafts: Sequence[Draft]) -> None:
        self._reading, self._people = reading, people
        self._organisations = Organisations(reading)
        self._heads = {id(d): read_source(reading, d.source[0], people) for d in drafts if d.source}
        self._ranking = Ranking(reading, people, statements, self._organisations, self._named_speakers(drafts))

    def _named_speakers(self, drafts: Sequence[Draft]) -> list[tuple[int, Person]]:
        """Where somebody speaks whom the source just names, and who: known before anything else is."""
        heads = [(d, self._heads.get(id(d))) for d in drafts if not d.depth and d.act in _SPEAKING]
        return sorted(((_place(d), head.person) for d, head in heads if head and head.person), key=lambda said: said[0])

    def find(self, draft: Draft, history: History) -> Found:
        """Who said a draft; nobody where that is too unsure."""
        found = self._resolve(draft, history)
        if found.name and _confidence(found, draft) < UNKNOWN_BELOW:
            return Found(found.rule, others=(found.name, *found.others))
        return found

    def after(self, history: History, turn: Turn) -> History:
        """The history when a turn is added to it."""
        draft, found = turn
        statements, turns = history.statements, history.turns
        if found.person and found.head and found.rule is Rule.DESCRIPTION:
            statements = statements.also_described(Statement(found.person, found.head, found.capacity))
        if draft.act in _SPEAKING and not draft.depth:
            who = self._ranking.candidates.find(found.person, found.name)
            turns = turns.also(SaidBy(_place(draft), who, found.source))
        return History(statements, history.drafts.also(turn), turns, self._who_answers(draft, history))

    def _resolve(self, draft: Draft, history: History) -> Found:
        """Who said a draft: a label, those whom the source names, or who is meant by it."""
        if draft.way is Way.TRANSCRIPT:
            return self._label(draft, history)
        head = self._heads.get(id(draft))
        if head and head.kind == "named":
            voices = read_several(self._reading, draft.source[0], self._people, (head.span, head.person))
            if voices:
                return self._of_voices(draft, head, voices, history)
            head = replace(head, kind="nominal", span=draft.source[0], person=None)
        if head and not draft.depth and (several := self._several(head, history)):
            return several
        if draft.act == "not_speech" and not head:
            return Found(Rule.NO_SOURCE)
        if Note.BESIDE in draft.notes:
            return Found(Rule.FLOATING)  # words beside other words are somebody else's
        return self._meant(draft, head, history)

    def _of_voices(self, draft: Draft, head: SourceHead, voices: Sequence[Voice], history: History) -> Found:
        """Those whom a source names: the person who is its head, else who is meant by the name of a body in it."""
        named = self._named(draft, voices, history)
        if head.person:
            return named
        meant = self._meant(draft, head, history)
        return named if named.joint and meant.name == named.name else meant

    def _named(self, draft: Draft, voices: Sequence[Voice], history: History) -> Found:
        """Those whom a source names, the first one with the others beside."""
        found = [
            _is(person, Rule.NAMED, head=at, mention_kind="named")
            if person
            else Found(Rule.NAMED_ORGANISATION, self._organisations.fullest(at), "organization", None, at, "named")
            for at, person in voices
        ]
        first = self._reading.tokens_in(draft.source[0])[:2]
        if len(first) == 2 and first[0].folded in ("he", "she") and first[1].folded == "and":
            he = self._meant(draft, SourceHead("pronominal", first[0].span), history)
            found = [he, *found] if he.person else found
        return self._together(found, Rule.JOINT) if len(found) > 1 else found[0]

    def _together(self, found: Sequence[Found], rule: Rule) -> Found:
        """Several who said the words together; the first one alone where another is unclear."""
        different = {each.person or each.name for each in found}
        if len(different) < len(found) or any(each.person and each.person.unclear for each in found):
            return found[0]
        return replace(found[0], rule=rule, joint=tuple(found[1:]))

    def _label(self, draft: Draft, history: History) -> Found:
        """The speaker label of a transcript turn: a name; Q, who asks; A, who answers."""
        label = self._reading.slice(draft.source[0])
        if label == "A" and history.answers:
            return _is(history.answers, Rule.TRANSCRIPT_LETTER, mention_kind="nominal")
        if label in ("Q", "A") or all(word in self._reading.language.person_nouns for word in name_words(label)):
            return Found(Rule.TRANSCRIPT_LETTER, kind="unnamed", mention_kind="nominal")  # Presenter, Judge
        name = clean_name(label)
        if known := self._people.bearing(name_words(name)):
            return _is(known[0], Rule.TRANSCRIPT, head=draft.source[0], mention_kind="named")
        shown = name.title() if name.isupper() else name
        return Found(Rule.TRANSCRIPT, shown, "person", None, draft.source[0], "named")

    def _who_answers(self, draft: Draft, history: History) -> Person | None:
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

    def _several(self, head: SourceHead, history: History) -> Found | None:
        """Several people for `the two senators`, `the Ruizes`, and `they` after them."""
        last = history.last()
        if head.kind == "pronominal":
            if not self._reading.slice(head.span).casefold().startswith("they"):
                return None
            if last and last.found.joint:
                return replace(last.found, rule=Rule.JOINT_PRONOUN)
            at = head.span.start
            before = self._reading.sentence_start(max(0, self._reading.sentence_start(at) - 2))
            spoken = last is not None and last.draft.end > before
            people = [] if spoken else only_row(self._reading, self._people, at)
            row = [_is(person, Rule.JOINT_PRONOUN) for person in people]
            return self._together(row, Rule.JOINT_PRONOUN) if row else None
        found = find_several(self._reading, self._people, head.span, last.found.people if last else [])
        voices = [_is(person, Rule.JOINT_DESCRIPTION) for person in found]
        return self._together(voices, Rule.JOINT_DESCRIPTION) if voices else None

    def _source_of(self, draft: Draft, head: SourceHead | None, history: History) -> Source:
        """What tells who says a draft; nobody within a quotation is who says the whole."""
        parent = history.found_for(draft.parent)
        outer = parent.person if parent else None
        return replace(read_kind(self._reading, draft, head), outer=outer, relay=draft.via)

    def _meant(self, draft: Draft, head: SourceHead | None, history: History) -> Found:
        """Who is meant by a source that names nobody, or by none: the one of those that the article names who leads
        clearly, else nobody."""
        source = self._source_of(draft, head, history)
        parent = history.found_for(draft.parent)
        if parent and source.kind in ("I", "we"):
            return replace(parent, rule=Rule.FIRST_PERSON, head=source.span, mention_kind="pronominal", joint=())
        weighed = self._ranking.weigh(draft, source, history.turns)
        named, nobody = weighed.named, weighed.nobody
        others = tuple(candidate.name for candidate, share in named[:4] if share >= WORTH_TELLING)
        if weighed.is_clear(LEAD):
            found = self._leading(source, *named[0], others[1:], history)
            return replace(found, reasons=tuple(self._ranking.reasons(weighed)), source=source)
        found = self._nobody(draft, source, history, nobody >= LEAD)
        mention = head.kind if head else None
        return replace(found, mention_kind=mention, others=others, share=nobody, source=source)

    def _leading(
        self, source: Source, best: Candidate, share: float, others: tuple[str, ...], history: History
    ) -> Found:
        """Who leads clearly among those who may be meant."""
        rule = _rule_of(source, best, history.turns)
        kind: SpeakerKind = "person" if best.person else "organization"
        mention: MentionKind | None = None
        if source.span:
            mention = "pronominal" if source.is_pronoun else "named" if rule in _BY_NAME else "nominal"
        capacity = self._described(source.span) if source.span and rule is Rule.DESCRIPTION else _NOTHING
        return Found(rule, best.name, kind, best.person, source.span, mention, capacity, others, (), share)

    def _nobody(self, draft: Draft, source: Source, history: History, clear: bool) -> Found:
        """Somebody unnamed whom a source describes or a pronoun goes on from (`clear`: nobody named is meant), or
        nobody who can be told."""
        if source.span is None:
            return Found(Rule.NO_SOURCE if draft.cue or draft.kind != "direct" else Rule.FLOATING)
        if not source.is_pronoun:
            capacity = self._described(source.span)
            if capacity.role and " and " in capacity.role:
                capacity = replace(capacity, role=None)  # "rebels and a monitoring group" have no role
            return Found(Rule.UNNAMED, None, "unnamed", None, source.span, capacity=capacity)
        last = history.last("belief")
        if clear and last and last.found.kind == "unnamed" and source.may_go_on_from(last.found.source):
            return Found(Rule.UNNAMED_PRONOUN, None, "unnamed", None, source.span, capacity=last.found.capacity)
        return Found(Rule.UNRESOLVED_PRONOUN, head=source.span)

    def _described(self, span: Span) -> Capacity:
        return read_noun_phrase(self._reading, until_stop(self._reading, span))


_BY_NAME = (Rule.NAMED, Rule.NAMED_ORGANISATION)


def _rule_of(source: Source, best: Candidate, turns: Log[SaidBy]) -> Rule:
    """By what a source tells who is meant."""
    if source.span is None:
        if turns and turns[-1].who is best:
            return Rule.CONTINUED
        return Rule.SUBJECT if source.kind == "no source" else Rule.NAMED_BEFORE
    if source.is_pronoun:
        relative = Rule.RELATIVE if source.kind == "who" else Rule.PRONOUN
        return relative if best.person else Rule.COLLECTIVE_PRONOUN
    named = best.itself or any(within(m.span, source.span) for m in best.mentions)
    if best.person:
        return Rule.NAMED if named else Rule.DESCRIPTION
    return Rule.NAMED_ORGANISATION if named else Rule.GROUP_NOUN
