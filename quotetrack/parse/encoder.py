"""The encoder at run time: texts to roles, entities and parts of speech, with ONNX Runtime only.

Windows of all texts together are sorted by length, so that a batch holds hardly any padding;
memory grows with the texts by their labels alone, never by a batch.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotetrack.marks import Quoted, find_quoted
from quotetrack.parse.features import PieceTokenizer, Window, Words, read_words, windows
from quotetrack.parse.labels import ENTITIES, HEADS, ROLES, UPOS, spans_of, viterbi
from quotetrack.records import Labelled, Span
from quotetrack.text import paragraphs

Scores = NDArray[np.float32]

BATCH_PIECES = 4096
"""Pieces in a batch, padding included: 16 full windows. Attention over them takes 50 MB; smaller
batches leave threads idle, larger ones were no faster on two cores."""


@dataclass(frozen=True)
class Prepared:
    """A text with its paragraphs and quoted stretches, as `read_words` wants them."""

    text: str
    paragraphs: Sequence[Span]
    quoted: Sequence[Quoted]


def prepare(text: str) -> Prepared:
    """The text with its paragraphs and quoted stretches."""
    parts = paragraphs(text)
    return Prepared(text, parts, find_quoted(text, parts))


@dataclass
class Reading:
    """What the encoder read in one text; `upos` has one tag for each of `words`."""

    words: Words
    upos: list[str]
    roles: list[Labelled] = field(default_factory=list)
    entities: list[Labelled] = field(default_factory=list)


def default_threads() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_session(model: Path, threads: int) -> Any:
    """An ONNX Runtime session on the CPU (an `onnxruntime.InferenceSession`)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # Threads that spin while they wait steal the processor from the other jobs of an ingest.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def run_windows(session: Any, batch: Sequence[Window]) -> list[Scores]:
    """The scores of each head for a batch of windows: float32 (rows, pieces, width)."""
    ids, types = padded(batch)
    outputs: list[Scores] = session.run(list(HEADS), {"ids": ids, "types": types})
    return outputs


def padded(batch: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Piece ids and types of a batch, int64 (rows, pieces), padded with 0."""
    ids = np.zeros((len(batch), max(len(w.ids) for w in batch)), dtype=np.int64)
    types = np.zeros_like(ids)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        types[row, : len(window.types)] = window.types
    return ids, types


class WordEncoder:
    """A loaded encoder. `read` may be called for any number of texts at once."""

    def __init__(self, model: Path, vocabulary: Path, threads: int | None = None) -> None:
        self._tokenizer = PieceTokenizer(vocabulary)
        self._session = open_session(model, threads or default_threads())

    def read(self, texts: Sequence[Prepared]) -> list[Reading]:
        """The labels of each text, spans in code points of that text."""
        readings = []
        pending: list[tuple[Reading, Window]] = []
        for text in texts:
            words = read_words(text.text, text.paragraphs, text.quoted)
            reading = Reading(words, ["X"] * len(words.spans))
            readings.append(reading)
            if words.spans:
                pending += [(reading, w) for w in windows(words, self._tokenizer.pieces(words.forms))]
        for batch in _batches(pending):
            self._read_batch(batch)
        for reading in readings:
            reading.roles.sort(key=lambda found: found.span)
            reading.entities.sort(key=lambda found: found.span)
        return readings

    def _read_batch(self, batch: Sequence[tuple[Reading, Window]]) -> None:
        outputs = run_windows(self._session, [window for _, window in batch])
        lengths = [len(window.heads) for _, window in batch]
        at = np.zeros((len(batch), max(lengths)), dtype=np.int64)
        for row, (_, window) in enumerate(batch):
            at[row, : lengths[row]] = window.heads
        roles, entities, upos = (np.take_along_axis(o, at[:, :, None], axis=1) for o in outputs)
        for scores, labels, layer in ((roles, ROLES, "roles"), (entities, ENTITIES, "entities")):
            paths, sure = _decode(scores, lengths)
            for row, (reading, window) in enumerate(batch):
                found = _labelled(reading.words, window.words, paths[row, : lengths[row]], sure[row], labels)
                getattr(reading, layer).extend(found)
        tags = upos.argmax(-1)
        for row, (reading, window) in enumerate(batch):
            for word, tag in zip(window.words, tags[row].tolist(), strict=False):
                reading.upos[word] = UPOS[tag]


def _batches(pending: list[tuple[Reading, Window]]) -> Iterator[list[tuple[Reading, Window]]]:
    """Windows of like length together, `BATCH_PIECES` at most in each batch, longest first."""
    batch: list[tuple[Reading, Window]] = []
    for reading, window in sorted(pending, key=lambda p: -len(p[1].ids)):
        if batch and (len(batch) + 1) * len(batch[0][1].ids) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append((reading, window))
    if batch:
        yield batch


def _decode(scores: Scores, lengths: Sequence[int]) -> tuple[NDArray[np.int64], Scores]:
    """The best tag of each word, and the logarithm of its posterior: (rows, words) each."""
    top = scores.max(-1, keepdims=True)
    logs = scores - top - np.log(np.exp(scores - top).sum(-1, keepdims=True))
    paths = viterbi(logs, lengths)
    return paths, np.take_along_axis(logs, paths[:, :, None], axis=-1)[:, :, 0]


def _labelled(
    words: Words, covered: Sequence[int], path: NDArray[np.int64], sure: Scores, labels: Sequence[str]
) -> Iterator[Labelled]:
    """Spans of a decoded window, cut at paragraph borders. Their score is the geometric mean of
    the posteriors of their words' tags."""
    for first, last, label in spans_of(path.tolist(), labels):
        starts = [first]
        starts += [i for i in range(first + 1, last) if words.paragraph[covered[i]] != words.paragraph[covered[i - 1]]]
        for start, end in zip(starts, [*starts[1:], last], strict=True):
            span = Span(words.spans[covered[start]].start, words.spans[covered[end - 1]].end)
            yield Labelled(span, label, round(float(np.exp(sure[start:end].mean())), 4))
