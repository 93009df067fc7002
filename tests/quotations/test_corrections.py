"""Drafts corrected by the words around them; test_asides.py has the contents that are cut where a clause ends."""

from __future__ import annotations

import pytest

from quotetrack.quotations.corrections import in_one_sentence
from quotetrack.quotations.drafts import Draft
from quotetrack.records import Span
from tests.quotations.builders import reading


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("[s:[P:Ana Ruiz], a nurse. Pike] said so.", "Ana Ruiz, a nurse"),
        ("He left. [s:Pike. [P:Ana Ruiz]] [q:said] so.", "Ana Ruiz"),
        ("He left[s:.\n\n- [P:Ana Ruiz]], Halsund", ".\n\n- Ana Ruiz"),
    ],
)
def test_a_source_keeps_to_one_sentence_but_never_to_no_words(markup: str, kept: str) -> None:
    read = reading(markup)
    cue = tuple(label.span for label in read.document.roles if label.label == "cue")
    source = next(label.span for label in read.document.roles if label.label == "source")
    draft = in_one_sentence(read, Draft((Span(0, 1),), cue, (source,)))
    assert read.slice(draft.source[0]) == kept
