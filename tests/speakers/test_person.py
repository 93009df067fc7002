"""What a name tells of somebody: the family name and the gender."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from quotetrack.speakers.person import family_name
from tests.speakers.builders import people


@pytest.mark.parametrize(
    ("markup", "gender"),
    [
        ("[P:Ana Ruiz] left.", "f"),
        ("[P:Owen Pike] left.", "m"),
        ("[P:Jean-Claude Perrot] left.", "m"),
        ("[P:Anne-Marie Duval] left.", "f"),
        ("[P:Andrea Strand] left.", None),
        ("[P:Zorvan Strand] left.", None),
        ("[P:Strand] left.", None),
        ("[P:Zorvan Strand] left. Mrs. [P:Strand] came.", "f"),
        ("[P:Zorvan Strand] left. Sir [P:Zorvan Strand] came.", "m"),
        ("The actress [P:Zorvan Strand] left.", "f"),
        ("His wife, [P:Zorvan Strand], left.", "f"),
        ("Thanks to his wife, [P:Zorvan Strand] left.", None),
        ("He met his wife. [P:Zorvan Strand] left.", None),
        ("[P:Zorvan Strand], a friend of his wife, left.", None),
        ("[P:Zorvan Strand] said he was late. [P:Strand] said he was tired.", "m"),
        ("[P:Zorvan Strand] said he was late.", None),
        ("[P:Kofi Strand] left.", "m"),
        ("[P:Nadia Strand] left.", "f"),
        ("[P:José Ruiz] left.", "m"),
        ("[P:Leslie Strand] left.", None),
        ("[P:Leslie Strand] left. Mr. [P:Strand] came.", "m"),
    ],
)
def test_gender_shows_in_titles_and_given_names(markup: str, gender: str | None) -> None:
    assert people(markup).all[0].gender == gender


@pytest.mark.parametrize(("parts", "name"), [("ana ruiz", "ruiz"), ("owen pike jr", "pike"), ("jr", "jr")])
def test_family_name(parts: str, name: str) -> None:
    assert family_name(parts.split()) == name


def test_a_person_is_a_value_once_gathered() -> None:
    ruiz, pike = people("Mrs [P:Ana Ruiz] met [P:OWEN PIKE]. [P:Ruiz] left.").all
    assert (ruiz.name, pike.name) == ("Ana Ruiz", "Owen Pike")
    assert len({ruiz, pike}) == 2 and replace(ruiz) == ruiz and hash(replace(ruiz)) == hash(ruiz)
    with pytest.raises(FrozenInstanceError):
        ruiz.gender = None  # type: ignore[misc]
