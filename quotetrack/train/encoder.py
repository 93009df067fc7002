"""Train the encoder: batches, augmentation, losses, loop with checkpoints, scores on the dev parts."""

from __future__ import annotations

import copy
import json
import logging
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from quotetrack.parse.features import CAPITALISED, CAPITALS, QUOTED, PieceTokenizer, Window
from quotetrack.parse.labels import CLAIM_WIDTH, CLAIMED, HEADS, Transitions
from quotetrack.train.examples import IGNORE, OPEN, Example, Predict, examples, score_encoder
from quotetrack.train.model import Chain, Encoder, starting_from
from quotetrack.train.samples import Names, Sample, bodies_of_one_word, renamed

logger = logging.getLogger(__name__)
MASK, LAST_SPECIAL = 103, 105
"""Pieces of the vocabulary: [MASK], and the last of those that are no words."""

# The weights of the losses were set by hand, except where a docstring says otherwise.
CHAIN = {"roles": 1.0, "entities": 0.7}
"""Weight of the loss of whole sequences, by head."""
WORD = {"roles": 0.3, "entities": 0.2, "upos": 0.2}
"""Weight of the loss of each word alone, which keeps the scores of one word apart from another's."""
TAUGHT = {"roles": 1.0, "entities": 0.7, "upos": 0.2}
"""Weight of how far each word's tags diverge from the teachers', by head."""
MACHINE = 0.3
"""Weight of entities that a machine annotated (PolNeAR's), where those by people weigh 1."""
ACT, CLAIM = 0.3, 0.5
"""Weight of the loss of acts, and of claims."""
MENTIONS = 8
"""Mentions of a window whose claims are learned at a time."""


@dataclass(frozen=True)
class EncoderSettings:
    """One training run. Rates fall over all epochs after a warm-up of 5 %, to a fiftieth.

    docs/model.md says what each of the less usual ones brought.
    """

    epochs: int = 4
    batch: int = 8
    rate: float = 3e-4
    """Of the topmost layer; each layer below has `layer_decay` of the one above it."""
    layer_decay: float = 0.85
    word_rate: float = 3e-5
    head_rate: float = 1e-3
    chain_rate: float = 5e-3
    decay: float = 0.01
    dropout: float = 0.1
    average: float = 0.998
    """Share that the running average of the weights keeps at each step. The average is what is stored."""
    masked: float = 0.06
    """Share of pieces that are hidden."""
    lower_case: float = 0.05
    """Share of windows that are seen without any capital."""
    no_marks: float = 0.03
    """Share of windows whose quotation marks are seen as unmatched."""
    renamed: float = 0.3
    """Share of texts whose persons and bodies get other names in an epoch."""
    names_often: int = 2
    """How often an epoch sees a passage of a treebank, against once for articles."""
    seed: int = 1


def _drawn(samples: Sequence[Sample], settings: EncoderSettings, names: Names, epoch: int) -> list[Sample]:
    """The texts of an epoch, some with other names, drawn from seed and epoch."""
    chance = random.Random(settings.seed * 1000 + epoch)
    drawn = []
    for sample in samples:
        for _ in range(1 if sample.by_machine or sample.peoples else settings.names_often):
            drawn.append(renamed(sample, names, chance) if chance.random() < settings.renamed else sample)
    return drawn


def _taught(found: list[Example], teachers: Sequence[Predict]) -> list[Example]:
    """The examples with what the teachers say of them: the mean of their scores."""
    if not teachers:
        return found

    def ask(example: Example) -> Example:
        said = [teacher([example.window])[0] for teacher in teachers]
        by_head = dict(zip(TAUGHT, zip(*said, strict=True), strict=True))
        return replace(example, taught={head: np.mean(by_head[head], axis=0) for head in TAUGHT})

    with ThreadPoolExecutor(torch.get_num_threads()) as pool:
        return list(pool.map(ask, found))


def _batches(found: list[Example], settings: EncoderSettings, epoch: int) -> list[list[Example]]:
    """Batches of windows of similar length, in an order drawn from seed and epoch."""
    chance = random.Random(settings.seed * 1000 + epoch)
    order = sorted(found, key=lambda e: len(e.window.ids) + chance.random() * 24)
    batches = [order[i : i + settings.batch] for i in range(0, len(order), settings.batch)]
    chance.shuffle(batches)
    return batches


def _augmented(example: Example, settings: EncoderSettings, chance: random.Random, marks: Sequence[int]) -> Example:
    """Pieces hidden, sometimes without capitals or with unmatched marks; `marks` are the ids of " and of “ and ”."""
    types, ids = example.window.types, example.window.ids
    if chance.random() < settings.lower_case:
        types = tuple(t & ~(CAPITALISED | CAPITALS) for t in types)
    if chance.random() < settings.no_marks:
        types = tuple(t & ~QUOTED for t in types)
        ids = tuple(marks[0] if i in marks else i for i in ids)
    ids = tuple(MASK if i > LAST_SPECIAL and chance.random() < settings.masked else i for i in ids)
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
    """The sum of all heads' losses, each a mean over words, attributions or mentions."""
    scores, mask = _word_scores(model, [e.window for e in batch])
    total = torch.zeros(())
    for head in LABELLED:
        own = scores[head]
        gold = torch.full(mask.shape, IGNORE)
        for row, example in enumerate(batch):
            tags = example.labels[head]
            gold[row, : len(tags)] = torch.tensor(begun(tags) if head in CHAIN else tags)
        worth = torch.tensor([MACHINE if head == "entities" and e.by_machine else 1.0 for e in batch])
        allowed = _allowed(gold, own.shape[2])
        known = gold != IGNORE
        logs = torch.log_softmax(own, -1).masked_fill(~allowed, -1e4).logsumexp(-1)
        total = total - WORD[head] * (logs * known * worth[:, None]).sum() / known.sum().clamp(min=1)
        whole = (known | ~mask).all(1)
        if head in CHAIN and whole.any():
            chain = cast(Chain, model.chains[head])
            losses = chain.loss(own[whole], allowed[whole], mask[whole])
            total = total + CHAIN[head] * (losses * worth[whole]).sum() / mask[whole].sum()
    for head in TAUGHT:
        if taught := [example.taught[head] for example in batch if example.taught is not None]:
            # Each word's own tags, as far as they are from the teachers' (Hinton et al. 2015).
            own = scores[head]
            said = torch.log_softmax(torch.from_numpy(np.concatenate(taught)), -1)
            divergence = F.kl_div(torch.log_softmax(own[mask], -1), said, reduction="batchmean", log_target=True)
            total = total + TAUGHT[head] * divergence
    return total + ACT * _act_loss(scores["acts"], batch) + CLAIM * _claim_loss(model, scores["claims"], batch)


def begun(tags: Sequence[int]) -> list[int]:
    """BIO tags where what goes on after something else begins anew: what a window cuts, or another span interrupts."""
    found: list[int] = []
    for tag in tags:
        goes_on = tag > 0 and tag % 2 == 0
        found.append(tag - 1 if goes_on and (not found or found[-1] not in (tag, tag - 1)) else tag)
    return found


def _allowed(gold: torch.Tensor, width: int) -> torch.Tensor:
    """Which tags the labels allow: bool (rows, words, width). An open word may be none or a people's name."""
    allowed = F.one_hot(gold.clamp(min=0), width).bool()
    allowed[..., width - 2 :] |= (gold == OPEN)[..., None]
    return allowed


def act_scores(scores: torch.Tensor, batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    """The scores of each attribution's act, float32 (attributions, acts): the means over its cue and over its content,
    added; and the acts' numbers."""
    found, gold = [], []
    for row, example in enumerate(batch):
        for judged in example.acts:
            parts = [scores[row, list(words)].mean(0) for words in (judged.cue, judged.content) if words]
            found.append(torch.stack(parts).sum(0))
            gold.append(judged.act)
    empty = scores.new_zeros((0, scores.shape[2]))
    return torch.stack(found) if found else empty, torch.tensor(gold, dtype=torch.long)


def _act_loss(scores: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    found, gold = act_scores(scores, batch)
    return F.cross_entropy(found, gold) if len(gold) else torch.zeros(())


def claim_scores(
    model: Encoder, vectors: torch.Tensor, batch: Sequence[Example], most: int | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """The scores of each word beside each mention, float32 (mentions, words, CLAIMED, 3), and their tags, int64
    (mentions, words, CLAIMED); of each window only the first `most` mentions in a random order."""
    rows, mentions, bins, tags = [], [], [], []
    length = vectors.shape[1]
    as_word, as_mention = vectors[..., :CLAIM_WIDTH], vectors[..., CLAIM_WIDTH:]
    for row, example in enumerate(batch):
        own = list(example.claims)
        if most is not None and len(own) > most:
            own = [own[int(at)] for at in torch.randperm(len(own))[:most]]
        for claim in own:
            rows.append(row)
            mentions.append(as_mention[row, slice(*claim.mention)].mean(0))
            rest = length - len(claim.bins)
            bins.append([*claim.bins, *[0] * rest])
            tags.append([[*own_tags, *[IGNORE] * rest] for own_tags in claim.tags])
    if not rows:
        none = vectors.new_zeros((0, length, len(CLAIMED), 3))
        return none, torch.zeros(none.shape[:3], dtype=torch.long)
    scores = model.claims(as_word[rows], torch.stack(mentions), torch.tensor(bins))
    return scores, torch.tensor(tags).transpose(1, 2)


def _claim_loss(model: Encoder, vectors: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """Sums over words, means over mentions, by words of about the length of a sentence."""
    scores, tags = claim_scores(model, vectors, batch, MENTIONS)
    if not len(tags):
        return torch.zeros(())
    losses = F.cross_entropy(scores.flatten(0, 2), tags.flatten(), ignore_index=IGNORE, reduction="sum")
    return losses / (len(tags) * SENTENCE)


SENTENCE = 20
LABELLED = ("roles", "entities", "upos")
"""The heads that are learned word by word."""


def _word_scores(model: Encoder, found: Sequence[Window]) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    """The scores of each head for the first piece of each word, float32 (rows, words, width), and where words are."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = model(*tensors(found))
    heads = torch.zeros(len(found), max(len(w.heads) for w in found), dtype=torch.long)
    mask = torch.zeros(heads.shape, dtype=torch.bool)
    for row, window in enumerate(found):
        heads[row, : len(window.heads)] = torch.tensor(window.heads)
        mask[row, : len(window.heads)] = True
    gathered = (output.float().gather(1, heads[:, :, None].expand(-1, -1, output.shape[2])) for output in outputs)
    return dict(zip(HEADS, gathered, strict=True)), mask


def _optimiser(model: Encoder, settings: EncoderSettings) -> torch.optim.Optimizer:
    """AdamW, the rate falling from the topmost layer down (Howard and Ruder 2018)."""
    top = len(model.layers)
    low = settings.rate * settings.layer_decay**top
    groups: list[tuple[Iterable[torch.nn.Parameter], float]] = [
        (model.words.parameters(), settings.word_rate),
        ([*model.positions.parameters(), *model.norm.parameters()], low),
        (model.types.parameters(), settings.rate),
        (model.heads.parameters(), settings.head_rate),
        (model.chains.parameters(), settings.chain_rate),
        (model.claims.parameters(), settings.head_rate),
    ]
    groups += [
        (layer.parameters(), settings.rate * settings.layer_decay ** (top - 1 - at))
        for at, layer in enumerate(model.layers)
    ]
    return torch.optim.AdamW(
        [{"params": list(parameters), "lr": rate} for parameters, rate in groups],
        weight_decay=settings.decay,
        fused=True,
    )


def score_heads(model: Encoder, held: Sequence[Example]) -> dict[str, float]:
    """Of the acts of attributions how many are right, and the F1 of words of roles and of bodies beside mentions, in
    per cent."""
    counts, acts = np.zeros((len(CLAIMED), 3)), np.zeros(2)
    model.eval()
    with torch.no_grad():
        for at in range(0, len(held), 16):
            batch = held[at : at + 16]
            scores, _ = _word_scores(model, [e.window for e in batch])
            found, gold = act_scores(scores["acts"], batch)
            acts += ((found.argmax(1) == gold).sum().item() if len(gold) else 0), len(gold)
            claimed, tags = claim_scores(model, scores["claims"], batch)
            guess = claimed.argmax(-1)
            for kind in range(len(CLAIMED)):
                known = tags[..., kind] != IGNORE
                own, true = (guess[..., kind] > 0) & known, (tags[..., kind] > 0) & known
                counts[kind] += (own & true).sum().item(), own.sum().item(), true.sum().item()
    result = {f"claims {n}": round(200 * c[0] / max(1, c[1] + c[2]), 1) for n, c in zip(CLAIMED, counts, strict=True)}
    return result | {"acts": round(100 * acts[0] / max(1, acts[1]), 1)}


def train(
    train_on: list[Sample],
    dev: list[Sample],
    choice: list[Sample],
    base: Path,
    out: Path,
    settings: EncoderSettings,
    teachers: Sequence[Predict] = (),
) -> dict[str, float]:
    """Train from the weights in `base` (see `starting_from`), on the samples and on the teachers' scores of them. A run
    that was killed goes on from its last checkpoint.

    Writes encoder.pt (the averaged weights), state.pt (for going on) and log.jsonl to `out`. Returns the last dev
    scores.
    """
    torch.manual_seed(settings.seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = PieceTokenizer(base / "vocab.txt")
    held, chosen = list(examples(dev, tokenizer)), list(examples(choice, tokenizer))
    names = Names(settings.seed, bodies=bodies_of_one_word(train_on))
    found = list(examples(_drawn(train_on, settings, names, 0), tokenizer))
    logger.info("%d windows to train on, %d held out", len(found), len(held))
    marks = [ids[0] for ids in tokenizer.pieces(['"', "“", "”"])]
    model = starting_from(base, settings.dropout)
    average = copy.deepcopy(model)
    steps = settings.epochs * len(_batches(found, settings, 0))
    optimiser = _optimiser(model, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.05 * steps), max(0.02, (steps - step) / (0.95 * steps)))
    )
    parts = {"model": model, "average": average, "optimiser": optimiser, "schedule": schedule}
    first, done = _restore(out / "state.pt", parts)
    scores: dict[str, float] = {}
    for epoch in range(first, settings.epochs):
        started, chance = time.monotonic(), random.Random(settings.seed + epoch)
        model.train()
        found = _taught(list(examples(_drawn(train_on, settings, names, epoch), tokenizer)), teachers)
        batches = _batches(found, settings, epoch)
        for step, batch in enumerate(batches):
            seen = [_augmented(e, settings, chance, marks) for e in batch]
            if epoch == first and step < done:
                continue  # drawn anyway, so that what follows is as in one run
            loss = _loss(model, seen)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            _average(average, model, settings.average, schedule.last_epoch)
            if step % 50 == 0:
                seconds = time.monotonic() - started
                logger.info("epoch %d step %d/%d loss %.3f %.0f s", epoch, step, len(batches), loss.item(), seconds)
            if step and step % CHECKPOINT == 0:
                _store(out / "state.pt", parts, epoch, step + 1)
        _store(out / "state.pt", parts, epoch + 1, 0)
        torch.save(average.state_dict(), out / "encoder.pt")
        scores = score_encoder(torch_predictor(average), held, chains_of(average)) | score_heads(average, chosen)
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"epoch": epoch, "settings": asdict(settings), **scores}) + "\n")
        logger.info("epoch %d: %s", epoch, scores)
    return scores


CHECKPOINT = 150
"""Steps between two checkpoints: about two minutes."""


@torch.no_grad()
def _average(average: Encoder, model: Encoder, keep: float, step: int) -> None:
    """One step of the running average, shorter at the start (Polyak and Juditsky 1992)."""
    keep = min(keep, (1 + step) / (10 + step))
    torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - keep)


def _store(state: Path, parts: Mapping[str, Any], epoch: int, step: int) -> None:
    """Save all that is needed to go on. A kill leaves either the old state or the whole new one."""
    held = {name: part.state_dict() for name, part in parts.items()}
    torch.save({"epoch": epoch, "step": step, "chance": torch.get_rng_state(), **held}, state.with_suffix(".new"))
    state.with_suffix(".new").replace(state)


def _restore(state: Path, parts: Mapping[str, Any]) -> tuple[int, int]:
    """The epoch and step to go on from."""
    if not state.exists():
        return 0, 0
    held = torch.load(state, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(held[name])
    torch.set_rng_state(held["chance"])
    return int(held["epoch"]), int(held["step"])


def chains_of(model: Encoder) -> dict[str, Transitions]:
    """The learned transitions of each head that has some, as arrays."""
    found = {}
    for head, chain in model.chains.items():
        between, start, end = (getattr(chain, name).detach().numpy() for name in ("between", "start", "end"))
        found[head] = Transitions.learned(between, start, end)
    return found


def torch_predictor(model: Encoder) -> Predict:
    """A predictor that runs the weights being trained."""

    @torch.no_grad()
    def predict(batch: Sequence[Window]) -> list[list[NDArray[np.float32]]]:
        model.eval()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = [output.float().numpy() for output in model(*tensors(batch))]
        return [[output[row, list(w.heads)] for output in outputs] for row, w in enumerate(batch)]

    return predict
