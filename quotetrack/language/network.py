"""Small networks that score candidates together: numbers and vectors in, one score each out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = Sequence[Sequence[float]] | NDArray[Any]

Group = TypeVar("Group")
_LEAST = 1e-7
"""The least share that a score is made of, lest it have no logarithm."""


@dataclass(frozen=True)
class Calibration:
    """What makes scores of one category of sources as sure as they are often right: they are divided by `temperature`,
    and `body` is added for bodies, `nobody` for nobody (vector scaling, Guo et al. 2017)."""

    temperature: float = 1.0
    body: float = 0.0
    nobody: float = 0.0


@dataclass(frozen=True)
class Network:
    """Layers of weights (inputs, units) and biases (units), all but the last one followed by a rectifier (ReLU); `mean`
    and `scale` are of each input number. Vectors are `width` numbers wide; with 0 they are not read. The last layer has
    one output for each of several networks that were trained alike: their shares are averaged."""

    mean: NDArray[Any]
    scale: NDArray[Any]
    layers: tuple[tuple[NDArray[Any], NDArray[Any]], ...]
    width: int = 0
    calibration: Mapping[str, Calibration] = field(default_factory=dict)

    def inputs(self, rows: Table, source: Table = (), mentions: Sequence[Table] | NDArray[Any] = ()) -> NDArray[Any]:
        """What the layers read of some candidates, and last of none of them: float32 (candidates + 1, inputs).

        rows: numbers of each and of none (candidates + 1, features); source: the vectors of a source, which are added;
        mentions: vectors of each candidate. Absent vectors are empty.
        """
        import numpy as np

        x: NDArray[Any] = (np.asarray(rows, dtype=np.float32) - self.mean) / self.scale
        return np.concatenate([x, self._beside(source, mentions)], 1) if self.width else x

    def scores(self, inputs: NDArray[Any]) -> NDArray[Any]:
        """The score of each of some candidates, and last that of none of them: float32 (candidates + 1)."""
        import numpy as np

        given = self._given(inputs)
        worth = np.exp(given - given.max(0))
        result: NDArray[Any] = np.log((worth / worth.sum(0)).mean(1) + _LEAST)
        return result

    def worth(self, pair: NDArray[Any], groups: Mapping[Group, Sequence[int]]) -> dict[Group, float]:
        """By how much the first of two candidates would lead less, if a group of inputs were as the second one's.

        pair: float32 (2, inputs); groups: the inputs of each group, by their numbers. The worth is in natural
        logarithms of odds, the mean of all networks.
        """
        import numpy as np

        first, second = pair
        changed = np.repeat(pair[:1], len(groups), 0)
        for row, columns in zip(changed, groups.values(), strict=True):
            row[list(columns)] = second[list(columns)]
        given = self._given(np.concatenate([first[None], changed])).mean(1)
        return {group: float(given[0] - each) for group, each in zip(groups, given[1:], strict=True)}

    def _given(self, x: NDArray[Any]) -> NDArray[Any]:
        """What the last layer gives: float32 (rows, networks)."""
        import numpy as np

        for weights, bias in self.layers[:-1]:
            x = np.maximum(x @ weights + bias, 0)
        weights, bias = self.layers[-1]
        result: NDArray[Any] = x @ weights + bias
        return result

    def shares(self, scores: NDArray[Any], bodies: Sequence[bool], category: str) -> NDArray[Any]:
        """How probable each candidate is, and last that it is none of them, by scores: float32 (candidates + 1), one in
        all. `bodies` tells which candidates are no persons; `category` what kind of source is asked about."""
        import numpy as np

        known = self.calibration.get(category, Calibration())
        added = np.array([*(known.body if each else 0.0 for each in bodies), known.nobody], dtype=np.float32)
        even = scores / known.temperature + added
        worth = np.exp(even - even.max())
        result: NDArray[Any] = worth / worth.sum()
        return result

    def _beside(self, source: Table, mentions: Sequence[Table] | NDArray[Any]) -> NDArray[Any]:
        """The products of a source's vector and those of each candidate, and both: float32 (candidates + 1, inputs)."""
        import numpy as np

        absent = (0.0,) * self.width
        asked = np.sum([vector if len(vector) else absent for vector in source], 0, dtype=np.float32)
        none = [(absent,) * len(mentions[0])] if len(mentions) else [(absent,) * 3]
        own = np.array([[v if len(v) else absent for v in each] for each in [*mentions, *none]], dtype=np.float32)
        flat = (len(own), -1)
        return np.concatenate([(own * asked).reshape(flat), np.tile(asked, (len(own), 1)), own.reshape(flat)], 1)

    def to_json(self) -> str:
        """The numbers as JSON, to five digits."""

        def rounded(array: NDArray[Any]) -> Any:
            return [float(f"{x:.5g}") for x in array] if array.ndim == 1 else [rounded(row) for row in array]

        layers = [{"weights": rounded(w), "bias": rounded(b)} for w, b in self.layers]
        calibration = {name: [round(x, 3) for x in astuple(each)] for name, each in self.calibration.items()}
        held = {
            "width": self.width, "mean": rounded(self.mean), "scale": rounded(self.scale), "layers": layers,
            "calibration": calibration,
        }  # fmt: skip
        return json.dumps(held, separators=(",", ":"))

    @classmethod
    def from_json(cls, stored: str) -> Network:
        """The network that `to_json` stored."""
        import numpy as np

        def array(numbers: Any) -> NDArray[Any]:
            return np.array(numbers, dtype=np.float32)

        held = json.loads(stored)
        layers = tuple((array(layer["weights"]), array(layer["bias"])) for layer in held["layers"])
        calibration = {name: Calibration(*each) for name, each in held["calibration"].items()}
        return cls(array(held["mean"]), array(held["scale"]), layers, held["width"], calibration)
