"""The gate, fed with made-up figures: what passes, what fails and by how much, how floors move and how they do not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quotetrack.evaluate.gold import Gold, GoldArticle, LinkedSpans
from quotetrack.evaluate.predictions import Extracted
from quotetrack.evaluate.report import evaluate
from quotetrack.parse import Parser
from quotetrack.records import Span
from tests import test_samples
from tests.challenge import figures, floors, gate
from tests.challenge.floors import FLOORS, Bound, Figure, FloorsError, RefusedError, Verdict, as_table, judge, moved
from tests.challenge.score import Report, Score
from tests.store import builders

OLD = {"was": 80.5, "set": "2026-01-02", "pack": "en 0"}
BOUNDS = {
    "a: names": Bound(80.0, **OLD),
    "a: errors": Bound(5.0, **OLD, is_ceiling=True),
    "b: spans": Bound(70.0, **OLD),
}
AS_BEFORE = [
    Figure("a: names", 80.5, 1.0), Figure("a: errors", 4.5, 1.0, less=True), Figure("b: spans", 70.0, 0.3),
]  # fmt: skip


def now(**values: float) -> list[Figure]:
    """The figures above, some with another value."""
    return [replace(figure, value=values.get(figure.name.split()[1], figure.value)) for figure in AS_BEFORE]


def verdicts(given: Sequence[Figure], *groups: str) -> dict[str, Verdict]:
    return {verdict.name: verdict for verdict in judge(given, BOUNDS, groups or ("a", "b"))}


@pytest.mark.parametrize(
    ("name", "value", "by"),
    [
        ("names", 80.0, None),
        ("names", 99.0, None),
        ("names", 79.9, 0.1),
        ("names", 0.0, 80.0),
        ("names", float("nan"), float("nan")),
        ("errors", 5.0, None),
        ("errors", 0.0, None),
        ("errors", 5.1, 0.1),
        ("spans", 69.6, 0.4),
    ],
)
def test_a_figure_under_its_floor_fails_by_so_much(name: str, value: float, by: float | None) -> None:
    found = verdicts(now(**{name: value}))
    failing = {each: verdict.by for each, verdict in found.items() if verdict.fails}
    (own,) = [each for each in found if each.endswith(name)]
    assert failing == ({} if by is None else {own: pytest.approx(by, nan_ok=True)})


def test_figures_that_vanish_fail_where_they_should_be() -> None:
    assert {v.word for v in verdicts(AS_BEFORE).values()} == {"kept"}
    assert verdicts(AS_BEFORE[:2])["b: spans"].fails
    other = verdicts(AS_BEFORE[:2], "a")["b: spans"]
    assert (other.word, other.fails) == ("not measured", False), "a clean clone has no corpora"


def test_new_figures_are_told_and_do_not_fail() -> None:
    new = verdicts([*AS_BEFORE, Figure("a: roles", 0.0, 1.0)])["a: roles"]
    assert (new.word, new.fails) == ("new", False)


def test_a_floor_that_should_be_a_ceiling_is_told() -> None:
    with pytest.raises(FloorsError, match="a: errors: its bound is a ceiling, and should be a floor"):
        judge([Figure("a: errors", 4.0, 1.0)], BOUNDS, ("a",))


def test_the_table_has_what_fails_first() -> None:
    given = [*now(spans=68.7, errors=7.0), Figure("a: roles", 50.0, 1.0)]
    lines = list(as_table(judge(given, BOUNDS | {"b: gone": BOUNDS["b: spans"]}, ("a", "b"))))
    assert lines[2:] == [
        "| a: errors | at most 5.0 | 7.0 | **2.0 over** |",
        "| b: spans | 70.0 | 68.7 | **1.3 under** |",
        "| b: gone | 70.0 |  | **gone** |",
        "| a: names | 80.0 | 80.5 | kept |",
        "| a: roles |  | 50.0 | new, no floor yet |",
    ]


def move(given: Sequence[Figure], **options: Any) -> tuple[floors.Floors, list[str]]:
    return moved(BOUNDS, judge(given, BOUNDS, ("a", "b")), today="2026-03-04", pack="en 1", **options)


@pytest.mark.parametrize("lower", [False, True])
def test_better_figures_raise_their_floors_less_a_slack(lower: bool) -> None:
    result, told = move([*now(names=82.5, errors=3.2), Figure("a: roles", 50.0, 1.0)], lower=lower)
    assert result == {
        "a: names": Bound(81.5, 82.5, "2026-03-04", "en 1"),
        "a: errors": Bound(4.2, 3.2, "2026-03-04", "en 1", is_ceiling=True),
        "b: spans": BOUNDS["b: spans"],
        "a: roles": Bound(49.0, 50.0, "2026-03-04", "en 1"),
    }
    assert told == ["raised: a: names: 80.0 to 81.5", "raised: a: errors: 5.0 to 4.2", "new: a: roles: 49.0"]


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("value", [80.0, 80.5, 81.0])
def test_what_is_better_by_no_more_than_the_slack_moves_nothing(value: float, lower: bool) -> None:
    assert move(now(names=value), lower=lower) == (BOUNDS, [])


def test_nothing_is_raised_while_something_is_under_its_floor() -> None:
    with pytest.raises(RefusedError, match="lowered: b: spans"):
        move(now(names=99.0, spans=60.0))
    with pytest.raises(RefusedError, match="lowered: a: names, a: errors"):
        move(AS_BEFORE[2:])


def test_floors_are_lowered_where_both_are_said_and_no_others() -> None:
    result, told = move(now(names=78.0, spans=90.0), lower=True)
    assert told == ["LOWERED: a: names: 80.0 to 77.0", "raised: b: spans: 70.0 to 89.7"]
    assert (result["a: names"].at, result["b: spans"].at, result["a: errors"]) == (77.0, 89.7, BOUNDS["a: errors"])
    assert move(AS_BEFORE[:2], lower=True) == (
        {name: BOUNDS[name] for name in ("a: names", "a: errors")}, ["dropped: b: spans"],
    )  # fmt: skip


def test_what_is_not_measured_keeps_its_floor() -> None:
    given = judge(now(names=90.0)[:2], BOUNDS, ("a",))
    result, _ = moved(BOUNDS, given, today="2026-03-04", pack="en 1", lower=True)
    assert result["b: spans"] == BOUNDS["b: spans"] and result["a: names"].at == 89.0


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    floors.write(BOUNDS, tmp_path / "floors.json")
    assert floors.read(tmp_path / "floors.json") == BOUNDS


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"figures": []}', '{"figures": {"a: b": 80}}', '{"figures": {"a: b": {"floor": 80}}}',
     '{"figures": {"a: b": {"was": 1, "set": "", "pack": ""}}}',
     '{"figures": {"a: b": {"floor": 1, "ceiling": 1, "was": 1, "set": "", "pack": ""}}}'],
)  # fmt: skip
def test_a_file_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.json").write_text(text, encoding="utf-8")
    with pytest.raises(FloorsError, match="no file of floors"):
        floors.read(tmp_path / "floors.json")


def test_the_committed_file_is_well_formed(tmp_path: Path) -> None:
    bounds = floors.read()
    assert {f"challenge: {half}, entirely right" for half in ("held", "open")} <= bounds.keys()
    for name, bound in bounds.items():
        assert ": " in name and (bound.at >= bound.was if bound.is_ceiling else bound.at <= bound.was), name
    floors.write(bounds, tmp_path / "floors.json")
    assert (tmp_path / "floors.json").read_text(encoding="utf-8") == FLOORS.read_text(encoding="utf-8")


Gate = Callable[..., tuple[int, str, dict[str, float]]]


@pytest.fixture
def run_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Gate:
    """Runs the gate on made-up figures; its status, what it printed, and the floors afterwards."""
    path = tmp_path / "floors.json"
    floors.write(BOUNDS, path)
    monkeypatch.setattr(gate, "find_pack", lambda folder: SimpleNamespace(stamp="en 1"))
    monkeypatch.setattr(figures, "groups", lambda corpora: {"a", "b"})

    def run(given: Sequence[Figure], *words: str) -> tuple[int, str, dict[str, float]]:
        monkeypatch.setattr(gate, "_measure", lambda pack, corpora: iter(given))
        try:
            status = gate.main(["--floors", str(path), *words])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        printed = capsys.readouterr()
        return status, printed.out + printed.err, {name: bound.at for name, bound in floors.read(path).items()}

    return run


BEFORE = {name: bound.at for name, bound in BOUNDS.items()}


def test_the_gate_passes(run_gate: Gate) -> None:
    status, printed, after = run_gate(now(names=79.96), "--corpora", "x")
    assert (status, after) == (0, BEFORE), "to one decimal"
    assert "All floors are kept." in printed and "Pack en 1 against floors.json" in printed
    assert "| a: names | 80.0 | 80.0 | kept |" in printed


def test_the_gate_fails(run_gate: Gate) -> None:
    status, printed, after = run_gate(now(names=75.0)[:2])
    assert (status, after) == (1, BEFORE)
    assert "**5.0 under**" in printed and "2 not kept: a: names; b: spans." in printed


@pytest.mark.parametrize(
    ("words", "value", "status", "at"),
    [
        (["--raise-floors"], 90.0, 0, 89.0),
        (["--raise-floors"], 75.0, 1, 80.0),
        (["--raise-floors", "--allow-lower"], 75.0, 0, 74.0),
        (["--allow-lower"], 75.0, 2, 80.0),
        (["--raise-floors", "--pack", "x"], 90.0, 2, 80.0),
        (["--nonsense"], 90.0, 2, 80.0),
        ([], 90.0, 0, 80.0),
    ],
)
def test_how_floors_move(run_gate: Gate, words: list[str], value: float, status: int, at: float) -> None:
    got, _, after = run_gate(now(names=value), *words)
    assert (got, after["a: names"]) == (status, at)


def test_new_figures_are_told_with_what_to_do(run_gate: Gate) -> None:
    status, printed, _ = run_gate([*AS_BEFORE, Figure("a: roles", 1.0, 1.0)])
    assert status == 0 and "1 without a floor: `make eval RAISE=1`" in printed


@pytest.mark.parametrize("text", ["", json.dumps({"figures": {"a: names": {"ceiling": 1, **OLD}}})])
def test_floors_that_are_none_are_wrong_usage(run_gate: Gate, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    status, printed, _ = run_gate(AS_BEFORE, "--floors", str(tmp_path / "other.json"))
    assert status == 2 and printed.startswith("Error: ")


def test_corpora_that_are_not_there_are_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    reports = {half: Report() for half in ("held", "open")}
    monkeypatch.setattr(gate, "load_parser", lambda models: None)
    monkeypatch.setattr(gate, "score_all", lambda parser: reports)
    monkeypatch.setattr(figures, "of_samples", lambda parser: iter(()))
    monkeypatch.setattr(figures, "of_unseen", lambda parser: iter(()))
    assert gate.main(["--corpora", str(tmp_path)]) == 2
    assert "polnear/dev.jsonl.gz is not there" in capsys.readouterr().err


def test_the_figures_of_the_challenge_set() -> None:
    score = Score(cases=8, right=6, listed=10, found=9, speakers=7)
    found = {figure.name: figure.value for figure in figures.of_challenge({"held": Report(score)})}
    assert found == {
        "challenge: held, entirely right": 75.0,
        "challenge: held, contents found": 90.0,
        "challenge: held, right speakers": 70.0,
    }


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([], set()),
        (["gold/dev_speakers.jsonl"], {"speakers"}),
        (["ner/en_ewt-dev.iob2.gz"], set()),
        (["ner/en_ewt-dev.iob2.gz", "ud/en_ewt-dev.conllu.gz"], {"names"}),
    ],
)
def test_what_must_be_measured_goes_by_what_is_there(tmp_path: Path, files: list[str], found: set[str]) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert figures.groups(tmp_path) == {"challenge", "samples", "unseen", "polnear"} | found
    assert figures.groups(None) == {"challenge", "samples", "unseen"}


def test_the_figures_of_the_samples_and_the_unseen_articles(parser: Parser) -> None:
    found = {figure.name: figure.value for figure in (*figures.of_samples(parser), *figures.of_unseen(parser))}
    assert len(found) == 2 + 2 * 4 and all(0 <= value <= 100 for value in found.values())
    assert found["samples: readings right"] >= 100 * test_samples.RIGHT
    assert found["samples: found beside the readings"] <= 100 * test_samples.BESIDE


def test_the_figures_of_polnear() -> None:
    text = "“We waited,” said Ana Ruiz."
    article = GoldArticle("one", text, (LinkedSpans((Span(0, 12),), (Span(13, 17),), (Span(18, 26),)),))
    quotation = builders.said(text, "“We waited,”", "Ana Ruiz", mention="Ana Ruiz", confidence=0.75)
    result = evaluate(Gold([article], "made up"), Extracted({"one": [quotation]}, "found.jsonl"), "2026-03-04")
    found = {figure.name: figure.value for figure in figures.of_corpora(result)}
    assert found.pop("polnear: calibration error of direct") == 25.0
    assert len(found) == 8 and set(found.values()) == {100.0}
    names = {"entities": 80.0, "upos": 90.0, "PERSON": 70.0}
    more = {figure.name: figure.value for figure in figures.of_corpora(result | {"names": names})}
    assert more.keys() - found.keys() >= {"names: entities F1", "names: parts of speech"}
    assert {figure.name for figure in figures.of_corpora(result) if figure.less} == {
        "polnear: calibration error of direct"
    }
