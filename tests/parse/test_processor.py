"""What quotetrack adds to Stanza, on documents made by hand: no model is loaded."""

from __future__ import annotations

from typing import Any

import pytest

from quotetrack.parse.encoder import TextLabels
from quotetrack.parse.features import prepare, read_words
from quotetrack.records import ActScores, Labelled, Span, StatedClaim

TEXT = "Ana Ruiz can't stay. “it's late.” She left Leeds."
CLAIMS = [StatedClaim(Span(0, 8), "body", Span(43, 48), 0.6)]
ACTS = [ActScores(Span(38, 42), (0.5, -1.0, 0.0, 2.0))]


@pytest.fixture(scope="module")
def processor() -> Any:
    """The module, which imports stanza."""
    from quotetrack.parse import processor

    return processor


def token(number: int, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"id": (number,), "text": TEXT[start:end], "start_char": start, "end_char": end} | more


def stanza_document(**more: Any) -> Any:
    """Two sentences, one with a multi-word token; `more` is set on the first token."""
    from stanza.models.common.doc import Document

    first = [
        token(1, 0, 3, **more), token(2, 4, 8),
        token(3, 9, 14) | {"id": (3, 4)}, {"id": (3,), "text": "ca"}, {"id": (4,), "text": "n't"},
        token(5, 15, 19), token(6, 19, 20), token(7, 21, 22),
    ]  # fmt: skip
    second = [token(1, 22, 26), token(2, 27, 31), token(3, 31, 32), token(4, 32, 33)]
    third = [token(1, 34, 37), token(2, 38, 42), token(3, 43, 48), token(4, 48, 49)]
    return Document([first, second, third], text=TEXT)


def reading_of(text: str) -> TextLabels:
    prepared = prepare(text)
    words = read_words(prepared)
    tags = ["PUNCT" if not form[0].isalnum() else "PROPN" if form[0].isupper() else "VERB" for form in words.forms]
    roles = [Labelled(Span(0, 8), "source", 0.9)]
    names = [Labelled(Span(0, 8), "PERSON", 0.8), Labelled(Span(43, 48), "LOCATION", 0.7)]
    return TextLabels(words, tags, roles, names, CLAIMS, ACTS)


@pytest.fixture
def quote(processor: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The processor with an encoder that reads by rule."""

    class Encoder:
        def __init__(self, *_: Any) -> None: ...

        def read(self, texts: Any) -> list[TextLabels]:
            return [reading_of(t.text) for t in texts]

    class Pipeline:
        loaded_processors = [type("Tokenize", (), {"provides": {"tokenize"}})]  # noqa: RUF012

    monkeypatch.setattr(processor, "WordEncoder", Encoder)
    return processor.QuoteProcessor({}, Pipeline(), "cpu")


def test_roles_names_and_parts_of_speech_are_set(quote: Any) -> None:
    doc = quote.process(stanza_document())
    assert doc.quotation_spans == (Labelled(Span(0, 8), "source", 0.9),)
    assert [s.label for s in doc.named_spans] == ["PERSON", "LOCATION"]
    assert [w.upos for w in doc.sentences[0].words] == ["PROPN", "PROPN", "VERB", "VERB", "VERB", "PUNCT", "PUNCT"]
    assert [t.ner for t in doc.sentences[0].tokens[:3]] == ["B-PERSON", "E-PERSON", "O"]
    assert [(e.text, e.type) for e in doc.ents] == [("Ana Ruiz", "PERSON"), ("Leeds", "LOCATION")]


def test_what_other_processors_found_stands(quote: Any) -> None:
    doc = stanza_document(upos="X")
    for at, tag in ((0, "B-PER"), (1, "E-PER")):
        doc.sentences[0].tokens[at].ner = tag
    doc.sentences[2].tokens[2].ner = "S-PRODUCT"
    doc.build_ents()
    quote.process(doc)
    assert doc.sentences[0].words[0].upos == "X"
    assert doc.named_spans == (Labelled(Span(0, 8), "PERSON", 1.0),)
    assert [e.type for e in doc.ents] == ["PER", "PRODUCT"]


def test_documents_are_read_in_bulk(quote: Any) -> None:
    docs = [stanza_document(), stanza_document()]
    assert [d.quotation_spans for d in quote.bulk_process(docs)] == [(Labelled(Span(0, 8), "source", 0.9),)] * 2


def test_a_document_for_extraction_has_mended_sentences(processor: Any, quote: Any) -> None:
    document = processor.to_document(quote.process(stanza_document()))
    sentences = [TEXT[s.span.start : s.span.end] for s in document.sentences]
    assert sentences == ["Ana Ruiz can't stay.", "“it's late.”", "She left Leeds."]
    assert [TEXT[t.span.start : t.span.end] for t in document.tokens[:3]] == ["Ana", "Ruiz", "can't"]
    assert (document.text, document.roles, len(document.entities)) == (
        TEXT,
        quote.process(stanza_document()).quotation_spans,
        2,
    )
    assert (document.claims, document.acts) == (tuple(CLAIMS), tuple(ACTS))


def test_a_document_for_extraction_has_the_names_that_other_processors_found(processor: Any, quote: Any) -> None:
    doc = stanza_document()
    for at, tag in ((0, "B-PER"), (1, "E-PER")):
        doc.sentences[0].tokens[at].ner = tag
    doc.build_ents()
    assert processor.to_document(quote.process(doc)).entities == (Labelled(Span(0, 8), "PERSON", 1.0),)


def test_a_variant_takes_the_place_of_the_encoder(processor: Any, quote: Any) -> None:
    from stanza.pipeline.processor import ProcessorVariant, register_processor_variant
    from stanza.pipeline.registry import PROCESSOR_VARIANTS

    @register_processor_variant("quote", "none")
    class Other(ProcessorVariant):  # type: ignore[misc]
        def __init__(self, config: Any) -> None: ...

        def process(self, doc: Any) -> Any:
            doc.quotation_spans, doc.named_spans = (Labelled(Span(38, 42), "cue", 0.4),), ()
            return doc

    other = processor.QuoteProcessor({"with_none": True}, quote.pipeline, "cpu")
    PROCESSOR_VARIANTS["quote"].pop("none")
    document = processor.to_document(other.process(stanza_document()))
    assert (document.roles, document.claims) == ((Labelled(Span(38, 42), "cue", 0.4),), ())
