"""Claims: how a role stands, what one capacity says, and what is printed of several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.records import Affiliation, Span, Standing
from quotetrack.speakers.claims import (
    Capacity,
    capacity_of,
    claim_at,
    conflict,
    distinct,
    fits,
    join,
    role_weight,
    standing_of,
    summary,
    with_standing,
)

HERE = Span(0, 5)


@pytest.mark.parametrize(
    ("role", "standing"),
    [
        ("director", "current"),
        ("former director", "former"),
        ("Former Ohio governor", "former"),
        ("ex-wife", "former"),
        ("ex president", "former"),
        ("retired general", "former"),
        ("late senator", "former"),
        ("late-night host", "current"),
        ("lately famous actor", "current"),
        ("one-time adviser", "former"),
        ("ousted president", "former"),
        ("then-secretary", "then"),
        ("then the head of trading", "then"),
        ("acting director", "acting"),
        ("interim head coach", "acting"),
        ("caretaker prime minister", "acting"),
        ("character actor", "current"),
        ("mayor-elect", "incoming"),
        ("president elect", "incoming"),
        ("ambassador-designate", "incoming"),
        ("incoming chancellor", "incoming"),
        ("Defense Secretary nominee", "incoming"),
        ("Republican nominee", "current"),
        ("elected official", "current"),
        ("", "current"),
    ],
)
def test_how_a_role_stands_by_its_own_words(role: str, standing: Standing) -> None:
    assert standing_of(role) == standing


def test_words_before_a_role_tell_its_standing_too() -> None:
    assert claim_at("head of trading", "Marrow Bank", HERE, "then the ") == Affiliation(
        "Marrow Bank", "head of trading", "then", HERE
    )


def test_a_past_tense_changes_what_was_current_and_nothing_else() -> None:
    was = with_standing(capacity_of([claim_at("mayor", None, HERE), claim_at("acting sheriff", None, HERE)]), "then")
    assert [claim.standing for claim in was.claims] == ["then", "acting"]


def test_a_capacity_is_its_claims() -> None:
    first, second = claim_at("director", "Finch", HERE), claim_at("chair", "Harbour Trust", HERE)
    found = join([Capacity(), capacity_of([first]), capacity_of([second, first])])
    assert (found.role, found.affiliations, found.claims) == ("director", ("Finch", "Harbour Trust"), (first, second))
    assert not join([]) and not capacity_of([])


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("senior fellow", "Dr."),
        ("spokesman", "Maj."),
        ("Sen.", "Sgt."),
        ("Gen.", "Prof."),
        ("Lt. Gen.", "supporter"),
        ("candidate", "critic"),
        ("resident", "derogatory comments"),
    ],
)
def test_a_post_says_more_than_a_form_of_address_or_a_stance(more: str, less: str) -> None:
    assert role_weight(more) > role_weight(less)


SUMMARIES = [
    # (claims at the source, claims elsewhere, role, affiliations)
    ([("nurse", None)], [("director", "Finch")], "director", ["Finch"]),
    ([("chair", "Finch")], [("director", "Harbour Trust")], "chair", ["Finch", "Harbour Trust"]),
    ([("former chair", "Finch")], [("director", "Harbour Trust")], "director", ["Harbour Trust", "Finch"]),
    ([], [("former chair", "Finch"), ("doctor", None)], "former chair", ["Finch"]),
    ([("Sen.", None), ("head", "Harbour Caucus")], [], "head", ["Harbour Caucus"]),
    ([("Rep.", "Democratic"), ("head", "Harbour Caucus")], [], "Rep.", ["Democratic", "Harbour Caucus"]),
    ([("businessman", None)], [("Republican nominee", "Republican")], "Republican nominee", ["Republican"]),
    ([("Gen.", None), ("adviser", None)], [], "adviser", []),
    ([("critic", None)], [("scholar", None)], "scholar", []),
    ([(None, "Finch")], [], None, ["Finch"]),
    ([], [], None, []),
]


@pytest.mark.parametrize(("own", "other", "role", "affiliations"), SUMMARIES)
def test_what_is_printed_of_several_claims(
    own: list[tuple[str | None, str | None]],
    other: list[tuple[str | None, str | None]],
    role: str | None,
    affiliations: list[str],
) -> None:
    found = summary(*([claim_at(*each, HERE) for each in claims] for claims in (own, other)))
    assert (found.role, list(found.affiliations)) == (role, affiliations)


def test_an_office_that_is_over_by_the_verb_alone_says_less() -> None:
    over = Affiliation("Budget Office", "director", "former", HERE)
    assert summary([over], [claim_at("economist", None, HERE)]).role == "economist"


def test_claims_that_say_nothing_new_are_left_out() -> None:
    chief, justice = claim_at("Chief Justice", None, HERE), claim_at("Justice", None, Span(9, 12))
    held, bare = claim_at("lawyer", "Finch", HERE), claim_at(None, "Finch", Span(9, 12))
    assert summary([justice], [chief]).claims == (chief,)
    assert summary([bare], [held, held]).claims == (held,)
    ended = Affiliation("Finch", None, "former", HERE)
    assert set(summary([ended], [held]).claims) == {ended, held}


_NAMES = st.lists(st.sampled_from(["Finch", "Harbour Trust", "Halsund Harbour Trust", "Trust", "Marrow Bank"]))


@given(_NAMES)
def test_no_organisation_is_within_another(names: list[str]) -> None:
    kept = distinct(names)
    words = [set(name.split()) for name in kept]
    assert not any(a <= b for i, a in enumerate(words) for j, b in enumerate(words) if i != j)
    assert all(any(set(name.split()) <= each for each in words) for name in names)
    assert distinct(kept) == kept


_ROLES = st.one_of(st.none(), st.sampled_from(["director", "former mayor", "Sen.", "critic", "acting head"]))
_CLAIMS = st.lists(
    st.builds(claim_at, _ROLES, st.one_of(st.none(), st.sampled_from(["Finch", "Republican"])), st.just(HERE))
)


@given(_CLAIMS, _CLAIMS)
def test_a_summary_says_what_its_claims_say(own: list[Affiliation], other: list[Affiliation]) -> None:
    found = summary(own, other)
    assert set(found.claims) <= {*own, *other}
    assert set(found.affiliations) == {c.organization for c in found.claims if c.organization}
    assert (found.role in {c.role for c in found.claims}) or found.role is None
    assert (found.role is None) == (not any(c.role for c in [*own, *other]))


def test_parties_conflict() -> None:
    known = [claim_at("Sen.", "Republican", HERE)]
    assert conflict(known, [claim_at("nominee", "Democratic", HERE)])
    assert not conflict(known, [claim_at("nominee", "Republican", HERE)])
    assert not conflict(known, [claim_at("head", "Finch", HERE)])
    assert not conflict([], [claim_at("nominee", "Democratic", HERE)])
    assert conflict(known, [claim_at("nominee", "Democrat", HERE)])
    assert not conflict(known, [claim_at("nominee", "GOP", HERE)])


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["GOP", "Republican", "Finch", "Republicans"], ("GOP", "Finch")),
        (["Tory", "Conservative"], ("Tory",)),
        (["Democrat", "Republican", "Democratic"], ("Democrat", "Republican")),
        (["Finch", "GOP", "Finch"], ("Finch", "GOP")),
    ],
)
def test_of_the_forms_of_a_party_the_first_is_kept(names: list[str], kept: tuple[str, ...]) -> None:
    assert distinct(names) == kept


@pytest.mark.parametrize(
    ("known", "described_as", "holds"),
    [
        ("senator", "Republican nominee", True),
        ("businessman", "Republican nominee", True),
        ("senator", "billionaire tycoon", False),
        ("professor", "Republican nominee", False),
        ("critic", "Republican nominee", True),
        ("Ohio senator", "Texas governor", False),
        ("coach", "coach", True),
    ],
)
def test_which_roles_one_person_may_have(known: str, described_as: str, holds: bool) -> None:
    assert fits([claim_at(known, None, HERE)], [claim_at(described_as, None, HERE)]) is holds
