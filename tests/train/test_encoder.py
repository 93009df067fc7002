"""A training that is killed and goes on ends as one that ran through."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from quotetrack.parse.features import Window
from quotetrack.parse.labels import ACTS, CLAIM_WIDTH, CLAIMED, ENTITIES, HEADS
from quotetrack.parse.pack import BUNDLED, VOCABULARY
from quotetrack.train import encoder, model
from quotetrack.train.encoder import EncoderSettings, act_scores, begun, claim_scores, train
from quotetrack.train.examples import IGNORE, OPEN, ActExample, ClaimExample, Example
from quotetrack.train.samples import ClaimedBeside, JudgedAct, Names, Sample

TEXT = "“The pier is closed,” said Ina Voss. Nobody came to look."
SAMPLES = [
    Sample(
        "roles", TEXT, [(26, 34, "source"), (21, 25, "cue"), (1, 19, "content")],
        acts=[JudgedAct(((21, 25),), ((1, 19),), "belief")],
    ),
    Sample(
        "names", "Ina Voss lives in Norbury.", None, [(0, 8, "PERSON"), (18, 25, "LOCATION")], {9: "VERB"},
        claims=[ClaimedBeside((0, 8), [(18, 25, "body")], [])],
    ),
    Sample("machine", "Norbury sleeps.", None, [(0, 7, "ORGANIZATION")], by_machine=True),
]  # fmt: skip


class Killed(Exception):
    """What ends the training in between."""


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base folder with a tenth of the vocabulary alone: the weights to start from are drawn, in one layer."""
    pieces = (BUNDLED / VOCABULARY).read_text("utf-8").splitlines(keepends=True)[:3000]
    (tmp_path / "vocab.txt").write_text("".join(pieces), encoding="utf-8")
    monkeypatch.setattr(model, "VOCABULARY", 3000)
    monkeypatch.setattr(model, "LAYERS", 1)
    monkeypatch.setattr(encoder, "CHECKPOINT", 1)

    def drawn(folder: Path, dropout: float) -> model.Encoder:
        torch.manual_seed(5)
        return model.Encoder(dropout)

    monkeypatch.setattr(encoder, "starting_from", drawn)
    return tmp_path


SETTINGS = EncoderSettings(epochs=2, batch=1, names_often=1)


def test_a_killed_training_goes_on_where_it_stopped(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = train(SAMPLES, SAMPLES, SAMPLES, base, base / "whole", SETTINGS)
    real, steps = encoder._average, []

    def average(*given: object) -> None:
        steps.append(given)
        if len(steps) == 3:
            raise Killed
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder, "_average", average)
    with pytest.raises(Killed):
        train(SAMPLES, SAMPLES, SAMPLES, base, base / "killed", SETTINGS)
    again = train(SAMPLES, SAMPLES, SAMPLES, base, base / "killed", SETTINGS)
    assert len(steps) == 3 + 4, "two of six steps were kept"
    assert again == whole
    one, other = (torch.load(base / name / "encoder.pt", weights_only=True) for name in ("whole", "killed"))
    assert all(torch.allclose(one[name], other[name], atol=1e-6) for name in one)


def test_what_is_stored_is_the_average_and_what_came_of_it(base: Path) -> None:
    scores = train(SAMPLES, SAMPLES, SAMPLES, base, base / "out", SETTINGS)
    lines = [json.loads(line) for line in (base / "out" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["epoch"] for line in lines] == [0, 1]
    assert lines[-1]["content"] == scores["content"] and lines[-1]["settings"]["average"] == SETTINGS.average
    stored = torch.load(base / "out" / "encoder.pt", weights_only=True)
    last = torch.load(base / "out" / "state.pt", weights_only=True)
    assert not torch.equal(stored["words.weight"], last["model"]["words.weight"])
    assert all(torch.equal(stored[name], last["average"][name]) for name in stored)


def test_an_epoch_sees_names_that_people_marked_more_often_and_others_under_new_names() -> None:
    settings = EncoderSettings(names_often=3, renamed=0.5)
    article = Sample("article", "Norbury sleeps.", None, [(0, 7, "LOCATION")], peoples=True)
    seen = encoder._drawn([*SAMPLES, article] * 20, settings, Names(1, each=20), 0)
    often = Counter(sample.name for sample in seen)
    assert often == {"roles": 60, "names": 60, "machine": 20, "article": 20}
    new = [sample for sample in seen if sample.name == "names" and "Ina Voss" not in sample.text]
    assert 15 < len(new) < 45
    assert encoder._drawn(SAMPLES, settings, Names(1, each=20), 0) != encoder._drawn(
        SAMPLES, settings, Names(1, each=20), 1
    )


def test_what_teachers_find_is_learned_where_nobody_annotated_anything(base: Path) -> None:
    """A teacher that takes every word for a place; a text of which nothing is known."""

    def teacher(windows: Sequence[Window]) -> list[list[NDArray[np.float32]]]:
        sure = [
            np.zeros((len(windows[0].words), width), dtype=np.float32)
            for width in (HEADS[head] for head in encoder.TAUGHT)
        ]
        sure[1][:, 1 + 2 * ENTITIES.index("LOCATION")] = 9
        return [sure]

    samples = [Sample("unknown", "Norbury, Halsund, Orrin.", None)]
    held = [Sample("held", "Halsund.", None, [(0, 7, "LOCATION"), (7, 8, "LOCATION")])]
    settings = EncoderSettings(
        epochs=30, batch=1, names_often=1, renamed=0, masked=0, rate=3e-3, word_rate=3e-3, average=0.5
    )
    alone = train(samples, held, [], base, base / "alone", settings)
    taught = train(samples, held, [], base, base / "taught", settings, [teacher])
    assert (alone["LOCATION"], taught["LOCATION"]) == (0, 100)


def test_acts_and_claims_are_learned(base: Path) -> None:
    settings = EncoderSettings(epochs=10, batch=1, names_often=1, renamed=0, masked=0, rate=1e-3, average=0.5)
    scores = train(SAMPLES, SAMPLES, SAMPLES, base, base / "out", settings)
    assert (scores["acts"], scores["claims body"], scores["claims role"]) == (100, 100, 0), "no role was claimed"


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ([1, 2, 2, 0, 3], [1, 2, 2, 0, 3]),
        ([2, 2, 0], [1, 2, 0]),
        ([1, 2, 3, 4, 2, 2], [1, 2, 3, 4, 1, 2]),
        ([0, 4, IGNORE, 4], [0, 3, IGNORE, 3]),
        ([OPEN, 2], [OPEN, 1]),
        ([], []),
    ],
)
def test_what_goes_on_after_something_else_begins_anew(tags: list[int], found: list[int]) -> None:
    assert begun(tags) == found


def test_an_open_word_may_be_none_or_a_name_of_a_people() -> None:
    width = HEADS["entities"]
    begins, goes_on = (1 + 2 * ENTITIES.index("NORP") + at for at in range(2))
    allowed = encoder._allowed(torch.tensor([[3, OPEN, 0]]), width)[0]
    assert [row.nonzero().flatten().tolist() for row in allowed] == [[3], [0, begins, goes_on], [0]]


def example(words: int, acts: Sequence[ActExample] = (), claims: Sequence[ClaimExample] = ()) -> Example:
    return Example(Window((), (), tuple(range(words)), tuple(range(words))), {}, acts=acts, claims=claims)


def test_an_act_has_the_means_over_its_cue_and_its_content_added() -> None:
    scores = torch.arange(2 * 4 * len(ACTS)).float().view(2, 4, len(ACTS))
    both, content = ActExample((1,), (2, 3), 2), ActExample((), (0, 1), 0)
    found, gold = act_scores(scores, [example(4, [both]), example(2)])
    assert (found.shape, gold.tolist()) == ((1, len(ACTS)), [2])
    assert found[0].tolist() == (scores[0, 1] + (scores[0, 2] + scores[0, 3]) / 2).tolist()
    found, gold = act_scores(scores, [example(4, [both]), example(2, [content])])
    assert found[1].tolist() == ((scores[1, 0] + scores[1, 1]) / 2).tolist() and gold.tolist() == [2, 0]
    assert act_scores(scores, [example(4)])[0].shape == (0, len(ACTS))


def claim(first: int, last: int, words: int) -> ClaimExample:
    tags = tuple((kind + 1,) * words for kind in range(len(CLAIMED)))
    return ClaimExample((first, last), tuple(range(words)), tags)


def test_claims_are_scored_beside_each_mention() -> None:
    torch.manual_seed(2)
    own, vectors = model.Encoder(), torch.randn(2, 5, 2 * CLAIM_WIDTH)
    batch = [example(5, claims=[claim(0, 2, 5), claim(4, 5, 5)]), example(3, claims=[claim(1, 3, 3)])]
    scores, tags = claim_scores(own, vectors, batch)
    assert (scores.shape, tags.shape) == ((3, 5, len(CLAIMED), 3), (3, 5, len(CLAIMED)))
    assert tags[2].tolist() == [[1, 2]] * 3 + [[IGNORE, IGNORE]] * 2, "the shorter window is padded"
    alone = own.claims(
        vectors[1:, :, :CLAIM_WIDTH], vectors[1:, 1:3, CLAIM_WIDTH:].mean(1), torch.tensor([[0, 1, 2, 0, 0]])
    )
    assert torch.allclose(scores[2:], alone, atol=1e-5)


def test_of_many_mentions_some_are_learned_at_a_time() -> None:
    own, vectors = model.Encoder(), torch.randn(1, 9, 2 * CLAIM_WIDTH)
    batch = [example(9, claims=[claim(at, at + 1, 9) for at in range(9)])]
    assert [len(claim_scores(own, vectors, batch, most)[1]) for most in (None, 4, 20)] == [9, 4, 9]
    scores, tags = claim_scores(own, vectors, [example(9)])
    assert (scores.shape, tags.shape) == ((0, 9, len(CLAIMED), 3), (0, 9, len(CLAIMED)))
