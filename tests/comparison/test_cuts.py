"""Whether what was cut off or left out changes the sense."""

from __future__ import annotations

import re

import pytest

from quotetrack.comparison.cuts import Cut, find_cut, warn_of_omission
from quotetrack.comparison.statements import Context, HeldStatement, make_statement
from quotetrack.records import Span


def cut(marked: str, *, lead_in: str = "") -> Cut:
    """The cut of a quotation with its kept words marked."""
    text = re.sub("[⟦⟧]", "", marked)
    statement = make_statement(text, "direct", [Span(0, len(text))], lambda: Context(lead_in=lead_in))
    return find_cut(statement, statement.said[0], marked.index("⟦"), marked.index("⟧") - 1)


NEGATIONS = [
    "⟦We will raise the toll⟧ never.",
    "⟦I took the money⟧ not once.",
    "We do not think that ⟦the pier is safe⟧.",
    "I never said that ⟦the pier is safe⟧.",
    "Nobody believes that ⟦the pier is safe⟧.",
    "It isn’t the case that ⟦the pier is safe⟧.",
    "There is no reason to think ⟦the pier is safe⟧.",
    "We can hardly claim that ⟦the pier is safe⟧.",
    "They asked whether I paid, ⟦and I did⟧n’t.",
    "⟦We support the toll⟧, but not on the old bridge.",
    "⟦We will pay them⟧, or rather we won’t.",
    "⟦The dredger works⟧ hardly at all.",
    "⟦They will get the money⟧ without a vote over my dead body.",
    "⟦We close the school⟧ not because of money.",
    "⟦We are not closing the school⟧ because of money.",
]
DENIALS = [
    "I deny that ⟦we took the money⟧.",
    "I refuse to say that ⟦we were wrong⟧.",
    "It is false that ⟦the council knew of it⟧.",
    "It’s a lie that ⟦the council knew of it⟧.",
    "We reject the idea that ⟦the ferry must be sold⟧.",
    "I doubt that ⟦the ferry pays for itself⟧.",
    "It would be wrong to say ⟦the ferry pays for itself⟧.",
    "The paper claims that ⟦the ferry is rotten⟧.",
    "Some people say ⟦the ferry is rotten⟧.",
    "I am told ⟦the ferry is rotten⟧.",
    "My opponents think ⟦the town is bankrupt⟧.",
    "We stopped them from thinking that ⟦the town is bankrupt⟧.",
    "I am far from saying that ⟦the town is bankrupt⟧.",
    "I used to think that ⟦the town is bankrupt⟧.",
    "Blake thinks ⟦we are all thieves⟧.",
    "According to Blake, ⟦we are all thieves⟧.",
    "It seems to Blake that ⟦we are all thieves⟧.",
    "The claim that ⟦we are all thieves⟧ is a slur.",
    "Anyone who says that ⟦we are all thieves⟧ is a liar.",
    "Allegedly, ⟦we are all thieves⟧.",
    "Perhaps ⟦we are all thieves⟧.",
    "I hope ⟦we win this one⟧.",
    "⟦The town is bankrupt⟧ is a lie.",
    "That ⟦the town is bankrupt⟧ is nonsense.",
    "⟦The town is bankrupt⟧, they say.",
    "⟦The town is bankrupt⟧, or so I was told.",
    "⟦The town is bankrupt⟧, Blake claims.",
    "⟦The town is bankrupt⟧, according to the county.",
    "⟦The town is bankrupt⟧, my foot.",
]
CONDITIONS = [
    "⟦We will rebuild the hall⟧ if the county pays half.",
    "⟦We will rebuild the hall⟧ unless the county objects.",
    "⟦We will rebuild the hall⟧ only if the county pays.",
    "⟦We will rebuild the hall⟧ provided that the county pays.",
    "⟦We will rebuild the hall⟧ as long as the county pays.",
    "⟦We will rebuild the hall⟧ on condition that the county pays.",
    "⟦We will keep the hall shut⟧ until the county pays.",
    "⟦We will rebuild the hall⟧, but the county will tear it down.",
    "⟦We will rebuild the hall⟧, although I doubt it.",
    "⟦We will rebuild the hall⟧, except the roof.",
    "⟦We will rebuild the hall⟧ once the county pays.",
    "⟦We will rebuild the hall⟧ subject to a vote.",
    "⟦We will rebuild the hall⟧ depending on the vote.",
    "⟦We will rebuild the hall⟧ in theory.",
    "If the county pays, ⟦we will rebuild the hall⟧.",
    "Unless it rains, ⟦we will rebuild the hall⟧.",
    "Suppose ⟦we rebuild the hall⟧.",
    "They act as though ⟦we owned the hall⟧.",
    "I wish ⟦we owned the hall⟧.",
    "I wonder whether ⟦we own the hall⟧.",
    "What would happen if ⟦we sold the hall⟧ tomorrow?",
    "⟦We would have rebuilt the hall⟧, had the county paid.",
    "Had the county paid, ⟦we would have rebuilt the hall⟧.",
]
QUESTIONS = [
    "Do you really think ⟦we are mad⟧?",
    "⟦We are mad⟧, are we?",
    "Who says ⟦the hall is ours⟧?",
    "⟦The hall is ours⟧, do you think?",
]
BEYOND = [
    "Would I sign it? ⟦Of course.⟧ We go on.",
    "⟦We will sell the hall.⟧ That is a lie.",
    "⟦We will sell the hall.⟧ That’s not true.",
    "⟦We will sell the hall.⟧ Not any more.",
    "⟦We will sell the hall.⟧ Just kidding.",
    "⟦We will sell the hall.⟧ So they say.",
    "⟦We will sell the hall.⟧ But not this year.",
    "⟦We will sell the hall.⟧ Unless the county pays.",
    "⟦We will sell the hall.⟧ I deny that.",
]
AGAINST = [*NEGATIONS, *DENIALS, *CONDITIONS, *QUESTIONS, *BEYOND]

FAIR = [
    "⟦We will rebuild the hall⟧ in the spring.",
    "⟦We will rebuild the hall⟧ with the money of the county.",
    "⟦We will rebuild the hall⟧, and the school will have a roof.",
    "⟦We will rebuild the hall⟧ because we love it.",
    "⟦We will rebuild the hall⟧, which is two hundred years old.",
    "⟦We will rebuild the hall⟧ not only for us but for all.",
    "⟦We will rebuild the hall⟧ no doubt within a year.",
    "⟦We will rebuild the hall⟧, said everyone who came to the meeting and who had no other work to do.",
    "⟦We will rebuild the hall⟧ and we will never forget who helped.",
    "I am glad that ⟦we will rebuild the hall⟧.",
    "As I said on Monday, ⟦we will rebuild the hall⟧.",
    "And ⟦we will rebuild the hall⟧.",
    "In the spring ⟦we will rebuild the hall⟧ with new stones.",
    "The county does not pay, and ⟦we will rebuild the hall⟧.",
    "I do not like the roof; ⟦we will rebuild the hall⟧.",
    "I do not like the roof — ⟦we will rebuild the hall⟧.",
    "The answer was no. ⟦We will rebuild the hall⟧ all the same.",
    "They never came, but ⟦we will rebuild the hall⟧.",
    "I said ⟦we will rebuild the hall⟧.",
    "I think ⟦we will rebuild the hall⟧.",
    "I’ve told you that ⟦we will rebuild the hall⟧.",
    "I promise ⟦we will rebuild the hall⟧.",
    "⟦We will not sell the hall⟧ this year.",
    "⟦We will rebuild the hall⟧ — for the children, for the old, for everybody.",
    "⟦We will rebuild the hall.⟧ Nobody must leave.",
    "⟦We will rebuild the hall.⟧ But first we will have a long look at what the engineers have to say.",
    "⟦We will rebuild the hall.⟧ The county did not object.",
    "I was never there. ⟦We will rebuild the hall.⟧",
    "Who needs it? ⟦We will rebuild the hall for the children.⟧",
    "⟦Will we rebuild the hall?⟧ Yes.",
    "Mr. ⟦Orvik will rebuild the hall⟧ in May.",
    "⟦We have notes and knots⟧ and a nod for all.",
]


@pytest.mark.parametrize("marked", AGAINST)
def test_a_cut_against_the_sense_is_told(marked: str) -> None:
    assert cut(marked).warning is not None


@pytest.mark.parametrize("marked", FAIR)
def test_a_fair_cut_is_told_without_a_warning(marked: str) -> None:
    assert cut(marked).warning is None


@pytest.mark.parametrize("marked", [*AGAINST, *FAIR])
def test_what_was_left_off_stands_in_the_sentence(marked: str) -> None:
    """And whole sentences before and after were not cut off the words."""
    found = cut(marked)
    before, rest = marked.split("⟦")[0], marked.split("⟧")[1]
    assert found.before in before and found.rest in rest
    assert found.is_cut is bool(found.before or found.rest)


@pytest.mark.parametrize(
    ("marked", "before", "rest"),
    [
        ("⟦We go.⟧", "", ""),
        ("⟦We go⟧.", "", ""),
        ("Well, ⟦we go⟧.", "Well", ""),
        ("⟦We go⟧, and they stay.", "", "and they stay."),
        ("Well, ⟦we go⟧ on Monday. They stay.", "Well", "on Monday."),
        ("They stay. Well, ⟦we go⟧ on Monday.", "Well", "on Monday."),
        ("They stay! ⟦We go.⟧ They stay?", "", ""),
        ("They met Dr. ⟦Orvik on Monday⟧ at sea.", "They met Dr.", "at sea."),
        ("They met J. ⟦Orvik on Monday⟧ at sea.", "They met J.", "at sea."),
        ("They went at once.\n⟦We go⟧", "", ""),
        ("They said no. ⟦We go⟧", "", ""),
        ("They said “no.” ⟦We go⟧", "", ""),
        ("They met at No. ⟦5 on Monday⟧ at sea.", "They met at No.", "at sea."),
        ("⟦We go. They stay⟧ at home.", "", "at home."),
        ("It rose 2.5 per cent, ⟦and we go⟧.", "It rose 2.5 per cent", ""),
    ],
)
def test_what_was_left_off_of_the_sentence(marked: str, before: str, rest: str) -> None:
    found = cut(marked)
    assert (found.before, found.rest) == (before, rest)


@pytest.mark.parametrize(
    ("lead_in", "is_denied"),
    [
        ("She never said ", True),
        ("Ruiz denied that it was ", True),
        ("It was not ", True),
        ("He stopped short of calling it ", True),
        ("They falsely called it ", True),
        ("She called it ", False),
        ("It was not her first visit; she called it ", False),
        ("The woman who never smiles in public and always wears a hat called it ", False),
    ],
)
def test_the_articles_own_words_before_words_in_marks_may_deny_them(lead_in: str, is_denied: bool) -> None:
    text = f"{lead_in}“an old barn”"
    said = Span(len(lead_in) + 1, len(text) - 1)
    statement = HeldStatement(text, "mixed", (said,))
    assert (find_cut(statement, said, *said).beyond is not None) is is_denied


def test_a_piece_that_begins_with_a_capital_begins_a_sentence() -> None:
    """“We wait,” she said. “The ships come.” is two sentences, though a comma parts them; “the ships” goes on."""
    anew = make_statement("We wait, The ships come.", "direct", [Span(1, 9), Span(25, 40)])
    on = make_statement("We wait, the ships come.", "direct", [Span(1, 9), Span(25, 40)])
    assert find_cut(anew, anew.said[0], 9, 24).before == ""
    assert find_cut(on, on.said[0], 9, 24).before == "We wait"


def test_what_has_no_word_is_no_noun() -> None:
    assert cut("They go ⟦~⟧ to the pier").rest == "to the pier"


def test_the_stop_that_the_article_has_between_pieces_counts() -> None:
    pieces = [Span(1, 9), Span(25, 40)]
    apart = make_statement("We wait, I see ships.", "direct", pieces, lambda: Context((",” she said. “",)))
    on = make_statement("We wait, I see ships.", "direct", pieces, lambda: Context((",” she said, “",)))
    assert find_cut(apart, apart.said[0], 9, 21).before == ""
    assert find_cut(on, on.said[0], 9, 21).before == "We wait"


@pytest.mark.parametrize(
    "left_out",
    [
        " would not ",
        " didn’t ",
        ", if the county pays, ",
        " — unless it rains — ",
        " never, as I said, ",
        ", without a permit, ",
        ", until the spring, ",
        " refuse, whether or not it helps, ",
        " nobody ",
    ],
)
def test_a_negation_or_condition_of_the_sentence_fails(left_out: str) -> None:
    warning, fails = warn_of_omission(left_out, "close the pier")
    assert fails and warning is not None
    assert left_out.strip(" ,—") in warning


@pytest.mark.parametrize(
    "left_out",
    [
        ". That is not all. ",
        " for now. Nobody can say if it helps. ",
        "! We never wanted this. ",
    ],
)
def test_a_whole_sentence_with_one_is_warned_of(left_out: str) -> None:
    warning, fails = warn_of_omission(left_out, "We close the pier")
    assert warning is not None and not fails


@pytest.mark.parametrize(
    ("left_out", "following"),
    [
        (", and the union wanted to ", "close the pier"),
        (", while they ", "close the pier"),
        (" because the mayor hopes to ", "close the pier"),
    ],
)
def test_another_subject_is_warned_of(left_out: str, following: str) -> None:
    warning, fails = warn_of_omission(left_out, following)
    assert warning is not None and "subject" in warning and not fails


@pytest.mark.parametrize(
    ("left_out", "following"),
    [
        (" the old and very beautiful ", "pier"),
        (", with the help of the county, ", "for good"),
        (" on Monday morning ", "the pier"),
        (", not only the pier but ", "the quay"),
        (", no doubt, ", "the pier"),
        (" and, as a favour, ", "we closed the pier"),
        (", and they rest too, ", "we close the pier"),
        (" knots and notes ", "the pier"),
    ],
)
def test_what_only_adds_is_left_out_without_a_word(left_out: str, following: str) -> None:
    assert warn_of_omission(left_out, following) == (None, False)


def test_over_a_cue_nothing_may_be_left_out() -> None:
    assert warn_of_omission(",” ", "for rain") == (None, False)
    assert warn_of_omission(" will not ", "close it")[1]
