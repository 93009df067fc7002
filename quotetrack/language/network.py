"""A small network that scores candidates: numbers and vectors in, one score each out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Vector = Sequence[float]


@dataclass(frozen=True)
class Network:
    """Layers of weights (inputs, units) and biases (units), all but the last one followed by a rectifier (ReLU); `mean`
    and `scale` are of each input number. Vectors are `width` numbers wide; with 0 they are not read."""

    mean: NDArray[Any]
    scale: NDArray[Any]
    layers: tuple[tuple[NDArray[Any], NDArray[Any]], ...]
    width: int = 0

    def shares(
        self, rows: Sequence[Vector], source: Sequence[Vector] = (), mentions: Sequence[Sequence[Vector]] = ()
    ) -> NDArray[Any]:
        """How probable each of some candidates is, and last that it is none of them: float32 (candidates + 1).

        rows: numbers of each and of none (candidates + 1, features); source: the vectors of a source, which are added;
        mentions: vectors of each candidate. Absent vectors are empty. The result adds up to one.
        """
        import numpy as np

        x = (np.asarray(rows, dtype=np.float32) - self.mean) / self.scale
        if self.width:
            x = np.concatenate([x, self._beside(source, mentions)], 1)
        for weights, bias in self.layers[:-1]:
            x = np.maximum(x @ weights + bias, 0)
        weights, bias = self.layers[-1]
        scores = (x @ weights + bias)[:, 0]
        worth = np.exp(scores - scores.max())
        result: NDArray[Any] = worth / worth.sum()
        return result

    def _beside(self, source: Sequence[Vector], mentions: Sequence[Sequence[Vector]]) -> NDArray[Any]:
        """The products of a source's vector and those of each candidate, and both: float32 (candidates + 1, inputs)."""
        import numpy as np

        absent = (0.0,) * self.width
        asked = np.sum([vector or absent for vector in source], 0, dtype=np.float32)
        none = [(absent,) * len(mentions[0])] if mentions else [(absent,) * 3]
        own = np.array([[v or absent for v in each] for each in [*mentions, *none]], dtype=np.float32)
        flat = (len(own), -1)
        return np.concatenate([(own * asked).reshape(flat), np.tile(asked, (len(own), 1)), own.reshape(flat)], 1)

    def to_json(self) -> str:
        """The numbers as JSON, to five digits."""

        def rounded(array: NDArray[Any]) -> Any:
            return [float(f"{x:.5g}") for x in array] if array.ndim == 1 else [rounded(row) for row in array]

        layers = [{"weights": rounded(w), "bias": rounded(b)} for w, b in self.layers]
        held = {"width": self.width, "mean": rounded(self.mean), "scale": rounded(self.scale), "layers": layers}
        return json.dumps(held, separators=(",", ":"))

    @classmethod
    def from_json(cls, stored: str) -> Network:
        """The network that `to_json` stored."""
        import numpy as np

        def array(numbers: Any) -> NDArray[Any]:
            return np.array(numbers, dtype=np.float32)

        held = json.loads(stored)
        layers = tuple((array(layer["weights"]), array(layer["bias"])) for layer in held["layers"])
        return cls(array(held["mean"]), array(held["scale"]), layers, held["width"])
