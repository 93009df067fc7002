"""What the gate measures: on what a clean clone has, and on PolNeAR where the corpora are there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotetrack import Article, as_json, extract_articles, load_parser
from quotetrack.errors import InputError
from quotetrack.evaluate import report as reporting
from quotetrack.evaluate.gold import find_gold
from quotetrack.evaluate.predictions import extract
from quotetrack.intake import read_articles
from quotetrack.train.corpora import ENTITIES, EWT, find
from tests.cases.harness import said
from tests.cases.samples_expected import SAMPLES
from tests.challenge.floors import Figure
from tests.challenge.score import Report
from tests.test_samples import FILES, ROOT, fault_of, found_beside
from tests.unseen import test_unseen as unseen

if TYPE_CHECKING:
    from quotetrack.parse import Parser

CLONE = ("challenge", "samples", "unseen")
"""Groups that a clean clone can measure."""
SMALL, LARGE = 1.0, 0.3
"""Slack in points: a set of some 170 cases, where one is 0.6, and PolNeAR dev with its 2,192 attributions."""
PART = "dev"
SPEAKERS = "gold/dev_speakers.jsonl"
"""Passages with their speakers, within the corpora. Not published: where it is missing, its figures are left out."""
Quoted = dict[str, Any]


def of_challenge(reports: Mapping[str, Report]) -> Iterator[Figure]:
    """Both halves of the challenge set."""
    for half, report in reports.items():
        score = report.score
        yield Figure(f"challenge: {half}, entirely right", score.share, SMALL)
        yield Figure(f"challenge: {half}, contents found", 100 * score.found / max(1, score.listed), SMALL)
        yield Figure(f"challenge: {half}, right speakers", 100 * score.speakers / max(1, score.listed), SMALL)


def of_samples(parser: Parser) -> Iterator[Figure]:
    """The samples, against how a careful reader reads them (tests/cases/samples_expected.py)."""
    wrong = beside = taken = 0
    for name in FILES:
        problems: list[InputError] = []
        articles = list(read_articles([str(ROOT / "samples" / name)], on_error=problems.append))
        keys = [name] if len(articles) == 1 else [f"{name} {at + 1}" for at in range(len(articles))]
        for key, article in zip(keys, articles, strict=True):
            found = _quotations(parser, article)
            wrong += sum(fault_of(article.text, found, reading) is not None for reading in SAMPLES[key])
            beside += len(found_beside(article.text, found, SAMPLES[key]))
            taken += sum(quoted["depth"] == 0 for quoted in said(found))
    readings = sum(map(len, SAMPLES.values()))
    yield Figure("samples: readings right", 100 * (readings - wrong) / readings, SMALL)
    yield Figure("samples: found beside the readings", 100 * beside / max(1, taken), SMALL, less=True)


def of_unseen(parser: Parser) -> Iterator[Figure]:
    """Speakers in the articles that nobody tuned on (tests/unseen): even numbers are kept, the others open."""
    passages = [json.loads(line) for line in (unseen.HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {name: _unseen(parser, name) for name in sorted({passage["doc"] for passage in passages})}
    for half, rest in (("kept", 0), ("open", 1)):
        score = unseen.Score()
        for passage in passages:
            if int(passage["doc"]) % 2 == rest:
                unseen.count(score, passage, unseen.best_overlap(passage, found[passage["doc"]]))
        for name, share in score.shares().items():
            yield Figure(f"unseen: {half}, {_SHARES[name]}", share, SMALL, less=name == "unknown")


_SHARES = {
    "name": "speaker right", "unknown": "speaker unknown", "role": "role right", "affiliations": "affiliations F1",
}  # fmt: skip


def _unseen(parser: Parser, name: str) -> list[Quoted]:
    return _quotations(parser, Article(name, (unseen.HERE / f"{name}.txt").read_text(encoding="utf-8")))


def _quotations(parser: Parser, article: Article) -> list[Quoted]:
    ((_, found),) = extract_articles([article], parser)
    if isinstance(found, Exception):
        raise found
    return [as_json(quotation, article.id) for quotation in found]


def groups(corpora: Path | None) -> set[str]:
    """What is measured: in these groups a figure may not vanish."""
    found = set(CLONE)
    if corpora:
        found |= {"polnear"} | ({"speakers"} if (corpora / SPEAKERS).is_file() else set())
        found |= {"names"} if find(corpora, ENTITIES, PART) and find(corpora, EWT, PART) else set()
    return found


def measure_corpora(corpora: Path, pack: Path | None, today: str) -> dict[str, Any]:
    """What `quotetrack evaluate` measures on PolNeAR dev; `speakers` and `names` only where their files are there."""
    gold = find_gold(corpora, PART)
    extracted = extract(gold.articles, lambda: load_parser(models=pack, threads=1))
    speakers = corpora / SPEAKERS
    result = reporting.evaluate(gold, extracted, today, speakers if speakers.is_file() else None)
    names = reporting.encoder_scores(pack, corpora, PART)
    return result | ({"names": names} if names else {})


def of_corpora(result: Mapping[str, Any]) -> Iterator[Figure]:
    """The figures of issue and README out of what `measure_corpora` gives."""
    attributions = result["attributions"]
    every, direct = (attributions[view]["scores"] for view in ("all", "direct"))
    for role in ("source", "cue", "content"):
        yield Figure(f"polnear: exact {role} F1", every[f"exact {role}"]["f1"], LARGE)
    yield Figure("polnear: attribution F1, all", every["attribution"]["f1"], LARGE)
    yield Figure("polnear: attribution F1, direct", direct["attribution"]["f1"], LARGE)
    yield Figure("polnear: direct, coverage precision", direct["coverage"]["precision"], LARGE)
    yield Figure("polnear: direct, coverage recall", direct["coverage"]["recall"], LARGE)
    yield Figure("polnear: direct, right source", attributions["source_accuracy"]["right"], LARGE)
    yield Figure("polnear: calibration error of direct", result["calibration"]["expected_error"], LARGE, less=True)
    if "speakers" in result:
        speakers = result["speakers"]
        yield Figure("speakers: name right", speakers["name"]["percent"], SMALL)
        yield Figure("speakers: role right", speakers["role"]["percent"], SMALL)
        yield Figure("speakers: affiliations F1", speakers["affiliations"]["f1"], SMALL)
        yield Figure("speakers: unknown", speakers["unknown"]["percent"], SMALL, less=True)
        yield Figure("speakers: calibration error", speakers["calibration"]["expected_error"], SMALL, less=True)
    if "names" in result:
        yield Figure("names: entities F1", result["names"]["entities"], LARGE)
        yield Figure("names: parts of speech", result["names"]["upos"], LARGE)
