"""`quotetrack variants`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotetrack.cli import main
from quotetrack.store import open_store
from tests.store.builders import article, said

WORDS = "We will close 12 of the old piers"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as opened:
        run = opened.start_run()
        for day, words, around in (
            (1, WORDS, "The council met. {} Rain fell."),
            (2, WORDS, "The council met. {} Rain fell."),
            (3, WORDS.replace("12", "15"), "Piers will go: {}"),
            (4, WORDS.replace("will", "will not"), "A reply. {} And more."),
            (5, WORDS, "Her own words on the matter: {} So it goes on and on."),
        ):
            text = around.format(f"“{words},” said Ruth Calder.")
            given = article(text, url=f"https://n.example/{day}", outlet="Coast Courier", published=f"2024-03-0{day}")
            opened.save_article(given, [said(text, words, "Ruth Calder")], run)
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["variants", *map(str, words)], catch_exceptions=False)


def test_each_printing_tells_how_it_differs(store: Path) -> None:
    shown = run(store, "1").stdout
    assert "the first in this store" in shown
    assert "a copy, or a later version: the words around it are the same" in shown
    assert "differs (number): “15” for “12”" in shown
    assert "differs (negation): with “not”" in shown
    assert "the same words, reported by itself" in shown
    assert shown.endswith("5 printings: 4 reports, 1 copy\n")


def test_a_copy_with_another_number_says_so(store: Path) -> None:
    with open_store(store) as opened:
        text = f"The council met. “{WORDS.replace('12', '13')},” said Ruth Calder. Rain fell."
        given = article(text, url="https://n.example/6", published="2024-03-06")
        opened.save_article(given, [said(text, WORDS.replace("12", "13"), "Ruth Calder")], opened.start_run())
    assert "in an earlier one; differs (number):" in " ".join(run(store, "1").stdout.split())


def test_json(store: Path) -> None:
    found = json.loads(run(store, "1", "--format", "json").stdout)
    assert [printing["guards"] for printing in found] == [[], [], ["number"], ["negation"], []]
    assert [printing["copy_of"] for printing in found] == [None, 1, None, None, None]
