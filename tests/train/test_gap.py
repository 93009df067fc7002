"""GAP: which of two names a pronoun means."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.language import load
from quotetrack.train.gap import pronoun_of, read_texts
from quotetrack.train.model import HIDDEN
from quotetrack.train.speakers import asked_of_pronoun
from tests.quotations.builders import reading
from tests.train import toy
from tests.train.test_speakers import whole

MARKED = "[P:Ina Voss] met [P:Eva Strand] before she left."


def test_a_text_is_read_with_its_pronoun(tmp_path: Path) -> None:
    toy.write_annotated(tmp_path)
    first, second = read_texts(tmp_path / "coref/gap-development.tsv.gz")
    at = pronoun_of(first)
    assert first["Text"][at.start : at.end] == "she" == first["Pronoun"]
    assert (first["A-coref"], second["A-coref"]) == ("True", "False")


@pytest.mark.parametrize(("number", "right"), [(0, {"Ina Voss"}), (1, {"nobody"})])
def test_a_pronoun_is_asked_for_like_the_source_of_a_quotation(tmp_path: Path, number: int, right: set[str]) -> None:
    toy.write_annotated(tmp_path)
    row = list(read_texts(tmp_path / "coref/gap-development.tsv.gz"))[number]
    asked = asked_of_pronoun(row, whole(reading(MARKED).document), load("en"))
    assert asked is not None and (asked.kind, asked.manner, asked.doc) == ("she", "pronoun", row["ID"])
    assert asked.mentions.shape == (2, 3, HIDDEN) and asked.rows.shape[0] == 3
    names = [*sorted(("Eva Strand", "Ina Voss"), key=lambda name: -MARKED.index(name)), "nobody"]
    assert {name for name, so in zip(names, asked.right, strict=True) if so} == right


def test_a_name_that_is_no_candidate_is_not_asked_for(tmp_path: Path) -> None:
    toy.write_annotated(tmp_path)
    row = next(read_texts(tmp_path / "coref/gap-development.tsv.gz"))
    unlabelled = reading("Ina Voss met [P:Eva Strand] before she left.")
    assert asked_of_pronoun(row, whole(unlabelled.document), load("en")) is None
