"""Fixtures for the command line: run it, over a store of made articles, with a parser that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quotetrack.cli import main
from quotetrack.errors import InputError
from quotetrack.records import Affiliation, Article, Quotation, Speaker
from quotetrack.store import open_store
from tests.store.builders import article, made_article, said, span_of

Run = Callable[..., Result]

STORY = (
    "Dora Finch, leader of Norbury Council, said on Monday: “We have waited long enough for the harbour.”\n"
    "\n"
    "Nobody replied.\n"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line of words and gives its result: exit_code, stdout, stderr."""
    monkeypatch.setenv("COLUMNS", "80")

    def run_words(*words: str | Path, **more: Any) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False, **more)

    return run_words


def quotations_of(given: Article) -> list[Quotation]:
    """A parser and extractor for tests: whatever stands between curly marks is said by Dora Finch, or by Dora
    J. Finch where the text names her so."""
    if "BROKEN" in given.text:
        raise InputError(
            given.id, "ValueError: a fault for the test", "this is a fault of quotetrack: please report it"
        )
    found = [part.split("”")[0] for part in given.text.split("“")[1:]]
    name = "Dora J. Finch" if "Dora J. Finch" in given.text else "Dora Finch"
    return [
        said(given.text, words, name, role="leader", affiliations=("Norbury Council",), mention=None) for words in found
    ]


@pytest.fixture
def fake_extraction(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Extraction without a parser; the list tells which parsers were asked for."""
    loaded: list[str] = []

    def load_parser(package: str | None = None, **more: Any) -> Any:
        loaded.append(package or "en")
        return SimpleNamespace(stamp="en test")

    def extract_articles(
        articles: Iterable[Article], parser: Any, **more: Any
    ) -> Iterator[tuple[Article, list[Quotation] | InputError]]:
        for given in articles:
            try:
                yield given, quotations_of(given)
            except InputError as error:
                yield given, error

    monkeypatch.setattr("quotetrack.parse.load_parser", load_parser)
    monkeypatch.setattr("quotetrack.pipeline.extract_articles", extract_articles)
    return loaded


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a dozen made articles and one about a harbour."""
    path = tmp_path_factory.mktemp("cli") / "news.db"
    words = "We have waited long enough for the harbour."
    harbour = article(STORY, id="b.txt", title="Harbour vote", outlet="The Norbury Courier", published="2024-03-14")
    finch = said(STORY, words, "Dora Finch", mention="Dora Finch", role="leader", affiliations=("Norbury Council",))
    with open_store(path, create=True) as opened:
        number = opened.start_run(command="quotetrack ingest", pack="en 0.1.0")
        for count in range(12):
            opened.save_article(*made_article(count), number)
        opened.save_article(harbour, [finch], number)
        opened.finish_run(number, {"articles": 13, "quotations": 49, "skipped": 0, "failures": 0})
    return path


FERRY = "“The ferry leaves at noon,” said Robert Lennox, harbour master of Norbury Port.\n"
FOG = "“No ferry will leave in this fog,” said Bob Lennox, harbour master of Norbury Port.\n"
BOATS = "“We counted every boat,” said R. Lennox.\n"
PIER = "“The pier is safe,” said Ana Ruiz and Owen Pike, the two senators.\n"
BUDGET = "“I left the harbour office in May,” said Ana Ruiz, its former director.\n"
VOTES = "“Every vote was counted,” said Ina Voss.\n"


def desk_articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """Articles in which Lennox goes by three names, and Ruiz and Pike speak together."""
    port = {"role": "harbour master", "affiliations": ("Norbury Port",)}
    lamp, courier = "The Morning Lamp", "The Norbury Courier"
    yield _by(FERRY, "Robert Lennox", "2024-01-05", courier, "Ferry back", **port)
    yield _by(FOG, "Bob Lennox", "2024-02-07", courier, "Fog", **port)
    yield _by(BOATS, "R. Lennox", "2024-02-08", lamp, "Boats")
    together = (Speaker("Owen Pike", role="senator"),)
    yield _by(PIER, "Ana Ruiz", "2024-03-01", lamp, "Pier", role="senator", joint=together)
    former = Affiliation("Harbour Office", "director", "former", span_of(BUDGET, "director"))
    claimed = {"role": "director", "affiliations": ("Harbour Office",), "claims": (former,)}
    yield _by(BUDGET, "Ana Ruiz", "2023-06-01", lamp, "Budget", **claimed)
    yield _by(VOTES, "Ina Voss", "2024-03-05", lamp, "Votes")


def _by(text: str, name: str, day: str, outlet: str, title: str, **more: Any) -> tuple[Article, list[Quotation]]:
    url = f"https://news.example/{title.lower().replace(' ', '-')}"
    words = text.split("“")[1].split("”")[0]
    return article(text, url=url, title=title, outlet=outlet, published=day), [
        said(text, words, name, mention=name, **more)
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A store of `desk_articles`, not compared yet."""
    path = tmp_path / "news.db"
    with open_store(path, create=True) as opened:
        number = opened.start_run()
        for made in desk_articles():
            opened.save_article(*made, number)
    return path
