"""Examples made of samples, and scores of an encoder on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from quotetrack.parse.claims import distance_bin
from quotetrack.parse.features import PieceTokenizer, Window
from quotetrack.parse.labels import ACTS, CLAIMED, ENTITIES, HEADS, TAGGED
from quotetrack.parse.pack import BUNDLED, VOCABULARY
from quotetrack.train.examples import IGNORE, OPEN, ActExample, Example, examples, score_encoder
from quotetrack.train.samples import ClaimedBeside, JudgedAct, Sample

# Two windows: ids of pieces, of which the first and the last are special.
LONG = Example(
    Window((101, 1, 2, 3, 102), (0,) * 5, (0, 1, 2), (1, 2, 3)),
    {"roles": (1, 2, 3), "entities": (1, 0, 0), "upos": (11, IGNORE, 15)},
)
SHORT = Example(Window((101, 4, 102), (0,) * 3, (0,), (1,)), {"roles": (3,), "entities": (IGNORE,), "upos": (IGNORE,)})
RIGHT = {1: (1, 1, 11), 2: (2, 0, 0), 3: (3, 0, 15), 4: (3, 5, 0)}


def predict(tags: dict[int, tuple[int, ...]]) -> Any:
    def run(batch: Sequence[Window]) -> list[list[Any]]:
        return [
            [np.eye(width)[column] for width, column in zip(HEADS.values(), columns(w), strict=True)] for w in batch
        ]

    def columns(window: Window) -> list[list[int]]:
        none = (0,) * len(HEADS)
        found = [(*tags.get(window.ids[at], ()), *none) for at in window.heads]
        return [[row[head] for row in found] for head in range(len(HEADS))]

    return run


def test_what_is_right_scores_a_hundred() -> None:
    scores = score_encoder(predict(RIGHT), [LONG, SHORT])
    assert (scores["source"], scores["cue"], scores["PERSON"], scores["upos"]) == (100, 100, 100, 100)
    assert scores["content"] == 0, "there was none to find"


def test_half_a_span_is_wrong() -> None:
    scores = score_encoder(predict(RIGHT | {2: (0, 0, 0)}), [LONG, SHORT])
    assert (scores["source"], scores["cue"]) == (0, 100)


def test_what_was_missed_costs_recall_only() -> None:
    scores = score_encoder(predict(RIGHT | {4: (0, 0, 0)}), [LONG, SHORT])
    assert scores["cue"] == 66.7


def test_an_open_word_is_scored_as_no_name() -> None:
    open_ = replace(LONG, labels=LONG.labels | {"entities": (1, OPEN, 0)})
    assert score_encoder(predict(RIGHT), [open_])["PERSON"] == 100
    assert score_encoder(predict(RIGHT | {2: (2, 1, 0)}), [open_])["PERSON"] == 66.7, "a name too many"


def test_names_of_peoples_are_not_counted() -> None:
    people = 1 + 2 * ENTITIES.index("NORP")
    scores = score_encoder(predict(RIGHT | {2: (2, people, 0)}), [LONG])
    assert "NORP" not in scores
    assert scores["entities"] == 100


@pytest.fixture(scope="module")
def tokenizer() -> PieceTokenizer:
    return PieceTokenizer(BUNDLED / VOCABULARY)


TEXT = "Ana Ruiz, the Finnish mayor, said."
WORDS = ["Ana", "Ruiz", ",", "the", "Finnish", "mayor", ",", "said", "."]


def span(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


def test_a_capitalised_word_without_a_label_is_open_where_peoples_are_not_annotated(tokenizer: PieceTokenizer) -> None:
    sample = Sample("a", TEXT, None, [(*span("Ana Ruiz"), "PERSON")])
    [unknown], [known], [nothing] = (
        list(examples([own], tokenizer))
        for own in (sample, replace(sample, peoples=True), replace(sample, entities=None))
    )
    assert unknown.labels["entities"] == (1, 2, 0, 0, OPEN, 0, 0, 0, 0)
    assert known.labels["entities"] == (1, 2, 0, 0, 0, 0, 0, 0, 0)
    assert set(nothing.labels["entities"]) == {IGNORE}
    assert set(unknown.labels) == {*TAGGED, "upos"}


def test_acts_are_places_in_their_window(tokenizer: PieceTokenizer) -> None:
    cue, content = span("said"), span("the Finnish")
    sample = Sample("a", f"{TEXT}\nShe stays.", acts=[JudgedAct((cue,), (content, (35, 44)), "writing")])
    [found] = examples([sample], tokenizer)
    assert found.acts == [ActExample((7,), (3, 4, 9, 10), ACTS.index("writing"))]


def test_an_act_is_learned_in_each_window_that_has_some_of_it(tokenizer: PieceTokenizer) -> None:
    text = f"It rains.\n{'So it goes. ' * 60}\nShe stays, said Ana."
    content, cue = (text.index("She"), text.index("She") + 9), (text.index("said"), text.index("said") + 4)
    found = list(examples([Sample("a", text, acts=[JudgedAct((cue,), ((0, 8), content), "belief")])], tokenizer))
    words = len(found[-1].window.words)
    first, last = ActExample((), (0, 1), 2), ActExample((words - 3,), (words - 6, words - 5), 2)
    assert len(found) > 1 and [e.acts for e in found] == [[first], *[[]] * (len(found) - 2), [last]]


def test_claims_are_tags_of_each_word_beside_a_mention(tokenizer: PieceTokenizer) -> None:
    claim = ClaimedBeside(span("Ana Ruiz"), [(*span("Finnish mayor"), "role")], [span("mayor"), span("said")])
    [found] = examples([Sample("a", TEXT, claims=[claim])], tokenizer)
    [own] = found.claims
    role, body = (dict(zip(WORDS, tags, strict=True)) for tags in own.tags)
    assert (CLAIMED[0], own.mention) == ("role", (0, 2))
    assert {word: tag for word, tag in role.items() if tag} == {"Finnish": 1, "mayor": 2, "said": IGNORE}
    assert {word: tag for word, tag in body.items() if tag} == {"mayor": IGNORE, "said": IGNORE}
    assert own.bins == (0, 0, *(distance_bin(words) for words in range(1, 8)))


def test_claims_about_somebody_elsewhere_are_in_no_window(tokenizer: PieceTokenizer) -> None:
    text = f"{TEXT}\n{'So it goes. ' * 90}"
    claim = ClaimedBeside(span("Ana Ruiz"), [(*span("mayor"), "role"), (len(text) - 6, len(text) - 2, "role")], [])
    found = list(examples([Sample("a", text, claims=[claim])], tokenizer))
    assert len(found) > 1 and [len(e.claims) for e in found] == [1, *[0] * (len(found) - 1)]
    assert sum(tag != 0 for tag in found[0].claims[0].tags[0]) == 1
