"""Give Stanza's users the processor `quote`, whichever of the two packages is imported first.

    >>> import quotetrack, stanza
    >>> nlp = stanza.Pipeline("en", processors="tokenize,quote")
    >>> nlp("“We are ready,” Ana Ruiz said.").quotations

Stanza is never imported here: `import quotetrack` stays light.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotetrack.records import Quotation

logger = logging.getLogger(__name__)
_CORE = "stanza.pipeline.core"
"""The module of Stanza that has registered all of Stanza's own processors once it is imported."""


def install() -> None:
    """Register with Stanza now if it is imported already, and otherwise as soon as it is."""
    if _CORE in sys.modules:
        _register()
    elif not any(isinstance(finder, _AfterStanza) for finder in sys.meta_path):
        sys.meta_path.insert(0, _AfterStanza())


class _AfterStanza(MetaPathFinder):
    """An import hook that registers once Stanza's core module has run."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _CORE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                run(module)
                _register()

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _register() -> None:
    """Register the processor and its variant, and give Stanza's documents `quotations`."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _AfterStanza)]
    document = sys.modules["stanza.models.common.doc"].Document
    if hasattr(document, "quotations"):
        return
    try:
        import_module("quotetrack.parse.processor")
    except ImportError:  # an unusual Stanza: its users can do without us
        logger.warning("Stanza's pipelines get no processor 'quote'", exc_info=True)
    else:
        document.add_property("quotations", getter=_quotations)


def _quotations(doc: Any) -> list[Quotation]:
    """The quotations of a Stanza document, which are found when first asked for."""
    from quotetrack.parse.processor import to_document
    from quotetrack.pipeline import read_quotations

    spans = getattr(doc, "quotation_spans", None)
    if spans is None:
        raise AttributeError("Quotations need the processor 'quote' in the pipeline: processors='tokenize,quote'")
    if doc._quotations is None or doc._quotations[0] is not spans:
        doc._quotations = spans, read_quotations(to_document(doc))
    return list(doc._quotations[1])
