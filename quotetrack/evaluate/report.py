"""The figures that `quotetrack evaluate` prints and `make eval` checks: attributions, speakers, names, confidence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotetrack.evaluate.attributions import (
    WORD,
    attribution_scores,
    attribution_table,
    compare,
    direct_confidences,
    said,
)
from quotetrack.evaluate.figures import calibration, calibration_table, ratio
from quotetrack.evaluate.gold import Gold
from quotetrack.evaluate.predictions import Extracted
from quotetrack.evaluate.speakers import judge, read_passages, speaker_scores, speaker_table
from quotetrack.train.corpora import ENTITIES, EWT, convert, find


def evaluate(gold: Gold, extracted: Extracted, today: str, speakers: Path | None = None) -> dict[str, Any]:
    """All figures as JSON, with what was measured, on what and when; `today` is an ISO 8601 date.

    `speakers` is a file of passages with their speakers. Speed is given only where quotetrack read the articles.
    """
    words = sum(len(WORD.findall(article.text)) for article in gold.articles)
    found = {doc: said(quotations) for doc, quotations in extracted.quotations.items()}
    result: dict[str, Any] = {
        extracted.kind: extracted.name,
        "date": today,
        "corpus": gold.name,
        "articles": len(gold.articles),
        "words": words,
    }
    if extracted.loading is not None and extracted.reading is not None:
        result["words_per_cpu_second"] = round(ratio(words, extracted.reading))
        result["loading_cpu_seconds"] = round(extracted.loading, 1)
    result["attributions"] = attribution_scores(compare(gold.articles, found))
    result["calibration"] = calibration(direct_confidences(gold.articles, extracted.quotations))
    if speakers:
        passages = read_passages(speakers, gold.articles)
        result["speakers"] = speaker_scores(judge(passages, extracted.quotations))
    return result


def encoder_scores(folder: Path | None, corpora: Path, part: str) -> dict[str, Any] | None:
    """How well a pack (None: the bundled one) finds names and parts of speech in Universal NER EWT, in per cent.

    Returns None where the corpora do not have that one.
    """
    entities, treebank = find(corpora, ENTITIES, part), find(corpora, EWT, part)
    if entities is None or treebank is None:
        return None
    from quotetrack.parse.features import PieceTokenizer
    from quotetrack.parse.labels import ENTITIES as TYPES
    from quotetrack.parse.pack import ENCODER, VOCABULARY, find_pack
    from quotetrack.train.examples import examples, score_onnx
    from quotetrack.train.treebanks import read_ewt

    pack = find_pack(folder)
    with TemporaryDirectory() as scratch:
        paths = [Path(scratch, name.format(part)) for name in (ENTITIES, EWT)]
        for given, path in zip((entities, treebank), paths, strict=True):
            convert(given, path)
        held = list(examples(list(read_ewt(*paths)), PieceTokenizer(pack.path(VOCABULARY))))
    scores = score_onnx(pack.path(ENCODER), held)
    return {
        "corpus": f"Universal NER EWT {part}",
        **{name: scores[name] for name in (*TYPES, "entities", "upos") if name in scores},
    }


def as_markdown(result: Mapping[str, Any]) -> str:
    """The figures of `evaluate` as tables in Markdown, under a line on what was measured; `result` may have those of
    `encoder_scores` as `names`."""
    tables = [
        _heading(result),
        attribution_table(result["attributions"]),
        calibration_table(result["calibration"], "direct quotations found", "content and source right"),
    ]
    if "speakers" in result:
        speakers = result["speakers"]
        tables += [speaker_table(speakers), calibration_table(speakers["calibration"], "passages", "name right")]
    if "names" in result:
        tables.append(_names_table(result["names"]))
    return "\n\n".join(tables)


def _heading(result: Mapping[str, Any]) -> str:
    name, speed = f"Predictions {result.get('predictions')}", ""
    if "pack" in result:
        name = f"Pack {result['pack']}"
        speed = (
            f" {result['words_per_cpu_second']:,} words a second of processor time, after "
            f"{result['loading_cpu_seconds']} s for loading."
        )
    return (
        f"{name}, measured {result['date']} on {result['corpus']}: {result['articles']} articles, "
        f"{result['words']:,} words.{speed}"
    )


def _names_table(scores: Mapping[str, Any]) -> str:
    shown = [name for name in scores if name != "corpus"]
    heads = [{"upos": "parts of speech (accuracy)"}.get(name, name.lower()) for name in shown]
    return "\n".join(
        [
            f"| {scores['corpus']}, F1 of | {' | '.join(heads)} |",
            "|---" * (len(shown) + 1) + "|",
            f"| per cent | {' | '.join(str(scores[name]) for name in shown)} |",
        ]
    )
