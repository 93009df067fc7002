"""Stored parses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from quotetrack.errors import PackError
from quotetrack.parse.pack import find_pack
from quotetrack.parse.recorded import RecordedParser, Recording, document_from_json, document_to_json, text_key
from quotetrack.records import ActScores, Document, Labelled, Sentence, Span, StatedClaim, Token

from ..cases.documents import documents

STAMP = "en 9 abc"


class CountingParser:
    """Makes one token of a text, and counts the texts it was given."""

    stamp = STAMP

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def parse(self, texts: Sequence[str]) -> list[Document]:
        self.parsed += texts
        return [parsed(text) for text in texts]


def parsed(text: str) -> Document:
    span = Span(0, len(text))
    return Document(text, (span,), (Sentence(span, 0, 1),), (Token(span, "X"),), (Labelled(span, "cue", 0.5),))


def recording(path: Path, parser: CountingParser, stamp: str = STAMP) -> Recording:
    return Recording(path, lambda: parser, stamp)


@given(documents())
def test_a_document_survives_json(document: Document) -> None:
    stored = json.loads(json.dumps(document_to_json(document)))
    assert document_from_json(stored, document.text) == document


def test_claims_and_acts_survive_json() -> None:
    claims = (
        StatedClaim(Span(0, 3), "role", Span(5, 9), 0.75),
        StatedClaim(Span(20, 24), "body", Span(2, 4), 0.5),
    )
    acts = (ActScores(Span(3, 4), (0.25, -1.5, 3.0, 0.0)), ActScores(Span(5, 9), (1.0, 2.0, 3.0, 4.0)))
    document = replace(parsed("Ana and Owen Pike left."), claims=claims, acts=acts)
    stored = json.loads(json.dumps(document_to_json(document)))
    assert document_from_json(stored, document.text) == document


def test_the_stored_parses_are_those_of_the_bundled_pack(recorded: Path) -> None:
    assert RecordedParser(recorded).stamp == find_pack().stamp, "renew the stored parses: make record"


def test_what_was_recorded_is_replayed(tmp_path: Path) -> None:
    path, parser = tmp_path / "deep" / "parses.jsonl", CountingParser()
    first = recording(path, parser)
    assert first.parse(["b", "a", "b"]) == [parsed("b"), parsed("a"), parsed("b")]
    assert parser.parsed == ["b", "a"]
    first.save(drop_unused=False)
    replayed = RecordedParser(path)
    assert (replayed.stamp, replayed.parse(["a"])) == (STAMP, [parsed("a")])
    keys = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()[1:]]
    assert keys == sorted(map(text_key, "ab"))


def test_a_text_that_is_not_stored_says_how_to_store_it(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"no parse of 'Nobody spoke.'.*make record"):
        RecordedParser(tmp_path / "none.jsonl").parse(["Nobody spoke."])


@pytest.mark.parametrize(("drop", "left"), [(False, "abc"), (True, "bc")])
def test_parses_that_nothing_used_are_dropped_on_request(tmp_path: Path, drop: bool, left: str) -> None:
    path = tmp_path / "parses.jsonl"
    before = recording(path, CountingParser())
    before.parse(["a", "b"])
    before.save(drop_unused=False)
    after = recording(path, CountingParser())
    after.parse(["b", "c"])
    after.save(drop_unused=drop)
    assert set(RecordedParser(path).stored) == set(map(text_key, left))


def test_parses_of_another_pack_are_made_anew(tmp_path: Path) -> None:
    path, parser = tmp_path / "parses.jsonl", CountingParser()
    old = recording(path, CountingParser(), "en 8 xyz")
    old.parse(["a", "b"])
    old.save(drop_unused=False)
    new = recording(path, parser)
    new.parse(["a"])
    new.save(drop_unused=False)
    assert parser.parsed == ["a"]
    assert (RecordedParser(path).stamp, set(RecordedParser(path).stored)) == (STAMP, {text_key("a")})


def test_nothing_is_loaded_where_everything_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "parses.jsonl"
    first = recording(path, CountingParser())
    first.parse(["a"])
    first.save(drop_unused=False)

    def load() -> CountingParser:
        raise AssertionError("loaded")

    assert Recording(path, load, STAMP).parse(["a"]) == [parsed("a")]
