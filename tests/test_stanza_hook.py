"""`import quotetrack` gives Stanza's users the processor `quote`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from quotetrack import stanza_hook
from quotetrack.parse.pack import BUNDLED

USER = """
import json, sys
import {first}
light = "stanza" in sys.modules or not ({{"stanza", "torch", "onnxruntime"}} & set(sys.modules))
import {second}
nlp = stanza.Pipeline(
    "en", dir={pack!r}, package=None, processors={{"tokenize": "default", "quote": "default"}}, download_method=None,
    allow_unknown_language=True, tokenize_model_path={pack!r} + "/tokenizer.pt", use_gpu=False, logging_level="ERROR",
)
doc = nlp("“We are ready for the winter,” said Ana Ruiz.")
print(json.dumps([light, doc.quotations[0].text, [e.text for e in doc.ents]]))
"""


@pytest.mark.parser
@pytest.mark.parametrize(("first", "second"), [("quotetrack", "stanza"), ("stanza", "quotetrack")])
def test_whichever_is_imported_first(first: str, second: str) -> None:
    code = USER.format(first=first, second=second, pack=str(BUNDLED))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    light, quotation, names = json.loads(done.stdout)
    assert light, "importing quotetrack alone must not import stanza, torch or onnxruntime"
    assert (quotation, names) == ("We are ready for the winter,", ["Ana Ruiz"])


def test_installing_twice_waits_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.split(".")[0] == "stanza"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    stanza_hook.install()
    before = list(sys.meta_path)
    stanza_hook.install()
    assert sys.meta_path == before


class Document:
    """As much of Stanza's as the hook touches."""

    _quotations: Any = None
    quotation_spans: Any = None


def test_a_document_without_the_processor_says_so() -> None:
    with pytest.raises(AttributeError, match="need the processor 'quote'"):
        stanza_hook._quotations(Document())
