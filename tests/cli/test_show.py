"""`quotetrack variants` and `changes`, and what `ingest` says of articles that came again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotetrack.cli import main
from quotetrack.store import open_store
from tests.cli.conftest import STORY, Run
from tests.store.builders import article, said


def line(text: str) -> str:
    return json.dumps({"url": "https://n.example/1", "title": "Harbour", "outlet": "Coast Courier", "text": text})


def test_changes_are_told(run: Run, fake_extraction: list[str], tmp_path: Path) -> None:
    news, articles = tmp_path / "news.db", tmp_path / "a.jsonl"
    articles.write_text(line(STORY) + "\n", encoding="utf-8")
    run("ingest", news, articles)
    assert run("changes", news).stderr == "No article came again with other text.\n"
    articles.write_text(line(STORY.replace("long enough", "not long enough")) + "\n", encoding="utf-8")
    said = run("ingest", news, articles).stdout
    assert "1 article of these came again with other text: `quotetrack changes" in said
    shown = run("changes", news).stdout
    assert "Harbour · Coast Courier" in shown
    assert "changed  Dora Finch" in shown
    assert "differs (negation): with “not”" in shown
    (version,) = json.loads(run("changes", news, "--format", "json").stdout)
    assert [change["state"] for change in version["changes"]] == ["changed"]
    assert "0 articles added" in run("ingest", news, articles).stdout


def test_search_and_show_say_what_was_withdrawn(run: Run, fake_extraction: list[str], tmp_path: Path) -> None:
    news, articles = tmp_path / "news.db", tmp_path / "a.jsonl"
    for text in (STORY, STORY.replace("long enough", "far too long")):
        articles.write_text(line(text) + "\n", encoding="utf-8")
        run("ingest", news, articles)
    (found,) = json.loads(run("search", news, "long enough", "--format", "json").stdout)
    told = (
        f"withdrawn in the version of {found['withdrawn']['version_of_day']}, which says: “We have waited far too long"
    )
    shown = run("search", news, "long enough").stdout.splitlines()
    assert shown[1].startswith("  “We have waited *long* *enough*") and " ".join(shown[2:4]).strip().startswith(
        told[:70]
    )
    shown = run("show", news, str(found["quotation_id"])).stdout
    assert told in " ".join(shown.split())
    assert json.loads(run("show", news, found["id"], "--format", "json").stdout)["withdrawn"] == found["withdrawn"]
    (row,) = csv.DictReader(io.StringIO(run("search", news, "long enough", "--format", "csv").stdout))
    assert row["withdrawn"].startswith(told)
    assert "withdrawn" not in run("search", news, "far too").stdout


def test_csv_has_the_same_columns_whether_withdrawn_or_not(
    run: Run, fake_extraction: list[str], tmp_path: Path
) -> None:
    news, articles = tmp_path / "news.db", tmp_path / "a.jsonl"
    for text in (STORY, STORY.replace("long enough", "far too long")):
        articles.write_text(line(text) + "\n", encoding="utf-8")
        run("ingest", news, articles)
    for words in (("search", news, "--format", "csv"), ("export", news, "--format", "csv")):
        rows = list(csv.DictReader(io.StringIO(run(*words).stdout)))
        assert [bool(row["withdrawn"]) for row in rows] in ([True, False], [False, True]) and None not in rows[0]


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
