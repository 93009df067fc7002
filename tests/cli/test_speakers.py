"""`quotetrack speakers` and `speaker`, and speakers wherever they are shown: several at once, roles that have ended."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from quotetrack.wording.html import render_articles
from tests.cli.conftest import PIER, Run, desk_articles


def test_joint_speakers_everywhere(run: Run, desk: Path) -> None:
    assert "Ana Ruiz and Owen Pike, senators" in run("search", desk, "pier").stdout
    (hit,) = json.loads(run("search", desk, "pier", "--format", "json").stdout)
    assert [other["name"] for other in hit["joint"]] == ["Owen Pike"] and hit["speaker_ids"] == [4, 5]
    assert "with  Owen Pike" in run("show", desk, hit["id"]).stdout
    assert "Ana Ruiz and Owen Pike" in run("speaker", desk, "Owen Pike").stdout
    assert len(json.loads(run("search", desk, "--speaker", "Pike", "--format", "json").stdout)) == 1
    (row,) = csv.DictReader(io.StringIO(run("search", desk, "pier", "--format", "csv").stdout))
    assert row["joint"] == "Owen Pike" and "speaker_claims" not in row
    page = render_articles([made for made in desk_articles() if made[0].text == PIER])
    assert "<strong>Ana Ruiz and Owen Pike</strong>, senators" in page


def test_search_by_affiliation_leaves_out_former_members(run: Run, desk: Path) -> None:
    assert run("search", desk, "--affiliation", "Harbour Office").stderr == "Nothing found.\n"
    assert "ferry leaves" in run("search", desk, "--affiliation", "Norbury Port").stdout


def test_a_speaker_has_a_timeline(run: Run, desk: Path) -> None:
    shown = run("speaker", desk, "Ana Ruiz").stdout
    assert "Spoke as\n  former director, Harbour Office  2023-06-01 · 1 article\n  senator  2024-03-01" in shown
    found = json.loads(run("speaker", desk, "Ana Ruiz", "--format", "json").stdout)
    assert [claim["standing"] for claim in found["capacities"]] == ["former", "current"]


def test_a_speaker_tells_why_the_names_are_one(run: Run, desk: Path) -> None:
    run("dedupe", desk)
    shown = run("speaker", desk, "Bob Lennox").stdout
    (line,) = [line for line in shown.splitlines() if line.startswith("  1: Bob Lennox and Robert Lennox: ")]
    assert len(line) <= 80 and "--why" not in shown
    why = run("speaker", desk, "Bob Lennox", "--why").stdout
    assert "are forms of one given name" in " ".join(why.split()) and f"`quotetrack undo {desk} NUMBER`" in why
    found = json.loads(run("speaker", desk, "Bob Lennox", "--format", "json").stdout)
    assert found["reasons"][0]["verdict"] == "same" and found["reasons"][0]["decided_by"] is None


def test_a_person_said_so(run: Run, desk: Path) -> None:
    run("merge", desk, "Ina Voss", "Ana Ruiz", "--by", "dora", "--note", "pen name")
    shown = " ".join(run("speaker", desk, "Ina Voss").stdout.split())
    assert "Ina Voss and Ana Ruiz: dora said so on " in shown and "“pen name”" in shown


def test_namesakes_are_told_apart(run: Run, desk: Path) -> None:
    run("split", desk, "Ana Ruiz", "--article", "5")
    shown = run("speaker", desk, "Ana Ruiz").stderr
    assert "Ana Ruiz, person, 1 quotation, senator, 2024-03-01" in shown
    assert "Ana Ruiz, person, 1 quotation, director, Harbour Office, 2023-06-01" in shown
