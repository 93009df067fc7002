"""What stands in marks, or looks like attribution, and is nobody's speech (T10-T12, T37)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, expect_unsaid, row, said

NICKNAMES = [
    row("T10-goes-by", 'A man who goes by the name "Shorty" was seen near the pier at dusk.', "Shorty"),
    row("T10-inside-a-name", "Kofi “Bricks” Bannerman scored twice before the rain came.", "Bricks"),
    row("T10-known-as", "The ram, known as ‘Goliath’, was sold for £26,000.", "Goliath"),
    row("T10-nicknamed", 'One female, nicknamed "Duchess", carried the same stone for six winters.', "Duchess"),
    row("T10-alias", "Police are looking for Len Cobb, alias “the Dentist”, who left by the back door.", "the Dentist"),
]


@pytest.mark.parametrize(("text", "names"), NICKNAMES)
def test_a_nickname_in_marks_is_not_a_quotation(text: str, names: list[str], quotations_of: Any) -> None:
    found = quotations_of(text)
    expect_unsaid(text, found, names)
    expect(text, said(found), [], exactly=True)


SAID_OF_A_NICKNAME = [
    row(
        "T10-counter-speech-by-a-nicknamed-man",
        'Billy "Bricks" Lennox was in tears. "Forty years I\'ve been told about it," he said.',
        Expected("Forty years I've been told about it", speaker=("Billy Lennox", 'Billy "Bricks" Lennox')),
    ),
    row(
        "T10-counter-one-word",
        "Asked what they called the ram, Huw Bevan said: “Trouble.”",
        Expected("Trouble", speaker="Huw Bevan", act="speech"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SAID_OF_A_NICKNAME)
def test_speech_beside_a_nickname_is_kept(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


NOT_SPEECH = [
    row("T11-so-called", 'The so-called "safe corridor" has been closed since Friday.', "safe corridor"),
    row("T11-title", "Hugh has read “The Salt Road” twice and owns three copies.", "The Salt Road"),
    row("T11-motto", 'The firm, whose motto is "Always Arriving", lost eleven trucks last year.', "Always Arriving"),
    row("T11-word-as-word", "The word “harbour” once meant a shelter for soldiers.", "harbour"),
    row("T11-suspicion", "For years the shop sold its 'organic' eggs from a cage behind the garage.", "organic"),
    row("T11-song", 'The band closed with "Long Way to Skerra" and the lights went out.', "Long Way to Skerra"),
    row("T11-rating", "The bank cut its rating on the stock to “reduce” from “hold” on Friday.", "reduce", "hold"),
]


@pytest.mark.parametrize(("text", "snippets"), NOT_SPEECH)
def test_words_in_marks_that_nobody_says_are_typed_as_not_speech(
    text: str, snippets: list[str], quotations_of: Any
) -> None:
    found = quotations_of(text)
    expect(text, found, [Expected(snippet, act="not_speech") for snippet in snippets])
    expect(text, said(found), [], exactly=True)


SHORT_SPEECH = [
    row(
        "T11-counter-called",
        'Ana Ruiz called the plan "a disgrace".',
        Expected("a disgrace", speaker="Ana Ruiz", act="speech"),
    ),
    row(
        "T11-counter-one-word",
        "Asked for one word on the night, Lena Brandt said: “Cold.”",
        Expected("Cold", speaker="Lena Brandt", act="speech"),
    ),
    row(
        "T11-counter-within-a-sentence",
        "Femi Adeyemi, an analyst, said the results were ‘worse than weather’.",
        Expected("the results were ‘worse than weather’", speaker="Femi Adeyemi", act="speech"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHORT_SPEECH)
def test_short_words_that_somebody_says_are_speech(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


NONE = [
    row("T12-weather", "Rain will reach the coast by noon. Farther inland it will stay dry until the evening."),
    row("T12-sport", "Strathnairn led at half-time. Orde equalised from a corner, and the match ended 1-1."),
    row(
        "T12-business", "Shares in Orrin Freight fell 9% on Friday. The firm runs 2,300 trucks and owns eleven depots."
    ),
]


@pytest.mark.parametrize(("text", "expected"), NONE)
def test_an_article_without_quotations_gives_none(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, quotations_of(text), expected, exactly=True)


LOOKS_LIKE_ATTRIBUTION = [
    row("T37-it-must-be-said", "The bridge, it must be said, was never pretty."),
    row("T37-that-said", "That said, the harvest was better than last year's."),
    row("T37-needless-to-say", "Needless to say, the last bus had gone."),
    row("T37-said-to-be", "The vase is said to be the oldest in the valley."),
    row("T37-all-is-said", "When all is said and done, the roof still leaks."),
    row("T37-so-to-speak", "The two clubs are, so to speak, in the same boat."),
    row("T37-having-said-that", "Having said that, the north of the island is worth a visit in June."),
]


@pytest.mark.parametrize(("text", "expected"), LOOKS_LIKE_ATTRIBUTION)
def test_a_phrase_that_only_looks_like_attribution_gives_nothing(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)


IS_ATTRIBUTION = [
    row(
        "T37-counter-at-the-end",
        "The bridge was never pretty, Ana Ruiz said.",
        Expected("The bridge was never pretty", speaker="Ana Ruiz", form="indirect"),
    ),
    row(
        "T37-counter-within",
        "The harvest, Dilwyn Marsh said, was better than last year's.",
        Expected("The harvest | was better than last year's", speaker="Dilwyn Marsh", form="indirect"),
    ),
    row(
        "T37-counter-beside-a-phrase",
        "That said, Fiona Breck told the council that the stairs were unsafe.",
        Expected("the stairs were unsafe", speaker="Fiona Breck", form="indirect"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), IS_ATTRIBUTION)
def test_real_attribution_beside_such_a_phrase_is_kept(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True)
