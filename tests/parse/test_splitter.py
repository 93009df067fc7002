"""Words and sentences in bulk: the same that Stanza makes of each piece alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quotetrack.parse.features import PreparedText, prepare
from quotetrack.parse.pack import TOKENIZER, find_pack
from quotetrack.records import Span
from tests.parse.test_parsers import ARTICLE, HARD

SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = {
    **HARD,
    "article": ARTICLE,
    "addresses": "Write to ana.ruiz@leeds.example or see www.leeds.example/a,b. Mail me@home",
    "no address": "The word co. is short, and so is a.com",
    "sign that has none": "He wrote @ and http:// and went. See .org too.",
    "double spaces": "Ana  said   so.  \t Ben did not.",
    "control characters": "Ana\x85said\x80\x81 so.\n\x85\nBen left. \x93Yes,\x94 he said.",
    "blank lines of other kinds": "One line here.\n\x0b\nAnother line there.\n\x1c \nA third.",
    "a long block": "The council met on Tuesday and nobody left early. " * 50,
    "a long block without ends": "word and " * 250,
    "long, then short": "They met again. " * 90 + "\nShort one.\n" + "No stop here " * 100,
    "the longest that is read at once": "x " * 499 + "yz",
    "one more than that": "x " * 500 + "y",
}


@pytest.fixture(scope="module")
def processor() -> Any:
    """The module, which imports stanza."""
    from quotetrack.parse import processor

    return processor


@pytest.fixture(scope="module")
def splitter(processor: Any) -> Any:
    """That of the bundled pack."""
    return processor.load_splitter({"lang": "en", "model_path": str(find_pack().path(TOKENIZER))})


@pytest.fixture(scope="module")
def alone(processor: Any) -> Any:
    """The tokens of a piece and those that start a sentence, by Stanza's own code."""
    from stanza.models.common.doc import Document

    with processor._without_optimiser():
        config = {"lang": "en", "model_path": str(find_pack().path(TOKENIZER))}
        tokenizer = processor.TokenizeProcessor(config, processor._StandInPipeline(), "cpu")

    def split(text: PreparedText, piece: Span) -> tuple[list[Span], list[int]]:
        tokens: list[Span] = []
        starts: list[int] = []
        for sentence in tokenizer.process(Document([], text=text.text[piece.start : piece.end])).sentences:
            starts.append(len(tokens))
            tokens += [Span(t.start_char + piece.start, t.end_char + piece.start) for t in sentence.tokens]
        return tokens, starts

    return split


def expected(text: PreparedText, alone: Any) -> tuple[list[Span], list[int]]:
    from quotetrack.parse.splitter import stretches

    tokens: list[Span] = []
    starts: list[int] = []
    for piece in stretches(text):
        own, begun = alone(text, piece)
        starts += [len(tokens) + at for at in begun]
        tokens += own
    return tokens, starts


@pytest.mark.parser
@pytest.mark.parametrize("name", TEXTS)
def test_tokens_are_those_of_stanza(splitter: Any, alone: Any, name: str) -> None:
    text = prepare(TEXTS[name])
    [split] = splitter.read([text])
    assert (split.tokens, split.starts) == expected(text, alone)


@pytest.mark.parser
def test_many_texts_are_split_as_each_alone(
    splitter: Any, alone: Any, monkeypatch: pytest.MonkeyPatch, processor: Any
) -> None:
    from quotetrack.parse import splitter as module

    monkeypatch.setattr(module, "GROUP", 5000)
    texts = [prepare(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.txt"))]
    texts += [prepare(text) for text in TEXTS.values()]
    for text, split in zip(texts, splitter.read(texts), strict=True):
        assert (split.tokens, split.starts) == expected(text, alone)


@pytest.mark.parser
def test_other_models_are_left_to_stanza(processor: Any, splitter: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotetrack.parse.splitter import Splitter

    assert isinstance(splitter, Splitter)
    monkeypatch.setattr(Splitter, "understands", staticmethod(lambda trainer: False))
    other = processor.load_splitter({"lang": "en", "model_path": str(find_pack().path(TOKENIZER))})
    assert isinstance(other, processor.StanzaSplitter)
    texts = [prepare(ARTICLE), prepare(""), prepare("Ana left. Ben stayed.")]
    assert other.read(texts) == splitter.read(texts)


@pytest.mark.parser
@pytest.mark.parametrize(
    ("option", "value"),
    [("use_mwt", True), ("use_dictionary", True), ("conv_res", "1,9"), ("rnn_layers", 2), ("hierarchical", False),
     ("feat_funcs", ["space_before", "capitalized"]), ("skip_newline", True)],
)  # fmt: skip
def test_a_model_of_another_kind_is_not_understood(splitter: Any, option: str, value: Any) -> None:
    from types import SimpleNamespace

    kind = {
        "use_mwt": False, "use_dictionary": False, "conv_res": None, "rnn_layers": 1, "hierarchical": True,
        "hier_invtemp": 0.5, "skip_newline": False,
        "feat_funcs": ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"],
    }  # fmt: skip
    model = SimpleNamespace(charmodel=None)
    assert splitter.understands(SimpleNamespace(args=kind, model=model))
    assert not splitter.understands(SimpleNamespace(args=kind | {option: value}, model=model))
    assert not splitter.understands(SimpleNamespace(args=kind, model=SimpleNamespace(charmodel=object())))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("a" * 30, ["a" * 10] * 3),
        ("Go. Stay now. Go", ["Go. Stay", "now. Go"]),
        ("Stay. No, stay now.", ["Stay. No,", "stay now."]),
        ("We stay. Now they go.", ["We stay.", "Now they", "go."]),
    ],
)
def test_long_paragraphs_are_cut_for_the_tokenizer(
    monkeypatch: pytest.MonkeyPatch, text: str, pieces: list[str]
) -> None:
    from quotetrack.parse import splitter

    monkeypatch.setattr(splitter, "STRETCH", 10)
    assert [text[start:end].strip() for start, end in splitter.stretches(prepare(text))] == pieces
