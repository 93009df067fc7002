"""Mentions gathered under the people they name: what is one person, what two, and which gender shows."""

from __future__ import annotations

import pytest

from quotetrack.speakers.people import People, clean_name
from tests.quotations.builders import reading
from tests.speakers.builders import mentioned, people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        (" Ana \n Ruiz’s", "Ana Ruiz"),
        ("“Ana Ruiz”,", "Ana Ruiz"),
        ("Sen. Ana Ruiz", "Ana Ruiz"),
        ("Vice President Ana Ruiz", "Ana Ruiz"),
        ("Maj. Gen. Ana Ruiz", "Ana Ruiz"),
        ("the Rt. Hon. Ana Ruiz MP", "Ana Ruiz"),
        ("Ana Ruiz, Ph.D.", "Ana Ruiz"),
        ("Ana Ruiz, Jr", "Ana Ruiz Jr."),
        ("Billy “Bricks” Lennox", "Billy “Bricks” Lennox"),
        ("Major Ruiz", "Major Ruiz"),
        ("Lt-Col. Ana Ruiz", "Ana Ruiz"),
        ("Dr.", ""),
        ("Prime Minister", ""),
        ("—", ""),
        ("1984", ""),
    ],
)
def test_a_name_as_it_is_shown(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    "markup",
    [
        "[P:Ruiz] left. [P:Ana Ruiz] came.",
        "[P:Ana Ruiz] left. [P:Ruiz] came. [P:Ana] too.",
        "[P:Sen. Ana Ruiz] left. [P:Ana Ruiz]’s car came.",
        "[P:Ana Ruiz] left. [P:ANA RUIZ] came.",
        "[P:A. Ruiz] left. [P:Ana Ruiz] came.",
    ],
)
def test_forms_of_one_name_are_one_person(markup: str) -> None:
    assert [person.name for person in people(markup).all] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("[P:Ana Ruiz] left. [P:Ana Maria Ruiz] came.", "Ana Maria Ruiz"),
        ("[P:Ana Ruiz] left. [P:Ana Ruiz-Bell] came.", "Ana Ruiz-Bell"),
        ("[P:J. P. Halvorsen] left. [P:James P. Halvorsen] came.", "James P. Halvorsen"),
        ("[P:J.P. Halvorsen] left. [P:James P. Halvorsen] came.", "James P. Halvorsen"),
        ("[P:ANA RUIZ] left.", "Ana Ruiz"),
    ],
)
def test_the_fullest_form_names_the_person(markup: str, name: str) -> None:
    assert [person.name for person in people(markup).all] == [name]


@pytest.mark.parametrize(
    "markup",
    [
        "[P:Ana Ruiz] left. [P:Eva Ruiz] came.",
        "[P:Owen Pike] left. [P:Owen Pike Jr.] came.",
        "[P:Owen Pike] left. [P:Owen Strand] came.",
        "[P:Owen Pike II] left. [P:Owen Pike III] came.",
        "[P:Ana Ruiz] left. [P:Alma Ruiz] came.",
    ],
)
def test_two_people_stay_two(markup: str) -> None:
    assert len(people(markup).all) == 2


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("Mr. [P:Ruiz] met/VERB Mrs. [P:Ruiz].", ["Ruiz", "Ruiz"]),
        ("[P:Ana Ruiz] left. Mr. [P:Ruiz] came.", ["Ana Ruiz", "Ruiz"]),
        ("[P:Bill] and [P:Ana Ruiz] left.", ["Bill Ruiz", "Ana Ruiz"]),
        ("[P:Ruiz] and [P:Owen Pike] left.", ["Owen Pike", "Ruiz"]),
        ("[P:William Pike] left. [P:Bill Pike] came.", ["William Pike"]),
        ("[P:Bill Pike] left. [P:William Pike] came.", ["William Pike"]),
        ("[P:José Ruiz] left. [P:Jose Ruiz] came.", ["José Ruiz"]),
        ("[P:Republicans] met/VERB [P:Millennials].", []),
        ("[O:Finch] left. [O:Finch] came. [P:Finch] sang.", []),
        ("State [P:Del]. [P:Ana Ruiz] left.", ["Ana Ruiz"]),
        ("The plan of Owen Strand was new. [P:Strand] sang.", ["Owen Strand"]),
        ("The plan of Harbour Strand was new. [P:Strand] sang.", ["Strand"]),
    ],
)
def test_who_is_named(markup: str, names: list[str]) -> None:
    assert [person.name for person in people(markup).all] == names


def test_a_family_as_a_whole_is_nobody_and_known() -> None:
    read = reading("[P:Ana Ruiz] met/VERB [P:Tom Ruiz]. The [P:Ruizes] left. The [P:Strands] came.")
    found = People(read)
    assert [person.name for person in found.all] == ["Ana Ruiz", "Tom Ruiz", "Strands"]
    assert [person.name for person in found.family_in(read.document.entities[2].span) or []] == ["Ana Ruiz", "Tom Ruiz"]
    assert found.family_in(read.document.entities[0].span) is None


def test_family_names_that_the_model_missed_are_mentions() -> None:
    read = reading("[P:Ana Ruiz] left. Then Ruiz/PROPN sang. Then anti-Ruiz/PROPN songs came.")
    assert [read.slice(mention) for mention in People(read).all[0].mentions] == ["Ana Ruiz", "Ruiz"]


PAIR = "[P:Ana Ruiz] met/VERB [P:Tom Ruiz]. "


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (PAIR + "Then Mr. [P:Ruiz] left.", "Tom Ruiz"),
        (PAIR + "Then Mrs. [P:Ruiz] left.", "Ana Ruiz"),
        (PAIR + "Then [P:Ruiz] left.", "Ruiz"),
        (PAIR + "It rained. [P:Ana] sang. Then [P:Ruiz] left.", "Ana Ruiz"),
        ("[P:Ana Ruiz] left. It rained. [P:Tom Ruiz] came. Then [P:Ruiz] left.", "Tom Ruiz"),
        ("[P:Ruiz Pike] met [P:Ana Ruiz]. Then [P:Ruiz] left.", "Ana Ruiz"),
        ("[P:Ana Ruiz] left. Then [P:Pike] left.", "Pike"),
        ("[P:Tom Ruiz] left. Then Mrs. [P:Ruiz] left.", "Ruiz"),
        ("[P:Ana Ruiz] left. [P:Ana Ruiz] came. It rained. [P:Tom Ruiz] sang. Then [P:Ruiz] left.", "Ana Ruiz"),
        ("[P:Ana Ruiz] left with her husband, [P:Tom Ruiz]. Then [P:Ruiz] left.", "Ana Ruiz"),
        ("Sen. [P:Ana Ruiz] met/VERB [P:Tom Ruiz]. Then Sen. [P:Ruiz] left.", "Ana Ruiz"),
        ("[P:Pike] left. His wife, [P:Ana Pike], came. Then [P:Pike] sang.", "Pike"),
        ("Mr. [P:Pike] left. Mr. [P:Pike] came. [P:Ana Pike] sang. Then [P:Pike] left.", "Pike"),
        ("Mr. [P:Pike] left. [P:Owen Pike] came. Then [P:Pike] sang.", "Owen Pike"),
        ("[P:Tom Ruiz] left. [P:Tom Ruiz] came. It rained. [P:Owen Ruiz] sang. Then Mr. [P:Ruiz] left.", "Owen Ruiz"),
        ("[P:Tom Ruiz] left. [P:Tom Ruiz] came. [P:Owen Ruiz] sang. It rained. Then Mr. [P:Ruiz] left.", "Tom Ruiz"),
        ("[P:Ana Ruiz] left. [P:Tom Ruiz] came. Then [P:Councilman Ruiz] left.", "Tom Ruiz"),
        ("[P:Ana Ruiz] left. Her daughter [P:Eva Ruiz] came. Then the elder [P:Ruiz] left.", "Ana Ruiz"),
        ("[P:Owen Ruiz] left. His uncle, [P:Tom Ruiz], came. Then the elder Mr. [P:Ruiz] left.", "Tom Ruiz"),
    ],
)
def test_whom_a_single_name_means(markup: str, name: str) -> None:
    read = reading(markup)
    last = read.document.entities[-1].span
    assert [person.name for _, person in People(read).in_span(last)] == [name]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("[L:Beit Arous] and [L:BEIT AROUS]. The mayor of [P:Beit Arous] left.", []),
        ("[L:Beit Arous]. The mayor of [P:Beit Arous] left. [P:Beit Arous] came.", ["Beit Arous"]),
        ("[L:Sydney] and [L:Sydney]. [P:Sydney] left. [P:Sydney Pike] came.", ["Sydney Pike"]),
        ("The [P:Taoiseach] left.", []),
        ("The [P:Dane] left.", []),
        ("[P:Dane] left.", ["Dane"]),
        ("[P:Baker] left.", ["Baker"]),
        (
            "[P:Spinner Ana Ruiz] met/VERB [P:Baker Ruiz] and [P:Dean Owen Pike].",
            ["Ana Ruiz", "Baker Ruiz", "Dean Owen Pike"],
        ),
        ("[P:Alhaji Owen Pike] met/VERB [P:DCI Ana Ruiz].", ["Owen Pike", "Ana Ruiz"]),
        ("[O:Finch Networks] left. [O:Finch] came. [P:Finch] sang.", []),
        ("[O:Finch Networks] left. [O:Finch] came. [P:Finch] sang. [P:Ana Finch] sang.", ["Ana Finch"]),
    ],
)
def test_who_is_a_person(markup: str, names: list[str]) -> None:
    assert [person.name for person in people(markup).all] == names


def test_people_by_the_words_of_their_names() -> None:
    found = people("[P:Ana Ruiz] met/VERB [P:Tom Ruiz] and [P:Owen Pike].")
    assert [person.name for person in found.bearing(["ruiz"])] == ["Ana Ruiz", "Tom Ruiz"]
    assert [person.name for person in found.bearing(["tom", "ruiz"])] == ["Tom Ruiz"]
    assert found.bearing(["strand"]) == found.bearing([]) == []


def test_mentions_are_kept_in_order() -> None:
    read = reading("Mr. [P:Pike] left. [P:Owen Pike] came. [P:Pike] sang.")
    found = People(read)
    pike = mentioned(read, found, "Owen")
    assert [read.slice(mention) for mention in pike.mentions] == ["Pike", "Owen Pike", "Pike"]
    assert pike.first == 4


def test_names_that_the_model_missed_count_where_nothing_else_is() -> None:
    read = reading("Zorvan said so. [P:Ana Ruiz] left.")
    spans = [read.document.tokens[0].span, read.document.entities[0].span]
    assert [person.name for person in People(read, spans).all] == ["Ana Ruiz", "Zorvan"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("DI Ana Ruiz", "Ana Ruiz"), ("PC Ruiz", "Ruiz"), ("Di Ruiz", "Di Ruiz"), ("DI RUIZ", "DI RUIZ")],
)
def test_letters_for_a_rank_are_no_part_of_a_name(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("Father [P:Colm Duggan] came. Fr [P:Duggan] left.", ["Colm Duggan"]),
        ("Her father, [P:Colm Duggan], came. [P:Eva Duggan] met [P:Duggan].", ["Colm Duggan", "Eva Duggan"]),
    ],
)
def test_father_before_a_name_is_a_title_and_not_a_relative(markup: str, names: list[str]) -> None:
    assert sorted(p.name for p in people(markup).all) == names
