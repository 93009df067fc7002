"""A speaker's profile: what they said, counted and a stretch at a time, and who else speaks in the same articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.identity import merge
from quotetrack.lookup import profiles, search
from quotetrack.lookup.counts import Count
from quotetrack.lookup.names import names_of
from quotetrack.lookup.profiles import find_companions, merged_into, profile
from quotetrack.lookup.speakers import find_by_ids, find_one
from quotetrack.records import Speaker
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
        "speaker_id": number_of(store, "Cy Dunn", "a"), "name": "Cy Dunn", "kind": "person", "names": ("Cy Dunn",),
        "articles": 2, "role": None, "organization": None,
    }  # fmt: skip


def test_one_speaker_of_two_names_is_no_companion_of_their_own(store: Store) -> None:
    merge(store, [number_of(store, "Ida Moss", "a"), number_of(store, "Cy Dunn", "a")], by="ed")
    found = find_companions(store, number_of(store, "Ida Moss", "a"))
    assert [(other.name, other.articles) for other in found] == [("Bo Reed", 2)]


def test_only_the_last_articles_are_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "MOST_ARTICLES", 2)
    found = find_companions(store, number_of(store, "Ida Moss", "a"))
    assert [(other.name, other.articles) for other in found] == [("Cy Dunn", 1)]


def test_a_part_of_the_quotations_by_number(store: Store) -> None:
    number = number_of(store, "Ida Moss", "a")
    found = profile(store, number, quotations=2)
    whole = profile(store, f"#{number}")
    assert found.speaker == whole.speaker and found.aliases == whole.aliases
    assert found.quotations == whole.quotations[:2]
    assert profile(store, number, quotations=2, offset=2).quotations == whole.quotations[2:]
    assert found.months == (Count("2024-02", 1), Count("2024-01", 1), Count(None, 1))
    assert found.as_dict()["capacities"][0]["organization"] == "Swan Watch"


def test_a_number_that_was_merged_away(store: Store) -> None:
    ida, bo = number_of(store, "Ida Moss", "a"), number_of(store, "Bo Reed", "a")
    assert merged_into(store, ida) is None and merged_into(store, bo) is None and merged_into(store, 999) is None
    merge(store, [bo, ida], by="ed", note="same <voice>")
    assert merged_into(store, max(ida, bo)) == min(ida, bo) and merged_into(store, min(ida, bo)) is None
    (reason,) = profile(store, min(ida, bo), reasons=5).reasons
    assert (reason.decided_by, reason.explanation) == ("ed", "same <voice>")
    assert profile(store, min(ida, bo), reasons=0).reasons == ()
    with pytest.raises(NotFoundError, match=r"There is no speaker #\d+ in .* Search for the name"):
        profile(store, max(ida, bo))


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


def test_as_the_list_of_speakers_and_the_search_count(swans: Store) -> None:
    found = profile(swans, moss(swans))
    (row,) = find_by_ids(swans, [moss(swans)])
    assert found.speaker == row == find_one(swans, "Ida M. Moss")
    assert row.quotations == 2 * len(DATES) + 2, "what two said together is one, what is no speech none"
    hits = search(swans, speaker=f"#{moss(swans)}", limit=100)
    months = Counter(hit.article.published and hit.article.published[:7] for hit in hits)
    assert {month.value: month.count for month in found.months} == months
    assert [month.value for month in found.months] == ["2024-03", "2024", "2023-12", "2021-05", None]
    outlets = Counter(outlet for _, outlet in {(hit.article.id, hit.article.outlet) for hit in hits})
    assert {outlet.value: outlet.count for outlet in found.outlets} == outlets
    assert found.outlets == tuple(sorted(found.outlets, key=lambda o: (-o.count, o.value or "")))


def test_outlets_without_what_is_no_speech(tmp_path: Path) -> None:
    text = "The paper calls it “the long swim”."
    title = said(text, "the long swim", "Ida Moss", act="not_speech")
    with open_store(tmp_path / "swim.db", create=True) as store:
        save(store, [(article(text, outlet="The Lamp"), [title]), spoken("one", "Ida Moss", outlet="The Heron")])
        assert profile(store, "Ida Moss").outlets == (Count("The Heron", 1),)


def said_by_moss(store: Store, limit: int, offset: int = 0) -> list[int]:
    return [hit.id for hit in profile(store, moss(store), quotations=limit, offset=offset).quotations]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_stretches_make_the_whole_list(swans: Store, limit: int) -> None:
    whole = [hit.id for hit in search(swans, speaker=f"#{moss(swans)}", limit=100)]
    pieces = [said_by_moss(swans, limit, at) for at in range(0, len(whole), limit)]
    assert [id for piece in pieces for id in piece] == whole
    assert all(len(piece) == limit for piece in pieces[:-1])


def test_nothing_beyond_the_end(swans: Store) -> None:
    assert said_by_moss(swans, 5, profile(swans, moss(swans)).speaker.quotations) == said_by_moss(swans, 0) == []


def test_who_said_nothing(tmp_path: Path) -> None:
    text = "The paper calls it “the long swim”."
    with open_store(tmp_path / "swim.db", create=True) as store:
        save(store, [(article(text), [said(text, "the long swim", "Ida Moss", act="not_speech")])])
        found = profile(store, "Ida Moss")
    assert found.speaker.quotations == 0 and found.quotations == found.months == found.outlets == ()


def test_names_by_number(swans: Store) -> None:
    reed = number_of(swans, "Bo Reed", "s0")
    assert next(iter(names_of(swans, "canonical_speakers", [reed, 999, moss(swans)]).values())) == "Bo Reed"
    assert set(names_of(swans, "canonical_speakers", [reed, 999, moss(swans)])) == {reed, moss(swans)}
