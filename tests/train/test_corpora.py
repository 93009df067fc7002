"""The corpora as published, found and brought into our layout."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.train.corpora import EWT, GUM, HOMES, POLNEAR, describe, find, lay_out
from tests.train import toy


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    return toy.write(tmp_path / "corpora")


def lines_of(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return lines.read()


def test_published_corpora_are_laid_out(corpora: Path, tmp_path: Path) -> None:
    folder, sources = lay_out(corpora, tmp_path / "parts")
    assert folder == tmp_path / "parts"
    assert sorted(sources) == sorted(name.format(part) for name in HOMES for part in ("train", "dev"))
    assert sources["polnear/dev.jsonl.gz"].path == "PolNeAR/data/dev"
    assert lines_of(folder / "ud/en_gum-dev.conllu.gz") == toy.treebank("# meta::genre = news\n")
    assert lines_of(folder / "ner/en_ewt-train.iob2.gz") == toy.entities()
    assert json.loads(lines_of(folder / "polnear/train.jsonl.gz"))["attributions"] == toy.ATTRIBUTIONS


def test_our_own_layout_is_read_where_it_lies(corpora: Path, tmp_path: Path) -> None:
    ours, made = lay_out(corpora, tmp_path / "ours")
    folder, sources = lay_out(ours, tmp_path / "unused")
    assert folder == ours and not (tmp_path / "unused").exists()
    assert sources["polnear/dev.jsonl.gz"].path == "polnear/dev.jsonl.gz"
    assert sources["polnear/dev.jsonl.gz"].sha256 != made["polnear/dev.jsonl.gz"].sha256, "of the file as it was given"


def test_published_files_may_be_packed(corpora: Path, tmp_path: Path) -> None:
    plain = corpora / "UD_English-EWT/en_ewt-ud-dev.conllu"
    plain.with_name(f"{plain.name}.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    folder, _ = lay_out(corpora, tmp_path / "parts")
    assert lines_of(folder / "ud/en_ewt-dev.conllu.gz") == toy.treebank()


def test_only_what_changed_is_written_anew(corpora: Path, tmp_path: Path) -> None:
    folder, before = lay_out(corpora, tmp_path / "parts")
    for path in folder.rglob("*.gz"):
        path.write_bytes(gzip.compress(b"marked"))
    ann = corpora / "PolNeAR/data/dev/attributions/alder_2020-01-02_the-pier_4b22.ann"
    ann.write_text(toy.ANN.split("T5")[0], encoding="utf-8")
    _, after = lay_out(corpora, tmp_path / "parts")
    assert {name for name in before if before[name] != after[name]} == {"polnear/dev.jsonl.gz"}
    assert lines_of(folder / "polnear/train.jsonl.gz") == "marked"
    assert len(json.loads(lines_of(folder / "polnear/dev.jsonl.gz"))["attributions"]) == 1


def test_all_that_is_missing_is_named_with_where_to_get_it(corpora: Path, tmp_path: Path) -> None:
    shutil.rmtree(corpora / "UD_English-GUM")
    shutil.rmtree(corpora / "PolNeAR/data/dev")
    with pytest.raises(InputError) as raised:
        lay_out(corpora, tmp_path / "parts")
    told = str(raised.value)
    for name in ("polnear/dev.jsonl.gz", "ud/en_gum-train.conllu.gz", "ud/en_gum-dev.conllu.gz"):
        assert name in told
    assert HOMES[POLNEAR] in told and HOMES[GUM] in told
    assert "polnear/train" not in told and HOMES[EWT] not in told


def test_two_of_one_corpus_are_refused(corpora: Path) -> None:
    (corpora / "old").mkdir()
    shutil.copy(corpora / "UD_English-EWT/en_ewt-ud-dev.conllu", corpora / "old")
    with pytest.raises(InputError, match="there are several"):
        find(corpora, EWT, "dev")
    assert find(corpora, EWT, "train") == corpora / "UD_English-EWT/en_ewt-ud-train.conllu"
    assert find(corpora, EWT, "test") is None


def test_a_sum_tells_contents_and_names(corpora: Path) -> None:
    folder = corpora / "PolNeAR/data/dev"
    before = describe(corpora, folder)
    assert before.size == sum(path.stat().st_size for path in folder.rglob("*.*"))
    assert before.sha256 == describe(corpora, corpora / "PolNeAR/data/train").sha256
    (folder / "text/alder_2020-01-02_the-pier.txt").rename(folder / "text/other.txt")
    assert describe(corpora, folder).sha256 != before.sha256
