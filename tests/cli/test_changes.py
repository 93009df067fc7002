"""`quotetrack changes`, and what `ingest` says of articles that came again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import STORY, Run


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
