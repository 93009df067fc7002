"""Write a parser pack: trained parts into one folder, with a manifest of what they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from quotetrack.parse.pack import ENCODER, FILES, FORMAT, MANIFEST, RESOURCES, TOKENIZER, VOCABULARY, digest

TRAINED_ON = (
    "PolNeAR 1.0, train part (Newell et al. 2018): sources, cues, contents; machine entities and parts of speech",
    "Universal NER, English EWT, train part (CC BY-SA 4.0): persons, organisations, places",
    "Universal Dependencies, English EWT, train part (CC BY-SA 4.0): parts of speech, tokens, sentences",
    "Universal Dependencies, English GUM, train part, documents of free genres only: tokens, sentences, parts of "
    "speech, and names, made of its mentions",
)
STARTED_FROM = "all-MiniLM-L6-v2 (Apache-2.0)"
PARTS = "PolNeAR dev (source, cue, content), EWT dev"
CARD_START, CARD_END = "<!-- scores -->\n", "\n<!-- /scores -->"
LICENCE = "Apache-2.0 for the weights; no text of the corpora is contained"


def write_pack(
    folder: Path,
    *,
    tokenizer: Path,
    encoder: Path,
    vocabulary: Path,
    version: str,
    made: str,
    scores: dict[str, Any],
    made_of: dict[str, Any] | None = None,
) -> None:
    """Copy the parts to `folder` and write the manifest; what the folder held before is replaced.

    `made` is the date as ISO 8601, `scores` what was measured on the dev parts, in per cent, `made_of` the corpora,
    start weights and settings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for source, name in ((tokenizer, TOKENIZER), (encoder, ENCODER), (vocabulary, VOCABULARY)):
        if source.resolve() != (folder / name).resolve():
            shutil.copyfile(source, folder / name)
    (folder / RESOURCES).write_text("{}\n", encoding="utf-8")
    manifest = {
        "format": FORMAT,
        "name": "en",
        "language": "en",
        "version": version,
        "made": made,
        "licence": LICENCE,
        "started_from": STARTED_FROM,
        "trained_on": list(TRAINED_ON),
        "scores": scores,
        **({"made_of": made_of} if made_of else {}),
        "files": {
            name: {"size": (folder / name).stat().st_size, "sha256": digest(folder / name)} for name in sorted(FILES)
        },
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    card = folder / "README.md"
    if card.exists():
        card.write_text(with_scores(card.read_text(encoding="utf-8"), scores), encoding="utf-8")


def with_scores(card: str, scores: dict[str, dict[str, Any]]) -> str:
    """The model card with tables of the scores between its two marks."""
    encoder = scores["encoder"]
    names = [name.lower() for name in encoder if name != "upos"]
    table = [f"| F1 of | {' | '.join(names)} | parts of speech (accuracy) |", "|---" * (len(names) + 2) + "|"]
    table += [f"| {PARTS} | {' | '.join(str(value) for value in encoder.values())} |", ""]
    table += ["| F1 of | words | sentences |", "|---|---|---|"]
    table += [f"| {name} | {f1['tokens']} | {f1['sentences']} |" for name, f1 in scores["tokenizer"].items()]
    before, _, rest = card.partition(CARD_START)
    _, _, after = rest.partition(CARD_END)
    return before + CARD_START + "\n".join(table) + CARD_END + after
