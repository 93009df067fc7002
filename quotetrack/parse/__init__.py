"""From texts to documents: the only package that runs Stanza, torch and ONNX Runtime when articles are read.

`parsers` loads a parser: that of a `pack`, or a pipeline of Stanza's with our `processor`. A parser gives the same
texts to the `splitter` (tokens, sentences) and to the `encoder` (roles, names, parts of speech), and `documents` puts
together what they say. `features` is what the encoder sees, `labels` how its scores become spans; `recorded` stores
parses and replays them.

Nothing heavy is imported before a parser is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from quotetrack.records import Document

__all__ = ["Parser", "download_models", "load_parser", "stamp_of"]


class Parser(Protocol):
    """Whatever turns texts into documents. `stamp` names the models, for the record of a run."""

    stamp: str

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """One document for each text, in order."""
        ...


def load_parser(package: str | None = None, *, models: Path | None = None, threads: int | None = None) -> Parser:
    """The parser of a pack, the bundled English one by default, or of Stanza's own English models.

    Without `package`, `models` is the folder of another pack. `package` names one of Stanza's
    packages ("default", say), and `models` the folder of Stanza models that it is in (default:
    where Stanza keeps them). `threads` is how many processors to use (default: all). Takes two to
    four seconds. Raises PackError where a model is missing or damaged.
    """
    from quotetrack.parse.parsers import load_pack, load_stanza

    return load_pack(models, threads) if package is None else load_stanza(package, models, threads)


def stamp_of(package: str | None = None, models: Path | None = None) -> str:
    """The stamp that the parser of `load_parser` with these arguments will bear, without loading it."""
    from quotetrack.parse.pack import find_pack

    if package is None:
        return find_pack(models).stamp
    from importlib.metadata import version

    return f"{find_pack().stamp} + stanza {version('stanza')} {package}"


def download_models(package: str = "default", models: Path | None = None) -> Path:
    """Download Stanza's own English models of that package; returns the folder they are in.

    Raises PackError where that fails. Nothing else in quotetrack uses a network.
    """
    from quotetrack.parse import parsers

    return parsers.download_models(package, models)
