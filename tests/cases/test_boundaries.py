"""Where a quotation begins and ends (T01-T09, T13, T14 of the cases)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, content_of, describe, expect, expect_unsaid, row, said, same_name

PARAGRAPHS = [
    row(
        "T01-speaker-after",
        "Ana Ruiz, who runs the bakery, remembered the flood.\n\n"
        "“The water came in under the door at four. We put the flour on the top shelf and sat on the counter.\n\n"
        "“By six it was over the second step.\n\n"
        "“By noon it had gone, and so had the cat,” she said.",
        Expected(
            "The water came in under the door at four. We put the flour on the top shelf and sat on the counter."
            " | By six it was over the second step. | By noon it had gone, and so had the cat",
            speaker="Ana Ruiz",
            closed=True,
        ),
    ),
    row(
        "T01-speaker-before",
        'Lena Brandt, the coach, did not wait to be asked.\n\n"We were slow, we were scared and we were second to '
        'every ball.\n\n"In the second half we were none of those things. I would like to know why," she said.',
        Expected(
            "We were slow, we were scared and we were second to every ball."
            " | In the second half we were none of those things. I would like to know why",
            speaker="Lena Brandt",
        ),
    ),
    row(
        "T01-single-marks",
        "Dilwyn Marsh, of the farmers’ union, told the court:\n\n‘He is a decent man. He once took in a llama.\n\n"
        "‘Nobody who takes in a llama is doing it for the money.’",
        Expected(
            "He is a decent man. He once took in a llama. | Nobody who takes in a llama is doing it for the money.",
            speaker="Dilwyn Marsh",
        ),
    ),
    row(
        "T01-same-speaker-named-inside",
        "“We were told,” Ana Ruiz said, “to wait for the engineers.\n\n“So we waited. They came in June.”",
        Expected("We were told | to wait for the engineers. | So we waited. They came in June.", speaker="Ana Ruiz"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs_that_each_reopen_are_one_quotation(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


NEW_SPEAKER = [
    row(
        "T02-engineer-and-director",
        "Ana Ruiz, the city engineer, said: “We have been told nothing. We have asked every week since March.\n\n"
        "“That is simply untrue,” said Owen Blake, the director of the line.",
        Expected("We have been told nothing. We have asked every week since March.", speaker="Ana Ruiz", closed=False),
        Expected("That is simply untrue", speaker="Owen Blake", closed=True),
    ),
    row(
        "T02-caretaker-and-landlord",
        '"The roof leaks in three places," said the caretaker, Ida Moss, "and nobody comes.\n\n'
        '"We came twice in May," replied Colin Hart of the housing association.',
        Expected("The roof leaks in three places | and nobody comes.", speaker="Ida Moss"),
        Expected("We came twice in May", speaker="Colin Hart"),
    ),
    row(
        "T02-closed-each-time",
        "“I never signed it,” said Petra Lind, the treasurer.\n\n“She signed it in front of me,” said Owen Blake, "
        "who chairs the club.",
        Expected("I never signed it", speaker="Petra Lind"),
        Expected("She signed it in front of me", speaker="Owen Blake"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NEW_SPEAKER)
def test_a_paragraph_of_another_speaker_starts_a_new_quotation(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


UNCLOSED = [
    row(
        "T03-last-paragraph",
        "The mayor, Ana Ruiz, was blunt. She said: “We have no money, we have no time and we have no buses",
        Expected("We have no money, we have no time and we have no buses", speaker="Ana Ruiz", closed=False),
    ),
    row(
        "T03-straight",
        'Asked about the score, Lena Brandt said: "We were lucky, and I would rather be lucky than good.',
        Expected("We were lucky, and I would rather be lucky than good.", speaker="Lena Brandt", closed=False),
    ),
    row(
        "T03-reopened-then-lost",
        "Fiona Breck said:\n\n“The stone will stand for two centuries.\n\n“The stairs are another matter.",
        Expected("The stone will stand for two centuries. | The stairs are another matter.", closed=False),
    ),
    row(
        "T03-counter-closed",
        "Fiona Breck, an engineer, said: “The stone will stand for two centuries.”",
        Expected("The stone will stand for two centuries.", speaker="Fiona Breck", closed=True),
    ),
]


@pytest.mark.parametrize(("text", "expected"), UNCLOSED)
def test_a_quotation_that_is_never_closed_is_returned_and_flagged(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


ODD_MARKS = [
    row(
        "T04-inches",
        'The wall is 6" too low. "It keeps the sea out of the church," said Ana Ruiz.',
        Expected("It keeps the sea out of the church", speaker="Ana Ruiz", closed=True),
    ),
    row(
        "T04-stray-closing",
        "The sign said nothing but OPEN”. “We never close,” said Mei Tan, who owns the shop.",
        Expected("We never close", speaker="Mei Tan"),
    ),
    row(
        "T04-earlier-paragraph-left-open",
        'The menu promised "soup of the day.\n\nMei Tan, who owns the place, came out of the kitchen.\n\n'
        '"There is no soup," she said.',
        Expected("There is no soup", speaker="Mei Tan"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ODD_MARKS)
def test_an_odd_number_of_marks_loses_nothing_else(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected)


MIXED_MARKS = [
    row(
        "T05-apostrophe-inside",
        'My mother told me that I "shouldn\'t wear those" but I will.',
        Expected("shouldn't wear those", kind="unnamed"),
    ),
    row(
        "T05-possessives-around",
        "The players' union said \"don't sell before May\" and the owners' lawyers didn't.",
        Expected("don't sell before May", kind=("organization", "unnamed")),
    ),
    row(
        "T05-bullet-before-a-quotation",
        "» Cranes move again in Halsund\n\n» “The money was never the point,” said Jon Brekke.",
        Expected("The money was never the point", speaker="Jon Brekke"),
    ),
    row("T05-bullets-only", "» Trains run every hour.\n» Buses run every half hour.\n» Ferries do not run."),
]


@pytest.mark.parametrize(("text", "expected"), MIXED_MARKS)
def test_apostrophes_and_bullets_are_no_quotation_marks(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


NOTHING_BUT_MARKS = [
    row("T06-empty-pair", '""='),
    row("T06-two-names", '"Bob."\n\n"What."'),
    row("T06-marks", "\"\"\"'''“”‘’«»„“``''\n\n\"\n\n”"),
    row("T06-opening-only", "“" * 200),
    row("T06-alternating", "\"'" * 200),
    row("T06-empty", ""),
    row("T06-white-space", " \n\n\u00a0\t\r\n"),
]


@pytest.mark.parametrize(("text", "expected"), NOTHING_BUT_MARKS)
def test_a_text_of_marks_neither_crashes_nor_hangs(text: str, expected: list[Expected], quotations_of: Any) -> None:
    for quoted in quotations_of(text):
        assert quoted["content"], "a quotation without content"
        assert all(0 <= start < end <= len(text) for start, end in quoted["content"])


BRITISH = [
    row(
        "T07-possessive-and-tis",
        "‘We won’t be moved on by the players’ agents,’ said Tom Askew, the manager. ‘’Tis our ground.’",
        Expected("We won’t be moved on by the players’ agents | ’Tis our ground", speaker="Tom Askew"),
    ),
    row(
        "T07-doubles-inside",
        "'She told me, \"Keep the change\", and I did,' said Len Cobb, a cabbie.",
        Expected('She told me, "Keep the change", and I did', speaker="Len Cobb", depth=0),
        Expected("Keep the change", depth=1),
    ),
    row(
        "T07-rock-n-roll",
        "'It was all rock 'n' roll and warm beer in them days,' Billy Lennox said.",
        Expected("It was all rock 'n' roll and warm beer in them days", speaker="Billy Lennox"),
    ),
    row(
        "T07-australian",
        "'I reckon we'll be right,' said Shane Duffy, a grazier. 'The dogs'll tell us if it's coming.'",
        Expected("I reckon we'll be right | The dogs'll tell us if it's coming", speaker="Shane Duffy"),
    ),
    row(
        "T07-within-a-sentence",
        "The judge, Alan Fairweather, said that the farmers’ case was ‘thin, and getting thinner’.",
        Expected("the farmers’ case was ‘thin, and getting thinner’", speaker="Alan Fairweather", form="mixed"),
    ),
    row(
        "T07-counter-apostrophes", "The players' and referees' buses left at ten, 'cos the '90s disco was over by nine."
    ),
]


@pytest.mark.parametrize(("text", "expected"), BRITISH)
def test_single_marks_quote_and_apostrophes_do_not(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


SIDE_BY_SIDE = [
    row(
        "T08-key",
        "Ana Ruiz met Ben Cole at the gate. “Did you bring the key?” “You had it,” said Cole.",
        Expected("Did you bring the key?"),
        Expected("You had it", speaker="Ben Cole"),
    ),
    row(
        "T08-courtroom",
        '"Is this your drawer?" asked Miriam Soames. "It is." "And your ear tag?" "No," said Gareth Pryce.',
        Expected("And your ear tag?"),
        Expected("No", speaker="Gareth Pryce"),
    ),
    row(
        "T08-no-space",
        "“Were you on the bridge?”“I was under it,” answered Halvard Moe.",
        Expected("Were you on the bridge?"),
        Expected("I was under it", speaker="Halvard Moe"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIDE_BY_SIDE)
def test_quotations_side_by_side_belong_to_two_speakers(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    found = said(quotations_of(text))
    expect(text, found, expected)
    first, second = (next(q for q in found if each.content in content_of(text, q)) for each in expected)
    names = first["speaker"]["name"], second["speaker"]["name"]
    assert None in names or not same_name(*names), "\n".join(describe(text, found))


SENTENCE_EDGES = [
    row(
        "T09-curly",
        "The road is shut. “We will open it in May,” said Ana Ruiz. “Not before.” Snow is expected.",
        Expected("We will open it in May | Not before", speaker="Ana Ruiz"),
    ),
    row(
        "T09-straight",
        'He left early. "Nobody asked me," said Carl Dunn. "Nobody ever asks." Then it rained.',
        Expected("Nobody asked me | Nobody ever asks", speaker="Carl Dunn"),
    ),
    row(
        "T09-after-abbreviation",
        "The meeting broke up at 5 p.m. “I have a train,” said Dr. Mei Tan.",
        Expected("I have a train", speaker="Mei Tan"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCE_EDGES)
def test_an_opening_mark_stays_with_its_own_sentence(
    text: str, expected: list[Expected], quotations_of: Any, parser: Any
) -> None:
    [document] = parser.parse([text])
    sentences = [text[s.span.start : s.span.end].strip() for s in document.sentences]
    assert not [s for s in sentences if s.endswith((' "', "“")) or s.startswith("”")], sentences
    expect(text, said(quotations_of(text)), expected)


NESTED = [
    row(
        "T13-boy-in-the-cellar",
        "“My sister’s boy kept asking, ‘Is that one ours?’ and nobody knew,” said Lena Osk, a teacher.",
        Expected("My sister’s boy kept asking, ‘Is that one ours?’ and nobody knew", speaker="Lena Osk", depth=0),
        Expected(
            "Is that one ours?",
            speaker=None,
            kind="unnamed",
            mention="boy",
            depth=1,
            within="My sister’s boy kept asking, ‘Is that one ours?’ and nobody knew",
        ),
    ),
    row(
        "T13-named-in-the-article",
        "Huw Bevan keeps the next farm. ‘Huw told me, “Your sheep are out”,’ said Gareth Pryce.",
        Expected("Huw told me, “Your sheep are out”", speaker="Gareth Pryce", depth=0),
        Expected("Your sheep are out", speaker="Huw Bevan", depth=1),
        fails="the model reads it otherwise",
    ),
    row(
        "T13-the-speaker-before",
        "\"I said to the players, 'Give her something to walk back with,'\" Tom Askew recalled.",
        Expected("I said to the players, 'Give her something to walk back with,'", speaker="Tom Askew", depth=0),
        Expected("Give her something to walk back with", speaker="Tom Askew", mention="I", depth=1),
    ),
    row(
        "T13-guillemets",
        "«People told us, ‹You cannot open with a tragedy›», Solène Marchetti recalls.",
        Expected("People told us, ‹You cannot open with a tragedy›", speaker="Solène Marchetti", depth=0),
        Expected("You cannot open with a tragedy", kind="unnamed", mention="People", depth=1),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_a_quotation_inside_a_quotation_is_a_child(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


INNER_WORDS = [
    row(
        "T13-counter-soft-opening",
        "\"They call this a 'soft' opening,\" said Mei Tan, who owns the shop.",
        "soft",
    ),
    row(
        "T13-counter-title",
        "“We are reading ‘The Salt Road’ aloud this winter,” said Hugh Dalgleish, the librarian.",
        "The Salt Road",
    ),
]


@pytest.mark.parametrize(("text", "unsaid"), INNER_WORDS)
def test_inner_marks_that_quote_nobody_make_no_child_speech(text: str, unsaid: list[str], quotations_of: Any) -> None:
    found = quotations_of(text)
    expect_unsaid(text, found, unsaid)
    assert [q["depth"] for q in said(found)] == [0], "\n".join(describe(text, found))


SPLIT = [
    row(
        "T14-roof",
        "The caretaker, Ida Moss, shrugged. “The roof,” she said, “is not my concern.”",
        Expected("The roof | is not my concern", speaker="Ida Moss", parts=2, form="direct"),
    ),
    row(
        "T14-match",
        '"We lost the first half," Lena Brandt admitted, "but we were better after it."',
        Expected("We lost the first half | but we were better after it", speaker="Lena Brandt", parts=2),
    ),
    row(
        "T14-single",
        "‘I had the key,’ Gareth Pryce told the court, ‘and I kept it.’",
        Expected("I had the key | and I kept it", speaker="Gareth Pryce", parts=2),
    ),
    row(
        "T14-after-a-full-stop",
        "“We never saw the report,” said Colin Hart. “We never asked for it.”",
        Expected("We never saw the report | We never asked for it", speaker="Colin Hart", parts=2),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_a_quotation_split_by_its_cue_is_one(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


TWO_CUES = [
    row(
        "T14-two-same-speaker",
        'Lucia Ferrante said it was "a mistake" and said it "would be paid for twice."',
        Expected('it was "a mistake"', speaker="Lucia Ferrante"),
        Expected('it "would be paid for twice."', speaker="Lucia Ferrante"),
    ),
    row(
        "T14-two-speakers",
        "Colin Hart called the roof “a scandal” and Ida Moss called it “a sieve”.",
        Expected("a scandal", speaker="Colin Hart"),
        Expected("a sieve", speaker="Ida Moss"),
    ),
    row(
        "T14-two-sentences",
        "Dana Prewitt said the year would be “lean”. She said the depots would close “with dignity”.",
        Expected("the year would be “lean”", speaker="Dana Prewitt"),
        Expected("the depots would close “with dignity”", speaker="Dana Prewitt"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), TWO_CUES)
def test_two_cues_make_two_quotations(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)
