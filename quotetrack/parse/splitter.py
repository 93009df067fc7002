"""Split texts into tokens and sentences with a small Stanza tokenizer, many texts at a time.

The model is Stanza's, but its inputs and outputs are arrays here. Stanza's own code around the model makes a Python
list of features for every character and an object for every token, which takes four times as long as the model itself
(PolNeAR dev, one thread: 8.3 of 14.1 s of parsing; here 1.5 s). The tokens are those that Stanza gives for each stretch
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.tokenization.data import NEWLINE_WHITESPACE_RE, WHITESPACE_RE
from stanza.models.tokenization.utils import MASK_RE

from quotetrack.parse.features import PreparedText
from quotetrack.records import Span

STRETCH = 3000
"""The most characters of a paragraph that the tokenizer gets at once, since memory grows with the longest one. 99.9 %
of paragraphs are shorter."""
FEATURES = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")
REACH = 1000
"""Characters that the model reads at once, as in Stanza. Longer blocks are read in steps, from sentence to sentence."""
BATCH = 10_000
"""Characters in a batch, with padding. Swept from 4,000 to 32,000, between which it matters little."""
GROUP = 200_000
"""Characters that are tokenized in one call. Each takes about 100 bytes of memory meanwhile, 300 with Stanza."""
_MAY_MASK = re.compile(r"@|://|www\.|\.(?:gov|org|edu|net|co)")
"""What every address that `MASK_RE` finds has in it. Looking for this first is forty times as fast."""
_WORD_END, _SENTENCE_END = 1, 2


@dataclass
class Split:
    """The tokens of a text. `starts` are the indices of those that start a sentence, `several` of those that are
    several words."""

    tokens: list[Span] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    several: list[int] = field(default_factory=list)


@dataclass
class _Block:
    """Lines of text number `number` with no blank line between them. `at` are the offsets of its characters in the
    text, and `read` is how many of them the model has read."""

    number: int
    at: NDArray[np.int64]
    units: NDArray[np.int64]
    features: NDArray[np.float32]
    tags: NDArray[np.int64]
    read: int = 0


@contextmanager
def one_thread() -> Iterator[None]:
    """Run torch on one thread. The tokenizer's steps are so small that two threads gain nothing; while other programs
    run they wait for each other a thousand times longer than they work."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def groups(texts: Sequence[PreparedText]) -> Iterator[list[tuple[int, Span]]]:
    """The stretches of all texts, in order, each with the number of its text, in groups of bounded size."""
    group: list[tuple[int, Span]] = []
    size = 0
    for number, text in enumerate(texts):
        for stretch in stretches(text):
            if group and size + stretch.end - stretch.start > GROUP:
                yield group
                group, size = [], 0
            group.append((number, stretch))
            size += stretch.end - stretch.start
    if group:
        yield group


def stretches(text: PreparedText) -> Iterator[Span]:
    """The paragraphs of a text; those longer than `STRETCH` are cut, after a full stop where there is one."""
    for start, end in text.paragraphs:
        while end - start > STRETCH:
            half, limit = start + STRETCH // 2, start + STRETCH
            cut = text.text.rfind(". ", half, limit) + 1 or text.text.rfind(" ", half, limit) + 1 or limit
            yield Span(start, cut)
            start = cut
        yield Span(start, end)


class Splitter:
    """A splitter that runs the model of a Stanza tokenizer (its `Trainer`, on the CPU) that `understands` accepts."""

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self._invtemp = float(trainer.args["hier_invtemp"])
        self._ids = dict(trainer.vocab._unit2id)
        self._unknown = int(trainer.vocab.unit2id("<UNK>"))
        self._characters: dict[str, tuple[int, bool, bool, bool]] = {}

    @staticmethod
    def understands(trainer: Any) -> bool:
        """Whether the model is of the kind that packs have: two layers, no dictionary, no words split in parts."""
        args = trainer.args
        plain = not (args.get("use_mwt") or args.get("use_dictionary") or args.get("conv_res") or args["skip_newline"])
        layers = args["hierarchical"] and args["hier_invtemp"] > 0 and args["rnn_layers"] == 1
        return plain and layers and trainer.model.charmodel is None and tuple(args["feat_funcs"]) == FEATURES

    def read(self, texts: Sequence[PreparedText]) -> list[Split]:
        """The tokens of each text, as Stanza makes them of each stretch of it alone."""
        splits = [Split() for _ in texts]
        with one_thread():
            for group in groups(texts):
                blocks = [
                    self._block(number, texts[number].text, *block)
                    for number, stretch in group
                    for block in _blocks(texts[number].text, stretch)
                ]
                self._tag(blocks)
                for block in blocks:
                    _mask(texts[block.number].text, block)
                    _collect(block, splits[block.number])
        return splits

    def _block(self, number: int, text: str, start: int, end: int) -> _Block:
        known = self._characters
        own = text[start:end]
        for character in set(own) - known.keys():
            known[character] = self._look_up(character)
        looks = np.array([known[character] for character in own], dtype=np.int64)
        space = looks[:, 1] == 1
        kept = ~(space & np.concatenate(([False], space[:-1])))
        at = np.flatnonzero(kept) + start
        features = np.zeros((len(at), len(FEATURES)), dtype=np.float32)
        features[:, :3] = looks[kept, 1:]
        features[-1, 3] = features[0, 4] = 1
        return _Block(number, at, looks[kept, 0], features, np.zeros(len(at), dtype=np.int64))

    def _look_up(self, character: str) -> tuple[int, bool, bool, bool]:
        """The model's number of a character, and whether it is white space, a capital, a digit."""
        unit = WHITESPACE_RE.sub(" ", character)
        return self._ids.get(unit, self._unknown), unit == " ", unit.isupper(), unit.isdecimal()

    def _tag(self, blocks: Sequence[_Block]) -> None:
        """Set the tag of each character: whether a word or a sentence ends with it."""
        unread = list(blocks)
        while unread:
            unread.sort(key=lambda block: min(REACH, len(block.at) - block.read))
            for batch in _batches(unread):
                tags = self._predict(batch)
                for block, found in zip(batch, tags, strict=True):
                    _advance(block, found)
            unread = [block for block in unread if block.read < len(block.at)]
        for block in blocks:
            block.tags[-1] = _SENTENCE_END

    def _predict(self, batch: Sequence[_Block]) -> list[NDArray[np.int64]]:
        """The tags of the next characters of each block. A block that is read at once gets one step of padding, as in
        training."""
        sizes = [min(REACH, len(b.at) - b.read) for b in batch]
        lengths = [size + (len(b.at) <= REACH) for size, b in zip(sizes, batch, strict=True)]
        units = np.zeros((max(lengths), len(batch)), dtype=np.int64)
        features = np.zeros((*units.shape, len(FEATURES)), dtype=np.float32)
        for column, (block, size) in enumerate(zip(batch, sizes, strict=True)):
            units[:size, column] = block.units[block.read : block.read + size]
            features[:size, column] = block.features[block.read : block.read + size]
        scores = self._run(torch.from_numpy(units), torch.from_numpy(features), torch.tensor(lengths))
        tags = scores.numpy().argmax(-1)
        return [tags[:size, column] for column, size in enumerate(sizes)]

    @torch.inference_mode()
    def _run(self, units: torch.Tensor, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """The scores that a character ends nothing, a word or a sentence, as Stanza's `Tokenizer.forward` computes
        them.

        units: int64 (steps, rows), features: float32 (steps, rows, 5), lengths: int64 (rows). Returns float32 (steps,
        rows, 3).
        """
        model = self._model
        # The backward layer begins at a row's own end, so that rows do not depend on the others beside them.
        steps = torch.arange(len(units))[:, None]
        turn = torch.where(steps < lengths, lengths - 1 - steps, steps)
        read = _both_ways(model.rnn, torch.cat([model.embeddings(units), features], 2), turn)
        word, sentence = model.tok_clf(read), model.sent_clf(read)
        read = _both_ways(model.rnn2, read * (1 - torch.sigmoid(-word * self._invtemp)), turn)
        word, sentence = word + model.tok_clf2(read), sentence + model.sent_clf2(read)
        sure = torch.nn.functional.logsigmoid
        return torch.cat([sure(-word), sure(word) + sure(-sentence), sure(word) + sure(sentence)], 2)


def _both_ways(layer: torch.nn.LSTM, x: torch.Tensor, turn: torch.Tensor) -> torch.Tensor:
    """A two-way LSTM over rows of unequal length. `turn` (steps, rows) has the step at each place of a reversed row."""
    row = torch.arange(x.shape[1])[None]
    forward = _one_way(layer, x, "")
    backward = _one_way(layer, x[turn, row], "_reverse")
    return torch.cat([forward, backward[turn, row]], 2)


def _one_way(layer: torch.nn.LSTM, x: torch.Tensor, way: str) -> torch.Tensor:
    weights = [getattr(layer, name + way) for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")]
    nothing = x.new_zeros(1, x.shape[1], layer.hidden_size)
    output: torch.Tensor = torch.lstm(x, (nothing, nothing), weights, True, 1, 0.0, False, False, False)[0]
    return output


def _blocks(text: str, stretch: Span) -> Iterator[Span]:
    """The stretches between blank lines, without white space at their ends, as Stanza parts a text."""
    own = text[stretch.start : stretch.end]
    at = 0
    # A stretch has blank lines around it as far as Stanza knows, and they take in the white space next to them.
    for blank in NEWLINE_WHITESPACE_RE.finditer(f"\n\n{own}\n\n"):
        end = max(blank.start() - 2, 0)
        block = own[at:end].rstrip()
        if block:
            yield Span(stretch.start + at, stretch.start + at + len(block))
        at = blank.end() - 2


def _batches(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Batches of about equal size, of blocks that are sorted by how much of them is left."""
    batch: list[_Block] = []
    for block in blocks:
        longest = min(REACH, len(block.at) - block.read) + 1
        if batch and longest * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(block)
    if batch:
        yield batch


def _advance(block: _Block, tags: NDArray[np.int64]) -> None:
    """Keep the tags of what was read: all of it, or up to the last sentence's end where more of the block follows."""
    size = len(tags)
    if block.read + size < len(block.at) and (ends := np.flatnonzero(tags == _SENTENCE_END)).size:
        size = int(ends[-1]) + 1
    block.tags[block.read : block.read + size] = tags[:size]
    block.read += size


def _mask(text: str, block: _Block) -> None:
    """Keep web and mail addresses in one token, as Stanza does."""
    first, last = int(block.at[0]), int(block.at[-1])
    if not _MAY_MASK.search(text, first, last + 1):
        return
    own = "".join(WHITESPACE_RE.sub(" ", text[at]) for at in block.at.tolist())
    for found in MASK_RE.finditer(own):
        block.tags[found.start() : found.end() - 1] = 0
        block.tags[found.end() - 1] = max(block.tags[found.end() - 1], _WORD_END)


def _collect(block: _Block, split: Split) -> None:
    """Add the tokens of a block to those of its text, except tokens of white space only."""
    marked = np.flatnonzero(block.tags)
    solid = np.flatnonzero(block.features[:, 0] == 0)
    firsts = np.concatenate(([0], marked[:-1] + 1))
    # The first and the last character of each token that is not white space.
    opening = np.searchsorted(solid, firsts)
    closing = np.searchsorted(solid, marked, side="right")
    real = opening < closing
    ends = (block.tags[marked] == _SENTENCE_END)[real]
    base = len(split.tokens)
    begun = block.at[solid[opening[real]]].tolist()
    split.tokens += map(Span, begun, (block.at[solid[closing[real] - 1]] + 1).tolist())
    if begun:
        split.starts += [base, *(base + 1 + np.flatnonzero(ends[:-1])).tolist()]
