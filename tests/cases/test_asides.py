"""Attributions set between commas, and contents cut where the clause ends: each class with its counter-examples."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

ASIDES = [
    row(
        "the-ceasefire",
        "The ceasefire, said the envoy, Margit Toivonen, “has held since breakfast”.",
        Expected("The ceasefire | has held since breakfast", speaker="Margit Toivonen"),
    ),
    row(
        "bees-prefer-blue",
        "Bees, the researchers report, prefer blue to every other colour.",
        Expected("Bees | prefer blue to every other colour", kind="unnamed"),
    ),
    row(
        "so-says-prates",
        "Wingers are born, goalkeepers are punished: so says Danilo Prates, who was both.",
        Expected("Wingers are born, goalkeepers are punished", speaker="Danilo Prates"),
        fails="the model reads it otherwise",
    ),
    row(
        "the-quietest-landing",
        "It was, said the pilot, Ewa Sikora, the quietest landing of her career.",
        Expected("It was | the quietest landing of her career", speaker="Ewa Sikora"),
    ),
    row(
        "resume-monday",
        "Talks to resume Monday, envoy tells radio",
        Expected("Talks to resume Monday", kind="unnamed"),
    ),
]

CUTS = [
    row(
        "a-spokesman-after",
        "The army said it was investigating. “We will publish what we find,” a spokesman, Maj. Itai Regev, said.",
        Expected("it was investigating", kind=("unnamed", "organization")),
        Expected("We will publish what we find", speaker="Itai Regev"),
    ),
    row(
        "her-husband-asked",
        "“We are not leaving,” said Ruta Jonaitis, 58, a baker. “Where would the bread go?” asked her husband.",
        Expected("We are not leaving", speaker="Ruta Jonaitis"),
        Expected("Where would the bread go?", kind="unnamed"),
        fails="who is meant is learned otherwise",
    ),
    row(
        "rang-the-bells",
        "The vicar, the Rev Hugh Tansley, said the bells were 'a nuisance to the godless', and rang them.",
        Expected("the bells were 'a nuisance to the godless'", speaker="Hugh Tansley"),
    ),
    row(
        "rebels-by-radio",
        "The rebels said they had taken the airport, according to Radio Minda.",
        Expected("they had taken the airport", kind="unnamed", via="Radio Minda"),
    ),
    row(
        "only-borrowed-the-tram",
        "Police quoted the man as saying he had “only borrowed the tram”.",
        Expected("he had “only borrowed the tram”", kind="unnamed"),
    ),
    row(
        "saying-salmon",
        "TALVIK, Oct 2 (Reuters) - Norsk Havn cut its outlook on Tuesday, saying salmon prices had collapsed.",
        Expected("salmon prices had collapsed", speaker="Norsk Havn"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*ASIDES, *CUTS])
def test_clauses_part_what_is_said_from_what_is_not(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)
