"""Blocking keys: who finds whom, who does not, and how large the blocks grow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.names.block import BlockingKeys, blocking_keys
from quotetrack.records import SpeakerKind


def meet(left: str, right: str, kind: SpeakerKind = "person") -> bool:
    one, other = blocking_keys(left, kind), blocking_keys(right, kind)
    return not {*one.probe}.isdisjoint(other.index) or not {*other.probe}.isdisjoint(one.index)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ruth Calder", "Ruth A. Calder"),
        ("Bill Calder", "William Calder"),
        ("Ted Calder", "Theodore Calder"),
        ('William "Chip" Calder', "Chip Calder"),
        ("J. Calder", "John Calder"),
        ("B. Calder", "Bill Calder"),
        ("W. Calder", "Bill Calder"),
        ("J. K. Marlow", "Joanne Kathleen Marlow"),
        ("Calder", "Ruth Calder"),
        ("Mr. Calder", "Calder"),
        ("Calder Ruth", "Ruth Calder"),
        ("Kim Jong-un", "Jong Un Kim"),
        ("Hillary Rodham", "Hillary Rodham Clinton"),
        ("Hillary Rodham Clinton", "Hillary Clinton"),
        ("Peña Nieto", "Enrique Peña Nieto"),
        ("Mitt Romney", "Willard Mitt Romney"),
        ("Thomas Müller", "Thomas Mueller"),
        ("Chuck Grassley", "Chuck Grassely"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Marco Rubio", "Macro Rubio"),
        ("María de la Cruz", "Maria Delacruz"),
        ("???", "???"),
    ],
)
def test_candidate_pairs(left: str, right: str) -> None:
    assert meet(left, right) and meet(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ruth Calder", "Owen Calder"),  # a family name is no block of its own
        ("J. Calder", "Ruth Calder"),
        ("Calder", "Ruth Pike"),
        ("Ruth Calder", "Ruth Pike"),
        ("John Calder", "John Marlow"),
    ],
)
def test_no_candidate_pairs(left: str, right: str) -> None:
    assert not meet(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Department of Justice", "U.S. Justice Department"),
        ("Free Syrian Army", "FSA"),
        ("Wilson Center", "Woodrow Wilson Center"),
        ("the 13th", "Thirteenth Division"),
        ("Wal-Mart", "Walmart"),
        ("UC Berkeley", "University of California, Berkeley"),
        ("Quinnipiac University", "Qunnipiac University"),
    ],
)
def test_candidate_pairs_of_organisations(left: str, right: str) -> None:
    assert meet(left, right, "organization")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Harbour Trust", "Harbour Council"),
        ("University of Leeds", "University of York"),
        ("13th Division", "14th Army"),
    ],
)
def test_no_candidate_pairs_of_organisations(left: str, right: str) -> None:
    assert not meet(left, right, "organization")


def test_full_names_do_not_look_for_a_family_name_alone() -> None:
    full, alone = blocking_keys("Ruth Calder", "person"), blocking_keys("Calder", "person")
    assert {*alone.probe} <= {*full.index}
    assert {*full.probe}.isdisjoint(alone.index)


@pytest.mark.parametrize("kind", ["unnamed", "unknown"])
def test_speakers_without_a_name_have_no_keys(kind: SpeakerKind) -> None:
    assert blocking_keys("two officials", kind) == BlockingKeys()


kinds: st.SearchStrategy[SpeakerKind] = st.sampled_from(["person", "organization"])


@given(st.text(max_size=40), kinds)
def test_every_name_finds_itself_by_keys_that_stand_once(name: str, kind: SpeakerKind) -> None:
    keys = blocking_keys(name, kind)
    assert not {*keys.index}.isdisjoint(keys.probe)
    assert len({*keys.index}) == len(keys.index) and len({*keys.probe}) == len(keys.probe)


def test_names_have_few_keys() -> None:
    for name in ("Ruth Calder", "Dr. Ruth A. Calder", "Kim Jong-un", "Ana María Ruiz Ortega de la Vega"):
        assert len(blocking_keys(name, "person").index) < 30
