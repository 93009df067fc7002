"""The parts that quotetrack adds to Stanza: a processor `quote`, and a variant `paragraphs` of `tokenize`.

Importing this module registers both (Stanza's `register_processor` and
`register_processor_variant`). It imports stanza and, through it, torch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any, ClassVar

from stanza.models.common import utils
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.common.foundation_cache import FoundationCache
from stanza.pipeline.processor import Processor, ProcessorVariant, register_processor, register_processor_variant
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT, TokenizeProcessor

from quotetrack.parse.documents import assemble, parts_of_speech, sentence_ranges
from quotetrack.parse.encoder import TextLabels, WordEncoder
from quotetrack.parse.features import PreparedText, prepare, read_words
from quotetrack.parse.pack import ENCODER, VOCABULARY, find_pack
from quotetrack.parse.splitter import Split, Splitter, groups, one_thread
from quotetrack.records import Document, Labelled, Span

_ENTITY_TYPES = {
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
        for doc, found in zip(docs, self._encoder.read(prepared), strict=True):
            _annotate(doc, found)
        return docs


def _annotate(doc: Any, found: TextLabels) -> None:
    tokens = list(doc.iter_tokens())
    tags = parts_of_speech(found, [Span(token.start_char, token.end_char) for token in tokens])
    for token, tag in zip(tokens, tags, strict=True):
        for word in token.words:
            if word.upos is None:
                word.upos = tag
    doc.quotation_spans = tuple(found.roles)
    doc.quotation_labels = found
    if doc.ents or any(token.ner for token in doc.iter_tokens()):
        spans = ((Span(e.start_char, e.end_char), _ENTITY_TYPES.get(e.type)) for e in doc.ents)
        doc.named_spans = tuple(Labelled(span, label) for span, label in spans if label)
    else:
        doc.named_spans = tuple(found.entities)
        _name(doc, found.entities)


def _name(doc: Any, entities: Sequence[Labelled]) -> None:
    """Tag tokens with the entities (BIOES), which end with their sentence at the latest, and build `doc.ents`."""
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
    """Keep Stanza from making an optimiser for a model that only predicts. Torch would import its compiler for it,
    which takes 1.5 of 3.6 seconds of loading."""
    make = utils.get_optimizer
    utils.get_optimizer = lambda *_, **__: None
    try:
        yield
    finally:
        utils.get_optimizer = make


class _StandInPipeline:
    """What a Stanza processor needs of its pipeline, for a processor that runs without one."""

    def __init__(self) -> None:
        self.loaded_processors: list[Any] = []
        self.load_list: list[Any] = []
        self.foundation_cache = FoundationCache(local_files_only=True)


@register_processor_variant("tokenize", "paragraphs")
class ParagraphTokenizer(ProcessorVariant):  # type: ignore[misc]
    """Stanza's tokenizer, which reads one paragraph at a time here, with sentences mended at quotation marks.

    A sentence never runs over a paragraph's end, never ends with an opening mark and never starts with a closing one.
    The option `tokenize_with_paragraphs=True` chooses it.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._splitter = load_splitter({key: value for key, value in config.items() if key != "with_paragraphs"})
        self._longest = int(config.get("max_seqlen", TokenizeProcessor.MAX_SEQ_LENGTH_DEFAULT))

    def process(self, document: Any) -> Any:
        text = document if isinstance(document, str) else "\n\n".join(document)
        return self.bulk_process([StanzaDocument([], text=text)])[0]

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        prepared = [prepare(doc.text or "") for doc in docs]
        splits = self._splitter.read(prepared)
        return [_document(text, split, self._longest) for text, split in zip(prepared, splits, strict=True)]


def load_splitter(config: dict[str, Any]) -> Splitter | StanzaSplitter:
    """The splitter for a configuration of Stanza's tokenize processor: the fast one where it knows the kind of
    model."""
    with _without_optimiser():
        processor = TokenizeProcessor(config, _StandInPipeline(), "cpu")
    return Splitter(processor.trainer) if Splitter.understands(processor.trainer) else StanzaSplitter(processor)


class StanzaSplitter:
    """Any tokenizer of Stanza's, run by Stanza (its `TokenizeProcessor`) on many stretches at once."""

    def __init__(self, processor: Any) -> None:
        self._processor = processor

    def read(self, texts: Sequence[PreparedText]) -> list[Split]:
        """The tokens of each text."""
        splits = [Split() for _ in texts]
        with one_thread():
            for group in groups(texts):
                self._read(group, texts, splits)
        return splits

    def _read(self, group: Sequence[tuple[int, Span]], texts: Sequence[PreparedText], splits: Sequence[Split]) -> None:
        """Tokenize stretches of several texts in one go, and sort the tokens back into their texts."""
        parts = [texts[number].text[stretch.start : stretch.end] + "\n\n" for number, stretch in group]
        places = list(accumulate((len(part) for part in parts), initial=0))
        for sentence in self._processor.process(StanzaDocument([], text="".join(parts))).sentences:
            for index, token in enumerate(sentence.tokens):
                at = bisect_right(places, token.start_char) - 1
                split, shift = splits[group[at][0]], group[at][1].start - places[at]
                if index == 0:
                    split.starts.append(len(split.tokens))
                if token.misc:
                    split.several.append(len(split.tokens))
                split.tokens.append(Span(token.start_char + shift, token.end_char + shift))


def _document(text: PreparedText, split: Split, longest: int) -> Any:
    """A Stanza document of a text's tokens. A token of more than `longest` characters gets Stanza's replacement, which
    later models expect."""
    tokens = []
    for start, end in split.tokens:
        form = " ".join(text.text[start:end].split())
        form = form if len(form) <= longest else TOKEN_TOO_LONG_REPLACEMENT
        tokens.append({"text": form, "start_char": start, "end_char": end})
    for at in split.several:
        tokens[at]["misc"] = "MWT=Yes"
    ranges = sentence_ranges(text, split.tokens, split.starts)
    return StanzaDocument([tokens[first:last] for first, last in ranges], text=text.text)


def to_document(doc: Any) -> Document:
    """The document of a Stanza document that the `quote` processor has read.

    Sentences are mended here too, since any tokenizer may have made them.
    """
    tokens: list[Span] = []
    tags: list[str | None] = []
    starts: list[int] = []
    for sentence in doc.sentences:
        starts.append(len(tokens))
        tokens += [Span(t.start_char, t.end_char) for t in sentence.tokens]
        tags += [t.words[0].upos for t in sentence.tokens]
    text = prepare(doc.text or "")
    found = getattr(doc, "quotation_labels", None)  # a variant of `quote` need not know of it
    found = found or TextLabels(read_words(text), [], list(doc.quotation_spans))
    return assemble(text, tokens, starts, tags, found, doc.named_spans)
