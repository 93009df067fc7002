"""What a speaker said, counted in one pass, and read a stretch at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotetrack.identity import merge
from quotetrack.lookup.hits import Count
from quotetrack.lookup.profiles import names_of
from quotetrack.lookup.search import find_by_speaker
from quotetrack.lookup.speakers import find_by_ids, profile
from quotetrack.lookup.tally import latest, tally
from quotetrack.records import Speaker
from quotetrack.store import Store, open_store
from tests.identity.builders import number_of, save, spoken
from tests.store.builders import article, said

DATES = ("2023-12-31", "2024-03-02", "2024-03-02T08:00:00+01:00", None, "2024-03-30", "2024", "2021-05-05", None)
BOTH = "“We counted the swans,” said Ida Moss and Ida M. Moss. “They flew,” said Ida M. Moss. “Swans” is a film."


@pytest.fixture(scope="module")
def swans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two names of one speaker: in articles of their own, and together in one."""
    path = tmp_path_factory.mktemp("tally") / "swans.db"
    with open_store(path, create=True) as store:
        for number, published in enumerate(DATES):
            name = ("Ida Moss", "Ida M. Moss")[number % 2]
            outlet = (None, "The Lamp", "The Heron")[number % 3]
            save(store, [spoken(f"s{number}", name, name, "Bo Reed", published=published, outlet=outlet)])
        joint: dict[str, Any] = {"joint": (Speaker("Ida M. Moss"),)}
        quotations = [
            said(BOTH, "We counted the swans", "Ida Moss", **joint),
            said(BOTH, "They flew", "Ida M. Moss"),
            said(BOTH, "Swans", "Ida Moss", act="not_speech"),
        ]
        both = article(BOTH, url="https://news.example/both", published="2024-03-31", outlet="The Heron")
        save(store, [(both, quotations)])
        merge(store, [number_of(store, "Ida Moss", "s0"), number_of(store, "Ida M. Moss", "s1")], by="ed")
    with open_store(path, readonly=True) as opened:
        yield opened


def moss(store: Store) -> int:
    return number_of(store, "Ida Moss", "s0")


def test_as_the_summary_and_the_list_count(swans: Store) -> None:
    counted = tally(swans, moss(swans))
    (summary,) = find_by_ids(swans, [moss(swans)])
    given = (counted.quotations, counted.articles, counted.first, counted.last)
    assert given == (summary.quotations, summary.articles, summary.first, summary.last)
    assert counted.quotations == 2 * len(DATES) + 2, "what two said together is one, what is no speech none"
    hits = find_by_speaker(swans, moss(swans), limit=100)
    months = Counter(hit.article.published and hit.article.published[:7] for hit in hits)
    assert {month.value: month.count for month in counted.months} == months
    assert [month.value for month in counted.months] == ["2024-03", "2024", "2023-12", "2021-05", None]
    assert counted.outlets == profile(swans, f"#{moss(swans)}").outlets


def test_outlets_without_what_is_no_speech(tmp_path: Path) -> None:
    text = "The paper calls it “the long swim”."
    title = said(text, "the long swim", "Ida Moss", act="not_speech")
    with open_store(tmp_path / "swim.db", create=True) as store:
        save(store, [(article(text, outlet="The Lamp"), [title]), spoken("one", "Ida Moss", outlet="The Heron")])
        assert tally(store, number_of(store, "Ida Moss", "one")).outlets == (Count("The Heron", 1),)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_stretches_make_the_whole_list(swans: Store, limit: int) -> None:
    counted = tally(swans, moss(swans))
    whole = [hit.id for hit in find_by_speaker(swans, moss(swans), limit=100)]
    pieces = [latest(swans, moss(swans), counted, limit=limit, offset=at) for at in range(0, len(whole), limit)]
    assert [id for piece in pieces for id in piece] == whole
    assert all(len(piece) == limit for piece in pieces[:-1])


def test_nothing_beyond_the_end(swans: Store) -> None:
    counted = tally(swans, moss(swans))
    assert latest(swans, moss(swans), counted, limit=5, offset=counted.quotations) == []
    assert latest(swans, moss(swans), counted, limit=0) == []
    assert tally(swans, 999).quotations == 0 and latest(swans, 999, tally(swans, 999), limit=5) == []


def test_names_by_number(swans: Store) -> None:
    reed = number_of(swans, "Bo Reed", "s0")
    assert next(iter(names_of(swans, [reed, 999, moss(swans)]).values())) == "Bo Reed"
    assert set(names_of(swans, [reed, 999, moss(swans)])) == {reed, moss(swans)}
