"""Run the encoder: from texts to roles, entities and parts of speech, with ONNX Runtime only.

Every window runs alone, and each thread runs another one. The scale of activations depends on all values that run
together, so that in a batch the labels of a text would depend on its neighbours. Single windows are faster, too: 25,000
words a second on two cores, against 20,000 in batches of 16 windows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotetrack.parse.claims import ClaimHead, claimed_spans, paragraph_bins, within_reach
from quotetrack.parse.features import PieceTokenizer, PreparedText, Window, Words, read_words, windows
from quotetrack.parse.labels import (
    HEADS,
    MEANINGS,
    MEANT_BY,
    TAGGED,
    UPOS,
    Transitions,
    meaning_block,
    posteriors,
    spans_of,
    viterbi,
)
from quotetrack.parse.pack import processors
from quotetrack.records import ActScores, Labelled, Span, SpanVector, StatedClaim

Scores = NDArray[np.float32]

GROUP = 256
"""Windows (1 upwards) that are decoded together, as rows of one array. Set by hand."""


@dataclass
class TextLabels:
    """What the encoder found in one text; `upos` has one tag for each of `words`."""

    words: Words
    upos: list[str]
    roles: list[Labelled] = field(default_factory=list)
    entities: list[Labelled] = field(default_factory=list)
    claims: list[StatedClaim] = field(default_factory=list)
    acts: list[ActScores] = field(default_factory=list)
    vectors: list[SpanVector] = field(default_factory=list)


def open_session(model: Path) -> Any:
    """An ONNX Runtime session on the CPU (an `onnxruntime.InferenceSession`), each run on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


TRANSITIONS = "transitions"
"""The name under which an encoder's file has, as JSON, the learned scores of how tags follow each other, by head."""


CLAIM_HEAD = "claims"
"""The name under which an encoder's file has the network that scores claims (`ClaimHead.to_json`)."""


def read_claim_head(session: Any) -> ClaimHead | None:
    """The network that scores claims; None for an encoder that was made without."""
    stored = session.get_modelmeta().custom_metadata_map.get(CLAIM_HEAD)
    return ClaimHead.from_json(stored) if stored else None


def read_transitions(session: Any) -> dict[str, Transitions]:
    """The transitions of each head that has learned some; empty for an encoder that was trained without."""
    held = json.loads(session.get_modelmeta().custom_metadata_map.get(TRANSITIONS, "{}"))
    return {
        head: Transitions.learned(*(np.array(own[part], dtype=np.float32) for part in ("between", "start", "end")))
        for head, own in held.items()
    }


_OUTPUTS: Sequence[str] = list(HEADS)


def run_window(session: Any, window: Window, heads: Sequence[str] = _OUTPUTS) -> list[Scores]:
    """The scores of each of some heads for the words of a window: float32 (words, width)."""
    inputs = {"ids": np.array([window.ids], dtype=np.int64), "types": np.array([window.types], dtype=np.int64)}
    first = np.array(window.heads)
    return [output[0].take(first, axis=0) for output in session.run(heads, inputs)]


class WordEncoder:
    """A loaded encoder."""

    def __init__(self, model: Path, vocabulary: Path, threads: int | None = None) -> None:
        self._pieces = PieceTokenizer(vocabulary)
        self._session = open_session(model)
        self._transitions = read_transitions(self._session)
        self._claim_head = read_claim_head(self._session)
        self._threads = threads or processors()

    def read(self, texts: Sequence[PreparedText]) -> list[TextLabels]:
        """The labels of each of any number of texts; spans are in code points of the text."""
        labelled: list[TextLabels] = []
        pending: list[tuple[TextLabels, Window]] = []
        for text in texts:
            words = read_words(text)
            own = TextLabels(words, ["X"] * len(words.spans))
            labelled.append(own)
            if words.spans:
                pending += [(own, w) for w in windows(words, self._pieces.pieces(words.forms))]
        pending.sort(key=lambda p: len(p[1].heads))
        with ThreadPoolExecutor(self._threads) as pool:
            each = pool.map if self._threads > 1 else map
            for at in range(0, len(pending), GROUP):
                group = pending[at : at + GROUP]
                outputs = list(each(partial(run_window, self._session), [w for _, w in group]))
                _decode_group(group, outputs, self._transitions, self._claim_head)
        for own in labelled:
            own.roles.sort(key=lambda found: found.span)
            own.entities.sort(key=lambda found: found.span)
            own.claims.sort(key=lambda found: (found.mention, found.span))
            own.acts.sort(key=lambda found: found.span)
            own.vectors.sort(key=lambda found: (found.span, found.label))
        return labelled


def _decode_group(
    group: Sequence[tuple[TextLabels, Window]],
    outputs: Sequence[Sequence[Scores]],
    transitions: Mapping[str, Transitions],
    claim_head: ClaimHead | None,
) -> None:
    """Add the labels of some windows to those of their texts."""
    lengths = [len(window.heads) for _, window in group]
    by_head = {name: [scores[at] for scores in outputs] for at, name in enumerate(HEADS)}
    for layer, labels in TAGGED.items():
        paths, sure = _decode(_stacked(by_head[layer], lengths), lengths, transitions.get(layer))
        for row, (own, window) in enumerate(group):
            spans = spans_of(paths[row, : lengths[row]].tolist(), labels)
            found = list(_labelled(own.words, window.words, spans, sure[row]))
            getattr(own, layer).extend(labelled for _, labelled in found)
            own.vectors.extend(_vectors(found, by_head["meanings"][row]))
            if layer == "roles":
                own.acts.extend(_acts(found, by_head["acts"][row]))
            elif claim_head:
                own.claims.extend(_claims(own.words, window, found, by_head["claims"][row], claim_head))
    for row, (own, window) in enumerate(group):
        for word, tag in zip(window.words, by_head["upos"][row].argmax(-1).tolist(), strict=True):
            own.upos[word] = UPOS[tag]


Found = tuple[tuple[int, int], Labelled]
"""A half-open range of words of a window, and what they are."""


def _acts(found: Sequence[Found], scores: Scores) -> Iterator[ActScores]:
    """The mean scores of acts over each cue and each content of a window."""
    for places, labelled in found:
        if labelled.label != "source":
            first, second, third, fourth = (round(float(score), 2) for score in scores[slice(*places)].mean(0))
            yield ActScores(labelled.span, (first, second, third, fourth))


def _vectors(found: Sequence[Found], scores: Scores) -> Iterator[SpanVector]:
    """The mean vectors of each source, cue, content and name (of a person or an organisation) of a window, rounded. A
    head of another width, as it is before anybody learned it, gives all that it has for each."""
    found = [(places, labelled) for places, labelled in found if labelled.label in MEANT_BY]
    if not found:
        return
    learned = scores.shape[1] == HEADS["meanings"]
    places = np.array([places for places, _ in found])
    sums = np.concatenate([np.zeros((1, scores.shape[1])), np.cumsum(scores, 0, dtype=np.float64)])
    means = (sums[places[:, 1]] - sums[places[:, 0]]) / (places[:, 1] - places[:, 0])[:, None]
    for (_, labelled), mean in zip(found, means.round(2).tolist(), strict=True):
        label = MEANT_BY[labelled.label]
        yield SpanVector(label, labelled.span, tuple(mean[meaning_block(label)] if learned else mean * MEANINGS[label]))


def _claims(
    words: Words, window: Window, found: Sequence[Found], vectors: Scores, head: ClaimHead
) -> Iterator[StatedClaim]:
    """What a window states beside each person that it names, in the person's paragraph."""
    for (first, last), labelled in found:
        if labelled.label != "PERSON":
            continue
        own = within_reach(words, window, first, last)
        mention = first - own.start, last - own.start
        shares = head.probabilities(vectors[own.start : own.stop], mention, paragraph_bins(*mention, len(own)))
        for start, stop, label, score in claimed_spans(shares):
            claimed = window.words[own.start + start : own.start + stop]
            span = Span(words.spans[claimed[0]].start, words.spans[claimed[-1]].end)
            yield StatedClaim(labelled.span, label, span, round(score, 3))


def _stacked(scores: Sequence[Scores], lengths: Sequence[int]) -> Scores:
    """Scores of several windows in one array, padded with 0: float32 (rows, words, width)."""
    stacked = np.zeros((len(scores), max(lengths), scores[0].shape[1]), dtype=np.float32)
    for row, own in enumerate(scores):
        stacked[row, : lengths[row]] = own
    return stacked


def _decode(
    scores: Scores, lengths: Sequence[int], transitions: Transitions | None
) -> tuple[NDArray[np.int64], Scores]:
    """The best tag of each word, and the logarithm of its posterior: (rows, words) each."""
    paths, logs = viterbi(scores, lengths, transitions), posteriors(scores, lengths, transitions)
    return paths, np.take_along_axis(logs, paths[:, :, None], axis=-1)[:, :, 0]


def _labelled(
    words: Words, covered: Sequence[int], spans: Sequence[tuple[int, int, str]], sure: Scores
) -> Iterator[Found]:
    """The decoded spans of a window, cut at paragraph borders; a score is the geometric mean of the words'
    posteriors."""
    sums = [0.0, *np.cumsum(sure, dtype=np.float64).tolist()]
    for first, last, label in spans:
        starts = [first]
        starts += [i for i in range(first + 1, last) if words.paragraph[covered[i]] != words.paragraph[covered[i - 1]]]
        for start, end in zip(starts, [*starts[1:], last], strict=True):
            span = Span(words.spans[covered[start]].start, words.spans[covered[end - 1]].end)
            score = round(exp((sums[end] - sums[start]) / (end - start)), 4)
            yield (start, end), Labelled(span, label, score)
