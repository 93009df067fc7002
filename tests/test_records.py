"""Who says a quotation: one speaker, several, or nobody who is known."""

from __future__ import annotations

from quotetrack.records import Affiliation, Attribution, Speaker, organizations_in

TRUST = Affiliation("Harbour Trust", "chair", "former")


def test_an_unknown_speaker_is_one_without_a_name() -> None:
    unknown = Attribution()
    assert unknown.speakers == (Speaker(None, "unknown"),)
    assert (unknown.speaker.kind, unknown.name, unknown.names) == ("unknown", None, ())


def test_the_first_of_several_speakers_is_the_principal() -> None:
    together = Attribution(speakers=(Speaker(kind="unnamed"), Speaker("Owen Pike"), Speaker("Ina Voss")))
    assert together.speaker == Speaker(kind="unnamed") and together.name is None
    assert together.names == ("Owen Pike", "Ina Voss")


def test_what_is_stated_is_the_claims_and_what_is_said_beyond_them() -> None:
    claimed = Speaker("Ina Voss", role="mayor", affiliations=("Harbour Trust", "Board"), claims=(TRUST,))
    assert claimed.stated == (TRUST, Affiliation("Board", "mayor"))
    assert Speaker("Ina Voss", role="mayor").stated == (Affiliation(role="mayor"),)
    assert Speaker("Ina Voss", role="mayor", claims=(TRUST,)).stated == (TRUST,)
    assert Speaker("Ina Voss").stated == ()


def test_organizations_are_told_once_in_order() -> None:
    board = Affiliation("Board")
    assert organizations_in((TRUST, board, Affiliation(role="mayor"), TRUST)) == ("Harbour Trust", "Board")
