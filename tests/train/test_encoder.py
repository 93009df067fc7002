"""A training that is killed and goes on ends as one that ran through."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from quotetrack.parse.features import Window
from quotetrack.parse.labels import ENTITIES, HEADS
from quotetrack.parse.pack import BUNDLED, VOCABULARY
from quotetrack.train import encoder, model
from quotetrack.train.encoder import EncoderSettings, train
from quotetrack.train.samples import Names, Sample

TEXT = "“The pier is closed,” said Ina Voss. Nobody came to look."
SAMPLES = [
    Sample("roles", TEXT, [(26, 34, "source"), (21, 25, "cue"), (1, 19, "content")]),
    Sample("names", "Ina Voss lives in Norbury.", None, [(0, 8, "PERSON"), (18, 25, "LOCATION")], {9: "VERB"}),
    Sample("machine", "Norbury sleeps.", None, [(0, 7, "ORGANIZATION")], by_machine=True),
]


class Killed(Exception):
    """What ends the training in between."""


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base folder with the vocabulary alone: the weights to start from are drawn, in one layer."""
    shutil.copy(BUNDLED / VOCABULARY, tmp_path / "vocab.txt")
    monkeypatch.setattr(model, "LAYERS", 1)
    monkeypatch.setattr(encoder, "CHECKPOINT", 1)

    def drawn(folder: Path, dropout: float) -> model.Encoder:
        torch.manual_seed(5)
        return model.Encoder(dropout)

    monkeypatch.setattr(encoder, "from_minilm", drawn)
    return tmp_path


SETTINGS = EncoderSettings(epochs=2, batch=1, names_often=1)


def test_a_killed_training_goes_on_where_it_stopped(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = train(SAMPLES, SAMPLES, base, base / "whole", SETTINGS)
    real, steps = encoder._average, []

    def average(*given: object) -> None:
        steps.append(given)
        if len(steps) == 3:
            raise Killed
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(encoder, "_average", average)
    with pytest.raises(Killed):
        train(SAMPLES, SAMPLES, base, base / "killed", SETTINGS)
    again = train(SAMPLES, SAMPLES, base, base / "killed", SETTINGS)
    assert len(steps) == 3 + 4, "two of six steps were kept"
    assert again == whole
    one, other = (torch.load(base / name / "encoder.pt", weights_only=True) for name in ("whole", "killed"))
    assert all(torch.allclose(one[name], other[name], atol=1e-6) for name in one)


def test_what_is_stored_is_the_average_and_what_came_of_it(base: Path) -> None:
    scores = train(SAMPLES, SAMPLES, base, base / "out", SETTINGS)
    lines = [json.loads(line) for line in (base / "out" / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["epoch"] for line in lines] == [0, 1]
    assert lines[-1]["content"] == scores["content"] and lines[-1]["settings"]["average"] == SETTINGS.average
    stored = torch.load(base / "out" / "encoder.pt", weights_only=True)
    last = torch.load(base / "out" / "state.pt", weights_only=True)
    assert not torch.equal(stored["words.weight"], last["model"]["words.weight"])
    assert all(torch.equal(stored[name], last["average"][name]) for name in stored)


def test_an_epoch_sees_names_that_people_marked_more_often_and_others_under_new_names() -> None:
    settings = EncoderSettings(names_often=3, renamed=0.5)
    seen = encoder._drawn(SAMPLES * 20, settings, Names(1, each=20), 0)
    often = Counter(sample.name for sample in seen)
    assert often == {"roles": 60, "names": 60, "machine": 20}
    new = [sample for sample in seen if sample.name == "names" and "Ina Voss" not in sample.text]
    assert 15 < len(new) < 45
    assert encoder._drawn(SAMPLES, settings, Names(1, each=20), 0) != encoder._drawn(
        SAMPLES, settings, Names(1, each=20), 1
    )


def test_what_teachers_find_is_learned_where_nobody_annotated_anything(base: Path) -> None:
    """A teacher that takes every word for a place; a text of which nothing is known."""

    def teacher(windows: Sequence[Window]) -> list[list[NDArray[np.float32]]]:
        sure = [np.zeros((len(windows[0].words), width), dtype=np.float32) for width in HEADS.values()]
        sure[1][:, 1 + 2 * ENTITIES.index("LOCATION")] = 9
        return [sure]

    samples = [Sample("unknown", "Norbury, Halsund, Orrin.", None)]
    held = [Sample("held", "Halsund.", None, [(0, 7, "LOCATION"), (7, 8, "LOCATION")])]
    settings = EncoderSettings(
        epochs=30, batch=1, names_often=1, renamed=0, masked=0, rate=3e-3, word_rate=3e-3, average=0.5
    )
    alone = train(samples, held, base, base / "alone", settings)
    taught = train(samples, held, base, base / "taught", settings, [teacher])
    assert (alone["LOCATION"], taught["LOCATION"]) == (0, 100)
