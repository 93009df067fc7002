"""The samples: what extraction gives today (golden files), and how much of it a careful reader agrees with.

`make golden` writes the golden files anew; read the difference before it is committed. The readings
(tests/cases/samples_expected.py) are written by hand and do not follow what extraction gives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from quotetrack.contract import as_json
from quotetrack.errors import InputError, InputWarning
from quotetrack.intake import read_articles
from quotetrack.parse import Parser
from quotetrack.pipeline import extract_articles

from .cases.harness import Quoted, best_overlap, describe, said, same_name, same_organization
from .cases.samples_expected import SAMPLES, Reading

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(path.name for path in (ROOT / "samples").iterdir())

RIGHT = 0.75
"""Floor of the share of readings that are found with speaker, kind and act right. It only goes up."""
BESIDE = 0.2
"""Ceiling of the share of top-level quotations found that no reading knows. It only goes down."""

Extracted = dict[str, tuple[str, list[dict[str, Any]]]]


@pytest.fixture
def extracted(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Extracted]:
    """The articles of a sample file by the names that SAMPLES gives them: their text and quotations."""
    monkeypatch.chdir(ROOT)

    def extract(name: str) -> Extracted:
        reported: list[InputError] = []
        articles = list(read_articles([f"samples/{name}"], on_error=reported.append))
        assert all(isinstance(each, InputWarning) for each in reported), reported
        keys = [name] if len(articles) == 1 else [f"{name} {at + 1}" for at in range(len(articles))]
        found: Extracted = {}
        for key, (article, quotations) in zip(keys, extract_articles(articles, parser), strict=True):
            assert not isinstance(quotations, Exception), quotations
            found[key] = article.text, [as_json(quotation, article.id) for quotation in quotations]
        return found

    return extract


@pytest.mark.parametrize("name", FILES)
def test_a_sample_gives_what_it_gave_before(
    name: str, extracted: Callable[[str], Extracted], request: pytest.FixtureRequest
) -> None:
    lines = [_golden_line(quoted) for _, found in extracted(name).values() for quoted in found]
    path = GOLDEN / f"{name}.jsonl"
    if request.config.getoption("--golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8").splitlines() == lines, "read the difference, then: make golden"


def test_every_sample_has_a_reading_and_a_golden_file() -> None:
    assert sorted({key.split(" ")[0] for key in SAMPLES}) == FILES
    assert sorted(path.name for path in GOLDEN.iterdir()) == [f"{name}.jsonl" for name in FILES]


def test_the_samples_are_read_as_a_careful_reader_reads_them(extracted: Callable[[str], Extracted]) -> None:
    right = beside = taken = 0
    faults: list[str] = []
    for name in FILES:
        for key, (text, found) in extracted(name).items():
            wrong = [fault for reading in SAMPLES[key] if (fault := fault_of(text, found, reading))]
            unread = found_beside(text, found, SAMPLES[key])
            right += len(SAMPLES[key]) - len(wrong)
            taken += sum(quoted["depth"] == 0 for quoted in said(found))
            beside += len(unread)
            faults += [key, *wrong, *(f"  beside: {line.strip()}" for line in describe(text, unread) if unread)]
    readings = sum(map(len, SAMPLES.values()))
    told = f"{right} of {readings} readings right, {beside} of {taken} quotations beside them"
    print("\n".join([*faults, told]))
    assert right >= RIGHT * readings, told
    assert beside <= BESIDE * taken, told


def _golden_line(quoted: Quoted) -> str:
    """A quotation as extracted, without reasons; how sure to one digit, as the last ones hang on the machine."""
    kept = {name: value for name, value in quoted.items() if name != "trace"}
    return json.dumps({**kept, "confidence": round(quoted["confidence"], 1)}, ensure_ascii=False)


def fault_of(text: str, found: Sequence[Quoted], reading: Reading) -> str | None:
    """What is wrong with how a reading was extracted, if anything."""
    if reading.act == "not_speech":
        taken = best_overlap(text, said(found), reading.content)
        small = taken is not None and len(taken["text"]) < 2 * len(reading.content)
        return f"  taken for speech: {reading.content!r}" if small else None
    quoted = best_overlap(text, said(found), reading.content)
    if quoted is None:
        return f"  missing: {reading.content!r} of {reading.speaker or reading.kind}"
    speaker = quoted["speaker"]
    got = speaker["name"], speaker["kind"], quoted["act"]
    if not _is_speaker(reading, speaker) or quoted["act"] not in reading.act:
        return f"  wrong: {reading.content!r} of {reading.speaker or reading.kind} ({reading.act}), not of {got}"
    return None


def _is_speaker(reading: Reading, speaker: Quoted) -> bool:
    """Whether the kind is right and the name, which may be fuller than the reading's (a nickname, a title)."""
    if reading.speaker and reading.speaker.islower() and speaker["kind"] == "unnamed":
        return speaker["name"] is None and reading.speaker in speaker["mention"]
    if speaker["kind"] != reading.kind:
        return False
    if reading.speaker is None or speaker["name"] is None:
        return same_name(reading.speaker, speaker["name"])
    if reading.kind == "organization":
        return same_organization(reading.speaker, speaker["name"])
    return set(reading.speaker.casefold().split()) <= set(speaker["name"].casefold().split())


def found_beside(text: str, found: Sequence[Quoted], readings: Sequence[Reading]) -> list[Quoted]:
    """Top-level quotations that no reading agrees with."""
    read = [best_overlap(text, said(found), r.content) for r in readings if r.act != "not_speech"]
    return [quoted for quoted in said(found) if quoted["depth"] == 0 and quoted not in read]
