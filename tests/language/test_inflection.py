"""The forms of regular verbs."""

from __future__ import annotations

import pytest

from quotetrack.language.inflection import english_forms


@pytest.mark.parametrize(
    "forms",
    [
        "add adds added adding",
        "declare declares declared declaring",
        "agree agrees agreed agreeing",
        "reply replies replied replying",
        "convey conveys conveyed conveying",
        "stress stresses stressed stressing",
        "preach preaches preached preaching",
        "echo echoes echoed echoing",
        "beg begs begged begging",
        "quip quips quipped quipping",
        "vow vows vowed vowing",
        "hail hails hailed hailing",
        "mutter mutters muttered muttering",
        "op-ed op-eds op-eded op-eding",
    ],
)
def test_regular_forms(forms: str) -> None:
    assert english_forms(forms.split()[0]) == set(forms.split())
