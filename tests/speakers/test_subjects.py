"""Whose words a quotation without a source is, by the grammar of its own sentence."""

from __future__ import annotations

import pytest

from tests.speakers.builders import attributions


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("[P:Ana Ruiz] took the stage and [q:called] it [c:“rotten”].", "Ana Ruiz"),
        ("On Monday, Mayor [P:Ana Ruiz] came and [q:called] it [c:“rotten”].", "Ana Ruiz"),
        ("[P:Ana Ruiz] left. She came and [q:called] it [c:“rotten”].", "Ana Ruiz"),
        ("[P:Ana Ruiz]’s dog came and [q:called] it [c:“rotten”].", None),
        ("The friends of [P:Ana Ruiz] came and [q:called] it [c:“rotten”].", None),
        ("[P:Ana Ruiz] left. It rained after what they called a [c:“long rant of them”].", None),
    ],
)
def test_the_subject_of_the_sentence(markup: str, name: str | None) -> None:
    found = attributions(markup)[-1]
    assert (found.name if found.trace["rule"] == "subject" else None) == name


def test_a_participle_belongs_to_the_subject_of_its_sentence() -> None:
    found = attributions("[P:Ana Ruiz] met/VERB them, [q:telling/VERB] them [c:that it was rotten].")[-1]
    assert found.name == "Ana Ruiz"
