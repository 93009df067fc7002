"""The corpora as published, found and brought into our layout."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.parse.labels import CLAIMED
from quotetrack.train.corpora import ANNOTATED, EWT, GUM, HOMES, POLNEAR, describe, find, lay_out, read_part
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
    published = [name.format(part) for name in HOMES for part in ("train", "dev")]
    assert sorted(sources) == sorted([*published, *ANNOTATED])
    assert sources["polnear/dev.jsonl.gz"].path == "PolNeAR/data/dev"
    assert lines_of(folder / "ud/en_gum-dev.conllu.gz") == toy.treebank("# meta::genre = news\n")
    assert lines_of(folder / "ner/en_ewt-train.iob2.gz") == toy.entities()
    assert json.loads(lines_of(folder / "polnear/train.jsonl.gz"))["attributions"] == toy.ATTRIBUTIONS
    for name in ANNOTATED:
        assert (folder / name).read_bytes() == (corpora / name).read_bytes()


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
    (corpora / ANNOTATED[0]).unlink()
    with pytest.raises(InputError) as raised:
        lay_out(corpora, tmp_path / "parts")
    told = str(raised.value)
    for name in ("polnear/dev.jsonl.gz", "ud/en_gum-train.conllu.gz", "ud/en_gum-dev.conllu.gz", ANNOTATED[0]):
        assert name in told
    assert HOMES[POLNEAR] in told and HOMES[GUM] in told
    assert "polnear/train.jsonl.gz" not in told and HOMES[EWT] not in told and ANNOTATED[1] not in told


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


def test_an_article_that_settings_are_chosen_by_is_in_no_other_part(corpora: Path, tmp_path: Path) -> None:
    folder, _ = lay_out(corpora, tmp_path / "parts")
    learned, dev, choice = (read_part(folder, part) for part in ("train", "dev", "choice"))
    assert [sample.name for sample in choice] == ["alder_ferry"]
    assert "alder_ferry" not in {sample.name for sample in [*learned, *dev]}
    assert not any(sample.claims or sample.acts for sample in dev)


def test_articles_that_people_read_have_names_acts_and_claims(corpora: Path, tmp_path: Path) -> None:
    folder, _ = lay_out(corpora, tmp_path / "parts")
    learned = {sample.name: sample for sample in read_part(folder, "train")}
    mill, quay, polnear = (learned[name] for name in ("alder_mill", "alder_quay", "alder_2020-01-02_the-pier"))
    assert mill.entities == quay.entities == [(22, 30, "PERSON")] and mill.peoples and quay.peoples
    assert mill.roles == [(0, 15, "content"), (17, 21, "cue"), (22, 41, "source")] and quay.roles is None
    assert [act.act for act in mill.acts] == ["writing"] and quay.acts == []
    assert [claim.claimed for claim in mill.claims] == [[(36, 41, CLAIMED[0])]]
    assert [act.act for act in polnear.acts] == ["speech", "belief"] and not polnear.peoples
    assert [claim.mention for claim in polnear.claims] == [(27, 35)], "Ina Voss"


def test_names_of_an_article_without_tokens_are_not_known(corpora: Path, tmp_path: Path) -> None:
    names = corpora / "worldwide/names.tsv.gz"
    names.write_bytes(gzip.compress(gzip.decompress(names.read_bytes()).replace(b"alder_mill", b"other_mill")))
    folder, _ = lay_out(corpora, tmp_path / "parts")
    assert {s.name: s.entities for s in read_part(folder, "train")}["alder_mill"] is None
