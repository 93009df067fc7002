"""Writing a pack."""

from __future__ import annotations

import json
from pathlib import Path

from quotetrack.parse.pack import BUNDLED, MANIFEST, find_pack
from quotetrack.train.pack import with_scores, write_pack

SCORES = {"encoder": {"cue": 7.5, "upos": 93.0}, "tokenizer": {"en_x-dev": {"tokens": 98.0, "sentences": 88.5}}}


def test_what_is_written_can_be_found(tmp_path: Path) -> None:
    parts = {name: tmp_path / name for name in ("tokenizer", "encoder", "vocabulary")}
    for name, path in parts.items():
        path.write_text(name, encoding="utf-8")
    for _ in range(2):  # the second time over the first
        write_pack(tmp_path / "pack", **parts, version="3.1", made="2026-01-02", scores=SCORES)
    pack = find_pack(tmp_path / "pack")
    pack.verify()
    assert pack.stamp.startswith("en 3.1 ")
    assert pack.path("encoder.onnx").read_text("utf-8") == "encoder"
    manifest = json.loads((tmp_path / "pack" / MANIFEST).read_text("utf-8"))
    assert (manifest["made"], manifest["scores"]) == ("2026-01-02", SCORES)
    assert str(tmp_path) not in json.dumps(manifest)


def test_the_card_takes_its_scores_from_the_manifest() -> None:
    card = (BUNDLED / "README.md").read_text("utf-8")
    scores = json.loads((BUNDLED / MANIFEST).read_text("utf-8"))["scores"]
    assert with_scores(card, scores) == card
    filled = with_scores(card, SCORES)
    assert "| 7.5 | 93.0 |" in filled and "| en_x-dev | 98.0 | 88.5 |" in filled
    assert filled.startswith("# Model card") and filled.endswith(card[-80:])
