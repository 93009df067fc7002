"""The encoder at run time, with a session that labels words by their look."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from quotetrack.parse import encoder
from quotetrack.parse.encoder import BATCH_PIECES, Reading, WordEncoder, padded, prepare
from quotetrack.parse.features import Window
from quotetrack.parse.labels import HEADS, UPOS
from quotetrack.parse.pack import ENCODER, VOCABULARY, find_pack
from quotetrack.records import Labelled


class Session:
    """Gives each piece the tag of its word in `tags`, where the word is one piece: `said` a B-cue."""

    def __init__(self, tags: dict[int, tuple[int, int, int]]) -> None:
        self.tags = tags
        self.shapes: list[tuple[int, int]] = []

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        ids = inputs["ids"]
        self.shapes.append(ids.shape)
        outputs = [np.zeros((*ids.shape, width), dtype=np.float32) for width in HEADS.values()]
        for row, column in np.ndindex(ids.shape):
            for output, tag in zip(outputs, self.tags.get(int(ids[row, column]), (0, 0, 0)), strict=True):
                output[row, column, tag] = 4.0
        return outputs


NOUN, VERB = UPOS.index("NOUN"), UPOS.index("VERB")
TAGS = {"said": (3, 0, VERB), "ana": (1, 1, NOUN), "ruiz": (2, 2, NOUN), "stay": (5, 0, VERB), "here": (6, 0, NOUN)}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    vocabulary = find_pack().path(VOCABULARY).read_text("utf-8").split("\n")
    fake = Session({vocabulary.index(word): tags for word, tags in TAGS.items() if word in vocabulary})
    monkeypatch.setattr(encoder, "open_session", lambda model, threads: fake)
    return fake


def read(*texts: str) -> list[Reading]:
    pack = find_pack()
    return WordEncoder(pack.path(ENCODER), pack.path(VOCABULARY), 1).read([prepare(text) for text in texts])


def named(text: str, found: list[Labelled]) -> list[tuple[str, str]]:
    return [(f.label, text[f.span.start : f.span.end]) for f in found]


def test_labels_come_back_as_spans_of_their_own_text(session: Session) -> None:
    texts = ["Ana said so.", "", "Nothing.", "Later, Ana said: stay here!"]
    first, empty, nothing, last = read(*texts)
    assert named(texts[0], first.roles) == [("source", "Ana"), ("cue", "said")]
    assert named(texts[0], first.entities) == [("PERSON", "Ana")]
    assert first.upos[:2] == ["NOUN", "VERB"]
    assert (empty.roles, empty.upos, nothing.roles) == ([], [], [])
    assert named(texts[3], last.roles) == [("source", "Ana"), ("cue", "said"), ("content", "stay here")]


def test_a_span_ends_with_its_paragraph(session: Session) -> None:
    text = "Then stay\nhere said Ana."
    [reading] = read(text)
    assert named(text, reading.roles) == [("content", "stay"), ("content", "here"), ("cue", "said"), ("source", "Ana")]


def test_a_score_is_the_mean_posterior_of_the_tags(session: Session) -> None:
    [reading] = read("stay here")
    assert reading.roles[0].score == pytest.approx(np.exp(4) / (np.exp(4) + 6), abs=1e-4)


def test_batches_are_bounded_and_nearly_without_padding(session: Session) -> None:
    read(*(["Ana said so.\n" * 200] * 3 + ["Short."] * 40))
    assert all(rows * pieces <= BATCH_PIECES for rows, pieces in session.shapes)
    assert len(session.shapes) < 10


def test_padding_is_zero() -> None:
    ids, types = padded([Window((101, 7, 102), (0, 1, 0), (0,), (1,)), Window((101, 102), (0, 0), (), ())])
    assert ids.tolist() == [[101, 7, 102], [101, 102, 0]]
    assert types.tolist() == [[0, 1, 0], [0, 0, 0]]
