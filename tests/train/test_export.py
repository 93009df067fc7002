"""The exported encoder computes what the trained one does. Needs the [train] extra."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quotetrack.parse.encoder import open_session, run_windows
from quotetrack.parse.features import Window

pytest.importorskip("onnx", reason="needs the [train] extra")


def test_outputs_agree_for_any_batch_and_length(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
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
    whole, small = (open_session(tmp_path / name, 1) for name in ("whole.onnx", "small.onnx"))
    for lengths in ([5], [256, 3], [40, 40, 1]):
        windows = [Window(tuple(range(1, n + 1)), (1,) * n, (), ()) for n in lengths]
        with torch.no_grad():
            expected = [output.numpy() for output in encoder(*tensors(windows))]
        for want, exact, close in zip(expected, run_windows(whole, windows), run_windows(small, windows), strict=True):
            assert np.allclose(want, exact, atol=1e-4)
            for row, length in enumerate(lengths):
                assert np.abs(want[row, :length] - close[row, :length]).mean() < 0.05
