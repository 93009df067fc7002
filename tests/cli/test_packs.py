"""`quotetrack train`, `evaluate` and `models`: which parts are done, what is scored, where things are put."""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import PackError
from quotetrack.parse import Parser
from quotetrack.records import Document
from quotetrack.text import paragraphs
from quotetrack.train import run as training
from quotetrack.train.run import PackSettings
from tests.cli.conftest import Run
from tests.train import toy

TEXT = "“I like pie and cake,” the tall man said. Ann Poe said she left the house early."
ROW = {"content": [[0, 22]], "cue": [[36, 40]], "source": [[23, 35]]}
PASSAGE = {
    "doc": "a", "k": 0, "speech": True, "speaker": "Ann Poe", "kind": "person",
    "role": None, "affiliation": [], "pronoun": False,
}  # fmt: skip


class Silent:
    """A parser that finds nothing; what stands in marks is found without it."""

    stamp = "en 0"

    def parse(self, texts: Sequence[str]) -> list[Document]:
        return [Document(text, tuple(paragraphs(text)), (), ()) for text in texts]


@pytest.fixture
def packs(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Parsers that find nothing; the list tells which packs were asked for."""
    asked: list[Path | None] = []

    def load_parser(models: Path | None, threads: int) -> Parser:
        asked.append(models)
        return Silent()

    monkeypatch.setattr("quotetrack.parse.load_parser", load_parser)
    return asked


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "corpora" / "polnear" / "dev.jsonl.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress(json.dumps({"doc": "a", "text": TEXT, "attributions": [ROW]}).encode()))
    return path


@pytest.fixture
def found(tmp_path: Path) -> Path:
    row = {"doc": "a", "attributions": [{**ROW, "speaker": "Ann Poe", "confidence": 0.75}]}
    (tmp_path / "found.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path / "found.jsonl"


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    (tmp_path / "speakers.jsonl").write_text(json.dumps(PASSAGE) + "\n", encoding="utf-8")
    return tmp_path / "speakers.jsonl"


def test_a_pack_on_a_folder_of_corpora(run: Run, gold: Path, passages: Path, packs: list[Path | None]) -> None:
    words = ["evaluate", "--gold", gold.parents[1], "--pack", "my pack", "--speakers", passages]
    shown = run(*words).stdout
    assert "Pack en 0, measured" in shown and "on PolNeAR dev: 1 articles, 17 words." in shown
    assert "| name right | 0.0 | 1 |" in shown and "Universal NER" not in shown
    assert json.loads(run(*words, "--json").stdout)["speakers"]["unknown"] == {"percent": 100.0, "of": 1}
    assert packs == [Path("my pack")] * 2


def test_predictions_on_a_file(run: Run, gold: Path, found: Path, passages: Path, packs: list[Path | None]) -> None:
    words = ["evaluate", "--gold", gold, "--predictions", found, "--speakers", passages]
    shown = run(*words).stdout
    assert "Predictions found.jsonl, measured" in shown and "on dev.jsonl.gz: 1 articles, 17 words.\n" in shown
    assert "| attribution | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |" in shown
    assert "| 0.7 to 0.8 | 1 | 75.0 | 100.0 |" in shown and "| name right | 100.0 | 1 |" in shown
    result = json.loads(run(*words, "--json").stdout)
    assert result["calibration"]["expected_error"] == 25.0
    assert packs == [], "no parser is needed"


def test_what_was_found_can_be_scored_again(run: Run, gold: Path, found: Path, tmp_path: Path) -> None:
    words = ["evaluate", "--gold", gold, "--json", "--predictions"]
    first = json.loads(run(*words, found, "--write-predictions", tmp_path / "again.jsonl").stdout)
    second = json.loads(run(*words, tmp_path / "again.jsonl").stdout)
    assert second["attributions"] == first["attributions"] and second["calibration"] == first["calibration"]


def test_missing_articles_are_told(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    done = run("evaluate", "--gold", gold, "--predictions", tmp_path / "none.jsonl")
    assert done.exit_code == 0 and "1 of 1 articles have no line" in done.stderr
    assert "| content | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 |" in done.stdout


def test_polnear_as_published(run: Run, tmp_path: Path, packs: list[Path | None]) -> None:
    toy.write_polnear(tmp_path / "PolNeAR" / "data" / "test")
    shown = run("evaluate", "--gold", tmp_path, "--part", "test").stdout
    assert "on PolNeAR test: 1 articles" in shown and "All: 2 in the corpus, 1 found." in shown


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--gold", "{folder}"], 1, "polnear/dev.jsonl.gz is not there, nor dev/text and dev/attributions"),
        (["--gold", "{folder}"], 1, "https://github.com/networkdynamics/PolNeAR"),
        (["--gold", "{folder}/none"], 1, "no such file or folder"),
        (["--gold", "{gold}", "--predictions", "{folder}/none"], 1, "cannot be read"),
        (["--gold", "{gold}", "--predictions", "{gold}"], 1, "a line has doc and attributions"),
        (["--gold", "{gold}", "--predictions", "{found}", "--speakers", "{found}"], 1, "no passage: KeyError"),
        (["--gold", "{gold}", "--predictions", "{found}", "--pack", "p"], 2, "two things to score"),
        (["--gold", "{gold}", "--pack", "{folder}"], 1, "manifest.json is missing"),
        ([], 2, "Missing option '--gold'"),
    ],
)
def test_what_cannot_be_scored(
    run: Run, gold: Path, found: Path, tmp_path: Path, words: list[str], status: int, told: str
) -> None:
    (tmp_path / "empty").mkdir()
    places = {"folder": tmp_path / "empty", "gold": gold, "found": found}
    done = run("evaluate", *(word.format(**places) for word in words))
    assert done.exit_code == status and told in " ".join(done.output.split())


def test_predictions_need_no_torch(gold: Path, found: Path) -> None:
    program = (
        "import sys\nfrom quotetrack.cli import main\n"
        "try: main(prog_name='quotetrack')\nexcept SystemExit as stopped: assert not stopped.code\n"
        "sys.exit(', '.join({'torch', 'stanza', 'onnxruntime', 'numpy'} & sys.modules.keys()) or 0)"
    )
    words: list[Any] = ["evaluate", "--gold", gold, "--predictions", found]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parser
def test_the_bundled_pack_on_names(run: Run, tmp_path: Path) -> None:
    """The whole way, with the models: names are scored where Universal NER and its treebank are there."""
    shown = run("evaluate", "--gold", toy.write(tmp_path), "--json").stdout
    names = json.loads(shown)["names"]
    assert names["corpus"] == "Universal NER EWT dev" and names["PERSON"] == 100.0
    assert {"entities", "upos", "ORGANIZATION", "LOCATION"} <= names.keys()


needs_train = pytest.mark.skipif(not all(map(find_spec, ("onnx", "safetensors"))), reason="needs the [train] extra")


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


@needs_train
def test_everything_in_one_command(run: Run, done: list[tuple[Any, ...]]) -> None:
    words = ("--version", "1.0", "--seed", "5", "--epochs", "2", "--steps", "9", "--threads", "3", "--base", "b")
    teachers = ("--teacher", "c", "--teacher", "d")
    result = run("train", "corpora", "--out", "mypack", *words, *teachers)
    assert done == [
        ("prepare", Path("corpora"), Path("build/parts"), PackSettings("1.0", 5, 2, 9, 3), Path("b"), _TEACHERS),
        ("train", "run", ["tokenizer", "encoder"]),
        ("write", "run", Path("mypack")),
    ]
    assert result.stdout == "mypack\n", "progress goes to standard error"
    assert result.stderr.endswith(" reading the corpora\n")
    assert not logging.getLogger("quotetrack").handlers


@needs_train
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
    assert done == [("prepare", Path("corpora"), Path("p"), PackSettings(), None, ()), *calls]


@needs_train
@pytest.mark.parametrize("words", [[], ["--only", "pack"]])
def test_a_pack_needs_a_place(run: Run, done: list[tuple[Any, ...]], words: list[str]) -> None:
    result = run("train", "corpora", *words)
    assert result.exit_code == 2 and "--out is needed" in result.stderr and done == []


@needs_train
def test_missing_corpora_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "vocab.txt").write_bytes(b"")
    result = run("train", tmp_path, "--out", tmp_path / "pack", "--base", tmp_path, "--parts", tmp_path / "parts")
    assert result.exit_code == 1 and not (tmp_path / "parts").exists()
    told = " ".join(result.stderr.split())
    assert "polnear/train.jsonl.gz (https://github.com/networkdynamics/PolNeAR)" in told
    assert "ud/en_gum-dev.conllu.gz (https://github.com/UniversalDependencies/UD_English-GUM)" in told


@needs_train
def test_without_the_extra(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "find_spec", lambda name: None if name == "onnx" else name)
    result = run("train", toy.write(tmp_path), "--out", tmp_path / "pack", "--base", tmp_path)
    assert (result.exit_code, result.stderr) == (1, "Error: Training needs onnx: pip install 'quotetrack[train]'\n")


def test_download(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Path | None]] = []

    def download_models(package: str, models: Path | None = None) -> Path:
        asked.append((package, models))
        return Path("/models/en")

    monkeypatch.setattr("quotetrack.parse.download_models", download_models)
    assert run("models", "download", "--models", "m").stdout == "default is in /models/en\n"
    assert asked == [("default", Path("m"))]


def test_a_download_that_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def download_models(package: str, models: Path | None = None) -> Path:
        raise PackError("no network")

    monkeypatch.setattr("quotetrack.parse.download_models", download_models)
    result = run("models", "download", "combined")
    assert (result.exit_code, result.stderr) == (1, "Error: no network\n")
