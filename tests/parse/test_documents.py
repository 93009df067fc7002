"""Sentences mended at paragraphs and quotation marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.parse.documents import sentence_ranges
from quotetrack.parse.features import prepare
from quotetrack.records import Span

from ..cases.documents import texts


def split(marked: str) -> list[str]:
    """The sentences of a text in which | stands where a splitter ended one."""
    text = marked.replace("|", "")
    tokens = [Span(*m.span()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    cuts = [m.start() - at for at, m in enumerate(re.finditer(r"\|", marked))]
    starts = {0} | {next((i for i, t in enumerate(tokens) if t.start >= cut), len(tokens)) for cut in cuts}
    ranges = sentence_ranges(prepare(text), tokens, starts)
    return [text[tokens[first].start : tokens[last - 1].end] for first, last in ranges]


@pytest.mark.parametrize(
    ("marked", "sentences"),
    [
        ("He left. “|We stay,” she said.", ["He left.", "“We stay,” she said."]),
        ('He left. "|We stay," she said.', ["He left.", '"We stay," she said.']),
        ("“We stay.|” He left.", ["“We stay.”", "He left."]),
        ('"We stay.|" |He left.', ['"We stay."', "He left."]),
        ("“He said ‘go.|’|” Ana left.", ["“He said ‘go.’”", "Ana left."]),
        ("“We stay.|”", ["“We stay.”"]),
        ("He left. “|‘Go,’ she said.”", ["He left.", "“‘Go,’ she said.”"]),
        ("A headline\n\nA line.|Another.", ["A headline", "A line.", "Another."]),
        ("“One paragraph.\n\n“|Two paragraphs.”", ["“One paragraph.", "“Two paragraphs.”"]),
        ("The players’| bus left.", ["The players’ bus left."]),
        ("Maj. Gen.| (res.|)| Ana Ruiz left.|He stayed.", ["Maj. Gen. (res.) Ana Ruiz left.", "He stayed."]),
        ("They left. (It rained.)|He stayed.", ["They left. (It rained.)", "He stayed."]),
        ("", []),
    ],
)
def test_marks_stay_with_their_sentence(marked: str, sentences: list[str]) -> None:
    assert split(marked) == sentences


@given(texts(), st.sets(st.integers(0, 40)))
def test_sentences_part_the_tokens(text: str, starts: set[int]) -> None:
    tokens = [Span(*m.span()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    ranges = sentence_ranges(prepare(text), tokens, {s for s in starts if s < len(tokens)})
    assert [i for first, last in ranges for i in range(first, last)] == list(range(len(tokens)))
    assert all(first < last for first, last in ranges)
