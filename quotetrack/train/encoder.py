"""Train the encoder: batches, augmentation, loop with checkpoints, scores on the dev parts."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from quotetrack.marks import find_quoted
from quotetrack.parse.features import CAPITALISED, QUOTED, PieceTokenizer, Window, read_words, windows
from quotetrack.parse.labels import ENTITIES, HEADS, ROLES, UPOS
from quotetrack.text import paragraphs
from quotetrack.train.corpora import Sample, Spans
from quotetrack.train.model import Encoder, from_minilm
from quotetrack.train.scoring import IGNORE, Example, Predict, evaluate

logger = logging.getLogger(__name__)
WEIGHTS = {"roles": 1.0, "entities": 0.5, "upos": 0.2}


@dataclass(frozen=True)
class Settings:
    """One training run. `rate` falls to 0 over all epochs after a warm-up of 5 %."""

    epochs: int = 4
    batch: int = 8
    rate: float = 2e-4
    decay: float = 0.01
    dropout: float = 0.1
    train_words: bool = False
    lower_case: float = 0.05
    """Share of windows that are seen without any capital."""
    no_marks: float = 0.03
    """Share of windows whose quotation marks are seen as unmatched."""
    seed: int = 1


def examples(samples: Sequence[Sample], tokenizer: PieceTokenizer) -> Iterator[Example]:
    """Windows of the samples, labelled."""
    for sample in samples:
        parts = paragraphs(sample.text)
        words = read_words(sample.text, parts, find_quoted(sample.text, parts))
        if not words.spans:
            continue
        labels = {
            "roles": _bio(words.spans, sample.roles, ROLES),
            "entities": _bio(words.spans, sample.entities, ENTITIES),
            "upos": [UPOS.index(sample.upos[s.start]) if s.start in sample.upos else IGNORE for s in words.spans],
        }
        for window in windows(words, tokenizer.pieces(words.forms)):
            yield Example(window, {head: tuple(tags[i] for i in window.words) for head, tags in labels.items()})


def _bio(words: Sequence[tuple[int, int]], spans: Spans | None, names: Sequence[str]) -> list[int]:
    if spans is None:
        return [IGNORE] * len(words)
    tags = [0] * len(words)
    starts = np.array([w[0] for w in words])
    ends = np.array([w[1] for w in words])
    for start, end, name in sorted(spans, key=lambda s: s[0] - s[1]):
        first, last = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end, "left"))
        base = 1 + 2 * names.index(name)
        tags[first:last] = [base] + [base + 1] * (last - first - 1) if last > first else []
    return tags


def _batches(found: list[Example], settings: Settings, epoch: int) -> list[list[Example]]:
    """Batches of windows of similar length, in an order drawn from seed and epoch."""
    chance = random.Random(settings.seed * 1000 + epoch)
    order = sorted(found, key=lambda e: len(e.window.ids) + chance.random() * 24)
    batches = [order[i : i + settings.batch] for i in range(0, len(order), settings.batch)]
    chance.shuffle(batches)
    return batches


def _augmented(example: Example, settings: Settings, chance: random.Random, marks: Sequence[int]) -> Example:
    """Sometimes without capitals or with unmatched marks; `marks` are the ids of " and of “ and ”."""
    types, ids = example.window.types, example.window.ids
    if chance.random() < settings.lower_case:
        types = tuple(t & ~CAPITALISED for t in types)
    if chance.random() < settings.no_marks:
        types = tuple(t & ~QUOTED for t in types)
        ids = tuple(marks[0] if i in marks else i for i in ids)
    return replace(example, window=replace(example.window, types=types, ids=ids))


def tensors(batch: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """Piece ids and types of a batch, int64 (rows, pieces), padded with 0."""
    ids = torch.zeros(len(batch), max(len(w.ids) for w in batch), dtype=torch.long)
    types = torch.zeros_like(ids)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        types[row, : len(window.types)] = torch.tensor(window.types)
    return ids, types


def _loss(model: Encoder, batch: list[Example]) -> torch.Tensor:
    ids, types = tensors([e.window for e in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = model(ids, types)
    total = torch.zeros(())
    for head, logits in zip(HEADS, outputs, strict=True):
        gold = torch.full(ids.shape, IGNORE)
        for row, example in enumerate(batch):
            gold[row, list(example.window.heads)] = torch.tensor(example.labels[head])
        known = (gold != IGNORE).sum()
        if known:
            total = total + WEIGHTS[head] * F.cross_entropy(logits.float().flatten(0, 1), gold.flatten())
    return total


def train(train_on: list[Sample], dev: list[Sample], base: Path, out: Path, settings: Settings) -> dict[str, float]:
    """Train from all-MiniLM-L6-v2 in `base`; a run killed in between goes on from its last epoch.

    Writes encoder.pt, state.pt (for going on) and log.jsonl to `out`. Returns the last dev scores.
    """
    torch.manual_seed(settings.seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = PieceTokenizer(base / "vocab.txt")
    found, held = list(examples(train_on, tokenizer)), list(examples(dev, tokenizer))
    logger.info("%d windows to train on, %d held out", len(found), len(held))
    marks = [ids[0] for ids in tokenizer.pieces(['"', "“", "”"])]
    model = from_minilm(base, settings.dropout)
    model.words.weight.requires_grad_(settings.train_words)
    steps = settings.epochs * len(_batches(found, settings, 0))
    optimiser = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], lr=settings.rate, weight_decay=settings.decay
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.05 * steps), max(0.0, (steps - step) / (0.95 * steps)))
    )
    first = _restore(out / "state.pt", model, optimiser, schedule)
    scores: dict[str, float] = {}
    for epoch in range(first, settings.epochs):
        started, chance = time.monotonic(), random.Random(settings.seed + epoch)
        model.train()
        batches = _batches(found, settings, epoch)
        for step, batch in enumerate(batches):
            loss = _loss(model, [_augmented(e, settings, chance, marks) for e in batch])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if step % 50 == 0:
                seconds = time.monotonic() - started
                logger.info("epoch %d step %d/%d loss %.3f %.0f s", epoch, step, len(batches), loss.item(), seconds)
        scores = evaluate(torch_predictor(model), held)
        torch.save(model.state_dict(), out / "encoder.pt")
        torch.save((epoch + 1, model.state_dict(), optimiser.state_dict(), schedule.state_dict()), out / "state.pt")
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"epoch": epoch, "settings": asdict(settings), **scores}) + "\n")
        logger.info("epoch %d: %s", epoch, scores)
    return scores


def _restore(state: Path, model: Encoder, optimiser: torch.optim.Optimizer, schedule: object) -> int:
    if not state.exists():
        return 0
    epoch, weights, moments, rates = torch.load(state, weights_only=True)
    model.load_state_dict(weights)
    optimiser.load_state_dict(moments)
    schedule.load_state_dict(rates)  # type: ignore[attr-defined]
    return int(epoch)


def torch_predictor(model: Encoder) -> Predict:
    """A predictor that runs the weights being trained."""

    @torch.no_grad()
    def predict(batch: Sequence[Window]) -> list[list[NDArray[np.float32]]]:
        model.eval()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = [output.float().numpy() for output in model(*tensors(batch))]
        return [[output[row, list(w.heads)] for output in outputs] for row, w in enumerate(batch)]

    return predict
