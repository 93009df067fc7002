"""Who speaks: lists, profiles, and what is said where a name is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.lookup import find_speakers, profile
from quotetrack.lookup.names import suggest_speakers
from quotetrack.lookup.profiles import Alias
from quotetrack.lookup.speakers import DatedCapacity, most_quoted
from quotetrack.records import SpeakerKind
from quotetrack.store import Store, open_store
from tests.store.builders import article, said


def test_all_speakers_the_most_quoted_first(store: Store) -> None:
    found = [(speaker.name, speaker.quotations, speaker.articles) for speaker in find_speakers(store)]
    assert found[0] == ("Ruth Calder", 4, 2), "what is no speech is not counted"
    assert found[1:] == sorted(found[1:])
    assert "Two officials" not in [name for name, *_ in found]


def test_by_kind_and_order(store: Store) -> None:
    assert [speaker.name for speaker in find_speakers(store, kind="organization")] == ["Harbour Trust"]
    assert [speaker.name for speaker in find_speakers(store, kind="unnamed")] == ["Two officials", "the captain"]
    names = [speaker.name for speaker in find_speakers(store, sort="name")]
    assert names == sorted(names)
    assert find_speakers(store, sort="recent", limit=1)[0].last == "2024-03-15"
    assert find_speakers(store, sort="name", limit=2, offset=1) == find_speakers(store, sort="name")[1:3]
    with pytest.raises(QuotetrackError, match="'size' is no order"):
        find_speakers(store, sort="size")
    with pytest.raises(QuotetrackError, match="'ghost' is no kind of speaker"):
        find_speakers(store, kind="ghost")


def test_by_part_of_a_name(store: Store) -> None:
    assert {speaker.name for speaker in find_speakers(store, "CALDER")} == {"Ruth Calder", "Tim Calder"}
    assert [speaker.name for speaker in find_speakers(store, "ferrao jose")] == ["José Ferrão"]
    assert find_speakers(store, "zebra") == []


def test_a_summary_says_in_what_capacity(store: Store) -> None:
    (speaker,) = find_speakers(store, "ruth")
    assert (speaker.first, speaker.last) == ("2023-11-06", "2024-03-14T09:30:00+01:00")
    assert speaker.capacities == (
        DatedCapacity("treasurer", "Harbour Trust", "current", "2023-11-06", "2023-11-06", 1),
        DatedCapacity(
            "chair", "the Lowland Water Board", "current", "2024-03-14T09:30:00+01:00", "2024-03-14T09:30:00+01:00", 1
        ),
    )


def test_profile(store: Store) -> None:
    found = profile(store, "ruth calder")
    assert found.aliases == (Alias("Ruth Calder", False, 2), Alias("Calder", True, 1))
    assert [hit.quotation.text for hit in found.quotations][:2] == [
        "The ferry is late again",
        "the captain told her “wait for the tide”",
    ]
    assert len(profile(store, f"#{found.speaker.id}", quotations=1).quotations) == 1
    assert found.as_dict()["aliases"][1] == {"name": "Calder", "weak": True, "articles": 1}


@pytest.mark.parametrize("name", ["Walesa", "Mr. Lech Wałęsa", "lech"])
def test_a_part_that_one_speaker_alone_has_will_do(store: Store, name: str) -> None:
    assert profile(store, name).speaker.name == "Lech Wałęsa"


def test_candidates_are_listed_where_a_name_is_not_clear(store: Store) -> None:
    with pytest.raises(NotFoundError) as raised:
        profile(store, "Calder")
    first, *candidates = str(raised.value).splitlines()
    assert first == "'Calder' may be any of these; give more of the name, or the number:"
    ruth = profile(store, "Ruth Calder").speaker.id
    assert candidates[0] == f"  #{ruth}  Ruth Calder, person, 4 quotations"
    assert "Tim Calder, person, 1 quotation" in candidates[1]


def test_suggestions_where_nobody_has_the_name(store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"Nobody called 'Rut Caldr' speaks in .* Did you mean: Ruth Calder"):
        profile(store, "Rut Caldr")
    with pytest.raises(NotFoundError, match=r"`quotetrack speakers .*` lists who is in it"):
        profile(store, "Xyzzyq")
    assert suggest_speakers(store, "obrian conor") == ["Conor O’Brien"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20) | st.from_regex(r"#\d+", fullmatch=True))
def test_any_string_is_a_name(store: Store, name: str) -> None:
    find_speakers(store, name)
    try:
        profile(store, name)
    except NotFoundError as error:
        assert str(error)


def test_who_is_quoted_in_the_most_articles(tmp_path: Path) -> None:
    spoken = ["Ina Voss", "Ruth Calder", "Ruth Calder", "Harbour Trust", "Ruth Calder", "Ina Voss"]
    with open_store(tmp_path / "quotes.db", create=True) as store:
        run = store.start_run()
        for number, name in enumerate(spoken):
            text = f"“Pier {number},” said {name}. “And {number}.” Two officials said “no”."
            kind: SpeakerKind = "organization" if name == "Harbour Trust" else "person"
            quotations = [said(text, words, name, speaker=kind) for words in (f"Pier {number}", f"And {number}.")]
            quotations.append(said(text, "no", mention="Two officials", speaker="unnamed"))
            store.save_article(article(text, url=f"https://n.example/{number}"), quotations, run)
        found = most_quoted(store)
        assert [(one.name, one.kind, one.articles) for one in found] == [
            ("Ruth Calder", "person", 3),
            ("Ina Voss", "person", 2),
            ("Harbour Trust", "organization", 1),
        ]
        assert most_quoted(store, limit=1) == found[:1]
        assert found[0].as_dict() == {
            "speaker_id": found[0].id, "name": "Ruth Calder", "kind": "person", "names": ("Ruth Calder",),
            "articles": 3, "role": None, "organization": None,
        }  # fmt: skip
