"""Writes the pack that training ends in: the encoder as an ONNX file, and all parts in one folder with a manifest.

The encoder has 8-bit weights and does the same sums in fewer and faster steps. One window is read at a time, so nothing
is padded and no mask is needed. Queries, keys and values come from one product; attention and normalisation are single
operators of ONNX Runtime, which for a window of 200 pieces take 0.56 and 0.25 of the time of what it makes of PyTorch's
graph. Together: 1.38 s instead of 1.64 for 24,400 pieces, one core.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from quotetrack.parse.claims import ClaimHead
from quotetrack.parse.encoder import CLAIM_HEAD, TRANSITIONS
from quotetrack.parse.labels import HEADS
from quotetrack.parse.pack import (
    ENCODER,
    FILES,
    FORMAT,
    MANIFEST,
    RESOURCES,
    SPEAKERS,
    TOKENIZER,
    VOCABULARY,
    digest,
)
from quotetrack.train.model import (
    ATTENTION_HEADS,
    CHAINED,
    HIDDEN,
    TYPES,
    Encoder,
    Layer,
    stored,
)

OUTLIER = 5.0
"""Channels whose peaks are that many times the median peak are scaled down to it; 3 to 6 do equally well."""
_ROWS, _PIECES = 30, 200
"""Rows of random words, and pieces in each, that the peaks of channels are taken from."""


def export(weights: Path, out: Path, meanings: NDArray[np.float32] | None = None) -> None:
    """Write the encoder stored in `weights` (a state dict) to `out` as ONNX, weights in int8.

    Inputs `ids` and `types`, int64 (rows, pieces), without padding; one output a head, float32 (rows, pieces, width).
    `meanings` is what makes the vectors of the head of that name: float32 (width, HIDDEN).
    """
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.onnx")
        export_float(weights, whole, meanings)
        quantise(whole, out)
    _add_decoders(weights, out)


def _add_decoders(weights: Path, out: Path) -> None:
    """Put into the file what its users decode with: how tags follow each other, and the network that scores claims."""
    import onnx

    state = torch.load(weights, weights_only=True)
    learned = {
        head: {part: state[f"chains.{head}.{part}"].tolist() for part in ("between", "start", "end")}
        for head in CHAINED
    }
    model = onnx.load(str(out))
    claims = {
        name.removeprefix("claims."): value.numpy() for name, value in state.items() if name.startswith("claims.")
    }
    head = ClaimHead(
        claims["distances.weight"], claims["inner.weight"].T, claims["inner.bias"],
        claims["outer.weight"].T, claims["outer.bias"],
    )  # fmt: skip
    onnx.helper.set_model_props(model, {TRANSITIONS: json.dumps(learned), CLAIM_HEAD: head.to_json()})
    onnx.save(model, str(out))


def export_float(weights: Path, out: Path, meanings: NDArray[np.float32] | None = None) -> None:
    """Write the encoder as ONNX in float32."""
    encoder = stored(weights)
    if meanings is not None:
        head = nn.Linear(HIDDEN, len(meanings))
        head.weight.data, head.bias.data = torch.from_numpy(meanings), torch.zeros(len(meanings))
        encoder.heads["meanings"] = head
    encoder.eval()
    model = Compact(encoder, peaks_of(encoder)).eval()
    example = (torch.randint(1000, 2000, (2, 16)), torch.randint(0, TYPES, (2, 16)))
    names = ["ids", "types", *HEADS]
    with warnings.catch_warnings():
        # The exporter by tracing is old but needs no further package, and the graph is the same.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            model, example, str(out), input_names=names[:2], output_names=names[2:],
            dynamic_axes={name: {0: "rows", 1: "pieces"} for name in names}, opset_version=17, dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )  # fmt: skip


def quantise(whole: Path, out: Path) -> None:
    """Store the weights of an ONNX file in int8, one scale a channel, activations scaled as they come.

    Weights use 7 of the 8 bits: on processors without VNNI instructions the sums of two products
    would overflow otherwise, and parses would differ from machine to machine. On the dev parts
    source, cue, content scored 82.4 / 75.1 / 70.2, against 82.7 / 74.8 / 70.3 in float32 and 82.3 / 74.8 / 69.5
    before inputs were smoothed (see `_CompactLayer`). The divergence from float32 (mean KL of the tags for roles) fell
    from 0.0028 to 0.0012; an eighth bit would save 0.0001, and GPTQ without smoothing 0.0004. The heads
    stay as they are, small and faster so; so do the four embeddings of types.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    left = [*(f"/{head}/MatMul" for head in HEADS), "/types/Gather"]
    quantize_dynamic(
        whole, out, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=left
    )


class Compact(nn.Module):
    """An encoder with the outputs of the one given, for rows of one length without padding."""

    def __init__(self, encoder: Encoder, peaks: list[tuple[Tensor, Tensor]]) -> None:
        super().__init__()
        self.words, self.positions, self.types = encoder.words, encoder.positions, encoder.types
        self.norm, self.heads = encoder.norm, encoder.heads
        layers = (_CompactLayer(layer, *own) for layer, own in zip(_layers(encoder), peaks, strict=True))
        self.layers = nn.ModuleList(layers)

    def forward(self, ids: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """ids, types: int64 (rows, pieces). Returns float (rows, pieces, width) a head."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]][None] + self.types(types))
        for layer in self.layers:
            x = layer(x)
        return tuple(head(x) for head in self.heads.values())


class _CompactLayer(nn.Module):
    """A layer whose inputs to `up` and `down` are smoothed: divided by channel, the weights multiplied to match.

    A single channel runs to 30 where the others peak at 1.4 (it is the same for any text). With one scale for the
    whole input the others would get a twentieth of the 255 steps (Xiao et al. 2023, SmoothQuant).
    """

    def __init__(self, layer: Layer, up_peaks: Tensor, down_peaks: Tensor) -> None:
        super().__init__()
        parts = (layer.query, layer.key, layer.value)
        self.joined = _linear(torch.cat([p.weight for p in parts]), torch.cat([p.bias for p in parts]))
        self.output = layer.output
        self.norm_attention, self.norm_output = layer.norm_attention, layer.norm_output
        self.smooth_up, self.smooth_down = (_smoothing(peaks) for peaks in (up_peaks, down_peaks))
        self.uneven = bool(self.smooth_down.max() > 1)
        self.up = _linear(layer.up.weight * self.smooth_up, layer.up.bias)
        self.down = _linear(layer.down.weight * self.smooth_down, layer.down.bias)

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = self.joined(x).split(HIDDEN, 2)
        x = _normalised(x + self.output(_attention(query, key, value)))
        x = x * (self.norm_attention.weight / self.smooth_up) + self.norm_attention.bias / self.smooth_up
        inner = F.gelu(self.up(x))
        if self.uneven:
            inner = inner * (1 / self.smooth_down)
        x = _normalised(x * self.smooth_up + self.down(inner))
        output: Tensor = x * self.norm_output.weight + self.norm_output.bias
        return output


def peaks_of(encoder: Encoder) -> list[tuple[Tensor, Tensor]]:
    """How far each channel of the inputs of `up` and `down` runs, by layer: means of the peaks in rows of any words.

    The words are random: the channels that run far do so for any text (measured on PolNeAR's train part: 28.2 and
    27.8, 23.6 and 22.9), so that no corpus is needed to make a pack smaller.
    """
    seen: dict[nn.Module, Tensor] = {}
    chance = torch.Generator().manual_seed(1)

    def look(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        seen[module] = inputs[0].abs().amax(1).mean(0)

    layers = _layers(encoder)
    hooks = [part.register_forward_pre_hook(look) for layer in layers for part in (layer.up, layer.down)]
    with torch.inference_mode():
        ids = torch.randint(1, encoder.words.num_embeddings, (_ROWS, _PIECES), generator=chance)
        encoder(ids, torch.randint(0, encoder.types.num_embeddings, ids.shape, generator=chance))
    for hook in hooks:
        hook.remove()
    return [(seen[layer.up].clone(), seen[layer.down].clone()) for layer in layers]


def _layers(encoder: Encoder) -> list[Layer]:
    return [layer for layer in encoder.layers if isinstance(layer, Layer)]


def _smoothing(peaks: Tensor) -> Tensor:
    return (peaks / (OUTLIER * peaks.median())).clamp(min=1)


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    linear = nn.Linear(weight.shape[1], weight.shape[0])
    linear.weight.data, linear.bias.data = weight.detach().clone(), bias.detach().clone()
    return linear


class _Attention(torch.autograd.Function):
    """Multi-head attention without a mask, one operator of ONNX Runtime."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        rows, pieces, _ = query.shape
        split = (rows, pieces, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS)
        q, k, v = (x.view(split).transpose(1, 2) for x in (query, key, value))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(rows, pieces, HIDDEN)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=ATTENTION_HEADS)
        return node.setType(query.type())


class _Normalised(torch.autograd.Function):
    """To mean 0 and variance 1 along the last axis. ONNX Runtime's LayerNormalization takes four times as long."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return F.layer_norm(x, (HIDDEN,))

    @staticmethod
    def symbolic(graph: Any, x: Any) -> Any:
        return graph.op("MeanVarianceNormalization", x, axes_i=[2]).setType(x.type())


def _attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    mixed: Tensor = _Attention.apply(query, key, value)  # type: ignore[no-untyped-call]
    return mixed


def _normalised(x: Tensor) -> Tensor:
    even: Tensor = _Normalised.apply(x)  # type: ignore[no-untyped-call]
    return even


TRAINED_ON = (
    "PolNeAR 1.0, train part (Newell et al. 2018): sources, cues, contents; machine entities and parts of speech",
    "Universal NER, English EWT, train part (CC BY-SA 4.0): persons, organisations, places",
    "Universal Dependencies, English EWT, train part (CC BY-SA 4.0): parts of speech, tokens, sentences",
    "Universal Dependencies, English GUM, train part, documents of free genres only: tokens, sentences, parts of "
    "speech, and names, made of its mentions",
    "news from 40 countries (en-worldwide-newswire): names, by people; in 372 of 977 articles also sources, cues, "
    "contents, acts, roles and organisations, read for this project",
    "articles of PolNeAR train: acts, roles and organisations of 473, read for this project; of all 845 who is meant",
    "GAP, development and validation part (Webster et al. 2018, Apache-2.0): who is meant by a pronoun",
)
STARTED_FROM = "all-MiniLM-L6-v2 (Apache-2.0)"
THROUGH = ", by way of an earlier training"
PARTS = "PolNeAR dev (source, cue, content), EWT dev"
CARD_START, CARD_END = "<!-- scores -->\n", "\n<!-- /scores -->"
LICENCE = "Apache-2.0 for the weights; no text of the corpora is contained"


def write_pack(
    folder: Path,
    *,
    tokenizer: Path,
    encoder: Path,
    vocabulary: Path,
    speakers: Path | None = None,
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
    held = {
        TOKENIZER: tokenizer,
        ENCODER: encoder,
        VOCABULARY: vocabulary,
        **({SPEAKERS: speakers} if speakers else {}),
    }
    for name, source in held.items():
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
        "started_from": STARTED_FROM + (THROUGH if "encoder.pt" in (made_of or {}).get("start_weights", {}) else ""),
        "trained_on": list(TRAINED_ON),
        "scores": scores,
        **({"made_of": made_of} if made_of else {}),
        "files": {
            name: {"size": (folder / name).stat().st_size, "sha256": digest(folder / name)}
            for name in sorted({*FILES, *held})
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
