"""Names that mean several bodies or speakers: other names of an organisation, words said together, claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrack.identity import FiledPerson, dedupe, save_people
from quotetrack.lookup import find_speakers, profile, search, show
from quotetrack.records import Affiliation, Article, Quotation, Speaker
from quotetrack.store import Store, open_store
from tests.news import fill
from tests.store.builders import article, said, span_of

CENTER = (
    "“Tanks came,” said Ruth Calder of the Wilson Center. “They left,” said Owen Pike, formerly of the Wilson Center."
)
ARMY = "The Free Syrian Army (FSA) held the hill. “We hold it,” said Tarek Haddad of the Free Syrian Army."
LATER = "“We hold the bridge too,” said a commander, Nour Haddad, of the FSA."
SENATE = "“We will vote no,” Senators Ina Voss and Tomas Brandt said."
DEPUTY = "“I am ready,” said Ruth Calder, acting head of the Harbour Trust."


def claim(text: str, organization: str, role: str | None, words: str, **more: object) -> dict[str, object]:
    stated = Affiliation(organization, role, span=span_of(text, words), **more)  # type: ignore[arg-type]
    return {"role": role, "affiliations": (organization,), "claims": (stated,)}


def told() -> list[tuple[Article, list[Quotation]]]:
    former = claim(CENTER, "Wilson Center", None, "formerly of the Wilson Center", standing="former")
    together = Speaker(
        "Tomas Brandt", role="senator", claims=(Affiliation(None, "senator", "current", span_of(SENATE, "Senators")),)
    )
    acting = claim(DEPUTY, "Harbour Trust", "acting head", "acting head of the Harbour Trust", standing="acting")
    body = "Free Syrian Army"
    return [
        (
            article(CENTER, url="https://n.example/1", published="2024-02-01"),
            [
                said(
                    CENTER, "Tanks came", "Ruth Calder", **claim(CENTER, "Wilson Center", None, "of the Wilson Center")
                ),
                said(CENTER, "They left", "Owen Pike", **former),
            ],
        ),
        (
            article(ARMY, url="https://n.example/2", published="2024-03-01"),
            [said(ARMY, "We hold it", "Tarek Haddad", **claim(ARMY, body, None, "of the Free Syrian Army."))],
        ),
        (
            article(LATER, url="https://n.example/3", published="2024-04-01"),
            [said(LATER, "We hold the bridge too", "Nour Haddad", **claim(LATER, "FSA", "commander", "commander"))],
        ),
        (
            article(SENATE, url="https://n.example/4", published="2024-05-01"),
            [said(SENATE, "We will vote no", "Ina Voss", role="senator", joint=(together,))],
        ),
        (
            article(DEPUTY, url="https://n.example/5", published="2023-01-01"),
            [said(DEPUTY, "I am ready", "Ruth Calder", **acting)],
        ),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    fill(tmp_path / "quotes.db", told())
    with open_store(tmp_path / "quotes.db") as opened:
        dedupe(opened)
        yield opened


def words(store: Store, **filters: str) -> list[str]:
    return sorted(hit.quotation.text for hit in search(store, **filters))


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("Wilson Center", ["Tanks came"]),  # not what a former fellow says
        ("wilson", ["Tanks came"]),
        ("Free Syrian Army", ["We hold it", "We hold the bridge too"]),
        ("FSA", ["We hold it", "We hold the bridge too"]),
        ("Harbour Trust", ["I am ready"]),
        ("Lowland Water Board", []),
    ],
)
def test_affiliation_is_what_was_said_in_that_capacity(store: Store, affiliation: str, expected: list[str]) -> None:
    assert words(store, affiliation=affiliation) == expected


def test_an_abbreviation_of_two_bodies_stands_for_neither(store: Store) -> None:
    other = "The Financial Services Authority (FSA) fined a bank. “It paid,” said Lena Fisk."
    run = store.start_run()
    store.save_article(article(other, url="https://n.example/6"), [said(other, "It paid", "Lena Fisk")], run)
    assert words(store, affiliation="Free Syrian Army") == ["We hold it"]


def test_an_alias_of_the_people_file_names_an_organisation(store: Store) -> None:
    text = "“No comment,” said the Wilson Center."
    run = store.start_run()
    store.save_article(
        article(text, url="https://n.example/7"),
        [said(text, "No comment", "Wilson Center", speaker="organization")],
        run,
    )
    more = "“Later,” the Keepers said."
    store.save_article(
        article(more, url="https://n.example/8"), [said(more, "Later", "Keepers", speaker="organization")], run
    )
    save_people(store, [FiledPerson("Wilson Center", kind="organization", aliases=("Keepers",))])
    assert "Tanks came" in words(store, affiliation="Keepers")


@pytest.mark.parametrize("name", ["Ina Voss", "Tomas Brandt", "brandt"])
def test_what_several_said_together_is_each_ones(store: Store, name: str) -> None:
    assert words(store, speaker=name) == ["We will vote no"]
    assert [speaker.quotations for speaker in find_speakers(store, name)] == [1]


def test_records_come_back_as_they_were_saved(store: Store) -> None:
    for _, quotations in told():
        for quotation in quotations:
            assert show(store, quotation.id).quotation == quotation


def test_the_timeline_is_in_order_of_date_with_its_standing(store: Store) -> None:
    timeline = profile(store, "Ruth Calder").timeline
    assert [(c.first, c.role, c.organization, c.standing) for c in timeline] == [
        ("2023-01-01", "acting head", "Harbour Trust", "acting"),
        ("2024-02-01", None, "Wilson Center", "current"),
    ]
