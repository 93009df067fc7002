"""The tables' own yardstick: it must be able to fail."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, best_overlap, expect, expect_unsaid, row, same_name, same_organization

TEXT = "“We will rebuild,” said Ana Ruiz. Later she said that the wall “would hold”."


def quoted(content: str, **fields: Any) -> dict[str, Any]:
    """A quotation as the contract gives it, of one content span."""
    start = TEXT.index(content)
    speaker: dict[str, Any] = {
        "name": "Ana Ruiz",
        "kind": "person",
        "mention": "Ana Ruiz",
        "role": None,
        "affiliations": [],
    }
    plain: dict[str, Any] = {
        "id": content,
        "kind": "direct",
        "act": "speech",
        "cue": [],
        "source": [],
        "speaker": speaker,
        "via": None,
    }
    rest = {"parent": None, "depth": 0, "closed": True, "confidence": 0.9}
    return {**plain, **rest, "content": [[start, start + len(content)]], **fields}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Expected("We will rebuild")),
        ([quoted("We will")], Expected("We will rebuild")),
        ([quoted("We will rebuild")], Expected("We will rebuild", speaker="Owen Blake")),
        ([quoted("We will rebuild")], Expected("We will rebuild", role="mayor")),
        ([quoted("We will rebuild")], Expected("We will rebuild", affiliations=["Port of Halsund"])),
        ([quoted("We will rebuild")], Expected("We will rebuild", closed=False)),
        ([quoted("We will rebuild")], Expected("We will rebuild", form=("mixed", "indirect"))),
        ([quoted("We will rebuild"), quoted("she")], Expected("We will rebuild")),
    ],
)
def test_what_differs_fails(found: list[dict[str, Any]], expected: Expected) -> None:
    with pytest.raises(pytest.fail.Exception, match="extracted"):
        expect(TEXT, found, [expected], exactly=True)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (quoted("We will rebuild,”"), Expected("We will rebuild", speaker="Ms Ana Ruiz", role=None, affiliations=[])),
        (quoted("that the wall “would hold”", kind="mixed"), Expected("the wall “would hold”", form="mixed")),
    ],
)
def test_marks_honorifics_and_an_introducing_that_are_ignored(found: dict[str, Any], expected: Expected) -> None:
    expect(TEXT, [found], [expected], exactly=True)


def test_loose_edges_accept_the_clause_around_words_in_marks() -> None:
    clause = quoted("the wall “would hold”", kind="mixed")
    assert best_overlap(TEXT, [quoted("We will rebuild"), clause], "would hold") is clause
    expect(TEXT, [clause], [Expected("would hold")], loose=True)


def test_speech_that_is_none_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="not speech"):
        expect_unsaid(TEXT, [quoted("would hold")], ["would hold"])
    expect_unsaid(TEXT, [quoted("would hold", act="not_speech")], ["would hold"])


def test_a_row_whose_content_is_not_in_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not in its text"):
        row("T00", TEXT, Expected("We shall rebuild"))


def test_names_and_organisations_are_compared_by_their_words() -> None:
    assert same_name("Sen. Dale Whitcomb", "Dale Whitcomb")
    assert same_name(None, None)
    assert not same_name("Dale Whitcomb", "Whitcomb")
    assert not same_name("Dale Whitcomb", None)
    assert same_organization("Republican", "the Republican Party")
    assert not same_organization("Orrin Freight", "Port of Halsund")
