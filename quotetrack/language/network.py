"""A small network that scores candidates: numbers in, one score each out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Network:
    """Layers of weights (inputs, units) and biases (units), all but the last one followed by a rectifier (ReLU); `mean`
    and `scale` are of each input number."""

    mean: NDArray[Any]
    scale: NDArray[Any]
    layers: tuple[tuple[NDArray[Any], NDArray[Any]], ...]

    def shares(self, rows: Sequence[Sequence[float]]) -> NDArray[Any]:
        """How probable each of some candidates is, float32 (rows), from their numbers (rows, features); they add up to
        one."""
        import numpy as np

        x = (np.asarray(rows, dtype=np.float32) - self.mean) / self.scale
        for weights, bias in self.layers[:-1]:
            x = np.maximum(x @ weights + bias, 0)
        weights, bias = self.layers[-1]
        scores = (x @ weights + bias)[:, 0]
        worth = np.exp(scores - scores.max())
        return worth / worth.sum()

    def to_json(self) -> str:
        """The numbers as JSON, to five digits."""
        def rounded(array: NDArray[Any]) -> Any:
            return [float(f"{x:.5g}") for x in array] if array.ndim == 1 else [rounded(row) for row in array]

        layers = [{"weights": rounded(w), "bias": rounded(b)} for w, b in self.layers]
        held = {"mean": rounded(self.mean), "scale": rounded(self.scale), "layers": layers}
        return json.dumps(held, separators=(",", ":"))

    @classmethod
    def from_json(cls, stored: str) -> Network:
        """The network that `to_json` stored."""
        import numpy as np

        def array(numbers: Any) -> NDArray[Any]:
            return np.array(numbers, dtype=np.float32)

        held = json.loads(stored)
        layers = tuple((array(layer["weights"]), array(layer["bias"])) for layer in held["layers"])
        return cls(array(held["mean"]), array(held["scale"]), layers)
