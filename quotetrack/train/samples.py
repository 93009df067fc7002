"""Texts with what is known of them: what the encoder learns from, whichever corpus it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Spans = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Sample:
    """A text with what is known of it; a layer that is None is not annotated and not learned."""

    name: str
    text: str
    roles: Spans | None = None
    entities: Spans | None = None
    upos: dict[int, str] = field(default_factory=dict)
    """Start offset of a word to its part of speech; words not named are not learned."""
    by_machine: bool = False
    """Whether a machine annotated the entities."""


class Sentence(NamedTuple):
    """A sentence with its names and parts of speech, both by offsets into it."""

    text: str
    entities: Spans
    upos: dict[int, str]


PASSAGE = 900
"""Characters of a document that are read together: about as much as a window holds."""


def samples_of(name: str, sentences: Sequence[Sentence]) -> Iterator[Sample]:
    """A document in passages, each sentence on a line of its own: what stands in headings, lists and signatures
    would run into the next sentence otherwise."""
    passage: list[Sentence] = []
    for sentence in sentences:
        if passage and sum(len(s.text) for s in passage) + len(sentence.text) > PASSAGE:
            yield _joined(name, passage)
            passage = []
        passage.append(sentence)
    if passage:
        yield _joined(name, passage)


def _joined(name: str, sentences: Sequence[Sentence]) -> Sample:
    entities: Spans = []
    upos: dict[int, str] = {}
    at = 0
    for sentence in sentences:
        entities += [(start + at, end + at, label) for start, end, label in sentence.entities]
        upos |= {start + at: tag for start, tag in sentence.upos.items()}
        at += len(sentence.text) + 1
    return Sample(name, "\n".join(sentence.text for sentence in sentences), None, entities, upos)
