"""`quotetrack train`: which parts are done, with what, and what is told where something is missing."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from quotetrack.train import run as training
from quotetrack.train.run import Settings
from tests.cli.conftest import Run
from tests.train import toy

pytest.importorskip("onnx", reason="needs the [train] extra")
pytest.importorskip("safetensors", reason="needs the [train] extra")


_TEACHERS = (Path("c"), Path("d"))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Trainings that do nothing; the list tells of what and with what."""
    calls: list[tuple[Any, ...]] = []

    def prepare(*given: Any) -> str:
        calls.append(("prepare", *given))
        logging.getLogger("quotetrack.train.run").info("reading the corpora")
        return "run"

    monkeypatch.setattr(training, "prepare", prepare)
    for name in ("train", "write"):
        monkeypatch.setattr(training, name, lambda *given, name=name: calls.append((name, *given)))
    return calls


def test_everything_in_one_command(run: Run, done: list[tuple[Any, ...]]) -> None:
    words = ("--version", "1.0", "--seed", "5", "--epochs", "2", "--steps", "9", "--threads", "3", "--base", "b")
    teachers = ("--teacher", "c", "--teacher", "d")
    result = run("train", "corpora", "--out", "mypack", *words, *teachers)
    assert done == [
        ("prepare", Path("corpora"), Path("build/parts"), Settings("1.0", 5, 2, 9, 3), Path("b"), _TEACHERS),
        ("train", "run", ["tokenizer", "encoder"]),
        ("write", "run", Path("mypack")),
    ]
    assert result.stdout == "mypack\n", "progress goes to standard error"
    assert result.stderr.endswith(" reading the corpora\n")
    assert not logging.getLogger("quotetrack").handlers


@pytest.mark.parametrize(
    ("part", "words", "calls"),
    [
        ("tokenizer", [], [("train", "run", ["tokenizer"])]),
        ("encoder", [], [("train", "run", ["encoder"])]),
        ("pack", ["--out", "mypack"], [("train", "run", []), ("write", "run", Path("mypack"))]),
    ],
)
def test_one_part_alone(
    run: Run, done: list[tuple[Any, ...]], part: str, words: list[str], calls: list[tuple[Any, ...]]
) -> None:
    assert run("train", "corpora", "--parts", "p", "--only", part, *words).exit_code == 0
    assert done == [("prepare", Path("corpora"), Path("p"), Settings(), None, ()), *calls]


@pytest.mark.parametrize("words", [[], ["--only", "pack"]])
def test_a_pack_needs_a_place(run: Run, done: list[tuple[Any, ...]], words: list[str]) -> None:
    result = run("train", "corpora", *words)
    assert result.exit_code == 2 and "--out is needed" in result.stderr and done == []


def test_missing_corpora_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "vocab.txt").write_bytes(b"")
    result = run("train", tmp_path, "--out", tmp_path / "pack", "--base", tmp_path, "--parts", tmp_path / "parts")
    assert result.exit_code == 1 and not (tmp_path / "parts").exists()
    told = " ".join(result.stderr.split())
    assert "polnear/train.jsonl.gz (https://github.com/networkdynamics/PolNeAR)" in told
    assert "ud/en_gum-dev.conllu.gz (https://github.com/UniversalDependencies/UD_English-GUM)" in told


def test_without_the_extra(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "find_spec", lambda name: None if name == "onnx" else name)
    result = run("train", toy.write(tmp_path), "--out", tmp_path / "pack", "--base", tmp_path)
    assert (result.exit_code, result.stderr) == (1, "Error: Training needs onnx: pip install 'quotetrack[train]'\n")
