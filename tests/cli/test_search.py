"""`search`, `show`, `speakers`, `speaker` and `stats` over a store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_search_shows_who_said_what_where_and_when(run: Run, store: Path) -> None:
    lines = run("search", store, "harbour waited").stdout.splitlines()
    assert lines[:2] == ["Dora Finch, leader, Norbury Council", "  “We have *waited* long enough for the *harbour*.”"]
    assert lines[2].startswith("  2024-03-14 · The Norbury Courier · Harbour vote · ") and len(lines) == 3


def test_matches_are_coloured_on_a_terminal(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotetrack.cli.output.shows_colours", lambda: True)
    assert "\x1b[33m\x1b[1mharbour\x1b[0m" in run("search", store, "harbour", color=True).stdout


def test_no_colour_where_none_is_wanted(run: Run, store: Path) -> None:
    assert "\x1b" not in run("search", store, "harbour", color=True, env={"NO_COLOR": "1"}).stdout


@pytest.mark.parametrize(
    "query", ["park.", "O'Brien", "50%", "why?", '"', "*", "NEAR", "AND", "a OR", "-x", "…", "\x02"]
)
def test_t50_any_string_is_a_query(run: Run, store: Path, query: str) -> None:
    assert run("search", store, "--", query).exit_code == 0


def test_a_query_of_nothing_with_filters(run: Run, store: Path) -> None:
    assert "harbour" in run("search", store, "--outlet", "the norbury courier").stdout


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--speaker", "finch"), 1),
        (("--affiliation", "norbury"), 1),
        (("--since", "2024-03", "--until", "2024-03-14", "--speaker", "Finch"), 1),
        (("--since", "2024-04", "--speaker", "Finch"), 0),
        (("--kind", "indirect", "--limit", "5"), 5),
        (("--speaker-kind", "unknown", "--limit", "100"), 12),
        (("--limit", "3", "--offset", "48"), 1),
    ],
)
def test_filters(run: Run, store: Path, words: tuple[str, ...], count: int) -> None:
    result = run("search", store, "--format", "jsonl", *words)
    assert len(result.stdout.splitlines()) == count and result.exit_code == 0


def test_nothing_found_is_said_and_no_failure(run: Run, store: Path) -> None:
    result = run("search", store, "zebra")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing found.\n")


def test_search_as_json_and_csv_hold_the_same(run: Run, store: Path) -> None:
    (found,) = json.loads(run("search", store, "harbour", "--format", "json").stdout)
    (row,) = csv.DictReader(io.StringIO(run("search", store, "harbour", "--format", "csv").stdout))
    assert row["id"] == found["id"] and row["outlet"] == found["outlet"] and row["speaker_role"] == "leader"


def test_search_by_expression(run: Run, store: Path) -> None:
    assert "harbour" in run("search", store, "harb* NOT zebra", "--advanced").stdout
    result = run("search", store, "AND (", "--advanced")
    assert result.exit_code == 1 and result.stderr.startswith("Error: ")


def test_t53_search_all(run: Run, store: Path) -> None:
    lines = run("search", store, "norbury", "--all").stdout.splitlines()
    assert [line for line in lines if line in ("Quotations", "Speakers", "Organisations", "Articles")] == [
        "Organisations",
        "Articles",
    ]
    assert json.loads(run("search", store, "norbury", "--all", "--format", "json").stdout)["articles"]


def test_search_all_takes_no_filter(run: Run, store: Path) -> None:
    assert run("search", store, "x", "--all", "--speaker", "Finch").exit_code == 2


def test_show(run: Run, store: Path) -> None:
    (hit,) = json.loads(run("search", store, "harbour", "--format", "json").stdout)
    shown = run("show", store, hit["id"]).stdout
    assert "“*We have waited long enough for the harbour.*”" in " ".join(shown.split())
    assert "Nobody replied." in shown and "why  test" in shown and "quotetrack" in shown
    assert json.loads(run("show", store, hit["id"], "--format", "json").stdout)["id"] == hit["id"]


def test_speakers(run: Run, store: Path) -> None:
    lines = run("speakers", store, "--sort", "name").stdout.splitlines()
    assert lines[0].split() == ["speaker", "kind", "spoke", "as", "quotations", "articles", "last"]
    assert lines[2].startswith("Dora Finch  ") and "leader, Norbury Council" in lines[2]
    assert len(json.loads(run("speakers", store, "finch", "--format", "json").stdout)) == 1
    assert run("speakers", store, "zebra").stderr == "Nobody found.\n"


def test_speaker(run: Run, store: Path) -> None:
    shown = run("speaker", store, "Finch").stdout
    assert "leader, Norbury Council  2024-03-14 · 1 article" in shown
    assert "“We have waited long enough for the harbour.”" in shown
    assert json.loads(run("speaker", store, "Finch", "--format", "json").stdout)["name"] == "Dora Finch"


def test_a_speaker_with_several_names(run: Run, store: Path) -> None:
    shown = run("speaker", store, "Ruth Calder", "--limit", "2").stdout
    assert "Also called\n  Sen. Ruth Calder\n" in shown
    assert shown.split("Said, the latest first")[1].count("\n  2024-") == 2


def test_stats(run: Run, store: Path) -> None:
    assert run("stats", store).stdout.startswith("13 articles · 49 quotations · ")
    assert json.loads(run("stats", store, "--format", "json").stdout)["articles"] == 13


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "nowhere.db", "x"), "nowhere.db: no such store"),
        (("show", "{store}", "abc"), "No quotation has the id 'abc'"),
        (("speaker", "{store}", "Nobody"), "Nobody called 'Nobody'"),
        (("search", "{store}", "x", "--since", "soon"), "'soon' is not a date"),
        (("stats", __file__), "not a database"),
    ],
)
def test_errors_are_one_line_and_exit_status_1(run: Run, store: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*(word.format(store=store) for word in words))
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("Error: ") and said in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("search",), ("show", "a.db"), ("search", "a.db", "x", "--limit", "0"), ("find",)])
def test_wrong_usage_is_exit_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_articles_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    from quotetrack.store import open_store
    from tests.store.builders import article, said

    text = "Al\x1b[2J said “go \x1b]0;title\x07now”."
    with open_store(tmp_path / "a.db", create=True) as opened:
        found = said(text, "go \x1b]0;title\x07now", "Al\x1b[2J", mention="Al\x1b[2J")
        opened.save_article(article(text, title="T\x1b[1m"), [found], opened.start_run())
    for words in (("search", "go"), ("show", "1"), ("speakers",), ("speaker", "#1"), ("stats",)):
        result = run(words[0], tmp_path / "a.db", *words[1:])
        assert result.exit_code == 0 and "\x1b" not in result.stdout and "\x07" not in result.stdout
