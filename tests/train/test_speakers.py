"""Who is meant, learned from articles that people read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quotetrack.language import load
from quotetrack.quotations.reading import Reading
from quotetrack.records import Document, Span, SpanVector
from quotetrack.speakers.ranking import Candidate
from quotetrack.train.model import HIDDEN
from quotetrack.train.speakers import Asked, ReadArticle, SpeakerSettings, asked_in, fit, is_right, train_speakers
from tests.quotations.builders import reading
from tests.speakers.builders import people

SETTINGS = SpeakerSettings(epochs=30, batch=8, without=0.0, dropout=0.0, vector_dropout=0.0)


def person(name: str) -> Candidate:
    """A person of that name."""
    found = people(f"[P:{name}] left.").all[0]
    return Candidate(found.name, found, ())


def body(name: str) -> Candidate:
    """A body of that name."""
    return Candidate(name, None, ())


@pytest.mark.parametrize(
    ("candidate", "speaker", "right"),
    [
        (person("Ana Ruiz"), {"kind": "person", "name": "Ana María Ruiz"}, True),
        (person("Ruiz"), {"kind": "person", "name": "Ana Ruiz"}, False),
        (person("Ruiz"), {"kind": "person", "name": "Ruiz"}, True),
        (person("Tom Ruiz"), {"kind": "person", "name": "Ana Ruiz"}, False),
        (body("Ana Ruiz"), {"kind": "person", "name": "Ana Ruiz"}, False),
        (body("Finch"), {"kind": "organization", "name": "Finch Energy"}, True),
        (
            body("Port Authority of Halsund"),
            {"kind": "organization", "name": "PAH", "aliases": ["Port Authority"]},
            True,
        ),
        (body("HPA"), {"kind": "organization", "name": "Halsund Port Authority"}, True),
        (body("Halsund Times"), {"kind": "organization", "name": "Port Authority"}, False),
    ],
)
def test_who_is_right(candidate: Candidate, speaker: dict[str, object], right: bool) -> None:
    assert is_right(candidate, speaker) == right


TEXT = (
    "[P:Ana Ruiz] met [P:Owen Pike]. [c:“We lost,”] [s:she] [q:said]. "
    "It rained. [c:“We won,”] [s:an official] [q:said]."
)


def article(read: Reading) -> ReadArticle:
    """The text of two quotations, the first one of Ana Ruiz, the second one of nobody named."""
    contents = [r.span for r in read.roles("content").items]
    return ReadArticle("a", read.text, [([contents[0]], [{"kind": "person", "name": "Ana Ruiz"}]), ([contents[1]], [])])


def whole(document: Document) -> Document:
    """The document with vectors as wide as the encoder's, of each name, source, cue and content."""
    chance = np.random.default_rng(1)
    spans = [(r.label, r.span) for r in document.roles] + [("name", e.span) for e in document.entities]
    vectors = (
        SpanVector(label, span, tuple(np.tile(chance.normal(size=HIDDEN), 3 if label == "name" else 1).tolist()))
        for label, span in spans
    )
    return replace(document, vectors=tuple(vectors))


def test_an_article_gives_a_question_for_each_source_that_is_no_bare_name() -> None:
    read = reading(TEXT)
    first, second = asked_in(article(read), whole(read.document), load("en"))
    assert (first.kind, second.kind) == ("she", "indefinite")
    assert first.right.sum() == 1 and not first.right[-1]
    assert second.right[-1] and second.right.sum() == 1
    assert first.source.shape == (3, HIDDEN) and first.mentions.shape == (len(first.right) - 1, 3, HIDDEN)
    assert first.source[0].any() and first.mentions[0, 0].any()


def test_contents_that_nobody_spoke_of_are_not_asked_for() -> None:
    read = reading(TEXT)
    only = ReadArticle("a", read.text, [([Span(0, 10)], [])])
    assert asked_in(only, whole(read.document), load("en")) == []


def questions(count: int, *, by_vector: bool) -> list[Asked]:
    """Two candidates; the right one is told by the first number, or by a vector that is like the source's."""
    chance = np.random.default_rng(2)
    found = []
    for _ in range(count):
        right = int(chance.integers(2))
        rows, mentions = np.zeros((3, 2), np.float32), chance.normal(size=(2, 3, HIDDEN))
        source = chance.normal(size=(3, HIDDEN))
        sign = chance.choice([-1.0, 1.0])
        source[:, 0], mentions[:, :, 0] = 4 * sign, -4 * sign
        mentions[right, :, 0] = 4 * sign
        rows[right, 0] = 0.0 if by_vector else 1.0
        own = np.array([right == 0, right == 1, False])
        found.append(Asked("a", "he", rows, source.astype(np.float16), mentions.astype(np.float16), own))
    return found


@pytest.mark.parametrize("by_vector", [False, True])
def test_numbers_and_vectors_are_learned_from(by_vector: bool) -> None:
    learned = fit(questions(240, by_vector=by_vector), SETTINGS)
    network, held = learned.network, questions(40, by_vector=by_vector)
    of = np.split(learned.meanings, 6)
    right = 0
    for one in held:
        source = [tuple(of[n] @ one.source[n].astype(np.float32)) for n in range(3)]
        mentions = [[tuple(of[3 + n] @ each[n].astype(np.float32)) for n in range(3)] for each in one.mentions]
        right += bool(one.right[int(network.shares(one.rows.tolist(), source, mentions).argmax())])
    assert right >= 36


def test_training_is_the_same_each_time() -> None:
    read = reading(TEXT)

    def learned() -> str:
        articles = [article(read)] * 6
        return train_speakers(
            articles, lambda text: whole(read.document), replace(SETTINGS, epochs=2)
        ).network.to_json()

    assert learned() == learned()
