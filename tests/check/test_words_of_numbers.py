"""Words as they are compared: numbers whole, contractions taken apart, masks and brackets read, each at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.comparison.alignment import align
from quotetrack.comparison.word_row import STAND_IN, WordRow, usual_spelling


def written(text: str) -> list[tuple[str, str]]:
    """Each word as it is written and as it is compared."""
    return [(text[slice(*word.span)], word.form) for word in WordRow(text).words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,250 boats", "1250 boats"),
        ("1\u2009250 boats", "1,250 boats"),
        ("a rise of .5", "a rise of 0.5"),
        ("-18 degrees", "−18 degrees"),
        ("45% of them", "45 percent of them"),
        ("45 % of them", "45 per cent of them"),
        ("£2.6m", "£2.6 million"),
        ("$3bn", "$3 billion"),
        ("$3b", "$3 billion"),
        ("10–15 boats", "10 to 15 boats"),
        ("½ of it", "1/2 of it"),
        ("10²", "10^2"),
        ("> 5 boats", ">5 boats"),
        ("1990–95", "1990-95"),
    ],
)
def test_a_number_written_in_two_ways_is_one_number(one: str, other: str) -> None:
    assert WordRow(one).forms == WordRow(other).forms


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("it was 18 degrees", "it was −18 degrees"),
        ("it was -18 degrees", "it was 18 degrees"),
        ("a rise of 5", "a rise of .5"),
        ("a mean of 300", "a mean of .300"),
        ("it cost ¥500", "it cost ₹500"),
        ("it cost 500", "it cost ¥500"),
        ("it cost £500", "it cost $500"),
        ("it was >5", "it was <5"),
        ("it was > 5", "it was 5"),
        ("it was ±5", "it was -5"),
        ("it was ≥5", "it was >5"),
        ("about 2/3 of it", "about 2, 3 of it"),
        ("about 2/3 of it", "about 23 of it"),
        ("it cost £2.6m", "it cost £2.5m"),
        ("it cost £2.6m", "it cost £2.6bn"),
        ("it cost £2.6m", "it cost £2.6"),
        ("a factor of 10²", "a factor of 10"),
        ("a factor of 10²", "a factor of 102"),
        ("a factor of 10²", "a factor of 10³"),
        ("a factor of 10⁻²", "a factor of 10²"),
        ("we have 1.5 boats", "we have 15 boats"),
        ("we have 1,500 boats", "we have 1.500 boats"),
        ("45% of them", "45 of them"),
        ("45% of them", "45‰ of them"),
        ("it took 5 minutes", "it took 5 hours"),
        ("it weighs 5kg", "it weighs 5g"),
        ("at 12:30 we go", "at 1230 we go"),
        ("2½ miles", "½ miles"),
        ("a pier of 5m", "a pier of 5 million"),
    ],
)
def test_another_sign_currency_exponent_or_unit_is_another_number(asked: str, held: str) -> None:
    found = align(WordRow(asked), WordRow(held), whole=True)
    assert [change.guard for change in found.changes] == ["number"]


@pytest.mark.parametrize(
    ("asked", "held", "guard"),
    [
        ("wait a second", "wait a minute", None),
        ("the second boat", "the third boat", "number"),
        ("a boat of 5 men", "a boat for 5 men", None),
        ("on page 5, men", "on page 5, women", None),
    ],
)
def test_words_beside_numbers_are_no_numbers(asked: str, held: str, guard: str | None) -> None:
    found = align(WordRow(asked), WordRow(held), whole=True)
    assert [change.guard for change in found.changes] == [guard]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("didn’t", [("did", "did"), ("n’t", "not")]),
        ("can't", [("ca", "can"), ("n't", "not")]),
        ("cannot", [("can", "can"), ("not", "not")]),
        ("won’t", [("wo", "will"), ("n’t", "not")]),
        ("shan't", [("sha", "shall"), ("n't", "not")]),
        ("They’re", [("They", "they"), ("’re", "are")]),
        ("I’m", [("I", "i"), ("’m", "am")]),
        ("we'll", [("we", "we"), ("'ll", "will")]),
        ("It’s", [("It", "it"), ("’s", "is")]),
        ("Anna’s", [("Anna’s", "annas")]),
        ("he’d", [("he", "he"), ("’d", "'d")]),
        ("[I]t’s", [("[I]t", "it"), ("’s", "is")]),
        ("[d]on’t", [("[d]o", "do"), ("n’t", "not")]),
    ],
)
def test_contractions_are_two_words_each_at_its_place(text: str, words: list[tuple[str, str]]) -> None:
    assert written(text) == words


def test_the_parts_of_a_contraction_are_one_in_writing() -> None:
    """So that a cut between them is seen: "I did" of "I didn’t"."""
    wording = WordRow("I didn’t go")
    assert [wording.is_inside(at) for at in range(4)] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("¥500", [False, True]),
        ("−18 men", [False, True, False]),
        ("£2.6m", [False, True, True]),
        ("45 % of", [False, True, False]),
        ("5 boats", [False, False]),
        ("2½ miles", [False, True, False]),
    ],
)
def test_a_number_is_written_as_one_with_its_sign_and_unit(text: str, inside: list[bool]) -> None:
    wording = WordRow(text)
    assert [wording.is_inside(at) for at in range(len(wording.words))] == inside


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("f***", "f*"),
        ("f**k", "f*k"),
        ("f*ck", "f*ck"),
        ("f--k", "f*k"),
        ("s----", "s*"),
        ("b*****d", "b*d"),
        ("f***ing", "f*ing"),
    ],
)
def test_masked_letters_are_one_word(text: str, form: str) -> None:
    assert written(text) == [(text, form)]


@pytest.mark.parametrize("text", ["5 * 6", "we wait -- then go", "a - b", "*we* wait", "10-15"])
def test_stars_and_dashes_between_words_mask_nothing(text: str) -> None:
    assert not any("*" in form for form in WordRow(text).forms)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[W]e wait", [("[W]e", "we"), ("wait", "wait")]),
        ("support[ed] it", [("support[ed]", "supported"), ("it", "it")]),
        ("the[ir] boat", [("the[ir]", "their"), ("boat", "boat")]),
        ("the boat [is] ours", [("the", "the"), ("boat", "boat"), ("is", "is"), ("ours", "ours")]),
    ],
)
def test_letters_in_brackets_are_part_of_the_word(text: str, words: list[tuple[str, str]]) -> None:
    assert written(text) == words


def test_what_brackets_stand_for_is_one_word_with_the_brackets_as_its_span() -> None:
    text = "We fix [the old pump] now"
    wording = WordRow(text, text.replace("[the old pump]", STAND_IN + " " * 13))
    assert wording.forms == ("we", "fix", STAND_IN, "now")
    assert wording.slice(2, 3) == "[the old pump]"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("organised", "organized", True),
        ("organisations", "organizations", True),
        ("colour", "color", True),
        ("centres", "centers", True),
        ("cheques", "checks", True),
        ("wise", "wize", False),
        ("rise", "rize", False),
        ("promised", "promized", True),
        ("color", "collar", False),
        ("centre", "century", False),
    ],
)
def test_british_and_american_spelling(one: str, other: str, is_same: bool) -> None:
    assert (usual_spelling(one) == usual_spelling(other)) is is_same


PIECES = st.sampled_from(
    ["did", "n’t", "n't", " ", " ", "-", "−", "18", ".", ",", "5", "£", "¥", "%", "m", "bn", "²", "½", "[", "]", "W",
     "e", "*", "**", "’s", "’", "cannot", "per cent", "e\u0301", "\u00ad", "\n", "…", ">", "±", "/", "^", ":", "ﬁ", "°"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map("".join))
def test_each_word_is_a_stretch_of_the_text_after_the_one_before(text: str) -> None:
    """None is empty, none lies on another but where one sign is read as several words, and no word lacks a form."""
    before = 0
    for word in WordRow(text).words:
        assert word.form
        assert word.span.start < word.span.end <= len(text)
        assert word.span.start >= before or "½" in text or "²" in text
        before = word.span.end


@given(st.integers(-9999, 9999), st.integers(-9999, 9999))
def test_two_numbers_are_the_same_words_only_if_they_are_one(one: int, other: int) -> None:
    assert (WordRow(f"about {one}, then").forms == WordRow(f"about {other}, then").forms) is (one == other)
