"""Who said it: names, pronouns, neighbours and nobody (T20-T23, T25, T30, T33, T35)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

ASIDES = [
    row(
        "T20-doctor-and-paragraph-break",
        "Dr. Lena Osk, a doctor at the field hospital, said:\n\n“We have run out of everything but patients.”",
        Expected("We have run out of everything but patients.", speaker="Lena Osk", kind="person"),
    ),
    row(
        "T20-sentence-before",
        "Halvard Moe, a fisherman, was the first to speak. “I heard it before I saw it.”",
        Expected("I heard it before I saw it.", speaker="Halvard Moe"),
    ),
    row(
        "T20-paragraph-before",
        "Inès Caron learned on Monday that the river scene would use real water.\n\n“Nobody mentions that in drama "
        "school,” she said.",
        Expected("Nobody mentions that in drama school", speaker="Inès Caron", mention="she"),
    ),
    row(
        "T20-long-aside",
        "Graham Orde, the chairman, who was married on the same ground in 1991 and whose son once kept goal for the "
        'reserves, said: "This is the best night of my life."',
        Expected("This is the best night of my life.", speaker="Graham Orde"),
    ),
    row(
        "T20-age",
        "“It’s heavier than it looks,” said Agnes Birrell, 71, of Vale Terrace.",
        Expected("It’s heavier than it looks", speaker="Agnes Birrell"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ASIDES)
def test_an_aside_does_not_hide_the_speaker(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


NOBODY = [
    row(
        "T21-T33-queue",
        "Jon Brekke left Halsund in March and has not been back since. The cranes stood idle for a month.\n\n"
        "The queue ran back past the water tower and out of sight.\n\n"
        "“We were promised trucks. What we have is an empty road.”\n\n"
        "Snow is expected in the hills by the weekend.",
        Expected("We were promised trucks. What we have is an empty road.", None, "unknown", mention=None, via=None),
        fails="who is meant is learned otherwise",
    ),
    row(
        "T21-T33-first-line",
        "“Nobody rings the bell any more.”\n\nThe church at Cwm Bedw was built in 1380 and has no road to it.",
        Expected("Nobody rings the bell any more.", None, "unknown", mention=None),
    ),
    row(
        "T21-T33-shuffled-page",
        'Orrin Freight runs 2,300 trucks.\n\n"This can be seen from the figures for the first quarter."\n\n'
        "The Lowland Shield was first played for in 1921.",
        Expected("This can be seen from the figures for the first quarter.", None, "unknown", mention=None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOBODY)
def test_an_orphan_quotation_has_an_unknown_speaker_rather_than_the_nearest_name(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


FLOATING = [
    row(
        "T33-counter-introduced",
        "Marta Velk shook her head.\n\n“Whoever owns the town has to feed it.”",
        Expected("Whoever owns the town has to feed it.", speaker="Marta Velk"),
    ),
    row(
        "T33-counter-goes-on",
        "“The relief boat couldn’t land for seven weeks,” said Magnus Isbister.\n\n“We nodded at breakfast.”\n\n"
        "“By March we had stopped nodding.”",
        Expected("The relief boat couldn’t land for seven weeks", speaker="Magnus Isbister"),
        Expected("We nodded at breakfast.", speaker="Magnus Isbister"),
        Expected("By March we had stopped nodding.", speaker="Magnus Isbister"),
    ),
    row(
        "T33-counter-asked",
        'Asked if he would stay, Tom Askew smiled. "Ask my wife."',
        Expected("Ask my wife.", speaker="Tom Askew"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLOATING)
def test_a_floating_quotation_goes_to_the_one_who_is_plainly_speaking(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


STAND_FOR = [
    row(
        "T22-he",
        "Joe Harker joined the mill in 1990. He said the early years were “mostly paperwork”.",
        Expected("mostly paperwork", speaker="Joe Harker", mention="He", kind="person"),
    ),
    row(
        "T22-the-senator",
        'Sen. Dale Whitcomb arrived late. "The ice was early," the senator said.',
        Expected("The ice was early", speaker="Dale Whitcomb", mention="the senator", kind="person"),
    ),
    row(
        "T22-surname",
        "Ana Ruiz met the press at noon. Hours later the wall fell. “We will rebuild,” Ruiz said.",
        Expected("We will rebuild", speaker="Ana Ruiz", mention="Ruiz", kind="person"),
    ),
    row(
        "T22-the-company",
        "Orrin Freight cut its forecast on Friday. The company said demand for parcels was weak.",
        Expected("demand for parcels was weak", speaker="Orrin Freight", mention="The company", kind="organization"),
    ),
    row(
        "T22-she-among-two",
        "Mei Tan sold the shop to Carl Dunn in 2019. “I miss the bell on the door,” she said.",
        Expected("I miss the bell on the door", speaker="Mei Tan", mention="she"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), STAND_FOR)
def test_the_words_in_the_text_and_whom_they_stand_for_are_both_given(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


OFFSETS = [
    row("T23-after", "“We will rebuild,” said Ana Ruiz.", "We will rebuild", "said", "Ana Ruiz"),
    row("T23-before", 'Ana Ruiz told reporters: "We will rebuild."', "We will rebuild", "told", "Ana Ruiz"),
    row("T23-indirect", "Ana Ruiz warned that the wall would fall.", "the wall would fall", "warned", "Ana Ruiz"),
]


@pytest.mark.parametrize(("text", "words"), OFFSETS)
def test_content_cue_and_source_have_offsets_that_slice_the_text(
    text: str, words: list[str], quotations_of: Any
) -> None:
    [quoted] = quotations_of(text)
    for field, word in zip(("content", "cue", "source"), words, strict=True):
        pieces = [text[start:end] for start, end in quoted[field]]
        assert word in " ".join(pieces), f"{field}: {pieces}"


CROWDED = [
    row(
        "T25-two-direct",
        "“It was never for sale,” said Una Doyle. “Everything is for sale,” said Colin Hart.",
        Expected("It was never for sale", speaker="Una Doyle"),
        Expected("Everything is for sale", speaker="Colin Hart"),
    ),
    row(
        "T25-before-and-after",
        'Fiona Breck said: "The stairs will not last." "They have lasted my time," replied Magnus Isbister.',
        Expected("The stairs will not last.", speaker="Fiona Breck"),
        Expected("They have lasted my time", speaker="Magnus Isbister"),
    ),
    row(
        "T25-three",
        "Lena Brandt said the pitch was “a pond”, Tom Askew called it “a lake” and Petra Lindholm described it as “a "
        "fair test”.",
        Expected("a pond", speaker="Lena Brandt"),
        Expected("a lake", speaker="Tom Askew"),
        Expected("a fair test", speaker="Petra Lindholm"),
    ),
    row(
        "T25-direct-and-indirect",
        'Ana Ruiz said that the road would open in May. "June, if we are lucky," said Owen Blake, the engineer.',
        Expected("the road would open in May", speaker="Ana Ruiz"),
        Expected("June, if we are lucky", speaker="Owen Blake"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CROWDED)
def test_speakers_in_one_paragraph_do_not_swap(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


SECOND_PERSON = [
    row(
        "T30-replaced",
        "Sir Alan Fairweather, who replaced Miriam Soames as leader, said: “We have stopped digging.”",
        Expected("We have stopped digging.", speaker="Alan Fairweather"),
    ),
    row(
        "T30-took-over-from",
        '"We are carrying fewer parcels," said Dana Prewitt, who took over from founder Lars Orrin in 2021.',
        Expected("We are carrying fewer parcels", speaker="Dana Prewitt"),
    ),
    row(
        "T30-daughter-of",
        "Kirsty Rendall, whose father John Rendall was the last assistant keeper, recalled that he could not sing.",
        Expected("he could not sing", speaker="Kirsty Rendall"),
    ),
    row(
        "T30-spoken-to",
        "“I have told you twice,” Ida Moss said to Colin Hart, who had come about the roof.",
        Expected("I have told you twice", speaker="Ida Moss"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SECOND_PERSON)
def test_an_aside_that_names_a_second_person_does_not_make_him_the_speaker(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


ONE_NAME_TWO_PEOPLE = [
    row(
        "T35-father-and-son",
        "John Harker Sr. founded the mill and John Harker Jr. sold it. “My father never forgave me,” said Harker Jr.",
        Expected("My father never forgave me", speaker="John Harker Jr."),
    ),
    row(
        "T35-brother-and-sister",
        "Mark Doyle and his sister Una Doyle own the farm. “It was never for sale,” Una Doyle said.\n\n“It is now,” "
        "said Mark.",
        Expected("It was never for sale", speaker="Una Doyle"),
        Expected("It is now", speaker="Mark Doyle"),
    ),
    row(
        "T35-surname-of-two-stays-unresolved",
        "Mark Doyle and Una Doyle own the farm. They have not spoken since May. “It was never for sale,” Doyle said.",
        Expected("It was never for sale", speaker=("Doyle", None)),
    ),
    row(
        "T35-surname-in-another-paragraph",
        "Sheila Munn and Hector Munn lead the band. It rehearses on Mondays.\n\n“We don’t know how,” Munn said.",
        Expected("We don’t know how", speaker=("Munn", None)),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_NAME_TWO_PEOPLE)
def test_two_people_of_one_name_are_not_taken_for_each_other(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected)


ONE_PERSON_MANY_NAMES = [
    row(
        "T35-initials",
        "James P. Halvorsen chairs the bank. “We are solvent,” J. P. Halvorsen told investors.",
        Expected("We are solvent", speaker="James P. Halvorsen"),
    ),
    row(
        "T35-nickname",
        "Robert “Bob” Lennox retired in May. “I was tired,” Bob Lennox said.",
        Expected("I was tired", speaker=("Robert Lennox", "Robert “Bob” Lennox")),
    ),
    row(
        "T35-hyphen",
        "Adaeze Okonkwo-Hale led the study. “It took eleven years,” Okonkwo-Hale said.",
        Expected("It took eleven years", speaker="Adaeze Okonkwo-Hale"),
    ),
    row(
        "T35-title",
        "Dr. Julian Peake dived with the otters. “I needed new glasses,” Dr. Peake said.",
        Expected("I needed new glasses", speaker="Julian Peake"),
    ),
    row(
        "T35-accent",
        "Solène Marchetti will not be watching. “I shall be in the café opposite,” says Solene Marchetti.",
        Expected("I shall be in the café opposite", speaker=("Solène Marchetti", "Solene Marchetti")),
    ),
    row(
        "T35-possessive",
        "Ana Ruiz's critics were many. “I have read their letters,” Ms Ruiz said.",
        Expected("I have read their letters", speaker="Ana Ruiz"),
    ),
    row(
        "T35-particle",
        "Hendrik van der Meer designed the lock. “It has never leaked,” said van der Meer.",
        Expected("It has never leaked", speaker="Hendrik van der Meer"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE_PERSON_MANY_NAMES)
def test_a_shorter_form_of_a_name_becomes_the_fullest_one(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


SHARED_NAMES = [
    row(
        "T35-husband-and-wife-by-title",
        "Mr. Askew bought the ferry in 2009. Mrs. Askew sold it in May. “It leaked,” Mrs. Askew said.\n\n“It floated "
        "for me,” said Mr. Askew.",
        Expected("It leaked", speaker="Askew", mention="Mrs. Askew"),
        Expected("It floated for me", speaker="Askew", mention="Mr. Askew"),
    ),
    row(
        "T35-whom-the-article-is-about",
        "Carla Vance won the vote in Halsund by nine ballots. Carla Vance had lost it twice. Her husband, Peter Vance, "
        "drove her home.\n\n“I could not sleep,” Vance said on Monday.",
        Expected("I could not sleep", speaker="Carla Vance"),
    ),
    row(
        "T35-given-name-of-the-second",
        "Tom and Edith Marlow run the last ferry. “We are never late,” Tom Marlow said.",
        Expected("We are never late", speaker="Tom Marlow"),
    ),
    row(
        "T35-full-name-after",
        "“The bridge will open in June,” Mayor Okafor said. Ifeoma Okafor was elected in 2019.",
        Expected("The bridge will open in June", speaker="Ifeoma Okafor"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARED_NAMES)
def test_a_family_name_goes_to_the_one_it_clearly_means(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected)


DESCRIBED = [
    row(
        "T25-described-by-office",
        "Sen. Dale Whitcomb met Gov. Ines Calder in the rain. “The ice was early,” the senator said. “It was late,” "
        "the governor said.",
        Expected("The ice was early", speaker="Dale Whitcomb"),
        Expected("It was late", speaker="Ines Calder"),
        fails="who is meant is learned otherwise",
    ),
    row(
        "T32-the-official-is-nobody-named",
        "Jon Brekke left the hall early. An official at the port would not say why. “He was hungry,” the official "
        "said.",
        Expected("He was hungry", None, "unnamed"),
        fails="who is meant is learned otherwise",
    ),
    row(
        "T32-he-after-a-spokesman",
        "Jon Brekke left the hall early. “He was hungry,” said a spokesman for Mr. Brekke. “He will be back,” "
        "he added.",
        Expected("He was hungry", None, "unnamed"),
        Expected("He will be back", None, "unnamed"),
        fails="who is meant is learned otherwise",
    ),
    row(
        "T31-two-ofs-in-a-title",
        "“The harbour is closed,” Deputy Chief of Staff Marta Velk said.",
        Expected("The harbour is closed", speaker="Marta Velk"),
    ),
    row(
        "T30-supporters-like",
        "“The harbour is ours,” said sailors like Marta Velk.",
        Expected("The harbour is ours", None, "unnamed"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIBED)
def test_a_description_goes_to_the_one_described_so_or_to_nobody(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“We will rebuild,” Ana Ruiz and Owen Pike said.", ["Ana Ruiz", "Owen Pike"]),
        (
            "“We will rebuild,” Sens. Ana Ruiz (R-Ohio) and Owen Pike (D-Maine) said in a statement.",
            ["Ana Ruiz", "Owen Pike"],
        ),
        (
            "“We will rebuild,” said Ana Ruiz, Owen Pike and Marta Velk, who run the harbour.",
            ["Ana Ruiz", "Owen Pike", "Marta Velk"],
        ),
        ("“We will rebuild,” said Ana Ruiz, of Pike and Velk, a law firm.", ["Ana Ruiz"]),
        ("“We will rebuild,” Ana Ruiz and her sister said.", ["Ana Ruiz"]),
        ("“We will rebuild,” two senators said.", [None]),
    ],
    ids=["and", "parties", "three", "firm", "sister", "unnamed"],
)
def test_words_said_together_are_everybodys(text: str, names: list[str | None], quotations_of: Any) -> None:
    (found,) = said(quotations_of(text))
    assert [found["speaker"]["name"], *(other["name"] for other in found["joint"])] == names
