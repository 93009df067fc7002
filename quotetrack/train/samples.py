"""Texts with their annotations, from whichever corpus: what the encoder learns from.

Some are read with other names for their persons, from all over the world, since a corpus of one country's politics has
few, and with other names of one word for their bodies, which say least of what they are.
Persons' names come from Faker (MIT), which has given and family names by locale; bodies' from the other texts.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

Spans = list[tuple[int, int, str]]
"""Start, end and label of stretches of a text."""

LOCALES = (
    "cs_CZ", "da_DK", "de_DE", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_PK", "en_TH", "en_US", "es_ES",
    "es_MX", "et_EE", "fi_FI", "fr_BE", "fr_DZ", "fr_FR", "hr_HR", "hu_HU", "id_ID", "ig_NG", "is_IS", "it_IT",
    "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "sw", "tr_TR",
    "vi_VN", "yo_NG", "zu_ZA",
)  # fmt: skip
"""The locales of Faker that have names in Latin letters."""
ENDINGS = {"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"}


class JudgedAct(NamedTuple):
    """The words of an attribution's cue and content, and what kind of act it is (one of `labels.ACTS`)."""

    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    act: str


class ClaimedBeside(NamedTuple):
    """A mention of somebody, what is claimed of them around it ("role", "body"), and what nobody can tell."""

    mention: tuple[int, int]
    claimed: Spans
    unclear: list[tuple[int, int]]


Edit = tuple[int, int, str]
"""The start and end of a stretch of text, and what replaces it."""


@dataclass(frozen=True)
class Sample:
    """A text with its annotations; a layer that is None is not annotated, and not learned."""

    name: str
    text: str
    roles: Spans | None = None
    entities: Spans | None = None
    upos: dict[int, str] = field(default_factory=dict)
    """The parts of speech by the start offsets of their words; other words are not learned."""
    by_machine: bool = False
    """Whether a machine annotated the entities."""
    peoples: bool = False
    """Whether the entities hold peoples, religions and parties; where not, a capitalised word without a label may be
    one."""
    acts: list[JudgedAct] = field(default_factory=list)
    claims: list[ClaimedBeside] = field(default_factory=list)


class LabelledSentence(NamedTuple):
    """A sentence with its names and parts of speech, both by offsets into it."""

    text: str
    entities: Spans
    upos: dict[int, str]


PASSAGE = 900
"""Characters (1 upwards) of a document that make one sample: about as many as fit in a window. Set by hand."""


def samples_of(name: str, sentences: Sequence[LabelledSentence]) -> Iterator[Sample]:
    """The samples of a document, with each sentence on a line of its own. On one line headings, list items and
    signatures would run into the next sentence."""
    passage: list[LabelledSentence] = []
    for sentence in sentences:
        if passage and sum(len(s.text) for s in passage) + len(sentence.text) > PASSAGE:
            yield _joined(name, passage)
            passage = []
        passage.append(sentence)
    if passage:
        yield _joined(name, passage)


def tagged_spans(places: Iterable[tuple[int, int, str]], labels: Mapping[str, str]) -> Spans:
    """The names of tokens with BIO tags: start and end of each token, and its tag, whose kind `labels` name (others are
    none). An empty token is one that is not in the text, and parts a name."""
    found: Spans = []
    last = ""
    for start, end, tag in places:
        label = labels.get(tag[2:], "") if start < end else ""
        if tag.startswith("I-") and label and label == last:
            found[-1] = (found[-1][0], end, label)
        elif label:
            found.append((start, end, label))
        last = label
    return found


def _joined(name: str, sentences: Sequence[LabelledSentence]) -> Sample:
    entities: Spans = []
    upos: dict[int, str] = {}
    at = 0
    for sentence in sentences:
        entities += [(start + at, end + at, label) for start, end, label in sentence.entities]
        upos |= {start + at: tag for start, tag in sentence.upos.items()}
        at += len(sentence.text) + 1
    return Sample(name, "\n".join(sentence.text for sentence in sentences), None, entities, upos)


class Names:
    """Given and family names by locale, drawn in an order that the seed sets, and names of bodies."""

    def __init__(self, seed: int, each: int = 250, bodies: Sequence[str] = ()) -> None:
        from faker import Faker  # part of the extra [train], and samples are read without it too

        self.bodies = bodies
        self._pools: list[tuple[list[str], list[str]]] = []
        for locale in LOCALES:
            made = Faker(locale)
            made.seed_instance(seed)
            self._pools.append(([made.first_name() for _ in range(each)], [made.last_name() for _ in range(each)]))

    def person(self, chance: random.Random) -> tuple[str, str]:
        """A given and a family name of one locale."""
        given, family = chance.choice(self._pools)
        return chance.choice(given), chance.choice(family)


def bodies_of_one_word(samples: Iterable[Sample]) -> list[str]:
    """The names of bodies that are one word, not all capitals, and stand without an article, as people marked them."""
    return sorted({sample.text[slice(*span)] for sample in samples for span in _bodies(sample)})


def _bodies(sample: Sample) -> Iterator[tuple[int, int]]:
    if sample.by_machine:
        return
    for start, end, label in sample.entities or ():
        name, before = sample.text[start:end], sample.text[max(0, start - 4) : start].casefold()
        if label == "ORGANIZATION" and name.isalpha() and not name.isupper() and not before.endswith("the "):
            yield start, end


def renamed(sample: Sample, names: Names, chance: random.Random) -> Sample:
    """The sample with other names for its persons and its bodies of one word, the same for all mentions of a name, and
    spans moved to match."""
    edits = list(_edits(sample, names, chance))
    if not edits:
        return sample
    starts = [start for start, _, _ in edits]
    shifts = [0]
    for start, end, name in edits:
        shifts.append(shifts[-1] + len(name) - (end - start))

    def moved(offset: int, ends: bool = False) -> int:
        """The offset in the new text; one inside a replaced name moves to the start of the new one, or to its end."""
        at = bisect_right(starts, offset - 1 if ends else offset)
        if at and offset < edits[at - 1][1]:
            start, _, name = edits[at - 1]
            return start + shifts[at - 1] + (len(name) if ends else 0)
        return offset + shifts[at]

    pieces, at = [], 0
    for start, end, name in edits:
        pieces += [sample.text[at:start], name]
        at = end
    upos = {moved(start): tag for start, tag in sample.upos.items()}
    for number, (start, _, name) in enumerate(edits):
        upos |= {start + shifts[number] + at: "PROPN" for at in _word_starts(name)} if sample.upos else {}
    return replace(
        sample,
        text="".join([*pieces, sample.text[at:]]),
        roles=sample.roles and [(moved(s), moved(e, True), label) for s, e, label in sample.roles],
        entities=sample.entities and [(moved(s), moved(e, True), label) for s, e, label in sample.entities],
        upos=upos,
        acts=[
            JudgedAct(
                tuple((moved(s), moved(e, True)) for s, e in act.cue),
                tuple((moved(s), moved(e, True)) for s, e in act.content),
                act.act,
            )
            for act in sample.acts
        ],
        claims=[
            ClaimedBeside(
                (moved(claim.mention[0]), moved(claim.mention[1], True)),
                [(moved(s), moved(e, True), label) for s, e, label in claim.claimed],
                [(moved(s), moved(e, True)) for s, e in claim.unclear],
            )
            for claim in sample.claims
        ],
    )


def _edits(sample: Sample, names: Names, chance: random.Random) -> Iterable[Edit]:
    """The edits that replace names, in order and without overlaps."""
    persons = sorted({(s, e) for s, e, label in sample.entities or () if label == "PERSON"})
    spoken = {span: [w for w in sample.text[slice(*span)].split() if w not in ENDINGS] for span in persons}
    given: dict[str, str] = {}
    family: dict[str, str] = {}
    for parts in spoken.values():
        if len(parts) > 1 and not (parts[0] in given and parts[-1] in family):
            first, last = names.person(chance)
            given.setdefault(parts[0], first)
            family.setdefault(parts[-1], last)
    bodies = {span: sample.text[slice(*span)] for span in _bodies(sample)} if names.bodies else {}
    others = {name: chance.choice(names.bodies) for name in sorted(set(bodies.values()))}
    done = 0
    for start, end in sorted({*persons, *bodies}):
        parts = spoken.get((start, end), [])
        if start < done or not (parts or (start, end) in bodies):
            continue
        if not parts:
            name = others[bodies[start, end]]
        elif len(parts) > 1:
            name = f"{given[parts[0]]} {family[parts[-1]]}"
        else:
            name = family.get(parts[0]) or given.get(parts[0]) or family.setdefault(parts[0], names.person(chance)[1])
        done = end
        yield start, end, name


def _word_starts(name: str) -> Iterable[int]:
    return (at for at in range(len(name)) if name[at].isalnum() and (at == 0 or not name[at - 1].isalnum()))
