"""The exported encoder computes what the trained one does. Needs the [train] extra."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from quotetrack.parse.claims import claimed_spans, distance_bin
from quotetrack.parse.encoder import open_session, read_claim_head, read_transitions, run_window
from quotetrack.parse.features import Window
from quotetrack.parse.labels import CLAIMED, HEADS
from quotetrack.parse.pack import BUNDLED, MANIFEST, find_pack
from quotetrack.train.export import with_scores, write_pack

pytest.importorskip("onnx", reason="needs the [train] extra")


def test_outputs_agree_at_any_length(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import torch

    from quotetrack.train import export, model
    from quotetrack.train.encoder import tensors

    monkeypatch.setattr(model, "LAYERS", 2)
    monkeypatch.setattr(model, "VOCABULARY", 3000)
    torch.manual_seed(1)
    encoder = model.Encoder().eval()
    torch.save(encoder.state_dict(), tmp_path / "encoder.pt")
    export.export_float(tmp_path / "encoder.pt", tmp_path / "whole.onnx")
    export.export(tmp_path / "encoder.pt", tmp_path / "small.onnx")
    whole, small = (open_session(tmp_path / name) for name in ("whole.onnx", "small.onnx"))
    for length in (1, 5, 40, 256):
        window = Window(tuple(range(1, length + 1)), (1,) * length, (), tuple(range(length)))
        with torch.no_grad():
            expected = [output[0].numpy() for output in encoder(*tensors([window]))]
        for want, exact, close in zip(expected, run_window(whole, window), run_window(small, window), strict=True):
            assert np.allclose(want, exact, atol=1e-4)
            assert np.abs(want - close).mean() < 0.05


def test_what_was_learned_of_sequences_is_in_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import torch

    from quotetrack.train import export, model
    from quotetrack.train.encoder import chains_of

    monkeypatch.setattr(model, "LAYERS", 1)
    monkeypatch.setattr(model, "VOCABULARY", 3000)
    encoder = model.Encoder().eval()
    for parameter in encoder.chains.parameters():
        torch.nn.init.normal_(parameter)
    torch.save(encoder.state_dict(), tmp_path / "encoder.pt")
    export.export(tmp_path / "encoder.pt", tmp_path / "small.onnx")
    learned, held = chains_of(encoder), read_transitions(open_session(tmp_path / "small.onnx"))
    assert set(held) == set(learned) == {"roles", "entities"}
    assert read_claim_head(open_session(tmp_path / "small.onnx")) is not None
    for head, chain in learned.items():
        for part in ("between", "start", "end"):
            assert np.allclose(getattr(chain, part), getattr(held[head], part), atol=1e-6)


def test_claims_are_those_of_the_trained_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import torch

    from quotetrack.train import encoder as training
    from quotetrack.train import export, model
    from quotetrack.train.examples import ClaimExample, Example

    monkeypatch.setattr(model, "LAYERS", 1)
    monkeypatch.setattr(model, "VOCABULARY", 3000)
    torch.manual_seed(2)
    encoder = model.Encoder().eval()
    for parameter in encoder.claims.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    torch.save(encoder.state_dict(), tmp_path / "encoder.pt")
    export.export_float(tmp_path / "encoder.pt", tmp_path / "whole.onnx")
    export._add_decoders(tmp_path / "encoder.pt", tmp_path / "whole.onnx")
    session = open_session(tmp_path / "whole.onnx")
    head = read_claim_head(session)
    assert head is not None

    places = tuple(range(12))
    window, bins = Window(tuple(range(1000, 1012)), (1,) * 12, places, places), tuple(map(distance_bin, range(-4, 8)))
    claim = ClaimExample((4, 6), bins, ((0,) * 12,) * len(CLAIMED))
    with torch.no_grad():
        vectors = dict(zip(HEADS, encoder(*training.tensors([window])), strict=True))["claims"]
        scores, _ = training.claim_scores(encoder, vectors, [Example(window, {}, claims=[claim])])
    shares = head.probabilities(dict(zip(HEADS, run_window(session, window), strict=True))["claims"], (4, 6), bins)
    assert np.allclose(shares, torch.softmax(scores[0], -1).numpy(), atol=1e-4)
    expected = list(claimed_spans(torch.softmax(scores[0], -1).numpy()))
    assert expected and [span[:3] for span in claimed_spans(shares)] == [span[:3] for span in expected]


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
