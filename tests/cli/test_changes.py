"""`quotetrack changes`, and what `ingest` says of articles that came again."""

from __future__ import annotations

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
