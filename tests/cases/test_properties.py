"""What holds for every document, whatever a parser found in it: made-up documents, no model."""

from __future__ import annotations

import json

from hypothesis import given, settings

from quotetrack.contract import as_json
from quotetrack.pipeline import read_quotations
from quotetrack.records import Document, Quotation, Span

from .documents import documents

MANY = settings(max_examples=150, deadline=None)


def spans_of(quotation: Quotation) -> list[Span]:
    """Every span that a quotation carries."""
    return [*quotation.content, *quotation.attribution.cue, *quotation.attribution.source]


@MANY
@given(documents())
def test_every_span_slices_to_some_of_the_text(document: Document) -> None:
    for quotation in read_quotations(document):
        assert quotation.content
        for start, end in spans_of(quotation):
            assert 0 <= start < end <= len(document.text)
            assert document.text[start:end].strip()


@MANY
@given(documents())
def test_pieces_of_a_content_are_in_order_and_apart(document: Document) -> None:
    for quotation in read_quotations(document):
        edges = [edge for span in quotation.content for edge in span]
        assert edges == sorted(edges)


@MANY
@given(documents())
def test_quotations_come_in_text_order_with_ids_of_their_own(document: Document) -> None:
    found = read_quotations(document)
    ids = [quotation.id for quotation in found]
    assert len(set(ids)) == len(ids)
    assert all(len(each) == 12 and set(each) <= set("0123456789abcdef") for each in ids)
    starts = [quotation.content[0].start for quotation in found]
    assert starts == sorted(starts)


@MANY
@given(documents())
def test_a_child_lies_within_its_parent_one_level_down(document: Document) -> None:
    found = {quotation.id: quotation for quotation in read_quotations(document)}
    for quotation in found.values():
        if quotation.parent is None:
            assert quotation.depth == 0
            continue
        parent = found[quotation.parent]
        assert quotation.depth == parent.depth + 1
        assert parent.content[0].start <= quotation.content[0].start
        assert quotation.content[-1].end <= parent.content[-1].end


@MANY
@given(documents())
def test_unknown_speakers_have_neither_name_nor_role(document: Document) -> None:
    for quotation in read_quotations(document):
        assert 0 <= quotation.attribution.confidence <= 1
        who = quotation.attribution.speaker
        if who.kind in ("unknown", "unnamed"):
            assert who.name is None
        if who.kind == "unknown":
            assert who.role is None and who.affiliations == ()


@MANY
@given(documents())
def test_reading_twice_gives_the_same_and_json_takes_it(document: Document) -> None:
    first, second = read_quotations(document), read_quotations(document)
    assert first == second
    for quotation in first:
        shown = as_json(quotation, "article")
        assert json.loads(json.dumps(shown, ensure_ascii=False, allow_nan=False)) == shown
