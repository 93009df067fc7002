"""The sentence of an article that words stand in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quotetrack.check.check import check
from quotetrack.check.sources import find_sentence
from quotetrack.records import Quotation, Span
from quotetrack.store import open_store
from tests.store.builders import article, said


def quoted(text: str, *pieces: str, kind: Any = "direct") -> Quotation:
    """A quotation in these pieces of a text, by nobody who is named."""
    made = said(text, pieces[0], kind=kind, cue=())
    spans = [Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    return Quotation(made.id, kind, "speech", " ".join(pieces), tuple(spans), made.attribution)


TOLL = "The council met. Gen. A. B. Ruiz called the toll “a gift to the rich” that would ruin the quay. It rained."
SHIPS = "It rained. “The ships come. The nets are full,” she said. “We sail on Sunday, whatever the weather.”"

MILL = "The council met. Ruiz said the mill would close in May. It rained."
WRAPPED = "“The mill\nwill close,” he said. It rained.\n"

CASES: list[tuple[str, tuple[str, ...], Any, str, str]] = [
    (
        MILL, ("the mill would close in May",), "indirect", "the mill would close",
        "Ruiz said the mill would close in May.",
    ),
    (
        TOLL, ("the toll “a gift to the rich” that would ruin the quay",), "mixed", "to the rich that would ruin",
        "Gen. A. B. Ruiz called the toll “a gift to the rich” that would ruin the quay.",
    ),
    (SHIPS, ("The ships come. The nets are full,",), "direct", "The ships come", "“The ships come. …”"),
    (SHIPS, ("The ships come. The nets are full,",), "direct", "nets are full", "“… The nets are full,” she said."),
    (
        SHIPS, ("The ships come. The nets are full,", "We sail on Sunday, whatever the weather."), "direct",
        "full we sail on Sunday",
        "“… The nets are full,” she said. “We sail on Sunday, whatever the weather.”",
    ),
    (WRAPPED, ("The mill\nwill close,",), "direct", "The mill will close", "“The mill\nwill close,” he said."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces", "kind", "asked", "expected"), CASES)
def test_the_sentence(tmp_path: Path, text: str, pieces: tuple[str, ...], kind: Any, asked: str, expected: str) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        store.save_article(article(text), [quoted(text, *pieces, kind=kind)], store.start_run())
    with open_store(tmp_path / "news.db", readonly=True) as store:
        found = find_sentence(store, check(store, asked).source)
    assert found == expected


def test_who_said_it_stands_with_it_where_that_is_in_the_paragraph(tmp_path: Path) -> None:
    text = "“The ships come. The nets are full,” said Ana Ruiz. It rained.\n\n“The boats are old.” He left."
    near = said(text, "The ships come. The nets are full,", "Ana Ruiz", mention="Ana Ruiz")
    far = said(text, "The boats are old.", "Ana Ruiz", mention="Ana Ruiz")
    with open_store(tmp_path / "news.db", create=True) as store:
        store.save_article(article(text), [near, far], store.start_run())
    with open_store(tmp_path / "news.db", readonly=True) as store:
        whole = find_sentence(store, check(store, "The ships come").source)
        alone = find_sentence(store, check(store, "The boats are old").source)
        assert find_sentence(store, None) is None
    assert whole == "“The ships come. The nets are full,” said Ana Ruiz."
    assert alone == "“The boats are old.”"
