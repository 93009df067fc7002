"""A question as a newsroom writes it: marks, omissions, the reporter's words between, brackets, [sic]."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.comparison.alignment import align
from quotetrack.comparison.query import read_query, stands_for
from quotetrack.comparison.word_row import STAND_IN, WordRow


def pieces(text: str) -> list[str]:
    """The pieces, without white space and marks of punctuation at their ends."""
    return [piece.text.strip(" .,") for piece in read_query(text).pieces]


@pytest.mark.parametrize(
    "text",
    [
        "We wait for rain",
        "“We wait for rain.”",
        '"We wait for rain,"',
        "‘We wait for rain’",
        "«We wait for rain»",
        "„We wait for rain“",
        "`We wait for rain`",
        "  “We wait for rain”\n",
        "… We wait for rain …",
        "“[...] We wait for rain”",
    ],
)
def test_marks_around_the_whole_are_none_of_the_words(text: str) -> None:
    assert pieces(text) == ["We wait for rain"]


@pytest.mark.parametrize(
    "sign", ["…", "...", ". . .", "....", "[...]", "[…]", "(...)", "(…)", "[ ... ]", "[. . .]", "” … “", "” ... “"]
)
def test_a_sign_of_omission_parts_pieces(sign: str) -> None:
    asked = read_query(f"“We wait {sign} for rain”")
    assert [piece.forms for piece in asked.pieces] == [("we", "wait"), ("for", "rain")]


@pytest.mark.parametrize(
    "text", ["We wait.. for rain", "We wait. For rain", "We wait - for rain", "We wait — for rain"]
)
def test_other_signs_part_nothing(text: str) -> None:
    assert len(read_query(text).pieces) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“We wait,” she said, “for rain.”",
        '"We wait," she said, "for rain."',
        "'We wait,' she said, 'for rain.'",
        "«We wait,» she said, «for rain.»",
        "We wait,” she said, “for rain",
        'We wait," she said, "for rain',
    ],
)
def test_the_reporters_words_between_are_a_cue(text: str) -> None:
    asked = read_query(text)
    assert [piece.forms for piece in asked.pieces] == [("we", "wait"), ("for", "rain")]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("She said we “wait for rain” today", "she said we wait for rain today"),
        ("We call it the “old” pier", "we call it the old pier"),
        ("“We wait,” she said", "we wait she said"),
    ],
)
def test_marks_within_words_are_no_cue(text: str, forms: str) -> None:
    assert [piece.forms for piece in read_query(text).pieces] == [tuple(forms.split())]


def test_a_full_stop_after_an_ellipsis_is_no_decimal_point() -> None:
    first, second = read_query("We close it….18").pieces
    assert second.forms == WordRow("We close it….18").forms[len(first.forms) :] == ("18",)


def test_parts_may_be_given() -> None:
    asked = read_query("anything", ["We wait,", "for … rain."])
    assert [piece.forms for piece in asked.pieces] == [("we", "wait"), ("for",), ("rain",)]
    assert asked.whole.forms == ("we", "wait", "for", "rain")


@pytest.mark.parametrize(
    "text", ["We fix it [sic] now", "We fix it (sic) now", "We fix it [Sic!] now", "We fix it [ sic. ] now"]
)
def test_sic_is_no_word(text: str) -> None:
    assert read_query(text).pieces[0].forms == ("we", "fix", "it", "now")


@pytest.mark.parametrize("text", ["We fix the sic now", "We fix [the sic] now"])
def test_sic_outside_of_brackets_of_its_own_is_a_word(text: str) -> None:
    assert read_query(text).pieces[0].forms != ("we", "fix", "the", "now")


@pytest.mark.parametrize(
    ("text", "stand_ins"),
    [
        ("We fix [the pump] now", {2: "the pump"}),
        ("[The pump] and [the hose] work", {0: "The pump", 2: "the hose"}),
        ("[W]e fix it", {}),
        ("It support[ed] us", {}),
        ("th[is] boat", {}),
    ],
)
def test_words_in_brackets_stand_for_others_but_letters_do_not(text: str, stand_ins: dict[int, str]) -> None:
    (piece,) = read_query(text).pieces
    found = {at: piece.bracketed(at).text for at, form in enumerate(piece.forms) if form == STAND_IN}
    assert found == stand_ins


def test_words_in_brackets_may_be_printed_so() -> None:
    assert read_query("We fix [the pump] now").literal[0].forms == ("we", "fix", "the", "pump", "now")


@pytest.mark.parametrize(
    ("asked", "held", "is_same"),
    [
        ("We fix [the pump] now", "We fix it now", True),
        ("We fix [the pump] now", "We fix that old thing now", True),
        ("We saw [Norbury] burn", "We saw the town burn", True),
        ("[The mayor] fixed it", "She fixed it", True),
        ("We fix [not] it now", "We fix only it now", False),
        ("We [will] fix it", "We won’t fix it", False),
        ("We [may] fix it", "We will fix it", False),
        ("We saw [many] boats", "We saw five boats", False),
        ("We saw [the fleet] sink", "We never sink", False),
        ("We fix [the pump] now", "We fix it later", False),
        ("We fix [the pump] now", "We break it now", False),
        ("We hate [the pump] now", "We hate it. He fixed the old pump now", False),
        ("They support[ed] it", "They support it", True),
        ("They support[ed] it", "They oppose it", False),
        ("[W]e fix it", "We fix it", True),
        ("[W]e fix it", "He fix it", False),
        ("the[ir] boat", "the boat", True),
    ],
)
def test_brackets_are_held_against_what_they_stand_for(asked: str, held: str, is_same: bool) -> None:
    """No negation, number or modal verb is brought in or hidden by them."""
    read = read_query(asked)
    assert align(read.pieces[0], WordRow(held), whole=True, same=stands_for).is_same is is_same


@pytest.mark.parametrize("text", ["", " ", "…", "[...]", "[sic]", "“”", "?!", "\u200b", "— –"])
def test_no_words_are_no_pieces(text: str) -> None:
    assert read_query(text).pieces == ()


SIGNS = st.sampled_from(
    ["we", "wait", "[the pump]", "[W]e", "[sic]", " ", " ", "…", "...", "“", "”", '"', "’", ",", "[", "]"]
)


@given(st.lists(SIGNS, max_size=14).map("".join) | st.text(max_size=30))
def test_any_text_is_read_and_each_join_lies_between_two_pieces(text: str) -> None:
    asked = read_query(text)
    assert len(asked.literal) == len(asked.pieces)
    assert all(piece.words for piece in asked.pieces)
    assert all(piece.text in text or '"' in text or "“" in text or "”" in text for piece in asked.pieces)
