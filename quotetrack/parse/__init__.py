"""From texts to documents: the only package that knows Stanza, torch and ONNX Runtime.

Nothing heavy is imported before a parser is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from quotetrack.records import Document

__all__ = ["Parser", "load_parser"]


class Parser(Protocol):
    """Whatever turns texts into documents. `stamp` names the models, for the record of a run."""

    stamp: str

    def parse(self, texts: Sequence[str]) -> list[Document]:
        """One document for each text, in order."""
        ...


def load_parser(package: str | None = None, *, models: Path | None = None, threads: int | None = None) -> Parser:
    """The parser of the bundled English pack, or of Stanza's own English models.

    `package` names one of Stanza's packages ("default", say) among the models in the folder
    `models`; `threads` is how many processors to use (default: all). Takes two to four seconds.
    Raises PackError where models are missing or damaged.
    """
    from quotetrack.parse.pipeline import load_bundled

    return load_bundled("en", threads)
