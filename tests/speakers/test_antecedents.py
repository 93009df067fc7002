"""Whom a pronoun or a description stands for, and when for nobody."""

from __future__ import annotations

import pytest

from quotetrack.speakers.antecedents import find_person, follows_name, gender_of, person_noun
from quotetrack.speakers.people import People
from tests.quotations.builders import reading, span
from tests.speakers.builders import attributions


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


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (
            "[r:Pastor] [P:Owen Pike] rose. [P:Ana Ruiz] sat. The pastor smiled. “[c:It is late],” [s:he] [q:said].",
            "Owen Pike",
        ),
        ("[r:Pastor] [P:Owen Pike] rose. The pastor saw [P:Tom Bell]. “[c:It is late],” [s:he] [q:said].", "Tom Bell"),
        ("[r:Pastor] [P:Owen Pike] rose. [P:God] sat. “[c:It is late],” [s:he] [q:said].", "Owen Pike"),
        ("A second clerk, known only as “[P:Claire]”, sat. “[c:It is late],” [s:she] [q:said].", "Claire"),
        ("A second clerk, not “[P:Claire]”, sat. “[c:It is late],” [s:she] [q:said].", None),
        ("The club met. [s:The Club] [q:said] [c:it was late].", None),
    ],
)
def test_whom_a_subject_in_the_sentence_before_means(markup: str, name: str | None) -> None:
    assert attributions(markup)[-1].name == name


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("[P:Ana Ruiz] took the stage and [q:called] it [c:“rotten”].", "Ana Ruiz"),
        ("On Monday, [r:Mayor] [P:Ana Ruiz] came and [q:called] it [c:“rotten”].", "Ana Ruiz"),
        ("[P:Ana Ruiz] left. She came and [q:called] it [c:“rotten”].", "Ana Ruiz"),
        ("[P:Ana Ruiz]’s dog came and [q:called] it [c:“rotten”].", None),
        ("The friends of [P:Ana Ruiz] came and [q:called] it [c:“rotten”].", None),
        ("[P:Ana Ruiz] left. It rained after what they called a [c:“long rant of them”].", None),
    ],
)
def test_the_subject_of_the_sentence(markup: str, name: str | None) -> None:
    found = attributions(markup)[-1]
    assert (found.name if found.trace["rule"] == "subject" else None) == name


def test_a_participle_belongs_to_the_subject_of_its_sentence() -> None:
    found = attributions("[P:Ana Ruiz] met/VERB them, [q:telling/VERB] them [c:that it was rotten].")[-1]
    assert found.name == "Ana Ruiz"
