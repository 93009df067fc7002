"""Who is meant by a source that names nobody: candidates are described by numbers, and networks make shares of these.

Each candidate is described beside each source by how near and how prominent it is, whether it spoke last, whether
gender, number and kind agree, and what is claimed of it (`describe`). The networks lie in the pack (`speakers.json`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from math import log1p
from typing import TYPE_CHECKING, Any, NamedTuple

from quotetrack.language import load
from quotetrack.names.normal import name_words
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.reading import Reading
from quotetrack.records import Affiliation, Reason, Span
from quotetrack.spans import overlap
from quotetrack.speakers.candidates import REMEMBERED, Candidate, Candidates, Mention, last_outside, may_be
from quotetrack.speakers.nouns import is_person_noun, office_nouns
from quotetrack.speakers.organisations import Organisations
from quotetrack.speakers.people import People
from quotetrack.speakers.person import Person, gender_of
from quotetrack.speakers.source_kinds import SOURCES, Source
from quotetrack.speakers.statements import Statements

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SOMEBODY = re.compile(r"\b(?:an?|one|another)\s(?:[\w-]+\s){0,2}?(?P<noun>[\w-]+)\b", re.IGNORECASE)
_LEADING = 400
"""Code points at the front of an article whose names are prominent."""
_LIKELY = 0.01
"""Share from which a candidate is kept."""
MOST_REASONS = 2
"""Reasons that are told for a speaker."""
LEAST_REASON = 0.15
"""Share of all that speaks for somebody from which a reason is worth telling."""


class Asking(NamedTuple):
    """What a source may mean: `candidates`, their numbers and those of nobody (`rows`, one more), what each number
    tells (`groups`), vectors of the source, its cue and its content, and of each candidate's last mention before, next
    one after and first one."""

    candidates: list[Candidate]
    rows: list[list[float]]
    groups: list[Reason | None]
    source: tuple[Vector, Vector, Vector]
    mentions: list[tuple[Vector, Vector, Vector]]

    @property
    def bodies(self) -> list[bool]:
        """Which candidates are bodies."""
        return [c.person is None for c in self.candidates]


class Weighed(NamedTuple):
    """The candidates for a source with how probable each is, the likeliest first; how probable it is that nobody of
    them is meant; and what was asked."""

    named: list[tuple[Candidate, float]]
    nobody: float
    asking: Asking
    inputs: NDArray[Any] | None = None

    def is_clear(self, lead: float) -> bool:
        """Whether the likeliest leads: by so much where nobody is unlikely, by more the likelier nobody is."""
        return bool(self.named) and self.named[0][1] >= lead + (1 - lead) * self.nobody


class SaidBy(NamedTuple):
    """Where somebody spoke, and who; None where nobody is named. `source` tells it, where it is no bare name."""

    at: int
    who: Candidate | None
    source: Source | None = None


class Ranking:
    """The candidates of an article, and what each is like beside a source."""

    def __init__(
        self,
        reading: Reading,
        people: People,
        statements: Statements,
        organisations: Organisations,
        speaking: Sequence[tuple[int, Person]] = (),
    ) -> None:
        self._reading = reading
        self._statements = statements
        self.candidates = Candidates(reading, people, organisations)
        self._named = [SaidBy(at, self.candidates.of_person[person]) for at, person in speaking]
        self._named_at = [said.at for said in self._named]
        self._named_often = Counter(said.who for said in self._named)
        self._columns: dict[Reason, list[int]] = {}
        self._vectors: dict[Span, tuple[Vector, Vector, Vector]] = {}
        self._said: dict[Candidate, list[tuple[frozenset[str], bool]]] = {}

    def weigh(self, draft: Draft, source: Source, turns: Sequence[SaidBy]) -> Weighed:
        """The candidates for a source with how probable each is, the likeliest first, and how probable it is that
        nobody of them is meant."""
        asking = self.describe(draft, source, turns)
        if not asking.candidates:
            return Weighed([], 1.0, asking)
        network = self._reading.language.ranking
        inputs = network.inputs(asking.rows, asking.source, asking.mentions)
        scores = network.scores(inputs)
        *each, nobody = (float(share) for share in network.shares(scores, asking.bodies, source.manner))
        likely = [pair for pair in zip(asking.candidates, each, strict=True) if pair[1] >= _LIKELY]
        return Weighed(_gathered(sorted(likely, key=lambda pair: -pair[1])), nobody, asking, inputs)

    def reasons(self, weighed: Weighed) -> list[Reason]:
        """What speaks most for the likeliest candidate against the next one (nobody, where that is likelier), the
        strongest first: what would bring them nearest were it alike for both."""
        asking, inputs = weighed.asking, weighed.inputs
        if inputs is None or not weighed.named:
            return []
        (best, _), *rest = weighed.named
        rival = rest[0][0] if rest and rest[0][1] > weighed.nobody else None
        places = [asking.candidates.index(best), asking.candidates.index(rival) if rival else len(inputs) - 1]
        if not self._columns:
            groups = [*asking.groups, *[Reason.CONTEXT] * (inputs.shape[1] - len(asking.groups))]
            self._columns = {reason: [n for n, group in enumerate(groups) if group is reason] for reason in Reason}
        worth = self._reading.language.ranking.worth(inputs[places], self._columns)
        total = sum(max(0.0, each) for each in worth.values())
        strongest = sorted(worth, key=lambda reason: -worth[reason])[:MOST_REASONS]
        return [reason for reason in strongest if worth[reason] > LEAST_REASON * total]

    def describe(self, draft: Draft, source: Source, turns: Sequence[SaidBy]) -> Asking:
        """The candidates for a source, with what tells them apart."""
        at = source.at
        here, paragraph = self._reading.sentence_index(at), self._reading.paragraph_at(at)
        found = self.candidates.near(source)
        if itself := self.candidates.itself(source):
            found.append(itself)
        last = {c: m for c in found if (m := last_outside(c, at))}
        recent = sorted(last, key=lambda c: -last[c].span.start)
        kin = {c: number for number, c in enumerate(c for c in recent if may_be(c, source))}
        fits = self._fits(found, source) if source.noun else {}
        best = max((f[0] for f in fits.values()), default=0.0)
        called = sum(f[1] for f in fits.values())
        own = [
            *self._of_source(draft, source, turns, here, paragraph),
            *self._of_unnamed(source, turns),
            min(called, 2.0),
            min(best, 4.0),
            min(len(kin), 8) / 4,
        ]
        spoken = Counter(said.who for said in turns[-REMEMBERED:] if said.who)
        called_so = [said.who for said in turns[-REMEMBERED:] if _is_same_noun(said.source, source)]
        named = self.candidates.named_in
        inside = {*named(source.span), itself} if source.span else {itself}
        quoted = {c for piece in draft.pieces for c in named(piece)} | {itself}
        near = set(named(Span(min(self._reading.paragraph(paragraph).start, self._reading.sentence_start(at)), at)))
        of_turns, of_named = self._of_turns(turns, here, paragraph), self._of_named(at, here, paragraph)
        agree = _agreement(source)
        described: list[dict[Reason, list[float]]] = []
        for c in found:
            fit = fits.get(c, _NO_FIT)
            described.append({
                Reason.PROMINENT: self._prominence(c, at),
                Reason.NAMED_THERE: [
                    *(self._of_source_names(c, source) if c in inside else _NOT_THERE), *self._of_itself(c),
                ],
                Reason.NEAR: [
                    float(c in quoted and _is_within(c, draft.pieces)),
                    *_of_near(c, at, here, paragraph, c in near), *_of_last(last.get(c), here, paragraph),
                    1 / (1 + kin[c]) if c in kin else 0.0,
                    float(kin.get(c) == 0), float(kin.get(c) == 0 and len(kin) == 1),
                ],
                Reason.SPOKE_LAST: [
                    *of_turns.get(c, _NOT_SPOKEN), log1p(spoken[c]), float(c in spoken),
                ],
                Reason.SPEAKS: of_named.get(c, _NOT_NAMED),
                Reason.AGREES: agree(c),
                Reason.CALLED_SO: [*fit, float(bool(fits) and fit[0] == best > 0), float(c in called_so)],
            })  # fmt: skip
        rows = [[0.0, *own, *chain.from_iterable(each.values())] for each in described]
        groups: list[Reason | None] = [None] * (1 + len(own))
        groups += [reason for each in described[:1] for reason, numbers in each.items() for _ in numbers]
        rows.append([1.0, *own, *[0.0] * (len(groups) - 1 - len(own))])
        spans = [source.span, draft.cue[0] if draft.cue else None, draft.pieces[0]]
        of_source = [self._vector(label, span) for label, span in zip(("source", "cue", "content"), spans, strict=True)]
        return Asking(
            found,
            rows,
            groups,
            (of_source[0], of_source[1], of_source[2]),
            [self._of_mentions(c, at, last.get(c)) for c in found],
        )

    def _of_mentions(self, c: Candidate, at: int, last: Mention | None) -> tuple[Vector, Vector, Vector]:
        place = bisect_left(c.starts, at)
        ahead = c.mentions[place] if place < len(c.mentions) else None
        return (self._of_name(last)[0], self._of_name(ahead)[1], self._of_name(c.mentions[0])[2])

    def _of_name(self, mention: Mention | None) -> tuple[Vector, Vector, Vector]:
        """The vectors of a mention as the last one, the next one and the first one."""
        if mention is None:
            return _ABSENT
        if mention.span not in self._vectors:
            whole = self._vector("name", mention.span)
            width = len(whole) // 3
            self._vectors[mention.span] = (whole[:width], whole[width : 2 * width], whole[2 * width :])
        return self._vectors[mention.span]

    def _vector(self, label: str, span: Span | None) -> Vector:
        """The model's numbers for what it labelled so in a span, the longest where there are several; none where it
        labelled nothing."""
        near = self._reading.vectors(label, span) if span else []
        return max(near, key=lambda v: overlap(v.span, span)).numbers if near and span else ()

    def _of_source(
        self, draft: Draft, source: Source, turns: Sequence[SaidBy], here: int, paragraph: int
    ) -> list[float]:
        reading, known = self._reading, load("en")
        kinds = [float(source.kind == kind) for kind in SOURCES]
        last = turns[-1].who if turns else None
        away = here - reading.sentence_index(turns[-1].at) if turns else 9
        opens = reading.sentence_start(source.at) == source.at
        return [
            *kinds, float(source.plural), float(source.of_people), float(source.of_bodies), float(bool(source.gender)),
            float(source.noun in known.never_epithets), float(source.noun in known.posts),
            float(source.noun in known.political_offices), float(source.noun in known.issued_nouns),
            float(bool(re.search(r"\s[A-Z]", source.text))), min(len(source.text.split()), 8) / 8,
            float(bool(turns) and last is None), min(away, 6) / 6, float(draft.kind == "direct"),
            float(draft.depth > 0), float(reading.quoted_at(source.at) is not None), float(opens),
            float(bool(source.span) and draft.start < source.at), float(len(self.candidates.all)) / 30,
            float(paragraph == 0), float(draft.act == "belief"),
        ]  # fmt: skip

    def _of_unnamed(self, source: Source, turns: Sequence[SaidBy]) -> list[float]:
        """Whether somebody unnamed spoke before who may be meant, or is spoken of just before."""
        last = turns[-1] if turns and turns[-1].who is None else None
        gender = last.source.gender if last and last.source else None
        known = bool(gender and source.gender)
        start = self._reading.sentence_start(max(0, self._reading.sentence_start(source.at) - 2))
        nouns = [found["noun"].casefold() for found in _SOMEBODY.finditer(self._reading.text, start, source.at)]
        people = [noun for noun in nouns if is_person_noun(noun)]
        return [
            float(known and gender == source.gender), float(known and gender != source.gender),
            float(len(turns) > 1 and turns[-2].who is None), float(bool(people)),
            float(bool(source.gender) and any(gender_of(f"a {noun}") == source.gender for noun in people)),
            float(any(said.who is None and _is_same_noun(said.source, source) for said in turns[-REMEMBERED:])),
        ]  # fmt: skip

    def _prominence(self, c: Candidate, at: int) -> list[float]:
        place = bisect_left(c.starts, at)
        return [
            float(c.person is not None), log1p(place), log1p(len(c.mentions)), float(place == 0),
            float(c.only_quoted), float(bool(c.mentions) and c.mentions[0].span.start < _LEADING), float(c.outlet),
        ]  # fmt: skip

    def _of_source_names(self, c: Candidate, source: Source) -> list[float]:
        """How a source names a candidate among other words."""
        inside = c.inside(source.span)
        return [
            float(bool(inside)), float(any(m.possessive for m in inside)),
            float(any(m.governed for m in inside)), *self._of_place(inside, source),
        ]  # fmt: skip

    def _of_place(self, inside: Sequence[Mention], source: Source) -> list[float]:
        """Where a source names a candidate: as its head, at its start or its end, after a comma, before a noun."""
        if not inside or not source.span:
            return [0.0] * 6
        span, text = inside[0].span, self._reading.text
        before = text[source.span.start : span.start].rstrip()
        after = self._reading.tokens_in(Span(span.end, source.span.end))
        noun = next((w for w in after if w.upos != "ADJ"), None)
        return [
            float(bool(source.head and overlap(span, source.head))), float(not before), float(not after),
            float(before.endswith((",", ":", "–", "—", "-"))), float(bool(noun and noun.upos == "NOUN")),
            min(len(before.split()), 6) / 6,
        ]  # fmt: skip

    def _of_named(self, at: int, here: int, paragraph: int) -> dict[Candidate | None, list[float]]:
        """Of those who speak by name in the article how often, how great a share, and whether just before or after."""
        found = {c: [log1p(n), n / len(self._named), *[0.0] * 6] for c, n in self._named_often.items()}
        place = bisect_left(self._named_at, at)
        for number in (place - 1, place):
            if 0 <= number < len(self._named):
                said = self._named[number]
                sentences = abs(self._reading.sentence_index(said.at) - here)
                same = self._reading.paragraph_at(said.at) == paragraph
                start = 5 if number == place else 2
                found[said.who][start : start + 3] = [1.0, float(same), 1 / (1 + sentences)]
        return found

    def _of_turns(self, turns: Sequence[SaidBy], here: int, paragraph: int) -> dict[Candidate | None, list[float]]:
        """Of those who spoke lately whether they did last, in which paragraph, last but one, and how many sentences
        ago."""
        found: dict[Candidate | None, list[float]] = {}
        for said in turns[-REMEMBERED:]:
            ago = 1 / (1 + max(0, here - self._reading.sentence_index(said.at)))
            found[said.who] = [0.0, 0.0, 0.0, 0.0, 0.0, ago]
        if turns:
            away = paragraph - self._reading.paragraph_at(turns[-1].at)
            found[turns[-1].who][:3] = [1.0, float(away == 0), float(away == 1)]
        if len(turns) > 1:
            found[turns[-2].who][3:5] = [1.0, float(turns[-2].who is not turns[-1].who)]
        return found

    def _of_itself(self, c: Candidate) -> list[float]:
        if not c.itself:
            return [0.0] * 6
        span = c.mentions[0].span
        labels = {e.label for e in self._reading.entities.touching(span)}
        words = name_words(c.name)
        return [
            1.0, float("ORGANIZATION" in labels), float("PERSON" in labels), float(bool({"LOCATION", "NORP"} & labels)),
            float(bool(set(words) & load("en").body_words)), float(bool(re.search(r"[A-Z]", c.name))),
        ]  # fmt: skip

    def _fits(self, found: Sequence[Candidate], source: Source) -> dict[Candidate, tuple[float, ...]]:
        """How the words of a description agree with what is claimed of each candidate."""
        nouns = office_nouns([source.noun]) | {source.noun}
        others = set(name_words(source.text)) - nouns - _SMALL
        alike = set(load("en").body_kinds.get(source.noun, ()))
        return {c: self._fit(c, nouns, others, alike) for c in found}

    def _fit(self, c: Candidate, nouns: set[str], others: set[str], alike: set[str]) -> tuple[float, ...]:
        """Whether a candidate is called so, is of the same kind of office, how many other words agree, whether the name
        has one of them, and whether both are of the past."""
        kinds = load("en").role_kinds
        if not c.person:
            return (
                2.0 * bool(nouns & c.words) + bool(alike & c.words) + len(others & c.words),
                float(bool(nouns & c.words)),
                float(bool(alike & c.words)), min(len(others & c.words), 3.0), 0.0, 0.0,
            )  # fmt: skip
        said = self._claims_on(c)
        stated = any(words & nouns for words, _ in said)
        kind = {kinds[n] for n in nouns if n in kinds}
        akin = bool(kind) and any(kinds.get(w) in kind for words, _ in said for w in words)
        hits = max((len(words & others) for words, _ in said), default=0)
        name = bool(others & c.words)
        former = stated and all(past for words, past in said if words & nouns)
        return (
            2.0 * stated + akin + hits, float(stated), float(akin), float(min(hits, 3)), float(name),
            float(former == ("former" in others)) if stated else 0.0,
        )  # fmt: skip

    def _claims_on(self, c: Candidate) -> list[tuple[frozenset[str], bool]]:
        if c not in self._said:
            assert c.person
            claims = self._statements.claims_on(c.person)
            said = [(self._words_of(x), x.standing == "former") for x in claims]
            said.append((frozenset(office_nouns(c.person.offices) | c.person.offices), False))
            self._said[c] = [each for each in said if each[0]]
        return self._said[c]

    @staticmethod
    def _words_of(claim: Affiliation) -> frozenset[str]:
        words = set(name_words(f"{claim.role or ''} {claim.organization or ''}"))
        return frozenset(words | office_nouns(words))


_SMALL = {
    "the", "this", "that", "his", "her", "their", "its", "of", "and", "s", "a", "an", "for", "at", "in", "on", "to",
}  # fmt: skip
Vector = Sequence[float]
_ABSENT: tuple[Vector, Vector, Vector] = (), (), ()
_NO_FIT = (0.0,) * 6
_NOT_THERE, _NOT_SPOKEN, _NOT_NAMED = [0.0] * 9, [0.0] * 6, [0.0] * 8


def _gathered(named: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Candidates with their shares, the likeliest first, where bodies under several names (`Parliament`, `Britain's
    Parliament`) are one under the likeliest name."""
    found: list[tuple[Candidate, float]] = []
    for c, share in named:
        place = next((n for n, (other, _) in enumerate(found) if c.is_body_of(other)), None)
        if place is None:
            found.append((c, share))
        else:
            found[place] = found[place][0], found[place][1] + share
    return sorted(found, key=lambda pair: -pair[1])


def _is_same_noun(before: Source | None, source: Source) -> bool:
    """Whether an earlier source has the same noun: `the official` twice."""
    return bool(source.noun) and before is not None and before.noun == source.noun


def _nearness(distance: int, half: int) -> float:
    """1 where nothing lies between, a half at so many code points."""
    return 1 / (1 + distance / half)


def _of_last(last: Mention | None, here: int, paragraph: int) -> list[float]:
    if last is None:
        return [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    return [
        0.0, min(here - last.sentence, 12) / 12, 1 / (1 + max(0, here - last.sentence)),
        1 / (1 + max(0, paragraph - last.paragraph)), float(last.quoted), float(last.possessive), float(last.governed),
        float(last.first) + float(last.acts),
    ]  # fmt: skip


def _is_within(c: Candidate, pieces: Sequence[Span]) -> bool:
    """Whether a candidate is named within the words of a quotation."""
    return any(c.inside(piece) for piece in pieces)


def _of_near(c: Candidate, at: int, here: int, paragraph: int, near: bool) -> list[float]:
    """How far a candidate is named before and after a source; where it is near (in the sentence or the paragraph before
    it), how."""
    place = bisect_left(c.starts, at)
    ahead = c.mentions[place] if place < len(c.mentions) else None
    before = c.mentions[place - 1] if place else None
    given = [
        min(ahead.sentence - here, 6) / 6 if ahead else 1.0, float(ahead is not None and ahead.sentence == here),
        *[0.0] * 6,
        _nearness(at - before.span.end, 8) if before and before.span.end <= at else 0.0,
        _nearness(ahead.span.start - at, 30) if ahead else 0.0,
    ]  # fmt: skip
    if near:
        mentions = c.mentions[max(0, place - REMEMBERED) : place]
        same = [m for m in mentions if m.sentence == here and not m.quoted]
        para = [m for m in mentions if m.paragraph == paragraph]
        given[2:8] = [
            float(bool(same)), float(any(m.first for m in same)), float(any(m.possessive for m in same)),
            float(any(m.acts for m in same)), float(bool(para)), float(any(m.first and not m.quoted for m in para)),
        ]  # fmt: skip
    return given


def _agreement(source: Source) -> Callable[[Candidate], list[float]]:
    """What tells of a candidate whether it agrees with a source in gender, number and kind."""
    known = load("en")
    outlet = source.noun in known.outlet_nouns
    issued = known.issued_nouns.get(source.noun) == "outlet"
    for_persons, for_bodies = source.kind in ("he", "she", "who", "I"), source.kind == "it"

    def agree(c: Candidate) -> list[float]:
        if c.person is None:
            return [
                0.0, 0.0, 0.0, 0.0, float(for_persons), 0.0, 0.0, float(source.of_bodies), 0.0, float(source.of_people),
                float(outlet and c.outlet), float(issued and c.outlet), 0.0,
            ]  # fmt: skip
        both = bool(source.gender and c.gender)
        return [
            float(both and source.gender == c.gender), float(both and source.gender != c.gender),
            float(bool(source.gender) and not c.gender), float(for_bodies), 0.0,
            float(source.of_people and not source.plural), float(source.plural), 0.0, float(source.of_bodies), 0.0,
            0.0, 0.0, float(c.person.unclear),
        ]  # fmt: skip

    return agree
