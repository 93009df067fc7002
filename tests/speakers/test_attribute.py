"""From drafts to attributions: who speaks, by which rule, and when nobody can be named."""

from __future__ import annotations

import pytest

from tests.speakers.builders import attributions

LOST = "[c:“We lost,”]"


@pytest.mark.parametrize(
    ("markup", "name", "kind", "rule"),
    [
        (f"{LOST} [s:[P:Ana Ruiz]] [q:said].", "Ana Ruiz", "person", "named"),
        (f"[P:Ana Ruiz] left. {LOST} [s:[P:Ruiz]] [q:said].", "Ana Ruiz", "person", "named"),
        (f"{LOST} the [s:[O:Harbour Trust]] [q:said].", "Harbour Trust", "organization", "named organisation"),
        (f"[P:Ana Ruiz] left. {LOST} [s:she] [q:said].", "Ana Ruiz", "person", "pronoun"),
        (f"[P:Owen Pike] left. {LOST} [s:she] [q:said].", None, "unknown", "unresolved pronoun"),
        (f"[r:Sen.] [P:Ana Ruiz] left. {LOST} [s:the senator] [q:said].", "Ana Ruiz", "person", "description"),
        (f"[O:Finch] left. {LOST} [s:the company] [q:said].", "Finch", "organization", "group noun"),
        (f"{LOST} [s:two officials] [q:said].", None, "unnamed", "unnamed"),
        (f"{LOST} [q:said] [P:Ana Ruiz].", "Ana Ruiz", "person", "named"),
        (f"{LOST} [q:said] then.", None, "unknown", "no source"),
        (f"It rained over [L:Halsund].\n\n{LOST}", None, "unknown", "floating"),
        (f"[P:Ana Ruiz] left.\n\n{LOST}", "Ana Ruiz", "person", "named before"),
        (f"[P:Ana Ruiz] met/VERB [P:Eva Strand].\n\n{LOST}", None, "unknown", "floating"),
        (f"[P:Ana Ruiz] left. It rained.\n\nThen she sang.\n\n{LOST}", "Ana Ruiz", "person", "named before"),
        (f"[P:Ana Ruiz]’s dog left.\n\n{LOST}", None, "unknown", "floating"),
    ],
)
def test_the_last_quotation_is_attributed(markup: str, name: str | None, kind: str, rule: str) -> None:
    found = attributions(markup)[-1]
    assert (found.name, found.speaker.kind, found.trace["rule"]) == (name, kind, rule)


def test_a_floating_quotation_after_another_is_its_speakers() -> None:
    found = attributions(f"{LOST} [s:[P:Ana Ruiz]] [q:said].\n\n[c:“We learned.”]")
    assert [each.name for each in found] == ["Ana Ruiz", "Ana Ruiz"]


def test_what_stands_beside_a_quotation_is_somebody_elses() -> None:
    found = attributions("[c:“We won.”] [c:“We lost,”] [s:[P:Ana Ruiz]] [q:said].")
    assert [each.name for each in found] == [None, "Ana Ruiz"]


@pytest.mark.parametrize(
    ("first", "pronoun", "name", "kind"),
    [
        ("the [s:[O:Harbour Trust]]", "it", "Harbour Trust", "organization"),
        ("the [s:[O:Harbour Trust]]", "they", "Harbour Trust", "organization"),
        ("[s:two officials]", "they", None, "unnamed"),
        ("[s:two officials]", "it", None, "unknown"),
        ("[s:[P:Ana Ruiz]]", "they", None, "unknown"),
    ],
)
def test_they_and_it_go_on_from_a_body(first: str, pronoun: str, name: str | None, kind: str) -> None:
    found = attributions(f"{LOST} {first} [q:said]. [c:“We learned,”] [s:{pronoun}] [q:added].")
    assert (found[-1].name, found[-1].speaker.kind) == (name, kind)


def test_in_a_quotation_i_is_who_is_quoted_and_he_is_not() -> None:
    found = attributions(
        "[P:Tom Strand] left. [c:“I said ‘we lost it’ and he said ‘we won it’,”] [s:[P:Owen Pike]] [q:said]."
    )
    assert [each.name for each in found] == ["Owen Pike", "Owen Pike", "Tom Strand"]
    assert [each.trace["rule"] for each in found] == ["named", "first person", "pronoun"]


def test_turns_of_a_transcript_take_the_fullest_name() -> None:
    found = attributions(
        "[P:Ana Ruiz] met/VERB them.\n\nRUIZ: We lost.\n\nPIKE: We won.\n\nPRESENTER: Oh.\n\nRUIZ: Yes."
    )
    assert [each.name for each in found] == ["Ana Ruiz", "Pike", None, "Ana Ruiz"]
    assert found[2].speaker.kind == "unnamed"


def test_an_attribution_says_why_and_how_sure() -> None:
    (sure,) = attributions(f"{LOST} [s:[P:Ana Ruiz], [r:head] of [b:[O:Finch]],] [q:said].")
    assert (sure.mention, sure.mention_kind) == ("Ana Ruiz, head of Finch,", "named")
    assert (sure.speaker.role, sure.speaker.affiliations) == ("head", ("Finch",))
    marked = [
        {"is": "role", "words": "head", "beside": "Ana Ruiz", "score": 0.9},
        {"is": "body", "words": "Finch", "beside": "Ana Ruiz", "score": 0.9},
    ]
    assert sure.trace == {"way": "model", "rule": "named", "alternatives": [], "claims": marked}
    unsure = attributions(f"[P:Eva Strand] met/VERB [P:Ana Ruiz]. {LOST} [s:she] [q:said].")[-1]
    assert unsure.mention_kind == "pronominal" and "Ana Ruiz" in unsure.trace["alternatives"]
    nobody = attributions(f"It rained.\n\n{LOST}")[-1]
    assert sure.confidence > unsure.confidence >= nobody.confidence


def test_the_outlet_is_named_and_is_not_the_speaker() -> None:
    (found,) = attributions("[c:The town fell], [s:[P:Ana Ruiz]] [q:said], according to [O:Reuters].")
    assert (found.name, found.via) == ("Ana Ruiz", "Reuters")


def test_a_source_that_describes_somebody_tells_of_them_from_there_on() -> None:
    said = attributions(
        f"[r:Sen.] [P:Ana Ruiz] came. {LOST} [s:she] [q:said]. "
        f"{LOST} [s:the senator] [q:said]. {LOST} [s:she] [q:said]."
    )
    assert [found.name for found in said] == ["Ana Ruiz"] * 3
    told = [{claim.role for claim in found.speakers[0].claims} for found in said]
    assert ["senator" in roles for roles in told] == [False, True, True]
