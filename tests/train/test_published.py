"""The corpora as published, read like those in our layout."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.train.published import EWT, GUM, HOMES, POLNEAR, describe, find, lay_out, read_ann, read_polnear
from tests.train import toy


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    return toy.write(tmp_path / "corpora")


def lines_of(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return lines.read()


def test_an_article_of_polnear(corpora: Path) -> None:
    (row,) = read_polnear(corpora / "PolNeAR/data/dev")
    assert (row["doc"], row["text"]) == ("alder_2020-01-02_the-pier", toy.TEXT)
    assert row["attributions"] == toy.ATTRIBUTIONS
    assert row["sentences"] == [[0, 36], [39, 59], [60, 96]]
    assert row["tokens"][0][1] == [1, 4, "NNP", "the", "O", 1, "dep"], "the basic dependencies, no others"
    assert row["tokens"][2][0] == [60, 64, "NNP", "owen", "PERSON", 0, "root"]
    assert row["coref"] == [[[39, 50], [0, 1]]]


def test_spans_are_where_the_words_are(corpora: Path) -> None:
    (row,) = read_polnear(corpora / "PolNeAR/data/train")
    first, second = row["attributions"]
    words = {role: [toy.TEXT[start:end] for start, end in first[role]] for role in first}
    assert words == {"source": ["Ina Voss"], "cue": ["said"], "content": ["“The pier is", "closed,”"]}
    assert toy.TEXT[slice(*second["cue"][0])] == "thinks"


def test_the_first_of_several_annotators_is_taken(corpora: Path) -> None:
    folder = corpora / "PolNeAR/data/dev"
    (folder / "attributions/alder_2020-01-02_the-pier_0aaa.ann").write_text(
        "T1\tCue 0 4\tx\nE1\tCue:T1 Cue:T1\n", "utf-8"
    )
    (folder / "text/nobody.txt").write_text("Nobody annotated this.", encoding="utf-8")
    (folder / "attributions/notes.txt").write_text("no annotation", encoding="utf-8")
    assert [(r["doc"], len(r["attributions"])) for r in read_polnear(folder)] == [("alder_2020-01-02_the-pier", 1)]


def test_an_article_that_corenlp_did_not_read_has_no_tokens(corpora: Path) -> None:
    shutil.rmtree(corpora / "PolNeAR/data/dev/corenlp")
    (row,) = read_polnear(corpora / "PolNeAR/data/dev")
    assert sorted(row) == ["attributions", "doc", "text"]


@pytest.mark.parametrize(
    ("ann", "told"),
    [
        ("T1\tCue four five\tx\n", "a.ann:1: no spans as in “Content 10 20;25 30”"),
        ("T1\tCue 4 4\tx\n", "a.ann:1: 'Cue 4 4' is outside of the text, which has 9 characters"),
        ("T1\tCue 4 10\tx\n", "outside of the text"),
        ("T1\tCue 0 9\tx\nE1\tAttribution:T1 Cue:T1 Content:T2\n", "a.ann:2: Content:T2: there is no T2 in the file"),
        ("E1\tAttribution:T1 Cue\n", "a.ann:1: Cue: there is no label in the file"),
    ],
)
def test_broken_annotations_are_told_with_their_line(tmp_path: Path, ann: str, told: str) -> None:
    (tmp_path / "a.ann").write_text(ann, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        list(read_ann(tmp_path / "a.ann", 9))
    assert told in str(raised.value)


def test_numbered_roles_are_one_role(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(
        "T1\tContent 5 9\tx\nT2\tContent 0 3\ty\nE1\tCue:T1 Content:T1 Content2:T2\n", encoding="utf-8"
    )
    assert list(read_ann(tmp_path / "a.ann", 9)) == [{"source": [], "cue": [], "content": [[0, 3], [5, 9]]}]


@pytest.mark.parametrize("xml", ["<root>", "<root/>", "<root><document><sentences><sentence><tokens><token/>"])
def test_broken_xml_is_told(corpora: Path, xml: str) -> None:
    path = corpora / "PolNeAR/data/dev/corenlp/alder_2020-01-02_the-pier.txt.xml"
    path.write_text(xml, encoding="utf-8")
    with pytest.raises(InputError, match=r"txt\.xml: not CoreNLP's XML"):
        list(read_polnear(corpora / "PolNeAR/data/dev"))


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article with annotations"):
        list(read_polnear(tmp_path))


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
