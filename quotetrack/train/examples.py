"""Make examples (labelled windows) of samples, to learn from and to score an encoder with, whatever runs it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotetrack.parse.claims import claim_bins
from quotetrack.parse.encoder import open_session, read_transitions, run_window
from quotetrack.parse.features import CAPITALISED, PieceTokenizer, Window, Words, prepare, read_words, windows
from quotetrack.parse.labels import ACTS, CLAIMED, ENTITIES, HEADS, ROLES, TAGGED, UPOS, Transitions, spans_of, viterbi
from quotetrack.train.samples import Sample, Spans

IGNORE = -100
"""The label of a word that is not annotated."""
OPEN = -101
"""The label of a word that is no name of the kinds annotated, but may be one of a people (NORP)."""
BATCH = 16
"""Windows that are scored together, padded to one length. Set by hand."""

Predict = Callable[[Sequence[Window]], list[list[NDArray[np.float32]]]]
"""A function that gives, for each of some windows, the scores of each head: float32 (words, width)."""


@dataclass(frozen=True)
class Example:
    """A window with the label of each of its words for each head (IGNORE where unknown).

    `by_machine` tells that a machine annotated its entities. `taught` are the teachers' scores by head, float32
    (words, width).
    """

    window: Window
    labels: dict[str, tuple[int, ...]]
    by_machine: bool = False
    taught: Mapping[str, NDArray[np.float32]] | None = None
    acts: Sequence[ActExample] = ()
    claims: Sequence[ClaimExample] = ()


@dataclass(frozen=True)
class ActExample:
    """The words of a cue and of a content, as places in a window, and the number of the act."""

    cue: tuple[int, ...]
    content: tuple[int, ...]
    act: int


@dataclass(frozen=True)
class ClaimExample:
    """The first word of a mention and the one after its last, as places in a window, how far each word of the window
    is from it (`distance_bins`), and BIO tags of each word for each of `CLAIMED`."""

    mention: tuple[int, int]
    bins: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]


def examples(samples: Sequence[Sample], tokenizer: PieceTokenizer) -> Iterator[Example]:
    """The labelled windows of the samples."""
    for sample in samples:
        words = read_words(prepare(sample.text))
        if not words.spans:
            continue
        labels = {
            "roles": _bio(words.spans, sample.roles, ROLES),
            "entities": _entities(words, sample),
            "upos": [UPOS.index(sample.upos[s.start]) if s.start in sample.upos else IGNORE for s in words.spans],
        }
        for window in windows(words, tokenizer.pieces(words.forms)):
            own = {head: tuple(tags[i] for i in window.words) for head, tags in labels.items()}
            acts, claims = _acts(words.spans, window, sample), _claims(words, window, sample)
            yield Example(window, own, sample.by_machine, None, acts, claims)


def _entities(words: Words, sample: Sample) -> list[int]:
    tags = _bio(words.spans, sample.entities, ENTITIES)
    if sample.peoples:
        return tags
    return [OPEN if not tag and kind & CAPITALISED else tag for tag, kind in zip(tags, words.types, strict=True)]


def _within(words: Sequence[tuple[int, int]], window: Window, span: tuple[int, int]) -> range:
    """The places in a window of the words that a span touches."""
    if not window.words:
        return range(0)
    first, last = window.words[0], window.words[-1] + 1
    own = words[first:last]
    return range(bisect_right(own, span[0], key=lambda w: w[1]), bisect_left(own, span[1], key=lambda w: w[0]))


def _acts(words: Sequence[tuple[int, int]], window: Window, sample: Sample) -> list[ActExample]:
    found = []
    for judged in sample.acts:
        cue, content = (
            tuple(place for span in spans for place in _within(words, window, span))
            for spans in (judged.cue, judged.content)
        )
        if cue or content:
            found.append(ActExample(cue, content, ACTS.index(judged.act)))
    return found


def _claims(words: Words, window: Window, sample: Sample) -> list[ClaimExample]:
    found = []
    for claim in sample.claims:
        mention = _within(words.spans, window, claim.mention)
        if not mention:
            continue
        tags = [[0] * len(window.words) for _ in CLAIMED]
        for span in claim.unclear:
            for own in tags:
                for place in _within(words.spans, window, span):
                    own[place] = IGNORE
        for start, end, label in claim.claimed:
            own = tags[CLAIMED.index(label)]
            places = _within(words.spans, window, (start, end))
            for place in places:
                own[place] = 1 if place == places.start else 2
        bins = claim_bins(words, window, mention.start, mention.stop)
        found.append(ClaimExample((mention.start, mention.stop), bins, tuple(map(tuple, tags))))
    return found


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


def score_encoder(
    predict: Predict, held: Sequence[Example], chains: Mapping[str, Transitions] | None = None
) -> dict[str, float]:
    """Exact-span F1 of each role, of each entity type and of all entities, and accuracy of parts of speech, in per
    cent. `chains` tell by head how tags follow each other."""
    counts = {name: np.zeros(3) for name in (*ROLES, *ENTITIES)}
    tags = np.zeros(2)
    ordered = sorted(held, key=lambda e: len(e.window.ids))
    for at in range(0, len(ordered), BATCH):
        examples = ordered[at : at + BATCH]
        for example, outputs in zip(examples, predict([e.window for e in examples]), strict=True):
            scores = dict(zip(HEADS, outputs, strict=True))
            for head, names in TAGGED.items():
                _count(scores[head], example.labels[head], names, counts, (chains or {}).get(head))
            gold = np.array(example.labels["upos"])
            right = (scores["upos"].argmax(-1) == gold) & (gold != IGNORE)
            tags += right.sum(), (gold != IGNORE).sum()
    del counts["NORP"]  # the dev part has no peoples
    counts["entities"] = sum((counts[name] for name in ENTITIES if name in counts), np.zeros(3))
    result = {n: round(200 * float(c[0] / max(1, c[1] + c[2])), 1) for n, c in counts.items()}
    return result | {"upos": round(100 * float(tags[0] / max(1, tags[1])), 1)}


def _count(
    scores: NDArray[np.float32],
    gold_tags: Sequence[int],
    names: Sequence[str],
    counts: dict[str, NDArray[np.float64]],
    chain: Transitions | None,
) -> None:
    if IGNORE in gold_tags:
        return
    gold_tags = [0 if tag == OPEN else tag for tag in gold_tags]
    path = viterbi(scores[None], [len(gold_tags)], chain)[0].tolist()
    gold, guess = set(spans_of(gold_tags, names)), set(spans_of(path, names))
    for name in names:
        own, found = ({s for s in side if s[2] == name} for side in (gold, guess))
        counts[name] += len(own & found), len(own), len(found)


def onnx_predictor(model: Path, heads: Sequence[str] = tuple(HEADS)) -> Predict:
    """A predictor that runs some heads of a stored ONNX encoder as parsing does, window by window."""
    session = open_session(model)
    return lambda windows: [run_window(session, window, heads) for window in windows]


def score_onnx(model: Path, held: Sequence[Example]) -> dict[str, float]:
    """The scores of a stored ONNX encoder, as `score_encoder` gives them."""
    return score_encoder(onnx_predictor(model), held, read_transitions(open_session(model)))
