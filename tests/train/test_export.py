"""The exported encoder computes what the trained one does. Needs the [train] extra."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quotetrack.parse.encoder import open_session, run_window
from quotetrack.parse.features import Window

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
