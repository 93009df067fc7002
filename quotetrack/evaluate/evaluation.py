"""All that `quotetrack evaluate` tells, and `make eval` checks: attributions, speakers, names, confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotetrack.errors import InputError
from quotetrack.evaluate import calibration, measure, measure_speakers
from quotetrack.evaluate.measure import Extracted, GoldArticle
from quotetrack.train.published import ENTITIES, EWT, HOMES, POLNEAR, convert, find, read_polnear


@dataclass(frozen=True)
class Gold:
    """The articles that are scored, what they are called, and where the rest of the corpora lies, if anywhere."""

    articles: list[GoldArticle]
    name: str
    corpora: Path | None = None


def read_gold(path: Path, part: str) -> Gold:
    """A file of annotated articles, or that part of PolNeAR in a folder of corpora (ours, or as published).

    Raises InputError.
    """
    if path.is_file():
        return Gold(measure.read_gold(path), path.name)
    if not path.is_dir():
        raise InputError(str(path), "no such file or folder", "docs/model.md says where the corpora are")
    found = find(path, POLNEAR, part)
    if found is None:
        raise InputError(
            str(path), f"{POLNEAR.format(part)} is not there, nor {part}/text and {part}/attributions in any folder",
            f"PolNeAR is at {HOMES[POLNEAR]}; docs/model.md says how to lay the corpora out",
        )  # fmt: skip
    articles = measure.read_gold(found) if found.is_file() else list(map(measure.gold_article, read_polnear(found)))
    return Gold(articles, f"PolNeAR {part}", path)


def evaluate(gold: Gold, extracted: Extracted, today: str, speakers: Path | None = None) -> dict[str, Any]:
    """What was measured as JSON; `speakers` is a file of passages with their speakers, `today` an ISO 8601 date."""
    result = measure.measured(gold.articles, extracted, gold.name, today)
    if speakers:
        passages = measure_speakers.read_passages(speakers, gold.articles)
        result["speakers"] = measure_speakers.speaker_scores(measure_speakers.judge(passages, extracted.quotations))
    return result


def names(folder: Path | None, corpora: Path, part: str) -> dict[str, Any] | None:
    """How well a pack (None: the bundled one) finds names and parts of speech in Universal NER EWT, in per cent.

    None where the corpora do not hold that.
    """
    entities, treebank = find(corpora, ENTITIES, part), find(corpora, EWT, part)
    if entities is None or treebank is None:
        return None
    from quotetrack.parse.features import PieceTokenizer
    from quotetrack.parse.labels import ENTITIES as TYPES
    from quotetrack.parse.pack import ENCODER, VOCABULARY, find_pack
    from quotetrack.train.corpora import read_ewt
    from quotetrack.train.encoder import examples
    from quotetrack.train.scoring import evaluate, onnx_chains, onnx_predictor

    pack = find_pack(folder)
    with TemporaryDirectory() as scratch:
        paths = [Path(scratch, name.format(part)) for name in (ENTITIES, EWT)]
        for given, path in zip((entities, treebank), paths, strict=True):
            convert(given, path)
        held = list(examples(list(read_ewt(*paths)), PieceTokenizer(pack.path(VOCABULARY))))
    model = pack.path(ENCODER)
    scores = evaluate(onnx_predictor(model), held, onnx_chains(model))
    return {"corpus": f"Universal NER EWT {part}", **{name: scores[name] for name in (*TYPES, "entities", "upos")}}


def as_markdown(result: Mapping[str, Any]) -> str:
    """All tables."""
    tables = [
        measure.as_markdown(result),
        calibration.as_markdown(result["calibration"], "direct quotations found", "content and source right"),
    ]
    if "speakers" in result:
        tables += [
            measure_speakers.as_markdown(result["speakers"]),
            calibration.as_markdown(result["speakers"]["calibration"], "passages", "name right"),
        ]
    if "names" in result:
        tables.append(_names_as_markdown(result["names"]))
    return "\n\n".join(tables)


def _names_as_markdown(scores: Mapping[str, Any]) -> str:
    shown: Sequence[str] = [name for name in scores if name != "corpus"]
    heads = [{"upos": "parts of speech (accuracy)"}.get(name, name.lower()) for name in shown]
    return "\n".join(
        [
            f"| {scores['corpus']}, F1 of | {' | '.join(heads)} |",
            "|---" * (len(shown) + 1) + "|",
            f"| per cent | {' | '.join(str(scores[name]) for name in shown)} |",
        ]
    )
