"""The challenge set: its form, what its runner counts as right, and the floors that the bundled pack keeps.

A failure must not show a held case: nothing here compares whole cases, and problems() gives ids alone.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from quotetrack.parse import Parser
from tests.challenge import floors
from tests.challenge.cases import HALVES, Case, load_cases, problems, read_case
from tests.challenge.score import Report, as_markdown, jaccard, judge, same_name, same_words, score_all, score_half


@pytest.mark.parametrize("half", HALVES)
def test_every_case_is_well_formed(half: str) -> None:
    cases = load_cases(half)
    assert len(cases) >= 150
    assert [problem for case in cases for problem in problems(case)] == []


def test_no_case_stands_twice() -> None:
    cases = [case for half in HALVES for case in load_cases(half)]
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.text for case in cases}) == len(cases)


def test_both_halves_have_the_same_topics() -> None:
    held, opened = (Counter(case.topic for case in load_cases(half)) for half in HALVES)
    assert held == opened
    assert len(held) >= 20


TEXT = (
    "“The dam will hold,” said Ana Ruiz, the engineer. “It is new.” Mayor Bo Lind named it “Lake Hope”. He fears rain"
)
LISTED: dict[str, Any] = {
    "content": ["The dam will hold,", "It is new."],
    "cue": "said",
    "source": "Ana Ruiz, the engineer",
    "speaker": "Ana Ruiz",
    "speaker_kind": "person",
    "role": "engineer",
}
OPTIONAL: list[dict[str, Any]] = [
    {
        **LISTED,
        "content": ["Lake Hope"],
        "speaker": None,
        "speaker_kind": "unknown",
        "act": "not_speech",
        "optional": True,
    },
    {**LISTED, "content": ["rain"], "cue": "fears", "source": "He", "speaker": "Bo Lind", "optional": True},
]


def case_of(*, text: str = TEXT, optional: bool = True, **changes: Any) -> Case:
    """The case above, with other fields in its one quotation."""
    quotations = [{**LISTED, **changes}, *(OPTIONAL if optional else [])]
    return read_case({"id": "made-up-01", "topic": "made-up", "text": text, "quotations": quotations})


def answer(*pieces: str, act: str = "speech", kind: str = "person", **changes: Any) -> dict[str, Any]:
    """A quotation as the contract has it."""
    speaker: dict[str, Any] = {
        "name": "Ana Ruiz" if kind == "person" else None,
        "kind": kind,
        "role": None,
        "affiliations": [],
    }
    spans = [[TEXT.index(piece), TEXT.index(piece) + len(piece)] for piece in pieces]
    joint = [{"name": name} for name in changes.pop("joint", [])]
    via = changes.pop("via", None)
    return {"content": spans, "act": act, "speaker": speaker | changes, "joint": joint, "via": via}


PERFECT = answer("The dam will hold", "It is new")


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        ([PERFECT], None),
        ([answer("The dam will hold", "It is new", name="Mayor Ana Ruiz", act="writing")], None),
        ([answer("The dam will hold", "It is new", name="Ruiz")], None),
        ([answer("The dam will hold,” said", "It is new")], None),
        ([PERFECT, answer("Lake Hope", act="not_speech", kind="unknown")], None),
        ([PERFECT, answer("rain", name="Bo Lind")], None),
        ([PERFECT, answer("rain", act="belief", name="Bo Lind")], None),
        ([PERFECT, answer("the engineer", act="not_speech")], None),
        ([], "not found"),
        ([answer("The dam will hold")], "not found"),
        ([answer("The dam will hold"), answer("It is new")], "not found"),
        ([answer("The dam will hold,” said Ana Ruiz, the engineer. “It is new.")], "not found"),
        ([answer("The dam will hold", "It is new", act="belief")], "not found"),
        ([answer("The dam will hold", "It is new", act="not_speech")], "not found"),
        ([answer("The dam will hold", "It is new", name="Ana")], "speaker"),
        ([answer("The dam will hold", "It is new", name="Eva Ruiz")], "speaker"),
        ([answer("The dam will hold", "It is new", name="Bo Lind")], "speaker"),
        ([answer("The dam will hold", "It is new", kind="unknown")], "speaker"),
        ([answer("The dam will hold", "It is new", kind="unnamed")], "speaker"),
        ([answer("The dam will hold", "It is new", joint=["Bo Lind"])], "speaker"),
        ([PERFECT, PERFECT], "extra"),
        ([PERFECT, answer("the engineer")], "extra"),
        ([PERFECT, answer("He fears rain", name="Bo Lind")], "extra"),
        ([PERFECT, answer("Lake Hope", name="Bo Lind")], "extra"),
    ],
)
def test_a_case_is_right_without_any_fault(found: list[dict[str, Any]], fault: str | None) -> None:
    score, faults = judge(case_of(), found)
    assert score.right == (fault is None)
    assert fault is None or any(line.startswith(fault) for line in faults)
    assert fault is not None or faults == []


@pytest.mark.parametrize(
    ("changes", "found", "right"),
    [
        ({"speaker": None, "speaker_kind": "unnamed"}, answer("The dam will hold", "It is new", kind="unnamed"), True),
        ({"speaker": None, "speaker_kind": "unnamed"}, answer("The dam will hold", "It is new", kind="unknown"), False),
        ({"speaker": None, "speaker_kind": "unnamed"}, PERFECT, False),
        ({"speaker": None, "speaker_kind": "unknown"}, answer("The dam will hold", "It is new", kind="unknown"), True),
        ({"speaker": None, "speaker_kind": "unknown"}, PERFECT, False),
        ({"speaker_or": ["unnamed"]}, answer("The dam will hold", "It is new", kind="unnamed"), True),
        ({"joint": ["Bo Lind"]}, answer("The dam will hold", "It is new", joint=["Bo Lind"]), True),
        ({"joint": ["Bo Lind"]}, answer("The dam will hold", "It is new", name="Bo Lind", joint=["Ana Ruiz"]), True),
        ({"joint": ["Bo Lind"]}, PERFECT, False),
        ({"content_or": [["The dam will hold"]]}, answer("The dam will hold"), True),
        ({"speaker": "Ruiz Ana", "surname": ["Ruiz"]}, answer("The dam will hold", "It is new", name="Ruiz"), True),
        ({"speaker": "Dam Co of Ruiz", "speaker_kind": "organization"},
         answer("The dam will hold", "It is new", kind="organization", name="Dam Co"), True),
    ],
)  # fmt: skip
def test_the_speaker_is_whom_the_case_names(changes: dict[str, Any], found: dict[str, Any], right: bool) -> None:
    score, _ = judge(case_of(**changes), [found])
    assert (score.right, score.speakers) == (right, right)


def test_no_quotation_is_right_where_none_is_listed() -> None:
    case = read_case({"id": "made-up-02", "topic": "none", "text": TEXT, "quotations": []})
    assert judge(case, [])[0].right == 1
    assert judge(case, [PERFECT])[0].right == 0


def test_roles_and_affiliations_are_counted_apart() -> None:
    case = case_of(role="engineer/chief engineer", affiliations=["River Board"], via="Reuters")
    score, _ = judge(case, [PERFECT])
    assert (score.right, score.roles["right"], score.roles["stated"], score.via["right"]) == (1, 0, 1, 0)
    named: dict[str, Any] = {"role": "chief engineer", "affiliations": ["the River Board"], "via": "Reuters"}
    score, _ = judge(case, [answer("The dam will hold", "It is new", **named)])
    assert [counts["right"] for counts in (score.roles, score.affiliations, score.via)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [({"a": 1, "b": 1}, {"a": 1, "b": 1}, 1.0), ({"a": 2}, {"a": 1}, 0.5), ({"a": 1}, {"b": 1}, 0.0), ({}, {}, 0.0)],
)
def test_words_are_counted_as_often_as_they_stand_there(a: dict[str, int], b: dict[str, int], alike: float) -> None:
    assert jaccard(Counter(a), Counter(b)) == alike


@pytest.mark.parametrize(
    ("expected", "given", "same"),
    [
        ("José Ángel Ruiz Peña", "Jose Angel Ruiz Pena", True),
        ("José Ángel Ruiz Peña", "Peña", True),
        ("José Ángel Ruiz Peña", "José Ángel", False),
        ("José Ángel Ruiz Peña", "Luis Peña", False),
        ("Mary-Ann O'Neill", "O’Neill", True),
        ("Kofi", "Kofi Mensah", True),
        ("Kofi", "", False),
    ],
)
def test_names_agree_where_the_shorter_is_in_the_longer(expected: str, given: str, same: bool) -> None:
    assert same_name(expected, given) is same


def test_roles_agree_where_one_is_part_of_the_other() -> None:
    assert same_words("vicar/Rev", "the vicar")
    assert not same_words("vicar/Rev", "bishop")
    assert not same_words("vicar", None)


def test_the_report_on_the_held_half_is_numbers_alone() -> None:
    case = case_of()
    reports = {half: score_half(half, [case], {case.id: []}) for half in HALVES}
    assert (reports["held"].topics, reports["held"].faults) == ({}, [])
    assert reports["open"].faults == [f"{case.id}: not found: The dam will hold, | It is new."]
    printed = "\n".join(as_markdown(reports))
    assert printed.count("made-up") == 1
    assert "| held | 1 | 0 (0.0 %) | 0 of 1 (0.0 %) |" in printed
    assert score_half("open", [case], {case.id: [PERFECT]}).score.share == 100


@pytest.fixture(scope="module")
def reports(real_parser: Parser) -> dict[str, Report]:
    """What the bundled pack reaches."""
    return score_all(real_parser)


@pytest.mark.parser
@pytest.mark.parametrize("half", HALVES)
def test_the_bundled_pack_keeps_the_floors(half: str, reports: dict[str, Report]) -> None:
    assert reports[half].score.share >= floors.read()[f"challenge: {half}, entirely right"].at
