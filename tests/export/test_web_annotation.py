"""Quotations as W3C Web Annotations, checked against the model."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from quotetrack.errors import QuotetrackError
from quotetrack.export.addresses import text_address
from quotetrack.export.quotations import Exported
from quotetrack.export.web_annotation import as_annotation
from quotetrack.records import Span
from quotetrack.spans import make_selectors
from tests.export.standards import check_annotation, of, through_json

Node = dict[str, Any]


def test_every_annotation_is_valid(exported: list[Exported]) -> None:
    for one in exported:
        graph = check_annotation(through_json(as_annotation(one)))
        assert (None, None, Literal(one.hit.quotation.kind)) in graph


def test_positions_and_quotes_are_the_same_words(exported: list[Exported]) -> None:
    for one in exported:
        assert one.source is not None
        targets = through_json(as_annotation(one))["target"]
        spans = []
        for target in targets:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            spans.append((start, end))
            text = one.source.text
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote.get("prefix", "")) and text[end:].startswith(quote.get("suffix", ""))
        assert spans == [tuple(span) for span in one.hit.quotation.content]


def test_a_parted_quotation_has_a_target_for_each_part(exported: list[Exported]) -> None:
    targets = as_annotation(of(exported, "would not\nsail on"))["target"]
    assert [target["selector"][1]["exact"] for target in targets] == ["would not", "sail on"]
    # An address that is none is not made one: the text is named by its hash.
    assert targets[0]["source"] == targets[0]["state"]["cached"] == text_address(hash_of(exported, "sail on"))


def hash_of(exported: list[Exported], words: str) -> str:
    source = of(exported, words).source
    assert source is not None
    return source.sha256


def test_offsets_count_code_points() -> None:
    text = "🌊🌊 e\u0301 “yes”"
    position, quote = make_selectors(text, Span(7, 10))
    assert (quote["exact"], quote["prefix"]) == ("yes", "🌊🌊 e\u0301 “")
    assert text.encode("utf-16-le").decode("utf-16-le")[position["start"] : position["end"]] == "yes"
    assert text.encode("utf-16-le")[2 * 7 : 2 * 10].decode("utf-16-le") != "yes", "UTF-16 units would be elsewhere"


@given(st.text(min_size=1, max_size=90), st.data())
def test_any_stretch_of_any_text_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    position, quote = make_selectors(text, Span(start, end))
    assert text[position["start"] : position["end"]] == quote["exact"]
    around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
    assert around in text and len(quote.get("prefix", "")) == min(start, 32)


def broken(node: Node, path: tuple[Any, ...], value: Any) -> Node:
    node = deepcopy(node)
    place: Any = node
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return node


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("target",), None),
        (("id",), None),
        (("motivation",), "gossiping"),
        (("created",), "2024-03-14T09:30:00+01:00"),
        (("bodyText",), "said by"),
        (("body", 0, "value"), None),
        (("body", 0, "purpose"), "shouting"),
        (("target", 0, "source"), None),
        (("target", 0, "selector", 0, "start"), -1),
        (("target", 0, "selector", 0, "start"), 10**6),
        (("target", 0, "selector", 0, "end"), "59"),
        (("target", 0, "selector", 1, "exact"), None),
        (("target", 0, "selector", 1, "exact"), 3),
        (("target", 0, "selector", 1, "before"), "“"),
    ],
)
def test_what_the_model_does_not_allow_would_be_found(
    exported: list[Exported], path: tuple[Any, ...], value: Any
) -> None:
    node = as_annotation(exported[0])
    check_annotation(node)
    with pytest.raises((AssertionError, ValueError)):
        check_annotation(broken(node, path, value))


def test_people_are_told_by_name_and_address(exported: list[Exported]) -> None:
    bodies = as_annotation(of(exported, "pier is safe"))["body"]
    assert [body["value"] for body in bodies if body["purpose"] == "identifying" and "value" in body] == [
        "Ana Ruiz",
        "Owen Pike",
    ]
    addresses = {body["source"] for body in bodies if body["type"] == "SpecificResource"}
    assert addresses == {"https://isni.org/isni/0000000121032683", "https://pike.example/a%20b"}
    unknown = as_annotation(of(exported, "Where are the keys"))["body"]
    assert [body["value"] for body in unknown] == ["speaker unknown", "direct", "speech"]


def test_an_annotation_needs_the_text(exported: list[Exported]) -> None:
    with pytest.raises(QuotetrackError, match="texts=True"):
        as_annotation(Exported(exported[0].hit, exported[0].known))
