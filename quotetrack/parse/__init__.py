"""Parse texts into documents. This is the only package that runs Stanza, torch and ONNX Runtime when articles are read.

`parsers` loads a parser: that of a `pack`, or a pipeline of Stanza's with our `processor`. A parser gives the same
texts to the `splitter` (tokens, sentences) and to the `encoder` (roles, names, parts of speech), and `documents` makes
one document of both results. `features` prepares what the encoder reads, `labels` turns its scores into spans, and
`recorded` stores parses and replays them.

Nothing heavy is imported before a parser is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from quotetrack.records import Document

__all__ = ["Parser", "download_models", "load_parser", "stamp_of"]


class Parser(Protocol):
    """What turns texts into documents. `stamp` names the models, for the record of a run."""

    stamp: str

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """One document for each text, in order."""
        ...


def load_parser(package: str | None = None, *, models: Path | None = None, threads: int | None = None) -> Parser:
    """Load the parser of a pack, by default the bundled English one, or one with Stanza's own English tokenizer.

    Without `package`, `models` is the folder of another pack. With `package`, the name of one of Stanza's packages
    (such as "default"), `models` is the folder of Stanza models that has it (default: where Stanza keeps them).
    `threads` is the number of processors to use (default: all). Loading takes two to four seconds. Raises PackError
    where a model is missing or damaged.
    """
    from quotetrack.parse.parsers import load_pack, load_stanza

    return load_pack(models, threads) if package is None else load_stanza(package, models, threads)


def stamp_of(package: str | None = None, models: Path | None = None) -> str:
    """The stamp of the parser that `load_parser` gives for these arguments, without loading it."""
    from quotetrack.parse.pack import find_pack

    if package is None:
        return find_pack(models).stamp
    from importlib.metadata import version

    return f"{find_pack().stamp} + stanza {version('stanza')} {package}"


def download_models(package: str = "default", models: Path | None = None) -> Path:
    """Download Stanza's own English models of a package; returns the folder they are in.

    Raises PackError where that fails. No other function of quotetrack needs a network.
    """
    from quotetrack.parse import parsers

    return parsers.download_models(package, models)
