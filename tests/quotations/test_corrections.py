"""Attributions between commas, and contents cut wrongly beside them: each with what must stay as it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from quotetrack.quotations.corrections import in_one_sentence
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.find import extract_drafts
from quotetrack.records import Span
from tests.quotations.builders import reading, told

Told = tuple[str, str | None, str | None]


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


def spoken(markup: str, acts: Mapping[str, str] | None = None) -> list[Told]:
    """What is speech or writing in a text, as words."""
    read = reading(markup, acts)
    return [told(read, d) for d in extract_drafts(read) if d.act in ("speech", "writing")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("No one, says/VERB the doctor, has/AUX read it.", [("No one | has read it", "says", "the doctor")]),
        ("The lift, [P:Ana Ruiz] said, was broken.", [("The lift | was broken", "said", "Ana Ruiz")]),
        ("The lift, [s:[P:Ana Ruiz]] [q:said], [c:was broken].", [("The lift | was broken", "said", "Ana Ruiz")]),
        ("It was, said the captain, a quiet night.", [("It was | a quiet night", "said", "the captain")]),
        (
            "The lift is broken, said its captain, [P:Ana Ruiz].",
            [("The lift is broken", "said", "its captain, Ana Ruiz")],
        ),
        (
            "The lift is broken, the doctor, [P:Ana Ruiz], said.",
            [("The lift is broken", "said", "the doctor, Ana Ruiz")],
        ),
        # a setting, a relative clause, an office, and what has an object of its own
        ("In spring, the doctor said, she left.", []),
        ("The lift, which, [P:Ana Ruiz] said, was broken, fell.", []),
        ("She met [P:Owen Pike], the former secretary of state/NOUN, and left.", []),
        ("When the lift was broken, the doctor said no.", []),
    ],
)
def test_a_clause_between_commas_attributes_what_is_around_it(markup: str, expected: list[Told]) -> None:
    assert spoken(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "[s:The army] [q:said] [c:it was lost]. [c:“We look,”] [s:a doctor, Maj. [P:Ana Ruiz],] [q:said].",
            [("it was lost", "said", "The army"), ("We look,", "said", "a doctor, Maj. Ana Ruiz,")],
        ),
        (
            "[c:It is lost], [q:said] [s:the captain]. [c:“We left.”]",
            [("It is lost", "said", "the captain"), ("We left.", "said", "the captain")],
        ),
        (
            "[c:“We left,”] [q:said] [s:the captain]. [c:“Why would we?”] [q:asked] [s:her doctor].",
            [("We left,", "said", "the captain"), ("Why would we?", "asked", "her doctor")],
        ),
        ("[s:She] [q:called] [c:them “losers” and “sad”].", [("them “losers” and “sad”", "called", "She")]),
        ("[s:She] [q:said] [c:it was “a shame”, and a loss].", [("it was “a shame”, and a loss", "said", "She")]),
    ],
)
def test_contents_are_cut_where_the_clause_ends(markup: str, expected: list[Told]) -> None:
    assert spoken(markup) == expected


@pytest.mark.parametrize(
    ("markup", "acts"),
    [
        ("[s:Both sides] [q:claimed] [c:victory].", {"claimed": "belief"}),
        ("[s:Both sides] [q:claimed] [c:victory].", {"victory": "neither"}),
        ("[c:The doctor] [q:was asked about] [c:the vote].", {}),
    ],
)
def test_what_is_only_spoken_about_is_not_said(markup: str, acts: dict[str, str]) -> None:
    assert spoken(markup, acts) == []
