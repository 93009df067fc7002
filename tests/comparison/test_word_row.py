"""A text as a row of words: what is seen of it, and the form in which each word is compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.comparison.alignment import align, find_stretch
from quotetrack.comparison.word_row import TURNED, WordRow, clean, latin
from quotetrack.records import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don’t know", "we do not know"),
        ("We can't say", "We cannot say"),
        ("It won't do", "it will not do"),
        ("They’re here", "They are here"),
        ("1,000 boats", "1000 boats"),
        ("50% of us", "50 per cent of us"),
        ("The organisation’s colour", "the organization's color"),
        ("Travelling — at last!", "traveling, at last"),
        ("the “big” plan", "The 'big' plan"),
        ("Café Müller", "cafe Muller"),
        ("multi-agent", "multi agent"),
        ("salt & pepper", "Salt and pepper"),
    ],
)
def test_the_same_but_for_typography(one: str, other: str) -> None:
    assert WordRow(one).forms == WordRow(other).forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We know", "We do not know"),
        ("1.5 boats", "15 boats"),
        ("1,000 boats", "1,00 boats"),
        ("wise", "wize"),
        ("is", "are"),
        ("5", "fifteen"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert WordRow(one).forms != WordRow(other).forms


HELD = "On Monday we will close 12 of the old piers, but Norbury keeps its own. Nobody must lose a job."


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        ("we will close 12 of the old piers", []),
        ("we will close 15 of the old piers", [("15", "12", "number")]),
        ("we will close twelve of the old piers", []),
        ("we will not close 12 of the old piers", [("not", "", "negation")]),
        ("we won’t close 12 of the old piers", [("won’t", "will", "negation")]),
        ("we may close 12 of the old piers", [("may", "will", "modal")]),
        ("but Harwick keeps its own", [("Harwick", "Norbury", "name")]),
        ("we will close 12 of the ancient piers", [("ancient", "old", None)]),
        ("we will close 12 of the piers", [("", "old", None)]),
        ("we will quickly close 12 of the old piers", [("quickly", "", None)]),
        ("they will close 12 of the old piers", [("they", "we", "person")]),
        ("Somebody must lose a job", [("Somebody", "Nobody", "negation")]),
    ],
)
def test_what_differs_and_what_it_touches(asked: str, changes: list[tuple[str, str, str | None]]) -> None:
    found = align(WordRow(asked), WordRow(HELD))
    assert [(d.asked, d.held, d.guard) for d in found.changes] == changes


WORDS = st.lists(
    st.sampled_from(
        ["the", "a", "we", "boats", "piers", "old", "new", "close", "open", "not", "never", "12", "Norbury"]
    ),
    max_size=14,
)


@given(WORDS, WORDS)
def test_differences_spell_out_both_texts(one: list[str], other: list[str]) -> None:
    asked, held = WordRow(" ".join(one)), WordRow(" ".join(other))
    if not asked.words or not held.words:
        return
    found = align(asked, held)
    assert " ".join(d.asked for d in found.differences if d.asked).split() == one
    window = held.slice(found.first, found.last).split()
    assert " ".join(d.held for d in found.differences if d.held).split() == window
    assert found.same <= min(len(one), len(other))


@given(WORDS, st.integers(0, 10), st.integers(1, 6))
def test_a_stretch_lies_on_itself_without_a_change(words: list[str], start: int, size: int) -> None:
    stretch = words[start : start + size]
    if stretch:
        assert align(WordRow(" ".join(stretch)), WordRow(" ".join(words))).changes == ()
        assert find_stretch(stretch, words) is not None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_words(one: str, other: str) -> None:
    asked, held = WordRow(one), WordRow(other)
    for word in asked.words:
        assert one[word.span.start : word.span.end]
        assert word.form
    if asked.words and held.words:
        align(asked, held)


SIGNS = (
    "a", "e", "W", "1", "7", " ", ".", "-", "’", "“", "—", "\u0301", "\u0308", "\u00ad", "\u200b", "\u200d", "\ufeff",
    "\u2060", "\u202e", "\u202c", "\u2009", "\u202f", "ﬁ", "ﬄ", "３", "ａ", "²", "⁻", "½", "¾", "…", "№", "™", "é",
    "\u0430", "\u03bf", "ß", "İ", "\u0663", "€", "\n", "😀", "\ufe0f",
)  # fmt: skip
"""What texts that come out of a PDF, a CMS or a forger hold."""

odd_texts = st.lists(st.sampled_from(SIGNS), max_size=25).map("".join) | st.text(max_size=25)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("cafe\u0301", "café"),
        ("Zu\u0308rich", "Zürich"),
        ("ﬁnance and the o\ufb03ce", "finance and the office"),
        ("１２ boats", "12 boats"),
        ("ｔｏｌｌ", "toll"),
        ("\u0661\u0662 boats", "12 boats"),
        ("\U0001d7cf\U0001d7d0 boats", "12 boats"),
        ("har\u00adbour", "harbour"),
        ("har\u200bbour", "harbour"),
        ("har\u2060bour", "harbour"),
        ("har\u200dbour", "harbour"),
        ("\ufeffharbour", "harbour"),
        ("a \u2066harbour\u2069", "a harbour"),
        ("1\u00ad8 boats", "18 boats"),
        ("don’t, don\u02bct, don`t, don\u00b4t, don\u2032t", "don't, don't, don't, don't, don't"),
        ("„so“ «so» ＂so＂", '"so" "so" "so"'),
        ("10‐15, 10‑15, 10–15, 10−15", "10-15, 10-15, 10-15, 10-15"),
        ("and ― so", "and — so"),
        ("wait…", "wait..."),
        ("a\u00a0boat", "a boat"),
    ],
)
def test_a_sign_is_read_as_what_it_looks_like(text: str, read: str) -> None:
    assert clean(text).text == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10²", "10^2"),
        ("10⁻³", "10^-3"),
        ("10¹²", "10^12"),
        ("5 m²", "5 m^2"),
        ("the harbour²", "the harbour"),
        ("the harbour.¹²", "the harbour."),
        ("½ of it", "1/2 of it"),
        ("2½ miles", "2 1/2 miles"),
        ("of ¾", "of 3/4"),
        ("5\u2009000 boats", "5,000 boats"),
        ("5\u202f000 boats", "5,000 boats"),
        ("5\u2009boats", "5 boats"),
        ("1\u20092345", "1 2345"),
    ],
)
def test_raised_digits_fractions_and_parted_thousands(text: str, read: str) -> None:
    assert clean(text).text == read


@pytest.mark.parametrize("turning", ["\u202e", "\u202d", "\u202b", "\u2067"])
def test_where_letters_are_turned_round_a_sign_stays(turning: str) -> None:
    """What is seen there is not what is written, so it must not be read as if nothing were there."""
    assert clean(f"{turning}81\u202c boats").text == f"{TURNED}81 boats"
    assert WordRow(f"{turning}81\u202c boats").forms != WordRow("81 boats").forms


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("n\u043et", "not"),
        ("\u0441\u043ese", "cose"),
        ("\u0422oll", "Toll"),
        ("t\u03bfll", "toll"),
        ("toll", "toll"),
        ("Москва", "Москва"),
        ("Αθήνα", "Αθήνα"),
        ("naïve", "naïve"),
        ("n\u043e\u0431", "n\u043e\u0431"),
    ],
)
def test_letters_of_other_alphabets_that_look_latin(word: str, read: str) -> None:
    """A word with a letter that looks like none of ours is a word of that alphabet."""
    assert latin(word) == read


@pytest.mark.parametrize(
    ("honest", "forged"),
    [
        ("We do not close it", "We do n\u043et close it"),
        ("We do not close it", "We do n\u200bot close it"),
        ("18 boats", "1\u00ad8 boats"),
        ("We can’t say", "We can\u02bct say"),
        ("naïve café", "nai\u0308ve cafe\u0301"),
        ("the office", "the o\ufb03ce"),
        ("2026", "２０２６"),
    ],
)
def test_what_looks_alike_has_the_same_forms(honest: str, forged: str) -> None:
    assert WordRow(forged).forms == WordRow(honest).forms


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("the cafe\u0301 opens", 1, "cafe\u0301"),
        ("e\u0301tat", 0, "e\u0301tat"),
        ("an E\u0301tat", 1, "E\u0301tat"),
        ("the har\u00adbour opens", 1, "har\u00adbour"),
        ("the ﬁre", 1, "ﬁre"),
        ("of ½ a boat", 1, "½"),
        ("\ufeffthe boat", 0, "the"),
        ("5\u2009000 boats", 0, "5\u2009000"),
        ("10² boats", 0, "10²"),
    ],
)
def test_a_word_is_sliced_out_of_the_text_as_given(text: str, word: int, written: str) -> None:
    span = WordRow(text).words[word].span
    assert text[span.start : span.end] == written


@given(odd_texts)
def test_each_stretch_of_the_cleaned_text_is_a_stretch_of_the_given_one(text: str) -> None:
    """None empty, none beyond the end, and in the same order."""
    cleaned = clean(text)
    before = Span(0, 0)
    for at in range(len(cleaned.text)):
        one = cleaned.origin(at, at + 1)
        assert 0 <= one.start < one.end <= len(text)
        assert one == before or one.start >= before.end
        assert cleaned.origin(0, at + 1) == (cleaned.origin(0, 1).start, one.end)
        before = one


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_ascii_keeps_its_length_and_offsets(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(text)
    assert [cleaned.origin(at, at + 1) for at in range(len(text))] == [(at, at + 1) for at in range(len(text))]


@given(st.lists(st.text("aéüñçÖÅŝ", min_size=1, max_size=6), max_size=5))
def test_accents_joined_or_apart_give_the_same_words_at_the_same_places(words: list[str]) -> None:
    joined = " ".join(words)
    apart = unicodedata.normalize("NFD", joined)
    one, other = WordRow(joined), WordRow(apart)
    assert other.forms == one.forms
    assert [unicodedata.normalize("NFC", apart[slice(*word.span)]) for word in other.words] == words


@given(st.text("abc 12.’", max_size=30), st.sampled_from("\u00ad\u200b\u200c\u200d\u2060\ufeff\u2066"))
def test_signs_that_cannot_be_seen_change_no_word(text: str, sign: str) -> None:
    assert WordRow(sign.join(text)).forms == WordRow(text).forms
