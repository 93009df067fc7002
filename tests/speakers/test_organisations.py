"""Which organisation a noun, what it issued or a post stands for, and the fullest name of each."""

from __future__ import annotations

import pytest

from quotetrack.speakers.organisations import Organisations, body_meant
from quotetrack.speakers.people import People
from quotetrack.speakers.statements import read_statements
from tests.quotations.builders import reading, span
from tests.speakers.builders import people

MEANT = [
    ("The [O:Ministry of Trade] met. The [O:Finch] firm left. Then ", "ministry", "Ministry of Trade"),
    ("The [O:Finch] firm left. Then ", "ministry", None),
    ("[O:Finch] will close. Then ", "company", "Finch"),
    ("[O:Finch] will close. Nobody sang. Nobody left. Then ", "company", None),
    ("[O:Finch] spoke to the [O:Halsund Times]. Then ", "company", "Finch"),
    ("[O:Finch] spoke to the [O:Halsund Times]. Then ", "newspaper", "Halsund Times"),
    ("The [P:Pike] campaign met [O:Finch]. Then ", "campaign", "Pike campaign"),
    ("[O:Finch] met. Then ", "campaign", None),
]


@pytest.mark.parametrize(("markup", "noun", "name"), MEANT)
def test_which_organisation_a_noun_stands_for(markup: str, noun: str, name: str | None) -> None:
    read = reading(f"{markup}the noun")
    found = body_meant(read, span(read, "the noun").start, noun)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("The [O:New Halsund Post] left. The [O:Post] came.", "New Halsund Post"),
        ("The [O:New Halsund Post] and [P:Pike]; the [O:Old Post], too. The [O:Post] came.", "Post"),
        ("[O:Post Office] left. The [O:Post] came.", "Post"),
        ("The [O:Post]’s came.", "Post"),
        ("[O:Finch Networks] left. Then [O:Finch] came.", "Finch Networks"),
        ("[O:RT America] left. Then [O:RT] came.", "RT"),
        ("[O:Pike Foundation] met/VERB [P:Owen Pike]. Then [O:Pike] came.", "Pike"),
        ("[O:Finch Networks] met/VERB [O:Finch Ferries]. Then [O:Finch] came.", "Finch"),
    ],
)
def test_the_fullest_name_of_an_organisation(markup: str, name: str) -> None:
    read = reading(markup)
    assert Organisations(read).fullest(read.document.entities[-1].span) == name


def test_an_abbreviation_is_its_long_form() -> None:
    read = reading("The [O:Halsund Harbour Trust] (HHT) met. The [O:HHT] left.")
    assert Organisations(read).fullest(read.document.entities[-1].span) == "Halsund Harbour Trust"


@pytest.mark.parametrize(
    ("markup", "affiliations"),
    [
        ("The [O:Norland Commission] met. [r:Fisheries Commissioner] [P:Ana Ruiz] left.", ("Norland Commission",)),
        ("The [O:Norland Commission] met. [r:Police Commissioner] [P:Ana Ruiz] left.", ()),
        ("The [O:Trade Commission] met/VERB the [O:Port Commission]. [r:Trade Commissioner] [P:Ana Ruiz] left.", ()),
        (
            "[O:Finch] left. [O:Finch Networks] came. [r:Chief/NOUN Executive/NOUN] [P:Ana Ruiz] left.",
            ("Finch Networks",),
        ),
        ("[O:Finch] left. [O:Marrow] came. [r:Chief/NOUN Executive/NOUN] [P:Ana Ruiz] left.", ()),
        ("[O:Marrow] left." + " It rained." * 3 + " [O:Finch] met. [r:CFO] [P:Ana Ruiz] left.", ("Finch",)),
        ("The [O:Northern Courier] met. [r:CFO] [P:Ana Ruiz] left.", ("Northern Courier",)),
        ("The [O:Halsund Council] met. [r:CFO] [P:Ana Ruiz] left.", ()),
        ("[O:Finch] met. [r:Baker] [P:Ana Ruiz] left.", ()),
    ],
)
def test_the_body_that_a_post_leaves_to_the_reader(markup: str, affiliations: tuple[str, ...]) -> None:
    read = reading(markup)
    found = People(read)
    assert read_statements(read, found).of(found.all[0], None).affiliations == affiliations


@pytest.mark.parametrize(
    ("markup", "bodies"),
    [
        ("[r:Health Minister] [P:Ana Ruiz] left. The [O:Ministry of Health] met.", ("Ministry of Health",)),
        ("[r:Health Cabinet Secretary] [P:Ana Ruiz] left. The [O:Health Department] met.", ("Health Department",)),
        ("[r:Health Minister] [P:Ana Ruiz] left. The [O:Ministry of Trade] met.", ()),
        ("[r:Prime Minister] [P:Ana Ruiz] left. The [O:Ministry of Trade] met.", ()),
        ("[r:Chief Justice] [P:Ana Ruiz] left. The [O:Supreme Court] met.", ("Supreme Court",)),
        ("[r:Chief Justice] [P:Ana Ruiz] left. The [O:Supreme Court] and the [O:Tide Court] met.", ()),
        ("[r:Justice] [P:Ana Ruiz] left. The [O:Supreme Court] met.", ()),
        (
            "[O:Finch] fell. So did [O:Marrow]. It rained. It was cold. Shares in [O:Finch] rose. It rained. It was "
            "cold. It was dark. It was late. [r:CEO] [P:Ana Ruiz] left.",
            ("Finch",),
        ),
        (
            "[O:Finch] fell. So did [O:Marrow]. It rained. It was cold. Shares in [O:Marrow] rose. It rained. It was "
            "cold. It was dark. It was late. [r:CEO] [P:Ana Ruiz] left.",
            (),
        ),
    ],
)
def test_the_body_that_a_post_tells(markup: str, bodies: tuple[str, ...]) -> None:
    read = reading(markup)
    found = people(markup)
    assert read_statements(read, found).of(found.all[0], None).affiliations == bodies
