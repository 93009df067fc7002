"""The two parsers, from texts to documents: that of a pack, and a Stanza pipeline with the `quote` processor.

Tokens and sentences come from a pack's tokenizer or from Stanza's own English models; the encoder is always that of a
pack. Only `download_models` uses a network.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quotetrack.errors import PackError
from quotetrack.parse.documents import assemble, parts_of_speech
from quotetrack.parse.encoder import WordEncoder
from quotetrack.parse.features import prepare
from quotetrack.parse.pack import ENCODER, RESOURCES, TOKENIZER, VOCABULARY, find_pack
from quotetrack.records import Document


class PackParser:
    """The parser of a pack. Tokens and labels go straight into documents: Stanza's own objects between the two would
    add a third to the time."""

    def __init__(self, splitter: Any, encoder: WordEncoder, stamp: str) -> None:
        self._splitter = splitter
        self._encoder = encoder
        self.stamp = stamp

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """Each text parsed, in order. Any text will do: empty, without a word, or megabytes long."""
        prepared = [prepare(text) for text in texts]
        splits, labels = self._splitter.read(prepared), self._encoder.read(prepared)
        return [
            assemble(text, split.tokens, split.starts, parts_of_speech(own, split.tokens), own)
            for text, split, own in zip(prepared, splits, labels, strict=True)
        ]


class StanzaParser:
    """A loaded Stanza pipeline with the `quote` processor."""

    def __init__(self, pipeline: Any, stamp: str) -> None:
        self._pipeline = pipeline
        self.stamp = stamp

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """Each text parsed, in order. Any text will do: empty, without a word, or megabytes long."""
        from quotetrack.parse.processor import to_document

        return [to_document(doc) for doc in self._pipeline.bulk_process(list(texts))] if texts else []


def load_pack(folder: Path | None = None, threads: int | None = None) -> PackParser:
    """The parser of the pack in `folder`, by default the bundled one.

    Raises PackError where the pack is missing or damaged.
    """
    pack = find_pack(folder)
    pack.verify()
    from quotetrack.parse.processor import load_splitter

    splitter = load_splitter({"lang": "en", "model_path": str(pack.path(TOKENIZER))})
    encoder = WordEncoder(pack.path(ENCODER), pack.path(VOCABULARY), threads)
    _freeze()
    return PackParser(splitter, encoder, pack.stamp)


def load_stanza(package: str = "default", models: Path | None = None, threads: int | None = None) -> StanzaParser:
    """A parser that splits words and sentences with one of Stanza's own packages.

    `models` is a folder of Stanza models (default: Stanza's own). Raises PackError where it, the
    package or a model file is missing.
    """
    import stanza

    folder, pack = models or default_models(), find_pack()
    known = _packages(folder, package)
    if package not in known:
        raise PackError(f"{folder} has no package {package!r} for English. There are: {', '.join(known)}.")
    try:
        pipeline = _build(threads, dir=str(folder), package=None, processors={"tokenize": package, "quote": "default"})
    except FileNotFoundError as error:
        raise PackError(f"{_get(folder, package)} What is missing: {error}") from error
    return StanzaParser(pipeline, f"{pack.stamp} + stanza {stanza.__version__} {package}")


def download_models(package: str = "default", models: Path | None = None) -> Path:
    """Download the models that `load_stanza` needs for a package, with Stanza's own downloader; returns the folder.

    Raises PackError where that fails.
    """
    import stanza

    folder = models or default_models()
    try:
        stanza.download(
            "en", model_dir=str(folder), package=None, processors={"tokenize": package}, logging_level="ERROR"
        )
    except Exception as error:  # Stanza lets errors of three libraries through, and its own
        raise PackError(
            f"Stanza could not download its English package {package!r} to {folder}: {error}. Check the connection and "
            "the name, or copy a folder of Stanza models from another machine and name it as the folder of models. "
            "The bundled pack needs no download."
        ) from error
    return folder


def default_models() -> Path:
    """Where Stanza keeps its models."""
    from stanza.resources.common import DEFAULT_MODEL_DIR

    return Path(DEFAULT_MODEL_DIR)


def _packages(folder: Path, package: str) -> list[str]:
    """The packages that the index in a folder of Stanza models has for English."""
    try:
        resources = json.loads((folder / RESOURCES).read_text(encoding="utf-8"))
        english = resources["en"]
    except FileNotFoundError:
        raise PackError(_get(folder, package)) from None
    except (OSError, ValueError, KeyError) as error:
        raise PackError(f"{folder / RESOURCES} is no index of Stanza's English models ({error!r}).") from error
    return sorted({*english.get("packages", ()), *english.get("tokenize", ())})


def _get(folder: Path, package: str) -> str:
    return (
        f"Stanza's English models are not, or not all, in {folder}. Get them with: "
        f"quotetrack models download {package} --models {folder}"
    )


def _build(threads: int | None, **options: Any) -> Any:
    import stanza

    import quotetrack.parse.processor  # noqa: F401 - registers `quote` and the variant of `tokenize`

    pipeline = stanza.Pipeline(
        "en", download_method=None, use_gpu=False, logging_level="ERROR",
        tokenize_with_paragraphs=True, quote_threads=threads, **options,
    )  # fmt: skip
    _freeze()
    return pipeline


def _freeze() -> None:
    """Keep the garbage collector from the half a million objects of Stanza and torch, which it would visit again and
    again while articles are parsed, for a seventh of the time."""
    gc.collect()
    gc.freeze()
