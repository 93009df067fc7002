"""What the encoder sees of a text."""

from __future__ import annotations

import pytest
from hypothesis import given

from quotetrack.parse.features import (
    CAPITALISED,
    QUOTED,
    WINDOW_PIECES,
    PieceTokenizer,
    Words,
    prepare,
    read_words,
    windows,
)
from quotetrack.parse.pack import VOCABULARY, find_pack

from ..cases.documents import texts


def words_of(text: str) -> Words:
    return read_words(prepare(text))


@pytest.fixture(scope="module")
def tokenizer() -> PieceTokenizer:
    return PieceTokenizer(find_pack().path(VOCABULARY))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ('"Go," he said.', "“ Go , ” he said ."),
        ("``Go,'' he said.", "“ Go , ” he said ."),
        ("«Go», he said.", "“ Go ” , he said ."),
        ("‘Go,’ he said.", "“ Go , ” he said ."),
        ("“He said ‘go’ twice.”", "“ He said ‘ go ’ twice . ”"),
        ("The players’ rock ’n’ roll", "The players ' rock ' n ' roll"),
    ],
)
def test_every_style_of_mark_is_read_in_one_form(text: str, forms: str) -> None:
    assert " ".join(words_of(text).forms) == forms


def test_words_know_capitals_and_marks() -> None:
    words = words_of("“We stay,” Ana said.")
    types = dict(zip(words.forms, words.types, strict=True))
    assert (types["We"], types["stay"]) == (CAPITALISED | QUOTED, QUOTED)
    assert (types["Ana"], types["said"]) == (CAPITALISED, 0)


@given(texts())
def test_words_slice_to_the_text_in_order(text: str) -> None:
    words = words_of(text)
    at = 0
    for start, end in words.spans:
        assert at <= start < end <= len(text)
        at = end
    covered = {i for start, end in words.spans for i in range(start, end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@pytest.mark.parametrize("text", ["", " \n", "One.", "word " * 900, "Yes.\n" * 300, "x" * 5000 + " said Ana."])
def test_windows_cover_every_word_once_and_fit(text: str, tokenizer: PieceTokenizer) -> None:
    words = words_of(text)
    found = list(windows(words, tokenizer.pieces(words.forms)))
    assert [i for window in found for i in window.words] == list(range(len(words.spans)))
    for window in found:
        assert len(window.ids) == len(window.types) <= WINDOW_PIECES
        assert len(window.heads) == len(window.words) and max(window.heads) < len(window.ids)


def test_short_paragraphs_share_a_window(tokenizer: PieceTokenizer) -> None:
    words = words_of("Ana came.\nBen left.\nNobody spoke.")
    assert len(list(windows(words, tokenizer.pieces(words.forms)))) == 1
