"""Articles that people read: corrected spans, acts, and claims at their places."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from quotetrack.train import people
from quotetrack.train.people import Annotated, People, annotated, choice_articles, read_people
from quotetrack.train.samples import JudgedAct

TEXT = (
    "The pier stays shut, said Ana Ruiz, the mayor of Norbury. Ruiz thinks it will rain.\n\n"
    "A mayor of Norbury wrote that it leaks.\n\n"
    "Two clerks of the  Harbour Fund, who asked not to be named, said so. Finch said nothing, the clerks told Finch."
)


def place(words: str, nth: int = 0) -> tuple[int, int]:
    """Where some words stand in the text for the first time, or later."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def attribution(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    pairs = {"source": source, "cue": cue, "content": content}
    return {role: [list(place(words))] if words else [] for role, words in pairs.items()}


ATTRIBUTIONS = [
    attribution("Ana Ruiz, the mayor", "said", "The pier stays shut"),
    attribution("", "thinks", "it will rain"),
    attribution("A mayor of Norbury", "wrote", "it leaks"),
]


def read(who: Mapping[str, str], speakers: Mapping[str, Any] | None = None, **more: Any) -> Annotated:
    return annotated(TEXT, ATTRIBUTIONS, People("a", speakers or {}, who, more.get("fix", {}), more.get("missed", [])))


def spans(found: Annotated, role: str) -> list[str]:
    return [TEXT[start:end] for start, end, label in found.roles if label == role]


def test_attributions_have_their_spans_and_acts() -> None:
    found = read({"0": "p1/s", "1": "p1/b", "2": "p2/w"})
    assert spans(found, "source") == ["Ana Ruiz, the mayor", "A mayor of Norbury"]
    assert spans(found, "cue") == ["said", "thinks", "wrote"]
    assert [act.act for act in found.acts] == ["speech", "belief", "writing"]
    assert found.acts[0] == JudgedAct((place("said"),), (place("The pier stays shut"),), "speech")


def test_what_is_no_attribution_is_learned_as_an_act_only() -> None:
    found = read({"0": "-/n", "1": "p1/b"})
    assert spans(found, "cue") == ["thinks"]
    assert [act.act for act in found.acts] == ["neither", "belief"]


def test_what_nobody_judged_is_not_learned() -> None:
    found = read({"1": "p1/?"})
    assert (spans(found, "cue"), found.acts) == (["thinks"], [])


def test_corrected_words_are_taken_where_they_stand_nearest_to_the_content() -> None:
    found = read({"1": "p1/b"}, fix={"1": {"source": ["Ruiz"], "content": ["will  rain"]}})
    assert found.roles == [
        (*place("Ruiz", 1), "source"), (*place("thinks"), "cue"), (*place("will rain"), "content"),
    ]  # fmt: skip


def test_a_correction_may_take_words_away() -> None:
    assert spans(read({"0": "p1/s"}, fix={"0": {"source": []}}), "source") == []


def test_what_was_missed_is_added() -> None:
    missed = {"content": ["so"], "cue": ["said"], "source": ["Two clerks of the Harbour Fund"], "who": "u1/s"}
    found = read({}, missed=[missed])
    cue, content = place("said", 1), place("so.")
    assert found.roles == [
        (*place("Two clerks of the  Harbour Fund"), "source"), (*cue, "cue"), (content[0], content[0] + 2, "content"),
    ]  # fmt: skip
    assert found.acts == [JudgedAct((cue,), ((content[0], content[0] + 2),), "speech")]


def person(**more: Any) -> dict[str, Any]:
    return {"p1": {"kind": "person", "name": "Ana Ruiz", **more}}


def test_a_claim_is_learned_at_the_place_nearest_to_a_mention() -> None:
    found = read({}, person(roles=["mayor of Norbury"], affiliations=["Norbury"]))
    full, short = found.claims
    assert (full.mention, short.mention) == (place("Ana Ruiz"), place("Ruiz", 1))
    assert full.claimed == [(*place("mayor of Norbury"), "role"), (*place("Norbury"), "body")]
    assert short.claimed == [], "nearer, but in the next sentence"


def test_words_in_another_paragraph_are_left_open() -> None:
    for claim in read({}, person(roles=["mayor of Norbury"])).claims:
        assert claim.unclear == [place("mayor of Norbury", 1)]
    [alone] = read({}, {"p1": {"kind": "person", "name": "Ana", "roles": ["clerks"]}}).claims
    assert (alone.claimed, alone.unclear) == ([], [place("clerks"), place("clerks", 1)])


def test_farther_places_in_the_paragraph_are_open_and_near_ones_claims_too() -> None:
    text = "Clerk Ana Ruiz, a clerk, left Norbury. It rained the whole day. A clerk stayed."
    speaker = {"kind": "person", "name": "Ana Ruiz", "roles": ["clerk", "Clerk"]}
    [claim] = annotated(text, [], People("a", {"p1": speaker}, {}, {}, [])).claims
    assert [text[start:end] for start, end, _ in claim.claimed] == ["Clerk", "clerk"]
    assert claim.unclear == [(text.rindex("clerk"), text.rindex("clerk") + 5)]


def test_farther_words_in_the_sentence_of_a_mention_come_before_those_in_the_last_one() -> None:
    text = "The vote of a clerk was lost. Ana Ruiz stayed there as its only clerk."
    speaker = {"kind": "person", "name": "Ana Ruiz", "roles": ["clerk"]}
    [claim] = annotated(text, [], People("a", {"p1": speaker}, {}, {}, [])).claims
    assert claim.claimed == [(text.rindex("clerk"), text.rindex("clerk") + 5, "role")]


def test_what_is_too_far_away_is_no_claim() -> None:
    text = f"Ana Ruiz left {'again and ' * 20}the clerk stayed."
    speaker = {"kind": "person", "name": "Ana Ruiz", "roles": ["clerk"]}
    [claim] = annotated(text, [], People("a", {"p1": speaker}, {}, {}, [])).claims
    assert (claim.claimed, [text[slice(*span)] for span in claim.unclear]) == ([], ["clerk"])


def test_what_was_inferred_is_left_open() -> None:
    [first, _] = read({}, person(inferred=["Norbury"])).claims
    assert first.claimed == [] and first.unclear == [place("Norbury"), place("Norbury", 1)]


def test_the_longest_words_win() -> None:
    [full, _] = read({}, person(roles=["mayor", "mayor of Norbury", "of"], affiliations=["Norbury"])).claims
    named = [(TEXT[start:end], label) for start, end, label in full.claimed]
    assert named == [("mayor of Norbury", "role"), ("Norbury", "body")], "within words of their own label only"


def test_words_are_found_whole_only() -> None:
    [full, _] = read({}, person(roles=["may", "mayor"])).claims
    assert full.claimed == [(*place("mayor"), "role")]


def test_a_person_is_mentioned_by_all_their_names_the_longest_first() -> None:
    finch = {"kind": "person", "name": "Owen Finch", "aliases": ["Harbour Fund"]}
    mentions = [claim.mention for claim in read({}, {"p1": finch}).claims]
    assert mentions == [place("Harbour Fund"), place("Finch"), place("Finch", 1)]


def test_unnamed_speakers_are_mentioned_by_the_head_of_a_source() -> None:
    clerks = {"kind": "unnamed", "head": "clerks", "affiliations": ["Harbour Fund"]}
    missed = {"content": ["so"], "cue": ["said"], "source": ["Two clerks of the Harbour Fund"], "who": "u1+p1/s"}
    [claim] = read({}, {"u1": clerks}, missed=[missed]).claims
    assert (claim.mention, claim.claimed) == (place("clerks"), [(*place("Harbour Fund"), "body")])
    assert read({}, {"u1": clerks}).claims == [], "nothing is claimed where nobody speaks"


def test_nothing_is_claimed_of_organisations() -> None:
    fund = {"kind": "organization", "name": "Harbour Fund", "roles": ["clerks"]}
    assert read({"0": "o1/s"}, {"o1": fund}).claims == []


def rows(count: int) -> str:
    return "".join(json.dumps({"doc": f"a{at}", "speakers": {}, "who": {}}) + "\n" for at in range(count))


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_files_may_be_packed(tmp_path: Path, name: str) -> None:
    own = rows(2).encode()
    (tmp_path / name).write_bytes(gzip.compress(own) if name.endswith("gz") else own)
    assert list(read_people(tmp_path / name)) == [People("a0", {}, {}, {}, []), People("a1", {}, {}, {}, [])]


def test_settings_are_chosen_by_the_last_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "CHOICE", {"one.jsonl": 2, "other.jsonl": 9, "none.jsonl": 3})
    (tmp_path / "one.jsonl").write_text(rows(5), encoding="utf-8")
    (tmp_path / "other.jsonl").write_text(rows(1), encoding="utf-8")
    assert choice_articles(tmp_path) == {"a3", "a4", "a0"}
