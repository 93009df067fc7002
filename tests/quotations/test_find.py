"""The steps together: no stretch is given twice, none is lost between the pieces of another."""

from __future__ import annotations

from quotetrack.language import load
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.find import disjoint_drafts, extract_drafts
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span

from .builders import document


def pieces(markup: str) -> list[list[str]]:
    read = Reading(document(markup), load("en"))
    return [[read.slice(piece) for piece in draft.pieces] for draft in extract_drafts(read)]


def test_a_quotation_between_the_pieces_of_another_is_kept() -> None:
    split, between, late = Draft((Span(10, 20), Span(50, 60))), Draft((Span(30, 40),)), Draft((Span(35, 45),))
    kept = disjoint_drafts([split, between, late, Draft((Span(12, 18),))])
    assert [draft.pieces for draft in kept] == [((10, 20), (50, 60)), ((30, 40),), ((40, 45),)]


def test_no_stretch_is_given_twice() -> None:
    found = pieces("[c:“We lost,”] [q:said] [s:[P:Ana Ruiz]]. [c:“We laughed,”] [s:[P:Bo Lee]] [q:said].")
    given = [piece for own in found for piece in own]
    assert sorted(given) == sorted(set(given)) == ["We laughed,", "We lost,"]
