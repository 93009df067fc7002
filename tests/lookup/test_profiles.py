"""A speaker by number, and who else speaks in the same articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.identity import merge
from quotetrack.lookup import companions
from quotetrack.lookup.companions import find_companions
from quotetrack.lookup.profiles import merged_into, portray
from quotetrack.lookup.speakers import profile
from quotetrack.store import Store, open_store
from tests.identity.builders import number_of, save, spoken, works_for
from tests.store.builders import article, said

RUMOUR = "Bo Reed whistled “Long Way Down” as Ida Moss spoke. “Quiet,” said Ida Moss. Two sailors said “aye”."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "together.db", create=True)
    sailors = said(RUMOUR, "aye", mention="Two sailors", speaker="unnamed")
    whistled = said(RUMOUR, "Long Way Down", "Bo Reed", act="not_speech")
    save(
        opened,
        [
            spoken("a", ("Ida Moss", works_for("Swan Watch", "chair")), "Bo Reed", "Cy Dunn", published="2024-01-02"),
            spoken("b", "Ida Moss", "Cy Dunn", "Cy Dunn", published="2024-02-02"),
            spoken("c", "Bo Reed", "Cy Dunn"),
            (article(RUMOUR, url="https://news.example/d"), [whistled, said(RUMOUR, "Quiet", "Ida Moss"), sailors]),
        ],
    )
    return opened


def test_who_speaks_in_the_same_articles(store: Store) -> None:
    found = find_companions(store, number_of(store, "Ida Moss", "a"))
    assert [(other.name, other.articles) for other in found] == [("Cy Dunn", 2), ("Bo Reed", 1)]
    assert find_companions(store, number_of(store, "Ida Moss", "a"), limit=1) == found[:1]
    assert found[0].as_dict() == {
        "speaker_id": number_of(store, "Cy Dunn", "a"), "name": "Cy Dunn", "kind": "person", "articles": 2
    }  # fmt: skip


def test_one_speaker_of_two_names_is_no_companion_of_their_own(store: Store) -> None:
    merge(store, [number_of(store, "Ida Moss", "a"), number_of(store, "Cy Dunn", "a")], by="ed")
    found = find_companions(store, number_of(store, "Ida Moss", "a"))
    assert [(other.name, other.articles) for other in found] == [("Bo Reed", 2)]


def test_only_the_last_articles_are_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "MOST_ARTICLES", 2)
    found = find_companions(store, number_of(store, "Ida Moss", "a"))
    assert [(other.name, other.articles) for other in found] == [("Cy Dunn", 1)]


def test_a_portrait_is_the_profile_and_more(store: Store) -> None:
    number = number_of(store, "Ida Moss", "a")
    found = portray(store, number, quotations=2)
    whole = profile(store, f"#{number}")
    assert found.profile.speaker == whole.speaker and found.profile.aliases == whole.aliases
    assert found.profile.quotations == whole.quotations[:2]
    assert portray(store, number, quotations=2, offset=2).profile.quotations == whole.quotations[2:]
    assert found.companions_in == 3
    shown = found.as_dict()
    assert shown["months"] == [
        {"value": "2024-02", "count": 1}, {"value": "2024-01", "count": 1}, {"value": None, "count": 1}
    ]  # fmt: skip
    assert shown["capacities"][0]["organization"] == "Swan Watch" and shown["companions"][0]["name"] == "Cy Dunn"


def test_a_number_that_was_merged_away(store: Store) -> None:
    ida, bo = number_of(store, "Ida Moss", "a"), number_of(store, "Bo Reed", "a")
    assert merged_into(store, ida) is None and merged_into(store, bo) is None and merged_into(store, 999) is None
    merge(store, [bo, ida], by="ed", note="same <voice>")
    assert merged_into(store, max(ida, bo)) == min(ida, bo) and merged_into(store, min(ida, bo)) is None
    (reason,) = portray(store, min(ida, bo), reasons=5).profile.reasons
    assert (reason.decided_by, reason.explanation) == ("ed", "same <voice>")
    assert portray(store, min(ida, bo), reasons=0).profile.reasons == ()
    with pytest.raises(NotFoundError, match=r"There is no speaker #\d+ in .* Search for the name"):
        portray(store, max(ida, bo))
