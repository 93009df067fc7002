"""A small store of invented news that the lookups are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quotetrack.records import Article, Quotation
from quotetrack.store import Store, open_store
from tests.store.builders import article, said

PARKING = (
    "The council met on Monday.\n\n"
    "“Nobody needs to park. Not here,” said Ruth Calder, treasurer of the Harbour Trust.\n\n"
    "Conor O’Brien said he didn’t agree: “50% of us don’t drive.”\n\n"
    "“Why? Because @nasa says so?” asked Calder, who calls it “the multi-agent plan”.\n\n"
    "“Where are the keys”"
)
FERRY = (
    "“The ferry is late again,” wrote Ruth Calder, now of the Lowland Water Board. "
    "She said the captain told her “wait for the tide”.\n\nTwo officials said the park would open."
)
WAŁĘSA = "“Drought is coming to the 東京大学 garden 🌊,” said Lech Wałęsa.\n\n“Park the café plan,” said José Ferrão."
MINISTRY = "The Harbour Trust said in a statement that “AND is not NEAR”. Tim Calder believes the ferry will sink."


def articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """Four articles, the last one without a date or an address."""
    calder: dict[str, Any] = {"role": "treasurer", "affiliations": ("Harbour Trust",)}
    yield (
        article(
            PARKING,
            url="https://lamp.example/parking",
            title="Calder and O’Brien fall out over parking",
            outlet="The Morning Lamp",
            published="2023-11-06",
        ),
        [
            said(PARKING, "Nobody needs to park. Not here", "Ruth Calder", mention="Ruth Calder", **calder),
            said(PARKING, "50% of us don’t drive", "Conor O’Brien", mention="Conor O’Brien"),
            said(PARKING, "Why? Because @nasa says so?", "Ruth Calder", mention="Calder", **calder),
            said(PARKING, "the multi-agent plan", "Ruth Calder", mention="Calder", act="not_speech"),
            said(PARKING, "Where are the keys"),
        ],
    )
    board: dict[str, Any] = {"role": "chair", "affiliations": ("the Lowland Water Board",)}
    outer = said(FERRY, "the captain told her “wait for the tide”", "Ruth Calder", kind="mixed", **board)
    yield (
        article(
            FERRY, url="https://coast.example/ferry", outlet="Coast Courier", published="2024-03-14T09:30:00+01:00"
        ),
        [
            said(FERRY, "The ferry is late again", "Ruth Calder", act="writing", mention="Ruth Calder", **board),
            outer,
            said(FERRY, "wait for the tide", mention="the captain", speaker="unnamed", parent=outer),
            said(FERRY, "the park would open", mention="Two officials", speaker="unnamed", kind="indirect"),
        ],
    )
    yield (
        article(WAŁĘSA, url="https://coast.example/drought", outlet="Coast Courier", published="2024-03-15"),
        [
            said(WAŁĘSA, "Drought is coming to the 東京大学 garden 🌊", "Lech Wałęsa"),
            said(WAŁĘSA, "Park the café plan", "José Ferrão"),
        ],
    )
    yield (
        article(MINISTRY, id="ministry.txt"),
        [
            said(MINISTRY, "AND is not NEAR", "Harbour Trust", speaker="organization", kind="mixed"),
            said(MINISTRY, "the ferry will sink", "Tim Calder", act="belief", kind="indirect"),
        ],
    )


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("lookup") / "quotes.db"
    fill(path, list(articles()))
    with open_store(path, readonly=True) as opened:
        yield opened


def fill(path: Path, given: list[tuple[Article, list[Quotation]]]) -> None:
    """A store of these articles at `path`, saved in one run."""
    with open_store(path, create=True) as opened:
        run = opened.start_run(command="test", pack="en 0.0.1")
        for item, quotations in given:
            opened.save_article(item, quotations, run)
        opened.finish_run(run, {"articles": len(given)})


def copied(item: tuple[Article, list[Quotation]], url: str, published: str) -> tuple[Article, list[Quotation]]:
    """The same text at another address."""
    return replace(item[0], url=url, published=published), item[1]
