"""Sources and contents that a model left out or cut wrongly, mended by the grammar of the clause."""

from __future__ import annotations

import pytest

from quotetrack.quotations.find import extract_drafts
from tests.quotations.builders import linked, reading, told

Told = tuple[str, str | None, str | None]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[c:“We lost,”] [q:said] its captain/NOUN, [P:Ana Ruiz].", ("We lost,", "said", "its captain, Ana Ruiz")),
        ("[c:“We lost,”] [q:said] [P:Ana Ruiz] from the boat.", ("We lost,", "said", "Ana Ruiz")),
        ("[s:[P:Owen Pike]] left. [c:“We lost,”] [q:said] [P:Ana Ruiz].", ("We lost,", "said", "Ana Ruiz")),
        ("[P:Ana Ruiz], who in 2010 [q:said] [c:it was lost], left.", ("it was lost", "said", "who")),
        ("In [s:her report] she [q:wrote]: [c:“We lost.”]", ("We lost.", "wrote", "she")),
        # no subject: a manner, a place, a clause of its own
        ("[c:“We lost,”] [q:said] in a letter.", ("We lost,", "said", None)),
        ("[c:“We lost,”] [s:she] [q:said] the evening before.", ("We lost,", "said", "she")),
        ("[c:“We lost,”] [s:[P:Ana Ruiz]] [q:said]. [P:Owen Pike] left.", ("We lost,", "said", "Ana Ruiz")),
    ],
)
def test_the_clause_names_who_speaks(markup: str, expected: Told) -> None:
    read = reading(markup)
    assert told(read, linked(read)[0][0]) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "[s:She] [q:defended] [c:the choice: “It is right.”]",
            [("the choice", "defended", "She"), ("It is right.", "defended", "She")],
        ),
        (
            "[s:She] [q:told] us [c:she was there], [q:adding] [c:that she stayed].",
            [("she was there", "told", "She"), ("that she stayed", "adding", "She")],
        ),
        # counter-examples: a list, one clause, an aside that is no description
        ("[s:She] [q:said] [c:it was “late” and “lost”].", [("it was “late” and “lost”", "said", "She")]),
        (
            "[c:It was shut], [s:she] [q:said], [c:as they knew].",
            [("It was shut | as they knew", "said", "She".lower())],
        ),
        ("[c:It was shut, in May,] [s:[P:Ana Ruiz]] [q:said].", [("It was shut, in May,", "said", "Ana Ruiz")]),
    ],
)
def test_contents_end_where_another_begins(markup: str, expected: list[Told]) -> None:
    read = reading(markup)
    assert [told(read, draft) for draft in linked(read)[0]] == expected


@pytest.mark.parametrize(
    ("markup", "act"),
    [
        ("[c:“It was cold,”] [s:she] [q:remembered].", "speech"),
        ("[c:“It was cold,”] [s:she] [q:thought].", "belief"),
        ("[s:She] [q:denied] [c:that she was cold].", "speech"),
        ("[s:She] [q:signed] [c:the letter].", "belief"),
        ("[s:He] [q:considers] [c:“smart”] what others hide.", "not_speech"),
        ("It cut the rating to [c:“hold”] on Friday.", "not_speech"),
        ("[c:“Ports of Call and Other Songs.”]\n\nIt rained.", "not_speech"),
        ("[c:“No.”]\n\nIt rained.", "speech"),
    ],
)
def test_what_a_cue_makes_of_its_words(markup: str, act: str) -> None:
    assert [draft.act for draft in extract_drafts(reading(markup))] == [act]


@pytest.mark.parametrize(
    ("markup", "acts", "act", "notes"),
    [
        ("[s:She] [q:blamed] [c:the cold].", {"blamed": "belief"}, "belief", []),
        ("[s:She] [q:blamed] [c:the cold].", {"the cold": "belief"}, "belief", []),
        ("[s:She] [q:said] [c:it was cold].", {"said": "writing"}, "writing", []),
        ("[s:She] [q:denied] [c:the cold].", {"the cold": "neither"}, "not_speech", ["not said"]),
        ("[s:She] [q:thinks] [c:“it was cold”].", {"thinks": "speech"}, "speech", []),
    ],
)
def test_what_the_model_makes_of_a_cue_and_its_words(
    markup: str, acts: dict[str, str], act: str, notes: list[str]
) -> None:
    (draft,) = extract_drafts(reading(markup, acts))
    assert (draft.act, [note.value for note in draft.notes]) == (act, notes)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("«We lost», declared its captain/NOUN, [P:Ana Ruiz].", [("We lost", "declared", "its captain, Ana Ruiz")]),
        ("[c:“We lost, said [P:Ana Ruiz]. It was late.]", [("We lost,", "said", "Ana Ruiz")]),
        ('He was calm. [c:We lost,"] [s:he] [q:said].', [("We lost,", "said", "he")]),
        ("Statement from Mayor [P:Ana Ruiz] on the flood\n\n[c:“We lost.”]", [("We lost.", None, "Mayor Ana Ruiz")]),
        ("In the words of [P:Ana Ruiz], it was [c:“a flood”].", [("a flood", "In the words of", "Ana Ruiz")]),
        (
            "Teacher: Who broke it?\n\nPupil: The cat.",
            [("Who broke it?", None, "Teacher"), ("The cat.", None, "Pupil")],
        ),
        ("Halsund: strike ends\n\nWeather: rain", []),
    ],
)
def test_what_no_label_shows_is_read_from_the_text(markup: str, expected: list[Told]) -> None:
    read = reading(markup)
    assert [told(read, draft) for draft in extract_drafts(read) if draft.act != "not_speech"] == expected
