"""What is a given name: in running text, and in a name that stands alone."""

from __future__ import annotations

import pytest

from quotetrack.names.spelling import is_given_name, may_be_given_name


@pytest.mark.parametrize("word", ["ruth", "José", "JOSÉ", "jose", "Kelly"])
def test_a_full_given_name_is_one_with_or_without_its_accents(word: str) -> None:
    assert is_given_name(word)
    assert may_be_given_name(word)


@pytest.mark.parametrize("word", ["bill", "said", "tel", "al"])
def test_short_forms_and_other_spellings_count_in_names_alone(word: str) -> None:
    assert may_be_given_name(word)


@pytest.mark.parametrize("word", ["said", "tel", "al"])
def test_what_is_mostly_another_word_is_no_given_name_in_running_text(word: str) -> None:
    assert not is_given_name(word)


@pytest.mark.parametrize("word", ["", "harbour", "calder"])
def test_other_words(word: str) -> None:
    assert not is_given_name(word)
    assert not may_be_given_name(word)
