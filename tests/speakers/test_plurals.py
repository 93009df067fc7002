"""Words that several people said together, and lists of names that are no list of speakers."""

from __future__ import annotations

import pytest

from quotetrack.speakers.plurals import plural_number
from tests.speakers.builders import attributions

LOST = "[c:“We lost,”]"


def voices(markup: str) -> list[str | None]:
    """Who the last quotation is attributed to, all of them."""
    found = attributions(markup)[-1]
    return [speaker.name for speaker in found.speakers]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("[P:Ana Ruiz] and [P:Owen Pike]", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz], [P:Owen Pike] and [P:Eva Strand]", ["Ana Ruiz", "Owen Pike", "Eva Strand"]),
        ("[P:Ana Ruiz], [P:Owen Pike], and Dr. [P:Eva Strand]", ["Ana Ruiz", "Owen Pike", "Eva Strand"]),
        ("Sens. [P:Ana Ruiz] (R-Ohio) and [P:Owen Pike] (D-Maine)", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz] and [P:Owen Pike], who met/VERB there,", ["Ana Ruiz", "Owen Pike"]),
        ("Two friends, [P:Ana Ruiz] and [P:Owen Pike],", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz] and his wife, [P:Eva Strand],", ["Ana Ruiz", "Eva Strand"]),
        ("[P:Tom] and [P:Ana Ruiz]", ["Tom Ruiz", "Ana Ruiz"]),
        ("the [O:Harbour Trust] and the [O:Port Union]", ["Harbour Trust", "Port Union"]),
        ("[P:Ana Ruiz] and the [O:Harbour Trust]", ["Ana Ruiz", "Harbour Trust"]),
        ("[P:Ana Ruiz] and his wife", ["Ana Ruiz"]),
        ("[P:Ana Ruiz] and other officials", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], of [O:Jones and Brown],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], of [P:Pike] and [P:Strand],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], a former aide to [P:Pike] and friend of [P:Eva Strand],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], who met/VERB [P:Owen Pike] and [P:Eva Strand],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz] or [P:Owen Pike]", ["Ana Ruiz"]),
        ("sailors like [P:Ana Ruiz] and [P:Owen Pike]", [None]),
        ("a spokesman for [P:Ana Ruiz] and [P:Owen Pike]", [None]),
    ],
)
def test_who_is_named_together(source: str, names: list[str | None]) -> None:
    assert voices(f"{LOST} [s:{source}] [q:said].") == names


def test_he_and_somebody_are_two() -> None:
    markup = f"[P:Owen Pike] left. {LOST} [s:he and [P:Ana Ruiz]] [q:said]."
    assert voices(markup) == ["Owen Pike", "Ana Ruiz"]
    assert voices(f"{LOST} [s:he and [P:Ana Ruiz]] [q:said].") == ["Ana Ruiz"]


def test_who_is_beside_brings_role_and_affiliation() -> None:
    (found,) = attributions(f"{LOST} [s:[P:Ana Ruiz] and [P:Owen Pike], head of [O:Finch],] [q:said].")
    _, pike = found.speakers
    assert (found.name, found.trace["rule"]) == ("Ana Ruiz", "joint")
    assert (pike.name, pike.kind, pike.role, pike.affiliations) == ("Owen Pike", "person", "head", ("Finch",))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the two senators", (2, "senator")),
        ("both men", (2, "man")),
        ("the three Ohio lawmakers", (3, "lawmaker")),
        ("the couple", (2, "person")),
        ("Both", (2, "person")),
        ("the senators", (None, "senator")),
        ("two senators", None),
        ("the senator", None),
        ("all but two", None),
        ("the other senators", None),
        ("the two harbours", None),
    ],
)
def test_how_many_a_description_is_of(text: str, number: tuple[int | None, str] | None) -> None:
    assert plural_number(text) == number


TWO = "[P:Ana Ruiz] and [P:Owen Pike] met/VERB. "
SENATORS = "Sen. [P:Ana Ruiz] met/VERB Sen. [P:Owen Pike]. "


@pytest.mark.parametrize(
    ("before", "source", "names"),
    [
        (SENATORS + "Sen. [P:Eva Strand] came. ", "the two senators", [None]),
        (SENATORS, "the three senators", [None]),
        (SENATORS, "the senators", [None]),
        (SENATORS, "two senators", [None]),
        ("[P:Ana Ruiz] met/VERB [P:Owen Pike]. ", "the two bakers", [None]),
        ("Sen. [P:Ana Ruiz] and [P:Owen Pike] met/VERB. ", "the two senators", ["Ana Ruiz", "Owen Pike"]),
        ("Sen. [P:Ana Ruiz] met/VERB [P:Owen Pike]. ", "the two senators", [None]),
        (TWO, "the couple", ["Ana Ruiz", "Owen Pike"]),
        (TWO, "both", ["Ana Ruiz", "Owen Pike"]),
        (TWO, "they", ["Ana Ruiz", "Owen Pike"]),
        (TWO, "both men", [None]),
        ("[P:Tom Ruiz] and [P:Owen Pike] met/VERB. ", "both men", ["Tom Ruiz", "Owen Pike"]),
        (TWO + "It rained. It rained. It rained. ", "they", [None]),
        ("[P:Eva Strand] met/VERB [P:Ana Ruiz] and [P:Owen Pike]. ", "they", [None]),
        ("[P:Ana Ruiz] met/VERB [P:Tom Ruiz]. ", "the [P:Ruizes]", ["Ana Ruiz", "Tom Ruiz"]),
        ("[P:Ana Ruiz] met/VERB [P:Tom Ruiz] and [P:Eva Ruiz]. ", "the [P:Ruizes]", [None]),
    ],
)
def test_whom_a_plural_stands_for(before: str, source: str, names: list[str | None]) -> None:
    assert voices(f"{before}{LOST} [s:{source}] [q:said].") == names


@pytest.mark.parametrize(("source", "names"), [("they", ["Ana Ruiz", "Owen Pike"]), ("it", [None])])
def test_they_go_on_from_a_joint_quotation(source: str, names: list[str | None]) -> None:
    first = f"{LOST} [s:[P:Ana Ruiz] and [P:Owen Pike]] [q:said]."
    assert voices(f"{first} It rained. [c:“We learned,”] [s:{source}] [q:added].") == names
