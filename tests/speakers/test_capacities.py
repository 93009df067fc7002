"""Roles and affiliations over a whole article, and the fullest names of its organisations."""

from __future__ import annotations

import pytest

from quotetrack.records import Span
from quotetrack.speakers.capacities import Capacities, Organisations, office_nouns
from quotetrack.speakers.people import People
from quotetrack.speakers.phrases import read_noun_phrase
from tests.quotations.builders import reading, span


def test_what_is_stated_at_the_source_comes_first() -> None:
    read = reading(
        "[P:Ana Ruiz], director of the [O:Harbour Trust], left. Dr. [P:Ruiz] came. [P:Ruiz], chair of [O:Finch], sang."
    )
    found = People(read)
    capacities = Capacities(read, found, [])
    (ruiz,) = found.all
    anywhere = capacities.of(ruiz, None)
    assert (anywhere.role, anywhere.affiliations) == ("director", ("Harbour Trust", "Finch"))
    there = capacities.of(ruiz, span(read, "Ruiz, chair"))
    assert (there.role, there.affiliations) == ("chair", ("Finch", "Harbour Trust"))
    title = capacities.of(ruiz, span(read, "Ruiz came"))
    assert title.role == "director"
    claims = [(c.role, c.organization, read.slice(c.span)) for c in anywhere.claims if c.span]
    assert claims == [
        ("director", "Harbour Trust", "director of the Harbour Trust"),
        ("Dr.", None, "Dr."),
        ("chair", "Finch", "chair of Finch"),
    ]


@pytest.mark.parametrize(
    ("markup", "role", "taken"),
    [
        ("Sen. [P:Ana Ruiz] left.", "senator", True),
        ("Sen. [P:Ana Ruiz] left.", "nurse", False),
        ("[P:Ana Ruiz] left.", "nurse", True),
        ("[P:Ana Ruiz], a critic, left.", "nurse", True),
        ("Sen. [P:Ana Ruiz] (R-Ohio) left.", "Democratic senator", False),
        ("The Ohio senator, [P:Ana Ruiz], left.", "Halsund senator", False),
    ],
)
def test_a_description_is_taken_for_somebodys_only_if_it_fits(markup: str, role: str, taken: bool) -> None:
    read = reading(f"{markup} The {role} sang.")
    found = People(read)
    capacities = Capacities(read, found, [])
    at = span(read, f"The {role} sang")
    capacities.add(found.all[0], at, read_noun_phrase(read, Span(at.start, at.end - 5)))
    assert (role in {c.role for c in capacities.of(found.all[0], None).claims}) is taken


def test_a_description_at_the_source_is_a_claim_there_and_only_there() -> None:
    read = reading("[P:Ana Ruiz] left. She sang. Pike’s former aide came.")
    capacities = Capacities(read, found := People(read), [])
    ruiz = found.all[0]
    there = capacities.of(ruiz, span(read, "Pike’s former aide"))
    assert (there.role, [c.standing for c in there.claims]) == ("former aide", ["former"])
    assert capacities.of(ruiz, span(read, "She")).role is None
    assert capacities.of(ruiz, span(read, "Ana Ruiz")).role is None


def test_who_bears_an_office_the_one_mentioned_last_first() -> None:
    read = reading(
        "Sen. [P:Ana Ruiz] left. Senator/NOUN [P:Owen Pike] came. Then the senator sang. Sen. [P:Eva Strand] too."
    )
    capacities = Capacities(read, People(read), [])
    at = span(read, "the senator").start
    assert [person.name for person in capacities.bearing("senator", at)] == ["Owen Pike", "Ana Ruiz"]
    assert capacities.bearing("mayor", at) == []


def test_one_organisation_is_not_stated_twice() -> None:
    read = reading("[P:Ana Ruiz] of [O:Harbour Trust] left. [P:Ana Ruiz] of the [O:Halsund Harbour Trust] came.")
    found = People(read)
    assert Capacities(read, found, []).of(found.all[0], None).affiliations == ("Halsund Harbour Trust",)


@pytest.mark.parametrize(
    ("nouns", "usual"), [("sen", "senator"), ("congresswoman", "representative"), ("mayor", "mayor")]
)
def test_offices_in_their_usual_form(nouns: str, usual: str) -> None:
    assert office_nouns([nouns]) == {usual}


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


def test_a_claim_names_the_long_form_of_an_abbreviation() -> None:
    read = reading("The [O:Halsund Harbour Trust] (HHT) met. [P:Ana Ruiz], a nurse at the [O:HHT], left.")
    found = People(read)
    assert Capacities(read, found, []).of(found.all[0], None).affiliations == ("Halsund Harbour Trust",)


@pytest.mark.parametrize(
    ("markup", "affiliations"),
    [
        ("The [O:Norland Commission] met. Fisheries Commissioner [P:Ana Ruiz] left.", ("Norland Commission",)),
        ("The [O:Norland Commission] met. Police Commissioner [P:Ana Ruiz] left.", ()),
        ("The [O:Trade Commission] met/VERB the [O:Port Commission]. Trade Commissioner [P:Ana Ruiz] left.", ()),
        ("[O:Finch] left. [O:Finch Networks] came. Chief/NOUN Executive/NOUN [P:Ana Ruiz] left.", ("Finch Networks",)),
        ("[O:Finch] left. [O:Marrow] came. Chief/NOUN Executive/NOUN [P:Ana Ruiz] left.", ()),
        ("[O:Marrow] left." + " It rained." * 3 + " [O:Finch] met. CFO [P:Ana Ruiz] left.", ("Finch",)),
        ("The [O:Northern Courier] met. CFO [P:Ana Ruiz] left.", ("Northern Courier",)),
        ("The [O:Halsund Council] met. CFO [P:Ana Ruiz] left.", ()),
        ("[O:Finch] met. Baker [P:Ana Ruiz] left.", ()),
    ],
)
def test_the_body_that_a_post_leaves_to_the_reader(markup: str, affiliations: tuple[str, ...]) -> None:
    read = reading(markup)
    found = People(read)
    assert Capacities(read, found, []).of(found.all[0], None).affiliations == affiliations


@pytest.mark.parametrize(
    ("markup", "affiliations"),
    [
        ("An [P:Orbisoft] spokeswoman", ("Orbisoft",)),
        ("A [P:Ana] spokeswoman", ()),
        ("An [P:Orbisoft] friend", ()),
        ("Mr. [P:Orbisoft] left. An [P:Orbisoft] spokeswoman", ()),
        ("[P:Eva Orbisoft] left. An [P:Orbisoft] spokeswoman", ()),
    ],
)
def test_a_single_name_that_is_spoken_for_is_a_body(markup: str, affiliations: tuple[str, ...]) -> None:
    read = reading(markup)
    start = read.text.rindex("A")
    assert read_noun_phrase(read, Span(start, len(read.text))).affiliations == affiliations
