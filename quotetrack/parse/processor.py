"""What quotetrack adds to Stanza: a processor `quote`, and a variant `paragraphs` of `tokenize`.

Importing this module registers both (Stanza's `register_processor` and
`register_processor_variant`). It imports stanza and, through it, torch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import torch
from stanza.models.common import utils
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.foundation_cache import FoundationCache
from stanza.pipeline.processor import Processor, ProcessorVariant, register_processor, register_processor_variant
from stanza.pipeline.tokenize_processor import TokenizeProcessor

from quotetrack.parse.encoder import Prepared, Reading, WordEncoder, prepare
from quotetrack.parse.pack import ENCODER, VOCABULARY, find_pack
from quotetrack.parse.sentences import sentence_ranges
from quotetrack.records import Document, Labelled, Sentence, Span, Token

PIECE = 3000
"""Characters that the tokenizer is given at once. It pads every paragraph of a batch to the
longest, so that one enormous line would take memory for all; 99.9 % of paragraphs are shorter."""
CHUNK = 200_000
"""Characters tokenized in one call: Stanza holds about 300 bytes for each of them meanwhile."""
_TYPES = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORGANIZATION", "ORGANIZATION": "ORGANIZATION",
    "GPE": "LOCATION", "LOC": "LOCATION", "LOCATION": "LOCATION", "FAC": "LOCATION",
}  # fmt: skip


@register_processor("quote")
class QuoteProcessor(Processor):  # type: ignore[misc]
    """Finds who said what: sources, cues and contents, with names and parts of speech.

    Sets on the document `quotation_spans` and `named_spans` (tuples of Labelled), `upos` of words
    that have none, and `ner` and `ents` where no NER ran before. Options: `quote_pack`, a folder
    (default: the pack that comes with quotetrack), and `quote_threads` (default: all processors).
    """

    PROVIDES_DEFAULT: ClassVar = {"quote"}
    REQUIRES_DEFAULT: ClassVar = {"tokenize"}

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        if not hasattr(self, "_variant"):
            folder = config.get("pack")
            pack = find_pack(Path(folder) if folder else None)
            pack.verify()
            threads = config.get("threads")
            self._encoder = WordEncoder(pack.path(ENCODER), pack.path(VOCABULARY), int(threads) if threads else None)

    def process(self, doc: Any) -> Any:
        return self.bulk_process([doc])[0]

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        if hasattr(self, "_variant"):
            return list(self._variant.bulk_process(docs))
        prepared = [prepare(doc.text or "") for doc in docs]
        for doc, reading in zip(docs, self._encoder.read(prepared), strict=True):
            _annotate(doc, reading)
        return docs


def _annotate(doc: Any, reading: Reading) -> None:
    ends = [span.end for span in reading.words.spans]
    for sentence in doc.sentences:
        for token in sentence.tokens:
            first = bisect_right(ends, token.start_char)
            for word in token.words:
                if word.upos is None:
                    word.upos = _tag(reading, first, token.end_char)
    doc.quotation_spans = tuple(reading.roles)
    if doc.ents or any(token.ner for token in doc.iter_tokens()):
        spans = ((Span(e.start_char, e.end_char), _TYPES.get(e.type)) for e in doc.ents)
        doc.named_spans = tuple(Labelled(span, label) for span, label in spans if label)
    else:
        doc.named_spans = tuple(reading.entities)
        _name(doc, reading.entities)


def _tag(reading: Reading, first: int, end: int) -> str:
    """The part of speech of the first of the encoder's words that is in a token and no mark."""
    tag = "X"
    spans = reading.words.spans
    while first < len(spans) and spans[first].start < end:
        tag = reading.upos[first]
        if tag != "PUNCT":
            break
        first += 1
    return tag


def _name(doc: Any, entities: Sequence[Labelled]) -> None:
    """Tag tokens with the entities (BIOES), none across a sentence's end, and build `doc.ents`."""
    ends = [found.span.end for found in entities]
    for sentence in doc.sentences:
        inside = []
        for token in sentence.tokens:
            at = bisect_right(ends, token.start_char)
            inside.append(at if at < len(entities) and entities[at].span.start < token.end_char else -1)
        for here, (token, at) in enumerate(zip(sentence.tokens, inside, strict=True)):
            begins = here == 0 or inside[here - 1] != at
            stops = here + 1 == len(inside) or inside[here + 1] != at
            place = ("S" if stops else "B") if begins else ("E" if stops else "I")
            token.ner = "O" if at < 0 else f"{place}-{entities[at].label}"
    doc.build_ents()


@contextmanager
def _without_optimiser() -> Iterator[None]:
    """Keep Stanza from making an optimiser for a model that only predicts: torch imports its
    compiler for that, 1.5 of 3.6 seconds of loading."""
    make = utils.get_optimizer
    utils.get_optimizer = lambda *_, **__: None
    try:
        yield
    finally:
        utils.get_optimizer = make


@contextmanager
def _one_thread() -> Iterator[None]:
    """Run torch on one thread. The tokenizer's steps are so small that two threads gain nothing, and
    wait for each other a thousand times longer than they work once other programs are running."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class _Alone:
    """The pipeline of a processor that stands alone, as far as Stanza asks for one."""

    def __init__(self) -> None:
        self.loaded_processors: list[Any] = []
        self.load_list: list[Any] = []
        self.foundation_cache = FoundationCache(local_files_only=True)


@register_processor_variant("tokenize", "paragraphs")
class ParagraphTokenizer(ProcessorVariant):  # type: ignore[misc]
    """Stanza's tokenizer, shown one paragraph at a time and mended at quotation marks.

    A sentence never runs over a paragraph's end, an opening mark never ends one and a closing
    mark never starts one. Chosen by `tokenize_with_paragraphs=True`.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        plain = {key: value for key, value in config.items() if key != "with_paragraphs"}
        with _without_optimiser():
            self._tokenizer = TokenizeProcessor(plain, _Alone(), "cpu")

    def process(self, document: Any) -> Any:
        text = document if isinstance(document, str) else "\n\n".join(document)
        return self.bulk_process([StanzaDocument([], text=text)])[0]

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        prepared = [prepare(doc.text or "") for doc in docs]
        pieces = [(number, piece) for number, text in enumerate(prepared) for piece in _pieces(text)]
        tokens: list[list[dict[str, Any]]] = [[] for _ in docs]
        starts: list[list[int]] = [[] for _ in docs]
        with _one_thread():
            for group in _chunks(pieces):
                self._read(group, prepared, tokens, starts)
        return [_document(text, own, begun) for text, own, begun in zip(prepared, tokens, starts, strict=True)]

    def _read(
        self,
        group: list[tuple[int, Span]],
        prepared: Sequence[Prepared],
        tokens: list[list[dict[str, Any]]],
        starts: list[list[int]],
    ) -> None:
        """Tokenize pieces of several texts in one go, and sort the tokens back into their texts."""
        joined, places = "", []
        for number, piece in group:
            places.append(len(joined))
            joined += prepared[number].text[piece.start : piece.end] + "\n\n"
        for sentence in self._tokenizer.process(StanzaDocument([], text=joined)).sentences:
            for index, token in enumerate(sentence.tokens):
                at = bisect_right(places, token.start_char) - 1
                number, shift = group[at][0], group[at][1].start - places[at]
                if index == 0:
                    starts[number].append(len(tokens[number]))
                own = {"text": token.text, "start_char": token.start_char + shift, "end_char": token.end_char + shift}
                tokens[number].append(own | ({"misc": token.misc} if token.misc else {}))


def _pieces(text: Prepared) -> Iterator[Span]:
    """The paragraphs; those longer than `PIECE` cut, after a full stop where there is one."""
    for start, end in text.paragraphs:
        while end - start > PIECE:
            half, limit = start + PIECE // 2, start + PIECE
            cut = text.text.rfind(". ", half, limit) + 1 or text.text.rfind(" ", half, limit) + 1 or limit
            yield Span(start, cut)
            start = cut
        yield Span(start, end)


def _chunks(pieces: Sequence[tuple[int, Span]]) -> Iterator[list[tuple[int, Span]]]:
    chunk: list[tuple[int, Span]] = []
    size = 0
    for number, piece in pieces:
        if chunk and size + piece.end - piece.start > CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append((number, piece))
        size += piece.end - piece.start
    if chunk:
        yield chunk


def _document(text: Prepared, tokens: list[dict[str, Any]], starts: Sequence[int]) -> Any:
    spans = [Span(token["start_char"], token["end_char"]) for token in tokens]
    ranges = sentence_ranges(text.text, spans, starts, text.paragraphs, text.quoted)
    return StanzaDocument([tokens[first:last] for first, last in ranges], text=text.text)


def to_document(doc: Any) -> Document:
    """A Stanza document that the `quote` processor has read, as extraction wants it.

    Sentences are mended here too, since any tokenizer may have made them.
    """
    text = prepare(doc.text or "")
    tokens: list[Token] = []
    starts: list[int] = []
    for sentence in doc.sentences:
        starts.append(len(tokens))
        tokens += [Token(Span(t.start_char, t.end_char), t.words[0].upos) for t in sentence.tokens]
    sentences = tuple(
        Sentence(Span(tokens[first].span.start, tokens[last - 1].span.end), first, last)
        for first, last in sentence_ranges(text.text, [t.span for t in tokens], starts, text.paragraphs, text.quoted)
    )
    return Document(text.text, tuple(text.paragraphs), sentences, tuple(tokens), doc.quotation_spans, doc.named_spans)
