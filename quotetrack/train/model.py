"""The encoder: six BERT layers (MiniLM-L6-H384), one linear head for each kind of label, CRFs over spans.

Written out rather than taken from a model library, so that training needs only torch and
safetensors and the exported graph holds nothing but what it computes.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotetrack.parse.claims import BINS
from quotetrack.parse.labels import CLAIM_WIDTH, CLAIMED, HEADS, forbidden

HIDDEN, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
CHAINED = ("roles", "entities")
"""The heads whose tags are decoded as whole sequences."""
TYPES = 8
"""The number of types of a word: capitalised or not, in quotation marks or not, in capitals only or not."""


class Dropout(nn.Module):
    """Dropout as PyTorch's, in steps of 1/256 of `share`, from random bytes, which take an eighth of the time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.dropped:
            return x
        kept = torch.empty(x.shape, dtype=torch.uint8).random_(256) >= self.dropped
        return x * (kept.to(x.dtype) * (256 / (256 - self.dropped)))


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT (Devlin et al. 2019)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm_attention, self.norm_output = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        split = (rows, length, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS)
        q, k, v = (f(x).view(split).transpose(1, 2) for f in (self.query, self.key, self.value))
        # PyTorch's fused attention takes three times as long for the gradients on a CPU.
        weights = torch.softmax(q @ k.transpose(-1, -2) * split[3] ** -0.5 + mask.to(q.dtype), dim=-1, dtype=q.dtype)
        mixed = (weights @ v).transpose(1, 2).reshape(rows, length, HIDDEN)
        x = self.norm_attention(x + self.dropout(self.output(mixed)))
        output: Tensor = self.norm_output(x + self.dropout(self.down(F.gelu(self.up(x)))))
        return output


class Chain(nn.Module):
    """A linear-chain CRF over BIO tags (Lafferty et al. 2001): learned scores of how tags follow each other."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.between, self.start, self.end = (
            nn.Parameter(torch.zeros(size)) for size in ((width, width), width, width)
        )

    def loss(self, scores: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Minus the logarithm of the probability of all sequences of allowed tags, float32 (rows).

        scores: float32 (rows, words, width), allowed: bool of that shape, mask: bool (rows, words), true from the
        first word on as far as the row goes.
        """
        barred, barred_at_start = (torch.from_numpy(scores) for scores in forbidden(len(self.start)))
        between, start = self.between + barred, self.start + barred_at_start
        # Allowed and all sequences are summed side by side.
        both = torch.cat([scores.masked_fill(~allowed, -1e4), scores])
        going = torch.cat([mask, mask])[:, :, None]
        peak = both.amax(2, keepdim=True).detach()
        worth, follow = (both - peak).exp().unbind(1), between.exp()
        sums = (start + both[:, 0] - peak[:, 0]).exp()
        total = peak[:, 0, 0]
        for step in range(1, both.shape[1]):
            after = (sums @ follow) * worth[step]
            size = after.sum(1, keepdim=True).clamp(min=1e-30)
            here = going[:, step]
            total = total + torch.where(here, size.log() + peak[:, step], 0.0)[:, 0]
            sums = torch.where(here, after / size, sums)
        logs = total + (sums @ self.end.exp()).clamp(min=1e-30).log()
        loss: Tensor = logs[len(scores) :] - logs[: len(scores)]
        return loss


class ClaimScorer(nn.Module):
    """The scores of words beside mentions, from the vectors of both and the distance between them."""

    INNER = 64

    def __init__(self) -> None:
        super().__init__()
        self.distances = nn.Embedding(BINS, CLAIM_WIDTH)
        self.inner, self.outer = nn.Linear(CLAIM_WIDTH, self.INNER), nn.Linear(self.INNER, 3 * len(CLAIMED))

    def forward(self, words: Tensor, mentions: Tensor, bins: Tensor) -> Tensor:
        """words: float (mentions, words, CLAIM_WIDTH); mentions: float (mentions, CLAIM_WIDTH); bins: int64 (mentions,
        words). Returns the scores of O, B and I of each of CLAIMED: float (mentions, words, CLAIMED, 3)."""
        beside = mentions[:, None]
        x = F.gelu(words + beside + words * beside + self.distances(bins), approximate="tanh")
        scores: Tensor = self.outer(F.gelu(self.inner(x), approximate="tanh"))
        return scores.view(*bins.shape, len(CLAIMED), 3)


class Encoder(nn.Module):
    """The encoder, from the ids and types of pieces to the scores of each head."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(TYPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, width) for name, width in HEADS.items()})
        self.chains = nn.ModuleDict({name: Chain(HEADS[name]) for name in CHAINED})
        self.claims = ClaimScorer()

    def forward(self, ids: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """ids, types: int64 (rows, pieces), padding 0. Returns float (rows, pieces, width) a head."""
        mask = ((ids == 0).to(torch.float32) * -1e4)[:, None, None, :]
        x = self.words(ids) + self.positions.weight[: ids.shape[1]][None] + self.types(types)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return tuple(head(x) for head in self.heads.values())


def starting_from(folder: Path, dropout: float = 0.1) -> Encoder:
    """An encoder with the weights in a folder: those that an earlier training left there (encoder.pt), or those of
    all-MiniLM-L6-v2 (model.safetensors)."""
    trained = folder / "encoder.pt"
    if not trained.is_file():
        return from_minilm(folder, dropout)
    return stored(trained, dropout)


def stored(weights: Path, dropout: float = 0.0) -> Encoder:
    """An encoder with weights that a training stored; what tells who is meant is trained apart and may not be there."""
    model = Encoder(dropout)
    missing, unexpected = model.load_state_dict(torch.load(weights, weights_only=True), strict=False)
    if unexpected or any(not name.startswith("heads.meanings.") for name in missing):
        raise ValueError(f"{weights}: not of this encoder: missing {missing}, unexpected {unexpected}")
    return model


def from_minilm(folder: Path, dropout: float = 0.1) -> Encoder:
    """An encoder that starts from the weights of all-MiniLM-L6-v2 (model.safetensors in folder)."""
    from safetensors.torch import load_file

    model = Encoder(dropout)
    weights = load_file(folder / "model.safetensors")
    names = {
        "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
        "attention.output.dense": "output", "attention.output.LayerNorm": "norm_attention",
        "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm_output",
    }  # fmt: skip
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{layer}.{ours}.{part}"] = weights[f"encoder.layer.{layer}.{theirs}.{part}"]
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith(("types.", "heads.", "chains.", "claims.")) for name in missing):
        raise ValueError(f"{folder}: not all-MiniLM-L6-v2: missing {missing}, unexpected {unexpected}")
    with torch.no_grad():
        own = weights["embeddings.token_type_embeddings.weight"]
        model.types.weight.copy_(own[0].repeat(TYPES, 1) + 0.02 * torch.randn(TYPES, HIDDEN))
    return model
