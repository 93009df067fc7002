"""A store in numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.identity import dedupe
from quotetrack.lookup import stats
from quotetrack.lookup.counts import Count
from quotetrack.lookup.speakers import most_quoted
from quotetrack.store import Store, open_store
from tests.store.builders import article, said


def test_counts(store: Store) -> None:
    found = stats(store)
    assert (found.articles, found.quotations, found.speakers, found.organizations) == (4, 13, 6, 2)
    assert found.outlets == (Count("Coast Courier", 2), Count(None, 1), Count("The Morning Lamp", 1))
    assert found.months == (Count(None, 1), Count("2023-11", 1), Count("2024-03", 2))
    assert found.kinds == (Count("direct", 8), Count("indirect", 2), Count("mixed", 2))
    assert {count.value: count.count for count in found.acts}["not_speech"] == 1
    assert Count("unnamed", 2) in found.speaker_kinds
    assert found.unknown_share == pytest.approx(1 / 12)
    assert (found.confidence[-1], found.confidence[0]) == (Count("0.9-1.0", 12), Count("0.0-0.1", 0))
    assert found.runs[0]["articles"] == 4
    assert found.as_dict()["kinds"][0] == {"value": "direct", "count": 8}


def test_forms_of_one_speaker_count_together(tmp_path: Path) -> None:
    with open_store(tmp_path / "quotes.db", create=True) as store:
        run = store.start_run()
        for number, name in enumerate(["Ina Voss", "Ina Voss", "José Ferrão", "Jose Ferrao", "Sen. José Ferrão"]):
            text = f"“Pier {number},” said {name}."
            quotation = said(text, f"Pier {number}", name)
            store.save_article(article(text, url=f"https://n.example/{number}"), [quotation], run)
        dedupe(store)
        assert [one.articles for one in most_quoted(store)] == [3, 2]


def test_empty_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "quotes.db", create=True) as store:
        found = stats(store)
    assert (found.articles, found.unknown_share, found.outlets, found.runs) == (0, 0.0, (), ())
    assert len(found.confidence) == 10
