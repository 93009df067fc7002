"""Documents put together, with sentences mended at paragraphs and quotation marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.parse.documents import assemble, sentence_ranges
from quotetrack.parse.encoder import TextLabels
from quotetrack.parse.features import prepare, read_words
from quotetrack.records import ActScores, Labelled, Span, StatedClaim

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


def test_a_document_has_all_that_the_encoder_found() -> None:
    text = prepare("Ana left.")
    ana, left = Span(0, 3), Span(4, 8)
    found = TextLabels(
        read_words(text), ["PROPN", "VERB", "PUNCT"], [Labelled(ana, "source")], [Labelled(ana, "PERSON")],
        [StatedClaim(ana, "role", left, 0.5)], [ActScores(left, (1.0, 2.0, 3.0, 4.0))],
    )  # fmt: skip
    tokens, others = [ana, left, Span(8, 9)], [Labelled(left, "LOCATION")]
    document = assemble(text, tokens, [0], found.upos, found)
    assert (list(document.roles), list(document.entities)) == (found.roles, found.entities)
    assert (list(document.claims), list(document.acts)) == (found.claims, found.acts)
    assert [token.upos for token in document.tokens] == found.upos
    assert list(assemble(text, tokens, [0], found.upos, found, others).entities) == others
    assert assemble(text, tokens, [0], found.upos, found, []).entities == ()
