"""The real parser: the bundled pack, and a folder of Stanza models made for the test."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import PackError
from quotetrack.parse import Parser, download_models, load_parser
from quotetrack.parse.labels import CLAIMED
from quotetrack.parse.pack import BUNDLED, TOKENIZER, find_pack
from quotetrack.records import Document, Labelled

pytestmark = pytest.mark.parser

ARTICLE = (
    "The bridge will stay shut until May, the council said.\n"
    "“We won’t open it for a photograph,” said Ana Ruiz, the city engineer. “It opens when it’s safe.”\n"
    "According to the Leeds Echo, repairs have cost £2 million."
)


def named(document: Document, found: tuple[Labelled, ...], label: str) -> list[str]:
    return [document.text[f.span.start : f.span.end] for f in found if f.label == label]


def check(document: Document) -> None:
    """What every document must be, whatever its text."""
    at = 0
    for token in document.tokens:
        assert at <= token.span.start < token.span.end <= len(document.text)
        at = token.span.end
    assert [i for s in document.sentences for i in range(s.first, s.last)] == list(range(len(document.tokens)))
    for found in (*document.roles, *document.entities):
        assert any(p.start <= found.span.start < found.span.end <= p.end for p in document.paragraphs)
        assert 0 < found.score <= 1
    for claim in document.claims:
        assert any(p.start <= claim.span.start < claim.span.end <= p.end for p in document.paragraphs)
        assert claim.label in CLAIMED and 0 < claim.score <= 1
    assert {c.mention for c in document.claims} <= {e.span for e in document.entities if e.label == "PERSON"}
    assert [a.span for a in document.acts] == [r.span for r in document.roles if r.label != "source"]


def test_an_article_is_parsed(real_parser: Parser) -> None:
    [document] = real_parser.parse([ARTICLE])
    check(document)
    assert "Ana Ruiz, the city engineer" in ", ".join(named(document, document.roles, "source"))
    assert {"said", "According to"} <= set(named(document, document.roles, "cue"))
    assert named(document, document.entities, "PERSON") == ["Ana Ruiz"]
    assert [ARTICLE[slice(*claim.span)] for claim in document.claims if claim.label == "role"] == ["city engineer"]
    sentences = [ARTICLE[s.span.start : s.span.end] for s in document.sentences]
    assert sentences[2] == "“It opens when it’s safe.”"
    tags = {ARTICLE[t.span.start : t.span.end]: t.upos for t in document.tokens}
    assert (tags["bridge"], tags["Ana"], tags["said"], tags["won’t"]) == ("NOUN", "PROPN", "VERB", "AUX")


HARD = {
    "empty": "",
    "space": " \n\n \t",
    "marks": "“”\n\n\"\n''\n»",
    "one word": "Hello",
    "invisible": "Ana\u200b said\ufeff so.\x00 \x85 \u2028Yes.",
    "astral": "“😀😀,” said 𝔸na Ruiz 🙂.",
    "surrogate": "Ana said \ud83d so.",
    "carriage returns": "Ana said so.\r\n\r\nBen did not.\rCarl left.",
    "long word": "x" * 3500 + " said Ana Ruiz.",
    "long line": "“We are ready,” said Ana Ruiz of the council, and went home. " * 200,
}


def test_any_text_can_be_parsed(real_parser: Parser) -> None:
    documents = real_parser.parse(list(HARD.values()))
    for text, document in zip(HARD.values(), documents, strict=True):
        assert document.text == text
        check(document)
    assert documents[0] == Document("", (), (), ())
    assert real_parser.parse([]) == []


def test_a_text_parses_the_same_alone_or_among_others(real_parser: Parser) -> None:
    among = real_parser.parse([*HARD.values(), ARTICLE, "He left. " * 50])[len(HARD)]
    assert [among] == real_parser.parse([ARTICLE])


def test_the_parser_is_stamped_with_its_pack(real_parser: Parser) -> None:
    assert real_parser.stamp == find_pack().stamp


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of Stanza models, as `stanza.download` lays it out, with the pack's tokenizer in it."""
    place = tmp_path / "en" / "tokenize" / "newspaper.pt"
    place.parent.mkdir(parents=True)
    shutil.copyfile(BUNDLED / TOKENIZER, place)
    english = {"lang_name": "English", "packages": {"default": {"tokenize": "newspaper"}}}
    english["tokenize"] = {"newspaper": {"md5": "0"}, "lost": {"md5": "0"}}
    (tmp_path / "resources.json").write_text(json.dumps({"en": english}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("package", ["default", "newspaper"])
def test_a_package_of_stanza_splits_words_and_sentences(models: Path, package: str, real_parser: Parser) -> None:
    parser = load_parser(package, models=models, threads=1)
    assert parser.parse([ARTICLE])[0].tokens == real_parser.parse([ARTICLE])[0].tokens
    assert find_pack().stamp in parser.stamp and package in parser.stamp


@pytest.mark.parametrize(
    ("package", "what"),
    [("other", "no package 'other' for English. There are: default, lost, newspaper."), ("lost", "lost.pt")],
)
def test_a_package_that_is_not_there_is_named(models: Path, package: str, what: str) -> None:
    with pytest.raises(PackError) as caught:
        load_parser(package, models=models)
    assert what in str(caught.value)


def test_a_folder_without_models_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"Get them with: quotetrack models download default --models .*none"):
        load_parser("default", models=tmp_path / "none")
    (tmp_path / "resources.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PackError, match="no index of Stanza's English models"):
        load_parser("default", models=tmp_path)


def test_a_folder_may_be_another_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"manifest\.json is missing"):
        load_parser(models=tmp_path)
    shutil.copytree(BUNDLED, tmp_path / "own")
    assert load_parser(models=tmp_path / "own", threads=1).stamp == find_pack().stamp


def test_downloading_asks_stanza_for_the_tokenizer_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import stanza

    asked: dict[str, Any] = {}
    monkeypatch.setattr(stanza, "download", lambda language, **options: asked.update(options, language=language))
    assert download_models("default", tmp_path) == tmp_path
    assert (asked["language"], asked["model_dir"]) == ("en", str(tmp_path))
    assert (asked["package"], asked["processors"]) == (None, {"tokenize": "default"})


def test_a_download_that_fails_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import stanza

    def fail(*_: Any, **__: Any) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "download", fail)
    with pytest.raises(PackError, match=r"no route to host.*copy a folder of Stanza models"):
        download_models("default", tmp_path)
