"""Speakers, roles and affiliations in articles that the rules were not written from: see README.md.

With -s the figures are printed. The floors are what was reached on the kept half; they only go up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from quotetrack.contract import as_json
from quotetrack.names.normal import name_words, normalise_name
from quotetrack.parse import Parser
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article
from quotetrack.speakers.nouns import office_nouns

HERE = Path(__file__).parent
Passage = dict[str, Any]
Quoted = dict[str, Any]


@dataclass
class Score:
    """Counts over passages; roles and affiliations where the name is right."""

    passages: int = 0
    named: int = 0
    unknown: int = 0
    roles: list[bool] = field(default_factory=list)
    stated: int = 0
    found: int = 0
    right: int = 0

    def shares(self) -> dict[str, float]:
        """Per cent: name right, speaker unknown, role right, affiliations (F1)."""
        return {
            "name": 100 * self.named / self.passages,
            "unknown": 100 * self.unknown / self.passages,
            "role": 100 * sum(self.roles) / len(self.roles),
            "affiliations": 200 * self.right / max(1, self.stated + self.found),
        }


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def quoted(parser: Parser) -> Callable[[str], list[Quoted]]:
    """The quotations found in an article."""

    def extract(name: str) -> list[Quoted]:
        text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
        ((article, found),) = extract_articles([Article(id=name, text=text)], parser)
        assert not isinstance(found, Exception), found
        return [as_json(quotation, article.id) for quotation in found]

    return extract


def test_passages_are_where_they_say(passages: list[Passage]) -> None:
    assert len(passages) > 150
    for passage in passages:
        text = (HERE / f"{passage['doc']}.txt").read_text(encoding="utf-8")
        assert text[passage["start"] : passage["end"]].startswith(passage["text"][:20])


@pytest.mark.parametrize(
    ("kept", "floors"),
    [(True, {"name": 88, "role": 78, "affiliations": 64}), (False, {"name": 92, "role": 77, "affiliations": 78})],
    ids=["kept", "open"],
)
def test_who_speaks(
    kept: bool, floors: dict[str, float], passages: list[Passage], quoted: Callable[[str], list[Quoted]]
) -> None:
    score = Score()
    chosen = [passage for passage in passages if (int(passage["doc"]) % 2 == 0) == kept]
    articles = {name: quoted(name) for name in sorted({passage["doc"] for passage in chosen})}
    for passage in chosen:
        count(score, passage, best_overlap(passage, articles[passage["doc"]]))
    shares = score.shares()
    print(f"\n{'kept' if kept else 'open'}: {score.passages} passages,", *(f"{k} {v:.1f}" for k, v in shares.items()))
    assert {name: round(shares[name], 1) for name, floor in floors.items() if shares[name] < floor} == {}


def best_overlap(passage: Passage, found: list[Quoted]) -> Quoted | None:
    """What was found that shares most with a passage, speech and outer quotations first."""

    def shared(quotation: Quoted) -> tuple[int, bool, int]:
        spans = quotation["content"]
        length = sum(max(0, min(end, passage["end"]) - max(start, passage["start"])) for start, end in spans)
        return length, quotation["act"] in ("speech", "writing"), -quotation["depth"]

    best = max(found, key=shared)
    return best if shared(best)[0] else None


def count(score: Score, passage: Passage, found: Quoted | None) -> None:
    score.passages += 1
    speaker = found["speaker"] if found else {"name": None, "kind": "unknown", "role": None, "affiliations": []}
    score.unknown += speaker["kind"] == "unknown"
    names = [speaker["name"], *(other["name"] for other in found["joint"])] if found else []
    wanted = passage["joint"] or [passage["speaker"]]
    if sorted(map(folded, names)) != sorted(map(folded, wanted)):
        return
    score.named += 1
    if passage["joint"]:
        return
    if passage["role"]:
        score.roles.append(bool(role_words(passage["role"]) & role_words(speaker["role"] or "")))
    stated = [name for name in passage["affiliation"] if not name.endswith("?")]  # "?": may be listed, need not
    given = [name for name in speaker["affiliations"] if not any(same_body(name, n) for n in passage["affiliation"])]
    score.stated += len(stated)
    right = sum(any(same_body(name, other) for other in speaker["affiliations"]) for name in stated)
    score.right += right
    score.found += right + len(given)


def folded(name: str | None) -> str:
    return normalise_name(name, "person") if name else ""


def role_words(role: str) -> set[str]:
    return office_nouns(name_words(role)) - {"the", "of", "a", "for", "and"}


def same_body(name: str, stated: str) -> bool:
    """Whether one of the alternatives stated ("Southern Command/SOC") is that body, in more or fewer words."""
    for other in stated.rstrip("?").split("/"):
        one, two = (
            set(re.findall(r"\w+", text.casefold())) - {"the", "of", "a", "for", "and", "s"} for text in (name, other)
        )
        if one and two and (one <= two or two <= one):
            return True
    return False
