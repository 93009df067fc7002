"""Parties by the forms of their names, and letters with a place."""

from __future__ import annotations

import pytest

from quotetrack.names.normal import normalise_name
from quotetrack.names.party import party_of


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("R-Ohio", "Republican"),
        ("D-Mass.", "Democratic"),
        ("D–N.Y.", "Democratic"),
        ("SNP-Leith", "SNP"),
        ("Tory", "Conservative"),
        ("I-Vt.", None),
        ("X-Ray", None),
        ("Coca-Cola", None),
        ("Halsund Harbour Trust", None),
    ],
)
def test_what_party_a_name_stands_for(name: str, party: str | None) -> None:
    assert party_of(name) == party


def test_letters_with_places_are_one_organisation() -> None:
    assert {normalise_name(name, "organization") for name in ("R-Ohio", "R-Utah", "Republican")} == {"republican"}
    assert normalise_name("X-Ray", "organization") == "x ray"
