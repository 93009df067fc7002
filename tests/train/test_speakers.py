"""Who is meant, learned from articles that people read."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.language import load
from quotetrack.language.network import Network
from quotetrack.quotations.reading import Reading
from quotetrack.records import Document, Span, SpanVector
from quotetrack.speakers.candidates import Candidate
from quotetrack.train.model import HIDDEN
from quotetrack.train.speakers import (
    Asked,
    ReadArticle,
    SpeakerSettings,
    asked_in,
    calibrate,
    fit,
    fit_calibrated,
    fit_together,
    is_right,
    scores,
    train_speakers,
)
from tests.quotations.builders import reading
from tests.speakers.builders import people

SETTINGS = SpeakerSettings(epochs=30, batch=8, without=0.0, dropout=0.0, vector_dropout=0.0, decay=0.02)
NOTHING = np.zeros(1, np.float32), np.ones(1, np.float32), ()


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
    for number in range(count):
        right = int(chance.integers(2))
        rows, mentions = (np.zeros((3, 2), np.float32), chance.normal(size=(2, 3, HIDDEN)))
        source = chance.normal(size=(3, HIDDEN))
        sign = chance.choice([-1.0, 1.0])
        source[:, 0], mentions[:, :, 0] = 4 * sign, -4 * sign
        mentions[right, :, 0] = 4 * sign
        rows[right, 0] = 0.0 if by_vector else 1.0
        own = np.array([right == 0, right == 1, False])
        doc = f"article {number % 8}"
        found.append(
            Asked(
                doc, "he", "pronoun", [False, False], rows, source.astype(np.float16), mentions.astype(np.float16), own
            )
        )
    return found


@pytest.mark.parametrize("by_vector", [False, True])
def test_numbers_and_vectors_are_learned_from(by_vector: bool) -> None:
    learned = fit(questions(240, by_vector=by_vector), SETTINGS)
    held = questions(40, by_vector=by_vector)
    assert sum(bool(one.right[int(scores(learned, one).argmax())]) for one in held) >= 36


def test_networks_fitted_together_give_the_mean_of_their_shares() -> None:
    asked, settings = questions(40, by_vector=True), replace(SETTINGS, epochs=3)
    alone = [fit(asked, replace(settings, seed=seed)) for seed in (1, 2)]
    together = fit_together(asked, replace(settings, networks=2))
    for one in asked[:5]:
        mean = np.mean([np.exp(scores(each, one)) for each in alone], 0)
        assert np.allclose(np.exp(scores(together, one)), mean, atol=1e-4)


def test_calibration_makes_shares_as_sure_as_they_are_often_right() -> None:
    chance, asked = np.random.default_rng(3), questions(400, by_vector=False)
    wrong = [replace(one, right=one.right[[1, 0, 2]]) if chance.random() < 0.2 else one for one in asked]
    given = [(one, (one.rows[:, 0] * 9.0).astype(np.float32)) for one in wrong]
    known = calibrate(given)["pronoun"]
    shares = Network(*NOTHING, calibration={"pronoun": known}).shares(np.array([9.0, 0, 0]), [False, False], "pronoun")
    assert shares[0] == pytest.approx(0.8, abs=0.05) and known.temperature > 2


def test_a_single_article_is_too_little_to_train_on() -> None:
    asked = [replace(one, doc="a") for one in questions(8, by_vector=False)]
    with pytest.raises(QuotetrackError, match="two annotated articles"):
        fit_calibrated(asked, SETTINGS)


def test_a_fitted_network_is_calibrated_by_articles_that_it_did_not_see() -> None:
    fitted = fit_calibrated(questions(80, by_vector=False), replace(SETTINGS, epochs=3, networks=1))
    assert set(fitted.network.calibration) == {"pronoun"}


def test_training_is_the_same_each_time() -> None:
    read = reading(TEXT)

    def learned() -> str:
        articles = [replace(article(read), doc=str(number)) for number in range(6)]
        return train_speakers(
            articles, lambda text: whole(read.document), replace(SETTINGS, epochs=2)
        ).network.to_json()

    assert learned() == learned()
