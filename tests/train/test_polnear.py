"""PolNeAR as published: articles, annotations and what CoreNLP read in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quotetrack.errors import InputError
from quotetrack.train.polnear import read_ann, read_published
from tests.train import toy


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    return toy.write(tmp_path / "corpora")


def test_an_article_of_polnear(corpora: Path) -> None:
    (row,) = read_published(corpora / "PolNeAR/data/dev")
    assert (row["doc"], row["text"]) == ("alder_2020-01-02_the-pier", toy.TEXT)
    assert row["attributions"] == toy.ATTRIBUTIONS
    assert row["sentences"] == [[0, 36], [39, 59], [60, 96]]
    assert row["tokens"][0][1] == [1, 4, "NNP", "the", "O", 1, "dep"], "the basic dependencies, no others"
    assert row["tokens"][2][0] == [60, 64, "NNP", "owen", "PERSON", 0, "root"]
    assert row["coref"] == [[[39, 50], [0, 1]]]


def test_spans_are_where_the_words_are(corpora: Path) -> None:
    (row,) = read_published(corpora / "PolNeAR/data/train")
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
    assert [(r["doc"], len(r["attributions"])) for r in read_published(folder)] == [("alder_2020-01-02_the-pier", 1)]


def test_an_article_that_corenlp_did_not_read_has_no_tokens(corpora: Path) -> None:
    shutil.rmtree(corpora / "PolNeAR/data/dev/corenlp")
    (row,) = read_published(corpora / "PolNeAR/data/dev")
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
        list(read_published(corpora / "PolNeAR/data/dev"))


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no article with annotations"):
        list(read_published(tmp_path))
