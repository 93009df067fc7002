"""Which cue a content has and which source a cue: the nearest, with borders as penalties."""

from __future__ import annotations

import pytest

from tests.quotations.builders import linked, reading, told

Told = tuple[str, str | None, str | None]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("[c:“We lost,”] [s:she] [q:said].", [("We lost,", "said", "she")]),
        ("[c:“We lost,”] [s:she] [q:said], [c:“and how.”]", [("We lost, | and how.", "said", "she")]),
        ("[c:“We lost,”] [s:she] [q:said]. [c:“And how.”]", [("We lost, | And how.", "said", "she")]),
        (
            "[c:“It must go,”] [q:said] [s:[P:Ana Ruiz]], and [s:[P:Owen Pike]] [q:said] [c:it must stay].",
            [("It must go,", "said", "Ana Ruiz"), ("it must stay", "said", "Owen Pike")],
        ),
        (
            "[s:She] [q:called] it [c:“a plan”] and [s:he] [q:called] it [c:“a mess”].",
            [("a plan", "called", "She"), ("a mess", "called", "he")],
        ),
        ("[c:“We lost.”]\n\n[s:She] [q:added] [c:nothing new].", [("nothing new", "added", "She")]),
        ("[s:She] [q:said]. [c:“We lost,”] as they all knew, [s:he] [q:added].", [("We lost,", "added", "he")]),
        (
            "[s:She]: [c:“It rained over all of the harbour on that day,”] [q:wrote] it down, for all [s:readers].",
            [("It rained over all of the harbour on that day,", "wrote", "She")],
        ),
        ("[s:She] left. It rained. [c:“We lost,”] [q:said] [s:he].", [("We lost,", "said", "he")]),
    ],
)
def test_nearest_cue_and_source(markup: str, expected: list[Told]) -> None:
    read = reading(markup)
    assert [told(read, draft) for draft in linked(read)[0]] == expected


def test_quotations_side_by_side_are_two_peoples() -> None:
    read = reading("[c:“We lost.”] [c:“We won,”] [s:[P:Ana Ruiz]] [q:said].")
    beside, own = linked(read)[0]
    assert (told(read, own), own.notes) == (("We won,", "said", "Ana Ruiz"), ())
    assert (told(read, beside), beside.notes) == (("We lost.", None, None), ("beside",))


@pytest.mark.parametrize(
    ("markup", "cue"),
    [
        ("[s:He] [q:believes] it; [c:“it sinks,”] as everybody here knows, [s:she] [q:said].", "said"),
        ("[s:He] [q:argues] it; [c:“it sinks,”] as everybody here knows, [s:she] [q:said].", "argues"),
        ("[s:He] [q:believes] [c:it sinks], as everybody here knows, [s:she] [q:said].", "believes"),
    ],
)
def test_words_in_marks_shun_a_cue_of_belief(markup: str, cue: str) -> None:
    read = reading(markup)
    assert told(read, linked(read)[0][0])[1] == cue


def test_a_cue_in_another_paragraph_or_too_far_leaves_a_content_loose() -> None:
    read = reading("[c:“We lost.”]\n\n[s:She] [q:said] it.")
    drafts, loose, idle = linked(read)
    assert (drafts, loose) == ([], ["We lost."])
    assert [told(read, draft)[1:] for draft in idle] == [("said", "She")]
    far = reading(f"[s:She] [q:said] it{' and so on' * 40}. [c:“We lost.”]")
    assert linked(far)[1] == ["We lost."]


def test_phrases_that_attribute_nothing_are_no_cues() -> None:
    drafts, loose, idle = linked(reading("It must be [q:said] [c:that the pier is old]."))
    assert (drafts, loose, idle) == ([], ["that the pier is old"], [])


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("[c:“We lost,”] [s:she] [q:said], [c:“and how.”]", "direct"),
        ("[s:She] [q:said] [c:they lost] and [c:left].", "indirect"),
        ("[s:She] [q:said] [c:they lost] – [c:“and how.”]", "mixed"),
    ],
)
def test_kind_of_several_pieces(markup: str, kind: str) -> None:
    assert linked(reading(markup))[0][0].kind == kind


@pytest.mark.parametrize(
    ("markup", "act", "notes"),
    [
        ("[s:She] would never [q:say] [c:it is old].", "not_speech", ("hypothetical",)),
        (
            "[q:Asked] [c:whether it was old], [s:she] left.",
            "not_speech",
            ("question put to the speaker",),
        ),
        ("[s:She] [q:wrote] [c:it is old].", "writing", ()),
    ],
)
def test_act_of_a_draft(markup: str, act: str, notes: tuple[str, ...]) -> None:
    draft = linked(reading(markup))[0][0]
    assert (draft.act, draft.notes) == (act, notes)
