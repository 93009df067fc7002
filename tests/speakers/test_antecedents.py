"""Whom a pronoun or a description stands for, and when for nobody."""

from __future__ import annotations

import pytest

from quotetrack.speakers.antecedents import (
    find_issuer,
    find_organisation,
    find_person,
    follows_name,
    gender_of,
    group_noun,
    person_noun,
)
from quotetrack.speakers.people import People
from tests.quotations.builders import reading, span


@pytest.mark.parametrize(
    ("markup", "name", "others"),
    [
        ("[P:Ana Ruiz] left. Then she sang.", "Ana Ruiz", []),
        ("[P:Ana Ruiz] met/VERB [P:Eva Strand]. Then she sang.", "Ana Ruiz", ["Eva Strand"]),
        ("[P:Ana Ruiz] met/VERB [P:Owen Pike]. Then he sang.", "Owen Pike", []),
        ("[P:Owen Pike] left. Then she sang.", None, []),
        ("[P:Ana Ruiz] left. [P:Eva Strand] came. Then she sang.", "Eva Strand", ["Ana Ruiz"]),
        ("[P:Ana Ruiz]’s sister met/VERB [P:Eva Strand]. Then she sang.", "Ana Ruiz", ["Eva Strand"]),
        ("[P:Ana Ruiz] left: “[P:Eva Strand] came.” Then she sang.", "Ana Ruiz", ["Eva Strand"]),
        ("[P:Ana Ruiz] left. “[P:Eva Strand] came.” Then she sang.", "Ana Ruiz", ["Eva Strand"]),
        ("[P:Ana Ruiz] left. [P:Tom Pike] met [P:Rosa Strand]’s dog. Then she sang.", "Ana Ruiz", ["Rosa Strand"]),
        ("It rained. Then she sang.", None, []),
        ("[P:Ana Ruiz] left." + " It rained." * 12 + " Then she sang.", None, []),
        ("[P:Zorvan Strand] left. Then he sang.", "Zorvan Strand", []),
    ],
)
def test_the_person_that_a_pronoun_stands_for(markup: str, name: str | None, others: list[str]) -> None:
    read = reading(markup)
    pronoun = "she" if "she" in read.text else "he sang"
    person, weighed = find_person(read, People(read), span(read, pronoun).start, gender_of(pronoun), [])
    assert (person and person.name, weighed) == (name, others)


def test_who_spoke_last_weighs_more_and_who_is_barred_nothing() -> None:
    read = reading("[P:Ana Ruiz] met/VERB [P:Eva Strand]. It rained. Then she sang.")
    found = People(read)
    ruiz, strand = found.all
    at = span(read, "she").start
    spoke = [(span(read, "rained").start, strand)]
    assert find_person(read, found, at, "f", spoke)[0] is strand
    assert find_person(read, found, at, "f", spoke, barred=strand)[0] is ruiz
    assert find_person(read, found, at, "f", [])[0] is ruiz


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("the senator", "senator"),
        ("The former Halsund mayor", "mayor"),
        ("Pike’s longtime strategist", "strategist"),
        ("the 45-year-old", "45-year-old"),
        ("the mayor of Halsund, who left", "mayor"),
        ("his sister", "sister"),
        ("a senator", None),
        ("the senators", None),
        ("the harbour", None),
        ("two officials", None),
    ],
)
def test_a_description_of_one_person(text: str, noun: str | None) -> None:
    assert person_noun(text) == noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("the company", "company"),
        ("the small ferry company", "company"),
        ("the think tank", "think tank"),
        ("the company, which is new", "company"),
        ("a company", None),
        ("the companies", None),
        ("the harbour", None),
        ("the company of Owen Pike", None),
        ("the Pike campaign", None),
    ],
)
def test_a_description_of_a_body(text: str, noun: str | None) -> None:
    assert group_noun(text) == noun


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("his wife", "f"),
        ("Ruiz’s ex-husband", "m"),
        ("the wife of the mayor", "f"),
        ("the mayor of his wife", None),
        ("She", "f"),
        ("himself", "m"),
        ("the chairwoman", "f"),
        ("a businessman", "m"),
        ("the mayor", None),
        ("", None),
    ],
)
def test_gender_of_words(text: str, gender: str | None) -> None:
    assert gender_of(text) == gender


@pytest.mark.parametrize(
    ("markup", "noun", "name"),
    [
        ("[O:Finch Ferries] left. Then the company sang.", "company", "Finch Ferries"),
        ("[O:Finch] left. [O:Marrow] came. Then the company sang.", "company", "Marrow"),
        ("[O:Northern Courier] left. [O:Marrow] came. Then the newspaper sang.", "newspaper", "Northern Courier"),
        ("[O:Finch] left. It rained. It rained. It rained. Then the company sang.", "company", None),
        ("[P:Finch] left. Then the company sang.", "company", None),
        ("[O:Finch] met/VERB [O:Marrow]. Then the company sang.", "company", None),
        ("[O:Finch] left. [O:Halsund University] came. Then the company sang.", "company", "Finch"),
        ("[O:Finch] left. Then the council sang.", "council", None),
        ("[O:Halsund Council] left. [O:Finch] came. Then the council sang.", "council", "Halsund Council"),
        ("[O:Norland Defence Forces] left. [O:Finch] came. Then the army sang.", "army", "Norland Defence Forces"),
        ("[O:Norland Army] left. [O:Peace Forces] came. Then the army sang.", "army", "Norland Army"),
        ("[O:Halsund Police] left. Then the force sang.", "force", "Halsund Police"),
        ("[O:Finch] left. [O:Finch] came. It rained. It rained. It rained. Then the company sang.", "company", "Finch"),
        ("[O:Finch] left. [O:Marrow] came. It rained. It rained. It rained. Then the company sang.", "company", None),
    ],
)
def test_the_body_that_a_description_stands_for(markup: str, noun: str, name: str | None) -> None:
    read = reading(markup)
    found = find_organisation(read, span(read, f"the {noun}").start, noun)
    assert (found and read.slice(found.span)) == name


@pytest.mark.parametrize(
    ("markup", "text", "name"),
    [
        ("The [O:Northern Courier] left. It rained. Then the article sang.", "the article", "Northern Courier"),
        ("The [O:Northern Courier] met/VERB [O:Reuters]. Then the article sang.", "the article", None),
        ("The [O:Halsund Court] left. The [O:Finch] came. Then the ruling sang.", "the ruling", "Halsund Court"),
        ("[O:Finch] left. Then the article sang.", "the article", None),
        ("The [O:Northern Courier] left. Then the report sang.", "the report", None),
    ],
)
def test_what_an_outlet_or_a_court_issues_is_its_word(markup: str, text: str, name: str | None) -> None:
    read = reading(markup)
    found = find_issuer(read, span(read, text).start, text)
    assert (found and read.slice(found.span)) == name


def test_a_name_known_as_a_bodys_is_one_where_the_model_sees_a_person() -> None:
    read = reading("[P:Finch] left. Then the company sang.")
    found = find_organisation(read, span(read, "the company").start, "company", {"Finch"})
    assert found and read.slice(found.span) == "Finch"


def test_the_second_relative_clause_is_of_whom_the_first_one_is() -> None:
    read = reading("[P:Ana Ruiz], the nurse who left for a very long walk along the old harbour wall and who sang.")
    person = follows_name(read, span(read, "who sang"), People(read))
    assert person and person.name == "Ana Ruiz"


def test_a_relative_pronoun_belongs_to_the_name_before_it() -> None:
    read = reading(
        "[P:Ana Ruiz] met/VERB [P:Owen Pike], who sang. A dog that nobody had ever seen barked at me, who knows why."
    )
    found = People(read)
    person = follows_name(read, span(read, "who sang"), found)
    assert person and person.name == "Owen Pike"
    assert follows_name(read, span(read, "who knows"), found) is None
